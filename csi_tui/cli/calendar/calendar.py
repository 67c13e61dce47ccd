"""``csi calendar …``: the working days, and what moves when they change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Json
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _, current_language
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.calendar.changes import CalendarChange

app = group(help_of("calendar"))

WORDS = {"open": True, "closed": False, "official": None}


@app.command("show", cls=Command, help=_("The days of a month or a year, and why each counts."))
def show_(
    context: typer.Context,
    span: Annotated[
        str | None, typer.Argument(metavar="MONTH|YEAR", help=_("YYYY-MM or YYYY (else the present month)."))
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help=_("Of a year, ordinary weekdays and weekends too."))
    ] = False,
    json: Json = False,
) -> None:
    from csi_tui.services.calendar.spans import read_span
    from csi_tui.services.calendar.text import day_json, day_table
    from csi_tui.services.workdays.calendar import days_of, reason_of

    with call_of(context).desk() as desk:
        first, last = read_span(desk, span)
        days = days_of(desk, first, last)
    if (last - first).days > 31 and not every:
        days = [day for day in days if day.source]
    if json:
        show_json([day_json(day, reason_of) for day in days])
    else:
        show(
            day_table(days, reason_of)
            if days
            else _("No day of {span} is known to differ from the week.").format(span=span)
        )


@app.command("set", cls=Command, help=_("Open or close the site on a day, or follow the official one."))
def set_(
    context: typer.Context,
    day: Annotated[str, typer.Argument(metavar="DATE", help=_("YYYY-MM-DD"))],
    what: Annotated[str, typer.Argument(metavar="WHAT", help=_("open, closed or official"))],
    note: Annotated[str, typer.Option(metavar="TEXT", help=_("Why."))] = "",
    json: Json = False,
) -> None:
    from csi_tui.services.calendar.changes import set_day
    from csi_tui.services.calendar.spans import read_day

    if what not in WORDS:
        raise UserError(
            _("“{what}” cannot be set. There are: {known}.").format(what=what, known=_(", ").join(WORDS))
        )
    with call_of(context).desk() as desk:
        change = set_day(desk, read_day(day), WORDS[what], note)
    _answer(change, json)


@app.command("import", cls=Command, help=_("Enter a year from the file of its official notice."))
def import_(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", readable=False, help=_("The csv or xlsx file."))
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_("The notice's name and number (else the file's)."))
    ] = None,
    installed: Annotated[
        bool, typer.Option("--installed", help=_("Take the years that the installed package knows."))
    ] = False,
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help=_("Encoding of a csv file, where it is not found out."))
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(metavar="NAME", help=_("Sheet of an xlsx file (else the first with content).")),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=_("Write an empty template of this kind (xlsx or csv) and leave.")),
    ] = None,
    json: Json = False,
) -> None:
    from csi_tui.services.calendar.changes import import_installed, import_notice

    if template is not None:
        from csi_tui.services.tabular.templates import write_template

        write_template("calendar", template, language=current_language())
        tell(_("The template was written to {path}.").format(path=template))
        return
    if file is None and not installed:
        raise UserError(_("Name the file of the notice, or take --installed."))
    if file is not None and installed:
        raise UserError(_("--installed reads no file; leave the file or the option away."))
    with call_of(context).desk() as desk:
        if file is None:
            change = import_installed(desk)
        else:
            change = import_notice(desk, file, source, encoding=encoding, sheet=sheet)
    _answer(change, json)
    if change.needs_a_person:
        raise typer.Exit(1)


@app.command(cls=Command, help=_("Declare weekdays less statutory days of a year final."))
def declare(
    context: typer.Context,
    year: Annotated[str, typer.Argument(parser=whole_number(2000, 2099), metavar="YEAR", help=_("YYYY"))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=_("Why."))],
    json: Json = False,
) -> None:
    from csi_tui.services.calendar.changes import declare_final

    with call_of(context).desk() as desk:
        change = declare_final(desk, int(year), reason)
    _answer(change, json)


@app.command(cls=Command, help=_("Which years are known, from where, and what rests on them."))
def coverage(context: typer.Context, json: Json = False) -> None:
    from csi_tui.services.calendar.text import coverage_table
    from csi_tui.services.workdays.calendar import coverage as years_of
    from csi_tui.services.workdays.calendar import kind_text

    with call_of(context).desk() as desk:
        years = years_of(desk)
    if json:
        show_json([year.json() for year in years])
        return
    show(coverage_table(years, kind_text))
    installable = [str(year.year) for year in years if year.installable]
    if installable:
        tell(
            _(
                "The installed package knows {years}: take them with “csi calendar import --installed”."
            ).format(years=_(", ").join(installable))
        )


def _answer(change: CalendarChange, json: bool) -> None:
    from csi_tui.services.calendar.text import change_lines

    if json:
        show_json(change.json())
        return
    head, *moved = change_lines(change)
    tell(head)
    for column in change.unknown_columns:
        tell(_("The column “{column}” is not known and was left out.").format(column=column))
    if change.remarks:
        from csi_tui.cli.imports.telling import tell_remarks

        tell_remarks("calendar", change.remarks)
    if moved:
        show("\n".join(moved))
