"""Dialogs of a week's sheet: another week, a line of the minutes, who does what by when, its change, what became of
it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.services.entries.rules import read_day
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.untrusted_text import normal
from csi_tui.services.week import meeting
from csi_tui.services.week.week_sheet import week_said
from csi_tui.services.week.weeks import Week
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, PersonRow, Row, needed

KEEP = DO.with_label(N_("Keep"), N_("Keep it, with your name and the time."))
CHOOSE = DO.with_label(N_("Choose"), N_("Go to the week."))


class WeekDialog(EntryDialog[Week]):
    """Dismisses with a week."""

    desk_commands: ClassVar[tuple[Command, ...]] = (CHOOSE, CANCEL)

    def __init__(self, week: Week) -> None:
        super().__init__()
        self._week = week

    def title_text(self) -> str:
        """What is chosen."""
        return _("Choose a week")

    def rows(self) -> Sequence[Row]:
        """The week."""
        return (Row("week", _("Week"), str(self._week), 20),)

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """What was typed."""
        return texts["week"]

    def carry_out(self, value: str) -> Week:
        """The week that it says."""
        return week_said(self.desk, value)


class MinutesDialog(EntryDialog[int]):
    """Dismisses with the number of the line that was kept."""

    desk_commands: ClassVar[tuple[Command, ...]] = (KEEP, CANCEL)

    def __init__(self, week: Week) -> None:
        super().__init__()
        self._week = week

    def title_text(self) -> str:
        """Of which week."""
        return _("Minutes of {week}").format(week=self._week)

    def about(self) -> str:
        """What becomes of it."""
        return _("It stands on the sheet, signed. It is not changed; it can be taken back.")

    def rows(self) -> Sequence[Row]:
        """The words."""
        return (Row("words", _("What was said")),)

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The words."""
        return needed(texts["words"])

    def carry_out(self, value: str) -> int:
        """Keep it."""
        return meeting.write_note(self.desk, self._week, value)


class PromiseDialog(EntryDialog[int]):
    """Dismisses with the number of the promise that was kept."""

    desk_commands: ClassVar[tuple[Command, ...]] = (KEEP, CANCEL)

    def __init__(self, week: Week) -> None:
        super().__init__()
        self._week = week

    def title_text(self) -> str:
        """Of which week."""
        return _("Who does what by when, after {week}").format(week=self._week)

    def about(self) -> str:
        """What becomes of it."""
        return _("The next sheet asks what became of it, and so do those after it, as long as it is open.")

    def rows(self) -> Sequence[Row]:
        """Who, what, by when."""
        return (
            PersonRow(id="who", label=_("Who")),
            Row("what", _("What")),
            Row("by", _("By when"), "", 20),
        )

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str, date]:
        """Employee, what is to be done, the last day."""
        who = self.person_of(texts["who"])
        what = needed(texts["what"])
        return who, what, read_day(self.desk, needed(texts["by"]))

    def carry_out(self, value: tuple[str, str, date]) -> int:
        """Keep it."""
        who, what, by = value
        return meeting.promise(self.desk, self._week, who, what, by)


def _numbered(text: str) -> int:
    """The number of a promise as it was typed."""
    number = normal(needed(text))
    if not (number.isascii() and number.isdigit()):
        raise BadCell(_("is a number, such as 3"))
    return int(number)


@dataclass(frozen=True, slots=True)
class Changed:
    """What is changed of a promise, and why; None: it stays as it is."""

    number: int
    reason: str
    who: str | None
    what: str | None
    by: str | None


class ChangePromiseDialog(EntryDialog[int]):
    """Dismisses with the number of the promise that was changed."""

    desk_commands: ClassVar[tuple[Command, ...]] = (KEEP, CANCEL)

    def __init__(self, number: int | None) -> None:
        """``number``: the promise that is offered."""
        super().__init__()
        self._number = number

    def title_text(self) -> str:
        """What is done."""
        return _("Change a promise")

    def about(self) -> str:
        """What becomes of it."""
        return _("What is left empty stays as it is. How it stood before stays readable, with the reason.")

    def rows(self) -> Sequence[Row]:
        """Which, why, and what of it."""
        return (
            Row("number", _("Number"), "" if self._number is None else str(self._number), 9),
            Row("reason", _("Reason")),
            PersonRow(id="who", label=_("Who")),
            Row("what", _("What")),
            Row("by", _("By when"), "", 20),
        )

    def needs(self, row_id: str) -> bool:
        """What of it is changed is for whoever changes it to say."""
        return row_id in ("entry-number", "entry-reason")

    def read(self, texts: Mapping[str, str], choice: str) -> Changed:
        """Number, reason, and what was typed of the rest."""
        who, what, by = (texts[row].strip() for row in ("who", "what", "by"))
        return Changed(
            number=_numbered(texts["number"]),
            reason=needed(texts["reason"]),
            who=self.person_of(texts["who"]) if who else None,
            what=what or None,
            by=by or None,
        )

    def carry_out(self, value: Changed) -> int:
        """Change it."""
        by = None if value.by is None else read_day(self.desk, value.by)
        meeting.change(self.desk, value.number, value.reason, who=value.who, what=value.what, by=by)
        return value.number


class DoneDialog(EntryDialog[int]):
    """Dismisses with the number of the promise that is done."""

    desk_commands: ClassVar[tuple[Command, ...]] = (KEEP, CANCEL)

    def __init__(self, number: int | None) -> None:
        """``number``: the promise that is offered."""
        super().__init__()
        self._number = number

    def title_text(self) -> str:
        """What is said."""
        return _("What became of a promise")

    def rows(self) -> Sequence[Row]:
        """Which, and what became of it."""
        return (
            Row("number", _("Number"), "" if self._number is None else str(self._number), 9),
            Row("words", _("What became of it")),
        )

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[int, str]:
        """Number and words."""
        return _numbered(texts["number"]), needed(texts["words"])

    def carry_out(self, value: tuple[int, str]) -> int:
        """Say it."""
        number, words = value
        meeting.done(self.desk, number, words)
        return number
