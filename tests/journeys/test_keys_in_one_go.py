"""Keys that arrive in one go, from a scanner, a text expander or a slow line, go where a slow hand would put them.

Also on a machine that has other things to do.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.terminal import Terminal, run_csi


@pytest.mark.parametrize("between", ["\t", "\r"])
def test_a_burst_of_keys_fills_the_fields_in_order(tmp_path: Path, between: str) -> None:
    """An entry must not land in the wrong field: tabs and enters inside one burst move the focus in time."""
    environ = {"CSI_DB": str(tmp_path / "desk.db"), "CSI_LANG": "en"}
    assert run_csi(["init"], environ, tmp_path)[0] == 0
    desk = Terminal([], environ)
    try:
        desk.wait_for("[1 Home]")
        desk.press("f2")
        desk.wait_for("New work order", "Customer")
        desk.press(between.join(["甲", "13800001111", "冰箱x\x7f", "SN9", "坏了"]))
        screen = desk.wait_for("坏了")
        for label, text in {
            "Customer": "甲", "Phone": "13800001111", "Product": "冰箱", "Serial no.": "SN9", "Fault": "坏了",
        }.items():  # fmt: skip
            line = next(line for line in screen.splitlines() if line.strip().startswith(label))
            assert line.split(label)[1].split()[0] == text, line
    finally:
        desk.kill()


@contextmanager
def busy_machine() -> Iterator[None]:
    """Two processes for each core that do nothing but take time."""
    loops = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _each in range(2 * (os.cpu_count() or 1))
    ]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


ORDER = "\x1bOQ王样例\t13800001234\t热水器\tSN-77\x1bOQ"


@pytest.mark.whole
@pytest.mark.parametrize("before", [pytest.param("", id="home"), pytest.param("2", id="orders")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_order_typed_ahead_of_everything_on_a_busy_machine(
    tmp_path: Path, language: str, before: str
) -> None:
    """Typed before the first screen stands: the form, its four fields and the key that saves."""
    environ = {"CSI_DB": str(tmp_path / "desk.db"), "CSI_LANG": language}
    assert run_csi(["init"], environ, tmp_path)[0] == 0
    with busy_machine():
        desk = Terminal([], environ, patience=300)
        try:
            # The application's own mode: what is typed before it goes to the shell's line, not to the program.
            desk.wait_for_anything()
            desk.press(before + ORDER)
            desk.press("2")
            desk.wait_for("王样例", "热水器")
            desk.press("escape", "escape")
            assert desk.wait_for_end() == 0
        finally:
            desk.kill()
    with sqlite3.connect(tmp_path / "desk.db") as store:
        kept = store.execute("select customer_name, customer_phone, product, serial_no from work_order")
        assert kept.fetchall() == [("王样例", "13800001234", "热水器", "SN-77")]


def test_bytes_that_are_no_utf8_do_no_harm(tmp_path: Path) -> None:
    """A terminal set to GBK: each byte is replaced, it is said once, and the desk goes on."""
    environ = {"CSI_DB": str(tmp_path / "desk.db"), "CSI_LANG": "en"}
    assert run_csi(["init"], environ, tmp_path)[0] == 0
    desk = Terminal([], environ)
    try:
        desk.wait_for("[1 Home]")
        desk.press("f2")
        desk.wait_for("New work order", "Customer")
        desk.send_bytes("王".encode("gbk"))
        screen = desk.wait_for("UTF-8")
        assert "\N{REPLACEMENT CHARACTER}" in screen
        desk.press("tab", "13800001111")
        desk.wait_for("13800001111")
        desk.press("escape")
        desk.wait_for("F9")
        desk.press("f9")
        desk.wait_for("[1 Home]")
        desk.press("escape", "escape")
        assert desk.wait_for_end() == 0
    finally:
        desk.kill()


def test_what_is_typed_while_the_program_starts(tmp_path: Path) -> None:
    """Before the application has its terminal, Enter comes as a line feed; it goes on to the next field too."""
    environ = {"CSI_DB": str(tmp_path / "desk.db"), "CSI_LANG": "zh"}
    assert run_csi(["init"], environ, tmp_path)[0] == 0
    desk = Terminal([], environ)
    try:
        desk.press("\x1bOQ张样例\r13800138000\r洗衣机\rSN123\x1bOQ")
        desk.press("2")
        desk.wait_for("张样例", "洗衣机")
        desk.press("escape", "escape")
        assert desk.wait_for_end() == 0
    finally:
        desk.kill()
    with sqlite3.connect(tmp_path / "desk.db") as store:
        kept = store.execute("select customer_name, customer_phone, product, serial_no from work_order")
        assert kept.fetchall() == [("张样例", "13800138000", "洗衣机", "SN123")]
