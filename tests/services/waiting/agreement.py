"""Whether the rows, the trail and what waits for a second person say the same (docs/rules.md, rules 4, 15 and 27)."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from sqlmodel import col, select

from csi_db.bulk import rows_of
from csi_db.models import AuditEntry, WaitingAct
from csi_tui.services.desk.desk import Desk
from tests.services.months.test_counts_once import counted

ASKED = {"propose-act", "act-alone"}
ANSWERS = {"confirmed": "confirm-act", "rejected": "reject-act", "withdrawn": "withdraw-act"}

Trail = list[tuple[str, dict[str, Any]]]


def agrees(desk: Desk) -> None:
    """No row counts in two months, and every act was done, or not, as the list and the trail both say."""
    assert max(counted(desk).values(), default=1) == 1
    with desk.read() as session:
        trail: Trail = [
            (one.action, json.loads(one.detail))
            for one in session.exec(select(AuditEntry).order_by(col(AuditEntry.seq)))
        ]
        acts = session.exec(select(WaitingAct)).all()
    assert {told["act"] for action, told in trail if action in ASKED} == {act.id for act in acts}
    for act in acts:
        _agrees(act, [(action, told) for action, told in trail if told.get("act") == act.id])


def _agrees(act: WaitingAct, trail: Trail) -> None:
    said = Counter(action for action, _told in trail)
    done = [told["confirmed_by"] for _action, told in trail if "confirmed_by" in told]
    about = (act.id, act.kind, act.outcome, dict(said))
    assert sum(said[action] for action in ASKED) == 1, about
    assert [action for action in ANSWERS.values() if said[action]] == (
        [ANSWERS[act.outcome]] if act.outcome in ANSWERS else []
    ), about
    assert max(said.values()) == 1 or act.outcome in ("confirmed", "alone"), about
    assert bool(act.arguments) is (act.outcome is None), about
    assert (act.answered_by_id is None) is (act.outcome in (None, "alone")), about
    if act.outcome == "confirmed":
        # Done once, with the second person's name.
        assert done and set(done) == {act.answered_by_id}, about
    elif act.outcome == "alone":
        assert set(done) <= {None}, about
    else:
        assert done == [], about
    if act.outcome is None:
        assert (said["carry-act"] == 1) is bool(act.answer), about
        assert act.period is None or not act.answer, about


def frozen_cards(desk: Desk) -> dict[tuple[int, int], tuple[Any, ...]]:
    """Month and number of each frozen revision → its cards."""
    found: dict[tuple[int, int], list[Any]] = {}
    with desk.read() as session:
        for period, number, *card in rows_of(
            session.connection(),
            "SELECT r.period, r.number, c.employee_id, c.total, c.body FROM month_revision r "
            "JOIN card c ON c.revision_id = r.id WHERE r.state = 'frozen' ORDER BY r.id, c.employee_id",
        ):
            found.setdefault((period, number), []).append(tuple(card))
    return {revision: tuple(cards) for revision, cards in found.items()}
