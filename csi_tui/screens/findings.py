"""A finding of the check with all its rows and what to do about it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.services.close_check import Finding
from csi_tui.widgets.commands import Command, bind
from csi_tui.widgets.dialogs import DIALOGS

SEVERITIES: dict[str, str] = {"blocking": N_("blocking"), "warning": N_("warning"), "note": N_("note")}
SHOWN = 500


class FindingDialog(ModalScreen[None]):
    """Title, remedy, and the numbers of the rows, scrolling."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command("finding.close", "escape,enter,f2", N_("Close"), N_("Close the finding."), "close", DIALOGS),
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
                Content(f"{_(SEVERITIES[finding.severity])}: {finding.title}"), classes="dialog-title"
            )
            yield Static(Content(finding.remedy))
            if rows:
                yield Static(Content(count), classes="dialog-count")
                with VerticalScroll(classes="dialog-text"):
                    yield Static(Content("  ".join(rows)))
            yield Static(Content(_("Esc closes")), classes="dialog-foot")

    def action_close(self) -> None:
        """Close."""
        self.dismiss()
