"""The arguments of a use case as text, and back: what waits for a second person is done with the very same values."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from csi_tui.services.tabular.kinds import RECORDS

_ROWS = {record.__name__: record for record in RECORDS.values()}


_NONCE = "~"
"""A value among the arguments that nobody guesses, which goes when they do: the digest that the trail holds of them
says nothing to whoever tries texts afterwards (docs/rules.md, rule 21)."""


def to_text(arguments: Mapping[str, object], nonce: str) -> str:
    """Arguments by their names, as JSON, with a value that nobody guesses.

    Raises:
        TypeError: a value is of a type that :func:`from_text` would not give back.
    """
    told = {name: _told(value) for name, value in arguments.items()}
    return json.dumps({_NONCE: nonce} | told, ensure_ascii=False)


def from_text(text: str) -> dict[str, Any]:
    """The arguments that :func:`to_text` was given."""
    return {name: _taken(value) for name, value in json.loads(text).items() if name != _NONCE}


def digest_of(text: str) -> str:
    """What the trail holds of a text of :func:`to_text`: SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _told(value: object) -> object:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, datetime):
        return {"instant": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if is_dataclass(value) and type(value).__name__ in _ROWS:
        row = {field.name: _told(getattr(value, field.name)) for field in fields(value)}
        return {"row": type(value).__name__, "values": row}
    raise TypeError(f"{type(value).__name__} cannot wait")


def _taken(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if "instant" in value:
        return datetime.fromisoformat(value["instant"])
    if "day" in value:
        return date.fromisoformat(value["day"])
    return _ROWS[value["row"]](**{name: _taken(one) for name, one in value["values"].items()})
