"""``csi milestone``: log a milestone, or correct one."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _
from csi_tui.services.desk.card_texts import MILESTONE_NAMES, milestone_name
from csi_tui.services.errors import UserError


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("milestone"))
    def milestone(
        context: typer.Context,
        complaint: Annotated[str, typer.Argument(metavar="COMPLAINT", help=_("Number of the complaint."))],
        kind: Annotated[str, typer.Argument(metavar="MILESTONE", help=_("contacted, planned or resolved"))],
        at: Annotated[
            str | None,
            typer.Option(metavar="INSTANT", help=_("When it happened, also like -2h or 16:30 (else now).")),
        ] = None,
        note: Annotated[str | None, typer.Option(metavar="TEXT", help=_("A note."))] = None,
        out_of_order: Annotated[
            bool, typer.Option("--out-of-order", help=_("Confirm that the steps did not follow each other."))
        ] = False,
        correct: Annotated[
            str | None,
            typer.Option(
                metavar="REASON", help=_("Correct a logged milestone to --at; the old entry stays.")
            ),
        ] = None,
        withdraw: Annotated[
            str | None,
            typer.Option(
                metavar="REASON", help=_("Say that a logged milestone did not happen; the old entry stays.")
            ),
        ] = None,
    ) -> None:
        from csi_tui.services.complaints.clock import current_number
        from csi_tui.services.complaints.milestones import correct_milestone, log_milestone
        from csi_tui.services.desk.instants import read_when

        if kind not in MILESTONE_NAMES:
            raise UserError(
                _("“{kind}” is no milestone. There are: {known}.").format(
                    kind=kind, known=_(", ").join(MILESTONE_NAMES)
                )
            )
        if correct is not None and withdraw is not None:
            raise UserError(_("--correct and --withdraw do not go together; take one of them."))
        if note is not None and (correct is not None or withdraw is not None):
            raise UserError(_("The reason is the note here; leave --note away."))
        if correct is not None and at is None:
            raise UserError(_("A correction takes --at: when it really happened."))
        if withdraw is not None and at is not None:
            raise UserError(_("What did not happen has no time; leave --at away."))
        with call_of(context).desk() as desk:
            instant = None if at is None else read_when(at, desk.site.zone)
            if correct is None and withdraw is None:
                complaint = current_number(desk, complaint)
                remarks = log_milestone(desk, complaint, kind, instant, note, out_of_order=out_of_order)
                sentence = _("Logged: {number}, {milestone}.")
            else:
                reason = correct if correct is not None else withdraw or ""
                remarks = correct_milestone(desk, complaint, kind, instant, reason, out_of_order=out_of_order)
                sentence = (
                    _("Corrected: {number}, {milestone}.")
                    if correct is not None
                    else _("Taken back: {number}, {milestone}.")
                )
        tell(sentence.format(number=complaint, milestone=milestone_name(kind)))
        for remark in remarks:
            tell(remark)
