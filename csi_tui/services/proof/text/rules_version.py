"""That a month was computed by another version of the rules than the program's, in words."""

from __future__ import annotations

from csi_tui.i18n import _
from csi_tui.scoring.rules_version import RULES_VERSION


def version_name(rules: int) -> str:
    """A version of the rules, as it stands within a sentence."""
    return _("rules version {n}").format(n=rules)


def own_version() -> str:
    """The version that this program computes by."""
    return version_name(RULES_VERSION)


def not_derived_text(where: str, revision: int, rules: int) -> str:
    """That a revision was held against its seal and certificate alone."""
    return _(
        "{month}, revision {revision}: computed by {rules}; this program has {own}. It was held against what was "
        "kept of it, seal and certificate, and not derived again."
    ).format(month=where, revision=revision, rules=version_name(rules), own=own_version())


def explained_text(rules: int) -> str:
    """That a receipt explains by other rules than those of its card."""
    return _(
        "This card was computed by {rules}, and is explained here by {own}. Where they differ, the card holds."
    ).format(rules=version_name(rules), own=own_version())


def rules_differ_text(older: int, newer: int) -> str:
    """That the cards on the two sides of a comparison were computed by different rules."""
    return _(
        "The earlier cards were computed by {older}, the later ones by {newer}: not every difference comes "
        "from the rows."
    ).format(older=version_name(older), newer=version_name(newer))


def held_against_text(rules: int) -> str:
    """The same of cards that stand and what the program computes now."""
    return rules_differ_text(rules, RULES_VERSION)
