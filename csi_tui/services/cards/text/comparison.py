"""Cards side by side as text: headings, differences, and how sure a rate is. Reads nothing but what it is handed."""

from __future__ import annotations

from csi_tui.i18n import _, ngettext
from csi_tui.scoring.exact import show, show_hundredths
from csi_tui.scoring.intervals import wilson
from csi_tui.scoring.periods import show_period
from csi_tui.services.cards.comparison import PERSON, ROLE, Comparison, Shown, Side
from csi_tui.services.cards.text.trend import interval_text
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.months.text.cards import ADJUSTED_MARK, FEW_MARK, few_text, mark
from csi_tui.services.tabular.aligned import labelled, table

ALIKE_MARK = "="
"""Stands beside a difference of two rates that cannot be told apart, where there is no room for the words."""


def side_text(side: Side) -> str:
    """Whose figures a column holds, in full."""
    month = show_period(side.period)
    if side.kind == PERSON:
        who = (side.employee_no, side.name, role_name(side.role), side.team, month)
        return "  ".join(part for part in who if part)
    several = (
        ngettext("{n} other of the role {name}", "{n} others of the role {name}", side.people)
        if side.kind == ROLE
        else ngettext("{n} other of the team {name}", "{n} others of the team {name}", side.people)
    )
    name = role_name(side.name) if side.kind == ROLE else side.name
    return f"{several.format(n=side.people, name=name)}  {month}"


def headings(found: Comparison) -> list[str]:
    """What stands above the columns: the name, or what tells the sides apart."""
    people = [side for side in found.sides if side.kind == PERSON]
    same_person = len({side.employee_no for side in people}) < len(people)
    same_name = len({side.name for side in people}) < len(people)

    def heading(side: Side) -> str:
        if side.kind != PERSON:
            return _("Role") if side.kind == ROLE else _("Team")
        return show_period(side.period) if same_person else side.employee_no if same_name else side.name

    return [heading(side) for side in found.sides]


def figure_name(found: Comparison, figure: str, depth: int) -> str:
    """A figure's name, set in under the one that it is a part of."""
    return "  " * max(0, depth - 1) + found.names.get(figure, figure)


def shown_text(shown: Shown | None) -> str:
    """A figure of one side; with the mark where a person adjusted it."""
    if shown is None:
        return "-"
    if shown.score is None:
        return "-" if shown.place is None else _("no. {place}").format(place=shown.place)
    return show_hundredths(shown.score) + mark(shown.adjusted or None)


def units_text(shown: Shown | None) -> str:
    """How many units a figure rests on, marked where they are few; nothing beside a total."""
    if shown is None or not shown.n:
        return ""
    return f"{shown.n} {FEW_MARK}" if shown.few else str(shown.n)


def difference_text(hundredths: int | None) -> str:
    """A difference with its sign."""
    return "" if hundredths is None else ("+" if hundredths > 0 else "") + show_hundredths(hundredths)


def sure_text(differ: bool | None) -> str:
    """Whether two rates can be told apart; nothing for other figures."""
    return "" if differ is None else _("differs") if differ else _("cannot be told apart")


def sure_lines(found: Comparison, figure: str) -> list[str]:
    """Of one figure: with what its rate goes together on every side, and the difference with its interval."""
    lines = []
    names = headings(found)
    for side, name in zip(found.sides, names, strict=True):
        shown = side.figures.get(figure)
        if shown is not None and shown.rate is not None:
            lines.append(labelled(name, interval_text(shown.rate)))
        elif shown is not None and shown.n:
            lines.append(labelled(name, _("n = {n}").format(n=shown.n)))
    for side, name in zip(found.others, names[1:], strict=True):
        apart, bounds = found.difference(figure, side), found.interval(figure, side)
        if apart is None:
            continue
        line = _("{one} less {other}: {difference}").format(
            one=names[0], other=name, difference=difference_text(apart)
        )
        if bounds is not None:
            line += " " + _("({low} to {high}, 95 %) · {sure}").format(
                low=show(bounds.low * 100),
                high=show(bounds.high * 100),
                sure=sure_text(found.differ(figure, side)),
            )
        lines.append(line)
    return lines


def remark_lines(found: Comparison) -> list[str]:
    """What has to be known of the columns as a whole."""
    lines = []
    if found.schemes:
        lines.append(
            _("Made by different schemes ({schemes}): the same name may be counted in another way.").format(
                schemes=_(", ").join(found.schemes)
            )
        )
    if any(shown.few for side in found.sides for shown in side.figures.values()):
        lines.append(few_text())
    if any(shown.adjusted for side in found.sides for shown in side.figures.values()):
        lines.append(
            _("{mark} adjusted by hand; intervals are those of what was measured").format(mark=ADJUSTED_MARK)
        )
    return lines


def comparison_lines(found: Comparison) -> str:
    """All of it for a terminal: who, the figures side by side with n and intervals, each with its difference."""
    own, *others = headings(found)
    header, right = [_("figure"), own, _("n"), "95 %"], {1, 2, 3}
    for name in others:
        right |= set(range(len(header), len(header) + 4))
        header += [name, _("n"), "95 %", _("less {name}").format(name=name), ""]
    rows = []
    for figure, depth in found.lines:
        cells = [figure_name(found, figure, depth), *_side_cells(found.own.figures.get(figure))]
        for side in found.others:
            cells += _side_cells(side.figures.get(figure))
            cells += [difference_text(found.difference(figure, side)), sure_text(found.differ(figure, side))]
        rows.append(cells)
    below = remark_lines(found)
    lines = [
        *map(side_text, found.sides),
        "",
        table(header, rows, frozenset(right)),
        *([""] if below else []),
        *below,
    ]
    return "\n".join(lines)


def _side_cells(shown: Shown | None) -> list[str]:
    return [shown_text(shown), units_text(shown), _bounds(shown)]


def _bounds(shown: Shown | None) -> str:
    if shown is None or shown.rate is None:
        return ""
    bounds = wilson(shown.rate)
    return f"{show(bounds.low * 100)} - {show(bounds.high * 100)}"


def comparison_json(found: Comparison) -> dict[str, object]:
    """The object that ``csi compare --json`` prints (docs/cli.md, *Comparison*)."""
    return {
        "sides": [
            {
                "kind": side.kind,
                "month": show_period(side.period),
                "employee_no": side.employee_no or None,
                "name": side.name,
                "role": side.role or None,
                "team": side.team or None,
                "people": side.people,
            }
            for side in found.sides
        ],
        "schemes": list(found.schemes),
        "figures": [
            {
                "id": figure,
                "sides": [_side_json(side.figures.get(figure)) for side in found.sides],
                "differences": [_difference_json(found, figure, side) for side in found.others],
            }
            for figure, _depth in found.lines
        ],
    }


def _side_json(shown: Shown | None) -> dict[str, object]:
    if shown is None:
        return {"score": None, "n": 0}
    score = None if shown.score is None else show_hundredths(shown.score)
    found: dict[str, object] = {"score": score, "n": shown.n}
    if shown.place is not None:
        found["place"] = shown.place
    if shown.few:
        found["few"] = True
    if shown.rate is not None:
        bounds = wilson(shown.rate)
        found |= {"low": show(bounds.low * 100), "high": show(bounds.high * 100)}
    return found


def _difference_json(comparison: Comparison, figure: str, side: Side) -> dict[str, object]:
    apart, bounds = comparison.difference(figure, side), comparison.interval(figure, side)
    found: dict[str, object] = {"points": None if apart is None else show_hundredths(apart)}
    if bounds is not None:
        found |= {
            "low": show(bounds.low * 100),
            "high": show(bounds.high * 100),
            "told_apart": comparison.differ(figure, side),
        }
    return found
