"""What the score will miss of an order that is completed without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from csi_tui.i18n import _
from csi_tui.scoring.measures import (
    FirstTimeFixes,
    PartsDeductions,
    RepairDeductions,
    StageTimes,
    SurveyAnswers,
    Surveys,
)
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_fields import field_label
from csi_tui.services.schemes.in_force import scheme_now
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.records import OrderRow

_INSTANTS = {"contact": "first_contact_at", "arrival": "arrived_at"}
"""Stage → the field of the instant that ends it."""


def missed(desk: Desk, values: Mapping[str, object]) -> list[str]:
    """The fields of an order that the present scheme asks for and that hold nothing, in the order of the form.

    ``values``: field → its value, None where it is empty. Nobody is credited with an order that names nobody; a stage
    without its instants gives no time; a return or wrong parts without a severity count as of unknown severity.
    """
    asked = set(_asked(scheme_now(desk).scheme, values))
    return [field for field in _ORDER if field in asked and values.get(field) is None]


def what_is_missed(field: str) -> str:
    """What a field that :func:`missed` names is missed for."""
    if field.endswith("_no"):
        return _("empty: the order counts in nobody's score")
    if field.endswith("_at"):
        return _("empty, this time is in no score")
    return _("empty, scored as not known")


def bare_text(desk: Desk, row: OrderRow) -> str:
    """What is to be said of a new order that names its customer and no more: what is empty, and what follows from it.

    Empty for one that says what is broken; who goes there is often settled later, and the check of the month asks.
    """
    if row.product is not None or row.fault is not None:
        return ""
    values = {column.id: getattr(row, column.id) for column in KINDS["orders"]}
    nobody = [field for field in missed(desk, values) if field.endswith("_no")]
    labels = _(", ").join(field_label("orders", field) for field in ("product", "fault", *nobody))
    if not nobody:
        return _("{number} says nothing yet of: {labels}.").format(number=row.order_no, labels=labels)
    return _(
        "{number} says nothing yet of: {labels}. As long as nobody is named, it counts in nobody's score."
    ).format(number=row.order_no, labels=labels)


_ORDER = (
    "agent_no",
    "technician_no",
    "parts_no",
    "first_contact_at",
    "arrived_at",
    "parts_impact",
    "fault_severity",
    "usage_impact",
)


def _asked(scheme: Scheme, values: Mapping[str, object]) -> Iterator[str]:
    onsite = values.get("service_mode") in (None, "onsite")
    wrong_parts = values.get("parts_issue") in ("late", "wrong")
    for measure in scheme.month_measures():
        if isinstance(measure, StageTimes):
            for stage in measure.stages:
                if stage.id != "arrival" or onsite:
                    yield _INSTANTS[stage.id]
                    yield f"{stage.owner}_no"
        elif isinstance(measure, Surveys | SurveyAnswers | FirstTimeFixes | RepairDeductions):
            # Parts are credited where some were needed: an order without any names nobody.
            yield from (f"{place}_no" for place in measure.credit if place != "parts")
            if isinstance(measure, RepairDeductions) and values.get("return_of") is not None:
                yield from ("fault_severity", "usage_impact")
        elif isinstance(measure, PartsDeductions) and wrong_parts:
            yield from ("parts_no", "parts_impact")
