"""Whether a complaint is valid, decided by two people: one proposes with a reason, another confirms
(docs/rules.md, rule 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import NamedTuple

from sqlmodel import Session, col, select

from csi_db import closed_months
from csi_db.models import Complaint, User, ValidityStep
from csi_tui.i18n import _
from csi_tui.services.complaints.clock import changed, exact, key_of, refuse_own, refuse_published
from csi_tui.services.complaints.pauses import end_pause
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.oneself import in_person, refuse_for_another
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.desk.who_is_second import refuse_made_by
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.closed_rows import correction_remarks, landing_remarks
from csi_tui.services.months.counting_month import closed_periods, next_open


def propose(desk: Desk, complaint_no: str, status: str, reason: str) -> str:
    """Propose that a complaint, or this round of it, be ``invalid``, or ``valid`` again; answers its number.

    Raises:
        UserError: no such complaint or reason; it is so already; a proposal waits; a published month has judged it.
    """
    desk.require("enter")
    reason = required(reason, _("Say why: malicious, a duplicate, not ours; or why it counts after all."))
    with desk.write() as session:
        complaint = exact(session, complaint_no)
        number = complaint.complaint_no
        if complaint.proposed_status is not None:
            raise UserError(
                _("A proposal for {number} waits already for a second person.").format(number=number)
            )
        if complaint.status == status:
            raise UserError(
                _("{number} is invalid already.").format(number=number)
                if status == "invalid"
                else _("{number} is valid already.").format(number=number)
            )
        refuse_published(session, complaint)
        note_proposal(session, desk, complaint, status, reason)
        audit.record(
            session,
            desk,
            "propose-validity",
            number,
            {"status": status, "reason": audit.digest(desk, reason)},
        )
        return number


def note_proposal(session: Session, desk: Desk, complaint: Complaint, status: str, reason: str) -> None:
    """Keep a proposal, inside a unit of work that records it."""
    complaint.proposed_status = status
    _add(session, desk, complaint, "proposed", status, reason)
    changed(session, complaint)


class Decided(NamedTuple):
    """What became of a proposal: ``confirmed``, ``rejected``, or ``withdrawn`` by the person who made it.

    ``remarks``: what is worth showing beside it.
    """

    complaint_no: str
    outcome: str
    remarks: Sequence[str] = ()


def decide(desk: Desk, complaint_no: str, *, confirm: bool, reason: str = "") -> Decided:
    """Confirm the proposal that waits, or reject it; answers what became of it.

    A second person confirms; the one who proposed may take the proposal back. The two must be different users and
    different accounts.

    Raises:
        NotPermitted: the user may not confirm, is the one who proposed, or has the complaint in a figure of their own.
        UserError: no such complaint, nothing waits, a rejection without a reason, or a published month has judged it.
    """
    with desk.write() as session:
        complaint = exact(session, complaint_no)
        number = complaint.complaint_no
        proposal = _last_proposal(session, complaint)
        if complaint.proposed_status is None or proposal is None:
            raise UserError(_("Nothing is proposed for {number}.").format(number=number))
        own = proposal.user_id == desk.actor.user_id or proposal.account == desk.actor.account
        if not (own and not confirm):
            desk.require("confirm")
        if own and confirm:
            raise NotPermitted(
                _("Who proposes does not confirm: a second person, under an account of their own, has to.")
            )
        if not own:
            refuse_for_another(session, desk)
        unconfirmed = confirm and refuse_made_by(session, desk, proposal.user_id, proposal.account)
        if not confirm:
            reason = required(
                reason,
                _("Say why the proposal is taken back.") if own else _("Say why the proposal is rejected."),
            )
        status = proposal.status
        remarks: list[str] = []
        if confirm:
            refuse_own(session, desk, complaint)
            before = complaint.period
            remarks = correction_remarks(refuse_published(session, complaint))
            _apply(session, desk, complaint, status, proposal.reason)
            remarks += landing_remarks(number, before, complaint.period)
        complaint.proposed_status = None
        _add(session, desk, complaint, "confirmed" if confirm else "rejected", status, reason.strip())
        changed(session, complaint)
        audit.record(
            session,
            desk,
            "confirm-validity" if confirm else "reject-validity",
            number,
            {"status": status, "proposed_by": proposal.user_id}
            | ({"unconfirmed": True} if unconfirmed else {}),
        )
        return Decided(number, "confirmed" if confirm else "withdrawn" if own else "rejected", remarks)


def _apply(session: Session, desk: Desk, complaint: Complaint, status: str, reason: str) -> None:
    """Turn a complaint valid or invalid; the clock of one that is invalid stands still for good."""
    if status == "invalid":
        end_pause(session, desk, complaint, clock.now())
        reviewer = session.get_one(User, desk.actor.user_id)
        complaint.status, complaint.status_reason = "invalid", reason
        complaint.reviewed_by_id = reviewer.employee_id
    else:
        complaint.status, complaint.status_reason, complaint.reviewed_by_id = "valid", None, None
        # A month that was closed meanwhile has not counted it and never will (docs/rules.md, rule 4); one that has
        # counted it, or would but for a strike-out, goes on doing so.
        before = complaint.period
        if not closed_months.counts_row(session.connection(), "complaint", key_of(complaint), before):
            complaint.period = next_open(before, closed_periods(session))
            complaint.late = complaint.late or complaint.period != before


def _add(session: Session, desk: Desk, complaint: Complaint, step: str, status: str, reason: str) -> None:
    session.add(
        ValidityStep(
            complaint_id=key_of(complaint),
            step=step,
            status=status,
            reason=reason,
            **audit.by_whom(desk),
        )
    )


def _last_proposal(session: Session, complaint: Complaint) -> ValidityStep | None:
    session.flush()
    return session.exec(
        select(ValidityStep)
        .where(ValidityStep.complaint_id == complaint.id, ValidityStep.step == "proposed")
        .order_by(col(ValidityStep.id).desc())
    ).first()


@dataclass(frozen=True, slots=True)
class Decision:
    """One proposal and its ``outcome`` (``waits``, ``confirmed``, ``rejected``, ``withdrawn``); site-local.

    ``proposer``: the user and the account behind the proposal.
    """

    complaint_no: str
    status: str
    reason: str
    proposed_by: str
    proposed_at: datetime
    outcome: str
    decided_by: str
    decided_at: datetime | None
    answer: str
    proposer: tuple[int, str]

    def made_by(self, desk: Desk) -> bool:
        """Whether the user, or somebody under the same account, made the proposal: such a person cannot confirm it."""
        return desk.actor.user_id == self.proposer[0] or desk.actor.account == self.proposer[1]

    def json(self) -> dict[str, object]:
        """The decision as ``csi complaint decisions --json`` prints it."""
        return as_json(self, but=("proposer",))


def decisions(desk: Desk, *, waiting: bool = False) -> list[Decision]:
    """Every proposal, oldest first, with who proposed and who decided; only those that wait where asked."""
    with desk.read() as session:
        found = decisions_on(session, None, desk.site.zone)
    return [one for one in found if one.outcome == "waits" or not waiting]


def waiting_for(desk: Desk) -> list[Decision]:
    """The proposals that wait for this very user: who may not confirm, or made them, waits for others."""
    if not desk.may("confirm"):
        return []
    with desk.read() as session:
        if not in_person(session, desk):
            return []
    return [one for one in decisions(desk, waiting=True) if not one.made_by(desk)]


def decisions_on(session: Session, complaint_id: int | None, zone: tzinfo) -> list[Decision]:
    """The proposals for one complaint, or for all (None), oldest first."""
    wanted = (
        select(ValidityStep, Complaint.complaint_no, User.name)
        .join(Complaint, col(Complaint.id) == col(ValidityStep.complaint_id))
        .join(User, col(User.id) == col(ValidityStep.user_id))
        .order_by(col(ValidityStep.id))
    )
    if complaint_id is not None:
        wanted = wanted.where(ValidityStep.complaint_id == complaint_id)
    found: list[Decision] = []
    last: dict[int, int] = {}
    for step, number, name in session.exec(wanted):
        at = step.at.astimezone(zone)
        if step.step == "proposed":
            last[step.complaint_id] = len(found)
            proposer = (step.user_id, step.account)
            found.append(
                Decision(
                    complaint_no=number,
                    status=step.status,
                    reason=without_phones(step.reason),
                    proposed_by=name,
                    proposed_at=at,
                    outcome="waits",
                    decided_by="",
                    decided_at=None,
                    answer="",
                    proposer=proposer,
                )
            )
        else:
            place = last[step.complaint_id]
            # Who proposed may take it back: that is nobody's rejection.
            user, account = found[place].proposer
            withdrawn = step.step == "rejected" and (step.user_id == user or step.account == account)
            found[place] = replace(
                found[place],
                outcome="withdrawn" if withdrawn else step.step,
                decided_by=name,
                decided_at=at,
                answer=without_phones(step.reason),
            )
    return found


@dataclass(frozen=True, slots=True)
class Pair:
    """How often one person's proposals were confirmed or rejected by another, or taken back; empty: they wait."""

    proposed_by: str
    decided_by: str
    confirmed: int
    rejected: int
    withdrawn: int
    waiting: int

    def json(self) -> dict[str, object]:
        """The pair as ``csi complaint decisions --report --json`` prints it."""
        return as_json(self)


def pairs(found: list[Decision]) -> list[Pair]:
    """The report by proposer and confirmer."""
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for one in found:
        of_pair = counts.setdefault((one.proposed_by, one.decided_by), {})
        of_pair[one.outcome] = of_pair.get(one.outcome, 0) + 1
    return [
        Pair(
            proposed_by=by,
            decided_by=decided,
            confirmed=n.get("confirmed", 0),
            rejected=n.get("rejected", 0),
            withdrawn=n.get("withdrawn", 0),
            waiting=n.get("waits", 0),
        )
        for (by, decided), n in sorted(counts.items())
    ]
