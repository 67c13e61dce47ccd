"""``csi explain``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.cards.card import KnownOn
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import LatestMonth, month_said
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Employee, Revision
from csi_tui.cli.shape import Command
from csi_tui.i18n import _, current_language
from csi_tui.services.desk.card_texts import band_name, role_name, state_name


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("explain"))
    def explain(
        context: typer.Context,
        employee: Employee,
        month: LatestMonth = None,
        indicator: Annotated[
            str | None, typer.Argument(metavar="INDICATOR", help=_("Only this figure, such as quality."))
        ] = None,
        revision: Revision = None,
        as_known_on: KnownOn = None,
        json: Annotated[bool, typer.Option("--json", help=_("Print the receipt as JSON."))] = False,
    ) -> None:
        from csi_tui.services.cards.receipts import explain as explain_card
        from csi_tui.services.cards.text.receipt import receipt_lines
        from csi_tui.services.cards.text.receipt_json import receipt_json
        from csi_tui.services.cards.text.shown_receipt import shown
        from csi_tui.services.changes.corrections import revision_number
        from csi_tui.services.changes.exclusions import kind_text
        from csi_tui.services.changes.text import beside_lines
        from csi_tui.services.desk.month_names import month_name
        from csi_tui.services.entries.behind_cards import behind_text
        from csi_tui.services.entries.earlier_values import earlier_behind_text
        from csi_tui.services.months.cards import latest_month
        from csi_tui.services.proof.text.rules_version import explained_text
        from csi_tui.services.tabular.aligned import safe

        with call_of(context).desk() as desk:
            period = month_said(desk, month)
            if as_known_on is not None:
                period = latest_month(desk) if period is None else period
                revision = revision_number(desk, period, revision, as_known_on)
            found = explain_card(desk, employee, period, indicator, revision=revision)
        if found.by_other_rules:
            tell(explained_text(found.rules))
        view, language = shown(found.receipt), current_language()
        if not found.current:
            tell(
                _("Rows have changed since this month was computed: compute it again, then the receipt fits.")
            )
        if json:
            head = {
                "month": month_name(found.period),
                "state": found.state,
                "revision": found.revision,
                "employee_no": found.subject.employee_no,
                "name": found.subject.name,
                "current": found.current,
                "rules": found.rules,
            }
            beside = {
                "adjustments": [one.json() for one in found.adjustments],
                "struck_out": [one.json() for one in found.struck_out],
                "entered": [one.json() for one in found.entered],
                "earlier": [one.json() for one in found.earlier],
                "put_right": [one.json() for one in found.put_right],
                "changed": [one.json() for one in found.changed],
            }
            show_json(head | {"receipt": receipt_json(view, language)} | beside)
            return
        subject = found.subject
        who = f"{subject.employee_no}  {subject.name}  {role_name(subject.role)}  {subject.team}"
        what = _("{month}, revision {revision}, {state}, as of {as_of}").format(
            month=month_name(found.period),
            revision=found.revision,
            state=state_name(found.state),
            as_of=f"{found.as_of:%Y-%m-%d %H:%M}",
        )
        show(f"{who}\n{what}\n")
        for line in receipt_lines(view, language, band_name):
            show(line)
        if found.entered:
            show("\n".join(["", _("Entered:"), *(f"  {behind_text(one)}" for one in found.entered)]))
        if found.earlier:
            lines = [f"  {earlier_behind_text(one)}" for one in found.earlier]
            show("\n".join(["", _("Replaced or taken back, so not counted:"), *lines]))
        if found.put_right:
            lines = [f"  {kind_text(one.kind)} {safe(one.number)}  {one.text}" for one in found.put_right]
            show("\n".join(["", _("Put right:"), *lines]))
        if found.changed:
            lines = [f"  {kind_text(one.kind)} {safe(one.number)}  {one.text}" for one in found.changed]
            show("\n".join(["", _("Changed since they were entered:"), *lines]))
        beside_it = list(beside_lines(found.adjustments, found.struck_out, kind_text))
        if beside_it:
            show("\n".join(["", *beside_it]))
