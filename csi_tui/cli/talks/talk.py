"""``csi talk …``: who is to be talked with about a month, the sheet of a talk, what was said and agreed."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import month_said
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Employee, Json, Reason
from csi_tui.cli.sections import show_sections
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.cli.sheet_file import SheetFile, refuse_both, written
from csi_tui.i18n import _

app = group(help_of("talk"))

Which = Annotated[
    int,
    typer.Argument(parser=whole_number(1, 999_999_999), metavar="NUMBER", help=_("The number of the talk.")),
]


@app.command("list", cls=Command, help=_("Whom to talk with about a month, and who was talked with."))
def list_(
    context: typer.Context,
    month: Annotated[
        str | None, typer.Argument(metavar="MONTH", help=_("YYYY-MM (else the latest published month)"))
    ] = None,
    json: Json = False,
) -> None:
    from csi_tui.services.talks.due import month_talks, month_to_talk_over
    from csi_tui.services.talks.text.table import talk_table
    from csi_tui.services.talks.text.talk_json import month_json

    with call_of(context).desk() as desk:
        found = month_talks(desk, month_to_talk_over(desk) if month is None else month_said(desk, month))
    if json:
        show_json(month_json(found))
    else:
        show(talk_table(found))


@app.command("sheet", cls=Command, help=_("What a talk starts from: strengths, losses, open promises."))
def sheet(
    context: typer.Context,
    employee: Employee,
    month: Annotated[
        str | None, typer.Option(metavar="MONTH", help=_("YYYY-MM (else the latest published month)."))
    ] = None,
    json: Json = False,
    output: SheetFile = None,
) -> None:
    from csi_tui.services.talks.due import month_to_talk_over
    from csi_tui.services.talks.talk_sheet import talk_sheet
    from csi_tui.services.talks.text.sections import sections, title_of
    from csi_tui.services.talks.text.talk_json import sheet_json
    from csi_tui.services.talks.text.talk_printed import talk_printed

    refuse_both(output, json=json)
    with call_of(context).desk() as desk:
        period = month_to_talk_over(desk) if month is None else month_said(desk, month)
        found = talk_sheet(desk, employee, period)
    if written(lambda: talk_printed(found), output):
        return
    if json:
        show_json(sheet_json(found))
        return
    show_sections(title_of(found), lambda columns: sections(found, columns))


@app.command("hold", cls=Command, help=_("Write down a talk: strengths, problems, direction."))
def hold(
    context: typer.Context,
    employee: Employee,
    span: Annotated[
        str, typer.Argument(metavar="SPAN", help=_("What it was about: 2026-11, 2026-Q4, 2026."))
    ],
    strengths: Annotated[str, typer.Option("--strengths", metavar="TEXT", help=_("What is strong."))],
    problems: Annotated[str, typer.Option("--problems", metavar="TEXT", help=_("What the problems are."))],
    direction: Annotated[str, typer.Option("--direction", metavar="TEXT", help=_("How it goes on."))],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help=_("The day on which it was held (else today)."))
    ] = "",
) -> None:
    from csi_tui.services.entries.rules import read_day
    from csi_tui.services.spans.results import read_span
    from csi_tui.services.talks import talks

    with call_of(context).desk() as desk:
        number = talks.hold(
            desk,
            employee,
            read_span(span),
            held_on=read_day(desk, on),
            strengths=strengths,
            problems=problems,
            direction=direction,
        )
    tell(_("Talk {number} is kept.").format(number=number))


@app.command("agree", cls=Command, help=_("Agree with what was written down of your talk."))
def agree(
    context: typer.Context,
    number: Which,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=_("What you say to it."))] = "",
) -> None:
    from csi_tui.services.talks import talks

    with call_of(context).desk() as desk:
        talks.agree(desk, number, note)
    tell(_("Talk {number} is agreed to.").format(number=number))


@app.command("disagree", cls=Command, help=_("Say what you do not agree with in your talk."))
def disagree(
    context: typer.Context,
    number: Which,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("What you do not agree with."))],
) -> None:
    from csi_tui.services.talks import talks

    with call_of(context).desk() as desk:
        talks.disagree(desk, number, text)
    tell(_("Your word on talk {number} is kept.").format(number=number))


@app.command("read-aloud", cls=Command, help=_("It was read aloud to somebody without a sign-in."))
def read_aloud(
    context: typer.Context,
    number: Which,
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help=_("By whom it was read, and what was said to it."))
    ],
) -> None:
    from csi_tui.services.talks import talks

    with call_of(context).desk() as desk:
        talks.read_aloud(desk, number, text)
    tell(_("Talk {number} was read aloud.").format(number=number))


@app.command("take-back", cls=Command, help=_("Take a talk back; it stays readable."))
def take_back(context: typer.Context, number: Which, reason: Reason) -> None:
    from csi_tui.services.talks import talks

    with call_of(context).desk() as desk:
        talks.take_back(desk, number, reason)
    tell(_("Talk {number} is taken back.").format(number=number))


@app.command("show", cls=Command, help=_("Every talk with somebody, the latest first."))
def show_(context: typer.Context, employee: Employee, json: Json = False) -> None:
    from csi_tui.services.talks.talks import talks_about
    from csi_tui.services.talks.text.sentences import talk_lines
    from csi_tui.services.talks.text.talk_json import talk_json

    with call_of(context).desk() as desk:
        found = talks_about(desk, employee)
    if json:
        show_json([talk_json(talk) for talk in found])
    elif found:
        show("\n\n".join("\n".join(talk_lines(talk)) for talk in found))
    else:
        tell(_("No talk is written down."))
