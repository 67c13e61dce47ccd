"""How Chinese characters are read: the syllables of a name, without their tones."""

from __future__ import annotations

import os
import unicodedata
from functools import cache, lru_cache
from itertools import islice, product

READINGS, WAYS = 3, 6
"""Readings of a character, and ways to read a name, that are taken at most, the commonest first."""


@cache
def _dictionary() -> dict[int, str]:
    # Names are no phrases, and the phrases are five sixths of what there is to read.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict

    found: dict[int, str] = pinyin_dict
    return found


@lru_cache(maxsize=8192)
def readings(sign: str) -> tuple[str, ...]:
    """The ways in which a character is read, ``("dan", "chan", "shan")``; none for what is no Chinese character."""
    if sign.isascii():
        return ()
    plain = (_toneless(one) for one in _dictionary().get(ord(sign), "").split(",") if one)
    return tuple(dict.fromkeys(plain))[:READINGS]


def _toneless(syllable: str) -> str:
    """A syllable in the letters of a keyboard; the u with dots is typed as v."""
    parts = unicodedata.normalize("NFD", syllable.replace("ü", "v").translate(_DOTTED))
    return "".join(sign for sign in parts if "a" <= sign <= "z")


_DOTTED = str.maketrans("ǖǘǚǜ", "vvvv")


@lru_cache(maxsize=65536)
def ways_to_read(name: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read a squeezed text, each as its syllables; letters and digits stand as they are.

    None for a text without Chinese characters.
    """
    parts: list[tuple[str, ...]] = []
    chinese = False
    for sign in name:
        found = readings(sign)
        chinese = chinese or bool(found)
        parts.append(found or (sign,))
    return tuple(islice(product(*parts), WAYS)) if chinese else ()
