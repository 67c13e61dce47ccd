"""Values of many fields are built by keyword: a field that moves in its class moves nothing into another one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"csi_tui": ROOT, "csi_db": ROOT / "db"}

MANY = 5
"""From so many fields on, a value is built by keyword ..."""
BY_POSITION = 2
"""... but for what it is: ``Column("fee", "money", ...)``, ``PayLine("base", ...)``."""


@dataclass(frozen=True)
class Module:
    """A module: its tree, and what the names in it stand for in full."""

    name: str
    tree: ast.Module
    names: dict[str, str] = field(default_factory=dict)

    def full(self, node: ast.expr) -> str:
        """The full name of what an expression names, or nothing."""
        if isinstance(node, ast.Subscript):
            return self.full(node.value)
        if isinstance(node, ast.Attribute):
            base = self.full(node.value)
            return base and f"{base}.{node.attr}"
        return self.names.get(node.id, "") if isinstance(node, ast.Name) else ""


def _module(name: str, source: str) -> Module:
    tree = ast.parse(source)
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.ClassDef):
            names[node.name] = f"{name}.{node.name}"
    return Module(name, tree, names)


def _modules() -> Iterator[Module]:
    for folder, base in FOLDERS.items():
        for path in sorted((base / folder).rglob("*.py")):
            parts = path.relative_to(base).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield _module(name, path.read_text(encoding="utf-8"))


def _own_fields(node: ast.ClassDef) -> list[str] | None:
    """The fields that a class declares, or None where it is no value."""
    marks = [mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list]
    words = {ast.unparse(one).rpartition(".")[2] for one in (*marks, *node.bases)}
    if not words & {"dataclass", "NamedTuple"}:
        return None
    return [
        one.target.id
        for one in node.body
        if isinstance(one, ast.AnnAssign)
        and isinstance(one.target, ast.Name)
        and not ast.unparse(one.annotation).startswith("ClassVar")
    ]


def values_of_many_fields(modules: list[Module]) -> set[str]:
    """Full names of the values that have many fields, those of their parents among them."""
    declared: dict[str, tuple[list[str], list[str]]] = {}
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and (own := _own_fields(node)) is not None:
                declared[f"{module.name}.{node.name}"] = (own, [module.full(base) for base in node.bases])

    def fields(name: str) -> set[str]:
        own, parents = declared.get(name, ([], []))
        return set(own).union(*map(fields, parents))

    return {name for name in declared if len(fields(name)) >= MANY}


def built_by_position(module: Module, values: set[str]) -> list[str]:
    """Where a module builds one of the values from more positions than it may, or from a row as it comes."""
    return [
        f"{module.name}:{node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and module.full(node.func) in values
        and (len(node.args) > BY_POSITION or any(isinstance(one, ast.Starred) for one in node.args))
    ]


_SOURCE = """
from dataclasses import dataclass
from typing import NamedTuple

class Line(NamedTuple):
    a: int
    b: int
    c: int

@dataclass(frozen=True)
class Long(Line):
    d: int
    e: int = 0
"""


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ("Line(1, 2, 3)", 0),
        ("Long(1, 2, c=3, d=4)", 0),
        ("Long(1, 2, 3, d=4)", 1),
        ("Long(*row)", 1),
        ("Long(**row)", 0),
    ],
)
def test_what_is_built_by_position_is_seen(call: str, found: int) -> None:
    """The next test rests on it, in the module of the class and in one that imports it."""
    home = _module("csi_tui.home", f"{_SOURCE}\n{call}")
    guest = _module("csi_tui.guest", f"from csi_tui.home import Line, Long\n\n{call}")
    values = values_of_many_fields([home, guest])
    assert values == {"csi_tui.home.Long"}
    assert [len(built_by_position(one, values)) for one in (home, guest)] == [found, found]


def test_values_of_many_fields_are_built_by_keyword() -> None:
    """A dozen texts in a row tell nobody, and no type checker, which is which."""
    modules = list(_modules())
    values = values_of_many_fields(modules)
    assert len(values) > 100
    found = [line for module in modules for line in built_by_position(module, values)]
    assert not found, "\n".join(found)
