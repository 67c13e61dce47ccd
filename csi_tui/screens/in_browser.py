"""The application behind a browser window: a process of the server's, where everybody signs in by password.

    python -m csi_tui.screens.in_browser STORE LANGUAGE

Textual's driver for it is named by the server, in the environment.
"""

from __future__ import annotations

import sys
from pathlib import Path

from csi_tui import i18n


def main(store: str, language: str) -> int:
    """Run the application until the window is closed, or its user leaves it; answers the exit status."""
    i18n.activate("zh" if language == "zh" else "en")
    # Texts are fixed when a screen's module is imported, so the language comes first.
    from csi_tui.screens.start import run

    return run(Path(store), None, by_password=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
