"""The two look-ups for somebody on the phone, as the command line prints them; light, so that they answer at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csi_tui.cli import terminal
from csi_tui.cli.exposure import say_if_exposed
from csi_tui.cli.output import show, show_json
from csi_tui.i18n import _
from csi_tui.services.desk import card_texts
from csi_tui.services.desk.paths import store_path
from csi_tui.services.keeping.damage_behind import telling_damage

if TYPE_CHECKING:
    from csi_tui.services.glance.quick import FoundCard


def card(
    db: str | None, operator: str | None, employee: str, month: str | None = None, *, json: bool = False
) -> None:
    """``csi card``: one employee's scorecard."""
    from csi_tui.services.glance.quick import find_card

    path = store_path(db)
    say_if_exposed(path)
    with telling_damage(lambda: path):
        found = find_card(path, operator, employee, month)
        if json:
            show_json(found.card.json())
        else:
            show(_card_text(found))


def _card_text(found: FoundCard) -> str:
    from csi_tui.services.desk.month_names import month_name
    from csi_tui.services.months.text.cards import Names, card_lines

    title = _("{month}  {scheme}  revision {revision}, {state}, as of {as_of}").format(
        month=month_name(found.period),
        scheme=found.scheme_id,
        revision=found.revision,
        state=card_texts.state_name(found.state),
        as_of=f"{found.as_of:%Y-%m-%d %H:%M}",
    )
    if found.window_ends_at is not None:
        until = _("appeals until {until}").format(until=f"{found.window_ends_at:%Y-%m-%d %H:%M}")
        title = f"{title}  {until}"
    names = Names(found.names, card_texts.band_name, card_texts.role_name, card_texts.flag_text)
    said = card_texts.unconfirmed_text(found.unconfirmed)
    return "\n".join([card_lines(found.card, title, names), *([said] if said else [])])


def complaints(db: str | None, operator: str | None, *, overdue: bool = False, json: bool = False) -> None:
    """``csi complaints``: open complaints by next due time."""
    from csi_tui.services.complaints.text.open_complaints import complaint_json, complaint_table
    from csi_tui.services.glance.quick import open_complaints

    path = store_path(db)
    say_if_exposed(path)
    with telling_damage(lambda: path):
        found = open_complaints(path, operator, overdue=overdue)
        if json:
            show_json([complaint_json(row) for row in found])
        else:
            show(complaint_table(found, terminal.columns()))
