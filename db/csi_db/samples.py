"""The rows from which the oversight group draws a sample: what a revision rests on, by the numbers that people use."""

from __future__ import annotations

from sqlalchemy import Connection

from csi_db.bulk import rows_of

_ROWS = """
    SELECT 'order' AS kind, o.order_no AS number, s.order_id AS fact_id
    FROM snapshot_order s JOIN work_order o ON o.id = s.order_id WHERE s.revision_id = :revision
    UNION ALL SELECT 'survey', v.agency_ref, s.survey_id
    FROM snapshot_survey s JOIN survey v ON v.id = s.survey_id WHERE s.revision_id = :revision
    UNION ALL SELECT 'complaint', c.complaint_no, s.complaint_id
    FROM snapshot_complaint s JOIN complaint c ON c.id = s.complaint_id WHERE s.revision_id = :revision
    ORDER BY 1, 2"""


def rows_to_draw(connection: Connection, revision_id: int) -> list[tuple[str, str, int]]:
    """Kind, number and key of every order, survey and complaint of a revision's snapshot, in their order."""
    return [(row[0], row[1], row[2]) for row in rows_of(connection, _ROWS, {"revision": revision_id})]
