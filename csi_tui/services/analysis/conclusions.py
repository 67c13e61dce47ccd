"""What supervisors conclude from a month's analysis, in words: signed, kept, read again in the next month
(seed 000 §8.2; docs/decisions/0078, point 9)."""

from __future__ import annotations

from sqlmodel import Session, col, select

from csi_db.models import MonthConclusion, User
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.analysis.values import Conclusion
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import computed_revision
from csi_tui.services.months.others_cards import reader_of

RIGHT = "conclude"
PROCESS = "#process "
"""What the words of a row begin with that is about the assessment itself, not about the month's figures (seed 000
§11: the process is reviewed and optimised). A row that is sealed has no column to spare for it."""


def write(desk: Desk, period: Period, words: str, *, process: bool = False) -> int:
    """Keep a conclusion of a month that is computed; answers its number. ``process``: of how the month was assessed.

    Raises:
        NotPermitted: the user is neither a supervisor nor the head, or is not there in person.
        UserError: the month is not computed, nothing is written, or it is too long.
    """
    desk.require(RIGHT)
    words = required(words, _("Write what you conclude: it is read again in the next month."))
    words = required(PROCESS + words, words) if process else words
    with desk.write() as session:
        refuse_for_another(session, desk)
        audit.refuse_a_clock_behind(session)
        computed_revision(session, period, desk.site.zone)
        row = MonthConclusion(period=period, words=words, **audit.by_whom(desk))
        session.add(row)
        session.flush()
        assert row.id is not None
        audit.record(
            session,
            desk,
            "write-conclusion",
            show_period(period),
            {"conclusion": row.id, "words": audit.digest(desk, words)},
        )
        return row.id


def take_back(desk: Desk, number: int, reason: str) -> None:
    """Say that a conclusion holds no more, and why; it stays readable.

    Raises:
        NotPermitted: the user neither wrote it nor is the head, or is not there in person.
        UserError: there is no such conclusion, it is taken back already, or no reason.
    """
    desk.require(RIGHT)
    reason = required(reason, _("Say why it holds no more: whoever read it reads that."))
    with desk.write() as session:
        refuse_for_another(session, desk)
        audit.refuse_a_clock_behind(session)
        row = session.get(MonthConclusion, number)
        if row is None or row.takes_back_id is not None:
            raise UserError(_("There is no conclusion {number}.").format(number=number))
        if row.user_id != desk.actor.user_id and "head" not in desk.actor.roles:
            name = session.get_one(User, row.user_id).name
            raise NotPermitted(
                _(
                    "Conclusion {number} is taken back by {name}, who wrote it, or by the head of department."
                ).format(number=number, name=name)
            )
        if session.exec(select(MonthConclusion.id).where(MonthConclusion.takes_back_id == number)).first():
            raise UserError(_("Conclusion {number} is taken back already.").format(number=number))
        session.add(
            MonthConclusion(period=row.period, words=reason, takes_back_id=number, **audit.by_whom(desk))
        )
        audit.record(
            session,
            desk,
            "take-back-conclusion",
            show_period(row.period),
            {"conclusion": number, "reason": audit.digest(desk, reason)},
        )


def conclusions(desk: Desk, period: Period) -> tuple[Conclusion, ...]:
    """The conclusions of a month, the earliest first, those included that were taken back.

    Raises:
        NotPermitted: the site withholds the reasons behind the cards of others from the user (docs/rules.md, rule 38).
    """
    with desk.read() as session:
        _refuse_reading(session, desk)
        return conclusions_of(session, desk, period)


def process_reviews(desk: Desk, until: Period) -> tuple[Conclusion, ...]:
    """What was concluded of the assessment itself, of all months up to one, month by month.

    Raises:
        NotPermitted: as :func:`conclusions`.
    """
    with desk.read() as session:
        _refuse_reading(session, desk)
        periods = session.exec(
            select(MonthConclusion.period)
            .where(MonthConclusion.period <= until, col(MonthConclusion.words).startswith(PROCESS))
            .distinct()
            .order_by(col(MonthConclusion.period))
        ).all()
        found = (one for period in periods for one in conclusions_of(session, desk, Period(period)))
        return tuple(one for one in found if one.process)


def _refuse_reading(session: Session, desk: Desk) -> None:
    if not reader_of(session, desk).everybody:
        raise NotPermitted(
            _("Conclusions are read by those who read the reasons behind the cards of others.")
        )


def conclusions_of(session: Session, desk: Desk, period: Period) -> tuple[Conclusion, ...]:
    """The same within a transaction, for whoever may read them."""
    rows = session.exec(
        select(MonthConclusion).where(MonthConclusion.period == period).order_by(col(MonthConclusion.id))
    ).all()
    hand, taken_back = (
        hands(session),
        {row.takes_back_id: row for row in rows if row.takes_back_id is not None},
    )

    def line(row: MonthConclusion) -> Conclusion:
        assert row.id is not None
        back = taken_back.get(row.id)
        return Conclusion(
            number=row.id,
            period=period,
            words=without_phones(row.words.removeprefix(PROCESS)),
            process=row.words.startswith(PROCESS),
            at=row.at.astimezone(desk.site.zone),
            by=hand(row),
            taken_back="" if back is None else without_phones(back.words),
            taken_back_by="" if back is None else hand(back),
            taken_back_at=None if back is None else back.at.astimezone(desk.site.zone),
        )

    return tuple(line(row) for row in rows if row.takes_back_id is None)
