"""The lines of a receipt on the screen: parts, rows with their losses, entries, what was put right or struck out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from csi_tui.i18n import _, current_language, ngettext
from csi_tui.services.cards.put_right import PutRight
from csi_tui.services.cards.text.receipt_words import (
    GROUP_NAMES,
    KINDS,
    NO_PLACE,
    RULES,
    entered_text,
    group_note,
    line_reason,
    place_text,
    row_name,
)
from csi_tui.services.cards.text.shown_receipt import ShownGroup, ShownReceipt
from csi_tui.services.changes.exclusions import ExclusionLine, kind_text
from csi_tui.services.desk import figure_texts
from csi_tui.services.entries.behind_cards import BehindLine
from csi_tui.services.entries.earlier_values import EarlierBehind, earlier_text
from csi_tui.services.history.changes_since import ChangedSince
from csi_tui.services.tabular.aligned import labelled
from csi_tui.widgets.cells import cell, figure, long_time

if TYPE_CHECKING:
    from csi_tui.scoring.losses import Row as ReceiptRow

Cells = tuple[Text, Text, Text, Text]
"""Points, what, number or day, why."""


def part_rows(receipt: ShownReceipt) -> Iterator[Cells]:
    """The parts of a figure and their sum."""
    language = current_language()
    for part in receipt.parts:
        found = part.receipt.figure
        if found.counted is None and found.place is not None:
            name = cell(part.receipt.name.in_language(language))
            yield name, figure(place_text(found.place)), cell(""), cell("")
            continue
        if found.counted is None and part.receipt.by_place:
            name = cell(part.receipt.name.in_language(language))
            yield name, cell(_(NO_PLACE)), cell(""), cell("")
            continue
        # What stands in for a part without data counts as if it were its score.
        counted = "-" if found.counted is None else figure_texts.figure_text(found.counted)
        yield (
            cell(part.receipt.name.in_language(language)),
            figure(counted),
            figure(f"x {figure_texts.figure_text(found.effective_weight)} %"),
            figure(f"= {figure_texts.hundredths_text(part.contribution)}"),
        )
    for rule in receipt.rules:
        yield (
            cell(_(RULES[rule.id])),
            cell(""),
            cell(""),
            figure(f"+ {figure_texts.hundredths_text(rule.points)}"),
        )
    if receipt.measured is not None:
        yield (
            cell(_("sum"), "bold"),
            cell(""),
            cell(""),
            figure(figure_texts.hundredths_text(receipt.measured), "bold"),
        )


def loss_rows(receipt: ShownReceipt) -> Iterator[tuple[ReceiptRow | None, Cells]]:
    """The groups of a figure with their rows: those that lost most first, then those that lost nothing."""
    place = receipt.receipt.figure.place
    if receipt.score is None and place is not None:
        yield None, (cell(""), cell(place_text(place)), cell(""), cell(entered_text(receipt.receipt.figure)))
        return
    if receipt.score is None and not any(group.lines for group in receipt.groups):
        yield None, (cell(""), cell(_("no data")), cell(""), cell(""))
        return
    for group in receipt.groups:
        yield from _group_rows(group)
    # A figure that was entered, or a sum of points, does not begin at 100: what was entered says how it came about.
    if receipt.measured is not None and receipt.groups:
        lost = sum(group.lost for group in receipt.groups)
        text = _("100 less {lost} is {score}").format(
            lost=figure_texts.hundredths_text(lost), score=figure_texts.hundredths_text(receipt.measured)
        )
        yield None, (figure(_minus(lost), "bold"), cell(_("sum"), "bold"), cell(""), cell(text, "bold"))


def entered_rows(entered: Sequence[BehindLine]) -> Iterator[tuple[ReceiptRow | None, Cells]]:
    """Figures, ratings and records behind the figure: how much, what, on which day, by whom and why."""
    for line in entered:
        why = _(", ").join(part for part in (line.by, line.note) if part)
        yield None, (figure(line.value), cell(line.shown_name), cell(line.on_date), cell(why))


def earlier_rows(earlier: Sequence[EarlierBehind]) -> Iterator[tuple[ReceiptRow | None, Cells]]:
    """What was replaced or taken back of the entries, by whom and why."""
    if earlier:
        head = cell(_("Replaced or taken back, so not counted:"), "bold underline")
        yield None, (cell(""), cell(_("replaced"), "bold underline"), cell(""), head)
    for one in earlier:
        yield None, (figure("-"), cell(one.shown_name), cell(one.on_date), cell(earlier_text(one.was)))


def put_right_rows(found: Sequence[PutRight]) -> Iterator[tuple[ReceiptRow | None, Cells]]:
    """Which rows were put right, by whom and why."""
    if found:
        head = cell(_("Put right:"), "bold underline")
        yield None, (cell(""), cell(_("put right"), "bold underline"), cell(""), head)
    for one in found:
        yield None, (cell(""), cell(kind_text(one.kind)), cell(one.number), cell(one.text))


def changed_rows(found: Sequence[ChangedSince]) -> Iterator[tuple[ReceiptRow | None, Cells]]:
    """Which rows were changed since they were entered, and how often."""
    if found:
        head = cell(_("Changed since they were entered:"), "bold underline")
        yield None, (cell(""), cell(_("changed"), "bold underline"), cell(""), head)
    for one in found:
        yield None, (cell(""), cell(kind_text(one.kind)), cell(one.number), cell(one.text))


def struck_rows(struck: Sequence[ExclusionLine]) -> Iterator[tuple[ReceiptRow | None, Cells]]:
    """What does not count because it was struck out, with the reason."""
    if struck:
        yield (
            None,
            (
                cell(""),
                cell(_("struck out"), "bold underline"),
                cell(""),
                cell(_("Struck out, so not counted:"), "bold underline"),
            ),
        )
    for row in struck:
        why = _("{reason} ({by}, {at})").format(reason=row.reason, by=row.by, at=long_time(row.at))
        yield None, (figure("-"), cell(kind_text(row.kind)), cell(row.number), cell(why))


def _group_rows(group: ShownGroup) -> Iterator[tuple[ReceiptRow | None, Cells]]:
    count = ngettext("{n} row", "{n} rows", len(group.lines)).format(n=len(group.lines))
    name, note = _(GROUP_NAMES[group.group.id]), group_note(group.group)
    yield (
        None,
        (
            figure(_minus(group.lost), "bold underline"),
            cell(count, "bold underline"),
            cell(""),
            cell(labelled(name, note) if note else name, "bold underline"),
        ),
    )
    for shown_line in sorted(group.lines, key=lambda one: -one.lost):
        row = shown_line.line.row
        yield (
            # A rating is taken back where it was given, not struck out.
            None if row.kind == "item" else row,
            (
                figure(_minus(shown_line.lost) if shown_line.lost else "0"),
                cell(_(KINDS[row.kind])),
                cell(row_name(row)),
                cell(line_reason(shown_line.line)),
            ),
        )


def _minus(hundredths: int) -> str:
    return f"-{figure_texts.hundredths_text(hundredths)}" if hundredths else "0.00"
