"""The fields of a form: what is typed as a value and back, choices in words, the row that comes of them.

Nothing here decides anything: it parses with the parsers of the imports, and puts into words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from csi_tui.i18n import _, current_language
from csi_tui.scoring import exact
from csi_tui.services.desk.privacy import FREE, seen_by_all
from csi_tui.services.desk.spoken_times import read_time
from csi_tui.services.tabular import words
from csi_tui.services.tabular.cells import (
    BadCell,
    Parser,
    choice_parser,
    parse_answer,
    parse_code,
    parse_fen,
    text_parser,
    yes_no_parser,
)
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.instants import parse_date
from csi_tui.services.tabular.kinds import KINDS, RECORDS
from csi_tui.services.tabular.records import ComplaintRow, EmployeeRow, OrderRow, SurveyRow
from csi_tui.services.tabular.untrusted_text import normal

FormRow = OrderRow | ComplaintRow | SurveyRow | EmployeeRow


def columns(kind: str) -> tuple[Column, ...]:
    """The columns of a kind of row (docs/files.md §2); a form's fields are these."""
    return KINDS[kind]


def field_label(kind: str, name: str) -> str:
    """What a field is called in the user's language."""
    return next(_(column.label) for column in KINDS[kind] if column.id == name)


def sections(kind: str) -> Mapping[str, Sequence[Column]]:
    """The headings of a form, marked for translation, each with the fields under it."""
    shown = [column for column in KINDS[kind] if column.section]
    found: dict[str, list[Column]] = {}
    for column in shown:
        under = found.setdefault(column.section, [])
        if not column.above:
            under.append(column)
    # From the last one on, so that a column may stand above one that itself stands above another.
    for column in reversed(shown):
        if column.above:
            under = found[column.section]
            under.insert([one.id for one in under].index(column.above), column)
    return found


def row_texts(kind: str, row: FormRow, zone: tzinfo, *, whole: bool) -> dict[str, str]:
    """What the fields of a form show of a row; unless ``whole``, what not everybody may see is masked."""
    return {
        column.id: seen_by_all(column, value)
        if (column.mask or column.cell in FREE) and not whole
        else field_text(column, value, zone)
        for column in KINDS[kind]
        for value in (getattr(row, column.id),)
    }


def read_field(column: Column, text: str, zone: tzinfo) -> Any:
    """The value of what somebody typed into a field; None for an empty one.

    An instant may also be one as people say it (:mod:`csi_tui.services.desk.spoken_times`).

    Raises:
        BadCell: with the reason.
    """
    if column.cell == "instant":
        return read_time(text, zone, ahead=column.ahead)
    return _parser(column)(text)


def _parser(column: Column) -> Parser[Any]:
    match column.cell:
        case "code":
            return parse_code
        case "text" | "lines":
            return text_parser(column.limit, lines=column.cell == "lines")
        case "date":
            return parse_date
        case "choice":
            return choice_parser(words.CHOICES[column.choices], partial(choice_label, column.choices))
        case "answer":
            return parse_answer
        case "yes_no":
            return yes_no_parser(partial(choice_label, "yes_no"))
        case "fen":
            return parse_fen
        case _:
            raise ValueError(column.cell)


def field_text(column: Column, value: Any, zone: tzinfo) -> str:
    """A value as a field shows it; :func:`read_field` gives the same value back."""
    if value is None:
        return ""
    match column.cell:
        case "instant":
            return instant_text(value, zone)
        case "choice":
            return choice_label(column.choices, value)
        case "yes_no":
            return choice_label("yes_no", "yes" if value else "no")
        case "fen":
            return exact.show_hundredths(value)
        case "date":
            return str(value)
        case _:
            return str(value)


def instant_text(instant: datetime, zone: tzinfo) -> str:
    """An instant in site-local time, to the minute; with seconds only where it has some."""
    local = instant.astimezone(zone)
    if local.microsecond:
        return local.strftime("%Y-%m-%d %H:%M:%S.%f")
    return local.strftime("%Y-%m-%d %H:%M:%S" if local.second else "%Y-%m-%d %H:%M")


def choice_label(name: str, choice: str) -> str:
    """A choice in the user's language."""
    known = words.YES_NO if name == "yes_no" else words.CHOICES[name]
    if current_language() == "zh":
        return known[choice][0]
    return choice.replace("_", " ")


def choice_labels(column: Column) -> tuple[str, ...]:
    """Every choice of a field in the user's language; none for a field without choices."""
    if column.cell == "choice":
        return tuple(choice_label(column.choices, choice) for choice in words.CHOICES[column.choices])
    if column.cell == "yes_no":
        return tuple(choice_label("yes_no", choice) for choice in words.YES_NO)
    return ()


def person_number(text: str, names: Sequence[tuple[str, str]]) -> str | None:
    """The number of the person that a field names, by number, by name or as ``number name``; None for an empty one.

    Raises:
        BadCell: nobody or more than one is called so.
    """
    wanted = normal(text)
    if not wanted:
        return None
    numbers = [number for number, _name in names]
    for candidate in (wanted, wanted.split()[0]):
        same = [number for number in numbers if number.casefold() == candidate.casefold()]
        if candidate in same or len(same) == 1:
            return candidate if candidate in same else same[0]
    called = [number for number, name in names if name == wanted]
    if len(called) == 1:
        return called[0]
    if called:
        raise BadCell(_("several people are called so; give the number"))
    fitting = sum(wanted.casefold() in f"{number} {name}".casefold() for number, name in names)
    if fitting > 1:
        raise BadCell(_("{n} people fit; choose one, or give the number").format(n=fitting))
    raise BadCell(_("nobody has this number or name"))


def make_row(kind: str, values: Mapping[str, Any]) -> FormRow:
    """The immutable value of a form; a field left empty takes the default of docs/files.md §2."""
    record: Callable[..., Any] = RECORDS[kind]
    row: FormRow = record(
        **{
            column.id: column.default if values.get(column.id) is None else values[column.id]
            for column in KINDS[kind]
        }
    )
    return row
