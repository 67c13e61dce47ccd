"""What home shows, read with the plain driver: no SQLAlchemy, so that it can be painted before that is loaded
(docs/architecture.md, *Start-up*).

Instants are the store's UTC texts. A connection is one of :func:`csi_db.quick.reading`.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from csi_db.named_rows import named
from csi_db.states import CLOSED
from csi_tui.scoring.periods import BEFORE_ALL, Period, show_period


class QuickSchemeChoice(NamedTuple):
    """From a month on a scheme holds; ``body``: its text, where it is the site's own."""

    period: Period
    scheme_id: str
    body: str | None


class QuickDue(NamedTuple):
    """An open complaint, as its clock and its line need it."""

    complaint_no: str
    received_at: str
    handler: str | None
    next_due_at: str
    contacted_at: str | None
    planned_at: str | None
    contact_due: str
    plan_due: str
    provisional: int
    paused_until: str | None
    paused_time: int | None
    proposed_status: str | None


class QuickOrder(NamedTuple):
    """An unfinished order."""

    order_no: str
    received_at: str
    customer_name: str | None
    product: str | None
    technician: str | None


class QuickMonth(NamedTuple):
    """A month that has a state; ``revision_id`` is None while nothing is computed."""

    period: Period
    state: str
    revision_id: int | None
    as_of: str | None
    published_at: str | None
    window_ends_at: str | None


class QuickPublished(NamedTuple):
    """The latest month that is published; ``first_published_at`` is None for one that was brought in as it was."""

    period: Period
    revision_id: int
    first_published_at: str | None


class QuickProposal(NamedTuple):
    """A proposal that waits, and who made it."""

    complaint_no: str
    status: str
    reason: str
    proposed_by: str
    user_id: int
    account: str


def signed_in(connection: sqlite3.Connection) -> bool:
    """Whether anybody has a password, so that people sign in."""
    return connection.execute("SELECT 1 FROM user_secret LIMIT 1").fetchone() is not None


def site_name(connection: sqlite3.Connection) -> str:
    """What the site is called."""
    return str(connection.execute("SELECT name FROM site").fetchone()[0])


def newest_entry(connection: sqlite3.Connection) -> str | None:
    """When the newest audit entry was made."""
    row = connection.execute("SELECT at FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone()
    return None if row is None else row[0]


def appeals_stand(connection: sqlite3.Connection, now: str) -> bool:
    """Whether somebody may have to do something about an appeal: whose, hangs on people, and is not asked here."""
    row = connection.execute(
        "SELECT 1 FROM appeal a LEFT JOIN month m ON m.period = a.period "
        "WHERE a.state IN ('first', 'second', 'carried') OR (a.state = 'answered' AND a.due_at > ?) "
        "OR (m.state IS NOT 'frozen' AND EXISTS (SELECT 1 FROM appeal_step s WHERE s.appeal_id = a.id "
        "AND s.outcome IN ('upheld', 'partly'))) LIMIT 1",
        (now,),
    ).fetchone()
    return row is not None


def acts_wait(connection: sqlite3.Connection) -> bool:
    """Whether anything waits for a second person: whose that is hangs on people, and is not asked here."""
    found = connection.execute("SELECT 1 FROM waiting_act WHERE outcome IS NULL LIMIT 1")
    return found.fetchone() is not None


def scheme_choices(connection: sqlite3.Connection) -> list[QuickSchemeChoice]:
    """The schemes that were chosen, in the order of the choices; first of all what held before any choice."""
    rows = connection.execute(
        "SELECT c.from_period, c.scheme_id, v.body, c.before FROM scheme_choice c "
        "LEFT JOIN scheme_version v ON v.id = c.scheme_version_id ORDER BY c.id"
    ).fetchall()
    first = rows[0][3] if rows else connection.execute("SELECT scheme_id FROM site").fetchone()[0]
    return [
        QuickSchemeChoice(BEFORE_ALL, first, None),
        *(QuickSchemeChoice(period, scheme, body) for period, scheme, body, _before in rows),
    ]


def due_first(connection: sqlite3.Connection, most: int) -> list[QuickDue]:
    """So many open complaints, by next due time."""
    rows = connection.execute(
        "SELECT c.complaint_no, c.received_at, e.name AS handler, c.next_due_at, c.contacted_at, c.planned_at, "
        "c.contact_due, c.plan_due, c.provisional, c.paused_until, c.paused_time, c.proposed_status "
        "FROM complaint c LEFT JOIN employee e ON e.id = c.handler_id "
        "WHERE c.next_due_at IS NOT NULL ORDER BY c.next_due_at, c.id LIMIT ?",
        (most,),
    )
    return named(rows, QuickDue)


def unfinished_orders(connection: sqlite3.Connection, most: int) -> list[QuickOrder]:
    """So many unfinished orders, the latest received first."""
    rows = connection.execute(
        "SELECT o.order_no, o.received_at, o.customer_name, o.product, e.name AS technician "
        "FROM work_order o LEFT JOIN employee e ON e.id = o.technician_id "
        "WHERE o.completed_at IS NULL AND (o.outcome IS NULL OR o.outcome <> 'cancelled') "
        "ORDER BY o.received_at DESC, o.id DESC LIMIT ?",
        (most,),
    )
    return named(rows, QuickOrder)


def count_unfinished(connection: sqlite3.Connection, most: int) -> int:
    """How many orders are unfinished, counted up to ``most``."""
    (count,) = connection.execute(
        "SELECT COUNT(*) FROM (SELECT 1 FROM work_order "
        "WHERE completed_at IS NULL AND (outcome IS NULL OR outcome <> 'cancelled') LIMIT ?)",
        (most,),
    ).fetchone()
    return int(count)


def known_periods(connection: sqlite3.Connection) -> list[Period]:
    """The first and the last month of every table that has months."""
    found = []
    for table in ("work_order", "survey", "complaint", "measure_figure", "rating", "month"):
        # Each end by itself is one look into the index; both in one question would read all of it.
        for end in ("MIN", "MAX"):
            (period,) = connection.execute(f"SELECT {end}(period) FROM {table}").fetchone()
            if period is not None:
                found.append(Period(period))
    return found


def months(connection: sqlite3.Connection) -> dict[Period, QuickMonth]:
    """Every month that has a state."""
    rows = connection.execute(
        "SELECT m.period, m.state, m.revision_id, r.as_of, r.published_at, r.window_ends_at FROM month m "
        "LEFT JOIN month_revision r ON r.id = m.revision_id"
    )
    return {month.period: month for month in named(rows, QuickMonth)}


def has_totals(connection: sqlite3.Connection, revision_id: int) -> bool:
    """Whether any card of a revision has a total."""
    row = connection.execute(
        "SELECT 1 FROM card WHERE revision_id = ? AND total IS NOT NULL LIMIT 1", (revision_id,)
    ).fetchone()
    return row is not None


def latest_published(connection: sqlite3.Connection) -> QuickPublished | None:
    """The latest month that is published or frozen."""
    rows = connection.execute(
        "SELECT m.period, m.revision_id, (SELECT MIN(at) FROM month_step s WHERE s.period = m.period "
        "AND s.step = 'published') AS first_published_at FROM month m "
        f"WHERE m.state IN {CLOSED} AND m.revision_id IS NOT NULL ORDER BY m.period DESC LIMIT 1"
    )
    return next(iter(named(rows, QuickPublished)), None)


def talks_left(
    connection: sqlite3.Connection, month: QuickPublished, user_id: int, today: str, *, everybody: bool
) -> int:
    """With how many people with a total nobody has talked about a month, of those whose supervisor a user is today."""
    (count,) = connection.execute(
        "SELECT COUNT(*) FROM card c WHERE c.revision_id = :revision AND c.total IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM talk t WHERE t.employee_id = c.employee_id AND t.span = :span AND NOT EXISTS "
        "(SELECT 1 FROM talk_line l WHERE l.talk_id = t.id AND l.kind = 'taken-back')) AND (:everybody OR "
        # The last assignment up to today; before the first one, the first.
        "(SELECT a.supervisor_id FROM assignment a WHERE a.employee_id = c.employee_id "
        "ORDER BY a.valid_from > :today, "
        "julianday(a.valid_from) * CASE WHEN a.valid_from > :today THEN 1 ELSE -1 END LIMIT 1) "
        "= (SELECT employee_id FROM app_user WHERE id = :user))",
        {
            "revision": month.revision_id,
            "span": show_period(month.period),
            "everybody": everybody,
            "today": today,
            "user": user_id,
        },
    ).fetchone()
    return int(count)


def proposals(connection: sqlite3.Connection) -> list[QuickProposal]:
    """The proposals that wait for a second person, oldest first."""
    rows = connection.execute(
        "SELECT c.complaint_no, v.status, v.reason, u.name AS proposed_by, v.user_id, v.account "
        "FROM validity_step v JOIN complaint c ON c.id = v.complaint_id JOIN app_user u ON u.id = v.user_id "
        "WHERE v.step = 'proposed' AND NOT EXISTS (SELECT 1 FROM validity_step l "
        "WHERE l.complaint_id = v.complaint_id AND l.id > v.id) ORDER BY v.id"
    )
    return named(rows, QuickProposal)


def provisional_years(connection: sqlite3.Connection) -> dict[int, int]:
    """Years that due times of valid complaints rest on and nobody announced → how many do."""
    years = connection.execute(
        "WITH newest AS (SELECT MAX(id) AS id FROM calendar_version) "
        "SELECT year FROM calendar_year, newest WHERE from_version_id <= newest.id "
        "AND (until_version_id IS NULL OR until_version_id > newest.id)"
    )
    known = {year for (year,) in years}
    spans = connection.execute(
        "SELECT CAST(substr(received_at, 1, 4) AS INTEGER), CAST(substr(resolve_due, 1, 4) AS INTEGER), COUNT(*) "
        "FROM complaint WHERE status = 'valid' AND provisional = 1 GROUP BY 1, 2"
    )
    found: dict[int, int] = {}
    for first, last, count in spans:
        for year in range(first, last + 1):
            if year not in known:
                found[year] = found.get(year, 0) + count
    return dict(sorted(found.items()))
