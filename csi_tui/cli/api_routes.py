"""What ``csi serve api`` answers: each path is a command that reads, with ``--json`` (docs/decisions/0084, point 1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from csi_tui import __version__
from csi_tui.cli.contents import help_of
from csi_tui.i18n import _

LONGEST = 200
"""Signs of a word in a path or a query."""


class Route(NamedTuple):
    """A path, and the line of the command that it stands for.

    ``line``: its words; ``{name}`` is a word of the path. ``asked``: what a query may name, each with its option.
    """

    path: str
    line: tuple[str, ...]
    asked: Mapping[str, str] = {}


MONTH = {"month": "--month"}
ROWS = {"span": "--month", "employee": "--employee", "team": "--team"}
ROUTES = (
    Route("/v1/months", ("close", "status", "--json")),
    Route("/v1/months/{month}/cards", ("cards", "--json", "{month}")),
    Route("/v1/months/{month}/analysis", ("analysis", "--json", "{month}")),
    Route("/v1/cards/{employee}", ("card", "{employee}", "--json"), MONTH),
    Route("/v1/cards/{employee}/receipt", ("explain", "--json", "{employee}"), MONTH),
    Route("/v1/years/{year}", ("annual", "--json", "{year}")),
    Route("/v1/complaints", ("complaints", "--json"), {"overdue": "--overdue"}),
    Route("/v1/complaints/{complaint}", ("complaint", "show", "--json", "{complaint}")),
    Route("/v1/pressing", ("watch", "--once", "--json")),
    Route("/v1/board", ("board", "--json")),
    Route("/v1/people", ("people", "--json")),
    Route("/v1/employees", ("export", "employees", "--format", "json"), ROWS),
    Route("/v1/orders", ("export", "orders", "--format", "json"), ROWS),
    Route("/v1/surveys", ("export", "surveys", "--format", "json"), ROWS),
)
SWITCHES = ("overdue",)
"""Names in a query whose option has no value."""


def line_of(target: str) -> list[str] | None:
    """The words of the command that a request asks for; None where there is no such path.

    No word of a path or a query becomes an option, names a file, or has a sign that no terminal shows.
    """
    parts = urlsplit(target)
    words = [_word(part) for part in parts.path.split("/")]
    for route in ROUTES:
        named = _named(route.path.split("/"), words)
        asked = None if named is None else _asked(route, parts.query)
        if named is not None and asked is not None:
            return [*(word.format(**named) if word.startswith("{") else word for word in route.line), *asked]
    return None


def _named(path: Sequence[str], words: Sequence[str | None]) -> dict[str, str] | None:
    if len(path) != len(words):
        return None
    named: dict[str, str] = {}
    for part, word in zip(path, words, strict=True):
        if part.startswith("{") and word:
            named[part[1:-1]] = word
        elif part != word:
            return None
    return named


def _asked(route: Route, query: str) -> list[str] | None:
    try:
        pairs = parse_qsl(
            query, keep_blank_values=True, strict_parsing=bool(query), errors="strict", max_num_fields=10
        )
    except ValueError:
        return None
    found: list[str] = []
    for name, value in pairs:
        option = route.asked.get(name)
        if option is None or option in found:
            return None
        if name in SWITCHES and value in ("", "1", "true"):
            found.append(option)
        elif name not in SWITCHES and _is_word(value):
            found += [option, value]
        else:
            return None
    return found


def _word(part: str) -> str | None:
    """A word of a path; None for one that is none. The first is empty: what stands before the first stroke."""
    try:
        word = unquote(part, errors="strict")
    except UnicodeDecodeError:
        return None
    return word if not part or _is_word(word) else None


def _is_word(word: str) -> bool:
    sound = bool(word.strip()) and word.isprintable() and len(word) <= LONGEST
    return sound and word[0] not in "-/." and "\\" not in word


def described() -> dict[str, Any]:
    """The description of the routes (OpenAPI 3.1)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "csi",
            "version": __version__,
            "description": _("Read-only: each path answers what its command prints with --json."),
        },
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
        "paths": {route.path: {"get": _operation(route)} for route in ROUTES},
    }


def _operation(route: Route) -> dict[str, Any]:
    named = [part[1:-1] for part in route.path.split("/") if part.startswith("{")]
    return {
        "summary": help_of(route.line[0]),
        "description": "csi " + " ".join(route.line),
        "parameters": [
            *(_parameter(name, "path") for name in named),
            *(_parameter(name, "query") for name in route.asked),
        ],
        "responses": {
            "200": {"description": _("What the command prints."), "content": {"application/json": {}}},
            "401": {"description": _("No token that holds.")},
            "403": {"description": _("Not permitted.")},
            "404": {"description": _("Wrong use.")},
            "500": {"description": _("The store is damaged, or something stored is not what was sealed.")},
            "503": {"description": _("The store is busy, missing or cannot be opened.")},
        },
    }


def _parameter(name: str, place: str) -> dict[str, Any]:
    kind = "boolean" if name in SWITCHES else "string"
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": kind}}
