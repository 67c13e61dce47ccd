"""Talks on screens: who is due, the sheet, written down, answered and taken back where it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from csi_tui.scoring.periods import Period
from csi_tui.screens.cards.card import CardScreen
from csi_tui.screens.talks.talk import TalkScreen
from csi_tui.screens.talks.talks import TalksScreen
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.talks import talks
from csi_tui.services.talks.due import month_talks
from tests.screens.driving import press, running, shown, type_in

FEBRUARY = Period(202602)


@contextmanager
def opened(path: Path) -> Iterator[Desk]:
    desk = open_desk(path)
    yield desk
    desk.close()


@pytest.fixture
def published(computed: Path) -> Path:
    """February is published, and the user at the desk is the head as well."""
    with opened(computed) as desk:
        users.set_roles(desk, desk.actor.name, ["supervisor", "admin", "head"])
    with opened(computed) as desk:
        month_close.publish(desk, FEBRUARY)
    return computed


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_talk_is_written_down_where_it_is_read(published: Path, size: tuple[int, int]) -> None:
    """From the records of the month: who is due, the sheet with what points were lost for, three parts, a way back."""
    async with running(published, size) as (app, pilot):
        await press(pilot, "5", "shift+f2", "end", "enter")
        assert isinstance(app.screen, TalksScreen), shown(app)
        assert "still to be held" in shown(app) and "to be held" in shown(app)
        who = app.screen.lines[0].employee_no
        await press(pilot, "enter")
        assert isinstance(app.screen, TalkScreen)
        text = shown(app)
        assert text.index("The result") < text.index("What is strong")
        await press(pilot, "n", "enter", *"calm", "enter", *"late", "enter", *"calls", "f2")
        assert isinstance(app.screen, TalkScreen) and app.screen.found is not None, shown(app)
        (talk,) = app.screen.found.talks
        assert (talk.strengths, talk.problems, talk.direction, talk.state) == (
            "calm",
            "late",
            "calls",
            "held",
        )
        await press(pilot, "escape")
        assert "held, no answer yet" in shown(app)
        await press(pilot, "enter", "u", *"other", "f2")
        (talk,) = talks.talks_about(app.desk, who)
        assert talk.state == "taken-back"


async def test_its_owner_answers_with_a_key(published: Path) -> None:
    """From the own card; before anything is written down there is nothing to answer."""
    with opened(published) as desk:
        users.link(desk, desk.actor.name, "E001")
        users.add_user(desk, "Second", "second", ["head"])
    async with running(published) as (app, pilot):
        await press(pilot, "6")
        app.screen.table.focus()  # type: ignore[attr-defined]
        while not isinstance(app.screen, CardScreen):
            await press(pilot, "enter")
        await press(pilot, "t")
        assert isinstance(app.screen, TalkScreen)
        assert not app.screen.check_action("answer", ("agree",))


async def test_the_sheet_is_written_to_a_file(published: Path, tmp_path: Path) -> None:
    """As the others are, with room to sign."""
    async with running(published) as (app, pilot):
        app.push_screen(TalkScreen(month_talks(app.desk, FEBRUARY).lines[0].employee_no, FEBRUARY))
        await pilot.pause()
        await press(pilot, "d")
        await type_in(pilot, str(tmp_path / "talk.txt"))
        await press(pilot, "f2")
        assert "Signed:" in (tmp_path / "talk.txt").read_text(encoding="utf-8"), shown(app)
