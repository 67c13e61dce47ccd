"""How long the owner of a published card may appeal (seed 000 §8.3; issue 5, items 2 and 3)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from csi_db.bulk import insert_rows, stored
from csi_db.models import CardWindow, MonthRevision
from csi_tui.scoring.deadlines import add_working_days
from csi_tui.services import clock
from csi_tui.services.calendar import site_calendar
from csi_tui.services.desk import Desk
from csi_tui.services.revisions import id_of, stored_cards


def open_windows(session: Session, revision: MonthRevision, ends_at: datetime) -> int | None:
    """Open a window for each card of a revision that is being published, and set the month's, which is the last one.

    A card that is the one published before to the letter keeps its window; for every other one it begins anew. Answers
    how many differ; None where the month was not published before.
    """
    before = _published_before(session, revision)
    known = {} if before is None else {card[0]: card for card in stored_cards(session, id_of(before))}
    kept = {} if before is None else windows_of(session, id_of(before))
    session.flush()
    rows: list[tuple[int, datetime, bool]] = []
    for card in stored_cards(session, id_of(revision)):
        changed = known.get(card[0]) != card or card[0] not in kept
        rows.append((card[0], ends_at if changed else kept[card[0]], changed))
    insert_rows(
        session.connection(),
        "card_window",
        ("revision_id", "employee_id", "ends_at", "changed"),
        ((id_of(revision), employee, stored(ends), int(changed)) for employee, ends, changed in rows),
    )
    revision.window_ends_at = max((ends for _employee, ends, _changed in rows), default=ends_at)
    return None if before is None else sum(changed for _employee, _ends, changed in rows)


def windows_of(session: Session, revision_id: int) -> dict[int, datetime]:
    """Employee → the first instant after the window of the card."""
    rows = session.exec(select(CardWindow).where(CardWindow.revision_id == revision_id))
    return {row.employee_id: row.ends_at for row in rows}


def window_end(session: Session, desk: Desk, days: int) -> datetime:
    """The first instant after so many working days from tomorrow on (seed 000 §8.3), site-local."""
    zone = desk.site.zone
    last = add_working_days(clock.now().astimezone(zone).date(), days, site_calendar(session))
    return datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)


def days_left(desk: Desk, ends_at: datetime | None) -> int | None:
    """Working days after the present one in which a window still runs; None where there is none, or it is over."""
    zone = desk.site.zone
    now = clock.now()
    if ends_at is None or now >= ends_at:
        return None
    with desk.read() as session:
        calendar = site_calendar(session)
    day, last = now.astimezone(zone).date(), ends_at.astimezone(zone).date()
    return sum(calendar(day + timedelta(days=step)).working for step in range(1, (last - day).days))


def _published_before(session: Session, revision: MonthRevision) -> MonthRevision | None:
    return session.exec(
        select(MonthRevision)
        .where(
            MonthRevision.period == revision.period,
            MonthRevision.state == "published",
            col(MonthRevision.number) < revision.number,
        )
        .order_by(col(MonthRevision.number).desc())
    ).first()
