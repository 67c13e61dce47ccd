"""The patterns that oversight asks about, in the order in which they are told: each one's name, its question, and how
often chance alone would bring it about, where a formula stands for it (docs/rules.md, rule 37)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import Connection

from csi_db import watched_rows
from csi_tui.i18n import N_, _
from csi_tui.scoring.measures import MICROSECONDS_PER_MINUTE, StageTimes
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.periods import Period, last_day
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers.time_and_punctuality import TimeAndPunctuality

Strata = Mapping[int, int]
"""Stratum → how many cases of somebody lie in it."""
Chance = Callable[[Strata], Fraction]
"""How many of somebody's cases chance alone would let the pattern be in."""


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What chance is reckoned from: the store, the month, and the scheme that holds in it."""

    connection: Connection
    period: Period
    scheme: Scheme


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is asked: a name, a question with ``{count}``, ``{of}`` and, where there is a formula, ``{chance}``.

    ``chance``: made once for a month; it answers None where nothing can be said of it.
    """

    title: str
    question: str
    chance: Callable[[AskedOf], Chance | None] | None = None


def limits_of(scheme: Scheme, stage: str) -> list[int]:
    """The times of a stage at which its score changes, in microseconds: in time until then, or full marks."""
    found = set()
    for node in scheme.nodes():
        if isinstance(node, Leaf) and isinstance(node.measure, StageTimes):
            found |= {one.on_time_minutes for one in node.measure.stages if one.id == stage}
            if isinstance(node.scorer, TimeAndPunctuality) and stage in node.scorer.curves:
                found.add(node.scorer.curves[stage].target)
    return sorted(int(minutes * MICROSECONDS_PER_MINUTE) for minutes in found if minutes >= 1)


def _last_minute(stage: str) -> Callable[[AskedOf], Chance | None]:
    """Times spread evenly up to the greatest limit: so many minutes of it are the last one of a limit."""

    def made(asked: AskedOf) -> Chance | None:
        limits = limits_of(asked.scheme, stage)
        if not limits:
            return None
        share = Fraction(len(limits) * MICROSECONDS_PER_MINUTE, limits[-1])
        return lambda strata: share * sum(strata.values())

    return made


def _last_day(asked: AskedOf) -> Chance:
    """Completions spread evenly over the days of the month."""
    days = last_day(asked.period).day
    return lambda strata: Fraction(sum(strata.values()), days)


def _one_answer(asked: AskedOf) -> Chance:
    """Answers given independently of each other, each as often as the department's customers gave it that month."""
    given: dict[int, dict[int, int]] = {}
    for question, answer, times in watched_rows.answers_given(asked.connection, asked.period):
        given.setdefault(question, {})[answer] = times

    def share(mask: int) -> Fraction:
        questions = [question for question in given if mask >> question & 1]
        return sum((_all(given, questions, answer) for answer in range(1, 6)), start=Fraction(0))

    return lambda strata: sum((share(mask) * n for mask, n in strata.items()), start=Fraction(0))


def _all(given: Mapping[int, Mapping[int, int]], questions: Collection[int], answer: int) -> Fraction:
    product = Fraction(1)
    for question in questions:
        product *= Fraction(given[question].get(answer, 0), sum(given[question].values()))
    return product


def _pairs(asked: AskedOf) -> Chance | None:
    """Pairs of orders drawn from the completed ones of the department: how many have the same phone number."""
    orders, pairs = watched_rows.phones(asked.connection, asked.period)
    if orders < 2:
        return None
    share = Fraction(pairs, orders * (orders - 1))

    def expected(strata: Strata) -> Fraction:
        n = sum(strata.values())
        return Fraction(n * (n - 1), 2) * share

    return expected


PATTERNS: Mapping[str, Pattern] = {
    "contact-at-limit": Pattern(
        N_("First contacts at exactly the limit"),
        N_(
            "First contacts in the last minute of a limit: {count} of {of} in time; chance alone would give about "
            "{chance}. Is there a reason?"
        ),
        _last_minute("contact"),
    ),
    "arrival-at-limit": Pattern(
        N_("Arrivals at exactly the limit"),
        N_(
            "Arrivals in the last minute of a limit: {count} of {of} in time; chance alone would give about {chance}. "
            "Is there a reason?"
        ),
        _last_minute("arrival"),
    ),
    "appointment-at-arrival": Pattern(
        N_("Appointments set at the arrival or after it"),
        N_(
            "Appointments that are the arrival to the minute, or were typed in after it: {count} of {of}. "
            "When was the customer asked?"
        ),
    ),
    "typed-late": Pattern(
        N_("Times entered or corrected late"),
        N_(
            "Contacts, arrivals, completions and milestones entered or corrected long after they happened: {count} of "
            "{of}. From which paper?"
        ),
    ),
    "last-day": Pattern(
        N_("Completions on the month's last day"),
        N_(
            "Completions on the last day of the month: {count} of {of}; chance alone would give about {chance}. "
            "Were they done that day?"
        ),
        _last_day,
    ),
    "own-row": Pattern(
        N_("Changes of one's own rows"),
        N_(
            "Changes of rows that are credited to who made them: {count} of {of} changes by this person. "
            "What shows that they are right?"
        ),
    ),
    "outcome-after-answer": Pattern(
        N_("Outcomes changed after the customer's answer"),
        N_(
            "Outcomes changed after the customer had answered: {count} of {of} changed ones. What was learnt?"
        ),
    ),
    "new-number": Pattern(
        N_("Products that came back under a new number"),
        N_(
            "Products that came back within the return window as new orders, not linked as returns: {count} of {of} "
            "that came back. Was it another fault?"
        ),
    ),
    "not-asked": Pattern(
        N_("Completed orders nobody was asked about"),
        N_("Completed orders whose customer was not asked: {count} of {of}. Who chose?"),
    ),
    "typed-survey": Pattern(
        N_("Surveys typed by hand"),
        N_(
            "Answered surveys typed by hand, without a file of the agency: {count} of {of}. Where is the paper?"
        ),
    ),
    "one-sided": Pattern(
        N_("Surveys with one answer throughout"),
        N_(
            "Surveys with the same answer to every question: {count} of {of}; chance alone, with answers that do not "
            "hang together, would give about {chance}. Did the customer answer?"
        ),
        _one_answer,
    ),
    "same-phone": Pattern(
        N_("Answers behind the same phone number"),
        N_(
            "Pairs of answers behind the same phone number: {count} among {of} answers; chance alone would give about "
            "{chance}. Is it one customer?"
        ),
        _pairs,
    ),
    "late-handover": Pattern(
        N_("Complaints handed over late"),
        N_("Complaints handed over when most of a limit was gone: {count} of {of} handed over. Why then?"),
    ),
    "paused": Pattern(
        N_("Complaints whose clock was stopped"),
        N_("Complaints whose clock was stopped: {count} of {of} handled. What does the proof say?"),
    ),
    "proposed-invalid": Pattern(
        N_("Complaints proposed as invalid"),
        N_(
            "Complaints that this person proposed as invalid, duplicates among them: {count} of the {of} of the month. "
            "Who looked at them?"
        ),
    ),
    "flat-ratings": Pattern(
        N_("Ratings without spread"),
        N_(
            "Ratings of an item that are the same for everybody rated: {count} of {of}. "
            "Were people told apart?"
        ),
    ),
    "appeals-upheld": Pattern(
        N_("Appeals upheld, by who decides"),
        N_(
            "Appeals upheld, wholly or partly: {count} of {of} decided. Do those who decide go by the same measure?"
        ),
    ),
    "unconfirmed": Pattern(
        N_("Acts that no second person confirmed"),
        N_(
            "Acts on own figures done without a second person, for want of one: {count} of {of} that needed one. "
            "Who can look at them now?"
        ),
    ),
}
"""Pattern → what is asked; the statements of their cases are :data:`csi_db.watched_rows.CASES`."""


def titles_of(codes: Iterable[str]) -> list[str]:
    """What patterns are called."""
    return [_(PATTERNS[code].title) for code in codes]
