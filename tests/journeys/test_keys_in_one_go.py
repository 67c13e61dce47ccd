"""Keys that arrive in one go, from a scanner, a text expander or a slow line, go where a slow hand would put them."""

from __future__ import annotations

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
