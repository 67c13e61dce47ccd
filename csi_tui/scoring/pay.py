"""Pay that follows from a month's cards: exact, rounded by part, reconciled to the cent (docs/rules.md §1.6, §2, §5).

Amounts are hundredths of the currency, as integers. Each part of each person is rounded once; the sheet's sums are
sums of what is paid, so they reconcile to the cent. A fund is shared without a remainder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from csi_tui.scoring.consequences import ZEROED, SpanCard
from csi_tui.scoring.exact import HUNDRED, ZERO, show_short
from csi_tui.scoring.pay_rules import AllOrNothing, Amount, Fund, PayPart, PayRules, Prizes, Tiers, Times

NOT_ASSESSED, NOT_GRADED = "not-assessed", "not-graded"


@dataclass(frozen=True, slots=True)
class Payee:
    """Somebody with a card of the month; ``inputs``: name → hundredths, ``team_figures``: indicator → value."""

    key: int
    role: str
    band: str | None
    card: SpanCard
    inputs: Mapping[str, int]
    team_figures: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PayLine:
    """A part of somebody's pay, with what it was made of.

    Attributes:
        amount: hundredths.
        input: the amount it rests on, in hundredths; None where nobody entered it.
        factor: what that was multiplied by; ``percent``: as a percentage.
        basis: the grade or band that gave the factor, ``zeroed``, ``not-assessed`` or ``not-graded`` where
            ``otherwise`` did for want of one, or the percentage of the target that was reached.
        missed: indicators of the team whose target was missed.
        why: ``""``, or why there is none: ``no-input``, ``no-target``, ``not-assessed``, ``not-graded``,
            ``below-tiers``, ``missed``, ``not-among``.
    """

    part: str
    amount: int
    input: int | None = None
    factor: Fraction | None = None
    percent: bool = False
    basis: str | None = None
    missed: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Pay:
    """Somebody's pay of a month; ``total`` is the sum of the lines."""

    key: int
    lines: tuple[PayLine, ...]

    @property
    def total(self) -> int:
        """Hundredths."""
        return sum(line.amount for line in self.lines)


def to_the_cent(amount: Fraction) -> int:
    """Hundredths, rounded half-up, away from zero on the half."""
    whole = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return whole if amount >= 0 else -whole


def pay_of(rules: PayRules, payees: Sequence[Payee], site_inputs: Mapping[str, int]) -> list[Pay]:
    """The pay of everybody with a card, in the order given."""
    funds = {
        part.id: _shared(part, part.kind, payees, site_inputs)
        for part in rules.parts
        if isinstance(part.kind, Fund)
    }
    return [
        Pay(
            payee.key,
            tuple(
                funds[part.id][payee.key] if isinstance(part.kind, Fund) else _line(part, payee)
                for part in rules.parts
                if not part.roles or payee.role in part.roles
            ),
        )
        for payee in payees
    ]


def _line(part: PayPart, payee: Payee) -> PayLine:
    match part.kind:
        case Amount(name):
            given = payee.inputs.get(name)
            return (
                PayLine(part.id, 0, why="no-input")
                if given is None
                else PayLine(part=part.id, amount=given, input=given)
            )
        case Times():
            return _times(part, part.kind, payee)
        case Tiers():
            return _commission(part, part.kind, payee)
        case AllOrNothing(name, targets):
            given = payee.inputs.get(name)
            missed = tuple(
                target.indicator
                for target in targets
                if not target.reached_by(target.value_in(payee.team_figures))
            )
            if given is None:
                return PayLine(part.id, 0, missed=missed, why="no-input")
            return PayLine(
                part=part.id,
                amount=0 if missed else given,
                input=given,
                missed=missed,
                why="missed" if missed else "",
            )
        case Prizes(figures, amounts):
            places = [payee.card.places[figure] for figure in figures if figure in payee.card.places]
            won = [amounts[place - 1] for place in places if place <= len(amounts)]
            return PayLine(part.id, sum(won), why="" if won else "not-among")
        case Fund():
            raise TypeError(part.id)


def _times(part: PayPart, kind: Times, payee: Payee) -> PayLine:
    given = payee.inputs.get(kind.input)
    basis = {"grade": payee.card.grade, "band": payee.band}.get(kind.by or "")
    factor = kind.otherwise if basis is None else kind.factors.get(basis, kind.otherwise)
    if kind.zeroed is not None and ZEROED in payee.card.flags:
        basis, factor = ZEROED, kind.zeroed
    if basis is None and kind.by is not None:
        basis = NOT_ASSESSED if payee.card.total is None and not payee.card.places else NOT_GRADED
    if given is None:
        amount, why = 0, "no-input"
    elif factor is None:
        amount, why = 0, NOT_ASSESSED if basis == NOT_ASSESSED else NOT_GRADED
    else:
        amount, why = to_the_cent(given * (factor / HUNDRED if kind.percent else factor)), ""
    return PayLine(
        part=part.id,
        amount=amount,
        input=given,
        factor=factor,
        percent=kind.percent,
        basis=basis,
        why=why,
    )


def _commission(part: PayPart, kind: Tiers, payee: Payee) -> PayLine:
    value, target = payee.inputs.get(kind.value), payee.inputs.get(kind.target)
    if value is None:
        return PayLine(part.id, 0, why="no-input")
    if not target:
        return PayLine(part=part.id, amount=0, input=value, why="no-target")
    rate = next((rate for start, rate in reversed(kind.steps) if value * HUNDRED >= start * target), None)
    if rate is None:
        return PayLine(part=part.id, amount=0, input=value, why="below-tiers")
    reached = f"{show_short(Fraction(value) * HUNDRED / target)} %"
    return PayLine(
        part=part.id,
        amount=to_the_cent(value * rate / HUNDRED),
        input=value,
        factor=rate,
        percent=True,
        basis=reached,
    )


def _shared(
    part: PayPart, kind: Fund, payees: Sequence[Payee], site_inputs: Mapping[str, int]
) -> dict[int, PayLine]:
    """The fund spread to the cent, without a remainder: the largest remainders first, then in the order given."""
    given = site_inputs.get(kind.input)
    having = [payee for payee in payees if not part.roles or payee.role in part.roles]
    among = kind.among.shown_by({payee.key: payee.card for payee in having})
    entitled = [payee for payee in having if payee.card.rank and payee.key in among]
    lines = {payee.key: PayLine(part=part.id, amount=0, input=given, why="not-among") for payee in payees}
    if given is None:
        return {key: PayLine(part.id, 0, why="no-input") for key in lines}
    whole = to_the_cent(given * kind.share)
    weights = _weights(kind, entitled)
    together = sum(weights, start=ZERO)
    if not together:
        return lines
    exact = [whole * weight / together for weight in weights]
    for payee, amount, weight in zip(entitled, spread(exact, whole), weights, strict=True):
        share = HUNDRED * weight / together
        lines[payee.key] = PayLine(part=part.id, amount=amount, input=whole, factor=share, percent=True)
    return lines


def _weights(kind: Fund, entitled: Sequence[Payee]) -> list[Fraction]:
    """Points of the total, or places counted from the last: of five the first weighs 5; ties share the better one."""
    if kind.by == "score":
        return [Fraction(max(0, payee.card.total or 0)) for payee in entitled]
    ranks = sorted(payee.card.rank or 0 for payee in entitled)
    return [Fraction(len(ranks) - ranks.index(payee.card.rank or 0)) for payee in entitled]


def spread(exact: Sequence[Fraction], whole: int) -> list[int]:
    """Whole numbers that add up to ``whole``, each within one of its exact share (largest remainder)."""
    floors = [share.numerator // share.denominator for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (floors[at] - exact[at], at))
    for at in by_remainder[: whole - sum(floors)]:
        floors[at] += 1
    return floors
