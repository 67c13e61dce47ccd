"""The notice of a month's results, as plain text for a board or a group chat. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csi_tui.i18n import _, ngettext
from csi_tui.reports.card_text import Names
from csi_tui.reports.text import table


@dataclass(frozen=True, slots=True)
class NoticeHead:
    """What stands above the figures: the month, the scheme's name, the window (site-local, None before it opens)."""

    month: str
    scheme: str
    state: str
    as_of: datetime
    window_ends_at: datetime | None
    code: str = ""
    """The short code of what the figures rest on, once the month is published."""


def notice_text(head: NoticeHead, cards: Sequence[Mapping[str, Any]], names: Names) -> str:
    """The notice: who reached what, in rank order, and until when an objection is heard."""
    assessed = [card for card in cards if card["total"] is not None]
    others = [card for card in cards if card["total"] is None]
    rows = [
        (
            str(card["rank"]),
            card["employee_no"],
            card["name"],
            card["team"],
            card["total"],
            names.band(card["band"]),
        )
        for card in assessed
    ]
    header = (_("rank"), _("number"), _("name"), _("team"), _("total"), _("band"))
    lines = [
        _("Results of {month}: {scheme}").format(month=head.month, scheme=head.scheme),
        _("As of {as_of}; {state}.").format(as_of=f"{head.as_of:%Y-%m-%d %H:%M}", state=head.state),
        "",
        table(header, rows, frozenset({0, 4})) if rows else _("Nobody is assessed in this month."),
    ]
    if others:
        listed = _(", ").join(f"{card['employee_no']} {card['name']}" for card in others)
        text = ngettext("Not assessed ({n}): {names}", "Not assessed ({n}): {names}", len(others))
        lines += ["", text.format(n=len(others), names=listed)]
    if head.window_ends_at is not None:
        lines += [
            "",
            _("Objections go to the direct supervisor, before {until}.").format(
                until=f"{head.window_ends_at:%Y-%m-%d %H:%M}"
            ),
        ]
    if head.code:
        lines += [
            "",
            _("Code {code}: “csi verify --code” holds the store against it.").format(code=head.code),
        ]
    return "\n".join(lines)
