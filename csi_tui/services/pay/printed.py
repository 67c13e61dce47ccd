"""The pay of a month as a sheet to print: everybody's, and how each came about. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from csi_tui.i18n import _, current_language
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import show_period
from csi_tui.services.pay.sheets_made import PersonPay
from csi_tui.services.pay.text import (
    differing_lines,
    held_up_lines,
    left_over_lines,
    line_text,
    lines_of,
    state_text,
)
from csi_tui.services.printing.sheet import Block, Cell, Figure, Sheet, Table, Words, number

if TYPE_CHECKING:
    from csi_tui.services.pay.month_pay import PayReport


def pay_printed(found: PayReport) -> Sheet:
    """The pay slip of the only one whose pay it is; of several, first a table of all."""
    title = _("Pay of {month}").format(month=show_period(found.period))
    return Sheet(title, list(_blocks(found)), current_language())


def _blocks(found: PayReport) -> Iterator[Block]:
    yield Words([_("{scheme}, {state}").format(scheme=found.scheme_id, state=state_text(found))])
    if len(found.people) != 1:
        yield _everybody(found)
    if told := [*left_over_lines(found), *held_up_lines(found), *differing_lines(found)]:
        yield Words(told)
    for one in found.people:
        yield _slip(found, one)


def _everybody(found: PayReport) -> Table:
    parts = list(found.sums)
    header = [_("number"), _("name"), _("team"), _("grade")]
    header += [found.names.get(part, part) for part in parts]
    rows: list[list[Cell]] = [
        [
            str(one["employee_no"]),
            str(one["name"]),
            str(one["team"]),
            found.grade_or_band(one),
            *(_amount(one, part) for part in parts),
            number(str(one["total"])),
        ]
        for one in found.people
    ]
    sums = [Figure(Decimal(show_hundredths(amount))) for amount in (*found.sums.values(), found.total)]
    return Table(
        title=_("Everybody"),
        header=[*header, _("sum")],
        rows=[*rows, [_("sum"), "", "", "", *sums]] if rows else [],
        figures=frozenset(range(4, 5 + len(parts))),
        empty=_("Nobody has any pay in this month."),
    )


def _slip(found: PayReport, one: PersonPay) -> Table:
    rows: list[list[Cell]] = [
        [found.names.get(part, part), number(str(line["amount"])), line_text(line, found.names)]
        for part, line in lines_of(one).items()
    ]
    who = [str(one["employee_no"]), str(one["name"]), str(one["team"]), found.grade_or_band(one)]
    return Table(
        title=" · ".join(text for text in who if text),
        header=[_("part"), _("amount"), _("how it came about")],
        rows=[*rows, [_("sum"), number(str(one["total"])), ""]],
        figures=frozenset({1}),
        among=(_("How each came about"), _("slip of")),
    )


def _amount(one: PersonPay, part: str) -> Cell:
    line = lines_of(one).get(part)
    return None if line is None else number(str(line["amount"]))
