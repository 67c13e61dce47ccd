"""From quantities to ranked scorecards (docs/scoring.md §6, docs/rules.md, rules 9-13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from csi_tui.scoring.combining import AdjustmentsOf, QuantitiesOf, figure_of, make_run, team_means
from csi_tui.scoring.consequences import ZEROED
from csi_tui.scoring.exact import show, show_hundredths, show_short, to_hundredths
from csi_tui.scoring.figures import Figure, Subject, why_none
from csi_tui.scoring.nodes import Composite
from csi_tui.scoring.reasons import CONDUCT_ALONE
from csi_tui.scoring.scheme import Scheme

FEW_ANSWERS = "few-answers"


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The card of an employee, or of a team, of one month.

    ``rank`` is over everybody, ``rank_in_role`` over those of the role (docs/rules.md, rule 26); both are None for
    somebody not assessed; ``grade`` where the scheme grades nobody, or not this one.
    """

    subject: Subject
    total: Figure
    rank: int | None
    flags: tuple[str, ...]
    grade: str | None = None
    rank_in_role: int | None = None

    @property
    def is_assessed(self) -> bool:
        """Whether there is a total, or, where places alone count, a place (seed 001 §6)."""
        if self.total.score is not None:
            return True
        leaves = list(self.total.leaves())
        return any(one.place is not None for one in leaves) and all(one.score is None for one in leaves)

    def with_grade(self, grade: str | None) -> Scorecard:
        """The same card with a grade."""
        return self if grade is None else replace(self, grade=grade)


def make_cards(
    scheme: Scheme,
    subjects: Iterable[Subject],
    quantities: QuantitiesOf,
    adjustments: AdjustmentsOf | None = None,
    root: Composite | None = None,
) -> list[Scorecard]:
    """Make the cards of a month, ordered by rank, then employee number; those not assessed come last.

    ``root``: the total of a longer span instead of the month's.

    An adjustment moves the figure of its line, within 0 and 100, and through it those above (docs/rules.md, rule 14);
    a figure that is not there is not moved. The mean of a team that stands in for a missing figure knows none.
    """
    assessed = [subject for subject in subjects if subject.role not in scheme.unassessed_roles]
    root = root or scheme.root
    means = team_means(scheme, root, assessed, quantities)
    run = make_run(scheme, root, assessed, quantities, means, adjustments or {})
    cards = []
    for subject in assessed:
        total = figure_of(run, root, subject, quantities.get(subject.id, {}))
        cards.append(Scorecard(subject=subject, total=total, rank=None, flags=_flags(scheme, subject, total)))
    return _ranked(cards)


def make_team_cards(scheme: Scheme, teams: Sequence[Subject], quantities: QuantitiesOf) -> list[Scorecard]:
    """Make the cards of a month's teams, ordered like those of employees; none where the scheme assesses no teams."""
    if scheme.teams is None:
        return []
    run = make_run(scheme, scheme.teams, teams, quantities, {}, {})
    return _ranked(
        [
            Scorecard(subject=team, total=total, rank=None, flags=_zeroed(total))
            for team in teams
            for total in (figure_of(run, run.root, team, quantities.get(team.id, {})),)
        ]
    )


def card_json(card: Scorecard) -> dict[str, object]:
    """The card in the shape of docs/cli.md, *Cards*; decimal figures are strings."""
    shown: dict[str, object] = {
        "employee_no": card.subject.employee_no,
        "name": card.subject.name,
        "role": card.subject.role,
        "team": card.subject.team,
        "total": None if card.total.score is None else show(card.total.score),
        "band": card.total.band,
        "rank": card.rank,
        "rank_in_role": card.rank_in_role,
        "flags": list(card.flags),
        "indicators": [_figure_json(part) for part in card.total.parts],
    }
    if card.total.score is None and why_none(card.total) == CONDUCT_ALONE:
        shown["why"] = CONDUCT_ALONE
    if card.total.adjustment:
        shown |= _adjusted_json(card.total)
    if card.grade is not None:
        shown["grade"] = card.grade
    return shown


def _figure_json(figure: Figure) -> dict[str, object]:
    shown: dict[str, object] = {
        "id": figure.id,
        "score": None if figure.score is None else show(figure.score),
        "weight": show_short(figure.weight),
        "effective_weight": show(figure.effective_weight),
        "n": figure.n,
        "band": figure.band,
        "parts": [_figure_json(part) for part in figure.parts],
    }
    if figure.adjustment:
        shown |= _adjusted_json(figure)
    if figure.value is not None:
        shown["value"] = show(figure.value)
    if figure.place is not None:
        shown["place"] = figure.place
    if figure.few:
        shown["few"] = True
    return shown


def _adjusted_json(figure: Figure) -> dict[str, object]:
    """What stands on a card only where a line was adjusted: the figure's own score, and what was added to it."""
    assert figure.measured is not None and figure.score is not None
    # As shown, so that both together are the score: 97.335 and what is left to 100.
    moved = to_hundredths(figure.score) - to_hundredths(figure.measured)
    return {"measured": show(figure.measured), "adjustment": show_hundredths(moved)}


def _flags(scheme: Scheme, subject: Subject, total: Figure) -> tuple[str, ...]:
    """Few answers are flagged when the figure that rests on them has weight (docs/rules.md, rule 13)."""
    figure = total.find(scheme.answers_counted_by)
    if figure is not None and figure.weight > 0 and figure.n < scheme.minimum_answers:
        return (FEW_ANSWERS, *_zeroed(total))
    return _zeroed(total)


def _zeroed(total: Figure) -> tuple[str, ...]:
    """Deductions that make a month 0 are flagged: they come with a warning (seed 003 §2)."""
    return (ZEROED,) if total.zeroed else ()


def _ranked(cards: Sequence[Scorecard]) -> list[Scorecard]:
    """Rank by the rounded total; ties share the better rank (docs/rules.md, rules 10 and 11)."""

    def order(card: Scorecard) -> tuple[bool, int, str]:
        score = card.total.score
        return (score is None, 0 if score is None else -to_hundredths(score), card.subject.employee_no)

    ranked: list[Scorecard] = []
    rank, previous = 0, None
    for position, card in enumerate(sorted(cards, key=order), start=1):
        if card.total.score is None:
            ranked.append(card)
            continue
        rounded = to_hundredths(card.total.score)
        if rounded != previous:
            rank, previous = position, rounded
        ranked.append(replace(card, rank=rank))
    within = ranks_within(
        (card.subject.id, card.rank, card.subject.role) for card in ranked if card.rank is not None
    )
    return [replace(card, rank_in_role=within.get(card.subject.id)) for card in ranked]


def ranks_within(ranks: Iterable[tuple[int, int, str]]) -> dict[int, int]:
    """Key → rank among those of the same role, of keys with their rank among everybody and their role.

    Ties share the better rank there as well (docs/rules.md, rules 11 and 26).
    """
    found: dict[int, int] = {}
    last: dict[str, tuple[int, int, int]] = {}
    for rank, role, key in sorted((rank, role, key) for key, rank, role in ranks):
        before, shared, so_far = last.get(role, (0, 0, 0))
        own = shared if rank == before else so_far + 1
        last[role] = (rank, own, so_far + 1)
        found[key] = own
    return found
