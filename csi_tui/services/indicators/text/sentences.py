"""What a review of a quarter's indicators says, in sentences. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.exact import HUNDRED, show, show_short
from csi_tui.scoring.periods import next_period, previous_period, show_period
from csi_tui.scoring.telling_apart import KEPT, LEAST, LIKE, Verdict
from csi_tui.services.desk.sentences import Sentence
from csi_tui.services.indicators.values import Proposal, Review, Reviewed

VERDICTS: dict[Verdict, str] = {
    "apart": N_("tells apart"),
    "not-apart": N_("does not"),
    "unsaid": N_("not said"),
}


def figure_name(found: Review, figure: str) -> str:
    """An indicator in the user's language."""
    return found.names.get(figure, figure)


def names_of(found: Review, figures: Iterable[str]) -> str:
    """Several of them."""
    return _(", ").join(figure_name(found, figure) for figure in figures)


def percent(share: Fraction) -> str:
    """A share of 1 in percent."""
    return show(share * HUNDRED)


def found_sentences(found: Review) -> Iterator[str]:
    """What does not tell people apart, or not in each month; what says the same as another, and what nothing is said
    of."""
    without = [one for one in found.indicators if one.verdict == "not-apart"]
    alike = list(_alike(found))
    in_part = [
        _in_part(found, one) for one in found.indicators if one.verdict == "apart" and one.told < one.said
    ]
    unsaid = [one.figure for one in found.indicators if one.verdict == "unsaid"]
    yield from (_without(found, one) for one in without)
    yield from alike
    if not found.indicators:
        yield _("No indicator has figures in this quarter.")
    elif not without and not in_part and len(unsaid) < len(found.indicators):
        yield _("Every indicator of which something can be said tells people apart.")
    if in_part:
        yield _("In some of the months only, these told people apart: {figures}.").format(
            figures=_(", ").join(in_part)
        )
    if unsaid:
        yield _("Nothing is said of these, for want of people or of months: {figures}.").format(
            figures=names_of(found, unsaid)
        )


def _without(found: Review, one: Reviewed) -> str:
    told = []
    if one.order.agreement is not None:
        told.append(_("order kept {share} %").format(share=percent(one.order.agreement)))
    if one.beyond is not None:
        told.append(_("{share} % of the spread is more than chance").format(share=percent(one.beyond)))
    same, pairs = one.alike
    if same >= pairs * LEAST:
        told.append(_("{share} % of pairs have the same figure").format(share=percent(Fraction(same, pairs))))
    return _("{figure} has not told people apart for three months: {why}.").format(
        figure=figure_name(found, one.figure), why=_(", ").join(told)
    )


def _in_part(found: Review, one: Reviewed) -> str:
    return _("{figure} ({n} of {of} months)").format(
        figure=figure_name(found, one.figure), n=one.told, of=one.said
    )


def _alike(found: Review) -> Iterator[str]:
    """Each two that say the same, once."""
    told: set[frozenset[str]] = set()
    for one in found.indicators:
        near = one.nearest
        if near is None or not near.same or frozenset((one.figure, near.figure)) in told:
            continue
        told.add(frozenset((one.figure, near.figure)))
        yield _("{figure} and {other} say the same: their orders agree by {share} %.").format(
            figure=figure_name(found, one.figure),
            other=figure_name(found, near.figure),
            share=percent(near.likeness),
        )


def remarks(found: Review) -> Iterator[str]:
    """What is not said here, and why."""
    if found.for_want:
        yield _("No quarter has three months with cards yet; this one has most of them.")
        if found.latest not in (None, found.quarter):
            yield _("The last one with cards is looked at by its name: {quarter}.").format(
                quarter=found.latest
            )
    if found.missing:
        yield _("Without cards: {months}. Nothing is proposed before three months are there.").format(
            months=_(", ").join(map(show_period, found.missing))
        )
    if found.before is None:
        yield _("{month} has no cards: the first month of the quarter is held against none.").format(
            month=show_period(previous_period(found.quarter.months[0]))
        )
    if found.schemes:
        yield _("Made by different schemes ({schemes}): the same name may be counted in another way.").format(
            schemes=_(", ").join(found.schemes)
        )
    if found.left_out:
        yield _("Records of conduct are no indicators and are left out: {figures}.").format(
            figures=names_of(found, found.left_out)
        )


def legends() -> Iterator[str]:
    """What the columns say, and from where on an indicator tells people apart."""
    yield _(
        "Order kept: of all pairs of people of the same role, those in the same order in two months less those in the "
        "opposite one. Beyond chance: how much of the spread between people is more than chance gives with as many "
        "answers, orders or complaints; a dash where no units are counted. Alike: pairs with the same figure."
    )
    yield _(
        "A weight is one in the figure that stands beside it, else in the total; weights of different roles stand "
        "beside each other."
    )
    yield _(
        "In a month an indicator tells people apart where one of the first two comes to {least} %; two say the same "
        "where their orders agree by {like} % of the pairs that either tells apart."
    ).format(least=show_short(LEAST * HUNDRED), like=show_short(LIKE * HUNDRED))


def proposal_sentences(found: Review, proposal: Proposal) -> Iterator[str]:
    """What is proposed, and what trying it gave; nothing of it is done."""
    if proposal.weights:
        yield _(
            "Proposed: {share} % of the weight of what has not told people apart, the rest to the indicators beside it "
            "by their weights. A proposal for the quarter's meeting: nothing is changed. An indicator may well stay "
            "for what it guards."
        ).format(share=show_short(KEPT * HUNDRED))
    if proposal.unweighted:
        yield _("Another indicator can take the place of {figures}; there is no weight to change.").format(
            figures=names_of(found, proposal.unweighted)
        )
    for fault in proposal.faults:
        yield _("The weights cannot be tried as they stand: {why}").format(why=fault)
    for period, cards, graded in proposal.months_tried:
        differ = ngettext("{n} card would differ", "{n} cards would differ", cards).format(n=cards)
        grades = ngettext("{n} by another grade", "{n} by another grade", graded).format(n=graded)
        yield f"{show_period(period)}: {differ} · {grades}"
    if proposal.withheld and proposal.changes:
        yield _("Whose they are is not read here, as the site has decided.")


def steps(found: Review, proposal: Proposal) -> list[Sentence]:
    """How to go on: by commands, or at the desk."""
    first, last = show_period(found.quarter.months[0]), show_period(found.quarter.months[-1])
    file = f"{found.scheme_id}-copy.toml"
    at_bench = _("Try other weights on the bench (6, then s, then F9), and write the copy to a file.")
    second = _("Another scheme waits for a second person.")
    told = []
    if proposal.weights:
        changes = " ".join(f"--set '{one.place}={show_short(one.proposed)}'" for one in proposal.weights)
        told += [
            Sentence(f"csi scheme copy {found.scheme_id} -o {file} {changes}", at_desk=at_bench),
            Sentence(f"csi scheme backtest {first}..{last} {file}", at_desk=""),
            Sentence(
                f"csi scheme use {file} --from {show_period(next_period(found.quarter.months[-1]))} --reason …",
                at_desk=second,
            ),
        ]
    if proposal.unweighted or not proposal.weights:
        told.append(
            Sentence(
                _("“csi scheme indicators” lists what can take the place of an indicator."),
                at_desk=_("The catalogue of the scheme lists what can take the place of an indicator."),
            )
        )
    return told
