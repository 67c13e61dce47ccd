"""Quick look-ups for the phone: one card, the open complaints; the plain driver only
(docs/architecture.md, *Start-up*)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from csi_db import quick
from csi_tui import scoring
from csi_tui.i18n import _, current_language
from csi_tui.scoring.escalation import DUE_SOON
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.complaints.due_status import due_status
from csi_tui.services.complaints.quick_clock import QuickClock, site_local
from csi_tui.services.desk import clock
from csi_tui.services.desk.account import current_account
from csi_tui.services.desk.card_texts import AMBIGUOUS, UNKNOWN_EMPLOYEE
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.month_names import not_computed, said_month
from csi_tui.services.desk.permissions import LOOKS_OVER, PERMISSIONS
from csi_tui.services.desk.privacy import mask_phone, without_phones
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import NotPermitted, UserError

if TYPE_CHECKING:
    import sqlite3


class FoundCard(NamedTuple):
    """A stored card with its month; ``names`` are the figures' names in the user's language.

    ``window_ends_at``: the first instant at which an appeal of its owner is too late; None where none can be filed.
    ``unconfirmed``: numbers of the acts in it that nobody else could confirm.
    """

    period: Period
    state: str
    revision: int
    scheme_id: str
    as_of: datetime
    card: Card
    names: dict[str, str]
    window_ends_at: datetime | None
    unconfirmed: tuple[int, ...] = ()


class OpenComplaint(NamedTuple):
    """An open complaint; instants are site-local, the phone is masked."""

    complaint_no: str
    received_at: datetime
    customer: str
    phone: str
    order_no: str
    handler: str
    category: str
    step: str
    next_due_at: datetime
    overdue: bool
    provisional: bool
    percent: int
    paused_until: datetime | None
    proposed_status: str | None
    limit_provisional: bool


def find_card(
    path: Path, operator: str | None, employee: str, period: Period | str | None = None
) -> FoundCard:
    """An employee's card of a month, which may be said (``last``); default: the latest computed one.

    Raises:
        StoreUnavailable, NotPermitted: the store or the user is not what it takes.
        UserError: nobody or several fit, or there is no card.
    """
    with reading(path, operator) as (connection, site, _scheme):
        found = quick.employees_like(connection, employee)
        if not found:
            raise UserError(_(UNKNOWN_EMPLOYEE).format(text=employee))
        if len(found) > 1:
            several = _(", ").join(f"{number} {name}" for _id, number, name in found[:10])
            raise UserError(_(AMBIGUOUS).format(text=employee, names=several))
        person, _number, name = found[0]
        if period is None:
            month = quick.latest_period(connection)
        else:
            month = said_month(period, site) if isinstance(period, str) else period
        if month is None:
            raise UserError(_("No month is computed yet. Run “csi close compute MONTH” first."))
        card = quick.card(connection, person, month, f"{clock.now():%Y-%m-%d %H:%M:%S.%f}")
        if card is None:
            if not quick.month_computed(connection, month):
                raise not_computed(month, site, quick.latest_period(connection))
            raise UserError(_("{name} has no card in {month}.").format(name=name, month=show_period(month)))
        reader = quick.user_of(connection, current_account())
        if operator is not None:
            reader = quick.user_named(connection, operator) or reader
        shown = Card.from_json(card.body)
        if reader is not None and quick.others_withheld(
            connection, reader.id, person, PERMISSIONS[LOOKS_OVER]
        ):
            shown = shown.result_alone()
        names = _figure_names(quick.scheme_body(connection, card.scheme_version_id))
        return FoundCard(
            period=card.period,
            state=card.state,
            revision=card.revision,
            scheme_id=card.scheme_id,
            as_of=site_local(card.as_of, site),
            card=shown,
            names=names,
            window_ends_at=site_local(card.window_ends_at, site),
            unconfirmed=quick.done_alone(connection, person, card.period),
        )


def open_complaints(path: Path, operator: str | None, *, overdue: bool = False) -> list[OpenComplaint]:
    """Open complaints by next due time; only overdue ones where asked.

    Raises:
        StoreUnavailable, NotPermitted: the store or the user is not what it takes.
    """
    now = clock.now()
    with reading(path, operator) as (connection, site, scheme):
        rows = quick.open_complaints(connection)
        due_soon = _due_soon(quick.own_scheme(connection), scheme)
    shown = [_complaint(row, site, now, due_soon) for row in rows]
    return [row for row in shown if row.overdue] if overdue else shown


def zone_of(path: Path) -> ZoneInfo:
    """The time zone of a store's site.

    Raises:
        StoreUnavailable, NotPermitted: the store or the user is not what it takes.
    """
    with reading(path, None) as (_connection, zone, _scheme):
        return zone


@contextmanager
def reading(
    path: Path, operator: str | None, *, as_it_is: bool = False
) -> Iterator[tuple[sqlite3.Connection, ZoneInfo, str]]:
    """A connection for a user of the store, with the site's zone and scheme.

    ``as_it_is``: a store of an older version is not brought up to date for it.

    Raises:
        StoreUnavailable, NotPermitted: the store or the user is not what it takes.
    """
    with told_to_the_user(), quick.reading(path, None if as_it_is else _bring_up_to_date) as connection:
        account = current_account()
        user = quick.user_of(connection, account)
        if user is None:
            raise NotPermitted(
                _(
                    "The account {account} is no active user of this store. Ask an administrator for “csi user add”, "
                    "or for “csi user activate” where the access was closed."
                ).format(account=account)
            )
        if operator is not None and operator != user.name:
            if "admin" not in user.roles:
                raise NotPermitted(
                    _("{name} may not act for another user; only an administrator may.").format(
                        name=user.name
                    )
                )
            if quick.user_named(connection, operator) is None:
                raise UserError(
                    _("No single active user is called {name}. See “csi user list”.").format(name=operator)
                )
        site = quick.site(connection)
        yield connection, ZoneInfo(site.time_zone), site.scheme_id


def _bring_up_to_date(path: Path) -> None:
    """Migrate a store of an older version; that takes the whole library, once."""
    from csi_tui.services.keeping.upgrade import bring_up_to_date

    bring_up_to_date(path)


def _figure_names(body: str) -> dict[str, str]:
    """Names of a scheme's figures, and of its grades as ``grade:`` and the id, without reading the rest of it."""
    language = current_language()
    names: dict[str, str] = {}

    def walk(node: dict[str, Any]) -> None:
        for part in node.get("parts", ()):
            names[part["id"]] = part["name"][language]
            walk(part)

    scheme = tomllib.loads(body)
    for grade in [
        *scheme.get("team_grades", {}).get("names", ()),
        *scheme.get("grades", {}).get("shares", ()),
    ]:
        names[f"grade:{grade['id']}"] = grade["name"][language]
    total = scheme["total"]
    names["total"] = total["name"][language]
    walk(total)
    return names


def _due_soon(own: str | None, scheme_id: str) -> tuple[int, ...]:
    """The percentages at which a complaint is due soon, without reading the rest of the scheme.

    ``own``: the text of a scheme of the site's own.
    """
    if own is None:
        # Not through importlib.resources, which takes as long to load as the rest of the look-up.
        file = Path(scoring.__file__).parent / "schemes" / f"{scheme_id}.toml"
        own = file.read_text(encoding="utf-8")
    return tuple(tomllib.loads(own).get("clock", {}).get("due_soon", DUE_SOON))


def _complaint(
    row: quick.QuickComplaint, zone: ZoneInfo, now: datetime, due_soon: tuple[int, ...]
) -> OpenComplaint:
    clocked = QuickClock.of(row, zone)
    due = site_local(row.next_due_at, zone)
    found = due_status(clocked, due, now, due_soon)
    return OpenComplaint(
        complaint_no=row.complaint_no,
        received_at=clocked.received_at,
        customer=without_phones(row.customer_name),
        phone=mask_phone(row.customer_phone),
        order_no=row.order_no or "",
        handler=row.handler or "",
        category=without_phones(row.category),
        step=found.step,
        next_due_at=due,
        overdue=found.overdue,
        provisional=bool(row.provisional),
        percent=found.percent,
        paused_until=clocked.paused_until if found.paused else None,
        proposed_status=row.proposed_status,
        limit_provisional=found.provisional,
    )
