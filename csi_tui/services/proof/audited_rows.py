"""What was done to a month, against the digests that the audit trail holds of it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlmodel import Session

from csi_db import audit_rows
from csi_db.procedure_records import ProcedureRecord, all_records, known_by
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import SiteInfo

RELATIONS: dict[str, str] = {
    "exclusion": N_("what was struck out"),
    "adjustment": N_("an adjustment"),
    "month_step": N_("a step of the close"),
    "card_receipt": N_("who took note of a card"),
    "card_window": N_("the windows for appeals"),
    "carried_row": N_("the carry-over register"),
    "appeal": N_("an appeal"),
    "sample": N_("a sample"),
    "sign_off": N_("a word of the oversight group"),
    "scheme_choice": N_("the choice of a scheme"),
    "pay_settlement": N_("a settlement of pay"),
    "clock_confirmation": N_("a confirmation of the clock"),
}


def altered(session: Session, site: SiteInfo) -> Iterator[str]:
    """What is not as the audit trail last entered it, was removed, or was put in without an entry; a sentence each."""
    entered = _entered(session)
    present = set(all_records(session.connection()))
    for row in sorted(present | entered.keys()):
        known = entered.get(row)
        if known is None:
            sentence = _("{what}: no entry of the audit trail knows it")
        elif row not in present and known:
            sentence = _("{what}: the audit trail knows it, and it is missing")
        elif audit.record_digest(session, site, row) != known:
            sentence = _("{what}: it is not as the audit trail entered it")
        else:
            continue
        yield sentence.format(what=_name(session, row))


def _entered(session: Session) -> dict[ProcedureRecord, str]:
    """Record → its digest in the last entry that holds one."""
    found: dict[ProcedureRecord, str] = {}
    for stored in audit_rows.details_with_records(session.connection()):
        try:
            kept = json.loads(stored).get("kept", {}).items()
        except (ValueError, AttributeError, TypeError):
            # An entry that was tampered with is told of by itself.
            continue
        for name, digest in kept:
            relation, _slash, key = name.partition("/")
            if relation in RELATIONS and key.isdecimal():
                found[ProcedureRecord(relation, int(key))] = digest
    return found


def _name(session: Session, row: ProcedureRecord) -> str:
    known = known_by(session.connection(), row)
    if row.relation != "exclusion" and known.isdecimal() and len(known) == len("202601"):
        known = show_period(Period(int(known)))
    return _("{what} ({name})").format(
        what=_(RELATIONS[row.relation]), name=known or _("row {key}").format(key=row.key)
    )
