"""The figures that were entered for a person, or came by a file: what stood there, and what stands there since."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from sqlmodel import Session

from csi_db.person_history import FigureRow, figures_of_person
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.history.details import Change
from csi_tui.services.schemes.indicators import indicator_name, indicators, value_as_written


class FigureAct(NamedTuple):
    """Somebody entered a figure, or took one back (``gone``); ``at``: the store's UTC text."""

    period: Period
    at: str
    user_id: int
    account: str
    change: Change
    reason: str
    gone: bool
    import_no: int | None
    file: str


def figure_acts(session: Session, desk: Desk, key: int) -> Iterator[FigureAct]:
    """What was done to the figures of somebody, in the order of their entry."""
    before: dict[tuple[int, str], FigureRow] = {}
    for row in figures_of_person(session.connection(), key):
        period = Period(row.period)
        former = before.get((row.period, row.measure))
        before[row.period, row.measure] = row
        yield FigureAct(
            period=period,
            at=row.at,
            user_id=row.user_id,
            account=row.account,
            change=_change(desk, former, row),
            reason="" if former is None else former.ended_reason or "",
            gone=False,
            import_no=row.import_id,
            file=row.file_name or "",
        )
        if row.last and row.ended is not None and row.ended_by is not None:
            yield FigureAct(
                period=period,
                at=row.ended,
                user_id=row.ended_by,
                account=row.ended_account or "",
                change=_change(desk, row, None),
                reason=row.ended_reason or "",
                gone=True,
                import_no=None,
                file="",
            )


def _change(desk: Desk, former: FigureRow | None, row: FigureRow | None) -> Change:
    known = former or row
    assert known is not None
    period = Period(known.period)
    old, new = ("" if one is None else _written(desk, period, one) for one in (former, row))
    return Change(
        field=known.measure,
        label=indicator_name(desk, known.measure, period),
        old=old,
        new=new,
        old_value=old or None,
        new_value=new or None,
    )


def _written(desk: Desk, period: Period, row: FigureRow) -> str:
    indicator = indicators(desk, period).get(row.measure)
    return value_as_written(indicator, Fraction(row.numerator, row.denominator))
