"""Milestones of an import: corrected like by hand to what stood there before, for no event is ever deleted."""

from __future__ import annotations

from sqlmodel import Session, col, select

from csi_db.import_holds import Held
from csi_db.models import Complaint, ImportBatch, MilestoneEvent
from csi_tui.i18n import _
from csi_tui.services.complaints.clock import next_round, refuse_published
from csi_tui.services.complaints.milestones import correct_milestone_in
from csi_tui.services.complaints.own_complaints import hold_own_complaint
from csi_tui.services.desk.card_texts import milestone_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import NeedsSecondPerson
from csi_tui.services.errors import UserError
from csi_tui.services.imports.leaving import By, Left, Named, digest_of


class MilestoneEvents:
    """Events that an import brought; one that its undo has corrected has left."""

    def __init__(self, session: Session, desk: Desk, batch: ImportBatch) -> None:
        assert batch.id is not None
        self._session, self._desk, self._number = session, desk, batch.id
        brought = session.exec(
            select(MilestoneEvent)
            .where(MilestoneEvent.import_id == batch.id)
            .order_by(col(MilestoneEvent.id))
        ).all()
        keys = {event.id for event in brought}
        left = {event.corrects_id for event in brought if event.corrects_id in keys}
        # What corrects a row of the import, in its name, is the undo; what it corrects has left.
        self._events = [event for event in brought if event.id not in left and event.corrects_id not in keys]
        self._free: list[MilestoneEvent] = []

    def rows(self) -> list[Named]:
        """Complaint and milestone."""
        return [
            (event.id or 0, f"{self._complaint(event).complaint_no} {milestone_name(event.kind)}")
            for event in self._events
        ]

    def held(self) -> list[Held]:
        """By the rules by which milestones are corrected on the complaint."""
        found = []
        self._free = []
        for event in self._events:
            why, by = self._why(event)
            if why:
                found.append(Held(event.id or 0, why, by))
            else:
                self._free.append(event)
        return found

    def _why(self, event: MilestoneEvent) -> tuple[str, str]:
        complaint = self._complaint(event)
        last = self._session.exec(
            select(MilestoneEvent.id)
            .where(MilestoneEvent.complaint_id == event.complaint_id, MilestoneEvent.kind == event.kind)
            .order_by(col(MilestoneEvent.id).desc())
        ).first()
        if last != event.id or next_round(self._session, complaint) is not None:
            return "changed", ""
        try:
            if (month := refuse_published(self._session, complaint)) is not None:
                return "month", str(month)
        except UserError:
            return "month", str(complaint.period)
        try:
            changes = {f"{event.kind}_at": (event.happened_at, None)}
            hold_own_complaint(self._session, self._desk, complaint, changes)
        except NeedsSecondPerson:
            return "own", ""
        return "", ""

    def leave(self, by: By) -> Left:
        """Each as what stood there before the import, or as not happened; the trail has an entry of every one."""
        words = by.reason or _("import {number} was undone").format(number=self._number)
        back = 0
        for event in self._free:
            before = (
                None
                if event.corrects_id is None
                else self._session.get_one(MilestoneEvent, event.corrects_id)
            )
            back += before is not None
            correct_milestone_in(
                self._session,
                self._desk,
                self._complaint(event).complaint_no,
                event.kind,
                None if before is None else before.happened_at,
                words,
                out_of_order=True,
                of_import=self._number,
            )
        return Left(len(self._free), back, digest_of([str(event.id) for event in self._free]))

    def _complaint(self, event: MilestoneEvent) -> Complaint:
        return self._session.get_one(Complaint, event.complaint_id)
