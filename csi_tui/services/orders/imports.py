"""Work orders from a file: rows may stand in any order, a return before the order it returns from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from csi_db import return_links
from csi_db.models import WorkOrder
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.orders.own_orders import hold_entered
from csi_tui.services.orders.return_chains import first_of_chain
from csi_tui.services.orders.row_values import PEOPLE, order_values
from csi_tui.services.sheets.rows import Applied, Batch, Numbered, of_type, unknown_people
from csi_tui.services.tabular.records import OrderRow

Fresh = tuple[int, OrderRow, str]


class Orders:
    """Work orders; whether the returns among them may stay is known once every order that they may name is in."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._returns: list[Fresh] = []

    def take(self, rows: Sequence[Numbered]) -> Applied:
        """Keep the orders, the returns not yet linked."""
        batch, applied = self._batch, Applied()
        named = [
            (number, row)
            for number, row in of_type(rows, OrderRow)
            if not unknown_people(applied, number, row, PEOPLE, batch.employees)
        ]
        bookkeeping = {"version": 1, "recorded_at": batch.now, "import_id": batch.number}
        values = []
        for number, row, digest in batch.fresh(applied, "work_order", "order_no", named):
            period, late = batch.months.of(row.received_at)
            hold = partial(hold_entered, batch.session, batch.desk, row, batch.employees, Period(period))
            if batch.own and batch.held_back(applied, (number, row), "enter-order", row.order_no, hold):
                continue
            values.append(
                order_values(row, batch.employees, batch.desk.site.zone)
                | {"period": period, "late": late, "return_period": period if row.return_of else None}
                | bookkeeping
                | {"import_digest": digest}
            )
            if row.return_of is None:
                applied.digests.append(digest)
            else:
                self._returns.append((number, row, digest))
        batch.insert(WorkOrder, values)
        return applied

    def finish(self) -> Applied:
        """Link each return to the first order of its chain, and take those out again that belong to none."""
        applied = Applied()
        good = self._linkable(applied)
        self._take_out(
            [row for _number, row, _digest in self._returns], [row for _number, row, _digest in good]
        )
        self._link([row for _number, row, _digest in good])
        applied.digests.extend(digest for _number, _row, digest in good)
        self._returns = []
        return applied

    def _take_out(self, returns: Sequence[OrderRow], good: Sequence[OrderRow]) -> None:
        kept = {row.order_no for row in good}
        bad = [row.order_no for row in returns if row.order_no not in kept]
        return_links.take_out(self._batch.session.connection(), bad)

    def _linkable(self, applied: Applied) -> list[Fresh]:
        """Reject returns of orders that are nowhere, or whose links run in a circle, and whatever hangs on those."""
        by_number = {row.order_no: row for _number, row, _digest in self._returns}
        parents = {row.return_of for row in by_number.values()} - by_number.keys()
        stored = self._batch.order_ids(parents)
        verdicts: dict[str, bool] = {}
        for name in by_number:
            _judge(name, by_number, stored, verdicts)
        kept = []
        for number, row, digest in self._returns:
            if verdicts[row.order_no]:
                kept.append((number, row, digest))
            else:
                reason = (
                    _("the order it returns from was rejected, or the returns run in a circle")
                    if row.return_of in by_number
                    else _("no order has this number")
                )
                applied.reject(number, "return_of", row.return_of, reason)
        return kept

    def _link(self, returns: Sequence[OrderRow]) -> None:
        """Set the links of the new returns, and the first order of each one's chain."""
        if not returns:
            return
        connection = self._batch.session.connection()
        ids = self._batch.order_ids(number for row in returns for number in (row.order_no, row.return_of))
        return_links.put_links(connection, [(ids[row.order_no], ids[row.return_of or ""]) for row in returns])
        parents = return_links.all_links(connection)
        return_links.put_first_orders(
            connection, [(ids[row.order_no], first_of_chain(ids[row.order_no], parents)) for row in returns]
        )


def _judge(
    name: str, by_number: Mapping[str, OrderRow], stored: Mapping[str, int], verdicts: dict[str, bool]
) -> None:
    """Walk from a row to the end of its chain; every row on the way shares the end's verdict."""
    path: list[str] = []
    here: str | None = name
    while here is not None and here in by_number and here not in verdicts and here not in path:
        path.append(here)
        here = by_number[here].return_of
    if here is None:
        good = True
    elif here in verdicts:
        good = verdicts[here]
    else:
        good = here not in path and here in stored
    verdicts.update(dict.fromkeys(path, good))
