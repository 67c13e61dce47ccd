"""The pay of a month and its amounts as text. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import show_period
from csi_tui.services.entries.text import earlier_lines
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.services.pay.amounts import AmountLine
    from csi_tui.services.pay.month_pay import PayReport

LineText = Callable[[Mapping[str, object]], str]
"""How the amount of a line came about."""


def pay_lines(found: PayReport, line_text: LineText) -> Iterator[str]:
    """A line for each person with the parts of the pay; below it how they came about; the sums at the end."""
    yield _("{month}  {scheme}  {state}").format(
        month=show_period(found.period),
        scheme=found.scheme_id,
        state=_("draft: not settled yet")
        if found.settled is None
        else _("settlement {number}").format(number=found.settled),
    )
    parts = list(found.sums)
    header = (
        _("number"),
        _("name"),
        _("team"),
        _("grade"),
        *(found.names.get(part, part) for part in parts),
        _("sum"),
    )
    rows = [
        (
            str(one["employee_no"]),
            str(one["name"]),
            str(one["team"]),
            found.standing(one),
            *(str(_lines(one).get(part, {}).get("amount", "-")) for part in parts),
            str(one["total"]),
        )
        for one in found.people
    ]
    sums = (_("sum"), "", "", "", *map(show_hundredths, found.sums.values()), show_hundredths(found.total))
    head, *lines = table(header, [*rows, sums], frozenset(range(4, 5 + len(parts)))).splitlines()
    yield head
    for line, one in zip(lines, found.people, strict=False):
        yield line
        said = [
            _("{name}: {reason}").format(name=found.names.get(part, part), reason=text)
            for part, own in _lines(one).items()
            if (text := line_text(own))
        ]
        if said:
            yield safe(f"      {_('; ').join(said)}")
    yield lines[-1]
    yield from left_over_lines(found)
    if found.differs:
        yield _("By now it would be another one for: {people}").format(people=_(", ").join(found.differs))


def left_over_lines(found: PayReport) -> Iterator[str]:
    """The amounts that no sheet takes up, a line for each person."""
    for one in found.left_over:
        amounts = _(", ").join(
            f"{found.names.get(f'input:{name}', name)} {show_hundredths(amount)}"
            for name, amount in one.amounts.items()
        )
        text = (
            _("Not paid by a sheet: {number} {name} has no card: {amounts}")
            if one.why == "no-card"
            else _("Not paid by a sheet: {number} {name}, no part of the pay of the role: {amounts}")
        )
        yield safe(text.format(number=one.employee_no, name=one.name, amounts=amounts))


def _lines(one: Mapping[str, object]) -> dict[str, dict[str, object]]:
    lines = one["lines"]
    return {line["id"]: line for line in lines} if isinstance(lines, list) else {}


def amount_table(found: Sequence[AmountLine]) -> str:
    """The amounts that hold in a month."""
    header = (_("amount"), _("number"), _("name"), _("value"), _("since"), _("entered by"))
    rows = [
        (one.input_name, one.subject or "-", one.name or _("site"), one.amount, one.since, one.by)
        for one in found
    ]
    replaced = [(f"{one.input_name} {one.subject}".rstrip(), one.earlier) for one in found]
    return "\n".join([table(header, rows, frozenset({3})), *earlier_lines(replaced)])
