"""Disputed rows struck out with a reason, visible for ever, restorable (seed 002 §3.2, calibration).

A row that is struck out counts in no computation from then on. A published month is reopened first; a frozen one shows
it only after a correction. Nobody strikes out a row of their own figures.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlmodel import Session, col, select

from csi_db import exclusions as rows
from csi_db.models import Exclusion, Month, User
from csi_db.numbers import number_of
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.changes import ripple
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.card_texts import state_name
from csi_tui.services.desk.decided_words import STRUCK_NAMES
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.oneself import refuse_for_another, refuse_oneself
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.desk.several import each
from csi_tui.services.errors import UserError
from csi_tui.services.months.others_cards import reader_of
from csi_tui.services.tabular.untrusted_text import normal

AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class ExclusionLine:
    """A row that is or was struck out; instants are site-local.

    Attributes:
        month: the month in which the row counts, or would count.
        restored_at: when it was let count again; None while it is struck out.
    """

    kind: str
    number: str
    month: str
    reason: str
    evidence: str
    at: datetime
    by: str
    account: str
    restored_at: datetime | None
    restored_by: str
    restored_reason: str

    def json(self) -> dict[str, object]:
        """The row as ``csi strike list --json`` prints it."""
        return as_json(self, or_null=("restored_by", "restored_reason"))


class Counts(NamedTuple):
    """The month in which a row counts, and whether that is frozen: it then takes a correction.

    ``nowhere``: the row is cancelled or invalid, and counts in no month.
    """

    month: str
    frozen: bool
    nowhere: bool


def strike_out(desk: Desk, kind: str, number: str, reason: str, evidence: str = "") -> Counts:
    """Strike a row out; answers the month in which it counted.

    Raises:
        NotPermitted: the user may not, or it is a row of the user's own figures.
        UserError: no such row or kind, it is struck out already, its month is published; no reason.
    """
    return strike_out_all(desk, [(kind, number)], reason, evidence)[0]


def strike_out_all(
    desk: Desk, those: Sequence[tuple[str, str]], reason: str, evidence: str = ""
) -> list[Counts]:
    """Strike rows out with one reason, all of them or none; answers the month in which each counted.

    ``those``: kind and number of each.

    Raises:
        NotPermitted: the user may not.
        SeveralRefused: of several, some cannot be: as :func:`strike_out` says.
        UserError: no reason; there are none or too many; of one, as :func:`strike_out` says.
    """
    desk.require("strike-out")
    reason = required(reason, _("Say why the row is struck out: everybody whom it concerns reads it."))
    evidence = not_too_long(evidence)
    with audit.writing(desk) as session:
        return _each(those, lambda kind, number: _strike(session, desk, kind, number, reason, evidence))


def _each(those: Sequence[tuple[str, str]], treat: Callable[[str, str], AnswerT]) -> list[AnswerT]:
    """Treat each row; the refusal of one alone is told as it is."""
    if len(those) == 1:
        return [treat(*those[0])]
    kinds = {number: kind for kind, number in those}
    return each(list(kinds), lambda number: treat(kinds[number], number))


def _strike(session: Session, desk: Desk, kind: str, number: str, reason: str, evidence: str) -> Counts:
    found = _to_strike(session, desk, kind, number)
    row = Exclusion(
        kind=kind,
        fact_id=found.fact_id,
        reason=reason,
        evidence=evidence,
        **audit.by_whom(desk),
    )
    session.add(row)
    audit.record(
        session,
        desk,
        "strike-out",
        normal(number),
        {"kind": kind, "reason": audit.digest(desk, reason), "month": show_period(found.periods[0])},
        records=[row],
    )
    return _counts(session, kind, found)


def _to_strike(session: Session, desk: Desk, kind: str, number: str) -> rows.Found:
    """A row that can be struck out."""
    found = row_found(session, desk, kind, number)
    _refuse_published(session, found, number)
    if _in_force(session, kind, found.fact_id) is not None:
        raise UserError(_("{number} is struck out already.").format(number=normal(number)))
    return found


def restore(desk: Desk, kind: str, number: str, reason: str) -> Counts:
    """Let a row that is struck out count again; answers the month.

    Raises:
        NotPermitted: the user may not, or it is a row of the user's own figures.
        UserError: no such row or kind, it is not struck out, its month is published; no reason.
    """
    desk.require("strike-out")
    reason = required(reason, _("Say why the row counts again."))
    with audit.writing(desk) as session:
        found = row_found(session, desk, kind, number)
        _refuse_published(session, found, number)
        row = _struck(session, kind, number, found.fact_id)
        row.restored_at, row.restored_by_id = clock.now(), desk.actor.user_id
        row.restored_account, row.restored_reason = desk.actor.account, reason
        session.add(row)
        detail = {"kind": kind, "reason": audit.digest(desk, reason)}
        audit.record(session, desk, "restore-row", normal(number), detail, records=[row])
        return _counts(session, kind, found)


def _counts(session: Session, kind: str, found: rows.Found) -> Counts:
    month = session.get(Month, found.periods[0])
    frozen = month is not None and month.state == "frozen"
    nowhere = rows.counts_nowhere(session.connection(), kind, found.fact_id)
    return Counts(show_period(found.periods[0]), frozen, nowhere)


def nowhere_text(number: str) -> str:
    """That a row counts in no month, struck out or not."""
    return _("{number} is cancelled or invalid: it counts in no month, struck out or not.").format(
        number=number
    )


def preview_strike_out(desk: Desk, kind: str, number: str) -> ripple.Ripple:
    """Whom striking the row out would move, in the month in which it counts.

    Raises:
        NotPermitted, UserError: as :func:`strike_out`.
    """
    return preview_strike_out_all(desk, [(kind, number)])[0]


def preview_strike_out_all(desk: Desk, those: Sequence[tuple[str, str]]) -> list[ripple.Ripple]:
    """Whom striking rows out would move, month by month.

    Raises:
        NotPermitted, UserError: as :func:`strike_out_all`.
    """
    desk.require("strike-out")
    with desk.read() as session:
        found = _each(those, lambda kind, number: (kind, _to_strike(session, desk, kind, number)))
    months: dict[Period, list[tuple[str, int]]] = {}
    for kind, one in found:
        months.setdefault(one.periods[0], []).append((kind, one.fact_id))
    return [ripple.of_striking_out(desk, period, some) for period, some in sorted(months.items())]


def preview_restore(desk: Desk, kind: str, number: str) -> ripple.Ripple:
    """Whom letting the row count again would move, in the month in which it counts.

    Raises:
        NotPermitted, UserError: as :func:`restore`.
    """
    desk.require("strike-out")
    with desk.read() as session:
        found = row_found(session, desk, kind, number)
        _refuse_published(session, found, number)
        _struck(session, kind, number, found.fact_id)
    return ripple.of_restoring(desk, found.periods[0], kind, found.fact_id)


def exclusions(desk: Desk, period: Period | None = None) -> list[ExclusionLine]:
    """Everything that was ever struck out, the first first; of one month where asked. The reasons of rows that somebody
    else is credited with are told as the site has decided (:mod:`csi_tui.services.months.others_cards`)."""
    wanted = None if period is None else show_period(period)
    with desk.read() as session:
        reader = reader_of(session, desk)
        lines = [
            line
            if reader.everybody or reader.own_id in places.values()
            else replace(line, reason="", evidence="", restored_reason="")
            for _row, line, places in _lines(session, desk)
        ]
    return [line for line in lines if wanted is None or line.month == wanted]


def _lines(
    session: Session, desk: Desk, only: Collection[tuple[str, int]] | None = None
) -> Iterator[tuple[Exclusion, ExclusionLine, Mapping[str, int]]]:
    """Every exclusion (``only`` of some rows), as kept and as shown, with who stands on its row: place → employee."""
    zone = desk.site.zone
    names, hand = dict(session.exec(select(User.id, User.name)).all()), hands(session)
    for row in session.exec(select(Exclusion).order_by(col(Exclusion.id))):
        if only is not None and (row.kind, row.fact_id) not in only:
            continue
        number = number_of(session.connection(), row.kind, row.fact_id)
        found = rows.find(session.connection(), row.kind, number)
        line = ExclusionLine(
            kind=row.kind,
            number=number,
            month="" if found is None else show_period(found.periods[0]),
            reason=without_phones(row.reason),
            evidence=without_phones(row.evidence),
            at=row.at.astimezone(zone),
            by=hand(row),
            account=row.account,
            restored_at=None if row.restored_at is None else row.restored_at.astimezone(zone),
            restored_by=names.get(row.restored_by_id, ""),
            restored_reason=without_phones(row.restored_reason),
        )
        yield row, line, {} if found is None else found.places


def struck_out_of(
    session: Session,
    desk: Desk,
    employee_id: int,
    known_at: datetime,
    credited: Mapping[str, Collection[str]],
) -> list[ExclusionLine]:
    """What is struck out among the loaded facts and would count for an employee, as it was known at a computation.

    ``credited``: kind of row → the places on it for which somebody is credited.
    """
    noted = set(rows.noted(session.connection()))
    found: dict[tuple[str, int], ExclusionLine] = {}
    for row, line, places in _lines(session, desk, noted):
        own = {place for place, employee in places.items() if employee == employee_id}
        counts = bool(own & set(credited.get(row.kind, ())))
        if counts and row.at <= known_at:
            found[row.kind, row.fact_id] = line
    return list(found.values())


def kind_text(kind: str) -> str:
    """What is struck out, in the user's language."""
    return _(STRUCK_NAMES[kind])


def row_found(session: Session, desk: Desk, kind: str, number: str) -> rows.Found:
    """The row of a kind and number, with the months in which it counts.

    Raises:
        UserError: there is no such row or kind.
        NotPermitted: it is a row of the user's own figures.
    """
    if kind not in STRUCK_NAMES:
        raise UserError(
            _("“{kind}” cannot be struck out. There are: {known}.").format(
                kind=kind, known=_(", ").join(STRUCK_NAMES)
            )
        )
    if not normal(number):
        raise UserError(_("Say which {kind}: give its number.").format(kind=kind_text(kind)))
    found = rows.find(session.connection(), kind, normal(number))
    if found is None:
        raise UserError(_("There is no {kind} {number}.").format(kind=kind_text(kind), number=normal(number)))
    refuse_for_another(session, desk)
    refuse_oneself(session, desk, found.people)
    return found


def _refuse_published(session: Session, found: rows.Found, number: str) -> None:
    for period in found.periods:
        month = session.get(Month, period)
        if month is not None and month.state == "published":
            said = {
                "number": normal(number),
                "month": show_period(period),
                "state": state_name(month.state),
            }
            raise UserError(
                _(
                    "{number} counts in {month}, which is {state}. Reopen the month first (csi close reopen), then "
                    "compute it and publish it anew."
                ).format(**said),
                at_desk=_(
                    "{number} counts in {month}, which is {state}. Put the month back to open first, at 5 (Month), "
                    "then compute it and publish it anew."
                ).format(**said),
            )


def _in_force(session: Session, kind: str, fact_id: int) -> Exclusion | None:
    return session.exec(
        select(Exclusion).where(
            Exclusion.kind == kind, Exclusion.fact_id == fact_id, col(Exclusion.restored_at).is_(None)
        )
    ).first()


def _struck(session: Session, kind: str, number: str, fact_id: int) -> Exclusion:
    row = _in_force(session, kind, fact_id)
    if row is None:
        raise UserError(_("{number} is not struck out.").format(number=normal(number)))
    return row
