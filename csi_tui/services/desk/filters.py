"""What a list is narrowed down to: a mark, a person, a span of days; each list says which of them it knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, TypeVar

from sqlalchemy import ColumnElement

from csi_tui.i18n import N_, _
from csi_tui.services.desk.spoken_days import read_day_of_span

LineT = TypeVar("LineT")


@dataclass(frozen=True, slots=True)
class Filter:
    """What the lines of a list must be.

    Attributes:
        mark: one of the list's own marks; empty for any.
        person_id: of an order, who worked on it; of a complaint, who handles it; of a survey, who worked on its order.
            ``person``: the name, to be shown, and of people who leads them.
        since, until: first and last day, site-local, of what the list's days are; None where open.
        since_said, until_said: how they were said, where they are other days tomorrow; else empty.
    """

    mark: str = ""
    person_id: int | None = None
    person: str = ""
    since: date | None = None
    until: date | None = None
    since_said: str = ""
    until_said: str = ""

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything."""
        return self != EVERYTHING

    def on(self, today: date) -> Filter:
        """The same with the days that it means today."""
        since, until = self.since, self.until
        if self.since_said:
            since = read_day_of_span(self.since_said, today, end=False)
        if self.until_said:
            until = read_day_of_span(self.until_said, today, end=True)
        return replace(self, since=since, until=until)

    @property
    def may_be_rare(self) -> bool:
        """Whether it asks for something that no index stands in the order of: a page of it may have to be gathered."""
        return bool(self.mark) or self.person_id is not None

    def within(self, column: Any, zone: tzinfo) -> list[ColumnElement[bool]]:
        """The span of days as conditions on an instant."""
        found: list[ColumnElement[bool]] = []
        if self.since is not None:
            found.append(column >= _midnight(self.since, zone))
        if self.until is not None:
            found.append(column < _midnight(self.until + timedelta(days=1), zone))
        return found

    def holds(self, day: date | None) -> bool:
        """Whether a day lies in the span; none does only where nothing is asked."""
        if self.since is None and self.until is None:
            return True
        return (
            day is not None
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )


EVERYTHING = Filter()
"""Asks for nothing."""


@dataclass(frozen=True, slots=True)
class Filterable:
    """What a list can be narrowed down to; all texts marked for translation.

    Attributes:
        marks: ids of its marks, and what they are called.
        person: what a person in its lines is; empty where it knows none.
        days: the span in words, with ``{since}`` and ``{until}``; empty where it has no days.
        hint: how the rows are filled in.
    """

    marks: Mapping[str, str] = field(default_factory=dict)
    person: str = ""
    days: str = ""
    hint: str = N_("Number or name; days such as 2026-03-12, -7, last month")


def filter_words(wanted: Filter, of: Filterable) -> str:
    """The filter as it stands above the list."""
    days = ""
    if wanted.since is not None or wanted.until is not None:
        days = _(of.days).format(since=wanted.since or "…", until=wanted.until or "…")
    mark = _(of.marks[wanted.mark]) if wanted.mark in of.marks else ""
    return " · ".join(part for part in (mark, wanted.person, days) if part)


def marked(
    lines: Iterable[LineT], wanted: Filter, marks: Mapping[str, Callable[[LineT], bool]]
) -> list[LineT]:
    """Of lines that lie in memory, those that bear the mark that is asked for."""
    return [line for line in lines if not wanted.mark or marks[wanted.mark](line)]


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)
