"""Seals lead from a difference to the row (docs/decisions/0009)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csi_db import seals

Rows = dict[int, tuple[object, ...]]
values = st.tuples(st.none() | st.integers(-5, 5) | st.text(max_size=5), st.integers(0, 3))
tables = st.dictionaries(st.integers(1, 3000), values, min_size=1, max_size=60)


def sealed(rows: Rows, width: int = 16) -> seals._Seal:
    form = seals._Seal("key,a,b", 0, seals.BY_THE_STORE, "")
    told = [(key, seals._as_text((key, *rows[key]))) for key in sorted(rows)]
    return seals._Seal(form.columns, len(told), seals._digest(told, form), seals._places(told, width))


@given(tables, values, st.data())
def test_a_row_that_was_changed_is_found_by_its_key(
    rows: Rows, other: tuple[object, ...], data: st.DataObject
) -> None:
    """One changed row: exactly its key; the same rows: no difference at all."""
    before = sealed(rows)
    assert sealed(rows) == before
    key = data.draw(st.sampled_from(sorted(rows)))
    after = sealed(rows | {key: other})
    if other == rows[key]:
        assert after == before
    else:
        assert after.digest != before.digest
        assert seals._keys(before.places, after.places) == (key,)


@given(tables, st.data())
def test_a_row_that_is_gone_or_new_is_found_by_its_key(rows: Rows, data: st.DataObject) -> None:
    """Taken away, or added: the same place in the grid."""
    key = data.draw(st.sampled_from(sorted(rows)))
    fewer = {other: row for other, row in rows.items() if other != key}
    for before, after in ((rows, fewer), (fewer, rows)):
        one, other = sealed(before), sealed(after)
        assert (one.digest, one.rows) != (other.digest, other.rows)
        assert seals._keys(one.places, other.places) == (key,)


@given(tables, st.lists(values, min_size=2, max_size=4), st.data())
def test_several_changes_are_all_among_the_keys(
    rows: Rows, others: list[tuple[object, ...]], data: st.DataObject
) -> None:
    """Where lines and columns meet more often than rows were changed, the right ones are among them."""
    keys = data.draw(
        st.lists(st.sampled_from(sorted(rows)), min_size=1, max_size=min(len(rows), len(others)), unique=True)
    )
    changes = {key: other for key, other in zip(keys, others, strict=False) if rows[key] != other}
    found = seals._keys(sealed(rows).places, sealed(rows | changes).places)
    assert set(changes) <= set(found) or len(found) == seals.MOST_KEYS


@given(st.text(max_size=40))
def test_a_grid_that_was_tampered_with_is_no_error(text: str) -> None:
    """What stands in the store may be anything; a verification goes on."""
    assert isinstance(seals._keys(text, sealed({1: (None, 0)}).places), tuple)
