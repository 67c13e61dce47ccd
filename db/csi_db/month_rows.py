"""Where the months stand, as it lies in the store: a value that was tampered with may not be its column's."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver, rows_of
from csi_db.named_rows import named
from csi_db.states import CLOSED
from csi_tui.scoring.periods import Period


class ShownRevision(NamedTuple):
    """A month and the revision that it shows; all but ``state`` None where that is not there."""

    state: Any
    id: Any
    number: Any
    revision_state: Any
    revision_period: Any


class RevisionRow(NamedTuple):
    """A revision by its month and number, with its key."""

    period: Period
    number: int
    id: int


class RulesRow(NamedTuple):
    """A revision by its month and number, and the version of the rules that it was computed by."""

    period: Period
    number: int
    rules_version: int


class LastStep(NamedTuple):
    """The last step of a month beside what the month is now; instants are the store's UTC texts.

    ``windows_end_at``: the latest end of the windows of the shown revision's cards.
    """

    period: Period
    step: str
    step_revision_id: int | None
    state: str
    revision_id: int | None
    published_at: str | None
    window_ends_at: str | None
    windows_end_at: str | None
    at: str


_COMPUTED = ("result", "card", "snapshot_person", "snapshot_adjustment", "team_result", "team_card")
"""Tables that hold what came of a computation; the rows that it counted are kept when it is published."""


def closed_periods(connection: Connection) -> frozenset[Period]:
    """Months that take no new facts: published or frozen."""
    return frozenset(
        period for (period,) in rows_of(connection, f"SELECT period FROM month WHERE state IN {CLOSED}")
    )


def frozen_periods(connection: Connection) -> list[Period]:
    """Frozen months, in their order."""
    sql = "SELECT period FROM month WHERE state = 'frozen' ORDER BY period"
    return [period for (period,) in rows_of(connection, sql)]


def shown_revision(connection: Connection, period: Period) -> ShownRevision | None:
    """A month with the revision that it shows; None where there is no such month."""
    sql = (
        "SELECT m.state, r.id, r.number, r.state AS revision_state, r.period AS revision_period FROM month m "
        "LEFT JOIN month_revision r ON r.id = m.revision_id WHERE m.period = ?"
    )
    found = named(driver(connection).execute(sql, (period,)), ShownRevision)
    return found[0] if found else None


def frozen_revisions(connection: Connection, period: Period) -> dict[int, int]:
    """Number of each frozen revision of a month → its key, in their order."""
    sql = "SELECT number, id FROM month_revision WHERE period = :period AND state = 'frozen' ORDER BY number"
    return dict(rows_of(connection, sql, {"period": period}))


def results(connection: Connection, revision_id: int) -> list[tuple[int, str, int, int, int]]:
    """The stored results of a revision: employee, measure, numerator, denominator, n."""
    sql = "SELECT employee_id, measure, numerator, denominator, n FROM result WHERE revision_id = :revision"
    return rows_of(connection, sql, {"revision": revision_id})


def only_computed(connection: Connection) -> list[RevisionRow]:
    """Revisions of months that are computed and not published, by month."""
    sql = (
        "SELECT m.period, r.number, r.id FROM month m JOIN month_revision r ON r.id = m.revision_id "
        "WHERE m.state = 'computed' ORDER BY m.period"
    )
    return [RevisionRow(*row) for row in rows_of(connection, sql)]


def closed_by_other_rules(connection: Connection, own: int) -> list[RulesRow]:
    """Published and frozen revisions that were computed by another version of the rules than ``own``."""
    sql = (
        "SELECT period, number, rules_version FROM month_revision "
        f"WHERE state IN {CLOSED} AND rules_version <> :own ORDER BY period, number"
    )
    return [RulesRow(*row) for row in rows_of(connection, sql, {"own": own})]


def last_steps(connection: Connection) -> list[LastStep]:
    """The last step of every month that has one, by month."""
    sql = """
        SELECT s.period, s.step, s.revision_id AS step_revision_id, COALESCE(m.state, 'open') AS state,
            m.revision_id, r.published_at, r.window_ends_at,
            (SELECT MAX(w.ends_at) FROM card_window w WHERE w.revision_id = r.id) AS windows_end_at, s.at
        FROM month_step s LEFT JOIN month m ON m.period = s.period
        LEFT JOIN month_revision r ON r.id = m.revision_id
        WHERE s.id = (SELECT MAX(id) FROM month_step l WHERE l.period = s.period) ORDER BY s.period"""
    return named(driver(connection).execute(sql), LastStep)


def with_other_windows(connection: Connection) -> list[tuple[int, int]]:
    """Published revisions and corrections whose window does not end with the last one of their cards: month, number."""
    sql = """
        SELECT r.period, r.number FROM month_revision r
        WHERE (r.state = 'published' OR r.state = 'frozen' AND r.published_at IS NULL) AND r.window_ends_at IS NOT
            (SELECT MAX(w.ends_at) FROM card_window w WHERE w.revision_id = r.id)
            AND EXISTS (SELECT 1 FROM card_window w WHERE w.revision_id = r.id) ORDER BY 1, 2"""
    return [(period, number) for period, number in rows_of(connection, sql)]


def drop_computation(connection: Connection, revision_id: int) -> None:
    """Take out what came of a revision's computation, for another one takes its place."""
    own = driver(connection)
    for table in _COMPUTED:
        own.execute(f"DELETE FROM {table} WHERE revision_id = ?", (revision_id,))
