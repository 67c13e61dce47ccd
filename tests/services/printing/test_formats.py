"""A sheet says the same in every format, and nothing that stands on it is taken for anything but a text
(docs/decisions/0079)."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from csi_tui.services.printing import as_pdf
from csi_tui.services.printing.as_html import sheet_html
from csi_tui.services.printing.as_pdf import sheet_pdf
from csi_tui.services.printing.as_text import LONGEST, sheet_text
from csi_tui.services.printing.as_workbook import tab_name
from csi_tui.services.printing.files import FORMATS, write_sheet
from csi_tui.services.printing.sheet import (
    Bars,
    Block,
    Code,
    Figure,
    Sheet,
    Table,
    Words,
    figure_or_text,
    shown,
    texts_of,
)
from csi_tui.services.tabular.file_names import CannotWrite

NAMES = (
    "张伟", "欧阳样例", "阿卜杜热合曼·样例某某", "Sample Person", "<script>alert(1)</script>", "=1+1",
    '=HYPERLINK("http://sample.example","x")', "@SUM(A1)", '"><img src=x onerror=alert(1)>', "&lt;b&gt;", "[link](http://sample.example)",
)  # fmt: skip
"""From two signs to twelve, and what a spreadsheet, a browser or a reader of PDF would take for something else."""


def sample(names: tuple[str, ...] = NAMES, teams: int = 3) -> Sheet:
    """A sheet with every kind of block."""
    rows = [
        [place, f"E{place:03}", name, Figure(Decimal("93.25") - place, "*" if place == 2 else ""), None]
        for place, name in enumerate(names, 1)
    ]
    return Sheet(
        title="2026-03 考核结果：样例方案",
        blocks=[
            Words(["截至 2026-04-10；已公示。", *names]),
            Table("排名", ["名次", "工号", "姓名", "总分", "备注"], rows, frozenset({0, 3})),
            Table("没有人", ["姓名"], [], empty="没有人参加考核。"),
            Bars("各班组平均", [(f"第{n}班组", Decimal(f"8{n}.25")) for n in range(teams)], Decimal(100)),
            Code("CSI1-AAAA-BBBB-CCCC"),
        ],
        language="zh",
    )


class Page(HTMLParser):
    """Tags with their attributes, texts, and the rows of the tables."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.texts = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.texts += data
        if self.rows and self.rows[-1] and self.tags[-1][0] in ("td", "th"):
            self.rows[-1][-1] += data.strip("\n")


def table_of(sheet: Sheet) -> list[list[str]]:
    """The cells of the first table as they are read."""
    table = sheet.tables[0]
    return [list(table.header), *([shown(cell) for cell in row] for row in table.rows)]


def pages_of(pdf: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf)
    yield from (document[number] for number in range(len(document)))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pages_of(pdf))


def test_a_page_shows_the_cells_and_loads_and_runs_nothing() -> None:
    text = sheet_html(sample())
    page = Page(text)
    assert page.rows == table_of(sample())
    assert {tag for tag, _attributes in page.tags}.isdisjoint(
        {"script", "link", "img", "iframe", "a", "object"}
    )
    attributes = {name for _tag, found in page.tags for name in found}
    assert not {name for name in attributes if name.startswith("on") or name in ("src", "href", "xlink:href")}
    spaces = {value for _tag, found in page.tags for name, value in found.items() if name == "xmlns"}
    assert spaces <= {"http://www.w3.org/2000/svg"}
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    assert "url(" not in style[1] and "@import" not in style[1]
    assert "<script" not in text


@pytest.mark.parametrize("shown_text", ["第1班组 81.25", "没有人参加考核。", "各班组平均"])
def test_a_page_has_its_chart_and_words(shown_text: str) -> None:
    assert shown_text in Page(sheet_html(sample())).texts


def test_a_workbook_has_the_cells_as_numbers_and_texts(tmp_path: Path) -> None:
    write_sheet(sample(), "xlsx", tmp_path / "sheet.xlsx")
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    page = book["排名"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert [row[2] for row in rows[1:]] == list(NAMES)
    # As if typed behind an apostrophe, which nobody sees: to edit the cell makes no formula of it.
    assert [row[2].value for row in page.iter_rows(min_row=2) if row[2].quotePrefix] == [
        name for name in NAMES if name[0] in "=@"
    ]
    assert [Decimal(str(row[3])) for row in rows[1:]] == [
        Decimal("93.25") - n for n in range(1, len(NAMES) + 1)
    ]
    assert page["D3"].number_format == '0.00"*"'
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == f"A1:E{len(NAMES) + 1}"
    assert page.print_title_rows == "$1:$1"
    for sheet in book:
        assert not [
            cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink
        ]
    assert len(book["各班组平均"]._charts) == 1


def test_a_workbook_links_to_nothing(tmp_path: Path) -> None:
    write_sheet(sample(), "xlsx", tmp_path / "sheet.xlsx")
    with zipfile.ZipFile(tmp_path / "sheet.xlsx") as package:
        relations = "".join(
            package.read(name).decode() for name in package.namelist() if name.endswith(".rels")
        )
    assert 'TargetMode="External"' not in relations


def test_cells_that_are_alike_keep_what_each_shows(tmp_path: Path) -> None:
    """Cells of one column are told apart by what they show: 1.0 is 1.00 as a number and not as a text; and only the
    text that a spreadsheet would take for a formula bears the mark for it, as often as it stands there."""
    rows = [(Figure(Decimal(text)), name) for text, name in (("1.0", "=1"), ("1.00", "1"), ("1", "=1"))]
    table = Table("Alike", ["Mean", "Name"], rows, figures=frozenset({0}))
    write_sheet(Sheet("Sample", [table], "en"), "xlsx", tmp_path / "sheet.xlsx")
    page = openpyxl.load_workbook(tmp_path / "sheet.xlsx")["Alike"]
    assert [page.cell(row, 1).number_format for row in (2, 3, 4)] == ["0.0", "0.00", "0"]
    assert [page.cell(row, 2).quotePrefix for row in (2, 3, 4)] == [True, False, True]
    assert [page.cell(row, 2).data_type for row in (2, 3, 4)] == ["s", "s", "s"]


def test_two_tables_of_one_name_stand_on_two_pages(tmp_path: Path) -> None:
    table = Table("[班组]/一:二?三*四", ["姓名"], [["张伟"]])
    write_sheet(Sheet("样例", [table, table], "zh"), "xlsx", tmp_path / "sheet.xlsx")
    names = openpyxl.load_workbook(tmp_path / "sheet.xlsx").sheetnames
    assert len(names) == 3
    assert len({name.casefold() for name in names}) == 3


def test_a_workbook_opens_on_the_words_that_lead_the_sheet(tmp_path: Path) -> None:
    """The most important of it: what stands out. What is said below a table is told under its name."""
    leading = Words(["= is a sign", "What stands out"])
    table = Table(
        "Teams", ["team", "change"], [["T1", Figure(Decimal("0.85"), " =", signed=True)]], frozenset({1})
    )
    blocks: list[Block] = [leading, table, Words(["by team"]), Bars("Means", [("T1", Decimal(80))])]
    write_sheet(Sheet("Sample", blocks, "en"), "xlsx", tmp_path / "sheet.xlsx")
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    assert book.sheetnames == ["Notes", "Teams", "Means"]
    told = [row[0].value for row in book["Notes"].iter_rows()]
    assert told == ["Sample", None, "= is a sign", "What stands out", "Teams", "by team"]
    assert (book["Teams"]["B2"].value, book["Teams"]["B2"].number_format) == (0.85, '+0.00" =";-0.00" ="')
    write_sheet(Sheet("Sample", blocks[1:], "en"), "xlsx", tmp_path / "sheet.xlsx")
    assert openpyxl.load_workbook(tmp_path / "sheet.xlsx").sheetnames == ["Teams", "Means", "Notes"]


@pytest.mark.parametrize(
    "text", ["+0.85", "-0.85", "+1.61 =", "12 %", "+3.28 % =", "007", "1/2", "", "+0.00"]
)
def test_a_number_is_shown_as_its_text(text: str) -> None:
    cell = figure_or_text(text)
    assert shown(cell) == text
    assert isinstance(cell, Figure) == (text not in ("007", "1/2", ""))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What moved the means of the teams", "What moved the means of the…"),
        ("What moved the means of a team", "What moved the means of a team"),
        ("各" * 40, "各" * 30 + "…"),
        ("𠮷" * 40, "𠮷" * 15 + "…"),
        ("x" * 40, "x" * 30 + "…"),
    ],
)
def test_a_long_name_of_a_page_ends_behind_a_word_or_a_sign(title: str, name: str) -> None:
    assert tab_name(title) == name
    assert tab_name(title, " 2").endswith(" 2")
    assert len(tab_name(title, " 2").encode("utf-16-le")) <= 62


def test_a_pdf_shows_every_cell_and_runs_and_opens_nothing() -> None:
    made = sheet_pdf(sample())
    text = text_of(made)
    for row in table_of(sample()):
        for cell in row:
            assert cell in text
    document = pypdfium2.PdfDocument(made)
    assert document.get_metadata_value("Title") == sample().title
    assert not any(
        name in made for name in (b"/URI", b"/JavaScript", b"/Launch", b"/OpenAction", b"/EmbeddedFile")
    )


def test_the_same_sheet_is_the_same_pdf() -> None:
    assert sheet_pdf(sample()) == sheet_pdf(sample())


def test_a_pdf_draws_chinese_with_signs_of_its_own() -> None:
    """Ink where a name stands, and other ink for another name: a reader without the face would see blanks, and a face
    without the signs boxes that are all the same."""

    def ink(name: str) -> bytes:
        made = sheet_pdf(Sheet(name, [], "zh"))
        assert b"/FontFile2" in made
        (page,) = pages_of(made)
        picture = page.render(scale=1).to_pil().convert("L").crop((0, 0, 595, 100))
        return bytes(picture.tobytes())

    drawn = {name: ink(name) for name in ("张伟", "王芳", "龘靐", "")}
    assert len(set(drawn.values())) == len(drawn)
    assert min(drawn["张伟"]) < 64


@pytest.mark.parametrize(
    ("sign", "drawn"), [("░", "□"), ("℃", "°C"), ("Ⅴ", "V"), ("𠮷", "〓"), ("█", "█"), ("张", "张")]
)
def test_a_sign_that_the_face_lacks_is_not_blank(sign: str, drawn: str) -> None:
    """The sign of the band "poor" among them. Some signs the face lists, and has no shape of them."""
    words = Words([f"a{sign}b"], f"c{sign}d")
    table = Table(f"e{sign}f", [f"g{sign}h"], [[f"i{sign}j"]])
    text = text_of(sheet_pdf(Sheet(f"k{sign}l", [words, table], "zh")))
    for before in "acegik":
        assert f"{before}{drawn}{chr(ord(before) + 1)}" in text
    assert ("U+" in text) == (drawn == "〓")


def test_a_heading_of_words_looks_like_that_of_a_table(tmp_path: Path) -> None:
    """What matters most stands in words, and its heading was read as one of them."""
    sheet = Sheet("样例", [Words(["一"], "<要点>"), Table("表", ["姓名"], [["张伟"]])], "zh")
    assert re.findall("<h2>(.*?)</h2>", sheet_html(sheet)) == ["&lt;要点&gt;", "表"]
    assert sheet_text(sheet).startswith("样例\n\n<要点>\n一\n\n表\n")
    kit = as_pdf._kit()
    heads = [
        one.style
        for block in sheet.blocks
        for one in as_pdf._flowables(kit, block, 400)
        if isinstance(one, kit.Paragraph) and one.text != "一"
    ]
    assert heads == [kit.heading, kit.heading]
    write_sheet(sheet, "xlsx", tmp_path / "sheet.xlsx")
    notes = openpyxl.load_workbook(tmp_path / "sheet.xlsx").worksheets[0]
    assert (notes["A3"].value, notes["A3"].font.bold, notes["A4"].font.bold) == ("<要点>", True, False)


def test_a_sign_that_the_face_lacks_is_named() -> None:
    text = text_of(sheet_pdf(Sheet("样例", [Words(["吴𠮷样例"])], "zh")))
    assert "U+20BB7" in text
    assert "U+" not in text_of(sheet_pdf(sample()))


@pytest.mark.parametrize("people", [1, 3, 60, 700])
def test_a_long_table_goes_on_with_its_heading(people: int) -> None:
    pages = list(pages_of(sheet_pdf(sample(names=tuple(f"样例{n}" for n in range(people))))))
    texts = [page.get_textpage().get_text_range() for page in pages]
    assert sum(text.count("样例") for text in texts) >= 2 * people
    with_rows = [text for text in texts if re.search(r"E\d{3}", text)]
    assert all("工号" in text for text in with_rows)


@pytest.mark.parametrize("teams", [1, 24, 25, 120])
def test_a_chart_longer_than_a_page_goes_on(teams: int) -> None:
    text = text_of(sheet_pdf(sample(teams=teams)))
    assert all(f"第{n}班组" in text for n in range(teams))


def test_a_wide_table_turns_the_page_and_is_not_cut() -> None:
    header = [f"指标名称第{n}项" for n in range(22)]
    rows = [[Figure(Decimal("88.25"))] * 22]
    made = sheet_pdf(Sheet("样例", [Table("", header, rows, frozenset(range(22)))], "zh"))
    (page,) = pages_of(made)
    width, height = page.get_size()
    assert width > height
    boxes = page.get_textpage()
    for place in range(boxes.count_rects()):
        left, _bottom, right, _top = boxes.get_rect(place)
        assert 0 < left < right < width


def test_a_text_shows_the_cells_in_line_and_obeys_nothing() -> None:
    text = sheet_text(sample(names=("张伟", "x\x1b[31mred")))
    assert "\x1b" not in text
    lines = text.splitlines()
    assert lines[:2] == ["2026-03 考核结果：样例方案", "截至 2026-04-10；已公示。"]
    assert "第1班组  81.25  " + "█" * (LONGEST * 8125 // 10000) in text


def test_bars_of_nothing_have_no_length() -> None:
    zero = Sheet("", [Bars("样例", [("一", Decimal(0)), ("二", Decimal(0))])], "zh")
    assert "█" not in sheet_text(zero)
    assert "<svg" in sheet_html(zero)
    assert sheet_pdf(zero)


def test_two_bars_of_one_name_are_two() -> None:
    twice = Sheet("", [Bars("样例", [("一组", Decimal(80)), ("一组", Decimal(80))])], "zh")
    assert sheet_html(twice).count("<rect") == 3  # with the ground that they stand on


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_there_whole_or_not_at_all(form: str, tmp_path: Path) -> None:
    target = tmp_path / f"sheet.{form}"
    target.write_text("before")
    write_sheet(sample(), form, target)
    assert target.read_bytes() != b"before"
    assert [one.name for one in tmp_path.iterdir()] == [target.name]
    with pytest.raises(CannotWrite):
        write_sheet(sample(), form, tmp_path / "nowhere" / "sheet")


def test_every_text_is_known() -> None:
    texts = list(texts_of(sample()))
    assert {*NAMES, "总分", "各班组平均", "CSI1-AAAA-BBBB-CCCC", "没有人参加考核。"} <= set(texts)


def test_without_the_extra_pdf_is_refused_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/decisions/0079, point 3; the other formats do without."""
    for name in [one for one in sys.modules if one.partition(".")[0] == "reportlab"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "reportlab", None)
    as_pdf._kit.cache_clear()
    with pytest.raises(as_pdf.NoPdf, match=re.escape("csi-tui[pdf]")):
        write_sheet(sample(), "pdf", tmp_path / "sheet.pdf")
    assert not list(tmp_path.iterdir())
    for form in set(FORMATS) - {"pdf"}:
        write_sheet(sample(), form, tmp_path / f"sheet.{form}")
    monkeypatch.undo()
    as_pdf._kit.cache_clear()


def test_what_is_said_of_the_whole_sheet_is_not_told_under_the_name_of_a_table(tmp_path: Path) -> None:
    """The codes of a notice stand below the teams, and are not about these."""
    blocks: list[Block] = [Words(["above"]), Table("Teams", ["team"], [["T1"]]), Words(["code"], apart=True)]
    write_sheet(Sheet("Sample", blocks, "en"), "xlsx", tmp_path / "sheet.xlsx")
    told = [row[0].value for row in openpyxl.load_workbook(tmp_path / "sheet.xlsx")["Notes"].iter_rows()]
    assert told == ["Sample", None, "above", "code"]


@pytest.mark.parametrize(("teams", "orientation"), [(8, "landscape"), (40, None)])
def test_a_chart_of_a_workbook_is_printed_on_one_page(
    teams: int, orientation: str | None, tmp_path: Path
) -> None:
    """Forty teams are as many as a page holds that stands."""
    chart = Bars("Means", [(f"T{n}", Decimal(80)) for n in range(teams)])
    write_sheet(Sheet("Sample", [chart], "en"), "xlsx", tmp_path / "sheet.xlsx")
    page = openpyxl.load_workbook(tmp_path / "sheet.xlsx")["Means"]
    assert (page.page_setup.fitToHeight, page.page_setup.fitToWidth) in ((1, 1), (None, None))
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.orientation in ((orientation,) if orientation else ("portrait", None))


def test_each_part_of_a_long_chart_says_what_it_is_of() -> None:
    """The second page of forty teams hangs beside the first one, or falls off the wall alone."""
    chart = Bars("各班组平均", [(f"第{n}班组", Decimal(80)) for n in range(40)])
    pages = [
        page.get_textpage().get_text_range() for page in pages_of(sheet_pdf(Sheet("样例", [chart], "zh")))
    ]
    assert len(pages) == 2
    assert all("各班组平均" in page for page in pages)


def test_a_group_stands_on_one_page_and_is_filtered_by_its_name(tmp_path: Path) -> None:
    """Its name stands at its first row alone: a page that begins within it, or a filter by it, would lose the rest."""
    rows = [[f"Team {n}" if not figure else "", f"figure {figure}"] for n in range(20) for figure in range(7)]
    sheet = Sheet("Sample", [Table("By team", ["team", "figure"], rows, grouped=True)], "en")
    pages = [page.get_textpage().get_text_range() for page in pages_of(sheet_pdf(sheet))]
    assert len(pages) > 1
    assert all(page.count("figure ") == 7 * page.count("Team ") for page in pages)
    write_sheet(sheet, "xlsx", tmp_path / "sheet.xlsx")
    page = openpyxl.load_workbook(tmp_path / "sheet.xlsx")["By team"]
    assert [row[0].value for row in page.iter_rows(min_row=2)] == [f"Team {n // 7}" for n in range(140)]
    assert Page(sheet_html(sheet)).rows == table_of(sheet)


def test_tables_of_one_kind_share_a_page_of_a_workbook_and_are_not_parted_on_paper(tmp_path: Path) -> None:
    """The slips of 700 people are no 700 tabs; each can be cut out whole."""
    slips = [
        Table(f"E{n:03}", ["part", "amount"], [["a", 1], ["b", 2], ["sum", 3]], frozenset({1}), among=("Slips", "of"))
        for n in range(30)
    ]  # fmt: skip
    sheet = Sheet("Sample", [Words(["draft"]), *slips], "en")
    write_sheet(sheet, "xlsx", tmp_path / "sheet.xlsx")
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    assert book.sheetnames == ["Notes", "Slips"]
    rows = [[cell.value for cell in row] for row in book["Slips"].iter_rows()]
    assert rows[:4] == [["of", "part", "amount"], ["E000", "a", 1], ["E000", "b", 2], ["E000", "sum", 3]]
    assert len(rows) == 1 + 3 * 30
    pages = [page.get_textpage().get_text_range() for page in pages_of(sheet_pdf(sheet))]
    assert len(pages) > 1
    assert all(page.count("sum") == page.count("E0") for page in pages)
    write_sheet(Sheet("Sample", slips[:1], "en"), "xlsx", tmp_path / "one.xlsx")
    assert openpyxl.load_workbook(tmp_path / "one.xlsx").sheetnames[0] == "E000"


def test_a_place_and_its_figure_are_broken_before_the_table_leaves_the_window() -> None:
    """Peer-ranking's notice has four such columns; a number is never broken."""
    table = Table("", ["n", "place"], [[Figure(Decimal("900.00")), "no. 522 (65430.00)"]], frozenset({0, 1}))
    cells = [
        attributes.get("class")
        for tag, attributes in Page(sheet_html(Sheet("x", [table], "en"))).tags
        if tag == "td"
    ]
    assert cells == ["n", "n w"]


def test_a_long_line_of_a_workbook_has_room_for_all_of_it(tmp_path: Path) -> None:
    """LibreOffice shows the first line of what is wrapped in a row that is one line high."""
    blocks: list[Block] = [Words(["short", "变动" * 60])]
    write_sheet(Sheet("Sample", blocks, "zh"), "xlsx", tmp_path / "sheet.xlsx")
    rows = openpyxl.load_workbook(tmp_path / "sheet.xlsx").worksheets[0].row_dimensions
    assert rows[3].height in (None, 15)
    assert rows[4].height >= 3 * 15
