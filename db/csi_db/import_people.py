"""The rows of people that imports brought: what they changed, and how it is put back."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver, insert_rows, rows_of
from csi_db.states import CLOSED

Values = Mapping[str, Any]


class Change(NamedTuple):
    """What an import changed at a row, as :class:`csi_db.models.ImportChange` keeps it."""

    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any]


class PersonRow(NamedTuple):
    """An assignment with its person, as the columns lie in the store."""

    assignment_id: int
    employee_id: int
    employee_no: str
    valid_from: str
    name: str
    joined_on: str
    left_on: str | None
    role: str
    team: str
    supervisor_id: int | None

    @property
    def employee(self) -> dict[str, Any]:
        """What a change keeps of the person."""
        return {"name": self.name, "joined_on": self.joined_on, "left_on": self.left_on}

    @property
    def assignment(self) -> dict[str, Any]:
        """What a change keeps of the assignment."""
        return {"role": self.role, "team": self.team, "supervisor_id": self.supervisor_id}


def keep_changes(connection: Connection, number: int, changes: Iterable[Change]) -> None:
    """Keep what an import changed."""
    insert_rows(
        connection,
        "import_change",
        ("import_id", "row_id", "before", "after"),
        (
            (number, one.row_id, None if one.before is None else _text(one.before), _text(one.after))
            for one in changes
        ),
    )


def changes_of(connection: Connection, number: int) -> list[Change]:
    """What an import changed and is not put back."""
    rows = rows_of(
        connection,
        "SELECT row_id, before, after FROM import_change WHERE import_id = :number ORDER BY row_id",
        {"number": number},
    )
    return [
        Change(key, None if before is None else json.loads(before), json.loads(after))
        for key, before, after in rows
    ]


def drop_changes(connection: Connection, number: int, keys: Iterable[int]) -> None:
    """What was put back is kept no more."""
    driver(connection).execute(
        "DELETE FROM import_change WHERE import_id = ? AND row_id IN (SELECT value FROM json_each(?))",
        (number, json.dumps(list(keys))),
    )


def changed_later(connection: Connection, kind: str, number: int) -> dict[int, int]:
    """Row → the import of the same kind, after this one, that changed it as well."""
    return dict(
        rows_of(
            connection,
            "SELECT c.row_id, MAX(c.import_id) FROM import_change c JOIN import_batch b ON b.id = c.import_id "
            "WHERE b.kind = :kind AND c.import_id > :number GROUP BY c.row_id",
            {"kind": kind, "number": number},
        )
    )


def person_rows(connection: Connection, keys: Collection[int]) -> dict[int, PersonRow]:
    """Assignment → how it and its person stand now."""
    rows = rows_of(
        connection,
        "SELECT a.id, e.id, e.employee_no, a.valid_from, e.name, e.joined_on, e.left_on, a.role, a.team, "
        "a.supervisor_id FROM assignment a JOIN employee e ON e.id = a.employee_id "
        "WHERE a.id IN (SELECT value FROM json_each(:keys))",
        {"keys": json.dumps(list(keys))},
    )
    return {row[0]: PersonRow._make(row) for row in rows}


def judged_months(connection: Connection) -> dict[int, int]:
    """Employee → the latest published or frozen month that has a card of theirs."""
    return dict(
        rows_of(
            connection,
            "SELECT p.employee_id, MAX(m.period) FROM month m "
            f"CROSS JOIN snapshot_person p ON p.revision_id = m.revision_id WHERE m.state IN {CLOSED} "
            "GROUP BY p.employee_id",
        )
    )


def supervisor_before(
    connection: Connection, employee_id: int, day: str, but_not: Collection[int]
) -> int | None:
    """Whom somebody reports to by what holds before a day; ``but_not``: assignments that are not asked."""
    found = rows_of(
        connection,
        "SELECT supervisor_id FROM assignment WHERE employee_id = :employee AND valid_from < :day "
        "AND id NOT IN (SELECT value FROM json_each(:but_not)) ORDER BY valid_from DESC LIMIT 1",
        {"employee": employee_id, "day": day, "but_not": json.dumps(list(but_not))},
    )
    supervisor: int | None = found[0][0] if found else None
    return supervisor


def rated_by(connection: Connection) -> dict[tuple[int, int], str]:
    """Employee and who rated them → the latest day of a rating that counts."""
    rows = rows_of(
        connection,
        "SELECT employee_id, rated_by_id, MAX(on_date) FROM rating WHERE withdrawn_at IS NULL "
        "GROUP BY employee_id, rated_by_id",
    )
    return {(employee, rater): day for employee, rater, day in rows}


def named_people(
    connection: Connection, employees: Collection[int], leaving: Collection[int]
) -> dict[int, str]:
    """Which of the employees any row names, and the table of one that does; not the assignments that leave."""
    found: dict[int, str] = {}
    values = {"people": json.dumps(list(employees)), "leaving": json.dumps(list(leaving))}
    for (name,) in rows_of(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        for reference in rows_of(connection, f'PRAGMA foreign_key_list("{name}")'):
            if reference[2] != "employee":
                continue
            stays = " AND c.id NOT IN (SELECT value FROM json_each(:leaving))" if name == "assignment" else ""
            sql = (
                f"SELECT DISTINCT c.{reference[3]} FROM {name} c "
                f"WHERE c.{reference[3]} IN (SELECT value FROM json_each(:people)){stays}"
            )
            given = values if stays else {"people": values["people"]}
            for (employee,) in rows_of(connection, sql, given):
                found.setdefault(employee, str(name))
    return found


def put_person(connection: Connection, employee_id: int, values: Values) -> None:
    """Put name and days of an employee back."""
    driver(connection).execute(
        "UPDATE employee SET name = :name, joined_on = :joined_on, left_on = :left_on WHERE id = :id",
        {**values, "id": employee_id},
    )


def put_assignment(connection: Connection, assignment_id: int, values: Values) -> None:
    """Put role, team and supervisor of an assignment back."""
    driver(connection).execute(
        "UPDATE assignment SET role = :role, team = :team, supervisor_id = :supervisor_id WHERE id = :id",
        {**values, "id": assignment_id},
    )


def take_out(connection: Connection, assignments: Collection[int], employees: Collection[int]) -> None:
    """Let assignments and employees go that nothing names."""
    own = driver(connection)
    own.execute(
        "DELETE FROM assignment WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(assignments)),),
    )
    own.execute(
        "DELETE FROM employee WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(employees)),)
    )


def _text(values: Values) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
