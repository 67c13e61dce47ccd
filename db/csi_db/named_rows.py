"""Rows of a raw statement as values: each column becomes the field of its name, whatever their order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def named(cursor: sqlite3.Cursor, made: Callable[..., T]) -> list[T]:
    """What a statement answers, a value for each row; the statement names its columns as ``made`` its fields."""
    names = [column[0] for column in cursor.description]
    return [made(**dict(zip(names, row, strict=True))) for row in cursor]
