"""What the tests of the sample department share: the department, and how its rows are read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache

import chinese_calendar

from csi_tui.demo.generator import Department, Kind, Row, sample_department

KINDS: tuple[Kind, ...] = ("employees", "orders", "surveys", "complaints")
PEAKS = ("2025-07", "2026-01")
LAST_MONTH = "2026-06"


def working(day: date) -> bool:
    """Know the official working days."""
    return bool(chinese_calendar.is_workday(day))


def weekdays(day: date) -> bool:
    """Know Monday to Friday only."""
    return day.weekday() < 5


@cache
def department(seed: int = 7) -> Department:
    """Make the sample department once; the tests read it only."""
    return sample_department(is_working_day=working, seed=seed)


def rows_of(sample: Department, kind: Kind) -> list[Row]:
    return {
        "employees": sample.employees,
        "orders": sample.orders,
        "surveys": sample.surveys,
        "complaints": sample.complaints,
    }[kind]


def digest(rows: Iterable[tuple[str, Row]]) -> str:
    """Hash rows with their column names, in their order."""
    found = hashlib.sha256()
    for kind, row in rows:
        found.update(
            "\x1f".join((kind, *(f"{name}={value}" for name, value in row.items()))).encode() + b"\n"
        )
    return found.hexdigest()


def digest_of(sample: Department) -> str:
    return digest((kind, row) for kind in KINDS for row in rows_of(sample, kind))


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def minutes(earlier: str, later: str) -> int:
    return int((instant(later) - instant(earlier)).total_seconds()) // 60


def days(earlier: str, later: str) -> int:
    """Count local calendar days between two instants."""
    return (instant(later).date() - instant(earlier).date()).days


def cut_off(month: str) -> str:
    """00:00 on the 10th of the next month (docs/scoring.md §4)."""
    following = date(int(month[:4]), int(month[5:]), 1) + timedelta(days=31)
    return f"{following:%Y-%m}-10T00:00:00"


def of_role(sample: Department, role: str) -> list[str]:
    """List the numbers of a role's people in the order of the file."""
    return list(dict.fromkeys(row["employee_no"] for row in sample.employees if row["role"] == role))


def by_number(sample: Department) -> dict[str, Row]:
    return {row["order_no"]: row for row in sample.orders}
