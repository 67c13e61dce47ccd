"""``csi import mapping list``, ``show`` and ``forget``: what the headers and words of senders stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csi_tui.cli.call import Call
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import whole_number
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk

WORDS = ("list", "show", "forget")
LARGEST = 10**9 - 1


def answer(call: Call, word: str, number: str | None, *, reason: str, json: bool) -> None:
    """Do what one of the words says."""
    if word not in WORDS:
        raise UserError(_("Say what: csi import mapping list, show N or forget N."))
    if (word == "list") != (number is None):
        raise UserError(
            _("Say which mapping, by its number: csi import mapping list.")
            if number is None
            else _("This is too much: {rest}. See “{command} --help”.").format(
                rest=number, command="csi import"
            )
        )
    if reason and word != "forget":
        raise UserError(
            _("{option} says nothing to “csi import {what}”.").format(
                option="--reason", what=f"mapping {word}"
            )
        )
    with call.desk() as desk:
        if number is None:
            _list(desk, json=json)
        else:
            _one(desk, word, whole_number(1, LARGEST)(number), reason, json=json)


def _list(desk: Desk, *, json: bool) -> None:
    from csi_tui.services.imports.mappings import mappings
    from csi_tui.services.tabular.aligned import table

    lines = mappings(desk)
    if json:
        show_json([one.json() for one in lines])
    elif not lines:
        tell(_("No mapping is remembered yet."))
    else:
        header = [_("no."), _("version"), _("kind"), _("since"), _("who"), _("file"), _("headers")]
        rows = [
            [
                str(one.remembered.number), str(one.remembered.version), one.kind, f"{one.at:%Y-%m-%d %H:%M}",
                one.by, one.file_name, one.shown_headers,
            ]
            for one in lines
        ]  # fmt: skip
        show(table(header, rows, frozenset({0, 1})))


def _one(desk: Desk, word: str, number: int, reason: str, *, json: bool) -> None:
    from csi_tui.services.imports.mappings import forget, mapping_line

    if word == "forget":
        forget(desk, number, reason)
        tell(
            _("Mapping {number} holds no more; the next file with these headers asks again.").format(
                number=number
            )
        )
        return
    line = mapping_line(desk, number)
    if json:
        show_json(line.json())
        return
    if not line.text:
        tell(
            _("Mapping {number} says nothing: headers that are not known are left out.").format(number=number)
        )
    show(line.text)
