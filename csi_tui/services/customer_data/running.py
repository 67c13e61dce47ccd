"""What is due is erased: the very list that was looked at, by two people (docs/decisions/0073)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from csi_db.sweeping import Unswept, note_unswept
from csi_tui.i18n import _
from csi_tui.services.customer_data.due import DueList, due_list, due_within
from csi_tui.services.customer_data.erasing import erase_within, records_named, sweep_up
from csi_tui.services.customer_data.leavers import forget_within, refuse_altered
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import AFTERWARDS, NeedsSecondPerson, Waits, may_wait
from csi_tui.services.desk.sentences import Sentence
from csi_tui.services.errors import UserError


class RunTakesTwo(NeedsSecondPerson):
    """What is erased does not come back: nobody does it alone."""

    def __init__(self, site: str, due: DueList) -> None:
        super().__init__(
            subject=site,
            period=None,
            employee_id=None,
            changes={
                "due_on": (None, due.day.isoformat()),
                "due_customers": (None, len(due.customers)),
                "due_leavers": (None, sum(not one.held_up for one in due.leavers)),
                "due_list": (None, due.code),
            },
            why=_("What is erased does not come back."),
        )

    def waits(self, number: int) -> Waits:
        """That it waits, under a number."""
        return Waits(
            number,
            _(
                "The list {code} waits as no. {number} for a second person; until then nothing is erased."
            ).format(code=self.changes["due_list"][1], number=number),
        )


def run(desk: Desk, reason: str = "") -> list[str]:
    """Have what is due today erased; answers what is worth saying.

    Raises:
        NotPermitted: the user may not.
        UserError: nothing is due.
        Waits, ReasonMissing: it waits for somebody else; ``reason``: why.
    """
    due = due_list(desk)
    if due.empty:
        raise UserError(_("Nothing is due."))
    return [*_run_together(desk, due.day, due.code, reason=reason), *afterwards(desk)]


@may_wait("run-retention")
def _run_together(desk: Desk, day: date, code: str, reason: str = "") -> list[str]:
    desk.require("privacy")
    with audit.writing(desk) as session:
        due = due_within(session, desk, day)
        if due.told.code != code:
            raise UserError(
                Sentence(
                    _(
                        "Who is due is not who was looked at any more: something has happened since. Look at the list "
                        "(csi privacy due), and propose it anew (csi privacy run)."
                    ),
                    at_desk=_(
                        "Who is due is not who was looked at any more: something has happened since. It has to be "
                        "proposed anew."
                    ),
                )
            )
        if desk.together is None:
            raise RunTakesTwo(desk.site.code, due.told)
        if due.leavers:
            refuse_altered(session, desk)
        named = [number for found in due.customers for number in erase_within(session, desk, found)]
        kept = [name for one in due.leavers for name in forget_within(session, desk, one)]
        note_unswept(session.connection(), Unswept.COPIES)
        detail = {
            "list": code,
            "day": day.isoformat(),
            "customers": len(due.customers),
            "leavers": len(due.leavers),
        }
        audit.record(session, desk, "run-retention", desk.site.code, detail)
        return [*records_named(sorted(set(named))), *_shared(kept)]


def _shared(names: Sequence[str]) -> list[str]:
    if not names:
        return []
    return [
        _(
            "Others are called the same, so words that name them stay as they are: {names}. People have to judge them."
        ).format(names=_(", ").join(sorted(set(names))))
    ]


def afterwards(desk: Desk) -> Sequence[str]:
    """After a run: the copies that the program made go as well, and the file is swept; answers what is left to do."""
    return sweep_up(desk, copies_too=True)


AFTERWARDS["run-retention"] = afterwards
