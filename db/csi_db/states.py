"""The states of a month and the milestones of a complaint, as the store spells them. Light: for every reader."""

from __future__ import annotations

from typing import Final

MONTH_STATES: Final = ("open", "computed", "published", "frozen")
"""In their order; a month without a row is open."""
CLOSED_STATES: Final = ("published", "frozen")
"""A month in one of these takes no new facts, and is not computed again (docs/rules.md, rule 4)."""
CLOSED: Final = "('published', 'frozen')"
"""The same for a statement: ``state IN {CLOSED}``."""
MILESTONES: Final = ("contacted", "planned", "resolved")
"""Of a complaint, in their order (docs/rules.md, rule 3)."""
