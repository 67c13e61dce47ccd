"""The notice of a month's results, as plain text for a board or a group chat. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _, ngettext
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.text.cards import (
    ADJUSTED_MARK,
    Names,
    mark,
    rank_cells,
)
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.services.cards.result_notice import NoticeHead


def notice_text(head: NoticeHead, cards: Sequence[Card], names: Names) -> str:
    """The notice: who reached what, in rank order, and until when an objection is heard."""
    header, rows, figures = notice_table(cards, names)
    above, below = notice_words(head, cards)
    lines = [
        *above,
        "",
        table(header, rows, figures) if rows else _("Nobody is assessed in this month."),
    ]
    for line in below:
        lines += ["", line]
    return "\n".join(lines)


def notice_table(cards: Sequence[Card], names: Names) -> tuple[list[str], list[list[str]], frozenset[int]]:
    """Header and rows of those who are assessed, in rank order, and the columns that hold numbers.

    Where places alone count there is neither rank nor total: the notice says the places, with the figures behind them.
    """
    if any(card.by_places for card in cards):
        return _places_table(cards, names)
    header = [_("rank"), _("in role"), _("number"), _("name"), _("role"), _("team"), _("total"), _("band")]
    rows = [
        [
            *rank_cells(card),
            card.employee_no,
            card.name,
            names.role(card.role),
            card.team,
            card.total + mark(card.is_adjusted),
            names.band(card.band),
        ]
        for card in cards
        if card.total is not None
    ]
    return header, rows, frozenset({0, 1, 6})


def _places_table(cards: Sequence[Card], names: Names) -> tuple[list[str], list[list[str]], frozenset[int]]:
    """Number, name, role and team, and for each figure the place and the value; by number."""
    header = [_("number"), _("name"), _("role"), _("team")]
    figures = list(cards[0].leaves())
    header += [names.figures.get(one.id, one.id) for one in figures]
    rows = [
        [
            card.employee_no,
            card.name,
            names.role(card.role),
            card.team,
            *(
                _("no. {place} ({value})").format(place=one.place, value=one.value)
                if one.place is not None
                else "-"
                for one in card.leaves()
            ),
        ]
        for card in cards
        if card.by_places
    ]
    return header, rows, frozenset(range(4, len(header)))


def notice_words(head: NoticeHead, cards: Sequence[Card]) -> tuple[list[str], list[str]]:
    """What stands above the figures, and below them."""
    above = [
        _("Results of {month}: {scheme}").format(month=head.month, scheme=head.scheme),
        _("As of {as_of}; {state}.").format(as_of=f"{head.as_of:%Y-%m-%d %H:%M}", state=head.state),
        *([head.replaces] if head.replaces else []),
    ]
    below = []
    others = [card for card in cards if card.total is None and not card.by_places]
    if others:
        listed = _(", ").join(f"{card.employee_no} {card.name}" for card in others)
        text = ngettext("Not assessed ({n}): {names}", "Not assessed ({n}): {names}", len(others))
        below.append(text.format(n=len(others), names=listed))
    if any(card.is_adjusted for card in cards):
        below.append(
            _("{mark} adjusted by a person: the card says by whom and why.").format(mark=ADJUSTED_MARK)
        )
    if head.unconfirmed:
        below.append(
            _("Something in the figures of {numbers} is unconfirmed, for want of a second person.").format(
                numbers=_(", ").join(head.unconfirmed)
            )
        )
    if head.window_ends_at is not None:
        until = (
            _("Objections of {numbers}, whose cards changed, go to the direct supervisor, before {until}.")
            if head.objectors
            else _("Objections go to the direct supervisor, before {until}.")
        ).format(until=f"{head.window_ends_at:%Y-%m-%d %H:%M}", numbers=_(", ").join(head.objectors))
        if head.days_left is not None:
            left = ngettext("{n} working day is left.", "{n} working days are left.", head.days_left)
            until = _("{sentence} {more}").format(sentence=until, more=left.format(n=head.days_left))
        below.append(until)
    if head.code:
        below.append(_("Code {code}: “csi verify --code” holds the store against it.").format(code=head.code))
    if head.trail_code:
        below.append(
            _("Trail code {code}: “csi verify --since” says whether the store continues from here.").format(
                code=head.trail_code
            )
        )
    return above, below
