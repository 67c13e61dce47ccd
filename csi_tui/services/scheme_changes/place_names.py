"""Where a figure of a scheme's file stands, in the user's language: names of figures, bands and roles, words for keys.

A key without a word here is shown as it stands in the file (docs/schemes.md says what it means).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from csi_tui.i18n import N_, _, current_language
from csi_tui.scoring.scheme_table import SchemeFault
from csi_tui.services.desk.card_texts import BAND_NAMES, EMPLOYEE_ROLE_NAMES
from csi_tui.services.desk.permissions import USER_ROLE_NAMES
from csi_tui.services.scheme_changes.choice import raw_values
from csi_tui.services.schemes.in_force import SchemeText

KEYS: dict[str, str] = {
    "weight": N_("weight"),
    "from": N_("from"),
    "bands": N_("bands"),
    "minimum_weight": N_("least weight with data"),
    "minimum_units": N_("few below"),
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


def named(text: SchemeText, fault: SchemeFault) -> SchemeFault:
    """The same fault, its place in words."""
    language, raw = current_language(), raw_values(text.body)
    words = " · ".join(_words(fault.place, raw, _known(text, language), language))
    return replace(fault, place=words or fault.place)


def _known(text: SchemeText, language: str) -> dict[str, str]:
    return {
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
        elif key not in _SILENT or (last and label is None):
            yield known.get(key, key)
        if label is not None:
            name = raw.get(f"{so_far}.name.{language}")
            yield name if isinstance(name, str) else known.get(label, label)
