"""People who left: whose term is over, and how a pseudonym takes the place of the name (docs/rules.md, rule 38).

Results, ranks, certificates, settled pay and the trail stay. Frozen cards are written anew under the pseudonym, with
their seals; the entry holds what was over them before, so that all of it verifies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlmodel import Session

from csi_db import leavers
from csi_db.models import WaitingAct
from csi_tui.i18n import _
from csi_tui.services.desk import audit, drafts
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import ERASED, LIKE_PSEUDONYM, next_pseudonym
from csi_tui.services.errors import IntegrityFailure
from csi_tui.services.proof import audited_months, audited_rows, held_rows
from csi_tui.services.proof.sealed_months import certificate_problems, month_problems


@dataclass(frozen=True, slots=True)
class DueLeaver:
    """Somebody whose term is over; ``held_up``: a key of ``text.HELD_UP``, empty where nothing is in the way."""

    employee_no: str
    name: str
    left_on: date
    held_up: str = ""

    def json(self) -> dict[str, object]:
        """The line as ``csi privacy due --json`` prints it."""
        return as_json(self, or_null=("held_up",))


def due_leavers(session: Session, years: int, day: date) -> list[leavers.Leaver]:
    """Those of whom ``years`` years have gone by since the end of the year in which they left, on a day."""
    return leavers.leavers(session.connection(), date(max(day.year - years, 1), 1, 1), LIKE_PSEUDONYM)


def shown(one: leavers.Leaver) -> DueLeaver:
    """A leaver as lists show them."""
    return DueLeaver(one.employee_no, one.name, date.fromisoformat(one.left_on), one.held_up)


def forget_within(session: Session, desk: Desk, one: leavers.Leaver) -> tuple[str, ...]:
    """Put a pseudonym in the place of a name in the unit of work of a session, and enter it; answers the names that
    somebody else bears too, so that words that name them stay.
    """
    connection = session.connection()
    session.flush()
    pseudonym = next_pseudonym(leavers.pseudonyms(connection, LIKE_PSEUDONYM))
    done = leavers.rename(connection, one.id, pseudonym, ERASED)
    for row in session:
        # What the mapper has read may say something else by now; the act that is being done does not.
        if not isinstance(row, WaitingAct):
            session.expire(row)
    detail = {
        "pseudonym": pseudonym,
        "cards": {name: list(both) for name, both in done.cards.items()},
        "seals": {name: list(both) for name, both in done.seals.items()},
        "words": done.words,
    }
    audit.record(session, desk, "forget-leaver", one.employee_no, detail, records=done.records)
    name = one.name
    session.info.setdefault("once_stored", []).append(lambda: drafts.forget_person(name))
    return done.kept


def refuse_altered(session: Session, desk: Desk) -> None:
    """Refuse where something does not verify: a new seal would hold what somebody changed around the program.

    Raises:
        IntegrityFailure: with the first finding.
    """
    for what in islice(_altered(session, desk), 1):
        raise IntegrityFailure(
            _("{what}: cards are not written anew as long as the store does not verify.").format(what=what)
        )


def _altered(session: Session, desk: Desk) -> Iterator[str]:
    yield from held_rows.altered(session)
    yield from audited_rows.altered(session, desk.site)
    for period, anchors in audited_months.seals_entered(session).items():
        for problem in month_problems(session, period, anchors):
            yield _("{month}: {problem}").format(month=problem.where, problem=problem.what)
    for problem in certificate_problems(session, desk.site, ()):
        yield _("{month}: {problem}").format(month=problem.where, problem=problem.what)


def held_up(found: Iterable[leavers.Leaver]) -> tuple[list[leavers.Leaver], list[leavers.Leaver]]:
    """Those who can be done, and those with whom something is in the way."""
    all_due = list(found)
    return [one for one in all_due if not one.held_up], [one for one in all_due if one.held_up]
