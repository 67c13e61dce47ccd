"""What the oversight group reports of a month: its sample, its verdicts, and what it asks about (seed 000 §11)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from csi_tui.scoring.periods import Period
from csi_tui.services.desk import trail_code
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.oversight.pages import SampleSheet, sample_of
from csi_tui.services.oversight.watching import PatternSheet, patterns_of


@dataclass(frozen=True, slots=True)
class OversightReport:
    """The sample of a published month with its verdicts, the patterns of the month, and the trail's head."""

    sample: SampleSheet
    patterns: PatternSheet
    trail_code: str

    @property
    def found(self) -> Counter[str]:
        """Finding → how many rows of the sample it was; empty for those that nobody looked at yet."""
        return Counter(row.finding for row in self.sample.rows)

    def json(self) -> dict[str, object]:
        """As ``csi oversight report --json`` prints it."""
        return as_json(self)


def oversight_report(desk: Desk, period: Period) -> OversightReport:
    """The report on a month as it stands now.

    Raises:
        NotPermitted: the user is not of the oversight group, nor the head where that has nobody.
        UserError: the month is neither published nor frozen.
    """
    patterns = patterns_of(desk, period)
    return OversightReport(sample_of(desk, period), patterns, trail_code.head(desk).code)
