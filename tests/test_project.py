"""The project's own files: what may stand in them, and what must."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock", "requirements-bench.lock")

# Written in pieces, so that this file does not name what it looks for.
_HOSTS = r"py" r"pi\.org|python" r"hosted|debian" r"\.org|npm" r"js\.|tsing" r"hua\.edu|ali" r"yun"
_FOLDERS = r"wo" r"rk|ro" r"ot|op" r"t|ho" r"me/\w+|Us" r"ers/\w+|tm" r"p/(?:csi|bash_jobs)"
_LOCAL = re.compile(rf"(?:{_HOSTS})|(?<![\w.~:)}}*/-])/(?:{_FOLDERS})(?:/|\b(?!\w))", re.IGNORECASE)


def _files() -> Iterator[Path]:
    """Yield the files of the project, without what tools leave in hidden folders."""
    for top in sorted(ROOT.iterdir()):
        if top.is_file():
            # In a linked working tree `.git` is a file, and no file of the project.
            if top.name != ".git":
                yield top
        elif top.name == ".ci" or not top.name.startswith("."):
            yield from (path for path in top.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("see https://" + "py" + "pi.org/simple", True),
        ("-f /" + "opt/wheels", True),
        ("open('/" + "work/main')", True),
        ("/" + "home/somebody/csi.db", True),
        ("docs/" + "work/orders and ~/" + "work/x", False),
        ("the /" + "workflow and .../" + "opt", False),
        ("#!/usr/bin/env bash, /dev/null", False),
    ],
)
def test_the_search_for_machine_specifics_finds_them(text: str, local: bool) -> None:
    """The next test rests on this expression."""
    assert bool(_LOCAL.search(text)) is local


def test_no_file_speaks_of_one_machine() -> None:
    """Nothing depends on, or tells, where it was made: no package hosts, no absolute paths."""
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in _files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if _LOCAL.search(line)
    ]
    assert not found, "\n".join(found)


def _locked(name: str) -> dict[str, tuple[str, int]]:
    """Return version and number of hashes of each package in a lock file."""
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8").replace("\\\n", ""))
    pins = (re.match(r"([a-z0-9-]+)==(\S+)", entry) for entry in entries)
    return {
        pin[1]: (pin[2], entry.count("--hash=sha256:"))
        for pin, entry in zip(pins, entries, strict=True)
        if pin
    }


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_hashes_and_no_addresses(name: str) -> None:
    """docs/architecture.md, *Libraries*: hashed lock files without addresses."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert _locked(name)
    assert [package for package, (_, hashes) in _locked(name).items() if not hashes] == []
    for forbidden in ("://", "--index-url", "--extra-index-url", "--find-links", " @ "):
        assert forbidden not in text
    allowed = re.compile(
        r"#( .*)?$|    # .*$|    --hash=sha256:[0-9a-f]{64}( \\)?$|[a-z0-9-]+==\S+( ; [^\\]+)? \\$"
    )
    assert [line for line in text.splitlines() if not allowed.match(line)] == []


def test_the_lock_files_agree() -> None:
    """They are installed over one another: a package has one version in all of them."""
    versions: dict[str, set[str]] = {}
    for name in LOCKS:
        for package, (version, _) in _locked(name).items():
            versions.setdefault(package, set()).add(version)
    assert {package: found for package, found in versions.items() if len(found) > 1} == {}


def test_every_dependency_has_its_reason_and_its_pin() -> None:
    """Each runtime dependency says beside it what it is for, and is locked."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = tomllib.loads(text)["project"]["dependencies"]
    locked = _locked("requirements.lock")
    for dependency in wanted:
        line = next(line for line in text.splitlines() if line.strip().startswith(f'"{dependency}"'))
        assert re.search(r'", # \w.{10,}', line), f"no reason beside {dependency}"
        assert re.match(r"[A-Za-z0-9-]+", dependency)[0].lower() in locked  # type: ignore[index]


def test_every_dependency_ends_before_its_next_major_version() -> None:
    """Whoever installs the wheel gets what the tests have run with; tzdata is data, numbered by its date."""
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert [one for one in wanted if not re.search(r">=[\d.]+,<\d", one)] == ["tzdata>=2025.1"]


def test_scoring_rests_on_the_standard_library_alone() -> None:
    """docs/architecture.md, *Rooms*: scoring is pure, standard library only; it imports nothing else of ours."""
    foreign = []
    for file, tree in _modules("csi_tui/scoring"):
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = ["csi_tui.scoring" if node.level else str(node.module)]
            foreign += [
                f"{file}: {name}"
                for name in names
                if name.split(".")[0] not in sys.stdlib_module_names
                and not f"{name}.".startswith("csi_tui.scoring.")
            ]
    assert foreign == []


_STATEMENT = re.compile(
    r"\b(SELECT\b.+\bFROM|INSERT( OR \w+)? INTO|UPDATE \w+ SET|DELETE FROM|REPLACE INTO|CREATE \w+|DROP \w+|ALTER TABLE"
    r"|PRAGMA|UNION|ORDER BY|GROUP BY|JOIN .* ON)\b|\bWHERE .*[=<>]",
    re.DOTALL,
)
_SET_BASED = {"text", "delete", "update", "insert"}
_PAST_THE_MAPPER = {"driver", "rows_of", "exec_driver_sql", "executemany", "executescript"}


def _statements(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """What speaks to the store past its named functions, with its line; not what a docstring says."""
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in said and _STATEMENT.search(text):
                yield node.lineno, text
            case ast.Attribute(attr=name) if name in _PAST_THE_MAPPER:
                yield node.lineno, name
            case ast.ImportFrom(module=module, names=names):
                banned = (
                    _SET_BASED if module and module.split(".")[0] in ("sqlalchemy", "sqlmodel") else set()
                )
                banned = banned | (_PAST_THE_MAPPER if module and module.startswith("csi_db") else set())
                yield from ((node.lineno, alias.name) for alias in names if alias.name in banned)


def test_statements_stand_with_the_store() -> None:
    """docs/decisions/0011: raw and set-based statements are functions of csi_db, which rooms call by their names."""
    found = [
        f"{file}:{line}: {text}" for file, tree in _modules("csi_tui") for line, text in _statements(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'rows(f"SELECT id FROM {table}")',
        'wanted = "work_order o WHERE o.id = ?"',
        "from sqlalchemy import text",
        "from sqlmodel import delete",
        "from csi_db.bulk import rows_of",
        'connection.exec_driver_sql("x")',
    ],
)
def test_a_statement_elsewhere_is_seen(line: str) -> None:
    """The test above would fail."""
    assert list(_statements(ast.parse(line)))


_CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}


def test_one_module_reads_the_clock() -> None:
    """docs/architecture.md, *Floors*: one module gives the time; nothing else asks for it."""
    readers = {
        file
        for file, tree in _modules("csi_tui", "db")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _CLOCKS
        and isinstance(node.func.value, (ast.Name, ast.Attribute))
        and ast.unparse(node.func.value).split(".")[-1] in {"datetime", "date", "time", "dt"}
    }
    assert readers == {"csi_tui/services/desk/clock.py"}


def test_a_day_is_taken_where_the_site_is() -> None:
    """docs/decisions/0008: a day belongs to a zone; the day of ``now()`` as it comes is that of Greenwich."""
    taken = [
        f"{file}:{node.lineno}"
        for file, tree in _modules("csi_tui", "db", "tests", "benchmarks", "tools")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "date"
        and ast.unparse(node.func.value) in {"clock.now()", "datetime.now(UTC)", "datetime.now()"}
    ]
    assert taken == []


def _check_wheel() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_wheel", ROOT / ".ci" / "check_wheel.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_wheel_check_sees_other_cards() -> None:
    """It compares what is expected, at every depth, and does not mind what else a card says."""
    differences = _check_wheel().differences
    expected = {"cards": [{"total": "87.91", "rank": 1}, {"total": None}]}
    assert (
        list(differences(expected, {"cards": [{"total": "87.91", "rank": 1, "n": 2}, {"total": None}]}, "m"))
        == []
    )
    assert list(differences(expected, {"cards": [{"total": "87.90"}]}, "m")) == [
        "m.cards has 1 entries instead of 2",
        "m.cards[0].total is '87.90' instead of '87.91'",
        "m.cards[0].rank is missing",
    ]
    assert list(differences(expected, {"cards": None}, "m")) != []
