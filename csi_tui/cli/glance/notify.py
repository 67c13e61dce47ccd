"""``csi notify``: what presses, by mail, to a group chat or a webhook; each message once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _

if TYPE_CHECKING:
    from csi_tui.services.notify.values import Told


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("notify"))
    def notify(
        context: typer.Context,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help=_("Show what would be sent, and where; send nothing."))
        ] = False,
        again: Annotated[
            str | None,
            typer.Option(
                "--again", metavar="CHANNEL", help=_("Send what is held for this channel once more.")
            ),
        ] = None,
        json: Annotated[bool, typer.Option("--json", help=_("Print what became of it as JSON."))] = False,
    ) -> None:
        from csi_tui.services.notify import notifying
        from csi_tui.services.notify.text import outcome_text, where

        call = call_of(context)
        if dry_run:
            found = notifying.rehearse(call.path, call.operator, again)
            for told in [] if json else found:
                if told.message is not None:
                    show(_("{where} would get:").format(where=where(told)))
                    show("\n".join(f"  {line}".rstrip() for line in _lines(told)))
                if told.held or told.message is None:
                    tell(outcome_text(told))
        else:
            found = []
            for told in notifying.notify(call.path, call.operator, again):
                found.append(told)
                if told.failed:
                    tell(outcome_text(told))
                elif not json:
                    show(outcome_text(told))
        if json:
            show_json([_json(told) for told in found])
        raise typer.Exit(1 if any(told.failed for told in found) else 0)


def _lines(told: Told) -> list[str]:
    return [] if told.message is None else [told.message.title, *told.message.body.split("\n")]


def _json(told: Told) -> dict[str, Any]:
    return {
        "channel": told.channel,
        "kind": told.kind,
        "recipient": told.place or None,
        "complaints": list(told.complaints),
        "text": None if told.message is None else "\n".join(_lines(told)),
        "outcome": None if told.outcome is None else told.outcome.end.value,
        "code": None if told.outcome is None else told.outcome.code,
        "held": list(told.held),
    }
