"""Empty files for people to fill in: the right headers, and in a workbook a second sheet that explains them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Literal

from csi_tui.i18n import N_, _
from csi_tui.refusals import reason_of
from csi_tui.services.errors import UserError
from csi_tui.services.tabular import words
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.columns import columns_of
from csi_tui.services.tabular.untrusted_text import PATH_CHARACTERS, printable

_SHEETS: Final = {
    "employees": N_("employees"),
    "orders": N_("orders"),
    "surveys": N_("surveys"),
    "complaints": N_("complaints"),
    "milestones": N_("milestones of complaints"),
    "ratings": N_("ratings"),
    "measures": N_("measures"),
    "conduct": N_("records of conduct"),
    "pay": N_("amounts of pay"),
    "calendar": N_("calendar"),
}

_CELLS: Final = {
    "code": N_("number or letters, as text"),
    "text": N_("text"),
    "lines": N_("text, also of several lines"),
    "instant": N_("date and time, like 2026-03-07 09:05"),
    "date": N_("date, like 2026-03-07"),
    "month": N_("month, like 2026-03"),
    "choice": N_("one of the allowed values"),
    "answer": N_("1 to 5, from very dissatisfied to very satisfied"),
    "yes_no": N_("yes or no"),
    "fen": N_("sum of money, like 260.50"),
    "score": N_("a number"),
    "figure": N_("a number"),
}

# How a spreadsheet shows what is typed: texts stay texts, so that 00123 keeps its zeros.
_FORMATS: Final = {
    "code": "@",
    "text": "@",
    "lines": "@",
    "instant": "yyyy-mm-dd hh:mm:ss",
    "date": "yyyy-mm-dd",
    "month": "@",
    "fen": "0.00",
}
_FILLABLE_ROWS: Final = 10_000
"""Rows below the header that offer the allowed values as a list."""

_COLUMN_WIDTH: Final = 18


def write_template(
    kind: str,
    destination: str | Path,
    *,
    language: Literal["zh", "en"],
    format: Literal["xlsx", "csv"] | None = None,
) -> None:
    """Write an empty file of `kind` with the headers of `language`; without `format` the extension decides.

    Raises `UserError` when the kind or the extension is none, or when there is a file already: it may hold rows.
    """
    destination = Path(destination)
    chosen = format or _by_extension(destination)
    columns = columns_of(kind)
    headers = [column.chinese if language == "zh" else column.id for column in columns]
    content = _csv(headers) if chosen == "csv" else _xlsx(kind, columns, headers, language)
    _write_new(destination, content)


def _by_extension(destination: Path) -> Literal["xlsx", "csv"]:
    extension = destination.suffix.lower()
    if extension == ".csv":
        return "csv"
    if extension == ".xlsx":
        return "xlsx"
    raise UserError(
        _("A template is a csv or an xlsx file; {file} is neither by its name.").format(
            file=printable(destination.name)
        )
    )


def _csv(headers: Sequence[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(headers)
    # With a byte order mark, or Excel takes the Chinese headers for another encoding.
    return text.getvalue().encode("utf-8-sig")


def _xlsx(kind: str, columns: Sequence[Column], headers: Sequence[str], language: str) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        bold = workbook.add_format({"bold": True})
        needed = workbook.add_format({"bold": True, "bg_color": "#FFE699"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        # Two sheets of one name cannot be; the kinds' names and this one differ in every language.
        sheet = workbook.add_worksheet(_(_SHEETS[kind]))
        sheet.freeze_panes(1, 0)
        for place, (column, header) in enumerate(zip(columns, headers, strict=True)):
            cells = workbook.add_format({"num_format": _FORMATS.get(column.cell, "General")})
            sheet.set_column(place, place, _COLUMN_WIDTH, cells)
            sheet.write_string(0, place, header, needed if column.required else bold)
            if listed := _listed(column, language):
                sheet.data_validation(
                    1,
                    place,
                    _FILLABLE_ROWS,
                    place,
                    {"validate": "list", "source": listed, "error_type": "warning"},
                )
        notes = workbook.add_worksheet(_("explanation"))
        _explain(notes, columns, bold, wrapped)
    return buffer.getvalue()


def _listed(column: Column, language: str) -> list[str]:
    """Return the values that a cell offers for choice."""
    if column.cell == "yes_no":
        choices = words.YES_NO
    elif column.cell == "choice":
        choices = words.CHOICES[column.choices]
    else:
        return []
    return [spellings[0] if language == "zh" else name for name, spellings in choices.items()]


def _explain(sheet: Any, columns: Sequence[Column], bold: Any, wrapped: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 1, _COLUMN_WIDTH, wrapped)
    sheet.set_column(2, 2, 10, wrapped)
    sheet.set_column(3, 3, 36, wrapped)
    sheet.set_column(4, 5, 48, wrapped)
    titles = (
        _("column"),
        _("Chinese header"),
        _("required"),
        _("content"),
        _("meaning"),
        _("allowed values"),
    )
    for place, title in enumerate(titles):
        sheet.write_string(0, place, title, bold)
    for row, column in enumerate(columns, 1):
        for place, text in enumerate(_explained(column)):
            sheet.write_string(row, place, text)


def _explained(column: Column) -> Iterator[str]:
    yield column.id
    yield column.chinese
    yield _("yes") if column.required else ""
    yield _(_CELLS[column.cell])
    yield _(column.note) if column.note else ""
    choices = words.CHOICES.get(column.choices) or (words.YES_NO if column.cell == "yes_no" else {})
    yield _(", ").join(
        _("{id} ({chinese})").format(id=name, chinese=spellings[0]) for name, spellings in choices.items()
    )


def _write_new(destination: Path, content: bytes) -> None:
    """Write a file that is not there yet, whole or not at all."""
    name = printable(str(destination), PATH_CHARACTERS)
    try:
        if destination.is_dir():
            raise UserError(_("{file} is a folder. Name a file in it.").format(file=name))
        with destination.open("xb") as handle:
            try:
                handle.write(content)
                handle.flush()
            except BaseException:
                destination.unlink(missing_ok=True)
                raise
    except FileExistsError:
        message = _("{file} exists already and may hold rows. Choose another name, or remove it first.")
        raise UserError(message.format(file=name)) from None
    except (OSError, ValueError) as error:
        raise UserError(
            _("{file} cannot be written: {reason}.").format(file=name, reason=reason_of(error))
        ) from error
