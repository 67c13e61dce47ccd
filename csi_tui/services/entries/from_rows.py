"""Which indicators of the catalogue the store's own rows give, and why the others are entered (docs/rules.md, rule 45).

Every indicator of the catalogue stands in exactly one of the two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from csi_db import figure_rows
from csi_db.figure_rows import FigureRow
from csi_tui.i18n import N_
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.months.compute import stages_of

CONTENT = 4
"""The lowest answer of a satisfied customer, of five (as in docs/rules.md, rule 41)."""
WRONG_ANSWER = ("wrong answer", "wrong-answer", "答复错误", "错误答复", "解答错误", "错误解答")
"""Categories of complaints that say that a wrong answer was the cause, in small letters."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a rule looks at: the loaded facts of a month, as known at a cut-off, under the month's scheme."""

    connection: Connection
    scheme: Scheme
    as_of: datetime


Rows = Callable[[Asking], Sequence[FigureRow]]


@dataclass(frozen=True, slots=True)
class RowRule:
    """How an indicator is counted.

    ``formula``: in words. ``rows``: what is counted, each row once; None: the people who left, team by team, which
    are no rows of a month (:mod:`csi_tui.services.entries.turnover`). ``told``: whether the store tells such rows from
    others at all; where it does not, that there is none in a month says nothing.
    """

    formula: str
    rows: Rows | None
    told: Callable[[Asking], bool] = lambda _asking: True


FROM_ROWS: dict[str, RowRule] = {
    "on_time_arrival": RowRule(
        N_(
            "visits of the technician by the appointment, or without one within the scheme's limit, of all whose "
            "arrival is known"
        ),
        lambda asking: figure_rows.visits(asking.connection, _arrival_limit(asking.scheme)),
    ),
    "customer_satisfaction": RowRule(
        N_("surveys without an answer below 4, of those with any answer; of everybody on the order"),
        lambda asking: figure_rows.answered_surveys(asking.connection, CONTENT),
    ),
    "repair_retention": RowRule(
        N_("repaired products of the technician that have not come back by now, of all repaired"),
        lambda asking: figure_rows.fixed_products(asking.connection),
    ),
    "follow_up_rate": RowRule(
        N_("finished orders of the agent whose customer was asked, answered or not, of all finished"),
        lambda asking: figure_rows.asked_orders(asking.connection, asking.as_of),
    ),
    "complaint_rate": RowRule(
        N_("valid complaints against somebody, of these and the finished orders with the name on them"),
        lambda asking: figure_rows.tickets(asking.connection),
    ),
    "wrong_answer_complaints": RowRule(
        N_("valid complaints against somebody whose category says that a wrong answer was the cause"),
        lambda asking: figure_rows.complaints_of(asking.connection, WRONG_ANSWER),
        lambda asking: figure_rows.knows_category(asking.connection, WRONG_ANSWER),
    ),
    "products_repaired": RowRule(
        N_("products that the technician repaired, returns left out"),
        lambda asking: [row._replace(counts=True) for row in figure_rows.fixed_products(asking.connection)],
    ),
    "staff_turnover": RowRule(
        N_(
            "people of a team who left, of the mean of its people at the beginning and at the end of the month"
        ),
        None,
    ),
}

_REASONS: dict[str, tuple[str, ...]] = {
    N_("the store holds no calls, chats or other contacts"): (
        "effective_contacts", "customers_served", "response_seconds", "first_contact_resolution",
        "old_customer_resolution", "repeat_consultation_rate",
    ),
    N_("people check samples, and what they found is entered"): (
        "polite_speech", "answered_in_30_s", "answered_in_1_min", "rings_before_answer", "knowledge",
        "inspection_pass_rate", "violations",
    ),
    N_("the store holds no sales, leads or refunds"): (
        "sales_conversion", "basket_value", "items_per_order", "refund_rate", "refund_duration", "repeat_order_value",
        "order_value", "sales_value", "lead_completeness", "repurchase_guidance_rate", "win_back_rate",
        "leads_found",
    ),
    N_("the store holds no disputes of returned goods"): ("disputes", "return_dispute_rate"),
    N_("a platform or an agency reports it on a scale of its own"): (
        "service_score", "shop_rating", "shop_description", "shop_service", "shop_logistics", "csat", "nps_gain",
    ),
    N_("surveys ask about orders, not about how a complaint was settled"): ("settlement_satisfaction",),
    N_("of opinions the store holds complaints alone, and these have a figure of their own"): (
        "opinion_timeliness", "feedback_timeliness",
    ),
    N_("orders have no limit by which they are to be done"): ("ticket_timeliness",),
    N_("the store holds no cases but orders and complaints, and these have figures of their own"): ("resolution_rate",),
    N_("the store does not say which complaints were taken to a higher level"): ("escalation_rate",),
    N_("the store holds nothing that departments ask of each other or do for each other"): (
        "cross_department_in_time", "support_given", "internal_satisfaction", "internal_complaints",
    ),
    N_("the store holds no attendance"): ("attendance",),
    N_("the store holds no record of it"): (
        "boards_issued", "customers_visited", "people_trained", "repair_records_returned", "work_points",
    ),
}  # fmt: skip
WHY_ENTERED: dict[str, str] = {name: reason for reason, names in _REASONS.items() for name in names}
"""Figure of the catalogue → why no rows give it. What is rated is judged by a person, and needs no reason."""
DECLARED = N_("the scheme declares it, and knows best what it is made of")
NO_ROWS = N_("the month has no rows of it")
NO_CATEGORY = N_("no complaint of the store has a category that says so")
NOT_OF_PEOPLE = N_("it is a figure of a team")


def _arrival_limit(scheme: Scheme) -> int | None:
    """The greatest limit of an arrival that a figure of the scheme has, in microseconds; None where none has."""
    return max((stage.limit for stage in stages_of(scheme) if stage.id == "arrival"), default=None)
