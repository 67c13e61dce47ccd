"""Read the stored cards of a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import partial

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from csi_db.models import Employee, Month, MonthRevision, SchemeVersion, StoredCard
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.card_texts import (
    AMBIGUOUS,
    BAND_NAMES,
    EMPLOYEE_ROLE_NAMES,
    UNKNOWN_EMPLOYEE,
    state_name,
)
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import Filter, Filterable, marked
from csi_tui.services.desk.month_names import not_computed, with_latest_published
from csi_tui.services.errors import UserError
from csi_tui.services.months.others_cards import as_read, reader_of
from csi_tui.services.tabular.untrusted_text import LONGEST_GIVEN

CARDS_BY = Filterable(
    marks={
        "not_assessed": N_("not assessed"),
        "remarks": N_("with a remark"),
        "adjusted": N_("adjusted"),
        **BAND_NAMES,
        **EMPLOYEE_ROLE_NAMES,
    }
)
"""What a list of cards is narrowed down to; a team is searched for."""


def cards_like(cards: Iterable[Card], only: Filter) -> list[Card]:
    """The cards that a filter asks for, in their order."""
    return marked(cards, only, _MARKS)


def _in_band(band: str, card: Card) -> bool:
    return card.band == band


def _of_role(role: str, card: Card) -> bool:
    return card.role == role


_MARKS: Mapping[str, Callable[[Card], bool]] = {
    "not_assessed": lambda card: card.total is None,
    "remarks": lambda card: bool(card.flags),
    "adjusted": lambda card: (
        card.adjustment is not None or any(one.adjustment is not None for one in card.figures())
    ),
    **{band: partial(_in_band, band) for band in BAND_NAMES},
    **{role: partial(_of_role, role) for role in EMPLOYEE_ROLE_NAMES},
}


@dataclass(frozen=True, slots=True)
class ShownRevision:
    """The revision of a month whose cards are shown; ``as_of`` is site-local."""

    period: Period
    scheme_id: str
    revision: int
    state: str
    as_of: datetime

    def head(self) -> dict[str, object]:
        """What stands before the cards in an answer."""
        return {
            "month": show_period(self.period),
            "scheme": self.scheme_id,
            "revision": self.revision,
            "state": self.state,
            "as_of": self.as_of.replace(tzinfo=None).isoformat(),
        }


@dataclass(frozen=True, slots=True)
class MonthCards(ShownRevision):
    """All cards of a month's revision, in their order."""

    cards: tuple[Card, ...]

    def json(self) -> dict[str, object]:
        """The object that ``csi cards --json`` prints (docs/cli.md, *Cards*)."""
        return {**self.head(), "cards": [card.json() for card in self.cards]}


def month_cards(
    desk: Desk, period: Period, scheme_id: str | None = None, *, revision: int | None = None
) -> MonthCards:
    """The cards of a month, or of an earlier ``revision`` of it, whose state is then ``replaced``.

    Raises:
        UserError: the month or the revision is not computed, or was computed with another scheme than asked for.
    """
    with desk.read() as session:
        state, found = shown_revision(session, period, revision, desk.site.zone)
        scheme = session.get_one(SchemeVersion, found.scheme_version_id)
        if scheme_id is not None and scheme_id != scheme.scheme_id:
            raise UserError(
                _("{month} was computed with the scheme {used}, not with {asked}.").format(
                    month=show_period(period), used=scheme.scheme_id, asked=scheme_id
                )
            )
        reader = reader_of(session, desk)
        bodies = session.exec(
            select(StoredCard.body)
            .where(StoredCard.revision_id == found.id)
            .order_by(col(StoredCard.position))
        ).all()
        return MonthCards(
            period=period,
            scheme_id=scheme.scheme_id,
            revision=found.number,
            state=state,
            as_of=found.as_of.astimezone(desk.site.zone),
            cards=tuple(as_read(reader, Card.from_json(body)) for body in bodies),
        )


def card_of(desk: Desk, found: MonthCards, employee: str) -> Card:
    """The card of an employee among those of a month.

    Raises:
        UserError: nobody or several fit, or there is no card.
    """
    with desk.read() as session:
        person = find_employee(session, employee)
    for card in found.cards:
        if card.employee_no == person.employee_no:
            return card
    raise UserError(
        _("{name} has no card in {month}.").format(name=person.name, month=show_period(found.period))
    )


def computed_revision(session: Session, period: Period, zone: tzinfo) -> tuple[Month, MonthRevision]:
    """The month and its current revision.

    Raises:
        UserError: nothing is computed yet.
    """
    month = session.get(Month, period)
    if month is None or month.revision_id is None:
        raise not_computed(period, zone, latest_with_cards(session))
    return month, session.get_one(MonthRevision, month.revision_id)


def public_revision(session: Session, period: Period) -> MonthRevision:
    """The revision of a published or frozen month.

    Raises:
        UserError: it is neither.
    """
    month = session.get(Month, period)
    if month is None or month.revision_id is None or month.state not in CLOSED_STATES:
        raise UserError(
            with_latest_published(
                _("{month} is not published.").format(month=show_period(period)), latest_published(session)
            )
        )
    return session.get_one(MonthRevision, month.revision_id)


def shown_revision(
    session: Session, period: Period, number: int | None, zone: tzinfo
) -> tuple[str, MonthRevision]:
    """The state and the revision of a month that is meant: the present one, or another one by its number.

    Raises:
        UserError: nothing is computed yet, or there is no such revision.
    """
    month, present = computed_revision(session, period, zone)
    if number is None or number == present.number:
        return month.state, present
    found = session.exec(
        select(MonthRevision).where(MonthRevision.period == period, MonthRevision.number == number)
    ).first()
    if found is None:
        raise UserError(
            _("{month} has no revision {number}.").format(month=show_period(period), number=number)
        )
    return "replaced", found


def find_employee(session: Session, text: str) -> Employee:
    """The employee of that number, or the only one whose name contains the text.

    Raises:
        UserError: nobody or more than one fits.
    """
    exact = session.exec(select(Employee).where(Employee.employee_no == text)).first()
    if exact is not None:
        return exact
    found = session.exec(
        select(Employee)
        .where(col(Employee.name).contains(text[:LONGEST_GIVEN], autoescape=True))
        .order_by(Employee.employee_no)
    ).all()
    if len(found) == 1:
        return found[0]
    if not text or not found:
        raise UserError(
            _(UNKNOWN_EMPLOYEE).format(text=text),
            at_desk=_("No employee has the number or a name with “{text}”. 7 (People) lists them.").format(
                text=text
            ),
        )
    names = _(", ").join(f"{employee.employee_no} {employee.name}" for employee in found[:10])
    raise UserError(_(AMBIGUOUS).format(text=text, names=names))


def latest_computed(session: Session) -> Period:
    """The latest month that has cards.

    Raises:
        UserError: no month has.
    """
    period = latest_with_cards(session)
    if period is None:
        raise UserError(
            _("No month is computed yet. Run “csi close compute MONTH” first."),
            at_desk=_("No month is computed yet. Compute one first, at 5 (Month)."),
        )
    return period


def latest_with_cards(session: Session) -> Period | None:
    """The latest month that has cards; None: no month has."""
    return _latest(session, col(Month.revision_id).is_not(None))


def latest_published(session: Session) -> Period | None:
    """The latest month that is published or frozen; None: no month is."""
    return _latest(session, col(Month.state).in_(CLOSED_STATES))


def _latest(session: Session, condition: ColumnElement[bool]) -> Period | None:
    found = session.exec(
        select(Month.period).where(condition).order_by(col(Month.period).desc()).limit(1)
    ).first()
    return None if found is None else Period(found)


def latest_month(desk: Desk) -> Period:
    """The latest month that has cards.

    Raises:
        UserError: no month has.
    """
    with desk.read() as session:
        return latest_computed(session)


def ranking_title(found: MonthCards) -> str:
    """One line above a month's cards: month, scheme, revision, state and cut-off."""
    return _("{month}  {scheme}  revision {revision}, {state}, as of {as_of}").format(
        month=show_period(found.period),
        scheme=found.scheme_id,
        revision=found.revision,
        state=state_name(found.state),
        as_of=f"{found.as_of:%Y-%m-%d %H:%M}",
    )


def hundredths_of(text: str | None) -> int | None:
    """A score as a card has it, in hundredths."""
    return None if text is None else int(Decimal(text) * 100)
