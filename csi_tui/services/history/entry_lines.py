"""An entry of the audit trail as people read it, without the words that were kept beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from csi_db import history_rows as stored
from csi_db.audit_rows import EntryRow
from csi_tui.i18n import _
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.history.acts import row_kind, what_text
from csi_tui.services.history.details import Change, Reading


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that happened to a row.

    Attributes:
        seq: number of the entry of the audit trail; None of a row whose file came in before the trail noted it, and
            of a figure, of which one entry names many.
        at: site-local.
        who: the user; ``account``: the operating-system account, ``others``: it is not the user's own.
        action: its id in the trail; ``what``: the same in words.
        number: what the row was called then.
        reason, evidence: the words that were kept of it; ``reasoned``: one was given, whether or not words are kept.
        import_no, file: the file that it came by.
    """

    seq: int | None
    at: datetime
    who: str
    account: str
    others: bool
    action: str
    what: str
    number: str
    changes: tuple[Change, ...] = ()
    reason: str = ""
    evidence: str = ""
    reasoned: bool = False
    import_no: int | None = None
    file: str = ""

    def json(self) -> dict[str, object]:
        """The line as commands print it."""
        return as_json(self, or_null=("reason", "evidence", "file"))


def reading_of(session: Session, desk: Desk, users: Mapping[int, tuple[str, str | None]]) -> Reading:
    """How the acting user reads the trail."""
    connection = session.connection()
    rated = None
    if not desk.may("see-appeals"):
        own = own_employee(session, desk)
        number = None if own is None else stored.numbers_of_employees(connection).get(own)
        rated = frozenset({number} if number else ())
    return Reading(
        zone=desk.site.zone,
        people=stored.names_of_employees(connection),
        users={str(key): name for key, (name, _account) in users.items()},
        rated=rated,
    )


def line_of(
    users: Mapping[int, tuple[str, str | None]],
    reading: Reading,
    entry: EntryRow,
    changes: tuple[Change, ...],
) -> HistoryLine:
    """An entry of the trail as people read it, without the words that were kept beside it."""
    detail = read_detail(entry)
    name, own = users.get(entry.user_id, ("", None))
    kind = row_kind(entry.action, detail)
    subject = str(entry.subject)
    if kind == "user":
        subject = reading.users.get(subject, subject)
    elif kind == "employee":
        subject = reading.person(subject.split(" ")[0])
    elif kind == "customer":
        subject = _("a customer")
    return HistoryLine(
        seq=entry.seq,
        at=instant_of(entry.at).astimezone(reading.zone),
        who=name,
        account=str(entry.account),
        others=own is not None and entry.account != own,
        action=str(entry.action),
        what=what_text(entry.action, subject, detail),
        number=str(entry.subject) if kind != "customer" else "",
        changes=changes,
        reasoned=bool(detail.get("reason")),
    )


def read_detail(entry: EntryRow) -> dict[str, Any]:
    """The detail of an entry; of one that was tampered with nothing."""
    try:
        found = json.loads(entry.detail)
    except (TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def instant_of(text: str) -> datetime:
    """An instant as the store keeps it."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
