"""The kinds of scorer that a scheme file can name: each is a class in a file of its own, and stands in `SCORERS`."""

from __future__ import annotations

from csi_tui.scoring.measures import Measure
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.answer_values import AnswerValues
from csi_tui.scoring.scorers.base import Scorer
from csi_tui.scoring.scorers.deduct_per_unit import PerUnit
from csi_tui.scoring.scorers.linear import Linear
from csi_tui.scoring.scorers.mean import Mean
from csi_tui.scoring.scorers.mean_after_deductions import MeanAfterDeductions
from csi_tui.scoring.scorers.median import Median
from csi_tui.scoring.scorers.out_of import OutOf
from csi_tui.scoring.scorers.place import PlaceOnly
from csi_tui.scoring.scorers.place_points import PlacePoints
from csi_tui.scoring.scorers.points import PointsEach
from csi_tui.scoring.scorers.proportion import Proportion
from csi_tui.scoring.scorers.rubric import Rubric
from csi_tui.scoring.scorers.share import Share
from csi_tui.scoring.scorers.steps import Steps
from csi_tui.scoring.scorers.tally import Tally
from csi_tui.scoring.scorers.time_and_punctuality import TimeAndPunctuality

SCORERS: tuple[type[Scorer], ...] = (
    AnswerValues,
    Median,
    Share,
    MeanAfterDeductions,
    TimeAndPunctuality,
    Proportion,
    Linear,
    Steps,
    PerUnit,
    OutOf,
    PointsEach,
    PlacePoints,
    PlaceOnly,
    Rubric,
    Tally,
    Mean,
)
"""Every kind, in the order of docs/schemes.md."""

BY_KIND: dict[str, type[Scorer]] = {scorer.kind: scorer for scorer in SCORERS}


def read_scorer(table: Table, measure: Measure) -> Scorer | None:
    """Read the table ``scorer`` of a figure; None where its kind does not fit the measure.

    A kind that there is not is a fault of the table, and answered with a harmless stand-in.
    """
    found = BY_KIND.get(table.choice("kind", sorted(BY_KIND)))
    if found is None:
        return Share()
    if type(measure) not in found.fits:
        return None
    scorer = found.read(table, measure)
    table.nothing_else()
    return scorer
