"""Entry point of ``csi``: fixes the language, runs the command, and turns every error into a sentence and a status."""

from __future__ import annotations

import gc
import os
import sys

from csi_tui import i18n
from csi_tui.cli.ending import Ended, listen, open_streams
from csi_tui.cli.entering import enter, is_entering
from csi_tui.cli.glance.quick_line import look_up_of

SELDOM = 500_000
"""Objects made and still there before cycles are looked for. A command lives for a moment, and what it imports stays
until its end: at Python's own 700 a twentieth of a command's time goes into looking at that again and again."""


def main() -> None:
    """Run the program and leave with the exit status of docs/cli.md, *Exit status*."""
    gc.set_threshold(SELDOM)
    open_streams()
    listen()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; answers its exit status. A traceback never reaches the user."""
    from csi_tui.cli import ending, output

    ending.begin()
    output.begin()
    _speak(i18n.detect(arguments, os.environ))
    try:
        status = _answered(arguments)
    except (BrokenPipeError, SystemExit):
        # Whoever read our output has gone (csi … | head); nothing is left to say. Typer makes a SystemExit of it.
        output.give_up(BrokenPipeError())
        status = 0
    except (Exception, KeyboardInterrupt, Ended) as error:
        from csi_tui.cli.failures import sentence_of

        message, status = sentence_of(error)
        if message:
            output.tell(message)
    status = status if isinstance(status, int) else 0
    reason = output.lost()
    if reason is None:
        return status
    from csi_tui.cli.failures import unwritten

    output.tell(unwritten(reason))
    return status or 1


def _answered(arguments: list[str]) -> object:
    """Carry out what the line asks for; answers the exit status, or nothing for 0."""
    if is_entering(arguments):
        arguments = enter(arguments)
        _speak(i18n.detect(arguments, os.environ))
    look_up = look_up_of(arguments)
    if look_up is not None:
        look_up()
        return 0
    # Help texts are translated when a command's module is imported, so the language comes first.
    from csi_tui.cli.commands import root
    from csi_tui.cli.failures import INTERRUPTED

    status = root.main(arguments, prog_name="csi", standalone_mode=False)
    if status == INTERRUPTED:
        # The library answers an interruption with the status alone.
        raise KeyboardInterrupt
    return status


def _speak(language: i18n.Language) -> None:
    """Fix the language of our texts, and of the few that the command-line library looks up by itself."""
    import gettext

    i18n.activate(language)
    gettext.bindtextdomain(i18n.DOMAIN, str(i18n.LOCALE_DIR))
    gettext.textdomain(i18n.DOMAIN)
    os.environ["LANGUAGE"] = "zh_CN" if language == "zh" else "en"
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets a question mark, not a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    main()
