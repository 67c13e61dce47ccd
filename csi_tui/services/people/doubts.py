"""What of a form is unlikely, though nothing forbids it: another role, a number of another shape, a new team.

Whoever types it is asked once, and may be right.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from csi_db.models import Complaint, WorkOrder
from csi_tui.i18n import N_, _, ngettext
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.people.choices import Choice
from csi_tui.services.sheets.strange_dates import strange_entry
from csi_tui.services.tabular.aligned import labelled
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.records import Row

LATEST = 200
"""Numbers whose shape is looked at; fewer than :data:`LEAST` of them say nothing."""
LEAST = 20
TEAMS_TOLD = 8
_NUMBERS: Mapping[tuple[str, str], tuple[type[WorkOrder] | type[Complaint], str]] = {
    ("orders", "order_no"): (WorkOrder, WorkOrder.order_no),
    ("complaints", "complaint_no"): (Complaint, Complaint.complaint_no),
}
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(\(?0\d{2,3}\)?-?)?[2-8]\d{6,7}((-|转|轉|ext\.?|x|#)\d{1,6})?", re.IGNORECASE)
_SERVICE = re.compile(r"(400|800)\d{7}|9[56]\d{3,6}|1\d{4}")
_FOREIGN = re.compile(r"(\+|00)[1-9]\d{6,14}")


_DATES: Mapping[str, str] = {
    "answered-before-order": N_("the customer answered before the order was received."),
    "before-first-employment": N_("nobody was employed here yet."),
    "gap-of-years": N_("more than a year lies before it."),
}
"""What of the dates is asked about → the sentence; the others a form refuses."""
BESIDE_DATES = frozenset({"order_no"})
"""Fields that change what the dates are held against."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is unlikely about a field, as a sentence."""

    field: str
    text: str


def known_shapes(desk: Desk, kind: str) -> Mapping[str, frozenset[str]]:
    """Field → the shapes of the numbers that were entered last; none where there are few."""
    numbers = {field: where for (of, field), where in _NUMBERS.items() if of == kind}
    if not numbers:
        return {}
    with desk.read() as session:
        return {field: _shapes(session, table, column) for field, (table, column) in numbers.items()}


def _shapes(session: Session, table: type[WorkOrder] | type[Complaint], column: str) -> frozenset[str]:
    numbers = session.exec(select(column).order_by(col(table.id).desc()).limit(LATEST)).all()
    return frozenset(map(shape_of, numbers)) if len(numbers) >= LEAST else frozenset()


def shape_of(number: str) -> str:
    """A number with 9 for each figure, A for each letter: ``W20261122-001`` is ``A99999999-999``."""
    return "".join("9" if sign.isdigit() else "A" if sign.isalpha() else sign for sign in number)


def is_phone(text: str) -> bool:
    """Whether a text has the shape of a Chinese phone number, with or without area code and extension, or a foreign
    one with its country."""
    close = re.sub(r"\s", "", text)
    own = re.sub(r"^(\+86|0086)-?", "", close)
    figures = re.sub(r"[()\-]", "", own)
    return bool(
        _LANDLINE.fullmatch(own)
        or _MOBILE.fullmatch(figures)
        or _SERVICE.fullmatch(figures)
        or _FOREIGN.fullmatch(re.sub(r"[()\-]", "", close))
    )


def doubts(
    columns: Iterable[Column],
    values: Mapping[str, object],
    people: Sequence[Choice],
    shapes: Mapping[str, frozenset[str]],
) -> list[Doubt]:
    """What is unlikely about the fields that somebody changed, in their order.

    Args:
        columns: those of the changed fields.
        values: field → its value, None where it is empty.
        people: everybody who can be named.
        shapes: as :func:`known_shapes` answers them.
    """
    found = []
    for column in columns:
        value = values.get(column.id)
        if not isinstance(value, str):
            continue
        text = ""
        if column.person:
            text = _other_role(column, value, people)
        elif column.mask == "phone" and not is_phone(value):
            figures = sum(sign.isdigit() for sign in value)
            text = ngettext(
                "“{value}” is not a phone number as they mostly are: it has {n} figure.",
                "“{value}” is not a phone number as they mostly are: it has {n} figures.",
                figures,
            ).format(value=value, n=figures)
        elif column.id == "team":
            text = _unknown_team(value, people)
        elif shapes.get(column.id) and shape_of(value) not in shapes[column.id]:
            text = _("“{value}” has another shape than the numbers before.").format(value=value)
        if text:
            found.append(Doubt(column.id, labelled(_(column.label), text)))
    return found


def date_doubts(desk: Desk, kind: str, row: Row, changed: Collection[str]) -> list[Doubt]:
    """What is strange about the dates of a row on a form, by the list that imports and the check of a month ask too.

    ``changed``: the fields that somebody changed; where no date is among them, nothing is asked.
    """
    columns = {column.id: column for column in KINDS[kind]}
    dates = {name for name, column in columns.items() if column.cell == "instant"}
    if not (dates | BESIDE_DATES).intersection(changed):
        return []
    return [
        Doubt(one.field, labelled(_(columns[one.field].label), _(_DATES[one.code])))
        for one in strange_entry(desk, kind, row)
        if one.code in _DATES
    ]


def other_role(roles: Collection[str], number: str, people: Sequence[Choice]) -> str:
    """That somebody is of another role than those of a field; empty where not, or where nobody is of one of them."""
    one = next((one for one in people if one.number == number), None)
    if one is None or one.role in roles or not any(other.role in roles for other in people if not other.left):
        return ""
    return _("{number} {name} is {role}.").format(number=one.number, name=one.name, role=role_name(one.role))


def _unknown_team(team: str, people: Sequence[Choice]) -> str:
    """That nobody is in a team of this name, where people are in teams at all."""
    teams = sorted({one.team for one in people if one.team and not one.left})
    if not teams or team in teams:
        return ""
    return _("nobody is in a team “{team}”; there are: {teams}.").format(
        team=team, teams=_(", ").join(teams[:TEAMS_TOLD])
    )


def _other_role(column: Column, number: str, people: Sequence[Choice]) -> str:
    return other_role(column.roles, number, people) if column.roles else ""
