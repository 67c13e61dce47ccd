"""What a form asks about: somebody of another role, a phone or a number of another shape."""

from __future__ import annotations

import pytest

from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_fields import columns
from csi_tui.services.people.choices import choices, fitting_first
from csi_tui.services.people.doubts import doubts, is_phone, known_shapes, shape_of
from tests.stores import fill, order, person

ORDERS = columns("orders")


@pytest.mark.parametrize(
    "number",
    [
        "13900001111", "139 0000 1111", "139-0000-1111", "+86 13900001111", "010-62345678", "(010)62345678",
        "62345678", "6234567", "0571-88889999-123", "0571-88889999转12", "400-123-4567", "95588", "+1 212 555 0100",
    ],
)  # fmt: skip
def test_phone_numbers_as_people_write_them(number: str) -> None:
    assert is_phone(number)


@pytest.mark.parametrize(
    "number",
    [
        "1390000111",
        "139000011111",
        "12345678901",
        "1380000",
        "1390000",
        "123",
        "110",
        "no phone",
        "+12",
        "23456789012345",
    ],
)
def test_what_has_a_figure_too_few_or_too_many(number: str) -> None:
    assert not is_phone(number)


def test_who_fits_is_offered_first_and_who_has_left_last(desk: Desk) -> None:
    """Each with number, name, role and team; nobody is left out."""
    fill(
        desk,
        employees=[
            person("A1", "agent", left_on="2026-01-02"),
            person("A2", "agent"),
            person("T1", "technician"),
            person("T2", "technician", left_on="2026-01-02"),
        ],
    )
    found = fitting_first(choices(desk), ("technician",))
    assert [one.number for one in found] == ["T1", "A2", "T2", "A1"]
    assert found[0].text == f"T1 {found[0].name} repair technician {found[0].team}".rstrip()


def test_another_role_is_doubted_where_somebody_fits(desk: Desk) -> None:
    """Not where nobody of the role is there: a small department has no choice."""
    fill(desk, employees=[person("A1", "agent"), person("P1", "parts")])
    named = {"agent_no": "P1", "technician_no": "P1", "parts_no": "P1"}
    found = doubts(ORDERS, named, choices(desk), {})
    assert [(one.field, one.text) for one in found] == [
        ("agent_no", f"Agent: P1 {choices(desk)[1].name} is parts clerk.")
    ]


def test_a_number_unlike_those_before_is_doubted(desk: Desk) -> None:
    """Once there are some; letters are letters, figures figures, and how many there are counts."""
    rows = [order(f"W{n:06d}", "2026-01-05T09:00") for n in range(19)]
    fill(desk, orders=rows)
    assert known_shapes(desk, "orders") == {"order_no": frozenset()}
    fill(desk, orders=[order("W20260101-001", "2026-01-05T09:00")])
    shapes = known_shapes(desk, "orders")
    assert shapes == {"order_no": frozenset({"A999999", "A99999999-999"})}
    doubted = [
        number
        for number in ("W000123", "K000123", "W20260102-009", "W00012", "W0000123", "000123")
        if doubts(ORDERS, {"order_no": number}, (), shapes)
    ]
    assert doubted == ["W00012", "W0000123", "000123"]
    assert shape_of("Ｗ1-2/三") == "A9-9/A"
