"""Rows of a file that are there already with other values: they replace these, by the rules of the forms
(docs/decisions/0057, point 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import tzinfo
from typing import Any

from sqlmodel import Session

from csi_db import import_put_right
from csi_db.import_people import Change, keep_changes
from csi_tui.services.complaints import put_right
from csi_tui.services.customer_data.held import GOES
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.desk.privacy import ERASED
from csi_tui.services.desk.second_person import OF_IMPORT, OF_ROW, NeedsSecondPerson
from csi_tui.services.errors import UserError
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.orders.after_completion import FROM_FILE
from csi_tui.services.sheets.rows import Applied, Batch, Numbered, Revised
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.records import OrderRow, Row

ERASED_FIELDS = frozenset(name for names in GOES.values() for name in names)
"""Fields that a file does not fill again once a customer was erased from a row."""
Put = Callable[[Session, Desk, Any, Any, str], object]
"""Puts a row right within a transaction, from what stood there to what is to stand there, with a reason."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a row of a kind is read as it stands, and put right; ``number``: what it is known by.

    ``not_emptied``: columns in which an empty cell takes nothing away. ``waits``: the kind and the arguments under
    which an own row waits for a second person.
    """

    number: str
    read: Callable[[Session, str], Any]
    put: Put
    waits: Callable[[Session, Any, Any], tuple[str, dict[str, object]]]
    not_emptied: tuple[str, ...] = ()


def _put_order(session: Session, desk: Desk, before: OrderRow, after: OrderRow, _reason: str) -> None:
    version = work_orders.read_in(session, before.order_no).version
    work_orders.change_in(session, desk, before.order_no, version, after, why=FROM_FILE)


def _waiting_order(session: Session, before: OrderRow, after: OrderRow) -> tuple[str, dict[str, object]]:
    version = work_orders.read_in(session, before.order_no).version
    return "change-order", {"order_no": before.order_no, "version": version, "row": after, "why": FROM_FILE}


_KINDS: dict[str, _Kind] = {
    "orders": _Kind(
        "order_no",
        read=lambda session, number: work_orders.read_in(session, number).row,
        put=_put_order,
        waits=_waiting_order,
    ),
    "surveys": _Kind(
        "agency_ref",
        read=surveys.read_in,
        put=surveys.correct_in,
        waits=lambda _session, before, after: ("correct-survey", {"before": before, "row": after}),
    ),
    "complaints": _Kind(
        "complaint_no",
        read=put_right.read_in,
        put=put_right.put_right_in,
        waits=lambda _session, before, after: (put_right.PUT_RIGHT, {"before": before, "row": after}),
        not_emptied=put_right.NOT_EMPTIED,
    ),
}


def revise(batch: Batch, kind: str, reason: str) -> Applied:
    """Put right what waits in ``batch.to_revise``, each row for itself: one that the rules refuse is rejected."""
    applied = Applied()
    changes = []
    for number, row, digest in batch.to_revise:
        change = _revised(batch, kind, applied, (number, row), digest, reason)
        if change is not None:
            changes.append(change)
    batch.to_revise.clear()
    keep_changes(batch.session.connection(), batch.number, changes)
    return applied


def _revised(
    batch: Batch, kind: str, applied: Applied, numbered: Numbered, digest: str, reason: str
) -> Change | None:
    number, row = numbered
    session, desk = batch.session, batch.desk
    of_kind = _KINDS[kind]
    name = str(getattr(row, of_kind.number))
    before = of_kind.read(session, name)
    empty = {name for name in of_kind.not_emptied if getattr(row, name) is None}
    after = merged(before, row, batch.columns - empty)
    differences = different(kind, before, after, desk.site.zone)
    if not differences:
        applied.skipped.append((number, name))
        return None
    connection = session.connection()
    key = import_put_right.key_of(connection, kind, name)
    was = import_put_right.values_of(connection, kind, key)
    with _rejected(batch, applied, number, kind, after):
        try:
            with _undone_unless_done(session):
                of_kind.put(session, desk, before, after, reason)
        except NeedsSecondPerson as need:
            waits, arguments = of_kind.waits(session, before, after)
            arguments |= {"reason": reason, OF_IMPORT: batch.number, OF_ROW: digest}
            alone = batch.let_wait(applied, (number, name), waits, arguments, need)
            if alone is None:
                return None
            of_kind.put(session, alone, before, after, reason)
        session.flush()
        import_put_right.put_digest(connection, kind, key, digest)
        session.expire_all()
        applied.digests.append(digest)
        applied.replaced.append(was["import_digest"] or "0")
        applied.revised.append(Revised(number, name, differences))
        return Change(key, was, import_put_right.values_of(connection, kind, key))
    return None


@contextmanager
def _undone_unless_done(session: Session) -> Iterator[None]:
    """A row is put right in steps: where one of them waits for a second person, those before it wait with it."""
    acts = len(session.info.get("acts", ()))
    try:
        with session.begin_nested():
            yield
    except NeedsSecondPerson:
        del session.info.get("acts", [])[acts:]
        raise


@contextmanager
def _rejected(batch: Batch, applied: Applied, number: int, kind: str, row: Row) -> Iterator[None]:
    """What a form would refuse rejects the row, and nothing of it is kept."""
    session = batch.session
    acts = len(session.info.get("acts", ()))
    try:
        with session.begin_nested():
            yield
    except FormInvalid as invalid:
        for fault in invalid.faults:
            value = getattr(row, fault.field, None)
            told = None if value is None else shown(fault.field, kind, value, batch.desk.site.zone)
            applied.reject(number, fault.field, told, fault.reason.rstrip("。."))
        del session.info.get("acts", [])[acts:]
    except UserError as refused:
        applied.reject(
            number, KINDS[kind][0].id, str(getattr(row, KINDS[kind][0].id)), refused.message.rstrip("。.")
        )
        del session.info.get("acts", [])[acts:]


def merged(before: Any, row: Any, columns: frozenset[str]) -> Any:
    """The row as it is to stand: what the file has no column for stays, and what was erased stays erased."""
    if getattr(before, "customer_name", None) == ERASED:
        columns -= ERASED_FIELDS
    return replace(
        row, **{one.name: getattr(before, one.name) for one in fields(row) if one.name not in columns}
    )


def different(kind: str, before: Any, after: Any, zone: tzinfo) -> tuple[tuple[str, str, str], ...]:
    """The columns in which two rows differ, each with what stood there and what is to, as people read it."""
    found = []
    for column in KINDS[kind]:
        old, new = getattr(before, column.id), getattr(after, column.id)
        if old != new:
            found.append((column.id, shown(column.id, kind, old, zone), shown(column.id, kind, new, zone)))
    return tuple(found)


def shown(name: str, kind: str, value: Any, zone: tzinfo) -> str:
    """A value as a form shows it."""
    column = next(one for one in KINDS[kind] if one.id == name)
    return form_fields.field_text(column, value, zone)
