"""A work order as entered → the values of its row, with the derived facts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from operator import attrgetter
from typing import Any

from csi_db.models import WorkOrder
from csi_tui.services.desk.derived_facts import order_facts
from csi_tui.services.desk.references import id_of
from csi_tui.services.tabular.kinds import ids_of
from csi_tui.services.tabular.records import OrderRow

PEOPLE = ids_of("orders", lambda column: column.person)
IDS = {place: f"{place.removesuffix('_no')}_id" for place in PEOPLE}
"""Field of a person → the column of ``work_order`` that keeps who it is."""

_AS_ENTERED = ids_of("orders", lambda column: column.id in WorkOrder.model_fields)
_entered = attrgetter(*_AS_ENTERED)


def order_values(row: OrderRow, employees: Mapping[str, int], zone: tzinfo) -> dict[str, Any]:
    """Columns of ``work_order`` that follow from the row alone; not its month, links and bookkeeping."""
    values: dict[str, Any] = dict(zip(_AS_ENTERED, _entered(row), strict=True))
    for place, column in IDS.items():
        values[column] = id_of(employees, getattr(row, place))
    values |= order_facts(
        received_at=row.received_at,
        first_contact_at=row.first_contact_at,
        appointment_at=row.appointment_at,
        arrived_at=row.arrived_at,
        completed_at=row.completed_at,
        service_mode=row.service_mode,
        zone=zone,
    )
    return values


def order_row(order: WorkOrder, numbers: Mapping[int | None, str], return_of: str | None) -> OrderRow:
    """The row that an order was entered as; ``numbers``: id → number of the employees that it names."""
    values: dict[str, Any] = {name: getattr(order, name) for name in _AS_ENTERED}
    values |= {place: numbers.get(getattr(order, column)) for place, column in IDS.items()}
    return OrderRow(**values, return_of=return_of)
