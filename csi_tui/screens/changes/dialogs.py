"""Dialogs of a change that is shown before it is made: strike out, restore, adjust, take back, correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.services.cards.published_anew import corrected_texts
from csi_tui.services.changes import adjustments, corrections, exclusions
from csi_tui.services.changes.exclusions import kind_text
from csi_tui.services.changes.ripple import Ripple
from csi_tui.services.changes.text import ripple_lines
from csi_tui.services.desk.card_texts import band_name
from csi_tui.services.desk.local_times import month_text
from csi_tui.services.desk.sentences import said_at_desk
from csi_tui.services.proof.signing import unsigned_text
from csi_tui.services.proof.text.rules_version import own_version
from csi_tui.services.schemes.in_force import figure_names
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import DIALOGS, SureQuestion
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, ReasonOnly, Row, needed
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.keybar import KeyBar

LOOK = DO.with_label(N_("Look"), N_("See whose cards would change; then confirm."))


class RippleQuestion(SureQuestion):
    """Whose cards a change moves, before and after; True where it shall be made. The list is scrolled page by page."""

    desk_commands: tuple[Command, ...] = (
        *SureQuestion.desk_commands,
        Command(
            id="question.down",
            keys="pagedown,f8",
            label=N_("Down"),
            help=N_("Read on."),
            action="scroll(1)",
            scope=DIALOGS,
        ),
        Command(
            id="question.up",
            keys="pageup,f7",
            label=N_("Up"),
            help=N_("Read back."),
            action="scroll(-1)",
            scope=DIALOGS,
        ),
    )
    DEFAULT_CSS = """
    RippleQuestion { align: center middle; }
    """

    def __init__(self, title: str, found: Sequence[tuple[Ripple, Mapping[str, str]]]) -> None:
        """``found``: whom it moves in each month that it concerns, with the names of the month's figures."""
        super().__init__("", _("Do it"), _("Go back"))
        self._title, self._found = title, found
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        """What is about to be done, whom it moves, the two answers."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._title), classes="entry-title")
            with VerticalScroll(classes="dialog-text", can_focus=False):
                yield Static(Content("\n".join(self._lines())))
            with Horizontal(classes="dialog-buttons"):
                yield from self.answers()
        yield KeyBar()

    def _lines(self) -> Iterator[str]:
        for found, figures in self._found:
            if len(self._found) > 1:
                yield month_text(found.period)
            yield from ripple_lines(found, figures, band_name)

    def action_scroll(self, step: int) -> None:
        """Scroll a long list by most of what is in sight."""
        text = self.query_one(VerticalScroll)
        text.scroll_relative(y=step * max(1, text.size.height - 1), animate=False)


class ChangeDialog(EntryDialog[str]):
    """Shows whom the change moves before it is made; dismisses with a sentence."""

    desk_commands: ClassVar[tuple[Command, ...]] = (LOOK, CANCEL)

    @dataclass
    class Foreseen(Message):
        """Whom the change would move, month by month, with the names of the figures."""

        value: Any
        found: Sequence[tuple[Ripple, Mapping[str, str]]]

    def foresee(self, value: Any) -> Ripple:
        """In a thread: whom it would move."""
        raise NotImplementedError

    def foresee_all(self, value: Any) -> Sequence[Ripple]:
        """In a thread: the same of a change that concerns several months."""
        return [self.foresee(value)]

    def question_text(self, value: Any) -> str:
        """What is about to be done, as the confirmation says it."""
        return self.title_text()

    def before(self, value: Any) -> None:
        """Look first."""
        self.busy = True
        self.say_busy(_("Looking whom it moves …"))
        self._foresee(value)

    @store_job("entry")
    def _foresee(self, value: Any) -> Message:
        found = self.foresee_all(value)
        return self.Foreseen(value, [(one, figure_names(self.desk, one.period)) for one in found])

    def on_change_dialog_foreseen(self, event: Foreseen) -> None:
        """Show it, and ask."""
        self.busy = False
        self.say_busy(self.hint())
        question = RippleQuestion(self.question_text(event.value), event.found)
        question.ask(self.app, lambda: self.go(event.value))

    def job_failed(self, error: BaseException, group: str) -> None:
        """The hint comes back; the failure is told as in every dialog."""
        self.say_busy(self.hint())
        super().job_failed(error, group)

    def say_busy(self, text: str) -> None:
        """Say what goes on."""
        self.query_one("#entry-hint", Static).update(Content(text))


class StrikeOutDialog(ChangeDialog):
    """Strikes a row out; ``kinds`` are what can be struck out of it, each with its number."""

    takes = "strike-out"

    def __init__(self, kinds: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._kinds = dict(kinds)

    def title_text(self) -> str:
        """Which row."""
        return _("Strike out: {number}").format(number=_(", ").join(dict.fromkeys(self._kinds.values())))

    def about(self) -> str:
        """What follows."""
        return _("It counts no more from the next computation on; it stays readable, and can be restored.")

    def choices(self) -> Sequence[tuple[str, str]]:
        """What exactly, where there is a choice."""
        if len(self._kinds) == 1:
            return ()
        return [
            (kind, _("{kind} {number}").format(kind=kind_text(kind), number=number))
            for kind, number in self._kinds.items()
        ]

    def rows(self) -> Sequence[Row]:
        """Why, and what shows it."""
        return Row("reason", _("Why")), Row("evidence", _("Evidence"))

    def needs(self, row_id: str) -> bool:
        """Evidence is welcome, not needed."""
        return row_id == "entry-reason"

    def hint(self) -> str:
        """What a reason may be."""
        return _("Malicious, another customer answered, an outage made it late …")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str, str, str]:
        """Kind, number, reason, evidence."""
        kind = choice or next(iter(self._kinds))
        return kind, self._kinds[kind], needed(texts["reason"]), texts["evidence"]

    def question_text(self, value: tuple[str, str, str, str]) -> str:
        """What was chosen, where there is a choice."""
        chosen = _("{kind} {number}").format(kind=kind_text(value[0]), number=value[1])
        return _("Strike out: {number}").format(number=chosen)

    def foresee(self, value: tuple[str, str, str, str]) -> Ripple:
        """Whom it would move."""
        return exclusions.preview_strike_out(self.desk, value[0], value[1])

    def carry_out(self, value: tuple[str, str, str, str]) -> str:
        """Strike it out."""
        counts = exclusions.strike_out(self.desk, *value)
        if counts.nowhere:
            return exclusions.nowhere_text(value[1])
        if counts.frozen:
            return _("{number} is struck out; {month} is frozen and takes a correction.").format(
                number=value[1], month=counts.month
            )
        return _("{number} is struck out; compute {month} again.").format(number=value[1], month=counts.month)


class RestoreDialog(ReasonOnly, ChangeDialog):
    """Lets a row that is struck out count again."""

    takes = "strike-out"

    def __init__(self, kind: str, number: str) -> None:
        super().__init__()
        self._kind, self._number = kind, number

    def title_text(self) -> str:
        """Which row."""
        return _("Let {number} count again").format(number=self._number)

    def foresee(self, value: str) -> Ripple:
        """Whom it would move."""
        return exclusions.preview_restore(self.desk, self._kind, self._number)

    def carry_out(self, value: str) -> str:
        """Restore it."""
        counts = exclusions.restore(self.desk, self._kind, self._number, value)
        if counts.nowhere:
            return exclusions.nowhere_text(self._number)
        if counts.frozen:
            return _("{number} is restored; {month} is frozen and takes a correction.").format(
                number=self._number, month=counts.month
            )
        return _("{number} is restored; compute {month} again.").format(
            number=self._number, month=counts.month
        )


class AdjustDialog(ChangeDialog):
    """Adjusts a line of somebody's card."""

    takes = "adjust"

    def __init__(self, period: Period, employee_no: str, who: str, line: str, name: str) -> None:
        super().__init__()
        self._period, self._employee, self._who, self._line, self._name = period, employee_no, who, line, name

    def title_text(self) -> str:
        """Whose line."""
        return _("Adjust: {line}, {who}, {month}").format(
            line=self._name, who=self._who, month=month_text(self._period)
        )

    def about(self) -> str:
        """What it leaves alone."""
        return _("The line's own figure stays on the card; the points stand beside it, with your name.")

    def rows(self) -> Sequence[Row]:
        """Points, why, and what shows it."""
        return Row("points", _("Points"), "", 8), Row("reason", _("Why")), Row("evidence", _("Evidence"))

    def needs(self, row_id: str) -> bool:
        """Evidence is welcome, not needed."""
        return row_id != "entry-evidence"

    def hint(self) -> str:
        """How points are written."""
        return _("Points: signed, such as +2.5 or -1.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str, str]:
        """Points, reason, evidence."""
        return needed(texts["points"]), needed(texts["reason"]), texts["evidence"]

    def foresee(self, value: tuple[str, str, str]) -> Ripple:
        """Whom it would move."""
        return adjustments.preview_adjust(self.desk, self._period, self._employee, self._line, value[0])

    def carry_out(self, value: tuple[str, str, str]) -> str:
        """Adjust it."""
        adjustments.adjust(self.desk, self._period, self._employee, self._line, *value)
        return _("Adjusted; compute {month} again.").format(month=month_text(self._period))


class TakeBackDialog(ReasonOnly, ChangeDialog):
    """Takes an adjustment back."""

    def __init__(self, number: int, what: str) -> None:
        super().__init__()
        self._number, self._what = number, what

    def title_text(self) -> str:
        """Which adjustment."""
        return _("Take back: {what}").format(what=self._what)

    def foresee(self, value: str) -> Ripple:
        """Whom it would move."""
        return adjustments.preview_withdraw(self.desk, self._number)

    def carry_out(self, value: str) -> str:
        """Take it back."""
        adjustments.withdraw(self.desk, self._number, value)
        return _("Taken back; compute the month again.")


class CorrectDialog(ReasonOnly, ChangeDialog):
    """Corrects a frozen month by a new revision."""

    takes = "close"

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def title_text(self) -> str:
        """Which month."""
        return _("{month}: correct the frozen month").format(month=month_text(self._period))

    def about(self) -> str:
        """What a correction is."""
        return _(
            "A new revision is made of the rows that the month counted, as they stand now, less those struck out. The "
            "earlier revision stays readable. Whose card changes may appeal against it, and their pay waits for that."
        )

    def hint(self) -> str:
        """Who reads it."""
        return _("Everybody who was assessed reads it.")

    def foresee(self, value: str) -> Ripple:
        """Whom it would move."""
        return corrections.preview_correction(self.desk, self._period)

    def carry_out(self, value: str) -> str:
        """Correct it."""
        status = corrections.correct(self.desk, self._period, value)
        said = [_("Corrected: revision {n}, by {rules}.").format(n=status.revision, rules=own_version())]
        said += corrected_texts(self.desk, self._period)
        said += corrections.handed_on_texts(self.desk, self._period)
        later = corrections.months_to_look_at(self.desk, self._period)
        if later:
            more = _(
                "{months} charge back orders of this month: look whether they change, and correct them too."
            )
            said.append(more.format(months=_(", ").join(map(month_text, later))))
        said += filter(None, [said_at_desk(unsigned_text(self.desk, self._period))])
        return " ".join(said)
