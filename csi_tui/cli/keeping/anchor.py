"""``csi anchor …``: the head of the audit trail, handed on to where this machine cannot reach, and held against it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Json, Reason
from csi_tui.cli.shape import Command, Group, group
from csi_tui.i18n import _, ngettext
from csi_tui.services.errors import UserError


class _Anchor(Group):
    """Without a command, ``csi anchor`` writes."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the line: options of ``write`` may stand without its name."""
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["write", *args]
        return super().parse_args(ctx, args)


app = group(help_of("anchor"))
app.info.cls = _Anchor


@app.command("write", cls=Command, help=_("Hand the trail code to a file, a command or the output."))
def write(
    context: typer.Context,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", metavar="FILE", readable=False, help=_("Append it to this file, outside the store.")
        ),
    ] = None,
    command: Annotated[
        str | None,
        typer.Option("--command", metavar="CMD", help=_("Hand it to this command's standard input.")),
    ] = None,
) -> None:
    from csi_tui.services.proof import anchors

    if to is not None and command is not None:
        raise UserError(_("--to and --command are two ways: choose one."))
    with call_of(context).desk() as desk:
        if to is not None:
            anchor = anchors.append_to(desk, to)
        elif command is not None:
            anchor = anchors.hand_to(desk, command)
        else:
            anchor = anchors.anchor_of(desk)
        beside = to is not None and to.resolve().parent == desk.store.path.resolve().parent
    show(str(anchor))
    if to is not None:
        tell(_("Appended to {path}.").format(path=to))
    if command is not None:
        tell(_("Handed to the command."))
    if beside:
        tell(
            _(
                "The file lies beside the store: who can put an earlier store there can put an earlier file there too. "
                "Keep it on another machine, or under another account."
            )
        )


@app.command("accept", cls=Command, help=_("Go on from a state that lies behind, with a reason."))
def accept(context: typer.Context, reason: Reason) -> None:
    from csi_tui.services.keeping.set_back import accept as accept_it

    with call_of(context).desk() as desk:
        number = accept_it(desk, reason)
    tell(
        _(
            "Entry {number} of the audit trail says that this state was accepted, and with which heads. The store can "
            "be written again; anchors of what is missing do not hold any more."
        ).format(number=number)
    )


@app.command("check", cls=Command, help=_("Hold the store against every line of a file of anchors."))
def check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=_("The file of anchors."))],
    json: Json = False,
) -> None:
    from csi_tui.services.proof.anchors import check_file

    with call_of(context).desk() as desk:
        found = check_file(desk, file)
    if json:
        show_json(found.json())
    else:
        for one in found.lines:
            if one.verdict != "holds":
                show(_("line {line}, {text}: {why}").format(line=one.line, text=one.text, why=one.why))
        tell(
            ngettext(
                "Looked at {n} line: {holds} hold, {broken} do not, {set_back} are of what a step back left behind, "
                "{unreadable} cannot be read, {others} are of other stores.",
                "Looked at {n} lines: {holds} hold, {broken} do not, {set_back} are of what a step back left behind, "
                "{unreadable} cannot be read, {others} are of other stores.",
                len(found.lines),
            ).format(
                n=len(found.lines),
                holds=found.count("holds"),
                broken=found.count("broken"),
                set_back=found.count("set back"),
                unreadable=found.count("unreadable"),
                others=found.count("another store"),
            )
        )
    if found.count("broken"):
        raise typer.Exit(6)
    if found.count("unreadable") + found.count("set back"):
        raise typer.Exit(1)
