"""Make the pictures of docs/images from a sample store: the application in Chinese, at 80 x 24.

    python -m tools.screenshots [FOLDER]    write them to FOLDER (default: docs/images)

Seed, clock and terminal are fixed, so that the same program makes the same pictures. Nothing of the machine shows:
the store lies in a temporary folder, and a picture names no font to fetch.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence, Set
from datetime import UTC, datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerState

from csi_tui import i18n
from csi_tui.demo.build import build_demo
from csi_tui.scoring.periods import Period
from csi_tui.screens.app import CsiApp
from csi_tui.screens.home.home import HomeScreen
from csi_tui.services.complaints import registration
from csi_tui.services.desk.desk import Desk
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months import cards
from csi_tui.services.orders import pages as order_pages
from csi_tui.services.people import users
from csi_tui.services.tabular.records import ComplaintRow

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "images"
SIZE = (80, 24)
SEED = 8
ZONE = ZoneInfo("Asia/Shanghai")
BUILT = datetime(2026, 10, 31, 20, 0, tzinfo=ZONE)
"""The sample is known up to this evening."""
LAST = Period(202609)
"""Its last closed month."""
NOW = datetime(2026, 11, 2, 9, 30, 20, tzinfo=ZONE)
"""The Monday morning of the pictures; the seconds keep a countdown away from the turn of a minute."""

TO_THE_CARD = ("6", "f3", "<technician>", "enter", "enter")
VIEWS: Mapping[str, Sequence[str]] = {
    "home": (),
    "order-form": (
        *("f2", "<customer>", "enter", "13900000217", "enter", "<product>", "enter", "<serial>", "enter"),
        *("又不通电了", "tab", "tab", "送修", "enter", "E003", "enter", "E009", "f4", "中等", "enter"),
    ),
    "customer": ("ctrl+f", "<last digits>", "enter"),
    "complaints": ("3", "enter"),
    "complaint": ("3", "down", "o"),
    "close": ("5", "f2", "f6"),
    "card": TO_THE_CARD,
    "side-by-side": (*TO_THE_CARD, "c", "f6", "enter", *["down"] * 7),
    "department": ("6", "h", "f6"),
    "receipt": (*TO_THE_CARD, "down", "down", "enter", "down"),
}
"""Picture → the keys and texts that lead to what it shows; in brackets, what :func:`_look_up` finds."""
KEYS = {"enter", "down", "tab", "ctrl+f", *(f"f{number}" for number in range(2, 10))}

SUPERVISOR, SUPERVISOR_NO = "刘晓峰", "S001"
"""Who sits at the desk; otherwise the account of whoever makes the pictures would stand in them."""

WEEKEND = (
    ComplaintRow(
        "C26110001",
        datetime(2026, 10, 31, 17, 10, tzinfo=ZONE),
        customer_name="罗女士",
        customer_phone="13900000217",
        handler_no="E006",
        category="维修质量",
        contacted_at=datetime(2026, 10, 31, 18, 0, tzinfo=ZONE),
    ),
    ComplaintRow(
        "C26110002",
        datetime(2026, 11, 1, 8, 40, tzinfo=ZONE),
        customer_name="孙先生",
        customer_phone="13900000652",
        handler_no="E007",
        category="上门迟到",
    ),
    ComplaintRow(
        "C26110003",
        datetime(2026, 11, 1, 19, 30, tzinfo=ZONE),
        customer_name="董女士",
        customer_phone="13900000338",
        handler_no="E006",
        category="费用",
    ),
)
"""Complaints that came over the weekend, so that there is something to be late with."""


def main(arguments: Sequence[str]) -> None:
    """Make every picture."""
    folder = Path(arguments[0]) if arguments else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    i18n.activate("zh")
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory(prefix="csi-pictures-") as below:
        path = Path(below) / "csi.db"
        _build(path)
        for name, keys in VIEWS.items():
            # Each from the same instant: how long the one before took must not show.
            with _clock(NOW):
                svg = plain_svg(asyncio.run(_picture(path, keys)))
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
            print(f"{name}.svg", file=sys.stderr)


def _clock(instant: datetime) -> time_machine.travel:
    # In UTC: an instant with a zone would change the zone of the process.
    return time_machine.travel(instant.astimezone(UTC), tick=True)


# --- The sample --------------------------------------------------------------------------------------------------


def _build(path: Path) -> None:
    with _clock(BUILT):
        build_demo(path, seed=SEED).close()
    with _clock(NOW):
        desk = open_desk(path)
        try:
            users.add_user(desk, SUPERVISOR, "desk", ["supervisor"], SUPERVISOR_NO)
        finally:
            desk.close()
        desk = open_desk(path, SUPERVISOR)
        try:
            for row in WEEKEND:
                registration.register(desk, row)
        finally:
            desk.close()


def _look_up(desk: Desk) -> dict[str, str]:
    """A machine repaired a few days ago, the last digits of the phone of a customer with a return, and the technician
    whose repairs came back most in the last closed month."""
    lines = list(order_pages.orders_page(desk, search="", unfinished=False, after=None))
    repaired = next(
        line for line in lines if line.outcome == "fixed" and line.text("serial_no") and not line.is_return
    )
    ranked: Any = [card.json() for card in cards.month_cards(desk, LAST).cards]
    shares = {
        str(card["employee_no"]): Decimal(figure["score"])
        for card in ranked
        for figure in card["indicators"]
        if card["role"] == "technician" and figure["id"] == "first_time_fix" and figure["score"]
    }
    return {
        "<customer>": repaired.text("customer_name"),
        "<product>": repaired.text("product"),
        "<last digits>": next(line for line in lines if line.is_return).text("customer_phone")[-4:],
        "<serial>": repaired.text("serial_no"),
        "<technician>": min(shares, key=lambda number: (shares[number], number)),
    }


# --- The application ---------------------------------------------------------------------------------------------


async def _picture(path: Path, keys: Sequence[str]) -> str:
    app = CsiApp(path, SUPERVISOR)
    async with app.run_test(size=SIZE) as pilot:
        # Home is painted before the store is open.
        while not (isinstance(app.screen, HomeScreen) and hasattr(app, "desk")):
            await pilot.pause(0.01)
        found = _look_up(app.desk)
        await _quiet(pilot)
        for key in keys:
            text = found.get(key, key)
            await pilot.press(*((text,) if text in KEYS or len(text) == 1 else text))
            await _quiet(pilot)
        app.clear_notifications()
        for field in app.screen.query(Input):
            field.cursor_blink = False
        await _quiet(pilot)
        svg = app.export_screenshot(title="csi")
    app.desk.close()
    return svg


async def _quiet(pilot: Pilot[int]) -> None:
    """Wait until no job runs, and a form that asks after a pause in the typing has asked."""
    for pause in (0.0, 0.4):
        await pilot.pause(pause)
        while any(worker.state in (WorkerState.PENDING, WorkerState.RUNNING) for worker in pilot.app.workers):
            await pilot.pause(0.01)
    await pilot.pause()


# --- The picture -------------------------------------------------------------------------------------------------


SVG = "http://www.w3.org/2000/svg"
FONT_SIZE = 20
FONTS = (
    "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', 'Noto Sans Mono CJK SC', "
    "'Sarasa Mono SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Zen Hei Mono', monospace"
)
"""What stands on the reader's machine; Chinese comes from the first one that has it."""


def plain_svg(exported: str) -> str:
    """Textual's picture without fonts to fetch, and with every Chinese character in the middle of its two cells.

    Textual gives each run of text one length and leaves it to the viewer to spread letters that are not all of one
    width, so that columns would not stand under each other. Here each run of letters of one width gets its place.
    """
    ET.register_namespace("", SVG)
    root = ET.fromstring(re.sub(r"terminal-\d+", "csi", exported))
    underlined: set[str] = set()
    for style in root.iter(f"{{{SVG}}}style"):
        underlined |= set(re.findall(r"\.(\S+) \{[^}]*underline", style.text or ""))
        text = re.sub(r"\s*@font-face\s*\{[^}]*\}", "", style.text or "")
        text = re.sub(r"\s*font-variant-east-asian:[^;]*;|text-decoration: underline;", "", text)
        style.text = re.sub(r"font-family:[^;]*;", f"font-family: {FONTS};", text)
    for parent in list(root.iter()):
        for place, child in reversed(list(enumerate(parent))):
            if child.tag == f"{{{SVG}}}text" and child.get("textLength"):
                parent[place : place + 1] = _runs(child, underlined)
    return ET.tostring(root, encoding="unicode") + "\n"


def _runs(element: ET.Element, underlined: Set[str]) -> list[ET.Element]:
    """The runs of narrow and of wide letters in a text, without the blanks between them; the line under all of it."""
    text = element.text or ""
    cell = float(element.attrib.pop("textLength")) / len(text)
    left = float(element.attrib.pop("x"))
    made = []
    if element.get("class") in underlined:
        made.append(
            ET.Element(f"{{{SVG}}}rect", {name: element.attrib[name] for name in ("class", "clip-path")})
        )
        line = {"x": left, "y": float(element.attrib["y"]) + 3, "width": cell * cell_len(text), "height": 1.5}
        made[0].attrib |= {name: _figure(length) for name, length in line.items()}
        made[0].tail = "\n"
    for (wide, blank), letters in groupby(
        enumerate(text), lambda pair: (cell_len(pair[1]) > 1, pair[1].isspace())
    ):
        if blank:
            continue
        places, run = zip(*letters, strict=True)
        starts = [left + cell * cell_len(text[:place]) for place in places]
        one = ET.Element(element.tag, element.attrib)
        one.text, one.tail = "".join(run), "\n"
        if wide:
            one.set("x", " ".join(_figure(start + (2 * cell - FONT_SIZE) / 2) for start in starts))
        else:
            one.set("x", _figure(starts[0]))
            one.set("textLength", _figure(cell * len(run)))
        made.append(one)
    return made


def _figure(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


if __name__ == "__main__":
    main(sys.argv[1:])
