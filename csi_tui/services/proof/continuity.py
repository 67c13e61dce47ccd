"""Whether a store still continues from a trail code that was kept outside it (docs/safekeeping.en.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from csi_db import audit_rows
from csi_tui.i18n import _
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk, SiteInfo
from csi_tui.services.desk.trail_code import Head, TrailCode, head_of, read_code
from csi_tui.services.errors import IntegrityFailure


@dataclass(frozen=True, slots=True)
class Continued:
    """The store continues from a code: which entry that is, made ``at`` (site-local), and the head by now."""

    code: str
    entry: int
    at: datetime
    head: Head

    def json(self) -> dict[str, object]:
        """The answer of ``csi verify --since CODE --json``."""
        return as_json(self) | {"entries_since": self.entries_since}

    @property
    def entries_since(self) -> int:
        """How many entries were made after the one of the code."""
        return self.head.entry - self.entry


def continues_from(desk: Desk, text: str) -> Continued:
    """Hold the store against a trail code.

    Raises:
        UserError: the code was mistyped.
        IntegrityFailure: the store does not continue from there.
    """
    code = read_code(text)
    with desk.read() as session:
        return since(session, desk.site, code)


def since(session: Session, site: SiteInfo, code: TrailCode) -> Continued:
    """The same, of a code that was read.

    Raises:
        IntegrityFailure: the entry is not there, is another one, or the chain from there to now is broken.
    """
    now = head_of(session, site)
    found = audit_rows.entry_numbered(session.connection(), code.entry)
    if found is None and code.entry > now.entry:
        raise IntegrityFailure(
            _(
                "The trail of this store ends with entry {last}, the code {code} is of entry {number}: what was done "
                "in between is missing. An earlier state was put back, the end of the trail was cut off, or this is "
                "another store. Enter nothing here; look for the store or the backup that continues from the code."
            ).format(last=now.entry, code=code, number=code.entry)
        )
    if found is None or not code.is_of(found.hash):
        raise IntegrityFailure(
            _(
                "Entry {number} is not the one that the code {code} was made of: the trail was written anew, an "
                "earlier state was put back and worked on, or this is another store. Enter nothing here; look for the "
                "store or the backup that continues from the code."
            ).format(code=code, number=code.entry)
        )
    broken = next(iter(audit.broken_entries(session)), None)
    if broken is not None:
        raise IntegrityFailure(
            _(
                "Entry {number} of the code is there, but the chain of the trail is broken at entry {broken}: "
                "something in it was changed. “csi verify” names the places; look for a backup that verifies."
            ).format(number=code.entry, broken=broken)
        )
    return Continued(
        code=str(code), entry=code.entry, at=audit.instant_of(found.at).astimezone(site.zone), head=now
    )
