"""Sentences on the lines of a terminal: broken between words, never within one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.tabular.aligned import width, wrapped

SENTENCE = "Left out for want of room: Satisfaction. They are there in a wider terminal, a file, or --json."


def test_a_line_ends_between_words() -> None:
    """The last line of a table broke off as “termin/al”."""
    assert wrapped(SENTENCE, 80).split("\n") == [
        "Left out for want of room: Satisfaction. They are there in a wider terminal, a",
        "file, or --json.",
    ]
    assert wrapped(SENTENCE, None) == SENTENCE


@pytest.mark.parametrize("columns", [10, 21, 40])
def test_chinese_is_broken_anywhere_but_before_a_stop(columns: int) -> None:
    """Two columns a character."""
    lines = wrapped(
        "窄屏放不下的列没有显示：客户满意度、一次修复率。加宽终端、写成文件或用 --json 都能看到。", columns
    ).split("\n")
    assert all(width(line) <= columns for line in lines)
    assert not any(line[0] in "，。、：" for line in lines)


@given(st.lists(st.text("abc客户", min_size=1, max_size=6), min_size=1).map(" ".join), st.integers(16, 60))
def test_nothing_is_lost(text: str, columns: int) -> None:
    """The same characters in the same order, each line within the width."""
    lines = wrapped(text, columns).split("\n")
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns for line in lines)
