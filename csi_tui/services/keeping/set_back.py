"""A store that does not continue from the last head seen on this machine, accepted by a person with a reason."""

from __future__ import annotations

from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock, last_head
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.desk.trail_code import code_at, head_of
from csi_tui.services.errors import UserError


def accept(desk: Desk, reason: str) -> int:
    """Go on from the state in which the store is; answers the number of the entry that says so, with both heads.

    Raises:
        NotPermitted: the user may not.
        UserError: the reason is missing, or there is nothing to accept.
    """
    require_second_person(desk)
    reason = required(reason, _("Say why this state is the right one, and who knows of it."))
    if last_head.look(desk.store, desk.site.zone) is None:
        raise UserError(
            _(
                "The store continues from the last entry that this machine has seen: nothing is to be accepted."
            )
        )
    before = last_head.seen_at(desk.store.path)
    assert before is not None
    gone = code_at(before.entry, before.hash)
    with desk.write(whatever_came_before=True) as session:
        here = head_of(session, desk.site).code
        detail = {"before": str(gone), "here": here, "reason": audit.digest(desk, reason)}
        number = audit.record(session, desk, "accept-head", "trail", detail)
    last_head.begin_from(desk.store)
    last_head.keep_reason(
        desk.store.path,
        f"{clock.now().isoformat(timespec='seconds')}\t{desk.actor.name}\t{desk.actor.account}\t{gone}\t{here}\t{reason}",
    )
    return number


def require_second_person(desk: Desk) -> None:
    """Whoever accepts a state may restore one or confirm others' entries; who has put it there nobody can know.

    Raises:
        NotPermitted: the user may not.
    """
    desk.require("accept-head")
    with desk.read() as session:
        refuse_for_another(session, desk)
