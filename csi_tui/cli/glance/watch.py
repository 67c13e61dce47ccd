"""``csi watch``: what is overdue or due soon, for cron and for hooks into mail or chat."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import Call, call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json
from csi_tui.cli.shape import Command, whole_number
from csi_tui.i18n import _
from csi_tui.services.desk.card_texts import still_to_do
from csi_tui.services.errors import UserError


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("watch"))
    def watch(
        context: typer.Context,
        once: Annotated[
            bool, typer.Option("--once", help=_("Look once and leave; exit status 1 when something presses."))
        ] = False,
        every: Annotated[
            str, typer.Option(parser=whole_number(5, 86_400), metavar="SECONDS", help=_("How often to look."))
        ] = "60",
        dates: Annotated[
            bool,
            typer.Option(
                "--dates",
                help=_(
                    "With --once: also the dates of months that are near, such as results before the 5th."
                ),
            ),
        ] = False,
        json: Annotated[bool, typer.Option("--json", help=_("Print lists as JSON."))] = False,
    ) -> None:
        from csi_tui.services.complaints.text.open_complaints import complaint_json
        from csi_tui.services.glance.text import chat_text
        from csi_tui.services.glance.watch import local_now, newly_pressing, pressing

        call = call_of(context)
        if dates and (json or not once):
            raise UserError(_("--dates goes with --once, and is a text for people."))
        if once:
            near = _near(call) if dates else []
            found = pressing(call.path, call.operator)
            if json:
                show_json([complaint_json(row) for row in found])
            elif found:
                show(chat_text(found, local_now(call.path), still_to_do))
            for text in near:
                show(text)
            raise typer.Exit(1 if found or near else 0)
        for _instant, fresh in newly_pressing(call.path, call.operator, int(every)):
            if json:
                show_json([complaint_json(row) for row in fresh])
            else:
                show(chat_text(fresh, local_now(call.path), still_to_do))


def _near(call: Call) -> list[str]:
    from csi_tui.services.months.reminders import near_texts

    with call.desk() as desk:
        return near_texts(desk)
