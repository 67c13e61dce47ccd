"""A text of a scheme in the product's two languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """The same text in English and in Chinese."""

    en: str
    zh: str

    def in_language(self, language: str) -> str:
        """The text in ``zh`` or, for any other language, in English."""
        return self.zh if language == "zh" else self.en
