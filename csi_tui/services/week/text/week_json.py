"""The sheet of a week as JSON (docs/cli.md, *The week's sheet*)."""

from __future__ import annotations

from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.periods import show_period
from csi_tui.services.analysis.values import Break
from csi_tui.services.week.values import (
    Meeting,
    MeetingNote,
    Promise,
    Said,
    SharedCase,
    SpanFigure,
    Topic,
    WeekFound,
    WeekGroup,
)


def week_json(found: WeekFound) -> dict[str, object]:
    """All of the sheet; figures are decimal texts, days and instants ISO 8601."""
    return {
        "week": str(found.week),
        "first": found.week.monday.isoformat(),
        "last": found.week.sunday.isoformat(),
        "as_of": found.as_of.isoformat(),
        "month": show_period(found.period),
        "scheme": found.scheme_id,
        "working_days": found.working,
        "days_off": [{"day": day.isoformat(), "note": note} for day, note in found.days_off],
        "month_days": [day.isoformat() for day in found.month_days],
        "then_days": [day.isoformat() for day in found.then_days],
        "topics": [_topic(one) for one in found.topics],
        "pressing": (
            None
            if found.pressing is None
            else [
                {
                    "complaint_no": one.complaint_no,
                    "next_due_at": one.next_due_at.isoformat(),
                    "step": one.step,
                    "handler": one.handler,
                    "overdue": one.overdue,
                }
                for one in found.pressing
            ]
        ),
        "groups": [_group(one) for one in found.groups],
        "cases": [_case(one) for one in found.cases],
        **meeting_json(found.meeting),
        "earlier": [promise_json(one) for one in found.meeting.earlier],
        "began": None if found.began is None else found.began.isoformat(),
        "without_reasons": found.without_reasons,
        "masked": found.masked,
    }


def meeting_json(meeting: Meeting) -> dict[str, object]:
    """What was written down of a week."""
    return {
        "notes": [_note(one) for one in meeting.notes],
        "promises": [promise_json(one) for one in meeting.promises],
    }


def promise_json(one: Promise) -> dict[str, object]:
    """A promise with all that became of it."""
    return {
        "number": one.number,
        "week": str(one.week),
        "state": one.state,
        "words": one.words,
        "employee_no": one.employee_no,
        "who": one.who,
        "by": one.due.isoformat(),
        "said": said_json(one.said),
        "before": [
            {"words": was.words, "who": was.who, "by": was.due.isoformat(), "until": said_json(was.until)}
            for was in one.before
        ],
        "done": said_json(one.done),
        "taken_back": said_json(one.taken_back),
    }


def _note(one: MeetingNote) -> dict[str, object]:
    return {
        "number": one.number,
        "week": str(one.week),
        "said": said_json(one.said),
        "taken_back": said_json(one.taken_back),
    }


def said_json(said: Said | None) -> dict[str, object] | None:
    return None if said is None else {"words": said.words, "at": said.at.isoformat(), "by": said.by}


def _topic(one: Topic) -> dict[str, object]:
    return {
        "code": one.code,
        "employee_no": one.employee_no,
        "name": one.name,
        "figure": one.figure,
        "points": show_hundredths(one.points),
        "own": _rate(one.own),
        "others": _rate(one.others),
        "breaks": [_break(off) for off in one.breaks],
        "rows": list(one.rows),
        "beside": list(one.beside),
        "people": list(one.people),
        "behind": one.behind or None,
    }


def _group(one: WeekGroup) -> dict[str, object]:
    return {
        "team": one.name,
        "figures": [
            {
                "figure": line.figure,
                "week": _figure(line.week),
                "week_before": _figure(line.week_before),
                "month": _figure(line.month),
                "month_then": _figure(line.month_then),
                "standard": None if line.standard is None else show_hundredths(line.standard),
            }
            for line in one.lines
        ],
        "withheld": list(one.withheld),
    }


def _figure(one: SpanFigure | None) -> dict[str, object] | None:
    return None if one is None else {"mean": show_hundredths(one.mean), "n": one.n, "rate": _rate(one.rate)}


def _case(one: SharedCase) -> dict[str, object]:
    return {
        "kind": one.kind,
        "number": one.number,
        "name": one.name,
        "what": one.what,
        "why": list(one.why),
        "over": None if one.over is None else _break(one.over),
    }


def _rate(rate: Rate | None) -> dict[str, int] | None:
    return None if rate is None else {"k": rate.k, "n": rate.n}


def _break(one: Break) -> dict[str, str]:
    return {"first": one.first.isoformat(), "last": one.last.isoformat(), "name": one.name}
