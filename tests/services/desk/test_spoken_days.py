"""The days of a span as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from csi_tui.services.desk.spoken_days import moves, read_day_of_span
from csi_tui.services.tabular.cells import BadCell

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("", None, None),
        ("2026-03-01", date(2026, 3, 1), date(2026, 3, 1)),
        ("2026/2/3", date(2026, 2, 3), date(2026, 2, 3)),
        ("today", TODAY, TODAY),
        ("昨天", date(2026, 3, 11), date(2026, 3, 11)),
        ("-7", date(2026, 3, 5), date(2026, 3, 5)),
        ("－７", date(2026, 3, 5), date(2026, 3, 5)),
        ("-30d", date(2026, 2, 10), date(2026, 2, 10)),
        ("7天前", date(2026, 3, 5), date(2026, 3, 5)),
        ("本月", date(2026, 3, 1), date(2026, 3, 31)),
        ("Last Month", date(2026, 2, 1), date(2026, 2, 28)),
        ("上个月", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_a_day_is_read_as_it_is_said(said: str, first: date | None, last: date | None) -> None:
    """A month means its first day where a span begins, and its last one where it ends."""
    assert read_day_of_span(said, TODAY, end=False) == first
    assert read_day_of_span(said, TODAY, end=True) == last
    assert (moves(said, TODAY) is None) == (said in ("", "2026-03-01", "2026/2/3"))


@pytest.mark.parametrize("said", ["soon", "-99999", "2026-13-01", "-9999"])
def test_what_is_no_day_is_refused(said: str) -> None:
    """With the reason."""
    with pytest.raises(BadCell):
        read_day_of_span(said, TODAY, end=False)
