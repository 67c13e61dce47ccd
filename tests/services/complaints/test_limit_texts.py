"""Limits in hints and helps are the scheme's, no constants."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from babel.messages.pofile import read_po

from csi_tui import i18n
from csi_tui.scoring.periods import Period
from csi_tui.services.complaints.limits import due_soon_signs, milestone_limits, return_window
from csi_tui.services.desk.desk import Desk, SchemeFrom
from csi_tui.services.schemes.in_force import built_in
from tools.translations import CATALOGUE

OTHER = (
    ("contact_hours = 24", "contact_hours = 1"),
    ("plan_hours = 48", "plan_hours = 72"),
    ("resolve_working_days = 7", "resolve_working_days = 10"),
    ("due_soon = [50, 80]", "due_soon = [60]"),
    ("return_window_days = 30", "return_window_days = 90"),
)


def with_other_limits(desk: Desk) -> Desk:
    """The desk of a site whose scheme has other figures in each of these places."""
    body = built_in()["aftersales-csi"].body
    for before, after in OTHER:
        assert body.count(before) == 1, before
        body = body.replace(before, after)
    return replace(desk, site=replace(desk.site, schemes=(SchemeFrom(Period(0), "aftersales-csi", body),)))


def test_hints_have_the_figures_of_the_scheme(desk: Desk) -> None:
    """seed 000 §5.3: the three limits are parameters; docs/rules.md, rule 6: so is the window for returns."""
    assert milestone_limits(desk) == {
        "contacted_at": "within 24 hours",
        "planned_at": "within 48 hours",
        "resolved_at": "within 7 working days",
    }
    other = with_other_limits(desk)
    assert milestone_limits(other) == {
        "contacted_at": "within 1 hour",
        "planned_at": "within 72 hours",
        "resolved_at": "within 10 working days",
    }
    assert due_soon_signs(desk) == "“+” marks one of whose time 50 % is gone, “++” 80 %."
    assert due_soon_signs(other) == "“+” marks one of whose time 60 % is gone."
    assert (return_window(desk), return_window(other)) == (30, 90)


def test_hints_in_chinese(desk: Desk) -> None:
    """The same in the other language."""
    i18n.activate("zh")
    assert milestone_limits(with_other_limits(desk))["planned_at"] == "72 小时内"


CONSTANT = re.compile(
    r"(?<!full )\b(?:\d+|five|seven|thirty) (?:hours|days|working days)\b|(?<!满 )(?<!\d)\d+ ?(?:小时|天|个工作日)"
)


def test_no_text_of_the_program_names_a_limit() -> None:
    """A figure in a text is wrong for every site with another scheme; only the day of docs/rules.md, rule 22 is the
    rule's own."""
    with CATALOGUE.open("rb") as file:
        texts = [
            part
            for message in read_po(file)
            for whole in (message.id, message.string)
            for part in (whole if isinstance(whole, (list, tuple)) else (whole,))
        ]
    assert len(texts) > 4000
    assert [text for text in texts if text and CONSTANT.search(text)] == []


@pytest.mark.parametrize("text", ["contact within 24 hours", "resolved within 7 working days", "过去 30 天"])
def test_the_sweep_sees_a_limit(text: str) -> None:
    """The test above looks for what it should."""
    assert CONSTANT.search(text)
