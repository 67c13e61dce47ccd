"""Style sheets are parsed once for each weight that they have, whatever is opened, and anew only for other colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from textual.css import stylesheet
from textual.css.model import RuleSet
from textual.css.parse import parse as parse_css

from csi_tui.services.desk.desk import Desk
from csi_tui.widgets import themes
from csi_tui.widgets.kept_styles import KeptStyles
from csi_tui.widgets.topbar import TopBar
from tests.screens.driving import press, quiet, running


async def test_no_style_sheet_is_parsed_twice_in_the_same_colours(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: Counter[tuple[str, object, int]] = Counter()
    textuals = parse_css

    def parse(scope: str, css: str, read_from: Any, **more: Any) -> Iterable[RuleSet]:
        parsed[css, read_from, more["tie_breaker"]] += 1
        return textuals(scope, css, read_from, **more)

    monkeypatch.setattr(stylesheet, "parse", parse)
    monkeypatch.setattr(KeptStyles, "_parsed", {})
    async with running(desk.store.path) as (app, pilot):
        for key in ("2", "f2", "escape", "3", "f2", "escape", "5", "f1", "escape", "6", "ctrl+f", "escape"):
            await press(pilot, key)
        first = dict(parsed)
        assert len(first) > 20
        assert set(first.values()) == {1}

        bar = app.screen.query_one(TopBar)
        before = bar.styles.background, app.screen.styles.background
        app.theme = themes.NAMES["light"]
        await quiet(pilot)
        assert (bar.styles.background, app.screen.styles.background) != before
        # What has got another weight since is not parsed again with the first one.
        assert Counter(parsed.values())[2] == len(app.stylesheet.source)
        assert max(parsed.values()) == 2
