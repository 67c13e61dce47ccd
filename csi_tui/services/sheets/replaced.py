"""Figures, ratings and amounts that a file replaces: the old one stays readable, and is known, so that it can be put
back."""

from __future__ import annotations

from csi_db.import_people import Change, keep_changes
from csi_db.models import MeasureFigure, PayInput, Rating
from csi_tui.services.desk import clock
from csi_tui.services.sheets.rows import Batch

Entered = MeasureFigure | Rating | PayInput


def replace_now(batch: Batch, known: MeasureFigure | PayInput) -> None:
    """Let a figure or an amount count no more from now on, by the acting user."""
    known.replaced_at, known.replaced_by_id = clock.now(), batch.desk.actor.user_id
    known.replaced_account, known.replaced_reason = batch.desk.actor.account, batch.reason


def keep_replacement(batch: Batch, known: Entered, new: Entered) -> None:
    """Keep what takes the place of another one, which is ended by now."""
    session = batch.session
    session.add(known)
    session.flush()
    session.add(new)
    session.flush()
    assert new.id is not None
    keep_changes(session.connection(), batch.number, [Change(new.id, {"id": known.id}, {"id": new.id})])
