"""``csi signing …``: the key with which certificates are signed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import answer, tell
from csi_tui.cli.parameters import Json, Reason
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _, ngettext

app = group(help_of("signing"))

First = Annotated[Path, typer.Argument(metavar="FIRST", readable=False, help=_("File of the first holder."))]
Second = Annotated[
    Path, typer.Argument(metavar="SECOND", readable=False, help=_("File of the second holder."))
]


@app.command(cls=Command, help=_("The public key, to be kept outside, and what is signed."))
def show(context: typer.Context, json: Json = False) -> None:
    from csi_tui.services.proof.signing import signing_key
    from csi_tui.services.proof.text.signing import key_lines

    with call_of(context).desk() as desk:
        found = signing_key(desk)
    answer(found, lambda: found.public_key, json=json)
    for line in key_lines(found):
        tell(line)


@app.command(cls=Command, help=_("Make the signing key of a store that has none."))
def make(context: typer.Context) -> None:
    from csi_tui.services.proof.signing import make as make_it

    with call_of(context).desk() as desk:
        key = make_it(desk)
    tell(
        _("The signing key {key} was made. Write it out for two holders: csi signing export.").format(key=key)
    )


@app.command(cls=Command, help=_("Put a new key in the place of the one in force."))
def replace(context: typer.Context, reason: Reason) -> None:
    from csi_tui.services.proof.signing import replace as replace_it

    with call_of(context).desk() as desk:
        key = replace_it(desk, reason)
    tell(
        _(
            "From now on the key {key} signs. Write it out for two holders (csi signing export), and hand the public "
            "one to whoever holds the former one (csi signing show)."
        ).format(key=key)
    )


@app.command(cls=Command, help=_("Write the secret key into two files, a half each."))
def export(context: typer.Context, first: First, second: Second) -> None:
    from csi_tui.services.proof.key_halves import export as write_out

    with call_of(context).desk() as desk:
        key = write_out(desk, first, second)
    tell(
        _(
            "The key {key} lies in {first} and {second}, a half each. Hand them to two people who keep them apart, and "
            "leave neither here: both together are the key."
        ).format(key=key, first=first, second=second)
    )


@app.command(cls=Command, help=_("Bring the key back from the files of both holders."))
def bring(context: typer.Context, first: First, second: Second) -> None:
    from csi_tui.services.proof.key_halves import bring as bring_back

    with call_of(context).desk() as desk:
        found = bring_back(desk, first, second)
    tell(_("The key {key} lies in this account's folder again. Take both files away.").format(key=found.key))
    if found.key != found.in_force:
        tell(
            _(
                "It is not the key in force: {key} has taken its place and signs. Bring that one back from the halves "
                "of its own export."
            ).format(key=found.in_force)
        )


@app.command(cls=Command, help=_("Sign what was frozen while the key was not there."))
def sign(context: typer.Context) -> None:
    from csi_tui.services.proof.signing import sign_missing

    with call_of(context).desk() as desk:
        done = sign_missing(desk)
    tell(
        ngettext(
            "{n} certificate signed: {revisions}.", "{n} certificates signed: {revisions}.", len(done)
        ).format(n=len(done), revisions=_(", ").join(done))
    )
