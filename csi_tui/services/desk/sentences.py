"""Sentences that are said beside what was kept, to who types commands and to who sits at the application."""

from __future__ import annotations


class Sentence(str):
    """A sentence that names a command; ``at_desk`` says the same where no command can be typed, as an error's does."""

    at_desk: str

    def __new__(cls, text: str, *, at_desk: str) -> Sentence:
        """The sentence as a command prints it."""
        made = super().__new__(cls, text)
        made.at_desk = at_desk
        return made


def said_at_desk(text: str) -> str:
    """A sentence as the application shows it."""
    return text.at_desk if isinstance(text, Sentence) else text


def together(*sentences: str) -> Sentence:
    """Sentences behind each other, for either reader."""
    return Sentence(" ".join(sentences), at_desk=" ".join(map(said_at_desk, sentences)))
