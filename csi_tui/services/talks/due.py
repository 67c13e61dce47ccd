"""Who is still to be talked with about a published month, and until when (seed 000 §8.4; seed 002: within one week).

The week counts from the first publication. A month that was brought in with all its results is nobody's to talk over.
"""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session, col, select

from csi_db.models import Employee, StoredCard, Talk, TalkLine
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.desk import clock
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.desk.permissions import LOOKS_OVER
from csi_tui.services.entries.rules import supervisors_on
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import latest_published, public_revision
from csi_tui.services.months.next_step import TALK_DAYS
from csi_tui.services.schemes.in_force import version_text
from csi_tui.services.talks.talks import RIGHT, first_published
from csi_tui.services.talks.values import MonthTalks
from csi_tui.services.talks.values import TalkLine as Line

ASKED_FOR = ("due", "late")
"""States in which a talk is still to be held."""
REMINDER = "feedback"
"""The reminder of a scheme that names them."""


def month_talks(desk: Desk, period: Period) -> MonthTalks:
    """Everybody with a result of a published month, by number, and whether it was talked over; those who do not look
    over results see themselves alone.

    Raises:
        UserError: the month is not published.
    """
    with desk.read() as session:
        return _month_talks(session, desk, period)


def talks_left(desk: Desk) -> MonthTalks | None:
    """The talks about the latest published month, where the user is still to hold some of them."""
    if not desk.may(RIGHT):
        return None
    with desk.read() as session:
        period = latest_published(session)
        found = None if period is None else _month_talks(session, desk, period)
    return found if found is not None and found.in_hand else None


def due_of(scheme: Scheme, published: date) -> date:
    """The last day on which a talk about a month is in time."""
    named = [one.after_publication for one in scheme.reminders if one.id == REMINDER]
    days = named[0] if named and named[0] is not None else TALK_DAYS
    return published + timedelta(days=days)


def _month_talks(session: Session, desk: Desk, period: Period) -> MonthTalks:
    revision = public_revision(session, period)
    published = first_published(session, period, desk.site.zone)
    scheme = version_text(session, revision.scheme_version_id).scheme
    due = None if published is None else due_of(scheme, published)
    today = clock.now().astimezone(desk.site.zone).date()
    last, everybody = _last_talks(session, period), desk.may(LOOKS_OVER)
    names = {key: name for key, name in session.exec(select(Employee.id, Employee.name))}
    supervisors = supervisors_on(session, today)
    own, hand = own_employee(session, desk), hands(session)
    lines, in_hand = [], 0
    for employee, body in session.exec(
        select(Employee, StoredCard.body)
        .join(StoredCard, col(StoredCard.employee_id) == col(Employee.id))
        .where(StoredCard.revision_id == revision.id)
        .order_by(Employee.employee_no)
    ):
        card = Card.from_json(body)
        if not everybody and employee.id != own:
            continue
        if card.total is None and not card.by_places and employee.id not in last:
            continue
        talk, state = last.get(employee.id or 0, (None, _asked_for(due, today)))
        supervisor = supervisors.get(employee.id or 0) if talk is None else None
        if state in ASKED_FOR and (
            (supervisor is not None and own == supervisor) or "head" in desk.actor.roles
        ):
            in_hand += 1
        lines.append(
            Line(
                employee_no=employee.employee_no,
                name=employee.name,
                team=card.team,
                total=card.total,
                band=card.band,
                state=state,
                due=due,
                by=names.get(supervisor, "") if talk is None else hand(talk),
                held_on=None if talk is None else talk.held_on,
            )
        )
    return MonthTalks(period, tuple(lines), in_hand)


def _asked_for(due: date | None, today: date) -> str:
    """What is to be said of somebody with whom nobody has talked."""
    if due is None:
        return "none"
    return "late" if due < today else "due"


def _last_talks(session: Session, period: Period) -> dict[int, tuple[Talk, str]]:
    """Employee → the last talk about the month that counts, and its state."""
    lines: dict[int, list[str]] = {}
    for talk_id, kind in session.exec(
        select(TalkLine.talk_id, TalkLine.kind)
        .join(Talk, col(Talk.id) == col(TalkLine.talk_id))
        .where(Talk.span == show_period(period))
        .order_by(col(TalkLine.id))
    ):
        lines.setdefault(talk_id, []).append(kind)
    found = {}
    for talk in session.exec(
        select(Talk).where(Talk.span == show_period(period)).order_by(col(Talk.held_on), col(Talk.id))
    ):
        kinds = lines.get(talk.id or 0, [])
        if "taken-back" not in kinds:
            found[talk.employee_id] = (talk, kinds[-1] if kinds else "held")
    return found


def month_to_talk_over(desk: Desk) -> Period:
    """The latest published month.

    Raises:
        UserError: no month is.
    """
    with desk.read() as session:
        period = latest_published(session)
    if period is None:
        raise UserError(_("No month is published yet: a talk is about a result that is."))
    return period
