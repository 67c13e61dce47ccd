"""Whether a store still continues from a trail code that was kept outside it (docs/safekeeping.en.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from csi_db import audit_rows
from csi_tui.i18n import _
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.trail_code import Head, TrailCode, head_of, read_code
from csi_tui.services.errors import IntegrityFailure, UserError


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


STEPS_BACK = ("restore", "accept-head")
"""Actions whose entry may hold the codes of both sides of a step back."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a store does not continue from a code; ``known``: an entry of the trail tells of the step back itself."""

    why: str
    known: bool


def continues_from(desk: Desk, text: str) -> Continued:
    """Hold the store against a trail code.

    Raises:
        UserError: the code was mistyped.
        IntegrityFailure: the entry is not there, is another one, or the chain of the trail is broken.
    """
    code = read_code(text)
    with desk.read() as session:
        now = head_of(session, desk.site)
        fault = _fault(session, now, code)
        if fault is not None:
            raise IntegrityFailure(fault.why)
        _refuse_a_broken_chain(session)
        found = audit_rows.entry_numbered(session.connection(), code.entry)
        assert found is not None
    return Continued(
        code=str(code), entry=code.entry, at=audit.instant_of(found.at).astimezone(desk.site.zone), head=now
    )


def places_of(desk: Desk, codes: Iterable[TrailCode]) -> Mapping[TrailCode, Fault]:
    """Of several codes those that the store does not continue from.

    Raises:
        IntegrityFailure: the chain of the trail is broken, so that none of them says anything.
    """
    with desk.read() as session:
        now = head_of(session, desk.site)
        _refuse_a_broken_chain(session)
        found = ((code, _fault(session, now, code)) for code in codes)
        return {code: fault for code, fault in found if fault is not None}


def _fault(session: Session, now: Head, code: TrailCode) -> Fault | None:
    """Why the entry of a code is not the one that it was made of; None where it is."""
    why = _contradiction(session, now, code)
    if not why:
        return None
    step = _step_back_over(session, code)
    if step is None:
        return Fault(why, known=False)
    told = _(
        "The code {code} is of what entry {number} of {at} says is missing: the store went on from entry {here}, where "
        "it had been at entry {before}. Where nobody knows of that, ask who made that entry."
    )
    at = audit.instant_of(step.at).astimezone(now.at.tzinfo)
    here, before = _heads_of(step)
    return Fault(
        told.format(
            code=code, number=step.seq, at=f"{at:%Y-%m-%d %H:%M}", here=here.entry, before=before.entry
        ),
        known=True,
    )


def _step_back_over(session: Session, code: TrailCode) -> audit_rows.EntryRow | None:
    """The entry that tells of a step back from behind the entry of a code to before it; None without one."""
    for entry in audit_rows.of_actions(session.connection(), STEPS_BACK):
        with suppress(UserError, ValueError, LookupError, TypeError):
            here, before = _heads_of(entry)
            if here.entry < code.entry <= before.entry:
                return entry
    return None


def _heads_of(step: audit_rows.EntryRow) -> tuple[TrailCode, TrailCode]:
    """The codes of the state that the store went on from, and of the one that it left behind."""
    detail = json.loads(step.detail)
    return read_code(detail["here"]), read_code(detail["before"])


def _contradiction(session: Session, now: Head, code: TrailCode) -> str:
    found = audit_rows.entry_numbered(session.connection(), code.entry)
    if found is None and code.entry > now.entry:
        return _(
            "The trail of this store ends with entry {last}, the code {code} is of entry {number}: what was done "
            "in between is missing. An earlier state was put back, the end of the trail was cut off, or this is "
            "another store. Enter nothing here; look for the store or the backup that continues from the code."
        ).format(last=now.entry, code=code, number=code.entry)
    if found is None or not code.is_of(found.hash):
        return _(
            "Entry {number} is not the one that the code {code} was made of: the trail was written anew, an "
            "earlier state was put back and worked on, or this is another store. Enter nothing here; look for the "
            "store or the backup that continues from the code."
        ).format(code=code, number=code.entry)
    return ""


def _refuse_a_broken_chain(session: Session) -> None:
    """Raises:
    IntegrityFailure: something in the trail was changed: a hash stands for nothing before it any more.
    """
    broken = next(iter(audit.broken_entries(session)), None)
    if broken is not None:
        raise IntegrityFailure(
            _(
                "The chain of the trail is broken at entry {broken}: something in it was changed, and no trail code "
                "can be held against it. A verification names the places; look for a backup that verifies."
            ).format(broken=broken)
        )
