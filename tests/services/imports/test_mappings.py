"""What the headers and words of a sender stand for is remembered (docs/decisions/0059, *Mapping with a memory*)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from csi_db.models import AuditEntry, ImportMapping, Survey
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.mappings import forget, mapping_line, mappings
from csi_tui.services.imports.proposal import propose
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.mapping import read_mapping
from tests.services.tabular.files import csv_file, xlsx_file
from tests.stores import fill, order, person

HEADERS = ("回访流水", "服务单", "回访完成", "Q1态度", "Q2费用", "地区")
MAPPING = """
[surveys]
"回访流水" = "agency_ref"
"服务单" = "order_no"
"回访完成" = "answered_at"
"Q1态度" = "attitude"
"Q2费用" = "cost"
"地区" = ""
[words.answers]
"基本满意" = 3
"未评价" = ""
"/" = ""
[words.cost]
"基本满意" = 4
"""


@pytest.fixture
def shop(desk: Desk) -> Desk:
    fill(
        desk,
        employees=[person("E1"), person("E2", "technician")],
        orders=[order(f"W{n}", "2026-01-05T09:00") for n in range(1, 10)],
    )
    return desk


def sent(path: Path, answers: Mapping[str, tuple[str, str]], headers: Sequence[str] = HEADERS) -> Path:
    """A file of the sender: number → the answers to two questions."""
    rows = [
        [f"A{ref}", f"W{ref}", "2026-01-07 09:00", *found, "沪"][: len(headers)]
        for ref, found in answers.items()
    ]
    return csv_file(path, [list(headers), *rows])


def mapping(path: Path, text: str = MAPPING) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def answers(desk: Desk) -> dict[str, tuple[int | None, int | None]]:
    with desk.read() as session:
        return {
            one.agency_ref: (one.attitude, one.cost) for one in session.exec(select(Survey)) if one.agency_ref
        }


def test_words_stand_for_values(shop: Desk, tmp_path: Path) -> None:
    """docs/files.md §6: any words for answers; those of one column before those of all; other words as ever."""
    file = sent(
        tmp_path / "a.csv",
        {
            "1": ("基本满意", "基本满意"),
            "2": ("满意(4)", "★★★★"),
            "3": ("未评价", "4星"),
            "4": ("／", "5"),
            "5": ("妥", "5"),
        },
    )
    report = import_file(shop, "surveys", file, mapping=mapping(tmp_path / "m.toml"))
    assert answers(shop) == {"A1": (3, 4), "A2": (4, 4), "A3": (None, 4), "A4": (None, 5)}
    assert [(fault.row, fault.column, fault.value) for fault in report.rejected] == [(6, "attitude", "妥")]
    assert report.unknown_columns == ()


def test_the_next_file_of_the_sender_needs_no_mapping(shop: Desk, tmp_path: Path) -> None:
    """By its headers in whatever order and below a title, as csv or workbook; the version used is said."""
    import_file(
        shop, "surveys", sent(tmp_path / "a.csv", {"1": ("5", "5")}), mapping=mapping(tmp_path / "m.toml")
    )
    turned: list[list[Any]] = [
        ["三月回访", None],
        list(HEADERS[::-1]),
        ["沪", "基本满意", "/", "2026-01-08 09:00", "W2", "A2"],
    ]
    report = import_file(shop, "surveys", xlsx_file(tmp_path / "b.xlsx", turned))
    assert answers(shop)["A2"] == (None, 4)
    assert [(one.id, one.finding) for one in report.remarks if one.id == "mapping"] == [("mapping", False)]
    assert "mapping 1, version 1" in next(one.text for one in report.remarks if one.id == "mapping")
    assert not report.needs_a_person


def test_headers_in_two_rows_are_a_sender_too(shop: Desk, tmp_path: Path) -> None:
    """A group's name above some of them: the second file needs no mapping (docs/decisions/0062, point 11)."""
    for name, reference in (("a", "A1"), ("b", "A2")):
        lines: list[list[Any]] = [
            [*HEADERS[:3], "评价", "评价", *HEADERS[5:]],
            ["", "", "", *HEADERS[3:5], ""],
            [reference, "W1", "2026-01-08 09:00", "基本满意", "/", "沪"],
        ]
        report = import_file(
            shop,
            "surveys",
            xlsx_file(tmp_path / f"{name}.xlsx", lines),
            mapping=mapping(tmp_path / "m.toml") if name == "a" else None,
        )
        assert (report.accepted, report.rejected) == (1, ())
    assert answers(shop)["A2"] == answers(shop)["A1"] == (3, None)
    assert "mapping 1, version 1" in next(one.text for one in report.remarks if one.id == "mapping")


def test_a_new_version_takes_the_place_of_the_old_one(shop: Desk, tmp_path: Path) -> None:
    """The same mapping again makes no new one; another makes the next version, and both are in the trail."""
    path = mapping(tmp_path / "m.toml")
    import_file(shop, "surveys", sent(tmp_path / "a.csv", {"1": ("5", "5")}), mapping=path)
    import_file(shop, "surveys", sent(tmp_path / "b.csv", {"2": ("5", "5")}), mapping=path)
    assert [(one.remembered.number, one.remembered.version) for one in mappings(shop)] == [(1, 1)]
    mapping(path, MAPPING.replace("= 3", "= 2"))
    report = import_file(shop, "surveys", sent(tmp_path / "c.csv", {"3": ("基本满意", "5")}), mapping=path)
    assert "number 2, version 2" in next(one.text for one in report.remarks if one.id == "mapping-learnt")
    import_file(shop, "surveys", sent(tmp_path / "d.csv", {"4": ("基本满意", "5")}))
    assert (answers(shop)["A3"][0], answers(shop)["A4"][0]) == (2, 2)
    with shop.read() as session:
        kept = session.exec(
            select(AuditEntry.detail).where(AuditEntry.action == "import").order_by(col(AuditEntry.seq))
        ).all()
    assert sum("mapping_version" in detail for detail in kept) == 2
    assert verify(shop).problems == ()


def test_a_changed_layout_asks_again(shop: Desk, tmp_path: Path) -> None:
    """Nothing of it is taken: its words may stand for something else now. What is new and what is gone is named."""
    import_file(
        shop, "surveys", sent(tmp_path / "a.csv", {"1": ("5", "5")}), mapping=mapping(tmp_path / "m.toml")
    )
    changed = sent(tmp_path / "b.csv", {"2": ("5", "5")}, (*HEADERS[:-1], "区域"))
    with pytest.raises(UnreadableFile, match="new 区域; gone 地区") as refused:
        import_file(shop, "surveys", changed)
    assert refused.value.exit_status == 3
    assert set(answers(shop)) == {"A1"}
    text = mapping_line(shop, 1).text.replace("地区", "区域")
    assert import_file(shop, "surveys", changed, mapping=mapping(tmp_path / "n.toml", text)).accepted == 1


def test_what_is_shown_is_the_file_that_taught_it(shop: Desk, tmp_path: Path) -> None:
    path = mapping(tmp_path / "m.toml", '"Other" = "order_no"\n' + MAPPING)
    import_file(shop, "surveys", sent(tmp_path / "a.csv", {"1": ("5", "5")}), mapping=path)
    (line,) = mappings(shop)
    assert (line.kind, line.file_name, line.import_number) == ("surveys", "a.csv", 3)
    again = read_mapping(mapping(tmp_path / "n.toml", line.text))
    assert again == {key: value for key, value in read_mapping(path).items() if key != "Other"}


def test_a_mapping_is_forgotten(shop: Desk, tmp_path: Path) -> None:
    """With all its versions; it stays in the store, for the trail names it, and cannot be changed there."""
    path = mapping(tmp_path / "m.toml")
    import_file(shop, "surveys", sent(tmp_path / "a.csv", {"1": ("5", "5")}), mapping=path)
    mapping(path, MAPPING.replace("= 3", "= 2"))
    import_file(shop, "surveys", sent(tmp_path / "b.csv", {"2": ("5", "5")}), mapping=path)
    forget(shop, 2, "the agency asks in another way")
    assert mappings(shop) == []
    with pytest.raises(UnreadableFile, match="lacks the columns"):
        import_file(shop, "surveys", sent(tmp_path / "c.csv", {"3": ("5", "5")}))
    with pytest.raises(UserError, match="No mapping 2 holds"):
        forget(shop, 2)
    report = import_file(shop, "surveys", sent(tmp_path / "d.csv", {"4": ("5", "5")}), mapping=path)
    assert "number 3, version 3" in next(one.text for one in report.remarks if one.id == "mapping-learnt")
    with pytest.raises(DBAPIError), shop.write() as session:
        one = session.get_one(ImportMapping, 3)
        one.mapping = "{}"
        session.add(one)
    assert verify(shop).problems == ()


def test_headers_of_the_template_belong_to_nobody(shop: Desk, tmp_path: Path) -> None:
    """A mapping of words for them holds once: it would be used for everybody's file."""
    headers = ["agency_ref", "工单号", "answered_at", "attitude", "cost"]
    path = mapping(tmp_path / "m.toml", '[words.answers]\n"1" = 5\n')
    import_file(shop, "surveys", sent(tmp_path / "a.csv", {"1": ("1", "1")}, headers), mapping=path)
    assert (answers(shop), mappings(shop)) == ({"A1": (5, 5)}, [])
    import_file(shop, "surveys", sent(tmp_path / "b.csv", {"2": ("1", "1")}, headers))
    assert answers(shop)["A2"] == (1, 1)


def test_the_first_file_of_a_layout_is_a_finding(shop: Desk, tmp_path: Path) -> None:
    """Columns that are not known are named once; of a layout that came before they are left out quietly."""
    headers = ["agency_ref", "工单号", "answered_at", "attitude", "cost", "地区"]
    report = import_file(shop, "surveys", sent(tmp_path / "a.csv", {"1": ("1", "1")}, headers), dry_run=True)
    assert report.needs_a_person
    report = import_file(shop, "surveys", sent(tmp_path / "a.csv", {"1": ("1", "1")}, headers))
    assert [(one.id, one.finding) for one in report.remarks] == [("new-layout", True)]
    report = import_file(shop, "surveys", sent(tmp_path / "b.csv", {"2": ("1", "1")}, headers))
    assert (report.remarks, report.unknown_columns, report.needs_a_person) == ((), ("地区",), False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[words.attitude]\n"好" = 6\n', "“好” is 6 in attitude"),
        ('[words.nothing]\n"好" = 5\n', "a column nothing"),
        ('[words]\n"好" = 5\n', "好 is none"),
        ('[words.attitude]\n"好" = true\n', "好 is none"),
    ],
)
def test_words_that_cannot_be(shop: Desk, tmp_path: Path, text: str, said: str) -> None:
    file = sent(tmp_path / "a.csv", {"1": ("5", "5")})
    path = mapping(tmp_path / "m.toml", MAPPING.split("[words", maxsplit=1)[0] + text)
    with pytest.raises(UserError, match=said):
        import_file(shop, "surveys", file, mapping=path)


def test_an_empty_cell_and_a_hyphen_are_not_one_word(shop: Desk, tmp_path: Path) -> None:
    """A word of signs alone stands for itself; nothing stands for nothing."""
    path = mapping(tmp_path / "m.toml", MAPPING + '"-" = 1\n')
    import_file(shop, "surveys", sent(tmp_path / "a.csv", {"1": ("5", "-"), "2": ("5", "")}), mapping=path)
    assert answers(shop) == {"A1": (5, 1), "A2": (5, None)}


def test_a_proposal_is_guessed_and_never_applied(shop: Desk, tmp_path: Path) -> None:
    """From spelling and content; what is no more than a guess stands behind a #, and the file can be read."""
    file = sent(
        tmp_path / "a.csv",
        {str(n): ("基本满意" if n == 1 else "未评价" if n == 2 else "5", "4星") for n in range(1, 9)},
    )
    text = propose(shop, "surveys", file)
    assert '\n"回访流水" = "agency_ref"' in text
    assert '\n"服务单" = "order_no"' in text
    assert '\n"回访完成" = "answered_at"' in text
    assert '\n"Q1态度" = "attitude"' in text
    assert '\n# "地区" = ""' in text
    assert '\n# "基本满意" = ""' in text
    assert '\n"未评价" = ""' in text
    assert (mappings(shop), answers(shop)) == ([], {})
    path = mapping(tmp_path / "m.toml", text.replace('# "基本满意" = ""', '"基本满意" = "3"'))
    assert import_file(shop, "surveys", file, mapping=path).accepted == 8
    assert answers(shop)["A1"] == (3, 4)
