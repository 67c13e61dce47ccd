"""csv files: encodings, delimiters, quotation marks, and what is refused (docs/files.md §1)."""

from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest

from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular import limits
from csi_tui.services.tabular.reading import read_table
from tests.services.tabular.files import read_all, text_file

HEADER = "agency_ref,order_no,answered_at,comment\n"
CHINESE = HEADER + "".join(f"A{n},W{n},2026-03-07,技师王伟上门维修很及时\n" for n in range(1, 9))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_every_encoding_of_the_contract_gives_the_same_cells(tmp_path: Path, encoding: str):
    """docs/files.md §1: UTF-8 with or without a byte order mark, GB18030/GBK; spreadsheets also export UTF-16."""
    table, rows = read_all(text_file(tmp_path / "s.csv", CHINESE, encoding))
    assert table.header == ("agency_ref", "order_no", "answered_at", "comment")
    assert rows[0] == (2, ["A1", "W1", "2026-03-07", "技师王伟上门维修很及时"])
    assert len(rows) == 8


def test_characters_only_gb18030_has(tmp_path: Path):
    """docs/files.md §1: GB18030 is wider than GBK; rare characters of names survive."""
    _table, rows = read_all(text_file(tmp_path / "s.csv", "name\n㐂𠮷𡈽\n王伟\n", "gb18030"))
    assert [cells for _number, cells in rows] == [["㐂𠮷𡈽"], ["王伟"]]


def test_a_short_gb_file_is_not_taken_for_anything_else(tmp_path: Path):
    """docs/architecture.md, *Libraries*: no guessing; two characters in GBK are read as GB18030."""
    _table, rows = read_all(text_file(tmp_path / "s.csv", "name\n联通\n", "gbk"))
    assert rows == [(2, ["联通"])]


def test_a_named_encoding_is_used(tmp_path: Path):
    """docs/architecture.md, *Libraries*: then ask (--encoding)."""
    path = text_file(tmp_path / "s.csv", "name\n王偉\n", "big5")
    _table, rows = read_all(path, encoding="big5")
    assert rows == [(2, ["王偉"])]


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13", "\0"])
def test_an_encoding_that_is_none(tmp_path: Path, encoding: str):
    """docs/cli.md, *Exit status*: wrong use, exit status 2."""
    with pytest.raises(UserError) as caught:
        read_table(text_file(tmp_path / "s.csv", "name\n"), encoding=encoding)
    assert caught.value.exit_status == 2


def test_a_named_encoding_that_does_not_fit_names_the_line(tmp_path: Path):
    """The brief of reading: name the row where decoding fails, and suggest --encoding."""
    path = tmp_path / "s.csv"
    path.write_bytes(b"name\nWang\n\xff\xff\n")
    with pytest.raises(UnreadableFile, match=r"line 3.*--encoding"):
        read_table(path, encoding="utf-8")


def test_mixed_encodings_are_refused_with_both_lines(tmp_path: Path):
    """Issue "hostile input": mixed encodings; read as GB18030 the rest would silently become other characters."""
    path = tmp_path / "s.csv"
    path.write_bytes(CHINESE.encode() + "A9,W9,2026-03-07,客户王伟\n".encode("gb18030"))
    with pytest.raises(UnreadableFile, match=r"line 2 is UTF-8, line 10 is not.*--encoding") as caught:
        read_table(path)
    assert caught.value.exit_status == 3


def test_what_is_in_neither_encoding_names_both_lines(tmp_path: Path):
    """Issue "hostile input": a clear message, exit status 3."""
    path = tmp_path / "s.csv"
    path.write_bytes("name\n张三丰\n".encode("gb18030") + b"abc\x81\xff\n")
    with pytest.raises(UnreadableFile, match=r"line 2 is not.*line 3 is not.*--encoding"):
        read_table(path)


def test_broken_bytes_after_a_mark_are_not_tried_otherwise(tmp_path: Path):
    """A byte order mark is the file's own word for its encoding, but for what reads well as GB18030."""
    path = tmp_path / "s.csv"
    path.write_bytes(codecs.BOM_UTF8 + b"name\n\x81\xff\xff\n")
    with pytest.raises(UnreadableFile, match="line 2"):
        read_table(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_are_seen_in_the_header(tmp_path: Path, delimiter: str):
    """The header decides, and what stands in quotation marks does not count."""
    line = delimiter.join(["a", '"b,;\tc"', "d"])
    table, rows = read_all(text_file(tmp_path / "s.csv", f"{line}\n1{delimiter}2{delimiter}3\n"))
    assert table.header == ("a", "b,;\tc", "d")
    assert rows == [(2, ["1", "2", "3"])]


def test_a_line_that_names_the_delimiter(tmp_path: Path):
    """Excel reads "sep=;" as an instruction; rows keep the numbers that it shows."""
    table, rows = read_all(text_file(tmp_path / "s.csv", "sep=|\na|b,c\n1|2\n"))
    assert (table.header, table.header_row, rows) == (("a", "b,c"), 2, [(3, ["1", "2"])])


def test_quoted_cells(tmp_path: Path):
    """Line breaks, delimiters and doubled marks inside quotation marks belong to the cell."""
    path = text_file(tmp_path / "s.csv", 'a,b\r\n"x\r\ny","1,""2"""\r\nz,\r\n')
    _table, rows = read_all(path)
    assert rows == [(2, ["x\r\ny", '1,"2"']), (3, ["z", ""])]


def test_empty_rows_count_and_are_passed_over(tmp_path: Path):
    """Row numbers are those that a spreadsheet shows."""
    _table, rows = read_all(text_file(tmp_path / "s.csv", "\n\na,b\n\n1,2\n,\n \t, \n3,4\n"))
    assert rows == [(5, ["1", "2"]), (8, ["3", "4"])]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(tmp_path: Path, ending: str):
    """Every system's line endings are read."""
    _table, rows = read_all(text_file(tmp_path / "s.csv", f"a,b{ending}1,2{ending}3,4"))
    assert [cells for _number, cells in rows] == [["1", "2"], ["3", "4"]]


def test_a_nul_in_a_cell_is_left_to_the_cell(tmp_path: Path):
    """One stray control character makes no file unreadable; its row is rejected later."""
    _table, rows = read_all(text_file(tmp_path / "s.csv", "name,team\n" + "wang,team one\n" * 5 + "a\0b,c\n"))
    assert rows[-1] == (7, ["a\0b", "c"])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('a,b\n1,2\n"3,4\n5,6\n', "row 3: a quotation mark is opened"),
        ('a,b\n1,2\n3,"4"5\n', "row 3: there is text behind"),
        ('a,b\n1,"' + "x" * 140_000 + '"\n', "row 2: a cell is far too long"),
        ('a,b\n1,"' + "x\n" * 1100 + '"\n', "not closed for 1000 lines"),
    ],
)
def test_slips_with_quotation_marks_name_the_row(tmp_path: Path, content: str, words: str):
    """A mark that is never closed swallows the rows behind it: refused, not read as one huge cell."""
    with pytest.raises(UnreadableFile, match=words):
        read_all(text_file(tmp_path / "s.csv", content))


@pytest.mark.parametrize("content", [b"", b"\n\n \n", b"\xef\xbb\xbf"])
def test_empty_files(tmp_path: Path, content: bytes):
    """Issue "hostile input": empty files; exit status 3."""
    path = tmp_path / "s.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="is empty"):
        read_all(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "neither csv nor xlsx"),
        (random.Random(7).randbytes(5000), "neither csv nor xlsx"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x1f\x8b\x08\x00abc", "compressed"),
        (b"<html><table><tr><td>1", "web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"a,b\n" + b"x" * (limits.MIB * 2), "no line breaks"),
    ],
)
def test_what_is_no_table_says_what_it_is(tmp_path: Path, content: bytes, words: str):
    """Issue "hostile input": binary files; a message that says what to do, exit status 3."""
    path = tmp_path / "s.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words) as caught:
        read_all(path)
    assert caught.value.exit_status == 3


def test_places_that_are_no_file(tmp_path: Path):
    """Issue "hostile input": a folder, a missing file, a device, a name that cannot be."""
    for place, words in [
        (tmp_path, "is a folder"),
        (tmp_path / "none.csv", "There is no file"),
        (Path("/dev/null"), "not a file that can be imported"),
        (tmp_path / "a\0b", "cannot be read"),
        (tmp_path / ("x" * 300), "cannot be read"),
        (tmp_path / "none\x1b[2J.csv", r"none\\x1b"),
    ]:
        with pytest.raises(UnreadableFile, match=words):
            read_table(place)


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A file without the right to read it (the system's refusal is played: tests may run as root)."""

    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("csi_tui.services.tabular.reading._without_waiting", refuse)
    with pytest.raises(UnreadableFile, match="may not be read by this account"):
        read_table(text_file(tmp_path / "s.csv", "a\n"))


def test_too_large_or_too_wide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Issue "hostile input": limits instead of an exhausted memory."""
    with pytest.raises(UnreadableFile, match="600 columns"):
        read_table(text_file(tmp_path / "wide.csv", "a," * 599 + "a\n"))
    monkeypatch.setattr("csi_tui.services.tabular.delimited.MAX_CSV_BYTES", 10)
    with pytest.raises(UnreadableFile, match="more than 0 MB are not read"):
        read_table(text_file(tmp_path / "large.csv", "a,b\n1,2\n3,4\n"))


def test_a_file_is_closed_when_it_is_left_early(tmp_path: Path):
    """A table that nobody reads to its end holds no file open."""
    with read_table(text_file(tmp_path / "s.csv", CHINESE * 5)) as table:
        next(table.rows)
    # The first lines were looked at for the delimiter and are there still.
    with pytest.raises(ValueError, match="closed file"):
        list(table.rows)
