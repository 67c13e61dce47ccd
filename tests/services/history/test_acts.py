"""Every act that a use case enters in the audit trail has its words, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import csi_tui
from csi_tui.i18n import Language, activate
from csi_tui.services.desk.audit import HOLD_ROWS
from csi_tui.services.history.acts import ACTS, what_text

SERVICES = Path(csi_tui.__file__).parent / "services"
RECORDING = {"record", "record_as", "record_of_nobody"}
ACT_AT = 2
"""Which argument names the act."""


def recorded() -> dict[str, str]:
    """Act → the module that enters it, by the calls of `audit.record` and its likes."""
    found: dict[str, str] = {HOLD_ROWS: "audit"}
    for path in sorted(SERVICES.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for function in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
            for call in (one for one in ast.walk(function) if isinstance(one, ast.Call)):
                if _name(call) in RECORDING and len(call.args) > ACT_AT + 1:
                    for act in _acts(tree, function, call.args[ACT_AT]):
                        found[act] = path.stem
    return found


def _name(call: ast.Call) -> str:
    # The trail's own functions, by `audit.record` or, within `audit`, plainly.
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _acts(tree: ast.Module, function: ast.FunctionDef, said: ast.expr) -> Iterator[str]:
    """The texts that an argument may be."""
    if isinstance(said, ast.Constant):
        yield str(said.value)
    elif isinstance(said, ast.IfExp):
        yield from _acts(tree, function, said.body)
        yield from _acts(tree, function, said.orelse)
    elif isinstance(said, ast.Name):
        yield from _named(tree, function, said.id)
    elif isinstance(said, ast.JoinedStr):
        (before, value) = said.values
        assert isinstance(before, ast.Constant) and isinstance(before.value, str)
        assert isinstance(value, ast.FormattedValue)
        yield from (f"{before.value}{end}" for end in _acts(tree, function, value.value))
    else:
        raise AssertionError(f"{ast.unparse(said)}: teach this test what it may be")


def _named(tree: ast.Module, function: ast.FunctionDef, name: str) -> Iterator[str]:
    """What a name stands for: a constant of the module, or an argument that the callers of the function give."""
    names = [one.arg for one in function.args.args]
    if name in names:
        at, calls = names.index(name), 0
        for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id == function.name:
                calls += 1
                yield from _acts(tree, function, call.args[at])
        assert calls, f"{function.name}: nobody calls it here"
        return
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and name in [one.name for one in node.names]:
            there = SERVICES.parent.parent / f"{node.module.replace('.', '/')}.py"
            yield from _named(ast.parse(there.read_text("utf-8")), function, name)
            return
        if not isinstance(node, ast.Assign):
            continue
        target, value = node.targets[0], node.value
        pairs = [(target, value)]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs = list(zip(target.elts, value.elts, strict=True))
        for one, said in pairs:
            if isinstance(one, ast.Name) and one.id == name and isinstance(said, ast.Constant):
                yield str(said.value)
                return
    raise AssertionError(f"{name}: nobody knows what it stands for")


def test_every_act_that_is_entered_has_its_words() -> None:
    """docs/decisions/0065, point 6: nothing in the trail is told by its id."""
    found = recorded()
    assert len(found) > 50
    assert not {act: module for act, module in found.items() if act not in ACTS}


def test_no_words_are_kept_of_acts_that_nobody_enters() -> None:
    assert not ACTS.keys() - recorded().keys()


@pytest.mark.parametrize("act", sorted(ACTS))
def test_words_are_in_both_languages(act: str) -> None:
    told: dict[Language, str] = {}
    languages: tuple[Language, Language] = ("en", "zh")
    for language in languages:
        activate(language)
        told[language] = what_text(act, "X1", {"kind": "contacted"})
    activate("en")
    assert told["en"] != told["zh"]
    assert act not in told.values()
