"""``csi demo``."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from csi_tui.cli.call import Call, call_of, on_terminal
from csi_tui.cli.cards.ranked import show_ranking
from csi_tui.cli.contents import help_of
from csi_tui.cli.names import names_of
from csi_tui.cli.output import show, tell
from csi_tui.cli.shape import Command, whole_number
from csi_tui.i18n import _


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("demo"))
    def demo(
        context: typer.Context,
        keep: Annotated[
            Path | None,
            typer.Option(metavar="PATH", help=_("Keep the sample store here (else it is thrown away).")),
        ] = None,
        seed: Annotated[
            int,
            typer.Option(
                parser=whole_number(0, 2**31), metavar="N", help=_("Another seed makes another department.")
            ),
        ] = 7,
        scheme: Annotated[
            str | None,
            typer.Option(
                metavar="ID", help=_("A sample for this scheme, with teams, quarters, consequences and pay.")
            ),
        ] = None,
    ) -> None:
        # The sample never touches the user's own store, whatever --db or CSI_DB say.
        if keep is not None:
            _demo(call_of(context), keep, seed, scheme)
            return
        from csi_tui.services.people.users import whole_or_gone

        with tempfile.TemporaryDirectory(prefix="csi-demo-") as folder:
            path = Path(folder) / "demo.db"
            with whole_or_gone(path):
                _demo(call_of(context), path, seed, scheme)


def _demo(call: Call, path: Path, seed: int, scheme: str | None) -> None:
    from csi_tui.demo.build import build_demo
    from csi_tui.services.months.cards import latest_month, month_cards
    from csi_tui.services.schemes.in_force import figure_names

    if scheme is not None:
        _demo_of(call, path, seed, scheme)
        return
    with call.progress() as progress:
        desk = build_demo(path, seed=seed, tell=tell, progress=progress)
    try:
        found = month_cards(desk, latest_month(desk))
        show_ranking(found, names_of(figure_names(desk, found.period)))
    finally:
        desk.close()
    _look(path)


def _demo_of(call: Call, path: Path, seed: int, scheme: str) -> None:
    """A sample by any scheme, from data to report."""
    from csi_tui.cli.demo_report import report_lines
    from csi_tui.demo.build_by_scheme import build_by_scheme

    with call.progress() as progress:
        desk, payroll = build_by_scheme(path, scheme, seed=seed, tell=tell, progress=progress)
    try:
        show("\n".join(report_lines(desk, payroll)))
    finally:
        payroll.close()
        desk.close()
    _look(path)


def _look(path: Path) -> None:
    if on_terminal():
        from csi_tui.cli.commands import open_application

        open_application(Call(str(path), None))
