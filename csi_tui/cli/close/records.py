"""``csi close …``: what is written down about a month beside its steps."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.changes.ripples import answer_ripple
from csi_tui.cli.month import Month, month_said
from csi_tui.cli.output import answer, answer_all, tell
from csi_tui.cli.parameters import Employee, Json
from csi_tui.cli.shape import Command, whole_number
from csi_tui.i18n import _


def register(app: typer.Typer) -> None:
    """Add the commands to the group."""
    _papers(app)
    _findings(app)
    _comparisons(app)


def _papers(app: typer.Typer) -> None:
    """History, certificate, receipts."""

    @app.command(cls=Command, help=_("What was done to a month, by whom, when and why."))
    def history(context: typer.Context, month: Month, json: Json = False) -> None:
        from csi_tui.services.months.steps import step_name, steps_of
        from csi_tui.services.months.text.months import step_table

        with call_of(context).desk() as desk:
            steps = steps_of(desk, month_said(desk, month))
        answer_all(steps, lambda: step_table(steps, step_name), json=json)

    @app.command(cls=Command, help=_("What a month rests on, under one digest and a code."))
    def certificate(context: typer.Context, month: Month, json: Json = False) -> None:
        from csi_tui.services.proof.certificates import certificate_of
        from csi_tui.services.proof.text.certificate import certificate_lines

        with call_of(context).desk() as desk:
            found = certificate_of(desk, month_said(desk, month))
        answer(found, lambda: "\n".join(certificate_lines(found)), json=json)

    @app.command(cls=Command, help=_("Record who took note of a published card, and how."))
    def receipt(
        context: typer.Context,
        month: Month,
        employee: Employee,
        how: Annotated[
            str, typer.Argument(metavar="HOW", help=_("read (by the owner), read-aloud or absent"))
        ],
        note: Annotated[str, typer.Option(metavar="TEXT", help=_("A note."))] = "",
        revision: Annotated[
            int | None,
            typer.Option(
                parser=whole_number(1, 9999), metavar="N", help=_("The revision in which it was seen.")
            ),
        ] = None,
    ) -> None:
        from csi_tui.services.cards.took_note import how_text, take_note

        with call_of(context).desk() as desk:
            take_note(desk, month_said(desk, month), employee, how, note, seen=revision)
        tell(_("Recorded: {employee}, {how}.").format(employee=employee, how=how_text(how)))

    @app.command(cls=Command, help=_("Who has taken note of the published cards of a month."))
    def receipts(context: typer.Context, month: Month, json: Json = False) -> None:
        from csi_tui.services.cards.text.took_note import receipt_table
        from csi_tui.services.cards.took_note import how_text
        from csi_tui.services.cards.took_note import receipts as read_receipts

        with call_of(context).desk() as desk:
            found = read_receipts(desk, month_said(desk, month))
        answer_all(found, lambda: receipt_table(found, how_text), json=json)


def _findings(app: typer.Typer) -> None:
    """Whom the agency asked; what becomes of a finding that is none."""

    @app.command(cls=Command, help=_("Whom the agency asked: orders, asked, answered, by person."))
    def coverage(context: typer.Context, month: Month, json: Json = False) -> None:
        from csi_tui.services.months.coverage import coverage as read_coverage
        from csi_tui.services.months.coverage import coverage_table

        with call_of(context).desk() as desk:
            lines = read_coverage(desk, month_said(desk, month))
        answer_all(lines, lambda: coverage_table(lines), json=json)

    @app.command(cls=Command, help=_("Say that a row of a finding is right; it does not come back."))
    def dismiss(
        context: typer.Context,
        month: Month,
        code: Annotated[
            str, typer.Argument(metavar="CODE", help=_("The finding, as close check --json names it."))
        ],
        row: Annotated[str, typer.Argument(metavar="ROW", help=_("Number of the row."))],
        reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why it is right."))],
    ) -> None:
        from csi_tui.services.close.dismissals import dismiss as dismiss_row
        from csi_tui.services.desk.month_names import said_month

        with call_of(context).desk() as desk:
            shown = dismiss_row(desk, said_month(month, desk.site.zone), code, row, reason)
        tell(_("{row} is not named again.").format(row=shown))


def _comparisons(app: typer.Typer) -> None:
    """What would change, what did, and what went on."""

    @app.command(cls=Command, help=_("Whose cards a new computation would change."))
    def preview(context: typer.Context, month: Month, json: Json = False) -> None:
        from csi_tui.services.changes.ripple import of_computing

        with call_of(context).desk() as desk:
            answer_ripple(desk, of_computing(desk, month_said(desk, month)), json=json)

    @app.command(cls=Command, help=_("What differs between two revisions of a month."))
    def differences(
        context: typer.Context,
        month: Month,
        older: Annotated[
            int | None,
            typer.Option(
                "--from", parser=whole_number(1, 9999), metavar="N", help=_("The earlier revision.")
            ),
        ] = None,
        newer: Annotated[
            int | None,
            typer.Option("--to", parser=whole_number(1, 9999), metavar="N", help=_("The later revision.")),
        ] = None,
        json: Json = False,
    ) -> None:
        from csi_tui.services.changes.corrections import differences as read_differences
        from csi_tui.services.desk.month_names import month_name

        with call_of(context).desk() as desk:
            period = month_said(desk, month)
            before, after, ripple = read_differences(desk, period, older, newer)
            if not json:
                tell(
                    _("{month}: revision {after} against revision {before}").format(
                        month=month_name(period), before=before, after=after
                    )
                )
            answer_ripple(desk, ripple, json=json)

    @app.command(cls=Command, help=_("What a month handed on, and what came into it."))
    def carried(context: typer.Context, month: Month, json: Json = False) -> None:
        from csi_tui.services.close import carry_over as register_of
        from csi_tui.services.close.text import register_lines

        with call_of(context).desk() as desk:
            found = register_of.register(desk, month_said(desk, month))
        answer(
            found,
            lambda: "\n".join(register_lines(found, register_of.kind_text, register_of.late_kind_text)),
            json=json,
        )
