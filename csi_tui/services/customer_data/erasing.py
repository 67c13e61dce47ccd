"""A customer is forgotten: two people, one transaction, and the file is swept behind it (docs/decisions/0070).

Figures, results, seals, the chain of certificates, the sums over rows and the trail stay as they are and verify.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from csi_db import copies as copies_of
from csi_db import customer_rows, erasure, finding, sweeping
from csi_db.sweeping import Unswept
from csi_tui.i18n import _
from csi_tui.services.customer_data.whose import Found, customer_meant
from csi_tui.services.desk import audit, automatic_copies, drafts
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import ERASED
from csi_tui.services.desk.second_person import AFTERWARDS, NeedsSecondPerson, Waits, may_wait
from csi_tui.services.desk.sentences import Sentence
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import UserError

ROWS_AT_ONCE = 10_000
"""Rows of each kind that go into the index together."""


class ErasingTakesTwo(NeedsSecondPerson):
    """What is erased does not come back: nobody does it alone."""

    def __init__(self, number: str) -> None:
        super().__init__(subject=number, period=None, employee_id=None, changes={})

    def why_asked(self, *, entitled: bool) -> str:
        """What is asked where no reason was given."""
        return (
            _("What is erased does not come back. Say why: a second person reads it, and confirms it or not.")
            if entitled
            else _(
                "What is erased does not come back, and nobody else here could confirm it. Say why: it is marked as "
                "unconfirmed."
            )
        )

    def waits(self, number: int) -> Waits:
        """That it waits, under a number."""
        return Waits(
            number,
            _(
                "The erasure of the customer of {subject} waits as no. {number} for a second person; until then "
                "nothing is erased."
            ).format(subject=self.subject, number=number),
        )


def sweep_up(desk: Desk, *, copies_too: bool = False) -> list[str]:
    """After an erasure: bring the rows into the index again, and sweep the store's file; answers what is left to do.

    ``copies_too``: put one new copy in the place of those that the program made before.
    """
    replaced = copies_too and replace_copies(desk)
    while True:
        with desk.write() as session:
            if not finding.fill(session.connection(), ROWS_AT_ONCE):
                break
    with told_to_the_user():
        swept = sweeping.sweep(desk.store.path)
        if swept and (replaced or _unswept(desk) < Unswept.COPIES):
            sweeping.note_swept(desk.store.path)
    told: list[str] = []
    if not swept:
        told.append(
            Sentence(
                _(
                    "Others are at work in the store: what was erased may still lie in free pages of its file. Once "
                    "nobody is, do “csi privacy sweep”."
                ),
                at_desk=_(
                    "Others are at work in the store: what was erased may still lie in free pages of its file. Once "
                    "nobody is, the head of department or an administrator has it swept."
                ),
            )
        )
    if copies := _older_copies(desk):
        said = {
            "folder": automatic_copies.folder_of(desk.store.path).name,
            "names": _(", ").join(one.name for one in copies),
        }
        told.append(
            Sentence(
                _(
                    "Copies of the store that the program made by itself still hold it, in {folder}: {names}. Of each "
                    "kind the oldest goes when a sixth is made; “csi privacy sweep --copies” puts one new copy in the "
                    "place of all. Backups elsewhere, and the files that were imported, are yours to remove."
                ).format(**said),
                at_desk=_(
                    "Copies of the store that the program made by itself still hold it, in {folder}: {names}. Of each "
                    "kind the oldest goes when a sixth is made. Backups elsewhere, and the files that were imported, "
                    "are yours to remove."
                ).format(**said),
            )
        )
    return told


AFTERWARDS["erase-customer"] = sweep_up


def finish(desk: Desk) -> None:
    """Sweep what a process that ended too early has not, where nobody else is at work just now: it is no act, and is
    not entered in the trail.
    """
    left = _unswept(desk)
    # Where there is no room for it now, it is left to the next one.
    with suppress(UserError):
        if left == Unswept.COPIES:
            swept = replace_copies(desk, wait=False)
        else:
            swept = sweeping.sweep(desk.store.path, wait=False)
        if swept:
            sweeping.note_swept(desk.store.path)


def _unswept(desk: Desk) -> Unswept:
    with desk.read() as session:
        return sweeping.unswept(session.connection())


def _older_copies(desk: Desk) -> list[Path]:
    """The copies that were made before the last erasure, and may hold whom it was about."""
    with desk.read() as session:
        done = [audit.newest_of(session, action) for action in ("erase-customer", "forget-leaver")]
    last = max((at for at in done if at is not None), default=None)
    return [] if last is None else automatic_copies.made_until(desk.store.path, last)


def replace_copies(desk: Desk, *, wait: bool = True) -> bool:
    """Put one new copy in the place of those that may hold who was erased; answers whether it could: while others are
    at work, what was erased may lie in free pages, and a new copy would hold it again.
    """
    former = _older_copies(desk)
    with told_to_the_user():
        if not sweeping.sweep(desk.store.path, wait=wait):
            return False
        if former:
            automatic_copies.copy_of(desk.store.path, automatic_copies.AFTER_ERASURE)
            for copy in former:
                copies_of.remove(copy)
    return True


def erase(desk: Desk, customer: str, reason: str = "") -> list[str]:
    """Forget a customer: who it is, what was said, and what people wrote beside the rows; answers what is worth saying.

    One person only asks for it; done, it is entered with a digest of whom (docs/rules.md, rule 21).

    Raises:
        NotPermitted: the user may not.
        UserError: nobody is meant, or several; something of the customer's waits for a second person.
        Waits, ReasonMissing: it waits for somebody else; ``reason``: why.
    """
    return [*_erase_together(desk, customer, reason=reason), *sweep_up(desk)]


@may_wait("erase-customer")
def _erase_together(desk: Desk, customer: str, reason: str = "") -> list[str]:
    desk.require("privacy")
    with audit.writing(desk) as session:
        found = customer_meant(session, customer)
        _refuse_waiting(session, found)
        if desk.together is None:
            raise ErasingTakesTwo(found.number)
        return records_named(erase_within(session, desk, found))


def erase_within(session: Session, desk: Desk, found: Found) -> list[str]:
    """Erase a customer in the unit of work of a session, and enter it; answers the numbers of the records of appraisals
    that name the customer, and stay.
    """
    connection, keys = session.connection(), found.keys
    records = customer_rows.words_there(connection, customer_rows.RECORDS, keys, found.whose.phone)
    names = customer_rows.names_of(connection, keys)
    named = sorted({one.number for one in records if any(name in one.text for name in names)})
    gone = erasure.erase(connection, keys, found.whose.phone, ERASED)
    sweeping.note_unswept(connection, Unswept.FILE)
    of_orders, of_complaints = len(keys.orders), len(keys.orders) + len(keys.complaints)
    audit.record(
        session,
        desk,
        "erase-customer",
        found.number,
        {
            "customer": audit.digest(desk, *found.whose),
            "orders": list(keys.numbers[:of_orders]),
            "complaints": list(keys.numbers[of_orders:of_complaints]),
            "words": gone.words,
            "elsewhere": gone.elsewhere,
        },
    )
    # Not before it is stored: what is rolled back leaves the drafts as they are.
    surely = found.surely
    session.info.setdefault("once_stored", []).append(lambda: drafts.forget_holding(surely))
    return named


def records_named(named: Sequence[str]) -> list[str]:
    """What is worth saying of records that stay."""
    if not named:
        return []
    return [
        _(
            "Records of appraisals that name the customer stay, for what was done is never changed: {numbers}. Phone "
            "numbers in them are masked wherever they are shown."
        ).format(numbers=_(", ").join(named))
    ]


def _refuse_waiting(session: Session, found: Found) -> None:
    waiting = customer_rows.waiting_with(session.connection(), found.keys, found.surely)
    if waiting:
        raise UserError(
            _(
                "Something of this customer's waits for a second person: {numbers}. It has to be confirmed or rejected "
                "first."
            ).format(
                numbers=_(", ").join(_("no. {n}").format(n=number) for number, _kind, _subject in waiting)
            )
        )


class Swept(NamedTuple):
    """What a sweep has left to do, as sentences; ``replaced``: whether a new copy stands in the place of older ones."""

    left: Sequence[str]
    replaced: bool


def sweep(desk: Desk, *, copies: bool = False) -> Swept:
    """Sweep the store's file again; with ``copies``, put one new copy in the place of all that the program made.

    Where no copy is older than the last erasure, the file alone is swept.

    Raises:
        NotPermitted: the user may not.
    """
    desk.require("privacy")
    replaced = copies and bool(_older_copies(desk))
    return Swept(sweep_up(desk, copies_too=copies), replaced)
