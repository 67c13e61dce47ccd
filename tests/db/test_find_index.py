"""What is found by the index is what a plain look at every row finds."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Sequence
from contextlib import closing
from itertools import islice, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from csi_db import find_common, find_index, sqlite_only
from csi_db.find_index import COMPLAINTS, ORDERS
from csi_db.find_pieces import words_of
from csi_db.pinyin import IN_NAMES, WAYS

Told = tuple[str, str | None, str | None, str | None, str | None, str | None]
"""Number, serial number, phone number, name, product and fault of an order."""

NAMES = ("王伟", "单雄信", "曾国藩", "欧阳样例", "行小乐", "Li Lei", "吕布", "张sir", "", None)
WORDS = [
    "王",
    "伟",
    "王伟",
    "shan",
    "dan xx",
    "sxx",
    "zeng",
    "ouyang",
    "oyyl",
    "yangli",
    "lv",
    "lb",
    "hang",
    "ang",
    "li",
    "sir",
    "5678",
    "１２３",
    "123",
    "12",
    "1",
    "a",
    "ab",
    "w0",
    "W0001",
    "138",
    "99999999",
    "000000",
    "13800005678",
    "1380000 海",
    "bcd-216",
    "海尔",
    "冰",
    "冰箱 216",
    "箱冰",
    "sn",
    "SN12345678",
    "5678 wang",
    "00001",
    "—",
    "",
    "+86",
    "x",
    "漏水",
    "漏",
    "水 王",
    "水电话",
    "1234567",
    "2345",
    "4567",
    "",
]


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of eight rows, in which a piece is common that every other row has."""
    monkeypatch.setattr(find_common, "BLOCK", 8)
    monkeypatch.setattr(find_common, "EVERY", 1)
    monkeypatch.setattr(find_common, "SHARE", 3)


class Stores:
    """Empty stores in memory, each a copy of the first one."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def empty(self) -> sqlite3.Connection:
        """A new one."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        with closing(sqlite3.connect(self._path)) as template:
            template.backup(connection)
        sqlite_only.configure(connection)
        return connection


@pytest.fixture
def schema(store_path: Path) -> Stores:
    """Where an example begins."""
    return Stores(store_path)


def enter(connection: sqlite3.Connection, told: Told) -> None:
    connection.execute(
        "INSERT INTO work_order (order_no, serial_no, customer_phone, customer_name, product, fault, received_at, "
        "service_mode, received_day, period, late, version, recorded_at) "
        "VALUES (?, ?, ?, ?, ?, ?, '2026-01-01 00:00:00.000000', 'onsite', 1, 202601, 0, 1, '2026-01-01')",
        told,
    )


# --- The rule once more, plainly -------------------------------------------------------------------------------------


def plain(text: str | None) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text or "").casefold() if sign.isalnum())


def plainly_in(word: str, told: Told, phones: bool) -> bool:
    number, serial, phone, name, text, fault = map(plain, told)
    if (word in fault) if phones else plainly_written(word, told[5] or ""):
        return True
    if any(word in field for field in (number, serial, name, text)):
        return True
    if phones and word in phone:
        return True
    if not phones and phone and word in (phone, phone[-4:]):
        return True
    if len(word) < 2 or not all("a" <= sign <= "z" for sign in word):
        return False
    syllables = [
        [sign] if sign.isascii() else IN_NAMES.get(sign) or pinyin(sign, style=Style.NORMAL)[0]
        for sign in name
    ]
    if all(sign.isascii() for sign in name):
        return False
    for way in islice(product(*syllables), WAYS):
        for start in range(len(way)):
            if "".join(way[start:]).startswith(word) or "".join(s[0] for s in way[start:]).startswith(word):
                return True
    return False


def plainly_written(word: str, text: str) -> bool:
    """Whether a word stands in a text between what may be phone numbers, or is one of them or the end of a long one."""
    signs = [sign if sign.isalnum() else " " for sign in unicodedata.normalize("NFKC", text).casefold()]
    parts, run, digits = [""], "", 0
    for sign in [*signs, "."]:
        if sign.isdecimal() or (sign == " " and run):
            run += sign
            digits += sign.isdecimal()
            continue
        number = plain(run)
        if digits >= 7:
            if word == number or (len(number) > 7 and word == number[-4:]):
                return True
            parts.append("")
        else:
            parts[-1] += number
        parts[-1] += plain(sign)
        run, digits = "", 0
    return any(word in part for part in parts)


def is_looked_up(words: Sequence[str]) -> bool:
    """A single letter or digit and two digits only narrow what other words find."""

    def alone(word: str) -> bool:
        runs = "".join(sign if sign.isascii() else " " for sign in word).split()
        return not word.isascii() or any(
            len(run) > 2 or (len(run) == 2 and not run.isdecimal()) for run in runs
        )

    return any(map(alone, words))


def plainly(rows: dict[int, Told], words: Sequence[str], phones: bool) -> set[int]:
    if not is_looked_up(words):
        return set()
    return {key for key, told in rows.items() if all(plainly_in(word, told, phones) for word in words)}


texts = st.one_of(st.sampled_from(NAMES), st.text("王伟海尔冰箱単Ａ１aB12-— é", max_size=8))
numbers = st.text("0123456789", min_size=0, max_size=6)
told_orders = st.tuples(
    numbers.map("W0001{}".format),
    st.one_of(st.none(), numbers.map("SN12345{}".format), texts),
    st.one_of(
        st.none(),
        numbers.map("138 0000-{}".format),
        st.sampled_from(["+86 13800005678", "8621", "５６７８", "1999999990", "99999999", "13800000000"]),
    ),
    texts,
    st.one_of(st.none(), st.sampled_from(["海尔BCD-216冰箱", "冰箱216", "Ab1冰"]), texts),
    st.one_of(
        st.none(),
        st.sampled_from(
            [
                "厨房漏水，地板湿了",
                "漏\n水",
                "水 电话 138 0000-1234 5 王",
                "1234567",
                "123_45 6漏7",
                "２３４５６７８９水",
            ]
        ),
        st.text("漏水王12345 -。", max_size=14),
        texts,
    ),
)
words_typed = st.one_of(
    st.sampled_from(WORDS),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)).map(" ".join),
    st.text("王海冰尔ab12Ｂ -0", max_size=6),
)
steps = st.one_of(
    st.tuples(st.just("enter"), told_orders),
    st.tuples(st.just("change"), st.integers(0, 30), told_orders),
    st.tuples(st.just("fill"), st.integers(1, 9)),
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.lists(steps, min_size=1, max_size=24), asked=st.lists(words_typed, min_size=1, max_size=6))
def test_what_is_found_equals_a_plain_look(
    schema: Stores, small_blocks: None, story: list[tuple[object, ...]], asked: list[str]
):
    """docs/decisions/0043: whatever was entered, changed and filled in whichever order."""
    connection = schema.empty()
    rows: dict[int, Told] = {}
    for step in story:
        match step:
            case ("enter", told):
                number = f"{told[0]}{len(rows)}"  # type: ignore[index]
                enter(connection, (number, *told[1:]))  # type: ignore[index]
                rows[len(rows) + 1] = (number, *told[1:])  # type: ignore[index]
            case ("change", int(place), told) if rows:
                key = place % len(rows) + 1
                connection.execute(
                    "UPDATE work_order SET serial_no = ?, customer_phone = ?, customer_name = ?, product = ?, "
                    "fault = ? WHERE id = ?",
                    (*told[1:], key),  # type: ignore[index]
                )
                rows[key] = (rows[key][0], *told[1:])  # type: ignore[index]
            case ("fill", int(most)):
                find_index.fill(connection, most)
    for text in asked:
        for phones in (True, False):
            words = words_of(text)
            found = find_index.found(connection, ORDERS, words, phones=phones, most=100)
            assert {key for key, _fields in found} == plainly(rows, words, phones), text
            assert len(found) == len({key for key, _fields in found})
    connection.close()


def test_every_reading_of_the_table_is_a_reading() -> None:
    """What a character is said to be read as in names is among its readings; u with dots may be typed as v or u."""
    for sign, syllables in IN_NAMES.items():
        known = set(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])
        known |= {one.replace("v", "u") for one in known}
        assert set(syllables) <= known, sign


def test_filled_whole_the_index_alone_finds_the_same(schema: Stores) -> None:
    """Whatever is found stands in the index; a wrong index would be hidden by rows that wait."""
    connection = schema.empty()
    enter(connection, ("W00011", "SN1", "13800005678", "单雄信", "海尔BCD-216冰箱", "漏水"))
    while find_index.fill(connection, 100):
        pass
    assert find_index.waiting(connection) == 0
    for text in ("shan", "sxx", "5678", "冰箱", "bcd216", "cd-21", "漏水", "漏"):
        assert find_index.found(connection, ORDERS, words_of(text), phones=True, most=5), text
    connection.execute("UPDATE work_order SET customer_name = NULL, customer_phone = NULL, fault = NULL")
    assert find_index.waiting(connection) == 1
    find_index.fill(connection, 100)
    assert find_index.waiting(connection) == 0
    left = connection.execute(
        "SELECT COUNT(*) FROM find_order WHERE find_order MATCH ?", ('"l5678" OR "t单" OR "t漏水" OR "t漏"',)
    )
    assert left.fetchone() == (0,), "of what was erased nothing stays"
    connection.close()


COMMON = (
    ("海尔冰箱", "王伟"),
    ("格力空调", "王芳"),
    ("格力空调", "李伟"),
    ("冰箱空调", "李雷"),
    ("Ab1冰", "Li Lei"),
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    entered=st.lists(st.sampled_from(COMMON), min_size=16, max_size=60),
    changed=st.lists(st.tuples(st.integers(1, 60), st.sampled_from(COMMON)), max_size=6),
    asked=st.lists(
        st.lists(
            st.sampled_from(["海尔", "格力", "冰箱", "空调", "王", "李", "李雷", "wang", "ab1"]),
            min_size=1,
            max_size=3,
        ),
        min_size=1,
        max_size=4,
    ),
    most=st.integers(1, 9),
)
def test_words_that_many_rows_have(
    schema: Stores,
    small_blocks: None,
    entered: list[tuple[str, str]],
    changed: list[tuple[int, tuple[str, str]]],
    asked: list[list[str]],
    most: int,
):
    """By bits as by a plain look, the latest first; whatever changes after its block is closed."""
    connection = schema.empty()
    rows: dict[int, Told] = {}
    for key, (product_, name) in enumerate(entered, 1):
        rows[key] = (f"W{key}", None, None, name, product_, None)
        enter(connection, rows[key])
        find_index.fill(connection, most)
    for key, (product_, name) in changed:
        if key in rows:
            sql = "UPDATE work_order SET product = ?, customer_name = ? WHERE id = ?"
            connection.execute(sql, (product_, name, key))
            rows[key] = (*rows[key][:3], name, product_, None)
    for _when in ("while some wait", "once all are in"):
        for words in asked:
            found = find_index.found(connection, ORDERS, words_of(" ".join(words)), phones=True, most=100)
            assert [key for key, _fields in found] == sorted(plainly(rows, words, True), reverse=True), words
        while find_index.fill(connection, most):
            pass
    for source in find_index.SOURCES:
        for block in range(find_common.closed(connection, source.name)):
            held = connection.execute(
                "SELECT piece, rows FROM find_common WHERE source = ? AND block = ? AND piece <> ''",
                (source.name, block),
            ).fetchall()
            for piece, bits in held:
                assert bits == find_common._bits(connection, source.pieces, piece, block * 8), piece
    assert find_common.closed(connection, ORDERS.name) == (len(rows) + 1) // 8
    connection.close()


def test_two_words_that_many_rows_have_do_not_walk_the_index(schema: Stores, small_blocks: None) -> None:
    """What is told by bits is not asked of the full-text table, which would go through all rows of either word."""
    connection = schema.empty()
    for key in range(40):
        enter(connection, (f"W{key}", None, None, "王伟", "海尔冰箱" if key % 2 else "格力空调", None))
    while find_index.fill(connection, 50):
        pass
    asked: list[str] = []
    connection.set_trace_callback(asked.append)

    def walks() -> bool:
        asked.clear()
        assert find_index.found(connection, ORDERS, ["海尔", "空调"], phones=True, most=9) == []
        return any("MATCH" in sql and "海尔" in sql and "空调" in sql for sql in asked)

    assert not walks()
    connection.execute("DELETE FROM find_common")
    assert walks(), "without the bits the table is asked for both"
    connection.close()


def test_an_index_begun_anew_finds_again(schema: Stores) -> None:
    """It can be made anew at any time."""
    connection = schema.empty()
    enter(connection, ("W00011", None, "13800005678", "王伟", None, None))
    find_index.fill(connection, 10)
    connection.execute("UPDATE work_order SET customer_name = '单雄信'")
    find_index.begin_anew(connection)
    assert find_index.waiting(connection) == 1
    for _again in range(2):
        assert [
            key for key, _fields in find_index.found(connection, ORDERS, ["sxx"], phones=True, most=5)
        ] == [1]
        find_index.fill(connection, 10)
    connection.close()


def test_long_texts_go_in_few_at_a_time(schema: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is brought in at once is bounded by its signs as well as by its rows, and each time some goes in."""
    monkeypatch.setattr(find_index, "MOST_SIGNS", 10)
    connection = schema.empty()
    for key in range(5):
        enter(connection, (f"W{key}", None, None, None, None, "漏水的冰箱" + "响" * key))
    assert [find_index.fill(connection, 100) for _each in range(4)] == [2, 2, 1, 0]
    connection.execute("UPDATE work_order SET fault = fault || '，又漏水'")
    assert [find_index.fill(connection, 100) for _each in range(4)] == [2, 2, 1, 0]
    assert find_index.waiting(connection) == 0
    found = find_index.found(connection, ORDERS, words_of("又漏水 箱响"), phones=True, most=9)
    assert [key for key, _fields in found] == [5, 4, 3, 2]
    connection.close()


@pytest.mark.parametrize("source", find_index.SOURCES)
def test_the_plans_ask_the_index_first(store_path: Path, source: find_index.Source) -> None:
    """The index says which rows, and each is read by its key; never every row, asked one by one."""
    connection = sqlite3.connect(store_path)

    def plan(name: str) -> list[str]:
        sql = find_index.plans(source)[name]
        values = {"question": "x", "begin": "a", "end": "b", "most": 1}
        return [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]

    index, noted, new = plan("index"), plan("noted"), plan("new")
    beginning = plan("beginning") if source.columns.number else []
    assert index[0].startswith("SCAN f VIRTUAL TABLE INDEX") and "M" in index[0]
    assert index[1].startswith("SEARCH r USING INTEGER PRIMARY KEY (rowid=?)")
    assert noted[0].startswith("SEARCH t USING") and noted[1].startswith("SEARCH r USING INTEGER PRIMARY KEY")
    assert new[0].startswith("SEARCH r USING INTEGER PRIMARY KEY (rowid>?)")
    if beginning:
        assert beginning[0].startswith("SEARCH r USING INDEX sqlite_autoindex_")
    assert not any("TEMP B-TREE" in step for step in (*index, *noted, *new, *beginning))
    connection.close()


def test_the_latest_comes_first_and_endings_before_it(schema: Stores) -> None:
    """Rows whose number ends with what was typed, then the others, the latest entered first."""
    connection = schema.empty()
    for place, phone in enumerate(("13800005678", "13856780000", "13956781111", "13900005678")):
        enter(connection, (f"W{place}", None, phone, "王伟", None, None))
    find_index.fill(connection, 2)
    rows = find_index.found(connection, ORDERS, ["5678"], phones=True, most=10)
    assert [key for key, _fields in rows] == [4, 1, 3, 2]
    assert [key for key, _fields in find_index.found(connection, ORDERS, ["5678"], phones=True, most=2)] == [
        4,
        1,
    ]
    assert [key for key, _fields in find_index.found(connection, ORDERS, ["5678"], phones=False, most=9)] == [
        4,
        1,
    ]
    assert find_index.found(connection, COMPLAINTS, ["5678"], phones=True, most=9) == []
    connection.close()
