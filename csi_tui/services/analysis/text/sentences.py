"""What stands out in a month, a sentence each, and what a loss rests on."""

from __future__ import annotations

from collections.abc import Callable

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.exact import HUNDRED, show, show_hundredths
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.mean_change import Way
from csi_tui.scoring.periods import show_period
from csi_tui.services.analysis.month_rows import OTHERS
from csi_tui.services.analysis.values import TOTAL, Analysis, Break, Cause, StandsOut
from csi_tui.services.cards.text.receipt_words import WORDS
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.workdays.official_days import HOLIDAYS

WAY_TEXTS: dict[Way, str] = {
    "stayed": N_("those who stayed"),
    "joined": N_("those who joined"),
    "left": N_("those who left"),
    "exchanged": N_("all exchanged"),
}
"""Whose part of a change it is."""
MISSED: dict[str, str] = {
    "contacted": N_("contact late"),
    "planned": N_("plan late"),
    "resolved": N_("resolution late"),
    "unknown": N_("late, no longer known by what"),
}
"""By the first milestone that missed its limit."""
_CAUSES: dict[str, str] = {
    "came-back": N_("came back"),
    "not_fixed": N_("not fixed"),
    "unknown": N_("outcome not known"),
    "charge-back": N_("charged back"),
}


def figure_name(found: Analysis, figure: str) -> str:
    """A figure in the user's language."""
    return _("Total") if figure == TOTAL else found.names.get(figure, figure)


def product_name(name: str) -> str:
    """A product as it is entered, or what stands for none and for all others."""
    return _("other products") if name == OTHERS else name or _("without a product")


def team_name(name: str) -> str:
    """A team, or what stands for none."""
    return name or _("without a team")


def category_name(name: str) -> str:
    """A category of complaints, or what stands for none."""
    return name or _("without a category")


def signed(hundredths: int) -> str:
    """A change with its sign."""
    return ("+" if hundredths > 0 else "") + show_hundredths(hundredths)


def percent(rate: Rate) -> str:
    """A rate in percent."""
    return show(rate.share * HUNDRED)


def break_name(one: Break) -> str:
    """Days off, by their holiday and from when to when."""
    days = _("{first} … {last}").format(first=f"{one.first:%m-%d}", last=f"{one.last:%m-%d}")
    holiday = HOLIDAYS.get(one.name)
    if not holiday:
        return days
    return _("{holiday} ({days})").format(holiday=_(holiday), days=days)


def cause_text(found: Analysis, cause: Cause) -> str:
    """What a loss rests on, with how often of how many."""
    return _("{what}: {count} of {of}").format(what=_what(found, cause.codes), count=cause.count, of=cause.of)


def _what(found: Analysis, codes: tuple[str, ...]) -> str:
    match codes:
        case ("answer", answer):
            return _("answer {answer} of 5").format(answer=answer)
        case ("stage", stage):
            return _("{stage} not in time").format(stage=_(WORDS[stage]))
        case ("missed", step):
            return _(MISSED[step])
        case ("item", item):
            return _("{item} below full points").format(item=found.names.get(item, item))
        case (kind, impact):
            return _("{kind}, {impact}").format(kind=_(WORDS[kind]), impact=_(WORDS[impact]))
        case (one,):
            return _(_CAUSES[one])
        case _:
            raise ValueError(codes)


def sentence(found: Analysis, one: StandsOut) -> str:
    """Something that stands out, in one sentence or two."""
    return _SENTENCES[one.code](found, one)


def _who(one: StandsOut) -> str:
    return _("{name} ({number}, {role})").format(
        name=one.name, number=one.employee_no, role=role_name(one.role)
    )


def _both(one: StandsOut) -> tuple[Rate, Rate]:
    assert one.own is not None and one.others is not None
    return one.own, one.others


def _person_rate(found: Analysis, one: StandsOut) -> str:
    own, others = _both(one)
    said = _(
        "{who}: {figure} {own} % of {n}; the others of the role {others} % of {m}. More than chance alone brings about."
    ).format(
        who=_who(one),
        figure=figure_name(found, one.figure),
        own=percent(own),
        n=own.n,
        others=percent(others),
        m=others.n,
    )
    if one.causes:
        said = _("{sentence} Of these {cause}.").format(sentence=said, cause=cause_text(found, one.causes[0]))
    return _again(said, one)


def _again(said: str, one: StandsOut) -> str:
    if not one.again:
        return said
    return _("{sentence} It was so in the month before as well.").format(sentence=said)


def _late_over_break(found: Analysis, one: StandsOut) -> str:
    assert one.own is not None
    late = one.own.n - one.own.k
    said = ngettext(
        "{who}: over {breaks}, {late} of {n} complaint not in time",
        "{who}: over {breaks}, {late} of {n} complaints not in time",
        one.own.n,
    ).format(who=_who(one), breaks=_(", ").join(map(break_name, one.breaks)), late=late, n=one.own.n)
    if one.others is None:
        return _("{said}; there were no others.").format(said=said)
    if one.others.k == one.others.n:
        return _("{said}; at other times all {n} were in time.").format(said=said, n=one.others.n)
    return _("{said}; at other times {late} of {n}.").format(
        said=said, late=one.others.n - one.others.k, n=one.others.n
    )


def _person_figure(found: Analysis, one: StandsOut) -> str:
    assert one.value is not None and one.beside is not None
    # Less is better of some figures in their own unit: there what stands out lies above.
    text = (
        _("{who}: {figure} {value}, far below the middle of the role, {middle}.")
        if one.value < one.beside
        else _("{who}: {figure} {value}, far above the middle of the role, {middle}; less is better.")
    )
    said = text.format(
        who=_who(one),
        figure=figure_name(found, one.figure),
        value=show_hundredths(one.value),
        middle=show_hundredths(one.beside),
    )
    return _again(said, one)


def _category(found: Analysis, one: StandsOut) -> str:
    own, others = _both(one)
    return _(
        "Complaints about {category}: {own} % of {n} in time; all others {others} % of {m}. More than chance alone "
        "brings about."
    ).format(category=category_name(one.name), own=percent(own), n=own.n, others=percent(others), m=others.n)


def _product(found: Analysis, one: StandsOut) -> str:
    own, others = _both(one)
    return _(
        "{product}: {figure} {own} % of {n}; all other products {others} % of {m}. More than chance alone brings about."
    ).format(
        product=product_name(one.name),
        figure=figure_name(found, one.figure),
        own=percent(own),
        n=own.n,
        others=percent(others),
        m=others.n,
    )


def _all_rate(found: Analysis, one: StandsOut) -> str:
    own, others = _both(one)
    assert one.period is not None
    return _(
        "Everybody: {figure} {own} % of {n}; in {month} {others} % of {m}. More than chance alone brings about."
    ).format(
        figure=figure_name(found, one.figure),
        own=percent(own),
        n=own.n,
        month=show_period(one.period),
        others=percent(others),
        m=others.n,
    )


_MOVED_BY: dict[Way, tuple[str, str]] = {
    "stayed": (
        N_("{said}; {part} of that by those who stayed."),
        N_("{said}; all of that by those who stayed."),
    ),
    "joined": (
        N_("{said}; {part} of that by those who joined."),
        N_("{said}; all of that by those who joined."),
    ),
    "left": (N_("{said}; {part} of that by those who left."), N_("{said}; all of that by those who left.")),
    "exchanged": (N_("{said}; nobody of that month is there any more."),) * 2,
}
"""By what a mean moved the most, where that is a part of it, and where it is the whole."""


def _team(found: Analysis, one: StandsOut) -> str:
    assert one.way is not None and one.value is not None and one.beside is not None
    moved = (
        _("{team}: mean total {points} higher than the month before")
        if one.value > 0
        else _("{team}: mean total {points} lower than the month before")
    )
    part, whole = _MOVED_BY[one.way]
    said = _(whole if one.beside == one.value else part).format(
        said=moved.format(team=one.name, points=show_hundredths(abs(one.value))), part=signed(one.beside)
    )
    if one.most is None or one.way == "exchanged":
        return said
    return _("{sentence} The most by {name} ({points}).").format(
        sentence=said, name=one.most.name, points=signed(one.most.points)
    )


def _loss(found: Analysis, one: StandsOut) -> str:
    assert one.value is not None and one.beside is not None
    said = _(
        "{figure} costs the most: {points} points of a total on average, {share} % of all that is lost."
    ).format(
        figure=figure_name(found, one.figure),
        points=show_hundredths(one.value),
        share=show_hundredths(one.beside),
    )
    if not one.causes:
        return said
    return _("{sentence} Most often {cause}.").format(sentence=said, cause=cause_text(found, one.causes[0]))


_SENTENCES: dict[str, Callable[[Analysis, StandsOut], str]] = {
    "person-rate": _person_rate,
    "late-over-break": _late_over_break,
    "person-figure": _person_figure,
    "category-late": _category,
    "product-rate": _product,
    "all-rate": _all_rate,
    "team-moved": _team,
    "common-loss": _loss,
}
