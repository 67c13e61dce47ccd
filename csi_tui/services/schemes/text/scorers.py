"""What a figure of a scheme looks at and how it is scored, in a line: the figures, not the words about them.

A scorer says it of itself (``words``): a new one needs nothing here.
"""

from __future__ import annotations

from csi_tui.i18n import _, in_words
from csi_tui.scoring.measures import Entered
from csi_tui.scoring.nodes import Leaf
from csi_tui.services.tabular.aligned import labelled


def scored_text(leaf: Leaf) -> str:
    """What the scorer says of itself; empty where the scheme's own rule says it all."""
    parts = leaf.scorer.words(leaf.measure)
    said = _(", ").join(part if isinstance(part, str) else in_words(part) for part in parts)
    return labelled(leaf.measure.indicator, said) if isinstance(leaf.measure, Entered) else said
