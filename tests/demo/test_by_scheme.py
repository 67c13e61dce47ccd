"""A sample department by each scheme: from data through entry to cards, what follows and pay."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.cli.demo_report import report_lines
from csi_tui.demo.build_by_scheme import build_by_scheme
from csi_tui.demo.entered import EnteredSample, colleagues
from csi_tui.scoring.periods import Period
from csi_tui.services.analysis.month_analysis import month_analysis
from csi_tui.services.analysis.text.analysis_json import analysis_json
from csi_tui.services.analysis.text.sections import sections
from csi_tui.services.entries.sample import sampled
from csi_tui.services.indicators.review import indicator_review
from csi_tui.services.indicators.text.review_json import review_json
from csi_tui.services.indicators.text.sections import sections as review_sections
from csi_tui.services.months.status import all_months
from csi_tui.services.pay.month_pay import pay_report
from csi_tui.services.proof.verify import verify
from csi_tui.services.schemes.in_force import built_in
from csi_tui.services.spans.results import last_over, results_of
from tests.effort import some_in_quick
from tests.services.analysis.test_month_analysis import check_teams
from tests.stores import local

LAST = Period(202601)
SYSTEMS = [name for name in built_in() if not name.endswith("-survey")]
TOLD = {
    "contact-centre": ("2025-Q4", "Gold agent of the year", "Commission"),
    "team-points": ("Teams", "Deductions", "Floating part"),
    "four-aspects": ("Year-end assessment", "Merits"),
    "online-shop": ("Indicator bonus", "Repeat orders"),
    "peer-ranking": ("no. 1", "Among the first three", "Prizes"),
    "aftersales-csi": ("First-time-fix rate", "CSI reward fund"),
}


@pytest.mark.parametrize("system", some_in_quick(SYSTEMS, 3))
def test_a_sample_from_data_to_report(system: str, tmp_path: Path, now: time_machine.Traveller) -> None:
    """The store is sound, everybody with data is assessed, quarters and years are over, the pay's sums reconcile."""
    now.move_to(local("2026-02-12T10:00"))
    desk, payroll = build_by_scheme(tmp_path / "demo.db", system, last=LAST, people=12, orders_per_month=40)
    try:
        text = "\n".join(report_lines(desk, payroll))
        assert {word for word in TOLD[system] if word not in text} == set()
        assert verify(desk).problems == ()
        scheme = built_in()[system].scheme
        assert {span.kind for span in last_over(desk)} == {one.span for one in scheme.roll_ups}
        for span in last_over(desk):
            found = results_of(desk, span)
            assert found.over and any(card.rank == 1 for card in found.cards)
        for period in (one.period for one in all_months(desk) if one.revision):
            analysed = month_analysis(desk, period)
            check_teams(analysed)
            assert sections(analysed, 80) and analysis_json(analysed)["groups"]
        reviewed = indicator_review(desk)
        assert reviewed.indicators and review_sections(reviewed, 80) and review_json(reviewed)["months"]
        report = pay_report(payroll, LAST)
        assert report.people and report.total == sum(report.sums.values())
    finally:
        payroll.close()
        desk.close()


def test_the_same_seed_gives_the_same_entries() -> None:
    """A sample can be told again."""
    row = {"employee_no": "E1", "role": "agent", "team": "T1", "supervisor_no": "S1"}
    people = colleagues([{**row, "joined_on": "2020-01-01", "left_on": "", "valid_from": ""}], LAST)
    scheme = sampled(built_in()["contact-centre"].scheme)
    one, other, third = (list(EnteredSample(scheme, seed).measures(LAST, people)) for seed in (7, 7, 8))
    assert one and one == other and one != third
