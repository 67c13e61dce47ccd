"""The analysis of a month as lines of text, section by section, in so many columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.exact import show, show_hundredths
from csi_tui.scoring.intervals import wilson
from csi_tui.scoring.mean_change import WAYS
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.analysis.text.concluded import conclusion_lines
from csi_tui.services.analysis.text.sentences import (
    MISSED,
    WAY_TEXTS,
    category_name,
    cause_text,
    figure_name,
    percent,
    product_name,
    sentence,
    signed,
    team_name,
)
from csi_tui.services.analysis.values import (
    Against,
    Analysis,
    Group,
    GroupFigure,
    GroupKind,
    Moved,
    TeamChange,
)
from csi_tui.services.desk.card_texts import BAND_SIGNS, band_name, role_name, state_name
from csi_tui.services.tabular.aligned import wrapped
from csi_tui.services.tabular.fitted import Columns, fitted

ALIKE_MARK = "="
"""Stands behind a difference of two rates that cannot be told apart."""
TOP_CAUSES = 3
TOP_PEOPLE = 5
"""Of those who moved a team's mean."""
MARGIN = "  "


class Section(NamedTuple):
    """A part of the analysis: its id, its title, its lines."""

    id: str
    title: str
    lines: list[str]


def title_of(found: Analysis) -> str:
    """What stands above all of it."""
    return _("Analysis of {month}  {scheme}  revision {revision}, {state}, as of {as_of}").format(
        month=show_period(found.period),
        scheme=found.scheme_id,
        revision=found.revision,
        state=state_name(found.state),
        as_of=f"{found.as_of:%Y-%m-%d %H:%M}",
    )


SECTIONS: dict[str, str] = {
    "stands_out": N_("What stands out"),
    "conclusions": N_("Conclusions"),
    "all": N_("Everybody"),
    "teams": N_("What moved the means of the teams"),
    "losses": N_("What cost the most"),
    "complaints": N_("Complaints by category and step"),
    "team": N_("By team"),
    "role": N_("By role"),
    "product": N_("By product"),
}
"""Section → its title, in their order."""


def sections(found: Analysis, columns: int | None) -> list[Section]:
    """All sections that there is something for, in so many columns; None: as wide as they are."""
    made: dict[str, Callable[[], Sequence[str]]] = {
        "stands_out": lambda: stands_out_lines(found, columns),
        "conclusions": lambda: conclusion_lines(found.conclusions, columns, found.period),
        "all": lambda: _figures(found, found.of_kind("all"), columns),
        "teams": lambda: _teams(found, columns),
        "losses": lambda: _losses(found, columns),
        "complaints": lambda: _complaints(found, columns),
        "team": lambda: _figures(found, found.of_kind("team"), columns),
        "role": lambda: _figures(found, found.of_kind("role"), columns),
        "product": lambda: _figures(found, found.of_kind("product"), columns),
    }
    told = ((section, list(made[section]())) for section in SECTIONS)
    return [Section(section, _(SECTIONS[section]), lines) for section, lines in told if lines]


def stands_out_lines(found: Analysis, columns: int | None) -> list[str]:
    """A sentence for each, numbered; and what is left out."""
    lines = []
    for place, one in enumerate(found.stands_out, start=1):
        head = f"{place}. "
        text = wrapped(sentence(found, one), None if columns is None else columns - len(head))
        lines += [
            (head if first else " " * len(head)) + line
            for first, line in zip((True, *[False] * text.count("\n")), text.split("\n"), strict=True)
        ]
    if not lines:
        lines = [_("Nothing, by the rules of the analysis.")]
    return lines + [line for text in _remarks(found) for line in wrapped(text, columns).split("\n")]


def _remarks(found: Analysis) -> Iterator[str]:
    if found.before is None:
        yield _("The month before has no cards: nothing is held against it.")
    if found.schemes:
        yield _("Made by different schemes ({schemes}): the same name may be counted in another way.").format(
            schemes=_(", ").join(found.schemes)
        )
    if found.without_reasons:
        yield _("Reasons behind the cards of others are not read here, as the site has decided.")


def _figures(found: Analysis, groups: Sequence[Group], columns: int | None) -> list[str]:
    """A line for each figure of each group, those of several groups down to the first level of the card."""
    several = bool(groups) and groups[0].kind != "all"
    depths = dict(found.lines)
    shown = [
        (group, figure, one)
        for group in groups
        for figure, depth in found.lines
        if (not several or depth <= 1) and (one := group.find(figure)) is not None
    ]
    if not shown:
        return []
    others = [period for period in (found.before, found.year_before) if period is not None]
    header = [
        *([_GROUP_HEADS[groups[0].kind]()] if several else []),
        _("figure"),
        _("mean"),
        *(show_period(period) for period in others),
        _("n"),
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
    table = fitted(Columns(header, rows, frozenset(range(first, width - 1)), spare), columns)
    lines = table.lines()
    of_products = groups[0].kind == "product"
    if not of_products and any(one.bands for _group, _figure, one in shown) and width - 1 in table.kept:
        bands = list(dict.fromkeys(band for _group, _figure, one in shown for band in one.bands))
        lines.append(
            _("By band: {bands}").format(
                bands=" / ".join(f"{BAND_SIGNS.get(band, '')} {band_name(band)}".strip() for band in bands)
            )
        )
    if any(cell.endswith(ALIKE_MARK) for row in rows for cell in row):
        lines.append(_("{mark} cannot be told apart from chance (95 %)").format(mark=ALIKE_MARK))
    if table.left_out:
        lines += wrapped(
            _(
                "Left out for want of room: {columns}. They are there in a wider terminal, a file, or --json."
            ).format(columns=_(", ").join(table.left_out)),
            columns,
        ).split("\n")
    return lines


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
    mark = f" {ALIKE_MARK}" if one.differs(other) is False else ""
    return signed(one.apart(other)) + mark


def _teams(found: Analysis, columns: int | None) -> list[str]:
    if not found.teams or found.before is None:
        return []
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
    table = Columns([*header, *(_(WAY_TEXTS[way]) for way in ways)], rows, frozenset(range(1, 4 + len(ways))))
    lines = fitted(table, columns).lines()
    lines += wrapped(
        _("The change is what those who stayed, joined and left brought, together exactly."), columns
    ).split("\n")
    for team in found.teams:
        lines += _people(team, columns)
    return lines


def _people(team: TeamChange, columns: int | None) -> list[str]:
    """Who moved a team's mean the most."""
    moved = sorted((one for one in team.people if one.points), key=lambda one: -abs(one.points))[:TOP_PEOPLE]
    said = [_person_text(one) for one in moved]
    if not said:
        return []
    text = _("{team}: {people}").format(team=team.team, people=_("; ").join(said))
    return wrapped(text, columns).split("\n")


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


def _losses(found: Analysis, columns: int | None) -> list[str]:
    if not found.losses:
        return []
    header = [_("figure"), _("points"), _("share")]
    rows = [
        [figure_name(found, one.figure), show_hundredths(one.points), f"{show_hundredths(one.share)} %"]
        for one in found.losses
    ]
    head, *lines = fitted(Columns(header, rows, frozenset({1, 2})), columns).lines()
    told = [head]
    for line, loss in zip(lines, found.losses, strict=True):
        told.append(line)
        rests = _("; ").join(cause_text(found, cause) for cause in loss.causes[:TOP_CAUSES])
        most = _(", ").join(f"{one.name} {show_hundredths(one.points)}" for one in loss.people)
        for text in (
            _("rests on {causes}").format(causes=rests) if rests else "",
            _("most with {people}").format(people=most) if most else "",
        ):
            room = None if columns is None else columns - len(MARGIN)
            told += [MARGIN + one for one in wrapped(text, room).split("\n") if text]
    return told


def _complaints(found: Analysis, columns: int | None) -> list[str]:
    if not found.complaints:
        return []
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
    table = Columns(header, rows, frozenset(range(1, len(header))), (3, len(header) - 1))
    lines = fitted(table, columns).lines()
    late = sum(one.late[step] for one in found.complaints for step in MISSED)
    over = sum(one.over_break for one in found.complaints)
    if over:
        lines.append(
            ngettext(
                "{over} of {n} late complaint fell due in a break of three days off or more.",
                "{over} of {n} late complaints fell due in a break of three days off or more.",
                late,
            ).format(over=over, n=late)
        )
    return lines
