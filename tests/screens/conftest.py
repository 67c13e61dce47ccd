"""A small department in a store made once, copied for every test; the clock stands at one morning in March 2026."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.screens.app import CsiApp
from csi_tui.services.close import month_close
from csi_tui.services.complaints import registration
from csi_tui.services.desk.desk import Desk
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.people import employees, users
from csi_tui.services.tabular.records import ComplaintRow, EmployeeRow, OrderRow, SurveyRow

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 12, 10, 0, tzinfo=ZONE)


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A site-local instant of 2026."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The morning on which the tests happen; time goes on from there."""
    with time_machine.travel(NOW, tick=True) as coordinates:
        yield coordinates


@pytest.fixture(autouse=True)
def remarks_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a remark was gone before a test had looked for it."""
    monkeypatch.setattr(CsiApp, "NOTIFICATION_TIMEOUT", 3600)


PEOPLE = (
    ("S001", "何丽", "supervisor", None),
    ("E001", "林涛", "technician", "S001"),
    ("E002", "罗敏", "technician", "S001"),
    ("E003", "周静", "parts", "S001"),
    ("E004", "张洋", "complaint_handler", "S001"),
    ("E005", "杨霞", "agent", "S001"),
)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that every test gets a copy of; February 2026 can be closed in it."""
    path = tmp_path_factory.mktemp("template") / "csi.db"
    with time_machine.travel(NOW, tick=True):
        desk = users.init_store(path, site="S1", site_name="示例站", zone="Asia/Shanghai")
        try:
            _fill(desk)
        finally:
            desk.close()
    return path


def _fill(desk: Desk) -> None:
    for number, name, role, supervisor in PEOPLE:
        employees.keep(desk, EmployeeRow(number, name, role, "甲组", supervisor, date(2024, 1, 1)))
    for day in range(1, 13):
        technician = "E001" if day % 2 else "E002"
        work_orders.enter(
            desk,
            OrderRow(
                order_no=f"W{day:04d}",
                received_at=at(2, day),
                customer_name=f"客户[b]{day}",
                customer_phone=f"1380000{day:04d}",
                product="洗衣机",
                serial_no=f"SN{day:04d}",
                fault="漏水",
                agent_no="E005",
                technician_no=technician,
                parts_no="E003",
                first_contact_at=at(2, day, 9, 20),
                arrived_at=at(2, day, 14),
                completed_at=at(2, day, 15),
                outcome="fixed",
                parts_issue="none",
            ),
        )
        surveys.enter(desk, SurveyRow(f"A{day:04d}", f"W{day:04d}", at(2, day + 2), 5, 4, 5, 5, 4))
    work_orders.enter(
        desk, OrderRow(order_no="W0099", received_at=at(3, 11), customer_name="赵平", agent_no="E005")
    )
    registration.register(
        desk,
        ComplaintRow(
            "C0001",
            at(2, 10),
            customer_name="吴平",
            handler_no="E004",
            contacted_at=at(2, 10, 11),
            planned_at=at(2, 11),
            resolved_at=at(2, 12),
        ),
    )
    registration.register(desk, ComplaintRow("C0002", at(3, 9), customer_name="钱三", handler_no="E004"))
    registration.register(desk, ComplaintRow("C0003", at(3, 12), customer_name="孙七", handler_no="E004"))


@pytest.fixture(scope="session")
def computed_template(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with February computed."""
    path = copied(template, tmp_path_factory.mktemp("computed"))
    with time_machine.travel(NOW, tick=True):
        desk = open_desk(path)
        try:
            month_close.compute(desk, Period(202602))
        finally:
            desk.close()
    return path


def copied(template: Path, folder: Path) -> Path:
    """A copy of a store, with what lies beside it."""
    for file in template.parent.glob(f"{template.name}*"):
        shutil.copy(file, folder / file.name)
    return folder / template.name


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Path:
    """A copy of the template."""
    return copied(template, tmp_path)


@pytest.fixture
def computed(computed_template: Path, tmp_path: Path) -> Path:
    """A copy of the template with February computed."""
    return copied(computed_template, tmp_path)
