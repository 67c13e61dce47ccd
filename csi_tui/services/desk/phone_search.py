"""By which part of it a phone number is found in the store (docs/rules.md, rule 21).

Whoever sees phone numbers masked finds by the whole number, or by its last four signs where the mask shows these
(``shown_end`` of ``csi_db.phone_ends``; of a short number it shows none): a search by beginnings would spell out what
is hidden, a digit at a time. Find says the same of a row that it looks at (``in_phone`` of ``csi_db.find_pieces``).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from csi_db.phone_ends import HEAD, TAIL
from csi_tui.services.desk.desk import Desk

LAST_CHARACTER = "\U0010ffff"
"""Follows every character that a text may go on with."""


def begins(column: Any, text: str) -> ColumnElement[bool]:
    """That a column begins with a text, in a form that an index answers."""
    found: ColumnElement[bool] = and_(column >= text, column < text + LAST_CHARACTER)
    return found


def phone_found(desk: Desk, column: Any, text: str) -> ColumnElement[bool]:
    """That a text finds the phone number of a column: by its beginning, or for whom it is masked as said above.

    ``text`` is not empty, and its capitals are as those of the column.
    """
    if desk.may("see-phones"):
        return begins(column, text)
    whole: ColumnElement[bool] = column == text
    if len(text) != TAIL:
        return whole
    return or_(whole, and_(_ends(column, text), func.length(column) > HEAD + TAIL))


def phone_listed(desk: Desk, column: Any, text: str) -> ColumnElement[bool]:
    """That a search in a list finds the phone number of a column: as above, and for those who see it also by its last
    four signs, by which people call it. No index answers that."""
    found = phone_found(desk, column, text)
    if len(text) != TAIL or not desk.may("see-phones"):
        return found
    return or_(found, _ends(column, text))


def _ends(column: Any, text: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = func.substr(column, -TAIL) == text
    return found
