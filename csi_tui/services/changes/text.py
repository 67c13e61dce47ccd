"""What people changed about a month, and whom a change moves, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _, ngettext
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.text.cards import both_ranks, grade_of
from csi_tui.services.proof.text.rules_version import rules_differ_text
from csi_tui.services.tabular.aligned import labelled, safe, table

if TYPE_CHECKING:
    from csi_tui.services.changes.adjustments import AdjustmentLine
    from csi_tui.services.changes.exclusions import ExclusionLine
    from csi_tui.services.changes.ripple import MovedCard, MovedFigure, Placed, Ripple

Words = Callable[[str], str]


def ripple_text(found: Ripple, figures: Mapping[str, str], band: Callable[[object], str]) -> str:
    """Everybody whose card changes, before and after, with the figures that move."""
    lines = list(ripple_head(found))
    if found.moved:
        header = (_("number"), _("name"), _("total"), _("rank (in role)"), _("band"), _("figures"))
        lines.append(table(header, [ripple_row(card, figures, band) for card in found.moved]))
    return "\n".join(lines)


def ripple_lines(found: Ripple, figures: Mapping[str, str], band: Callable[[object], str]) -> Iterator[str]:
    """The same for a narrow place: the figures stand below each card."""
    yield from ripple_head(found)
    if not found.moved:
        return
    header = (_("number"), _("name"), _("total"), _("rank (in role)"), _("band"))
    rows = [ripple_row(card, figures, band) for card in found.moved]
    head, *lines = table(header, [row[:-1] for row in rows]).splitlines()
    yield head
    for line, row in zip(lines, rows, strict=True):
        yield line
        if row[-1]:
            yield f"    {row[-1]}"


def ripple_head(found: Ripple) -> Iterator[str]:
    """How many cards change, and what the comparison rests on."""
    if found.pending:
        yield _(
            "Rows have changed since the computation; the figures on the left have these changes already."
        )
    older, newer = found.rules
    if older != newer:
        yield rules_differ_text(older, newer)
    if not found.moved:
        yield _("Nobody's total, rank, band, grade, place or figure changes.")
        return
    head = ngettext("{n} of {cards} cards changes:", "{n} of {cards} cards change:", len(found.moved))
    yield head.format(n=len(found.moved), cards=found.cards)


def ripple_row(
    card: MovedCard, figures: Mapping[str, str], band: Callable[[object], str]
) -> tuple[str, str, str, str, str, str]:
    """Number, name, and what changes of total, rank, band and figures."""
    return (
        card.employee_no,
        card.name,
        _change(_total(card.before), _total(card.after)),
        _change(_rank(card.before), _rank(card.after)),
        _change(_total_and_rank(card.before, figures, band), _total_and_rank(card.after, figures, band)),
        _(", ").join(_figure(figure, figures) for figure in card.figures),
    )


def _figure(figure: MovedFigure, names: Mapping[str, str]) -> str:
    shown = zip((figure.before, figure.after), figure.places, strict=True)
    change = _change(*(_figure_shown(score, placed) for score, placed in shown))
    return _("{figure} {change}").format(figure=names.get(figure.id, figure.id), change=change)


def _figure_shown(score: str | None, placed: Placed | None) -> str:
    if placed is not None:
        return _("no. {place} ({value})").format(place=placed.place, value=placed.value)
    return score or "-"


def _change(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _total(card: Card | None) -> str:
    return "-" if card is None or card.total is None else card.total


def _rank(card: Card | None) -> str:
    return "-" if card is None else both_ranks(card.rank, card.rank_in_role)


def _total_and_rank(card: Card | None, names: Mapping[str, str], band: Callable[[object], str]) -> str:
    """The band, and the grade where the scheme gives one."""
    if card is None:
        return "-"
    return "  ".join(part for part in (band(card.band), grade_of(card, names)) if part) or "-"


def exclusion_table(found: Sequence[ExclusionLine], kind: Words) -> str:
    """Everything that was ever struck out, a line each."""
    if not found:
        return _("Nothing was struck out.")
    header = (
        _("what"),
        _("row no."),
        _("month"),
        _("at"),
        _("by"),
        _("why"),
        _("evidence"),
        _("counts again"),
    )
    rows = [
        (
            kind(one.kind),
            one.number,
            one.month,
            f"{one.at:%Y-%m-%d %H:%M}",
            one.by,
            one.reason,
            one.evidence,
            ""
            if one.restored_at is None
            else labelled(f"{one.restored_at:%Y-%m-%d %H:%M} {one.restored_by}", one.restored_reason),
        )
        for one in found
    ]
    return table(header, rows)


def adjustment_table(found: Sequence[AdjustmentLine]) -> str:
    """Adjustments, a line each."""
    if not found:
        return _("Nothing was adjusted.")
    header = (
        _("no."),
        _("month"),
        _("employee"),
        _("line"),
        _("points"),
        _("at"),
        _("by"),
        _("why"),
        _("evidence"),
        _("taken back"),
    )
    rows = [
        (
            str(one.number),
            one.month,
            f"{one.employee_no} {one.name}",
            one.line_name,
            one.points,
            f"{one.at:%Y-%m-%d %H:%M}",
            one.by,
            one.reason,
            one.evidence,
            ""
            if one.withdrawn_at is None
            else labelled(f"{one.withdrawn_at:%Y-%m-%d %H:%M} {one.withdrawn_by}", one.withdrawn_reason),
        )
        for one in found
    ]
    return table(header, rows, frozenset({0, 4}))


def beside_lines(
    adjusted: Sequence[AdjustmentLine], struck: Sequence[ExclusionLine], kind: Words
) -> Iterator[str]:
    """What stands beside the rows of a receipt: adjustments that count, and rows that do not."""
    if adjusted:
        yield _("Adjusted by a person:")
    for one in adjusted:
        yield safe(
            "  "
            + _("{line} {points}: {reason} ({by}, {at})").format(
                line=one.line_name,
                points=one.points,
                reason=one.reason,
                by=one.by,
                at=f"{one.at:%Y-%m-%d %H:%M}",
            )
        )
    if struck:
        yield _("Struck out, so not counted:")
    for row in struck:
        yield safe(
            "  "
            + _("{kind} {number}: {reason} ({by}, {at})").format(
                kind=kind(row.kind),
                number=row.number,
                reason=row.reason,
                by=row.by,
                at=f"{row.at:%Y-%m-%d %H:%M}",
            )
        )
