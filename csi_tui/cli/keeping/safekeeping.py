"""``csi backup``, ``csi restore`` and ``csi verify``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from csi_tui.cli.call import call_of, on_terminal
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import answer, show, show_json, tell
from csi_tui.cli.parameters import Json
from csi_tui.cli.shape import Command
from csi_tui.i18n import _, ngettext
from csi_tui.services.errors import UserError


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("backup"))
    def backup(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=_("The new file."))],
    ) -> None:
        from csi_tui.services.keeping.copies import backup as copy_store
        from csi_tui.services.keeping.copies import place_of

        call = call_of(context)
        with call.desk() as desk, call.progress() as progress:
            file = place_of(desk, file)
            held = copy_store(desk, file, progress=progress)
        tell(_("The store was copied to {path}.").format(path=file))
        tell(_("Trail code of the copy: {code}").format(code=held.code))

    @app.command(cls=Command, help=help_of("restore"))
    def restore(
        context: typer.Context,
        file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=_("The backup."))],
    ) -> None:
        from csi_tui.services.keeping.copies import restore as put_back
        from csi_tui.services.keeping.text import missing_text

        call = call_of(context)
        with call.progress() as progress:
            progress(_("Verifying the backup and putting it in place"))
            done = put_back(call.path, file, call.operator)
        tell(_("{file} is the store {path} now.").format(file=file, path=call.path))
        if done.kept is not None:
            tell(_("What was there before is kept at {path}.").format(path=done.kept))
        tell(missing_text(done))

    @app.command(cls=Command, help=help_of("verify"))
    def verify(
        context: typer.Context,
        quick: Annotated[
            bool,
            typer.Option(
                "--quick", help=_("By digests and the chain of the trail alone; nothing is derived again.")
            ),
        ] = False,
        code: Annotated[
            str | None,
            typer.Option(metavar="CODE", help=_("Only the month whose notice or certificate has this code.")),
        ] = None,
        head: Annotated[
            bool,
            typer.Option(
                "--head", help=_("Only print the trail code of the last entry, to be kept outside.")
            ),
        ] = False,
        since: Annotated[
            str | None,
            typer.Option(
                metavar="CODE", help=_("Only say whether the store continues from this trail code.")
            ),
        ] = None,
        qr: Annotated[
            bool | None,
            typer.Option("--qr/--no-qr", help=_("With --head: as a QR code too (else at a terminal alone).")),
        ] = None,
        public_key: Annotated[
            list[str] | None,
            typer.Option(
                "--public-key",
                metavar="KEY",
                help=_("The key that you hold: 64 digits, or a file of such; may be repeated."),
            ),
        ] = None,
        json: Json = False,
    ) -> None:
        if (code is not None) + head + (since is not None) + quick > 1:
            raise UserError(_("--code, --head, --since and --quick are four questions: ask one of them."))
        if public_key and (code is not None or head or since is not None):
            raise UserError(_("--public-key goes with a verification of the whole, or with --quick."))
        if qr is not None and not head:
            raise UserError(_("--qr and --no-qr go with --head."))
        if code is not None:
            _verify_code(context, code, json)
            return
        if head:
            _print_head(context, qr, json)
            return
        if since is not None:
            _verify_since(context, since, json)
            return
        _verify_whole(context, quick, public_key or (), json)


def _verify_whole(context: typer.Context, quick: bool, held: Sequence[str], json: bool) -> None:
    from csi_tui.services.proof.text.verification import problem_lines, summary_lines

    call = call_of(context)
    if held:
        from csi_tui.services.keeping.looked_over import verify_by_key
        from csi_tui.services.proof.key_halves import public_keys_in

        keys = [key for one in held for key in public_keys_in(one)]
        with call.progress() as progress:
            found = verify_by_key(call.path, call.operator, keys, quick=quick, progress=progress)
    else:
        from csi_tui.services.proof.verify import verify as look_through

        with call.desk() as desk, call.progress() as progress:
            found = look_through(desk, quick=quick, progress=progress)
    if json:
        show_json(found.json())
    else:
        for line in problem_lines(found):
            show(line)
        for line in summary_lines(found):
            tell(line)
    if found.problems:
        raise typer.Exit(6)
    if found.remarks:
        raise typer.Exit(1)


def _verify_code(context: typer.Context, code: str, json: bool) -> None:
    from csi_tui.services.proof.certificates import check_code
    from csi_tui.services.proof.text.certificate import certificate_lines

    with call_of(context).desk() as desk:
        found = check_code(desk, code)
    answer(found, lambda: "\n".join(certificate_lines(found)), json=json)
    tell(_("The store holds what this code was made of."))


def _print_head(context: typer.Context, qr: bool | None, json: bool) -> None:
    from csi_tui.services.desk.instants import show_instant
    from csi_tui.services.desk.trail_code import head

    with call_of(context).desk() as desk:
        found = head(desk)
        made = show_instant(found.at, desk.site.zone)
    answer(found, lambda: found.code, json=json)
    if not json and (on_terminal() if qr is None else qr):
        from csi_tui.services.desk.qr import qr_lines

        for line in qr_lines(found.code):
            show(line)
    tell(
        _(
            "Entry {number} of the audit trail, made on {at}. Keep the code where this machine cannot reach: "
            "“csi verify --since” says later whether the store continues from there."
        ).format(number=found.entry, at=made)
    )


def _verify_since(context: typer.Context, code: str, json: bool) -> None:
    from csi_tui.services.desk.instants import show_instant
    from csi_tui.services.proof.continuity import continues_from

    with call_of(context).desk() as desk:
        found = continues_from(desk, code)
        made = show_instant(found.at, desk.site.zone)
    if json:
        show_json(found.json())
    tell(
        ngettext(
            "The store continues from entry {number} of {at}: {n} entry was made since, the chain is whole. "
            "Its code is {code} now.",
            "The store continues from entry {number} of {at}: {n} entries were made since, the chain is whole. "
            "Its code is {code} now.",
            found.entries_since,
        ).format(number=found.entry, at=made, n=found.entries_since, code=found.head.code)
    )
