"""Read a scheme from TOML text: every fault with its place, none hidden behind another.

Scoring knows no language and no terminal, so a fault is a value (:class:`SchemeFault`): a code, the place in the
file and what stands there; the services write the sentence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from csi_tui.scoring.catalogue import LATER, Catalogue, read_indicators
from csi_tui.scoring.clock_rules import HOLDERS, ClockLimits, PauseReason
from csi_tui.scoring.escalation import DUE_SOON
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.grades import GradeRules
from csi_tui.scoring.measures import PLACES, Conduct
from csi_tui.scoring.nodes import Band, Composite, Leaf, Node
from csi_tui.scoring.scheme import (
    ADJUSTING_ROLES,
    ADJUSTMENT_LIMITS,
    APPEAL_DAYS,
    BAND_IDS,
    COMBINATIONS,
    FREEZE_AFTER,
    MISSING_POLICIES,
    RECORDS_YEARS,
    RETURN_WINDOW_DAYS,
    ROLES,
    Scheme,
)
from csi_tui.scoring.scheme_annual import read_annual
from csi_tui.scoring.scheme_grades import read_grades
from csi_tui.scoring.scheme_leaves import read_leaf, read_measure
from csi_tui.scoring.scheme_pay import check_pay, read_pay
from csi_tui.scoring.scheme_spans import check_spans, read_consequences, read_reminders, read_roll_ups
from csi_tui.scoring.scheme_table import SchemeFault, SchemeInvalid, Table
from csi_tui.scoring.texts import Text

MAXIMUM_CHARACTERS = 1_000_000
ZERO, HUNDRED = Fraction(0), Fraction(100)


def parse_scheme(text: str, catalogue: Catalogue | None = None) -> Scheme:
    """Read a scheme; ``catalogue``: the indicators that it may name beside those that it declares.

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
    scheme = _scheme(Table(raw, "", faults), catalogue or {})
    if faults or scheme is None:
        raise SchemeInvalid(faults)
    return scheme


def _scheme(top: Table, catalogue: Catalogue) -> Scheme | None:
    before = len(top.faults)
    # A scheme whose figures are points and places has no bands.
    bands = {name: _bands(top, name) for name in top.table("bands", optional=True).names()}
    declared = read_indicators(top) if top.has("indicators") else {}
    if taken := sorted((declared.keys() & catalogue.keys()) - LATER):
        top.fault("indicators", "id-of-the-catalogue", ", ".join(taken))
    reading = _Reading(bands, {**catalogue, **declared})
    root = _node(top.table("total"), reading, is_total=True)
    teams = _node(top.table("teams"), reading, is_total=True) if top.has("teams") else None
    scheme = Scheme(
        id=top.identifier("id"),
        version=top.whole("version", at_least=1),
        name=top.text("name"),
        summary=top.text("summary"),
        source=top.string("source"),
        root=root if isinstance(root, Composite) else _empty_total(top),
        role_weights=_role_weights(top),
        unassessed_roles=frozenset(top.choices("unassessed_roles", ROLES, allow_empty=True)),
        # What a scheme that looks at no orders and asks no customers leaves out.
        answers_counted_by=top.string("answers_counted_by") if top.has("answers_counted_by") else "",
        minimum_answers=top.whole("minimum_answers", at_least=0) if top.has("minimum_answers") else 0,
        return_window_days=top.whole("return_window_days", at_least=0, at_most=3660)
        if top.has("return_window_days")
        else RETURN_WINDOW_DAYS,
        charge_back_places=top.choices("charge_back_places", PLACES) if top.has("charge_back_places") else (),
        publication_days=top.whole("publication_days", at_least=0, at_most=366),
        clock=_clock(top.table("clock")) if top.has("clock") else ClockLimits(),
        company_defaults=tuple(top.strings("company_defaults", optional=True)),
        # Schemes of earlier versions do not name it.
        appeal_days=top.whole("appeal_days", at_least=1, at_most=366)
        if top.has("appeal_days")
        else APPEAL_DAYS,
        freeze_after=top.choice("freeze_after", FREEZE_AFTER) if top.has("freeze_after") else FREEZE_AFTER[0],
        adjustment_limits=_adjustment_limits(top),
        annual=read_annual(top.table("annual")) if top.has("annual") else None,
        teams=teams if isinstance(teams, Composite) else None,
        grades=read_grades(top) if top.has("grades") or top.has("team_grades") else GradeRules(),
        indicators=declared,
        roll_ups=read_roll_ups(top, lambda table: _node(table, reading, is_total=True))
        if top.has("roll_ups")
        else (),
        consequences=read_consequences(top) if top.has("consequences") else (),
        reminders=read_reminders(top) if top.has("reminders") else (),
        records_years=top.whole("records_years", at_least=1, at_most=100)
        if top.has("records_years")
        else RECORDS_YEARS,
        pay=read_pay(top.table("pay"), reading.catalogue) if top.has("pay") else None,
    )
    top.nothing_else()
    if len(top.faults) == before:
        _check_whole(scheme, top)
    return scheme if len(top.faults) == before else None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What every figure of a file may name: bands and indicators."""

    bands: Mapping[str, tuple[Band, ...]]
    catalogue: Catalogue


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
    return Composite(
        id="total",
        name=nothing,
        weight=HUNDRED,
        bands=(),
        rule=nothing,
        parts=(),
        minimum_weight=ZERO,
        missing="renormalise",
        count=None,
    )


def _check_whole(scheme: Scheme, top: Table) -> None:
    """Checks that need the whole tree: unique ids, role weights that name nodes and can be met."""
    seen: set[str] = set()
    for node in scheme.every_node():
        if node.id in seen:
            top.fault(node.id, "duplicate-id", node.id)
        seen.add(node.id)
    if scheme.answers_counted_by and scheme.answers_counted_by not in seen:
        top.fault("answers_counted_by", "unknown-indicator", scheme.answers_counted_by)
    for role, weights in scheme.role_weights.items():
        for node_id in weights:
            if node_id not in seen or node_id == scheme.root.id:
                top.fault(f"role_weights.{role}", "unknown-indicator", node_id)
    for node_id in scheme.company_defaults:
        if node_id not in seen:
            top.fault("company_defaults", "unknown-indicator", node_id)
    _check_weights(scheme, top)
    check_spans(scheme, top)
    check_pay(scheme, top)


def _check_weights(scheme: Scheme, top: Table) -> None:
    """The parts of every figure weigh 100 together, for every role."""
    for node in scheme.every_node():
        if not isinstance(node, Composite) or node.combine != "mean":
            continue
        sums = {node.id: sum((part.weight for part in node.parts), start=ZERO)}
        own = {part.id for part in node.parts}
        for role, weights in scheme.role_weights.items():
            if not own & set(weights):
                continue
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
                id=row.choice("id", BAND_IDS),
                lower=row.fraction("from", at_least=ZERO, at_most=HUNDRED),
                name=row.text("name"),
                meaning=row.text("meaning"),
                action=row.text("action"),
            )
        )
        row.nothing_else()
    lowers = [band.lower for band in bands]
    if lowers != sorted(set(lowers), reverse=True) or (lowers and lowers[-1] != 0):
        top.fault(f"bands.{name}", "bands-not-falling", ", ".join(str(lower) for lower in lowers))
    return tuple(bands)


def _required(table: Table, parts: Sequence[Node]) -> tuple[str, ...]:
    """Ids of parts of the figure itself, each once."""
    if not table.has("required"):
        return ()
    required = table.choices("required", [part.id for part in parts])
    for part in parts:
        # A tally is never missing, and never makes a figure: it cannot be waited for.
        if part.id in required and isinstance(part, Leaf) and isinstance(part.measure, Conduct):
            table.fault("required", "records-required", part.id)
    return required


def _role_weights(top: Table) -> dict[str, dict[str, Fraction]]:
    table = top.table("role_weights", optional=True)
    found: dict[str, dict[str, Fraction]] = {}
    for role in table.names():
        if role not in ROLES:
            table.fault(role, "unknown-role", f"{role} ({', '.join(ROLES)})")
            continue
        weights = table.table(role)
        found[role] = {key: weights.fraction(key, at_least=ZERO, at_most=HUNDRED) for key in weights.names()}
    return found


def _node(table: Table, reading: _Reading, *, is_total: bool = False, weighted: bool = True) -> Node:
    node_id = table.place if is_total else table.identifier("id")
    name, rule = table.text("name"), table.text("rule")
    # The total weighs nothing, nor do the parts of a sum: each counts as it is.
    weighs = weighted and not is_total
    weight = table.fraction("weight", at_least=ZERO, at_most=HUNDRED) if weighs else HUNDRED
    # Points and places fall into no bands; what lies between 0 and 100 does, where the scheme has bands.
    own_bands: tuple[Band, ...] = ()
    if table.has("bands") or (reading.bands and weighs):
        own_bands = reading.bands.get(table.choice("bands", tuple(reading.bands)), ())
    least = table.whole("minimum_units", at_least=1, at_most=10_000) if table.has("minimum_units") else 0
    node: Node
    if table.has("parts"):
        combine = table.choice("combine", COMBINATIONS) if table.has("combine") else "mean"
        adds = combine == "sum"
        parts = tuple(_node(part, reading, weighted=not adds) for part in table.tables("parts"))
        node = Composite(
            id=node_id,
            name=name,
            weight=weight,
            bands=own_bands,
            rule=rule,
            parts=parts,
            minimum_weight=ZERO if adds else table.fraction("minimum_weight", at_least=ZERO, at_most=HUNDRED),
            missing="zero" if adds else table.choice("missing", MISSING_POLICIES),
            count=read_measure(table.table("count"), reading.catalogue) if table.has("count") else None,
            combine=combine,
            zero_after=table.whole("zero_after", at_least=1, at_most=1000)
            if adds and table.has("zero_after")
            else None,
            required=_required(table, parts),
            minimum_units=least,
        )
        if not parts:
            table.fault("parts", "needs-parts", "")
    else:
        measure, scorer = read_leaf(table, reading.catalogue)
        node = Leaf(
            id=node_id,
            name=name,
            weight=weight,
            bands=own_bands,
            rule=rule,
            measure=measure,
            scorer=scorer,
            minimum_units=least,
            standard=table.fraction("standard", at_least=ZERO, at_most=HUNDRED)
            if table.has("standard")
            else None,
        )
    table.nothing_else()
    return node
