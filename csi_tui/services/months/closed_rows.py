"""What is worth saying beside "kept" when a row of a closed month was changed (docs/rules.md, rules 4 and 15)."""

from __future__ import annotations

from sqlmodel import Session

from csi_db.models import Month
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.sentences import Sentence


def correction_remarks(frozen: Period | None) -> list[str]:
    """That a frozen month shows the change only once it is corrected; nothing where none rests on the row."""
    if frozen is None:
        return []
    month = show_period(frozen)
    return [
        Sentence(
            _(
                "{month} is frozen: its cards change only when it is corrected (csi close correct {month})."
            ).format(month=month),
            at_desk=_(
                "{month} is frozen: its cards change only when it is corrected, at 5 (Month), Records."
            ).format(month=month),
        )
    ]


def closed_remarks(session: Session, period: Period) -> list[str]:
    """The same of a month that counts the row, frozen or published; nothing where it is open."""
    month = session.get(Month, period)
    if month is not None and month.state == "published":
        said = show_period(period)
        return [
            Sentence(
                _(
                    "{month} is published: its cards change only when it is reopened (csi close reopen {month}), "
                    "computed and published anew."
                ).format(month=said),
                at_desk=_(
                    "{month} is published: its cards change only when it is put back to open, at 5 (Month), computed "
                    "and published anew."
                ).format(month=said),
            )
        ]
    return correction_remarks(period if month is not None and month.state == "frozen" else None)


def landing_remarks(number: str, before: Period, period: Period) -> list[str]:
    """That a row counts in another month from now on, because its own was closed without it; nothing where it stays."""
    if before == period:
        return []
    return [
        _("{number} counts in {month}: {closed} was closed without it.").format(
            number=number, month=show_period(period), closed=show_period(before)
        )
    ]
