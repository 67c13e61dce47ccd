"""Whose card of a month would differ by another scheme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from csi_db.models import Month, MonthRevision
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import current_language
from csi_tui.scoring.cards import card_json
from csi_tui.scoring.periods import BEFORE_ALL, Period, show_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.desk.card_texts import BAND_NAMES, band_name
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.cycle_collector import collector_at_rest
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import not_computed
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.months.cards import latest_with_cards
from csi_tui.services.months.compute import compute_by_each, compute_snapshot_by_each
from csi_tui.services.months.revisions import id_of, stored_cards
from csi_tui.services.schemes.in_force import SchemeText, find_or_read, named_scheme, version_text

Shown = tuple[str, str, str, str]
"""Total, rank, rank within the role, and grade or band."""


@dataclass(frozen=True, slots=True)
class Change:
    """Whose card of a month would differ by a scheme; ``was`` and ``would``.

    Both hold total, rank, rank within the role, and grade (or band) by its id, empty where there is none; ``names``:
    grade or band → its name in the user's language.
    """

    scheme: str
    period: Period
    employee_no: str
    name: str
    was: Shown
    would: Shown
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def grade_changes(self) -> bool:
        """Whether the grade does, and not the figures alone."""
        return self.was[-1] != self.would[-1]

    def json(self) -> dict[str, object]:
        """The change as ``csi scheme backtest --json`` prints it."""
        keys = ("total", "rank", "rank_in_role", "grade")
        return {
            "scheme": self.scheme,
            "month": show_period(self.period),
            "employee_no": self.employee_no,
            "name": self.name,
            "was": dict(zip(keys, (value or None for value in self.was), strict=True)),
            "would_be": dict(zip(keys, (value or None for value in self.would), strict=True)),
        }


def scheme_at_hand(desk: Desk | None, name: str) -> SchemeText:
    """A scheme by the id of one of the program or of the site, or from a ``.toml`` file.

    Raises:
        UserError: there is none, or the file has faults.
        UnreadableFile: the file cannot be read.
    """
    if desk is None or name.endswith(".toml"):
        return find_or_read(name)
    return named_scheme(desk, name, BEFORE_ALL)


def backtest(desk: Desk, names: Sequence[str], periods: Sequence[Period]) -> list[Change]:
    """Whose card of some months would differ by other schemes; of a closed month by the rows that it keeps.

    Months of several that have no cards are left out.

    Raises:
        UserError: no such scheme, or none of the months is computed.
        UnreadableFile: the file cannot be read.
    """
    return moved(desk, [scheme_at_hand(desk, name).scheme for name in names], periods)


def moved(
    desk: Desk, schemes: Sequence[Scheme], periods: Sequence[Period], progress: Progress = unheard
) -> list[Change]:
    """The same of schemes that are at hand; ``progress`` hears of the months.

    Raises:
        UserError: none of the months is computed.
    """
    with collector_at_rest(), desk.read() as session:
        found = session.exec(
            select(Month, MonthRevision)
            .join(MonthRevision, col(Month.revision_id) == col(MonthRevision.id))
            .where(col(Month.period).in_(periods))
            .order_by(col(Month.period))
        ).all()
        if not found:
            raise not_computed(periods[-1], desk.site.zone, latest_with_cards(session))
        changes: list[Change] = []
        for done, (month, revision) in enumerate(found):
            progress(show_period(month.period), done, len(found))
            changes += changes_by(session, revision, schemes, live=month.state not in CLOSED_STATES)
        return changes


def changes_by(
    session: Session, revision: MonthRevision, schemes: Sequence[Scheme], *, live: bool
) -> Iterator[Change]:
    """The same of one month, within a transaction; ``live``: by the rows as they lie, else by those that it keeps."""
    computed = (
        compute_by_each(session, schemes, revision.period, revision.as_of)
        if live
        else compute_snapshot_by_each(session, schemes, id_of(revision))
    )
    before = {card.employee_no: card for card in _stored(session, id_of(revision))}
    used = version_text(session, revision.scheme_version_id).scheme
    names = {band: band_name(band) for band in BAND_NAMES}
    for scheme in (*schemes, used):
        names |= {grade: text.in_language(current_language()) for grade, text in scheme.grades.names.items()}
    for scheme, computation in zip(schemes, computed, strict=True):
        after = {card.employee_no: card for card in map(Card.of, map(card_json, computation.cards))}
        for number in sorted(before.keys() | after.keys()):
            was, would = _shown(before.get(number)), _shown(after.get(number))
            if was != would:
                name = (after.get(number) or before[number]).name
                yield Change(
                    scheme=scheme.id,
                    period=revision.period,
                    employee_no=number,
                    name=name,
                    was=was,
                    would=would,
                    names=names,
                )


def _stored(session: Session, revision_id: int) -> list[Card]:
    return [Card.from_json(card[-1]) for card in stored_cards(session, revision_id)]


def _shown(card: Card | None) -> Shown:
    """Total, ranks and grade of a card, or the band where the scheme gives no grades."""
    if card is None:
        return ("", "", "", "")
    grade = card.band if card.grade is None else card.grade
    return (card.total or "", str(card.rank or ""), str(card.rank_in_role or ""), grade or "")
