"""Texts that somebody gives: reasons, proofs, notes."""

from __future__ import annotations

from csi_tui.i18n import _
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.untrusted_text import BadText, normal, plain_number, storable

LONGEST_TEXT = 500
"""Characters of a reason or a proof, as a field on a screen takes them."""
LONGEST_NAME = 100
"""Characters of a name, as a column of a file takes them."""


class ReasonMissing(UserError):
    """What stands in the store already is only replaced with a reason."""


def reason_given(text: str | None, sentence: str) -> str:
    """The reason for replacing what stands in the store.

    Raises:
        ReasonMissing: the sentence, where there is none.
        UserError: it is too long.
    """
    return _given(text, ReasonMissing(sentence))


def required(text: str | None, sentence: str) -> str:
    """A text that somebody must give.

    Raises:
        UserError: the sentence, where there is none; or it is too long.
    """
    return _given(text, UserError(sentence))


def _given(text: str | None, missing: UserError) -> str:
    found = not_too_long(text)
    if not found:
        raise missing
    return found


def line_given(text: str, sentence: str) -> str:
    """A name of one line that somebody must give, as it is kept.

    Raises:
        UserError: the sentence, where there is none; it is too long, or holds what no line may.
    """
    try:
        plain = storable(text)
    except BadText as bad:
        raise UserError(_("The text holds {reason}.").format(reason=bad.reason)) from bad
    if not plain:
        raise UserError(sentence)
    return _within(plain, LONGEST_NAME)


def name_given(name: str, sentence: str) -> str:
    """The same in its plain form: full-width digits and letters become plain ones.

    Raises:
        UserError: as :func:`line_given`.
    """
    return line_given(normal(name), sentence)


def number_given(number: str) -> str:
    """A number by which something is looked up, in its plain form.

    Raises:
        UserError: there is none.
    """
    plain = plain_number(number)
    if not plain:
        raise UserError(_("The number is missing."))
    return plain


def not_too_long(text: str | None) -> str:
    """A text as it is kept, which may be empty.

    Raises:
        UserError: it is too long, or holds what no text may (:func:`csi_tui.services.tabular.untrusted_text.storable`).
    """
    try:
        found = storable(text or "", lines=True)
    except BadText as bad:
        raise UserError(_("The text holds {reason}.").format(reason=bad.reason)) from bad
    return _within(found, LONGEST_TEXT)


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise UserError(
            _("A text of {n} characters is too long; at most {limit} are kept.").format(
                n=len(text), limit=limit
            )
        )
    return text


def no_such_employee(number: str) -> UserError:
    """That nobody has this number, with where everybody is listed."""
    return UserError(
        _("No employee has the number {number}. See “csi people”.").format(number=number),
        at_desk=_("No employee has the number {number}. 7 (People) lists them.").format(number=number),
    )
