"""Dialogs of a talk: write it down, answer it, read it aloud, take it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import local_times
from csi_tui.services.entries.rules import read_day
from csi_tui.services.spans.results import span_at
from csi_tui.services.talks import talks
from csi_tui.services.talks.values import TalkHeld
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, Row, needed

KEEP = DO.with_label(N_("Keep"), N_("Keep it, with your name and the time."))


class HoldDialog(EntryDialog[int]):
    """Dismisses with the number of the talk."""

    desk_commands: ClassVar[tuple[Command, ...]] = (KEEP, CANCEL)

    def __init__(self, employee_no: str, name: str, period: Period) -> None:
        super().__init__()
        self._employee_no, self._name, self._period = employee_no, name, period

    def title_text(self) -> str:
        """With whom, about which month."""
        return _("Talk with {name} about {month}").format(
            name=self._name, month=local_times.month_text(self._period)
        )

    def about(self) -> str:
        """Who reads it, and what becomes of it."""
        return _(
            "Read by its owner and those who look over results. It is not changed; it can be taken back."
        )

    def rows(self) -> Sequence[Row]:
        """The day, and the three parts."""
        return (
            Row("on", _("Held on"), local_times.today(self.desk).isoformat(), 20),
            Row("strengths", _("Strengths")),
            Row("problems", _("Problems")),
            Row("direction", _("Direction")),
        )

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[date, str, str, str]:
        """What was typed."""
        return (
            read_day(self.desk, needed(texts["on"])),
            needed(texts["strengths"]),
            needed(texts["problems"]),
            needed(texts["direction"]),
        )

    def carry_out(self, value: tuple[date, str, str, str]) -> int:
        """Write it down."""
        day, strengths, problems, direction = value
        return talks.hold(
            self.desk,
            self._employee_no,
            span_at("month", self._period),
            held_on=day,
            strengths=strengths,
            problems=problems,
            direction=direction,
        )


class _OfTalk(EntryDialog[int]):
    """About a talk that is there; dismisses with its number."""

    desk_commands: ClassVar[tuple[Command, ...]] = (KEEP, CANCEL)

    def __init__(self, talk: TalkHeld) -> None:
        super().__init__()
        self.talk = talk

    def about(self) -> str:
        """Which talk."""
        return _("Talk {number} with {name}, held on {day}").format(
            number=self.talk.number, name=self.talk.name, day=self.talk.held_on.isoformat()
        )


class AnswerDialog(_OfTalk):
    """Its owner agrees, or says with what not."""

    def __init__(self, talk: TalkHeld, how: str) -> None:
        """``how``: ``agree`` or ``disagree``."""
        super().__init__(talk)
        self._agrees = how == "agree"

    def title_text(self) -> str:
        """What is said."""
        return _("I agree with what was written down") if self._agrees else _("I do not agree")

    def rows(self) -> Sequence[Row]:
        """The words, which who agrees may leave out."""
        return (Row("words", _("What you say to it") if self._agrees else _("With what")),)

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The words."""
        return texts["words"] if self._agrees else needed(texts["words"])

    def carry_out(self, value: str) -> int:
        """Say it."""
        (talks.agree if self._agrees else talks.disagree)(self.desk, self.talk.number, value)
        return self.talk.number


class AloudDialog(_OfTalk):
    """It was read aloud to somebody who does not sign in."""

    def title_text(self) -> str:
        """What is recorded."""
        return _("It was read aloud to {name}").format(name=self.talk.name)

    def rows(self) -> Sequence[Row]:
        """By whom, and what was said."""
        return (Row("words", _("By whom, and what was said to it")),)

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The words."""
        return needed(texts["words"])

    def carry_out(self, value: str) -> int:
        """Record it."""
        talks.read_aloud(self.desk, self.talk.number, value)
        return self.talk.number


class TakeTalkBackDialog(_OfTalk):
    """It counts no more."""

    def title_text(self) -> str:
        """What is taken back."""
        return _("Take a talk back")

    def rows(self) -> Sequence[Row]:
        """Why."""
        return (Row("reason", _("Why")),)

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The reason."""
        return needed(texts["reason"])

    def carry_out(self, value: str) -> int:
        """Take it back."""
        talks.take_back(self.desk, self.talk.number, value)
        return self.talk.number
