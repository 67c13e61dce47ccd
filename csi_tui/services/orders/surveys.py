"""Surveys entered by hand (the agency's files come in by import), and put right with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any, NamedTuple, cast

from sqlmodel import Session, select

from csi_db import exclusions
from csi_db.closed_months import counts_row
from csi_db.models import Month, Survey, WorkOrder
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, period_of, show_period
from csi_tui.services.desk import audit, clock, form_fields
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import (
    CellFault,
    FieldFault,
    FormInvalid,
    SheetInvalid,
    future_faults,
    row_faults,
)
from csi_tui.services.desk.given_texts import number_given, required
from csi_tui.services.desk.oneself import refuse_oneself
from csi_tui.services.desk.running_numbers import free_number
from csi_tui.services.desk.second_person import Changes, NeedsSecondPerson, hold_own, kept_or_done, may_wait
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.closed_rows import correction_remarks, landing_remarks
from csi_tui.services.months.counting_month import closed_periods, counting_period
from csi_tui.services.notes import notes
from csi_tui.services.notes.before import answers_json
from csi_tui.services.orders.own_orders import credited
from csi_tui.services.sheets.waited_rows import join_import
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.records import SurveyRow

QUESTIONS = ("attitude", "response", "quality", "parts", "cost")


def next_number(desk: Desk) -> str:
    """A free number for a survey that the agency gave none: ``S20261122-001``."""
    with desk.read() as session:
        return free_number(session, desk, "S", Survey.agency_ref)


class SurveysKept(NamedTuple):
    """What became of the surveys of a sheet: so many are kept, so many wait for a second person."""

    kept: int
    waiting: int


ENTER = "enter-survey"
"""What waits where a survey of an own order is typed by hand."""


@may_wait(ENTER)
def enter(desk: Desk, row: SurveyRow, *, reason: str = "", of_import: int | None = None) -> str:
    """Keep a survey; answers its reference. ``of_import``: whose row it is, where it waited for a second person.

    Raises:
        FormInvalid: with every fault.
        NotPermitted: the user may not enter surveys.
        Waits, ReasonMissing: it is of an own order (docs/rules.md, rule 27); ``reason``: why it is typed.
    """
    desk.require("enter")
    with desk.write() as session:
        survey = _enter(session, desk, row)
        if of_import is not None:
            session.flush()
            assert survey.id is not None
            join_import(session, desk, of_import, survey.id, row)
    return row.agency_ref


def hold_call(session: Session, desk: Desk, order_id: int, row: SurveyRow, period: Period) -> None:
    """Stop a survey of an own order that comes in by a list of calls: no agency asked, so it is one that people of the
    house typed, file or not (docs/rules.md, rules 27 and 46).

    Raises:
        NeedsSecondPerson: it is of an own order, and has an answer.
    """
    if not _unanswered(row):
        _hold_own(session, desk, (order_id,), row.agency_ref, period, _differences(None, row))


def enter_all(desk: Desk, rows: Mapping[int, Mapping[str, str]], reason: str = "") -> SurveysKept:
    """Keep the surveys of a sheet, all or none; one of an own order waits for a second person, the others go in.

    ``rows``: number of the row in the sheet, from 0 → what was typed, by the ids of the columns. ``reason``: why own
    ones are typed.

    Raises:
        SheetInvalid: with every fault, each at its cell.
        NotPermitted: the user may not enter surveys.
        ReasonMissing: one is of an own order.
        UserError: nothing is filled in.
    """
    desk.require("enter")
    if not rows:
        raise UserError(_("Nothing is filled in."))
    faults: list[CellFault] = []
    own: list[tuple[SurveyRow, NeedsSecondPerson]] = []
    with desk.write() as session:
        for at, texts in rows.items():
            try:
                row = _survey_of(desk, texts)
                try:
                    _enter(session, desk, row)
                except NeedsSecondPerson as need:
                    own.append((row, need))
            except FormInvalid as invalid:
                faults += [CellFault(at, fault.field, fault.reason) for fault in invalid.faults]
        if faults:
            raise SheetInvalid(faults)
        waiting = sum(
            kept_or_done(session, desk, ENTER, {"row": row, "reason": reason}, need, reason)[0].outcome
            is None
            for row, need in own
        )
    return SurveysKept(len(rows) - waiting, waiting)


def _survey_of(desk: Desk, texts: Mapping[str, str]) -> SurveyRow:
    """A survey as it was typed.

    Raises:
        FormInvalid: with every fault that needs no store.
    """
    values: dict[str, Any] = {}
    faults: list[FieldFault] = []
    for column in form_fields.columns("surveys"):
        try:
            values[column.id] = form_fields.read_field(column, texts.get(column.id, ""), desk.site.zone)
            if values[column.id] is None and column.by_hand:
                faults.append(FieldFault(column.id, _("is needed")))
        except BadCell as bad:
            faults.append(FieldFault(column.id, bad.reason))
    if not faults:
        row = cast("SurveyRow", form_fields.make_row("surveys", values))
        faults = row_faults(row)
    if faults:
        raise FormInvalid(faults)
    return row


def _enter(session: Session, desk: Desk, row: SurveyRow) -> Survey:
    order_id, faults = _checked(session, row)
    if session.exec(select(Survey.id).where(Survey.agency_ref == row.agency_ref)).first() is not None:
        faults.append(
            FieldFault("agency_ref", _("The number {number} is taken.").format(number=row.agency_ref))
        )
    if _unanswered(row):
        faults.append(FieldFault("attitude", _("Give at least one answer.")))
    if faults or order_id is None:
        raise FormInvalid(faults)
    period, late = counting_period(row.answered_at, desk.site.zone, closed_periods(session))
    _hold_own(session, desk, (order_id,), row.agency_ref, period, _differences(None, row))
    survey = Survey(
        agency_ref=row.agency_ref,
        order_id=order_id,
        answered_at=row.answered_at,
        **{question: getattr(row, question) for question in QUESTIONS},
        period=period,
        late=late,
        recorded_at=clock.now(),
    )
    session.add(survey)
    audit.record(session, desk, "enter-survey", row.agency_ref, asdict(row))
    return survey


def read(desk: Desk, agency_ref: str) -> SurveyRow:
    """A survey as it was entered.

    Raises:
        UserError: there is none of that reference.
    """
    with desk.read() as session:
        return read_in(session, agency_ref)


def read_in(session: Session, agency_ref: str) -> SurveyRow:
    """:func:`read` within the transaction of a caller."""
    return _row_of(session, _survey(session, agency_ref))


@may_wait("correct-survey")
def correct(desk: Desk, before: SurveyRow, row: SurveyRow, reason: str) -> list[str]:
    """Put a survey right that was entered wrong: its order, its time, its answers; answers what is worth saying.

    ``before`` is the survey as it was read: one that another desk put right meanwhile is not overwritten. A survey
    that a frozen month counts stays in that month, which takes a correction.

    Raises:
        FormInvalid: with every fault.
        UserError: there is no such survey, no reason, nothing changed, another desk changed it, or a published month
            counts it.
        NotPermitted: the user may not enter surveys; or a frozen month counts it, and the user may not close months, or
            is on its order.
        Waits: it is of an own order.
    """
    desk.require("enter")
    reason = required(reason, _("A correction needs a reason."))
    with desk.write() as session:
        return correct_in(session, desk, before, row, reason)


def correct_in(session: Session, desk: Desk, before: SurveyRow, row: SurveyRow, reason: str) -> list[str]:
    """:func:`correct` within the transaction of a caller that has asked for the right and the reason."""
    audit.refuse_a_clock_behind(session)
    survey = _survey(session, before.agency_ref)
    if _row_of(session, survey) != before:
        raise UserError(
            _("Another desk changed survey {number} meanwhile; open it again.").format(
                number=before.agency_ref
            )
        )
    order_id, faults = _checked(session, row)
    if row.agency_ref != before.agency_ref:
        faults.append(FieldFault("agency_ref", _("The number of a survey stays as it is.")))
    if _unanswered(row) and not _unanswered(before):
        faults.append(FieldFault("attitude", _("Give at least one answer.")))
    if faults or order_id is None:
        raise FormInvalid(faults)
    changed = _differences(before, row)
    if not changed:
        raise UserError(_("Nothing was changed."))
    remarks = _refuse_counted(session, desk, survey)
    orders = (survey.order_id, order_id)
    _hold_own(session, desk, orders, survey.agency_ref, Period(survey.period), changed)
    survey.order_id, survey.answered_at = order_id, row.answered_at
    for question in QUESTIONS:
        setattr(survey, question, getattr(row, question))
    remarks = remarks or _landed(session, desk, survey, before)
    session.add(survey)
    was = answers_json({name: old for name, (old, _new) in changed.items()})
    notes.keep_reason(session, desk, "survey", row.agency_ref, says="answers", was=was, words=reason)
    detail = {"changed": changed, "reason": audit.digest(desk, reason)}
    audit.record(session, desk, "correct-survey", row.agency_ref, detail)
    return remarks


def correct_texts(desk: Desk, agency_ref: str, texts: Mapping[str, str], reason: str) -> list[str]:
    """The same with some of its fields as they are typed, by the ids of the columns; the others stay.

    Raises:
        as :func:`correct`.
    """
    before = read(desk, agency_ref)
    as_typed = form_fields.row_texts("surveys", before, desk.site.zone, whole=True) | dict(texts)
    return correct(desk, before, _survey_of(desk, as_typed), reason)


def _refuse_counted(session: Session, desk: Desk, survey: Survey) -> list[str]:
    """What a published month counts is not changed; of a frozen one, by who closes months, for a correction.

    Answers a remark where the month then takes one (docs/rules.md, rule 15).
    """
    assert survey.id is not None
    month = session.get(Month, survey.period)
    counted = counts_row(session.connection(), "survey", survey.id, survey.period)
    if month is None or not counted:
        return []
    said = {"number": survey.agency_ref, "month": show_period(month.period)}
    if month.state == "published":
        raise UserError(
            _(
                "{number} counts in {month}, which is published. Reopen the month first (csi close reopen), then "
                "compute it and publish it anew."
            ).format(**said),
            at_desk=_(
                "{number} counts in {month}, which is published. Put the month back to open first, at 5 (Month), then "
                "compute it and publish it anew."
            ).format(**said),
        )
    found = exclusions.find(session.connection(), "survey", survey.agency_ref)
    refuse_oneself(session, desk, frozenset() if found is None else found.people)
    if not desk.may("close"):
        raise NotPermitted(
            _(
                "{number} counts in {month}, which is frozen. What it rests on is corrected by who closes months; then "
                "the month is (csi close correct)."
            ).format(**said),
            at_desk=_(
                "{number} counts in {month}, which is frozen. What it rests on is corrected by who closes months; then "
                "the month is."
            ).format(**said),
        )
    return correction_remarks(month.period)


def _landed(session: Session, desk: Desk, survey: Survey, before: SurveyRow) -> list[str]:
    """Let a survey whose time moved into another month count there, where no closed month counts it already."""
    zone = desk.site.zone
    own = period_of(survey.answered_at, zone)
    if period_of(before.answered_at, zone) == own:
        return []
    survey.period, survey.late = counting_period(survey.answered_at, zone, closed_periods(session))
    return landing_remarks(survey.agency_ref, own, survey.period)


def _differences(before: SurveyRow | None, row: SurveyRow) -> dict[str, tuple[object, object]]:
    """Field → what stands there (nothing of a new survey) and what is to, where they differ."""
    found: dict[str, tuple[object, object]] = {}
    for field in fields(SurveyRow):
        old, new = (None if before is None else getattr(before, field.name)), getattr(row, field.name)
        if old != new:
            found[field.name] = (old, new)
    return found


def _hold_own(
    session: Session,
    desk: Desk,
    orders: Iterable[int],
    agency_ref: str,
    period: Period,
    changes: Changes,
) -> None:
    people = {one for order in orders for one in credited(session.get_one(WorkOrder, order))}
    hold_own(session, desk, people, subject=agency_ref, period=period, changes=changes)


def _survey(session: Session, agency_ref: str) -> Survey:
    found = session.exec(select(Survey).where(Survey.agency_ref == number_given(agency_ref))).first()
    if found is None:
        raise UserError(_("There is no survey {number}.").format(number=agency_ref))
    return found


def _row_of(session: Session, survey: Survey) -> SurveyRow:
    order = session.get_one(WorkOrder, survey.order_id)
    answers = {question: getattr(survey, question) for question in QUESTIONS}
    return SurveyRow(
        agency_ref=survey.agency_ref, order_no=order.order_no, answered_at=survey.answered_at, **answers
    )


def _checked(session: Session, row: SurveyRow) -> tuple[int | None, list[FieldFault]]:
    """The order of a survey, and what is wrong with the row whether it is new or put right."""
    faults = future_faults(row, ("answered_at",))
    if row.order_no is None:
        return None, [*faults, FieldFault("order_no", _("is needed"))]
    order_id = session.exec(select(WorkOrder.id).where(WorkOrder.order_no == row.order_no)).first()
    if order_id is None:
        faults.append(FieldFault("order_no", _("There is no order {number}.").format(number=row.order_no)))
    return order_id, faults


def _unanswered(row: SurveyRow) -> bool:
    return all(getattr(row, question) is None for question in QUESTIONS)
