"""Read a scheme from TOML text: every fault with its place, none hidden behind another.

Scoring knows no language and no terminal, so a fault is a value (:class:`SchemeFault`): a code, the place in the
file and what stands there; the services write the sentence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from csi_tui.scoring.clock_rules import HOLDERS, ClockLimits, PauseReason
from csi_tui.scoring.escalation import DUE_SOON
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.measures import (
    IMPACTS,
    PARTS_ISSUES,
    PLACES,
    QUESTIONS,
    SEVERITIES,
    STAGES,
    ComplaintsInTime,
    DeductionTable,
    FirstTimeFixes,
    Measure,
    PartsDeductions,
    RepairDeductions,
    Stage,
    StageTimes,
    SurveyAnswers,
    Surveys,
)
from csi_tui.scoring.scheme import (
    ADJUSTING_ROLES,
    ADJUSTMENT_LIMITS,
    APPEAL_DAYS,
    BAND_IDS,
    MISSING_POLICIES,
    ROLES,
    Band,
    Composite,
    Leaf,
    Node,
    Scheme,
)
from csi_tui.scoring.scheme_annual import read_annual
from csi_tui.scoring.scheme_table import SchemeFault, SchemeInvalid, Table
from csi_tui.scoring.scorers import (
    AnswerValues,
    Curve,
    MeanAfterDeductions,
    Scorer,
    Share,
    TimeAndPunctuality,
)
from csi_tui.scoring.texts import Text

MAXIMUM_CHARACTERS = 1_000_000
HANDLER = "handler"
ZERO, HUNDRED = Fraction(0), Fraction(100)


def parse_scheme(text: str) -> Scheme:
    """Read a scheme.

    Raises:
        SchemeInvalid: with every fault found; nothing is half-read.
    """
    faults: list[SchemeFault] = []
    if len(text) > MAXIMUM_CHARACTERS:
        raise SchemeInvalid([SchemeFault("", "too-large", str(MAXIMUM_CHARACTERS))])
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise SchemeInvalid([SchemeFault("", "not-toml", str(error))]) from error
    except RecursionError as error:
        raise SchemeInvalid([SchemeFault("", "too-deep", "")]) from error
    scheme = _scheme(Table(raw, "", faults))
    if faults or scheme is None:
        raise SchemeInvalid(faults)
    return scheme


def _scheme(top: Table) -> Scheme | None:
    before = len(top.faults)
    bands = {name: _bands(top, name) for name in top.table("bands").names()}
    root = _node(top.table("total"), bands, is_total=True)
    scheme = Scheme(
        id=top.identifier("id"),
        version=top.whole("version", at_least=1),
        name=top.text("name"),
        summary=top.text("summary"),
        source=top.string("source"),
        root=root if isinstance(root, Composite) else _empty_total(top),
        role_weights=_role_weights(top),
        unassessed_roles=frozenset(top.choices("unassessed_roles", ROLES, allow_empty=True)),
        answers_counted_by=top.string("answers_counted_by"),
        minimum_answers=top.whole("minimum_answers", at_least=0),
        return_window_days=top.whole("return_window_days", at_least=0, at_most=3660),
        charge_back_places=top.choices("charge_back_places", PLACES),
        publication_days=top.whole("publication_days", at_least=0, at_most=366),
        clock=_clock(top.table("clock")),
        company_defaults=tuple(top.strings("company_defaults", optional=True)),
        # Schemes of earlier versions do not name it.
        appeal_days=top.whole("appeal_days", at_least=1, at_most=366)
        if top.has("appeal_days")
        else APPEAL_DAYS,
        adjustment_limits=_adjustment_limits(top),
        annual=read_annual(top.table("annual")) if top.has("annual") else None,
    )
    top.nothing_else()
    if len(top.faults) == before:
        _check_whole(scheme, top)
    return scheme if len(top.faults) == before else None


def _clock(table: Table) -> ClockLimits:
    """Limits, and what schemes of earlier versions do not name: reopening, escalation, credit, pauses."""
    standard = ClockLimits()
    clock = ClockLimits(
        contact_hours=table.whole("contact_hours", at_least=1, at_most=8784),
        plan_hours=table.whole("plan_hours", at_least=1, at_most=8784),
        resolve_working_days=table.whole("resolve_working_days", at_least=1, at_most=366),
        reopen_days=table.whole("reopen_days", at_least=0, at_most=3660)
        if table.has("reopen_days")
        else standard.reopen_days,
        due_soon=table.wholes("due_soon", at_least=1, at_most=99) if table.has("due_soon") else DUE_SOON,
        credited=table.choice("credited", HOLDERS) if table.has("credited") else standard.credited,
        pauses=tuple(map(_pause_reason, table.tables("pauses"))) if table.has("pauses") else (),
    )
    if list(clock.due_soon) != sorted(set(clock.due_soon)):
        table.fault("due_soon", "not-rising", ", ".join(map(str, clock.due_soon)))
    if len({reason.id for reason in clock.pauses}) != len(clock.pauses):
        table.fault("pauses", "duplicate-id", ", ".join(reason.id for reason in clock.pauses))
    table.nothing_else()
    return clock


def _adjustment_limits(top: Table) -> dict[str, Fraction]:
    """Limits by role; a role that a scheme leaves out may not adjust. Schemes of earlier versions name none at all."""
    if not top.has("adjustment_limits"):
        return dict(ADJUSTMENT_LIMITS)
    table = top.table("adjustment_limits")
    for name in table.names():
        if name not in ADJUSTING_ROLES:
            table.fault(name, "unknown-role", name)
    return {
        role: table.fraction(role, at_least=ZERO, at_most=HUNDRED)
        for role in ADJUSTING_ROLES
        if table.has(role)
    }


def _pause_reason(row: Table) -> PauseReason:
    reason = PauseReason(row.identifier("id"), row.text("name"), row.whole("days", at_least=1, at_most=366))
    row.nothing_else()
    return reason


def _empty_total(top: Table) -> Composite:
    """A stand-in so that the rest of the file is read too; reading has failed by now."""
    top.fault("total", "needs-parts", "")
    nothing = Text("", "")
    return Composite("total", nothing, HUNDRED, (), nothing, (), ZERO, "renormalise", None)


def _check_whole(scheme: Scheme, top: Table) -> None:
    """Checks that need the whole tree: unique ids, role weights that name nodes and can be met."""
    seen: set[str] = set()
    for node in scheme.nodes():
        if node.id in seen:
            top.fault(node.id, "duplicate-id", node.id)
        seen.add(node.id)
    if scheme.answers_counted_by not in seen:
        top.fault("answers_counted_by", "unknown-indicator", scheme.answers_counted_by)
    for role, weights in scheme.role_weights.items():
        for node_id in weights:
            if node_id not in seen or node_id == scheme.root.id:
                top.fault(f"role_weights.{role}", "unknown-indicator", node_id)
    for node_id in scheme.company_defaults:
        if node_id not in seen:
            top.fault("company_defaults", "unknown-indicator", node_id)
    _check_weights(scheme, top)


def _check_weights(scheme: Scheme, top: Table) -> None:
    """The parts of every figure weigh 100 together, for every role."""
    for node in scheme.nodes():
        if not isinstance(node, Composite):
            continue
        sums = {node.id: sum((part.weight for part in node.parts), start=ZERO)}
        for role in scheme.role_weights:
            weights_here = (scheme.weight_for(part, role) for part in node.parts)
            sums[f"role_weights.{role}"] = sum(weights_here, start=ZERO)
        for place, whole in sums.items():
            if whole != HUNDRED:
                top.fault(place, "weights-not-100", show_short(whole))


def _bands(top: Table, name: str) -> tuple[Band, ...]:
    bands = []
    for row in top.table("bands").tables(name):
        bands.append(
            Band(
                row.choice("id", BAND_IDS),
                row.fraction("from", at_least=ZERO, at_most=HUNDRED),
                row.text("name"),
                row.text("meaning"),
                row.text("action"),
            )
        )
        row.nothing_else()
    lowers = [band.lower for band in bands]
    if lowers != sorted(set(lowers), reverse=True) or (lowers and lowers[-1] != 0):
        top.fault(f"bands.{name}", "bands-not-falling", ", ".join(str(lower) for lower in lowers))
    return tuple(bands)


def _role_weights(top: Table) -> dict[str, dict[str, Fraction]]:
    table = top.table("role_weights", optional=True)
    found: dict[str, dict[str, Fraction]] = {}
    for role in table.names():
        if role not in ROLES:
            table.fault(role, "unknown-role", role)
            continue
        weights = table.table(role)
        found[role] = {key: weights.fraction(key, at_least=ZERO, at_most=HUNDRED) for key in weights.names()}
    return found


def _node(table: Table, bands: dict[str, tuple[Band, ...]], *, is_total: bool = False) -> Node:
    node_id = "total" if is_total else table.identifier("id")
    name, rule = table.text("name"), table.text("rule")
    weight = HUNDRED if is_total else table.fraction("weight", at_least=ZERO, at_most=HUNDRED)
    own_bands = bands.get(table.choice("bands", tuple(bands)), ())
    node: Node
    if table.has("parts"):
        parts = tuple(_node(part, bands) for part in table.tables("parts"))
        node = Composite(
            node_id,
            name,
            weight,
            own_bands,
            rule,
            parts,
            minimum_weight=table.fraction("minimum_weight", at_least=ZERO, at_most=HUNDRED),
            missing=table.choice("missing", MISSING_POLICIES),
            count=_measure(table.table("count")) if table.has("count") else None,
        )
        if not parts:
            table.fault("parts", "needs-parts", "")
    else:
        measure, scorer = _measure(table.table("measure")), _scorer(table.table("scorer"))
        _check_fit(table, measure, scorer)
        node = Leaf(node_id, name, weight, own_bands, rule, measure, scorer)
    table.nothing_else()
    return node


def _check_fit(table: Table, measure: Measure, scorer: Scorer) -> None:
    """A scorer reads components that only some measures have."""
    fits: dict[type[Scorer], tuple[type, ...]] = {
        AnswerValues: (SurveyAnswers,),
        Share: (FirstTimeFixes, ComplaintsInTime),
        MeanAfterDeductions: (RepairDeductions, PartsDeductions),
        TimeAndPunctuality: (StageTimes,),
    }
    if not isinstance(measure, fits[type(scorer)]):
        table.fault("scorer", "scorer-does-not-fit", "")
    elif (
        isinstance(measure, StageTimes)
        and isinstance(scorer, TimeAndPunctuality)
        and {stage.id for stage in measure.stages} != set(scorer.curves)
    ):
        table.fault("scorer.curves", "curves-differ-from-stages", ", ".join(scorer.curves))


def _measure(table: Table) -> Measure:
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


def _scorer(table: Table) -> Scorer:
    readers: dict[str, Callable[[Table], Scorer]] = {
        "answer-values": _answer_values,
        "share": lambda _: Share(),
        "mean-after-deductions": lambda _: MeanAfterDeductions(),
        "time-and-punctuality": _time_and_punctuality,
    }
    scorer = readers.get(table.choice("kind", tuple(readers)), readers["share"])(table)
    table.nothing_else()
    return scorer


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
