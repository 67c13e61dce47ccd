"""Which customers a seed draws, stratum by stratum; opens no store (docs/rules.md, rule 46; docs/decisions/0088).

A customer is a phone number. Of several orders of one the seed chooses which is asked about, and with it the stratum;
then each stratum has its share of the calls, by the largest remainders, and in each the seed chooses customers. A
customer with many orders is no likelier to be drawn than one with a single order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from csi_tui.services.desk.draws import place_in_draw


class Asked(NamedTuple):
    """An order whose customer could be asked: its number, the customer's phone number, and its stratum."""

    order_no: str
    phone: str
    stratum: str


class Stratum(NamedTuple):
    """How many customers a stratum has, and how many of them are drawn."""

    customers: int
    drawn: int


class CustomerDraw(NamedTuple):
    """The orders of the customers drawn, in the order of the draw; and every stratum, by its name."""

    orders: tuple[str, ...]
    strata: Mapping[str, Stratum]

    @property
    def customers(self) -> int:
        """Among how many they were drawn."""
        return sum(one.customers for one in self.strata.values())


def draw_customers(orders: Iterable[Asked], seed: str, size: int) -> CustomerDraw:
    """Draw so many customers, or all where there are no more; the same on every machine, whatever the order."""
    of_customer: dict[str, list[Asked]] = defaultdict(list)
    for one in orders:
        of_customer[one.phone].append(one)
    strata: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for some in of_customer.values():
        asked = min(some, key=lambda one: place_in_draw(seed, "order", one.order_no))
        # By the smallest of their numbers, which nobody needs a phone number for.
        place = place_in_draw(seed, "customer", min(one.order_no for one in some))
        strata[asked.stratum].append((place, asked.order_no))
    taken = shares_of({name: len(some) for name, some in strata.items()}, size)
    drawn = sorted(one for name, some in strata.items() for one in sorted(some)[: taken[name]])
    return CustomerDraw(
        tuple(order_no for _place, order_no in drawn),
        {name: Stratum(len(strata[name]), taken[name]) for name in sorted(strata)},
    )


def shares_of(customers: Mapping[str, int], size: int) -> dict[str, int]:
    """How many of each stratum are drawn: as many in all as are wanted and there; what is over after whole numbers goes
    to the largest remainders, of equal ones to the larger stratum, then by its name."""
    total = sum(customers.values())
    wanted = min(size, total)
    if not wanted:
        return dict.fromkeys(customers, 0)
    found = {name: count * wanted // total for name, count in customers.items()}
    first = sorted(customers, key=lambda name: (-(customers[name] * wanted % total), -customers[name], name))
    for name in first[: wanted - sum(found.values())]:
        found[name] += 1
    return found
