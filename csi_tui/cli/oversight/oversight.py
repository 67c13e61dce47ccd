"""``csi oversight …``: sample a month's data, say what was found, sign the month off or object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import Month, month_said
from csi_tui.cli.output import answer, tell
from csi_tui.cli.parameters import Json, Reason, Revision
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.cli.sheet_file import SheetFile, refuse_both, written
from csi_tui.i18n import _

if TYPE_CHECKING:
    from csi_tui.services.oversight.pages import SampleSheet

app = group(help_of("oversight"))


@app.command(cls=Command, help=_("Draw a random sample that can be drawn again."))
def draw(
    context: typer.Context,
    month: Month,
    size: Annotated[
        int | None, typer.Option(parser=whole_number(1, 500), metavar="N", help=_("Rows (else 20)."))
    ] = None,
    seed: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help=_("What the draw follows from (else the month's code).")),
    ] = None,
    json: Json = False,
) -> None:
    from csi_tui.services.oversight import sampling

    with call_of(context).desk() as desk:
        found = sampling.draw(desk, month_said(desk, month), sampling.SIZE if size is None else size, seed)
    _answer(found, json)


@app.command(cls=Command, help=_("The sample of a month, with findings and verdicts."))
def sample(
    context: typer.Context,
    month: Month,
    revision: Revision = None,
    draw: Annotated[
        int | None,
        typer.Option(parser=whole_number(1, 9999), metavar="N", help=_("Which sample (else the last).")),
    ] = None,
    json: Json = False,
) -> None:
    from csi_tui.services.oversight import pages as oversight_pages

    with call_of(context).desk() as desk:
        found = oversight_pages.sample_of(desk, month_said(desk, month), revision=revision, draw=draw)
    _answer(found, json)


@app.command(cls=Command, help=_("Patterns in a month that oversight asks about, by person."))
def patterns(
    context: typer.Context,
    month: Month,
    person: Annotated[
        str, typer.Option(metavar="EMPLOYEE", help=_("Of one person: every question with its rows."))
    ] = "",
    json: Json = False,
) -> None:
    from csi_tui.services.oversight import watching
    from csi_tui.services.oversight.pattern_text import pattern_lines

    with call_of(context).desk() as desk:
        found = watching.patterns_of(desk, month_said(desk, month), person)
    answer(found, lambda: "\n".join(pattern_lines(found, of_one=bool(person))), json=json)


@app.command(cls=Command, help=_("The report on a month: sample, verdicts, what stands out."))
def report(context: typer.Context, month: Month, output: SheetFile = None, json: Json = False) -> None:
    from csi_tui.services.oversight.report import oversight_report
    from csi_tui.services.oversight.report_printed import report_printed
    from csi_tui.services.printing.as_text import sheet_text

    refuse_both(output, json=json)
    with call_of(context).desk() as desk:
        found = oversight_report(desk, month_said(desk, month))
    if not written(lambda: report_printed(found), output):
        answer(found, lambda: sheet_text(report_printed(found)), json=json)


@app.command(cls=Command, help=_("Record what was found about a row of the sample."))
def record(
    context: typer.Context,
    month: Month,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=_("Number of the row, or its place."))],
    finding: Annotated[str, typer.Argument(metavar="FINDING", help=_("right or wrong"))],
    note: Annotated[str, typer.Option(metavar="TEXT", help=_("What is wrong; a note."))] = "",
) -> None:
    from csi_tui.services.oversight import pages as oversight_pages
    from csi_tui.services.oversight import sampling

    with call_of(context).desk() as desk:
        sampling.note_finding(desk, month_said(desk, month), number, finding, note)
    tell(
        _("Recorded: {number}, {finding}.").format(
            number=number, finding=oversight_pages.finding_text(finding)
        )
    )


@app.command(cls=Command, help=_("Sign the month off, once every row was looked at."))
def sign(context: typer.Context, month: Month, reason: Reason = "") -> None:
    from csi_tui.services.desk.month_names import month_name
    from csi_tui.services.oversight import sampling

    with call_of(context).desk() as desk:
        period = month_said(desk, month)
        sampling.sign(desk, period, reason)
    tell(_("{month} is signed off.").format(month=month_name(period)))


@app.command("object", cls=Command, help=_("Object; the month is not frozen until it is lifted."))
def object_(context: typer.Context, month: Month, reason: Reason = "") -> None:
    from csi_tui.services.desk.month_names import month_name
    from csi_tui.services.oversight import sampling

    with call_of(context).desk() as desk:
        period = month_said(desk, month)
        holds_up = sampling.object_to(desk, period, reason)
    tell(
        _("The objection against {month} is kept; it holds up the freeze.").format(month=month_name(period))
        if holds_up
        else _(
            "The objection against {month} is kept. The month is frozen: what is wrong takes a correction."
        ).format(month=month_name(period))
    )


@app.command(cls=Command, help=_("Lift an objection."))
def lift(context: typer.Context, month: Month, reason: Reason = "") -> None:
    from csi_tui.services.desk.month_names import month_name
    from csi_tui.services.oversight import sampling

    with call_of(context).desk() as desk:
        period = month_said(desk, month)
        sampling.lift(desk, period, reason)
    tell(_("The objection against {month} is lifted.").format(month=month_name(period)))


def _answer(found: SampleSheet, json: bool) -> None:
    from csi_tui.services.oversight.pages import finding_text, verdict_text
    from csi_tui.services.oversight.text import sample_lines

    answer(found, lambda: "\n".join(sample_lines(found, finding_text, verdict_text)), json=json)
