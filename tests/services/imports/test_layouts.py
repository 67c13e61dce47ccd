"""Headers and words that somebody looks over and agrees to before anything is read so (docs/decisions/0059)."""

from __future__ import annotations

from pathlib import Path

from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.layouts import UNKNOWN, Layout, LayoutLine, layout_of_file
from csi_tui.services.imports.mappings import mappings
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.orders import surveys
from tests.services.imports.test_mappings import shop

__all__ = ["shop"]

HEADERS = "回访流水,工单号,回访时间,态度打分,费用合理性,地区"
ROWS = "\nA1,W1,2026-01-07 09:05,基本满意,5,北\nA2,W2,2026-01-07 09:05,5,未评价,南\nA3,W3,2026-01-07 10:05,5,4,南\n"
HOW = HowRead(kind="surveys")


def sent(path: Path, text: str = HEADERS + ROWS) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def line_of(desk: Desk, layout: Layout, name: str) -> LayoutLine:
    """The line of a header or word."""
    return next(one for one in layout.lines(desk) if name == (one.word or one.header))


def decided(desk: Desk, layout: Layout, **decisions: str) -> Layout:
    for name, value in decisions.items():
        layout = layout.decide(line_of(desk, layout, name), value)
    return layout


def test_what_is_guessed_is_shown_and_what_is_open_is_said(shop: Desk, tmp_path: Path) -> None:
    """What fits one column alone is proposed; whatever else is open; the words that nobody knows stand below."""
    path = sent(tmp_path / "a.csv", f"{HEADERS}{ROWS}合计,,,33,40,\n")
    layout = layout_of_file(shop, path, HOW, None)
    assert [(one.header, one.word, one.stands_for) for one in layout.lines(shop)] == [
        ("回访流水", "", "agency_ref"),
        ("工单号", "", "order_no"),
        ("回访时间", "", "answered_at"),
        ("态度打分", "", "attitude"),
        ("费用合理性", "", "cost"),
        ("地区", "", UNKNOWN),
        ("态度打分", "基本满意", UNKNOWN),
        ("费用合理性", "未评价", UNKNOWN),
    ]
    assert layout.missing() == []
    assert line_of(shop, layout, "地区").first == ("北", "南", "南")


def test_what_was_agreed_to_is_read_so_and_remembered(shop: Desk, tmp_path: Path) -> None:
    """The next file of the sender needs nothing; nothing is applied before."""
    path = sent(tmp_path / "a.csv")
    layout = layout_of_file(shop, path, HOW, None)
    layout = decided(shop, layout, 地区="", 基本满意="4", 未评价="")
    content = layout.content(shop)
    assert content == {
        "surveys": {"回访流水": "agency_ref", "地区": ""},
        "words": {"answers": {"基本满意": "4", "未评价": ""}},
    }
    seen = import_file(shop, "surveys", path, mapping=content, dry_run=True)
    report = import_file(shop, "surveys", path, mapping=content, shown=seen.content)
    assert (report.accepted, report.rejected) == (3, ())
    assert (surveys.read(shop, "A1").attitude, surveys.read(shop, "A2").cost) == (4, None)
    assert [one.remembered.content for one in mappings(shop)] == [content]
    assert import_file(shop, "surveys", path).skipped != ()


def test_a_column_is_in_the_file_once(shop: Desk, tmp_path: Path) -> None:
    """Whoever gives it to another header takes it from the one that had it, also where the program knows that one."""
    layout = layout_of_file(shop, sent(tmp_path / "a.csv"), HOW, None)
    layout = decided(shop, layout, 地区="cost")
    assert line_of(shop, layout, "费用合理性").stands_for == UNKNOWN
    assert layout.content(shop)["surveys"] == {"回访流水": "agency_ref", "地区": "cost", "费用合理性": ""}, (
        "it would be known by itself"
    )
    layout = decided(shop, layout, 回访流水=UNKNOWN)
    assert layout.missing() == ["Survey no."]


def test_a_changed_layout_begins_with_what_was_agreed_to(shop: Desk, tmp_path: Path) -> None:
    """Headers that are nearly those of a sender: only what is new is open (docs/decisions/0059, point 9)."""
    path = sent(tmp_path / "a.csv")
    content = decided(shop, layout_of_file(shop, path, HOW, None), 地区="", 基本满意="3", 未评价="").content(
        shop
    )
    import_file(shop, "surveys", path, mapping=content)
    path = sent(tmp_path / "b.csv", HEADERS.replace("地区", "大区") + ROWS)
    layout = layout_of_file(shop, path, HOW, None)
    assert [one.header for one in layout.lines(shop) if one.stands_for == UNKNOWN] == ["大区"]
    assert layout.content(shop)["words"] == content["words"]


def test_refused_words_far_down_are_looked_over_too(shop: Desk, tmp_path: Path) -> None:
    """The beginning of a file says what its columns are; a word may stand anywhere."""
    rows = "".join(f"B{n},W1,2026-01-07 09:05,5,5,北\n" for n in range(400))
    path = sent(tmp_path / "a.csv", f"{HEADERS}\n{rows}A1,W1,2026-01-07 09:05,尚可,5,北\n")
    content = layout_of_file(shop, path, HOW, None).content(shop)
    seen = import_file(shop, "surveys", path, mapping=content, dry_run=True)
    assert [fault.value for fault in seen.rejected] == ["尚可"]
    how = HowRead(kind="surveys", mapping=content)
    assert line_of(shop, layout_of_file(shop, path, how, seen), "尚可").stands_for == UNKNOWN
