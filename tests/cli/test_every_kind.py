"""Every kind that goes out, by the program's own list: hostile texts reach no format as something live, and what goes
out comes in again as the same rows (docs/files.md §2 and §8)."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
import time_machine

from csi_db.texts import unfit_sign
from csi_tui.cli.cards.export import FORMATS
from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.sheets.going_out import going_out
from csi_tui.services.sheets.kinds_out import EVERYTHING, GOING_OUT
from csi_tui.services.tabular.kinds import KIND_NAMES, KINDS
from csi_tui.services.tabular.writing import write_table
from tests import stores
from tests.cli.program import Program
from tests.services.printing.test_formats import Page
from tests.services.procedures import desk_of
from tests.services.spans.test_results import month
from tests.services.systems import site
from tests.stores import TextRow, complaint, import_rows, local, order, person, survey

HOSTILE = (
    '=HYPERLINK("http://sample.example","x")', "+1-2", "@SUM(A1)", "-2+3", "'=1+1", "＝1+1",
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "[link](http://sample.example)", '"a",b;c',
)  # fmt: skip
"""Texts that a spreadsheet, a browser, a chat or a reader of csv would take for something else."""
OBEYED = ("王\x1b[2J芳", "王\x1b]8;;http://sample.example\x07芳", "王\u202e芳", "王\x00芳")
"""What a terminal obeys, or what turns the reading direction: no store keeps it."""
MILESTONES = ("contacted_at", "planned_at", "resolved_at")
FIRST = "=E0"

PEOPLE = [person(f"=E{n}", name=text, team="=T1", supervisor_no="S1") for n, text in enumerate(HOSTILE)]
ROWS: Mapping[str, Mapping[str, Sequence[TextRow]]] = {
    "contact-centre": {
        "employees": PEOPLE,
        "orders": [
            order(f"=X{n}", "2026-01-05T09:00", "2026-01-06T09:00:30", customer_name=text, product=text, fault=text,
                  customer_phone="13800001234", customer_address=text, serial_no="0012", agent_no=FIRST,
                  outcome="fixed", service_mode="carry_in", fee="1260.50")
            for n, text in enumerate(HOSTILE)
        ],
        "surveys": [survey(f"@A{n}", f"=X{n}", "2026-01-08T09:00") for n in range(3)],
        "complaints": [
            complaint(f"=C{n}", "2026-01-20T09:00", FIRST, customer_name=text, category=text, said=text, agreed=text)
            for n, text in enumerate(HOSTILE)
        ],
        "milestones": [
            {"complaint_no": f"=C{n}", "milestone": "contacted", "happened_at": "2026-01-20T10:00", "note": text}
            for n, text in enumerate(HOSTILE)
        ],
        "ratings": [
            {"on_date": "2026-01-20", "employee_no": FIRST, "item": "supervisor_rating", "score": "90.25",
             "rated_by_no": "S1"}
        ],
        "measures": [
            {"month": "2026-01", "subject_no": FIRST, "measure": "csat", "numerator": "8.50", "denominator": "2.50"}
        ],
        "pay": [{"month": "2026-01", "subject_no": FIRST, "input": "base_pay", "amount": "3000.05"}],
    },
    "team-points": {
        "employees": PEOPLE,
        "conduct": [
            {"on_date": "2026-01-15", "employee_no": FIRST, "code": "careless", "note": text, "points": "",
             "case_no": "-2-3"}
            for text in HOSTILE
        ],
    },
}  # fmt: skip
"""Scheme → kind → rows: records of conduct have their codes in another one."""
SCHEME_OF = {kind: scheme for scheme, kinds in ROWS.items() for kind in kinds if kind not in ("employees",)}


def site_of(desk: Desk, scheme: str) -> Mapping[str, Desk]:
    """Who brings each kind in, at a site without people but the supervisor."""
    desk, boss = site(desk, scheme)
    users.add_user(desk, "Pay", "pay", ["hr"])
    special = {"ratings": boss, "conduct": boss, "pay": desk_of(desk, "Pay")}
    return {kind: special.get(kind, desk) for kind in KINDS}


def filled(desk: Desk, scheme: str) -> Mapping[str, Desk]:
    by = site_of(desk, scheme)
    for kind, rows in ROWS[scheme].items():
        report = import_rows(by[kind], kind, rows)
        assert (report.rejected, report.accepted) == ((), len(rows)), kind
    return by


def test_no_kind_is_forgotten() -> None:
    """What import knows goes out, and stands here with rows."""
    assert {*GOING_OUT} == {*KIND_NAMES} == {*SCHEME_OF, "employees"}


# --- Nothing live ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Scheme → a store of it; the contact centre's with a quarter that is over, a year, pay and an appeal."""
    folder = tmp_path_factory.mktemp("hostile")
    found = {}
    with stores.clock_at(local("2026-04-12T10:00")) as clock:
        for scheme in ROWS:
            path = stores.copy_store(folder / scheme / "csi.db")
            desk = open_desk(path)
            by = filled(desk, scheme)
            if scheme == "contact-centre":
                _closed(by["orders"], by["ratings"], clock)
            desk.close()
            stores.checkpoint(path)
            found[scheme] = path
    return found


def _closed(desk: Desk, boss: Desk, clock: time_machine.Traveller) -> None:
    numbers = [one["employee_no"] for one in PEOPLE]
    for period in (202601, 202602, 202603):
        # The first one has a figure and a rating of January already.
        month(desk, boss, Period(period), **dict.fromkeys(numbers[1:], 90))
    stores.backfill(desk, "2026-01", "2026-02", "2026-03")
    clock.move_to(local("2026-05-12T10:00"))
    month(desk, boss, Period(202604), **dict.fromkeys(numbers, 90))
    stores.compute(desk, "2026-04")
    month_close.publish(desk, Period(202604))
    users.add_user(desk, "Owner", "owner", ["clerk"], FIRST)
    filing.file_appeal(desk_of(desk, "Owner"), Period(202604), "total", HOSTILE[0], HOSTILE[1])


SPANS = {
    "cards": "2026-01", "notice": "2026-Q1", "results": "2026-Q1", "annual": "2026", "teams": "2026-Q1",
    "pay-sheets": "2026-01",
}  # fmt: skip
_FIGURE = re.compile(r"[+-]?\d+(\.\d+)?%?", re.ASCII)


def refuse_cell(text: str) -> None:
    """What a spreadsheet would run."""
    bare = text.lstrip()
    assert (
        bare[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠") or _FIGURE.fullmatch(bare) or bare == "-"
    ), text


def texts_of(form: str, content: bytes) -> Iterator[str]:
    """The texts of a file, each looked at as whatever opens it would."""
    if form == "csv":
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            for cell in row:
                refuse_cell(cell)
                yield cell
    elif form == "json":
        text = content.decode()
        assert isinstance(json.loads(text), list | dict)
        yield text
    elif form == "xlsx":
        yield from workbook_texts(content)
    elif form == "html":
        page = Page(content.decode())
        assert not {tag for tag, _found in page.tags} & {"script", "link", "img", "iframe", "a", "object"}
        names = {name for _tag, found in page.tags for name in found}
        assert not {name for name in names if name.startswith("on") or name in ("src", "href", "xlink:href")}
        yield page.texts
    elif form == "pdf":
        assert not [one for one in (b"/URI", b"/JavaScript", b"/JS ", b"/Launch") if one in content]
        yield pdf_text(content)
    elif form == "txt":
        yield content.decode()
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                assert re.fullmatch(r"[a-z]+\.(csv|json|xlsx)", name), "no text of anybody's is a name"
                yield from texts_of(name.rpartition(".")[2], archive.read(name))


def workbook_texts(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            part = package.read(name).decode("utf-8", "replace")
            assert "<f>" not in part or name.startswith("xl/charts/"), name
            assert 'TargetMode="External"' not in part and "<hyperlink" not in part
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" and not cell.hyperlink
                if isinstance(cell.value, str):
                    # As if typed behind an apostrophe, which makes no formula of it when it is edited.
                    if not cell.quotePrefix:
                        refuse_cell(cell.value)
                    yield cell.value


def pdf_text(content: bytes) -> str:
    import pypdfium2

    found = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in found)


EVERY = [
    *((what, form, form) for what, forms in FORMATS.items() for form in forms if what != EVERYTHING),
    (EVERYTHING, "xlsx", "xlsx"),
    *((EVERYTHING, form, "zip") for form in FORMATS[EVERYTHING]),
]


@pytest.mark.parametrize(("what", "form", "ending"), EVERY)
def test_nothing_that_goes_out_is_live(
    hostile: Mapping[str, Path],
    now: time_machine.Traveller,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    what: str,
    form: str,
    ending: str,
) -> None:
    """Every kind of ``csi export`` in each of its formats, on the terminal too: formulas, tags, scripts and links are
    texts there; each file holds some of what was meant to harm."""
    path = hostile[SCHEME_OF.get(what, "contact-centre")]
    csi = Program(path, capsys)
    file = tmp_path / f"out.{ending}"
    who = {
        "pay": ("--operator", "Pay"),
        "pay-sheets": ("--operator", "Pay"),
        "conduct": ("--operator", "Boss"),
    }
    asked = [*who.get(what, ()), "export", what, *([SPANS[what]] if what in SPANS else [])]
    told = csi(*asked, "--format", form, "-o", file)
    shown = "\n".join(texts_of(ending, file.read_bytes()))
    assert re.search(r"HYPERLINK|<script>|onerror|=E0|=T1|@A1|=X1", shown), "nothing hostile is in it at all"
    if form not in ("xlsx", "pdf") and what != EVERYTHING:
        told = csi(*asked, "--format", form)
    # Lines of csv end in both signs.
    assert unfit_sign((told.out + told.err).replace("\r\n", "\n"), lines=True) is None


@pytest.mark.parametrize("kind", GOING_OUT)
def test_what_a_terminal_obeys_is_kept_nowhere(desk: Desk, now: time_machine.Traveller, kind: str) -> None:
    """Of every kind, in every column of texts: so that no format has to take it out."""
    scheme = SCHEME_OF.get(kind, "contact-centre")
    by = filled(desk, scheme)
    first = ROWS[scheme][kind][0]
    texts = [
        column.id
        for column in KINDS[kind]
        if column.cell in ("code", "text", "lines") and first.get(column.id)
    ]
    assert texts
    for column in texts:
        rows = [{**first, column: text} for text in OBEYED]
        report = import_rows(by[kind], kind, rows)
        assert report.accepted == 0, (column, report)
        assert [fault.column for fault in report.rejected] == [column] * len(rows), (column, report)


# --- The same rows ---------------------------------------------------------------------------------------------------


def rows_out(desk: Desk, kind: str) -> list[list[object]]:
    with going_out(desk, kind, whole=kind != "pay") as table:
        return [[_plain(cell) for cell in row] for row in table.rows]


def _plain(cell: object) -> object:
    return cell.normalize() if isinstance(cell, Decimal) else cell


@pytest.mark.parametrize("scheme", ROWS)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_every_kind_goes_out_comes_in_and_goes_out_the_same(
    desk: Desk,
    now: time_machine.Traveller,
    tmp_path: Path,
    scheme: str,
    form: Literal["csv", "xlsx", "json"],
) -> None:
    """All that import knows, in the order in which the kinds need each other, into a store that has none of it."""
    here = filled(desk, scheme)
    other = open_desk(stores.copy_store(tmp_path / "other" / "csi.db"))
    there = site_of(other, scheme)
    for kind in GOING_OUT:
        file = tmp_path / f"{kind}.{form}"
        with going_out(here[kind], kind, whole=kind != "pay") as table:
            header, rows = table.header, [[*row] for row in table.rows]
        if kind == "complaints":
            # Their milestones come with the notes, from their own file (docs/files.md §8).
            kept = [place for place, name in enumerate(header) if not name.endswith(MILESTONES)]
            header, rows = [header[n] for n in kept], [[row[n] for n in kept] for row in rows]
        assert write_table(rows, header, form, file) >= len(ROWS[scheme].get(kind, ()))
        if rows:
            report = import_file(there[kind], kind, file)
            assert (report.rejected, report.skipped if kind != "employees" else ()) == ((), ()), kind
    for kind in GOING_OUT:
        assert rows_out(there[kind], kind) == rows_out(here[kind], kind), kind
    other.close()


def test_a_workbook_of_results_has_the_teams_behind_them(
    hostile: Mapping[str, Path],
    now: time_machine.Traveller,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """docs/files.md §8: on a sheet of their own, as ``csi export teams`` writes them; the people's stays as it was."""
    csi = Program(hostile["contact-centre"], capsys)
    book, alone = tmp_path / "results.xlsx", tmp_path / "teams.xlsx"
    assert "1 row written to teams in" in csi("export", "results", "2026-Q1", "-o", book).err
    csi("export", "teams", "2026-Q1", "-o", alone)
    sheets, teams = openpyxl.load_workbook(book), openpyxl.load_workbook(alone).active
    assert sheets.sheetnames == ["results", "teams"] and teams is not None
    assert [*sheets["teams"].values] == [*teams.values]
    printed = list(csv.reader(io.StringIO(csi("export", "results", "2026-Q1").out)))
    assert [str(cell.value) for cell in sheets["results"][1]] == printed[0]
    assert sheets["results"].max_row == len(printed)
