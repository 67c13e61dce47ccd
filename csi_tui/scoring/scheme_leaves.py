"""The leaves of a scheme file: what each measures, with the scorer that fits it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from csi_tui.scoring.catalogue import Catalogue
from csi_tui.scoring.exact import HUNDRED, ZERO
from csi_tui.scoring.measures import (
    IMPACTS,
    PARTS_ISSUES,
    PLACES,
    QUESTIONS,
    SEVERITIES,
    STAGES,
    ComplaintsInTime,
    Conduct,
    DeductionTable,
    Entered,
    FirstTimeFixes,
    MeanOf,
    Measure,
    PartsDeductions,
    Rated,
    RepairDeductions,
    Stage,
    StageTimes,
    SurveyAnswers,
    Surveys,
)
from csi_tui.scoring.scheme_table import MOST, Table
from csi_tui.scoring.scorers import read_scorer
from csi_tui.scoring.scorers.base import Scorer
from csi_tui.scoring.scorers.share import Share

HANDLER = "handler"


def read_leaf(table: Table, catalogue: Catalogue) -> tuple[Measure, Scorer]:
    """Measure and scorer of a figure; a scorer reads components that only some measures have."""
    measure = read_measure(table.table("measure"), catalogue)
    scorer = read_scorer(table.table("scorer"), measure)
    if scorer is None:
        table.fault("scorer", "scorer-does-not-fit", "")
        return measure, Share()
    return measure, scorer


def read_measure(table: Table, catalogue: Catalogue) -> Measure:
    """Which rows, or which entered figures, a figure rests on."""
    readers: dict[str, Callable[[Table], Measure]] = {
        "surveys": lambda t: Surveys(t.choices("credit", PLACES)),
        "survey-answers": lambda t: SurveyAnswers(
            t.choice("question", QUESTIONS), t.choices("credit", PLACES)
        ),
        "stage-times": _stage_times,
        "repair-deductions": lambda t: RepairDeductions(
            t.choices("credit", PLACES), _deductions(t, "severity", SEVERITIES, unknown=True)
        ),
        "parts-deductions": lambda t: PartsDeductions(
            t.choices("credit", PLACES), _deductions(t, "issue", PARTS_ISSUES, unknown=False)
        ),
        "first-time-fixes": lambda t: FirstTimeFixes(t.choices("credit", PLACES)),
        "complaints-in-time": lambda t: ComplaintsInTime(_complaint_credit(t)),
        "entered": lambda t: _entered(t, catalogue),
        "rated": lambda t: _rated(t, catalogue),
        "conduct": _conduct,
        "cards": lambda t: MeanOf(t.identifier("of"), t.identifier("figure") if t.has("figure") else None),
    }
    source = table.choice("source", tuple(readers))
    measure = readers.get(source, readers["surveys"])(table)
    table.nothing_else()
    return measure


def _complaint_credit(table: Table) -> tuple[str, ...]:
    credit = table.choices("credit", (HANDLER, *PLACES))
    if HANDLER in credit and len(credit) > 1:
        table.fault("credit", "handler-stands-alone", ", ".join(credit))
    return credit


def _stage_times(table: Table) -> StageTimes:
    stages = []
    for row in table.tables("stages"):
        stages.append(
            Stage(
                row.choice("id", STAGES),
                row.choice("owner", PLACES),
                row.fraction("on_time_minutes", at_least=ZERO),
            )
        )
        row.nothing_else()
    if len({stage.id for stage in stages}) != len(stages) or not stages:
        table.fault("stages", "duplicate-id", ", ".join(stage.id for stage in stages))
    return StageTimes(tuple(stages))


def _deductions(table: Table, kind_key: str, kinds: tuple[str, ...], *, unknown: bool) -> DeductionTable:
    kind_table, impact_table = table.table(kind_key), table.table("impact")
    found = DeductionTable(
        kinds={kind: kind_table.fraction(kind, at_least=ZERO) for kind in kinds},
        unknown_kind=kind_table.fraction("unknown", at_least=ZERO) if unknown else ZERO,
        impacts={impact: impact_table.fraction(impact, at_least=ZERO) for impact in IMPACTS},
        unknown_impact=impact_table.fraction("unknown", at_least=ZERO),
        maximum=table.fraction("maximum", at_least=ZERO, at_most=HUNDRED),
    )
    kind_table.nothing_else()
    impact_table.nothing_else()
    return found


def _entered(table: Table, catalogue: Catalogue) -> Entered:
    name = table.string("indicator")
    indicator = catalogue.get(name)
    if indicator is None or indicator.entry != "figure":
        table.fault("indicator", "unknown-measure", name)
        return Entered("", percent=False, more_is_better=True)
    return Entered(indicator.id, indicator.unit == "percent", indicator.direction == "up")


def _rated(table: Table, catalogue: Catalogue) -> Rated:
    items = table.strings("items")
    for item in items:
        if item not in catalogue or catalogue[item].entry != "rating":
            table.fault("items", "unknown-measure", item)
    if len(set(items)) != len(items) or not items:
        table.fault("items", "duplicate-id", ", ".join(items))
    return Rated(tuple(items), tuple(table.strings("forfeited_by", optional=True)))


def _conduct(table: Table) -> Conduct:
    codes = table.table("codes")
    points: dict[str, Fraction] = {}
    limits: dict[str, tuple[Fraction, Fraction]] = {}
    for code in codes.names():
        if codes.is_table(code):
            row = codes.table(code)
            least = row.fraction("from", at_least=-MOST, at_most=MOST)
            limits[code] = (least, row.fraction("to", at_least=least, at_most=MOST))
            points[code] = least
            row.nothing_else()
        else:
            points[code] = codes.fraction(code, at_least=-MOST, at_most=MOST)
    return Conduct(points, limits)
