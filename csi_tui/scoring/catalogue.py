"""The catalogue of indicators that are not measured in the store: what each one is, its unit, which way is better.

A scheme takes its indicators from the catalogue of the program, or declares its own (seeds 001-003).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from csi_tui.scoring.scheme_table import SchemeFault, SchemeInvalid, Table
from csi_tui.scoring.texts import Text

UNITS = ("percent", "seconds", "minutes", "hours", "days", "count", "points", "money", "scale")
DIRECTIONS = ("up", "down")
ENTRIES = ("figure", "rating")
LATER = frozenset({"support_given"})
"""Indicators that the catalogue did not have from the first: a scheme that declares one of its own under such an id
was written before, and is read as it was."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator.

    Attributes:
        entry: ``figure`` (a month's numerator and denominator) or ``rating`` (by the direct supervisor, by day).
        unit: one of :data:`UNITS`; of a ``percent`` the figure is a share: numerator of denominator.
        direction: which way is better.
        source: document and section that names it.
    """

    id: str
    name: Text
    definition: Text
    entry: str
    unit: str
    direction: str
    source: str


Catalogue = Mapping[str, Indicator]


def parse_catalogue(text: str) -> dict[str, Indicator]:
    """Read a catalogue file.

    Raises:
        SchemeInvalid: with every fault.
    """
    faults: list[SchemeFault] = []
    top = Table(tomllib.loads(text, parse_float=Decimal), "", faults)
    found = read_indicators(top)
    top.nothing_else()
    if faults:
        raise SchemeInvalid(faults)
    return found


def read_indicators(top: Table) -> dict[str, Indicator]:
    """The array of tables ``indicators``."""
    rows = [_indicator(row) for row in top.tables("indicators")]
    found = {one.id: one for one in rows}
    if len(found) != len(rows):
        top.fault("indicators", "duplicate-id", ", ".join(one.id for one in rows))
    return found


def _indicator(row: Table) -> Indicator:
    found = Indicator(
        id=row.identifier("id"),
        name=row.text("name"),
        definition=row.text("definition"),
        entry=row.choice("entry", ENTRIES),
        unit=row.choice("unit", UNITS),
        direction=row.choice("direction", DIRECTIONS),
        source=row.string("source"),
    )
    row.nothing_else()
    return found
