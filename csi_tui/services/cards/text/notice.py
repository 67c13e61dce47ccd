"""The notice of a month's results as a sheet. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _, current_language, ngettext, pgettext
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.text.cards import ADJUSTED_MARK, Names, grade_name, mark, not_assessed_text
from csi_tui.services.months.text.teams import means_blocks, team_blocks
from csi_tui.services.printing.sheet import Block, Cell, Code, Sheet, Table, Words, number
from csi_tui.services.spans.text.awards import awards_table

if TYPE_CHECKING:
    from csi_tui.services.cards.result_notice import ChangedTotal, NoticeHead, NoticeSheet


def notice_page(sheet: NoticeSheet, names: Names) -> Sheet:
    """The notice: who reached what, in rank order, how the teams stand, and until when an objection is heard."""
    above, below = notice_words(sheet.head, sheet.cards)
    blocks: list[Block] = [Words(above[1:]), _results(sheet.cards, names)]
    blocks += [awards_table(sheet.awards)] if sheet.awards else []
    blocks += team_blocks(sheet.teams, names) if sheet.teams else means_blocks(sheet.means)
    blocks += [_changed(sheet.changed)] if sheet.changed else []
    blocks += [Words([line], apart=True) for line in below]
    blocks += [Code(sheet.head.trail_code)] if sheet.head.trail_code else []
    return Sheet(above[0], blocks, current_language())


def _results(cards: Sequence[Card], names: Names) -> Table:
    """Those who are assessed, in rank order.

    Where places alone count there is neither rank nor total: the notice says the places, with the figures behind them.
    """
    if any(card.by_places for card in cards):
        return _places(cards, names)
    graded, banded = (any(getattr(card, one) is not None for card in cards) for one in ("grade", "band"))
    header = [_("rank"), _("in role"), _("number"), _("name"), _("role"), _("team"), _("total")]
    header += [*([_("band")] if banded else ()), *([_beside_band(banded=banded)] if graded else ())]
    rows: list[list[Cell]] = [
        [
            card.rank,
            card.rank_in_role,
            card.employee_no,
            card.name,
            names.role(card.role),
            card.team,
            number(card.total, mark(card.is_adjusted)),
            *([names.band(card.band)] if banded else ()),
            *([grade_name(card, names)] if graded else ()),
        ]
        for card in cards
        if card.total is not None
    ]
    return Table(
        title="",
        header=header,
        rows=rows,
        figures=frozenset({0, 1, 6}),
        empty=_("Nobody is assessed in this month."),
    )


def _beside_band(*, banded: bool) -> str:
    """The heading of grades: in Chinese a band and a grade go by one word, where either stands alone."""
    return pgettext("beside a band", "grade") if banded else _("grade")


def _places(cards: Sequence[Card], names: Names) -> Table:
    """Number, name, role and team, and for each figure the place and the value; by number."""
    header = [_("number"), _("name"), _("role"), _("team")]
    figures = list(cards[0].leaves())
    header += [names.figures.get(one.id, one.id) for one in figures]
    rows: list[list[Cell]] = [
        [
            card.employee_no,
            card.name,
            names.role(card.role),
            card.team,
            *(
                _("no. {place} ({value})").format(place=one.place, value=one.value)
                if one.place is not None
                else None
                for one in card.leaves()
            ),
        ]
        for card in cards
        if card.by_places
    ]
    return Table(title="", header=header, rows=rows, figures=frozenset(range(4, len(header))))


def _changed(changed: Sequence[ChangedTotal]) -> Table:
    """What is another figure than on the notice before."""
    return Table(
        title=_("Changed since the notice before"),
        header=[_("number"), _("name"), _("before"), _("now")],
        rows=[[one.employee_no, one.name, number(one.before), number(one.now)] for one in changed],
        figures=frozenset({2, 3}),
    )


def how_to_appeal() -> str:
    """How somebody says that a figure is wrong, and where it goes from there (docs/rules.md §1.5)."""
    return _(
        "Mark the line on your own card (F6), or have a supervisor take it down. Who does not accept the answer takes "
        "it further: HR or the head of department decides."
    )


def notice_words(head: NoticeHead, cards: Sequence[Card]) -> tuple[list[str], list[str]]:
    """What stands above the figures, and below them."""
    above = [
        _("Results of {month}: {scheme}").format(month=head.month, scheme=head.scheme),
        _("As of {as_of}; {state}.").format(as_of=f"{head.as_of:%Y-%m-%d %H:%M}", state=head.state),
        *([head.items] if head.items else []),
        *([head.replaces] if head.replaces else []),
    ]
    below = []
    others = [card for card in cards if card.total is None and not card.by_places]
    if others:
        below.append(not_assessed_text(others))
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
        below += [until, how_to_appeal()]
    if head.code:
        below.append(_("Code {code}: “csi verify --code” holds the store against it.").format(code=head.code))
    if head.trail_code:
        below.append(
            _("Trail code {code}: “csi verify --since” says whether the store continues from here.").format(
                code=head.trail_code
            )
        )
    return above, below
