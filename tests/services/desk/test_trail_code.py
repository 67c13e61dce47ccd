"""The trail code finds every slip of who types it (docs/decisions/0067, point 1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.trail_code import SIGNS, TrailCode, head, read_code
from csi_tui.services.errors import UserError

CODES = st.builds(
    TrailCode,
    st.integers(1, 10**15 - 1),
    st.text(SIGNS, min_size=12, max_size=12),
)


def _plain(code: TrailCode) -> str:
    return str(code).replace("-", "")


@given(CODES)
def test_a_code_is_read_as_it_was_written(code: TrailCode) -> None:
    """Also in small letters, without hyphens, with spaces, and with the letters that stand in no code."""
    for text in (str(code), str(code).lower(), _plain(code), str(code).replace("-", " ")):
        assert read_code(text) == code
    assert read_code(str(code).replace("0", "O").replace("1", "l")) == code


@given(CODES, st.data())
def test_a_wrong_sign_is_found(code: TrailCode, data: st.DataObject) -> None:
    """Every single one, at every place."""
    plain = _plain(code)
    at = data.draw(st.integers(0, len(plain) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in SIGNS if sign != plain[at]]))
    with pytest.raises(UserError):
        read_code(plain[:at] + wrong + plain[at + 1 :])


@given(CODES, st.data())
def test_two_signs_that_changed_places_are_found(code: TrailCode, data: st.DataObject) -> None:
    """Any two."""
    plain = list(_plain(code))
    one, other = (data.draw(st.integers(0, len(plain) - 1)) for _ in range(2))
    if plain[one] == plain[other]:
        return
    plain[one], plain[other] = plain[other], plain[one]
    with pytest.raises(UserError):
        read_code("".join(plain))


@pytest.mark.parametrize(
    "text", ["", "1234", "K7QD-2M4A-XW6B", "0-0000-0000-0000-0", "1-AAAA-AAAA-AAAU-A", "1" * 40]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    """A certificate's code among them; exit status 2."""
    with pytest.raises(UserError) as refused:
        read_code(text)
    assert refused.value.exit_status == 2


def test_the_head_is_the_last_entry(desk: Desk) -> None:
    """Sixty bits of its hash, under its number."""
    found = head(desk)
    code = read_code(found.code)
    assert (code.entry, found.site) == (found.entry, desk.site.code)
    assert code.is_of(found.hash) and not code.is_of(found.hash[::-1])
    assert int(found.hash[:15], 16) == sum(
        SIGNS.index(sign) << 5 * at for at, sign in enumerate(code.signs[::-1])
    )
