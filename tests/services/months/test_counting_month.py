"""Which month a fact counts in, for many facts in a row (docs/rules.md, rule 4)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.periods import Period
from csi_tui.services.months.counting_month import Months, counting_period

ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "Pacific/Apia")]
instants = st.datetimes(datetime(2025, 11, 1), datetime(2026, 4, 30), timezones=st.just(UTC))
closed = st.frozensets(st.sampled_from([Period(202511), Period(202512), Period(202601), Period(202602)]))


@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_many_facts_count_where_each_would(zone: ZoneInfo) -> None:
    """An import asks for thousands in a row; the answer is that of one alone."""

    @given(st.lists(instants, min_size=1, max_size=30), closed)
    def agree(moments: list[datetime], months: frozenset[Period]) -> None:
        many = Months(zone, months)
        assert [many.of(moment) for moment in moments] == [
            counting_period(moment, zone, months) for moment in moments
        ]

    agree()
