"""The tables of the analysis of a month, for text and for a sheet alike. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from csi_tui.i18n import _, ngettext
from csi_tui.scoring.exact import show, show_hundredths
from csi_tui.scoring.intervals import wilson
from csi_tui.scoring.mean_change import WAYS
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.analysis.text.sentences import (
    MISSED,
    WAY_TEXTS,
    category_name,
    cause_text,
    figure_name,
    percent,
    product_name,
    signed,
    team_name,
)
from csi_tui.services.analysis.values import (
    Against,
    Analysis,
    Group,
    GroupFigure,
    GroupKind,
    Loss,
    Moved,
    TeamChange,
)
from csi_tui.services.desk.card_texts import BAND_SIGNS, band_name, role_name
from csi_tui.services.tabular.fitted import Columns

ALIKE_MARK, APART_MARK = "=", "*"
"""Stand behind a difference of two rates that cannot be told apart, and of two that can; behind no other."""
TOP_CAUSES = 3
TOP_PEOPLE = 5
"""Of those who moved a team's mean."""
MARGIN = "  "


def figure_columns(found: Analysis, groups: Sequence[Group]) -> Columns | None:
    """A line for each figure of each group, those of several groups down to the first level of the card; None where
    there is none."""
    several = bool(groups) and groups[0].kind != "all"
    depths = dict(found.lines)
    shown = [
        (group, figure, one)
        for group in groups
        for figure, depth in found.lines
        if (not several or depth <= 1) and (one := group.find(figure)) is not None
    ]
    if not shown:
        return None
    others = [period for period in (found.before, found.year_before) if period is not None]
    header = [
        *([_GROUP_HEADS[groups[0].kind]()] if several else []),
        _("figure"),
        _("mean"),
        *(_("against {month}").format(month=show_period(period)) for period in others),
        _("cases"),
        "95 %",
        _("people"),
        _("lowest"),
        _("middle"),
        _("highest"),
        _("standard"),
        _("reached"),
        _("by band"),
    ]
    rows = []
    last = None
    for group, figure, one in shown:
        indent = "" if several else MARGIN * max(0, depths[figure] - 1)
        name = [_group_name(group) if group is not last else ""] if several else []
        last = group
        rows.append(
            [*name, indent + figure_name(found, figure), *_cells(one, others, group.kind == "product")]
        )
    first = 2 if several else 1
    width = len(header)
    spare = [width - 6, width - 4, width - 7, width - 8, width - 5, width - 1, width - 3, width - 2]
    return Columns(header=header, rows=rows, figures=frozenset(range(first, width - 1)), spare=spare)


def band_legend(found: Analysis, groups: Sequence[Group]) -> str:
    """What the counts by band are of; empty where nothing is counted by band."""
    shown = [
        one for group in groups for figure, _depth in found.lines if (one := group.find(figure)) is not None
    ]
    bands = list(dict.fromkeys(band for one in shown for band in one.bands))
    if not bands or groups[0].kind == "product":
        return ""
    return _("By band: {bands}").format(
        bands=" / ".join(f"{BAND_SIGNS.get(band, '')} {band_name(band)}".strip() for band in bands)
    )


def marks_legend(table: Columns) -> str:
    """What the marks of differences say, and that of one without a mark nothing is known; empty where none is shown."""
    if not any(cell.endswith((ALIKE_MARK, APART_MARK)) for row in table.rows for cell in row):
        return ""
    return _("{alike} cannot be told apart from chance (95 %) · {apart} can be · no mark: not tested").format(
        alike=ALIKE_MARK, apart=APART_MARK
    )


def cases_legend(groups: Sequence[Group]) -> str:
    """What the cases of people's figures are; empty where no rate is among them, and of products, where all have
    them."""
    if not any(one.rate is not None for group in groups if group.kind != "product" for one in group.figures):
        return ""
    return _(
        "Cases are counted once, whoever of the group stands on them. Without cases: a mean over people, which has no "
        "interval and is not tested."
    )


_GROUP_HEADS: dict[GroupKind, Callable[[], str]] = {
    "all": lambda: "",
    "team": lambda: _("team"),
    "role": lambda: _("role"),
    "product": lambda: _("product"),
}


def _group_name(group: Group) -> str:
    if group.kind == "role":
        return role_name(group.name)
    return product_name(group.name) if group.kind == "product" else team_name(group.name)


def _cells(one: GroupFigure, others: Sequence[Period], of_product: bool) -> list[str]:
    against = {other.period: other for other in one.differences()}
    interval = ""
    if one.rate is not None:
        low, high = wilson(one.rate)
        interval = f"{show(low * 100)} - {show(high * 100)}"
    spread = one.spread
    quarters = [] if of_product else [spread.quantile(place) for place in (0, 2, 4)]
    return [
        show_hundredths(one.mean),
        *(_against(one, against.get(period)) for period in others),
        str(one.n) if one.n else "",
        interval,
        "" if of_product else str(len(spread.values)),
        *("" if value is None else show_hundredths(value) for value in quarters),
        *([""] * 3 if of_product else []),
        "" if one.standard is None else show_hundredths(one.standard),
        "" if one.standard is None or of_product else f"{one.reached}/{len(spread.values)}",
        "" if of_product else "/".join(str(count) for count in one.bands.values()),
    ]


def _against(one: GroupFigure, other: Against | None) -> str:
    if other is None:
        return ""
    differs = one.differs(other)
    mark = "" if differs is None else f" {APART_MARK if differs else ALIKE_MARK}"
    return signed(one.apart(other)) + mark


def team_columns(found: Analysis) -> Columns | None:
    """How the mean of each team moved, and by what; None without a month before."""
    if not found.teams or found.before is None:
        return None
    ways = [way for way in WAYS if way != "exchanged" or any(team.parts[way] for team in found.teams)]
    header = [_("team"), show_period(found.before), show_period(found.period), _("change")]
    rows = [
        [
            team.team,
            _mean(team.before),
            _mean(team.now),
            "" if team.difference is None else signed(team.difference),
            *("" if team.difference is None else signed(team.parts[way]) for way in ways),
        ]
        for team in found.teams
    ]
    return Columns(
        header=[*header, *(_(WAY_TEXTS[way]) for way in ways)],
        rows=rows,
        figures=frozenset(range(1, 4 + len(ways))),
    )


def exactly_text() -> str:
    """What stands below the table of teams."""
    return _("The change is what those who stayed, joined and left brought, together exactly.")


def people_text(team: TeamChange) -> str:
    """Who moved a team's mean the most; empty where nobody did."""
    moved = sorted((one for one in team.people if one.points), key=lambda one: -abs(one.points))[:TOP_PEOPLE]
    said = [_person_text(one) for one in moved]
    return _("{team}: {people}").format(team=team.team, people=_("; ").join(said)) if said else ""


def _person_text(one: Moved) -> str:
    """What somebody brought to a team's mean; of who stayed, from which total to which."""
    points = signed(one.points)
    if one.way == "stayed":
        return _("{name} {was} → {now}: {points}").format(
            name=one.name, was=_mean(one.was), now=_mean(one.now), points=points
        )
    return _("{name} ({way}): {points}").format(name=one.name, way=_(WAY_TEXTS[one.way]), points=points)


def _mean(hundredths: int | None) -> str:
    return "-" if hundredths is None else show_hundredths(hundredths)


def complaint_columns(found: Analysis) -> Columns | None:
    """Complaints by category and step; None where there were none."""
    if not found.complaints:
        return None
    steps = [step for step in MISSED if step != "unknown" or any(one.late[step] for one in found.complaints)]
    header = [
        _("category"),
        _("judged"),
        _("in time"),
        "95 %",
        *(_(MISSED[step]) for step in steps),
        _("of the late, over a break"),
        _("not judged yet"),
    ]
    rows = []
    for one in found.complaints:
        bounds = None if one.in_time is None else wilson(one.in_time)
        rows.append(
            [
                category_name(one.category),
                "0" if one.in_time is None else str(one.in_time.n),
                "" if one.in_time is None else f"{percent(one.in_time)} %",
                "" if bounds is None else f"{show(bounds.low * 100)} - {show(bounds.high * 100)}",
                *(str(one.late[step]) for step in steps),
                str(one.over_break),
                str(one.undecided),
            ]
        )
    return Columns(
        header=header, rows=rows, figures=frozenset(range(1, len(header))), spare=(3, len(header) - 1)
    )


def over_break_text(found: Analysis) -> str:
    """How many of the late complaints fell due in a break; empty where none did."""
    late = sum(one.late[step] for one in found.complaints for step in MISSED)
    over = sum(one.over_break for one in found.complaints)
    if not over:
        return ""
    return ngettext(
        "{over} of {n} late complaint fell due in a break of three days off or more.",
        "{over} of {n} late complaints fell due in a break of three days off or more.",
        late,
    ).format(over=over, n=late)


def rests_on(found: Analysis, loss: Loss) -> str:
    """What a loss rests on the most."""
    return _("; ").join(cause_text(found, cause) for cause in loss.causes[:TOP_CAUSES])


def most_with(loss: Loss) -> str:
    """Who lost the most by it."""
    return _(", ").join(f"{one.name} {show_hundredths(one.points)}" for one in loss.people)
