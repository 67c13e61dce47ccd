"""``csi complaints``, ``csi assign`` and ``csi due``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.glance import look_ups
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _
from csi_tui.services.desk.card_texts import still_to_do
from csi_tui.services.errors import UserError


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("complaints"))
    def complaints(
        context: typer.Context,
        overdue: Annotated[
            bool, typer.Option("--overdue", help=_("Only those whose next step is overdue."))
        ] = False,
        chat: Annotated[
            bool,
            typer.Option(
                "--chat", help=_("What is overdue or due soon, as plain text to paste into a group chat.")
            ),
        ] = False,
        json: Annotated[bool, typer.Option("--json", help=_("Print the list as JSON."))] = False,
    ) -> None:
        call = call_of(context)
        if chat and json:
            raise UserError(_("--chat is a text for people; take either it or --json."))
        if chat:
            from csi_tui.services.glance.text import chat_text
            from csi_tui.services.glance.watch import local_now, pressing

            found = pressing(call.path, call.operator, overdue_only=overdue)
            show(chat_text(found, local_now(call.path), still_to_do))
            return
        look_ups.complaints(call.db, call.operator, overdue=overdue, json=json)

    @app.command(cls=Command, help=help_of("assign"))
    def assign(
        context: typer.Context,
        complaint: Annotated[str, typer.Argument(help=_("Number of the complaint."), metavar="COMPLAINT")],
        employee: Annotated[str, typer.Argument(help=_("Number of the employee."), metavar="EMPLOYEE")],
        note: Annotated[
            str | None, typer.Option(metavar="TEXT", help=_("Why it goes to somebody else."))
        ] = None,
        correct: Annotated[
            str | None,
            typer.Option(
                metavar="REASON", help=_("The handler was entered wrongly: no handover, a correction.")
            ),
        ] = None,
    ) -> None:
        from csi_tui.services.complaints.clock import current_number
        from csi_tui.services.complaints.handlers import assign as assign_to
        from csi_tui.services.complaints.handlers import correct_handler

        if correct is not None and note is not None:
            raise UserError(_("The reason is the note here; leave --note away."))
        with call_of(context).desk() as desk:
            complaint = current_number(desk, complaint)
            if correct is None:
                remarks = assign_to(desk, complaint, employee, note)
            else:
                remarks = correct_handler(desk, complaint, employee, correct)
        tell(_("{number} is handled by {employee} now.").format(number=complaint, employee=employee))
        for remark in remarks:
            tell(remark)

    @app.command(cls=Command, help=help_of("due"))
    def due(
        context: typer.Context,
        instant: Annotated[
            str,
            typer.Argument(
                metavar="INSTANT",
                help=_("When it was received, such as 2026-09-30T16:40, or the number of a complaint."),
            ),
        ],
        json: Annotated[bool, typer.Option("--json", help=_("Print the due times as JSON."))] = False,
    ) -> None:
        from csi_tui.services.complaints.due_times import due_of
        from csi_tui.services.complaints.text.due_times import due_json, due_text, provisional_lines
        from csi_tui.services.workdays.calendar import reason_of

        with call_of(context).desk() as desk:
            zone = desk.site.zone
            times = due_of(desk, instant)
        if json:
            show_json(due_json(times, zone, reason_of))
            for line in provisional_lines(times):
                tell(line)
        else:
            show(due_text(times, zone, reason_of))
