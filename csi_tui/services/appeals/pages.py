"""Appeals as lists and pages show them: whose, about what, where they stand, and every step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from csi_db.models import Appeal, AppealStep, Employee, MonthRevision, User
from csi_tui.i18n import N_, _, current_language
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.appeals.holding_up import to_carry_out
from csi_tui.services.appeals.rules import (
    WAITING,
    acted_on,
    at_second,
    exact_appeal,
    first_instance,
    is_frozen,
    may_decide,
    steps_on,
    unconfirmed,
)
from csi_tui.services.appeals.taken_down import may_confirm
from csi_tui.services.desk import clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.decided_words import CONFIRMED_HOW, OUTCOMES
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.errors import NotPermitted
from csi_tui.services.schemes.in_force import version_text

STATES: dict[str, str] = {
    "first": N_("waits for the first answer"),
    "second": N_("waits for the second instance"),
    "answered": N_("answered; may go to the second instance"),
    "carried": N_("carried over, still to be decided"),
    "closed": N_("closed"),
}
STEPS: dict[str, str] = {
    "filed": N_("filed"),
    "decided": N_("decided"),
    "escalated": N_("taken to the second instance"),
    "withdrawn": N_("taken back"),
    "carried": N_("carried over"),
    "confirmed": N_("confirmed by its owner"),
}
TAKEN_DOWN: dict[str, str] = {
    "filed": N_("taken down for its owner"),
    "escalated": N_("taken to the second instance, taken down for its owner"),
}
"""Steps that the desk wrote down, in words of their own."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an appeal; site-local.

    Attributes:
        outcome: that of a decision, else empty.
        taken_down: ``by`` wrote it down for the owner.
        how: how the owner confirmed what was taken down, else empty; before whom, where by word alone.
    """

    step: str
    outcome: str
    at: datetime
    by: str
    account: str
    text: str
    taken_down: bool
    how: str
    witness: str

    def json(self) -> dict[str, object]:
        """The step as ``csi appeal show --json`` prints it."""
        return as_json(self, or_null=("outcome", "how", "witness"))


@dataclass(frozen=True, slots=True)
class AppealLine:
    """An appeal; instants are site-local.

    Attributes:
        line: id of the figure; ``line_name`` in the user's language.
        waits_for: who has to answer now; empty where nobody has.
        mine: it is the acting user's own appeal; ``answers``: it waits for the acting user.
        late: whoever it waits for is late.
        outcome: of the last decision, or empty.
        to_carry_out: it was upheld after the month was last published, or frozen; ``by_correction``: it is frozen.
        taken_down_by: who wrote it down for its owner, or empty; ``unconfirmed``: the owner has not confirmed what was
            taken down last; ``acted_on``: what they did themselves with one that they never confirmed.
        confirms: the acting user may confirm it, or say how the owner did.
    """

    number: str
    month: str
    revision: int
    employee_no: str
    name: str
    line: str
    line_name: str
    row_no: str
    reason: str
    evidence: str
    state: str
    waits_for: str
    due_at: datetime
    late: bool
    outcome: str
    taken_down_by: str
    unconfirmed: bool
    steps: tuple[Step, ...]
    mine: bool
    answers: bool
    to_carry_out: bool
    by_correction: bool
    acted_on: str
    confirms: bool

    @property
    def waits(self) -> bool:
        """Whether it holds up the freeze: it has no last answer yet, or nothing came of it."""
        return (
            self.to_carry_out
            or self.state in ("first", "second", "carried")
            or (self.state == "answered" and not self.late)
        )

    def json(self) -> dict[str, object]:
        """The appeal as ``csi appeal list --json`` prints it."""
        of_reader = ("mine", "answers", "to_carry_out", "by_correction", "acted_on", "confirms")
        return as_json(self, but=("line_name", *of_reader), or_null=("row_no", "outcome", "taken_down_by"))


def appeals(desk: Desk, period: Period | None = None, *, waiting: bool = False) -> list[AppealLine]:
    """Appeals that the user may read, the first filed first; of one month, or only what holds it up, where asked.

    Supervisors, the head, HR and the oversight group read all; everybody else their own.
    """
    with desk.read() as session:
        wanted = select(Appeal).order_by(col(Appeal.id))
        if period is not None:
            wanted = wanted.where(Appeal.period == period)
        if not desk.may("see-appeals"):
            wanted = wanted.where(Appeal.employee_id == own_employee(session, desk))
        found = [_line(session, desk, appeal) for appeal in session.exec(wanted)]
    return [one for one in found if not waiting or one.waits]


def waiting_for(desk: Desk) -> list[AppealLine]:
    """The appeals that this very user has to answer, the one that is due first at the head."""
    with desk.read() as session:
        wanted = select(Appeal).where(col(Appeal.state).in_(WAITING)).order_by(col(Appeal.due_at))
        return [
            _line(session, desk, appeal)
            for appeal in session.exec(wanted)
            if may_decide(session, desk, appeal)
        ]


def to_confirm(desk: Desk) -> list[AppealLine]:
    """The appeals that were taken down and that this very user may confirm, the one that is due first at the head."""
    with desk.read() as session:
        if not desk.may("take-down") and own_employee(session, desk) is None:
            return []
        wanted = select(Appeal).where(col(Appeal.state) != "closed").order_by(col(Appeal.due_at))
        return [
            _line(session, desk, appeal)
            for appeal in session.exec(wanted)
            if may_confirm(session, desk, appeal, steps_on(session, appeal))
        ]


def own_open(desk: Desk) -> list[AppealLine]:
    """The acting user's own appeals that somebody still has to do something about, the first filed first."""
    with desk.read() as session:
        own = own_employee(session, desk)
        if own is None:
            return []
        wanted = select(Appeal).where(Appeal.employee_id == own).order_by(col(Appeal.id))
        found = [_line(session, desk, appeal) for appeal in session.exec(wanted)]
    return [one for one in found if one.waits]


def read_appeal(desk: Desk, number: str) -> AppealLine:
    """One appeal.

    Raises:
        UserError: there is none of that number.
        NotPermitted: it is not this user's to read.
    """
    with desk.read() as session:
        appeal = exact_appeal(session, number)
        if not desk.may("see-appeals") and own_employee(session, desk) != appeal.employee_id:
            raise NotPermitted(_("{number} is somebody else's appeal.").format(number=appeal.number))
        return _line(session, desk, appeal)


def state_text(line: AppealLine) -> str:
    """Where an appeal stands, in the user's language; first of all that its owner has not confirmed it."""
    state = _state_text(line)
    return _("not confirmed; {state}").format(state=state) if line.unconfirmed else state


def _state_text(line: AppealLine) -> str:
    if line.to_carry_out:
        return (
            _("upheld; the month is to be corrected")
            if line.by_correction
            else _("upheld; the month is to be published anew")
        )
    if line.state == "answered" and line.late:
        return _("closed")
    if line.state == "closed" and line.steps[-1].step == "withdrawn":
        return _("taken back")
    return _(STATES[line.state])


def state_and_outcome(line: AppealLine) -> str:
    """Where an appeal stands, with the decision of one that is closed, in a few words."""
    state = state_text(line)
    closed = _state_text(line) == _(STATES["closed"]) and line.outcome
    return (
        _("{state}: {outcome}").format(state=state, outcome=outcome_text(line.outcome)) if closed else state
    )


def outcome_text(outcome: str) -> str:
    """A decision in the user's language."""
    return _(OUTCOMES[outcome]) if outcome else ""


def step_text(step: Step) -> str:
    """What was done, in the user's language; of a confirmation, how."""
    if step.taken_down:
        return _(TAKEN_DOWN[step.step])
    words = _(STEPS[step.step])
    if step.witness:
        return _("{step}: {how}, {witness}").format(
            step=words, how=_(CONFIRMED_HOW[step.how]), witness=step.witness
        )
    return _("{step}: {how}").format(step=words, how=_(CONFIRMED_HOW[step.how])) if step.how else words


def _line(session: Session, desk: Desk, appeal: Appeal) -> AppealLine:
    zone = desk.site.zone
    revision = session.get_one(MonthRevision, appeal.revision_id)
    employee = session.get_one(Employee, appeal.employee_id)
    node = version_text(session, revision.scheme_version_id).scheme.node(appeal.line)
    steps = steps_on(session, appeal)
    return AppealLine(
        number=appeal.number,
        month=show_period(appeal.period),
        revision=revision.number,
        employee_no=employee.employee_no,
        name=employee.name,
        line=appeal.line,
        line_name=node.name.in_language(current_language()),
        row_no=appeal.row_no or "",
        reason=without_phones(appeal.reason),
        evidence=without_phones(appeal.evidence),
        state=appeal.state,
        waits_for=_waits_for(session, appeal, steps),
        due_at=appeal.due_at.astimezone(zone),
        late=appeal.state != "closed" and clock.now() >= appeal.due_at,
        outcome=next((step.outcome for step in reversed(steps) if step.outcome), None) or "",
        steps=tuple(
            Step(
                step=step.step,
                outcome=step.outcome or "",
                at=step.at.astimezone(zone),
                by=session.get_one(User, step.user_id).name,
                account=step.account,
                text=without_phones(step.text),
                taken_down=step.taken_down,
                how=step.how or "",
                witness=_known_as(session, step.witness_id),
            )
            for step in steps
        ),
        mine=own_employee(session, desk) == appeal.employee_id,
        answers=may_decide(session, desk, appeal),
        to_carry_out=to_carry_out(session, appeal, steps),
        by_correction=is_frozen(session, appeal.period),
        taken_down_by=session.get_one(User, steps[0].user_id).name if steps[0].taken_down else "",
        unconfirmed=unconfirmed(steps),
        acted_on=acted_on(steps),
        confirms=may_confirm(session, desk, appeal, steps),
    )


def _known_as(session: Session, employee_id: int | None) -> str:
    if employee_id is None:
        return ""
    employee = session.get_one(Employee, employee_id)
    return f"{employee.employee_no} {employee.name}"


def _waits_for(session: Session, appeal: Appeal, steps: list[AppealStep]) -> str:
    if appeal.state in ("answered", "closed"):
        return ""
    if at_second(steps):
        return _("HR or the head of department")
    return first_instance(session, appeal, steps) or _("the head of department")
