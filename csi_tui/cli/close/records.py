"""``csi close …``: what is written down about a month beside its steps."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.changes.ripples import answer_ripple
from csi_tui.cli.month import Month
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command, whole_number
from csi_tui.i18n import _

Json = Annotated[bool, typer.Option("--json", help=_("Print the answer as JSON."))]


def register(app: typer.Typer) -> None:
    """Add the commands to the group."""
    _papers(app)
    _comparisons(app)


def _papers(app: typer.Typer) -> None:
    """History, certificate, receipts."""

    @app.command(cls=Command, help=_("What was done to a month, by whom, when and why."))
    def history(context: typer.Context, month: Month, json: Json = False) -> None:
        from csi_tui.services.desk.month_names import said_month
        from csi_tui.services.months.steps import step_name, steps_of
        from csi_tui.services.months.text.months import step_table

        with call_of(context).desk() as desk:
            period = said_month(month, desk.site.zone)
            steps = steps_of(desk, period)
        if json:
            show_json([step.json() for step in steps])
        else:
            show(step_table(steps, step_name))

    @app.command(cls=Command, help=_("What a month rests on, under one digest and a code."))
    def certificate(context: typer.Context, month: Month, json: Json = False) -> None:
        from csi_tui.services.desk.month_names import said_month
        from csi_tui.services.proof.certificates import certificate_of
        from csi_tui.services.proof.text.certificate import certificate_lines

        with call_of(context).desk() as desk:
            period = said_month(month, desk.site.zone)
            found = certificate_of(desk, period)
        if json:
            show_json(found.json())
        else:
            show("\n".join(certificate_lines(found)))

    @app.command(cls=Command, help=_("Record who took note of a published card, and how."))
    def receipt(
        context: typer.Context,
        month: Month,
        employee: Annotated[
            str, typer.Argument(metavar="EMPLOYEE", help=_("Number, or an unambiguous part of the name."))
        ],
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
        from csi_tui.services.desk.month_names import said_month

        with call_of(context).desk() as desk:
            period = said_month(month, desk.site.zone)
            take_note(desk, period, employee, how, note, seen=revision)
        tell(_("Recorded: {employee}, {how}.").format(employee=employee, how=how_text(how)))

    @app.command(cls=Command, help=_("Who has taken note of the published cards of a month."))
    def receipts(context: typer.Context, month: Month, json: Json = False) -> None:
        from csi_tui.services.cards.took_note import how_text
        from csi_tui.services.cards.took_note import receipts as read_receipts
        from csi_tui.services.desk.month_names import said_month
        from csi_tui.services.months.text.months import receipt_table

        with call_of(context).desk() as desk:
            period = said_month(month, desk.site.zone)
            found = read_receipts(desk, period)
        if json:
            show_json([one.json() for one in found])
        else:
            show(receipt_table(found, how_text))


def _comparisons(app: typer.Typer) -> None:
    """What would change, what did, and what went on."""

    @app.command(cls=Command, help=_("Whose cards a new computation would change."))
    def preview(context: typer.Context, month: Month, json: Json = False) -> None:
        from csi_tui.services.changes.ripple import of_computing
        from csi_tui.services.desk.month_names import said_month

        with call_of(context).desk() as desk:
            period = said_month(month, desk.site.zone)
            answer_ripple(desk, of_computing(desk, period), json=json)

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
        from csi_tui.services.desk.month_names import month_name, said_month

        with call_of(context).desk() as desk:
            period = said_month(month, desk.site.zone)
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
        from csi_tui.services.desk.month_names import said_month

        with call_of(context).desk() as desk:
            period = said_month(month, desk.site.zone)
            found = register_of.register(desk, period)
        if json:
            show_json(found.json())
        else:
            show("\n".join(register_lines(found, register_of.kind_text, register_of.late_kind_text)))
