"""The arguments of a use case as text, and back: what waits for a second person is done with the very same values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from csi_tui.services.tabular.kinds import RECORDS

_ROWS = {record.__name__: record for record in RECORDS.values()}


def to_text(arguments: Mapping[str, object]) -> str:
    """Arguments by their names, as JSON.

    Raises:
        TypeError: a value is of a type that :func:`from_text` would not give back.
    """
    return json.dumps({name: _told(value) for name, value in arguments.items()}, ensure_ascii=False)


def from_text(text: str) -> dict[str, Any]:
    """The arguments that :func:`to_text` was given."""
    return {name: _taken(value) for name, value in json.loads(text).items()}


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
