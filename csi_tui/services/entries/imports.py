"""Figures, ratings and records of conduct from a file, checked like those entered by hand (docs/files.md §2)."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func
from sqlmodel import col, select

from csi_db.models import ConductRecord, Employee
from csi_tui.i18n import _
from csi_tui.scoring.catalogue import Indicator
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.entries.conduct import codes, keep, points_of_a_record, refuse_unfit
from csi_tui.services.entries.figures import (
    figure_fault,
    figure_of,
    full_fault,
    in_force,
    named_subject,
    sum_of,
)
from csi_tui.services.entries.ratings import in_force as rating_in_force
from csi_tui.services.entries.ratings import rating_of, require_rater, score_fault
from csi_tui.services.entries.rules import (
    closed_month,
    day_fault,
    month_of,
    named_indicator,
    not_begun,
    own_figure,
    take_back,
)
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.schemes.indicators import as_written
from csi_tui.services.sheets.replaced import keep_replacement, replace_now
from csi_tui.services.sheets.rows import NO_EMPLOYEE, Applied, Batch, OneByOne, Revised
from csi_tui.services.tabular.records import ConductRow, MeasureRow, RatingRow


class Figures(OneByOne[MeasureRow]):
    """A month's figures of people and teams, as long as the month still takes them."""

    record = MeasureRow

    def _take(self, applied: Applied, number: int, row: MeasureRow) -> None:
        session, desk = self._batch.session, self._batch.desk
        indicator = _indicator(applied, number, ("measure", row.measure), self._batch, "figure", row.month)
        subject = named_subject(session, row.subject_no)
        if subject is None:
            applied.reject(
                number, "subject_no", row.subject_no, _("no employee has this number, and no team this name")
            )
        if indicator is None or subject is None:
            return
        fault = not_begun(desk, row.month) or closed_month(session, row.month)
        if fault:
            applied.reject(number, "month", show_period(row.month), fault)
        elif own_figure(session, desk, subject.employee_id, subject.team, row.month):
            applied.reject(number, "subject_no", row.subject_no, _("nobody enters a figure of their own"))
        elif fault := figure_fault(indicator, row) or full_fault(desk, indicator, row):
            applied.reject(number, "numerator", f"{row.numerator} / {row.denominator}", fault)
        else:
            known, value = in_force(session, row.month, indicator.id, subject), sum_of(row)
            if known is None:
                session.add(figure_of(desk, row.month, indicator.id, subject, value, self._batch.number))
                session.flush()
                applied.digests.append(self._batch.digest(row))
            elif (known.numerator, known.denominator) == (value.numerator, value.denominator):
                applied.skipped.append((number, row.subject_no))
            elif self._batch.revising:
                replace_now(self._batch, known)
                new = figure_of(desk, row.month, indicator.id, subject, value, self._batch.number)
                keep_replacement(self._batch, known, new)
                applied.digests.append(self._batch.digest(row))
                said = (as_written(indicator, known), as_written(indicator, new))
                applied.revised.append(Revised(number, row.subject_no, (("numerator", *said),)))
            else:
                applied.reject(
                    number,
                    "numerator",
                    f"{row.numerator} / {row.denominator}",
                    _("another figure is entered already; replace it with “csi figure set”"),
                )


class Ratings(OneByOne[RatingRow]):
    """Ratings by the direct supervisor, who is the one to import them."""

    record = RatingRow

    def _take(self, applied: Applied, number: int, row: RatingRow) -> None:
        session, desk = self._batch.session, self._batch.desk
        item = _indicator(
            applied, number, ("item", row.item), self._batch, "rating", month_of(desk, row.on_date)
        )
        person = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).first()
        if person is None:
            applied.reject(number, "employee_no", row.employee_no, _("no employee has this number"))
        if item is None or person is None:
            return
        try:
            rater = require_rater(session, desk, person, item.id, row.on_date)
        except NotPermitted as refused:
            applied.reject(number, "employee_no", row.employee_no, refused.message)
            return
        if row.rated_by_no is not None and self._batch.employees.get(row.rated_by_no) != rater:
            applied.reject(
                number, "rated_by_no", row.rated_by_no, _("only who rates imports the ratings, as themselves")
            )
        elif fault := day_fault(desk, session, row.on_date, person):
            applied.reject(number, "on_date", str(row.on_date), fault)
        elif fault := score_fault(desk, item.id, row):
            applied.reject(number, "score", str(row.score), fault)
        else:
            known = rating_in_force(session, person, item.id, row.on_date)
            if known is None:
                session.add(rating_of(desk, person, item.id, row, rater, self._batch.number))
                session.flush()
                applied.digests.append(self._batch.digest(row))
            elif known.score == int(row.score * 100):
                applied.skipped.append((number, row.employee_no))
            elif self._batch.revising:
                take_back(desk, known, self._batch.reason)
                new = rating_of(desk, person, item.id, row, rater, self._batch.number)
                keep_replacement(self._batch, known, new)
                applied.digests.append(self._batch.digest(row))
                said = (show_hundredths(known.score), show_hundredths(new.score))
                applied.revised.append(Revised(number, row.employee_no, (("score", *said),)))
            else:
                applied.reject(
                    number,
                    "score",
                    str(row.score),
                    _("this item is rated for that day already; take that rating back first"),
                )


class Records(OneByOne[ConductRow]):
    """Records of conduct, by whom may enter them. Another record of the same day is another one; none is put right."""

    record = ConductRow

    def __init__(self, batch: Batch) -> None:
        super().__init__(batch)
        self._seen = Counter[ConductRow]()

    def _take(self, applied: Applied, number: int, row: ConductRow) -> None:
        session, desk = self._batch.session, self._batch.desk
        person = session.exec(select(Employee).where(Employee.employee_no == row.employee_no)).first()
        if person is None:
            applied.reject(number, "employee_no", row.employee_no, _(NO_EMPLOYEE))
            return
        column, said = "code", row.code
        try:
            refuse_for_another(session, desk)
            if row.points is not None and row.code in codes(desk, month_of(desk, row.on_date)):
                column, said = "points", str(row.points)
            points = None if row.points is None else points_of_a_record(format(row.points, "f"))
            refuse_unfit(desk, row.code, row.on_date, points)
            if self._stands_already(person, row, points):
                applied.skipped.append((number, row.employee_no))
                return
            column, said = "on_date", str(row.on_date)
            keep(
                session,
                desk,
                person,
                code=row.code,
                on_date=row.on_date,
                points=points,
                note=row.note,
                case_no=row.case_no or "",
                import_id=self._batch.number,
            )
        except NotPermitted as refused:
            applied.reject(number, "employee_no", row.employee_no, refused.message.rstrip("。."))
        except UserError as refused:
            applied.reject(number, column, said, refused.message.rstrip("。."))
        else:
            applied.digests.append(self._batch.digest(row))

    def _stands_already(self, person: Employee, row: ConductRow, points: int | None) -> bool:
        """Whether this record was there before the file: the n-th of those in it that say the same, where n of them
        stand in the store. Two that say the same are two, and the same file brings none of them twice."""
        there = self._batch.session.exec(
            select(func.count())
            .select_from(ConductRecord)
            .where(
                ConductRecord.employee_id == person.id,
                ConductRecord.on_date == row.on_date,
                ConductRecord.code == row.code,
                col(ConductRecord.points) == points,
                ConductRecord.note == row.note,
                ConductRecord.case_no == (row.case_no or ""),
                col(ConductRecord.withdrawn_at).is_(None),
                func.coalesce(ConductRecord.import_id, 0) != self._batch.number,
            )
        ).one()
        self._seen[row] += 1
        return self._seen[row] <= there


def _indicator(
    applied: Applied, number: int, cell: tuple[str, str], batch: Batch, entry: str, period: Period
) -> Indicator | None:
    column, said = cell
    try:
        return named_indicator(batch.desk, said, entry, period)
    except UserError as unknown:
        applied.reject(number, column, said, unknown.message.rstrip("。."))
        return None
