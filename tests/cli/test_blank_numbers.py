"""A number, name or month that is blank: that it is missing is what is said."""

from __future__ import annotations

import re

import pytest

from csi_tui.services.complaints.clock import exact
from csi_tui.services.complaints.handlers import assign
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from tests.cli.program import Program
from tests.cli.test_texts import TEXTS, line_with

HOLE = re.compile(r"“\s*”| [.,;:?。]|：\s*$|  |（\s*）|[一-鿿] +[。，]")
"""Where a sentence repeats nothing."""


@pytest.mark.parametrize("blank", ["", "  "])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_sentence_repeats_nothing(closed: Program, blank: str, language: str) -> None:
    """“There is no complaint .” tells nobody that a script's variable was empty."""
    before = closed.path.read_bytes()
    wrong: list[object] = []
    for words, command, parameter in TEXTS:
        if words == ("completion", "words"):
            continue  # a word of which nothing is typed yet
        found = closed.tried("--lang", language, *line_with(words, command, parameter, blank))
        if parameter.param_type_name == "argument" and (found.status != 2 or found.out):
            wrong.append((words, parameter.name, found))
        if HOLE.search(found.err):
            wrong.append((words, parameter.name, found))
    assert wrong == []
    assert closed.path.read_bytes() == before


def test_the_fields_and_look_ups_of_the_application(desk: Desk) -> None:
    """The same where a form or a dialog hands a blank number on."""
    for blank in ("", " ", "\u3000"):
        with pytest.raises(UserError, match="The number is missing"), desk.read() as session:
            exact(session, blank)
        with pytest.raises(UserError, match="The number is missing"):
            assign(desk, blank, "E001", "why")


def test_the_user_is_looked_for_before_the_password(closed: Program) -> None:
    """A password for nobody: that there is no such user is what is wrong, with or without a terminal."""
    for more in ((), ("--stdin",), ("--none",)):
        found = closed("user", "password", "nobody", *more, status=2)
        assert "There is no user called nobody." in found.err
