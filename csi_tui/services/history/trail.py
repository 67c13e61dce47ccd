"""The audit trail for people: the newest entries first, narrowed down by person, account, row, month, kind and days."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session, select

from csi_db import history_rows as stored
from csi_db import trail_rows
from csi_db.models import User
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import local_times
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import number_given
from csi_tui.services.desk.month_names import said_month
from csi_tui.services.desk.spoken_days import read_day_of_span
from csi_tui.services.errors import UserError
from csi_tui.services.history.acts import ACTS, acts_about
from csi_tui.services.history.details import changes_in
from csi_tui.services.history.entry_lines import HistoryLine, line_of, read_detail, reading_of
from csi_tui.services.tabular.cells import BadCell

PAGE = 50
"""Lines of a page."""
FAILED = frozenset({"refuse-sign-in"})
TRAIL_KINDS = {
    "order": N_("orders"),
    "survey": N_("surveys"),
    "complaint": N_("complaints"),
    "employee": N_("people"),
    "month": N_("months"),
    "appeal": N_("appeals"),
    "import": N_("files"),
    "user": N_("users"),
}
"""What entries are about → what that is called."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the trail is narrowed down to; empty for anything.

    Attributes:
        who: name of the user; ``account``: the operating-system account.
        row: number of an order (former ones too), survey, complaint, employee, appeal or file.
        month: what was done about it: its close, and what names it.
        kind: one of :data:`TRAIL_KINDS`, or the id of an act.
        since, until: first and last day, site-local.
        failed: sign-ins with a wrong password alone.
    """

    who: str = ""
    account: str = ""
    row: str = ""
    month: Period | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None
    failed: bool = False


ANYTHING = Wanted()
FAILED_ONLY = "failed"
"""Stands among the kinds where wrong passwords alone are chosen."""


def trail_page(
    desk: Desk, wanted: Wanted = ANYTHING, before: int | None = None, *, most: int = PAGE
) -> list[HistoryLine]:
    """The next entries below a number, the newest first.

    Wrong passwords are told to oversight and administrators alone, scores to those who may read ratings.

    Raises:
        NotPermitted: the user may not read the trail, or asks for wrong passwords and may not.
        UserError: no user of this name, no such kind.
    """
    with desk.read() as session:
        asked = _asked(session, desk, wanted)
        connection = session.connection()
        users = stored.accounts_of_users(connection)
        reading = reading_of(session, desk, users)
        lines = []
        for entry in trail_rows.entries_page(connection, asked, before, most):
            changes = changes_in(reading, str(entry.action), str(entry.subject), read_detail(entry))
            lines.append(line_of(users, reading, entry, changes))
        return lines


def count_trail(desk: Desk, wanted: Wanted = ANYTHING) -> int:
    """How many entries all pages hold together."""
    with desk.read() as session:
        return trail_rows.count_entries(session.connection(), _asked(session, desk, wanted))


def read_wanted(desk: Desk, texts: Mapping[str, str]) -> Wanted:
    """What is wanted, of texts by the names of its fields as people type them; ``kind`` may be :data:`FAILED_ONLY`.

    Raises:
        UserError: no such month or day.
    """
    zone, kind, today = desk.site.zone, texts.get("kind", ""), local_times.today(desk)
    since = _day(texts.get("since", ""), "--from", today, end=False)
    until = _day(texts.get("until", ""), "--to", today, end=True)
    return Wanted(
        who=texts.get("who", ""),
        account=texts.get("account", ""),
        row=texts.get("row", ""),
        month=said_month(texts["month"], zone) if texts.get("month") else None,
        kind="" if kind == FAILED_ONLY else kind,
        since=since,
        until=until,
        failed=kind == FAILED_ONLY,
    )


def _day(text: str, option: str, today: date, *, end: bool) -> date | None:
    """Raises:
    UserError: it is no day; ``option`` is what it is called at the command line.
    """
    try:
        return read_day_of_span(text, today, end=end)
    except BadCell as bad:
        raise UserError(
            _(
                "{option}: “{text}” is no day. A day is enough, like 2026-03-12, -7, “yesterday” or “last month”."
            ).format(option=option, text=text),
            at_desk=_(
                "“{text}” is no day. A day is enough, like 2026-03-12, -7, “yesterday” or “last month”."
            ).format(text=text),
        ) from bad


def wanted_texts(wanted: Wanted) -> dict[str, str]:
    """The same as it is typed, without the kind."""
    return {
        "who": wanted.who,
        "account": wanted.account,
        "row": wanted.row,
        "month": "" if wanted.month is None else show_period(wanted.month),
        "since": str(wanted.since or ""),
        "until": str(wanted.until or ""),
    }


def wanted_text(wanted: Wanted) -> str:
    """What the list is narrowed down to, as it stands above it."""
    texts = wanted_texts(wanted)
    days = f"{texts.pop('since')}–{texts.pop('until')}".strip("–")
    kind = _(TRAIL_KINDS[wanted.kind]) if wanted.kind in TRAIL_KINDS else wanted.kind
    failed = _("wrong passwords") if wanted.failed else ""
    return " · ".join(part for part in (failed, kind, *texts.values(), days) if part)


def _asked(session: Session, desk: Desk, wanted: Wanted) -> trail_rows.Asked:
    desk.require("see-trail")
    actions: Collection[str] | None = _acts_of(wanted.kind) if wanted.kind else None
    if wanted.failed:
        desk.require("see-wrong-passwords")
        actions = FAILED
    zone = desk.site.zone

    def midnight(day: date) -> datetime:
        return datetime.combine(day, time(), zone).astimezone(UTC)

    asked = trail_rows.Asked(
        user_id=_user(session, wanted.who) if wanted.who else None,
        account=wanted.account or None,
        actions=actions,
        but_not=() if desk.may("see-wrong-passwords") else FAILED,
        month=None if wanted.month is None else show_period(wanted.month),
        since=None if wanted.since is None else midnight(wanted.since),
        until=None if wanted.until is None else midnight(wanted.until + timedelta(days=1)),
    )
    if wanted.row:
        number = number_given(wanted.row)
        return replace(asked, subjects=stored.numbers_once_of(session.connection(), number))
    return asked


def _acts_of(kind: str) -> frozenset[str]:
    if kind in TRAIL_KINDS:
        return acts_about(kind)
    if kind in ACTS:
        return frozenset({kind})
    raise UserError(
        _(
            "There are no entries about “{kind}”. There are: {known}; or one act, as “action” has it with --json."
        ).format(kind=kind, known=_(", ").join(TRAIL_KINDS)),
        at_desk=_("There are no entries about “{kind}”.").format(kind=kind),
    )


def _user(session: Session, name: str) -> int:
    found = session.exec(select(User.id).where(User.name == name)).all()
    if len(found) != 1 or found[0] is None:
        raise UserError(
            _("No single user is called {name}. See “csi user list”.").format(name=name),
            at_desk=_("No single user is called {name}.").format(name=name),
        )
    return found[0]
