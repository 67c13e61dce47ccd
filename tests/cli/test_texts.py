"""Whatever text comes in passes one rule: no control, bidi or invisible-only signs, none shown raw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import inspect as inspected

from csi_db.bulk import insert_row, insert_rows
from csi_db.texts import UnfitText, shown, unfit_sign
from csi_tui.cli.commands import root
from csi_tui.cli.shape import AS_LONG_AS_IT_IS
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import text_faults
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.errors import UserError
from csi_tui.services.people import users
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.kinds import KINDS, RECORDS
from csi_tui.services.tabular.parsers import parser_of
from csi_tui.services.tabular.untrusted_text import BadText, storable
from tests.cli.program import Program

UNFIT = {
    "escape": "a\x1b[2Jb",
    "bell": "a\x07b",
    "C1": "a\x9bb",
    "override": "a\u202eb",
    "isolate": "a\u2066b",
    "separator": "a\u2028b",
    "byte": "a\udcffb",
    "lost": "a\ufffdb",
}
INVISIBLE = ("\u200b", "\u3164", "\u2060\ufeff", "\u0301", "\u2800", "\u00ad")


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the program with its words, found in the program itself."""

    def walk(group: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        for name in group.commands:
            command = group.commands[name]
            if hasattr(command, "commands"):
                yield from walk(command, (*words, name))
            else:
                yield (*words, name), command

    yield from walk(root, ())


def texts_of(command: Any) -> list[Any]:
    """The parameters that take a text."""
    return [one for one in command.params if type(one.type).__name__ in ("StringParamType", "FuncParamType")]


def line_with(words: tuple[str, ...], command: Any, parameter: Any, value: str) -> list[str]:
    """A line on which one parameter has that value, and everything else that is needed some other."""
    line = list(words)
    arguments: list[str] = []
    for at, one in enumerate(command.params):
        given = value if one is parameter else "1"
        if one.param_type_name == "argument":
            # Those before it have to be there as well.
            before = parameter.param_type_name == "argument" and at < command.params.index(parameter)
            if one is parameter or one.required or before:
                arguments.append(given)
        elif one is parameter or one.required:
            line += [max(one.opts, key=len), given]
    return [*line, "--", *arguments]


TEXTS = [(words, command, parameter) for words, command in commands() for parameter in texts_of(command)]


def test_the_sweep_finds_the_texts_of_the_commands() -> None:
    """So that it cannot pass because it found none."""
    assert len(TEXTS) > 60
    assert ("milestone",) in {words for words, _command, _parameter in TEXTS}


@pytest.mark.parametrize("case", UNFIT)
def test_no_text_of_a_command_gets_past_the_rule(closed: Program, case: str) -> None:
    """Every option and argument of every command: refused with 2, in words, and nothing changed."""
    before = closed.path.read_bytes()
    for words, command, parameter in TEXTS:
        found = closed.tried(*line_with(words, command, parameter, UNFIT[case]))
        where = (words, parameter.name, found)
        assert (found.status, found.out) == (2, ""), where
        # A sign that stands for a lost one may be shown as it is: no terminal obeys it.
        assert unfit_sign(found.err.replace("\ufffd", "")) is None, where
        assert "holds" in found.err or "no whole number" in found.err, where
    assert closed.path.read_bytes() == before


def test_no_text_of_a_command_is_longer_than_any_that_is_kept(closed: Program) -> None:
    """Every option and argument of every command, a hundred thousand signs: refused with 2, in a short sentence."""
    before = closed.path.read_bytes()
    for words, command, parameter in TEXTS:
        if parameter.name in AS_LONG_AS_IT_IS:
            continue
        found = closed.tried(*line_with(words, command, parameter, "x" * 100_000))
        assert (found.status, found.out) == (2, ""), (words, parameter.name)
        assert len(found.err) < 300, (words, parameter.name)
    assert closed.path.read_bytes() == before


def test_a_name_of_somebody_is_one_short_line(desk: Desk) -> None:
    """However it comes: a second “Li ” is not another user beside “Li”."""
    users.add_user(desk, " Li\n", "li\t", ["clerk"])
    assert ("Li", "li") in [(one.name, one.account) for one in users.users(desk)]
    for name, account in (("Li ", "x"), ("L\ni", "y"), ("x" * 101, "z"), ("New", "z" * 101), ("\u3000", "x")):
        with pytest.raises(UserError):
            users.add_user(desk, name, account, ["clerk"])
    assert len(users.users(desk)) == 2


@pytest.mark.parametrize("kind", ["orders", "complaints", "surveys", "employees"])
def test_no_service_takes_a_text_that_no_file_brings(desk: Desk, kind: str) -> None:
    """A row that was put together and not read: each of its texts is held to the limit of its column."""
    texts = [column for column in KINDS[kind] if column.cell in ("text", "lines")]
    for column in texts:
        row = RECORDS[kind](
            **{one.id: one.default for one in KINDS[kind]} | {column.id: "x" * (column.limit + 1)}
        )
        assert [(one.field, one.reason) for one in text_faults(row)] == [
            (column.id, f"longer than {column.limit} characters")
        ]
    assert texts or kind == "surveys"


def test_the_operator_passes_the_rule_too(closed: Program) -> None:
    """A global option; and what is echoed of a wrong name is written out."""
    found = closed("--operator", UNFIT["escape"], "close", "status", status=2)
    assert "--operator holds" in found.err
    for line in (["card\x1b[2J"], ["cards", "2026-01", "x\u202ey"], ["--no\x1bpe"], ["export", "\x9bcards"]):
        found = closed.tried(*line)
        assert found.status == 2
        assert unfit_sign(found.err) is None, found


def test_a_text_that_nobody_sees_is_none(closed: Program) -> None:
    """A reason of signs that leave no ink is no reason; a name of them no name."""
    for text in INVISIBLE:
        assert storable(text) == ""
        with pytest.raises(UserError, match="say why"):
            required(text, "say why")
        closed("user", "add", text, "--account", "li", "--roles", "clerk", status=2)


@pytest.mark.parametrize("case", UNFIT)
def test_columns_of_files_and_fields_of_forms(desk: Desk, case: str) -> None:
    """Every column of every kind, which forms read by the same parsers; and reasons, notes, proofs."""
    for kind, columns in KINDS.items():
        for column in columns:
            try:
                found = parser_of(column, desk.site.zone)(UNFIT[case])
            except BadCell:
                continue
            assert found is None or unfit_sign(str(found), lines=False) is None, (kind, column.id)
    with pytest.raises(UserError, match="holds"):
        not_too_long(UNFIT[case])
    with pytest.raises(BadText):
        storable(UNFIT[case])


def test_the_store_itself_refuses_them(desk: Desk) -> None:
    """The last one to ask: by whatever way a text comes, past the mapper or through it."""
    from csi_db.models import User

    for text in UNFIT.values():
        with pytest.raises(UserError, match="holds"), desk.write() as session:
            session.add(User(name=text, account="x"))
        values = {"employee_no": text, "name": "x", "joined_on": "2020-01-01"}
        with pytest.raises(UserError, match="holds"), desk.write() as session:
            insert_row(session.connection(), "employee", values)
        with pytest.raises(UserError, match="holds"), desk.write() as session:
            insert_rows(session.connection(), "employee", list(values), [list(values.values())])
    with desk.read() as session:
        assert inspected(session.connection()).get_table_names()
        assert session.connection().exec_driver_sql("SELECT COUNT(*) FROM employee").scalar() == 0
    with pytest.raises(UnfitText):
        raise UnfitText("\x07")


def test_what_a_store_holds_already_is_shown_written_out(closed: Program) -> None:
    """A name from before the rule, or put there behind the program's back, is nothing that a terminal obeys."""
    import sqlite3

    with sqlite3.connect(closed.path) as connection:
        connection.execute("UPDATE employee SET name = ? WHERE employee_no = 'E001'", ("林\x1b[2J\u202e涛",))
    for line in ("people", "people --json", "close check 2026-02", "complaints", "complaints --json"):
        found = closed.tried(*line.split())
        assert unfit_sign(found.out + found.err) is None, line
    assert closed("people", "--json").json[0]["name"] == "林\x1b[2J\u202e涛"
    assert shown("a\x1bb\nc") == "a\\x1bb\nc"


def test_signs_are_written_out_as_what_they_are() -> None:
    """A byte that is no character as the byte, a sign of the terminal or of direction by its number."""
    assert shown("\udcff.db \u202e\x07") == "\\xff.db \\u202e\\x07"


IGNORED = (
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0x200B, 0x2010)),
    *(*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164, *range(0xFE00, 0xFE10), 0xFEFF, 0xFFA0),
    *(*range(0xFFF0, 0xFFFC), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000)),
)
"""Default_Ignorable_Code_Point, and the marks of text that lies over another."""


def test_no_two_numbers_look_alike(desk: Desk) -> None:
    """Whatever is drawn as nothing: in no number, of any column; in a word of letters neither."""
    parsers = [
        (column.id, parser_of(column, desk.site.zone))
        for columns in KINDS.values()
        for column in columns
        if column.cell in ("code", "text")
    ]
    assert {"agency_ref", "customer_phone", "customer_name"} <= {name for name, _parser in parsers}
    for name, parser in parsers:
        for sign in map(chr, IGNORED[:: 1 if name in ("agency_ref", "customer_name") else 97]):
            try:
                found = parser(f"Z{sign}1")
            except BadCell:
                continue
            assert found == "Z1", (name, ascii(sign))


def test_marks_that_mean_something_stay_in_texts() -> None:
    """A family, a heart, a key, a flag, the form of a name's character, joints of letters; not between others."""
    for text in (
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u2764\ufe0f",
        "1\ufe0f\u20e3",
        "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u845b\U000e0100\u57ce",
        "\u0645\u06cc\u200c\u062e\u0648",
    ):
        assert storable(text) == text, ascii(text)
    assert storable("\u5f20\u200d\u4e09 a\U000e0041\ufe0fb") == "\u5f20\u4e09 ab"
