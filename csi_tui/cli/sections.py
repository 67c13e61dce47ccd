"""What commands print section by section, and the options that such commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli import terminal
from csi_tui.cli.output import show_painted
from csi_tui.i18n import _

if TYPE_CHECKING:
    from csi_tui.services.tabular.sections import Section

Masked = Annotated[bool, typer.Option("--masked", help=_("Only the first sign of each name."))]


def show_sections(title: str, sections: Callable[[int | None], Iterable[Section]]) -> None:
    """Print them below each other under a title, as wide as the terminal is; ``sections`` lays them out."""
    bold = terminal.BOLD if terminal.coloured() else None
    lines: list[list[tuple[str, str | None]]] = [[(title, None)]]
    for section in sections(terminal.columns()):
        lines += [[], [(section.title, bold)]]
        lines += [[(line, None)] for line in section.lines]
    show_painted(lines)
