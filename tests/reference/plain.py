"""The whole close of `aftersales-csi` in plain loops: the product's answers are held against it.

Readings, where docs/scoring.md leaves a choice:

1. A return of a return belongs to the first order of its chain, also when the return in between was
   cancelled. Only a cancelled first order, or its own being cancelled, takes a return out.
2. An arrival before the first contact gives a sample of 0 minutes, in time.
3. A fact that counts in a month whose cut-off comes before the fact is not counted there, and counts in the
   next month that is not frozen when the month freezes.
4. A complaint that is undetermined at the cut-off of the freeze counts in the next month, and so on until
   it is.
5. A return received after the cut-off of its order's frozen month is charged back in the local month of its
   receipt; if that month is frozen when the order's month freezes, or freezes with a cut-off before the
   receipt, in the next month that is not frozen. The return itself, as an order, may count in a later
   month: that is another matter.
6. An order of a month that was never frozen (before the first of `months`, or in a gap) stays there: it
   counts in no later month, and no return of it is charged back.
7. A contact or an arrival after the cut-off is not known, even on an order completed by it.
8. A person's name, role and team are the row's that holds on the month's last day; a supervisor then has no
   card.
9. `flags` knows `few-answers` alone: docs/cli.md, *Cards* names no other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from .books import Books, freeze, open_books
from .cards import Card, cards_of
from .facts import Row, first_day, next_month, read_facts, site_instant
from .rules import gather

CUT_OFF_DAY = 10


def default_cut_off(month: str, tz: str = "Asia/Shanghai") -> datetime:
    """00:00 local on the 10th of the next month, in UTC (docs/scoring.md §4, "What is known")."""
    following = first_day(next_month(month))
    day = date(following.year, following.month, CUT_OFF_DAY)
    return datetime.combine(day, time(0), tzinfo=ZoneInfo(tz)).astimezone(UTC)


def close_months(
    employees: Sequence[Row],
    orders: Sequence[Row],
    surveys: Sequence[Row],
    complaints: Sequence[Row],
    *,
    months: Sequence[str],
    as_of: Mapping[str, datetime] | None = None,
    tz: str = "Asia/Shanghai",
    struck: frozenset[tuple[str, str]] = frozenset(),
) -> dict[str, list[Card]]:
    """Computes and freezes each month in turn, as a backfill does after everything was imported.

    The rows are keyed by the columns of docs/files.md §2, as csv.DictReader gives them; instants are ISO
    8601, local to the site without an offset. `as_of` gives cut-offs by month (naive: local to the site); a
    month without one is computed as of `default_cut_off`. The answer holds the cards of each month in the
    JSON shape of docs/cli.md, *Cards*, and in that order. Raises ValueError when `months` are not in rising order.
    """
    cards, _books = close_with_books(
        employees, orders, surveys, complaints, months=months, as_of=as_of, tz=tz, struck=struck
    )
    return cards


def close_with_books(
    employees: Sequence[Row],
    orders: Sequence[Row],
    surveys: Sequence[Row],
    complaints: Sequence[Row],
    *,
    months: Sequence[str],
    as_of: Mapping[str, datetime] | None = None,
    tz: str = "Asia/Shanghai",
    struck: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[dict[str, list[Card]], Books]:
    """As `close_months`, with the books as they stand after the last freeze."""
    if list(months) != sorted(set(months)):
        raise ValueError(f"months must rise: {list(months)}")
    facts = read_facts(employees, orders, surveys, complaints, tz, struck)
    books = open_books(facts)
    cards: dict[str, list[Card]] = {}
    for month in months:
        given = (as_of or {}).get(month)
        cut_off = default_cut_off(month, tz) if given is None else site_instant(given, facts.zone)
        cards[month] = cards_of(facts, month, gather(books, month, cut_off))
        freeze(books, month, cut_off)
    return cards, books
