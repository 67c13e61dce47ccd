"""A search must not spell out a phone number to whom it is shown masked (docs/rules.md, rule 21)."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from sqlmodel import select

import csi_tui.services
from csi_db.find_pieces import in_phone
from csi_db.models import Complaint, WorkOrder
from csi_tui.services.complaints import customer_history
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints.words import Words, put_words
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.ordering import Sort
from csi_tui.services.errors import UserError
from csi_tui.services.find.customers import known
from csi_tui.services.find.pages import find
from csi_tui.services.notes import notes
from csi_tui.services.orders import likely_returns, pages
from csi_tui.services.people import users
from tests.services.procedures import desk_of
from tests.stores import complaint, fill, order

PHONE = "13827164905"
TYPED = {"search", "phone", "customer_phone"}
"""What a parameter is called that takes what was typed in search of rows with a phone number."""
Search = Callable[[Desk, str], bool]


def history_of(desk: Desk, text: str) -> customer_history.History:
    return customer_history.history(desk, phone=text)


SEARCHES: dict[str, Search] = {
    "orders.pages.orders_page": lambda desk, text: bool(pages.orders_page(desk, search=text)),
    "orders.pages.orders_total": lambda desk, text: bool(pages.orders_total(desk, search=text)),
    "orders.likely_returns.likely_returns": lambda desk, text: bool(
        likely_returns.likely_returns(
            desk, serial_no=None, customer_phone=text, received_at=datetime(2026, 1, 20, tzinfo=UTC)
        )
    ),
    "find.pages.find": lambda desk, text: bool(find(desk, text)),
    "find.customers.known": lambda desk, text: bool(known(desk, phone=text)),
    "complaints.pages.complaints_page": lambda desk, text: bool(
        complaint_pages.complaints_page(desk, search=text)
    ),
    "complaints.pages.complaints_page of all": lambda desk, text: bool(
        complaint_pages.complaints_page(desk, search=text, open_only=False)
    ),
    "complaints.pages.complaints_total": lambda desk, text: bool(
        complaint_pages.complaints_total(desk, search=text)
    ),
    "complaints.customer_history.history": lambda desk, text: bool(history_of(desk, text).orders),
    "complaints.customer_history.history of complaints": lambda desk, text: bool(
        history_of(desk, text).complaints
    ),
}
"""Every search that looks at phone numbers: whether a text finds the one."""
BUT_NOT = {
    "imports.history.count_imports",
    "imports.history.imports_page",
    "orders.pages.surveys_page",
    "orders.pages.surveys_total",
    "people.employees.people",
}
"""Searches in what has no phone numbers."""


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """One customer, and a user who sees phone numbers masked."""
    fill(
        desk,
        orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00", customer_phone=PHONE)],
        complaints=[complaint("C1", "2026-01-07T09:00", customer_phone=PHONE)],
    )
    users.add_user(desk, "Eyes", "eyes", ["oversight"])
    return desk


def parts() -> Iterator[str]:
    """Every part of the number."""
    for begin in range(len(PHONE)):
        for end in range(begin + 1, len(PHONE) + 1):
            yield PHONE[begin:end]


def masked_stars() -> Iterator[str]:
    """What somebody might try who knows how masks and patterns are written."""
    yield from (
        "138****4905",
        "138%",
        "138_",
        "%",
        "____",
        "*",
        "1382716490",
        "3827164905",
        f"{PHONE}0",
        "490_",
    )


@pytest.mark.parametrize("name", SEARCHES)
def test_who_sees_it_masked_finds_by_the_whole_or_the_last_four(shop: Desk, name: str) -> None:
    """Whatever part is typed; who sees the number finds at least by the whole of it."""
    eyes, looks = desk_of(shop, "Eyes"), SEARCHES[name]
    assert not eyes.may("see-phones")
    found = {text for text in (*parts(), *masked_stars()) if looks(eyes, text)}
    # A likely return is of the same number: by its end alone nobody is the same customer.
    may = {PHONE} if "likely_returns" in name else {PHONE, PHONE[-4:]}
    if "known" in name:
        # What a form takes over is for those who fill it.
        may = set()
    assert found == may
    assert all(in_phone(text, PHONE, phones=False) for text in found)
    assert looks(shop, PHONE)


def test_who_sees_it_finds_by_its_beginning(shop: Desk) -> None:
    """As before."""
    assert pages.orders_page(shop, search="1382")
    assert complaint_pages.complaints_page(shop, search="1382")
    assert [one.by for one in history_of(shop, "1382").orders] == ["phone"]


def test_lists_find_by_the_last_four_digits(shop: Desk) -> None:
    """As people call a number, in whichever list; five digits of its end are no beginning, and no rule."""
    for text, found in ((PHONE[-4:], True), (PHONE[-5:], False), (PHONE[-3:], False), ("4906", False)):
        assert bool(pages.orders_page(shop, search=text)) is found, text
        assert pages.orders_total(shop, search=text) == found
        for open_only in (True, False):
            assert bool(complaint_pages.complaints_page(shop, search=text, open_only=open_only)) is found
        assert complaint_pages.complaints_total(shop, search=text) == found


def test_a_number_in_a_text_is_not_spelled_out_either(shop: Desk) -> None:
    """What a customer says, a fault and a note may hold one: found by the whole or its last four, shown masked."""
    put_words(shop, "C1", Words("", ""), Words(f"请打 {PHONE[:3]} {PHONE[3:7]}-{PHONE[7:]} 找王女士", ""))
    notes.write(shop, "order", "W1", f"门卫电话{PHONE}。")
    with shop.write() as session:
        for row in (*session.exec(select(WorkOrder)), *session.exec(select(Complaint))):
            row.customer_phone = None
            session.add(row)
    eyes = desk_of(shop, "Eyes")
    for kind in ("complaint", "order"):
        found = {
            text for text in (*parts(), *masked_stars()) if kind in {one.kind for one in find(eyes, text)}
        }
        assert found == {PHONE, PHONE[-4:]}, kind
    hits = find(shop, PHONE[3:8])
    assert {one.kind for one in hits} == {"order", "complaint"}
    assert all(PHONE[3:7] not in one.about and "****" in one.about for one in hits)
    assert "138 ****-4905" in next(one.about for one in hits if one.kind == "complaint")


def test_no_search_is_forgotten() -> None:
    """Every function of a room that takes what is searched for stands above, with or without phone numbers."""
    taking = set()
    for module_info in pkgutil.walk_packages(csi_tui.services.__path__, "csi_tui.services."):
        module = importlib.import_module(module_info.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            public = function.__module__ == module.__name__ and not name.startswith("_")
            typed = TYPED | {"text"} if module.__name__.startswith("csi_tui.services.find.") else TYPED
            if public and typed & inspect.signature(function).parameters.keys():
                taking.add(f"{module.__name__.removeprefix('csi_tui.services.')}.{name}")
    inside = {"complaints.search.complaints_like", "complaints.search.begin_like", "desk.privacy.mask_phone"}
    inside |= {"find.pages.names_it", "find.words.piece_around"}
    assert taking - inside == {name.split()[0] for name in SEARCHES} | BUT_NOT


@pytest.mark.parametrize("name", SEARCHES)
def test_what_a_mask_hides_whole_is_found_by_the_whole_alone(desk: Desk, name: str) -> None:
    """A short number is shown as stars: its end is as hidden as the rest of it."""
    short = "6234567"
    fill(
        desk,
        orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00", customer_phone=short)],
        complaints=[complaint("C1", "2026-01-07T09:00", customer_phone=short)],
    )
    users.add_user(desk, "Eyes", "eyes", ["oversight"])
    eyes, looks = desk_of(desk, "Eyes"), SEARCHES[name]
    assert not looks(eyes, short[-4:])
    assert looks(eyes, short) is ("known" not in name)


def test_no_list_is_sorted_by_what_it_hides(shop: Desk) -> None:
    """Whatever a screen offers: the place of a row among the others would tell its number."""
    for page in (pages.orders_page, pages.surveys_page, complaint_pages.complaints_page):
        with pytest.raises(UserError, match="not sorted by"):
            page(shop, sort=Sort("customer_phone"))
