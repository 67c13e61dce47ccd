"""The notice of a month's results: what stands on it, as the command line and the screens show it (seed 000 §8.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from csi_db.models import Employee
from csi_db.second_people import done_alone
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.changes.corrections import public_revisions
from csi_tui.services.desk.card_texts import state_name
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_name
from csi_tui.services.desk.trail_code import head as trail_head
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.objection_windows import days_left, newly_published
from csi_tui.services.months.status import month_status
from csi_tui.services.proof.certificates import notice_code
from csi_tui.services.schemes.in_force import scheme_name


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
    replaces: str = ""
    """Which notice this one takes the place of, where a frozen month was corrected, or published anew: a sentence."""


@dataclass(frozen=True, slots=True)
class NoticeSheet:
    """A notice: its head, and the cards in rank order."""

    head: NoticeHead
    cards: tuple[Card, ...]


def notice_sheet(desk: Desk, period: Period, *, masked: bool = False) -> NoticeSheet:
    """The notice of a month, with full names or ``masked`` ones.

    Raises:
        UserError: the month is not computed.
    """
    found, status = month_cards(desk, period), month_status(desk, period)
    cards = [card._replace(name=mask_name(card.name)) if masked else card for card in found.cards]
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
        replaces=_replaces(desk, period, found.revision),
    )
    return NoticeSheet(head, tuple(cards))


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
