"""The object that ``csi analysis --json`` prints (docs/cli.md, *Analysis*): figures as decimal texts."""

from __future__ import annotations

from csi_tui.scoring.exact import HUNDRED, show, show_hundredths
from csi_tui.scoring.intervals import Interval, Rate, wilson
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.analysis.text.sentences import sentence
from csi_tui.services.analysis.values import (
    Against,
    Analysis,
    Cause,
    ComplaintLine,
    Group,
    GroupFigure,
    Loss,
    Moved,
    StandsOut,
    TeamChange,
)


def analysis_json(found: Analysis) -> dict[str, object]:
    """All of an analysis."""
    return {
        "month": show_period(found.period),
        "scheme": found.scheme_id,
        "revision": found.revision,
        "state": found.state,
        "as_of": found.as_of.replace(tzinfo=None).isoformat(),
        "before": _month(found.before),
        "year_before": _month(found.year_before),
        "schemes": list(found.schemes),
        "assessed": found.assessed,
        "not_assessed": found.not_assessed,
        "without_reasons": found.without_reasons,
        "conclusions": [one.json() for one in found.conclusions],
        "stands_out": [_stands_out(found, one) for one in found.stands_out],
        "groups": [_group(one) for one in found.groups],
        "losses": [_loss(one) for one in found.losses],
        "complaints": [_complaint(one) for one in found.complaints],
        "teams": [_team(one) for one in found.teams],
    }


def _month(period: Period | None) -> str | None:
    return None if period is None else show_period(period)


def _shown(hundredths: int | None) -> str | None:
    return None if hundredths is None else show_hundredths(hundredths)


def _rate(rate: Rate | None) -> dict[str, object] | None:
    if rate is None:
        return None
    return {"k": rate.k, "n": rate.n, "percent": show(rate.share * HUNDRED), **_bounds(wilson(rate))}


def _bounds(interval: Interval) -> dict[str, object]:
    return {"low": show(interval.low * HUNDRED), "high": show(interval.high * HUNDRED)}


def _stands_out(found: Analysis, one: StandsOut) -> dict[str, object]:
    told: dict[str, object] = {
        "rule": one.code,
        "sentence": sentence(found, one),
        "figure": one.figure,
        "name": one.name,
        "employee_no": one.employee_no or None,
        "role": one.role or None,
        "own": _rate(one.own),
        "others": _rate(one.others),
        "value": _shown(one.value),
        "beside": _shown(one.beside),
        "way": one.way,
        "most": None if one.most is None else _moved(one.most),
        "again": one.again,
        "month": _month(one.period),
        "breaks": [
            {"first": day.first.isoformat(), "last": day.last.isoformat(), "name": day.name}
            for day in one.breaks
        ],
        "causes": [_cause(cause) for cause in one.causes],
    }
    return told


def _group(group: Group) -> dict[str, object]:
    return {
        "kind": group.kind,
        "name": group.name,
        "people": group.people,
        "figures": [_figure(one) for one in group.figures],
    }


def _figure(one: GroupFigure) -> dict[str, object]:
    return {
        "id": one.figure,
        "in_points": one.in_points,
        "mean": show_hundredths(one.mean),
        "people": len(one.spread.values),
        "n": one.n or None,
        "quarters": [_shown(one.spread.quantile(place)) for place in range(5)],
        "bands": dict(one.bands),
        "rate": _rate(one.rate),
        "standard": _shown(one.standard),
        "reached": None if one.standard is None else one.reached,
        "before": _against(one, one.before),
        "year_before": _against(one, one.year_before),
    }


def _against(one: GroupFigure, other: Against | None) -> dict[str, object] | None:
    if other is None:
        return None
    told: dict[str, object] = {
        "month": show_period(other.period),
        "mean": show_hundredths(other.mean),
        "people": other.people,
        "difference": show_hundredths(one.apart(other)),
    }
    bounds = one.interval(other)
    if bounds is not None:
        told |= {**_bounds(bounds), "differs": one.differs(other)}
    return told


def _cause(cause: Cause) -> dict[str, object]:
    return {"what": list(cause.codes), "count": cause.count, "of": cause.of}


def _loss(loss: Loss) -> dict[str, object]:
    return {
        "figure": loss.figure,
        "points": show_hundredths(loss.points),
        "share": show_hundredths(loss.share),
        "causes": [_cause(cause) for cause in loss.causes],
        "people": [
            {"employee_no": one.employee_no, "name": one.name, "points": show_hundredths(one.points)}
            for one in loss.people
        ],
    }


def _complaint(line: ComplaintLine) -> dict[str, object]:
    return {
        "category": line.category,
        "in_time": _rate(line.in_time),
        "late": dict(line.late),
        "over_break": line.over_break,
        "undecided": line.undecided,
    }


def _team(team: TeamChange) -> dict[str, object]:
    return {
        "team": team.team,
        "before": _shown(team.before),
        "now": _shown(team.now),
        "difference": _shown(team.difference),
        "parts": {way: show_hundredths(points) for way, points in team.parts.items()},
        "people": [_moved(one) for one in team.people],
    }


def _moved(one: Moved) -> dict[str, object]:
    return {
        "employee_no": one.employee_no,
        "name": one.name,
        "way": one.way,
        "was": _shown(one.was),
        "now": _shown(one.now),
        "points": show_hundredths(one.points),
        "elsewhere": one.elsewhere or None,
    }
