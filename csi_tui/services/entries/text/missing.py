"""What a figure or a rating that is missing does to a month's cards, by the scheme, in the user's language."""

from __future__ import annotations

from csi_tui.i18n import N_, _, current_language
from csi_tui.scoring.exact import HUNDRED, show_short
from csi_tui.scoring.measures import Entered, Rated
from csi_tui.scoring.nodes import Composite, Node
from csi_tui.scoring.scheme import Scheme

STANDS_IN: dict[str, str] = {
    "full": N_("{name}: what is missing counts as full marks."),
    "zero": N_("{name}: what is missing counts as 0."),
    "team-mean": N_("{name}: the mean of the team stands in for what is missing."),
}


def what_missing_does(scheme: Scheme) -> list[str]:
    """A sentence for each figure made of others whose parts are entered, and one for lines of several ratings."""
    found = [
        _of_a_composite(node)
        for node in scheme.nodes()
        if isinstance(node, Composite) and any(map(_is_entered, node.parts))
    ]
    if any(isinstance(leaf.measure, Rated) and len(leaf.measure.items) > 1 for leaf in scheme.leaves()):
        found.insert(0, _("A line has no figure while one of its items is not rated."))
    return found


def _is_entered(node: Node) -> bool:
    """Whether a part may be missing because it was not entered; merits and deductions are never missing."""
    return isinstance(node, Composite) or isinstance(node.measure, Entered | Rated)


def _of_a_composite(node: Composite) -> str:
    name = node.name.in_language(current_language())
    if node.combine == "sum":
        parts = [part for part in node.parts if _is_entered(part)]
        if len(parts) == 1:
            part = parts[0].name.in_language(current_language())
            return _("{name}: without “{part}” there is no figure.").format(name=name, part=part)
        return _("{name}: what is missing adds nothing; with none of it there is no figure.").format(
            name=name
        )
    if node.missing in STANDS_IN:
        return _(STANDS_IN[node.missing]).format(name=name)
    if node.minimum_weight >= HUNDRED:
        return _("{name}: with a part missing there is no figure.").format(name=name)
    return _(
        "{name}: what is missing leaves and the rest is scaled up; with less than {least} % of the weight there is no "
        "figure."
    ).format(name=name, least=show_short(node.minimum_weight))
