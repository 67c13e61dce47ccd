"""How long the site keeps what is personal is the site's to say (docs/rules.md, rule 38)."""

from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine
from sqlmodel import select

from csi_db.models import AuditEntry, Site
from csi_tui.services.customer_data.due import due_list
from csi_tui.services.customer_data.terms import Terms, set_terms, terms_of
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.history.trail import trail_page
from csi_tui.services.orders import work_orders
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import OrderRow
from tests.services.procedures import desk_of
from tests.stores import local


def test_nothing_is_due_until_the_site_says_so(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 38: without a term nothing is due by itself; with one, who is due by it."""
    work_orders.enter(
        desk,
        OrderRow(
            "X1",
            local("2026-11-18T09:00"),
            customer_phone="13800138001",
            completed_at=local("2026-11-18T17:00"),
            outcome="fixed",
        ),
    )
    assert terms_of(desk) == Terms(None, 2)
    now.move_to(local("2027-05-20T10:00"))
    assert due_list(desk).empty
    set_terms(desk, customer_months=6)
    assert due_list(desk, date(2027, 5, 18)).empty
    assert [one.number for one in due_list(desk).customers] == ["X1"]
    set_terms(desk, customer_months=0)
    assert terms_of(desk).customer_months is None


def test_records_of_an_appraisal_are_kept_two_years_at_least(desk: Desk) -> None:
    """seed 001 §5: they are kept for two years; longer may be said, shorter is refused with the reason."""
    for years in (0, 1):
        with pytest.raises(UserError, match="at least 2 years"):
            set_terms(desk, leaver_years=years)
    assert set_terms(desk, leaver_years=5) == Terms(None, 5)
    assert set_terms(desk, leaver_years=2) == Terms(None, 2)


def test_a_term_stands_in_the_trail_and_is_held(desk: Desk) -> None:
    """With what stood there; a term that is changed around the program is found (docs/decisions/0066)."""
    set_terms(desk, customer_months=36, leaver_years=3)
    set_terms(desk, customer_months=36)
    with desk.read() as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "set-terms"))
    assert json.loads(entry.detail) == {"customer_months": [None, 36], "leaver_years": [2, 3]}
    line = trail_page(desk)[0]
    assert line.what == "what the site has decided of personal data changed (S1)"
    assert verify(desk).problems == ()
    with desk.store.write() as session:
        session.connection().info["row_ledger"].deafen()
        site = session.exec(select(Site)).one()
        site.customer_months = 1
        session.add(site)
    assert verify(desk).problems


def test_who_sets_a_term(desk: Desk) -> None:
    """Those who ask for an erasure (docs/decisions/0070, point 2)."""
    users.add_user(desk, "Clerk", "clerk", ["clerk"])
    users.add_user(desk, "Head", "head", ["head"])
    with pytest.raises(NotPermitted):
        set_terms(desk_of(desk, "Clerk"), customer_months=1)
    assert set_terms(desk_of(desk, "Head"), customer_months=1).customer_months == 1
    assert terms_of(desk_of(desk, "Clerk")).customer_months == 1
