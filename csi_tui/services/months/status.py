"""Where a month stands, as a value for screens and commands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, func, not_, or_
from sqlmodel import Session, col, select

from csi_db.models import (
    Complaint,
    MeasureFigure,
    Month,
    MonthRevision,
    MonthStep,
    Rating,
    SchemeVersion,
    StoredCard,
    Survey,
    WorkOrder,
)
from csi_db.states import CLOSED_STATES, MONTH_STATES
from csi_tui.scoring.periods import (
    Period,
    default_cut_off,
    period_of,
    periods_between,
    previous_period,
    show_period,
)
from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk, SiteInfo
from csi_tui.services.months.revisions import worth_publishing


@dataclass(frozen=True, slots=True)
class MonthStatus:
    """A month's state; instants are aware and in the site's zone. ``revision`` is 0 while nothing is computed.

    ``reopened``: why the month was taken back to open, as long as it is. ``rules``: the version of the rules that it
    was computed by; None while nothing is. ``worth_publishing``: whether somebody is assessed, by a total or a place,
    or the month was published before.
    """

    period: Period
    state: str
    revision: int
    scheme_id: str | None = None
    as_of: datetime | None = None
    computed_at: datetime | None = None
    published_at: datetime | None = None
    window_ends_at: datetime | None = None
    frozen_at: datetime | None = None
    backfilled: bool = False
    cards: int = 0
    assessed: int = 0
    reopened: str = ""
    rules: int | None = None
    worth_publishing: bool = False

    def reached(self, state: str) -> bool:
        """Whether it is in this state or has gone beyond it."""
        return MONTH_STATES.index(self.state) >= MONTH_STATES.index(state)

    @property
    def closed(self) -> bool:
        """Whether it takes no new facts: published or frozen."""
        return self.state in CLOSED_STATES

    @property
    def appeals_until(self) -> datetime | None:
        """When the last window ends that a correction of the frozen month opened; None without one.

        Or the window that still runs, where the month was frozen by a clock that was ahead.
        """
        ends = self.window_ends_at
        if self.state != "frozen" or ends is None:
            return None
        return ends if self.published_at is None or clock.now() < ends else None

    @property
    def other_rules(self) -> int | None:
        """The version of the rules that its cards were computed by, where it is not the program's."""
        return None if self.rules == RULES_VERSION else self.rules

    @property
    def month(self) -> str:
        """The month as ``YYYY-MM``."""
        return show_period(self.period)

    def json(self) -> dict[str, object]:
        """The status as ``csi close status --json`` prints it; instants carry the site's offset."""

        def text(instant: datetime | None) -> str | None:
            return None if instant is None else instant.isoformat()

        return {
            "month": self.month,
            "state": self.state,
            "revision": self.revision,
            "scheme": self.scheme_id,
            "as_of": text(self.as_of),
            "computed_at": text(self.computed_at),
            "published_at": text(self.published_at),
            "window_ends_at": text(self.window_ends_at),
            "frozen_at": text(self.frozen_at),
            "backfilled": self.backfilled,
            "cards": self.cards,
            "assessed": self.assessed,
            "reopened": self.reopened or None,
            "rules": self.rules,
        }


def month_status(desk: Desk, period: Period) -> MonthStatus:
    """Where one month stands."""
    with desk.read() as session:
        return status_of(session, desk.site, period)


def all_months(desk: Desk) -> list[MonthStatus]:
    """Every month from the first recorded fact to the present one, oldest first."""
    with desk.read() as session:
        known = [
            period
            for model in (WorkOrder, Survey, Complaint, MeasureFigure, Rating, Month)
            # Each end by itself is one look into the index; both in one question would read all of it.
            for end in (func.min, func.max)
            if (period := session.exec(select(end(col(model.period)))).one()) is not None
        ]
        present = period_of(clock.now(), desk.site.zone)
        if not known:
            return [status_of(session, desk.site, present)]
        return [
            status_of(session, desk.site, period)
            for period in periods_between(min(known), max(present, *known))
        ]


def month_to_close(desk: Desk) -> Period:
    """The oldest month that is not frozen and holds anything; without one, the month before the present one."""
    with desk.read() as session:
        tables = (WorkOrder, Survey, Complaint, MeasureFigure, Rating)
        known = [
            period
            for model in tables
            for end in (func.min, func.max)
            if (period := session.exec(select(end(col(model.period)))).one()) is not None
        ]
        frozen = set(session.exec(select(Month.period).where(Month.state == "frozen")))
        for period in periods_between(min(known), max(known)) if known else ():
            if period not in frozen and any(
                session.exec(select(col(model.period)).where(col(model.period) == period).limit(1)).first()
                for model in tables
            ):
                return period
    return previous_period(period_of(clock.now(), desk.site.zone))


def latest_closable(desk: Desk) -> Period:
    """The latest month whose default cut-off has passed."""
    now = clock.now()
    period = period_of(now, desk.site.zone)
    while default_cut_off(period, desk.site.zone) > now:
        period = previous_period(period)
    return period


_BODY = col(StoredCard.body)
_ASSESSED = or_(
    col(StoredCard.total).is_not(None), and_(_BODY.contains('"place": '), not_(_BODY.contains('"score": "')))
)
"""A card with a total, or one of places alone (seed 001 §6); inside a text of the card the quotes would be escaped."""


def status_of(session: Session, site: SiteInfo, period: Period) -> MonthStatus:
    """The status of a month inside a unit of work."""
    month = session.get(Month, period)
    if month is None or month.revision_id is None:
        return MonthStatus(period=period, state="open" if month is None else month.state, revision=0)
    revision = session.get_one(MonthRevision, month.revision_id)
    version = session.get_one(SchemeVersion, revision.scheme_version_id)
    cards, assessed = session.exec(
        select(func.count(), func.count(case((_ASSESSED, 1)))).where(StoredCard.revision_id == revision.id)
    ).one()

    # What was published stays readable after a reopening; its window does not run on.
    public = month.state in CLOSED_STATES

    def local(instant: datetime | None) -> datetime | None:
        return None if instant is None else instant.astimezone(site.zone)

    return MonthStatus(
        period=period,
        state=month.state,
        revision=revision.number,
        scheme_id=version.scheme_id,
        as_of=local(revision.as_of),
        computed_at=local(revision.computed_at),
        published_at=local(revision.published_at) if public else None,
        window_ends_at=local(revision.window_ends_at) if public else None,
        frozen_at=local(revision.frozen_at),
        backfilled=revision.backfilled,
        cards=cards,
        assessed=assessed,
        reopened=_reopened_because(session, period) if month.state == "open" else "",
        rules=revision.rules_version,
        worth_publishing=assessed > 0 or worth_publishing(session, revision),
    )


def _reopened_because(session: Session, period: Period) -> str:
    return (
        session.exec(
            select(MonthStep.reason)
            .where(MonthStep.period == period, MonthStep.step == "reopened")
            .order_by(col(MonthStep.id).desc())
        ).first()
        or ""
    )
