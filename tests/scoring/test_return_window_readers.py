"""Who reads the return window stands with it, and whoever looks there finds them all."""

from __future__ import annotations

import re
from pathlib import Path

import csi_tui
from csi_tui.scoring.scheme import Scheme

SERVICES = Path(csi_tui.__file__).parent / "services"


def test_every_reader_of_the_return_window_is_named_with_it() -> None:
    """docs/rules.md, rule 6: a rule has one home, from which its readers are reached."""
    readers = {
        path.relative_to(SERVICES).with_suffix("").as_posix().replace("/", ".")
        for path in SERVICES.rglob("*.py")
        if re.search(r"\.return_window_days(?!``)", path.read_text(encoding="utf-8"))
    }
    told = Scheme.__doc__ or ""
    assert len(readers) > 4
    assert {reader for reader in readers if reader not in told} == set()
