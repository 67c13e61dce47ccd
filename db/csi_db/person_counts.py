"""The loaded orders counted by person and kind: what three figures of a card are made of, sorted once.

Sorting a row for everybody who stands on it is most of the cost of a figure per employee. The counts have some ten rows
per person instead of some hundreds of orders, so the figures that follow from an order's kind alone are read off it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.models.desk import IMPACTS, OUTCOMES, PARTS_ISSUES, QUESTIONS

PLACES = ("agent", "technician", "parts")
BITS = {place: 1 << index for index, place in enumerate(PLACES)}
"""Place → its bit in the column ``places``: all those on which the person stands."""
ALL_PLACES = sum(BITS.values())

_WORDS = (("outcome", OUTCOMES), ("parts_issue", PARTS_ISSUES), ("parts_impact", IMPACTS))
_DIGIT = 8
"""Each of a kind's columns, and the places, take one octal digit: one integer is sorted faster than five columns."""
_KINDS = _DIGIT ** (1 + len(_WORDS))


def kind_of(is_return: str, row: str = "") -> str:
    """SQL for an order's kind as one number, the digits of its columns, 0 for none; ``row`` is a prefix (``o.``)."""
    digits = [is_return]
    for index, (column, words) in enumerate(_WORDS, start=1):
        cases = " ".join(
            f"WHEN '{word}' THEN {digit * _DIGIT**index}" for digit, word in enumerate(words, start=1)
        )
        digits.append(f"CASE {row}{column} {cases} ELSE 0 END")
    return f"({' + '.join(digits)})"


def columns_of_kind(kind: str = "kind") -> str:
    """SQL for the columns that a kind was made of, under their names."""
    columns = [f"{kind} % {_DIGIT} AS is_return"]
    for index, (column, words) in enumerate(_WORDS, start=1):
        cases = " ".join(f"WHEN {digit} THEN '{word}'" for digit, word in enumerate(words, start=1))
        columns.append(f"CASE {kind} / {_DIGIT**index} % {_DIGIT} {cases} END AS {column}")
    return ", ".join(columns)


class Stage(NamedTuple):
    """A stage of an order: who owns it (a place), and how many microseconds are in time."""

    id: str
    owner: str
    limit: int


def forget(connection: Connection) -> None:
    """Drop what was counted, for other facts are about to be loaded."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS temp.counted_orders")
    connection.exec_driver_sql("DROP TABLE IF EXISTS temp.counted_surveys")


def count_orders(connection: Connection, stages: Sequence[Stage]) -> None:
    """Count the loaded orders by person and kind, and sum the durations of the stages that the person owns."""
    arms = " UNION ALL ".join(_arm(index, stages) for index in range(len(PLACES)))
    sums = "".join(f", {name}" for number in range(len(stages)) for name in stage_columns(number))
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE counted_orders AS SELECT code / {_DIGIT * _KINDS} AS employee_id, "
        f"code % {_DIGIT} AS places, {columns_of_kind(f'(code / {_DIGIT} % {_KINDS})')}, n{sums} FROM ({arms})"
    )


def counted_orders(places: Sequence[str]) -> str:
    """A relation of the counted orders of those who stand on one of the places.

    Columns: ``employee_id, is_return, outcome, parts_issue, parts_impact, n``, and :func:`stage_columns` of each
    stage; somebody on two places of an order stands in one row of it (docs/scoring.md §4, *credited order*).
    """
    return f"(SELECT * FROM counted_orders WHERE places & {_mask(places)} <> 0)"


def stage_columns(number: int) -> tuple[str, str, str]:
    """The columns of a stage in the counted orders: time in all, samples in time, samples."""
    return f"time_{number}", f"on_time_{number}", f"samples_{number}"


def answered(row: str = "") -> str:
    """SQL for a survey with any answer; one without was asked and not answered (docs/rules.md, rule 25)."""
    return f"COALESCE({', '.join(row + question for question in QUESTIONS)}) IS NOT NULL"


def count_surveys(connection: Connection, questions: Sequence[str]) -> None:
    """Count the loaded surveys with any answer by person and by their answers to some questions."""
    answers = answers_code(questions)
    scale = _DIGIT ** len(questions)
    codes = (
        f"({_own(index)} * {scale} + {answers}) * {_DIGIT} + {_bits(index)} AS code"
        for index in range(len(PLACES))
    )
    arms = " UNION ALL ".join(
        f"SELECT code, COUNT(*) AS n FROM {_narrow(code, 'fact_survey', f'{answered()} AND {_new(index)}')} GROUP BY 1"
        for index, code in enumerate(codes)
    )
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE counted_surveys AS SELECT code / {_DIGIT * scale} AS employee_id, "
        f"code % {_DIGIT} AS places{answer_columns(questions, f'(code / {_DIGIT})')}, n FROM ({arms})"
    )


def answers_code(questions: Sequence[str], row: str = "") -> str:
    """SQL for the answers of a survey to some questions as one number, a digit each, 0 for none."""
    digits = (f"COALESCE({row}{question}, 0) * {_DIGIT**index}" for index, question in enumerate(questions))
    return f"({' + '.join(['0', *digits])})"


def answer_columns(questions: Sequence[str], code: str = "code") -> str:
    """SQL for the answers that such a number was made of, under the names of their questions, a comma before each."""
    return "".join(
        f", {code} / {_DIGIT**index} % {_DIGIT} AS {question}" for index, question in enumerate(questions)
    )


def counted_surveys(places: Sequence[str]) -> str:
    """A relation of the counted surveys of those who stand on one of the places of their order.

    Columns: ``employee_id``, the questions counted with (0: not answered), ``n``.
    """
    return f"(SELECT * FROM counted_surveys WHERE places & {_mask(places)} <> 0)"


def credited(relation: str, places: Sequence[str]) -> str:
    """A select of the relation's rows once for every person who stands on one of the places.

    Somebody who stands on two places of a row is credited once (docs/scoring.md §4, *credited order*).
    """
    selects = []
    for index, place in enumerate(places):
        earlier = "".join(
            f" AND ({other}_id IS NULL OR {other}_id <> {place}_id)" for other in places[:index]
        )
        selects.append(
            f"SELECT {place}_id AS employee_id, r.* FROM {relation} r WHERE {place}_id IS NOT NULL{earlier}"
        )
    return " UNION ALL ".join(selects)


def stage_sums(number: int, stage: Stage, row: str = "f.") -> str:
    """SQL for the sums of a stage over orders, whoever owns it, a comma before each: :func:`stage_columns`."""
    time, on_time, samples = stage_columns(number)
    duration = f"{row}{stage.id}_time"
    return (
        f", COALESCE(SUM({duration}), 0) AS {time}, COALESCE(SUM({duration} <= {_limit(stage, row)}), 0) AS {on_time}, "
        f"COUNT({duration}) AS {samples}"
    )


def _mask(places: Sequence[str]) -> int:
    return sum(BITS[place] for place in places)


def _arm(index: int, stages: Sequence[Stage]) -> str:
    """Orders by person on one place who stands on none of the places before it."""
    columns, sums = f"({_own(index)} * {_KINDS} + kind) * {_DIGIT} + {_bits(index)} AS code", ""
    for number, stage in enumerate(stages):
        time, on_time, samples = stage_columns(number)
        duration, limit = _own_duration(stage, index), _limit(stage)
        if duration is None:
            sums += f", 0 AS {time}, 0 AS {on_time}, 0 AS {samples}"
            continue
        columns += f", {duration} AS {time}, {duration} <= {limit} AS {on_time}"
        sums += f", COALESCE(SUM({time}), 0) AS {time}, COALESCE(SUM({on_time}), 0) AS {on_time}"
        sums += f", COUNT({time}) AS {samples}"
    rows = _narrow(columns, "coded_order", _new(index))
    return f"SELECT code, COUNT(*) AS n{sums} FROM {rows} GROUP BY 1"


def _narrow(columns: str, relation: str, where: str) -> str:
    """A relation of these columns alone, to be grouped.

    Its limit keeps SQLite from merging it into what groups it: every column that the code is made of would be sorted
    with it.
    """
    return f"(SELECT {columns} FROM {relation} WHERE {where} LIMIT -1)"


def _own(index: int) -> str:
    return f"{PLACES[index]}_id"


def _bits(index: int) -> str:
    """The places on which the person on this one stands; those before it are known to be none of them."""
    bits = [str(1 << index)]
    bits += [
        f"CASE WHEN {_own(later)} = {_own(index)} THEN {1 << later} ELSE 0 END"
        for later in range(index + 1, len(PLACES))
    ]
    return " + ".join(bits)


def _new(index: int) -> str:
    """Somebody stands on the place, and on none before it."""
    own = _own(index)
    others = (_own(earlier) for earlier in range(index))
    return f"{own} IS NOT NULL" + "".join(f" AND ({other} IS NULL OR {other} <> {own})" for other in others)


def _own_duration(stage: Stage, index: int) -> str | None:
    """The time of a stage where the person on a place owns it, on whichever place it is owned.

    Whoever owns it and stands on an earlier place was met there.
    """
    owner, duration = PLACES.index(stage.owner), f"{stage.id}_time"
    if owner < index:
        return None
    return duration if owner == index else f"CASE WHEN {_own(owner)} = {_own(index)} THEN {duration} END"


def _limit(stage: Stage, row: str = "") -> str:
    """An arrival by appointment is in time when it came no later than the appointment (docs/rules.md, rule 19)."""
    limit = str(stage.limit)
    return f"CASE WHEN {row}by_appointment THEN 0 ELSE {limit} END" if stage.id == "arrival" else limit
