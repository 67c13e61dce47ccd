"""One close at a time, by who may close: whatever changes the state of a month goes through :func:`closing`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session, select

from csi_db.locks import one_close_at_a_time
from csi_db.models import Site
from csi_tui.i18n import _
from csi_tui.services.desk import audit
from csi_tui.services.desk.cycle_collector import collector_at_rest
from csi_tui.services.desk.desk import Desk, chosen_items, chosen_schemes
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import UserError


@contextmanager
def closing(desk: Desk) -> Iterator[None]:
    """The second close waits for the first as for any busy store, then is told.

    Raises:
        NotPermitted: the user may not close months.
        StoreBusy: another close goes on.
        ClockBehind: the machine's clock is wrong.
        UserError: the site computes by another scheme, or a month by other items, than when the desk was opened.
    """
    desk.require("close")
    with told_to_the_user(), one_close_at_a_time(desk.store.path), collector_at_rest():
        with desk.read() as session:
            audit.refuse_a_clock_behind(session)
            _refuse_another_scheme(session, desk)
        yield


def _refuse_another_scheme(session: Session, desk: Desk) -> None:
    """Another desk may have chosen another scheme since this one was opened.

    Raises:
        UserError: it has, or items for a month.
    """
    chosen = chosen_schemes(session, session.exec(select(Site.scheme_id)).one())
    if chosen != desk.site.schemes:
        raise UserError(
            _(
                "The site computes by {id} since this desk was opened. Leave the program and start it again."
            ).format(id=chosen[-1].scheme_id)
        )
    if chosen_items(session) != desk.site.plans:
        raise UserError(
            _(
                "Items were chosen for a month since this desk was opened. Leave the program and start it again."
            )
        )
