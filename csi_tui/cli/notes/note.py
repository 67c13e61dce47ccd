"""``csi note …``: what people write about an order, a complaint or a customer."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Evidence
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

app = group(help_of("note"))

WRITABLE = ("order", "complaint", "customer")
READABLE = (*WRITABLE, "survey")

Kind = Annotated[str, typer.Argument(metavar="KIND", help=_("order, complaint or customer"))]
Number = Annotated[
    str,
    typer.Argument(
        metavar="NUMBER", help=_("Number of the order or complaint; of a customer the phone number.")
    ),
]


@app.command(cls=Command, help=_("Write a note, with your name and the time."))
def add(
    context: typer.Context,
    kind: Kind,
    number: Number,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("What is to be noted."))],
    evidence: Evidence = "",
) -> None:
    from csi_tui.services.notes.notes import write

    _check(kind, WRITABLE)
    with call_of(context).desk() as desk:
        write(desk, kind, number, text, evidence)
    tell(_("Written down."))


@app.command("list", cls=Command, help=_("The notes on it, the latest first."))
def list_(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=_("order, complaint, customer, or survey (why put right)"))
    ],
    number: Number,
    json: Annotated[bool, typer.Option("--json", help=_("Print the notes as JSON."))] = False,
) -> None:
    from csi_tui.services.notes.notes import notes_of
    from csi_tui.services.notes.text import note_lines

    _check(kind, READABLE)
    with call_of(context).desk() as desk:
        found = notes_of(desk, kind, number)
    if json:
        show_json([one.json() for one in found])
    elif found:
        show("\n".join(note_lines(found)))
    else:
        tell(_("Nobody has written anything about it."))


def _check(kind: str, known: tuple[str, ...]) -> None:
    if kind not in known:
        raise UserError(
            _("There are no notes on “{kind}”. There are: {known}.").format(
                kind=kind, known=_(", ").join(known)
            )
        )
