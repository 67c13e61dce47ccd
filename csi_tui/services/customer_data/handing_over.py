"""A file with all that is held of a customer, for the customer to read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from csi_tui.i18n import _
from csi_tui.services.customer_data.held import Held, HeldLine, held_within
from csi_tui.services.customer_data.text import handed_header, kind_name
from csi_tui.services.customer_data.whose import customer_meant
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.file_names import refuse_unfit_name
from csi_tui.services.tabular.open_stores import refuse_open_store
from csi_tui.services.tabular.writing import write_json, write_table

FORMATS = ("csv", "xlsx", "json")
UNTOLD = ("record", "copy", "elsewhere")
"""What is not handed over: records of employees, copies, and words about somebody else."""


def hand_over(desk: Desk, customer: str, target: Path) -> Held:
    """Write what is held of a customer to a file, every text whole; the trail says so, and not who it is.

    Raises:
        NotPermitted: the user may not.
        UserError: nobody is meant, or several; the file's name says no format; it cannot be written.
    """
    desk.require("privacy")
    refuse_unfit_name(target)
    ending = target.suffix.removeprefix(".").lower()
    if ending not in FORMATS:
        raise UserError(
            _("{file}: the name ends in none of these: {known}.").format(
                file=target.name, known=_(", ").join(f".{one}" for one in FORMATS)
            )
        )
    refuse_open_store(target)
    with audit.writing(desk) as session:
        found = customer_meant(session, customer)
        held = held_within(session, desk, found)
        lines = [line for line in held.lines if line.kind not in UNTOLD]
        detail = {"customer": audit.digest(desk, *found.whose), "lines": len(lines)}
        audit.record(session, desk, "export-customer", found.number, detail)
        _write(lines, ending, target)
    return held


def _write(lines: list[HeldLine], ending: str, target: Path) -> None:
    if ending == "json":
        told = [
            {
                "where": kind_name(line.kind),
                "number": line.number or None,
                "at": None if line.at is None else line.at.isoformat(timespec="minutes"),
                "what": line.what,
                "text": line.text,
            }
            for line in lines
        ]
        write_json(told, target)
        return
    rows = [
        (
            kind_name(line.kind),
            line.number,
            "" if line.at is None else f"{line.at:%Y-%m-%d %H:%M}",
            line.what,
            line.text,
        )
        for line in lines
    ]
    write_table(rows, handed_header(), cast(Literal["csv", "xlsx"], ending), target)
