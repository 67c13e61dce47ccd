"""A column in one place: what a cell may hold, what it is called in files, forms and lists, and what it is to the desk.

It stands on the field of the record that holds its values (`records`). Headers, templates, forms, lists, what is kept
in the store and what the audit trail says of it follow from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any, Final, Literal, ParamSpec, TypeVar, dataclass_transform

from csi_tui.i18n import N_

CellKind = Literal[
    "code",
    "text",
    "lines",
    "instant",
    "date",
    "month",
    "choice",
    "answer",
    "yes_no",
    "fen",
    "score",
    "figure",
]

EMPLOYEE: Final = N_("number of an employee")
"""The note of a column that names somebody."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a kind of file; where the kind has a form, a field of it."""

    cell: CellKind
    required: bool = False
    """Every row needs it, and so does the file."""
    asked: bool = False
    """A form keeps no row without it, though a file may come without."""
    choices: str = ""
    """For a choice: the name of its words, a key of `words.CHOICES`."""
    limit: int = 100
    """For a text: the longest that is taken, in characters."""
    spellings: str = ""
    """Its Chinese headers with blanks between them: first the one of the shipped template, then what else files are
    known to hold. Ticket systems and people write them in simplified or in traditional characters; headers are told
    apart within one kind of file, so a word may name one thing in surveys and another in work orders."""
    note: str = ""
    """What a cell means, for the second sheet of a template; marked for translation, as are the next three."""
    label: str = ""
    """What it is called in forms and lists."""
    hint: str = ""
    """What stands beside its empty field. Limits of the scheme are no hint: a form that has them says them."""
    section: str = ""
    """The heading of the form under which its field stands; empty: the form does not ask for it."""
    above: str = ""
    """In the form it stands above this column's field, and not in the order of the file."""
    width: int = 0
    """Its width in the list of these rows, in cells; 0: the list does not show it."""
    spare: bool = False
    """The list shows it only where there is room."""
    person: bool = False
    """It holds the number of an employee; the store keeps who that is."""
    roles: tuple[str, ...] = ()
    """The roles whose people mostly stand in it: a form offers them first, and asks about somebody of another one."""
    personal: bool = False
    """It says who a customer is: the audit trail keeps a digest of it, and no figure rests on it."""
    mask: str = ""
    """How those see it who may not see it whole: a key of `privacy.MASKS`; empty: everybody sees it."""
    ahead: bool = False
    """An instant that may lie ahead; the others are of what happened."""
    substance: bool = False
    """A new row on a form says at least one of these."""
    counts: bool = True
    """Changing it may move a figure, unless it is personal."""
    added: bool = False
    """The first release did not have it: an empty cell leaves no trace in what tells repeated rows apart."""
    id: str = ""
    """Its English header: the name of the record's field, which gives it."""
    default: Any = None
    """What an empty cell stands for; the record's field gives it."""

    @property
    def happened(self) -> bool:
        """Whether it is the instant of something that has happened."""
        return self.cell == "instant" and not self.ahead

    @property
    def by_hand(self) -> bool:
        """Whether a row that is typed has to have it."""
        return self.required or self.asked

    @property
    def headers(self) -> tuple[str, ...]:
        """Its Chinese headers, the template's first."""
        return tuple(self.spellings.split())

    @property
    def chinese(self) -> str:
        """The Chinese header of the shipped template."""
        return self.headers[0]


P = ParamSpec("P")
Record = TypeVar("Record")


def _as_field(made: Callable[P, Column]) -> Callable[P, Any]:
    def field_of_record(*args: P.args, **kwargs: P.kwargs) -> Any:
        return field(default=kwargs.get("default", MISSING), metadata={"column": made(*args, **kwargs)})

    return field_of_record


column: Final = _as_field(Column)
"""A `Column` as the field of a record: ``fee: int | None = column("fen", default=None)``."""


@dataclass_transform(frozen_default=True, field_specifiers=(column,))
def record(declared: type[Record]) -> type[Record]:
    """A frozen data class whose fields are columns."""
    return dataclass(frozen=True, slots=True)(declared)


def columns_in(record: type[Any]) -> tuple[Column, ...]:
    """The columns of a record, in the order of its fields."""
    return tuple(
        replace(one.metadata["column"], id=one.name, default=None if one.default is MISSING else one.default)
        for one in fields(record)
    )
