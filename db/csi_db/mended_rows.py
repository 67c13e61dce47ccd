"""Rows that a file was refused and that came in put right, row by row (docs/decisions/0061)."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from csi_db.audit_rows import settled
from csi_db.bulk import driver, rows_of
from csi_db.import_rows import TABLES


def mended_rows(connection: Connection, kind: str, file_digest: str) -> dict[int, str]:
    """Row of the first sheet of a file → the number of what stands there for it, as it came in put right.

    Told by the audit trail, and by the digest that the row came with: one that left again, or was put right by another
    file since, is not among them. Of the kinds whose rows have such a digest.
    """
    if kind not in TABLES:
        return {}
    batches = rows_of(
        connection,
        "SELECT id FROM import_batch WHERE kind = :kind AND file_digest = :digest",
        {"kind": kind, "digest": file_digest},
    )
    if not batches:
        return {}
    keys = json.dumps([number for (number,) in batches])
    settled(connection)
    sent = driver(connection).execute(
        "SELECT json_extract(detail, '$.sum'), json_extract(detail, '$.file_row') FROM audit_entry "
        "WHERE action = 'import' AND CAST(subject AS INTEGER) IN (SELECT value FROM json_each(?)) "
        "AND json_valid(detail) AND json_extract(detail, '$.file_row') IS NOT NULL "
        "AND json_extract(detail, '$.file_sheet') IS NULL",
        (keys,),
    )
    rows = {digest: row for digest, row in sent if isinstance(row, int)}
    if not rows:
        return {}
    table, number = TABLES[kind]
    found = driver(connection).execute(
        f"SELECT import_digest, {number} FROM {table} WHERE import_id IN (SELECT value FROM json_each(?)) "
        "AND import_digest IN (SELECT value FROM json_each(?))",
        (keys, json.dumps(list(rows))),
    )
    return {rows[digest]: name for digest, name in found}
