"""Topics of a week whose numbers are looked at one by one (docs/rules.md, rule 41)."""

from __future__ import annotations

from typing import Any

from csi_db.week_rows import CameBack
from csi_tui.services.schemes.in_force import built_in
from csi_tui.services.week.counted import SpanCounts
from csi_tui.services.week.text.sentences import topic_text
from csi_tui.services.week.topics import People, WeekRows, topics
from csi_tui.services.week.values import Topic

PEOPLE = People({1: ("E1", "Lin"), 2: ("E2", "Wu")})
ANY: Any = None
"""What no sentence about returns reads."""


def came_back(*rows: CameBack, may: dict[int, int]) -> Topic:
    """The first topic; what the store is asked for comes behind it."""
    found = WeekRows(complaints=(), came_back=rows, may_come_back=may, praised=(), over=lambda _row: None)
    scheme = built_in()["aftersales-csi"].scheme
    return next(iter(topics(ANY, scheme, found, SpanCounts(), PEOPLE)))


def test_a_repair_that_came_back_twice_is_one() -> None:
    """By returns three of four came back to the first technician, by repairs two: under the limit, and nobody is named
    for it; whose each repair was is said."""
    rows = (
        CameBack("W3", "W1", 1),
        CameBack("W4", "W1", 1),
        CameBack("W5", "W2", 2),
        CameBack("W7", "W6", 1),
    )
    topic = came_back(*rows, may={1: 4, 2: 200})
    assert topic.name == "" and topic.people == ("Lin", "Lin", "Wu", "Lin")
    assert topic_text(ANY, topic) == (
        "3 repairs came back: W1 (Lin) came back as W3, W4; W2 (Wu) came back as W5; W6 (Lin) came back as W7"
    )


def test_a_technician_s_own_returns_are_named_once() -> None:
    """Three repairs of four, where others have one of two hundred."""
    rows = (
        CameBack("W3", "W1", 1),
        CameBack("W4", "W6", 1),
        CameBack("W5", "W2", 2),
        CameBack("W8", "W7", 1),
    )
    topic = came_back(*rows, may={1: 4, 2: 200})
    assert topic.name == "Lin" and topic.rows == ("W3", "W4", "W8")
    assert topic_text(ANY, topic).endswith("W1 came back as W3; W6 came back as W4; W7 came back as W8")
