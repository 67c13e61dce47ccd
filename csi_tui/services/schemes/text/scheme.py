"""A scheme as text: weights, rules, bands and limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from csi_tui.i18n import N_, _
from csi_tui.scoring.catalogue import Indicator
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.measures import Conduct, Entered, MeanOf, Rated
from csi_tui.scoring.nodes import Composite, Leaf, Node
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.schemes.text.rules import name_with_id, needed_lines, rule_lines
from csi_tui.services.schemes.text.scorers import scored_text


def scheme_lines(
    scheme: Scheme, language: str, role: Callable[[object], str], *, ids: bool = True
) -> Iterator[str]:
    """Lines that a supervisor can read aloud; ``ids``: with what commands and files call each figure, in brackets."""
    yield f"{scheme.id}  {scheme.name.in_language(language)}  " + _("version {n}").format(n=scheme.version)
    yield scheme.summary.in_language(language)
    yield ""
    yield from _node_lines(scheme, scheme.root, language, 0, ids=ids)
    if scheme.teams is not None:
        yield from _node_lines(scheme, scheme.teams, language, 0, ids=ids)
    names = {node.id: node.name.in_language(language) for node in scheme.every_node()}
    for name, weights in scheme.role_weights.items():
        shown = _(", ").join(f"{names[key]} {show_short(w)}" for key, w in weights.items())
        yield _("Weights of the role {role}: {weights}").format(role=role(name), weights=shown)
    yield from _row_lines(scheme)
    yield _("Publication window: {days} working days").format(days=scheme.publication_days)
    yield _("Appeals are answered within {days} working days").format(days=scheme.appeal_days)
    if scheme.freeze_after == "sign-off":
        yield _("A month is frozen once the oversight group has signed it off")
    if scheme.annual is not None:
        grades = _(", ").join(
            grade.name.in_language(language)
            + ("" if grade.up_to is None else f" ≤ {show_short(grade.up_to)} %")
            for grade in scheme.annual.grades
        )
        yield _("The year, from {n} months on, by place: {grades}").format(
            n=scheme.annual.minimum_months, grades=grades
        )
    yield from rule_lines(scheme, language, ids=ids)


def _row_lines(scheme: Scheme) -> Iterator[str]:
    """Limits of complaints and returns, where the scheme looks at orders, surveys or complaints at all."""
    if all(isinstance(leaf.measure, Entered | Rated | Conduct | MeanOf) for leaf in scheme.every_leaf()):
        return
    yield _(
        "Complaints: contact within {contact} h, plan within {plan} h, resolution within {days} working days"
    ).format(
        contact=scheme.clock.contact_hours,
        plan=scheme.clock.plan_hours,
        days=scheme.clock.resolve_working_days,
    )
    yield _("A return counts within {days} days of completion.").format(days=scheme.return_window_days)
    yield _("Fewer than {n} answers are flagged.").format(n=scheme.minimum_answers)


def _node_lines(
    scheme: Scheme, node: Node, language: str, depth: int, *, ids: bool, weighted: bool = True
) -> Iterator[str]:
    indent = "  " * depth
    default = " " + _("(company default)") if node.id in scheme.company_defaults else ""
    weight = f"  {show_short(node.weight)} %" if weighted else ""
    yield f"{indent}{name_with_id(node.name.in_language(language), node.id, ids)}{weight}{default}"
    yield f"{indent}    {node.rule.in_language(language)}"
    if node.minimum_units:
        yield f"{indent}    " + _("Marked as resting on few below {n} units.").format(n=node.minimum_units)
    if isinstance(node, Leaf) and node.standard is not None:
        yield f"{indent}    " + _("Reaches the standard from {points} on.").format(
            points=show_short(node.standard)
        )
    if not isinstance(node, Composite):
        if scored := scored_text(node):
            yield f"{indent}    {scored}"
        return
    adds = node.combine == "sum"
    yield from (f"{indent}    {line}" for line in needed_lines(node, language))
    for part in node.parts:
        # The parts of a sum count as they are.
        yield from _node_lines(scheme, part, language, depth + 1, ids=ids, weighted=not adds)
    if depth == 0:
        for shown in {id(part.bands): part for part in (node, *node.parts) if part.bands}.values():
            limits = _(", ").join(
                f"{band.name.in_language(language)} ≥ {show_short(band.lower)}" for band in shown.bands
            )
            yield _("Bands of {name}: {limits}").format(name=shown.name.in_language(language), limits=limits)


def indicator_lines(found: Sequence[Indicator], language: str) -> Iterator[str]:
    """The catalogue: id, name, unit, which way is better, and what each indicator is."""
    for one in found:
        better = _("more is better") if one.direction == "up" else _("less is better")
        entry = _("entered by the month") if one.entry == "figure" else _("rated by the day")
        yield f"{one.id}  {one.name.in_language(language)}"
        yield f"    {one.definition.in_language(language)}"
        yield f"    {_(UNITS[one.unit])}, {better}, {entry}; {one.source}"


UNITS: dict[str, str] = {
    "percent": N_("percent, entered as the part and the whole"),
    "seconds": N_("seconds, the mean of each case"),
    "minutes": N_("minutes, the mean of each case"),
    "hours": N_("hours, the mean of each case"),
    "days": N_("days, the mean of each case"),
    "count": N_("how many"),
    "points": N_("points"),
    "money": N_("yuan"),
    "scale": N_("score out of what the definition names"),
}
