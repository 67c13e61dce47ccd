"""The loaded orders counted by person and kind: what three figures of a card are made of, sorted once.

Sorting a row for everybody who stands on it is most of the cost of a figure per employee. A tally has some ten rows
per person instead of some hundreds of orders, so the figures that follow from an order's kind alone are read off it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from csi_db.models.desk import IMPACTS, OUTCOMES, PARTS_ISSUES

PLACES = ("agent", "technician", "parts")
BITS = {place: 1 << index for index, place in enumerate(PLACES)}
"""Place → its bit in the tally's ``places``: all those on which the person stands."""

_WORDS = (("outcome", OUTCOMES), ("parts_issue", PARTS_ISSUES), ("parts_impact", IMPACTS))
_DIGIT = 8
"""Each of a kind's columns, and the places, take one octal digit: one integer is sorted faster than five columns."""
_KINDS = _DIGIT ** (1 + len(_WORDS))


def create(connection: Connection) -> None:
    """Make the empty tally, or empty it."""
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE IF NOT EXISTS order_tally (employee_id BIGINT, places BIGINT, is_return BIGINT, "
        "outcome TEXT, parts_issue TEXT, parts_impact TEXT, n BIGINT)"
    )
    connection.exec_driver_sql("DELETE FROM order_tally")


def order_tally(connection: Connection, places: Sequence[str]) -> str:
    """A relation of counted orders for those who stand on one of the places, filled on first use.

    Columns: ``employee_id, is_return, outcome, parts_issue, parts_impact, n``; somebody on two places of an order
    stands in one row of it (contract.md §3, *credited order*).
    """
    if connection.exec_driver_sql("SELECT 1 FROM order_tally LIMIT 1").first() is None:
        connection.exec_driver_sql(_FILL)
    mask = sum(BITS[place] for place in places)
    return f"(SELECT * FROM order_tally WHERE places & {mask} <> 0)"


def _encoded() -> str:
    """A kind as one number: the digits of its columns, 0 for none."""
    digits = ["is_return"]
    for index, (column, words) in enumerate(_WORDS, start=1):
        cases = " ".join(
            f"WHEN '{word}' THEN {digit * _DIGIT**index}" for digit, word in enumerate(words, start=1)
        )
        digits.append(f"CASE {column} {cases} ELSE 0 END")
    return " + ".join(digits)


def _decoded() -> str:
    columns = [f"kind % {_DIGIT}"]
    for index, (_column, words) in enumerate(_WORDS, start=1):
        cases = " ".join(f"WHEN {digit} THEN '{word}'" for digit, word in enumerate(words, start=1))
        columns.append(f"CASE kind / {_DIGIT**index} % {_DIGIT} {cases} END")
    return ", ".join(columns)


def _arm(index: int) -> str:
    """Orders by person on one place who stands on none of the places before it."""
    own = f"{PLACES[index]}_id"
    others = [f"{place}_id" for place in PLACES]
    bits = [str(1 << index)]
    bits += [
        f"CASE WHEN {others[later]} = {own} THEN {1 << later} ELSE 0 END"
        for later in range(index + 1, len(PLACES))
    ]
    new = "".join(f" AND ({other} IS NULL OR {other} <> {own})" for other in others[:index])
    return (
        f"SELECT ({own} * {_KINDS} + kind) * {_DIGIT} + {' + '.join(bits)} AS code, COUNT(*) AS n "
        f"FROM coded WHERE {own} IS NOT NULL{new} GROUP BY 1"
    )


_FILL = (
    f"INSERT INTO order_tally WITH coded AS (SELECT agent_id, technician_id, parts_id, {_encoded()} AS kind "
    f"FROM fact_order), counted AS ({' UNION ALL '.join(_arm(index) for index in range(len(PLACES)))}), "
    f"split AS (SELECT code / {_DIGIT * _KINDS} AS employee_id, code % {_DIGIT} AS places, "
    f"code / {_DIGIT} % {_KINDS} AS kind, n FROM counted) SELECT employee_id, places, {_decoded()}, n FROM split"
)
