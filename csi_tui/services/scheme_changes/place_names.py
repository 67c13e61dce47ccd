"""Where a figure of a scheme's file stands, in the user's language: names of figures, bands and roles, words for keys.

A key without a word here is shown as it stands in the file (docs/schemes.md says what it means).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from csi_tui.i18n import N_, _, current_language
from csi_tui.scoring.scheme_table import SchemeFault
from csi_tui.services.desk.card_texts import BAND_NAMES, EMPLOYEE_ROLE_NAMES
from csi_tui.services.desk.permissions import USER_ROLE_NAMES
from csi_tui.services.scheme_changes.differing import differing_keys, raw_values
from csi_tui.services.schemes.in_force import SchemeText, catalogue

KEYS: dict[str, str] = {
    "weight": N_("weight"),
    "from": N_("from"),
    "bands": N_("bands"),
    "minimum_weight": N_("least weight with data"),
    "minimum_units": N_("few below"),
    "standard": N_("standard"),
    "minimum_answers": N_("few answers below"),
    "role_weights": N_("weights of the role"),
    "values": N_("values"),
    "target": N_("full marks at"),
    "limit": N_("no marks from"),
    "full": N_("full marks"),
    "maximum": N_("at most"),
    "at_least": N_("at least"),
    "at_most": N_("at most"),
    "percent": N_("percent"),
    "days": N_("days"),
    "months": N_("months"),
    "up_to": N_("up to"),
    "below": N_("below"),
    "otherwise": N_("otherwise"),
    "severity": N_("severity"),
    "impact": N_("impact"),
    "issue": N_("parts issue"),
    "none": N_("no trouble with parts"),
    "late": N_("parts late"),
    "wrong": N_("wrong parts"),
    "unknown": N_("not known"),
    "curves": N_("curve"),
    "stages": N_("stage"),
    "contact": N_("contact"),
    "arrival": N_("arrival"),
    "on_time_minutes": N_("minutes in time"),
    "deduction_per_point": N_("deduction per point"),
    "minor": N_("minor"),
    "moderate": N_("moderate"),
    "severe": N_("severe"),
    "low": N_("low"),
    "medium": N_("medium"),
    "high": N_("high"),
    "return_window_days": N_("days in which a return holds"),
    "publication_days": N_("working days of publication"),
    "appeal_days": N_("working days for an answer to an appeal"),
    "freeze_after": N_("what the freeze waits for at last"),
    "adjustment_limits": N_("points of an adjustment at most"),
    "clock": N_("complaint clock"),
    "contact_hours": N_("hours to contact"),
    "plan_hours": N_("hours to the plan"),
    "resolve_working_days": N_("working days to resolution"),
    "reopen_days": N_("days for reopening"),
    "annual": N_("the year"),
    "grades": N_("grades"),
    "minimum_months": N_("months at least"),
    "every_month": N_("every month at least"),
    "most_months": N_("most months at least"),
    "no_run": N_("no months in a row"),
    "any_run": N_("any months in a row"),
    "consequences": N_("what follows"),
    "when": N_("condition"),
    "first": N_("first places"),
    "pay": N_("pay"),
    "among": N_("among"),
    "score": N_("score"),
    "steps": N_("step"),
    "version": N_("version"),
    "pauses": N_("pause"),
    "reminders": N_("reminder"),
    "days_after_publication": N_("days after publication"),
    "before_day": N_("before day of the month"),
    "least_people": N_("people at least"),
    "teams": N_("teams"),
    "shares": N_("share"),
    "points": N_("points for each"),
    "roll_ups": N_("quarter or year"),
    "least": N_("cards at least"),
    "in_a_row": N_("so many in a row"),
    "rate": N_("rate"),
    "records_years": N_("years of records"),
    "codes": N_("code"),
    "to": N_("to"),
    "scores": N_("by score"),
    "over": N_("over"),
    "value": N_("value"),
    "targets": N_("goal"),
    "zero_after": N_("records of deductions that make it 0"),
    "each": N_("points for each"),
    "level": N_("points for each place"),
    "zeroed": N_("where deductions made it 0"),
}
"""Key of a scheme's file → a word for it."""
_SILENT = frozenset({"total", "parts", "scorer", "measure"})
"""Keys that only lead to what is named behind them."""
_PART = re.compile(r"(?P<key>[^.\[\]]+)(?:\[(?P<label>[^\]]*)\])?")


def place_names(text: SchemeText) -> Mapping[str, str]:
    """Place of each figure that stands by itself → where that is, in words."""
    language, raw = current_language(), raw_values(text.body)
    known = _known(text, language)
    return {
        place: " · ".join(_words(place, raw, known, language))
        for place, value in raw.items()
        if isinstance(value, int | Decimal)
    }


def differences(before: SchemeText, after: SchemeText) -> list[tuple[str, str, str]]:
    """What two schemes say differently, for people: figures with their places in words, texts in their language.

    What is no figure keeps its place in the file. Each: place, and what stands there in both; empty where nothing does.
    """
    other = ".en" if current_language() == "zh" else ".zh"
    names = {**place_names(before), **place_names(after)}
    return [
        (names.get(place, place), _plain(was), _plain(now))
        for place, was, now in differing_keys(before, after)
        if not place.endswith(other)
    ]


def _plain(written: str) -> str:
    """A text without its quotes; anything else as it is written."""
    value = json.loads(written) if written else ""
    return value if isinstance(value, str) else written


def _of_the_total(place: str, so_far: str) -> bool:
    """Whether a part of a place is the total itself, not the way to one of its parts."""
    return so_far == "total" and not place.startswith("total.parts")


def named(text: SchemeText, fault: SchemeFault) -> SchemeFault:
    """The same fault, its place in words."""
    language, raw = current_language(), raw_values(text.body)
    words = " · ".join(_words(fault.place, raw, _known(text, language), language))
    return replace(fault, place=words or fault.place)


def _known(text: SchemeText, language: str) -> dict[str, str]:
    return {
        **{one.id: one.name.in_language(language) for one in catalogue().values()},
        **{one.id: one.name.in_language(language) for one in text.scheme.indicators.values()},
        **{grade: name.in_language(language) for grade, name in text.scheme.grades.names.items()},
        **{
            key: _(word)
            for words in (KEYS, USER_ROLE_NAMES, EMPLOYEE_ROLE_NAMES, BAND_NAMES)
            for key, word in words.items()
        },
        **{node.id: node.name.in_language(language) for node in text.scheme.every_node()},
    }


def _words(place: str, raw: Mapping[str, object], known: Mapping[str, str], language: str) -> Iterator[str]:
    for found in _PART.finditer(place):
        key, label, so_far = found["key"], found["label"], place[: found.end()]
        last = found.end() == len(place)
        if last and label is None and isinstance(name := raw.get(f"{so_far}.name.{language}"), str):
            yield name
        elif key not in _SILENT or (last and label is None) or _of_the_total(place, so_far):
            yield known.get(key, key)
        if label is not None:
            name = raw.get(f"{so_far}.name.{language}")
            yield name if isinstance(name, str) else known.get(label, label)
