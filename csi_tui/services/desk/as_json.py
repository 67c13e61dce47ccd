"""Values as objects of JSON, field by field (docs/cli.md)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def as_json(
    value: DataclassInstance, *, but: Collection[str] = (), or_null: Collection[str] = ()
) -> dict[str, object]:
    """The fields of a value by their names and in their order, as commands print them.

    Days and instants are told as ISO 8601 has them, values with a ``json`` of their own by that, several as a list.

    Args:
        but: fields that are not told.
        or_null: texts that are told as null where they are empty.
    """
    told = {one.name: _told(getattr(value, one.name)) for one in fields(value) if one.name not in but}
    return told | {name: told[name] or None for name in or_null}


def _told(said: object) -> object:
    if isinstance(said, date):
        return said.isoformat()
    if hasattr(said, "json"):
        return said.json()
    return [_told(one) for one in said] if isinstance(said, tuple | list) else said
