"""Quick reads with the plain driver: one look-up, read-only, no SQLAlchemy (docs/architecture.md, *Start-up*).

The same answers as the services give; a test holds them together. Raises the failures of :mod:`csi_db.failures`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from csi_db import sqlite_only
from csi_db.failures import StoreDamaged, StoreFailure, StoreOlder, StoreUnreadable
from csi_db.named_rows import named
from csi_db.opening import check_path, check_revision, lies_still
from csi_tui.scoring.periods import Period


class QuickUser(NamedTuple):
    """The user of an account."""

    id: int
    name: str
    roles: frozenset[str]


class QuickSite(NamedTuple):
    """What the quick commands need of the site."""

    time_zone: str
    scheme_id: str


class QuickCard(NamedTuple):
    """A stored card with its month; ``window_ends_at``: how long its owner may appeal; None where nobody may."""

    period: Period
    state: str
    revision: int
    scheme_id: str
    scheme_version_id: int
    as_of: str
    body: str
    window_ends_at: str | None


class QuickComplaint(NamedTuple):
    """An open complaint; instants are the store's UTC texts."""

    complaint_no: str
    received_at: str
    customer_name: str | None
    customer_phone: str | None
    order_no: str | None
    handler: str | None
    category: str | None
    next_due_at: str
    contacted_at: str | None
    planned_at: str | None
    contact_due: str
    plan_due: str
    resolve_due: str
    provisional: int
    paused_until: str | None
    paused_time: int | None
    proposed_status: str | None


@contextmanager
def reading(
    path: Path, bring_up_to_date: Callable[[Path], None] | None = None
) -> Iterator[sqlite3.Connection]:
    """A read-only connection to a store of this version; an older one is brought up to date where that is given.

    Raises:
        StoreFailure: as :meth:`csi_db.store.Store.open`.
    """
    try:
        connection = _connect(path)
    except StoreOlder:
        if bring_up_to_date is None or lies_still(path):
            raise
        bring_up_to_date(path)
        connection = _connect(path)
    with closing(connection), _told(path):
        yield connection


def _connect(path: Path) -> sqlite3.Connection:
    check_path(path)
    try:
        connection = sqlite3.connect(
            sqlite_only.reading_uri(path, still=lies_still(path)),
            uri=True,
            timeout=sqlite_only.busy_timeout_ms() / 1000,
        )
    except sqlite3.Error as error:
        raise (sqlite_only.failure_of(error, str(path)) or StoreUnreadable(str(path))) from error
    try:
        with _told(path):
            check_revision(connection, path)
    except StoreFailure:
        connection.close()
        raise
    return connection


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn the driver's errors into store failures."""
    try:
        yield
    except sqlite3.Error as error:
        # The statements are ours: what does not fit them is the store.
        raise (sqlite_only.failure_of(error, str(path)) or StoreDamaged(str(path), str(error))) from error


def user_of(connection: sqlite3.Connection, account: str) -> QuickUser | None:
    """The active user of an operating-system account."""
    return _user(connection, "account", account)


def user_named(connection: sqlite3.Connection, name: str) -> QuickUser | None:
    """The active user of a name."""
    return _user(connection, "name", name)


def account_with_token(connection: sqlite3.Connection, digest: str) -> str | None:
    """The account of the active user who has the token of a digest."""
    row = connection.execute(
        "SELECT u.account FROM user_token t JOIN app_user u ON u.id = t.user_id WHERE t.digest = ? AND u.active",
        (digest,),
    ).fetchone()
    return row[0] if row is not None else None


def _user(connection: sqlite3.Connection, column: str, value: str) -> QuickUser | None:
    row = connection.execute(
        f"SELECT id, name FROM app_user WHERE {column} = ? AND active", (value,)
    ).fetchone()
    if row is None:
        return None
    roles = connection.execute("SELECT role FROM user_role WHERE user_id = ?", (row[0],))
    return QuickUser(row[0], row[1], frozenset(role for (role,) in roles))


def site(connection: sqlite3.Connection) -> QuickSite:
    """The site of the store."""
    return QuickSite(*connection.execute("SELECT time_zone, scheme_id FROM site").fetchone())


def others_withheld(
    connection: sqlite3.Connection, user_id: int, employee_id: int, roles: Collection[str]
) -> bool:
    """Whether the site lets a user without one of some roles read no more than the results of an employee."""
    found = connection.execute(
        "SELECT 1 FROM site WHERE others_withheld AND NOT EXISTS (SELECT 1 FROM user_role "
        "WHERE user_id = ?1 AND role IN (SELECT value FROM json_each(?3))) "
        "AND NOT EXISTS (SELECT 1 FROM app_user WHERE id = ?1 AND employee_id = ?2)",
        (user_id, employee_id, json.dumps(sorted(roles))),
    ).fetchone()
    return found is not None


def own_scheme(connection: sqlite3.Connection) -> str | None:
    """The text of the scheme that was chosen last, where it is one of the site's own."""
    found = connection.execute(
        "SELECT v.body FROM scheme_choice c LEFT JOIN scheme_version v ON v.id = c.scheme_version_id "
        "ORDER BY c.id DESC LIMIT 1"
    ).fetchone()
    return None if found is None else found[0]


def employees_like(connection: sqlite3.Connection, text: str) -> list[tuple[int, str, str]]:
    """The employee of that number, or those whose name contains the text: ``(id, number, name)``."""
    exact = connection.execute(
        "SELECT id, employee_no, name FROM employee WHERE employee_no = ?", (text,)
    ).fetchall()
    if exact or not text:
        return exact
    return connection.execute(
        "SELECT id, employee_no, name FROM employee WHERE instr(name, ?) > 0 ORDER BY employee_no", (text,)
    ).fetchall()


def employees_beginning(connection: sqlite3.Connection, text: str, most: int) -> list[tuple[str, str]]:
    """Employees whose number or name begins with a text, by number: ``(number, name)``, so many at most."""
    return connection.execute(
        "SELECT employee_no, name FROM employee WHERE substr(employee_no, 1, length(?1)) = ?1 "
        "OR substr(name, 1, length(?1)) = ?1 ORDER BY employee_no LIMIT ?2",
        (text, most),
    ).fetchall()


def first_period(connection: sqlite3.Connection) -> Period | None:
    """The first month with orders or with a state."""
    row = connection.execute(
        "SELECT MIN(period) FROM (SELECT MIN(period) AS period FROM work_order UNION ALL SELECT MIN(period) FROM month)"
    ).fetchone()
    return None if row is None else row[0]


def latest_period(connection: sqlite3.Connection) -> Period | None:
    """The latest month that has cards."""
    row = connection.execute("SELECT MAX(period) FROM month WHERE revision_id IS NOT NULL").fetchone()
    return None if row is None else row[0]


def card(connection: sqlite3.Connection, employee: int, period: Period, now: str) -> QuickCard | None:
    """An employee's stored card of a month; ``now``: as the store writes instants."""
    found = connection.execute(
        "SELECT m.period, m.state, r.number AS revision, v.scheme_id, v.id AS scheme_version_id, r.as_of, c.body, "
        "CASE WHEN m.state = 'published' OR m.state = 'frozen' "
        "AND (r.published_at IS NULL OR w.ends_at > ?) THEN w.ends_at END "
        "AS window_ends_at FROM month m "
        "JOIN month_revision r ON r.id = m.revision_id JOIN scheme_version v ON v.id = r.scheme_version_id "
        "JOIN card c ON c.revision_id = r.id "
        "LEFT JOIN card_window w ON w.revision_id = r.id AND w.employee_id = c.employee_id "
        "WHERE m.period = ? AND c.employee_id = ?",
        (now, period, employee),
    )
    return next(iter(named(found, QuickCard)), None)


def done_alone(connection: sqlite3.Connection, employee: int, period: Period) -> tuple[int, ...]:
    """The numbers of the acts that moved a figure of an employee's month without a second person, for want of one."""
    found = connection.execute(
        "SELECT id FROM waiting_act WHERE outcome = 'alone' AND period = ? AND employee_id = ? ORDER BY id",
        (period, employee),
    )
    return tuple(number for (number,) in found)


def scheme_body(connection: sqlite3.Connection, scheme_version_id: int) -> str:
    """The text of a scheme version."""
    row = connection.execute("SELECT body FROM scheme_version WHERE id = ?", (scheme_version_id,)).fetchone()
    return str(row[0])


def month_computed(connection: sqlite3.Connection, period: Period) -> bool:
    """Whether a month has cards at all."""
    row = connection.execute(
        "SELECT 1 FROM month WHERE period = ? AND revision_id IS NOT NULL", (period,)
    ).fetchone()
    return row is not None


def open_complaints(connection: sqlite3.Connection, due_before: str | None = None) -> list[QuickComplaint]:
    """Open complaints by next due time; only those due before an instant (the store's UTC text) where given."""
    rows = connection.execute(
        "SELECT c.complaint_no, c.received_at, c.customer_name, c.customer_phone, o.order_no, "
        "e.name AS handler, c.category, c.next_due_at, c.contacted_at, c.planned_at, "
        "c.contact_due, c.plan_due, c.resolve_due, c.provisional, c.paused_until, c.paused_time, c.proposed_status "
        "FROM complaint c LEFT JOIN employee e ON e.id = c.handler_id LEFT JOIN work_order o ON o.id = c.order_id "
        "WHERE c.next_due_at IS NOT NULL AND (?1 IS NULL OR c.next_due_at < ?1) ORDER BY c.next_due_at, c.id",
        (due_before,),
    )
    return named(rows, QuickComplaint)
