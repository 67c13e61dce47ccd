"""What two files of schemes say differently."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal

from csi_tui.services.schemes.in_force import SchemeText


def differing_keys(before: SchemeText, after: SchemeText) -> list[tuple[str, str, str]]:
    """What two schemes say differently: place, and what stands there in each; empty where nothing does."""
    one, other = values_by_place(before.body), values_by_place(after.body)
    return [
        (place, one.get(place, ""), other.get(place, ""))
        for place in [*one, *(place for place in other if place not in one)]
        if one.get(place) != other.get(place)
    ]


def values_by_place(body: str) -> dict[str, str]:
    """A file's values by their place: parts of a list by their id, or their number."""
    return {
        place: json.dumps(value, ensure_ascii=False, default=str) for place, value in raw_values(body).items()
    }


def raw_values(body: str) -> dict[str, object]:
    """The same as they are read: numbers with decimals as ``Decimal``.

    Raises:
        tomllib.TOMLDecodeError: it is no TOML.
    """
    found: dict[str, object] = {}

    def walk(place: str, value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(f"{place}.{key}" if place else key, inner)
        elif isinstance(value, list) and any(isinstance(inner, dict) for inner in value):
            for number, inner in enumerate(value, start=1):
                label = inner.get("id", number) if isinstance(inner, dict) else number
                walk(f"{place}[{label}]", inner)
        else:
            found[place] = value

    walk("", tomllib.loads(body, parse_float=Decimal))
    return found
