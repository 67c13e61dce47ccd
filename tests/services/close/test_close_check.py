"""The preflight of a month: every finding from a small store that has just that fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine

from csi_tui import i18n
from csi_tui.scoring.periods import Period
from csi_tui.services.close import check as close_check
from csi_tui.services.close.check_rules import RULES
from csi_tui.services.close.run import close_run
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import ratings
from csi_tui.services.entries.text.missing import what_missing_does
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.tabular.records import RatingRow
from tests import stores
from tests.services.systems import JANUARY, enter, site
from tests.stores import complaint, fill, local, order, person, survey

STAFF = [
    person("S1", "supervisor"),
    person("E1", supervisor_no="S1"),
    person("E2", "technician", supervisor_no="S1"),
    person("E4", "complaint_handler", supervisor_no="S1"),
]
DONE = {
    "agent_no": "E1",
    "technician_no": "E2",
    "first_contact_at": "2026-01-05T10:00",
    "arrived_at": "2026-01-05T12:00",
}
SURVEYED = ("W1", "W11", "W12", "W13", "W14")
AT, FINISHED = "2026-01-05T09:00", "2026-01-06T09:00"
MILESTONES = {
    "contacted_at": "2026-01-05T10:00",
    "planned_at": "2026-01-05T11:00",
    "resolved_at": "2026-01-06T09:00",
}
Rows = Mapping[str, Sequence[Mapping[str, str]]]


def one_order(**cells: str) -> dict[str, str]:
    return order("W2", AT, FINISHED) | DONE | cells


def one_complaint(**cells: str) -> dict[str, str]:
    return complaint("C1", AT, "E4") | MILESTONES | cells


def handler(number: str, **cells: str) -> dict[str, str]:
    """Somebody of whom no survey is expected."""
    return person(number, "complaint_handler", supervisor_no="S1", **cells)


# code → what is added to a faultless January, and the numbers that the finding names
CASES: list[tuple[str, Rows, tuple[str, ...]]] = [
    ("earlier-month-open", {"orders": [order("W0", "2025-11-05T09:00", "2025-11-06T09:00")]}, ("2025-11",)),
    ("order-not-completed", {"orders": [order("W2", AT, **DONE)]}, ("W2",)),
    ("order-without-technician", {"orders": [one_order(technician_no="")]}, ("W2",)),
    # Nobody's contact is missed by nobody: one finding, not two.
    ("order-without-agent", {"orders": [one_order(agent_no="", first_contact_at="")]}, ("W2",)),
    ("other-role", {"orders": [one_order(agent_no="E4")]}, ("W2",)),
    ("order-without-contact", {"orders": [one_order(first_contact_at="")]}, ("W2",)),
    ("order-without-arrival", {"orders": [one_order(arrived_at="")]}, ("W2",)),
    ("arrival-before-contact", {"orders": [one_order(arrived_at="2026-01-05T09:59")]}, ("W2",)),
    (
        "unlinked-likely-return",
        {
            "orders": [
                one_order(serial_no="SN1"),
                order(
                    "W3",
                    "2026-01-20T09:00",
                    "2026-01-21T09:00",
                    agent_no="E1",
                    technician_no="E2",
                    first_contact_at="2026-01-20T09:30",
                    arrived_at="2026-01-20T10:00",
                    serial_no="SN1",
                ),
            ]
        },
        ("W3 / W2",),
    ),
    (
        "fixed-but-customer-disagrees",
        {"orders": [one_order()], "surveys": [survey("A2", "W2", "2026-01-10T09:00", "--2--")]},
        ("W2",),
    ),
    (
        "asked-not-answered",
        {"orders": [one_order()], "surveys": [survey("A2", "W2", "2026-01-10T09:00", "-----")]},
        ("A2",),
    ),
    ("second-survey", {"surveys": [survey("A2", "W1", "2026-01-10T09:00")]}, ("A2",)),
    (
        "complaint-undetermined",
        {
            "complaints": [
                one_complaint(
                    received_at="2026-01-31T09:00",
                    contacted_at="2026-01-31T10:00",
                    planned_at="2026-01-31T11:00",
                    resolved_at="",
                )
            ]
        },
        ("C1",),
    ),
    ("complaint-without-handler", {"complaints": [one_complaint(handler_no="")]}, ("C1",)),
    ("complaint-out-of-order", {"complaints": [one_complaint(planned_at="2026-01-05T09:30")]}, ("C1",)),
    (
        "invalid-without-reviewer",
        {"complaints": [complaint("C1", AT, status="invalid", status_reason="duplicate")]},
        ("C1",),
    ),
    (
        "survey-of-cancelled-order",
        {
            "orders": [one_order(outcome="cancelled")],
            "surveys": [survey("A2", "W2", "2026-01-10T09:00")],
        },
        ("A2",),
    ),
    ("few-answers", {"employees": [person("E6", supervisor_no="S1")]}, ("E6",)),
    ("roster-gap", {"employees": [person("E7", "complaint_handler")]}, ("E7",)),
    (
        "outside-employment",
        {
            "employees": [handler("E5", joined_on="2026-01-06")],
            "complaints": [one_complaint(handler_no="E5")],
        },
        ("C1",),
    ),
]
ELSEWHERE = {
    "month-not-over",
    "no-orders",
    "no-surveys",
    "no-complaints",
    "survey-without-order",
    "provisional-due",
    # Files that did not come: months/test_feeds.py.
    "feed-missing",
    # What waits for a second person: services/waiting/test_acts.py.
    "act-waits",
    # Who holds which roles: test_contradicting_roles.py.
    "roles-contradict",
    # Whether the signing key is here: proof/test_signing.py.
    "key-absent",
    # Who else can write the store: desk/test_exposed.py.
    "open-to-others",
    # Whom the agency asked: months/test_coverage.py.
    "asked-looks-chosen",
    # What looks like another row: test_near_rows.py.
    "order-twice",
    "survey-number-slip",
    # What is strange in any month: test_strange_rows.py.
    "future-row",
    "answered-before-order",
    "completed-before-receipt",
    "before-first-employment",
    "gap-of-years",
    "late-row",
    "validity-waits",
    "upheld-not-carried-out",
    "appeal-unconfirmed",
    # A clock that jumped: months/test_clock_jump.py.
    "clock-jumped",
    "frozen-ahead",
    "nothing-entered",
    "not-entered",
    # Figures that differ from the rows: services/entries/test_from_rows.py.
    "figure-off-rows",
    # The guards of the freeze: test_guards.py.
    "cards-altered",
    "freeze-out-of-turn",
    "appeal-waits",
    "objection-stands",
    "not-signed",
    "window-runs",
}


def faultless_january(desk: Desk, now: time_machine.Traveller) -> None:
    """A January without a fault; the clock stands at its cut-off."""
    fill(
        desk,
        employees=STAFF,
        orders=[order(number, AT, FINISHED, **DONE) for number in SURVEYED],
        surveys=[survey(f"A{number}", number, "2026-01-20T09:00") for number in SURVEYED],
    )
    now.move_to(local("2026-02-10T00:00"))


@pytest.fixture
def january(now: time_machine.Traveller, tmp_path: Path) -> Iterator[Desk]:
    """It, open."""
    with stores.begun(tmp_path / "csi.db", now, faultless_january) as desk:
        yield desk


def found(
    desk: Desk, period: Period = Period(202601), as_of: datetime | None = None
) -> dict[str, tuple[str, ...]]:
    return {finding.code: finding.rows for finding in close_check.check(desk, period, as_of)}


def test_a_month_without_a_fault(january: Desk) -> None:
    """docs/cli.md, *csi close check*: what would block or distort the close; here nothing would."""
    assert close_check.check(january, Period(202601)) == []


def test_every_rule_has_its_case() -> None:
    """A rule without a store that breaks it may never have been right."""
    assert {code for code, _rows, _numbers in CASES} | ELSEWHERE == set(RULES)


@pytest.mark.parametrize(("code", "rows", "numbers"), CASES, ids=[case[0] for case in CASES])
def test_a_finding_names_its_rows(january: Desk, code: str, rows: Any, numbers: tuple[str, ...]) -> None:
    """docs/cli.md, *csi close check*, and docs/files.md §3: each finding with its rows, and none that is not there."""
    fill(january, **rows)
    assert found(january) == {code: numbers}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ({"orders": [one_order(outcome="cancelled", technician_no="", arrived_at="")]}, "cancelled"),
        ({"orders": [one_order(service_mode="carry_in", arrived_at="")]}, "carried in"),
        (
            {"orders": [one_order(appointment_at="2026-01-05T12:00", arrived_at="2026-01-05T09:59")]},
            "an appointment",
        ),
        (
            {"orders": [one_order(serial_no="SN1"), order("W3", "2026-02-07T09:00", serial_no="SN1")]},
            "31 days later",
        ),
        (
            {
                "orders": [
                    one_order(serial_no="SN1"),
                    one_order(
                        order_no="W3",
                        received_at="2026-01-06T09:00",
                        serial_no="SN1",
                        return_of="W2",
                        first_contact_at="2026-01-06T09:00",
                        arrived_at="2026-01-06T09:00",
                    ),
                ]
            },
            "linked",
        ),
        (
            {
                "employees": [handler("E5", joined_on="2026-01-05", left_on="2026-01-05")],
                "complaints": [one_complaint(handler_no="E5", received_at="2026-01-05T00:00")],
            },
            "the one day of employment",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_finding(january: Desk, rows: Any, why: str) -> None:
    """A finding that cries wolf is not read: what is right is not reported."""
    fill(january, **rows)
    assert found(january) == {}


@pytest.mark.parametrize(
    ("cells", "gap"),
    [
        ({"supervisor_no": "S1"}, False),
        ({}, True),
        ({"supervisor_no": "S2"}, True),
        ({"supervisor_no": "S1", "valid_from": "2020-02-01"}, False),
        ({"supervisor_no": "S1", "joined_on": "2026-01-05", "valid_from": "2026-01-06"}, True),
        ({"supervisor_no": "S1", "joined_on": "2026-02-01"}, False),
        ({"left_on": "2025-12-31"}, False),
    ],
    ids=["in order", "nobody", "has left", "long ago", "first days", "not yet here", "not here any more"],
)
def test_gaps_in_the_roster(january: Desk, cells: dict[str, str], gap: bool) -> None:
    """docs/rules.md, rule 14: only the direct supervisor rates; rule 12: role and team hold from a day on."""
    fill(january, employees=[person("S2", "supervisor", left_on="2025-12-31")])
    fill(january, employees=[person("E7", "complaint_handler", **cells)])
    assert found(january) == ({"roster-gap": ("E7",)} if gap else {})


def test_surveys_without_an_order(january: Desk) -> None:
    """docs/files.md §3: a survey of an unknown order is rejected; the check of its month tells of it until it is in."""
    strays = [survey("A2", "W9", "2026-01-10T09:00"), survey("A3", "", "2026-01-31T23:59")]
    assert stores.import_rows(january, "surveys", strays).accepted == 0
    assert found(january) == {"survey-without-order": ("A2", "A3")}
    fill(january, orders=[order("W9", AT, FINISHED, **DONE)])
    stores.import_rows(january, "surveys", strays)
    assert found(january) == {"survey-without-order": ("A3",)}


def test_a_dry_run_leaves_no_trace_of_its_surveys(january: Desk) -> None:
    """docs/cli.md, *csi import*: `--dry-run` keeps nothing, not even what was rejected."""
    stores.import_rows(january, "surveys", [survey("A2", "W9", "2026-01-10T09:00")], dry_run=True)
    assert found(january) == {}


def test_complaints_that_stopped_coming(january: Desk) -> None:
    """Complaints in the months before, and none in this one."""
    fill(january, complaints=[one_complaint(complaint_no="C9", received_at="2025-11-05T09:00")])
    assert found(january)["no-complaints"] == ()
    fill(january, complaints=[one_complaint()])
    assert "no-complaints" not in found(january)


def test_before_the_month_is_over(january: Desk) -> None:
    """docs/cli.md, *csi close check*: computing before the month's end is a preview, and blocks the close."""
    assert "month-not-over" in found(january, as_of=local("2026-01-31T23:59:59"))
    assert "month-not-over" not in found(january, as_of=local("2026-02-01T00:00"))


def test_an_empty_month(january: Desk) -> None:
    """A feed that is missing altogether is the first thing to see; without orders nothing can be closed."""
    findings = close_check.check(january, Period(202512))
    assert [(finding.code, finding.blocking) for finding in findings] == [
        ("no-orders", True),
        ("no-surveys", False),
    ]


def test_a_due_time_that_rests_on_an_unannounced_year(january: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 20: it blocks the freeze until a person has looked at it."""
    now.move_to(local("2026-12-30T12:00"))
    fill(january, complaints=[complaint("C1", "2026-12-29T09:00", "E4", contacted_at="2026-12-29T10:00")])
    assert found(january, Period(202612))["provisional-due"] == ("C1",)
    assert RULES["provisional-due"].blocking


def test_rows_dated_in_the_future(january: Desk) -> None:
    """docs/files.md §3: an import takes them; a person has to look at the dates."""
    fill(
        january,
        orders=[order("W2", "2026-02-10T00:00:01", **{"agent_no": "E1"})],
        surveys=[survey("A2", "W1", "2026-02-10T00:00:01")],
        complaints=[complaint("C1", "2026-02-10T00:00:01", "E4")],
    )
    assert found(january, Period(202602))["future-row"] == ("A2", "C1", "W2")


def test_rows_that_came_late(january: Desk) -> None:
    """docs/rules.md, rule 4: facts of a closed month count here, marked late."""
    stores.backfill(january, "2026-01")
    fill(january, orders=[order("W2", AT, FINISHED, **DONE)], complaints=[one_complaint()])
    assert found(january, Period(202602))["late-row"] == ("C1", "W2")


def test_a_frozen_month_is_no_earlier_open_one(january: Desk) -> None:
    """docs/rules.md, rule 6: returns are charged back only of frozen months, so the order of freezing matters."""
    fill(january, orders=[order("W2", "2026-02-02T09:00")])
    assert found(january, Period(202602))["earlier-month-open"] == ("2026-01",)
    stores.backfill(january, "2026-01")
    assert "earlier-month-open" not in found(january, Period(202602))


def test_findings_are_words(january: Desk) -> None:
    """docs/cli.md, *csi close check*: each finding with what to do about it, blocking ones first, in the chosen
    language."""
    for language in ("en", "zh"):
        i18n.activate(language)
        findings = close_check.check(january, Period(202512), local("2025-12-30T00:00"))
        assert [finding.blocking for finding in findings] == sorted(
            (finding.blocking for finding in findings), reverse=True
        )
        for finding in findings:
            shown = finding.json()
            assert shown["title"]
            assert shown["remedy"]
            assert shown["severity"] == ("blocking" if finding.blocking else "warning")


def test_what_was_handed_on_is_no_feed_of_the_month(january: Desk) -> None:
    """A month whose file is missing is not published for the sake of an order of the month before."""
    fill(january, orders=[order("U1", "2026-01-28T09:00", "2026-02-20T09:00", agent_no="E1")])
    stores.backfill(january, "2026-01")
    findings = close_check.check(january, Period(202602))
    assert "no-orders" in [finding.code for finding in findings if finding.blocking]
    fill(january, orders=[order("W9", "2026-02-03T09:00", "2026-02-04T09:00", agent_no="E1")])
    assert "no-orders" not in found(january, Period(202602))


def test_a_scheme_of_entries_misses_entries_and_no_orders(desk: Desk, now: time_machine.Traveller) -> None:
    """A contact centre has no work orders; what it lacks is what was not entered."""
    desk, boss = site(
        desk, "contact-centre", person("E1", supervisor_no="S1"), person("E2", supervisor_no="S1")
    )
    now.move_to(local("2026-02-10T00:00"))
    assert found(desk) == {"nothing-entered": ()}
    assert [one.severity for one in close_check.check(desk, Period(202601))] == ["blocking"]
    for name in ("csat", "response_seconds", "violations"):
        enter(desk, "E2", name, 5)
    for name in ("ticket_timeliness", "first_contact_resolution", "inspection_pass_rate"):
        enter(desk, "E2", name, 9, 10)
    for name in ("repurchase_guidance_rate", "return_dispute_rate"):
        enter(desk, "E2", name, 1, 10)
    assert found(desk) == {"not-entered": ("E1", "E2")}
    rate_everybody(boss)
    assert found(desk) == {"not-entered": ("E1",)}
    # An unattended close goes on: a warning asks somebody to look, and blocks nothing.
    assert close_run(desk, Period(202601), None, None, tell=lambda *_told: None).status.state == "published"


def rate_everybody(boss: Desk) -> None:
    for who in ("E1", "E2"):
        ratings.rate(boss, RatingRow(date(2026, 1, 20), who, "supervisor_rating", Decimal(80)))


@pytest.mark.parametrize(
    ("scheme", "said"),
    [
        (
            "four-aspects",
            [
                "A line has no figure while one of its items is not rated.",
                "Total: without “Assessment” there is no figure.",
                "Assessment: with a part missing there is no figure.",
            ],
        ),
        (
            "contact-centre",
            ["what is missing leaves and the rest is scaled up; with less than 50 % of the weight"],
        ),
        ("team-points", ["Work points: without “Points earned” there is no figure."]),
        ("peer-ranking", ["what is missing adds nothing; with none of it there is no figure."]),
        ("online-shop", ["with less than 50 % of the weight there is no figure."]),
    ],
)
def test_what_is_missing_is_said_by_the_scheme(
    desk: Desk, now: time_machine.Traveller, scheme: str, said: list[str]
) -> None:
    """In the four aspects nothing is scaled up: one item not rated, and there is no total."""
    desk, _boss = site(desk, scheme, person("E1", "agent", team="T1", supervisor_no="S1"))
    found = " ".join(what_missing_does(scheme_in(desk, Period(JANUARY)).scheme))
    for sentence in said:
        assert sentence in found
    assert scheme == "contact-centre" or "scaled up" not in found or scheme == "online-shop"
