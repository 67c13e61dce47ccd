"""``csi meeting …``: minutes of a week's meeting, who does what by when, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Employee, Json, Reason
from csi_tui.cli.sections import Masked
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _

app = group(help_of("meeting"))

OfWeek = Annotated[
    str | None,
    typer.Option(
        "--week", metavar="WEEK", help=_("The week it looks back on (else the last one that is over).")
    ),
]
Which = Annotated[
    int,
    typer.Argument(parser=whole_number(1, 999_999_999), metavar="NUMBER", help=_("The number on the sheet.")),
]


@app.command("note", cls=Command, help=_("Write a line of the minutes, with your name and the time."))
def note(
    context: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("What was said."))],
    week: OfWeek = None,
) -> None:
    from csi_tui.services.week.meeting import write_note
    from csi_tui.services.week.week_sheet import week_said

    with call_of(context).desk() as desk:
        number = write_note(desk, week_said(desk, week), text)
    tell(_("Line {number} is kept.").format(number=number))


@app.command("promise", cls=Command, help=_("Write who does what by when."))
def promise(
    context: typer.Context,
    employee: Employee,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("What is to be done."))],
    by: Annotated[str, typer.Option("--by", metavar="DATE", help=_("The last day for it."))],
    week: OfWeek = None,
) -> None:
    from csi_tui.services.entries.rules import read_day
    from csi_tui.services.week import meeting
    from csi_tui.services.week.week_sheet import week_said

    with call_of(context).desk() as desk:
        number = meeting.promise(desk, week_said(desk, week), employee, text, read_day(desk, by))
    tell(_("Promise {number} is kept.").format(number=number))


@app.command("change", cls=Command, help=_("Change a promise; how it stood before stays readable."))
def change(
    context: typer.Context,
    number: Which,
    reason: Reason,
    who: Annotated[
        str | None, typer.Option("--who", metavar="EMPLOYEE", help=_("Who does it from now on."))
    ] = None,
    what: Annotated[str | None, typer.Option("--what", metavar="TEXT", help=_("What is to be done."))] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="DATE", help=_("The last day for it."))] = None,
) -> None:
    from csi_tui.services.entries.rules import read_day
    from csi_tui.services.week import meeting

    with call_of(context).desk() as desk:
        day = None if by is None else read_day(desk, by)
        meeting.change(desk, number, reason, who=who, what=what, by=day)
    tell(_("Promise {number} is changed.").format(number=number))


@app.command("done", cls=Command, help=_("Say that a promise is done, and what became of it."))
def done(
    context: typer.Context,
    number: Which,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("What became of it."))],
) -> None:
    from csi_tui.services.week import meeting

    with call_of(context).desk() as desk:
        meeting.done(desk, number, text)
    tell(_("Promise {number} is done.").format(number=number))


@app.command("take-back", cls=Command, help=_("Take a line or a promise back; it stays readable."))
def take_back(context: typer.Context, number: Which, reason: Reason) -> None:
    from csi_tui.services.week import meeting

    with call_of(context).desk() as desk:
        meeting.take_back(desk, number, reason)
    tell(_("Line {number} is taken back.").format(number=number))


@app.command("list", cls=Command, help=_("What the meeting of a week wrote down."))
def list_(
    context: typer.Context,
    week: Annotated[
        str | None,
        typer.Argument(metavar="WEEK", help=_("2026-W48; also W48, this (else the last one that is over)")),
    ] = None,
    masked: Masked = False,
    json: Json = False,
) -> None:
    from csi_tui.services.week.meeting import meeting
    from csi_tui.services.week.text.sentences import note_text, promise_text
    from csi_tui.services.week.text.week_json import meeting_json
    from csi_tui.services.week.week_sheet import week_said

    with call_of(context).desk() as desk:
        found = meeting(desk, week_said(desk, week), masked=masked)
    if json:
        show_json(meeting_json(found))
        return
    lines = [*map(note_text, found.notes), *map(promise_text, found.promises)]
    if lines:
        show("\n".join(lines))
        if masked:
            tell(_("Words of the meeting are left out, for names stand in them."))
    else:
        tell(_("Nobody has written anything down."))
