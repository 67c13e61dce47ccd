"""``csi completion``: an unfinished line at a shell goes on with commands, options, numbers, names and months."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show
from csi_tui.cli.shape import Command, group
from csi_tui.cli.shells import SCRIPTS
from csi_tui.i18n import _
from csi_tui.services.desk.card_texts import MILESTONE_NAMES
from csi_tui.services.desk.paths import store_path
from csi_tui.services.errors import UserError
from csi_tui.services.sheets.kinds_out import EVERYTHING, GOING_OUT, LISTS_OUT

app = group(help_of("completion"))

Word = tuple[str, str]
"""What the line may go on with, and a note to it."""
Finder = Callable[["_Line"], list[Word]]


@app.command(cls=Command, help=_("The script for bash."))
def bash() -> None:
    show(SCRIPTS["bash"])


@app.command(cls=Command, help=_("The script for zsh."))
def zsh() -> None:
    show(SCRIPTS["zsh"])


@app.command(cls=Command, help=_("The script for fish."))
def fish() -> None:
    show(SCRIPTS["fish"])


@app.command(cls=Command, help=_("What an unfinished line may go on with, for the scripts."))
def words(
    context: typer.Context,
    line: Annotated[
        list[str], typer.Argument(metavar="WORD", help=_("The words after csi; the last one is unfinished."))
    ],
) -> None:
    call = call_of(context)
    for word, note in completed(context.find_root().command, line, call.db, call.operator):
        show(f"{word}\t{note}" if note else word)


def completed(root: Any, line: list[str], db: str | None = None, operator: str | None = None) -> list[Word]:
    """What the last word of a line may become; nothing where only the shell knows, such as a file.

    ``db`` and ``operator``: the store that is asked, and the user that asks, unless the line itself names others.
    """
    *before, begun = _joined(line)
    found = _Line(begun.lstrip("'\""), db, operator)
    place = found.walk(root, before)
    return [word for word in place if word[0].startswith(found.begun)]


def _joined(line: list[str]) -> list[str]:
    """The words with ``--option=value`` in two: bash takes it apart, the other shells do not."""
    found: list[str] = []
    for word in line:
        option, equals, value = word.partition("=")
        if option.startswith("--") and equals:
            found += [option, value]
        elif word == "=" and found and found[-1].startswith("--"):
            found.append("")
        elif len(found) > 1 and found[-1] == "" and found[-2].startswith("--"):
            found[-1] = word
        else:
            found.append(word)
    return found or [""]


class _Line:
    """An unfinished line while it is read: the store and the user that it names, and where it stands."""

    def __init__(self, begun: str, db: str | None, operator: str | None) -> None:
        self.begun, self.db, self.operator = begun, db, operator
        self.path: list[str] = []
        self.options: dict[str, str] = {}

    def walk(self, command: Any, before: list[str]) -> list[Word]:
        """Go through the whole words; answers what may stand behind them."""
        waiting, taken = None, 0
        for word in before:
            if waiting is not None:
                self.options[max(waiting.opts, key=len)] = word
                waiting = None
            elif word.startswith("-"):
                waiting = next(
                    (one for one in _options(command) if word in one.opts and not one.is_flag), None
                )
            elif hasattr(command, "commands"):
                if word not in command.commands:
                    return []
                command, taken = command.commands[word], 0
                self.path.append(word)
            else:
                taken += 1
        if waiting is not None:
            return self.values(waiting)
        if self.begun.startswith("-"):
            return [(name, one.help or "") for one in _options(command) for name in _names(one)]
        if hasattr(command, "commands"):
            return list(_commands(command, root=not self.path))
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        # The last argument may take several words.
        place = min(taken, len(arguments) - 1)
        if place < 0 or (taken > place and arguments[place].nargs != -1):
            return []
        return self.values(arguments[place])

    def values(self, parameter: Any) -> list[Word]:
        """What a parameter may be given, as far as that is known."""
        metavar = parameter.metavar or ""
        fixed = FIXED.get((" ".join(self.path), metavar)) or FIXED.get(("", metavar))
        if fixed is not None:
            return [(word, "") for word in fixed]
        find = FINDERS.get("EMPLOYEE" if parameter.name == "employee" else metavar)
        try:
            return [] if find is None else find(self)
        except UserError:
            # Without a store, or as somebody who may not read it, nothing is known.
            return []

    def store(self) -> tuple[Any, str | None]:
        """The store that the line is about, and the user that it names."""
        return store_path(self.options.get("--db", self.db)), self.options.get("--operator", self.operator)


def _options(command: Any) -> list[Any]:
    return [one for one in command.params if one.param_type_name == "option"]


def _names(option: Any) -> list[str]:
    return [name for name in (*option.opts, *option.secondary_opts) if name.startswith("--")]


def _commands(command: Any, *, root: bool) -> Iterator[Word]:
    for name in command.commands:
        # Of the many at the root none is made for its line of help, which stands in the contents.
        yield name, help_of(name) if root else command.commands[name].help or ""


def _people(line: _Line) -> list[Word]:
    from csi_tui.services.glance.completing import people

    return people(*line.store(), line.begun)


def _months(line: _Line) -> list[Word]:
    from csi_tui.services.glance.completing import months

    found = [(month, "") for month in months(*line.store())]
    return (
        found
        if " ".join(line.path) in SPELLED_OUT
        else [*found, ("last", _("the last month that has ended"))]
    )


def _complaints(line: _Line) -> list[Word]:
    from csi_tui.services.glance.completing import complaints

    return complaints(*line.store())


def _schemes(_line: _Line) -> list[Word]:
    from csi_tui.services.schemes.in_force import built_in

    return [(name, "") for name in built_in()]


SPELLED_OUT = frozenset(
    {"close publish", "close freeze", "close correct", "close backfill", "pay settle", "scheme use"}
)
"""Commands that take a month only where it is spelled out."""
FINDERS: Mapping[str, Finder] = {
    "EMPLOYEE": _people,
    "OTHER": _people,
    "SUBJECT": _people,
    "MONTH": _months,
    "FROM..TO": _months,
    "MONTHS": _months,
    "COMPLAINT": _complaints,
    "ID": _schemes,
}
"""By the name that the help gives a parameter: what it may be given, read from the store."""
FIXED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("", "zh|en"): ("zh", "en"),
    ("", "MILESTONE"): tuple(MILESTONE_NAMES),
    ("appeal decide", "DECISION"): ("upheld", "partly", "rejected"),
    ("import", "KIND"): (
        "employees",
        "orders",
        "surveys",
        "complaints",
        "milestones",
        "ratings",
        "measures",
        "conduct",
        "pay",
        "list",
        "show",
        "undo",
        "mapping",
        "inbox",
    ),
    ("export", "WHAT"): ("cards", "notice", *GOING_OUT, *LISTS_OUT, EVERYTHING),
    ("export", "FORMAT"): ("xlsx", "csv", "json", "txt", "html"),
    ("note add", "KIND"): ("order", "complaint", "customer"),
    ("note list", "KIND"): ("order", "complaint", "customer", "survey"),
    ("strike out", "KIND"): ("order", "times", "return", "survey", "complaint"),
}
"""Words that do not depend on the store, by command and parameter."""
