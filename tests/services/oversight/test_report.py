"""The oversight group's report on a month: sample, verdicts, what stands unconfirmed, questions (seed 000 §11;
docs/rules.md, rule 37)."""

from __future__ import annotations

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.trail_code import head
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.oversight import sampling
from csi_tui.services.oversight.report import oversight_report
from csi_tui.services.oversight.report_printed import report_printed
from csi_tui.services.printing.as_text import sheet_text
from csi_tui.services.printing.sheet import Code, texts_of
from tests.services.procedures import desk_of, publish_january

JANUARY, FEBRUARY = Period(202601), Period(202602)


@pytest.fixture
def group(desk: Desk, now: time_machine.Traveller) -> Desk:
    """January is published on Monday 2 February 2026; three rows are in it: W1, W2, A1."""
    publish_january(desk, now)
    return desk_of(desk, "Oversight")


def test_the_report_tells_what_was_drawn_found_and_said(group: Desk) -> None:
    """Every row of the sample, how many were wrong, and each verdict with its reason."""
    sampling.draw(group, JANUARY, 3, "autumn")
    sampling.note_finding(group, JANUARY, "W1", "wrong", "the paper says 10:00")
    sampling.note_finding(group, JANUARY, "A1", "right")
    sampling.object_to(group, JANUARY, "W1 was never repaired")
    report = oversight_report(group, JANUARY)
    told = list(texts_of(report_printed(report)))
    assert (
        "3 rows of revision 1 were drawn by Oversight, seed autumn: 1 right, 1 wrong, 1 not looked at yet."
        in told
    )
    assert {"W1", "W2", "A1", "the paper says 10:00"} <= set(told)
    assert any(line.endswith("W1 was never repaired") for line in told)
    assert report.json()["trail_code"] == head(group).code
    assert Code(head(group).code) in report_printed(report).blocks


def test_a_report_without_sample_says_so(group: Desk) -> None:
    """Nothing was drawn, nothing said, nothing stands out: each is said, none left out."""
    text = sheet_text(report_printed(oversight_report(group, JANUARY)))
    for line in (
        "No sample was drawn.",
        "The month is neither signed off nor objected to.",
        "Nothing stands out by more than chance.",
    ):
        assert line in text


def test_who_may_have_it(group: Desk, desk: Desk) -> None:
    """It names people beside questions: it is for who may read those of everybody, of a month that was published."""
    with pytest.raises(NotPermitted, match="oversight group"):
        oversight_report(desk, JANUARY)
    with pytest.raises(UserError, match="2026-02"):
        oversight_report(group, FEBRUARY)
