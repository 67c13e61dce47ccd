"""Files that should have come for a month and did not (docs/rules.md, rule 30)."""

from __future__ import annotations

from sqlmodel import Session

from csi_db.missing_feeds import Feed, newest_month
from csi_db.missing_feeds import missing_feeds as missing_in
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.month_names import last_months
from csi_tui.services.tabular.remarks import Remark

FEEDS_BEFORE = 3
"""Months before that are looked at for a feed that is missing."""


def missing_feeds(session: Session, period: Period, kind: str = "") -> list[Feed]:
    """The senders, of a kind where one is named, that sent for each of the months before and not for this one."""
    found = missing_in(session.connection(), last_months(period, FEEDS_BEFORE + 1)[:-1], period)
    return [one for one in found if not kind or one.kind == kind]


def still_missing(session: Session, kind: str) -> list[Remark]:
    """After an import: what has not come yet of its kind, for the month of its last row. Nothing is wrong with that."""
    month = newest_month(session.connection(), kind)
    found = [] if month is None else missing_feeds(session, Period(month), kind)
    if month is None or not found:
        return []
    text = _("Came for each of the three months before, and not yet for {month}: {files}.").format(
        month=show_period(Period(month)), files=_("; ").join(map(feed_text, found))
    )
    return [Remark("feed-missing", text, finding=False)]


def feed_text(feed: Feed) -> str:
    """A feed by its kind and the last file of it."""
    return _("{kind}, last {file} (import {number})").format(
        kind=feed.kind, file=feed.file_name, number=feed.last
    )
