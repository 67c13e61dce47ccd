"""The part of a scheme file that says what a month's card pays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from csi_tui.scoring.catalogue import Catalogue
from csi_tui.scoring.exact import HUNDRED, show_short
from csi_tui.scoring.pay_rules import (
    BASES,
    FUND_BY,
    HOLDS,
    OWNERS,
    AllOrNothing,
    Amount,
    Fund,
    PayInput,
    PayKind,
    PayPart,
    PayRules,
    Prizes,
    Target,
    Tiers,
    Times,
    amounts_asked,
)
from csi_tui.scoring.scheme import BAND_IDS, ROLES, Scheme
from csi_tui.scoring.scheme_spans import check_condition, figures_of, grades_of, read_condition
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.spans import MONTH

ZERO, MOST = Fraction(0), Fraction(1_000_000)


def read_pay(table: Table, catalogue: Catalogue) -> PayRules:
    """Read ``[pay]``."""
    inputs = [_input(row) for row in table.tables("inputs")] if table.has("inputs") else []
    if len({one.id for one in inputs}) != len(inputs):
        table.fault("inputs", "duplicate-id", ", ".join(one.id for one in inputs))
    parts = [_part(row, catalogue) for row in table.tables("parts")]
    for part in parts:
        _check_inputs(table, part, inputs)
    ids = [one.id for one in parts]
    if len(set(ids)) != len(ids) or not ids:
        table.fault("parts", "duplicate-id", ", ".join(ids))
    table.nothing_else()
    return PayRules(tuple(inputs), tuple(parts))


def _input(row: Table) -> PayInput:
    found = PayInput(
        row.identifier("id"), row.text("name"), row.choice("holds", HOLDS), row.choice("of", OWNERS)
    )
    row.nothing_else()
    return found


def _check_inputs(table: Table, part: PayPart, inputs: Sequence[PayInput]) -> None:
    """A part rests on declared amounts: a fund on one of the site, everything else on those of a person."""
    of = "site" if isinstance(part.kind, Fund) else "person"
    for name in amounts_asked(part.kind):
        if name not in {one.id for one in inputs if one.of == of}:
            table.fault(f"parts[{part.id}]", "unknown-input", f"{name} ({of})")


def _part(row: Table, catalogue: Catalogue) -> PayPart:
    readers: dict[str, Callable[[Table], PayKind]] = {
        "amount": lambda t: Amount(t.identifier("input")),
        "coefficient": lambda t: _times(t, percent=False),
        "percent": lambda t: _times(t, percent=True),
        "tiers": _tiers,
        "all-or-nothing": lambda t: _all_or_nothing(t, catalogue),
        "fund": lambda t: Fund(
            t.identifier("input"),
            t.fraction("percent", at_least=ZERO, at_most=HUNDRED) / HUNDRED,
            t.choice("by", FUND_BY),
            read_condition(t.table("among")),
        ),
        "prizes": lambda t: Prizes(tuple(t.strings("figures")), _amounts(t)),
    }
    part_id, name, rule = row.identifier("id"), row.text("name"), row.text("rule")
    said = row.choice("kind", tuple(readers))
    if said not in readers:
        # What its other keys may be depends on the kind: one fault is enough.
        return PayPart(id=part_id, name=name, rule=rule, kind=Prizes((), ()))
    part = PayPart(
        id=part_id,
        name=name,
        rule=rule,
        kind=readers[said](row),
        roles=row.choices("roles", ROLES) if row.has("roles") else (),
    )
    row.nothing_else()
    return part


def _times(table: Table, *, percent: bool) -> Times:
    """A factor for everybody (``value``), or by grade or band (``values``, ``otherwise``)."""
    name = table.identifier("input")
    zeroed = table.fraction("zeroed", at_least=-MOST, at_most=MOST) if table.has("zeroed") else None
    if table.has("value"):
        value = table.fraction("value", at_least=ZERO, at_most=MOST)
        return Times(input=name, by=None, factors={}, otherwise=value, percent=percent, zeroed=zeroed)
    by, values = table.choice("by", BASES), table.table("values")
    factors = {key: values.fraction(key, at_least=-MOST, at_most=MOST) for key in values.names()}
    otherwise = None
    if table.has("otherwise"):
        otherwise = table.fraction("otherwise", at_least=-MOST, at_most=MOST)
    return Times(input=name, by=by, factors=factors, otherwise=otherwise, percent=percent, zeroed=zeroed)


def _amounts(table: Table) -> tuple[int, ...]:
    """Amounts by place, in hundredths."""
    amounts = table.fractions("amounts", at_least=ZERO, at_most=MOST)
    if any((HUNDRED * amount).denominator != 1 for amount in amounts):
        table.fault("amounts", "not-whole-cents", ", ".join(map(show_short, amounts)))
    return tuple(int(HUNDRED * amount) for amount in amounts)


def _tiers(table: Table) -> Tiers:
    """Steps in percent of the target, with their rates in percent."""
    steps = []
    value, target = table.identifier("input"), table.identifier("target")
    for row in table.tables("steps"):
        steps.append(
            (
                row.fraction("from", at_least=ZERO, at_most=MOST),
                row.fraction("rate", at_least=ZERO, at_most=MOST),
            )
        )
        row.nothing_else()
    starts = [start for start, _rate in steps]
    if starts != sorted(set(starts)) or not starts:
        table.fault("steps", "steps-not-rising", ", ".join(map(show_short, starts)))
    return Tiers(value, target, tuple(steps))


def _all_or_nothing(table: Table, catalogue: Catalogue) -> AllOrNothing:
    targets = []
    name = table.identifier("input")
    for row in table.tables("targets"):
        indicator = row.string("indicator")
        made_of = tuple(row.strings("made_of")) if row.has("made_of") else ()
        for key, name_of in (("indicator", indicator), *(("made_of", part) for part in made_of)):
            if name_of not in catalogue or catalogue[name_of].entry != "figure":
                row.fault(key, "unknown-measure", name_of)
        if len({indicator, *made_of}) != 1 + len(made_of):
            row.fault("made_of", "duplicate-id", ", ".join(made_of))
        at_least, at_most = (
            row.fraction(key, at_least=-MOST, at_most=MOST) if row.has(key) else None
            for key in ("at_least", "at_most")
        )
        if at_least is None and at_most is None:
            row.fault("at_least", "missing", "")
        targets.append(Target(indicator, at_least, at_most, made_of))
        row.nothing_else()
    if not targets:
        table.fault("targets", "missing", "")
    return AllOrNothing(name, tuple(targets))


def check_pay(scheme: Scheme, top: Table) -> None:
    """Whether the grades and figures that the pay names are on the cards of a month."""
    if scheme.pay is None:
        return
    for part in scheme.pay.parts:
        place = f"pay.{part.id}"
        if isinstance(part.kind, Fund):
            among = part.kind.among
            check_condition(scheme, MONTH, among, place, top)
            # Who shares a fund is said by each card alone.
            for key in ("figures", "gains"):
                if getattr(among, key):
                    top.fault(f"{place}.among.{key}", "unknown-key", key)
        if isinstance(part.kind, Prizes):
            for figure in part.kind.figures:
                if figure not in figures_of(scheme, MONTH):
                    top.fault(place, "not-on-the-card", f"{figure} ({MONTH})")
        if not isinstance(part.kind, Times) or part.kind.by is None:
            continue
        known = grades_of(scheme, MONTH) if part.kind.by == "grade" else BAND_IDS
        for name in part.kind.factors:
            if name not in known:
                top.fault(f"{place}.values", "unknown-grade", name)
        left_out = [name for name in known if name not in part.kind.factors]
        if left_out and part.kind.otherwise is None:
            top.fault(f"{place}.values", "grade-without-value", ", ".join(left_out))
