"""Cells as values: every spelling of docs/files.md §1, and a reason for what is refused."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from csi_tui.services.tabular.cells import (
    MAX_FEN,
    BadCell,
    choice_parser,
    figure_parser,
    parse_answer,
    parse_code,
    parse_fen,
    parse_yes_no,
    shown,
    text_parser,
)
from csi_tui.services.tabular.table import FORMULA_ERROR, Cell, ImpreciseNumber
from csi_tui.services.tabular.words import CHOICES

NO_ANSWER = (
    "not an answer from 1 to 5; known are figures, stars and very satisfied 非常满意, satisfied 满意, neutral 一般, "
    "dissatisfied 不满意, very dissatisfied 非常不满意"
)

name = text_parser(100)
note = text_parser(2000, lines=True)


def refused(parse: object, cell: Cell) -> str:
    """Return the reason for which a parser refuses a cell."""
    assert callable(parse)
    with pytest.raises(BadCell) as caught:
        parse(cell)
    return caught.value.reason


@pytest.mark.parametrize("parse", [name, note, parse_code, parse_answer, parse_yes_no, parse_fen])
@pytest.mark.parametrize("cell", ["", "  ", "\u3000", "\xa0"])
def test_an_empty_cell_is_not_known(parse: object, cell: str):
    """docs/files.md §1: an empty cell is "not known"; blanks of any width are nothing."""
    assert callable(parse)
    assert parse(cell) is None


@pytest.mark.parametrize("parse", [name, note, parse_code, parse_answer, parse_yes_no, parse_fen])
@pytest.mark.parametrize("cell", [FORMULA_ERROR, "#N/A", "#ref!", " #DIV/0! "])
def test_a_failed_formula_is_no_value(parse: object, cell: str):
    """A formula that ended in an error must pass neither for a text nor for an empty cell."""
    assert "formula" in refused(parse, cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 王 伟 ", "王 伟"),
        ("王\u3000伟", "王 伟"),
        ("Ｗａｎｇ", "Ｗａｎｇ"),
        ("a\u200bb\ufeff", "ab"),
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("'tis", "'tis"),
        ("👨‍🔧", "👨‍🔧"),
        ("a\tb", "a b"),
        ("#1", "#1"),
    ],
)
def test_texts(cell: str, text: str):
    """Texts are trimmed and otherwise kept; the apostrophe of an export comes off."""
    assert name(cell) == text


@pytest.mark.parametrize("mark", ["\0", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u061c"])
def test_control_characters_are_refused(mark: str):
    """Issue "hostile input": a control character could drive a terminal, or turn what is shown."""
    assert f"U+{ord(mark):04X}" in refused(name, f"a{mark}b")


def test_what_is_no_character_is_refused():
    """A byte that is no UTF-8 comes as half a character, from a command line or a damaged file."""
    assert "no characters" in refused(name, "a\ud800b")


def test_what_nobody_sees_is_empty():
    """Signs that leave no ink are no name and no number."""
    for text in ("\u200b", "\u3164", "\u2060\ufeff", "\u2800"):
        assert name(text) is None
        assert parse_code(text) is None
    assert parse_code("\xa8") is None


def test_line_breaks():
    """A description may have several lines, a name has one."""
    assert note("漏水\r\n异响\r再次") == "漏水\n异响\n再次"
    assert "line break" in refused(name, "a\nb")
    assert "line break" in refused(parse_code, "W1\nW2")


def test_long_texts_and_dates_for_texts_are_refused():
    """Issue "hostile input": 2,000-character names; a spreadsheet's date where a text belongs."""
    assert name("名" * 100) == "名" * 100
    assert refused(name, "名" * 2000) == "longer than 100 characters"
    assert refused(parse_code, "1" * 41) == "longer than 40 characters"
    for cell in (datetime(2026, 3, 7), date(2026, 3, 7), time(9)):
        assert "date or time" in refused(name, cell)
        assert "date or time" in refused(parse_code, cell)
        assert "date or time" in refused(parse_answer, cell)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (" W000001 ", "W000001"),
        ("Ｗ００１", "W001"),
        ("13781049347", "13781049347"),
        ("+86 138－1234", "+86 138-1234"),
        ('="00123"', "00123"),
        ("'+86 1", "+86 1"),
        ("工单１", "工单1"),
    ],
)
def test_numbers_of_orders_people_and_telephones(cell: str, code: str):
    """docs/files.md §1: full-width digits count as digits; what protects leading zeros in a spreadsheet comes off."""
    assert parse_code(cell) == code


def test_a_number_that_a_spreadsheet_has_rounded():
    """More than 15 digits in a number cell: the last ones are lost, and another order would be meant."""
    assert "15 digits" in refused(parse_code, ImpreciseNumber("123456789012345680"))
    assert parse_code("123456789012345678") == "123456789012345678"


@pytest.mark.parametrize(("column", "choices"), CHOICES.items())
def test_every_word_of_a_choice(column: str, choices: dict[str, tuple[str, ...]]):
    """docs/files.md §2: the English ids, and the Chinese words in simplified and traditional characters."""
    parse = choice_parser(choices)
    for choice, words in choices.items():
        for word in (choice, *words):
            for cell in (
                word,
                f" {word.upper()} ",
                choice.replace("_", " "),
                choice.replace("_", "-").title(),
            ):
                assert parse(cell) == choice
    assert all(choice in refused(parse, "whatever") for choice in choices)


def test_the_choices_of_the_contract():
    """docs/files.md §2: which ids there are; a notice's days extend them."""
    assert {column: [*choices] for column, choices in CHOICES.items()} == {
        "role": ["agent", "technician", "parts", "complaint_handler", "supervisor", "pre_sales"],
        "service_mode": ["onsite", "carry_in"],
        "outcome": ["fixed", "not_fixed", "declined", "cancelled"],
        "parts_issue": ["none", "late", "wrong"],
        "severity": ["minor", "moderate", "severe"],
        "impact": ["low", "medium", "high"],
        "status": ["valid", "invalid"],
        "day_kind": ["off", "work"],
        "milestone": ["contacted", "planned", "resolved"],
    }
    for column, cell, choice in [
        ("service_mode", "上门", "onsite"),
        ("service_mode", "送修", "carry_in"),
        ("outcome", "客戶放棄", "declined"),
        ("severity", "嚴重", "severe"),
        ("parts_issue", "无", "none"),
        ("role", "投訴處理專員", "complaint_handler"),
        ("status", "無效", "invalid"),
    ]:
        assert choice_parser(CHOICES[column])(cell) == choice


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        *((str(n), n) for n in range(1, 6)),
        ("５", 5),
        ("5.0", 5),
        (" 4 ", 4),
        ("3分", 3),
        ("非常满意", 5),
        ("滿意", 4),
        ("一般", 3),
        ("不满意", 2),
        ("非常不滿意", 1),
        ("Very Satisfied", 5),
    ],
)
def test_answers(cell: str, answer: int):
    """docs/files.md §2: each answer 1-5; docs/rules.md §1.1: very satisfied … very dissatisfied = 5, 4, 3, 2, 1."""
    assert parse_answer(cell) == answer


@pytest.mark.parametrize("cell", ["0", "6", "4.5", "-1", "很好", "5/5", "1e0", "TRUE"])
def test_what_is_no_answer(cell: str):
    """docs/files.md §2: each answer 1-5 or empty, and nothing between."""
    assert refused(parse_answer, cell) == NO_ANSWER


def test_yes_and_no():
    """docs/files.md §2: under_warranty, in either language or as a spreadsheet's logical value."""
    assert [parse_yes_no(cell) for cell in ("yes", "是", "TRUE", "１", "Y")] == [True] * 5
    assert [parse_yes_no(cell) for cell in ("no", "否", "false", "0", "N")] == [False] * 5
    assert "yes" in refused(parse_yes_no, "maybe")


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("0", 0),
        ("260.5", 26050),
        ("260.50", 26050),
        ("260.500", 26050),
        ("¥1,260.05", 126005),
        ("￥12", 1200),
        ("１２．３４", 1234),
        ("88元", 8800),
        ("RMB 1", 100),
        ("1,234,567.89", 123456789),
        ("9999999.99", MAX_FEN),
    ],
)
def test_money(cell: str, fen: int):
    """Sums of money are whole fen; docs/architecture.md, *Data*: no float on the way."""
    assert parse_fen(cell) == fen


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-1", "a sum of money below zero"),
        ("1.005", "more than two decimals"),
        ("10000000", "a sum of money above 9,999,999.99"),
        ("1,2", "not a sum of money; write it like 260.50"),
        ("1e3", "not a sum of money; write it like 260.50"),
        ("¥", "not a sum of money; write it like 260.50"),
        ("免费", "not a sum of money; write it like 260.50"),
        ("9" * 400, "not a sum of money; write it like 260.50"),
    ],
)
def test_what_is_no_money(cell: str, reason: str):
    """No negative sums, no fractions of a fen, and a largest one."""
    assert refused(parse_fen, cell) == reason


def test_figures_are_exact():
    """docs/files.md §2, measures: exact decimals within limits."""
    figure = figure_parser(low=-10, high=1_000_000, decimals=2)
    assert figure("0.10") == Decimal("0.1")
    assert str(figure("１,000.00")) == "1000"
    assert figure("-10") == -10
    assert figure("") is None
    assert refused(figure, "-10.01") == "not between -10 and 1,000,000"
    assert refused(figure, "0.125") == "more than 2 decimals"
    for cell in ("95%", "abc", "1/2", "NaN", "Infinity", "0x10", "٣"):
        assert refused(figure, cell) == "not a number"


def test_what_a_list_of_faults_shows():
    """A cell in a list of faults is short, on one line, and moves no cursor."""
    assert shown("a\x1b[31mb\n") == "a\\x1b[31mb\\x0a"
    assert shown("名" * 100) == "名" * 59 + "…"
    assert shown(datetime(2026, 3, 7, 9, 5)) == "2026-03-07 09:05:00"
