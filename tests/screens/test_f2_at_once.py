"""F2 in a dialog before anything is filled in: it does its work or says what is needed, in words."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from tests.effort import some_in_quick
from tests.screens.driving import press, running, shown
from tests.screens.test_help_everywhere import left, opened
from tests.screens.test_typed_ahead import OPENERS

LONG_ENOUGH = 30
"""Seconds after which a dialog hangs; the slowest takes a part of one."""


async def test_f2_at_once_says_no_none_and_comes_to_rest(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/keys.md, *The grammar*: F2 does what a screen is for; an order called None was missing."""
    # What is exported at once lands there.
    monkeypatch.chdir(tmp_path)
    kinds = some_in_quick(OPENERS, 3)
    wrong: list[tuple[type[Screen[Any]], str]] = []
    tried = 0
    async with running(store) as driven:
        app, pilot = driven
        before = app.screen
        for kind in kinds:
            await opened(driven, kind)
            tried += app.screen is not before
            async with asyncio.timeout(LONG_ENOUGH):
                await press(pilot, "f2")
            told = [shown(app), *(note.message for note in app._notifications)]
            wrong += [(kind, text) for text in told if re.search(r"\bNone\b", text)]
            app.clear_notifications()
            await left(driven, before)
    assert not wrong
    assert tried > len(kinds) * 3 // 4
