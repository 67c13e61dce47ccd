"""A scorecard as text for a terminal. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from csi_tui.i18n import _
from csi_tui.scoring.reasons import CONDUCT_ALONE
from csi_tui.services.tabular.aligned import table


class Names(NamedTuple):
    """How ids are called in the user's language: figures by id, and words for bands, roles and flags."""

    figures: Mapping[str, str]
    band: Callable[[object], str]
    role: Callable[[object], str]
    flag: Callable[[object], str]


def card_lines(card: Mapping[str, Any], title: str, names: Names) -> str:
    """One card: who, the total with band and rank, and every figure with weight and number of units."""
    person = "  ".join(
        part for part in (card["employee_no"], card["name"], names.role(card["role"]), card["team"]) if part
    )
    result = result_text(card, names.band)
    if "grade" in card:
        result += _("  grade {grade}").format(grade=grade_name(card, names))
    flags = _(", ").join(remarks(card, names.flag))
    entered = any(_entered(card["indicators"]))
    rows = list(_figure_rows(card["indicators"], names, 0, entered=entered))
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
    below += [few_text()] if any(few_figures(card["indicators"])) else []
    return "\n".join([*lines, *([""] if below else []), *below])


def leaf_figures(figures: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The figures that are made of no others, in their order."""
    for figure in figures:
        yield from leaf_figures(figure["parts"]) if figure["parts"] else (figure,)


def by_places(card: Mapping[str, Any]) -> bool:
    """Whether a card says how somebody stands by places alone, without any points (seed 001 §6)."""
    leaves = list(leaf_figures(card["indicators"]))
    return any("place" in one for one in leaves) and all(one["score"] is None for one in leaves)


def result_text(card: Mapping[str, Any], band: Callable[[object], str]) -> str:
    """What a card comes to, in a sentence: total, band and ranks; places; or that it is not assessed."""
    if card["total"] is not None:
        return _("Total {total}  {band}  {rank}").format(
            total=card["total"], band=band(card["band"]), rank=rank_text(card)
        )
    if by_places(card):
        return _("Assessed by places; there is no total.")
    if card.get("why") == CONDUCT_ALONE:
        return _("Not assessed: records of conduct alone make no total.")
    if not any(one["n"] for one in leaf_figures(card["indicators"])):
        return _("Not assessed: no figure has data.")
    return _("Not assessed: too little of what makes the total has data.")


def standing_text(card: Mapping[str, Any], band: Callable[[object], str]) -> str:
    """The same for a column of a list: the band, by places, or not assessed."""
    if card["total"] is not None:
        return band(card["band"])
    return _("by places") if by_places(card) else _("not assessed")


def rank_text(card: Mapping[str, Any]) -> str:
    """The rank of a card, and the one within the role beside it (docs/rules.md, rule 26); cards of old have none."""
    if card.get("rank_in_role") is None:
        return _("rank {rank}").format(rank=card["rank"])
    return _("rank {rank}, {in_role} within the role").format(
        rank=card["rank"], in_role=card.get("rank_in_role")
    )


def rank_cells(card: Mapping[str, Any]) -> tuple[str, str]:
    """The same for two columns of a table."""
    return _rank_cell(card["rank"]), _rank_cell(card.get("rank_in_role"))


def both_ranks(rank: object, in_role: object) -> str:
    """The same for one narrow column: the rank, and in brackets the one within the role."""
    return "-" if rank is None else str(rank) if in_role in (None, "") else f"{rank} ({in_role})"


def _rank_cell(rank: object) -> str:
    return "-" if rank is None else str(rank)


GRADE = "grade:"
"""Stands before the id of a grade among the names."""


def grade_name(card: Mapping[str, Any], names: Names) -> str:
    """The grade of a card in the user's language; empty where it has none."""
    return grade_of(card, names.figures)


def grade_of(card: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The same, of the names of figures alone."""
    grade = card.get("grade")
    return "" if grade is None else names.get(f"{GRADE}{grade}", grade)


def _entered(figures: Sequence[Mapping[str, Any]]) -> Iterator[bool]:
    """For every figure, whether it rests on a value that somebody entered."""
    for figure in figures:
        yield "value" in figure
        yield from _entered(figure["parts"])


def score_text(figure: Mapping[str, Any]) -> str:
    """The score of a figure, marked where it rests on few units; of one that has a place alone, the place."""
    few = f" {FEW_MARK}" if figure.get("few") else ""
    if figure["score"] is None and "place" in figure:
        return _("no. {place}").format(place=figure["place"]) + few
    return (figure["score"] or "-") + few


ADJUSTED_MARK = "*"
"""Stands beside a figure that a person adjusted."""


FEW_MARK = "!"
"""Stands beside the number of units of a figure that rests on few."""


def units(figure: Mapping[str, Any]) -> str:
    """The number of units behind a figure, marked where they are few."""
    return f"{figure['n']} {FEW_MARK}" if figure.get("few") else str(figure["n"])


def few_figures(figures: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The figures that rest on few units, and those among their parts."""
    for figure in figures:
        if figure.get("few"):
            yield figure
        yield from few_figures(figure["parts"])


def few_text() -> str:
    """What the mark beside a number of units says."""
    return _("{mark} few units: fewer than the scheme asks for").format(mark=FEW_MARK)


def mark(adjusted: object) -> str:
    """What is written behind a figure: the mark where a person adjusted it."""
    return f" {ADJUSTED_MARK}" if adjusted else ""


def adjusted_figures(card: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The figures of a card that a person adjusted, the card itself first where its total was."""
    if "adjustment" in card:
        yield card
    for figure in card.get("indicators", card.get("parts", ())):
        yield from adjusted_figures(figure)


def remarks(card: Mapping[str, Any], flag: Callable[[object], str]) -> list[str]:
    """What stands beside a card: its flags, and that a person adjusted a figure of it."""
    found = [flag(one) for one in card["flags"]]
    return [*found, _("adjusted")] if any(adjusted_figures(card)) else found


def _adjusted_lines(card: Mapping[str, Any], names: Names) -> Iterator[str]:
    """What was added to a figure by hand, and what it would be without."""
    for one in adjusted_figures(card):
        yield _("{mark} {figure}: adjusted by {points}; {measured} without").format(
            mark=ADJUSTED_MARK,
            figure=names.figures.get(one["id"], one["id"]) if "id" in one else _("total"),
            points=one["adjustment"] if one["adjustment"].startswith("-") else f"+{one['adjustment']}",
            measured=one["measured"],
        )


def _figure_rows(
    figures: Sequence[Mapping[str, Any]], names: Names, depth: int, *, entered: bool
) -> Iterator[tuple[str, ...]]:
    for figure in figures:
        yield (
            "  " * depth + names.figures.get(figure["id"], figure["id"]),
            (figure["score"] or "-") + mark("adjustment" in figure),
            names.band(figure["band"]),
            figure["weight"],
            figure["effective_weight"] + " %",
            units(figure),
            *((figure.get("value", ""), str(figure.get("place", ""))) if entered else ()),
        )
        yield from _figure_rows(figure["parts"], names, depth + 1, entered=entered)


def team_ranking(teams: Sequence[Mapping[str, Any]], names: Names) -> str:
    """The cards of a month's teams, ranked, with their items."""
    header = [_("rank"), _("team"), _("total"), _("grade")]
    header += [names.figures.get(figure["id"], figure["id"]) for figure in teams[0]["indicators"]]
    rows = [
        [
            _rank_cell(team["rank"]),
            team["team"],
            team["total"] or "-",
            grade_name(team, names),
            *map(score_text, team["indicators"]),
        ]
        for team in teams
    ]
    return table(header, rows, frozenset({0, 2, *range(4, len(header))}))


def ranking(cards: Sequence[Mapping[str, Any]], names: Names) -> str:
    """All cards of a month, ranked, with their indicators."""
    if not cards:
        return _("No cards in this month.")
    indicators = [figure["id"] for figure in cards[0]["indicators"]]
    graded = any("grade" in card for card in cards)
    header = [_("rank"), _("in role"), _("number"), _("name"), _("role"), _("team"), _("total"), _("band")]
    header += [_("grade")] if graded else []
    header += [names.figures.get(figure, figure) for figure in indicators] + [_("remarks")]
    rows = [
        [
            *rank_cells(card),
            card["employee_no"],
            card["name"],
            names.role(card["role"]),
            card["team"],
            card["total"] or "-",
            standing_text(card, names.band),
            *([grade_name(card, names)] if graded else ()),
            *map(score_text, card["indicators"]),
            _(", ").join(remarks(card, names.flag)),
        ]
        for card in cards
    ]
    first = 8 + graded
    figures = frozenset({0, 1, 6, *range(first, first + len(indicators))})
    few = any(figure.get("few") for card in cards for figure in card["indicators"])
    return table(header, rows, figures) + (f"\n{few_text()}" if few else "")
