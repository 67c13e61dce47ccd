"""Milestones from a file, by the rules by which they are logged and corrected (docs/files.md §2)."""

from __future__ import annotations

from sqlmodel import Session

from csi_db.models import Complaint
from csi_db.second_people import waiting_on
from csi_tui.i18n import _
from csi_tui.services.complaints.clock import exact, local_text, next_round
from csi_tui.services.complaints.milestones import correct_milestone_in, log_milestone_in
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import OF_IMPORT, NeedsSecondPerson
from csi_tui.services.errors import UserError
from csi_tui.services.sheets.rows import Applied, OneByOne, Revised
from csi_tui.services.tabular.records import MilestoneRow


class Milestones(OneByOne[MilestoneRow]):
    """Milestones that complaints of the store have reached, each as if it had been logged there."""

    record = MilestoneRow

    def _take(self, applied: Applied, number: int, row: MilestoneRow) -> None:
        batch = self._batch
        session, desk = batch.session, batch.desk
        try:
            complaint = exact(session, row.complaint_no)
        except UserError:
            applied.reject(number, "complaint_no", row.complaint_no, _("no complaint has this number"))
            return
        logged = getattr(complaint, f"{row.milestone}_at")
        if logged == row.happened_at:
            applied.skipped.append((number, f"{complaint.complaint_no} {row.milestone}"))
            return
        said = local_text(desk, row.happened_at)
        if logged is not None and not batch.revising:
            text = _("this milestone is logged already, at {at}; correct it on the complaint")
            applied.reject(number, "happened_at", said, text.format(at=local_text(desk, logged)))
            return
        acts = len(session.info.get("acts", ()))
        try:
            try:
                with session.begin_nested():
                    self._put(desk, complaint, row)
            except NeedsSecondPerson as need:
                del session.info.get("acts", [])[acts:]
                alone = self._wait(applied, number, row, need, corrects=logged is not None)
                if alone is None:
                    return
                with session.begin_nested():
                    self._put(alone, complaint, row)
        except UserError as refused:
            del session.info.get("acts", [])[acts:]
            session.expire_all()
            applied.reject(number, "happened_at", said, refused.message.rstrip("。."))
            return
        applied.digests.append(batch.digest(row))
        if logged is not None:
            changed = ("happened_at", local_text(desk, logged), said)
            applied.revised.append(Revised(number, f"{row.complaint_no} {row.milestone}", (changed,)))

    def _put(self, desk: Desk, complaint: Complaint, row: MilestoneRow) -> None:
        """Log or correct it; out of order too, as imports take it: what does not follow is a finding of the check."""
        session, batch = self._batch.session, self._batch
        _refuse_reopened(session, complaint)
        kind, at = row.milestone, row.happened_at
        if getattr(complaint, f"{kind}_at") is None:
            log_milestone_in(
                session,
                desk,
                complaint.complaint_no,
                kind,
                at,
                row.note,
                out_of_order=True,
                of_import=batch.number,
            )
        else:
            correct_milestone_in(
                session,
                desk,
                complaint.complaint_no,
                kind,
                at,
                row.note or batch.reason,
                out_of_order=True,
                of_import=batch.number,
            )

    def _wait(
        self, applied: Applied, number: int, row: MilestoneRow, need: NeedsSecondPerson, *, corrects: bool
    ) -> Desk | None:
        batch = self._batch
        arguments: dict[str, object] = {
            "complaint_no": row.complaint_no,
            "kind": row.milestone,
            "at": row.happened_at,
            "out_of_order": True,
            OF_IMPORT: batch.number,
        }
        if corrects:
            arguments["reason"] = row.note or batch.reason
        else:
            arguments["note"] = row.note or batch.reason
        act = "correct-milestone" if corrects else "log-milestone"
        before = waiting_on(batch.session.connection(), act, need.subject)
        if before is not None:
            # One act of a kind waits about a complaint: the next one is looked at beside what came of it.
            raise UserError(
                _(
                    "no. {act} about {number} waits for a second person; import this row again once it is answered"
                ).format(act=before, number=row.complaint_no)
            )
        return batch.let_wait(applied, (number, row.complaint_no), act, arguments, need)


def _refuse_reopened(session: Session, complaint: Complaint) -> None:
    if next_round(session, complaint) is not None:
        raise UserError(
            _("{number} was reopened; put its rounds right there.").format(number=complaint.complaint_no)
        )
