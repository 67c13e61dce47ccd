"""The leaves of a scheme file: what each measures, and the scorer that fits it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from csi_tui.scoring.catalogue import Catalogue
from csi_tui.scoring.entered import (
    Linear,
    Mean,
    OfPlace,
    OfValue,
    OutOf,
    PerUnit,
    PlaceOnly,
    PlacePoints,
    PointsEach,
    Proportion,
    Rubric,
    Steps,
    Tally,
    ValueScorer,
)
from csi_tui.scoring.exact import show_short
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
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers import (
    AnswerValues,
    Curve,
    MeanAfterDeductions,
    Scorer,
    Share,
    TimeAndPunctuality,
)

HANDLER = "handler"
ZERO, HUNDRED, MOST = Fraction(0), Fraction(100), Fraction(1_000_000)


def read_leaf(table: Table, catalogue: Catalogue) -> tuple[Measure, Scorer]:
    """Measure and scorer of a figure; a scorer reads components that only some measures have."""
    measure = read_measure(table.table("measure"), catalogue)
    scorer = _scorer(table.table("scorer"), measure)
    if scorer is None:
        table.fault("scorer", "scorer-does-not-fit", "")
        return measure, Share()
    if (
        isinstance(measure, StageTimes)
        and isinstance(scorer, TimeAndPunctuality)
        and {stage.id for stage in measure.stages} != set(scorer.curves)
    ):
        table.fault("scorer.curves", "curves-differ-from-stages", ", ".join(scorer.curves))
    return measure, scorer


# --- Measures ---------------------------------------------------------------------------------------------------------


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


# --- Scorers ----------------------------------------------------------------------------------------------------------


def _scorer(table: Table, measure: Measure) -> Scorer | None:
    """The scorer, where its kind fits the measure."""
    readers = _readers(measure)
    every = sorted({kind for one in _FIT.values() for kind in one})
    kind = table.choice("kind", tuple(every))
    if kind not in readers:
        return None if kind in every else Share()
    scorer = readers[kind](table)
    table.nothing_else()
    return scorer


_FIT: dict[type[Measure], tuple[str, ...]] = {
    SurveyAnswers: ("answer-values",),
    FirstTimeFixes: ("share",),
    ComplaintsInTime: ("share",),
    RepairDeductions: ("mean-after-deductions",),
    PartsDeductions: ("mean-after-deductions",),
    StageTimes: ("time-and-punctuality",),
    Entered: (
        "proportion",
        "linear",
        "steps",
        "deduct-per-unit",
        "out-of",
        "points",
        "place-points",
        "place",
    ),
    Rated: ("rubric",),
    Conduct: ("tally",),
    MeanOf: ("mean",),
    Surveys: (),
}
"""Measure → the kinds of scorer that can read it."""


def _readers(measure: Measure) -> dict[str, Callable[[Table], Scorer]]:
    percent = isinstance(measure, Entered) and measure.percent
    more = not isinstance(measure, Entered) or measure.more_is_better
    items = measure.items if isinstance(measure, Rated) else ()
    codes = tuple(measure.codes) if isinstance(measure, Conduct) else ()

    def of_value(read: Callable[[Table], ValueScorer]) -> Callable[[Table], Scorer]:
        return lambda table: OfValue(percent, read(table))

    every: dict[str, Callable[[Table], Scorer]] = {
        "answer-values": _answer_values,
        "share": lambda _: Share(),
        "mean-after-deductions": lambda _: MeanAfterDeductions(),
        "time-and-punctuality": _time_and_punctuality,
        "proportion": of_value(lambda _: Proportion()),
        "linear": of_value(_linear),
        "steps": of_value(_steps),
        "deduct-per-unit": of_value(lambda t: PerUnit(t.fraction("points", at_least=ZERO))),
        "out-of": of_value(lambda t: OutOf(_above_zero(t, "full"))),
        "points": of_value(lambda t: PointsEach(t.fraction("each", at_least=-MOST))),
        "place-points": lambda t: OfPlace(percent, more, PlacePoints(_above_zero(t, "level"))),
        "place": lambda _: OfPlace(percent, more, PlaceOnly()),
        "rubric": lambda t: _rubric(t, items),
        "tally": lambda _: Tally(codes),
        "mean": lambda t: Mean(t.whole("least", at_least=1, at_most=12)),
    }
    return {kind: every[kind] for kind in _FIT[type(measure)]}


def _above_zero(table: Table, key: str) -> Fraction:
    value = table.fraction(key, at_least=ZERO)
    if value == 0:
        table.fault(key, "out-of-range", show_short(value))
        return Fraction(1)
    return value


def _linear(table: Table) -> Linear:
    target, limit = table.fraction("target", at_least=-MOST), table.fraction("limit", at_least=-MOST)
    if target == limit:
        table.fault("limit", "limit-is-target", show_short(limit))
        return Linear(ZERO, HUNDRED)
    return Linear(target, limit)


def _steps(table: Table) -> Steps:
    steps = []
    for row in table.tables("steps"):
        steps.append(
            (row.fraction("from", at_least=-MOST), row.fraction("score", at_least=ZERO, at_most=HUNDRED))
        )
        row.nothing_else()
    starts = [start for start, _score in steps]
    if starts != sorted(set(starts)) or not starts:
        table.fault("steps", "steps-not-rising", ", ".join(map(show_short, starts)))
    return Steps(tuple(steps))


def _rubric(table: Table, items: tuple[str, ...]) -> Rubric:
    full = table.table("full")
    found = {item: _above_zero(full, item) for item in items}
    full.nothing_else()
    return Rubric(found)


def _answer_values(table: Table) -> AnswerValues:
    values = table.table("values")
    found = {level: values.fraction(str(level), at_least=ZERO, at_most=HUNDRED) for level in range(1, 6)}
    values.nothing_else()
    return AnswerValues(found)


def _time_and_punctuality(table: Table) -> TimeAndPunctuality:
    curves = table.table("curves")
    found = {}
    for stage in curves.names():
        row = curves.table(stage)
        curve = Curve(row.fraction("target", at_least=ZERO), row.fraction("limit", at_least=ZERO))
        row.nothing_else()
        if curve.limit <= curve.target:
            row.fault("limit", "limit-not-above-target", f"{curve.target} / {curve.limit}")
        found[stage] = curve
    return TimeAndPunctuality(found, table.fraction("deduction_per_point", at_least=ZERO))
