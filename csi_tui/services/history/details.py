"""What an entry of the audit trail says of fields: each with what stood there and what stands there since, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any, Literal, NamedTuple

from csi_tui.i18n import N_, _
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


class _Part(NamedTuple):
    """What a key of an entry's detail is called and how it is read; ``before``: the key of what stood there."""

    label: str
    cell: str = "text"
    before: str = ""


_HAPPENED = N_("when it happened")
_PARTS: Mapping[str, Mapping[str, _Part]] = {
    "change-order": {"why": _Part(N_("why after completion"), "why")},
    "take-back-order": {"entry": _Part(N_("entry that is taken back"))},
    "renumber-order": {"after": _Part(N_("Order no."), before="before")},
    "assign-complaint": {"after": _Part(N_("Handler"), "person", "before")},
    "correct-handler": {"after": _Part(N_("Handler"), "person", "before")},
    "correct-receipt": {"after": _Part(N_("Received"), "instant", "before")},
    "milestone": {"happened_at": _Part(_HAPPENED, "instant")},
    "correct-milestone": {"after": _Part(_HAPPENED, "instant", "before")},
    "reopen": {"as": _Part(N_("new round")), "at": _Part(_HAPPENED, "instant")},
    "pause": {
        "reason": _Part(N_("pause for")),
        "until": _Part(N_("until at the latest"), "instant"),
    },
    "propose-validity": {"status": _Part(N_("Status"), "status")},
    "confirm-validity": {
        "status": _Part(N_("Status"), "status"),
        "proposed_by": _Part(N_("proposed by"), "user"),
    },
    "reject-validity": {
        "status": _Part(N_("Status"), "status"),
        "proposed_by": _Part(N_("proposed by"), "user"),
    },
    "strike-out": {"kind": _Part(N_("what is struck out"), "struck"), "month": _Part(N_("month"))},
    "restore-row": {"kind": _Part(N_("what counts again"), "struck")},
    "erase-customer": {
        "orders": _Part(N_("work orders"), "count"),
        "complaints": _Part(N_("complaints"), "count"),
    },
    "put-back": {"import": _Part(N_("file no."))},
    "dismiss-finding": {"code": _Part(N_("Finding")), "beside": _Part(N_("beside"))},
    "keep-employee": {
        "role": _Part(N_("Role"), "role"),
        "team": _Part(N_("Team")),
        "supervisor": _Part(N_("Supervisor"), "person"),
        "valid_from": _Part(N_("Valid from"), "date"),
        "left_on": _Part(N_("Left"), "date"),
    },
    "rate": {
        "item": _Part(N_("item"), "rated"),
        "on": _Part(N_("day"), "date"),
        "score": _Part(N_("score"), "rated points"),
    },
    "rate-sheet": {"on": _Part(N_("day"), "date"), "scores": _Part(N_("scores"), "rated list")},
    "withdraw-rating": {"rating": _Part(N_("rating no."))},
    "conduct": {
        "record": _Part(N_("record no.")),
        "code": _Part(N_("code"), "rated"),
        "on": _Part(N_("day"), "date"),
        "points": _Part(N_("points"), "rated points"),
    },
    "withdraw-conduct": {"record": _Part(N_("record no."))},
    "adjust": {
        "adjustment": _Part(N_("adjustment no.")),
        "line": _Part(N_("line")),
        "points": _Part(N_("points"), "points"),
    },
    "withdraw-adjustment": {"adjustment": _Part(N_("adjustment no."))},
    "write-conclusion": {"conclusion": _Part(N_("conclusion no."))},
    "take-back-conclusion": {"conclusion": _Part(N_("conclusion no."))},
    "enter-amount": {"input": _Part(N_("amount")), "subject": _Part(N_("employee"), "person")},
    "file-appeal": {"month": _Part(N_("month")), "line": _Part(N_("line"))},
    "take-down-appeal": {
        "month": _Part(N_("month")),
        "line": _Part(N_("line")),
        "for": _Part(N_("employee"), "person"),
    },
    "decide-appeal": {"instance": _Part(N_("instance")), "outcome": _Part(N_("outcome"), "outcome")},
    "confirm-appeal": {
        "how": _Part(N_("in which way"), "confirmed"),
        "witness": _Part(N_("witness"), "person"),
    },
    "take-note": {"employee": _Part(N_("employee"), "person"), "how": _Part(N_("in which way"), "noted")},
    "import": {
        "kind": _Part(N_("kind"), "kind"),
        "accepted": _Part(N_("taken")),
        "revised": _Part(N_("put right")),
        "skipped": _Part(N_("skipped")),
        "rejected": _Part(N_("rows rejected")),
    },
    "undo-import": {
        "kind": _Part(N_("kind"), "kind"),
        "gone": _Part(N_("undone")),
        "stayed": _Part(N_("stayed")),
    },
    "add-user": {"roles": _Part(N_("roles"), "roles"), "employee": _Part(N_("employee"), "person")},
    "set-roles": {"roles": _Part(N_("roles"), "roles")},
    "link-user": {"employee": _Part(N_("employee"), "person")},
    "set-active": {"active": _Part(N_("access"), "yes_no")},
    "set-password": {"given": _Part(N_("a password is set"), "yes_no")},
    "compute": {"revision": _Part(N_("revision"))},
    "publish": {"revision": _Part(N_("revision")), "code": _Part(N_("certificate code"))},
    "freeze": {"revision": _Part(N_("revision")), "to": _Part(N_("month"))},
    "backfill": {"revision": _Part(N_("revision"))},
    "correct": {"revision": _Part(N_("revision"), before="replaces")},
    "reopen-month": {"revision": _Part(N_("revision"))},
    "draw-sample": {"revision": _Part(N_("revision")), "rows": _Part(N_("rows drawn"))},
    "sign-off": {"revision": _Part(N_("revision")), "verdict": _Part(N_("verdict"), "verdict")},
    "enter-figures": {"figures": _Part(N_("figures"), "count")},
    "sample-finding": {"finding": _Part(N_("Finding"), "looked")},
    "settle-pay": {"number": _Part(N_("settlement no.")), "people": _Part(N_("people"))},
    "use-scheme": {"from": _Part(N_("from month")), "before": _Part(N_("scheme before"))},
    "accept-head": {"here": _Part(N_("trail code"), before="before")},
    "run-retention": {
        "list": _Part(N_("list")),
        "day": _Part(N_("due on")),
        "customers": _Part(N_("customers")),
        "leavers": _Part(N_("people who left")),
    },
    "forget-leaver": {"pseudonym": _Part(N_("name"))},
    "set-own-acts": {
        "late_entry_minutes": _Part(N_("minutes that are entered as it happens")),
        "handover_share": _Part(N_("percent of a limit from which on nobody hands over alone")),
        "pause_days_alone": _Part(N_("days that a clock stands still at once")),
    },
    "set-terms": {
        "customer_months": _Part(N_("months for customers")),
        "leaver_years": _Part(N_("years for people who left")),
        "others_withheld": _Part(N_("only the own receipts and grades are read"), "yes_no"),
    },
    "restore": {"here": _Part(N_("trail code"), before="before")},
    "confirm-clock": {"newest": _Part(N_("newest entry then"), "instant")},
}
"""Action → what is told of its detail; of the rows of files each column is told beside (:data:`_COLUMNS`)."""
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
    for key, part in _PARTS.get(action, {}).items():
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
    reading: Reading, subject: str, key: str, part: _Part, detail: Mapping[str, Any]
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
