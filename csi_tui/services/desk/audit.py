"""The audit trail: one entry per use case, each holding the hash of the one before (docs/architecture.md, *Data*)."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final, TypedDict

from sqlalchemy import func
from sqlmodel import Session, col, select

from csi_db import audit_rows
from csi_db.bulk import insert_row
from csi_db.models import (
    Adjustment,
    Appeal,
    AuditEntry,
    CardReceipt,
    ClockConfirmation,
    Exclusion,
    MonthStep,
    PaySettlement,
    Sample,
    SchemeChoice,
    SignOff,
)
from csi_db.procedure_records import ProcedureRecord, text_of
from csi_db.row_ledger import ledger_of
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Actor, Desk, SiteInfo
from csi_tui.services.desk.trail_key import key_of
from csi_tui.services.errors import ClockBehind

BEHIND_AT_MOST = clock.BEHIND_AT_MOST
UNGUARDED = frozenset({"confirm-clock", "backup", "restore", "migrate", "accept-head"})
"""Actions whose time decides nothing; without them a store whose clock is wrong could not even be saved."""
HOLD_ROWS = "hold-rows"
"""What a transaction wrote behind its last entry, where something had read the trail in between."""
MOST_MISSING = 20
"""Missing entries that are named at most where one gap begins."""

Detail = Mapping[str, object]


def record(
    session: Session, desk: Desk, action: str, subject: str, detail: Detail, records: Iterable[Recorded] = ()
) -> int:
    """Append one entry in the transaction of its use case; answers its number. Nothing is kept while the machine's
    clock is behind.

    ``subject`` is a number (order, complaint, month …); ``detail`` holds no personal data in clear
    (docs/rules.md, rule 21): use :func:`digest`. ``records``: what the use case did to a month, whose rows the
    entry holds a digest of.

    Raises:
        ClockBehind: the clock stands more than :data:`BEHIND_AT_MOST` behind the newest entry.
    """
    session.flush()
    rows = {str(row): record_digest(session, desk.site, row) for row in map(_record_of, records)}
    told = {**detail, "kept": rows} if rows else detail
    if desk.together is not None:
        told = {**told, "act": desk.together.act, "confirmed_by": desk.together.confirmed_by}
    return _append(session, desk.actor.account, desk.actor.user_id, action, subject, told)


Recorded = (
    ProcedureRecord
    | Appeal
    | Adjustment
    | CardReceipt
    | ClockConfirmation
    | Exclusion
    | MonthStep
    | PaySettlement
    | Sample
    | SchemeChoice
    | SignOff
)
"""A record of the procedure, as it is kept or by its key."""


def _record_of(done: Recorded) -> ProcedureRecord:
    if isinstance(done, ProcedureRecord):
        return done
    assert done.id is not None
    return ProcedureRecord(str(done.__tablename__), done.id)


def record_digest(session: Session, site: SiteInfo, row: ProcedureRecord) -> str:
    """A salted digest of a record as it lies in the store; empty where there is none."""
    text = text_of(session.connection(), row)
    return _salted(site, text) if text else ""


def record_as(session: Session, actor: Actor, action: str, subject: str, detail: Detail) -> None:
    """Like :func:`record`, for the moment at which a store has no desk yet."""
    _append(session, actor.account, actor.user_id, action, subject, detail)


def record_of_nobody(session: Session, account: str, action: str, subject: str, detail: Detail) -> None:
    """Like :func:`record`, of somebody under an account who is not let in: who that is nobody knows."""
    _append(session, account, None, action, subject, detail)


def _append(
    session: Session, account: str, user_id: int | None, action: str, subject: str, detail: Detail
) -> int:
    session.flush()
    connection = session.connection()
    ledger = ledger_of(connection)
    if ledger is not None:
        ledger.keep_former()
    last = audit_rows.last_entry(connection)
    seq, previous = (1, "") if last is None else (last.seq + 1, last.hash)
    at = clock.now()
    if last and action not in UNGUARDED:
        _refuse_behind(last.at, at)
    text = canonical(detail)
    entry = {
        "seq": seq,
        "at": at,
        "account": account,
        "user_id": user_id,
        "action": action,
        "subject": subject,
        "detail": text,
        "previous_hash": previous,
    }

    def keep(held: str | None) -> None:
        own = _hash(seq, at, account, user_id, action, subject, text, previous, held)
        insert_row(connection, "audit_entry", {**entry, "hash": own, "held": held})

    if ledger is None:
        keep(None)
    else:
        # What the use case still writes belongs to its entry.
        ledger.wait(keep, lambda: _append(session, account, user_id, HOLD_ROWS, subject, {}))
    session.info.setdefault("acts", []).append(f"{action} {subject}")
    return seq


@contextmanager
def writing(desk: Desk) -> Iterator[Session]:
    """A writing unit of work, refused by a clock that stands behind before anything else is said.

    Raises:
        ClockBehind: it does.
    """
    with desk.write() as session:
        refuse_a_clock_behind(session)
        yield session


class ByWhom(TypedDict):
    """What a row says of its making (:class:`csi_db.models.columns.ByWhom`)."""

    at: datetime
    user_id: int
    account: str


def by_whom(desk: Desk) -> ByWhom:
    """Now, by the acting user, under the account that runs the program."""
    return {"at": clock.now(), "user_id": desk.actor.user_id, "account": desk.actor.account}


def refuse_a_clock_behind(session: Session) -> None:
    """Refuse before anything else is said: by a clock that stands behind, every other answer would be wrong.

    Raises:
        ClockBehind: it does.
    """
    newest = newest_at(session)
    if newest is not None and newest - clock.now() > BEHIND_AT_MOST:
        raise ClockBehind(newest - clock.now())


def _refuse_behind(newest: str, now: datetime) -> None:
    behind = instant_of(newest) - now
    if behind > BEHIND_AT_MOST:
        raise ClockBehind(behind)


def newest_at(session: Session) -> datetime | None:
    """When the newest entry was made, by the clock of its machine."""
    last = audit_rows.last_entry(session.connection())
    return None if last is None else instant_of(last.at)


def newest_of(session: Session, action: str) -> datetime | None:
    """When the newest entry of an action was made; None where there is none."""
    audit_rows.settled(session.connection())
    found = select(AuditEntry.at).where(AuditEntry.action == action).order_by(col(AuditEntry.seq).desc())
    return session.exec(found.limit(1)).first()


def first_at(session: Session) -> datetime | None:
    """When the first entry was made: the store has been in use since then."""
    audit_rows.settled(session.connection())
    return session.exec(select(AuditEntry.at).order_by(col(AuditEntry.seq)).limit(1)).first()


def instant_of(text: str) -> datetime:
    """The instant of an entry, from the store's UTC text."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def digest(desk: Desk, *values: object) -> str:
    """A digest of words or personal data under the key of the trail: shows that something changed, not what it was."""
    text = "\x1f".join("" if value is None else str(value) for value in values)
    return hmac.digest(key_of(desk.site.salt), text.encode(errors="surrogatepass"), "sha256").hex()[:32]


def place_digest(site: SiteInfo, place: str) -> str:
    """A salted digest of a place that the program is reached from: the same for every account."""
    return _salted(site, place)


def _salted(site: SiteInfo, text: str) -> str:
    return hashlib.sha256(f"{site.salt}\x1f{text}".encode(errors="surrogatepass")).hexdigest()[:32]


def canonical(detail: object) -> str:
    """JSON with sorted keys and no spaces: the same data gives the same text on every machine."""
    return _CANONICAL.encode(detail)


_CANONICAL: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def broken_entries(session: Session) -> Iterable[int]:
    """Numbers of entries that are missing, or whose hash, number or link to the entry before is wrong, in order."""
    expected, previous = 1, ""
    # As they lie in the store: a value that was tampered with may not be what its column holds.
    for seq, at, *rest, previous_hash, own, held in audit_rows.all_entries(session.connection()):
        try:
            account, user_id, action, subject, detail = rest
            instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
            right = _hash(seq, instant, account, user_id, action, subject, detail, previous, held)
        except (TypeError, ValueError):
            right = None
        if isinstance(seq, int) and seq > expected:
            yield from range(expected, min(seq, expected + MOST_MISSING))
        if seq != expected or previous_hash != previous or own != right:
            yield seq
        expected, previous = (seq if isinstance(seq, int) else expected) + 1, own


def last_number(session: Session, *, beside: Iterable[str] = ()) -> int:
    """The number of the last entry, 0 where there is none; entries of the actions ``beside`` do not count."""
    audit_rows.settled(session.connection())
    newest = select(AuditEntry.seq).where(col(AuditEntry.action).not_in(tuple(beside)))
    return session.exec(newest.order_by(col(AuditEntry.seq).desc()).limit(1)).first() or 0


def length(session: Session) -> int:
    """How many entries there are."""
    audit_rows.settled(session.connection())
    return session.exec(select(func.count()).select_from(AuditEntry)).one()


def _hash(
    seq: int,
    at: datetime,
    account: str,
    user_id: int | None,
    action: str,
    subject: str,
    detail: str,
    previous: str,
    held: str | None,
) -> str:
    parts = [seq, at.astimezone(UTC).isoformat(), account, user_id, action, subject, detail, previous]
    if held is not None:
        parts.append(held)
    return hashlib.sha256(canonical(parts).encode()).hexdigest()
