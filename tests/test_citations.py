"""Citations lead somewhere: every page, number, heading and name that code, tests and pages refer to exists.

The forms: ``docs/rules.md, rule 4``; ``docs/rules.md §1.5`` and other numbered sections; ``docs/cli.md, *Heading*``;
``docs/decisions/0028, point 6`` (in pages also ``decision 28.6``); ``seed 000 §8.3``, listed in docs/rules.md.
"""

from __future__ import annotations

import ast
import builtins
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_THIS = Path(__file__).resolve()
_TEXTS = {".py", ".md", ".toml", ".tcss", ".cfg", ".ini", ".yml", ".yaml", ""}
_PLACES = ("csi_tui", "db", "tests", "docs", "tools", "benchmarks", ".ci")
# What a store of an earlier version holds is data, whatever it says.
_DATA = ("tests/db/stores/",)

_NUMBERS = r"\d+(?:(?:, (?:and )?| and | to |-)\d+)*"
_SECTIONS = r"§[\d.]*\d(?:(?:, and |, | and | to |-|、)§[\d.]*\d)*"

_FOREIGN = re.compile(r"\b(?:domain|contract|design)\.md\b|\bissues? #?\d+\b", re.IGNORECASE)
_PATH = re.compile(r"(?<![\w./-])(?:docs|tests|csi_tui|db|tools|benchmarks)/[\w./-]*\w")
_PAGE = re.compile(
    rf"(?P<page>docs/[\w./-]+\.md)"
    rf"(?:,? (?P<sections>{_SECTIONS})|, \*(?P<heading>[^*]+)\*|, rules? (?P<rules>{_NUMBERS}))?"
)
_RULES = re.compile(rf"\brules? (?P<rules>{_NUMBERS})\b", re.IGNORECASE)
_DECISION = re.compile(r"docs/decisions/(\d{4})(?:, point (\d+))?")
_BARE_DECISION = re.compile(
    r"(?<!\[)\bdecisions? (?P<number>\d+)(?:\.(?P<point>\d+))?(?P<more>(?:(?:, | and |-)\d+)*)", re.I
)
_SEED = re.compile(
    rf"\bseeds? (?P<seeds>\d{{3}}(?:(?:, | and |-)\d{{3}})*)(?: (?P<sections>{_SECTIONS}))?", re.IGNORECASE
)
_ROLE = re.compile(r":(?:mod|func|class|meth|attr|data|exc):`~?([\w.]+)(?:\(\))?`")


# --- What there is ----------------------------------------------------------------------------------------------------


@cache
def _headings(page: str) -> frozenset[str]:
    text = re.sub(
        r"^```.*?^```", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    return frozenset(line.replace("`", "").strip() for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE))


@cache
def _rules(page: str = "docs/rules.md") -> frozenset[int]:
    """The numbers of the numbered rules."""
    text = (ROOT / page).read_text(encoding="utf-8")
    numbered = re.split(r"^## (?:Numbered rules|编号规则)$|^## ", text, flags=re.MULTILINE)[-2]
    return frozenset(int(number) for number in re.findall(r"^(\d+)\. \*\*", numbered, re.MULTILINE))


@cache
def _seeds(page: str = "docs/rules.md") -> dict[str, frozenset[str]]:
    """Source document → its sections."""
    text = (ROOT / page).read_text(encoding="utf-8")
    parts = re.split(r"^### seed (\d{3})\b.*$", text, flags=re.MULTILINE)
    return {
        seed: frozenset(re.findall(r"^\| (§[\d.]+) \|", listed, re.MULTILINE))
        for seed, listed in zip(parts[1::2], parts[2::2], strict=True)
    }


def _decision(number: int, point: str | None = None) -> bool:
    """Whether a decision has its page, and the page that point."""
    pages = list((ROOT / "docs" / "decisions").glob(f"{number:04}-*.md"))
    text = pages[0].read_text(encoding="utf-8") if pages else ""
    return bool(text) and (point is None or re.search(rf"^{point}\. ", text, re.MULTILINE) is not None)


def _each(numbers: str) -> Iterator[int]:
    """The numbers of ``4``, ``2, 7``, ``10 and 11``, ``4-6``."""
    for first, last in re.findall(r"(\d+)(?:(?:-| to )(\d+))?", numbers):
        yield from range(int(first), int(last or first) + 1)


# --- What is wrong with a text ----------------------------------------------------------------------------------------


def _faults(text: str, *, page: bool) -> Iterator[str]:
    """What of a paragraph leads nowhere, or names no page. `page`: a page that people read, not code."""
    yield from (f"no page of the project: {found}" for found in _FOREIGN.findall(text))
    for path in _PATH.findall(text):
        number = re.match(r"docs/decisions/(\d{4})$", path)
        if not (_decision(int(number[1])) if number else _exists(path)):
            yield f"no such file: {path}"
    for found in _PAGE.finditer(text):
        if (ROOT / found["page"]).is_file():
            yield from _page_faults(found)
    for number, point in _DECISION.findall(text):
        if point and not _decision(int(number), point):
            yield f"no such point: docs/decisions/{number}, point {point}"
    for found in _RULES.finditer(text):
        yield from (f"no such rule: {one}" for one in _each(found["rules"]) if one not in _rules())
        if not page and "docs/rules.md" not in text[: found.start()]:
            yield f"names no page: {found[0]}"
    for found in _BARE_DECISION.finditer(text):
        numbers = [int(found["number"]), *_each(found["more"])]
        if not page:
            yield f"names no page: {found[0]}"
        yield from (f"no such decision: {found[0]}" for one in numbers if not _decision(one, found["point"]))
    for found in _SEED.finditer(text):
        for seed in _each(found["seeds"]):
            listed = _seeds().get(f"{seed:03}")
            if listed is None:
                yield f"no such source document: {found[0]}"
            else:
                missing = set(re.findall(r"§[\d.]*\d", found["sections"] or "")) - listed
                yield from (f"not listed in docs/rules.md: seed {seed:03} {one}" for one in sorted(missing))


def _page_faults(found: re.Match[str]) -> Iterator[str]:
    page = found["page"]
    headings = _headings(page)
    for section in re.findall(r"§[\d.]*\d", found["sections"] or ""):
        if not any(heading.split()[0] == section for heading in headings):
            yield f"no such section: {page} {section}"
    if found["heading"] is not None and found["heading"] not in headings:
        yield f"no such heading: {page}, *{found['heading']}*"
    if found["rules"] is not None and page != "docs/rules.md":
        yield f"no rules stand there: {found[0]}"


def _exists(path: str) -> bool:
    """Whether a file is there, or files of that name in several languages."""
    return (ROOT / path).exists() or any((ROOT / path).parent.glob(f"{Path(path).name}.*"))


def _paragraphs(path: Path) -> Iterator[str]:
    """The paragraphs of a file, each in one line: a citation may go over the end of a line."""
    text = path.read_text(encoding="utf-8")
    for paragraph in re.split(r'\n\s*(?:#\s*)?\n|"""', text):
        yield re.sub(r"\s*\n\s*(?:#+ )?", " ", paragraph)


def _files() -> Iterator[Path]:
    for top in sorted(ROOT.iterdir()):
        if top.is_file() and top.suffix in _TEXTS and top.name not in {".git", "LICENSE"}:
            yield top
        elif top.is_dir() and top.name in _PLACES:
            yield from (
                path
                for path in sorted(top.rglob("*"))
                if path.is_file()
                and path.suffix in _TEXTS
                and "__pycache__" not in path.parts
                and path != _THIS
                and not path.relative_to(ROOT).as_posix().startswith(_DATA)
            )


FILES = list(_files())


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("due at midnight (docs/rules.md, rule 2).", ""),
        ("docs/rules.md, rules 4-6 and 15: late.", ""),
        ("docs/rules.md, rules 28, 29 and 99.", "no such rule: 99"),
        ("docs/rules.md §1.5 and rule 12", ""),
        ("docs/rules.md §1.9", "no such section: docs/rules.md §1.9"),
        ("a tie (rule 11)", "names no page: rule 11"),
        ("a tie (decision 11)", "names no page: decision 11"),
        ("docs/decisions/0028, point 6", ""),
        ("docs/decisions/0028, point 66", "no such point: docs/decisions/0028, point 66"),
        ("docs/decisions/9999", "no such file: docs/decisions/9999"),
        ("docs/cli.md, *Exit status*: 5", ""),
        ("docs/cli.md, *Entry status*: 5", "no such heading: docs/cli.md, *Entry status*"),
        ("docs/scoring.md §6, *total*", ""),
        ("docs/scoring.md §66", "no such section: docs/scoring.md §66"),
        ("docs/nowhere.md", "no such file: docs/nowhere.md"),
        ("tests/nowhere/test_it.py", "no such file: tests/nowhere/test_it.py"),
        ("docs/story, docs/guide and tests/examples/aftersales", ""),
        ("seed 000 §8.3; seeds 001-003; seed 001 §2, §7", ""),
        ("Seed 000 §8.9", "not listed in docs/rules.md: seed 000 §8.9"),
        ("seed 004", "no such source document: seed 004"),
        ("contract.md §2", "no page of the project: contract.md"),
        ("as issue 12 asks", "no page of the project: issue 12"),
    ],
)
def test_the_search_for_dead_citations_finds_them(text: str, fault: str) -> None:
    """The next test rests on it: each allowed form passes, and each that leads nowhere is told."""
    assert list(_faults(text, page=False)) == ([fault] if fault else [])


def test_a_page_names_rules_and_decisions_by_their_number() -> None:
    """On a page that people read a number is enough; it has to exist."""
    assert list(_faults("ties (rule 11; decision 28.5)", page=True)) == []
    assert list(_faults("ties (rule 99; decision 28.55)", page=True)) == [
        "no such rule: 99",
        "no such decision: decision 28.55",
    ]


def test_every_citation_leads_somewhere() -> None:
    """All of them, in code, tests and pages."""
    assert len(FILES) > 500
    faults = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in FILES
        for paragraph in _paragraphs(path)
        for fault in _faults(paragraph, page=path.suffix == ".md")
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("page", ["docs/rules.md", "docs/rules.zh.md"])
def test_the_rules_have_their_numbers_without_gaps(page: str) -> None:
    """They are cited by number, in either language."""
    assert _rules(page) == set(range(1, 49))
    assert _seeds(page) == _seeds()
    assert set(_seeds()) == {"000", "001", "002", "003"}
    assert all(_seeds().values())


def _figures(page: str) -> dict[str, set[str]]:
    """Section, rule or source document of the rules → the figures that stand in it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    section = ""
    for part in re.split(r"^(?:#+ |(?=\d+\. \*\*))", text, flags=re.MULTILINE):
        head = re.match(r"§[\d.]+|seed \d+", part)
        number = re.match(r"\d+(?=\. \*\*)", part)
        section = section if number else head[0] if head else ""
        found[f"{section} {number[0] if number else ''}"] = set(re.findall(r"\d+(?:[.:]\d+)?", part))
    return found


def test_both_languages_have_the_same_figures() -> None:
    """Whatever figure the English page of the rules gives, the Chinese one gives in the same place."""
    english, chinese = _figures("docs/rules.md"), _figures("docs/rules.zh.md")
    assert english.keys() == chinese.keys()
    assert len(english) > 40
    assert {place: missing for place, found in english.items() if (missing := found - chinese[place])} == {}


# --- Names in docstrings ----------------------------------------------------------------------------------------------


def _module_file(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(spec.origin) if spec and spec.origin and spec.origin.endswith(".py") else None


@cache
def _names(path: Path) -> frozenset[str]:
    """What a module defines or imports, at its top, and what its classes hold, as ``Class.name``."""
    found: set[str] = set()

    def add(nodes: list[ast.stmt], prefix: str) -> None:
        for node in nodes:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.add(prefix + node.name)
            elif isinstance(node, ast.ClassDef):
                found.add(prefix + node.name)
                add(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                found.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found.update(
                    prefix + one.id
                    for target in targets
                    for one in ast.walk(target)
                    if isinstance(one, ast.Name)
                )
            elif isinstance(node, (ast.If, ast.Try, ast.With)):
                add(node.body, prefix)

    add(ast.parse(path.read_text(encoding="utf-8")).body, "")
    return frozenset(found)


def _known(name: str, path: Path) -> bool:
    """Whether a name that a docstring of a module refers to exists: in it, beside it, or by its whole path."""
    names = _names(path)
    last = {one.rpartition(".")[2] for one in names if "." in one}
    if name in names or name in last or hasattr(builtins, name):
        return True
    if "." in name and not name.startswith(("csi_", "tests.")) and name.split(".", maxsplit=1)[0] in names:
        return True
    if (path.parent / f"{name}.py").is_file() or (path.parent / name).is_dir():
        return True
    module, rest = name, ""
    while module:
        try:
            file = _module_file(module)
        except ModuleNotFoundError:
            file = None
        if file is not None:
            return not rest or rest in _names(file) or (file.parent / f"{rest}.py").is_file()
        module, _dot, attribute = module.rpartition(".")
        rest = f"{attribute}.{rest}" if rest else attribute
    return False


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("csi_db.measures", True),
        ("csi_db.measures.surveys_with_answers_of_nobody", False),
        ("csi_tui.services.carried", False),
        ("_known", True),
        ("_unknown", False),
        ("ValueError", True),
    ],
)
def test_the_search_for_unknown_names_finds_them(name: str, known: bool) -> None:
    """The next test rests on it."""
    assert _known(name, _THIS) is known


def test_every_name_in_a_docstring_exists() -> None:
    """What ``:mod:``, ``:func:``, ``:class:`` and their like refer to."""
    python = [path for path in FILES if path.suffix == ".py"]
    referred = [(path, name) for path in python for name in _ROLE.findall(path.read_text(encoding="utf-8"))]
    assert len(referred) > 50
    unknown = [f"{path.relative_to(ROOT)}: {name}" for path, name in referred if not _known(name, path)]
    assert not unknown, "\n".join(unknown)
