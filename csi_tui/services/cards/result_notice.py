"""The notice of a month's results: what stands on it, as the command line and the screens show it (seed 000 §8.3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from csi_db.models import Employee
from csi_db.second_people import done_alone
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.scoring.spans import MONTH, span_of
from csi_tui.services.changes.corrections import public_revisions
from csi_tui.services.desk.card_texts import state_name
from csi_tui.services.desk.card_values import Card, TeamCard
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_name
from csi_tui.services.desk.trail_code import head as trail_head
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.objection_windows import days_left, newly_published
from csi_tui.services.months.status import month_status
from csi_tui.services.months.team_cards import stored_teams
from csi_tui.services.months.team_means import TeamMean, team_means
from csi_tui.services.proof.certificates import notice_code
from csi_tui.services.scheme_changes.month_plan import computed_plan
from csi_tui.services.scheme_changes.text import items_sentence
from csi_tui.services.schemes.in_force import scheme_name
from csi_tui.services.spans.what_follows import ConsequenceLine, awards_in


@dataclass(frozen=True, slots=True)
class NoticeHead:
    """What stands above the figures: the month, the scheme's name, the window (site-local, None before it opens)."""

    month: str
    scheme: str
    state: str
    as_of: datetime
    window_ends_at: datetime | None
    code: str = ""
    """The short code of what the figures rest on, once the month is published."""
    trail_code: str = ""
    """Of the audit trail's last entry when the notice was made: it holds everything that was entered until then."""
    days_left: int | None = None
    """Working days that the window still runs, the present one not among them; None once it is over."""
    objectors: tuple[str, ...] = ()
    """Of a corrected month, the numbers of those whose card changed: the window is theirs alone."""
    unconfirmed: tuple[str, ...] = ()
    """Numbers of the employees in whose figures something was done without a second person, for want of one."""
    items: str = ""
    """The items that were chosen for the month, with their levels and by whom; empty where they are the scheme's."""
    replaces: str = ""
    """Which notice this one takes the place of, where a frozen month was corrected, or published anew: a sentence."""


class ChangedTotal(NamedTuple):
    """A total that differs from the one on the notice before; None: not assessed."""

    employee_no: str
    name: str
    before: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class NoticeSheet:
    """A notice: its head, and the cards in rank order.

    Attributes:
        teams: the cards of teams, where the scheme assesses any; else ``means`` has those of the teams' people.
        awards: who stands for an award by the figures, once the month is published.
        changed: whose total differs from the notice that this one takes the place of.
    """

    head: NoticeHead
    cards: tuple[Card, ...]
    teams: tuple[TeamCard, ...] = ()
    means: tuple[TeamMean, ...] = ()
    awards: tuple[ConsequenceLine, ...] = ()
    changed: tuple[ChangedTotal, ...] = ()


def notice_sheet(desk: Desk, period: Period, *, masked: bool = False) -> NoticeSheet:
    """The notice of a month, with full names or ``masked`` ones.

    Raises:
        UserError: the month is not computed.
    """
    found, status = month_cards(desk, period), month_status(desk, period)
    named = mask_name if masked else str
    cards = [card._replace(name=named(card.name)) for card in found.cards]
    teams = stored_teams(desk, period)
    published = status.state in CLOSED_STATES
    awards = awards_in(desk, span_of(MONTH, period)) if published else []
    corrected = status.appeals_until is not None
    head = NoticeHead(
        month=status.month,
        scheme=scheme_name(desk, period),
        state=state_name(found.state),
        as_of=found.as_of,
        window_ends_at=status.window_ends_at,
        code=notice_code(desk, period),
        trail_code=trail_head(desk).code,
        days_left=days_left(desk, status.window_ends_at)
        if status.state == "published" or corrected
        else None,
        objectors=tuple(newly_published(desk, period)) if corrected and status.published_at is None else (),
        unconfirmed=_unconfirmed(desk, period),
        items=_items(desk, period),
        replaces=_replaces(desk, period, found.revision),
    )
    return NoticeSheet(
        head=head,
        cards=tuple(cards),
        teams=teams,
        means=() if teams else tuple(team_means(cards)),
        awards=tuple(
            replace(one, employee=None if one.employee is None else named(one.employee)) for one in awards
        ),
        changed=_changed(desk, period, found.revision, cards, named) if published else (),
    )


def _items(desk: Desk, period: Period) -> str:
    plan = computed_plan(desk, period)
    return "" if plan is None else items_sentence(plan)


def _changed(
    desk: Desk, period: Period, revision: int, cards: Sequence[Card], named: Callable[[str], str]
) -> tuple[ChangedTotal, ...]:
    """Whose total is another one than on the notice before, by number; a card may be new, or gone."""
    before = [one for one in public_revisions(desk, period) if one.number < revision]
    if not before:
        return ()
    old = {card.employee_no: card for card in month_cards(desk, period, revision=before[-1].number).cards}
    new = {card.employee_no: card for card in cards}
    found = []
    for number in sorted(old.keys() | new.keys()):
        was, now = (cards[number].total if number in cards else None for cards in (old, new))
        if was != now:
            name = new[number].name if number in new else named(old[number].name)
            found.append(ChangedTotal(number, name, was, now))
    return tuple(found)


def _unconfirmed(desk: Desk, period: Period) -> tuple[str, ...]:
    with desk.read() as session:
        people = {employee for _act, employee, _row, _by in done_alone(session.connection(), period)}
        return tuple(sorted(session.get_one(Employee, one).employee_no for one in people if one is not None))


def _replaces(desk: Desk, period: Period, revision: int) -> str:
    before = [one for one in public_revisions(desk, period) if one.number < revision]
    if not before:
        return ""
    return _("Revision {revision}: it takes the place of the notice of {day}.").format(
        revision=revision, day=f"{before[-1].public_since:%Y-%m-%d}"
    )
