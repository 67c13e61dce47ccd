"""A text of a scheme in the product's two languages, and what the rules themselves say, for others to translate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in English and in Chinese."""

    en: str
    zh: str

    def in_language(self, language: str) -> str:
        """The text in ``zh`` or, for any other language, in English."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a rule says of itself in English, with the values that stand in it: whoever shows it translates it.

    ``many``: the same of any number ``n`` but one; empty where it depends on no number.
    """

    text: str
    values: Mapping[str, str | int]
    many: str = ""


def phrase(text: str, **values: str) -> Phrase:
    """Mark a text for translation, and take its values along."""
    return Phrase(text, values)


def phrases(one: str, many: str, n: int) -> Phrase:
    """The same of a text that depends on the number ``n``."""
    return Phrase(one, {"n": n}, many)
