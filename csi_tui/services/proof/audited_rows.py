"""What was done to a month, against the digests that the audit trail holds of it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlmodel import Session

from csi_db.bulk import rows_of
from csi_db.kept import KeptRow, all_kept
from csi_db.numbers import number_of
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import show_period
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
}


def altered(session: Session, site: SiteInfo) -> Iterator[str]:
    """What is not as the audit trail last entered it, was removed, or was put in without an entry; a sentence each."""
    entered = _entered(session)
    present = set(all_kept(session.connection()))
    for row in sorted(present | entered.keys()):
        known = entered.get(row)
        if known is None:
            sentence = _("{what}: no entry of the audit trail knows it")
        elif row not in present and known:
            sentence = _("{what}: the audit trail knows it, and it is missing")
        elif audit.kept_digest(session, site, row) != known:
            sentence = _("{what}: it is not as the audit trail entered it")
        else:
            continue
        yield sentence.format(what=_name(session, row))


def _entered(session: Session) -> dict[KeptRow, str]:
    """Record → its digest in the last entry that holds one."""
    found: dict[KeptRow, str] = {}
    for (stored,) in rows_of(session.connection(), _ENTRIES):
        try:
            kept = json.loads(stored).get("kept", {}).items()
        except (ValueError, AttributeError, TypeError):
            # An entry that was tampered with is told of by itself.
            continue
        for name, digest in kept:
            relation, _slash, key = name.partition("/")
            if relation in RELATIONS and key.isdecimal():
                found[KeptRow(relation, int(key))] = digest
    return found


_ENTRIES = """SELECT detail FROM audit_entry WHERE detail LIKE '%"kept":%' ORDER BY seq"""

_CALLED: dict[str, str] = {
    "month_step": "SELECT period FROM month_step WHERE id = :key",
    "adjustment": "SELECT period FROM adjustment WHERE id = :key",
    "card_receipt": "SELECT e.employee_no FROM card_receipt r JOIN employee e ON e.id = r.employee_id "
    "WHERE r.id = :key",
    "appeal": "SELECT number FROM appeal WHERE id = :key",
    "scheme_choice": "SELECT scheme_id FROM scheme_choice WHERE id = :key",
    "pay_settlement": "SELECT period FROM pay_settlement WHERE id = :key",
    **{
        relation: f"SELECT period FROM month_revision WHERE id = {of}"
        for relation, of in {
            "card_window": ":key",
            "carried_row": ":key",
            "sample": "(SELECT revision_id FROM sample WHERE id = :key)",
            "sign_off": "(SELECT revision_id FROM sign_off WHERE id = :key)",
        }.items()
    },
}
"""Relation → what people know a record by: a number, or its month."""


def _name(session: Session, row: KeptRow) -> str:
    connection = session.connection()
    if row.relation == "exclusion":
        found = rows_of(connection, "SELECT kind, fact_id FROM exclusion WHERE id = :key", {"key": row.key})
        known = _number(session, *found[0]) if found else ""
    else:
        found = rows_of(connection, _CALLED[row.relation], {"key": row.key})
        known = "" if not found else str(found[0][0])
        if known.isdecimal() and len(known) == len("202601"):
            known = show_period(int(known))
    return _("{what} ({name})").format(
        what=_(RELATIONS[row.relation]), name=known or _("row {key}").format(key=row.key)
    )


def _number(session: Session, kind: object, fact_id: object) -> str:
    """The number of a row; kind and key may have been tampered with."""
    try:
        return number_of(session.connection(), str(kind), int(str(fact_id)))
    except (KeyError, LookupError, ValueError):
        return ""
