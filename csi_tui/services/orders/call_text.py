"""Samples of customers as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from csi_tui.i18n import _, ngettext
from csi_tui.services.orders.call_frame import LEFT_OUT
from csi_tui.services.orders.call_lists import CallList
from csi_tui.services.orders.calls import STATES
from csi_tui.services.orders.customer_samples import CustomerSample
from csi_tui.services.tabular.aligned import safe, table


def call_lines(found: CallList) -> Iterator[str]:
    """How it was drawn, and whom to call."""
    yield from drawn_lines(found.sample)
    if found.again:
        yield _("Drawn before, and the same.")
    header = (
        _("Survey no."), _("Order no."), _("Customer"), _("Phone"), _("Product"), _("Repaired by"),
        _("Completed"), _("State"),
    )  # fmt: skip
    rows = [
        (
            one.agency_ref,
            one.order_no,
            one.name,
            one.phone,
            one.product,
            one.person,
            "" if one.completed_at is None else f"{one.completed_at:%Y-%m-%d}",
            _(STATES[one.state]),
        )
        for one in found.calls
    ]
    yield from table(header, rows).splitlines()


def drawn_lines(sample: CustomerSample) -> Iterator[str]:
    """How many of how many were drawn, when, by whom and by which seed; who was left out; the share of each stratum."""
    yield safe(
        _("{month}, draw {number}: {n} of {of} customers, drawn by {who} on {day}").format(
            month=sample.month,
            number=sample.number,
            n=len(sample.orders),
            of=sample.customers,
            who=sample.drawn_by,
            day=f"{sample.drawn_at:%Y-%m-%d}",
        )
    )
    if sample.team:
        yield safe(_("Of the team {team}").format(team=sample.team))
    if sample.product:
        yield _("Of one product")
    yield _("Seed: the code of entry {n} of the audit trail, {seed}").format(
        n=sample.seed_entry, seed=sample.seed
    )
    if sample.left_out:
        yield _("Left out: {reasons}").format(reasons=left_out_text(sample.left_out))
    shares = [
        _("{name} {n} of {of}").format(name=one.stratum or _("nobody"), n=one.drawn, of=one.customers)
        for one in sample.strata
    ]
    yield safe(_("Shares: {shares}").format(shares=_(", ").join(shares)))


def left_out_text(left_out: Mapping[str, int]) -> str:
    """How many orders were left out, for each reason."""
    told = [
        ngettext("{n} order {why}", "{n} orders {why}", left_out[reason]).format(
            n=left_out[reason], why=_(LEFT_OUT[reason])
        )
        for reason in LEFT_OUT
        if left_out.get(reason)
    ]
    return _(", ").join(told)


def sample_lines(found: Sequence[CustomerSample]) -> Iterator[str]:
    """Every draw."""
    if not found:
        yield _("No customers were drawn yet.")
    for place, one in enumerate(found):
        if place:
            yield ""
        yield from drawn_lines(one)
