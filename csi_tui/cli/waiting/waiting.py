"""``csi waiting …``: acts on own figures that wait for a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import answer, answer_all, tell
from csi_tui.cli.parameters import Json, Reason
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _

if TYPE_CHECKING:
    from csi_tui.services.waiting.acts import Answered

app = group(help_of("waiting"))
Number = Annotated[
    int, typer.Argument(parser=whole_number(1, 10**9), metavar="N", help=_("Its number in the list."))
]


@app.command("list", cls=Command, help=_("What waits, the oldest first."))
def list_(
    context: typer.Context,
    every: Annotated[
        bool, typer.Option("--all", help=_("With what was answered, and what was done alone."))
    ] = False,
    json: Json = False,
) -> None:
    from csi_tui.services.waiting import pages
    from csi_tui.services.waiting.lists import list_lines
    from csi_tui.services.waiting.text import act_lines

    with call_of(context).desk() as desk:
        found = pages.acts(desk, every=every)
        behind = [line for one in found for line in list_lines(desk, one)]
        lines = "\n".join([*act_lines(found, desk.site.zone), *behind])
    answer_all(found, lambda: lines, json=json)


@app.command(cls=Command, help=_("Let it be done: by somebody else than who proposed it."))
def confirm(
    context: typer.Context,
    number: Number,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=_("A word about it."))] = "",
) -> None:
    from csi_tui.services.waiting import acts

    with call_of(context).desk() as desk:
        done = acts.confirm(desk, number, reason)
    _tell(done)


@app.command(cls=Command, help=_("Do not let it be done; of an own one: take it back."))
def reject(context: typer.Context, number: Number, reason: Reason = "") -> None:
    from csi_tui.services.waiting import acts

    with call_of(context).desk() as desk:
        done = acts.reject(desk, number, reason)
    _tell(done)


@app.command("carry-over", cls=Command, help=_("Let its month be closed without it."))
def carry_over(context: typer.Context, number: Number, reason: Reason = "") -> None:
    from csi_tui.services.waiting import acts

    with call_of(context).desk() as desk:
        done = acts.carry_over(desk, number, reason)
    _tell(done)


@app.command(cls=Command, help=_("What is done alone to own figures: show it, set it."))
def site(
    context: typer.Context,
    late_entry: Annotated[
        int | None,
        typer.Option(
            "--late-entry",
            parser=whole_number(0, 10_080),
            metavar="MINUTES",
            help=_("What happened within so many minutes is entered as it happens."),
        ),
    ] = None,
    handover: Annotated[
        int | None,
        typer.Option(
            "--handover",
            parser=whole_number(0, 100),
            metavar="PERCENT",
            help=_("From this share of a limit on nobody hands an own complaint over alone."),
        ),
    ] = None,
    pause: Annotated[
        int | None,
        typer.Option(
            "--pause",
            parser=whole_number(0, 366),
            metavar="DAYS",
            help=_("So long the clock of an own complaint stands still at once."),
        ),
    ] = None,
    reason: Reason = "",
    json: Json = False,
) -> None:
    from csi_tui.services.waiting.site_choice import own_acts_of, set_own_acts
    from csi_tui.services.waiting.text import own_act_lines

    with call_of(context).desk() as desk:
        if late_entry is None and handover is None and pause is None:
            found = own_acts_of(desk)
        else:
            found = set_own_acts(
                desk,
                late_entry_minutes=late_entry,
                handover_share=handover,
                pause_days_alone=pause,
                reason=reason,
            )
    answer(found, lambda: "\n".join(own_act_lines(found)), json=json)


def _tell(done: Answered) -> None:
    from csi_tui.services.waiting.text import answered_text

    tell(answered_text(done.number, done.subject, done.outcome))
    for remark in done.remarks:
        tell(remark)
