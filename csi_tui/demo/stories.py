"""The stories of the sample department: whose work differs, from when on, and how. What they look like in the
figures is told in :mod:`csi_tui.demo.generator`."""

from __future__ import annotations

from dataclasses import replace

from csi_tui.demo import seasons
from csi_tui.demo.people import Post, Skill, repair_team
from csi_tui.demo.timeline import Timeline

# Which of a role's people, from 0.
FAST_AND_CARELESS = 1
NEWCOMER = 4
LATE_OVER_BREAKS = 1
REPAIRS_COME_BACK = 2
TRANSFERRED = 4
LEAVER = 6
LATE_IN_THE_PEAK = 1

_LEARNING = (
    Skill(contact=78, careless=110, courtesy=80, offence=300),
    Skill(contact=58, careless=85, courtesy=160, offence=230),
    Skill(contact=45, careless=65, courtesy=260, offence=170),
    Skill(contact=34, careless=45, courtesy=380, offence=110),
    Skill(contact=27, careless=30, courtesy=500, offence=70),
    Skill(contact=21, careless=20, courtesy=620, offence=40),
    Skill(contact=16, careless=12, courtesy=750, offence=20),
)
"""A newcomer's months, from the first to what stays."""


def _late_in_the_peak(skill: Skill, month: int, served: int) -> Skill:
    if month in seasons.PEAK_MONTHS:
        return replace(skill, parts_late=720, parts_wrong=180)
    return skill


def _learning(skill: Skill, month: int, served: int) -> Skill:
    return _LEARNING[min(served, len(_LEARNING) - 1)]


def cast(posts: list[Post], timeline: Timeline) -> None:
    """Give the stories their people: changes the posts in place."""
    by_role: dict[str, list[Post]] = {}
    for post in posts:
        by_role.setdefault(post.role, []).append(post)
    agents, technicians = by_role["agent"], by_role["technician"]

    careless = agents[FAST_AND_CARELESS]
    careless.skill = replace(careless.skill, contact=5, careless=420, courtesy=0, offence=680)

    newcomer = agents[min(NEWCOMER, len(agents) - 1)]
    newcomer.first_day = timeline.first_day(timeline.months * 5 // 12)
    newcomer.change = _learning

    on_call = by_role["complaint_handler"][LATE_OVER_BREAKS]
    on_call.on_call = True
    on_call.skill = replace(on_call.skill, complaint_late=20)

    comes_back = technicians[REPAIRS_COME_BACK]
    comes_back.skill = replace(comes_back.skill, comebacks=700, unsolved=70, courtesy=420)

    moved = technicians[min(TRANSFERRED, len(technicians) - 1)]
    day = timeline.first_day(timeline.months // 2) + 15
    place = 1 if moved.team == repair_team(0) else 0
    boss = next(post.supervisor_no for post in technicians if post.team == repair_team(place))
    moved.transfer = (day, repair_team(place), boss)

    if len(technicians) > LEAVER:
        leaver = technicians[LEAVER]
        leaver.last_day = timeline.first_day(min(timeline.months, timeline.months * 8 // 12 + 1)) - 1

    clerk = by_role["parts"][LATE_IN_THE_PEAK]
    clerk.change = _late_in_the_peak
