"""Look a scheme over before it is used: faults of the file, and what can never come about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from sqlmodel import Session, col, select

from csi_db.models import Month, MonthRevision, SchemeVersion, StoredCard
from csi_tui.i18n import _, current_language
from csi_tui.scoring.consequences import ZEROED
from csi_tui.scoring.exact import HUNDRED, show, show_short
from csi_tui.scoring.grades import quotas
from csi_tui.scoring.measures import Conduct, Entered, Rated
from csi_tui.scoring.nodes import Composite, Leaf, Node, walk
from csi_tui.scoring.pay_rules import AllOrNothing, amounts_asked
from csi_tui.scoring.periods import BEFORE_ALL, Period, show_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scheme_file import parse_scheme
from csi_tui.scoring.scheme_table import SchemeInvalid
from csi_tui.scoring.spans import MONTH
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.compute import compute_live, cut_off_of
from csi_tui.services.months.roster import roster_of
from csi_tui.services.months.team_figures import teams_of
from csi_tui.services.scheme_changes.lint_teams import unreachable
from csi_tui.services.schemes.in_force import body_of, built_in, catalogue, fault_sentence, named_scheme
from csi_tui.services.spans.span_cards import span_card_on


@dataclass(frozen=True, slots=True)
class LintFinding:
    """Something about a scheme: ``severity`` is ``fault`` (it cannot be used) or ``warning``."""

    severity: str
    code: str
    text: str

    def json(self) -> dict[str, object]:
        """The finding as ``csi scheme lint --json`` prints it."""
        return {"severity": self.severity, "code": self.code, "text": self.text}


def lint(name: str, desk: Desk | None) -> list[LintFinding]:
    """What is wrong with a scheme: the built-in one of an id, or that of a ``.toml`` file.

    With a ``desk`` it is held against the people and the data of the latest month that was computed there.

    Raises:
        UserError: there is no such scheme.
        UnreadableFile: the file cannot be read.
    """
    own = desk is not None and name in {one.scheme_id for one in desk.site.schemes if one.body is not None}
    body = named_scheme(desk, name, BEFORE_ALL).body if desk is not None and own else body_of(name)
    try:
        scheme = parse_scheme(body, catalogue())
    except SchemeInvalid as invalid:
        return [LintFinding("fault", fault.code, fault_sentence(fault)) for fault in invalid.faults]
    found = [
        *_id_taken(scheme, body),
        *_unreachable_bands(scheme),
        *_unreachable_scores(scheme),
        *_unused(scheme),
        *_never_zeroed(scheme),
    ]
    if desk is not None:
        with desk.read() as session:
            found += _against_the_store(session, scheme)
    return found


def _id_taken(scheme: Scheme, body: str) -> Iterator[LintFinding]:
    same = built_in().get(scheme.id)
    if same is not None and same.body != body:
        yield LintFinding(
            "fault",
            "id-of-a-built-in",
            _("id: “{id}” is the id of a scheme of the program; give the copy an id of its own").format(
                id=scheme.id
            ),
        )


def _unreachable_bands(scheme: Scheme) -> Iterator[LintFinding]:
    """A figure has two decimals: a band between two of them is nobody's."""
    seen: set[tuple[str, ...]] = set()
    for node in scheme.nodes():
        for better, band in zip(node.bands, node.bands[1:], strict=False):
            key = (node.bands[0].id, better.id, str(better.lower), str(band.lower))
            if ceil(100 * better.lower) == ceil(100 * band.lower) and key not in seen:
                seen.add(key)
                yield LintFinding(
                    "warning",
                    "unreachable-band",
                    _("no figure of two decimals falls into the band {band}, from {lower} to {upper}").format(
                        band=band.name.in_language(current_language()),
                        lower=show_short(band.lower),
                        upper=show_short(better.lower),
                    ),
                )


def _unreachable_scores(scheme: Scheme) -> Iterator[LintFinding]:
    """A grade by what was reached that lies above everything that can be reached."""
    for roll_up in scheme.roll_ups:
        most = _most(roll_up.root)
        for grade in roll_up.by_score:
            if most is not None and (grade.at_least > most or (grade.over and grade.at_least == most)):
                yield LintFinding(
                    "warning",
                    "unreachable-grade",
                    _(
                        "{period}: nobody can be {grade}: it takes {limit}, and at most {most} can be reached"
                    ).format(
                        period=roll_up.name.in_language(current_language()),
                        grade=grade.name.in_language(current_language()),
                        limit=show_short(grade.at_least),
                        most=show_short(most),
                    ),
                )


def _unused(scheme: Scheme) -> Iterator[LintFinding]:
    """Indicators and amounts that are declared, and that nothing looks at."""
    asked: set[str] = set()
    for leaf in scheme.every_leaf():
        if isinstance(leaf.measure, Entered):
            asked.add(leaf.measure.indicator)
        elif isinstance(leaf.measure, Rated):
            asked |= set(leaf.measure.items)
    parts = () if scheme.pay is None else scheme.pay.parts
    asked |= {
        name
        for part in parts
        if isinstance(part.kind, AllOrNothing)
        for target in part.kind.targets
        for name in target.looks_at
    }
    amounts = {name for part in parts for name in amounts_asked(part.kind)}
    for name in [*scheme.indicators, *(one.id for one in (scheme.pay.inputs if scheme.pay else ()))]:
        if name not in asked and name not in amounts:
            yield LintFinding(
                "warning", "unused", _("“{name}” is declared, and nothing looks at it").format(name=name)
            )


def _never_zeroed(scheme: Scheme) -> Iterator[LintFinding]:
    """A consequence of deductions in a span whose figures know none."""
    roots = {MONTH: scheme.root, **{one.id: one.root for one in scheme.roll_ups}}
    for rule in scheme.consequences:
        knows = any(isinstance(node, Composite) and node.zero_after for node in walk(roots[rule.of]))
        if rule.condition.flag == ZEROED and not knows:
            yield LintFinding(
                "warning",
                "never-comes-about",
                _("{name} can never come about: no figure of {period} has zero_after").format(
                    name=rule.name.in_language(current_language()), period=rule.of
                ),
            )


def _most(node: Node) -> Fraction | None:
    """The most that a figure can be; None: it has no upper end."""
    if isinstance(node, Leaf):
        return node.scorer.most
    parts = [_most(part) for part in node.parts if node.combine == "sum" or part.weight]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return sum(known, start=Fraction(0)) if node.combine == "sum" else max(known, default=HUNDRED)


def _unreachable_shares(scheme: Scheme, headcount: int, period: Period) -> Iterator[LintFinding]:
    """Shares of so few people that a grade is nobody's, or that nobody is graded at all."""
    pools = [("month", scheme.grades.distribution)]
    pools += [(roll_up.id, roll_up.grades.distribution) for roll_up in scheme.roll_ups]
    for name, rules in pools:
        if rules is None:
            continue
        if headcount < rules.least:
            yield LintFinding(
                "warning",
                "nobody-graded",
                _("{period}: with the {n} people of {month} nobody is graded: it takes {least}").format(
                    period=name, n=headcount, month=show_period(period), least=rules.least
                ),
            )
            continue
        for quota in quotas([(share.id, share.percent) for share in rules.shares], headcount):
            if not quota.places:
                yield LintFinding(
                    "warning",
                    "quota-not-met",
                    _(
                        "{period}: with the {n} people of {month} the grade {grade} has no place: {exact}"
                    ).format(
                        period=name,
                        n=headcount,
                        month=show_period(period),
                        grade=quota.id,
                        exact=show(quota.exact),
                    ),
                )


UNCHANGED_MONTHS = 3
"""Months after which an indicator that is the same for everybody is worth a look (seed 002 §5.3)."""


def _tell_nobody_apart(session: Session, scheme: Scheme) -> Iterator[LintFinding]:
    """Indicators that were the same for everybody in each of the last months that the scheme computed
    (seed 002 §5.3)."""
    revisions = session.exec(
        select(MonthRevision)
        .join(Month, col(Month.revision_id) == col(MonthRevision.id))
        .join(SchemeVersion, col(SchemeVersion.id) == col(MonthRevision.scheme_version_id))
        .where(SchemeVersion.scheme_id == scheme.id)
        .order_by(col(Month.period).desc())
        .limit(UNCHANGED_MONTHS)
    ).all()
    if len(revisions) < UNCHANGED_MONTHS:
        return
    months = []
    for revision in revisions:
        scores: dict[str, list[int]] = {}
        for body in session.exec(select(StoredCard.body).where(StoredCard.revision_id == revision.id)):
            for name, score in span_card_on(Card.from_json(body)).scores.items():
                if score is not None:
                    scores.setdefault(name, []).append(score)
        months.append(scores)
    for leaf in scheme.leaves():
        found = [month.get(leaf.id, []) for month in months]
        if isinstance(leaf.measure, Conduct):
            continue
        if all(len(scores) > 1 and len(set(scores)) == 1 for scores in found):
            yield LintFinding(
                "warning",
                "tells-nobody-apart",
                _(
                    "{indicator} was the same for everybody in {n} months: give it another weight, or replace it"
                ).format(indicator=leaf.name.in_language(current_language()), n=UNCHANGED_MONTHS),
            )


def _against_the_store(session: Session, scheme: Scheme) -> Iterator[LintFinding]:
    found = session.exec(
        select(MonthRevision)
        .join(Month, col(Month.revision_id) == col(MonthRevision.id))
        .order_by(col(Month.period).desc())
    ).first()
    if found is None:
        return
    people = [
        entry
        for entry in roster_of(session, found.period)
        if entry.subject.role not in scheme.unassessed_roles
    ]
    yield from _unreachable_grades(scheme, len(people), found.period)
    yield from _unreachable_shares(scheme, len(people), found.period)
    yield from _unreachable_by_teams(scheme, len(teams_of(scheme, people)), found.period)
    yield from _tell_nobody_apart(session, scheme)
    computation = compute_live(session, scheme, cut_off_of(scheme, found.period, found.as_of))
    known = {row.node_id for row in computation.results if row.quantity.n}
    for leaf in scheme.leaves():
        # No record of conduct is no gap, and nothing to be weighed otherwise.
        if leaf.id not in known and not isinstance(leaf.measure, Conduct):
            yield LintFinding(
                "warning",
                "no-data",
                _("nobody has data for {indicator} in {month}").format(
                    indicator=leaf.name.in_language(current_language()), month=show_period(found.period)
                ),
            )


def _unreachable_by_teams(scheme: Scheme, teams: int, period: Period) -> Iterator[LintFinding]:
    of_teams, of_members = unreachable(scheme, teams)
    names = scheme.grades.names
    for grades, sentence in (
        (
            of_teams,
            _("with the {n} teams of {month} no team can be {grade}, as long as every figure is there"),
        ),
        (
            of_members,
            _("with the {n} teams of {month} nobody can be {grade}, as long as every figure is there"),
        ),
    ):
        for grade in grades:
            yield LintFinding(
                "warning",
                "unreachable-grade",
                sentence.format(
                    n=teams,
                    month=show_period(period),
                    grade=names[grade].in_language(current_language()) if grade in names else grade,
                ),
            )


def _unreachable_grades(scheme: Scheme, headcount: int, period: Period) -> Iterator[LintFinding]:
    """A share of so few people may be nobody: the first of eight stands at 12.5 %."""
    if scheme.annual is None or not headcount:
        return
    first = HUNDRED * Fraction(1, headcount)
    for grade in scheme.annual.grades:
        if grade.up_to is not None and first > grade.up_to:
            yield LintFinding(
                "warning",
                "unreachable-grade",
                _(
                    "with the {n} people of {month} nobody can be {grade}: the first stands at {position} %, and it is "
                    "given up to {up_to} %"
                ).format(
                    n=headcount,
                    month=show_period(period),
                    grade=grade.name.in_language(current_language()),
                    position=show(first),
                    up_to=show_short(grade.up_to),
                ),
            )
