"""A month's orders and surveys counted by product, as :mod:`csi_db.person_counts` counts them by person.

A product takes the place of the people on its orders, so that the very statements that make figures of a person's
counts (:mod:`csi_db.measures`) make those of a product's: each order, survey and complaint once, whoever stands on it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from csi_db import facts, person_counts
from csi_db.bulk import rows_of
from csi_db.person_counts import (
    ALL_PLACES,
    Stage,
    answer_columns,
    answered,
    answers_code,
    columns_of_kind,
    kind_of,
)

FACTS = ("fact_return", "fact_charge_back", "fact_complaint", "fact_entered")
"""What has to be loaded beside orders and surveys, which are counted where they lie."""


def load_for_products(connection: Connection, revision_id: int) -> None:
    """Load of a revision's snapshot what :func:`count_by_product` and a month's complaints need, and no order."""
    facts.load_snapshot(connection, revision_id, FACTS)


def count_by_product(
    connection: Connection,
    stages: Sequence[Stage],
    questions: Sequence[str],
    most: int,
    revision_id: int | None,
) -> dict[int, str]:
    """Count by product the snapshot of a revision, else the facts that are loaded; answers key → product.

    The ``most`` products with the most orders have keys of their own, in that order, all others one together, which is
    missing in the answer; an order without a product has the empty name. No key is that of an employee, so that what
    was entered of people stays theirs. Put into the place of the people: of the facts in :data:`FACTS`.
    """
    person_counts.forget(connection)
    for table in ("product_orders", "product_surveys", "product_key"):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS temp.{table}")
    of = _orders_of(revision_id)
    sums = "".join(person_counts.stage_sums(number, stage) for number, stage in enumerate(stages))
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE product_orders AS SELECT COALESCE(o.product, '') AS product, "
        f"{kind_of('f.is_return', 'f.') if revision_id is not None else 'f.kind'} AS kind, COUNT(*) AS n{sums} "
        f"FROM {of} f CROSS JOIN work_order o ON o.id = f.order_id{_which(revision_id)} GROUP BY 1, 2"
    )
    last = int(rows_of(connection, "SELECT COALESCE(MAX(id), 0) FROM employee")[0][0])
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE product_key AS SELECT product, {last} + MIN(place, {most} + 1) AS key FROM ("
        "SELECT product, ROW_NUMBER() OVER (ORDER BY n DESC, product) AS place FROM ("
        "SELECT product, SUM(n) AS n FROM product_orders GROUP BY product))"
    )
    connection.exec_driver_sql("CREATE UNIQUE INDEX temp.product_key_of ON product_key (product)")
    names = [name for number in range(len(stages)) for name in person_counts.stage_columns(number)]
    added = "".join(f", SUM({name}) AS {name}" for name in names)
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE counted_orders AS SELECT k.key AS employee_id, {ALL_PLACES} AS places, "
        f"{columns_of_kind()}, SUM(n) AS n{added} "
        "FROM product_orders JOIN product_key k USING (product) GROUP BY k.key, kind"
    )
    _count_surveys(connection, questions, last + most + 1, revision_id)
    _take_places(connection, last + most + 1)
    found = rows_of(
        connection, f"SELECT key, product FROM product_key WHERE key <= {last + most} ORDER BY key"
    )
    return {int(key): str(product) for key, product in found}


def _count_surveys(
    connection: Connection, questions: Sequence[str], others: int, revision_id: int | None
) -> None:
    of = "fact_survey" if revision_id is None else "snapshot_survey"
    where = "WHERE" if revision_id is None else f"{_which(revision_id)} AND"
    connection.exec_driver_sql(
        "CREATE TEMPORARY TABLE product_surveys AS SELECT COALESCE(o.product, '') AS product, "
        f"{answers_code(questions, 'f.')} AS code, COUNT(*) AS n FROM {of} f "
        f"CROSS JOIN survey v ON v.id = f.survey_id CROSS JOIN work_order o ON o.id = v.order_id "
        f"{where} {answered('f.')} GROUP BY 1, 2"
    )
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE counted_surveys AS SELECT COALESCE(k.key, {others}) AS employee_id, "
        f"{ALL_PLACES} AS places{answer_columns(questions)}, SUM(n) AS n "
        "FROM product_surveys LEFT JOIN product_key k USING (product) GROUP BY 1, code"
    )


def _take_places(connection: Connection, others: int) -> None:
    """Put the keys of the products in every place of returns, charge-backs and complaints."""
    key = f"COALESCE((SELECT k.key FROM product_key k WHERE k.product = COALESCE(o.product, '')), {others})"
    order = f"(SELECT {key} FROM work_order o WHERE o.id = order_id)"
    of = {
        "fact_return": order,
        "fact_charge_back": order,
        "fact_complaint": f"(SELECT {key} FROM complaint c JOIN work_order o ON o.id = c.order_id "
        "WHERE c.id = complaint_id)",
    }
    for table, product in of.items():
        handler = ", handler_id = agent_id" if table == "fact_complaint" else ""
        connection.exec_driver_sql(f"UPDATE {table} SET agent_id = {product}")
        connection.exec_driver_sql(
            f"UPDATE {table} SET technician_id = agent_id, parts_id = agent_id{handler}"
        )


def _orders_of(revision_id: int | None) -> str:
    return "coded_order" if revision_id is None else "snapshot_order"


def _which(revision_id: int | None) -> str:
    return "" if revision_id is None else f" WHERE f.revision_id = {revision_id:d}"
