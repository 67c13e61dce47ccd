"""Verify a store: pages, references, guards, the audit trail, and every frozen month derived again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from csi_db import integrity
from csi_db.models import Month, MonthRevision, Result, SchemeVersion, StoredCard
from csi_tui.i18n import _
from csi_tui.scoring.periods import show_period
from csi_tui.services import audit
from csi_tui.services.close import card_rows
from csi_tui.services.compute import compute_snapshot
from csi_tui.services.desk import Desk
from csi_tui.services.schemes import version_text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something stored that is not what it was: where it is, and what differs."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and what was found; a sound store has no problems."""

    audit_entries: int
    frozen_months: tuple[str, ...]
    problems: tuple[Problem, ...]

    def json(self) -> dict[str, object]:
        """The answer of ``csi verify --json``."""
        return {
            "audit_entries": self.audit_entries,
            "frozen_months": list(self.frozen_months),
            "problems": [{"where": problem.where, "what": problem.what} for problem in self.problems],
        }


def verify(desk: Desk) -> Verification:
    """Look for everything that can be found out from inside the store.

    A trail cut off at its end, or rewritten as a whole, cannot be seen from inside.
    """
    with desk.read() as session:
        months = session.exec(
            select(Month.period).where(Month.state == "frozen").order_by(col(Month.period))
        ).all()
        problems = list(_store_problems(session))
        for period in months:
            problems.extend(_month_problems(session, period))
        return Verification(audit.length(session), tuple(map(show_period, months)), tuple(problems))


def _store_problems(session: Session) -> Iterator[Problem]:
    connection = session.connection()
    for text in integrity.damaged_pages(connection):
        yield Problem(_("pages"), text)
    for text in integrity.broken_references(connection):
        yield Problem(_("references"), text)
    for name in integrity.missing_triggers(connection):
        yield Problem(_("guards"), _("trigger {name} is missing or changed").format(name=name))
    for seq in audit.broken_entries(session):
        yield Problem(_("audit trail"), _("entry {number} does not fit").format(number=seq))


def _month_problems(session: Session, period: int) -> Iterator[Problem]:
    """The first result and the first card of a frozen month that its snapshot does not give again."""
    where = show_period(period)
    month = session.get_one(Month, period)
    revision = None if month.revision_id is None else session.get(MonthRevision, month.revision_id)
    if revision is None or revision.id is None or revision.state != "frozen":
        yield Problem(where, _("its frozen revision is missing"))
        return
    version = session.get_one(SchemeVersion, revision.scheme_version_id)
    if hashlib.sha256(version.body.encode()).hexdigest() != version.digest:
        yield Problem(where, _("the text of its scheme was changed"))
        return
    again = compute_snapshot(session, version_text(session, revision.scheme_version_id).scheme, revision.id)
    stored = {
        (row.employee_id, row.measure): (row.numerator, row.denominator, row.n)
        for row in session.exec(select(Result).where(Result.revision_id == revision.id))
    }
    fresh = {
        (row.employee_id, row.measure): (row.quantity.numerator, row.quantity.denominator, row.quantity.n)
        for row in again.results
    }
    for employee, measure in sorted(stored.keys() | fresh.keys()):
        if stored.get((employee, measure)) != fresh.get((employee, measure)):
            yield Problem(
                where, _("result {measure} of employee {id} differs").format(measure=measure, id=employee)
            )
            break
    cards = {
        row.employee_id: (row.position, row.role, row.team, row.total, row.rank, row.body)
        for row in session.exec(select(StoredCard).where(StoredCard.revision_id == revision.id))
    }
    columns = ("position", "role", "team", "total", "rank", "body")
    rows = card_rows(revision.id, again)
    derived = {card.subject.id: row for card, row in zip(again.cards, rows, strict=True)}
    for key in sorted(cards.keys() | derived.keys()):
        if key not in derived or cards.get(key) != tuple(derived[key][name] for name in columns):
            yield Problem(where, _("the card of employee {id} differs").format(id=key))
            break
