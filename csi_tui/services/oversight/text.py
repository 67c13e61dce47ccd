"""The oversight group's sample of a month, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from csi_tui.i18n import N_, _
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.services.oversight.pages import SampleSheet

Words = Callable[[str], str]
KINDS: dict[str, str] = {"order": N_("order"), "survey": N_("survey"), "complaint": N_("complaint")}


def sample_lines(found: SampleSheet, finding: Words, verdict: Words) -> Iterator[str]:
    """Seed, rows with what was found, verdicts."""
    if not found.rows:
        yield _("No sample of {month} was drawn yet (csi oversight draw).").format(month=found.month)
    else:
        yield safe(
            _("{month}, revision {n}: {rows} rows drawn by {by}, seed {seed}").format(
                month=found.month, n=found.revision, rows=len(found.rows), by=found.drawn_by, seed=found.seed
            )
        )
        if found.draws > 1:
            yield _("Sample {draw} of {draws}").format(draw=found.draw, draws=found.draws)
        header = (_("place"), _("what"), _("row no."), _("finding"), _("remark"), _("by"))
        rows = [
            (
                str(row.position),
                _(KINDS[row.kind]),
                row.number,
                finding(row.finding) or "-",
                row.note,
                row.by,
            )
            for row in found.rows
        ]
        yield from table(header, rows, frozenset({0})).splitlines()
        for row in found.rows:
            for text in row.told:
                yield safe(f"{_(KINDS[row.kind])} {row.number}  {text}")
    for act in found.unconfirmed:
        yield safe(act.text)
    for one in found.verdicts:
        yield safe(f"{one.at:%Y-%m-%d %H:%M}  {one.by}  {verdict(one.verdict)}")
        if one.reason:
            yield safe(f"    {one.reason}")
