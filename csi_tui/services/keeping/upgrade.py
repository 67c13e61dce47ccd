"""A store of an older version of the program, brought up to date by whoever opens it first (design.md, *Data*)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlmodel import Session, col, select

from csi_db import seals
from csi_db.kept import all_kept
from csi_db.models import MonthRevision
from csi_db.store import Store
from csi_tui.scoring.periods import show_period
from csi_tui.services.calendar.changes import MOST_NAMED, first_calendar
from csi_tui.services.complaints.recomputed_due_times import compute_pauses_anew, recompute
from csi_tui.services.desk import audit
from csi_tui.services.desk.automatic_copies import copy_of
from csi_tui.services.desk.desk import SiteInfo, desk_at, read_site
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.proof.certificates import chain


def bring_up_to_date(path: Path, *, copy: bool = True) -> None:
    """Copy the store, then migrate it in one transaction that also says so in the audit trail.

    Raises:
        NotPermitted: the running account is no user of the store.
        StoreUnavailable: the store or its folder cannot be written, or the disk is full.
    """
    with told_to_the_user():
        desk = desk_at(Store(path), older=True)
        try:
            before = desk.store.revision()
            if copy:
                copy_of(path, "migrate")
            with desk.write() as session:
                # Another process may have been first.
                if desk.store.revision() == before:
                    desk.store.bring_up_to_date(session)
                    if before in BEFORE_CALENDAR_ROWS:
                        _take_in_the_calendar(session, desk.actor.user_id)
                    if before in BEFORE_CERTIFICATES:
                        _certify(session, desk.site)
                    kept = all_kept(session.connection()) if before in BEFORE_KEPT_ROWS else ()
                    detail: dict[str, object] = {"from": before, "seals": _seals(session)}
                    if before in BEFORE_FULL_DAYS:
                        here = replace(desk, site=read_site(session, path))
                        moved = [*compute_pauses_anew(session, here), *recompute(session, here)]
                        detail["due_times"] = [one.json() for one in moved[:MOST_NAMED]]
                    audit.record(session, desk, "migrate", "store", detail, kept=kept)
        finally:
            desk.close()


BEFORE_CALENDAR_ROWS = ("0001", "0002")
"""Revisions of the store in which the official calendar was the installed package's alone."""


BEFORE_CERTIFICATES = ("0001", "0002", "0003")
"""Revisions of the store in which a frozen month had no certificate."""


BEFORE_KEPT_ROWS = (*BEFORE_CERTIFICATES, "0004", "0005")
"""Revisions of the store in which the audit trail held no digest of what was done to a month."""


BEFORE_FULL_DAYS = (*BEFORE_KEPT_ROWS, "0006", "0007", "0008")
"""Revisions of the store in which a pause of minutes gave a working day back, and holidays by statute were working days
where a year had no notice (domain.md rules 22 and 24)."""


def _certify(session: Session, site: SiteInfo) -> None:
    """Give the months that were frozen before there were certificates theirs, in their order."""
    frozen = session.exec(
        select(MonthRevision)
        .where(MonthRevision.state == "frozen")
        .order_by(col(MonthRevision.period), col(MonthRevision.number))
    ).all()
    for revision in frozen:
        chain(session, site, revision)


def _take_in_the_calendar(session: Session, user_id: int) -> None:
    """Keep the official calendar, by which every due time so far was computed, as the store's own rows."""
    version = first_calendar(session, user_id)
    session.connection().exec_driver_sql("UPDATE complaint SET calendar_version_id = ?", (version,))


def _seals(session: Session) -> dict[str, str | None]:
    """The seals of the months that were frozen before there were any."""
    frozen = session.exec(
        select(MonthRevision.id, MonthRevision.period, MonthRevision.number)
        .where(MonthRevision.state == "frozen")
        .order_by(col(MonthRevision.period), col(MonthRevision.number))
    )
    return {
        f"{show_period(period)}/{number}": seals.digest_of(session.connection(), key or 0)
        for key, period, number in frozen
    }
