"""The board as JSON (docs/cli.md, *csi board*)."""

from __future__ import annotations

from dataclasses import asdict

from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import show_period
from csi_tui.services.board.values import BoardFound, DueOnBoard, TeamSoFar
from csi_tui.services.week.values import SpanFigure


def board_json(found: BoardFound) -> dict[str, object]:
    """All of the board; means are decimal texts, days and instants ISO 8601, site-local."""
    return {
        "site": found.site,
        "read_at": found.read_at.isoformat(),
        "day": {"date": found.day.date.isoformat(), "working": found.day.working, "note": found.day.note},
        "orders": asdict(found.orders),
        "complaints": asdict(found.complaints),
        "visits": {
            "all": found.visits.all,
            "late": found.visits.late,
            "open": [
                {"order_no": one.number, "at": one.at.isoformat(), "late": one.late}
                for one in found.visits.open
            ],
        },
        "due": [_due(one) for one in found.due],
        "overdue": found.overdue,
        "month": show_period(found.period),
        "counts_rows": found.counts_rows,
        "figures": dict(found.names),
        "teams": [_team(one) for one in found.teams],
        "withheld": list(found.withheld),
    }


def _due(one: DueOnBoard) -> dict[str, object]:
    return {
        "complaint_no": one.number,
        "step": one.step,
        "next_due_at": one.due.isoformat(),
        "overdue": one.overdue,
        "provisional": one.provisional,
        "team": one.team or None,
        "taken": one.taken,
    }


def _team(one: TeamSoFar) -> dict[str, object]:
    """``team`` is null for the department."""
    return {
        "team": one.name or None,
        "people": one.people,
        "figures": {name: _figure(figure) for name, figure in one.figures.items()},
    }


def _figure(one: SpanFigure) -> dict[str, object]:
    rate = None if one.rate is None else {"k": one.rate.k, "n": one.rate.n}
    return {"mean": show_hundredths(one.mean), "n": one.n, "people": one.people, "rate": rate}
