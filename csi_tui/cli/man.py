"""``csi man``: manual pages of the commands, made from the list of commands and from what they say of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from csi_tui import __version__
from csi_tui.cli.contents import CONTENTS, help_of
from csi_tui.cli.output import show, tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import N_, _, current_language
from csi_tui.services.errors import StoreUnavailable, UserError

EXIT_STATUS = (
    ("0", N_("Done.")),
    ("1", N_("Done, but something needs a person.")),
    ("2", N_("Wrong use.")),
    ("3", N_("The file to read could not be read at all.")),
    ("4", N_("Not permitted.")),
    ("5", N_("The store is busy, missing or cannot be opened.")),
    ("6", N_("The store is damaged, or something stored is not what was sealed.")),
)
ENVIRONMENT = (
    ("CSI_DB", N_("The store, where --db is not given.")),
    ("CSI_LANG", N_("zh or en, where --lang is not given.")),
    ("CSI_BUSY_TIMEOUT", N_("Seconds to wait for a store that another process is writing to.")),
    ("CSI_NOTIFY", N_("Where “csi notify” sends: NAME=ADDRESS, with spaces between.")),
    ("NO_COLOR", N_("No colours.")),
)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("man"))
    def man(
        context: typer.Context,
        command: Annotated[
            str | None, typer.Argument(metavar="COMMAND", help=_("Of this command (else of csi itself)."))
        ] = None,
        output: Annotated[
            Path | None,
            typer.Option(
                "-o",
                "--output",
                metavar="FOLDER",
                readable=False,
                help=_("Write every page into this folder."),
            ),
        ] = None,
    ) -> None:
        root = context.find_root().command
        if output is not None:
            folder = _write(root, output)
            tell(_("The pages were written to {path}.").format(path=folder))
            return
        if command is not None and command not in CONTENTS:
            raise UserError(
                _("There is no command “{name}”. There are: {known}.").format(
                    name=command, known=_(", ").join(CONTENTS)
                )
            )
        show(page(root, command))


def page(root: Any, name: str | None) -> str:
    """A page as the source that ``man`` reads; None: that of the program."""
    lines = _program(root) if name is None else _command(name, root.commands[name])
    return "\n".join(line for line in lines if line)


def _write(root: Any, folder: Path) -> Path:
    """Write the pages where ``man`` looks for those of the language in force; answers the folder."""
    below = folder / "zh_CN" / "man1" if current_language() == "zh" else folder / "man1"
    if not folder.is_dir():
        raise StoreUnavailable(_("There is no folder {path}.").format(path=folder))
    try:
        below.mkdir(parents=True, exist_ok=True)
        for name in (None, *CONTENTS):
            file = below / ("csi.1" if name is None else f"csi-{name}.1")
            file.write_text(page(root, name) + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreUnavailable(
            _("{file} cannot be written: {reason}.").format(file=below, reason=error.strerror)
        ) from error
    return below


def _program(root: Any) -> Iterator[str]:
    yield from _head("csi", root.help)
    yield from _section(_("SYNOPSIS"))
    yield f"\\fBcsi\\fR [{_plain(_('options'))}] [\\fI{_plain(_('command'))}\\fR …]"
    yield from _section(_("OPTIONS"))
    yield from _parameters(root)
    yield from _section(_("COMMANDS"))
    for name in CONTENTS:
        yield from _entry(f"\\fBcsi\\-{_plain(name)}\\fR(1)", help_of(name))
    yield from _section(_("ENVIRONMENT"))
    for name, text in ENVIRONMENT:
        yield from _entry(f"\\fB{_plain(name)}\\fR", _(text))
    yield from _statuses()


def _command(name: str, command: Any) -> Iterator[str]:
    yield from _head(f"csi-{name}", help_of(name))
    below = getattr(command, "commands", None)
    yield from _section(_("SYNOPSIS"))
    for words, one in [((name, word), one) for word, one in below.items()] if below else [((name,), command)]:
        yield f"\\fBcsi {_plain(' '.join(words))}\\fR {_usage(one)}"
        yield ".br"
    if below:
        yield from _section(_("COMMANDS"))
        for word, one in below.items():
            yield f".SS {_plain(f'csi {name} {word}')}"
            yield _plain(one.help or "")
            yield from _parameters(one)
    else:
        yield from _section(_("ARGUMENTS AND OPTIONS"))
        yield from _parameters(command)
    yield from _statuses()
    yield from _section(_("SEE ALSO"))
    yield "\\fBcsi\\fR(1)"


def _head(name: str, what: str | None) -> Iterator[str]:
    yield f'.TH "{_plain(name.upper())}" 1 "" "csi\\-tui {_plain(__version__)}"'
    yield from _section(_("NAME"))
    # What `apropos` finds: the name, a hyphen, and what it does.
    yield f"{_plain(name)} \\- {_plain((what or '').rstrip('.。'))}"


def _section(title: str) -> Iterator[str]:
    yield f".SH {_plain(title)}"


def _usage(command: Any) -> str:
    pieces = [
        _plain(one.metavar or one.name) if one.required else f"[{_plain(one.metavar or one.name)}]"
        for one in command.params
        if one.param_type_name == "argument"
    ]
    options = any(one.param_type_name == "option" for one in command.params)
    return " ".join(
        [f"\\fI{piece}\\fR" for piece in pieces] + ([f"[{_plain(_('options'))}]"] if options else [])
    )


def _parameters(command: Any) -> Iterator[str]:
    for one in command.params:
        if one.param_type_name == "argument":
            head = f"\\fI{_plain(one.metavar or one.name)}\\fR"
        else:
            names = ", ".join(f"\\fB{_plain(name)}\\fR" for name in (*one.opts, *one.secondary_opts))
            head = names if one.is_flag else f"{names} \\fI{_plain(one.metavar or '')}\\fR"
        yield from _entry(head, one.help or "")


def _statuses() -> Iterator[str]:
    yield from _section(_("EXIT STATUS"))
    for status, text in EXIT_STATUS:
        yield from _entry(status, _(text))


def _entry(head: str, text: str) -> Sequence[str]:
    return (".TP", head, _plain(text))


def _plain(text: str) -> str:
    """A text of which ``man`` takes nothing for its own marks."""
    shown = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{shown}" if shown.startswith((".", "'")) else shown
