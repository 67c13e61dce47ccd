"""Wrong use of every command: one clear sentence, the exit status of docs/cli.md, *Exit status*, and nothing
changed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import ROOT, Program, in_a_process
from tests.cli.test_texts import TEXTS, line_with
from tests.stores import example_rows, write_csv

USAGE = 2
UNREADABLE = 3
NOT_PERMITTED = 4

WRONG: list[tuple[str, int, str]] = [
    # Commands and options
    ("nope", USAGE, "There is no command “nope”. There are: init, demo, import"),
    ("close nope", USAGE, "There is no command “nope”. There are: check, compute"),
    ("--nope close status", USAGE, "There is no option --nope here."),
    ("card E001 --mont 2026-01", USAGE, "Is it one of these: "),
    ("card E001 --lang zh", USAGE, "The option --lang stands before the command: csi --lang … card."),
    ("close status --db other.db", USAGE, "The option --db stands before the command"),
    ("card E001 --month", USAGE, "The option --month needs a value."),
    ("cards 2026-01 --json=1", USAGE, "The option --json takes no value."),
    ("cards 2026-01 2026-02", USAGE, "This is too much: 2026-02. See “csi cards --help”."),
    ("--lang fr close status", USAGE, "There is no language “fr”. Choose zh or en."),
    ("--lang= close status", USAGE, "--lang is missing."),
    # Missing arguments
    ("card", USAGE, "EMPLOYEE is missing. See “csi card --help”."),
    ("cards", USAGE, "MONTH is missing."),
    ("explain", USAGE, "EMPLOYEE is missing."),
    ("import", USAGE, "KIND is missing."),
    ("import orders", USAGE, "Name the file to import"),
    ("milestone C000001", USAGE, "MILESTONE is missing."),
    ("milestone", USAGE, "COMPLAINT is missing."),
    ("due", USAGE, "INSTANT is missing."),
    ("export", USAGE, "WHAT is missing."),
    ("close check", USAGE, "MONTH is missing."),
    ("close compute", USAGE, "MONTH is missing."),
    ("close publish", USAGE, "MONTH is missing."),
    ("close freeze", USAGE, "MONTH is missing."),
    ("close run", USAGE, "MONTH is missing."),
    ("close backfill", USAGE, "FROM..TO is missing."),
    ("scheme show", USAGE, "ID is missing."),
    ("user add Li", USAGE, "A user needs a role"),
    ("user add --account li --roles clerk", USAGE, "NAME is missing."),
    ("user roles Desk", USAGE, "--roles is missing."),
    ("user deactivate", USAGE, "NAME is missing."),
    # Months
    ("close check 2026-13", USAGE, "“2026-13” is no month. Write it as YYYY-MM, such as 2026-10."),
    ("close publish 202610", USAGE, "“202610” is no month."),
    ("close publish ２０２６-１３", USAGE, "“２０２６-１３” is no month."),
    ("close freeze 2026-1", USAGE, "is no month."),
    ("close publish last", USAGE, "“last” is no month. Write it as YYYY-MM, such as 2026-10."),
    ("close publish 2026/02", USAGE, "“2026/02” is no month."),
    ("close freeze 2", USAGE, "“2” is no month."),
    ("close correct last --reason x", USAGE, "“last” is no month."),
    ("close backfill last", USAGE, "“last” is no month."),
    ("close backfill 1..2", USAGE, "“1” is no month."),
    ("pay settle last", USAGE, "“last” is no month."),
    ("scheme use aftersales-csi --from 10", USAGE, "“10” is no month."),
    ("close run 0000-00", USAGE, "is no month."),
    ("close status 2026-00", USAGE, "is no month."),
    ("close status 1850-01", USAGE, "is no month."),
    ("cards October", USAGE, "“October” is no month."),
    ("card E001 --month 2026-13", USAGE, "“2026-13” is no month."),
    ("explain E001 --month 2026-02-01", USAGE, "is no month."),
    ("export cards --month 2026-13", USAGE, "is no month."),
    ("close backfill 2026-02..2026-01", USAGE, "runs backwards. Write the earlier month first."),
    ("close backfill 2026-01..2026-13", USAGE, "“2026-13” is no month."),
    ("close backfill 2026-02..", USAGE, "“” is no month."),
    ("close backfill ..", USAGE, "is no month."),
    ("close backfill 2026-01-2026-02", USAGE, "is no month."),
    # Months that are not what it takes
    (
        "cards 2026-03",
        USAGE,
        "2026-03 is not computed yet. Run “csi close compute 2026-03” first. The latest computed month is 2026-02.",
    ),
    ("indicators 2026-Q3", USAGE, "No month of 2026-Q3 is computed. The latest computed month is 2026-02."),
    (
        "results 2026-Q3",
        USAGE,
        "No month of 2026-Q3 is published yet. The latest published month is 2026-01.",
    ),
    ("card E001 --month 2026-03", USAGE, "2026-03 is not computed yet."),
    ("cards 2027-05", USAGE, "2027-05 has not begun: there are no cards yet."),
    ("card E001 --month 2027-05", USAGE, "2027-05 has not begun: there are no cards yet."),
    ("explain E001 --month 2027-05", USAGE, "2027-05 has not begun: there are no cards yet."),
    ("explain E001 --month 2026-03", USAGE, "2026-03 is not computed yet."),
    ("export cards --month 2026-03", USAGE, "2026-03 is not computed yet."),
    ("close publish 2026-03", USAGE, "2026-03 is not computed yet."),
    ("close freeze 2026-03", USAGE, "2026-03 is not computed yet."),
    ("close freeze 2026-02", USAGE, "2026-02 is only computed. Publish it before it is frozen."),
    ("close compute 2026-01", USAGE, "2026-01 is frozen and is not computed again."),
    (
        "close publish 2026-01",
        USAGE,
        "2026-01 is frozen already; what is wrong in it takes a correction (csi close correct).",
    ),
    (
        "close freeze 2026-01",
        USAGE,
        "2026-01 is frozen already; what is wrong in it takes a correction (csi close correct).",
    ),
    ("close compute 2027-01", USAGE, "2027-01 has not begun"),
    ("close backfill 2026-11", USAGE, "2026-11 cannot be brought in before 2026-12-10 00:00, its cut-off."),
    ("cards 2026-02 --scheme aftersales-csi-survey", USAGE, "was computed with the scheme aftersales-csi"),
    # Employees and figures
    ("card E999", USAGE, "No employee has the number or a name with “E999”. See “csi people”."),
    ("card 涛", USAGE, "“涛” fits several employees: E001 林涛, E009 黄涛秀. Give the number."),
    ("card ''", USAGE, "EMPLOYEE is missing."),
    ("card S001", USAGE, "何丽 has no card in 2026-02."),
    ("explain E999", USAGE, "No employee has the number or a name with “E999”."),
    ("explain 涛", USAGE, "fits several employees"),
    ("explain ''", USAGE, "EMPLOYEE is missing."),
    ("explain S001", USAGE, "何丽 has no card in 2026-02."),
    ("explain E001 nope", USAGE, "There is no indicator “nope”. There are: total, satisfaction, attitude"),
    # Instants and numbers
    ("due yesterday", USAGE, "“yesterday” is no date and time. Write it like 2026-03-07T09:05."),
    ("due 2026-02-30", USAGE, "“2026-02-30” is no date and time."),
    ("due 1850", USAGE, "“1850” is no date and time."),
    ("due 1850-01-01T00:00", USAGE, "years 2000 to 2099 are accepted."),
    ("due ''", USAGE, "INSTANT is missing."),
    ("close compute 2026-02 --as-of soon", USAGE, "“soon” is no date and time."),
    ("close compute 2026-02 --as-of 2027-01-01", USAGE, "The cut-off 2027-01-01 00:00 lies ahead."),
    ("close compute 2026-02 --as-of 2026-01-31", USAGE, "2026-02 has not begun"),
    ("close check 2026-02 --as-of 2026-02-30", USAGE, "is no date and time."),
    ("close run 2026-02 --as-of 25:00", USAGE, "is no date and time."),
    ("milestone C000035 resolved --at 2026-02-30T10:00", USAGE, "is no date and time."),
    ("close publish 2026-02 --days -1", USAGE, "“-1” is no whole number from 0 to 366."),
    ("close publish 2026-02 --days five", USAGE, "“five” is no whole number from 0 to 366."),
    ("close run 2026-02 --days 1.5", USAGE, "“1.5” is no whole number from 0 to 366."),
    ("close run 2026-02 --days 367", USAGE, "“367” is no whole number from 0 to 366."),
    ("demo --seed x", USAGE, "“x” is no whole number from 0"),
    # Schemes
    ("scheme show nope", USAGE, "There is no scheme “nope”. There are: aftersales-csi"),
    ("close compute 2026-02 --scheme nope", USAGE, "There is no scheme “nope”."),
    ("close backfill 2026-02 --scheme nope", USAGE, "There is no scheme “nope”."),
    ("cards 2026-02 --scheme nope", USAGE, "not with nope."),
    # Milestones
    ("backup", USAGE, "FILE is missing."),
    ("restore", USAGE, "FILE is missing."),
    ("restore nowhere.db", 5, "There is no backup nowhere.db; nothing was changed."),
    ("verify now", USAGE, "now"),
    ("audit --from nonsense", USAGE, "--from: “nonsense” is no day. A day is enough"),
    ("audit --to 明天", USAGE, "--to: “明天” is no day. A day is enough"),
    ("assign C999999 E001", USAGE, "There is no complaint C999999."),
    ("assign C000035 E999", USAGE, "No employee has the number E999."),
    ("assign C000035", USAGE, "EMPLOYEE is missing."),
    ("milestone C999999 contacted", USAGE, "There is no complaint C999999."),
    ("milestone C000035 phoned", USAGE, "“phoned” is no milestone. There are: contacted, planned, resolved."),
    ("milestone C000035 resolved --at 2026-11-21T09:00", USAGE, "A milestone cannot lie in the future."),
    (
        "milestone C000035 resolved --at 2025-12-31T23:59",
        USAGE,
        "cannot lie before the complaint was received",
    ),
    ("milestone C000035 contacted", USAGE, "of C000035 is logged already, at 2026-01-01"),
    ("milestone C000004 resolved", USAGE, "C000004 is invalid; its clock does not run."),
    # Files
    (
        "import nope FOLDER/orders.csv",
        USAGE,
        "There are: employees, orders, surveys, complaints, milestones, ratings, measures, conduct, pay.",
    ),
    ("import orders FOLDER/missing.csv", UNREADABLE, "/missing.csv."),
    ("import orders FOLDER", UNREADABLE, "is a folder."),
    ("import orders FOLDER/binary.csv", UNREADABLE, "binary.csv is neither csv nor xlsx."),
    ("import orders FOLDER/binary.xlsx", UNREADABLE, "binary.xlsx"),
    ("import orders FOLDER/empty.csv", UNREADABLE, "empty.csv is empty."),
    ("import surveys FOLDER/orders.csv", UNREADABLE, "orders.csv"),
    ("import orders FOLDER/orders.csv --encoding klingon", USAGE, "klingon"),
    ("import orders FOLDER/orders.csv --mapping FOLDER/missing.toml", UNREADABLE, "missing.toml"),
    ("import orders FOLDER/orders.csv --mapping FOLDER/binary.csv", UNREADABLE, "binary.csv"),
    ("import nope --template FOLDER/t.csv", USAGE, "nope"),
    ("import orders --template FOLDER/t.pdf", USAGE, "t.pdf"),
    ("import orders --template FOLDER", USAGE, "neither by its name."),
    ("import orders --template FOLDER/missing/t.csv", USAGE, "t.csv"),
    ("export nope", USAGE, "“nope” cannot be exported. There are: cards"),
    ("export cards --format pdf", USAGE, "“pdf”"),
    ("export cards --format xlsx", USAGE, "A file of xlsx needs a name: add -o FILE."),
    ("export cards -o FOLDER/cards.doc", USAGE, "“doc”"),
    ("export cards -o FOLDER", USAGE, ""),
    ("export cards -o FOLDER/missing/cards.csv", USAGE, "There is no folder "),
    ("export cards -o FOLDER/cards.csv/", USAGE, "ends like the name of a folder."),
    ("ical -o FOLDER/due.ics/", USAGE, "ends like the name of a folder."),
    ("week -o FOLDER", USAGE, "is a folder. Name a file in it."),
    ("analysis -o FOLDER/a\x1bb.html", USAGE, "The name of the file holds an invisible control character"),
    # Stores and users
    ("--db '' close status", USAGE, "--db names no store."),
    ("--db postgresql://me:secret@host/csi close status", USAGE, "only SQLite stores are supported"),
    ("--db NEW init --tz Mars/Olympus", USAGE, "“Mars/Olympus” is no known time zone."),
    ("user add Desk --account desk2 --roles clerk", USAGE, "exists already."),
    ("user add '' --account li --roles clerk", USAGE, "NAME is missing."),
    ("user add Li --account '' --roles clerk", USAGE, "--account is missing."),
    ("user add Li --account li --roles boss", USAGE, "Not a role: boss. There are: clerk, supervisor"),
    ("user add Li --account li --roles ''", USAGE, "A user needs a role"),
    ("user add Li --account li --roles clerk --employee E999", USAGE, "No employee has the number E999."),
    ("user roles Nobody --roles clerk", USAGE, "There is no user called Nobody. See “csi user list”."),
    ("user roles Desk --roles clerk", USAGE, "Somebody must remain administrator; nothing was changed."),
    ("user deactivate Desk", USAGE, "Somebody must remain administrator; nothing was changed."),
    ("user activate Nobody", USAGE, "There is no user called Nobody."),
    ("--operator Nobody close status", USAGE, "No single active user is called Nobody."),
    ("serve app", USAGE, "Nobody has a password yet. An administrator sets one: csi user password NAME."),
    ("serve app --port 80", USAGE, "“80” is no whole number from 1024 to 65535."),
    ("--operator Desk serve app", USAGE, "Who is there is asked in the browser; leave out --operator."),
    ("--operator Nobody card E001", USAGE, "No single active user is called Nobody."),
    ("--operator '' complaints", USAGE, "--operator is missing."),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files to import, most of them unfit."""
    found = tmp_path / "files"
    found.mkdir()
    write_csv(found / "orders.csv", example_rows("orders"))
    (found / "empty.csv").touch()
    for name in ("binary.csv", "binary.xlsx"):
        (found / name).write_bytes(bytes(range(256)) * 8)
    return found


def _words(line: str, folder: Path) -> list[str]:
    return [
        ""
        if word in ("''", '""')
        else word.replace("FOLDER", str(folder)).replace("NEW", str(folder / "new.db"))
        for word in line.split()
    ]


@pytest.mark.parametrize(("line", "status", "sentence"), WRONG, ids=[line for line, *_ in WRONG])
def test_wrong_use_gets_a_sentence_and_changes_nothing(
    closed: Program, folder: Path, line: str, status: int, sentence: str
) -> None:
    """docs/cli.md, *Exit status*: clear message, the status, never a traceback."""
    before, files = closed.path.read_bytes(), sorted(folder.iterdir())
    found = closed(*_words(line, folder), status=status)
    assert found.out == ""
    assert sentence in found.err
    assert found.err.count("\n") == 1, "one sentence on one line"
    assert found.err.rstrip().endswith((".", "?"))
    assert "\x1b" not in found.err
    in_chinese = closed.tried("--lang", "zh", *_words(line, folder))
    assert (in_chinese.status, in_chinese.out) == (status, "")
    assert in_chinese.err.count("\n") == 1
    assert closed.path.read_bytes() == before
    assert sorted(folder.iterdir()) == files


@pytest.mark.parametrize("group", ["close", "scheme", "user"])
def test_a_group_alone_shows_its_commands(csi: Program, group: str) -> None:
    """docs/cli.md, *Exit status*: a missing answer is a usage error; the help goes where messages go."""
    found = csi(group, status=USAGE)
    assert found.out == ""
    assert found.err.startswith(f"Usage: csi {group} ")


def test_the_application_needs_a_terminal(csi: Program) -> None:
    """docs/cli.md, *The command line*: without a terminal nothing is asked and nothing hangs."""
    found = csi(status=USAGE)
    assert (found.out, found.err.count("\n")) == ("", 1)
    assert "needs a terminal" in found.err


def test_the_same_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Language from the option, CSI_LANG or the locale; the exit status is the process's."""
    store = tmp_path / "csi.db"
    assert in_a_process("--db", store, "init").status == 0
    english = in_a_process("--db", store, "close", "check", "2026-13")
    assert (english.status, english.out) == (USAGE, "")
    assert "is no month" in english.err
    for env in ({"CSI_LANG": "zh"}, {"LANG": "zh_CN.UTF-8"}):
        chinese = in_a_process("--db", store, "close", "check", "2026-13", env=env)
        assert (chinese.status, chinese.out, chinese.err.count("\n")) == (USAGE, "", 1)
    # A terminal that cannot show a character gets a question mark.
    plain = in_a_process("--db", store, "card", "涛", env={"PYTHONIOENCODING": "ascii"})
    assert (plain.status, plain.err[:60].isascii()) == (USAGE, True)


def test_a_pipe_that_closes_early_is_no_error(example: Program) -> None:
    """``csi … | head``: whoever read our output has gone."""
    process = subprocess.Popen(
        [sys.executable, "-m", "csi_tui.cli.main", "--db", str(example.path), "people", "--json"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, err = process.communicate(timeout=300)
    assert (process.returncode, err) == (0, "")


MONTHS = [
    (words, command, parameter)
    for words, command, parameter in TEXTS
    if parameter.metavar == "MONTH" and words != ("card",)
]


def test_what_is_no_month_is_told_before_a_store_is_looked_for(closed: Program, tmp_path: Path) -> None:
    """docs/cli.md, *Exit status*: 2, whether there is a store or not."""
    assert len(MONTHS) > 20
    for words, command, parameter in MONTHS:
        line = ["--db", str(tmp_path / "none.db"), *line_with(words, command, parameter, "2026-13")]
        found = closed(*line, status=2)
        assert "“2026-13” is no month" in found.err, (words, found)
