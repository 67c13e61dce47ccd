"""Dialogs that enter what nobody measures: a rating sheet, a sheet of figures, a conduct record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar

from csi_tui.i18n import _, ngettext
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import local_times
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct, figures, ratings
from csi_tui.services.entries import sheets as entry_view
from csi_tui.services.entries.asked_for import BoardLine, Wanted
from csi_tui.services.entries.rules import read_day, read_figure
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.aligned import labelled
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.records import MeasureRow, RatingRow
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed

REASON = "reason"


class SheetDialog(EntryDialog[str]):
    """A sheet of several rows of which only those that are filled in count."""

    enter_goes_on: ClassVar[bool] = True

    def __init__(self, line: BoardLine, period: Period) -> None:
        super().__init__()
        self._line, self._period = line, period
        self.add_class("-sheet")

    def about(self) -> str:
        """Whom it is about."""
        name = self._line.name if self._line.of_team else f"{self._line.subject} {self._line.name}"
        return f"{name} · {local_times.month_text(self._period)}"

    def hint(self) -> str:
        """What an empty row means."""
        return _("An empty row is left alone. Why: only where another figure stands there.")


class RatingDialog(SheetDialog):
    """All items that the month's scheme has rated, out of what each is worth."""

    def title_text(self) -> str:
        """What it is."""
        return _("Rate")

    def rows(self) -> Sequence[Row]:
        """The day, the items, why."""
        return (
            Row("on_date", _("Day"), entry_view.day_of_month(self.desk, self._period), 10),
            *(Row(one.id, _item_label(one), "", 8) for one in self._line.rateable),
            Row(REASON, _("Why")),
        )

    def needs(self, row_id: str) -> bool:
        """What is left empty is not rated; a reason only where another rating stands there."""
        return row_id == "entry-on_date"

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[list[RatingRow], str]:
        """A rating for each row that is filled in."""
        day = _day_of(self.desk, texts["on_date"])
        return [
            RatingRow(
                on_date=day,
                employee_no=self._line.subject,
                item=one.id,
                score=_figure(texts[one.id]),
            )
            for one in self._line.rateable
            if texts[one.id]
        ], texts[REASON]

    def carry_out(self, value: tuple[list[RatingRow], str]) -> str:
        """Rate."""
        rows, reason = value
        if not rows:
            raise UserError(_("Nothing is filled in."))
        n = ratings.rate_sheet(self.desk, rows, reason)
        return ngettext("{n} rating is kept.", "{n} ratings are kept.", n).format(n=n)


class FigureDialog(SheetDialog):
    """All figures that the month's scheme asks for."""

    takes = "enter"

    def title_text(self) -> str:
        """What it is."""
        return _("Figures of the month")

    def rows(self) -> Sequence[Row]:
        """The figures, with what stands there, and why."""
        return (
            *(Row(one.id, _figure_label(one), one.entered, 24) for one in self._line.figures),
            Row(REASON, _("Why")),
        )

    def needs(self, row_id: str) -> bool:
        """What is left empty stays as it is; a reason only where another figure stands there."""
        return False

    def hint(self) -> str:
        """How a share is written."""
        return _("A share as part/whole, such as 95/100. Why: only where another figure stands there.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[list[MeasureRow], str]:
        """A figure for each row that is filled in."""
        found = []
        for one in self._line.figures:
            if texts[one.id]:
                numerator, denominator = figures.read_parts(texts[one.id], one.unit)
                found.append(
                    MeasureRow(
                        month=self._period,
                        subject_no=self._line.subject,
                        measure=one.id,
                        numerator=numerator,
                        denominator=denominator,
                    )
                )
        return found, texts[REASON]

    def carry_out(self, value: tuple[list[MeasureRow], str]) -> str:
        """Enter them."""
        rows, reason = value
        if not rows:
            raise UserError(_("Nothing is filled in."))
        n = figures.set_figures(self.desk, rows, reason)
        return ngettext("{n} figure is kept.", "{n} figures are kept.", n).format(n=n)


class ConductDialog(EntryDialog[str]):
    """A merit or a deduction by its code."""

    def __init__(self, line: BoardLine, period: Period, codes: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._line, self._period, self._codes = line, period, codes

    def title_text(self) -> str:
        """Whose conduct."""
        return _("Conduct: {number} {name}").format(number=self._line.subject, name=self._line.name)

    def about(self) -> str:
        """Where there are no codes."""
        return (
            ""
            if self._codes
            else _("The scheme of {month} has no codes.").format(month=local_times.month_text(self._period))
        )

    def choices(self) -> Sequence[tuple[str, str]]:
        """The codes of the scheme with their points."""
        return self._codes

    def rows(self) -> Sequence[Row]:
        """What happened, on which day, where it can be read up."""
        return (
            Row("note", _("What happened")),
            Row("on_date", _("Day"), entry_view.day_of_month(self.desk, self._period), 10),
            Row("points", _("Points"), "", 8),
            Row("case_no", _("Case")),
        )

    def needs(self, row_id: str) -> bool:
        """Points and case are welcome, not needed."""
        return row_id == "entry-note"

    def hint(self) -> str:
        """When points are given."""
        return _("Points only where the code leaves them open, such as a merit of 1 to 10.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str, date, str, str]:
        """Code, note, day, points, case."""
        if not choice:
            raise BadCell(_("Choose a code."))
        return (
            choice,
            needed(texts["note"]),
            _day_of(self.desk, texts["on_date"]),
            texts["points"],
            texts["case_no"],
        )

    def carry_out(self, value: tuple[str, str, date, str, str]) -> str:
        """Keep it."""
        code, note, day, points, case = value
        number = conduct.add(self.desk, self._line.subject, code, day, note, case, points or None)
        return _("Conduct record {number} is kept.").format(number=number)


def _item_label(one: Wanted) -> str:
    """An item with what it is out of, and what it has."""
    label = _("{name} (of {full})").format(name=one.name, full=one.full)
    return labelled(label, one.entered) if one.entered else label


def _figure_label(one: Wanted) -> str:
    unit = entry_view.unit_text(one.unit)
    return f"{one.name} ({unit})" if unit else one.name


def _figure(text: str) -> Decimal:
    try:
        return read_figure(text)
    except UserError as bad:
        raise BadCell(bad.message) from bad


def _day_of(desk: Desk, text: str) -> date:
    try:
        return read_day(desk, text)
    except UserError as bad:
        raise BadCell(bad.message) from bad
