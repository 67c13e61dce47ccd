"""What commands print: data on standard output, in the shapes of docs/cli.md, *JSON shapes*."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import tomllib
from pathlib import Path

import openpyxl
import pyte
import pytest
import time_machine

from csi_tui.cli.main import run
from csi_tui.scoring.periods import Period
from csi_tui.services.glance.quick import find_card
from csi_tui.services.tabular.aligned import width
from tests.cli.expected import differences, expected
from tests.cli.program import Program, at_a_terminal, in_a_process
from tests.stores import EXAMPLE, EXAMPLE_MONTHS, KINDS, example_rows, local, write_csv, write_xlsx

# --- Cards ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["as they are", "shuffled", "xlsx", "gb18030", "chinese headers"])
def test_the_worked_example_over_the_command_line(csi: Program, tmp_path: Path, form: str) -> None:
    """tests/examples/aftersales: both months exactly, also from other files."""
    for kind in KINDS:
        file = _file_of(kind, form, tmp_path, csi)
        found = csi("import", kind, file, "--json").json
        rows = len(example_rows(kind))
        assert (found["accepted"], found["skipped"], found["rejected"]) == (rows, [], [])
    csi("close", "backfill", "2026-01..2026-02")
    for month in EXAMPLE_MONTHS:
        found = csi("cards", month, "--json").json
        assert differences(expected(month), found) == []
        assert found["state"] == "frozen"


def _file_of(kind: str, form: str, folder: Path, csi: Program) -> Path:
    rows = example_rows(kind)
    if form == "as they are":
        return EXAMPLE / f"{kind}.csv"
    random.Random(f"{kind}-{form}").shuffle(rows)
    if form == "xlsx":
        return write_xlsx(folder / f"{kind}.xlsx", rows)
    if form == "chinese headers":
        template = folder / f"{kind}-template.csv"
        csi("--lang", "zh", "import", kind, "--template", template)
        headers = next(csv.reader(template.open(encoding="utf-8-sig", newline="")))
        csi("--lang", "en", "import", kind, "--template", template.with_suffix(".en.csv"))
        english = next(csv.reader(template.with_suffix(".en.csv").open(encoding="utf-8-sig", newline="")))
        assert headers != english
        names = dict(zip(english, headers, strict=True))
        return write_csv(folder / f"{kind}.csv", [{names[key]: row[key] for key in row} for row in rows])
    return write_csv(folder / f"{kind}.csv", rows, encoding="gb18030" if form == "gb18030" else "utf-8")


def test_a_month_is_said_as_people_say_it(closed: Program, now: time_machine.Traveller) -> None:
    """docs/cli.md, *Global options*: of MONTH, as an argument, as an option, and past the library."""
    february = closed("cards", "2026-02", "--json")
    card = closed("card", "E001", "--month", "2026-02", "--json")
    now.move_to(local("2026-03-15T09:00"))
    for said in ("last", "2026/2", "2", "上月"):
        assert closed("cards", said, "--json") == february
        assert closed("card", "E001", "--month", said, "--json") == card
        assert closed("card", f"--month={said}", "E001", "--json") == card
        assert closed("export", "cards", said, "--format", "json").json == february.json


def test_a_month_may_be_closed_as_of_its_cut_off(example: Program) -> None:
    """docs/cli.md, *csi close compute*: ``--as-of`` computes what was known then, the same as a backfill."""
    example("close", "compute", "2026-01", "--as-of", "2026-02-10T00:00")
    found = example("cards", "2026-01", "--json").json
    assert (found["state"], found["as_of"]) == ("computed", "2026-02-10T00:00:00")
    assert differences(expected("2026-01")["cards"], found["cards"]) == []


def test_cards_agree_with_one_another(closed: Program) -> None:
    """``card``, ``cards``, ``export cards`` and the quick look-up give one and the same card."""
    for month in EXAMPLE_MONTHS:
        cards = closed("cards", month, "--json").json["cards"]
        exported = closed("export", "cards", "--month", month, "--format", "json").json
        assert exported["cards"] == cards
        for card in cards:
            assert closed("card", card["employee_no"], "--month", month, "--json").json == card
            if month == EXAMPLE_MONTHS[0]:  # published, so that it has revisions
                line = ("card", card["employee_no"], "--month", month, "--revision", "1", "--json")
                assert closed(*line).json == card
            period = int(month.replace("-", ""))
            assert find_card(closed.path, None, card["employee_no"], Period(period)).card.json() == card


def test_a_card_is_found_by_number_and_by_part_of_the_name(closed: Program) -> None:
    """docs/cli.md, *Global options*: a number or an unambiguous part of a name; without a month the latest computed
    one."""
    by_number = closed("card", "E002")
    assert by_number.out.splitlines()[0].startswith(
        "2026-02  aftersales-csi  revision 1, computed, as of 2026-11-20"
    )
    assert closed("card", "罗").out == by_number.out
    assert closed("card", "E002", "--month", "2026-01").out != by_number.out
    assert "Total" in by_number.out
    assert by_number.err == ""


def test_the_ranking_is_a_table(closed: Program) -> None:
    """Every line as wide as its cells: Chinese names take two columns each."""
    found = closed("cards", "2026-02")
    title, header, *rows, remark = found.lines
    assert title.startswith("2026-02  aftersales-csi")
    assert remark.startswith("! few units")
    cards = closed("cards", "2026-02", "--json").json["cards"]
    start = header.index("number")
    assert [row[start:].split()[0] for row in rows] == [card["employee_no"] for card in cards]
    column = header.index("role ", start)
    for row, card in zip(rows, cards, strict=True):
        before = row.encode("gb18030")[:column].decode("gb18030")
        assert before.rstrip().endswith(card["name"])
    assert closed("cards", "2026-02", "--scheme", "aftersales-csi").out == found.out


def test_a_receipt_in_text_and_json(closed: Program) -> None:
    """docs/cli.md, *csi explain*: down to the rows, and the parts add up as shown."""
    text = closed("explain", "E002", "--month", "2026-02")
    assert text.out.splitlines()[0].startswith("E002  罗敏")
    assert "W000010" in text.out
    assert "-0.00" not in text.out
    found = closed("explain", "E002", "--month", "2026-02", "--json").json
    assert {key: found[key] for key in ("month", "state", "revision", "employee_no", "current")} == {
        "month": "2026-02",
        "state": "computed",
        "revision": 1,
        "employee_no": "E002",
        "current": True,
    }
    receipt = found["receipt"]
    card = closed("card", "E002", "--json").json
    assert receipt["score"] == card["total"]
    assert [part["id"] for part in receipt["parts"]] == [figure["id"] for figure in card["indicators"]]
    part = closed("explain", "E002", "quality", "--month", "2026-02", "--json").json["receipt"]
    assert part == next(one for one in receipt["parts"][0]["parts"] if one["id"] == "quality")


def test_a_receipt_says_when_rows_changed_since(closed: Program, tmp_path: Path) -> None:
    """The receipt of a month that is only computed shows present rows, and says so where they differ."""
    more = example_rows("orders")[0] | {
        "order_no": "W900001",
        "received_at": "2026-02-03T09:00",
        "first_contact_at": "2026-02-03T14:00",
        "appointment_at": "",
        "arrived_at": "2026-02-04T09:00",
        "completed_at": "2026-02-05T09:00",
        "outcome": "not_fixed",
        "technician_no": "E002",
        "return_of": "",
    }
    closed("import", "orders", write_csv(tmp_path / "more.csv", [more]))
    found = closed("explain", "E002", "first_time_fix", "--json")
    assert found.json["current"] is False
    assert "compute it again" in found.err
    closed("close", "compute", "2026-02")
    assert closed("explain", "E002", "first_time_fix", "--json").json["current"] is True


# --- Complaints ----------------------------------------------------------------------------------------------------


def test_complaints_and_their_milestones(example: Program, now: time_machine.Traveller) -> None:
    """docs/cli.md, *csi complaints*: open complaints by next due time; each milestone moves the next step on."""
    now.move_to(local("2026-01-02T12:00"))
    found = example("complaints", "--json").json
    keys = {
        "complaint_no", "received_at", "customer_name", "customer_phone", "order_no", "handler", "category",
        "next_step", "next_due_at", "overdue", "provisional",
    }  # fmt: skip
    assert all(set(row) >= keys for row in found)
    assert [row["next_due_at"] for row in found] == sorted(row["next_due_at"] for row in found)
    overdue = example("complaints", "--overdue", "--json").json
    assert overdue == [row for row in found if row["overdue"]]
    table = example("complaints").lines
    assert [line for row, line in zip(found, table[1:], strict=True) if row["complaint_no"] not in line] == []
    assert example("milestone", "C000035", "resolved", "--note", "refund").out == ""
    assert "C000035" not in {row["complaint_no"] for row in example("complaints", "--json").json}


def test_milestones_out_of_order_need_a_word(
    csi: Program, tmp_path: Path, now: time_machine.Traveller
) -> None:
    """docs/files.md §3: out of order needs a confirmation; later than due is said."""
    now.move_to(local("2026-03-10T12:00"))
    complaint = {"complaint_no": "C1", "received_at": "2026-03-09T09:00"}
    csi("import", "complaints", write_csv(tmp_path / "c.csv", [complaint]), status=1)
    refused = csi("milestone", "C1", "resolved", status=1)
    assert "Confirm it if it was so" in refused.err
    csi("milestone", "C1", "planned", "--out-of-order", "--at", "2026-03-09T10:00")
    late = csi("milestone", "C1", "contacted", "--at", "2026-03-10T11:00", "--out-of-order")
    assert late.err == "Logged: C1, customer contacted.\nThis was late.\n"


def test_due_times_with_their_strip(csi: Program) -> None:
    """docs/cli.md, *csi due*: over the national holiday and a made-up Saturday."""
    found = csi("due", "2026-09-30T16:40", "--json").json
    assert found["received_at"] == "2026-09-30T16:40:00+08:00"
    assert found["contact_due"] == "2026-10-01T16:40:00+08:00"
    assert found["plan_due"] == "2026-10-02T16:40:00+08:00"
    assert found["resolve_due"] == "2026-10-16T00:00:00+08:00"
    assert found["provisional"] is False
    assert [day["date"] for day in found["days"] if day["working"]] == [
        f"2026-10-{day:02d}" for day in (8, 9, 10, 12, 13, 14, 15)
    ]
    assert set(found["days"][0]) == {"date", "working", "why"}
    text = csi("due", "2026-09-30T08:40Z")
    assert "2026-10-16 00:00  before this instant" in text.out
    assert text.err == ""


def test_an_unannounced_year_is_told(csi: Program) -> None:
    """docs/rules.md, rule 2: a clear warning, never a silent guess."""
    found = csi("due", "2030-05-01T09:00", "--json")
    assert found.json["provisional"] is True
    assert "provisional" in found.err


# --- Imports, exports, people, users, schemes ----------------------------------------------------------------------


def test_an_import_reports_every_row(csi: Program, tmp_path: Path) -> None:
    """docs/files.md §3: a bad row with row number, column, value and reason; the good rows go in."""
    rows = [
        {"employee_no": "E1", "name": "李一", "role": "agent", "joined_on": "2026/1/5", "shoe_size": "42"},
        {"employee_no": "E2", "name": "李二", "role": "pilot", "joined_on": "2026-01-05", "shoe_size": "43"},
    ]
    file = write_csv(tmp_path / "people.csv", rows)
    rehearsed = csi("import", "employees", file, "--dry-run", "--json", status=1).json
    assert (rehearsed["import"], rehearsed["dry_run"]) == (None, True)
    assert csi("people", "--json").json == []
    found = csi("import", "employees", file, "--json", status=1).json
    (remark,) = found["remarks"]
    assert (remark["id"], remark["finding"]) == ("new-layout", True)
    assert found | {"rejected": [], "remarks": []} == {
        "kind": "employees",
        "file": "people.csv",
        "import": 1,
        "dry_run": False,
        "accepted": 1,
        "skipped": [],
        "rejected": [],
        "unknown_columns": ["shoe_size"],
        "remarks": [],
        "totals": [],
        "tallies": [],
        "revised": [],
    }
    (fault,) = found["rejected"]
    assert (fault["row"], fault["column"], fault["value"]) == (3, "role", "pilot")
    assert fault["reason"]
    again = csi("import", "employees", file, status=1)
    assert again.out.startswith("Row 3, role “pilot”: ")
    assert "Row 2: E1 was imported before; skipped." in again.err
    assert "Import 2: 0 rows taken, 1 skipped, 1 rejected." in again.err


def test_a_mapping_names_foreign_headers(csi: Program, tmp_path: Path) -> None:
    """docs/cli.md, *csi import*, ``--mapping FILE``."""
    rows = [{"No.": "E1", "Who": "Li", "Job": "agent", "Since": "2026-01-05"}]
    file = write_csv(tmp_path / "people.csv", rows)
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('"No." = "employee_no"\n"Who" = "name"\n"Job" = "role"\n"Since" = "joined_on"\n')
    csi("import", "employees", file, "--mapping", mapping)
    assert [row["name"] for row in csi("people", "--json").json] == ["Li"]


def test_a_sheet_and_an_encoding_may_be_named(csi: Program, tmp_path: Path) -> None:
    """The two options that extend docs/cli.md for files that do not tell by themselves."""
    book = openpyxl.Workbook()
    book.active.append(["nothing here"])
    sheet = book.create_sheet("people")
    sheet.append(["employee_no", "name", "role", "joined_on"])
    sheet.append(["E1", "李一", "agent", "2026-01-05"])
    book.save(tmp_path / "book.xlsx")
    csi("import", "employees", tmp_path / "book.xlsx", "--sheet", "people")
    missing = csi.tried("import", "employees", tmp_path / "book.xlsx", "--sheet", "nope")
    assert missing.status in (2, 3)
    rows = [{"employee_no": "E2", "name": "陳二", "role": "agent", "joined_on": "2026-01-05"}]
    file = write_csv(tmp_path / "people.csv", rows, encoding="big5")
    csi("import", "employees", file, "--encoding", "big5")
    assert [row["name"] for row in csi("people", "--json").json] == ["李一", "陳二"]


def test_cards_are_exported_in_every_format(closed: Program, tmp_path: Path) -> None:
    """docs/cli.md, *csi export*: the same figures in csv, xlsx and json."""
    cards = closed("cards", "2026-02", "--json").json["cards"]
    numbers = [card["employee_no"] for card in cards]
    totals = [card["total"] for card in cards]
    printed = list(csv.DictReader(io.StringIO(closed("export", "cards").out)))
    assert [row["number"] for row in printed] == numbers
    assert [row["total"] for row in printed] == totals
    for name in ("cards.csv", "cards.xlsx", "cards.json"):
        found = closed("export", "cards", "--month", "2026-02", "-o", tmp_path / name)
        assert (found.out, found.err) == ("", f"Written to {tmp_path / name}.\n")
    again = closed("export", "cards", "-o", tmp_path / "cards.csv")
    assert again.err == (
        f"Written to {tmp_path / 'cards.csv'}.\nThe file that had this name before is replaced.\n"
    )
    text = (tmp_path / "cards.csv").read_text(encoding="utf-8-sig")
    assert [row["number"] for row in csv.DictReader(io.StringIO(text))] == numbers
    sheet = openpyxl.load_workbook(tmp_path / "cards.xlsx").active
    header, *rows = sheet.iter_rows(values_only=True)
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    assert [line["number"] for line in lines] == numbers
    assert [f"{line['total']:.2f}" for line in lines] == totals
    assert json.loads((tmp_path / "cards.json").read_text(encoding="utf-8"))["cards"] == cards


def test_people_users_and_schemes(example: Program) -> None:
    """The commands that extend docs/cli.md."""
    people = example("people", "--json").json
    assert [one["employee_no"] for one in people][:2] == ["E001", "E002"]
    assert len(example("people").lines) == len(people) + 1
    assert example("people", "罗敏").lines[1].startswith("E002")
    example("user", "add", "Li", "--account", "li", "--roles", "clerk, hr", "--employee", "E002")
    found = example("user", "list", "--json").json
    assert found[1] == {
        "name": "Li", "account": "li", "roles": ["clerk", "hr"], "employee_no": "E002", "active": True,
        "password": False,
    }  # fmt: skip
    example("user", "roles", "Li", "--roles", "head")
    example("user", "deactivate", "Li")
    assert example("user", "list", "--json").json[1] | {"name": ""} == {
        "name": "", "account": "li", "roles": ["head"], "employee_no": "E002", "active": False, "password": False,
    }  # fmt: skip
    example("user", "activate", "Li")
    assert "head of department" in example("user", "list").lines[2]
    schemes = [one["id"] for one in example("scheme", "list", "--json").json]
    assert schemes[:2] == ["aftersales-csi", "aftersales-csi-survey"]
    shown = example("scheme", "show", "aftersales-csi").out
    assert "Satisfaction [satisfaction]  70 %" in shown
    assert tomllib.loads(example("scheme", "show", "aftersales-csi", "--toml").out)["id"] == "aftersales-csi"


def test_status_of_months(closed: Program) -> None:
    """docs/cli.md, *csi close status*."""
    found = closed("close", "status", "--json").json
    assert [one["month"] for one in found] == [f"2026-{month:02d}" for month in range(1, 12)]
    assert [one["state"] for one in found][:3] == ["frozen", "computed", "open"]
    assert set(found[0]) == {
        "month", "state", "revision", "scheme", "as_of", "computed_at", "published_at", "window_ends_at",
        "frozen_at", "backfilled", "cards", "assessed", "reopened", "rules",
    }  # fmt: skip
    # One month by itself says the dates, too, that its scheme ties to it, and who was asked; this one ties none.
    (one,) = closed("close", "status", "2026-02", "--json").json
    asked = one.pop("surveys")
    assert one == found[1] | {"reminders": []}
    assert set(asked) == {"orders", "asked", "answered", "asked_share", "answered_share"}
    assert asked["orders"] >= asked["asked"] >= asked["answered"] > 0
    lines = closed("close", "status").lines
    assert [line.split()[:2] for line in lines[1:4]] == [
        ["2026-01", "frozen"], ["2026-02", "computed"], ["2026-03", "open"],
    ]  # fmt: skip


# --- Terminals and languages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "--help",
        "card --help",
        "cards 2026-02",
        "card E002",
        "explain E002",
        "complaints",
        "close check 2026-02",
    ],
)
def test_no_control_sequences_without_a_terminal(closed: Program, line: str) -> None:
    """docs/cli.md, *The command line*: works without a terminal."""
    found = closed.tried(*line.split())
    assert found.status in (0, 1)
    assert found.out
    assert "\x1b" not in found.out + found.err


@pytest.mark.parametrize("line", ["--help", "cards 2026-02"])
def test_no_colour_is_obeyed(closed: Program, line: str) -> None:
    """docs/cli.md, *Environment*: NO_COLOR wins."""
    env = {"NO_COLOR": "1", "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    found = in_a_process("--db", closed.path, *line.split(), env=env)
    assert found.status == 0
    assert "\x1b" not in found.out + found.err


def test_names_of_data_are_the_same_in_both_languages(closed: Program) -> None:
    """JSON is data: keys, ids and figures do not depend on the language."""
    for line in ("cards 2026-02 --json", "complaints --json", "close status --json", "people --json"):
        assert closed("--lang", "zh", *line.split()).json == closed(*line.split()).json


def test_nothing_is_read_from_standard_input(tmp_path: Path) -> None:
    """docs/cli.md, *The command line*: no prompt when standard input is no terminal, even when something stands in
    it."""
    found = in_a_process("--db", tmp_path / "csi.db", "init", stdin="never\nread\n")
    assert (found.status, found.out) == (0, "")
    found = in_a_process("--db", tmp_path / "csi.db", "milestone", "C1", stdin="resolved\n")
    assert (found.status, found.err) == (2, "MILESTONE is missing. See “csi milestone --help”.\n")


def test_the_version(csi: Program) -> None:
    from csi_tui import __version__

    assert csi("--version").out == f"csi-tui {__version__}\n"


def test_the_store_is_named_by_option_environment_or_folder(
    example: Program, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """docs/cli.md, *Global options*, ``--db PATH_OR_URL``: the option, else CSI_DB, else the user's data folder."""
    url = f"sqlite:///{example.path}"
    assert len(example("--db", url, "people", "--json").json) == 11
    monkeypatch.setenv("CSI_DB", str(example.path))
    assert run(["people", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 11
    monkeypatch.delenv("CSI_DB")
    assert run(["init"]) == 0
    made = home / ".local" / "share" / "csi-tui" / "csi.db"
    assert str(made) in capsys.readouterr().err
    assert made.stat().st_mode & 0o077 == 0, "nobody else may read it"


def test_a_fault_of_the_program_goes_to_the_log(
    csi: Program, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/cli.md, *Exit status*: a traceback never reaches the user; whoever mends it finds it."""

    def broken(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("that should not have happened")

    monkeypatch.setattr("csi_tui.services.people.employees.people", broken)
    found = csi("people", status=1)
    log = home / ".local" / "state" / "csi-tui" / "csi.log"
    assert (found.out, found.err.count("\n")) == ("", 1)
    assert str(log) in found.err
    assert "that should not have happened" in log.read_text(encoding="utf-8")


def test_an_interruption_is_told(csi: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C: status 130, one sentence."""

    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("csi_tui.services.people.employees.people", interrupted)
    assert csi("people", status=130).err == "Stopped; nothing was stored.\n"


# --- At a terminal -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [70, 80, 130, 200])
def test_cards_fit_the_terminal(closed: Program, language: str, columns: int) -> None:
    """docs/cli.md, *csi cards*: no line is wider, who it is and the total stay, and what is left out is named."""
    words = ("--lang", language, "--db", closed.path, "cards", "2026-02")
    plain = closed(*words)
    found = at_a_terminal("stdout", *words, columns=columns)
    shown = pyte.Screen(columns, 40)
    shown.set_mode(pyte.modes.LNM)
    pyte.Stream(shown).feed(found.out)
    lines = [line.rstrip() for line in shown.display if line.strip()]
    assert len(lines) - len(plain.lines) in (0, 1), "a second line of headings at most; none is broken"
    for card in closed("cards", "2026-02", "--json").json["cards"]:
        assert any(card["employee_no"] in line and (card["total"] or "-") in line for line in lines)
    at_a_terminal("stdout", *words, columns=columns)
    left_out = closed.capture.readouterr().err
    assert bool(left_out) == (columns < 100)
    if columns == 70:
        assert ("岗位" if language == "zh" else "role") in left_out


def test_colours_at_a_terminal_alone(closed: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/cli.md, *Environment*: never in a pipe, never under ``NO_COLOR`` or on a terminal that has none."""
    words = ("--db", closed.path, "cards", "2026-02")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = at_a_terminal("stdout", *words, columns=200).out
    assert "\x1b[36mGood\x1b[0m" in coloured
    plain = closed(*words).out
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as there:
            there.setenv(name, value)
            assert at_a_terminal("stdout", *words, columns=200).out == plain
    assert "\x1b" not in at_a_terminal("stdout", *words, "--json").out


def test_watch_tells_the_dates_of_months_that_are_near(csi: Program, now: time_machine.Traveller) -> None:
    """Seed 003 §1.1: from a week before until they are kept, or a week after; with --once alone, as text."""
    csi("scheme", "use", "team-points")
    near = "2026-12: by 2026-11-24: Choose the items of the month"
    assert csi("watch", "--once").out == ""
    found = csi("watch", "--once", "--dates", status=1)
    assert near in found.lines
    csi("watch", "--dates", status=2)
    csi("watch", "--once", "--dates", "--json", status=2)
    now.move_to(local("2026-11-16T09:00"))
    assert near not in csi("watch", "--once", "--dates").lines, "eight days before"
    now.move_to(local("2026-11-25T09:00"))
    found = csi("watch", "--once", "--dates", status=1)
    assert found.lines == [f"{near} (this day is over)"]
    now.move_to(local("2026-12-02T09:00"))
    assert near not in csi("watch", "--once", "--dates", status=1).out, "nobody is reminded for ever"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_open_complaints_fit_the_terminal(example: Program, columns: int, language: str) -> None:
    """docs/cli.md, *csi complaints*: no line is wider; when it is due, what comes next, number and handler stay."""
    words = ("--lang", language, "--db", example.path, "complaints")
    whole = example(*words).lines
    shown = at_a_terminal("stdout", *words, columns=columns).out.splitlines()
    assert all(width(line) <= columns for line in shown), shown
    rows = example("complaints", "--json").json
    assert rows
    for row, line in zip(rows, shown[1:], strict=False):
        assert line.startswith(row["next_due_at"][:16].replace("T", " "))
        assert row["complaint_no"] in line and row["handler"] in line
    assert (shown == whole) == (columns == 200)
    received = "受理" if language == "zh" else "received"
    assert received in shown[0] or received in " ".join(shown[len(rows) + 1 :])
    assert (received not in shown[0]) == (columns == 60 or (columns, language) == (80, "en"))
