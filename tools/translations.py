"""Keep the Chinese catalogue in step with the source.

    python -m tools.translations                collect, update, compile; print what is not translated yet
    python -m tools.translations missing FILE   write the untranslated texts to FILE (JSON), to be filled in
    python -m tools.translations fill FILE      take the filled-in texts over, and do as above

A text is a literal in a call of `_`, `N_`, `ngettext` or `pgettext` in csi_tui/ or db/, or of `phrase` or `phrases`
in csi_tui/scoring/, which translates nothing. Its file stands
beside it in the catalogue, its line does not: lines move too often.
"""

from __future__ import annotations

import ast
import io
import json
import string
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from csi_tui import __version__

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("csi_tui", "db")
CATALOGUE = ROOT / "csi_tui" / "locale" / "zh_CN" / "LC_MESSAGES" / "csi_tui.po"
COMPILED = CATALOGUE.with_suffix(".mo")
MARKERS_HOME = ROOT / "csi_tui" / "i18n.py"
LOCALE = "zh_CN"
HEADER = (
    "# Chinese texts of csi-tui.\n# This file is distributed under the same licence as csi-tui.\n"
    "# Made by `make translations`: edit the msgstr lines only."
)

# How many of a call's first arguments are texts, and whether a context stands before them.
_SINGLE, _PLURAL, _IN_CONTEXT = "single", "plural", "in context"
_MARKERS = {
    "_": _SINGLE,
    "N_": _SINGLE,
    "phrase": _SINGLE,
    "ngettext": _PLURAL,
    "phrases": _PLURAL,
    "pgettext": _IN_CONTEXT,
}

Msgid = str | tuple[str, str]
Key = tuple[str | None, Msgid]


class ExtractionError(Exception):
    """A call that marks a text for translation but holds none that can be collected."""


@dataclass(frozen=True)
class Text:
    """One text of the source: its context if any, its id (singular and plural as a pair), its file."""

    context: str | None
    msgid: Msgid
    file: str


def texts_of(source: str, file: str) -> Iterator[Text]:
    """Yield the texts that `source` marks for translation.

    Raises ExtractionError for an f-string, a formatted or a joined text inside a marker: it would never be
    found in the catalogue. A name or a call is fine as argument of `_`: its text was marked with `N_`.
    """
    calls = [node for node in ast.walk(ast.parse(source, file)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", None)
        kind = _MARKERS.get(name or "")
        if kind is None:
            continue
        wanted = node.args[: 1 if kind == _SINGLE else 2]
        literals = [a.value for a in wanted if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if kind == _SINGLE and len(literals) == 1:
            yield Text(None, literals[0], file)
        elif kind == _PLURAL and len(literals) == 2:
            yield Text(None, (literals[0], literals[1]), file)
        elif kind == _IN_CONTEXT and len(literals) == 2:
            yield Text(literals[0], literals[1], file)
        elif name != "_" or any(isinstance(a, (ast.JoinedStr, ast.BinOp)) or _is_format(a) for a in wanted):
            raise ExtractionError(
                f"{file}:{node.lineno}: {name}() needs plain literals; format its answer instead"
            )


def _is_format(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def extract(root: Path = ROOT) -> Catalog:
    """Return a fresh catalogue of all texts in the sources below `root`, untranslated."""
    catalogue = Catalog(locale=LOCALE, domain=CATALOGUE.stem, fuzzy=False)
    files = sorted(path for folder in SOURCES for path in (root / folder).rglob("*.py"))
    for path in files:
        if path == MARKERS_HOME:
            continue  # defines the markers, and hands other people's texts through
        file = path.relative_to(root).as_posix()
        for text in texts_of(path.read_text(encoding="utf-8"), file):
            if text.file not in {place for place, _line in (_get(catalogue, text) or Message("")).locations}:
                catalogue.add(text.msgid, context=text.context, locations=[(file, 0)])
    return catalogue


def _get(catalogue: Catalog, text: Text) -> Message | None:
    return catalogue.get(text.msgid, text.context)


def read_catalogue(path: Path = CATALOGUE) -> Catalog:
    """Read the catalogue; obsolete entries are kept in its `obsolete`."""
    with path.open("rb") as stream:
        return read_po(stream, locale=LOCALE, domain=CATALOGUE.stem)


def compiled(catalogue: Catalog) -> bytes:
    """Return the bytes of the .mo file of `catalogue`."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def messages(catalogue: Catalog) -> dict[Key, Message]:
    """Return the messages of `catalogue` by context and id, without its header."""
    return {(m.context, _id(m)): m for m in catalogue if m.id}


def _id(message: Message) -> Msgid:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def translation_of(message: Message) -> str:
    """Return the Chinese text: Chinese has one form, whatever the number."""
    if isinstance(message.string, str):
        return message.string
    return message.string[0] if message.string else ""


def placeholders(text: str) -> set[str]:
    """Return the names between braces in `text`; raises ValueError where the braces do not match."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def problems(fresh: Catalog, kept: Catalog) -> list[str]:
    """Say what keeps `kept` from being a complete translation of `fresh`, one line each."""
    wanted, have = messages(fresh), messages(kept)
    found = [f"not in the catalogue: {_shown(key, wanted[key])}" for key in wanted.keys() - have.keys()]
    found += [f"no longer in the source: {_shown(key, have[key])}" for key in have.keys() - wanted.keys()]
    found += [f"obsolete entry: {key!r}" for key in kept.obsolete]
    for key in wanted.keys() & have.keys():
        message, shown = have[key], _shown(key, have[key])
        text = translation_of(message)
        if not text.strip():
            found.append(f"not translated: {shown}")
        elif message.fuzzy:
            found.append(f"fuzzy: {shown}")
        else:
            found += [f"{fault}: {shown} -> {text!r}" for fault in _placeholder_faults(key[1], text)]
    return sorted(found)


def _shown(key: Key, message: Message) -> str:
    context, msgid = key
    places = ", ".join(place for place, _line in message.locations)
    return f"{msgid!r}" + (f" in context {context!r}" if context else "") + (f" ({places})" if places else "")


def _placeholder_faults(msgid: Msgid, text: str) -> Iterator[str]:
    """Yield what is wrong with the placeholders of a translation: it has those of the (plural) text."""
    many = msgid if isinstance(msgid, str) else msgid[1]
    try:
        expected, got = placeholders(many), placeholders(text)
    except ValueError:
        # Texts with a lone brace are never formatted; then the braces must be the same.
        expected, got = set(_braces(many)), set(_braces(text))
    if expected != got:
        yield f"placeholders {sorted(got)} instead of {sorted(expected)}"
    if not isinstance(msgid, str) and not placeholders(msgid[0]) <= expected:
        yield "the singular has placeholders that the plural has not"


def _braces(text: str) -> Iterator[str]:
    for character in "{}":
        yield f"{text.count(character)} x {character}"


def updated(fresh: Catalog, kept: Catalog) -> Catalog:
    """Return the catalogue of all of `fresh` with the translations of `kept`, in the order of the files."""
    have = messages(kept)
    result = Catalog(
        locale=LOCALE,
        domain=CATALOGUE.stem,
        header_comment=HEADER,
        project="csi-tui",
        version=__version__,
        copyright_holder="the csi-tui authors",
        msgid_bugs_address="see README.md",
        # Dates would differ in every run, and say nothing that the history does not.
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        revision_date=datetime(2026, 1, 1, tzinfo=UTC),
        last_translator="the csi-tui authors",
        language_team="the csi-tui authors",
        fuzzy=False,
    )
    for key, message in messages(fresh).items():
        old = have.get(key)
        text = translation_of(old) if old else ""
        string = text if isinstance(message.id, str) else (text,)
        flags = {"fuzzy"} if old and old.fuzzy else set()
        result.add(message.id, string, flags=flags, context=message.context, locations=message.locations)
    return result


def write(catalogue: Catalog) -> None:
    """Write `catalogue` and its compiled form."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as stream:
        write_po(stream, catalogue, width=0, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    # Compile what was written, as the test and everybody after us will.
    COMPILED.write_bytes(compiled(read_catalogue()))


def update() -> list[str]:
    """Collect, update and compile; return what is still missing."""
    fresh = extract()
    kept = read_catalogue() if CATALOGUE.exists() else Catalog(locale=LOCALE)
    wanted = messages(fresh)
    for key, message in messages(kept).items():
        if key not in wanted and translation_of(message):
            print(f"dropped: {_shown(key, message)} -> {translation_of(message)!r}", file=sys.stderr)
    write(updated(fresh, kept))
    return problems(fresh, read_catalogue())


def missing() -> list[dict[str, object]]:
    """Return the untranslated texts as entries to fill in."""
    return [
        {
            "msgid": message.id,
            "context": message.context,
            "files": [place for place, _line in message.locations],
            "zh": "",
        }
        for message in messages(read_catalogue()).values()
        if not translation_of(message).strip()
    ]


def fill(entries: Sequence[dict[str, object]]) -> None:
    """Take the ``zh`` of each entry (see `missing`) over into the catalogue."""
    catalogue = read_catalogue()
    have = messages(catalogue)
    for entry in entries:
        raw, text, context = entry["msgid"], str(entry["zh"]), entry.get("context")
        msgid: Msgid = raw if isinstance(raw, str) else tuple(raw)  # type: ignore[arg-type, assignment]
        message = have.get((str(context) if context else None, msgid))
        if message is None:
            print(f"no longer in the source: {msgid!r}", file=sys.stderr)
        elif text.strip():
            message.string = text if isinstance(msgid, str) else (text,)
    write(updated(extract(), catalogue))


def main(arguments: Sequence[str]) -> int:
    """Run the command of the module's description; 0 when nothing is missing."""
    try:
        match list(arguments):
            case []:
                pass
            case ["missing", file]:
                update()
                todo = missing()
                Path(file).write_text(json.dumps(todo, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
                print(f"{len(todo)} to translate", file=sys.stderr)
                return 0
            case ["fill", file]:
                fill(json.loads(Path(file).read_text(encoding="utf-8")))
            case _:
                print(__doc__, file=sys.stderr)
                return 2
        found = update()
    except (ExtractionError, OSError, json.JSONDecodeError) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join([*found, f"{len(messages(read_catalogue()))} texts, {len(found)} to see to"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
