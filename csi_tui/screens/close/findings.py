"""What the check of a month found: the list with what to do about each, and one finding with all its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.screens.close.commands import CHECK
from csi_tui.services.close.check import Finding
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command, bind
from csi_tui.widgets.dialogs import DIALOGS
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.rows import RowTable

SEVERITIES: dict[str, str] = {"blocking": N_("blocking"), "warning": N_("warning"), "note": N_("note")}
SHOWN = 500


class FindingsPanel(Vertical):
    """A heading, the findings, and what to do about the one under the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._findings: Sequence[Finding] = ()
        self._heading = findings_heading((), checked=False)
        self._changed_since = False
        self._table = RowTable(id="close-findings")

    def compose(self) -> ComposeResult:
        """The three, from top to bottom."""
        yield Static(id="close-heading")
        yield self._table
        yield Static(id="close-remedy")

    def on_mount(self) -> None:
        """Make the columns."""
        self._table.add_fitting((_("Kind"), 9), (_("Finding"), 40), (_("Rows"), 6), grows=1)

    def focus_table(self) -> None:
        """Put the focus on the findings."""
        self._table.focus()

    def show(self, findings: Sequence[Finding], *, checked: bool) -> None:
        """Show the findings of a month; none where it is not ``checked``."""
        marked = self.finding
        self._findings = findings
        self._heading = findings_heading(findings, checked=checked)
        self._table.fill(map(_cells, findings))
        codes = [finding.code for finding in findings]
        if marked is not None and marked.code in codes:
            # It may have another place than before; where it is gone, the next one has its place.
            self._table.move_cursor(row=codes.index(marked.code))
        self.show_changed_since(False)
        self._show_remedy()

    def show_changed_since(self, changed: bool) -> None:
        """Say whether something was changed since the check."""
        self._changed_since = changed
        self.show_busy("")

    def show_busy(self, text: str) -> None:
        """Say what runs, in place of the heading; the heading again for an empty text."""
        heading = self._heading
        if self._changed_since:
            heading = _("{heading} · changed since the check: {key} looks again").format(
                heading=heading, key=CHECK.short_key
            )
        self.query_one("#close-heading", Static).update(Content(text or heading))

    @property
    def finding(self) -> Finding | None:
        """The finding under the cursor."""
        row = self._table.cursor_row
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_remedy()

    def _show_remedy(self) -> None:
        finding = self.finding
        text = "" if finding is None else finding.remedy + "\n" + _(", ").join(finding.rows)
        self.query_one("#close-remedy", Static).update(Content(text))
        self.screen.refresh_bindings()


def _cells(finding: Finding) -> Sequence[Text]:
    style = "bold" if finding.blocking else ""
    return (
        cell(_(SEVERITIES[finding.severity]), style),
        cell(finding.title, style),
        figure(len(finding.rows) or "", style),
    )


def findings_heading(findings: Sequence[Finding], *, checked: bool) -> str:
    """How many findings there are and how many of them block; or that nothing was looked for yet."""
    if not checked:
        return _("Not checked yet: F2 looks for what would block or distort the close.")
    if not findings:
        return _("Checked: nothing stands in the way.")
    blocking = sum(finding.blocking for finding in findings)
    found = ngettext("{n} finding", "{n} findings", len(findings)).format(n=len(findings))
    if blocking:
        return _("{found}, {n} of them blocking").format(found=found, n=blocking)
    return _("{found}, none blocking").format(found=found)


class FindingDialog(ModalScreen[None]):
    """Title, remedy, and the numbers of the rows, scrolling."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command(
            id="finding.close",
            keys="escape,enter,f2,f10",
            label=N_("Close"),
            help=N_("Close the finding."),
            action="close",
            scope=DIALOGS,
        ),
    )

    def __init__(self, finding: Finding) -> None:
        super().__init__(classes="dialog")
        self._finding = finding
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """Everything about it."""
        finding = self._finding
        rows = list(finding.rows[:SHOWN])
        if len(finding.rows) > SHOWN:
            rows.append(_("… and {n} more").format(n=len(finding.rows) - SHOWN))
        count = ngettext("{n} row", "{n} rows", len(finding.rows)).format(n=len(finding.rows))
        with Vertical(classes="dialog-box"):
            yield Static(
                Content(
                    _("{place}: {fault}").format(place=_(SEVERITIES[finding.severity]), fault=finding.title)
                ),
                classes="dialog-title",
            )
            yield Static(Content(finding.remedy))
            if rows:
                yield Static(Content(count), classes="dialog-count")
                with VerticalScroll(classes="dialog-text"):
                    yield Static(Content("  ".join(rows)))
        yield KeyBar()

    def action_close(self) -> None:
        """Close."""
        self.dismiss()
