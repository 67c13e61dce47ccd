"""What of a phone number everybody sees (docs/rules.md, rule 21): the mask and every search take it from here."""

from __future__ import annotations

from typing import Final

HEAD: Final = 3
TAIL: Final = 4
"""Signs that a mask leaves at the beginning and at the end; a number that has no more than both is hidden whole."""


def shown_end(phone: str) -> str:
    """The signs at the end of a phone number that its mask leaves; empty where it hides the whole."""
    return phone[-TAIL:] if len(phone) > HEAD + TAIL else ""
