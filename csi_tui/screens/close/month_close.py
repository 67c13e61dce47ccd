"""The month-close: check, compute, publish, freeze, with what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import ProgressBar, Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.analysis.analysis import AnalysisScreen
from csi_tui.screens.appeals.appeals import AppealsScreen
from csi_tui.screens.appeals.dialogs import ReopenMonthDialog
from csi_tui.screens.close.commands import (
    ANALYSIS,
    APPEALS,
    CARDS,
    CHECK,
    COMPUTE,
    EARLIER,
    FREEZE,
    HISTORY,
    LATER,
    MONTH,
    OPEN,
    PUBLISH,
    RECORDS,
    RELOAD,
    REOPEN,
    TRAIL,
    VERIFY,
    WEEK,
)
from csi_tui.screens.close.finding import FindingScreen
from csi_tui.screens.close.findings import FindingDialog, FindingsPanel
from csi_tui.screens.close.month_jobs import MonthJobs
from csi_tui.screens.close.records import RecordsScreen
from csi_tui.screens.close.texts import (
    compute_question,
    freeze_question,
    publish_question,
    status_lines,
    step_lines,
    too_early_text,
)
from csi_tui.screens.row_forms import screen_named
from csi_tui.services.close.check import Finding
from csi_tui.services.desk import local_times
from csi_tui.services.months.status import MonthStatus
from csi_tui.services.proof.text.verification import problem_lines, summary_lines
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import MessageDialog, Question

_STEPS = (CHECK, COMPUTE, PUBLISH, FREEZE, VERIFY, MONTH, EARLIER, LATER)


class CloseScreen(MonthJobs):
    """One month: where it stands, the next step, the findings of the last check."""

    place = "go.close"
    CSS_PATH = "month_close.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (
        CHECK, COMPUTE, PUBLISH, FREEZE, MONTH, OPEN, APPEALS, RECORDS, EARLIER, LATER, CARDS, ANALYSIS, WEEK, HISTORY,
        REOPEN, VERIFY, TRAIL, RELOAD,
    )  # fmt: skip
    help_text = N_(
        "A month goes through four steps. Check lists what would block or distort the close. Compute makes the cards "
        "as known at this moment and may be repeated. Publish seals the data they rest on and opens the window "
        "in which everybody can look at them. Freeze, after the window, makes the month unchangeable; what was not "
        "counted goes on to the next month."
    )

    def __init__(self) -> None:
        super().__init__()
        self.status: MonthStatus | None = None
        self.findings: Sequence[Finding] = ()
        self.checked: int | None = None
        """The month whose findings are shown."""
        self._known_up_to = 0
        """The last entry of the audit trail that they know of."""
        self.busy = ""

    def compose_body(self) -> ComposeResult:
        """State, progress, findings."""
        yield Static(id="close-status")
        yield ProgressBar(total=None, show_percentage=False, show_eta=False, id="close-progress")
        yield FindingsPanel()

    def on_mount(self) -> None:
        """Begin with the month that is to be closed next, as soon as it is known which."""
        self.panel.focus_table()
        self._show_busy("")

    def show_month(self, period: Period) -> None:
        """Show another month; its findings are asked for anew."""
        if period == self.period or self.busy:
            return
        self.period = period
        self.status, self.findings, self.checked = None, (), None
        if self.is_mounted:
            self._show_findings()
            self.reload()

    def reload(self) -> None:
        """Read where the month stands."""
        if not self.busy:
            self.job_read(self.period)

    # --- What came of the jobs ----------------------------------------------------------------------------------------

    def on_month_jobs_steps_read(self, event: MonthJobs.StepsRead) -> None:
        """Show what was done."""
        self.app.push_screen(MessageDialog(step_lines(event.steps), wide=True))

    def on_month_jobs_verified(self, event: MonthJobs.Verified) -> None:
        """Show what was found, or that there is nothing."""
        self._show_busy("")
        lines = summary_lines(event.found) + problem_lines(event.found)
        self.app.push_screen(MessageDialog("\n".join(lines)))

    def on_month_jobs_status_read(self, event: MonthJobs.StatusRead) -> None:
        """Show where the month stands."""
        self.period = self.period or event.status.period
        self._show_status(event.status)
        if self.checked is not None:
            self.panel.show_changed_since(event.known_up_to != self._known_up_to)

    def on_month_jobs_checked(self, event: MonthJobs.Checked) -> None:
        """Show the findings."""
        self._show_busy("")
        self._show_status(event.status)
        self.findings, self.checked = event.findings, event.status.period
        self._known_up_to = event.known_up_to
        self._show_findings()

    def on_month_jobs_done(self, event: MonthJobs.Done) -> None:
        """Show the new state."""
        self._show_busy("")
        self._show_status(event.status)
        self.desk_app.tell(event.text)
        if event.more:
            self.app.push_screen(MessageDialog(event.more))

    def job_failed(self, error: BaseException, group: str) -> None:
        """Say what stands in the way; the month is as it was."""
        self._show_busy("")
        super().job_failed(error, group)
        self.reload()

    # --- Showing -----------------------------------------------------------------------------------------------------

    def _show_status(self, status: MonthStatus) -> None:
        if status.period != self.period:
            return
        self.status = status
        lines = status_lines(
            status,
            local_times.local_now(self.desk),
            self.desk.site.zone,
            may_close=self.desk.may("close"),
        )
        self.query_one("#close-status", Static).update(Content("\n".join(lines)))
        self.refresh_bindings()

    def _show_busy(self, text: str) -> None:
        self.busy = text
        bar = self.query_one(ProgressBar)
        bar.display = bool(text)
        self.panel.show_busy(text)
        self.refresh_bindings()

    def _show_findings(self) -> None:
        self.panel.show(self.findings, checked=self.checked is not None)

    @property
    def panel(self) -> FindingsPanel:
        """Where the findings stand."""
        return self.query_one(FindingsPanel)

    def on_data_table_row_selected(self) -> None:
        """Enter on a finding."""
        self.action_open()

    # --- Doing -------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A step only where the month is ready for it; who may not take it is told so in words."""
        if action == "trail":
            return self.desk.may("see-trail")
        if not self.period and action not in ("reload", "verify"):
            return False
        if action in ("check", "compute", "publish", "freeze", "verify", "move", "month") and self.busy:
            return False
        state = "" if self.status is None else self.status.state
        if action == "compute":
            return state in ("open", "computed")
        if action == "publish":
            return state == "computed" and self.status is not None and self._may_publish(self.status)
        if action == "freeze":
            return state == "published"
        if action == "reopen":
            return state in ("computed", "published")
        if action in ("cards", "analysis"):
            return state != "" and bool(self.status and self.status.revision)
        return self.panel.finding is not None if action == "open" else True

    def why_not(self, command: Command) -> str:
        """While a step is under way, that is why; else what the command needs."""
        if self.busy and command in _STEPS:
            return _("{what} Wait until it is done.").format(what=self.busy)
        if command is PUBLISH and self.status is not None and self.status.state == "computed":
            return self._too_early(self.status)
        return ""

    def _may_publish(self, status: MonthStatus) -> bool:
        return status.worth_publishing and not self._too_early(status)

    def _too_early(self, status: MonthStatus) -> str:
        return too_early_text(status, local_times.local_now(self.desk), self.desk.site.zone)

    def _begin(self, what: str, step: Callable[[Period], object]) -> None:
        """Say what goes on with the month, and do it."""
        self._show_busy(what.format(month=local_times.month_text(self.period)))
        step(self.period)

    def action_check(self) -> None:
        """Look for what would block or distort the close."""
        self._begin(_("Checking {month} …"), self.job_check)

    def action_compute(self) -> None:
        """Compute; asks first where the check found something blocking."""
        blocking = [finding for finding in self.findings if finding.blocking]

        def compute() -> None:
            self._begin(_("Computing {month} …"), self.job_compute)

        if blocking:
            text = compute_question(self.period, blocking)
            Question(text, _("Compute"), _("Not now"), danger=True).ask(self.app, compute)
        else:
            compute()

    def action_publish(self) -> None:
        """Ask, saying what will happen, then publish."""
        self.job_ask()

    def on_month_jobs_asked(self, event: MonthJobs.Asked) -> None:
        """The window is known: ask."""

        blocking = [finding for finding in self.findings if finding.blocking]
        text = publish_question(self.period, event.window, blocking, checked=self.checked is not None)
        question = Question(text, _("Publish"), _("Not now"), danger=True)
        question.ask(self.app, lambda: self._begin(_("Publishing {month} …"), self.job_publish))

    def action_freeze(self) -> None:
        """Ask, saying what will happen, then freeze."""

        text = freeze_question(self.period, self.status, local_times.local_now(self.desk))
        question = Question(text, _("Freeze"), _("Not now"), danger=True)
        question.ask(self.app, lambda: self._begin(_("Freezing {month} …"), self.job_freeze))

    def action_reopen(self) -> None:
        """Take the month back to open, with a reason."""

        def reopened(status: MonthStatus | None) -> None:
            if status is not None:
                self._show_status(status)
                self.desk_app.tell(_("Reopened."))

        self.app.push_screen(ReopenMonthDialog(self.period), reopened)

    def action_history(self) -> None:
        """Show what was done to the month."""
        self.job_history(self.period)

    def action_appeals(self) -> None:
        """See the appeals of this month."""
        self.app.push_screen(AppealsScreen(self.period))

    def action_records(self) -> None:
        """See what is written down about this month."""
        self.app.push_screen(RecordsScreen(self.period))

    def action_analysis(self) -> None:
        """See what stands out in this month, and what moved it."""
        self.app.push_screen(AnalysisScreen(self.period))

    def action_week(self) -> None:
        """See the sheet of the week's meeting."""
        self.app.push_screen(screen_named("week.week.WeekScreen")())

    def action_trail(self) -> None:
        """See the audit trail."""
        self.app.push_screen(screen_named("history.trail.TrailScreen")())

    def action_verify(self) -> None:
        """Look through the whole store."""
        self._show_busy(_("Verifying the store …"))
        self.job_verify()

    def action_open(self) -> None:
        """Work through the rows of the finding; one without any is shown."""
        finding = self.panel.finding
        if finding is None:
            return

        def back(now: Finding | None) -> None:
            # What was put right is gone from here as well; the next check looks for everything anew.
            self.findings = [
                one for one in (now if one is finding else one for one in self.findings) if one is not None
            ]
            self._show_findings()

        if finding.places:
            self.app.push_screen(FindingScreen(finding, self.period), back)
        else:
            self.app.push_screen(FindingDialog(finding))

    def action_cards(self) -> None:
        """See the cards of this month."""
        self.desk_app.show_cards(self.period)
