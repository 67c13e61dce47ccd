"""The line of a look-up in its plain shape, read without the command-line library, which takes longer than the answer.

Only ``csi [--db P] [--lang L] [--operator N] card EMPLOYEE [--month M] [--json]`` and ``… complaints [--overdue]
[--json]`` are read here. A line with anything else on it is left alone, and goes the way of every other command: so
the two ways cannot disagree about what is right use, and a test holds their answers together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

GLOBAL = ("--db", "--lang", "--operator")
LANGUAGES = ("zh", "en")


def look_up_of(line: Sequence[str]) -> Callable[[], None] | None:
    """The look-up that a line asks for, ready to be called; None for any other line."""
    words = list(line)
    if not all(word.strip() and word.isprintable() and "\ufffd" not in word for word in words):
        return None
    before = _values(words, GLOBAL)
    if before is None or not words or before.get("--lang", "en") not in LANGUAGES:
        return None
    db, operator = before.get("--db"), before.get("--operator")
    command, *words = words
    if command == "card":
        json = _taken(words, "--json")
        employee = [words.pop(0)] if words and not words[0].startswith("-") else []
        options = _values(words, ("--month",))
        if not employee and words and not words[0].startswith("-"):
            employee = [words.pop(0)]
        if len(employee) != 1 or options is None or words:
            return None
        from csi_tui.cli.glance import look_ups

        return partial(look_ups.card, db, operator, employee[0], options.get("--month"), json=json)
    if command == "complaints":
        json, overdue = _taken(words, "--json"), _taken(words, "--overdue")
        if words:
            return None
        from csi_tui.cli.glance import look_ups

        return partial(look_ups.complaints, db, operator, overdue=overdue, json=json)
    return None


def _values(words: list[str], known: Sequence[str]) -> dict[str, str] | None:
    """Options with their values, taken off the front; None where one of them is not in its plain shape."""
    found: dict[str, str] = {}
    while words and words[0].startswith("-"):
        option, *rest = words
        if option not in known or option in found or not rest or rest[0].startswith("-") or not rest[0]:
            return None
        found[option] = rest[0]
        del words[:2]
    return found


def _taken(words: list[str], option: str) -> bool:
    """Whether an option without a value stands on the line, which is taken off it."""
    if option not in words:
        return False
    words.remove(option)
    return True
