"""Everything that ever happened to one order, survey, complaint or person, the oldest first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from csi_db import history_rows as stored
from csi_db.audit_rows import SET_BACK, EntryRow
from csi_db.person_history import entries_on_person
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import show_period
from csi_tui.services.desk import texts_before
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import number_given
from csi_tui.services.desk.privacy import seen_by_all, without_phones
from csi_tui.services.desk.unsaid import UNSAID
from csi_tui.services.errors import UserError
from csi_tui.services.history.acts import acts_about, row_kind
from csi_tui.services.history.details import Change, changes_in
from csi_tui.services.history.entry_lines import HistoryLine, instant_of, line_of, read_detail, reading_of
from csi_tui.services.history.figures import figure_acts
from csi_tui.services.tabular.kinds import KINDS

BORN = ("enter-order", "enter-survey", "register-complaint")
"""Entries before which nothing can have happened to their row."""
OF_RESULTS = frozenset(
    ("rate", "rate-sheet", "withdraw-rating", "conduct", "withdraw-conduct", "adjust", "withdraw-adjustment")
) | acts_about("appeal")
"""Acts on somebody's results, told to those who may read them."""
KIND_WORDS: Mapping[str, str] = {
    "order": N_("order {number}"),
    "survey": N_("survey {number}"),
    "complaint": N_("complaint {number}"),
    "employee": N_("employee {number}"),
}
_FILES = {"order": "orders", "survey": "surveys", "complaint": "complaints", "employee": "employees"}


@dataclass(frozen=True, slots=True)
class RowHistory:
    """The history of a row: its kind, its number now, those it had before, and what happened, the oldest first."""

    kind: str
    number: str
    former: tuple[str, ...]
    lines: tuple[HistoryLine, ...]

    def json(self) -> dict[str, object]:
        """The history as ``csi history --json`` prints it."""
        return as_json(self)


def history_of(desk: Desk, number: str, kind: str = "") -> RowHistory:
    """The history of an order, a survey, a complaint with all its rounds, or a person, by its number.

    An order is found by a number that it once had, too. ``kind``: where the number is known to be of one.
    Ratings, records of conduct, adjustments and appeals are told to those who may read them (docs/decisions/0028,
    point 10).

    Raises:
        UserError: nothing has this number, or several kinds of rows do.
    """
    plain = number_given(number)
    with desk.read() as session:
        connection = session.connection()
        found = [one for one in stored.row_of(connection, plain) if kind in ("", one.kind)]
        if not found:
            raise UserError(
                _("There is no order, survey, complaint or employee {number}.").format(number=plain)
            )
        if len(found) > 1:
            kinds = _(", ").join(_(KIND_WORDS[one.kind]).format(number=plain) for one in found)
            raise UserError(
                _("{number} is the number of several rows: {kinds}. Say which: --of.").format(
                    number=plain, kinds=kinds
                )
            )
        return _Telling(session, desk).history(found[0])


class _Telling:
    """Tells the history of a row within a transaction."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session, self._desk = session, desk
        self._connection = session.connection()
        self._users = stored.accounts_of_users(self._connection)
        self._reading = reading_of(session, desk, self._users)

    def history(self, row: stored.HistoryRow) -> RowHistory:
        rows = stored.rounds_of(self._connection, row.key) if row.kind == "complaint" else [row]
        lines: list[HistoryLine] = []
        former: list[str] = []
        for one in rows:
            entries = self._entries(one)
            former += [
                str(read_detail(entry).get("before")) for entry in entries if entry.action == "renumber-order"
            ]
            lines += self._lines(one, entries)
        lines.sort(key=lambda line: (line.at, line.seq is not None, line.seq or 0))
        return RowHistory(
            kind=row.kind, number=row.number, former=tuple(dict.fromkeys(former)), lines=tuple(lines)
        )

    def _entries(self, row: stored.HistoryRow) -> list[EntryRow]:
        """The entries about a row under whichever number, in their order."""
        found: list[EntryRow] = []
        number: str | None = row.number
        before: int | None = None
        # Whatever a store's clock was set back by.
        oldest = (
            ""
            if row.recorded_at is None
            else str(instant_of(row.recorded_at) - SET_BACK).removesuffix("+00:00")
        )
        while number is not None:
            following = None
            for entry in reversed(stored.entries_about(self._connection, number, before)):
                if entry.at < oldest:
                    break
                detail = read_detail(entry)
                of_row = row_kind(entry.action, detail) == row.kind or entry.action == "erase-customer"
                if not of_row and not _dismisses(entry, row):
                    continue
                found.append(entry)
                if entry.action in BORN:
                    break
                if entry.action == "renumber-order":
                    following, before = str(detail.get("before")), entry.seq
                    break
            number = following
        if row.kind == "employee":
            found += stored.entries_beginning(self._connection, f"{row.number} ")
            found = [one for one in found if row_kind(one.action, read_detail(one)) == "employee"]
            found += entries_on_person(self._connection, row.key)
        return sorted(found, key=lambda entry: entry.seq)

    def _lines(self, row: stored.HistoryRow, entries: Sequence[EntryRow]) -> Iterator[HistoryLine]:
        words = stored.words_of(self._connection, row)
        imports = stored.imports_of(self._connection, row)
        put_back = {one for one in (detail.get("import") for detail in map(read_detail, entries)) if one}
        known = {one.number for one in imports}
        imports += stored.imports_named(self._connection, [int(one) for one in put_back if one not in known])
        brought = list(self._brought(row, imports))
        yield from brought
        earlier = {_KEPT_AS.get(one.field, one.field): one for line in brought for one in line.changes}
        if row.kind == "employee":
            yield from self._figures(row)
        reading, texts = self._reading, self._texts(row, entries)
        for entry in entries:
            detail = read_detail(entry)
            if entry.action in OF_RESULTS and reading.rated is not None and row.number not in reading.rated:
                continue
            of_entry = replace(reading, texts=texts.get(entry.seq, {}))
            changes = changes_in(of_entry, entry.action, entry.subject, detail)
            if entry.action == "keep-employee":
                changes, earlier = _since(changes, earlier), earlier | {one.field: one for one in changes}
            line = line_of(self._users, reading, entry, changes)
            said = _claimed(words, entry, detail)
            came = next((one for one in imports if _within(one, entry)), None)
            yield replace(
                line,
                reason=without_phones(said.words) if said else "",
                evidence=without_phones(said.evidence) if said else "",
                reasoned=bool(said or detail.get("reason")),
                import_no=detail.get("import") if came is None else came.number,
                file=came.file_name if came else "",
            )

    def _brought(
        self, row: stored.HistoryRow, imports: Iterable[stored.ImportOfRow]
    ) -> Iterator[HistoryLine]:
        """That a row came by a file; of a person what each file said."""
        told = set()
        for one in imports:
            of_person = row.kind == "employee"
            # Rows that waited for a second person and were confirmed have entries of their own.
            if (one.number, one.after) in told or (not of_person and one.number != row.import_id):
                continue
            if one.kind != _FILES[row.kind]:
                continue
            if not of_person and one.ended is not None and row.recorded_at and one.ended < row.recorded_at:
                # A refused row that was put right later belongs to the import of its file.
                continue
            told.add((one.number, one.after))
            name, own = self._users.get(one.user_id, (str(one.user_id), None))
            yield HistoryLine(
                seq=one.entry,
                at=instant_of(one.began if of_person else row.recorded_at or one.began).astimezone(
                    self._desk.site.zone
                ),
                who=name,
                account=one.account or "",
                others=own is not None and one.account not in (None, own),
                action="import",
                what=_("came in by file no. {number}").format(number=one.number),
                number=row.number,
                changes=self._of_file(one) if of_person else (),
                import_no=one.number,
                file=one.file_name,
            )

    def _figures(self, row: stored.HistoryRow) -> Iterator[HistoryLine]:
        """The figures that were entered for somebody, which everybody reads; the trail names many in one entry."""
        for one in figure_acts(self._session, self._desk, row.key):
            name, own = self._users.get(one.user_id, (str(one.user_id), None))
            month = show_period(one.period)
            yield HistoryLine(
                seq=None,
                at=instant_of(one.at).astimezone(self._desk.site.zone),
                who=name,
                account=one.account,
                others=own is not None and one.account != own,
                action="enter-figures",
                what=_("figure of {month} taken back").format(month=month)
                if one.gone
                else _("figure of {month} entered").format(month=month),
                number=month,
                changes=(one.change,),
                reason=without_phones(one.reason),
                reasoned=bool(one.reason),
                import_no=one.import_no,
                file=one.file,
            )

    def _of_file(self, one: stored.ImportOfRow) -> tuple[Change, ...]:
        """What a file said of somebody."""
        numbers = stored.numbers_of_employees(self._connection)
        before, after = (_of_person(text, numbers) for text in (one.before, one.after))
        detail = {"kind": "employees"} | {
            name: [before.get(name), value] for name, value in after.items() if before.get(name) != value
        }
        detail.pop("name", None)
        return changes_in(self._reading, "put-back", "", detail)

    def _texts(
        self, row: stored.HistoryRow, entries: Sequence[EntryRow]
    ) -> dict[int, dict[str, tuple[str, str]]]:
        """Entry → field → the words before and after it, as long as they are kept (docs/decisions/0063)."""
        if row.kind != "order":
            return {}
        columns = {column.id: column for column in KINDS["orders"] if column.id in UNSAID["orders"]}
        present: dict[str, str | None] = dict(stored.texts_of_order(self._connection, row.key, columns))
        found: dict[int, dict[str, tuple[str, str]]] = {}
        for entry in reversed(entries):
            kept = texts_before.texts_before(self._session, entry.seq)
            for name in columns.keys() & read_detail(entry).keys():
                after, present[name] = present[name], kept.get(name)
                if name in kept:
                    words = (seen_by_all(columns[name], text) if text else "" for text in (kept[name], after))
                    found.setdefault(entry.seq, {})[name] = (next(words), next(words))
        return found


def _dismisses(entry: EntryRow, row: stored.HistoryRow) -> bool:
    return entry.action == "dismiss-finding" and row.kind != "employee"


_KEPT_AS = {"supervisor_no": "supervisor"}
"""Column of a file of people → what an entry of the trail calls it."""


def _since(changes: Iterable[Change], earlier: Mapping[str, Change]) -> tuple[Change, ...]:
    """What somebody's entry says that the one before did not: each says the whole of role, team and days."""
    found = []
    for one in changes:
        before = earlier.get(one.field)
        if before is None:
            found.append(one)
        elif before.new_value != one.new_value:
            found.append(replace(one, old=before.new, old_value=before.new_value))
    return tuple(found)


def _claimed(words: list[stored.Words], entry: EntryRow, detail: Mapping[str, Any]) -> stored.Words | None:
    """The words that belong to an entry: of the same act, by the same user, the last ones written until then; those
    that are found are taken out, so that none is told twice."""
    marks = {"", *(str(detail.get(name, "")) for name in ("kind", "code", "reason", "act"))}
    fitting = [
        one
        for one in words
        if one.action == entry.action
        and one.user_id == entry.user_id
        and one.mark in marks
        and one.at <= entry.at
    ]
    if not fitting or instant_of(entry.at) - instant_of(fitting[-1].at) > _TOGETHER:
        return None
    words.remove(fitting[-1])
    return fitting[-1]


_TOGETHER = timedelta(seconds=30)
"""What is kept within one use case; a busy machine takes its time."""


def _within(one: stored.ImportOfRow, entry: EntryRow) -> bool:
    """Whether an entry was made while a file came in."""
    return (
        one.entry is not None
        and one.began <= entry.at
        and entry.seq < one.entry
        and one.user_id == entry.user_id
    )


def _of_person(text: str | None, numbers: Mapping[int, str]) -> dict[str, Any]:
    """What an import keeps of somebody, by the columns of a file."""
    kept = json.loads(text) if text else {}
    found = {
        name: value for part in ("employee", "assignment") for name, value in (kept.get(part) or {}).items()
    }
    if "supervisor_id" in found:
        key = found.pop("supervisor_id")
        found["supervisor_no"] = numbers.get(key) if key is not None else None
    return found
