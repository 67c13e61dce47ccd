"""A cell as a value: texts, numbers of people and orders, choices, answers, money and figures (docs/files.md §2).

Each function takes a cell (or what somebody typed into a form), returns its value or None for an empty one, and
raises `BadCell` with the reason. Instants and dates stand in `instants.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Final, TypeVar

from csi_db.texts import REPLACEMENT, holds_invisible, is_seen
from csi_tui.i18n import _, current_language, ngettext
from csi_tui.services.tabular import words
from csi_tui.services.tabular.table import FORMULA_ERROR, Cell, ImpreciseNumber
from csi_tui.services.tabular.unclear import UnclearCell, Use
from csi_tui.services.tabular.untrusted_text import BadText, normal, plain_number, printable, storable

T = TypeVar("T")
Parser = Callable[[Cell], T | None]
"""A cell in, its value or None out; raises `BadCell`."""

CODE_LIMIT: Final = 40
MAX_FEN: Final = 999_999_999
"""The largest sum that counts as a fee: 9,999,999.99 yuan."""

# What exports put before a text that a spreadsheet would take for a formula (`tabular.writing`), taken off again.
_GUARDED: Final = re.compile(r"''*\s*[=+\-@＝＋－＠]")
# ="00123": how some programs keep a spreadsheet from dropping leading zeros.
_AS_FORMULA: Final = re.compile(r'="([^"]*)"')

_ERRORS: Final = frozenset(
    [FORMULA_ERROR, "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"]
)

_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{0,20})?", re.ASCII)
_MONEY: Final = re.compile(r"(?:¥|RMB|CNY|人民币|人民幣)?\s*(.*?)\s*元?", re.IGNORECASE)


class BadCell(Exception):
    """A cell whose content cannot be what its column holds. `reason` is translated and starts in lower case."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def shown(cell: object) -> str:
    """Return a cell for a list of faults: on one line, cut off, with nothing in it that a terminal would obey."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return printable(str(cell))


def clear(cell: Cell, use: Use) -> Cell:
    """Return what a column may take of a cell; raises `BadCell` for one that would mean something else there."""
    if isinstance(cell, UnclearCell):
        if use not in cell.uses:
            raise BadCell(cell.reason)
        return cell.uses[use]
    return cell


def refuse_error(text: str) -> None:
    """Raise `BadCell` if `text` is what a spreadsheet shows for a formula that failed."""
    if text[:1] == "#" and text.upper() in _ERRORS:
        raise BadCell(_("the formula in this cell ends in an error"))


def text_parser(limit: int, *, lines: bool = False) -> Parser[str]:
    """Return the parser of a text of at most `limit` characters; with `lines`, line breaks in it stay."""

    def parse(cell: Cell) -> str | None:
        if type(cell) is str:
            text = cell.strip()
            if (
                text.isprintable()
                and len(text) <= limit
                and text[:1] not in "'#"
                and REPLACEMENT not in text
                and not holds_invisible(text)
            ):
                return text if is_seen(text) else None
        return _careful_text(cell, limit, lines=lines)

    return parse


def parse_code(cell: Cell) -> str | None:
    """Return the number of an employee, order, complaint or survey, or a phone number: in NFKC form, one line."""
    if type(cell) is str:
        if cell.isascii():
            text = cell.strip()
            if text.isprintable() and len(text) <= CODE_LIMIT and text[:1] not in "'#=":
                return text or None
        if match := _AS_FORMULA.fullmatch(cell.strip()):
            cell = match[1]
    cell = clear(cell, "code")
    if type(cell) is ImpreciseNumber:
        raise BadCell(
            _("a number of more than 15 digits, whose last ones the spreadsheet has lost; format it as text")
        )
    text = _careful_text(cell, CODE_LIMIT, lines=False) or ""
    text = within(plain_number(text), CODE_LIMIT)
    # A mark by itself may become one on nothing.
    return text if is_seen(text) else None


def _careful_text(cell: Cell, limit: int, *, lines: bool) -> str | None:
    """Return the text of a cell that is not plainly harmless; see `text_parser`."""
    cell = clear(cell, "text")
    if not isinstance(cell, str):
        raise BadCell(_("a date or time where a text belongs; format the cell as text"))
    text = cell.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
    if _GUARDED.match(text):
        text = text[1:].strip()
    refuse_error(text)
    try:
        text = storable(text, lines=lines)
    except BadText as bad:
        raise BadCell(bad.reason) from bad
    return within(text, limit) or None


def within(text: str, limit: int) -> str:
    """Return the text. Raises `BadCell` where it is longer than `limit` characters."""
    if len(text) > limit:
        reason = ngettext("longer than {limit} character", "longer than {limit} characters", limit)
        raise BadCell(reason.format(limit=limit))
    return text


def choice_parser(choices: words.Choices, label: Callable[[str], str] | None = None) -> Parser[str]:
    """Return the parser of a choice: its English id or any word for it, in any width, case and spacing.

    Its fault offers what a file may hold, id and Chinese word; with `label`, what that calls each id on a screen.
    """
    known = words.spellings(choices)
    quick = {name: name for name in choices} | {word: name for name, all_ in choices.items() for word in all_}

    def parse(cell: Cell) -> str | None:
        if type(cell) is str:
            found = quick.get(cell)
            if found is not None or not cell:
                return found
        text = _plain(cell)
        if not text:
            return None
        found = known.get(words.folded(text))
        if found is None:
            raise BadCell(
                _("not one of {choices}").format(
                    choices=_choices_shown(choices) if label is None else _(", ").join(map(label, choices))
                )
            )
        return found

    return parse


def _choices_shown(choices: words.Choices) -> str:
    if current_language() == "zh":
        return _(", ").join(all_[0] for all_ in choices.values())
    return _(", ").join(
        _("{id} ({chinese})").format(id=name, chinese=all_[0]) for name, all_ in choices.items()
    )


def _plain(cell: Cell) -> str:
    """Return a cell in NFKC form, refusing dates and formula errors."""
    cell = clear(cell, "figure")
    if not isinstance(cell, str):
        raise BadCell(_("a date or time where none belongs"))
    text = normal(cell)
    refuse_error(text)
    return text


_ANSWERS: Final = words.spellings(words.ANSWER)
_QUICK_ANSWERS: Final[dict[str, int | None]] = {"": None, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
_OF_SATISFACTION: Final = ("满意", "滿意", "satisf")
_STARS: Final = re.compile(r"([★⭐]{1,5})([☆]{0,4})")
_WITH_FIGURE: Final = re.compile(
    r"(?P<word>[^\d()]*?)[(:]?(?P<figure>[1-5])(?:分|星|颗星|顆星|级|級)?\)?|"
    r"(?P<first>[1-5])(?:分|星|级|級)?[-.:、(]?(?P<behind>[^\d()]*)\)?"
)


def parse_answer(cell: Cell) -> int | None:
    """Return an answer from 1 (very dissatisfied) to 5: a figure, stars, or the words of the five levels.

    A figure beside a word counts where the word is none of another level: ``满意(4)``, ``4星``.
    """
    if type(cell) is str and cell in _QUICK_ANSWERS:
        return _QUICK_ANSWERS[cell]
    text = _plain(cell)
    if not text:
        return None
    level = _ANSWERS.get(words.folded(text))
    if level is not None:
        return int(level)
    # 5.0, as other programs write a whole number.
    if _NUMBER.fullmatch(text) and (number := Decimal(text.replace(",", ""))) in (1, 2, 3, 4, 5):
        return int(number)
    if found := _answer_within("".join(text.split())):
        return found
    # Chinese words stand first, English ones last; who reads English may have a file in either.
    places = (0,) if current_language() == "zh" else (-1, 0)
    known = _(", ").join(" ".join(all_[place] for place in places) for all_ in words.ANSWER.values())
    raise BadCell(_("not an answer from 1 to 5; known are figures, stars and {words}").format(words=known))


def _answer_within(text: str) -> int | None:
    """Return the figure that an answer of several signs holds, None where there is none or the word says another."""
    if match := _STARS.fullmatch(text.replace("\ufe0f", "")):
        full, hollow = map(len, match.groups())
        return full if not hollow or full + hollow == 5 else None
    match = _WITH_FIGURE.fullmatch(text)
    if match is None:
        return None
    figure = match["figure"] or match["first"]
    word = match["word"] or match["behind"] or ""
    level = _ANSWERS.get(words.folded(word))
    if level is None and (not word or any(sign in word.casefold() for sign in _OF_SATISFACTION)):
        level = figure
    return int(figure) if level == figure else None


def yes_no_parser(label: Callable[[str], str] | None = None) -> Parser[bool]:
    """Return the parser of yes (是, true, 1) and no (否, false, 0); `label` as for `choice_parser`."""
    parse_word = choice_parser(words.YES_NO, label)

    def parse(cell: Cell) -> bool | None:
        word = parse_word(cell)
        return None if word is None else word == "yes"

    return parse


parse_yes_no: Final = yes_no_parser()


def parse_fen(cell: Cell) -> int | None:
    """Return a sum of money in whole fen. ``¥1,260.50`` is 126050; no negative sums, no fractions of a fen."""
    text = _plain(cell)
    if not text:
        return None
    match = _MONEY.fullmatch(text)
    figure = match[1] if match else ""
    if not _NUMBER.fullmatch(figure):
        raise BadCell(_("not a sum of money; write it like 260.50"))
    fen = Decimal(figure.replace(",", "")) * 100
    if fen < 0:
        raise BadCell(_("a sum of money below zero"))
    if fen > MAX_FEN:
        raise BadCell(_("a sum of money above {limit}").format(limit=f"{Decimal(MAX_FEN) / 100:,}"))
    if fen != fen.to_integral_value():
        raise BadCell(_("more than two decimals"))
    return int(fen)


def figure_parser(*, low: int, high: int, decimals: int) -> Parser[Decimal]:
    """Return the parser of a figure between `low` and `high`, exact, with at most so many decimals."""

    def parse(cell: Cell) -> Decimal | None:
        text = _plain(cell)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise BadCell(_("not a number"))
        number = Decimal(text.replace(",", ""))
        if not low <= number <= high:
            raise BadCell(_("not between {first} and {last}").format(first=f"{low:,}", last=f"{high:,}"))
        if number != number.quantize(Decimal(1).scaleb(-decimals)):
            raise BadCell(
                ngettext("more than {n} decimal", "more than {n} decimals", decimals).format(n=decimals)
            )
        # 12.50 and 12.5 are one figure; 1E+1 would be a strange way to show 10.
        return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()

    return parse
