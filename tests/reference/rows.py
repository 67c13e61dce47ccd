"""Short rows for cases worked by hand: only the cells that the case is about are named."""

from __future__ import annotations

from typing import Any

from .cards import Card

AGENT, TECHNICIAN, PARTS, HANDLER = "E001", "E002", "E003", "E004"

STAFF = [
    {"employee_no": "S001", "name": "主管", "role": "supervisor", "team": "T1", "joined_on": "2020-01-01"},
    {"employee_no": AGENT, "name": "客服", "role": "agent", "team": "T1", "joined_on": "2020-01-01"},
    {
        "employee_no": TECHNICIAN,
        "name": "技师",
        "role": "technician",
        "team": "T1",
        "joined_on": "2020-01-01",
    },
    {"employee_no": PARTS, "name": "配件", "role": "parts", "team": "T2", "joined_on": "2020-01-01"},
    {
        "employee_no": HANDLER,
        "name": "投诉",
        "role": "complaint_handler",
        "team": "T2",
        "joined_on": "2020-01-01",
    },
]


def order(number: str, received: str, completed: str = "", **cells: str) -> dict[str, str]:
    """An order of the technician's alone, `fixed` once it is completed."""
    return {
        "order_no": number,
        "received_at": received,
        "completed_at": completed,
        "outcome": "fixed" if completed else "",
        "technician_no": TECHNICIAN,
    } | cells


def survey(reference: str, number: str, answered: str, **answers: str) -> dict[str, str]:
    return {"agency_ref": reference, "order_no": number, "answered_at": answered} | answers


def complaint(number: str, received: str, **cells: str) -> dict[str, str]:
    """A valid complaint of the handler's."""
    return {"complaint_no": number, "received_at": received, "handler_no": HANDLER} | cells


def card_of(cards: list[Card], who: str = TECHNICIAN) -> Card:
    for card in cards:
        if card["employee_no"] == who:
            return card
    raise KeyError(who)


def figure(cards: list[Card], name: str, who: str = TECHNICIAN) -> tuple[str | None, int]:
    """Score and n of an indicator or a dimension on somebody's card."""
    line = line_of(cards, name, who)
    return line["score"], line["n"]


def line_of(cards: list[Card], name: str, who: str = TECHNICIAN) -> dict[str, Any]:
    for indicator in card_of(cards, who)["indicators"]:
        for line in (indicator, *indicator["parts"]):
            if line["id"] == name:
                found: dict[str, Any] = line
                return found
    raise KeyError(name)
