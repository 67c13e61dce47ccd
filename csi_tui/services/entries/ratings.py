"""Ratings of people: who may rate whom is :func:`require_rater`, and the rating itself (seed 001 §8).

The direct supervisor of that day rates, and nobody else (docs/rules.md, rule 14); one thing is for others to rate, how
somebody helped another team: any other supervisor does (:data:`RATED_BY_OTHERS`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db.models import Employee, Rating, User
from csi_tui.i18n import _
from csi_tui.scoring.exact import show_hundredths, show_short
from csi_tui.scoring.periods import Period
from csi_tui.scoring.scorers.rubric import Rubric
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import reason_given, required
from csi_tui.services.desk.oneself import own_employee, refuse_for_another
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.desk.sentences import Sentence, together
from csi_tui.services.entries.earlier_values import names_of_users
from csi_tui.services.entries.filled import Faults, TypedCell
from csi_tui.services.entries.rules import (
    day_fault,
    month_of,
    named_indicator,
    read_figure,
    refuse,
    supervisor_on,
    take_back,
)
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import find_employee
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.schemes.indicators import indicator_name
from csi_tui.services.tabular.records import RatingRow

OF_A_HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class RatingLine:
    """A rating; site-local. ``withdrawn_at``: when it was taken back; None while it counts."""

    number: int
    on_date: date
    employee_no: str
    name: str
    item: str
    item_name: str
    score: str
    rated_by: str
    at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    withdrawn_by: str

    def json(self) -> dict[str, object]:
        """The rating as ``csi rate list --json`` prints it."""
        return as_json(self, but=("item_name",), or_null=("withdrawn_reason", "withdrawn_by"))


def rate(desk: Desk, row: RatingRow) -> int:
    """Rate somebody for an item on a day; answers the number of the rating.

    Raises:
        NotPermitted: the user is not who rates this person: the sentence says who is.
        UserError: no such person or item, a score out of range, a day that cannot be rated, or it is rated already.
    """
    item = named_indicator(desk, row.item, "rating", month_of(desk, row.on_date)).id
    with audit.writing(desk) as session:
        person = find_employee(session, row.employee_no)
        rater = _allowed(session, desk, person, item, row)
        if in_force(session, person, item, row.on_date) is not None:
            said = {
                "name": person.name,
                "item": indicator_name(desk, item, month_of(desk, row.on_date)),
                "day": row.on_date,
            }
            raise UserError(
                _(
                    "{name} is rated for {item} on {day} already. Take that rating back first (csi rate withdraw)."
                ).format(**said),
                at_desk=_(
                    "{name} is rated for {item} on {day} already. Take that rating back first, in their entries."
                ).format(**said),
            )
        rating = rating_of(desk, person, item, row, rater, None)
        session.add(rating)
        session.flush()
        audit.record(
            session,
            desk,
            "rate",
            person.employee_no,
            {"rating": rating.id, "item": item, "on": row.on_date.isoformat(), "score": rating.score},
        )
        assert rating.id is not None
        return rating.id


def rate_sheet(desk: Desk, rows: Sequence[RatingRow], reason: str = "") -> int:
    """Rate somebody for several items of a day together; answers how many are new.

    A rating that stands there already is left; another score takes its place, with a reason.

    Raises:
        NotPermitted: the user is not who rates this person.
        UserError: see :func:`rate`, or another score without a reason; nothing is kept then.
    """
    named = [(named_indicator(desk, row.item, "rating", month_of(desk, row.on_date)).id, row) for row in rows]
    given: dict[str, int] = {}
    with audit.writing(desk) as session:
        for item, row in named:
            person = find_employee(session, row.employee_no)
            try:
                rater = _allowed(session, desk, person, item, row)
            except UserError as fault:
                if type(fault) is not UserError:
                    raise
                name = indicator_name(desk, item, month_of(desk, row.on_date))
                raise UserError(_("{name}: {reason}").format(name=name, reason=fault.message)) from fault
            if (score := _replaced(session, desk, (person, item, row, rater), reason)) is not None:
                given[item] = score
        if given:
            detail = {"on": rows[0].on_date.isoformat(), "scores": given}
            audit.record(session, desk, "rate-sheet", rows[0].employee_no, detail)
    return len(given)


def rate_people(desk: Desk, on_date: date, cells: Sequence[TypedCell], reason: str = "") -> int:
    """Rate several people for several items of a day, all or none; answers how many ratings are new.

    Each cell's ``subject`` is the number of an employee, its ``column`` the id of an item; an empty one is left alone.
    Of each person the audit trail has an entry of its own, as if the sheet had been theirs alone.

    Raises:
        SheetInvalid: with every fault, each at its cell.
        ReasonMissing: another score stands there on that day, and no reason is given.
    """
    given: dict[str, dict[str, int]] = {}
    faults = Faults()
    with audit.writing(desk) as session:
        for cell in cells:
            with faults.at(cell):
                item = named_indicator(desk, cell.column, "rating", month_of(desk, on_date)).id
                row = RatingRow(
                    on_date=on_date, employee_no=cell.subject, item=item, score=read_figure(cell.text)
                )
                person = find_employee(session, row.employee_no)
                rater = _allowed(session, desk, person, item, row)
                if (score := _replaced(session, desk, (person, item, row, rater), reason)) is not None:
                    given.setdefault(person.employee_no, {})[item] = score
        faults.refuse()
        for number, scores in given.items():
            detail = {"on": on_date.isoformat(), "scores": scores}
            audit.record(session, desk, "rate-sheet", number, detail)
    return sum(map(len, given.values()))


def _replaced(
    session: Session, desk: Desk, given: tuple[Employee, str, RatingRow, int], reason: str
) -> int | None:
    """Keep a rating in place of the one of that day; answers its score, None where this very one stands there."""
    person, item, row, rater = given
    known = in_force(session, person, item, row.on_date)
    if known is not None and known.score == int(row.score * 100):
        return None
    if known is not None:
        take_back(desk, known, reason_given(reason, _("Say why a rating is replaced.")))
        session.add(known)
        session.flush()
    rating = rating_of(desk, person, item, row, rater, None)
    session.add(rating)
    return rating.score


def _allowed(session: Session, desk: Desk, person: Employee, item: str, row: RatingRow) -> int:
    """Who rates: the acting user, where that is who rates this person, and the day and score can be taken."""
    rater = require_rater(session, desk, person, item, row.on_date)
    refuse(day_fault(desk, session, row.on_date, person) or score_fault(desk, item, row))
    return rater


def withdraw(desk: Desk, number: int, reason: str) -> None:
    """Take a rating back: whoever gave it may, as long as its month is open.

    Raises:
        NotPermitted: somebody else gave it.
        UserError: no such rating, it is taken back already, its month is closed, or no reason.
    """
    reason = required(reason, _("Say why the rating is taken back."))
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        rating = session.get(Rating, number)
        if rating is None:
            raise UserError(_("There is no rating {number}.").format(number=number))
        if rating.withdrawn_at is not None:
            raise UserError(_("Rating {number} is taken back already.").format(number=number))
        if own_employee(session, desk) != rating.rated_by_id:
            by = session.get_one(Employee, rating.rated_by_id).name
            raise NotPermitted(
                _("Only {name}, who gave the rating, takes it back: nobody else rates.").format(name=by)
            )
        person = session.get_one(Employee, rating.employee_id)
        refuse(day_fault(desk, session, rating.on_date, person))
        take_back(desk, rating, reason)
        session.add(rating)
        detail = {"rating": number, "reason": audit.digest(desk, reason)}
        audit.record(session, desk, "withdraw-rating", person.employee_no, detail)


def ratings(desk: Desk, period: Period) -> list[RatingLine]:
    """The ratings of a month that the user may read, by day: supervisors, the head, HR and oversight all of them."""
    with desk.read() as session:
        wanted = (
            select(Rating, Employee.employee_no, Employee.name)
            .join(Employee, col(Employee.id) == col(Rating.employee_id))
            .where(Rating.period == period)
            .order_by(col(Rating.on_date), Employee.employee_no, col(Rating.id))
        )
        if not desk.may("see-appeals"):
            wanted = wanted.where(Rating.employee_id == own_employee(session, desk))
        names = dict(session.exec(select(Employee.id, Employee.name)).all())
        users = names_of_users(session)
        zone = desk.site.zone
        return [
            RatingLine(
                number=row.id or 0,
                on_date=row.on_date,
                employee_no=number,
                name=name,
                item=row.item,
                item_name=indicator_name(desk, row.item, period),
                score=show_hundredths(row.score),
                rated_by=names[row.rated_by_id],
                at=row.at.astimezone(zone),
                withdrawn_at=None if row.withdrawn_at is None else row.withdrawn_at.astimezone(zone),
                withdrawn_reason=without_phones(row.withdrawn_reason),
                withdrawn_by=users.get(row.withdrawn_by_id, ""),
            )
            for row, number, name in session.exec(wanted)
        ]


def require_rater(session: Session, desk: Desk, person: Employee, item: str, day: date) -> int:
    """Who rates a person on a day: the direct supervisor; for work done for another team any other supervisor.

    Which team was helped is not asked.

    Raises:
        NotPermitted: it is somebody else than the acting user.
    """
    refuse_for_another(session, desk)
    own = own_employee(session, desk)
    supervisor_id = supervisor_on(session, person, day)
    if item in RATED_BY_OTHERS:
        if own is None or own in (supervisor_id, person.id) or "supervisor" not in desk.actor.roles:
            raise NotPermitted(
                _("{item} is rated by the head of another team, which was helped.").format(
                    item=indicator_name(desk, item, month_of(desk, day))
                )
            )
        return own
    if own is not None and own == supervisor_id:
        return own
    supervisor = None if supervisor_id is None else session.get_one(Employee, supervisor_id).name
    if supervisor is None:
        raise NotPermitted(
            _("{name} has no direct supervisor on {day}; nobody else rates.").format(
                name=person.name, day=day
            )
        )
    known = session.exec(select(User.id).where(User.employee_id == supervisor_id)).first()
    sentence = _("Only {supervisor}, the direct supervisor on {day}, rates {name}.").format(
        supervisor=supervisor, day=day, name=person.name
    )
    if known is not None:
        raise NotPermitted(sentence)
    linked = Sentence(
        _("An administrator links a user to an employee with “csi user link NAME NUMBER”."),
        at_desk=_(
            "Nobody signs in as {supervisor}: have an administrator link a user to that number."
        ).format(supervisor=supervisor),
    )
    both = together(sentence, linked)
    raise NotPermitted(both, at_desk=both.at_desk)


RATED_BY_OTHERS = frozenset({"collaboration"})
"""Items that are for the head of the team that was helped (seed 002 §2.3, docs/rules.md §2): which that was is not
asked, so that any supervisor may but the direct one and the rated person."""


def score_fault(desk: Desk, item: str, row: RatingRow) -> str:
    """What is wrong with a score, as part of a sentence; empty where nothing is."""
    full, score = full_score(desk, item, month_of(desk, row.on_date)), row.score
    if not 0 <= score <= full:
        return _("the score is not between 0 and {full}").format(full=show_short(full))
    if score * 100 != int(score * 100):
        return _("a score has at most two decimals")
    return ""


def full_score(desk: Desk, item: str, period: Period) -> Fraction:
    """What the scheme of a month gives at most for an item; 100 where it does not say."""
    for leaf in scheme_in(desk, period).scheme.every_leaf():
        if isinstance(leaf.scorer, Rubric) and item in leaf.scorer.full:
            return leaf.scorer.full[item]
    return OF_A_HUNDRED


def in_force(session: Session, person: Employee, item: str, day: date) -> Rating | None:
    """The rating of a person for an item on a day that counts."""
    return session.exec(
        select(Rating).where(
            Rating.employee_id == person.id,
            Rating.item == item,
            Rating.on_date == day,
            col(Rating.withdrawn_at).is_(None),
        )
    ).first()


def rating_of(
    desk: Desk, person: Employee, item: str, row: RatingRow, rater: int, import_id: int | None
) -> Rating:
    """A rating as the store keeps it, given now by the acting user."""
    assert person.id is not None
    return Rating(
        on_date=row.on_date,
        period=month_of(desk, row.on_date),
        employee_id=person.id,
        item=item,
        score=int(row.score * 100),
        rated_by_id=rater,
        **audit.by_whom(desk),
        import_id=import_id,
    )
