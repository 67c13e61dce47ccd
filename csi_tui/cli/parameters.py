"""Arguments and options that commands of several rooms take; a month is one of ``month.py``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.shape import whole_number
from csi_tui.i18n import _

Employee = Annotated[
    str, typer.Argument(metavar="EMPLOYEE", help=_("Number, or an unambiguous part of the name."))
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why."))]
Evidence = Annotated[str, typer.Option(metavar="TEXT", help=_("What shows it, and where it is kept."))]
Revision = Annotated[
    int | None,
    typer.Option(parser=whole_number(1, 9999), metavar="N", help=_("An earlier revision of the month.")),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Only show whose cards would change."))]
Json = Annotated[bool, typer.Option("--json", help=_("Print the answer as JSON."))]
