"""What imports brought, against what the audit trail says came and left again.

A row that an undo let go is accounted for by its entry; one that left without is missed here. The rows of people are
told by the changes that are kept of them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from sqlmodel import Session

from csi_db import audit_rows, import_rows
from csi_tui.i18n import ngettext


def contradicted(session: Session) -> Iterator[str]:
    """Imports of whose rows there are more or fewer than the trail says; a sentence each."""
    connection = session.connection()
    expected: dict[str, Counter[int]] = {kind: Counter() for kind in import_rows.TABLES}
    for action, subject, stored in audit_rows.imports(connection):
        try:
            detail = json.loads(stored)
            kind, number = detail["kind"], int(subject)
            # Rows that were put right are no new ones, and leave none when they are put back.
            taken, put_right = ("accepted", "revised") if action == "import" else ("gone", "back")
            count = int(detail[taken]) - int(detail.get(put_right, 0))
            count = count if action == "import" else -count
        except (KeyError, TypeError, ValueError):
            # An entry that was tampered with is told of by itself.
            continue
        if kind in expected:
            expected[kind][number] += count
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
