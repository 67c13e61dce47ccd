"""How long the owner of a published or corrected card may appeal (seed 000 §8.3; docs/rules.md, rule 34)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlmodel import Session, col, select

from csi_db.bulk import insert_rows, stored
from csi_db.models import CardWindow, Employee, Month, MonthRevision
from csi_db.states import CLOSED_STATES
from csi_tui.scoring.deadlines import add_working_days
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.revisions import id_of, shown, stored_cards
from csi_tui.services.schemes.in_force import scheme_now
from csi_tui.services.workdays.calendar import site_calendar


def open_windows(session: Session, revision: MonthRevision, ends_at: datetime) -> int | None:
    """Open a window for each card of a revision that is being published, and set the month's, which is the last one.

    A card that is the one published before to the letter keeps its window; for every other one it begins anew, and
    never ends before the one that was announced. Answers
    how many differ; None where the month was not published before.
    """
    before = _published_before(session, revision)
    known = {} if before is None else {card[0]: shown(card) for card in stored_cards(session, id_of(before))}
    kept = {} if before is None else windows_of(session, id_of(before))
    session.flush()
    rows: list[tuple[int, datetime, bool]] = []
    for card in stored_cards(session, id_of(revision)):
        changed = known.get(card[0]) != shown(card) or card[0] not in kept
        # Fewer days than the first time take nobody's announced days away.
        ends = max(ends_at, kept.get(card[0], ends_at)) if changed else kept[card[0]]
        rows.append((card[0], ends, changed))
    _insert(session, id_of(revision), rows)
    revision.window_ends_at = max((ends for _employee, ends, _changed in rows), default=ends_at)
    return None if before is None else sum(changed for _employee, _ends, changed in rows)


def open_after_correction(
    session: Session, revision: MonthRevision, before: MonthRevision, ends_at: datetime
) -> int:
    """Open a window for everybody whose card a correction changed, and nobody else; answers how many they are.

    Who has no card any more has one too. A window that an earlier correction opened, and that still runs, runs on.
    """
    now, key = clock.now(), id_of(revision)
    session.flush()
    was, is_now = (
        {card[0]: shown(card) for card in stored_cards(session, one)} for one in (id_of(before), key)
    )
    kept = windows_of(session, id_of(before)) if is_heard(before) else {}
    rows: list[tuple[int, datetime, bool]] = []
    for employee in sorted(was.keys() | is_now.keys()):
        running = kept.get(employee, now)
        if was.get(employee) != is_now.get(employee):
            rows.append((employee, max(ends_at, running), True))
        elif running > now:
            rows.append((employee, running, False))
    _insert(session, key, rows)
    if rows:
        revision.window_ends_at = max(ends for _employee, ends, _changed in rows)
    return sum(changed for _employee, _ends, changed in rows)


def is_heard(revision: MonthRevision) -> bool:
    """Whether somebody may appeal against a frozen revision.

    A correction, which never was published itself; or one that was frozen by a clock that was ahead, while its window
    still runs (docs/rules.md, rule 35).
    """
    ends = revision.window_ends_at
    return (
        revision.state == "frozen"
        and ends is not None
        and (revision.published_at is None or clock.now() < ends)
    )


def _insert(session: Session, revision_id: int, rows: Iterable[tuple[int, datetime, bool]]) -> None:
    insert_rows(
        session.connection(),
        "card_window",
        ("revision_id", "employee_id", "ends_at", "changed"),
        ((revision_id, employee, stored(ends), int(changed)) for employee, ends, changed in rows),
    )


def windows_of(session: Session, revision_id: int) -> dict[int, datetime]:
    """Employee → the first instant after the window of the card."""
    rows = session.exec(select(CardWindow).where(CardWindow.revision_id == revision_id))
    return {row.employee_id: row.ends_at for row in rows}


def newly_published(desk: Desk, period: Period) -> list[str]:
    """Numbers of the employees whose card differs from the one that was published, or frozen, before.

    None the first time, and none of a frozen month that no correction opened a window for.
    """
    with desk.read() as session:
        month = session.get(Month, period)
        if month is None or month.state not in CLOSED_STATES or month.revision_id is None:
            return []
        revision = session.get_one(MonthRevision, month.revision_id)
        if not is_heard(revision) and (
            month.state == "frozen" or _published_before(session, revision) is None
        ):
            return []
        return list(
            session.exec(
                select(Employee.employee_no)
                .join(CardWindow, col(CardWindow.employee_id) == col(Employee.id))
                .where(CardWindow.revision_id == month.revision_id, col(CardWindow.changed))
                .order_by(Employee.employee_no)
            )
        )


def changed_last(session: Session, period: Period, employee_id: int) -> int:
    """The number of the revision in which an employee's published card of a month became what it is; 0 for none."""
    found = session.exec(
        select(MonthRevision.number)
        .join(CardWindow, col(CardWindow.revision_id) == col(MonthRevision.id))
        .where(MonthRevision.period == period, CardWindow.employee_id == employee_id, col(CardWindow.changed))
        .order_by(col(MonthRevision.number).desc())
    ).first()
    return found or 0


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


@dataclass(frozen=True, slots=True)
class Window:
    """The publication window that publishing now would open; ``ends_at`` is site-local and the first instant after."""

    days: int
    ends_at: datetime


def publication_window(desk: Desk) -> Window:
    """What publishing now would open (seed 000 §8.3)."""
    days = scheme_now(desk).scheme.publication_days
    with desk.read() as session:
        return Window(days, window_end(session, desk, days))
