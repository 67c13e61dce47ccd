"""What was done to a month, by whom, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from csi_db.models import MonthRevision, MonthStep, User
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import without_phones

STEP_NAMES: dict[str, str] = {
    "computed": N_("computed"),
    "published": N_("published"),
    "reopened": N_("reopened"),
    "frozen": N_("frozen"),
    "backfilled": N_("backfilled"),
    "corrected": N_("corrected"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a month's close; ``at`` is site-local.

    ``revision`` and ``rules``: number of the revision it speaks of, and the version of the rules that it was
    computed by.
    """

    step: str
    at: datetime
    by: str
    account: str
    reason: str
    revision: int
    rules: int | None

    def json(self) -> dict[str, object]:
        """The step as ``csi close history --json`` prints it."""
        return as_json(self)


def note_step(
    session: Session, desk: Desk, period: Period, step: str, revision: MonthRevision, reason: str = ""
) -> MonthStep:
    """Add a step, in the unit of work that takes it."""
    row = MonthStep(
        period=period,
        step=step,
        **audit.by_whom(desk),
        reason=reason,
        revision_id=revision.id,
    )
    session.add(row)
    return row


def steps_of(desk: Desk, period: Period) -> list[Step]:
    """Every step of a month, the first one first."""
    with desk.read() as session:
        rows = session.exec(
            select(MonthStep, User.name, MonthRevision.number, MonthRevision.rules_version)
            .join(User, col(User.id) == col(MonthStep.user_id))
            .join(MonthRevision, col(MonthRevision.id) == col(MonthStep.revision_id))
            .where(MonthStep.period == period)
            .order_by(col(MonthStep.id))
        ).all()
    return [
        Step(
            step=step.step,
            at=step.at.astimezone(desk.site.zone),
            by=name,
            account=step.account,
            reason=without_phones(step.reason),
            revision=number,
            rules=rules,
        )
        for step, name, number, rules in rows
    ]


def step_name(step: str) -> str:
    """A step in the user's language."""
    return _(STEP_NAMES[step])
