"""The oversight group's sample of a month: draw it, say what was found, sign the month off or object."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.message import Message

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.screens.oversight.sample_dialogs import DrawDialog, WordDialog
from csi_tui.screens.worklist import WorksThrough
from csi_tui.services.desk import local_times
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.services.oversight import pages as oversight_pages
from csi_tui.services.oversight import sampling
from csi_tui.services.oversight.pages import SampledRow, SampleSheet, finding_text, verdict_text
from csi_tui.services.oversight.text import KINDS
from csi_tui.widgets.cells import long_time
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import EntryDialog
from csi_tui.widgets.jobs import store_job

HERE = N_("Oversight")
RIGHT = Command(
    id="oversight.right",
    keys="r,f2",
    label=N_("Right"),
    help=N_("The row is as the paper says."),
    action="note('right')",
    needs=N_("Only the oversight group does this, with a sample drawn and the month not signed off."),
    scope=HERE,
)
WRONG = Command(
    id="oversight.wrong",
    keys="x,f6",
    label=N_("Wrong"),
    help=N_("The row is not; say what is."),
    action="wrong",
    needs=N_("Only the oversight group does this, with a sample drawn and the month not signed off."),
    scope=HERE,
)
DRAW = Command(
    id="oversight.draw",
    keys="d,f4",
    label=N_("Draw"),
    help=N_("Draw a sample."),
    action="draw",
    needs=N_("Only the oversight group does this, while the month is not signed off."),
    scope=HERE,
)
OBJECT = Command(
    id="oversight.object",
    keys="o,ctrl+k",
    label=N_("Object"),
    help=N_("Object; it holds up the freeze."),
    action="object",
    needs=N_("Only the oversight group does this, with a sample drawn."),
    scope=HERE,
)
OPEN = Command(
    id="oversight.open",
    keys="enter,ctrl+d",
    label=N_("Open"),
    help=N_("Open the row in its form; saving goes on to the next one."),
    action="open",
    needs=N_("There is no line to open."),
    scope=HERE,
)
EARLIER = Command(
    id="oversight.earlier",
    keys="e,ctrl+e",
    label=N_("Other sample"),
    help=N_("Show the sample that was drawn before, then the last one again."),
    action="earlier",
    needs=N_("No other sample was drawn."),
    scope=HERE,
)
LIFT = Command(
    id="oversight.lift",
    keys="l,ctrl+x",
    label=N_("Lift"),
    help=N_("Lift the objection."),
    action="lift",
    needs=N_("There is no objection that you could lift."),
    scope=HERE,
)
SIGN = Command(
    id="oversight.sign",
    keys="s,f9",
    label=N_("Sign off"),
    help=N_("Sign the month off."),
    action="sign",
    needs=N_("Only the oversight group does this, with a sample drawn and the month not signed off."),
    scope=HERE,
)


class OversightScreen(WorksThrough, DetailList[SampledRow]):
    """The last sample, and what was said."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        RIGHT,
        WRONG,
        OPEN,
        DRAW,
        EARLIER,
        OBJECT,
        LIFT,
        SIGN,
        GO_BACK,
    )
    help_text = N_(
        "The oversight group draws rows at random, holds each against the paper, and signs the month off or objects. "
        "With the seed the same rows are drawn on every machine. Everybody may read."
    )

    table_id = "sample-table"
    columns = (
        (N_("place"), 5),
        (N_("What"), 10),
        (N_("Which"), 16),
        (N_("What was found"), 8),
        (N_("By"), 10),
        (N_("Note"), 19),
    )

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.found: SampleSheet | None = None
        self._draw: int | None = None
        """Which sample is shown; None: the last one."""
        self._known: dict[tuple[str, str], tuple[str, ...]] | None = None
        """The patterns in the rows that are shown: looked for once, for every finding reads the sheet again."""

    def fetch(self) -> SampleSheet:
        """In a thread: the sheet as it is now."""
        found = oversight_pages.sample_of(self.desk, self._period, draw=self._draw, known=self._known)
        self._known = {(row.kind, row.number): row.patterns for row in found.rows}
        return found

    @store_job("step")
    def _do(self, use: Callable[[], object]) -> Message:
        use()
        return self.Read(self.fetch())

    def show(self, found: SampleSheet) -> None:
        """Show it."""
        self.found = found
        self.fill(found.rows)
        self.show_title(_title(self._period, found))

    def texts(self, line: SampledRow) -> Sequence[str]:
        """A row and what was found about it."""
        finding = finding_text(line.finding) or "-"
        return str(line.position), _(KINDS[line.kind]), line.number, finding, line.by, line.note

    def below(self, line: SampledRow | None) -> Sequence[str]:
        """What is to be said of the marked row, what of the month is unconfirmed, and what was said of it."""
        told = [] if line is None else line.told
        unconfirmed = [] if self.found is None else [one.text for one in self.found.unconfirmed]
        return [*told, *unconfirmed] + [
            _("{at}  {by}  {verdict}  {reason}")
            .format(at=long_time(one.at), by=one.by, verdict=verdict_text(one.verdict), reason=one.reason)
            .rstrip()
            for one in (() if self.found is None else self.found.verdicts)
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the oversight group does anything here."""
        if action == "open":
            return self.marked is not None
        if action not in ("note", "wrong", "draw", "earlier", "object", "lift", "sign"):
            return True
        if action == "earlier":
            return self.found is not None and self.found.draws > 1
        if self.found is None or not self.desk.may("sign-off"):
            return False
        last = self.found.verdicts[-1].verdict if self.found.verdicts else ""
        if action == "lift":
            return last == "objected"
        if last == "signed":
            # An objection comes first: what is found after the signature is no basis of it.
            return action == "object"
        return action == "draw" or bool(self.found.rows)

    def on_data_table_row_selected(self) -> None:
        """Enter on a row."""
        self.action_open()

    def action_open(self) -> None:
        """Open the row; saving goes on to the next one."""
        self.work_at(self.table.cursor_row)

    def places(self) -> Sequence[RowPlace]:
        """The rows of the sample."""
        return () if self.found is None else [RowPlace(f"{one.kind}s", one.number) for one in self.found.rows]

    def worked_month(self) -> Period:
        """The month that is looked over."""
        return self._period

    def read_again(self) -> SampleSheet:
        """The sheet as it is now."""
        return self.fetch()

    def show_again(self, read: SampleSheet) -> None:
        """Show it."""
        self.show(read)

    def mark(self, at: int) -> None:
        """Put the cursor on that row."""
        self.table.move_cursor(row=at)

    def action_earlier(self) -> None:
        """Show the sample before the one that is shown; after the first one the last."""
        if self.found is not None:
            self._draw, self._known = self.found.draw - 1 or None, None
            self.reload()

    def action_draw(self) -> None:
        """Draw a sample of so many rows."""
        self._draw, self._known = None, None
        self._ask(DrawDialog(self._period))

    def action_note(self, finding: str) -> None:
        """The row under the cursor is right; go on to the next."""
        row = self.marked
        if row is not None:
            self._do(partial(sampling.note_finding, self.desk, self._period, row.number, finding))
            self.table.action_cursor_down()

    def action_wrong(self) -> None:
        """The row under the cursor is wrong."""
        row = self.marked
        if row is not None:

            def use(note: str) -> None:
                sampling.note_finding(self.desk, self._period, row.number, "wrong", note)

            self._ask(WordDialog(_("{number} is wrong").format(number=row.number), _("What is wrong"), use))

    def action_object(self) -> None:
        """Object."""
        use = partial(sampling.object_to, self.desk, self._period)
        self._ask(WordDialog(_("Object to the month"), _("Why"), use))

    def action_lift(self) -> None:
        """Lift the objection."""
        self._ask(
            WordDialog(_("Lift the objection"), _("Why"), partial(sampling.lift, self.desk, self._period))
        )

    def action_sign(self) -> None:
        """Sign the month off."""
        use = partial(sampling.sign, self.desk, self._period)
        self._ask(WordDialog(_("Sign the month off"), _("Remark"), use, needed=False))

    def _ask(self, dialog: EntryDialog[str]) -> None:
        def done(text: str | None) -> None:
            if text is not None:
                self.reload()

        self.app.push_screen(dialog, done)


def _title(period: Period, found: SampleSheet) -> str:
    month = local_times.month_text(period)
    if not found.rows:
        return _("Oversight: {month}  no sample drawn yet").format(month=month)
    title = ngettext(
        "Oversight: {month}  {n} row, seed {seed}",
        "Oversight: {month}  {n} rows, seed {seed}",
        len(found.rows),
    ).format(month=month, n=len(found.rows), seed=found.seed)
    if found.draws == 1:
        return title
    which = _("Sample {draw} of {draws}").format(draw=found.draw, draws=found.draws)
    return f"{title}  {which}"
