"""The states, milestones and roles that are spelled in one place, and the words that go with them."""

from __future__ import annotations

import ast
from pathlib import Path

from csi_db.models.people import EMPLOYEE_ROLES, USER_ROLES
from csi_db.states import CLOSED, CLOSED_STATES, MILESTONES, MONTH_STATES
from csi_tui.scoring.scheme import ROLES
from csi_tui.services.desk.card_texts import EMPLOYEE_ROLE_NAMES, MILESTONE_NAMES, STATE_NAMES
from csi_tui.services.desk.permissions import PERMISSIONS, USER_ROLE_NAMES

ROOT = Path(__file__).resolve().parents[3]
HOME = ROOT / "db" / "csi_db" / "states.py"


def test_every_state_milestone_and_role_has_its_word() -> None:
    """A word that is missing would end a screen."""
    assert set(MONTH_STATES) <= set(STATE_NAMES)
    assert tuple(MILESTONE_NAMES) == MILESTONES
    assert tuple(EMPLOYEE_ROLE_NAMES) == EMPLOYEE_ROLES == ROLES
    assert tuple(USER_ROLE_NAMES) == USER_ROLES
    assert set().union(*PERMISSIONS.values()) <= set(USER_ROLES)
    assert f"({', '.join(map(repr, CLOSED_STATES))})" == CLOSED


def test_the_closed_states_and_the_milestones_are_spelled_once() -> None:
    """One rule, one home: nothing else lists the two closed states, or the three milestones."""
    found = []
    for path in (*(ROOT / "csi_tui").rglob("*.py"), *(ROOT / "db" / "csi_db").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Tuple | ast.Set | ast.List):
                spelled = {one.value for one in node.elts if isinstance(one, ast.Constant)}
                listed = spelled in ({*CLOSED_STATES}, {*MILESTONES})
            else:
                listed = isinstance(node, ast.Constant) and CLOSED in str(node.value)
            if listed and path != HOME:
                found.append(f"{path.relative_to(ROOT)}: {ast.unparse(node)}")
    assert found == []
