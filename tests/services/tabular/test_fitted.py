"""A table that fits a terminal (docs/cli.md, *csi cards*)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.tabular.aligned import table, width
from csi_tui.services.tabular.fitted import BETWEEN, Columns, fitted

TEXTS = st.text("ab 中文-é", max_size=12).map(str.strip)


@st.composite
def tables(draw: st.DrawFn) -> Columns:
    """A table of a few columns; some of them are spare."""
    count = draw(st.integers(1, 7))
    line = st.lists(TEXTS, min_size=count, max_size=count)
    places = st.sets(st.integers(0, count - 1))
    return Columns(
        header=draw(line),
        rows=draw(st.lists(line, max_size=4)),
        figures=frozenset(draw(places)),
        spare=draw(st.permutations(sorted(draw(places)))),
    )


@given(tables())
def test_without_a_terminal_it_is_the_whole_table(found: Columns) -> None:
    """As the other tables are."""
    assert fitted(found, None).lines() == table(found.header, found.rows, found.figures).split("\n")


@given(tables(), st.integers(1, 120))
def test_it_fits_and_cuts_nothing(found: Columns, columns: int) -> None:
    """A column is there with its heading and every cell, or is named, or has no cell; spare ones go in their order."""
    laid = fitted(found, columns)
    for line in (*laid.head, *laid.rows):
        assert [width(cell) for cell in line] == [width(cell) for cell in (laid.head or laid.rows)[0]]
    for at, place in enumerate(laid.kept):
        assert [row[at].strip() for row in laid.rows] == [row[place] for row in found.rows]
        assert "".join(line[at] for line in laid.head).replace(" ", "") == found.header[place].replace(
            " ", ""
        )
    gone = [place for place in range(len(found.header)) if place not in laid.kept]
    named = [place for place in gone if any(row[place] for row in found.rows)]
    assert set(named) <= set(found.spare)
    assert [found.header[place] for place in named] == [
        name for name in laid.left_out if name in {found.header[place] for place in named}
    ] or len(set(found.header)) < len(found.header)
    wide = sum(width(cell) for cell in laid.head[0]) + BETWEEN * max(0, len(laid.kept) - 1)
    if wide > columns:
        assert not set(laid.kept) & set(found.spare)
    whole = fitted(found, None)
    if sum(width(cell) for cell in whole.head[0]) + BETWEEN * (len(whole.kept) - 1) <= columns:
        assert laid == whole


def test_headings_break_where_words_and_characters_end() -> None:
    """Into two lines, the last of which stands over the cells; a short one is never broken."""
    found = Columns(["排名", "投诉处理及时率", "First-time-fix rate"], [["1", "90.00", "100.00"]])
    assert [[cell.strip() for cell in line] for line in fitted(found, 30).head] == [
        ["", "投诉处理", "First-time-"],
        ["排名", "及时率", "fix rate"],
    ]


def test_spare_columns_go_in_their_order_and_are_named() -> None:
    """The first that is spare goes first; one without a cell goes before, and is not missed."""
    found = Columns(["who", "role", "team", "note"], [["Li", "technician", "first team", ""]], spare=(1, 2))
    assert fitted(found, 40).left_out == ()
    assert fitted(found, 29).kept == (0, 1, 2)
    assert fitted(found, 27).lines() == ["who  role        team", "Li   technician  first team"]
    assert fitted(found, 26).left_out == ("role",)
    assert fitted(found, 8).left_out == ("role", "team")
    assert fitted(found, 8).lines() == ["who", "Li"]
