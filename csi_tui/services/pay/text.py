"""The pay of a month as text: sheets, how each amount came about, amounts. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import N_, _
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import show_period
from csi_tui.services.desk.card_texts import BAND_NAMES, band_name, flag_text
from csi_tui.services.entries.text.entered import earlier_lines
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.services.pay.amounts import AmountLine
    from csi_tui.services.pay.month_pay import PayReport

WHY: dict[str, str] = {
    "no-input": N_("no amount is entered"),
    "no-target": N_("no target is entered"),
    "not-assessed": N_("not assessed"),
    "not-graded": N_("not graded"),
    "below-tiers": N_("below the first tier"),
    "missed": N_("missed: {missed}"),
    "not-among": N_("not among those who have it"),
}


OTHERWISE: dict[str, str] = {
    "not-assessed": N_("not assessed: the factor of those without a grade"),
    "not-graded": N_("not graded: the factor of those without a grade"),
}
"""Why the factor is not one of a grade or a band: what the scheme says under ``otherwise``."""


def line_text(line: Mapping[str, object], names: Mapping[str, str]) -> str:
    """How the amount of a stored line came about; ``names``: those of grades and indicators."""
    if line["why"]:
        missed = line["missed"]
        named = [names.get(f"indicator:{one}", one) for one in missed] if isinstance(missed, list) else []
        return _(WHY[str(line["why"])]).format(missed=_(", ").join(named))
    if line["factor"] is None:
        return ""
    basis = str(line["basis"] or "")
    if basis in OTHERWISE:
        return _("{input} × {factor} ({why})").format(
            input=line["input"],
            factor=f"{line['factor']} %" if line["percent"] else line["factor"],
            why=_(OTHERWISE[basis]),
        )
    band = band_name(basis) if basis in BAND_NAMES else flag_text(basis)
    shown = names.get(f"grade:{basis}", band)
    text = f"{line['input']} × {line['factor']}" + (" %" if line["percent"] else "")
    return f"{text} ({shown})" if shown else text


def state_text(found: PayReport) -> str:
    """Whether it is settled."""
    if found.settled is None:
        return _("draft: not settled yet")
    return _("settlement {number}").format(number=found.settled)


def pay_lines(found: PayReport) -> Iterator[str]:
    """A line for each person with the parts of the pay; below it how they came about; the sums at the end."""
    yield _("{month}  {scheme}  {state}").format(
        month=show_period(found.period), scheme=found.scheme_id, state=state_text(found)
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
            found.grade_or_band(one),
            *(str(lines_of(one).get(part, {}).get("amount", "-")) for part in parts),
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
            for part, own in lines_of(one).items()
            if (text := line_text(own, found.names))
        ]
        if said:
            yield safe(f"      {_('; ').join(said)}")
    yield lines[-1]
    yield from left_over_lines(found)
    yield from held_up_lines(found)
    yield from differing_lines(found)


def differing_lines(found: PayReport) -> Iterator[str]:
    """For whom a settled pay would be another one by now."""
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


HELD_UP: dict[str, str] = {
    "window": N_("Waits: {number} {name} may appeal against the corrected card until {until}"),
    "appeal": N_("Waits: {number} {name}, until the appeal is at its end: {appeals}"),
    "correction": N_("Waits: {number} {name}, until the month is corrected by what was upheld: {appeals}"),
    "ready": N_("To be settled: {number} {name}, whose pay nothing holds up any more"),
}
"""Why somebody's pay of a corrected month is not settled with the others'."""


def held_up_lines(found: PayReport) -> Iterator[str]:
    """Whose pay of a corrected month waits, a line each."""
    for one in found.held_up:
        text = _(HELD_UP[one.why]).format(
            number=one.employee_no,
            name=one.name,
            until="" if one.until is None else f"{one.until:%Y-%m-%d %H:%M}",
            appeals=_(", ").join(one.appeals),
        )
        yield safe(text)


def lines_of(one: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Part of the pay → its line on somebody's sheet."""
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
