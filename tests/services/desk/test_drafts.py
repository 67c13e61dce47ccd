"""Drafts: a file for each form of a store and each person; nobody else is offered it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csi_tui.services.desk import drafts
from csi_tui.services.desk.desk import Desk

PHONE = "13800138765"
FORM = "orders/new"


@pytest.mark.parametrize(("user_id", "account"), [(99, ""), (1, "chen"), (1, "desk/Chen")])
def test_a_draft_belongs_to_who_typed_it(desk: Desk, user_id: int, account: str) -> None:
    """docs/decisions/0026, point 6: the user and the way that they came by; nobody reads or removes another one's."""
    mine = drafts.key_of(desk.actor, FORM)
    other = replace(desk.actor, user_id=user_id, account=account or desk.actor.account)
    theirs = drafts.key_of(other, FORM)
    drafts.keep(desk.store.path, mine, {"customer_phone": PHONE})
    assert drafts.find(desk.store.path, theirs) is None
    drafts.keep(desk.store.path, theirs, {"customer_phone": "13900139000"})
    drafts.forget(desk.store.path, theirs)
    found = drafts.find(desk.store.path, mine)
    assert found is not None and found.texts == {"customer_phone": PHONE}


def test_whose_it_is_is_not_known_of_a_draft_from_before(desk: Desk) -> None:
    """docs/decisions/0026, point 6: it is offered to nobody, and an erasure finds it."""
    drafts.keep(desk.store.path, FORM, {"customer_phone": PHONE})
    assert drafts.find(desk.store.path, drafts.key_of(desk.actor, FORM)) is None
    assert len(drafts.holding([PHONE])) == 1


def test_an_erasure_finds_the_drafts_of_everybody(desk: Desk) -> None:
    """docs/decisions/0070, point 3: what the account holds beside the store, whoever typed it."""
    for user_id in (1, 2, 3):
        key = drafts.key_of(replace(desk.actor, user_id=user_id), FORM)
        drafts.keep(desk.store.path, key, {"customer_phone": PHONE})
    assert len(drafts.holding([PHONE])) == 3
    drafts.forget_holding([PHONE])
    assert drafts.holding([PHONE]) == []
