"""Entered figures, ratings and conduct records as tables. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.services.entries.conduct import ConductLine
    from csi_tui.services.entries.earlier_values import Earlier
    from csi_tui.services.entries.figures import FigureLine
    from csi_tui.services.entries.ratings import RatingLine


def figure_table(found: Sequence[FigureLine]) -> str:
    """Indicator, subject, figure, by whom."""
    if not found:
        return _("Nothing is entered.")
    header = (_("indicator"), _("subject"), _("name"), _("numerator"), _("denominator"), _("value"), _("by"))
    rows = [
        (one.measure_name, one.subject, one.name, one.numerator, one.denominator, one.value, one.by)
        for one in found
    ]
    replaced = [(f"{one.measure_name} {one.subject}", one.earlier) for one in found]
    return "\n".join([table(header, rows, frozenset({3, 4, 5})), *earlier_lines(replaced)])


def earlier_lines(found: Iterable[tuple[str, Sequence[Earlier]]]) -> Iterator[str]:
    """What was replaced, a line each under a heading; nothing where nothing was."""
    lines = [
        safe(
            "  "
            + _("{what}: {value} ({by}, {at}) was replaced by {until_by}, {until}: {reason}").format(
                what=what,
                value=one.value,
                by=one.by,
                at=f"{one.at:%Y-%m-%d %H:%M}",
                until_by=one.until_by,
                until=f"{one.until:%Y-%m-%d %H:%M}",
                reason=one.reason,
            )
        )
        for what, earlier in found
        for one in earlier
    ]
    if lines:
        yield ""
        yield _("Replaced:")
        yield from lines


def _state(one: RatingLine | ConductLine) -> str:
    """That an entry was taken back, when, by whom and why; empty while it counts."""
    if one.withdrawn_at is None:
        return ""
    return _("taken back {at} by {by}: {reason}").format(
        at=f"{one.withdrawn_at:%Y-%m-%d}", by=one.withdrawn_by, reason=one.withdrawn_reason
    )


def rating_table(found: Sequence[RatingLine]) -> str:
    """Day, person, item, score, by whom; what was taken back is marked."""
    if not found:
        return _("Nothing is rated.")
    header = (_("no."), _("day"), _("number"), _("name"), _("item"), _("score"), _("by"), _("state"))
    rows = [
        (
            str(one.number),
            one.on_date.isoformat(),
            one.employee_no,
            one.name,
            one.item_name,
            one.score,
            one.rated_by,
            _state(one),
        )
        for one in found
    ]
    return table(header, rows, frozenset({0, 5}))


def conduct_table(found: Sequence[ConductLine]) -> str:
    """Day, person, code, points, what happened; what was taken back is marked."""
    if not found:
        return _("Nothing is recorded.")
    header = (_("no."), _("day"), _("number"), _("name"), _("code"), _("points"), _("note"), _("state"))
    rows = [
        (
            str(one.number),
            one.on_date.isoformat(),
            one.employee_no,
            one.name,
            one.code,
            one.points,
            f"{one.note} ({one.case_no})" if one.case_no else one.note,
            _state(one),
        )
        for one in found
    ]
    return table(header, rows, frozenset({0, 5}))
