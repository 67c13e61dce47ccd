"""No line begins with a comma or a full stop: texts broken as in print, and nothing of them is lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from rich._wrap import divide_line
from rich.cells import cell_len

from csi_tui.widgets.dialogs import MessageDialog
from csi_tui.widgets.line_starts import BEGINS_NONE, breaks
from tests.screens.driving import quiet, running, shown

CHINESE = "超时投诉两行“（"
SIGNS = st.text(st.sampled_from(CHINESE + "，。、）”a1 -%"), max_size=60)


def may_begin(line: str, at: int) -> bool:
    """No closing sign, no blank, and not within a word of Latin signs."""
    if line[at] in BEGINS_NONE or line[at] == " ":
        return False
    return not (line[at].isascii() and line[at - 1] in "a1-%")


@given(SIGNS, st.integers(2, 24))
@example("超时投诉，超时投诉。", 8)
@example("，，，，，，", 4)
def test_lines_begin_with_no_closing_sign(text: str, width: int) -> None:
    """Every line fits, all together are the text, and only a line of such signs alone begins with one."""
    placed = breaks(text, width)
    lines = [text[one:other] for one, other in zip([0, *placed], [*placed, len(text)], strict=True)]
    assert "".join(lines) == text and all(lines[1:])
    assert all(cell_len(line.rstrip()) <= width for line in lines)
    for before, line in pairwise(lines):
        if line[0] in BEGINS_NONE:
            assert not any(may_begin(before, at) for at in range(1, len(before))), (before, line)
    plain = divide_line(text, width)
    if not any(text[at] in BEGINS_NONE for at in plain):
        assert placed == plain


async def test_a_dialog_breaks_its_text_so(store: Path) -> None:
    """In the application, whose dialogs are 64 cells wide."""
    async with running(store) as (app, _pilot):
        text = "投诉" * 15 + "单，" + "另有说明。"
        app.push_screen(MessageDialog(text))
        await quiet(_pilot)
        lines = [
            line.partition("│")[2].rstrip(" │").lstrip() for line in shown(app).splitlines() if "│" in line
        ]
        said = [line for line in lines if line and line in text]
        assert len(said) > 1 and "".join(said) == text
        assert not any(line[0] in BEGINS_NONE for line in said), said
