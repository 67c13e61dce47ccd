"""``csi complaints``, ``csi milestone`` and ``csi due``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli import look_ups
from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _
from csi_tui.services.card_texts import milestone_name
from csi_tui.services.errors import UserError

KINDS = ("contacted", "planned", "resolved")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("complaints"))
    def complaints(
        context: typer.Context,
        overdue: Annotated[
            bool, typer.Option("--overdue", help=_("Only those whose next step is overdue."))
        ] = False,
        json: Annotated[bool, typer.Option("--json", help=_("Print the list as JSON."))] = False,
    ) -> None:
        call = call_of(context)
        look_ups.complaints(call.db, call.operator, overdue=overdue, json=json)

    @app.command(cls=Command, help=help_of("milestone"))
    def milestone(
        context: typer.Context,
        complaint: Annotated[str, typer.Argument(metavar="COMPLAINT", help=_("Number of the complaint."))],
        kind: Annotated[str, typer.Argument(metavar="MILESTONE", help=_("contacted, planned or resolved"))],
        at: Annotated[
            str | None, typer.Option(metavar="INSTANT", help=_("When it happened (else now)."))
        ] = None,
        note: Annotated[str | None, typer.Option(metavar="TEXT", help=_("A note."))] = None,
        out_of_order: Annotated[
            bool, typer.Option("--out-of-order", help=_("Confirm that the steps did not follow each other."))
        ] = False,
    ) -> None:
        from csi_tui.services.instants import read_instant
        from csi_tui.services.milestones import log_milestone

        if kind not in KINDS:
            raise UserError(
                _("“{kind}” is no milestone. There are: {known}.").format(
                    kind=kind, known=_(", ").join(KINDS)
                )
            )
        with call_of(context).desk() as desk:
            instant = None if at is None else read_instant(at, desk.site.zone)
            remarks = log_milestone(desk, complaint, kind, instant, note, out_of_order=out_of_order)
        tell(_("Logged: {number}, {milestone}.").format(number=complaint, milestone=milestone_name(kind)))
        for remark in remarks:
            tell(remark)

    @app.command(cls=Command, help=help_of("assign"))
    def assign(
        context: typer.Context,
        complaint: Annotated[str, typer.Argument(help=_("Number of the complaint."), metavar="COMPLAINT")],
        employee: Annotated[str, typer.Argument(help=_("Number of the employee."), metavar="EMPLOYEE")],
    ) -> None:
        from csi_tui.services.handlers import assign as assign_to

        with call_of(context).desk() as desk:
            assign_to(desk, complaint, employee)
        tell(_("{number} is handled by {employee} now.").format(number=complaint, employee=employee))

    @app.command(cls=Command, help=help_of("due"))
    def due(
        context: typer.Context,
        instant: Annotated[
            str, typer.Argument(metavar="INSTANT", help=_("When it was received, such as 2026-09-30T16:40."))
        ],
        json: Annotated[bool, typer.Option("--json", help=_("Print the due times as JSON."))] = False,
    ) -> None:
        from csi_tui.reports.complaint_text import due_json, due_text
        from csi_tui.services.calendar import reason_of
        from csi_tui.services.deadlines import due as due_at
        from csi_tui.services.instants import read_instant

        with call_of(context).desk() as desk:
            zone = desk.site.zone
            times = due_at(desk, read_instant(instant, zone))
        if json:
            show_json(due_json(times, zone, reason_of))
        else:
            show(due_text(times, zone, reason_of))
        if times.provisional:
            tell(_("The span touches a year without an official calendar: the last due time is provisional."))
