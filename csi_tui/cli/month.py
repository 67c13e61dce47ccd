"""The month of a command line: as people say it, or, where what is done stands, spelled out."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.i18n import _

Month = Annotated[str, typer.Argument(metavar="MONTH", help=_("YYYY-MM; also last, 2026/10, 10"))]
"""Read by ``said_month``: a slip shows another month."""
ExactMonth = Annotated[str, typer.Argument(metavar="MONTH", help=_("YYYY-MM"))]
"""Read by ``read_month``: a slip would publish, freeze, correct or settle another month."""
