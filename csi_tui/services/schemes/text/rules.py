"""What a scheme says beside its figures, as text: grades, quarters and years, dates, what follows, pay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from csi_tui.i18n import _
from csi_tui.scoring.consequences import Condition
from csi_tui.scoring.exact import show_short
from csi_tui.scoring.grades import GradeRules
from csi_tui.scoring.nodes import Composite
from csi_tui.scoring.pay_rules import AllOrNothing, Amount, Fund, PayPart, Prizes, Target, Tiers, Times
from csi_tui.scoring.roll_ups import RollUp
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.tabular.aligned import labelled


def rule_lines(scheme: Scheme, language: str, *, ids: bool) -> Iterator[str]:
    """Lines that a supervisor can read aloud; ``ids``: with those of quarters and years."""
    yield from _grade_lines(scheme.grades, language)
    for roll_up in scheme.roll_ups:
        yield from _roll_up_lines(roll_up, language, ids)
    for rule in scheme.consequences:
        row = _("{n} in a row").format(n=rule.in_a_row) if rule.in_a_row > 1 else ""
        said = _(", ").join(part for part in (rule.of, _condition(rule.condition), row) if part)
        yield f"{rule.name.in_language(language)} ({said}): {rule.action.in_language(language)}"
    for one in scheme.reminders:
        name = one.name.in_language(language)
        if one.day is None:
            yield _("{what}: within {days} days of the publication").format(
                what=name, days=one.after_publication
            )
        else:
            months = {
                "before": _("the month before"),
                "same": _("the month itself"),
                "next": _("the month after"),
            }
            yield _("{what}: before day {day} of {month}").format(
                what=name, day=one.day, month=months[one.in_month]
            )
    yield _("Records are kept for {n} years at least.").format(n=scheme.records_years)
    for part in () if scheme.pay is None else scheme.pay.parts:
        yield _("Pay: {part}: {rule}").format(
            part=part.name.in_language(language), rule=part.rule.in_language(language)
        ) + _kind(part)


def needed_lines(node: Composite, language: str) -> Iterator[str]:
    """What must be there for a figure made of others."""
    if node.combine == "mean":
        yield _("At least {share} % of the weight must have data.").format(
            share=show_short(node.minimum_weight)
        )
    if node.required:
        names = (part.name.in_language(language) for part in node.parts if part.id in node.required)
        yield _("No figure without: {parts}.").format(parts=_(", ").join(names))


def _grade_lines(rules: GradeRules, language: str) -> Iterator[str]:
    if rules.distribution is not None:
        shares = _(", ").join(
            f"{share.name.in_language(language)} {show_short(share.percent)} %"
            for share in rules.distribution.shares
        )
        yield _("Grades by shares of the people, from {n} people on: {shares}").format(
            n=rules.distribution.least, shares=shares
        )
    if rules.teams is not None:
        names: Mapping[str, str] = {grade: name.in_language(language) for grade, name in rules.teams.names}
        yield _(
            "Teams: best {best} (also from {best_share} % of what can be reached), second {second}, from "
            "{middle_share} % on {middle}, the last one below it {worst}, once more {again}"
        ).format(
            best=names[rules.teams.best],
            best_share=show_short(100 * rules.teams.best_share),
            second=names[rules.teams.second],
            middle_share=show_short(100 * rules.teams.middle_share),
            middle=names[rules.teams.middle],
            worst=names[rules.teams.worst],
            again=names[rules.teams.again],
        )
    if rules.bounds is not None:
        shown = {grade: name.in_language(language) for grade, name in rules.names.items()}
        within = _("; ").join(
            labelled(shown[team], _(", ").join(shown[grade] for grade in grades))
            for team, grades in rules.bounds.allowed.items()
        )
        yield _("Members by the grade of their team: {within}").format(within=within)


def name_with_id(name: str, id_: str, ids: bool) -> str:
    """A name, with what commands and files call it where that is asked for."""
    return f"{name} [{id_}]" if ids else name


def _roll_up_lines(roll_up: RollUp, language: str, ids: bool) -> Iterator[str]:
    name = name_with_id(roll_up.name.in_language(language), roll_up.id, ids)
    yield labelled(name, roll_up.root.rule.in_language(language))
    yield from (f"    {line}" for line in needed_lines(roll_up.root, language))
    for part in roll_up.root.parts:
        share = f"{part.name.in_language(language)} {show_short(part.weight)} %"
        yield "    " + labelled(share, part.rule.in_language(language))
    yield from (f"    {line}" for line in _grade_lines(roll_up.grades, language))
    if roll_up.by_score:
        yield "    " + _(", ").join(
            f"{grade.name.in_language(language)} {'>' if grade.over else '≥'} {show_short(grade.at_least)}"
            for grade in roll_up.by_score
        )
    if roll_up.teams is not None:
        grades = _(", ").join(
            f"{grade.name.in_language(language)} {'>' if grade.over else '≥'} {show_short(grade.at_least)}"
            for grade in roll_up.teams.by_score
        )
        yield "    " + _("Teams by the mean of their people, from {n} people on: {grades}").format(
            n=roll_up.teams.least, grades=grades
        )


def _condition(condition: Condition) -> str:
    said = []
    if condition.grades:
        said.append("/".join(condition.grades))
    if condition.team_grades:
        said.append(_("team {grades}").format(grades="/".join(condition.team_grades)))
    if condition.flag is not None:
        said.append(condition.flag)
    if condition.under is not None:
        said.append(f"< {show_short(condition.under)}")
    for figure, limit in condition.at_least.items():
        asked = f"{figure} ≥ {show_short(limit)}"
        said.append(
            _("{asked} where there is one").format(asked=asked) if figure in condition.without else asked
        )
    if condition.first is not None:
        said.append(_("first {n}").format(n=condition.first))
    if condition.figures:
        said.append("/".join(condition.figures))
    if condition.gains:
        said.append(_("largest gain in {figures}").format(figures="/".join(condition.gains)))
    return _(", ").join(said)


def _kind(part: PayPart) -> str:
    """The figures of a part of the pay."""
    match part.kind:
        case Times(name, _by, factors, otherwise, percent, zeroed):
            unit = " %" if percent else ""
            shown = [f"{key} {show_short(factor)}{unit}" for key, factor in factors.items()]
            if otherwise is not None:
                shown.append(f"… {show_short(otherwise)}{unit}")
            if zeroed is not None:
                shown.append(
                    _("set to 0 by deductions: {factor}").format(factor=f"{show_short(zeroed)}{unit}")
                )
            figures = [name, *shown]
        case Tiers(value, target, steps):
            tiers = [f"{show_short(start)} % → {show_short(rate)} %" for start, rate in steps]
            figures = [f"{value}/{target}", *tiers]
        case AllOrNothing(name, targets):
            figures = [name, *map(_target, targets)]
        case Fund(name, share, by, among):
            figures = [name, f"{show_short(100 * share)} %", by, _condition(among)]
        case Prizes(_figures, amounts):
            figures = [show_short_cents(amount) for amount in amounts]
        case Amount(name):
            figures = [name]
    return f" ({_(', ').join(figures)})"


def _target(target: Target) -> str:
    limits = [
        f"{sign} {show_short(limit)}"
        for sign, limit in (("≥", target.at_least), ("≤", target.at_most))
        if limit is not None
    ]
    made_of = f" = ({' + '.join(target.made_of)}) / {len(target.made_of)}" if target.made_of else ""
    return f"{target.indicator}{made_of} {' '.join(limits)}"


def show_short_cents(amount: int) -> str:
    """An amount without needless decimals."""
    return f"{amount // 100}" if amount % 100 == 0 else f"{amount // 100}.{amount % 100:02d}"
