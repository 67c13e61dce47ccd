"""Sentences for whatever ends a command, and the exit status of docs/cli.md, *Exit status*."""

from __future__ import annotations

import errno
import logging

from typer import Abort, Exit
from typer._click import exceptions as click

from csi_tui.cli.ending import Ended, acts
from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.errors import UserError

WRONG_USE = 2
INTERRUPTED = 130
GLOBAL_OPTIONS = ("--db", "--lang", "--operator", "--quiet")


def sentence_of(error: BaseException) -> tuple[str, int]:
    """What to tell the user, and the exit status."""
    if isinstance(error, UserError):
        return error.message, error.exit_status
    if isinstance(error, Exit):
        return "", error.exit_code
    if isinstance(error, KeyboardInterrupt | Abort):
        return stopped(), INTERRUPTED
    if isinstance(error, Ended):
        return stopped(), error.exit_status
    if isinstance(error, click.ClickException):
        return _usage(error), WRONG_USE
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EBADF, errno.EIO):
        return unwritten(error), 1
    status = getattr(error, "exit_status", None)
    if isinstance(status, int):
        return str(error), status
    return _unexpected(error)


def stopped() -> str:
    """What is in the store after an interruption: one use case is one transaction."""
    done = acts()
    if not done:
        return _("Stopped; nothing was stored.")
    return _("Stopped. Stored, each as a whole: {steps}. Nothing half-done was kept.").format(
        steps=_(", ").join(done)
    )


def unwritten(error: OSError) -> str:
    """That the output could not be written, and what is in the store all the same."""
    sentence = _("The output cannot be written: {reason}.").format(reason=reason_of(error))
    done = acts()
    if not done:
        return sentence
    more = _("What the command did is stored all the same: {steps}.").format(steps=_(", ").join(done))
    return _("{sentence} {more}").format(sentence=sentence, more=more)


def _usage(error: click.ClickException) -> str:
    """Wrong use in the user's language; the library's own sentences are English only."""
    if isinstance(error, click.NoArgsIsHelpError):
        return error.format_message()
    context = getattr(error, "ctx", None)
    help_hint = _("See “{command} --help”.").format(command=context.command_path if context else "csi")
    return _("{sentence} {more}").format(sentence=_what(error), more=help_hint)


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        if error.option_name in GLOBAL_OPTIONS:
            return _("The option {name} stands before the command: csi {name} … {command}.").format(
                name=error.option_name, command=error.ctx.info_name if error.ctx else "…"
            )
        sentence = _("There is no option {name} here.").format(name=error.option_name)
        if error.possibilities:
            near = _(", ").join(sorted(error.possibilities))
            more = _("Is it one of these: {near}?").format(near=near)
            sentence = _("{sentence} {more}").format(sentence=sentence, more=more)
        return sentence
    if isinstance(error, click.MissingParameter):
        return _("{name} is missing.").format(name=_name(error))
    if isinstance(error, click.BadOptionUsage):
        if "does not take" in error.message:
            return _("The option {name} takes no value.").format(name=error.option_name)
        return _("The option {name} needs a value.").format(name=error.option_name)
    if isinstance(error, click.BadParameter):
        return _("The value of {name} cannot be used: {reason}").format(
            name=_name(error), reason=error.message
        )
    return _("The command is not used rightly: {reason}").format(reason=error.format_message())


def _name(error: click.BadParameter) -> str:
    """An option by what is typed, an argument by the name that the help gives it."""
    if error.param is None:
        return "?"
    named = error.param.opts if error.param.param_type_name == "option" else ()
    return max(named, key=len, default=error.param.human_readable_name)


def _unexpected(error: BaseException) -> tuple[str, int]:
    """A fault of the program: the details go to the log, the user gets a sentence."""
    from csi_tui.services.desk.paths import log_file

    try:
        path = log_file()
        logging.basicConfig(filename=path, format="%(asctime)s %(message)s", force=True)
        logging.critical("unexpected error", exc_info=error)
        where = _("Details are in {path}.").format(path=path)
    except OSError:
        where = f"{type(error).__name__}: {error}"
    sentence = _("Something went wrong that should not have; nothing half-done was kept.")
    return _("{sentence} {more}").format(sentence=sentence, more=where), 1
