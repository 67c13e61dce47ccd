"""Lists that go out as files and come in by none: appeals, the audit trail, pay sheets; and everything at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from csi_tui.scoring.periods import Period, first_day, last_day, show_period
from csi_tui.services.appeals.pages import appeals
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.history.text import changes_text
from csi_tui.services.history.trail import Wanted as WantedTrail
from csi_tui.services.history.trail import trail_page
from csi_tui.services.pay.month_pay import PayReport
from csi_tui.services.sheets.going_out import going_out
from csi_tui.services.sheets.kinds_out import GOING_OUT, RIGHTS_OUT
from csi_tui.services.sheets.wanted_rows import ALL, Wanted
from csi_tui.services.tabular.several import tables_at
from csi_tui.services.tabular.writing import Format

AT_ONCE = 1000
"""Entries of the trail that are read together."""
APPEALS = (
    "number", "month", "revision", "employee_no", "name", "line", "row_no", "reason", "evidence", "state",
    "waits_for", "due_at", "late", "outcome", "taken_down_by", "unconfirmed",
)  # fmt: skip
"""Of an appeal, as ``csi appeal list --json`` names it; its steps stand in json alone."""
TRAIL = (
    "seq", "at", "who", "account", "action", "what", "number", "changed", "reason", "evidence", "import_no", "file",
)  # fmt: skip
PERSON = ("employee_no", "name", "role", "team", "grade", "band", "total")


@dataclass(frozen=True, slots=True)
class ListOut:
    """A table: its header, and its rows one after the other."""

    header: Sequence[str]
    rows: Iterable[Sequence[object]]


class Written(NamedTuple):
    """A table of everything: the name of its file or sheet, and how many rows it has."""

    name: str
    rows: int


def appeals_out(desk: Desk, months: tuple[Period, Period] | None = None) -> ListOut:
    """The appeals that the user may read, of the months where there are any named."""
    first, last = ("", "9999") if months is None else map(show_period, months)
    found = (one.json() for one in appeals(desk) if first <= one.month <= last)
    return ListOut(APPEALS, ([one[name] for name in APPEALS] for one in found))


def trail_out(desk: Desk, months: tuple[Period, Period] | None = None) -> ListOut:
    """The entries of the audit trail that were made in the months, the newest first, as ``csi audit`` tells them.

    Raises:
        NotPermitted: the user does not read the trail.
    """
    desk.require("see-trail")
    wanted = WantedTrail()
    if months is not None:
        wanted = WantedTrail(since=first_day(months[0]), until=last_day(months[1]))
    return ListOut(TRAIL, _entries(desk, wanted))


def _entries(desk: Desk, wanted: WantedTrail) -> Iterator[Sequence[object]]:
    before: int | None = None
    while found := trail_page(desk, wanted, before, most=AT_ONCE):
        for one in found:
            told = one.json() | {"changed": changes_text(one)}
            yield [told[name] for name in TRAIL]
        before = found[-1].seq


def sheets_out(found: PayReport) -> ListOut:
    """A line for each pay sheet that the user may see, with an amount for each part of the pay."""
    parts = list(found.sums)

    def rows() -> Iterator[Sequence[object]]:
        for one in found.people:
            lines = one["lines"]
            assert isinstance(lines, list)
            amounts = {line["id"]: line["amount"] for line in lines}
            yield [*(one[name] for name in PERSON), *map(amounts.get, parts)]

    return ListOut([*PERSON, *parts], rows())


def write_everything(
    desk: Desk, path: Path, wanted: Wanted = ALL, *, form: Format = "csv", whole: bool = False
) -> tuple[list[Written], list[str]]:
    """A table of each kind of rows that the user reads, of the appeals and of the trail: in a folder, or by the end of
    the name a workbook or a zip archive; answers the tables, and the kinds that are left out because the user does not
    read them.

    Each table is as its kind was when it was written: others may go on working meanwhile.

    Raises:
        NotPermitted: whole, for somebody who does not see phone numbers.
        UserError: the folder is none, or holds anything.
        CannotWrite: a file cannot be written; a sheet would hold too many rows.
    """
    if whole:
        desk.require("see-phones")
    written, left_out = list[Written](), list[str]()
    with tables_at(path, form, clock.now().astimezone(desk.site.zone)) as tables:
        for kind in GOING_OUT:
            if (right := RIGHTS_OUT.get(kind)) is not None and not desk.may(right):
                left_out.append(kind)
                continue
            of_kind = Wanted(None, wanted.people, wanted.team) if kind == "employees" else wanted
            with going_out(desk, kind, of_kind, whole=whole) as table:
                written.append(Written(*tables.add(kind, table.rows, table.header)))
        if not wanted.people and not wanted.team:
            found = appeals_out(desk, wanted.months)
            written.append(Written(*tables.add("appeals", found.rows, found.header)))
            if desk.may("see-trail"):
                found = trail_out(desk, wanted.months)
                written.append(Written(*tables.add("audit", found.rows, found.header)))
            else:
                left_out.append("audit")
    return written, left_out
