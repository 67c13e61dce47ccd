"""Which customers of a month were drawn, when and by whom, as the audit trail tells it (docs/decisions/0088)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, select

from csi_db import audit_rows
from csi_db.audit_rows import EntryRow
from csi_db.models import User
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.history.entry_lines import read_detail

DRAWN = "draw-customers"
"""The act of the trail; its detail holds what :class:`CustomerSample` says."""
SAME = ("size", "by", "team", "product")
"""What two draws of a month have in common that are the same."""


@dataclass(frozen=True, slots=True)
class Share:
    """A stratum, by number of the employee or name of the team: its customers, and how many of them are drawn."""

    stratum: str
    customers: int
    drawn: int

    def json(self) -> dict[str, object]:
        """As ``csi sample customers --json`` prints it."""
        return as_json(self, or_null=("stratum",))


@dataclass(frozen=True, slots=True)
class CustomerSample:
    """What was drawn of a month; ``drawn_at`` is site-local.

    Attributes:
        number: which draw of the month it is, from 1.
        by: what the strata are, of :data:`~csi_tui.services.orders.call_frame.STRATA`; ``team``: narrowed down to it.
        product: digest of the product that it is narrowed down to, whose name may say who a customer is; else empty.
        seed_entry: number of the entry of the trail whose hash the ``seed`` is.
        frame: SHA-256 of the numbers of the orders that it was drawn from.
        left_out: reason → orders.
        orders: numbers, in the order of the draw.
    """

    month: str
    number: int
    size: int
    by: str
    team: str
    product: str
    seed: str
    seed_entry: int
    frame: str
    drawn_at: datetime
    drawn_by: str
    left_out: Mapping[str, int]
    strata: tuple[Share, ...]
    orders: tuple[str, ...]

    @property
    def customers(self) -> int:
        """Among how many customers it was drawn."""
        return sum(one.customers for one in self.strata)

    def json(self) -> dict[str, object]:
        """As ``csi sample drawn --json`` prints it."""
        told = as_json(self, but=("product",), or_null=("team",))
        return told | {"of_product": bool(self.product), "customers": self.customers}


def samples(desk: Desk, period: Period | None = None) -> list[CustomerSample]:
    """What was drawn of a month, or of every one, in the order of the months and then of the draws."""
    with desk.read() as session:
        found = samples_in(session, desk)
    return [one for one in found if period is None or one.month == show_period(period)]


def samples_in(session: Session, desk: Desk) -> list[CustomerSample]:
    """The same within the transaction of a caller."""
    names = dict(session.exec(select(User.id, User.name)).all())
    found: dict[str, list[CustomerSample]] = {}
    for entry in audit_rows.of_actions(session.connection(), (DRAWN,)):
        own = found.setdefault(entry.subject, [])
        own.append(_sample_of(desk, entry, len(own) + 1, names))
    return [one for month in sorted(found) for one in found[month]]


def _sample_of(desk: Desk, entry: EntryRow, number: int, names: Mapping[int | None, str]) -> CustomerSample:
    detail: Mapping[str, Any] = read_detail(entry)
    at = datetime.fromisoformat(entry.at).replace(tzinfo=UTC).astimezone(desk.site.zone)
    return CustomerSample(
        month=entry.subject,
        number=number,
        **{name: detail[name] for name in (*SAME, "seed", "seed_entry", "frame", "left_out")},
        drawn_at=at,
        drawn_by=names.get(entry.user_id, ""),
        strata=tuple(Share(name, *counts) for name, counts in detail["strata"].items()),
        orders=tuple(detail["drawn"]),
    )
