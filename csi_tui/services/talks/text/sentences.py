"""What is said of a talk, a sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import show_period
from csi_tui.scoring.receipts import Line
from csi_tui.services.cards.text.receipt_words import line_reason, row_name
from csi_tui.services.desk.card_texts import band_name
from csi_tui.services.talks.values import LostPoints, Moved, Strength, TalkHeld, TalkLine, TalkSheet
from csi_tui.services.week.values import Said

STATES: dict[str, str] = {
    "none": N_("not asked for"),
    "due": N_("to be held"),
    "late": N_("late"),
    "held": N_("held, no answer yet"),
    "agreed": N_("agreed"),
    "disagreed": N_("not agreed"),
    "read-aloud": N_("read aloud"),
    "taken-back": N_("taken back"),
}
"""State of a talk → what lists call it."""


def state_text(state: str) -> str:
    """The state of a talk in the user's language."""
    return _(STATES[state])


def when_text(line: TalkLine) -> str:
    """When it was held, or until when it is to be."""
    if line.held_on is not None:
        return line.held_on.isoformat()
    if line.due is None:
        return ""
    return _("by {day}").format(day=line.due.isoformat())


def result_texts(sheet: TalkSheet) -> Iterator[str]:
    """Total and band, rank, and the total of the month before."""
    card = sheet.card
    if card.total is None:
        yield _("No total: assessed by places.") if card.by_places else _("No total.")
        return
    yield (
        _("Total {total}, {band}.").format(total=card.total, band=band_name(card.band))
        if card.band
        else _("Total {total}.").format(total=card.total)
    )
    if card.rank is not None:
        yield _("Rank {rank}, {in_role} within the role.").format(rank=card.rank, in_role=card.rank_in_role)
    if sheet.before is not None:
        period, total = sheet.before
        yield _("{month}: {total}.").format(month=show_period(period), total=show_hundredths(total))


def strength_text(sheet: TalkSheet, one: Strength) -> str:
    """A figure that is strong, and how many rows stand behind it."""
    name = sheet.names[one.figure]
    if one.score is None:
        return _("{figure}: place {place}").format(figure=name, place=one.place)
    return _("{figure} {score} (n={n})").format(figure=name, score=show_hundredths(one.score), n=one.n)


def lost_text(sheet: TalkSheet, one: LostPoints) -> str:
    """What a figure cost of the total, and for which rows."""
    head = _("{figure} {score}: {points} of the total").format(
        figure=sheet.names[one.figure],
        score=show_hundredths(one.score),
        points="-" + show_hundredths(one.points),
    )
    rows = list(map(_row_text, one.rows))
    if one.more:
        rows.append(
            ngettext("and {n} more row on the receipt", "and {n} more rows on the receipt", one.more).format(
                n=one.more
            )
        )
    return _("{what}. {rows}").format(what=head, rows=_("; ").join(rows)) if rows else head


def _row_text(line: Line) -> str:
    reason = line_reason(line)
    name = row_name(line.row)
    return _("{name} ({reason})").format(name=name, reason=reason) if reason else name


def moved_text(sheet: TalkSheet, one: Moved) -> str:
    """A figure and what it was in the month before."""
    sign = "+" if one.now > one.before else "-"
    return _("{figure}: {before} → {now} ({change})").format(
        figure=sheet.names[one.figure],
        before=show_hundredths(one.before),
        now=show_hundredths(one.now),
        change=sign + show_hundredths(abs(one.now - one.before)),
    )


def talk_lines(talk: TalkHeld) -> Iterator[str]:
    """A talk: when and by whom, its three parts, what became of it."""
    yield _("No. {number}, on {day} about {span}, written down by {by}: {state}").format(
        number=talk.number,
        day=talk.held_on.isoformat(),
        span=talk.span,
        by=talk.said.by,
        state=state_text(talk.state),
    )
    yield _("Strengths: {words}").format(words=talk.strengths)
    yield _("Problems: {words}").format(words=talk.problems)
    yield _("Direction: {words}").format(words=talk.direction)
    for kind, said in talk.answers:
        yield _said_text(state_text(kind), said)
    if talk.taken_back is not None:
        yield _said_text(state_text("taken-back"), talk.taken_back)


def _said_text(what: str, said: Said) -> str:
    head = _("{what}, {by}, {at}").format(what=what, by=said.by, at=f"{said.at:%Y-%m-%d %H:%M}")
    return _("{head}: {words}").format(head=head, words=said.words) if said.words else head
