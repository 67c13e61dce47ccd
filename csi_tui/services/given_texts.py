"""Texts that somebody gives: reasons, proofs, notes."""

from __future__ import annotations

import unicodedata

from csi_tui.i18n import _
from csi_tui.services.errors import UserError

LONGEST_TEXT = 500
"""Characters of a reason or a proof, as a field on a screen takes them."""


_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that are drawn as nothing."""


def required(text: str | None, sentence: str) -> str:
    """A text that somebody must give.

    Raises:
        UserError: the sentence, where there is none; or it is too long.
    """
    found = not_too_long(text)
    if not any(_is_seen(sign) for sign in found):
        raise UserError(sentence)
    return found


def _is_seen(sign: str) -> bool:
    """Whether a sign leaves ink: separators, controls, signs of direction or width, and marks on nothing do not."""
    return unicodedata.category(sign)[0] not in "ZCM" and sign not in _BLANKS


def not_too_long(text: str | None) -> str:
    """A text as it is kept, which may be empty.

    Raises:
        UserError: it is too long.
    """
    found = (text or "").strip()
    if not found.isascii() and any("\ud800" <= sign <= "\udfff" for sign in found):
        raise UserError(_("The text holds bytes that are no characters. Type it again, in UTF-8."))
    if len(found) > LONGEST_TEXT:
        raise UserError(
            _("A text of {n} characters is too long; at most {limit} are kept.").format(
                n=len(found), limit=LONGEST_TEXT
            )
        )
    return found
