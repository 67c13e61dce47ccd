"""What imports brought, against what the audit trail says came and left again.

A row that an undo let go is accounted for by its entry; one that left without is missed here, and so is one that says
something else than its file, where no entry is about it (docs/decisions/0062, *Rows changed around the program*). The
rows of people are told by the changes that are kept of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from sqlmodel import Session

from csi_db import audit_rows, import_rows
from csi_tui.i18n import _, ngettext
from csi_tui.services.desk.desk import SiteInfo
from csi_tui.services.sheets.as_imported import AsImported
from csi_tui.services.sheets.rows import MODULUS


def contradicted(session: Session, site: SiteInfo) -> Iterator[str]:
    """Imports of whose rows there are more or fewer than the trail says, and rows that say something else than their
    file; a sentence each."""
    connection = session.connection()
    expected: dict[str, Counter[int]] = {kind: Counter() for kind in import_rows.TABLES}
    sums: dict[str, int | None] = dict.fromkeys(import_rows.TABLES, 0)
    for action, subject, stored in audit_rows.imports(connection):
        try:
            detail = json.loads(stored)
            kind, number = detail["kind"], int(subject)
            # Rows that were put right are no new ones, and leave none when they are put back.
            taken, put_right = ("accepted", "revised") if action == "import" else ("gone", "back")
            count = int(detail[taken]) - int(detail.get(put_right, 0))
            known = int(detail["sum"], 16) if "sum" in detail else None
            if action != "import":
                count, known = -count, None if known is None else -known
        except (KeyError, TypeError, ValueError):
            # An entry that was tampered with is told of by itself.
            continue
        if kind in expected:
            expected[kind][number] += count
            before = sums[kind]
            # Of a store in which an earlier release entered imports, the sum is not known.
            sums[kind] = None if before is None or known is None else (before + known) % MODULUS
    for kind, of_kind in expected.items():
        there = import_rows.rows_by_import(connection, kind)
        for number in sorted(of_kind.keys() | there.keys()):
            found, known = there.get(number, 0), of_kind.get(number, 0)
            if found != known:
                yield ngettext(
                    "import {number} ({kind}): {found} row is there, {known} by the audit trail",
                    "import {number} ({kind}): {found} rows are there, {known} by the audit trail",
                    found,
                ).format(number=number, kind=kind, found=found, known=known)
        as_imported = AsImported(session, site, kind)
        # Where rows are missing, the sum says nothing more.
        if there == +of_kind and sums[kind] not in (None, as_imported.sum):
            yield _(
                "{kind}: the marks by which imported rows are known are not those of the audit trail"
            ).format(kind=kind)
        for name in as_imported.altered:
            yield _("{number} ({kind}) does not say what its file said, and no entry is about it").format(
                number=name, kind=kind
            )
