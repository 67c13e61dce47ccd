"""The carry-over register: what each month handed to the next, and what came into it from elsewhere
(docs/rules.md, rules 4-6)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from csi_db import carry_over, facts
from csi_db.models import Month
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.compute import cut_off_of
from csi_tui.services.schemes.in_force import scheme_in

KINDS: dict[str, str] = {
    "order": N_("unfinished order"),
    "complaint": N_("undetermined complaint"),
    "survey": N_("late survey"),
    "return": N_("late return"),
}
LATE_KINDS: dict[str, str] = {
    "order": N_("order that came late"),
    "survey": N_("survey that came late"),
    "complaint": N_("complaint that came late"),
}


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A row of the register: what it is, its number, and the month that it went to or came from (empty: not known)."""

    kind: str
    number: str
    month: str

    def json(self) -> dict[str, object]:
        """The row as ``csi close carried --json`` prints it."""
        return {"kind": self.kind, "number": self.number, "month": self.month or None}


@dataclass(frozen=True, slots=True)
class ChargedBack:
    """A charge-back that a month counts: the order, the return that showed it, and the order's month."""

    order_no: str
    return_no: str
    month: str

    def json(self) -> dict[str, object]:
        """The charge-back as ``csi close carried --json`` prints it."""
        return {"order_no": self.order_no, "return_no": self.return_no, "month": self.month}


@dataclass(frozen=True, slots=True)
class Register:
    """The register of a month: handed on, taken over, charge-backs that it counts, rows that came too late for theirs.

    Before its publication ``charged_back`` are those that the month would count as known now.
    """

    month: str
    handed_on: tuple[RegisterLine, ...]
    taken_over: tuple[RegisterLine, ...]
    charged_back: tuple[ChargedBack, ...]
    came_late: tuple[RegisterLine, ...]

    def json(self) -> dict[str, object]:
        """The register as ``csi close carried --json`` prints it."""
        return as_json(self)


def register(desk: Desk, period: Period) -> Register:
    """The carry-over register of a month."""
    with desk.read() as session:
        connection = session.connection()
        month = session.get(Month, period)
        return Register(
            month=show_period(period),
            handed_on=tuple(
                RegisterLine(one.kind, one.number, show_period(one.following))
                for one in carry_over.handed_on(connection, period)
            ),
            taken_over=tuple(
                RegisterLine(one.kind, one.number, show_period(one.following))
                for one in carry_over.taken_over(connection, period)
            ),
            charged_back=tuple(
                ChargedBack(order, back, show_period(of))
                for order, back, of in _charged_back(session, desk, period, month)
            ),
            came_late=tuple(
                RegisterLine(kind, number, "") for kind, number in carry_over.came_late(connection, period)
            ),
        )


def _charged_back(
    session: Session, desk: Desk, period: Period, month: Month | None
) -> list[tuple[str, str, Period]]:
    """The charge-backs that a month counts; before its publication those that it would count as known now."""
    connection = session.connection()
    if month is not None and month.state in CLOSED_STATES and month.revision_id is not None:
        return carry_over.charged_back(connection, month.revision_id)
    facts.load_live(connection, cut_off_of(scheme_in(desk, period).scheme, period, clock.now()))
    return carry_over.loaded_charge_backs(connection)


def kind_text(kind: str) -> str:
    """What was handed on, in the user's language."""
    return _(KINDS[kind])


def late_kind_text(kind: str) -> str:
    """What came late, in the user's language."""
    return _(LATE_KINDS[kind])
