"""Surveys entered by hand (the agency's files come in by import)."""

from __future__ import annotations

from dataclasses import asdict

from sqlmodel import select

from csi_db.models import Survey, WorkOrder
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FieldFault, FormInvalid, future_faults
from csi_tui.services.months.counting_month import closed_periods, counting_period
from csi_tui.services.tabular.records import SurveyRow

QUESTIONS = ("attitude", "response", "quality", "parts", "cost")


def enter(desk: Desk, row: SurveyRow) -> str:
    """Keep a survey; answers its reference.

    Raises:
        FormInvalid: with every fault.
        NotPermitted: the user may not enter surveys.
    """
    desk.require("enter")
    with desk.write() as session:
        faults = []
        order_id = session.exec(select(WorkOrder.id).where(WorkOrder.order_no == row.order_no)).first()
        if order_id is None:
            faults.append(
                FieldFault("order_no", _("There is no order {number}.").format(number=row.order_no))
            )
        if session.exec(select(Survey.id).where(Survey.agency_ref == row.agency_ref)).first() is not None:
            faults.append(
                FieldFault("agency_ref", _("The number {number} is taken.").format(number=row.agency_ref))
            )
        faults += future_faults(row, ("answered_at",))
        if all(getattr(row, question) is None for question in QUESTIONS):
            faults.append(FieldFault("attitude", _("Give at least one answer.")))
        if faults or order_id is None:
            raise FormInvalid(faults)
        period, late = counting_period(row.answered_at, desk.site.zone, closed_periods(session))
        session.add(
            Survey(
                agency_ref=row.agency_ref,
                order_id=order_id,
                answered_at=row.answered_at,
                **{question: getattr(row, question) for question in QUESTIONS},
                period=period,
                late=late,
                recorded_at=clock.now(),
            )
        )
        audit.record(session, desk, "enter-survey", row.agency_ref, asdict(row))
    return row.agency_ref
