"""How much is tried: something of everything by ``make test``, the whole by ``make check``, far more by ``make soak``.

``CSI_TESTS`` says which. What only the whole tries is marked ``whole``, takes its number from :func:`by_effort`, or is
a case that ``conftest`` leaves out; CONTRIBUTING.md, *Tests*, lists it.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final, Literal, TypeVar, get_args

Value = TypeVar("Value")
Effort = Literal["quick", "whole", "soak"]
_named = os.environ.get("CSI_TESTS", "whole")
assert _named in get_args(Effort), f"CSI_TESTS is one of {get_args(Effort)}"
QUICK: Final = _named == "quick"
SOAK: Final = _named == "soak"
EVERY: Final = 3
"""A quick run has every third case of a test (``conftest``)."""
WITHOUT_A_STORE: Final = frozenset({"tests", "tests/scoring", "tests/reference", "tests/services/tabular"})
"""Folders in which no store is opened: there it has them all."""


def by_effort(quick: int, whole: int, soak: int) -> int:
    """How many examples, seeds or tries."""
    return quick if QUICK else soak if SOAK else whole


def some_in_quick(values: Iterable[Value], every: int) -> list[Value]:
    """All of them; in a quick run the first, and every so many from there."""
    return list(values)[:: every if QUICK else 1]


@cache
def by_effort_in(path: Path) -> frozenset[str]:
    """The names of a module (tests, helpers, numbers) that lead to :func:`by_effort` or to ``SOAK``: what they try is
    more in ``make soak``. ``conftest`` gives its tests among them the mark ``by_effort``.
    """
    found = {"by_effort", "SOAK"}
    body = ast.parse(path.read_text(encoding="utf-8")).body
    for _depth in body:
        before = len(found)
        for statement in body:
            names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
            if names & found:
                found |= _made(statement)
        if len(found) == before:
            break
    return frozenset(found - {"by_effort", "SOAK"})


def _made(statement: ast.stmt) -> set[str]:
    """What a statement of a module gives a name to."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    return {
        node.id
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
