"""What ``csi export`` writes beside cards and rows: lists that no import takes in, results, and everything at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from csi_tui.cli.names import names_of
from csi_tui.cli.output import show_json, tell
from csi_tui.cli.sheet_file import telling_written
from csi_tui.i18n import _, ngettext
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk
    from csi_tui.services.sheets.wanted_rows import Wanted
    from csi_tui.services.spans.results import SpanResult

Form = Literal["xlsx", "csv", "json"]


def results(desk: Desk, span: str | None, form: Form, output: Path | None) -> None:
    """The cards of a quarter or a year."""
    from csi_tui.services.spans.results import read_span, results_of

    found = results_of(desk, read_span(_said(span)))
    _result(found, found.json(), form, output)


def annual(desk: Desk, span: str | None, form: Form, output: Path | None) -> None:
    """Totals and grades of a year, whichever way its scheme makes them."""
    from csi_tui.services.desk.card_texts import role_name
    from csi_tui.services.spans.annual import annual_report, made_of_roll_ups
    from csi_tui.services.spans.results import read_year
    from csi_tui.services.spans.text.annual import annual_table

    year = read_year(_said(span))
    if (made := made_of_roll_ups(desk, year)) is not None:
        _result(made.result, made.json(), form, output)
        return
    found = annual_report(desk, year)
    _write(*annual_table(found, role_name), found.json(), form, output)


def teams(desk: Desk, span: str | None, form: Form, output: Path | None) -> None:
    """What a month, a quarter or a year says of teams."""
    from csi_tui.services.cards.publication import latest_span, said_span
    from csi_tui.services.cards.teams_out import teams_out

    found = teams_out(desk, latest_span(desk) if span is None else said_span(span, desk.site.zone))
    _write(found.header, found.rows, None, form, output)


def pay_sheets(desk: Desk, span: str | None, form: Form, output: Path | None) -> None:
    """The pay of a month, of those whose pay the user sees."""
    from csi_tui.cli.month import month_said
    from csi_tui.services.cards.lists_out import sheets_out
    from csi_tui.services.pay.month_pay import pay_report

    found = pay_report(desk, month_said(desk, _said(span)))
    listed = sheets_out(found)
    _write(listed.header, listed.rows, found.json(), form, output)


def appeals(desk: Desk, span: str | None, form: Form, output: Path | None) -> None:
    """The appeals that the user may read."""
    from csi_tui.services.cards.lists_out import appeals_out
    from csi_tui.services.sheets.wanted_rows import read_span_of_months

    months = None if span is None else read_span_of_months(span, desk.site.zone)
    listed = appeals_out(desk, months)
    _write(listed.header, listed.rows, None, form, output)


def audit(desk: Desk, span: str | None, form: Form, output: Path | None) -> None:
    """The audit trail, the newest entries first."""
    from csi_tui.services.cards.lists_out import trail_out
    from csi_tui.services.sheets.wanted_rows import read_span_of_months

    months = None if span is None else read_span_of_months(span, desk.site.zone)
    listed = trail_out(desk, months)
    _write(listed.header, listed.rows, None, form, output)


LISTS: Mapping[str, Callable[[Desk, str | None, Form, Path | None], None]] = {
    "results": results,
    "annual": annual,
    "teams": teams,
    "pay-sheets": pay_sheets,
    "appeals": appeals,
    "audit": audit,
}


def everything(desk: Desk, wanted: Wanted, form: Form, path: Path | None, *, whole: bool) -> None:
    """A folder with a file of each kind, or a workbook or archive of them."""
    from csi_tui.services.cards.lists_out import Written, write_everything
    from csi_tui.services.tabular.several import place_named

    if path is None:
        raise UserError(
            _("Say where everything is written to: -o FOLDER, or a file that ends in .xlsx or .zip.")
        )
    written: Sequence[Written] = ()
    left_out: Sequence[str] = ()

    def told() -> str:
        return "\n".join(everything_written(one.rows, one.name, path) for one in written)

    if place_named(path) == "folder":
        written, left_out = write_everything(desk, path, wanted, form=form, whole=whole)
        for one in written:
            tell(rows_written(one.rows, path / one.name))
    else:
        with telling_written(path, told):
            written, left_out = write_everything(desk, path, wanted, form=form, whole=whole)
    if left_out:
        tell(_("Left out, for others to read: {kinds}.").format(kinds=_(", ").join(left_out)))


def _result(found: SpanResult, told: dict[str, Any], form: Form, output: Path | None) -> None:
    """People as a table; in a workbook the teams have a sheet of their own behind them."""
    from csi_tui.services.cards.teams_out import teams_of_result
    from csi_tui.services.cards.text.table import card_table
    from csi_tui.services.tabular.several import write_workbook

    header, rows = card_table(found.cards, names_of(found.names))
    teams = teams_of_result(found)
    if form != "xlsx" or output is None or not teams.rows:
        _write(header, rows, told, form, output)
        return
    counts: Sequence[int] = ()
    names = ("results", "teams")

    def told_of() -> str:
        return "\n".join(everything_written(n, name, output) for n, name in zip(counts, names, strict=True))

    with telling_written(output, told_of):
        counts = write_workbook(output, [(names[0], header, rows), (names[1], teams.header, teams.rows)])


def _write(
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    told: dict[str, Any] | None,
    form: Form,
    output: Path | None,
) -> None:
    """``told``: the object that the command of the same name prints, where json has that and no rows."""
    from csi_tui.services.tabular.writing import write_json, write_table

    if form == "json" and told is not None:
        if output is None:
            show_json(told)
            return
        with telling_written(output):
            write_json(told, output)
        return
    count = 0
    with telling_written(output, lambda: rows_written(count, output)):
        count = write_table(rows, header, form, output)


def rows_written(count: int, path: Path | None) -> str:
    """How many rows went into a file."""
    return ngettext("{n} row written to {path}.", "{n} rows written to {path}.", count).format(
        n=count, path=path
    )


def everything_written(count: int, name: str, path: Path) -> str:
    """How many rows went into a sheet of a workbook, or into a file of an archive."""
    return ngettext(
        "{n} row written to {name} in {path}.", "{n} rows written to {name} in {path}.", count
    ).format(n=count, name=name, path=path)


def _said(span: str | None) -> str:
    if span is None:
        raise UserError(_("Say of when: SPAN is missing."))
    return span
