"""What kinds of things are found, in words. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from csi_tui.i18n import N_, _, ngettext
from csi_tui.services.desk.form_fields import choice_label
from csi_tui.services.tabular.aligned import table

KINDS: dict[str, str] = {
    "customer": N_("customer"),
    "product": N_("product"),
    "order": N_("order"),
    "complaint": N_("complaint"),
    "person": N_("employee"),
    "month": N_("month"),
    "appeal": N_("appeal"),
    "survey": N_("survey"),
    "command": N_("command"),
}
"""Kind → what it is called; surveys stand on a customer's page, commands in the application alone."""


class Found(Protocol):
    """What a line needs of something that was found."""

    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def about(self) -> str: ...


def kind_name(kind: str) -> str:
    """A kind in the user's language."""
    return _(KINDS[kind])


def found_table(hits: Sequence[Found]) -> str:
    """What was found as a table."""
    header = (_("kind"), _("no."), _("who or what"), _("more"))
    return table(header, [(kind_name(one.kind), one.number, one.what, one.about) for one in hits])


def counts_text(*, orders: int, returns: int, complaints: int, surveys: int) -> str:
    """How much there is of a customer or a product; of returns only where there are some."""
    ordered = ngettext("{n} order", "{n} orders", orders).format(n=orders)
    if returns:
        back = ngettext("{n} of them a return", "{n} of them returns", returns).format(n=returns)
        ordered = _("{orders}, {returns}").format(orders=ordered, returns=back)
    return " · ".join(
        (
            ordered,
            ngettext("{complaints} complaint", "{complaints} complaints", complaints).format(
                complaints=complaints
            ),
            ngettext("{n} survey", "{n} surveys", surveys).format(n=surveys),
        )
    )


def joined(*parts: str) -> str:
    """What is to be said of a thing, the parts that there are."""
    return "  ".join(part for part in parts if part)


def order_state(outcome: str | None, *, is_return: bool = False) -> str:
    """How an order ended, or that it is open; that it came back after a repair."""
    state = choice_label("outcome", outcome) if outcome else _("open")
    return joined(state, _("return") if is_return else "")


def complaint_state(status: str, resolved_at: datetime | None) -> str:
    """How a complaint stands; ``resolved_at`` is site-local."""
    if status == "invalid":
        return _("invalid")
    return _("open") if resolved_at is None else _("resolved {at}").format(at=f"{resolved_at:%Y-%m-%d}")


def answers_text(answers: Sequence[int | None]) -> str:
    """The answers of a survey in the order of its questions."""
    if all(one is None for one in answers):
        return _("not answered")
    return " ".join("-" if one is None else str(one) for one in answers)
