"""What an entry of the audit trail says of fields: each with what stood there and what stands there since, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, Literal

from csi_tui.i18n import _
from csi_tui.scoring.exact import show_hundredths
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.decided_words import (
    CHANGED_WHY,
    CONFIRMED_HOW,
    NOTED_HOW,
    OUTCOMES,
    SAMPLE_FINDINGS,
    STRUCK_NAMES,
    VERDICTS,
)
from csi_tui.services.desk.form_fields import choice_label, field_text, instant_text
from csi_tui.services.desk.permissions import USER_ROLE_NAMES
from csi_tui.services.desk.privacy import seen_by_all, without_phones
from csi_tui.services.desk.unsaid import UNSAID
from csi_tui.services.history.acts import row_kind
from csi_tui.services.history.parts import PARTS, Part
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.kinds import KIND_NAMES, KINDS

Unseen = Literal["", "entered", "changed", "removed", "withheld"]


@dataclass(frozen=True, slots=True)
class Change:
    """A field that an entry says something of.

    Attributes:
        field, label: its id, and what it is called.
        old, new: what stood there before and what stands there since, in words; empty for nothing.
        old_value, new_value: the same as JSON has it, instants site-local.
        unseen: the trail holds no words of it: that it was ``entered``, ``changed`` or ``removed`` is all there is;
            ``withheld``: the reader may not see it.
    """

    field: str
    label: str
    old: str = ""
    new: str = ""
    old_value: object = None
    new_value: object = None
    unseen: Unseen = ""

    def json(self) -> dict[str, object]:
        """The change as commands print it."""
        told = as_json(self, but=("old", "new", "old_value", "new_value", "unseen"))
        return told | {"old": self.old_value, "new": self.new_value, "unseen": self.unseen or None}


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, and by what names things go.

    Attributes:
        people: number of an employee → name; ``users``: key of a user → name.
        rated: whose ratings and records of conduct the reader may see, by number; None: everybody's.
        texts: words that are still kept beside an entry: field → before and after, as everybody sees them.
    """

    zone: tzinfo
    people: Mapping[str, str]
    users: Mapping[str, str]
    rated: frozenset[str] | None = None
    texts: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def person(self, number: object) -> str:
        """Somebody by number and name."""
        name = self.people.get(str(number), "")
        return _("{number} {name}").format(number=number, name=name) if name else str(number)


_COLUMNS: Mapping[str, str] = {
    "enter-order": "orders",
    "change-order": "orders",
    "take-back-order": "orders",
    "enter-survey": "surveys",
    "correct-survey": "surveys",
    "register-complaint": "complaints",
    "change-complaint": "complaints",
    "complaint-words": "complaints",
}
_PUT_BACK = {"order": "orders", "survey": "surveys", "complaint": "complaints", "employee": "employees"}
_SIDES = frozenset(("strike-out", "restore-row"))


def changes_in(reading: Reading, action: str, subject: str, detail: Mapping[str, Any]) -> tuple[Change, ...]:
    """What an entry says of fields, in the order in which a form has them."""
    kind = _COLUMNS.get(action) or (
        _PUT_BACK.get(row_kind(action, detail), "") if action == "put-back" else ""
    )
    found: list[Change] = list(_columns(reading, kind, detail)) if kind else []
    for key, part in PARTS.get(action, {}).items():
        if key not in detail or (action in _SIDES and detail[key] in ("order", "survey", "complaint")):
            continue
        found += _part(reading, subject, key, part, detail)
    return tuple(found)


def _columns(reading: Reading, kind: str, detail: Mapping[str, Any]) -> Iterable[Change]:
    told = detail["changed"] if isinstance(detail.get("changed"), Mapping) else detail
    for column in KINDS[kind][1:]:
        # The first one is the number, by which the entry is known.
        if column.id not in told:
            continue
        value = told[column.id]
        old, new = value if isinstance(value, list) and len(value) == 2 else (None, value)
        # What is entered empty says nothing; what is taken away does.
        if (
            old is None
            and new is None
            and not isinstance(value, list)
            and column.id not in UNSAID.get(kind, ())
        ):
            continue
        yield _change_of(reading, kind, column, old, new)


def _change_of(reading: Reading, kind: str, column: Column, old: Any, new: Any) -> Change:
    label = _(column.label)
    if column.id in UNSAID.get(kind, ()):
        if column.id in reading.texts:
            before, after = reading.texts[column.id]
            return Change(
                field=column.id, label=label, old=before, new=after, old_value=before, new_value=after
            )
        return Change(field=column.id, label=label, unseen=_unseen(old, new))
    return Change(
        field=column.id,
        label=label,
        old=_cell(reading, column, old),
        new=_cell(reading, column, new),
        old_value=_plain(reading, column.cell, old),
        new_value=_plain(reading, column.cell, new),
    )


def _unseen(old: Any, new: Any) -> Unseen:
    if new is None:
        return "removed"
    return "entered" if old is None else "changed"


def _cell(reading: Reading, column: Column, value: Any) -> str:
    """A value of a column as everybody sees it; what was tampered with as it lies there."""
    if value is None:
        return ""
    if column.person:
        return reading.person(value)
    try:
        if column.cell == "instant":
            return instant_text(datetime.fromisoformat(value), reading.zone)
        shown = field_text(column, value, reading.zone)
    except (ValueError, TypeError, KeyError):
        return without_phones(str(value))
    return seen_by_all(column, shown)


def _plain(reading: Reading, cell: str, value: Any) -> object:
    """A value as JSON has it: instants site-local, texts without phones."""
    if isinstance(value, str):
        if cell == "instant":
            try:
                return datetime.fromisoformat(value).astimezone(reading.zone).isoformat()
            except ValueError:
                return without_phones(value)
        return value if cell in ("date", "choice", "code") else without_phones(value)
    return value


def _part(
    reading: Reading, subject: str, key: str, part: Part, detail: Mapping[str, Any]
) -> Iterable[Change]:
    old, new = detail.get(part.before) if part.before else None, detail[key]
    if old in (None, "") and new in (None, ""):
        return
    if part.cell.startswith("rated"):
        if reading.rated is not None and subject not in reading.rated:
            yield Change(field=key, label=_(part.label), unseen="withheld")
            return
        if part.cell == "rated list":
            yield from _scores(key, new)
            return
    show = _CELLS.get(part.cell, _as_text)
    old_words, new_words = (
        "" if value in (None, "") else _shown(show, reading, value) for value in (old, new)
    )
    cell = "instant" if part.cell == "instant" else ""
    points = part.cell.endswith("points")
    yield Change(
        field=key,
        label=_(part.label),
        old=old_words,
        new=new_words,
        old_value=(old_words or None) if points else _plain(reading, cell, old),
        new_value=(new_words or None) if points else _plain(reading, cell, new),
    )


def _shown(show: Callable[[Reading, Any], str], reading: Reading, value: Any) -> str:
    try:
        return show(reading, value)
    except (ValueError, TypeError, KeyError):
        return without_phones(str(value))


def _scores(key: str, scores: Any) -> Iterable[Change]:
    """The scores of a sheet, each under its item; hundredths."""
    if isinstance(scores, Mapping):
        for item, score in scores.items():
            shown = show_hundredths(score) if isinstance(score, int) else str(score)
            yield Change(field=f"{key}.{item}", label=str(item), new=shown, new_value=shown)


def _as_text(_reading: Reading, value: Any) -> str:
    return without_phones(str(value))


def _roles(_reading: Reading, roles: Any) -> str:
    return _(", ").join(_(USER_ROLE_NAMES.get(role, role)) for role in roles)


_CELLS: Mapping[str, Callable[[Reading, Any], str]] = {
    "instant": lambda reading, value: instant_text(datetime.fromisoformat(value), reading.zone),
    "date": lambda _reading, value: str(date.fromisoformat(value)),
    "person": lambda reading, value: reading.person(value),
    "user": lambda reading, value: reading.users.get(str(value), str(value)),
    "status": lambda _reading, value: choice_label("status", value),
    "struck": lambda _reading, value: _(STRUCK_NAMES[value]),
    "role": lambda _reading, value: choice_label("role", value),
    "roles": _roles,
    "points": lambda _reading, value: show_hundredths(value),
    "rated points": lambda _reading, value: show_hundredths(value),
    "count": lambda _reading, value: str(len(value)),
    "looked": lambda _reading, value: _(SAMPLE_FINDINGS[value]),
    "yes_no": lambda _reading, value: choice_label("yes_no", "yes" if value else "no"),
    "kind": lambda _reading, value: _(KIND_NAMES[value]),
    "outcome": lambda _reading, value: _(OUTCOMES[value]),
    "confirmed": lambda _reading, value: _(CONFIRMED_HOW[value]),
    "noted": lambda _reading, value: _(NOTED_HOW[value]),
    "verdict": lambda _reading, value: _(VERDICTS[value]),
    "why": lambda _reading, value: (
        _(CHANGED_WHY[value]) if value in CHANGED_WHY else _("a corrected file says so")
    ),
}
