"""With which signs the values of an indexed column begin: one step in the index for each sign, not one for each row."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

LAST, HIGHEST = "\U0010ffff", 0x10FFFF
"""The last sign there is."""


def first_signs(connection: Connection, column: Any) -> list[str]:
    """The first signs of a column's values, each once, by their code; an empty one where a value is empty."""
    return list(connection.execute(select_signs(column)).scalars())


def select_signs(column: Any) -> Select[Any]:
    """The statement that finds them."""
    least = select(func.substr(func.min(column), 1, 1).label("sign")).cte("signs", recursive=True)
    beyond = case((least.c.sign == "", func.char(1)), else_=func.char(func.unicode(least.c.sign) + 1))
    following = select(func.substr(func.min(column), 1, 1)).where(column >= beyond).scalar_subquery()
    signs = least.union_all(select(following).where(least.c.sign < LAST))
    return select(signs.c.sign).where(signs.c.sign.is_not(None))


def begins_with(column: Any, sign: str) -> list[ColumnElement[bool]]:
    """The conditions of the range of an index in which values begin with a sign; of an empty one, empty values."""
    if not sign:
        return [column == ""]
    code = ord(sign) + 1
    # Halves of pairs are no signs, and cannot be asked for.
    return [column >= sign, *([column < chr(0xE000 if code == 0xD800 else code)] if code <= HIGHEST else [])]
