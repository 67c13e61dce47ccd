"""The month-close: open → computed → published → frozen, and every step that is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close, past_months
from csi_tui.services.close.run import close_run
from csi_tui.services.complaints import registration
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.status import MonthStatus, all_months, month_status, month_to_close
from csi_tui.services.orders import work_orders
from csi_tui.services.people import users
from tests import stores
from tests.stores import fill, local, order, person, survey

JANUARY, FEBRUARY = Period(202601), Period(202602)
Step = Callable[[Desk, Period], MonthStatus]


@pytest.fixture
def january(desk: Desk, now: time_machine.Traveller) -> Desk:
    """A store with a little January in it; the clock stands on 13 February 2026, a Friday before a made-up Saturday."""
    fill(
        desk,
        employees=[person("E1"), person("E2", "technician")],
        orders=[
            order("W1", "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1", technician_no="E2"),
            order("W2", "2026-01-07T09:00", "2026-01-08T09:00", agent_no="E1", technician_no="E2"),
        ],
        surveys=[survey("A1", "W1", "2026-01-20T09:00")],
    )
    now.move_to(local("2026-02-13T10:00"))
    return desk


def state(desk: Desk, period: Period = JANUARY) -> str:
    return month_status(desk, period).state


# --- The way of a month --------------------------------------------------------------------------------------------


def test_the_way_of_a_month(january: Desk, now: time_machine.Traveller) -> None:
    """seed 000 §8: compute, publish for [5] working days, freeze; docs/scoring.md §6: revision starts at 1."""
    assert month_status(january, JANUARY) == MonthStatus(JANUARY, "open", 0)
    computed = month_close.compute(january, JANUARY)
    assert (computed.state, computed.revision, computed.cards) == ("computed", 1, 2)
    assert computed.as_of == local("2026-02-13T10:00")
    published = month_close.publish(january, JANUARY)
    assert (published.state, published.revision) == ("published", 1)
    assert published.published_at == local("2026-02-13T10:00")
    now.move_to(local("2026-02-28T00:00"))
    frozen = month_close.freeze(january, JANUARY)
    assert (frozen.state, frozen.revision, frozen.backfilled) == ("frozen", 1, False)
    assert frozen.frozen_at == local("2026-02-28T00:00")
    assert frozen.scheme_id == "aftersales-csi"


def test_the_window_counts_working_days(january: Desk) -> None:
    """docs/rules.md, rule 2: 14 February is made up, the Spring Festival is off: 14, 24, 25, 26, 27."""
    month_close.compute(january, JANUARY)
    assert month_close.publish(january, JANUARY).window_ends_at == local("2026-02-28T00:00")


@pytest.mark.parametrize(
    ("days", "until"), [(0, "2026-02-14T00:00"), (1, "2026-02-15T00:00"), (2, "2026-02-25T00:00")]
)
def test_another_window(january: Desk, days: int, until: str) -> None:
    """docs/cli.md, *csi close publish*; whole days, up to the end of the last."""
    month_close.compute(january, JANUARY)
    assert month_close.publish(january, JANUARY, days=days).window_ends_at == local(until)


def test_no_freeze_while_the_window_runs(january: Desk, now: time_machine.Traveller) -> None:
    """docs/cli.md, *Exit status*: freeze refuses while the window runs; exit status 1: it needs a person, later."""
    month_close.compute(january, JANUARY)
    month_close.publish(january, JANUARY)
    now.move_to(local("2026-02-27T23:59:59"))
    with pytest.raises(UserError, match="2026-02-28 00:00") as refused:
        month_close.freeze(january, JANUARY)
    assert refused.value.exit_status == 1
    assert state(january) == "published"


def test_every_wrong_step_is_refused(january: Desk, now: time_machine.Traveller) -> None:
    """seed 000 §8: open → computed → published → frozen; nothing is skipped and nothing goes back."""

    def refused(step: Step) -> None:
        before = month_status(january, JANUARY)
        with pytest.raises(UserError, match="2026-01"):
            step(january, JANUARY)
        assert month_status(january, JANUARY) == before

    refused(month_close.publish)
    refused(month_close.freeze)
    month_close.compute(january, JANUARY)
    refused(month_close.freeze)
    month_close.publish(january, JANUARY)
    refused(month_close.publish)
    refused(month_close.compute)
    refused(past_months.backfill)
    now.move_to(local("2026-03-02T09:00"))
    month_close.freeze(january, JANUARY)
    refused(month_close.compute)
    refused(month_close.publish)
    refused(month_close.freeze)


def test_computing_may_be_repeated(january: Desk, now: time_machine.Traveller) -> None:
    """docs/cli.md, *csi close compute*: `close compute` may be repeated; what counts is what the last one knew."""
    month_close.compute(january, JANUARY, local("2026-01-06T08:00"))
    assert stores.figures(stores.card_of(january, "2026-01", "E2"))["first_time_fix"]["n"] == 0
    again = month_close.compute(january, JANUARY, local("2026-01-07T00:00"))
    assert again.revision == 1
    assert stores.figures(stores.card_of(january, "2026-01", "E2"))["first_time_fix"]["n"] == 1
    month_close.compute(january, JANUARY)
    assert stores.figures(stores.card_of(january, "2026-01", "E2"))["first_time_fix"]["n"] == 2


def test_computing_with_another_scheme(january: Desk) -> None:
    """docs/cli.md, *csi close compute*: a month is computed with the site's scheme; another can be asked for."""
    assert (
        month_close.compute(january, JANUARY, scheme_id="aftersales-csi-survey").scheme_id
        == "aftersales-csi-survey"
    )
    with pytest.raises(UserError, match="aftersales-csi-survey"):
        month_cards(january, JANUARY, "aftersales-csi")
    with pytest.raises(UserError, match="no scheme"):
        month_close.compute(january, JANUARY, scheme_id="nothing")


@pytest.mark.parametrize("as_of", ["2026-02-13T10:00:01", "2027-01-01T00:00", "2025-12-31T23:59:59"])
def test_cut_offs_that_make_no_sense(january: Desk, as_of: str) -> None:
    """docs/scoring.md §4, *What is known*: nothing is known of what lies ahead, nor of a month that has not begun."""
    with pytest.raises(UserError):
        month_close.compute(january, JANUARY, local(as_of))
    assert state(january) == "open"


def test_no_publication_of_a_month_that_was_not_over(january: Desk) -> None:
    """docs/rules.md, rule 4: a result as of before the month's end is a preview and is not published."""
    month_close.compute(january, JANUARY, local("2026-01-31T23:59:59.999999"))
    with pytest.raises(UserError, match="before the month ended"):
        month_close.publish(january, JANUARY)
    month_close.compute(january, JANUARY, local("2026-02-01T00:00"))
    month_close.publish(january, JANUARY)


@pytest.mark.parametrize("what", ["survey", "order", "person"])
def test_no_publication_of_data_that_changed(january: Desk, what: str) -> None:
    """seed 000 §8: what is published is what was computed and looked at."""
    month_close.compute(january, JANUARY)
    if what == "survey":
        fill(january, surveys=[survey("A2", "W2", "2026-01-21T09:00", "33333")])
    elif what == "order":
        detail = work_orders.read(january, "W1")
        fill(january, orders=[order("W3", "2026-01-20T09:00", "2026-01-21T09:00", return_of="W1")])
        assert detail.version == 1
    else:
        fill(january, employees=[person("E3", "parts")])
    with pytest.raises(UserError, match="changed after it was computed") as refused:
        month_close.publish(january, JANUARY)
    assert refused.value.exit_status == 1
    assert state(january) == "computed"
    month_close.compute(january, JANUARY)
    assert month_close.publish(january, JANUARY).state == "published"


def test_a_change_that_no_card_shows(january: Desk) -> None:
    """What a receipt rests on must be what was computed, also where the shown figures stay the same."""
    from dataclasses import replace

    for minute in (10, 11):
        detail = work_orders.read(january, "W1")
        contact = local(f"2026-01-05T09:{minute}")
        work_orders.change(
            january, "W1", detail.version, replace(detail.row, first_contact_at=contact), why="mistyped"
        )
        if minute == 10:
            month_close.compute(january, JANUARY)
            cards = stores.cards(january, "2026-01")
    with pytest.raises(UserError, match="changed after it was computed"):
        month_close.publish(january, JANUARY)
    month_close.compute(january, JANUARY)
    assert stores.cards(january, "2026-01") == cards


def test_data_that_changes_nothing_does_not_hold_up_the_publication(january: Desk) -> None:
    """What was computed stands: a fact of another month says nothing about this one."""
    month_close.compute(january, JANUARY)
    fill(january, orders=[order("W3", "2026-02-02T09:00", agent_no="E1")])
    assert month_close.publish(january, JANUARY).state == "published"


# --- Backfill ------------------------------------------------------------------------------------------------------


def test_backfill_is_as_of_the_tenth(january: Desk) -> None:
    """docs/cli.md, *csi close backfill*: computes and freezes each as of the 10th of the next month, marked as
    backfilled."""
    status = past_months.backfill(january, JANUARY)
    assert (status.state, status.backfilled) == ("frozen", True)
    assert status.as_of == local("2026-02-10T00:00")
    assert status.published_at is None


def test_backfill_may_be_run_again(january: Desk) -> None:
    """A broken-off backfill is simply run again: a frozen month is left as it is."""
    first = past_months.backfill(january, JANUARY)
    cards = stores.cards(january, "2026-01")
    assert past_months.backfill(january, JANUARY) == first
    assert stores.cards(january, "2026-01") == cards


def test_backfill_replaces_a_computation(january: Desk) -> None:
    """A month that is only computed can still be brought in; it stays one revision."""
    month_close.compute(january, JANUARY)
    assert past_months.backfill(january, JANUARY).revision == 1


def test_no_backfill_before_the_cut_off(january: Desk, now: time_machine.Traveller) -> None:
    """docs/cli.md, *csi close backfill*: refused while the 10th of the next month lies ahead."""
    with pytest.raises(UserError, match="2026-03-10"):
        past_months.backfill(january, FEBRUARY)
    assert state(january, FEBRUARY) == "open"
    now.move_to(local("2026-03-10T00:00"))
    assert past_months.backfill(january, FEBRUARY).state == "frozen"


def test_only_what_lies_before_the_store_is_brought_in(
    january: Desk, tmp_path: Path, now: time_machine.Traveller
) -> None:
    """docs/cli.md, *csi close backfill*; seed 000 §8.3: of a month with the store everybody sees the cards first."""
    now.move_to(local("2026-01-31T23:59"))
    store = users.init_store(tmp_path / "s.db", site="S", site_name="Shop", zone="Asia/Shanghai")
    fill(
        store,
        employees=[person("E1")],
        orders=[order("W1", "2025-12-05T09:00", "2025-12-06T09:00", agent_no="E1")],
    )
    now.move_to(local("2026-02-28T10:00"))
    for months in ([JANUARY], [Period(202512), JANUARY]):
        with pytest.raises(UserError, match=r"in use since 2026-01-31.*Compute and publish it"):
            past_months.backfill_months(store, months)
    assert [state(store, month) for month in (Period(202512), JANUARY)] == ["frozen", "open"]
    store.close()


def test_no_shorter_window_than_the_scheme_s(january: Desk) -> None:
    """docs/cli.md, *csi close publish*; seed 000 §8.3: so many days everybody may look and appeal; nothing is done."""
    month_close.compute(january, JANUARY)
    for days in (0, 4):
        with pytest.raises(
            UserError, match=r"has 5 working days to look at the cards and appeal.*give 5 or more"
        ):
            month_close.publish(january, JANUARY, days, somebody=True)
    with pytest.raises(UserError, match="give 5 or more"):
        close_run(january, JANUARY, None, 1, tell=lambda *_told: None)
    assert state(january) == "computed"
    assert month_close.publish(january, JANUARY, 5, somebody=True).state == "published"


# --- Who may, and what is seen -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step", [month_close.compute, month_close.publish, month_close.freeze, past_months.backfill]
)
def test_only_a_supervisor_closes(january: Desk, step: Step) -> None:
    """docs/cli.md, *A store and its users*: the supervisor closes; exit status 4 for everybody else."""
    users.add_user(january, "Clerk", "clerk", ["clerk", "head", "hr", "oversight", "admin"])
    clerk = open_desk(january.store.path, "Clerk")
    with pytest.raises(NotPermitted) as refused:
        step(clerk, JANUARY)
    assert refused.value.exit_status == 4
    assert "supervisor" in refused.value.message
    clerk.close()


def test_where_each_month_stands(january: Desk) -> None:
    """docs/cli.md, *csi close status*: every month from the first fact to the present one."""
    past_months.backfill(january, JANUARY)
    fill(january, orders=[order("W0", "2025-11-30T09:00")])
    assert [(status.period, status.state) for status in all_months(january)] == [
        (202511, "open"),
        (202512, "open"),
        (202601, "frozen"),
        (202602, "open"),
    ]


def test_the_month_to_close_is_the_oldest_that_waits(january: Desk) -> None:
    """A frozen one waits for nothing, nor does one without a row."""
    assert month_to_close(january) == JANUARY
    past_months.backfill(january, JANUARY)
    assert month_to_close(january) == 202601, "nothing else holds anything: the month before"
    fill(january, orders=[order("W0", "2025-11-30T09:00"), order("W3", "2026-02-03T09:00")])
    assert month_to_close(january) == 202511


def test_an_empty_store_shows_the_present_month(desk: Desk) -> None:
    """docs/cli.md, *csi close status* of a new store."""
    assert [(status.period, status.state) for status in all_months(desk)] == [(202611, "open")]


def test_a_step_and_its_audit_entry_are_one(january: Desk) -> None:
    """docs/architecture.md, *Data*: one audit entry per use case, in its transaction."""
    from sqlmodel import col, select

    from csi_db.models import AuditEntry

    month_close.compute(january, JANUARY)
    month_close.publish(january, JANUARY, days=0)
    with stores.clock_at(local("2026-02-14T00:00")):
        month_close.freeze(january, JANUARY)
    with january.read() as session:
        actions = session.exec(
            select(AuditEntry.action).where(AuditEntry.subject == "2026-01").order_by(col(AuditEntry.seq))
        ).all()
    assert actions == ["compute", "publish", "freeze"]


def test_a_complaint_of_a_published_month_goes_on(january: Desk) -> None:
    """docs/rules.md, rule 4: what arrives for a published month counts in the next one that is open, marked late."""
    month_close.compute(january, JANUARY)
    month_close.publish(january, JANUARY)
    from csi_tui.services.tabular.records import ComplaintRow

    registration.register(january, ComplaintRow("C1", local("2026-01-31T23:59"), category="其他"))
    from sqlmodel import select

    from csi_db.models import Complaint

    with january.read() as session:
        found = session.exec(select(Complaint)).one()
    assert (found.period, found.late) == (FEBRUARY, True)


def test_months_are_frozen_in_their_order(example_desk: Desk) -> None:
    """A later month is not frozen before one that is published: its charge-backs would be missed
    (docs/rules.md, rule 6)."""
    month_close.compute(example_desk, JANUARY, local("2026-02-10T00:00"))
    month_close.publish(example_desk, JANUARY)
    with pytest.raises(UserError, match="2026-01"):
        past_months.backfill(example_desk, FEBRUARY)
    assert state(example_desk, FEBRUARY) == "open"
