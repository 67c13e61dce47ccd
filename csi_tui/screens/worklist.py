"""A list that is worked through: Enter opens a row in its form, saving goes on to the next one, Escape comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.row_places import RowPlace, following
from csi_tui.widgets.jobs import READING, DeskJobs, store_job

if TYPE_CHECKING:
    from csi_tui.screens.row_forms import RowForm


class WorksThrough(DeskJobs, Screen[Any]):
    """Mixed into a screen that lists rows. A subclass says what stands in its list, reads it again and marks a row."""

    @dataclass
    class RowRead(Message):
        """What the form of a row needs has been read."""

        place: RowPlace
        form: RowForm

    @dataclass
    class Kept(Message):
        """A row was kept, and the list has been read again; ``read`` is whatever the screen's own reading answers."""

        read: Any
        at: int
        before: Sequence[RowPlace]
        goes_on: bool

    @dataclass
    class Reread(Message):
        """The list has been read again, with no row kept in it."""

        read: Any

    # --- What a subclass gives ---------------------------------------------------------------------------------------

    def places(self) -> Sequence[RowPlace]:
        """What stands in the list, in its order."""
        raise NotImplementedError

    def worked_month(self) -> Period | None:
        """The month that the list is about, where it is about one."""
        return None

    def read_again(self) -> Any:
        """In a thread: the list as it is now."""
        raise NotImplementedError

    def show_again(self, read: Any) -> None:
        """Show what :meth:`read_again` has read."""
        raise NotImplementedError

    def mark(self, at: int) -> None:
        """Put the cursor on that row."""
        raise NotImplementedError

    def all_done(self) -> None:
        """Nothing is left behind the row that was kept last."""
        self.desk_app.tell(_("That was the last one of the list."))

    # --- Read again --------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the list again: what was taken back, or kept elsewhere, may stand in it once more."""
        self._reread()

    @store_job(READING)
    def _reread(self) -> Message:
        return self.Reread(self.read_again())

    def on_works_through_reread(self, event: Reread) -> None:
        """Show it."""
        self.show_again(event.read)

    # --- Working through ---------------------------------------------------------------------------------------------

    def work_at(self, at: int) -> None:
        """Open the row at that place of the list."""
        places = self.places()
        if 0 <= at < len(places):
            self._read_row(places[at], self.worked_month())

    @store_job("row")
    def _read_row(self, place: RowPlace, period: Period | None) -> Message:
        # Home lists rows before the store's library is loaded, which forms need.
        from csi_tui.screens.row_forms import read_form

        return self.RowRead(place, read_form(self.desk, place, period))

    def on_works_through_row_read(self, event: RowRead) -> None:
        """Open its form, or go where it is put right."""
        made = event.form.make()
        if made is None:
            event.form.go(self.desk_app)
            return
        self.app.push_screen(made, partial(self._come_back, event.place, event.form))

    def _come_back(self, place: RowPlace, form: RowForm, result: Any) -> None:
        """Back from a form: with something kept, the next one; else the list as it is, at that row."""
        if result is not None:
            self.desk_app.tell(form.said(result))
        rows = [one.row for one in self.places()]
        if place.row in rows:
            goes_on = result is not None and form.goes_on
            self._look_again(rows.index(place.row), self.places(), goes_on)

    @store_job("row")
    def _look_again(self, at: int, before: Sequence[RowPlace], goes_on: bool) -> Message:
        return self.Kept(self.read_again(), at, before, goes_on)

    def on_works_through_kept(self, event: Kept) -> None:
        """Show the list as it is now, and go on."""
        self.show_again(event.read)
        now = self.places()
        at = following(event.before, event.at, now)
        if event.goes_on:
            if at is None:
                self.all_done()
            else:
                self.mark(at)
                self.work_at(at)
            return
        rows = [place.row for place in now]
        was = event.before[event.at].row
        if was in rows:
            self.mark(rows.index(was))
        elif at is not None:
            self.mark(at)
        elif not now:
            self.all_done()
