"""The application from its start to its exit status."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from csi_tui import i18n
from csi_tui.screens.app import CsiApp
from csi_tui.services.desk.settings import Settings, read_settings
from csi_tui.widgets.commands import REBOUND


def _settled(*, speaks: bool) -> Settings:
    """The settings of the running account, its keys bound; ``speaks``: the language is chosen on the command line."""
    settings = read_settings()
    if settings.language is not None and not speaks:
        i18n.activate(settings.language)
        settings = read_settings()
    if settings.keys:
        from csi_tui.widgets.rebinding import chosen_keys

        held, faults = chosen_keys(settings)
        REBOUND.update(held)
        settings = replace(settings, faults=(*settings.faults, *faults))
    return settings


def run(
    path: Path,
    operator: str | None,
    *,
    mouse: bool = True,
    by_password: bool = False,
    speaks: bool = True,
) -> int:
    """Run the application until its user leaves it; ``by_password``: whoever is there has to sign in with one.

    Answers the exit status: 0, the error's where the store could not be opened, a signal's where one ended it.

    ``speaks``: the language in force was asked for, and that of the settings does not hold.
    """
    app = CsiApp(path, operator, by_password=by_password, settings=_settled(speaks=speaks))
    try:
        app.run(mouse=mouse)
    finally:
        app.keep_drafts()
        if app.entrance is not None:
            app.entrance.close()
        elif hasattr(app, "desk"):
            app.desk.close()
    return app.exit_status


def run_board(path: Path, operator: str | None, every: int) -> int:
    """Show the board alone until somebody takes it down; answers the exit status.

    Raises:
        StoreUnavailable, NotPermitted, UserError: it cannot be shown at all; later on it says so and stays.
    """
    from csi_tui.screens.board.wall import WallApp
    from csi_tui.services.board.reading import first_reading

    found = first_reading(path, operator)
    app = WallApp(path, operator, every=every, found=found, settings=_settled(speaks=True))
    app.run(mouse=False)
    return app.exit_status
