"""What the month-close reads and does in threads, and the messages that say what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.screens.months.month_place import MonthPlace
from csi_tui.services.cards.published_anew import published_texts
from csi_tui.services.close import check as close_check
from csi_tui.services.close import month_close
from csi_tui.services.close.check import Finding
from csi_tui.services.desk.sentences import said_at_desk
from csi_tui.services.months import objection_windows
from csi_tui.services.months import status as month_status
from csi_tui.services.months.status import MonthStatus
from csi_tui.services.months.steps import Step, steps_of
from csi_tui.services.proof.signing import unsigned_text
from csi_tui.services.proof.verification import Verification
from csi_tui.services.proof.verify import verify
from csi_tui.widgets.jobs import LONG, READING, store_job


class MonthJobs(MonthPlace):
    """The jobs of the month-close, for its screen."""

    @dataclass
    class StatusRead(Message):
        """Where the month stands, as known up to an entry of the audit trail."""

        status: MonthStatus
        known_up_to: int

    @dataclass
    class Checked(Message):
        """The findings of a month, as known up to an entry of the audit trail."""

        status: MonthStatus
        findings: Sequence[Finding]
        known_up_to: int

    @dataclass
    class Done(Message):
        """A step was taken; ``more``: what stays until it is read."""

        status: MonthStatus
        text: str
        more: str = ""

    @dataclass
    class Verified(Message):
        """The whole store was looked through."""

        found: Verification

    @dataclass
    class StepsRead(Message):
        """What was done to a month."""

        steps: Sequence[Step]

    @dataclass
    class Asked(Message):
        """What publishing would open."""

        window: objection_windows.Window

    @store_job(READING)
    def job_read(self, period: Period) -> Message:
        known = close_check.known_up_to(self.desk)
        return self.StatusRead(
            month_status.month_status(self.desk, period or month_status.month_to_close(self.desk)), known
        )

    @store_job(LONG)
    def job_check(self, period: Period) -> Message:
        known = close_check.known_up_to(self.desk)
        return self.Checked(
            month_status.month_status(self.desk, period), close_check.check(self.desk, period), known
        )

    @store_job(LONG)
    def job_compute(self, period: Period) -> Message:
        status = month_close.compute(self.desk, period)
        return self.Done(status, _("Computed: {assessed} of {cards} assessed.").format(
            assessed=status.assessed, cards=status.cards
        ))  # fmt: skip

    @store_job("asking")
    def job_ask(self) -> Message:
        return self.Asked(objection_windows.publication_window(self.desk))

    @store_job(LONG)
    def job_publish(self, period: Period) -> Message:
        status = month_close.publish(self.desk, period, somebody=True)
        return self.Done(status, _("Published."), "\n".join(published_texts(self.desk, period)))

    @store_job(LONG)
    def job_freeze(self, period: Period) -> Message:
        status = month_close.freeze(self.desk, period)
        return self.Done(status, _("Frozen."), said_at_desk(unsigned_text(self.desk, period)))

    @store_job(LONG)
    def job_verify(self) -> Message:
        return self.Verified(verify(self.desk))

    @store_job("history")
    def job_history(self, period: Period) -> Message:
        return self.StepsRead(steps_of(self.desk, period))
