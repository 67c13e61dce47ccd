"""Where months stand, as a table. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from csi_tui.i18n import _
from csi_tui.services.tabular.aligned import table


class Standing(Protocol):
    """What a line needs of a month; instants are site-local."""

    @property
    def month(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def as_of(self) -> datetime | None: ...
    @property
    def window_ends_at(self) -> datetime | None: ...
    @property
    def backfilled(self) -> bool: ...
    @property
    def reopened(self) -> str: ...
    @property
    def cards(self) -> int: ...
    @property
    def assessed(self) -> int: ...


class Taken(Protocol):
    """What a line needs of a step that was taken; ``at`` is site-local."""

    @property
    def step(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def by(self) -> str: ...
    @property
    def account(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def revision(self) -> int: ...


class Noted(Protocol):
    """What a line needs of a card that somebody took note of, or nobody yet; instants are site-local."""

    @property
    def employee_no(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def how(self) -> str: ...
    @property
    def at(self) -> datetime | None: ...
    @property
    def by(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def window_ends_at(self) -> datetime | None: ...


def month_table(months: Sequence[Standing], state: Callable[[str], str]) -> str:
    """Months with state, revision, cut-off, assessed cards, and how long their window runs."""
    header = (_("month"), _("state"), _("revision"), _("as of"), _("assessed"), _("cards"), _("remarks"))
    rows = [
        (
            one.month,
            state(one.state),
            str(one.revision) if one.revision else "-",
            "-" if one.as_of is None else f"{one.as_of:%Y-%m-%d %H:%M}",
            str(one.assessed) if one.revision else "-",
            str(one.cards) if one.revision else "-",
            _remark(one),
        )
        for one in months
    ]
    return table(header, rows, frozenset({2, 4, 5}))


def _remark(one: Standing) -> str:
    if one.backfilled:
        return _("backfilled")
    if one.reopened:
        return _("reopened: {reason}").format(reason=one.reopened)
    if one.state == "published" and one.window_ends_at is not None:
        return _("window until {until}").format(until=f"{one.window_ends_at:%Y-%m-%d %H:%M}")
    return ""


def step_table(steps: Sequence[Taken], name: Callable[[str], str]) -> str:
    """What was done to a month, a line each."""
    if not steps:
        return _("Nothing was done to this month yet.")
    rows = [
        (f"{one.at:%Y-%m-%d %H:%M}", name(one.step), str(one.revision), one.by, one.account, one.reason)
        for one in steps
    ]
    header = (_("at"), _("step"), _("revision"), _("by"), _("account"), _("why"))
    return table(header, rows, frozenset({2}))


def receipt_table(found: Sequence[Noted], how: Callable[[str], str]) -> str:
    """Who took note of which card, a line each."""
    rows = [
        (
            one.employee_no,
            one.name,
            how(one.how) or "-",
            "" if one.at is None else f"{one.at:%Y-%m-%d %H:%M}",
            one.by,
            "" if one.window_ends_at is None else f"{one.window_ends_at:%Y-%m-%d %H:%M}",
            one.note,
        )
        for one in found
    ]
    header = (_("number"), _("name"), _("receipt"), _("at"), _("by"), _("window until"), _("note"))
    return table(header, rows)
