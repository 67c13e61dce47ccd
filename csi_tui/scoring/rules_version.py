"""The version of the rules by which facts become figures: scorers, sums, ranks, grades, what follows, pay.

Raise it by one with any change after which the same facts and the same scheme give another figure, from the first
release on (docs/decisions/0031); a test holds the figures of a fixed department against it. A month computed by another
version is not derived again: its seal and certificate say what it was.
"""

from __future__ import annotations

RULES_VERSION = 1
"""By which this program computes; kept with every revision, certificate and correction."""
