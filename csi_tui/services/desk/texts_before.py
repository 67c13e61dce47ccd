"""Texts that stood in a row before a change, of which the audit trail holds digests alone.

They are no part of the trail, are kept as long as one key takes an entry back, and erased then
(docs/decisions/0063).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta

from sqlmodel import Session

from csi_db import texts_before as rows
from csi_tui.services.desk import clock

KEPT = timedelta(minutes=15)
"""Longer than an entry is taken back with one key; the next change of anything erases what is older."""


def keep(session: Session, seq: int, texts: Mapping[str, str | None]) -> None:
    """Keep the texts that an entry of the trail has changed, and erase those that are not wanted any more."""
    now, connection = clock.now(), session.connection()
    rows.erase_before(connection, now - KEPT)
    if texts:
        rows.put(connection, seq, now, json.dumps(dict(texts), ensure_ascii=False))


def texts_before(session: Session, seq: int) -> dict[str, str | None]:
    """The texts that an entry has changed, by field; nothing where they are erased."""
    kept = rows.of_entry(session.connection(), seq)
    return {} if kept is None else dict(json.loads(kept))
