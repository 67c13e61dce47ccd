"""What is found by a word, and the pieces by which an index comes near it.

The rule: a row is found when each word stands in one of its fields. Field and word are squeezed first: full width or
not, capitals or not, with or without blanks and dashes. A word of letters also finds a name by the beginning of its
pinyin or of the initials of it, from any of its characters on. Who sees phone numbers masked finds them by the whole
number alone, or by its last four digits where the mask shows these, for a search must not spell out what is hidden;
so it is with the numbers that somebody wrote into a text, in which seven digits one behind the other may be one.

An index cannot say all that. It keeps pieces of each row, so that every row that is found has all the pieces of the
word; what has them is looked at itself (:func:`stands_in`). A first letter says where a piece comes from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from csi_db.phone_ends import TAIL, shown_end
from csi_db.pinyin import ways_to_read

TEXT, PHONE, LAST, LAST_OF_PHONE, PINYIN, SYLLABLE, INITIALS = "tpelysi"
"""Where pieces come from: a text; a phone number; the last four signs of a number, and of a phone number; the pinyin
of a name; the first two letters of a syllable; initials."""
ENDING = 4
"""Signs at the end of a number by which people call it."""
MOST_PIECES, MOST_WORDS = 3, 8
"""Pieces of a part of a word, and words, that an index is asked for; what is more is only looked at."""

SHORT = 32
"""Signs of a text at most that is expected again."""

_SAME = re.compile(r"(.)\1{4}")
"""Five times the same sign: of a number of nines, three of them say next to nothing."""
WRITTEN_NUMBER = re.compile(r"\d(?:[\W_]*\d){6,}")
"""What may be a phone number in a text, whatever its groups are parted by."""


class Fields(NamedTuple):
    """What of a row is searched; empty where there is nothing.

    ``said`` and ``agreed`` are long texts: what the customer says, the fault, a note; what was agreed, where a note's
    evidence is kept.
    """

    number: str
    second_number: str
    phone: str
    name: str
    text: str
    said: str = ""
    agreed: str = ""


def squeezed(text: str) -> str:
    """A text as it is compared: letters, digits and characters, narrow and small."""
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))


def words_of(text: str) -> list[str]:
    """The squeezed words of what was typed, in their order."""
    return [word for part in unicodedata.normalize("NFKC", text).split() if (word := squeezed(part))]


# --- Whether a row is found ------------------------------------------------------------------------------------------


def stands_in(word: str, fields: Fields, *, phones: bool) -> bool:
    """Whether a squeezed word stands in one of the fields; ``phones``: phone numbers are seen whole."""
    return (
        word in squeezed(fields.number)
        or word in squeezed(fields.second_number)
        or word in squeezed(fields.text)
        or in_name(word, fields.name)
        or in_phone(word, fields.phone, phones=phones)
        or in_words(word, fields.said, phones=phones)
        or in_words(word, fields.agreed, phones=phones)
    )


def in_words(word: str, text: str, *, phones: bool) -> bool:
    """Whether a word stands in a long text; ``phones`` as in :func:`stands_in`, for the numbers written into it."""
    if phones or not text or not any(map(str.isdecimal, word)):
        return word in squeezed(text)
    plain = unicodedata.normalize("NFKC", text)
    return any(word in squeezed(part) for part in WRITTEN_NUMBER.split(plain)) or any(
        in_phone(word, squeezed(number), phones=False) for number in WRITTEN_NUMBER.findall(plain)
    )


def in_phone(word: str, phone: str, *, phones: bool) -> bool:
    """Whether a word finds a phone number: any part of it, or the whole and the four digits that a mask shows alone."""
    digits = squeezed(phone)
    if phones:
        return word in digits
    return bool(digits) and (word == digits or (len(word) == TAIL and word == squeezed(shown_end(phone))))


def in_name(word: str, name: str) -> bool:
    """Whether a word finds a name, as it is written or by its pinyin."""
    whole = squeezed(name)
    if word in whole:
        return True
    if not (word.isascii() and word.isalpha() and len(word) > 1):
        return False
    return any(
        "".join(way[start:]).startswith(word) or "".join(one[0] for one in way[start:]).startswith(word)
        for way in ways_to_read(whole)
        for start in range(len(way))
    )


def ends_with(word: str, fields: Fields, *, phones: bool) -> bool:
    """Whether a word is the end of one of the numbers, as far as it may be known."""
    return (
        squeezed(fields.number).endswith(word)
        or squeezed(fields.second_number).endswith(word)
        or (in_phone(word, fields.phone, phones=phones) and squeezed(fields.phone).endswith(word))
    )


def is_ending(word: str) -> bool:
    """Whether a word looks like the last digits of a number, so that rows whose numbers end so come first."""
    return len(word) >= ENDING and word.isascii() and any(sign.isdecimal() for sign in word)


# --- The pieces of a row ---------------------------------------------------------------------------------------------


def pieces_of(fields: Fields) -> str:
    """All pieces of a row, with blanks between them; some more than once."""
    found = [pieces_of_words(fields)]
    for number in (fields.number, fields.second_number):
        if short := squeezed(number):
            found += [_of_number(TEXT, short), LAST + short[-ENDING:]]
    if phone := squeezed(fields.phone):
        found += [_of_number(PHONE, phone), LAST_OF_PHONE + phone[-ENDING:]]
    for words in (fields.said, fields.agreed):
        if words:
            # Faults are a few words, and the same again and again; of what people say no two are.
            found.append(_of_text(words) if len(words) <= SHORT else _of_words(words))
    return " ".join(found)


def pieces_of_words(fields: Fields) -> str:
    """The pieces of the name and the text of a row: those that many rows may have, where numbers differ."""
    return f"{_of_name(fields.name)} {_of_text(fields.text)}"


def _of_words(text: str) -> str:
    return " ".join(dict.fromkeys(_pieces(TEXT, squeezed(text))))


@lru_cache(maxsize=8192)
def _of_text(text: str) -> str:
    return _of_words(text)


@lru_cache(maxsize=65536)
def _of_name(name: str) -> str:
    found = dict.fromkeys(_pieces(TEXT, squeezed(name)))
    for way in ways_to_read(squeezed(name)):
        found |= dict.fromkeys(_threes(PINYIN, "".join(way)))
        for start in range(len(way)):
            initials = "".join(one[0] for one in way[start:])
            found |= dict.fromkeys(
                (SYLLABLE + "".join(way[start:])[:2], INITIALS + initials[:2], INITIALS + initials[:3])
            )
    return " ".join(found)


def _of_number(mark: str, number: str) -> str:
    """The pieces of a number, put together at once: every row has some, and they hardly differ but in their digits."""
    if not number.isascii():
        return " ".join(_pieces(mark, number))
    head = number.rstrip("0123456789")
    digits = number[len(head) :]
    found = "".join(_places(len(digits))(f" {mark}{digits}")) if len(digits) > 2 else ""
    if head:
        found = f"{_of_head(mark, head + digits[:2])} {found}"
    if _SAME.search(number):
        found += "".join(f" {mark}{same[0]}" for same in _SAME.finditer(number))
    return found


@lru_cache(maxsize=8192)
def _of_head(mark: str, head: str) -> str:
    return " ".join(_threes(mark, head) + _twos_with_letter(mark, head))


@lru_cache(maxsize=64)
def _places(count: int) -> Callable[[str], Iterable[str]]:
    """Which signs of a blank, a mark and so many digits make up all pieces of three."""
    return itemgetter(*[place for at in range(2, count) for place in (0, 1, at, at + 1, at + 2)])


def _pieces(mark: str, text: str, *, asked: bool = False) -> list[str]:
    """Three signs of letters and digits, two where one is a letter; two characters, and single ones.

    ``asked``: without those that follow from longer ones.
    """
    if text.isascii():
        return _of_run(mark, text, asked)
    found = []
    for ascii_, group in groupby(text, str.isascii):
        run = "".join(group)
        if ascii_:
            found += _of_run(mark, run, asked)
        else:
            found += _twos(mark, run)
            if not asked or len(run) == 1:
                found += [mark + sign for sign in run]
    return found


def _of_run(mark: str, run: str, asked: bool) -> list[str]:
    if asked:
        found = _threes_of_end(mark, run) if len(run) > 2 else _twos_with_letter(mark, run)
    else:
        found = _threes(mark, run) + _twos_with_letter(mark, run)
    return found + [mark + same[0] for same in _SAME.finditer(run)]


def _threes_of_end(mark: str, run: str) -> list[str]:
    """The last pieces, each a sign before the other: numbers differ at their ends, and what begins all of them, as an
    area code does, stands in every row and says nothing."""
    return [mark + run[end - 3 : end] for end in range(len(run), 2, -1)[:MOST_PIECES]]


def _twos_with_letter(mark: str, run: str) -> list[str]:
    return [] if run.isdecimal() else [two for two in _twos(mark, run) if not two[1:].isdecimal()]


def _threes(mark: str, run: str) -> list[str]:
    return [mark + run[place : place + 3] for place in range(len(run) - 2)]


def _twos(mark: str, run: str) -> list[str]:
    return [mark + run[place : place + 2] for place in range(len(run) - 1)]


# --- The pieces of a question ----------------------------------------------------------------------------------------


Asked = Sequence[Sequence[Sequence[str]]]
"""What rows are asked for: for each word the ways in which it may be meant, and for each way pieces, all of them."""


def asked_for(words: Iterable[str], *, phones: bool, ending: bool = False) -> Asked:
    """The words as the index is asked; empty where no word is long enough to be looked up by.

    ``ending``: only rows of which a number ends with each word that :func:`is_ending`.
    """
    asked = [_ways(word, phones=phones, ending=ending and is_ending(word)) for word in words]
    return [ways for ways in asked if ways][:MOST_WORDS]


def as_question(asked: Asked) -> str:
    """The same as the full-text table reads it."""
    return " AND ".join(
        "(" + " OR ".join("(" + " AND ".join(f'"{piece}"' for piece in way) + ")" for way in ways) + ")"
        for ways in asked
    )


def _ways(word: str, *, phones: bool, ending: bool) -> list[list[str]]:
    in_texts, in_phone_ = (_pieces(mark, word, asked=True) for mark in (TEXT, PHONE))
    if ending:
        # The last four signs say what the last two pieces would.
        before = word[-ENDING - 1 : -2] if len(word) > ENDING else ""
        ways = [
            [last + word[-ENDING:], *([mark + before] if before else [])]
            for last, mark in ((LAST, TEXT), (LAST_OF_PHONE, PHONE))
        ]
    elif not in_texts:
        return []
    else:
        ways = [in_texts, in_phone_ if phones else [*in_phone_, LAST_OF_PHONE + word[-ENDING:]]]
        if word.isascii() and word.isalpha():
            ways += [
                _threes_of_end(PINYIN, word) if len(word) > 2 else [SYLLABLE + word],
                [INITIALS + word[:3]],
            ]
    return [list(dict.fromkeys(way)) for way in ways]
