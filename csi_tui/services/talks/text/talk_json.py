"""Talks as ``--json`` prints them."""

from __future__ import annotations

from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import show_period
from csi_tui.services.cards.text.receipt_words import line_reason, row_name
from csi_tui.services.talks.values import MonthTalks, TalkHeld, TalkSheet
from csi_tui.services.week.text.week_json import promise_json, said_json


def talk_json(talk: TalkHeld) -> dict[str, object]:
    """One talk."""
    return {
        "number": talk.number,
        "span": talk.span,
        "employee_no": talk.employee_no,
        "name": talk.name,
        "held_on": talk.held_on.isoformat(),
        "state": talk.state,
        "strengths": talk.strengths,
        "problems": talk.problems,
        "direction": talk.direction,
        "by": talk.said.by,
        "at": talk.said.at.isoformat(),
        "answers": [{"kind": kind, **(said_json(said) or {})} for kind, said in talk.answers],
        "taken_back": None if talk.taken_back is None else said_json(talk.taken_back),
    }


def month_json(found: MonthTalks) -> dict[str, object]:
    """The talks of a month."""
    return {
        "month": show_period(found.period),
        "in_hand": found.in_hand,
        "people": [
            {
                "employee_no": line.employee_no,
                "name": line.name,
                "team": line.team,
                "total": line.total,
                "state": line.state,
                "due": None if line.due is None else line.due.isoformat(),
                "held_on": None if line.held_on is None else line.held_on.isoformat(),
                "supervisor": line.by or None,
            }
            for line in found.lines
        ],
    }


def sheet_json(sheet: TalkSheet) -> dict[str, object]:
    """What a talk starts from."""
    return {
        "month": show_period(sheet.period),
        "state": sheet.state,
        "card": sheet.card.json(),
        "due": None if sheet.due is None else sheet.due.isoformat(),
        "before": None
        if sheet.before is None
        else {"month": show_period(sheet.before[0]), "total": show_hundredths(sheet.before[1])},
        "strengths": [
            {
                "figure": one.figure,
                "score": None if one.score is None else show_hundredths(one.score),
                "place": one.place,
                "n": one.n,
            }
            for one in sheet.strengths
        ],
        "losses": [
            {
                "figure": one.figure,
                "score": show_hundredths(one.score),
                "points": show_hundredths(one.points),
                "rows": [{"row": row_name(line.row), "why": line_reason(line)} for line in one.rows],
                "more": one.more,
            }
            for one in sheet.losses
        ],
        "moved": [
            {"figure": one.figure, "before": show_hundredths(one.before), "now": show_hundredths(one.now)}
            for one in sheet.moved
        ],
        "earlier": None if sheet.earlier is None else talk_json(sheet.earlier),
        "promises": [promise_json(one) for one in sheet.promises],
        "talks": [talk_json(talk) for talk in sheet.talks],
        "as_of": sheet.as_of.replace(tzinfo=None).isoformat(),
    }
