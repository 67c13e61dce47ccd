"""For scale: the same month in a workbook, as a department without the product keeps it.

LibreOffice calculates one row of figures for every person from a sheet of orders; calamine reads such a sheet, alone
and for pandas. LibreOffice and pandas are left out where they are not installed. None of them makes cards: they show
what merely having the data in a workbook costs.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import xlsxwriter

from benchmarks.department import Department, filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds
from csi_tui.services.close import month_close
from csi_tui.services.tabular.reading import read_table

HEADER = ("order_no", "agent", "technician", "outcome", "contact_minutes", "arrival_minutes", "returned")
ROUNDS = 3
"""A calculation takes minutes, and its figure is for scale only."""

_ALWAYS_CALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def run(options: Options) -> Iterator[Figure]:
    """One figure for each program that is there, beside the product's close of the same month."""
    size = min(100_000, max(options.sizes))
    department = filled(options, f"workbook-{size}.db", size)
    book = options.folder / "month.xlsx"
    people = write_workbook(department, book)
    rounds = min(ROUNDS, options.rounds)
    own = tuple(
        seconds(lambda: month_close.compute(department.desk, department.period, department.as_of))
        for _number in range(rounds)
    )
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is not None:
        took = tuple(calculated(office, book, options.folder, people) for _number in range(rounds))
        yield Figure(f"close {size:,} orders / LibreOffice calculating a workbook of them", own, took)
    took = tuple(looked_through(book, size) for _number in range(rounds))
    yield Figure(f"close {size:,} orders / calamine alone reading the workbook", own, took)
    if find_spec("pandas") is not None:
        took = tuple(read(book, size) for _number in range(rounds))
        yield Figure(f"close {size:,} orders / pandas and calamine reading the workbook", own, took)
    department.desk.close()


def write_workbook(department: Department, path: Path) -> int:
    """A sheet of the month's orders, and a sheet of formulas with a line for everybody; answers how many lines."""
    with department.desk.read() as session:
        connection = session.connection()
        orders = connection.exec_driver_sql(
            "SELECT o.order_no, a.employee_no, t.employee_no, o.outcome, o.contact_time / 60000000.0, "
            "o.arrival_time / 60000000.0, EXISTS (SELECT 1 FROM work_order r WHERE r.first_order_id = o.id) "
            "FROM work_order o LEFT JOIN employee a ON a.id = o.agent_id "
            "LEFT JOIN employee t ON t.id = o.technician_id WHERE o.period = ? AND o.completed_at IS NOT NULL",
            (department.period,),
        ).all()
        numbers = list(connection.exec_driver_sql("SELECT employee_no FROM employee ORDER BY 1").scalars())
    last = len(orders) + 1
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("orders")
        sheet.write_row(0, 0, HEADER)
        for place, row in enumerate(orders, start=1):
            sheet.write_row(place, 0, ["" if cell is None else cell for cell in row])
        figures = workbook.add_worksheet("figures")
        for place, number in enumerate(numbers):
            line = place + 1
            figures.write_string(place, 0, number)
            for column, formula in enumerate(_formulas(line, last), start=1):
                figures.write_formula(place, column, formula)
    return len(numbers)


def _formulas(line: int, last: int) -> list[str]:
    """What a supervisor's workbook would hold of a person: orders, fixed at first, and the average times."""

    def column(letter: str) -> str:
        return f"orders!${letter}$2:${letter}${last}"

    mine = f"{column('C')},$A{line}"
    return [
        f"=COUNTIFS({mine})",
        f'=COUNTIFS({mine},{column("D")},"fixed",{column("G")},0)',
        f"=IFERROR(AVERAGEIFS({column('F')},{mine}),0)",
        f"=IFERROR(AVERAGEIFS({column('E')},{column('B')},$A{line}),0)",
    ]


def calculated(office: str, book: Path, folder: Path, people: int) -> float:
    """How long LibreOffice takes to open the workbook, calculate it, and write the figures as csv.

    Raises:
        ResultsDiffer: it calculated nothing.
    """
    profile, out = folder / "office-profile", folder / "office-out"
    shutil.rmtree(out, ignore_errors=True)
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_ALWAYS_CALCULATE, encoding="utf-8")
    # The second sheet alone, as values (the filter's options say so by their place).
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
        "--outdir",
        str(out),
        str(book),
    ]
    took = seconds(lambda: subprocess.run(command, check=True, capture_output=True, timeout=3600))
    (file,) = out.glob("*.csv")
    with file.open(encoding="utf-8", newline="") as handle:
        lines = list(csv.reader(handle))
    if len(lines) != people or not sum(int(float(line[1] or 0)) for line in lines):
        raise ResultsDiffer("the workbook and its calculation")
    return took


def looked_through(book: Path, size: int) -> float:
    """How long the product's own reader takes to go through the sheet of orders.

    Raises:
        ResultsDiffer: it found other rows.
    """
    found: list[int] = []

    def go_through() -> None:
        with read_table(book, sheet="orders") as table:
            found.append(sum(1 for _row in table.rows))

    took = seconds(go_through)
    if not 0 < found[0] <= 2 * size:
        raise ResultsDiffer("the workbook and what was read of it")
    return took


def read(book: Path, size: int) -> float:
    """How long pandas takes to read the sheet of orders.

    Raises:
        ResultsDiffer: it read other rows.
    """
    pandas = import_module("pandas")
    found: list[int] = []
    took = seconds(
        lambda: found.append(len(pandas.read_excel(book, sheet_name="orders", engine="calamine").index))
    )
    if not 0 < found[0] <= 2 * size:
        raise ResultsDiffer("the workbook and what was read of it")
    return took
