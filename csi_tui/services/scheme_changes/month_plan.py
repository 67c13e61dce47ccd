"""The items of a month with their levels: proposed by one, decided by another (seed 003 §1.1; docs/decisions/0082)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from csi_db.models import Month, MonthPlan, User
from csi_tui.i18n import _, current_language
from csi_tui.scoring.month_items import (
    LEVELS,
    MOST_ITEMS,
    NotItems,
    choosable,
    has_items,
    items_of,
    read_items,
    write_items,
)
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk, read_site
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.desk.second_person import NeedsSecondPerson, may_wait
from csi_tui.services.errors import UserError
from csi_tui.services.schemes.in_force import SchemeText, catalogue, chosen_in, scheme_of_month, with_items

RIGHT = "plan"
LEVELS_SHOWN = tuple(map(str, LEVELS))
"""The levels that an item may have, as people read them."""


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item of a month; ``name`` in the user's language. ``level``: empty where it is not among the month's."""

    id: str
    name: str
    level: str

    def json(self) -> dict[str, object]:
        """The item as ``csi plan show --json`` prints it."""
        return {"id": self.id, "name": self.name, "level": self.level or None}


@dataclass(frozen=True, slots=True)
class Plan:
    """The items of a month.

    Attributes:
        items: those that the month is computed with.
        others: what else could be chosen, by name.
        by, at, confirmed_by: who proposed them, when (site-local), and the second person; all empty where they are the
            scheme's own; ``confirmed_by`` empty where nobody else could.
    """

    period: Period
    scheme_id: str
    items: tuple[PlannedItem, ...]
    others: tuple[PlannedItem, ...]
    by: str = ""
    at: datetime | None = None
    confirmed_by: str = ""

    def json(self) -> dict[str, object]:
        """The plan as ``csi plan show --json`` prints it."""
        return {
            "month": show_period(self.period),
            "scheme": self.scheme_id,
            "items": [one.json() for one in self.items],
            "others": [one.json() for one in self.others],
            "by": self.by or None,
            "at": None if self.at is None else self.at.isoformat(),
            "confirmed_by": self.confirmed_by or None,
        }


def plan_of(desk: Desk, period: Period) -> Plan:
    """The items of a month as they stand in the store by now; none where its scheme has no items to choose."""
    with desk.read() as session:
        return plan_within(session, desk, period)


def plan_within(session: Session, desk: Desk, period: Period) -> Plan:
    """The same within a transaction."""
    base = _base(session, desk, period)
    if not has_items(base.scheme):
        return Plan(period=period, scheme_id=base.scheme.id, items=(), others=())
    row = latest(session, period, base.scheme.id)
    scheme = base.scheme if row is None else with_items(base.body, row.items).scheme
    language = current_language()
    ids = [node.id for node in scheme.teams.parts] if scheme.teams is not None else []
    items = [
        PlannedItem(id, name.in_language(language), level)
        for id, (name, level) in zip(ids, items_of(scheme), strict=True)
    ]
    others = [
        PlannedItem(one.id, one.name.in_language(language), "")
        for one in choosable(base.scheme, catalogue())
        if one.id not in ids
    ]
    confirmed = None if row is None or row.confirmed_by_id is None else row.confirmed_by_id
    return Plan(
        period=period,
        scheme_id=scheme.id,
        items=tuple(items),
        others=tuple(others),
        by="" if row is None else hands(session)(row),
        at=None if row is None else row.at.astimezone(desk.site.zone),
        confirmed_by="" if confirmed is None else session.get_one(User, confirmed).name,
    )


def _base(session: Session, desk: Desk, period: Period) -> SchemeText:
    """The scheme of a month with its own items, whatever was chosen since the desk was opened."""
    return chosen_in(replace(desk, site=read_site(session, desk.store.path)), period)


def latest(session: Session, period: Period, scheme_id: str) -> MonthPlan | None:
    """The last choice for a month of a scheme."""
    return session.exec(
        select(MonthPlan)
        .where(MonthPlan.period == period, MonthPlan.scheme_id == scheme_id)
        .order_by(col(MonthPlan.id).desc())
    ).first()


def computed_plan(desk: Desk, period: Period) -> Plan | None:
    """The items that were chosen for a month and that it is computed with; None where they are the scheme's own."""
    computed = [
        name.in_language(current_language()) for name, _level in items_of(scheme_of_month(desk, period))
    ]
    found = plan_of(desk, period)
    return found if found.by and [one.name for one in found.items] == computed else None


def choose(desk: Desk, period: Period, items: Sequence[str], reason: str) -> list[str]:
    """Propose the items of a month, each as ``visits=2``; a second person decides. Answers what is worth saying.

    Raises:
        Waits, ReasonMissing: nobody chooses them alone (docs/rules.md, rule 42).
        NotPermitted: the user is neither a supervisor nor the head, or is not there in person.
        UserError: a word is no item, the scheme has no such item or cannot be computed with them, they are the
            month's already, or the month is computed.
    """
    return choose_items(desk, period, write_items(_read(items)), reason)


@may_wait("plan-month")
def choose_items(desk: Desk, period: Period, items: str, reason: str) -> list[str]:
    """The same of items as the store writes them."""
    desk.require(RIGHT)
    period = Period(period)
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        _refuse_computed(session, period)
        base = _base(session, desk, period)
        before = plan_within(session, desk, period)
        if not before.items:
            raise UserError(
                _("The scheme of {month} has no items that are chosen: {scheme}.").format(
                    month=show_period(period), scheme=before.scheme_id
                )
            )
        text = with_items(base.body, items)
        held = {one.id: one.level for one in before.items}
        if list(held.items()) == [(id, str(level)) for id, level in read_items(items.split()).items()]:
            raise UserError(_("These are the items of {month} already.").format(month=show_period(period)))
        if desk.together is None:
            now = " ".join(f"{id}={level}" for id, level in held.items())
            raise NeedsSecondPerson(
                subject=show_period(period),
                period=period,
                employee_id=None,
                changes={"items": (now, items)},
                why=_("The items of a month decide how every team stands."),
            )
        row = MonthPlan(
            period=period,
            scheme_id=base.scheme.id,
            items=items,
            confirmed_by_id=desk.together.confirmed_by,
            **audit.by_whom(desk),
        )
        session.add(row)
        session.flush()
        detail = {"items": items, "digest": text.digest, "choice": row.id}
        audit.record(session, desk, "plan-month", show_period(period), detail)
    return []


def _read(words: Sequence[str]) -> dict[str, int]:
    try:
        return read_items(words)
    except NotItems as error:
        if error.found:
            raise UserError(
                _(
                    "“{word}” is no item with a level. Write each once, with a level from {first} to {last}: visits=2."
                ).format(word=error.found, first=LEVELS[0], last=LEVELS[-1])
            ) from error
        raise UserError(_("Choose at least one item, and at most {most}.").format(most=MOST_ITEMS)) from error


def _refuse_computed(session: Session, period: Period) -> None:
    """Items are chosen before anybody knows how the teams stand by them."""
    month = session.get(Month, period)
    if month is not None and month.state != "open":
        raise UserError(
            _("{month} is computed. Open it again first (csi close reopen), with a reason.").format(
                month=show_period(period)
            ),
            at_desk=_("{month} is computed. Open it again first, with a reason.").format(
                month=show_period(period)
            ),
        )
