"""Random employees: joiners, leavers and transfers, mostly on the edges of months."""

from __future__ import annotations

from datetime import date
from random import Random

from .facts import first_day, last_day
from .moments import DAY, pick, rare

SUPERVISOR = "S001"
MOST_PEOPLE = 6
MOST_TRANSFERS = 2

_ROLES = ("agent", "technician", "parts", "complaint_handler", "supervisor")
_PEOPLE_WITH_GIVEN_ROLES = ("agent", "technician")


def _edge_days(months: tuple[str, ...]) -> list[date]:
    days = []
    for month in months:
        first, last = first_day(month), last_day(month)
        days += [first, first + DAY, first + 14 * DAY, last - DAY, last]
    return days


def employee_rows(dice: Random, months: tuple[str, ...]) -> list[dict[str, str]]:
    """An agent, a technician and others; some join, leave or are transferred, mostly on edges of months."""
    first = date(2020, 1, 1)
    rows = [
        _employee_row(SUPERVISOR, "supervisor", "T1", supervisor="", joined=first, left=None, valid_from=None)
    ]
    days = _edge_days(months)
    count = dice.randint(2, MOST_PEOPLE)
    for at in range(count):
        number = f"E{at + 1:03d}"
        given = _PEOPLE_WITH_GIVEN_ROLES[at : at + 1]
        joined = dice.choice(days) if rare(dice, 5) else first
        left = dice.choice([day for day in days if day >= joined]) if rare(dice, 5) else None
        starts: list[date | None] = [joined if rare(dice, 4) else None]
        moves = [day for day in days if day > joined and (left is None or day <= left)]
        if moves and rare(dice, 4):
            starts += sorted(dice.sample(moves, min(len(moves), dice.randint(1, MOST_TRANSFERS))))
        for start in starts:
            role = given[0] if given and start is starts[0] else pick(dice, _ROLES)
            team = pick(dice, ("T1", "T2", "T3"))
            rows.append(
                _employee_row(
                    number, role, team, supervisor=SUPERVISOR, joined=joined, left=left, valid_from=start
                )
            )
    return rows


def _employee_row(
    number: str,
    role: str,
    team: str,
    *,
    supervisor: str,
    joined: date,
    left: date | None,
    valid_from: date | None,
) -> dict[str, str]:
    return {
        "employee_no": number,
        "name": f"员工{number}",
        "role": role,
        "team": team,
        "supervisor_no": supervisor,
        "joined_on": joined.isoformat(),
        "left_on": left.isoformat() if left else "",
        "valid_from": valid_from.isoformat() if valid_from else "",
    }
