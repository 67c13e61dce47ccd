"""A file whose rows are tried and then brought in: the jobs of its screen, what came of them, and its refused rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from textual.message import Message
from textual.widgets import ProgressBar

from csi_tui.i18n import _
from csi_tui.screens.imports.hearing import Heard, Stopped, hearing
from csi_tui.screens.imports.mends import MendsRows
from csi_tui.screens.imports.seen_file import SeenFile
from csi_tui.services.desk.progress import Progress
from csi_tui.services.errors import UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.odd_lines import odd_lines
from csi_tui.services.imports.preview import HowRead, Outline, outline
from csi_tui.services.imports.report import ImportReport
from csi_tui.widgets.jobs import LONG, store_job


class CountedFile(MendsRows):
    """Nothing comes in but what was counted, of the content and by the settings that were shown."""

    @dataclass
    class Seen(Message):
        """The file as it will be read."""

        seen: Outline

    @dataclass
    class Counted(Message):
        """What would become of the rows, or what became of them."""

        report: ImportReport

    def __init__(self, path: Path, how: HowRead | None = None) -> None:
        super().__init__(classes="form")
        self._path = path
        self._how = how or HowRead()
        self._tables = SeenFile()
        self._seen: Outline | None = None
        self._report: ImportReport | None = None
        """What was counted, of this content and these settings."""
        self._content = ""
        """The content of the file when it was counted."""
        self._fault = ""
        self._busy = ""
        self._stopping = False
        self._ready = False
        """What was counted is painted: only then it can be agreed to."""

    # --- What the screen gives ---------------------------------------------------------------------------------------

    def show_busy(self, text: str) -> None:
        """Say what is under way; empty: nothing is."""
        raise NotImplementedError

    def show_head(self) -> None:
        """Show what is known of the file."""
        raise NotImplementedError

    @property
    def _done(self) -> bool:
        return self._report is not None and self._report.number is not None

    # --- Jobs --------------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the file anew: what was counted before counts no more."""
        self._report, self._fault, self._ready = None, "", False
        self.forget_refused()
        self._tables.show_lines(())
        self.show_busy(_("Reading the file"))
        self._look(self._how)

    @store_job("outline")
    def _look(self, how: HowRead) -> Message:
        return self.Seen(outline(self.desk, self._path, how))

    def on_counted_file_seen(self, event: Seen) -> None:
        """Show it, and count what would become of its rows."""
        seen = self._seen = event.seen
        self._fault = seen.fault
        self._tables.show_columns(seen)
        if seen.fault:
            self.show_busy("")
        else:
            self.show_busy(_("Trying the rows"))
            self._count(replace(self._how, kind=seen.kind))

    @store_job(LONG)
    def _count(self, how: HowRead) -> Message:
        return self.Counted(
            import_file(
                self.desk,
                how.kind,
                self._path,
                **how.options(),
                dry_run=True,
                progress=self._hearing(),
            )
        )

    @store_job(LONG)
    def _import(self, how: HowRead, shown: ImportReport) -> Message:
        return self.Counted(
            import_file(
                self.desk,
                shown.kind,
                self._path,
                **how.options(),
                confirmed=shown.revised if how.revise else None,
                shown=shown.content,
                progress=self._hearing(),
            )
        )

    def _hearing(self) -> Progress:
        return hearing(self, lambda: self._stopping)

    def on_heard(self, event: Heard) -> None:
        """Show how far it has come."""
        if self._busy:
            self._busy = event.show_in(self.query_one(ProgressBar))
            self.show_head()

    def on_counted_file_counted(self, event: Counted) -> None:
        """Show what would become of the rows, or what became of them."""
        # Too late for whoever wanted to stop it: what came in is shown.
        self._stopping = False
        report = self._report = event.report
        self._content = report.content or self._content
        self.show_busy("")
        self._tables.show_lines(odd_lines(report), counted=True)
        if report.rejected:
            self._tables.go_to_lines()
        self.call_after_refresh(self._is_shown)
        if report.number is not None:
            self.go_on_mending(self._path, self._how)

    def _is_shown(self) -> None:
        self._ready = True
        self.refresh_bindings()

    def job_failed(self, error: BaseException, group: str) -> None:
        """Say what stands in the way; a file that was to come in is looked at again."""
        stopped, self._stopping = self._stopping, False
        if isinstance(error, Stopped):
            if stopped:
                self.desk_app.tell(_("Stopped; nothing was kept."))
                self.reload()
            return
        was_shown = self._report is not None
        self.show_busy("")
        if isinstance(error, UserError) and not was_shown:
            self._fault = error.at_desk
            self.show_head()
            return
        super().job_failed(error, group)
        if was_shown:
            self.reload()

    # --- Refused rows ------------------------------------------------------------------------------------------------

    def shown_report(self) -> ImportReport | None:
        """What was counted, or what became of the rows."""
        return self._report

    def content_shown(self) -> str:
        """The content of the file whose rows were counted."""
        return self._content

    def show_mended(self, report: ImportReport, after: int) -> int | None:
        """Show a report without a row; the cursor goes on to what follows."""
        following = self._tables.refused_after(after)
        self._report = report
        self._tables.show_lines(odd_lines(report), counted=True)
        if following is not None:
            self._tables.mark_row(following)
        self.show_head()
        self.refresh_bindings()
        return following
