"""Talks about a result: held by the direct supervisor or the head, answered by the employee, never rewritten
(seed 000 §8.4; docs/rules.md, rule 48).

Rows are only ever added: an answer and a taking back are rows of their own, so that what was said stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, tzinfo

from sqlmodel import Session, col, func, select

from csi_db.models import Employee, Month, MonthStep, StoredCard, Talk, TalkLine, User
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.scoring.spans import Span
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.oneself import is_oneself, own_employee, refuse_for_another
from csi_tui.services.desk.permissions import LOOKS_OVER
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.entries.rules import supervisor_on
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import find_employee, public_revision
from csi_tui.services.talks.values import TalkHeld
from csi_tui.services.week.values import Said

RIGHT = "talk"


def hold(
    desk: Desk, who: str, span: Span, *, held_on: date, strengths: str, problems: str, direction: str
) -> int:
    """Write down a talk about a result; answers its number. ``who``: a number, or a part of the name.

    Raises:
        NotPermitted: the user is neither the direct supervisor of that day nor the head, is the employee, or is not
            there in person.
        UserError: nobody or more than one is meant, the result is not published, the day lies before its publication
            or has not come, or one of the three is not written.
    """
    desk.require(RIGHT)
    strengths = required(strengths, _("Write what is strong: a talk that names nothing good is half a talk."))
    problems = required(problems, _("Write what the problems are, or that there are none."))
    direction = required(direction, _("Write in which direction it goes on."))
    with desk.write() as session:
        refuse_for_another(session, desk)
        audit.refuse_a_clock_behind(session)
        employee = find_employee(session, who)
        _refuse_other_days(session, desk, span, held_on)
        _refuse_others(session, desk, employee, held_on)
        _refuse_without_result(session, employee, span)
        row = Talk(
            employee_id=employee.id or 0,
            span=str(span),
            held_on=held_on,
            strengths=strengths,
            problems=problems,
            direction=direction,
            **audit.by_whom(desk),
        )
        session.add(row)
        session.flush()
        assert row.id is not None
        words = audit.digest(desk, strengths, problems, direction)
        detail = {"talk": row.id, "span": str(span), "on": held_on.isoformat(), "words": words}
        audit.record(session, desk, "hold-talk", employee.employee_no, detail)
        return row.id


def agree(desk: Desk, number: int, words: str = "") -> None:
    """The employee agrees with what was written down.

    Raises:
        NotPermitted: the user is not that employee, signed in.
        UserError: there is no such talk, it is taken back, or it was agreed to already.
    """
    words = not_too_long(words)
    with _answering(desk, number) as (session, row):
        _add(session, desk, "agree-to-talk", row, "agreed", words)


def disagree(desk: Desk, number: int, words: str) -> None:
    """The employee does not agree, and says with what; a later agreement stands beside it.

    Raises:
        NotPermitted, UserError: as :func:`agree`; or nothing is said.
    """
    words = required(words, _("Say what you do not agree with."))
    with _answering(desk, number) as (session, row):
        _add(session, desk, "disagree-with-talk", row, "disagreed", words)


def read_aloud(desk: Desk, number: int, words: str) -> None:
    """It was read aloud to somebody who has no sign-in of their own, and this is what they said.

    Raises:
        NotPermitted: the user may hold no such talk, is the employee, or is not there in person.
        UserError: there is no such talk, it is taken back or answered, the employee signs in and answers themself, or
            nothing is said.
    """
    desk.require(RIGHT)
    words = required(words, _("Say by whom it was read aloud, and what was said to it."))
    with desk.write() as session:
        refuse_for_another(session, desk)
        audit.refuse_a_clock_behind(session)
        row = _open_talk(session, number)
        employee = session.get_one(Employee, row.employee_id)
        _refuse_others(session, desk, employee, row.held_on)
        if session.exec(select(User.id).where(User.employee_id == employee.id, col(User.active))).first():
            raise UserError(
                _("{name} signs in, and agrees or does not.").format(name=employee.name),
            )
        _add(session, desk, "read-talk-aloud", row, "read-aloud", words)


def take_back(desk: Desk, number: int, reason: str) -> None:
    """Say that a talk counts no more, and why: it was about somebody else, or another result. It stays readable.

    Raises:
        NotPermitted: the user neither wrote it nor is the head, or is not there in person.
        UserError: there is no such talk, it is taken back already, or no reason.
    """
    desk.require(RIGHT)
    reason = required(reason, _("Say why it counts no more: whoever read it reads that."))
    with desk.write() as session:
        refuse_for_another(session, desk)
        audit.refuse_a_clock_behind(session)
        row = _open_talk(session, number)
        if row.user_id != desk.actor.user_id and "head" not in desk.actor.roles:
            name = session.get_one(User, row.user_id).name
            raise NotPermitted(
                _(
                    "Talk {number} is taken back by {name}, who wrote it down, or by the head of department."
                ).format(number=number, name=name)
            )
        _add(session, desk, "take-back-talk", row, "taken-back", reason)


def talks_about(desk: Desk, who: str) -> tuple[TalkHeld, ...]:
    """Every talk with an employee, the latest first.

    Raises:
        NotPermitted: the user is neither that employee nor looks over the results.
        UserError: nobody or more than one is meant.
    """
    with desk.read() as session:
        employee = find_employee(session, who)
        refuse_others_talks(session, desk, employee)
        return tuple(reversed(talks_of(session, desk, employee)))


def refuse_others_talks(session: Session, desk: Desk, employee: Employee) -> None:
    """Refuse what was said in talks with somebody else: a talk is no result, whatever the site shows of results.

    Raises:
        NotPermitted: the user is neither that employee nor looks over the results.
    """
    if not desk.may(LOOKS_OVER) and own_employee(session, desk) != employee.id:
        raise NotPermitted(
            _("What was said in talks is read by whom it is about, and by those who look over the results.")
        )


def talks_of(session: Session, desk: Desk, employee: Employee) -> list[TalkHeld]:
    """The same within a transaction, the earliest first, for whoever may read them."""
    rows = session.exec(
        select(Talk).where(Talk.employee_id == employee.id).order_by(col(Talk.held_on), col(Talk.id))
    ).all()
    lines = session.exec(
        select(TalkLine)
        .join(Talk, col(Talk.id) == col(TalkLine.talk_id))
        .where(Talk.employee_id == employee.id)
        .order_by(col(TalkLine.id))
    ).all()
    hand, zone = hands(session), desk.site.zone

    def said(row: Talk | TalkLine) -> Said:
        words = without_phones(row.words) if isinstance(row, TalkLine) else ""
        return Said(words, row.at.astimezone(zone), hand(row))

    def talk(row: Talk) -> TalkHeld:
        own = [line for line in lines if line.talk_id == row.id]
        backs = [said(line) for line in own if line.kind == "taken-back"]
        assert row.id is not None
        return TalkHeld(
            number=row.id,
            span=row.span,
            employee_no=employee.employee_no,
            name=employee.name,
            held_on=row.held_on,
            strengths=without_phones(row.strengths),
            problems=without_phones(row.problems),
            direction=without_phones(row.direction),
            said=said(row),
            answers=tuple((line.kind, said(line)) for line in own if line.kind != "taken-back"),
            taken_back=backs[0] if backs else None,
        )

    return [talk(row) for row in rows]


@contextmanager
def _answering(desk: Desk, number: int) -> Iterator[tuple[Session, Talk]]:
    """A talk that its owner may answer."""
    with desk.write() as session:
        audit.refuse_a_clock_behind(session)
        row = _open_talk(session, number)
        employee = session.get_one(Employee, row.employee_id)
        if own_employee(session, desk) != employee.id:
            raise NotPermitted(
                _("Only {name} answers that talk. Record that it was read aloud instead.").format(
                    name=employee.name
                )
            )
        refuse_for_another(session, desk)
        if _last_answer(session, row) == "agreed":
            raise UserError(_("Talk {number} is agreed to already.").format(number=number))
        yield session, row


def _open_talk(session: Session, number: int) -> Talk:
    row = session.get(Talk, number)
    if row is None:
        raise UserError(_("There is no talk {number}.").format(number=number))
    if any(line.kind == "taken-back" for line in _lines(session, row)):
        raise UserError(_("Talk {number} is taken back already.").format(number=number))
    return row


def _lines(session: Session, row: Talk) -> list[TalkLine]:
    return list(
        session.exec(select(TalkLine).where(TalkLine.talk_id == row.id).order_by(col(TalkLine.id))).all()
    )


def _last_answer(session: Session, row: Talk) -> str:
    kinds = [line.kind for line in _lines(session, row)]
    return kinds[-1] if kinds else ""


def _add(session: Session, desk: Desk, act: str, row: Talk, kind: str, words: str) -> None:
    line = TalkLine(talk_id=row.id or 0, kind=kind, words=words, **audit.by_whom(desk))
    session.add(line)
    session.flush()
    number = session.get_one(Employee, row.employee_id).employee_no
    detail = {"talk": row.id, "words": audit.digest(desk, words)}
    audit.record(session, desk, act, number, detail)


def _refuse_other_days(session: Session, desk: Desk, span: Span, held_on: date) -> None:
    """A talk is about a result that is there: it is held from its publication on, and not in days to come."""
    today = clock.now().astimezone(desk.site.zone).date()
    if held_on > today:
        raise UserError(_("The talk lies in the future: write it down when it was held."))
    for period in span.months:
        public_revision(session, period)
    published = first_published(session, span.months[-1], desk.site.zone)
    if published is not None and held_on < published:
        raise UserError(
            _("The result was published on {day}; a talk about it is not older.").format(day=published)
        )


def _refuse_without_result(session: Session, employee: Employee, span: Span) -> None:
    """A talk about a result is held with whom has one."""
    cards = session.exec(
        select(StoredCard.revision_id)
        .join(Month, col(Month.revision_id) == col(StoredCard.revision_id))
        .where(StoredCard.employee_id == employee.id, col(Month.period).in_(span.months))
    )
    if cards.first() is None:
        raise UserError(_("{name} has no card in {month}.").format(name=employee.name, month=span))


def first_published(session: Session, period: Period, zone: tzinfo) -> date | None:
    """The day on which a month was first published; None for one that was brought in, or is not published."""
    at = session.exec(
        select(func.min(MonthStep.at)).where(MonthStep.period == period, MonthStep.step == "published")
    ).one()
    return None if at is None else at.astimezone(zone).date()


def _refuse_others(session: Session, desk: Desk, employee: Employee, day: date) -> None:
    """Who holds a talk: the direct supervisor of the day, or the head, and nobody with themself."""
    if is_oneself(session, desk, [employee.id or 0]):
        raise NotPermitted(_("Nobody holds a talk with themself."))
    if "head" in desk.actor.roles:
        return
    supervisor = supervisor_on(session, employee, day)
    if supervisor is None or own_employee(session, desk) != supervisor:
        name = _("nobody") if supervisor is None else session.get_one(Employee, supervisor).name
        raise NotPermitted(
            _(
                "The direct supervisor of {name} on {day} is {supervisor}: they, or the head of department, hold it."
            ).format(name=employee.name, day=day, supervisor=name)
        )
