"""The draw of customers against a slow, plain one (docs/rules.md, rule 46; docs/decisions/0088)."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.orders.customer_draw import Asked, draw_customers, shares_of

ORDERS = st.lists(
    st.tuples(st.integers(0, 25), st.sampled_from(["", "E1", "E2", "E3", "北区"])), max_size=40
).map(lambda rows: [Asked(f"W{at:03d}", f"138{phone:08d}", who) for at, (phone, who) in enumerate(rows)])
SEEDS = st.text("0123456789abcdef", min_size=1, max_size=8)


def sha(*texts: str) -> str:
    """As ``printf '%s\\n%s\\n%s' SEED KIND NUMBER | sha256sum`` has it."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def plain(orders: list[Asked], seed: str, size: int) -> list[str]:
    """The same draw, one call at a time: whose share is furthest behind what is due to them gets the next whole one."""
    chosen: dict[str, tuple[str, str, str]] = {}
    for phone in {one.phone for one in orders}:
        own = [one for one in orders if one.phone == phone]
        of_all = sorted(own, key=lambda one: sha(seed, "order", one.order_no))[0]
        first = sorted(one.order_no for one in own)[0]
        chosen[phone] = (sha(seed, "customer", first), of_all.order_no, of_all.stratum)
    there = Counter(stratum for _place, _order, stratum in chosen.values())
    size = min(size, len(chosen))
    due = {name: Fraction(size * n, len(chosen)) for name, n in there.items()}
    seats = {name: int(share) for name, share in due.items()}
    given_one: set[str] = set()
    while sum(seats.values()) < size:
        behind = min(
            (name for name in due if name not in given_one),
            key=lambda name: (int(due[name]) - due[name], -there[name], name),
        )
        seats[behind] += 1
        given_one.add(behind)
    taken: list[tuple[str, str]] = []
    for place, order_no, stratum in sorted(chosen.values()):
        if seats[stratum]:
            seats[stratum] -= 1
            taken.append((place, order_no))
    return [order_no for _place, order_no in taken]


@given(orders=ORDERS, seed=SEEDS, size=st.integers(1, 40), shuffle=st.randoms())
def test_the_same_as_by_hand_whatever_the_order(
    orders: list[Asked], seed: str, size: int, shuffle: random.Random
) -> None:
    """Drawn again, on another machine, from rows in another order: the same list (docs/rules.md, rule 46)."""
    drawn = draw_customers(orders, seed, size)
    assert list(drawn.orders) == plain(orders, seed, size)
    shuffle.shuffle(orders)
    assert draw_customers(orders, seed, size) == drawn


@given(orders=ORDERS, seed=SEEDS, size=st.integers(1, 40))
def test_nobody_twice_and_each_stratum_its_share(orders: list[Asked], seed: str, size: int) -> None:
    """Each customer once; each stratum within one call of its exact share (docs/rules.md, rule 46)."""
    drawn = draw_customers(orders, seed, size)
    phone_of = {one.order_no: one.phone for one in orders}
    phones = [phone_of[number] for number in drawn.orders]
    assert len(set(phones)) == len(phones)
    everybody = len(set(phone_of.values()))
    assert drawn.customers == everybody
    assert len(drawn.orders) == min(size, everybody) == sum(one.drawn for one in drawn.strata.values())
    for one in drawn.strata.values():
        assert one.drawn <= one.customers
        assert abs(one.drawn - Fraction(one.customers * len(drawn.orders), everybody)) < 1


def test_shares_by_hand() -> None:
    """30 of 60, 25 and 15 customers: 18, 7.5 and 4.5; of equal remainders the larger stratum's comes first."""
    assert shares_of({"E1": 60, "E2": 25, "E3": 15}, 30) == {"E1": 18, "E2": 8, "E3": 4}
    assert shares_of({"E1": 1, "E2": 1, "E3": 1}, 1) == {"E1": 1, "E2": 0, "E3": 0}
    assert shares_of({"E1": 2}, 5) == {"E1": 2}
    assert shares_of({}, 5) == {}


def test_many_orders_make_nobody_likelier() -> None:
    """A customer with thirty orders is drawn as often as one with a single order (docs/decisions/0088, point 3)."""
    orders = [Asked(f"A{at:02d}", "1", "E1") for at in range(30)]
    orders += [Asked(f"B{at:02d}", f"2{at}", "E1") for at in range(30)]
    often = sum(draw_customers(orders, str(seed), 1).orders[0].startswith("A") for seed in range(2000))
    # 2000/31 = 64.5, three standard deviations 24.
    assert 40 < often < 89
