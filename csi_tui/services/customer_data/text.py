"""The words of this room: what is held of a customer, as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import N_, _
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.services.customer_data.due import DueCustomer, DueList
    from csi_tui.services.customer_data.held import Held
    from csi_tui.services.customer_data.terms import Terms

KINDS: Mapping[str, str] = {
    "order": N_("order"),
    "complaint": N_("complaint"),
    "survey": N_("survey"),
    "words": N_("words"),
    "elsewhere": N_("in somebody else's row"),
    "record": N_("appraisal record"),
    "waiting": N_("waiting"),
    "former": N_("former text"),
    "file": N_("file"),
    "draft": N_("draft"),
    "copy": N_("automatic copy"),
}
"""Where something is held → its name."""
FATES: Mapping[str, str] = {
    "goes": N_("goes"),
    "stays": N_("stays"),
    "if-named": N_("stays; it does not name the customer"),
}
"""What an erasure does to it."""


HELD_UP: Mapping[str, str] = {
    "user": N_("the access as a user is still open"),
    "appeal": N_("an appeal is not closed"),
    "waiting": N_("something waits for a second person"),
    "month": N_("a month with a card is not frozen"),
}
"""What has to end before a pseudonym takes the place of a name."""


def held_lines(held: Held) -> Iterator[str]:
    """Who it is, how many rows there are, and each thing that is held, with what an erasure does to it."""
    yield _("Customer of {number}: orders {orders}, complaints {complaints}, surveys {surveys}").format(
        number=held.number, orders=held.orders, complaints=held.complaints, surveys=held.surveys
    )
    rows = [
        (
            _(KINDS[line.kind]),
            line.number,
            "" if line.at is None else f"{line.at:%Y-%m-%d}",
            line.what,
            " ".join(line.masked.split()),
            _(FATES[line.fate]),
        )
        for line in held.shown
    ]
    header = (_("where"), _("reference"), _("day"), _("what"), _("text"), _("an erasure"))
    yield table(header, rows)


def due_table(found: Sequence[DueCustomer]) -> str:
    """Customers of whom nothing has happened for long, by the number of the latest row."""
    if not found:
        return _("Of every customer something happened since then, or is still open.")
    rows = [(one.number, one.last.isoformat(), str(one.orders), str(one.complaints)) for one in found]
    header = (_("customer of"), _("last"), _("orders"), _("complaints"))
    return table(header, rows, frozenset({2, 3}))


def due_lines(due: DueList) -> Iterator[str]:
    """What is due by the terms of the site, and what goes along."""
    if due.months is None:
        yield _("Customers: the site has no term, so none is due by itself.")
    elif not due.customers:
        yield _("Customers: none is due; of each something happened within {n} months, or is open.").format(
            n=due.months
        )
    else:
        yield _("Customers of whom nothing has happened for {n} months:").format(n=due.months)
        yield due_table(due.customers)
        if due.more:
            yield _("There are more; these go first.")
    if due.leavers:
        yield _("People who left, and whose term is over:")
        rows = [
            (
                one.employee_no,
                one.name,
                one.left_on.isoformat(),
                _(HELD_UP[one.held_up]) if one.held_up else "",
            )
            for one in due.leavers
        ]
        yield table((_("number"), _("name"), _("left on"), _("in the way")), rows)
    if due.copies:
        yield _(
            "Copies that the program made by itself go as well, and one new one takes their place: {names}"
        ).format(names=_(", ").join(due.copies))
    if not due.empty:
        yield _("The list {code} of {day}.").format(code=due.code, day=due.day.isoformat())


def term_lines(terms: Terms) -> Iterator[str]:
    """What the site has decided, a sentence each."""
    yield (
        _("Customers' data: no term; nothing is due by itself.")
        if terms.customer_months is None
        else _("Customers' data: due after {n} months without anything.").format(n=terms.customer_months)
    )
    yield _("People who left: due {n} years after the end of the year in which they left.").format(
        n=terms.leaver_years
    )
    yield (
        _("Receipts, reasons and grades of others: read only by those who look over results.")
        if terms.others_withheld
        else _("Receipts, reasons and grades of others: read by everybody.")
    )


def handed_header() -> tuple[str, ...]:
    """The headers of the file that a customer is handed."""
    return (_("where"), _("reference"), _("at"), _("what"), _("text"))


def kind_name(kind: str) -> str:
    """Where something is held, by its name."""
    return _(KINDS[kind])
