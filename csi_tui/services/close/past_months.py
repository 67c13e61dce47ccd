"""Past months brought in: each computed and frozen as of the 10th of the next one, marked as backfilled."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlmodel import Session, col, select

from csi_db import facts
from csi_db.models import Month, MonthRevision
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, default_cut_off, period_of_day, show_period
from csi_tui.services.close.guards import refuse_out_of_turn, refuse_provisional
from csi_tui.services.close.month_close import freeze_revision, refuse_closed
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.automatic_copies import copy_of
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.errors import UserError
from csi_tui.services.months.close_lock import closing
from csi_tui.services.months.compute import compute_live, cut_off_of
from csi_tui.services.months.revisions import id_of, keep
from csi_tui.services.months.status import MonthStatus, status_of
from csi_tui.services.schemes.in_force import SchemeText, named_scheme


def _nobody(status: MonthStatus) -> None:
    """Nobody waits for each month."""


def backfill(desk: Desk, period: Period, scheme_id: str | None = None) -> MonthStatus:
    """Compute and freeze one past month; see :func:`backfill_months`."""
    return backfill_months(desk, [period], scheme_id)[0]


def backfill_months(
    desk: Desk,
    periods: Sequence[Period],
    scheme_id: str | None = None,
    *,
    tell: Callable[[MonthStatus], None] = _nobody,
    progress: Progress = unheard,
    copy: bool = True,
) -> list[MonthStatus]:
    """Compute and freeze past months, each as of the 10th of the next and in a transaction of its own.

    They are marked as backfilled; ``tell`` hears of each, ``progress`` how many are done. The store is copied first,
    unless it is a new one. A month that is frozen already is left as it is, so that a broken-off backfill can simply be
    run again.

    Raises:
        UserError: a cut-off lies ahead, a month is published, or the store was in use in it already; those before it
            are frozen.
    """
    with closing(desk):
        done: list[MonthStatus] = []
        copied = not copy
        for number, period in enumerate(periods):
            progress(_("Closing past months"), number, len(periods))
            text = named_scheme(desk, scheme_id, period)
            as_of = default_cut_off(period, desk.site.zone)
            if as_of > clock.now():
                raise UserError(
                    _("{month} cannot be brought in before {cut_off}, its cut-off.").format(
                        month=show_period(period), cut_off=show_instant(as_of, desk.site.zone)
                    )
                )
            _refuse_in_use(desk, period)
            if not copied:
                copy_of(desk.store.path, "freeze")
                copied = True
            done.append(_backfill(desk, cut_off_of(text.scheme, period, as_of), text))
            tell(done[-1])
        return done


def _refuse_in_use(desk: Desk, period: Period) -> None:
    """Only what lies before the store is brought in as it was; of what was worked with here people are told first.

    A backfill has no window (seed 000 §8.3) and hears no appeal.
    """
    with desk.read() as session:
        month = session.get(Month, period)
        began = audit.first_at(session)
    if (month is not None and month.state == "frozen") or began is None:
        return
    day = began.astimezone(desk.site.zone).date()
    if period < period_of_day(day):
        return
    raise UserError(
        _(
            "{month} is not brought in: this store has been in use since {day}, so who is judged in it sees the cards "
            "first and may appeal. Compute and publish it, one month after the other, and freeze it after its window."
        ).format(month=show_period(period), day=day)
    )


def _backfill(desk: Desk, cut_off: facts.CutOff, text: SchemeText) -> MonthStatus:
    period = cut_off.period
    with desk.write() as session:
        month = session.get(Month, period)
        if month is not None and month.state == "frozen":
            return status_of(session, desk.site, period)
        refuse_closed(session, period)
        _refuse_published_once(session, period)
        revision = keep(session, desk, cut_off, text, compute_live(session, text.scheme, cut_off))
        refuse_out_of_turn(session, desk, revision)
        refuse_provisional(session, desk, revision)
        facts.keep_snapshot(session.connection(), id_of(revision))
        revision.backfilled = True
        freeze_revision(session, desk, session.get_one(Month, period), revision, clock.now())
        return status_of(session, desk.site, period)


def _refuse_published_once(session: Session, period: Period) -> None:
    """A backfill has no window and hears no appeal: not for a month that was published and reopened."""
    once = session.exec(
        select(MonthRevision.id).where(
            MonthRevision.period == period, col(MonthRevision.published_at).is_not(None)
        )
    ).first()
    if once is not None:
        raise UserError(
            _(
                "{month} was published and reopened. It is not brought in: publish it anew, so that its window runs "
                "and its appeals are heard, then freeze it."
            ).format(month=show_period(period))
        )
