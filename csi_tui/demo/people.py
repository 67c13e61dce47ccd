"""The people of the sample department: who they are, when they are there, how well they do their work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from csi_tui.demo.columns import Row
from csi_tui.demo.dice import Dice
from csi_tui.demo.names import employee_name
from csi_tui.demo.timeline import Timeline

SMALLEST = 12
"""Fewer people than this cannot fill the five roles."""

SERVICE_CENTRE = "客服中心"
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Skill:
    """How well somebody works; of each figure only the person's role takes notice.

    Attributes:
        contact: an agent's usual minutes to the first contact.
        careless: of a thousand calls, those whose fault the agent notes down wrongly (wrong part, no repair).
        visit: a technician's usual minutes from the first contact to the door.
        unpunctual: of a thousand appointments, those that are missed.
        unsolved: of a thousand repairs, those that do not succeed.
        comebacks: how many repairs come back, in percent of the department's share.
        courtesy: of a thousand customers, those who are delighted rather than content.
        offence: of a thousand customers, those who are put off.
        parts_late, parts_wrong: of a thousand deliveries, those that come late, or are not the right ones.
        complaint_late: of a thousand complaints, those in which some limit is missed.
    """

    contact: int = 20
    careless: int = 15
    visit: int = 420
    unpunctual: int = 60
    unsolved: int = 35
    comebacks: int = 70
    courtesy: int = 500
    offence: int = 50
    parts_late: int = 60
    parts_wrong: int = 20
    complaint_late: int = 90


Change = Callable[[Skill, int, int], Skill]
"""From a skill, a calendar month (1-12) and the number of months served to the skill shown in that month."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """An employee of the sample department.

    Attributes:
        first_day, last_day: the days between which the person takes work; None: from before, without end.
        rest_day: the weekday off, 0-6.
        skills: one for each month of the timeline and one for the days after.
        on_call: is alone on call over long breaks, and lets things lie until work begins again.
    """

    no: str
    name: str
    role: str
    skills: tuple[Skill, ...]
    rest_day: int = 0
    first_day: int | None = None
    last_day: int | None = None
    on_call: bool = False

    def works(self, day: int, weekday: int) -> bool:
        """Tell whether the person takes new work on a day."""
        return weekday != self.rest_day and self.employed(day)

    def employed(self, day: int) -> bool:
        """Tell whether the person belongs to the department on a day."""
        return (self.first_day is None or self.first_day <= day) and (
            self.last_day is None or day <= self.last_day
        )


@dataclass(frozen=True, slots=True)
class Crew:
    """Who takes new work on one day."""

    agents: list[Person]
    technicians: list[Person]
    parts: list[Person]
    handlers: list[Person]


@dataclass(slots=True)
class Post:
    """A place in the department before anybody's months are filled in: what a story may change.

    Attributes:
        transfer: the day from which the person belongs to the second team given.
    """

    role: str
    team: str
    supervisor_no: str
    skill: Skill
    change: Change | None = None
    first_day: int | None = None
    last_day: int | None = None
    on_call: bool = False
    transfer: tuple[int, str, str] | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody, and their file rows: supervisors' first."""

    people: list[Person] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def crew(self, day: int, weekday: int) -> Crew:
        """Pick who works on a day; a role of which everybody rests has everybody employed."""
        chosen: dict[str, list[Person]] = {}
        for role in ("agent", "technician", "parts", "complaint_handler"):
            everybody = [person for person in self.people if person.role == role and person.employed(day)]
            chosen[role] = [person for person in everybody if person.works(day, weekday)] or everybody
        return Crew(chosen["agent"], chosen["technician"], chosen["parts"], chosen["complaint_handler"])

    def supervisors(self) -> list[Person]:
        """List the supervisors."""
        return [person for person in self.people if person.role == "supervisor"]


def posts_for(count: int, dice: Dice) -> list[Post]:
    """Lay out the posts of a department: role, team, supervisor, an ordinary skill. Supervisors first.

    Agents and complaint handlers sit in the service centre, the others in repair teams; 20 people make
    three teams in all.

    Raises:
        ValueError: there are fewer people than :data:`SMALLEST`.
    """
    if count < SMALLEST:
        raise ValueError(f"a department needs at least {SMALLEST} people")
    supervisors = max(2, count // 35)
    handlers = max(2, count // 10)
    parts = max(2, count * 8 // 100)
    agents = max(3, count // 4)
    technicians = count - supervisors - handlers - parts - agents
    repair_teams = max(2, count // 12)
    posts = [Post(role="supervisor", team=SERVICE_CENTRE, supervisor_no="", skill=Skill())]
    posts += [
        Post(role="supervisor", team=repair_team(place), supervisor_no="", skill=Skill())
        for place in range(1, supervisors)
    ]
    for role, number in (("agent", agents), ("complaint_handler", handlers)):
        posts += [
            Post(role=role, team=SERVICE_CENTRE, supervisor_no="S001", skill=_ordinary(dice))
            for _ in range(number)
        ]
    for role, number in (("technician", technicians), ("parts", parts)):
        for place in range(number):
            team = place % repair_teams
            posts.append(
                Post(
                    role=role,
                    team=repair_team(team),
                    supervisor_no=_leader(team, supervisors),
                    skill=_ordinary(dice),
                )
            )
    return posts


def repair_team(place: int) -> str:
    """Name a repair team by its place from 0."""
    return f"维修{_NUMERALS[place] if place < len(_NUMERALS) else place + 1}组"


def _leader(team: int, supervisors: int) -> str:
    """Number the supervisor of a repair team; the service centre's leads some of them as well."""
    return f"S{team % supervisors + 1:03d}"


def _ordinary(dice: Dice) -> Skill:
    """Draw a skill between the two ends: two thirds of each figure are a person's talent, one third is its own."""
    talent = dice.below(1001)

    def drawn(best: int, worst: int) -> int:
        return best + (worst - best) * (2 * talent + dice.below(1001)) // 3000

    return Skill(
        contact=drawn(12, 55),
        careless=drawn(5, 50),
        visit=drawn(240, 1200),
        unpunctual=drawn(10, 220),
        unsolved=drawn(2, 60),
        comebacks=drawn(20, 190),
        courtesy=drawn(900, 0),
        offence=drawn(10, 480),
        parts_late=drawn(35, 150),
        parts_wrong=drawn(8, 50),
        complaint_late=drawn(40, 160),
    )


def hire(posts: list[Post], timeline: Timeline, dice: Dice) -> Roster:
    """Fill the posts with people: numbers, names, days of employment, skills month by month."""
    roster = Roster()
    supervisors = employees = 0
    width = max(3, len(str(len(posts))))
    for index, post in enumerate(posts):
        if post.role == "supervisor":
            supervisors += 1
            number = f"S{supervisors:03d}"
        else:
            employees += 1
            number = f"E{employees:0{width}d}"
        person = Person(
            no=number,
            name=employee_name(index),
            role=post.role,
            skills=_by_month(post, timeline),
            rest_day=index % 7,
            first_day=post.first_day,
            last_day=post.last_day,
            on_call=post.on_call,
        )
        roster.people.append(person)
        roster.rows.extend(_file_rows(person, post, timeline, dice))
    return roster


def _by_month(post: Post, timeline: Timeline) -> tuple[Skill, ...]:
    if post.change is None:
        return (post.skill,) * (timeline.months + 1)
    joined = 0 if post.first_day is None else timeline.month_of[post.first_day]
    return tuple(
        post.change(post.skill, timeline.calendar_months[offset], max(0, offset - joined))
        for offset in range(timeline.months + 1)
    )


def _file_rows(person: Person, post: Post, timeline: Timeline, dice: Dice) -> list[Row]:
    before = timeline.date_of(0)
    if person.first_day is None:
        joined = date(before.year - dice.between(1, 7), dice.between(1, 12), dice.pick((1, 8, 15)))
    else:
        joined = timeline.date_of(person.first_day)
    row = {
        "employee_no": person.no,
        "name": person.name,
        "role": person.role,
        "team": post.team,
        "supervisor_no": post.supervisor_no,
        "joined_on": joined.isoformat(),
        "left_on": "" if person.last_day is None else timeline.date_of(person.last_day).isoformat(),
        "valid_from": "",
    }
    if post.transfer is None:
        return [row]
    day, team, supervisor_no = post.transfer
    moved = {"team": team, "supervisor_no": supervisor_no, "valid_from": timeline.date_of(day).isoformat()}
    return [row, row | moved]
