"""Several rows treated at once: each by its own rules, in one transaction, and all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from csi_tui.i18n import _, ngettext
from csi_tui.services.errors import NotPermitted, UserError

AnswerT = TypeVar("AnswerT")
MOST = 500
"""Rows that are treated at once at most: they hold the store for a second or two, and nobody has looked at more."""


class SeveralRefused(UserError):
    """Some of the rows cannot be treated so; nothing was changed.

    ``refused``: their numbers with the reasons; ``able``: the numbers of those that can be.
    """

    def __init__(self, refused: Sequence[tuple[str, str]], able: Sequence[str]) -> None:
        self.refused, self.able = tuple(refused), tuple(able)
        head = ngettext(
            "{n} of {all} cannot be; nothing was changed:",
            "{n} of {all} cannot be; nothing was changed:",
            len(self.refused),
        ).format(n=len(self.refused), all=len(self.refused) + len(self.able))
        super().__init__("\n".join([head, *refusals(self.refused)]))


def refusals(refused: Sequence[tuple[str, str]]) -> list[str]:
    """A line for each row that cannot be treated."""
    return [_("{number}: {reason}").format(number=number, reason=reason) for number, reason in refused]


def each(numbers: Sequence[str], treat: Callable[[str], AnswerT]) -> list[AnswerT]:
    """Treat every row, within the transaction of the caller; answers what came of each, in their order.

    Raises:
        SeveralRefused: some of them refused; the caller's transaction must not be kept.
        UserError: there are none, or more than :data:`MOST`.
    """
    numbers = list(dict.fromkeys(numbers))
    if not numbers:
        raise UserError(_("Nothing is marked."))
    if len(numbers) > MOST:
        raise UserError(_("At most {n} are treated at once.").format(n=MOST))
    answers, refused, able = [], [], []
    for number in numbers:
        try:
            answers.append(treat(number))
        except UserError as error:
            # Whatever else may be wrong (the clock, the store) is not a matter of the row.
            if not isinstance(error, NotPermitted) and error.exit_status != UserError.exit_status:
                raise
            refused.append((number, error.message))
        else:
            able.append(number)
    if refused:
        raise SeveralRefused(refused, able)
    return answers
