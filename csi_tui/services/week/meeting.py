"""What a week's meeting wrote down: minutes, who does what by when, what became of it (docs/decisions/0080, point 7).

Rows are only ever added: a change, an end and a taking back are rows of their own, so that every version stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, tzinfo

from sqlalchemy import or_
from sqlmodel import Session, col, select

from csi_db.models import Employee, MeetingLine
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.desk.privacy import mask_name, without_phones
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import find_employee
from csi_tui.services.months.others_cards import reader_of
from csi_tui.services.week.values import Meeting, MeetingNote, Promise, Said, Version
from csi_tui.services.week.weeks import Week

RIGHT = "minutes"
LEFT_OUT = "…"
"""What stands for words that are not told."""
_BEGIN = ("note", "promise")


def write_note(desk: Desk, week: Week, words: str) -> int:
    """Keep a line of the minutes of the meeting that looks back on a week; answers its number.

    Raises:
        NotPermitted: the user is neither a supervisor nor the head, or is not there in person.
        UserError: nothing is written, or it is too long.
    """
    words = required(words, _("Write what was said."))
    with _writing(desk) as session:
        row = MeetingLine(week=week.number, kind="note", words=words, **audit.by_whom(desk))
        return _add(session, desk, "write-minutes", row)


def promise(desk: Desk, week: Week, who: str, what: str, by: date) -> int:
    """Keep who does what by when; answers the number of the promise. ``who``: a number, or a part of the name.

    Raises:
        NotPermitted: as :func:`write_note`.
        UserError: nobody or more than one is meant, nothing is promised, it is too long, or the day lies before the
            week.
    """
    what = required(what, _("Write what is to be done."))
    if by < week.monday:
        raise UserError(_("The day lies before the week that the meeting looks back on."))
    with _writing(desk) as session:
        row = MeetingLine(
            week=week.number,
            kind="promise",
            words=what,
            employee_id=find_employee(session, who).id,
            due=by,
            **audit.by_whom(desk),
        )
        return _add(session, desk, "promise", row)


def change(
    desk: Desk,
    number: int,
    reason: str,
    *,
    who: str | None = None,
    what: str | None = None,
    by: date | None = None,
) -> None:
    """Change a promise that is open, and say why; how it stood before stays readable.

    Raises:
        NotPermitted: as :func:`write_note`.
        UserError: there is no such promise, it is done or taken back, nothing is changed, or no reason.
    """
    reason = required(reason, _("Say why it is changed: whoever promised it reads that."))
    with _writing(desk) as session:
        first, rows = _open_line(session, number, ("promise",))
        stood = ([first] + [row for row in rows if row.kind == "change"])[-1]
        before = (stood.employee_id, stood.promised or stood.words, stood.due)
        now = (
            before[0] if who is None else find_employee(session, who).id,
            before[1] if what is None else required(what, _("Write what is to be done.")),
            before[2] if by is None else by,
        )
        if now == before:
            raise UserError(_("Nothing is changed."))
        key, promised, due = now
        row = MeetingLine(
            week=first.week,
            kind="change",
            words=reason,
            employee_id=key,
            due=due,
            promised=promised,
            about_id=number,
            **audit.by_whom(desk),
        )
        _add(session, desk, "change-promise", row)


def done(desk: Desk, number: int, words: str) -> None:
    """Say that a promise is done, and what became of it.

    Raises:
        NotPermitted: as :func:`write_note`.
        UserError: there is no such promise, it is done or taken back, or nothing is said.
    """
    words = required(words, _("Say what became of it."))
    _end(desk, number, ("promise",), "done", words)


def take_back(desk: Desk, number: int, reason: str) -> None:
    """Take a line of the minutes, or a promise, back; it stays readable.

    Raises:
        NotPermitted: as :func:`write_note`.
        UserError: there is no such line, it is done or taken back, or no reason.
    """
    reason = required(reason, _("Say why it is taken back."))
    _end(desk, number, _BEGIN, "taken-back", reason)


def meeting(desk: Desk, week: Week, *, masked: bool = False) -> Meeting:
    """What was written down of a week, and the promises that its meeting asks after; ``masked``: of names the first
    sign alone, and :data:`LEFT_OUT` in the place of words, for names stand in them."""
    with desk.read() as session:
        found = meeting_of(session, desk, week, clock.now().astimezone(desk.site.zone).date())
    return _masked(found) if masked else found


def meeting_of(session: Session, desk: Desk, week: Week, today: date, *, masked: bool = False) -> Meeting:
    """The same within a transaction; nothing of it for those who read no reasons behind the cards of others, nor
    ``masked``, for names stand in words.

    Asked after are the promises of the week before, and of earlier ones those that were open when the week began.
    """
    if masked or not reader_of(session, desk).everybody:
        return Meeting((), (), ())
    found = session.exec(
        select(MeetingLine)
        .where(
            or_(
                col(MeetingLine.week) == week.number,
                (col(MeetingLine.week) < week.number)
                & or_(col(MeetingLine.kind) == "promise", col(MeetingLine.about_id).is_not(None)),
            )
        )
        .order_by(col(MeetingLine.id))
    ).all()
    read = _Reader(session, desk.site.zone, today)
    own = [row for row in found if row.week == week.number and row.about_id is None]
    about: dict[int, list[MeetingLine]] = {}
    for row in found:
        if row.about_id is not None:
            about.setdefault(row.about_id, []).append(row)
    earlier = [
        read.promise(row, about.get(row.id or 0, []))
        for row in found
        if row.week < week.number and row.kind == "promise"
    ]
    before = week.step(-1)
    return Meeting(
        notes=tuple(read.note(row, about.get(row.id or 0, [])) for row in own if row.kind == "note"),
        promises=tuple(read.promise(row, about.get(row.id or 0, [])) for row in own if row.kind == "promise"),
        earlier=tuple(
            one
            for one in earlier
            if one.week == before
            or all(end is None or end.at.date() >= week.monday for end in (one.done, one.taken_back))
        ),
    )


def _masked(found: Meeting) -> Meeting:
    return Meeting(
        notes=tuple(
            replace(one, said=_unsaid(one.said), taken_back=_unsaid_of(one.taken_back)) for one in found.notes
        ),
        promises=tuple(map(_masked_promise, found.promises)),
        earlier=tuple(map(_masked_promise, found.earlier)),
    )


def _masked_promise(one: Promise) -> Promise:
    return replace(
        one,
        words=LEFT_OUT,
        employee_no="",
        who=mask_name(one.who),
        said=_unsaid(one.said),
        before=tuple(
            replace(was, words=LEFT_OUT, who=mask_name(was.who), until=_unsaid(was.until))
            for was in one.before
        ),
        done=_unsaid_of(one.done),
        taken_back=_unsaid_of(one.taken_back),
    )


def _unsaid(said: Said) -> Said:
    return replace(said, words=LEFT_OUT, by=mask_name(said.by))


def _unsaid_of(said: Said | None) -> Said | None:
    return None if said is None else _unsaid(said)


def open_promises_of(session: Session, desk: Desk, employee: Employee) -> tuple[Promise, ...]:
    """What an employee promised in any week and has not done, the earliest first."""
    found = session.exec(select(MeetingLine).order_by(col(MeetingLine.id))).all()
    about: dict[int, list[MeetingLine]] = {}
    for row in found:
        if row.about_id is not None:
            about.setdefault(row.about_id, []).append(row)
    read = _Reader(session, desk.site.zone, clock.now().astimezone(desk.site.zone).date())
    promises = (read.promise(row, about.get(row.id or 0, [])) for row in found if row.kind == "promise")
    return tuple(
        one for one in promises if one.employee_no == employee.employee_no and one.state in ("open", "late")
    )


class _Reader:
    """Reads rows as they are shown: names, local instants, words without phone numbers."""

    def __init__(self, session: Session, zone: tzinfo, today: date) -> None:
        self._hand, self._zone, self._today = hands(session), zone, today
        self._people = {
            key: (number, name)
            for key, number, name in session.exec(select(Employee.id, Employee.employee_no, Employee.name))
        }

    def note(self, row: MeetingLine, about: Iterable[MeetingLine]) -> MeetingNote:
        backs = [self._said(one) for one in about if one.kind == "taken-back"]
        assert row.id is not None
        return MeetingNote(
            number=row.id,
            week=Week.of_number(row.week),
            said=self._said(row),
            taken_back=backs[0] if backs else None,
        )

    def promise(self, row: MeetingLine, about: Iterable[MeetingLine]) -> Promise:
        assert row.id is not None
        ends = {one.kind: self._said(one) for one in about if one.kind != "change"}
        stood = [row]
        before: list[Version] = []
        for one in about:
            if one.kind == "change":
                words, _number, who, due = self._stands(stood[-1])
                before.append(Version(words=words, who=who, due=due, until=self._said(one)))
                stood.append(one)
        words, number, who, due = self._stands(stood[-1])
        return Promise(
            number=row.id,
            week=Week.of_number(row.week),
            words=words,
            employee_no=number,
            who=who,
            due=due,
            said=self._said(row),
            before=tuple(before),
            done=ends.get("done"),
            taken_back=ends.get("taken-back"),
            late=not ends and due < self._today,
        )

    def _stands(self, row: MeetingLine) -> tuple[str, str, str, date]:
        assert row.employee_id is not None and row.due is not None
        number, name = self._people[row.employee_id]
        return without_phones(row.promised or row.words), number, name, row.due

    def _said(self, row: MeetingLine) -> Said:
        return Said(without_phones(row.words), row.at.astimezone(self._zone), self._hand(row))


@contextmanager
def _writing(desk: Desk) -> Iterator[Session]:
    desk.require(RIGHT)
    with desk.write() as session:
        refuse_for_another(session, desk)
        audit.refuse_a_clock_behind(session)
        yield session


def _end(desk: Desk, number: int, kinds: tuple[str, ...], kind: str, words: str) -> None:
    """End a line by a row of a kind with these words."""
    with _writing(desk) as session:
        first, _rows = _open_line(session, number, kinds)
        row = MeetingLine(week=first.week, kind=kind, words=words, about_id=number, **audit.by_whom(desk))
        _add(session, desk, "promise-done" if kind == "done" else "take-back-minutes", row)


def _open_line(
    session: Session, number: int, kinds: tuple[str, ...]
) -> tuple[MeetingLine, list[MeetingLine]]:
    """A line that was begun and not ended, with what was said of it."""
    first = session.get(MeetingLine, number)
    if first is None or first.kind not in kinds:
        raise UserError(
            _("There is no promise {number}.").format(number=number)
            if kinds == ("promise",)
            else _("There is no line {number} of any minutes.").format(number=number)
        )
    rows = session.exec(
        select(MeetingLine).where(MeetingLine.about_id == number).order_by(col(MeetingLine.id))
    ).all()
    for row in rows:
        if row.kind == "done":
            raise UserError(_("Promise {number} is done already.").format(number=number))
        if row.kind == "taken-back":
            raise UserError(_("Line {number} is taken back already.").format(number=number))
    return first, list(rows)


def _add(session: Session, desk: Desk, act: str, row: MeetingLine) -> int:
    session.add(row)
    session.flush()
    assert row.id is not None
    number = row.id if row.about_id is None else row.about_id
    detail: dict[str, object] = {"line": number, "words": audit.digest(desk, row.words, row.promised)}
    if row.due is not None and row.employee_id is not None:
        detail |= {"by": row.due.isoformat(), "for": session.get_one(Employee, row.employee_id).employee_no}
    audit.record(session, desk, act, str(Week.of_number(row.week)), detail)
    return row.id
