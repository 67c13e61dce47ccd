"""What a password has to be: long enough, and none of those that are tried first (docs/decisions/0026, point 3)."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.services.errors import UserError

LEAST_LETTERS = 8
MOST_LETTERS = 200
FEW = 3
"""So many different signs at most are guessed by their pattern, however many there are."""

_FILE = Path(__file__).with_name("common_passwords.txt")


@cache
def commonest() -> frozenset[str]:
    """Those of eight signs and more that stand first in lists of passwords that became known, in China and elsewhere.

    Where they are from is said at the head of the file.
    """
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("# "))


def refuse_guessable(password: str, name: str) -> None:
    """Refuse a password that is guessed, of the user with that name.

    Raises:
        UserError: it is too short, too long, the name, or among the first that are tried; says what to choose.
    """
    if not LEAST_LETTERS <= len(password) <= MOST_LETTERS:
        raise UserError(
            _(
                "A password has {least} to {most} signs. Choose three words that have nothing to do with each other: "
                "long is better than odd."
            ).format(least=LEAST_LETTERS, most=MOST_LETTERS)
        )
    plain = unicodedata.normalize("NFKC", password).casefold()
    if (
        plain in commonest()
        or len(set(plain)) <= FEW
        or _runs(plain)
        or _is_name(plain, name)
        or _is_a_number(plain)
    ):
        raise UserError(
            _(
                "This password is one of the first that are tried. Choose three words that have nothing to do with "
                "each other: long is better than odd."
            )
        )


def _runs(plain: str) -> bool:
    """Whether every sign follows the one before in one direction: 23456789, hgfedcba."""
    steps = {ord(after) - ord(before) for before, after in pairwise(plain)}
    return steps in ({1}, {-1})


def _is_a_number(plain: str) -> bool:
    """Whether it is figures alone, however they are set apart: a day of birth, a phone number."""
    return "".join(sign for sign in plain if sign not in " .-/:").isdigit()


def _is_name(plain: str, name: str) -> bool:
    """Whether it is the name with figures at most before and behind it."""
    own = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return bool(own) and plain.strip("0123456789!@#._-") == own
