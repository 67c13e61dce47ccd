"""The trail code: number and hash of an entry of the audit trail, short enough to be typed or read over the phone.

``1234-K7QD-2M4A-XW6B-C`` is entry 1234, the first 60 bits of its hash and a check sign, in Crockford's base 32: no
letter is taken for a digit (docs/decisions/0067).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from csi_db import audit_rows
from csi_tui.i18n import _
from csi_tui.services.desk.audit import instant_of
from csi_tui.services.desk.desk import Desk, SiteInfo
from csi_tui.services.errors import IntegrityFailure, UserError

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MEANT = str.maketrans("OIL", "011")
"""What is read for another sign, and stands in no code."""
OF_HASH = 12
"""Signs of the hash: 60 bits."""
MOST_DIGITS = 15
"""Of an entry's number; the check sign holds for no more than 31 signs in all."""
_CODE = re.compile(rf"([1-9][0-9]{{0,{MOST_DIGITS - 1}}})([{SIGNS}]{{{OF_HASH}}})([{SIGNS}])")


@dataclass(frozen=True, slots=True)
class TrailCode:
    """What a code says: the number of an entry, and the first 60 bits of its hash."""

    entry: int
    signs: str

    def __str__(self) -> str:
        groups = [self.signs[start : start + 4] for start in range(0, OF_HASH, 4)]
        return "-".join([str(self.entry), *groups, _check_sign(f"{self.entry}{self.signs}")])

    def is_of(self, digest: object) -> bool:
        """Whether an entry with that hash is the one that the code was made of."""
        return isinstance(digest, str) and self.signs == _signs_of(digest)


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of the audit trail: everything before it stands under its hash. ``at``: site-local."""

    site: str
    entry: int
    at: datetime
    hash: str

    @property
    def code(self) -> str:
        """As it is typed and read."""
        return str(code_at(self.entry, self.hash))

    def json(self) -> dict[str, object]:
        """The answer of ``csi verify --head --json``."""
        return {
            "code": self.code,
            "entry": self.entry,
            "at": self.at.isoformat(),
            "hash": self.hash,
            "site": self.site,
        }


def head_of(session: Session, site: SiteInfo) -> Head:
    """The head of the trail.

    Raises:
        IntegrityFailure: the trail is empty, or its last entry is none any more.
    """
    last = audit_rows.last_entry(session.connection())
    if last is None or _signs_of(last.hash) is None:
        raise IntegrityFailure(_("The audit trail has no last entry: the store is damaged."))
    return Head(site.code, last.seq, instant_of(last.at).astimezone(site.zone), last.hash)


def code_at(entry: int, digest: str) -> TrailCode:
    """The code of an entry of that number and hash."""
    return TrailCode(entry, _signs_of(digest) or "")


def head(desk: Desk) -> Head:
    """The same, for who asks for nothing else."""
    with desk.read() as session:
        return head_of(session, desk.site)


def read_code(text: str) -> TrailCode:
    """Read a code; capitals, spaces and hyphens do not matter, O is read as 0, I and L as 1.

    Raises:
        UserError: it is none, or was mistyped.
    """
    plain = "".join(sign for sign in text.upper() if sign not in "-– \t").translate(MEANT)
    found = _CODE.fullmatch(plain)
    if found is None:
        raise UserError(
            _(
                "“{text}” is no trail code. It is a number and 13 signs, like 1234-K7QD-2M4A-XW6B-C: look at it again."
            ).format(text=text)
        )
    number, signs, check = found.groups()
    if _check_sign(number + signs) != check:
        raise UserError(
            _(
                "The trail code {text} was mistyped: its last sign does not fit the others. Look at it again."
            ).format(text=text)
        )
    return TrailCode(int(number), signs)


def _signs_of(digest: object) -> str | None:
    """The first 60 bits of a hash; None where it is none."""
    try:
        number = int(str(digest)[: OF_HASH * 5 // 4], 16)
    except ValueError:
        return None
    return "".join(SIGNS[number >> 5 * place & 31] for place in reversed(range(OF_HASH)))


def _check_sign(signs: str) -> str:
    """A sign that finds every single wrong one, and any two that changed places: a sum in the field of 32 elements,
    each weighted by its place (x⁵ + x² + 1; the weights of 31 places are all different).
    """
    check = 0
    for sign in signs:
        check = (check ^ SIGNS.index(sign)) << 1
        check ^= 0b100101 if check & 32 else 0
    return SIGNS[check]
