"""A scorecard as text for a terminal. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from csi_tui.i18n import _, ngettext
from csi_tui.scoring.reasons import CONDUCT_ALONE
from csi_tui.services.desk.card_values import Card, Figure, TeamCard
from csi_tui.services.tabular.aligned import table
from csi_tui.services.tabular.fitted import Columns, fitted


class Names(NamedTuple):
    """How ids are called in the user's language: figures by id, and words for bands, roles and flags."""

    figures: Mapping[str, str]
    band: Callable[[object], str]
    role: Callable[[object], str]
    flag: Callable[[object], str]


def card_lines(card: Card, title: str, names: Names) -> str:
    """One card: who, the total with band and rank, and every figure with weight and number of units."""
    person = "  ".join(
        part for part in (card.employee_no, card.name, names.role(card.role), card.team) if part
    )
    result = result_text(card, names.band)
    if card.grade is not None:
        result += _("  grade {grade}").format(grade=grade_name(card, names))
    flags = _(", ").join(remarks(card, names.flag))
    entered = any(one.value is not None for one in card.figures())
    rows = list(_figure_rows(card.indicators, names, 0, entered=entered))
    header = [_("figure"), _("score"), _("band"), _("weight"), _("counts"), _("n")]
    header += [_("value"), _("place")] if entered else []
    lines = [
        title,
        person,
        result + (_("  ({flags})").format(flags=flags) if flags else ""),
        "",
        table(header, rows, frozenset({1, 3, 4, 5, 6, 7})),
    ]
    below = list(_adjusted_lines(card, names))
    below += [few_text()] if any(one.few for one in card.figures()) else []
    return "\n".join([*lines, *([""] if below else []), *below])


def result_text(card: Card, band: Callable[[object], str]) -> str:
    """What a card comes to, in a sentence: total, band and ranks; places; or that it is not assessed."""
    if card.total is not None:
        return _("Total {total}  {band}  {rank}").format(
            total=card.total, band=band(card.band), rank=rank_text(card)
        )
    if card.by_places:
        return _("Assessed by places; there is no total.")
    if card.why == CONDUCT_ALONE:
        return _("Not assessed: records of conduct alone make no total.")
    if not any(one.n for one in card.leaves()):
        return _("Not assessed: no figure has data.")
    return _("Not assessed: too little of what makes the total has data.")


def band_text(card: Card, band: Callable[[object], str]) -> str:
    """The same for a column of a list: the band, by places, or not assessed."""
    if card.total is not None:
        return band(card.band)
    return _("by places") if card.by_places else _("not assessed")


def rank_text(card: Card) -> str:
    """The rank of a card, and the one within the role beside it (docs/rules.md, rule 26); cards of old have none."""
    if card.rank_in_role is None:
        return _("rank {rank}").format(rank=card.rank)
    return _("rank {rank}, {in_role} within the role").format(rank=card.rank, in_role=card.rank_in_role)


def rank_cells(card: Card) -> tuple[str, str]:
    """The same for two columns of a table."""
    return _rank_cell(card.rank), _rank_cell(card.rank_in_role)


def both_ranks(rank: object, in_role: object) -> str:
    """The same for one narrow column: the rank, and in brackets the one within the role."""
    return "-" if rank is None else str(rank) if in_role in (None, "") else f"{rank} ({in_role})"


def _rank_cell(rank: object) -> str:
    return "-" if rank is None else str(rank)


def not_assessed_text(cards: Iterable[Card]) -> str:
    """Who is not assessed; empty where everybody is."""
    names = [f"{card.employee_no} {card.name}" for card in cards]
    text = ngettext("Not assessed ({n}): {names}", "Not assessed ({n}): {names}", len(names))
    return text.format(n=len(names), names=_(", ").join(names)) if names else ""


GRADE = "grade:"
"""Stands before the id of a grade among the names."""


def grade_name(card: Card | TeamCard, names: Names) -> str:
    """The grade of a card in the user's language; empty where it has none."""
    return grade_of(card, names.figures)


def grade_of(card: Card | TeamCard, names: Mapping[str, str]) -> str:
    """The same, of the names of figures alone."""
    return "" if card.grade is None else names.get(f"{GRADE}{card.grade}", card.grade)


def score_text(figure: Figure) -> str:
    """The score of a figure, marked where it rests on few units; of one that has a place alone, the place."""
    few = f" {FEW_MARK}" if figure.few else ""
    if figure.score is None and figure.place is not None:
        return _("no. {place}").format(place=figure.place) + few
    return (figure.score or "-") + few


ADJUSTED_MARK = "*"
"""Stands beside a figure that a person adjusted."""


FEW_MARK = "!"
"""Stands beside the number of units of a figure that rests on few."""


def units(figure: Figure) -> str:
    """The number of units behind a figure, marked where they are few."""
    return f"{figure.n} {FEW_MARK}" if figure.few else str(figure.n)


def few_text() -> str:
    """What the mark beside a number of units says."""
    return _("{mark} few units: fewer than the scheme asks for").format(mark=FEW_MARK)


def mark(adjusted: object) -> str:
    """What is written behind a figure: the mark where a person adjusted it."""
    return f" {ADJUSTED_MARK}" if adjusted else ""


def remarks(card: Card, flag: Callable[[object], str]) -> list[str]:
    """What stands beside a card: its flags, and that a person adjusted a figure of it."""
    found = [flag(one) for one in card.flags]
    return [*found, _("adjusted")] if card.is_adjusted else found


def _adjusted_lines(card: Card, names: Names) -> Iterator[str]:
    """What was added to a figure by hand, and what it would be without."""
    own = [(names.figures.get(one.id, one.id), one.adjustment, one.measured) for one in card.figures()]
    for figure, points, measured in [(_("total"), card.adjustment, card.measured), *own]:
        if points is not None:
            yield _("{mark} {figure}: adjusted by {points}; {measured} without").format(
                mark=ADJUSTED_MARK,
                figure=figure,
                points=points if points.startswith("-") else f"+{points}",
                measured=measured,
            )


def _figure_rows(
    figures: Sequence[Figure], names: Names, depth: int, *, entered: bool
) -> Iterator[tuple[str, ...]]:
    for figure in figures:
        yield (
            "  " * depth + names.figures.get(figure.id, figure.id),
            (figure.score or "-") + mark(figure.adjustment),
            names.band(figure.band),
            figure.weight,
            figure.effective_weight + " %",
            units(figure),
            *((figure.value or "", "" if figure.place is None else str(figure.place)) if entered else ()),
        )
        yield from _figure_rows(figure.parts, names, depth + 1, entered=entered)


def team_ranking(teams: Sequence[TeamCard], names: Names) -> str:
    """The cards of a month's teams, ranked, with their items."""
    return "\n".join(fitted(team_columns(teams, names), None).lines())


def team_columns(teams: Sequence[TeamCard], names: Names) -> Columns:
    """The same as a table that is still to be laid out."""
    header = [_("rank"), _("team"), _("total"), _("grade")]
    header += [names.figures.get(figure.id, figure.id) for figure in teams[0].indicators]
    rows = [
        [
            _rank_cell(team.rank),
            team.team,
            team.total or "-",
            grade_name(team, names),
            *map(score_text, team.indicators),
        ]
        for team in teams
    ]
    return Columns(
        header=header,
        rows=rows,
        figures=frozenset({0, 2, *range(4, len(header))}),
        spare=range(len(header) - 1, 3, -1),
        marked=3,
    )


def ranking(cards: Sequence[Card], names: Names) -> str:
    """All cards of a month, ranked, with their indicators."""
    if not cards:
        return _("No cards in this month.")
    below = ranking_remark(cards)
    return "\n".join([*fitted(ranking_columns(cards, names), None).lines(), *([below] if below else [])])


def ranking_remark(cards: Sequence[Card]) -> str:
    """What stands below the ranked cards: the words of the mark for few units, where one has it."""
    return few_text() if any(figure.few for card in cards for figure in card.indicators) else ""


def ranking_columns(cards: Sequence[Card], names: Names) -> Columns:
    """The ranked cards of a month, of which there is one, as a table that is still to be laid out."""
    indicators = [figure.id for figure in cards[0].indicators]
    graded = any(card.grade is not None for card in cards)
    header = [_("rank"), _("in role"), _("number"), _("name"), _("role"), _("team"), _("total"), _("band")]
    header += [_("grade")] if graded else []
    header += [names.figures.get(figure, figure) for figure in indicators] + [_("remarks")]
    rows = [
        [
            *rank_cells(card),
            card.employee_no,
            card.name,
            names.role(card.role),
            card.team,
            card.total or "-",
            band_text(card, names.band),
            *([grade_name(card, names)] if graded else ()),
            *map(score_text, card.indicators),
            _(", ").join(remarks(card, names.flag)),
        ]
        for card in cards
    ]
    first = 8 + graded
    figures = frozenset({0, 1, 6, *range(first, first + len(indicators))})
    # Who it is, the total and its band stay to the last; then the figures, the first ones longest.
    spare = (1, 4, 5, *([8] if graded else []), len(header) - 1, *range(len(header) - 2, first - 1, -1))
    return Columns(header=header, rows=rows, figures=figures, spare=spare, marked=7)
