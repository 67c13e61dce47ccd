"""The figures of everybody, of each team, role and product: means, spread, bands, beside other months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from csi_tui.scoring.exact import HUNDRED, to_hundredths
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.nodes import standard_of
from csi_tui.scoring.periods import Period
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.spread import Spread
from csi_tui.services.analysis.counted_once import RatesOfGroups
from csi_tui.services.analysis.values import KINDS, TOTAL, Against, Group, GroupFigure, GroupKind
from csi_tui.services.cards.rates import rate_of, rates_of
from csi_tui.services.desk.card_values import Card, Figure
from csi_tui.services.months.cards import hundredths_of


@dataclass(frozen=True)
class MonthFigures:
    """What an analysis reads of a month: its scheme, everybody's cards, and cards of its products (no total).

    ``once``: the rates of groups on whose cases several of their people stand.
    """

    period: Period
    scheme: Scheme
    cards: Sequence[Card]
    products: Sequence[Card] = ()
    once: RatesOfGroups = field(default_factory=dict)

    @cached_property
    def rates(self) -> frozenset[str]:
        """The ids of the figures that are rates."""
        return rates_of(self.scheme)

    @cached_property
    def _known(self) -> dict[int, Rate | None]:
        """The rates that were read off figures, by which figure: each is asked for by several groups."""
        return {}

    def rate(self, figure: Figure) -> Rate | None:
        """The units of somebody's rate."""
        key = id(figure)
        if key not in self._known:
            self._known[key] = rate_of(figure)
        return self._known[key]

    @cached_property
    def standards(self) -> Mapping[str, int]:
        """Figure → from which figure on its standard is reached, in hundredths."""
        of = {TOTAL: standard_of(self.scheme.root)}
        of |= {node.id: standard_of(node) for node in self.scheme.nodes() if node.id != self.scheme.root.id}
        return {figure: to_hundredths(standard) for figure, standard in of.items() if standard is not None}

    @cached_property
    def orders_of_bands(self) -> Mapping[str, tuple[str, ...]]:
        """Figure → its bands, the best first."""
        of = {node.id: tuple(band.id for band in node.bands) for node in self.scheme.nodes()}
        return of | {TOTAL: of.get(self.scheme.root.id, ())}

    @cached_property
    def having(self) -> Mapping[str, Sequence[tuple[Card, Figure]]]:
        """Figure → everybody's who has it on the card, in the order of the cards."""
        found: dict[str, list[tuple[Card, Figure]]] = {}
        for card in self.cards:
            for figure in card.figures():
                found.setdefault(figure.id, []).append((card, figure))
        return found

    @cached_property
    def by_number(self) -> Mapping[str, Card]:
        """The cards by the numbers of their owners."""
        return {card.employee_no: card for card in self.cards}

    @cached_property
    def groups(self) -> Mapping[tuple[GroupKind, str], Group]:
        """Every group by kind and name, without other months."""
        found: dict[tuple[GroupKind, str], list[Card]] = {("all", ""): list(self.cards)}
        for card in self.cards:
            found.setdefault(("team", card.team), []).append(card)
            found.setdefault(("role", card.role), []).append(card)
        groups = {key: self._group(key, cards) for key, cards in found.items()}
        return groups | {
            ("product", one.name): self._group(("product", one.name), [one]) for one in self.products
        }

    def _group(self, key: tuple[GroupKind, str], cards: Sequence[Card]) -> Group:
        kind, name = key
        having: dict[str, list[Figure]] = {
            TOTAL: [_total_of(card) for card in cards if card.total is not None]
        }
        for card in cards:
            for one in card.figures():
                having.setdefault(one.id, []).append(one)
        made = (self._figure(key, figure, ones) for figure, ones in having.items())
        figures = tuple(one for one in made if one is not None)
        return Group(kind=kind, name=name, people=0 if kind == "product" else len(cards), figures=figures)

    def _figure(
        self, group: tuple[GroupKind, str], figure: str, ones: Sequence[Figure]
    ) -> GroupFigure | None:
        scores = [(one, score) for one in ones if (score := hundredths_of(one.score)) is not None]
        in_points = bool(scores)
        if not scores:
            scores = [(one, value) for one in ones if (value := hundredths_of(one.value)) is not None]
        if not scores:
            return None
        spread = Spread.of([score for _one, score in scores])
        rate = self._rate(group, figure, [one for one, _score in scores])
        bands: dict[str, int] = {}
        if in_points and any(one.band is not None for one, _score in scores):
            bands = dict.fromkeys(self.orders_of_bands.get(figure, ()), 0)
            for one, _score in scores:
                if one.band is not None:
                    bands[one.band] = bands.get(one.band, 0) + 1
        standard = self.standards.get(figure) if in_points else None
        mean = spread.mean
        assert mean is not None
        return GroupFigure(
            figure=figure,
            in_points=in_points,
            spread=spread,
            mean=mean if rate is None else to_hundredths(rate.share * HUNDRED),
            n=_cases_behind(rate, [one for one, _score in scores], group),
            bands=bands,
            rate=rate,
            standard=standard,
            reached=0 if standard is None else sum(score >= standard for _one, score in scores),
        )

    def _rate(self, group: tuple[GroupKind, str], figure: str, ones: Sequence[Figure]) -> Rate | None:
        """The cases behind several people's rate, each once, as if they were one person's (docs/rules.md, rule 40)."""
        once = self.once.get((*group, figure))
        if once is not None:
            return once
        rates = [rate for one in ones if (rate := self.rate(one)) is not None] if figure in self.rates else []
        return Rate(sum(max(one.k, 0) for one in rates), sum(one.n for one in rates)) if rates else None


def _cases_behind(rate: Rate | None, ones: Sequence[Figure], group: tuple[GroupKind, str]) -> int:
    """The distinct cases behind a rate, and behind a product's figure; a mean over people has people behind it."""
    if rate is not None:
        return rate.n
    return sum(one.n for one in ones) if group[0] == "product" else 0


def groups_beside(
    now: MonthFigures, before: MonthFigures | None, year_before: MonthFigures | None
) -> tuple[Group, ...]:
    """The groups of a month in their order, each figure beside that of the same group in other months."""

    def beside(group: Group, figure: GroupFigure) -> GroupFigure:
        one, other = (_against(month, group, figure) for month in (before, year_before))
        return replace(figure, before=one, year_before=other)

    ordered = sorted(now.groups.values(), key=lambda group: KINDS.index(group.kind))
    return tuple(
        replace(group, figures=tuple(beside(group, figure) for figure in group.figures)) for group in ordered
    )


def _against(month: MonthFigures | None, group: Group, figure: GroupFigure) -> Against | None:
    there = None if month is None else month.groups.get((group.kind, group.name))
    found = None if there is None else there.find(figure.figure)
    if month is None or found is None or found.in_points != figure.in_points:
        return None
    return Against(period=month.period, mean=found.mean, people=len(found.spread.values), rate=found.rate)


def lines_of(cards: Sequence[Card]) -> tuple[tuple[str, int], ...]:
    """The figures of cards in their order, the total first, each with its depth."""
    found = {TOTAL: 0}
    for card in cards:
        for figure, depth in _with_depth(card.indicators, 1):
            found.setdefault(figure.id, depth)
    return tuple(found.items())


def _with_depth(figures: Sequence[Figure], depth: int) -> Iterator[tuple[Figure, int]]:
    for figure in figures:
        yield figure, depth
        yield from _with_depth(figure.parts, depth + 1)


def _total_of(card: Card) -> Figure:
    return Figure(id=TOTAL, score=card.total, weight="", effective_weight="", n=0, band=card.band, parts=())
