"""Who sits at the application is told of keys and places, never of commands (docs/cli.md is for those who type)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import csi_tui.services
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.sentences import Sentence, said_at_desk, together
from csi_tui.services.errors import UserError
from csi_tui.services.people import users

SERVICES = Path(csi_tui.services.__file__).parent
COMMAND = re.compile(r"(?<![\w./-])csi (?:--?\w+ [A-Z]+ )?[a-z]{2,}")
"""A command line within a sentence; not the program by its name."""
BY_NAME = ("csi may not read", "no csi store", "of csi (revision")
NO_SCREEN = {
    "another amount is entered already; replace it with": "a row of a file that `csi import` reads",
    "another figure is entered already; replace it with": "a row of a file that `csi import` reads",
    "“csi cards” shows the month": "the screens ask for quarters and years alone",
    "Code {code}: “csi verify --code”": "the notice, on paper",
    "Trail code {code}: “csi verify --since”": "the notice, on paper",
    "The backup ends with entry {last} of {at}. What was done": "a store is restored by command alone",
    "No file with these headers came before.": "a remark that tells of a file which a command begins",
    "A proposal for {file}.": "the head of a file that `csi import --propose` writes",
    "Another “csi notify” is sending": "messages are sent by command alone",
    "{where}: sent twice, and nobody knows whether it arrived": "messages are sent by command alone",
    "No mapping {number} holds.": "mappings are named by number by command alone",
    "There is no user called {name}.": "users are kept by command alone",
    "This is for people who come in through “csi share enter”": "`csi files`",
    "People who reach the store through csi alone": "a line of the rules that `csi share setup` writes",
    "{name} works at the account that the store belongs to": "`csi share setup` and `csi share enter`",
    "No sample of {month} was drawn yet (csi oversight draw).": "text of `csi oversight show`; the screen has its own",
    "{file} is no backup of a store": "a store is restored by command alone",
    "{file} is a half of the secret key": "`csi verify --public-key`, by command alone",
    "{file} holds no public key": "`csi verify --public-key`, by command alone",
    "{text} is the fingerprint of a key.": "`csi verify --public-key`, by command alone",
    "Its certificates will not be signed: no key": "`csi init`",
    "The store has no signing key.": "`csi signing`, by command alone",
    "What is to be signed does not verify": "`csi signing`, by command alone",
    "The key {key} is not in this account's folder": "`csi signing`, by command alone",
    "The store has a signing key, {key}.": "`csi signing`, by command alone",
    "The secret key is not in this account's folder": "`csi signing`, by command alone",
}
"""Texts that name a command and reach no screen: how they begin → why."""


def texts_of(file: Path) -> Iterator[tuple[str, bool]]:
    """Every text of a file that is translated, and whether the value it stands in says something else at the desk."""
    tree = ast.parse(file.read_text("utf-8"))
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "N_", "ngettext"):
            for text in node.args:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield text.value, _has_another_at_desk(node, above)


def _has_another_at_desk(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    while node in above:
        before, node = node, above[node]
        if isinstance(node, ast.keyword) and node.arg == "at_desk":
            return False
        if isinstance(node, ast.Call) and any(one.arg == "at_desk" for one in node.keywords):
            return before is not node.func
    return False


def names_a_command(text: str) -> bool:
    for name in BY_NAME:
        text = text.replace(name, "")
    return COMMAND.search(text) is not None


ELSEWHERE = {
    "services/close/month_close.py",
    "services/changes/adjustments.py",
    "services/desk/store_errors.py",
    "services/desk/card_texts.py",
    "services/glance/quick.py",
}
"""Files that keep sentences apart from the errors they become; what is raised in them is tried below, or by command
alone (`csi card` and `csi complaints` read by ``glance/quick.py``)."""


def test_what_names_a_command_says_something_else_at_the_desk() -> None:
    """Every text of the services that is translated, by its source."""
    found, used = [], set()
    for file in sorted(SERVICES.rglob("*.py")):
        place = file.relative_to(SERVICES.parent).as_posix()
        for text, another in texts_of(file):
            if not names_a_command(text) or another or place in ELSEWHERE:
                continue
            why = next((begin for begin in NO_SCREEN if text.startswith(begin)), None)
            if why is None:
                found.append((place, text))
            else:
                used.add(why)
    assert not found
    assert used == NO_SCREEN.keys(), "an exception that nothing needs any more"


WITHOUT_SCREEN = {
    "{n} more: csi settings.": "the settings are a file of the account, and `csi settings` looks it over",
    "There is no command “{command}”; “csi settings --keys” lists them.": "the same",
    "Nobody has a password yet. You set one in a terminal: csi user password NAME.": "users are kept by command alone",
}
"""Texts of screens and widgets that name a command because there is no screen for it → why."""


def test_screens_speak_of_keys_and_places() -> None:
    """Help, labels and remarks of every screen and widget, by their source."""
    found = set()
    for floor in ("screens", "widgets"):
        for file in sorted((SERVICES.parent / floor).rglob("*.py")):
            found |= {text for text, _another in texts_of(file) if names_a_command(text)}
    assert found == WITHOUT_SCREEN.keys()


def test_sentences_kept_apart_have_another_for_the_desk() -> None:
    """Those of a store that cannot be used, and of months in a state."""
    from csi_db.failures import StoreFailure
    from csi_tui.services.desk.store_errors import _SENTENCES, unavailable

    for kind in _SENTENCES:
        failure = StoreFailure.__new__(kind)
        failure.path, failure.detail = "/x/csi.db", "7"
        assert not names_a_command(unavailable(failure).at_desk), kind


def test_nobody_of_that_number_says_where_people_are_listed(desk: Desk) -> None:
    """By command, and at the desk by the place."""
    with pytest.raises(UserError) as raised:
        users.link(desk, "Desk", "E999")
    assert str(raised.value) == "No employee has the number E999. See “csi people”."
    assert raised.value.at_desk == "No employee has the number E999. 7 (People) lists them."


def test_sentences_behind_each_other_say_both() -> None:
    """Whatever stands before a remark keeps what it says at the desk."""
    remark = Sentence("Frozen (csi close correct).", at_desk="Frozen.")
    assert together("Kept.", remark) == "Kept. Frozen (csi close correct)."
    assert said_at_desk(together("Kept.", remark)) == "Kept. Frozen."
    assert said_at_desk("Kept.") == "Kept."
