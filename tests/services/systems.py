"""A site that computes by any scheme, and what is entered at it, for tests of the six systems."""

from __future__ import annotations

from decimal import Decimal

from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import figures
from csi_tui.services.people import users
from csi_tui.services.tabular.records import MeasureRow
from tests import stores
from tests.services.procedures import desk_of, use_scheme
from tests.stores import fill, local, person

JANUARY, MONTH = 202601, "2026-01"
DAY = local("2026-01-15T12:00").date()


def enter(
    desk: Desk, subject: str, measure: str, numerator: object, denominator: object = 1, month: int = JANUARY
) -> None:
    figures.set_figure(
        desk, MeasureRow(Period(month), subject, measure, Decimal(str(numerator)), Decimal(str(denominator)))
    )


def site(desk: Desk, scheme: str, *people: dict[str, str]) -> tuple[Desk, Desk]:
    """The desk of a site that computes by a scheme, and that of ``Boss``: S1, the direct supervisor of everybody."""
    desk = use_scheme(desk, scheme)
    fill(desk, employees=[person("S1", "supervisor"), *people])
    users.add_user(desk, "Boss", "boss", ["supervisor"], "S1")
    return desk, desk_of(desk, "Boss")


def card(desk: Desk, number: str, month: str = MONTH) -> dict[str, object]:
    return stores.card_of(desk, month, number)


def figure(desk: Desk, number: str, name: str, month: str = MONTH) -> dict[str, object]:
    waiting = list(card(desk, number, month)["indicators"])  # type: ignore[call-overload]
    while waiting:
        one = waiting.pop()
        if one["id"] == name:
            return dict(one)
        waiting += one["parts"]
    raise KeyError(name)
