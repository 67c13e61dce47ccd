"""The pages people read: their links lead somewhere, and what they say to type and press exists."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from rich.console import Console

from csi_tui import i18n, screens, widgets
from csi_tui.cli.commands import root
from csi_tui.i18n import _
from csi_tui.services.close.check_rules import RULES
from csi_tui.widgets.commands import Command
from tools.screenshots import plain_svg

ROOT = Path(__file__).resolve().parents[1]
GUIDES = {"zh": ROOT / "docs" / "guide.zh.md", "en": ROOT / "docs" / "guide.en.md"}
COUNCIL = {language: ROOT / "docs" / f"works-council.{language}.md" for language in ("zh", "en")}
IMAGES = ROOT / "docs" / "images"
README = ROOT / "README.md"
PAGES = [README, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]

_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_KEY = re.compile(r"(?<!\w)(?:F\d{1,2}|Ctrl-[A-Z])(?!\w)")
_KEY_ROW = re.compile(r"^\| [^|]+ \| `([^`]+)` \| (?:`([^`]+)`)? ?\| ([^|]+) \|$", re.MULTILINE)


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


# --- Links ------------------------------------------------------------------------------------------------------------


def _anchor(heading: str) -> str:
    """The anchor of a heading, as code hosts make it."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", plain.strip().lower()).replace(" ", "-")


def _anchors(page: Path) -> set[str]:
    found: set[str] = set()
    times: Counter[str] = Counter()
    for _marks, heading in _HEADING.findall(_FENCED.sub("", _text(page))):
        anchor = _anchor(heading)
        found.add(f"{anchor}-{times[anchor]}" if times[anchor] else anchor)
        times[anchor] += 1
    return found


def _links(page: Path) -> Iterator[str]:
    for _image, target in _LINK.findall(_FENCED.sub("", _text(page))):
        if not re.match(r"[a-z]+:", target):
            yield unquote(target)


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Where the store lies, and backups", "where-the-store-lies-and-backups"),
        ("数据在哪里，怎样备份", "数据在哪里怎样备份"),
        ("`csi close` — a step", "csi-close--a-step"),
        ("See [there](x.md)", "see-there"),
    ],
)
def test_anchors_are_made_as_code_hosts_make_them(heading: str, anchor: str) -> None:
    """The next test rests on it."""
    assert _anchor(heading) == anchor


def _leads_somewhere(page: Path, link: str) -> bool:
    file, _sign, anchor = link.partition("#")
    target = (page.parent / file).resolve() if file else page
    if not target.is_relative_to(ROOT) or not target.exists():
        return False
    return not anchor or (target.suffix == ".md" and anchor in _anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Files and anchors: README, CHANGELOG, glossary and docs."""
    assert [link for link in _links(page) if not _leads_somewhere(page, link)] == []


def test_every_picture_is_shown_and_names_nothing_to_fetch() -> None:
    """A picture that nobody looks at grows old; one that fetches a font tells its host who reads."""
    shown = {Path(link).name for page in PAGES for link in _links(page) if link.endswith(".svg")}
    pictures = {picture.name: _text(picture) for picture in IMAGES.glob("*.svg")}
    assert set(pictures) == shown
    for name, text in pictures.items():
        assert set(re.findall(r"\w+://[^\s\"'<)]+", text)) == {"http://www.w3.org/2000/svg"}, name
        assert "@font-face" not in text, name
        assert "Noto Sans Mono CJK SC" in text, name


def test_a_picture_puts_every_letter_into_its_cells() -> None:
    """Chinese letters are two cells wide, whatever the fonts of the viewer: columns stand under each other."""
    console = Console(record=True, width=12, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print("[u]工单 W1[/u]")
    root = ElementTree.fromstring(plain_svg(console.export_svg(title="")))
    texts = {one.text: one for one in root.iter("{http://www.w3.org/2000/svg}text") if one.get("clip-path")}
    assert {text: one.get("x") for text, one in texts.items() if text != "\n"} == {
        "工单": "2.2 26.6",
        "W1": "61",
    }
    assert texts["W1"].get("textLength") == "24.4"
    (line,) = (one for one in root.iter("{http://www.w3.org/2000/svg}rect") if one.get("height") == "1.5")
    assert line.get("width") == "85.4"
    assert "url(http" not in ElementTree.tostring(root, encoding="unicode").replace('"', "")


# --- The guides -------------------------------------------------------------------------------------------------------


def _outline(page: Path) -> list[str]:
    """Headings, pictures, tables, steps and points in their order, without their words."""
    marks = re.findall(r"^(?:#+ |!\[.*|\| --- |\d\. |- (?!\[))", _text(page), re.MULTILINE)
    return [_LINK.findall(mark)[0][1] if mark.startswith("!") else mark for mark in marks]


def test_both_guides_say_the_same_in_the_same_order() -> None:
    """Headings, pictures, tables, steps and the lines to type follow each other in the same way."""
    assert _outline(GUIDES["zh"]) == _outline(GUIDES["en"])
    assert _outline(GUIDES["en"]).count("## ") >= 9
    assert _outline(COUNCIL["zh"]) == _outline(COUNCIL["en"])
    typed = {language: [_shape(line) for line in _command_lines(page)] for language, page in GUIDES.items()}
    assert typed["zh"] == typed["en"]


def _shape(line: str) -> list[str]:
    """A command line without the words of one language: names, the language itself."""
    return [
        word
        for word in shlex.split(line)
        if word.isascii() and word.islower() and not word.endswith(("zh", "en"))
    ]


def _desk_commands() -> set[Command]:
    """Every command of the application."""
    found: set[Command] = set()
    for package in (screens, widgets):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(module.name)).values():
                own = getattr(value, "desk_commands", ()) if isinstance(value, type) else (value,)
                found |= {one for one in own if isinstance(one, Command)}
    return found


@pytest.mark.parametrize("language", GUIDES)
def test_every_key_of_the_guides_is_a_key_of_the_application(language: str) -> None:
    """docs/architecture.md, *The terminal application*: one Command class feeds key, footer, palette and help; the
    guides keep to it."""
    known = {key for command in _desk_commands() for key in command.key_names}
    named = set(_KEY.findall(_text(GUIDES[language])))
    assert len(named) > 15
    assert named - known == set()


@pytest.mark.parametrize("language", GUIDES)
def test_the_table_of_keys_says_what_they_do(language: str) -> None:
    """Key, letter and name of each row are those of one command."""
    rows = _KEY_ROW.findall(_text(GUIDES[language]))
    i18n.activate(language)  # type: ignore[arg-type]
    commands = [(set(command.key_names), _(command.label)) for command in _desk_commands()]
    i18n.activate("en")
    assert len(rows) > 15
    wrong = [
        row
        for row in rows
        if not any({row[0], row[1]} - {""} <= keys and row[2].strip() == label for keys, label in commands)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", GUIDES)
def test_every_finding_of_the_check_is_explained(language: str) -> None:
    """The findings; a supervisor looks up what each one means."""
    i18n.activate(language)  # type: ignore[arg-type]
    severities = {"zh": ("阻断", "提示", "警告"), "en": ("blocking", "note", "warning")}[language]
    sign = {"zh": "：", "en": ": "}[language]
    expected = [
        severities[0 if rule.blocking else 1 if rule.note else 2] + sign + _(rule.title)
        for rule in RULES.values()
    ]
    i18n.activate("en")
    explained = re.findall(rf"^\| ((?:{'|'.join(severities)}){sign}[^|]+) \|", _text(GUIDES[language]), re.M)
    assert sorted(explained) == sorted(expected)


@pytest.mark.parametrize("language", GUIDES)
def test_what_is_read_out_stands_in_the_pictures(language: str) -> None:
    """The example under the receipt speaks about the card and the receipt shown above it."""
    said = "".join(re.findall(r"^> .*\n", _text(GUIDES[language]), re.M))
    shown = _text(IMAGES / "card.svg") + _text(IMAGES / "receipt.svg")
    figures = re.findall(r"W\d+|\d+\.\d\d", said)
    assert len(figures) >= 6
    assert [figure for figure in figures if figure not in shown] == []


# --- Command lines ----------------------------------------------------------------------------------------------------


def _command_lines(page: Path) -> Iterator[str]:
    """What follows a prompt in a block, and what stands in back-ticks and begins with ``csi``."""
    text = _text(page)
    for block in _FENCED.findall(text):
        yield from re.findall(r"^(?:\$ )?(csi(?: .*)?)$", block, re.M)
    yield from re.findall(r"`(csi(?: [^`]*)?)`", _FENCED.sub("", text))


def _faults(line: str) -> list[str]:
    """What of a command line the program does not know: commands, options, too many or too few arguments."""
    command: Any = root
    words = shlex.split(line)[1:]
    faults: list[str] = []
    given = 0
    asks_only = False
    while words:
        word = words.pop(0)
        if word.startswith("-") and word != "-":
            name, sign, _value = word.partition("=")
            options = {
                opt: param for param in command.params for opt in (*param.opts, *param.secondary_opts)
            } | {"--help": None, "-h": None}
            asks_only = asks_only or name in ("--help", "-h", "--version", "--template")
            if name not in options:
                faults.append(name)
            elif (param := options[name]) is not None and not param.is_flag and not sign:
                faults += [] if words else [f"{name} without a value"]
                words[:1] = []
        elif hasattr(command, "commands"):
            if word not in command.commands:
                return [*faults, word]
            command = command.commands[word]
        else:
            given += 1
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    if given > len(arguments):
        faults.append("too many arguments")
    if not asks_only and 0 < given < sum(param.required for param in arguments):
        # A command alone (`csi assign`) is its name, not a call.
        faults.append("too few arguments")
    return faults


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("csi", True),
        ("csi --lang zh close run 2026-10", True),
        ("csi export cards 2026-10 -o cards.xlsx", True),
        ("csi import orders --template orders.xlsx", True),
        ("csi assign", True),
        ("csi sign 2026-10", False),
        ("csi close open 2026-10", False),
        ("csi cards 2026-10 --fast", False),
        ("csi cards 2026-10 2026-11", False),
        ("csi assign C0007", False),
    ],
)
def test_the_search_for_unknown_commands_finds_them(line: str, known: bool) -> None:
    """The next test rests on it."""
    assert (_faults(line) == []) is known


@pytest.mark.parametrize("page", [README, *GUIDES.values()], ids=_name)
def test_every_command_line_quoted_exists(page: Path) -> None:
    """Commands and options; docs/cli.md has a test of its own."""
    lines = list(_command_lines(page))
    assert len(lines) > 8
    assert {line: faults for line in lines if (faults := _faults(line))} == {}
