"""What is said of a row in its form: that something waits on it, and that its reader only looks at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlmodel import col, select

from csi_db.models import WaitingAct
from csi_tui.i18n import _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.permissions import PERMISSIONS, role_names
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.records import Row

_CHANGING: Mapping[str, tuple[str, frozenset[str]]] = {
    "orders": ("enter", frozenset({"change-order", "renumber-order"})),
    "surveys": ("enter", frozenset({"correct-survey"})),
    "employees": ("people", frozenset({"keep-employee"})),
}
"""Kind of a row that a form shows → the right to change one, and the acts that do."""


def said_of_row(desk: Desk, kind: str, row: Row) -> Iterator[str]:
    """A sentence for each act that waits on a row that is there, and one where the user may not change it.

    What an act would change those see who confirm it.
    """
    right, acts = _CHANGING[kind]
    number = getattr(row, KINDS[kind][0].id)
    waits = (
        select(WaitingAct)
        .where(
            col(WaitingAct.outcome).is_(None), WaitingAct.subject == number, col(WaitingAct.kind).in_(acts)
        )
        .order_by(col(WaitingAct.id))
    )
    with desk.read() as session:
        hand = hands(session)
        for one in session.exec(waits):
            yield _("A change of it waits as no. {number} for a second person; entered by {by}.").format(
                number=one.id, by=hand(one)
            )
    if not desk.may(right):
        yield _("Only to look at. Who may change it: {roles}.").format(
            roles=_(", ").join(role_names(PERMISSIONS[right]))
        )
