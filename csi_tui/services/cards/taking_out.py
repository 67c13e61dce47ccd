"""What somebody at the desk takes out as a file: any kind that goes out, or everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from csi_tui.i18n import N_, _
from csi_tui.services.cards.lists_out import (
    ListOut,
    Written,
    appeals_out,
    sheets_out,
    trail_out,
    write_everything,
)
from csi_tui.services.cards.publication import latest_span, said_span
from csi_tui.services.cards.teams_out import teams_out
from csi_tui.services.cards.text.table import card_table
from csi_tui.services.desk import shared
from csi_tui.services.desk.card_texts import band_name, flag_text, role_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.list_file import new_file
from csi_tui.services.desk.month_names import said_month
from csi_tui.services.errors import UserError
from csi_tui.services.months.text.cards import Names
from csi_tui.services.pay.month_pay import pay_report
from csi_tui.services.sheets.going_out import going_out
from csi_tui.services.sheets.kinds_out import EVERYTHING, GOING_OUT, LISTS_OUT, RIGHTS_OUT
from csi_tui.services.sheets.wanted_rows import Wanted, read_span_of_months
from csi_tui.services.spans.annual import annual_report, made_of_roll_ups
from csi_tui.services.spans.results import SpanResult, read_span, read_year, results_of
from csi_tui.services.spans.text.annual import annual_table
from csi_tui.services.tabular.file_names import refuse_unfit_name
from csi_tui.services.tabular.kinds import KIND_NAMES
from csi_tui.services.tabular.several import place_named
from csi_tui.services.tabular.writing import write_table

LIST_NAMES: Final = {
    "results": N_("results of a quarter or a year"),
    "annual": N_("totals and grades of a year"),
    "teams": N_("teams of a month, a quarter or a year"),
    "pay-sheets": N_("pay sheets of a month"),
    "appeals": N_("appeals"),
    "audit": N_("the audit trail"),
    EVERYTHING: N_("everything, each kind on a sheet of its own"),
}
"""Lists that come in by no file → their names; those of rows stand in ``KIND_NAMES``."""
SPAN_NEEDED: Final = frozenset({"results", "annual", "pay-sheets"})
"""Kinds of which it has to be said of when."""
WITHOUT_SPAN: Final = frozenset({"employees"})
"""Kinds that no month counts."""
WITH_PHONES: Final = frozenset({*GOING_OUT, EVERYTHING})
"""Kinds that may go out whole."""
_RIGHTS: Final = {**RIGHTS_OUT, "audit": "see-trail"}


def kinds_to_take_out(desk: Desk) -> list[tuple[str, str]]:
    """Ids and names of what the user may take out, as ``csi export`` knows it; everything comes last."""
    kinds = [*GOING_OUT, *LISTS_OUT, EVERYTHING]
    return [(one, kind_name(one)) for one in kinds if one not in _RIGHTS or desk.may(_RIGHTS[one])]


def kind_name(kind: str) -> str:
    """What a kind is called."""
    return _(LIST_NAMES[kind]) if kind in LIST_NAMES else _(KIND_NAMES[kind])


def take_out(desk: Desk, kind: str, name: str, span: str = "", *, whole: bool = False) -> tuple[Path, int]:
    """Write a kind to a new csv file or workbook, everything to a new workbook or zip archive; answers where it stands,
    and how many rows it has.

    Raises:
        NotPermitted: it is not the user's to read, or whole; the file lies where the user may not name one.
        UserError: the name ends otherwise, or is that of a file already; the span is none.
        CannotWrite: it cannot be written.
    """
    if kind == EVERYTHING:
        path = _new_place(name)
        written: list[Written]
        written, _left_out = write_everything(desk, path, _wanted(desk, span), whole=whole)
        return path, sum(one.rows for one in written)
    path, form = new_file(name)
    with _table(desk, kind, span, whole=whole) as table:
        return path, write_table(table.rows, table.header, form, path)


def _new_place(name: str) -> Path:
    refuse_unfit_name(name)
    path = shared.meant(name).absolute()
    if place_named(path) == "folder":
        raise UserError(_("The name of the file ends in .xlsx or .zip."))
    if path.exists():
        raise UserError(_("There is a file {file} already.").format(file=path))
    return path


def _wanted(desk: Desk, span: str) -> Wanted:
    return Wanted(read_span_of_months(span, desk.site.zone)) if span else Wanted()


@contextmanager
def _table(desk: Desk, kind: str, span: str, *, whole: bool) -> Iterator[ListOut]:
    if kind in LISTS_OUT:
        yield _list(desk, kind, span)
        return
    with going_out(desk, kind, _wanted(desk, span), whole=whole) as table:
        yield ListOut(table.header, table.rows)


def _list(desk: Desk, kind: str, span: str) -> ListOut:
    zone = desk.site.zone
    if kind == "results":
        return _people(results_of(desk, read_span(span)))
    if kind == "annual":
        year = read_year(span)
        made = made_of_roll_ups(desk, year)
        return (
            _people(made.result)
            if made is not None
            else _of(*annual_table(annual_report(desk, year), role_name))
        )
    if kind == "teams":
        found = teams_out(desk, said_span(span, zone) if span else latest_span(desk))
        return _of(found.header, found.rows)
    if kind == "pay-sheets":
        return sheets_out(pay_report(desk, said_month(span, zone)))
    months = read_span_of_months(span, zone) if span else None
    return appeals_out(desk, months) if kind == "appeals" else trail_out(desk, months)


def _people(found: SpanResult) -> ListOut:
    return _of(*card_table(found.cards, Names(found.names, band_name, role_name, flag_text)))


def _of(header: Sequence[str], rows: Sequence[Sequence[object]]) -> ListOut:
    return ListOut(header, rows)
