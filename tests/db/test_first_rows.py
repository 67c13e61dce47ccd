"""Where a name stands first in a file: in memory and beyond it the same as one plain dict would say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csi_db.first_rows import FirstRows

NAMES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    st.tuples(st.sampled_from(["E1", "E2", "E1'"]), st.integers(202601, 202604)),
)


@given(st.lists(st.tuples(NAMES, st.booleans())), st.integers(0, 4))
def test_names_beyond_memory_are_known_as_those_within(asked: list[tuple[str, bool]], in_memory: int) -> None:
    """docs/files.md §3: a row that repeats another one of its file is named with the row that it repeats."""
    plain: dict[object, int] = {}
    rows = FirstRows(in_memory)
    for number, (name, stays) in enumerate(asked, 2):
        first = plain.setdefault(name, number) if stays else plain.get(name, number)
        assert rows.first(name, number, stays=stays) == first
