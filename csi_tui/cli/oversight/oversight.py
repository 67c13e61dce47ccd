"""``csi oversight …``: sample a month's data, say what was found, sign the month off or object."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import Month
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _

app = group(help_of("oversight"))

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why."))]
Json = Annotated[bool, typer.Option("--json", help=_("Print the answer as JSON."))]


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
    from csi_tui.services.desk.month_names import said_month
    from csi_tui.services.oversight import pages as oversight_pages
    from csi_tui.services.oversight import sampling
    from csi_tui.services.oversight.text import sample_lines

    with call_of(context).desk() as desk:
        period = said_month(month, desk.site.zone)
        found = sampling.draw(desk, period, sampling.SIZE if size is None else size, seed)
    if json:
        show_json(found.json())
    else:
        show("\n".join(sample_lines(found, oversight_pages.finding_text, oversight_pages.verdict_text)))


@app.command(cls=Command, help=_("The sample of a month, with findings and verdicts."))
def sample(
    context: typer.Context,
    month: Month,
    revision: Annotated[
        int | None,
        typer.Option(parser=whole_number(1, 9999), metavar="N", help=_("An earlier revision of the month.")),
    ] = None,
    draw: Annotated[
        int | None,
        typer.Option(parser=whole_number(1, 9999), metavar="N", help=_("Which sample (else the last).")),
    ] = None,
    json: Json = False,
) -> None:
    from csi_tui.services.desk.month_names import said_month
    from csi_tui.services.oversight import pages as oversight_pages
    from csi_tui.services.oversight.text import sample_lines

    with call_of(context).desk() as desk:
        period = said_month(month, desk.site.zone)
        found = oversight_pages.sample_of(desk, period, revision=revision, draw=draw)
    if json:
        show_json(found.json())
    else:
        show("\n".join(sample_lines(found, oversight_pages.finding_text, oversight_pages.verdict_text)))


@app.command(cls=Command, help=_("Record what was found about a row of the sample."))
def record(
    context: typer.Context,
    month: Month,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=_("Number of the row, or its place."))],
    finding: Annotated[str, typer.Argument(metavar="FINDING", help=_("right or wrong"))],
    note: Annotated[str, typer.Option(metavar="TEXT", help=_("What is wrong; a note."))] = "",
) -> None:
    from csi_tui.services.desk.month_names import said_month
    from csi_tui.services.oversight import pages as oversight_pages
    from csi_tui.services.oversight import sampling

    with call_of(context).desk() as desk:
        period = said_month(month, desk.site.zone)
        sampling.note_finding(desk, period, number, finding, note)
    tell(
        _("Recorded: {number}, {finding}.").format(
            number=number, finding=oversight_pages.finding_text(finding)
        )
    )


@app.command(cls=Command, help=_("Sign the month off, once every row was looked at."))
def sign(context: typer.Context, month: Month, reason: Reason = "") -> None:
    from csi_tui.services.desk.month_names import month_name, said_month
    from csi_tui.services.oversight import sampling

    with call_of(context).desk() as desk:
        period = said_month(month, desk.site.zone)
        sampling.sign(desk, period, reason)
    tell(_("{month} is signed off.").format(month=month_name(period)))


@app.command("object", cls=Command, help=_("Object; the month is not frozen until it is lifted."))
def object_(context: typer.Context, month: Month, reason: Reason = "") -> None:
    from csi_tui.services.desk.month_names import month_name, said_month
    from csi_tui.services.oversight import sampling

    with call_of(context).desk() as desk:
        period = said_month(month, desk.site.zone)
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
    from csi_tui.services.desk.month_names import month_name, said_month
    from csi_tui.services.oversight import sampling

    with call_of(context).desk() as desk:
        period = said_month(month, desk.site.zone)
        sampling.lift(desk, period, reason)
    tell(_("The objection against {month} is lifted.").format(month=month_name(period)))
