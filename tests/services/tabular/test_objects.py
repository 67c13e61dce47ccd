"""A json file of objects, as an export writes it, read as a table (docs/files.md §1)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular import objects
from csi_tui.services.tabular.cells import BadCell, text_parser
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.writing import write_table

HEADER = ["a", "b"]


def read(path: Path) -> tuple[tuple[str, ...], list[tuple[int, list[object]]]]:
    with read_table(path) as table:
        assert table.format == "json"
        return table.header, [(number, [*cells]) for number, cells in table.rows]


def test_values_are_cells(tmp_path: Path) -> None:
    """Numbers as they are written; nothing, and what is left out, an empty cell; rows numbered as below a header."""
    path = tmp_path / "a.json"
    path.write_text(
        '\ufeff [ {"a": 12.50, "b": null},\n{"a": true, "b": "x"}, {"a": null}, '
        '{"b": 12345678901234567890, "a": 1e5}]\n',
        encoding="utf-8",
    )
    header, rows = read(path)
    assert header == ("a", "b")
    assert rows == [(2, ["12.50", ""]), (3, ["yes", "x"]), (5, ["1e5", "12345678901234567890"])]


@given(st.lists(st.text(max_size=12) | st.text("'=+-@＝ \t1x\"\\[]{},", max_size=8), min_size=1, max_size=8))
def test_every_text_comes_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """What an export wrote is read as it was, formulas and apostrophes too; however the file is cut into pieces."""
    path = tmp_path_factory.mktemp("json") / "a.json"
    write_table([[text, "x"] for text in texts], HEADER, "json", path)
    parse = text_parser(100)
    found = [cells[0] for _number, cells in read(path)[1]]
    for text, cell in zip(texts, found, strict=True):
        try:
            kept = parse(text) or ""
        except BadCell:
            continue
        # What the store may hold: it comes back as it is.
        if parse("'" + kept) == kept:
            assert (parse(str(cell)) or "") == kept or text.startswith("'")


def test_pieces_of_any_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An object may be cut anywhere between two pieces."""
    path = tmp_path / "a.json"
    rows = [[f'text {number} \\ " 中文', number] for number in range(20)]
    write_table(rows, HEADER, "json", path)
    whole = read(path)
    for size in (1, 2, 7, 31):
        monkeypatch.setattr(objects, "_AT_ONCE", size)
        assert read(path) == whole


@pytest.mark.parametrize(
    "text",
    [
        "[{]", '[{"a": 1}', '[{"a": 1},]', '[{"a": 1} {"a": 2}]', '[{"a": 1}] x', '[{"a": NaN}]', '[{"a": [1]}]',
        '[{"a": {"b": 1}}]', '[{"a": 1}, 2]', '[{"a": 1}, {"z": 2}]', "[]", "[{}]", '[{"a": "\ud800"}]',
        "[" + '{"a":' * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_list_of_objects_is_refused(tmp_path: Path, text: str) -> None:
    """With a sentence, and exit status 3; nothing of it is read by half."""
    path = tmp_path / "a.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(UnreadableFile):
        read(path)


def test_an_object_without_an_end_takes_no_memory(tmp_path: Path) -> None:
    """No more than a line of a csv file may take."""
    path = tmp_path / "a.json"
    path.write_text('[{"a": "' + "x" * 3_000_000 + '"}]', encoding="utf-8")
    with pytest.raises(UnreadableFile):
        read(path)
    assert json.loads(path.read_text("utf-8"))
