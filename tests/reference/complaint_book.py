"""Complaints as a plain book of what happened to them, judged by plain loops: the second implementation of the clock.

Nothing here reads the product. Every question goes through all that was noted, day by day or event by event. Sources:
docs/scoring.md §5 ("A complaint"), docs/rules.md, rules 2, 3, 7, 8, 17, 20 and 22, and docs/decisions/0015 to 0018 for
what these leave open (that nothing becomes late by a change of the calendar).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .facts import next_month
from .workdays import is_working_day

KINDS = ("contacted", "planned", "resolved")
WORKING_DAYS = 7
REOPEN_DAYS = 30
LAST_KNOWN_YEAR = 2026


@dataclass
class Entry:
    """One milestone as somebody noted it: `None` says that it did not happen after all."""

    kind: str
    happened: datetime | None


@dataclass
class Stop:
    """The clock stood still from `start` to `end`; `end` is the limit until somebody ends it."""

    start: datetime
    end: datetime
    reason: str


@dataclass
class Held:
    """Somebody holds the complaint from an instant on."""

    who: str
    since: datetime


@dataclass
class Round:
    """One round of a complaint: everything that was noted, and the limit for the resolution as it stands."""

    number: str
    received: datetime
    resolve_due: datetime
    provisional: bool
    held: list[Held] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    valid: bool = True
    proposed: bool | None = None
    """Whether it is proposed as valid or as invalid; `None`: nothing waits."""
    next: Round | None = None
    month: str = ""
    """The month it counts in."""
    judged: bool = False
    """Whether a published or frozen month has counted it."""
    judged_as_of: datetime | None = None
    own_days: dict[date, bool] = field(default_factory=dict)
    """The site's own days, as they were when its limit was counted last."""

    def at(self, kind: str) -> datetime | None:
        """What was noted last about a milestone."""
        last = None
        for entry in self.entries:
            if entry.kind == kind:
                last = entry.happened
        return last

    def running_stop(self, now: datetime) -> Stop | None:
        for stop in self.stops:
            if stop.end > now:
                return stop
        return None

    def left(self, reason: str, days: int) -> timedelta:
        """What is left of the days that it may stand still for a reason, in all."""
        left = timedelta(days=days)
        for stop in self.stops:
            if stop.reason == reason:
                left -= stop.end - stop.start
        return left

    @property
    def contact_due(self) -> datetime:
        return self.received + timedelta(hours=24)

    @property
    def plan_due(self) -> datetime:
        """48 hours in which the clock ran, walked minute by minute over the stops."""
        left, now = timedelta(hours=48), self.received
        for stop in sorted(self.stops, key=lambda one: one.start):
            if stop.start - now >= left:
                break
            left -= stop.start - now
            now = stop.end
        return now + left


@dataclass
class Book:
    """All rounds, the site's own days, and the years that somebody declared final."""

    zone: ZoneInfo
    rounds: list[Round] = field(default_factory=list)
    own_days: dict[date, bool] = field(default_factory=dict)
    final_years: set[int] = field(default_factory=set)
    frozen: set[str] = field(default_factory=set)

    # --- The calendar ------------------------------------------------------------------------------------------------

    def known(self, day: date, own_days: dict[date, bool]) -> bool:
        return day in own_days or day.year <= LAST_KNOWN_YEAR or day.year in self.final_years

    def midnight_after(self, day: date) -> datetime:
        return datetime.combine(day + timedelta(days=1), time(0), tzinfo=self.zone).astimezone(UTC)

    def count(
        self, received: datetime, stops: list[Stop], own_days: dict[date, bool] | None = None
    ) -> tuple[datetime, bool]:
        """The first instant that is too late, and whether an unknown day was looked at."""
        own = self.own_days if own_days is None else own_days
        begun: list[Stop] = []
        while True:
            due, provisional = self.count_with(received, begun, own)
            later = [stop for stop in stops if stop not in begun and stop.start < due]
            if not later:
                return due, provisional
            begun.append(min(later, key=lambda stop: stop.start))

    def count_with(
        self, received: datetime, stops: list[Stop], own: dict[date, bool]
    ) -> tuple[datetime, bool]:
        """docs/rules.md, rule 22, in its own order: list the days, strike out what is given back, count the rest."""
        stood = sum(((stop.end - stop.start) for stop in stops), start=timedelta(0))
        first = received.astimezone(self.zone).date()
        working = []
        for at in range(1, 200):
            day = first + timedelta(days=at)
            if own.get(day, is_working_day(day)):
                working.append(day)
        given_back: list[date] = []
        for day in working:
            end = self.midnight_after(day)
            stood_at_its_end = [stop for stop in stops if stop.start < end and not stop.end < end]
            if stood_at_its_end and (len(given_back) + 1) * timedelta(hours=24) <= stood:
                given_back.append(day)
        counting = [day for day in working if day not in given_back]
        last = counting[WORKING_DAYS - 1]
        looked_at = [first + timedelta(days=at) for at in range(1, (last - first).days + 1)]
        return self.midnight_after(last), any(not self.known(day, own) for day in looked_at)

    # --- What can happen ---------------------------------------------------------------------------------------------

    def register(self, number: str, received: datetime, who: str | None) -> Round:
        due, provisional = self.count(received, [])
        one = Round(number, received, due, provisional, own_days=dict(self.own_days))
        one.month = self.open_month(received.astimezone(self.zone).strftime("%Y-%m"))
        if who is not None:
            one.held.append(Held(who, received))
        self.rounds.append(one)
        return one

    def wind(self, one: Round) -> None:
        """A stop began or ended: count again."""
        one.resolve_due, one.provisional = self.count(one.received, one.stops, one.own_days)

    def end_stop(self, one: Round, now: datetime) -> None:
        """Whatever stands still goes on."""
        running = one.running_stop(now)
        if running is not None:
            running.end = now
            self.wind(one)

    def open_month(self, month: str) -> str:
        """The month itself, or the first one after it that is not frozen."""
        while month in self.frozen:
            month = next_month(month)
        return month

    def publish(self, month: str, cut_off: datetime) -> None:
        """What is determined is judged for good."""
        for one in self.rounds:
            if one.month == month and one.valid and one.received <= cut_off:
                one.judged = self.verdict(one, cut_off) is not None
                one.judged_as_of = cut_off

    def freeze(self, month: str) -> None:
        """What is valid and was not determined goes on."""
        self.frozen.add(month)
        for one in self.rounds:
            if one.month == month and one.valid and not one.judged:
                one.month = self.open_month(month)

    def reopen(self, one: Round, number: str, at: datetime) -> Round:
        later = self.register(number, at, one.held[-1].who if one.held else None)
        one.next = later
        return later

    def calendar_changed(self, now: datetime) -> None:
        """Count every open limit again; one that would make late what was in time stays."""
        for one in self.rounds:
            done = one.at("resolved")
            in_time = done is not None and done < one.resolve_due
            if one.month in self.frozen or (in_time and not one.provisional):
                continue
            due, provisional = self.count(one.received, one.stops)
            if one.judged:
                one.provisional = one.provisional and provisional
                continue
            moment = now if done is None else done
            was_in_time, would_be_in_time = moment < one.resolve_due, moment < due
            if not was_in_time or would_be_in_time:
                one.resolve_due, one.own_days = due, dict(self.own_days)
            one.provisional = provisional

    # --- What is said about it ---------------------------------------------------------------------------------------

    def verdict(self, one: Round, cut_off: datetime) -> bool | None:
        """True: in time; False: not in time; None: not determined at the cut-off."""
        if self.missed(one, cut_off):
            return False
        for kind in KINDS:
            at = one.at(kind)
            if at is None or at > cut_off:
                return None
        resolved = one.at("resolved")
        assert resolved is not None
        return True if resolved < one.resolve_due else None

    def missed(self, one: Round, cut_off: datetime) -> list[datetime]:
        """The limits that were missed at the cut-off; never one that is provisional."""
        found = []
        for kind, due in (("contacted", one.contact_due), ("planned", one.plan_due)):
            at = one.at(kind)
            moment = cut_off if at is None or at > cut_off else at
            if moment > due:
                found.append(due)
        at = one.at("resolved")
        moment = cut_off if at is None or at > cut_off else at
        if moment >= one.resolve_due and not one.provisional:
            found.append(one.resolve_due)
        return found

    def credited(self, one: Round, cut_off: datetime) -> str | None:
        """Who held it when it fell due, or when it was resolved."""
        missed = self.missed(one, cut_off)
        moment = min(missed) if missed else one.at("resolved")
        assert moment is not None
        who = None
        for held in one.held:
            if held.since <= moment:
                who = held.who
        return who

    def counted(self, month: str, cut_off: datetime) -> dict[str, tuple[int, int]]:
        """Handler → complaints handled in time and complaints determined, of a month at a cut-off."""
        found: dict[str, tuple[int, int]] = {}
        for one in self.rounds:
            if one.month != month or not one.valid or one.received > cut_off:
                continue
            in_time = self.verdict(one, cut_off)
            who = None if in_time is None else self.credited(one, cut_off)
            if who is not None:
                achieved, n = found.get(who, (0, 0))
                found[who] = (achieved + bool(in_time), n + 1)
        return found
