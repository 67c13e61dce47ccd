"""Who may confirm what somebody else does (docs/rules.md, rule 27), and what waits for that."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection

from csi_db import quick
from csi_db.audit_rows import settled
from csi_db.bulk import driver, rows_of
from csi_tui.scoring.periods import Period

_HANDS = """
    WITH RECURSIVE hand (id) AS (
        SELECT value FROM json_each(:roots)
        UNION
        SELECT u.id FROM hand h JOIN app_user u ON u.made_by_id = h.id
        UNION
        SELECT s.user_id FROM hand h JOIN user_secret s ON s.set_by_id = h.id
    )"""
"""Everybody whom some users entered, or gave a password last, or somebody whom these entered, and so on."""


def own_employees(connection: Connection, user_id: int, account: str) -> frozenset[int]:
    """The employees whom a user, and the user of the account that really runs the program, are linked to."""
    found = driver(connection).execute(
        "SELECT employee_id FROM app_user WHERE (id = ? OR account = ?) AND employee_id IS NOT NULL",
        (user_id, account),
    )
    return frozenset(key for (key,) in found)


def makers_employees(connection: Connection, user_id: int) -> frozenset[int]:
    """The employees whom those are linked to who entered a user, or set the user's password last: one person may
    well have both users. Of a user who is an employee, nobody: that is somebody else."""
    found = driver(connection).execute(
        "SELECT m.employee_id FROM app_user u LEFT JOIN user_secret s ON s.user_id = u.id "
        "JOIN app_user m ON m.id IN (u.made_by_id, s.set_by_id) "
        "WHERE u.id = ? AND m.id <> u.id AND u.employee_id IS NULL AND m.employee_id IS NOT NULL",
        (user_id,),
    )
    return frozenset(key for (key,) in found)


def employees_of(connection: Connection, user_id: int) -> frozenset[int]:
    """The employee whom a user is linked to."""
    found = driver(connection).execute(
        "SELECT employee_id FROM app_user WHERE id = ? AND employee_id IS NOT NULL", (user_id,)
    )
    return frozenset(key for (key,) in found)


def second_people(
    connection: Connection, user_id: int, account: str, roles: Collection[str], but_not: Collection[int]
) -> frozenset[int]:
    """The active users with one of the roles who are somebody else than a user, and not of that user's making.

    ``but_not``: employees whose users do not confirm, for it is a figure of their own as well; nor does who is of the
    making of these. Whom somebody entered who was entered by the user is of the user's making too, unless there is
    nobody else: of whoever made the store everybody is, in the end.
    """
    found = rows_of(
        connection,
        f"""{_HANDS}
        SELECT u.id, u.id IN (SELECT id FROM hand)
        FROM app_user u LEFT JOIN user_secret s ON s.user_id = u.id
        WHERE u.active AND u.id <> :user AND u.account IS NOT :account AND u.made_by_id IS NOT :user
        AND s.set_by_id IS NOT :user AND (u.account IS NOT NULL OR s.user_id IS NOT NULL)
        AND EXISTS (SELECT 1 FROM user_role r WHERE r.user_id = u.id
            AND r.role IN (SELECT value FROM json_each(:roles)))
        AND (u.employee_id IS NULL OR u.employee_id NOT IN (SELECT value FROM json_each(:but_not)))""",
        {
            "user": user_id,
            "account": account,
            "roots": json.dumps(_roots(connection, user_id, but_not)),
            "roles": json.dumps(sorted(roles)),
            "but_not": json.dumps(sorted(but_not)),
        },
    )
    others = frozenset(key for key, of_hand in found if not of_hand)
    return others or frozenset(key for key, _of_hand in found)


def _roots(connection: Connection, user_id: int, employees: Collection[int]) -> list[int]:
    """A user, and the users who are some employees."""
    linked = rows_of(
        connection,
        "SELECT id FROM app_user WHERE employee_id IN (SELECT value FROM json_each(:employees))",
        {"employees": json.dumps(sorted(employees))},
    )
    return sorted({user_id, *(key for (key,) in linked)})


def made_by(connection: Connection, user_id: int, maker: int) -> bool:
    """Whether a user was entered by another one, or has a password that the other one set last; or by somebody of
    whom that is true, and so on."""
    found = rows_of(
        connection,
        f"{_HANDS} SELECT 1 FROM hand WHERE id = :user AND id <> :maker LIMIT 1",
        {"roots": json.dumps([maker]), "user": user_id, "maker": maker},
    )
    return bool(found)


def waiting_on(connection: Connection, kind: str, subject: str) -> int | None:
    """The act of a kind that waits on a row already; None where none does."""
    found = rows_of(
        connection,
        "SELECT id FROM waiting_act WHERE outcome IS NULL AND kind = :kind AND subject = :subject LIMIT 1",
        {"kind": kind, "subject": subject},
    )
    return int(found[0][0]) if found else None


def proposed(connection: Connection) -> list[tuple[int, str, str]]:
    """Number and arguments of each act that waits, and the digest that its entry of the trail holds of these; not of
    those that were proposed before entries held one."""
    settled(connection)
    return rows_of(
        connection,
        "SELECT a.id, a.arguments, json_extract(e.told, '$.arguments') FROM "
        "(SELECT CASE WHEN json_valid(detail) THEN detail END AS told FROM audit_entry WHERE action = 'propose-act') e "
        "JOIN waiting_act a ON a.id = json_extract(e.told, '$.act') "
        "WHERE a.outcome IS NULL AND json_extract(e.told, '$.arguments') IS NOT NULL ORDER BY a.id",
    )


def waiting_of_import(connection: Connection, number: int) -> list[int]:
    """The numbers of the acts that wait to bring in rows of an import."""
    found = rows_of(
        connection,
        "SELECT id FROM waiting_act WHERE outcome IS NULL "
        "AND CASE WHEN json_valid(arguments) THEN json_extract(arguments, '$.of_import') END = :number ORDER BY id",
        {"number": number},
    )
    return [key for (key,) in found]


def done_alone(connection: Connection, period: int) -> list[tuple[int, int | None, str, str]]:
    """What was done in figures of a month without a second person, for want of one: number of the act, key of the
    employee, number of the row, and who did it."""
    return rows_of(
        connection,
        "SELECT a.id, a.employee_id, a.subject, u.name FROM waiting_act a JOIN app_user u ON u.id = a.user_id "
        "WHERE a.outcome = 'alone' AND a.period = :period ORDER BY a.id",
        {"period": period},
    )


def done_alone_on(connection: Connection, employee_id: int, period: Period) -> tuple[int, ...]:
    """The numbers of such acts in the figures of one employee."""
    return quick.done_alone(driver(connection), employee_id, period)


def waiting_in(connection: Connection, period: int) -> list[int]:
    """The numbers of the acts that wait and move a figure of a month."""
    found = rows_of(
        connection,
        "SELECT id FROM waiting_act WHERE outcome IS NULL AND period = :period ORDER BY id",
        {"period": period},
    )
    return [key for (key,) in found]


def alone_at_the_site(connection: Connection) -> tuple[int | None, int | None, int | None]:
    """What the site has decided of acts on own figures: minutes, percent, days; None: nothing."""
    ((minutes, share, days),) = rows_of(
        connection, "SELECT late_entry_minutes, handover_share, pause_days_alone FROM site"
    )
    return minutes, share, days
