"""Topics, cases, minutes and promises of a week, a sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.exact import show_hundredths
from csi_tui.services.analysis.text.sentences import break_name, category_name, percent, product_name
from csi_tui.services.desk.card_texts import still_to_do
from csi_tui.services.week.values import (
    MeetingNote,
    Pressing,
    Promise,
    Said,
    SharedCase,
    Topic,
    Version,
    WeekFound,
)

SHOWN = 8
"""Numbers of rows that a sentence names; the rest is counted, and stands in JSON."""
_WHY = {
    "again": N_("it had come back"),
    "over-break": N_("it fell due in {days}"),
    "parts": N_("parts were late or wrong"),
}
_BEHIND = {
    "answers": (N_("worst answers: {rows}"), N_("many small losses, no answer of 2 or less")),
    "stages": (N_("slowest: {rows}"), N_("no order over its limit")),
    "fixes": (N_("not fixed, or came back: {rows}"), N_("no order of this week")),
    "returns": (N_("came back: {rows}"), N_("no order of this week")),
    "parts": (N_("parts late or wrong: {rows}"), N_("no order of this week")),
    "complaints": (N_("not in time: {rows}"), N_("no complaint of this week")),
}
"""What the rows behind a loss are, and that there are none that stand out."""
_STATES = {
    "open": N_("open"),
    "late": N_("overdue"),
    "done": N_("done"),
    "taken-back": N_("taken back"),
}


def topic_text(found: WeekFound, topic: Topic) -> str:
    """What is to be talked about, and the rows that it rests on."""
    rows = _rows(topic)
    n = len(topic.rows)
    match topic.code:
        case "late-over-break":
            days = _(", ").join(map(break_name, topic.breaks))
            if topic.name:
                return ngettext(
                    "Late over days off ({days}): {n} complaint of {name}: {rows}",
                    "Late over days off ({days}): {n} complaints of {name}: {rows}",
                    n,
                ).format(days=days, n=n, name=topic.name, rows=rows)
            return ngettext(
                "Late over days off ({days}): {n} complaint of one handler: {rows}",
                "Late over days off ({days}): {n} complaints of one handler: {rows}",
                n,
            ).format(days=days, n=n, rows=rows)
        case "late":
            return ngettext("{n} complaint was late: {rows}", "{n} complaints were late: {rows}", n).format(
                n=n, rows=rows
            )
        case "came-back":
            repairs, told = len(set(topic.beside)), _came_back(topic)
            if topic.name:
                return ngettext(
                    "{n} repair of {name} came back, more than with others and more than chance brings about: {rows}",
                    "{n} repairs of {name} came back, more than with others and more than chance brings about: {rows}",
                    repairs,
                ).format(n=repairs, name=topic.name, rows=told)
            return ngettext("{n} repair came back: {rows}", "{n} repairs came back: {rows}", repairs).format(
                n=repairs, rows=told
            )
        case "worse":
            assert topic.own is not None and topic.others is not None
            return _(
                "{figure} so far this month {own} % of {n}; the month before stood at {others} % of {m} by the same "
                "day: lower by more than chance"
            ).format(
                figure=figure_name(found, topic.figure),
                own=percent(topic.own),
                n=topic.own.n,
                others=percent(topic.others),
                m=topic.others.n,
            )
        case _:
            text = _("Lost by {figure}: {points} points of everybody's mean").format(
                figure=figure_name(found, topic.figure), points=show_hundredths(topic.points)
            )
            if topic.behind not in _BEHIND:
                return text
            behind, nothing = _BEHIND[topic.behind]
            told = _(behind).format(rows=rows) if rows else _(nothing)
            return _("{text}; {told}").format(text=text, told=told)


def figure_name(found: WeekFound, figure: str) -> str:
    """A figure in the user's language."""
    return found.names.get(figure, figure)


def case_text(case: SharedCase) -> str:
    """A case worth telling of, and why."""
    why = [_(_WHY[code]).format(days="" if case.over is None else break_name(case.over)) for code in case.why]
    if case.kind == "complaint":
        text, what = (
            _("Complaint {number} ({what}), {name}: in time, the customer content, though {why}"),
            category_name,
        )
    else:
        text, what = _("Order {number} ({what}), {name}: fixed, full marks, though {why}"), product_name
    return text.format(
        number=case.number, what=what(case.what), name=case.name or _("name not told"), why=_(", ").join(why)
    )


def pressing_text(line: Pressing) -> str:
    """An open complaint that presses."""
    if line.handler:
        text = (
            _("{number} overdue since {at}: {step}, {handler}")
            if line.overdue
            else _("{number} due {at}: {step}, {handler}")
        )
    else:
        text = (
            _("{number} overdue since {at}: {step}, nobody has it")
            if line.overdue
            else _("{number} due {at}: {step}, nobody has it")
        )
    return text.format(
        number=line.complaint_no,
        at=f"{line.next_due_at:%m-%d %H:%M}",
        step=still_to_do(line.step),
        handler=line.handler,
    )


def note_text(note: MeetingNote) -> str:
    """A line of the minutes, signed."""
    text = _("no. {number}  {words}  ({name}, {at})").format(
        number=note.number, words=_one_line(note.said.words), name=note.said.by, at=_at(note.said)
    )
    return text if note.taken_back is None else text + _BETWEEN + _said(_("taken back"), note.taken_back)


def promise_text(one: Promise) -> str:
    """Who does what by when, how it stood before, and what became of it."""
    text = _("no. {number}  {who}: {words}, by {due} · {state}").format(
        number=one.number,
        who=one.who,
        words=_one_line(one.words),
        due=one.due.isoformat(),
        state=_(_STATES[one.state]),
    )
    parts = [text, *map(_version, one.before)]
    for said in (one.done, one.taken_back):
        if said is not None:
            parts.append(
                _("{words} ({name}, {at})").format(words=_one_line(said.words), name=said.by, at=_at(said))
            )
    return _BETWEEN.join(parts)


def state_name(state: str) -> str:
    """How a promise stands."""
    return _(_STATES[state])


_BETWEEN = " · "


def _version(one: Version) -> str:
    was = _("before: {who}: {words}, by {due}").format(
        who=one.who, words=_one_line(one.words), due=one.due.isoformat()
    )
    return _said(_("{was}; changed").format(was=was), one.until)


def _said(what: str, said: Said) -> str:
    return _("{what}: {words} ({name}, {at})").format(
        what=what, words=_one_line(said.words), name=said.by, at=_at(said)
    )


def _at(said: Said) -> str:
    return f"{said.at:%Y-%m-%d %H:%M}"


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _came_back(topic: Topic) -> str:
    """Each repair with who had done it, and the orders as which it came back."""
    people = topic.people or ("",) * len(topic.rows)
    repairs: dict[tuple[str, str], list[str]] = {}
    for number, repair, name in zip(topic.rows, topic.beside, people, strict=True):
        repairs.setdefault((repair, name), []).append(number)
    told = []
    for (repair, name), numbers in repairs.items():
        what = _("{row} ({beside})").format(row=repair, beside=name) if name else repair
        told.append(_("{repair} came back as {numbers}").format(repair=what, numbers=_(", ").join(numbers)))
    return _counted(told, _("; "))


def _rows(topic: Topic) -> str:
    rows: Sequence[str] = topic.rows
    if any(topic.beside):
        rows = [
            _("{row} ({beside})").format(row=row, beside=beside) if beside else row
            for row, beside in zip(topic.rows, topic.beside, strict=True)
        ]
    return _counted(rows, _(", "))


def _counted(rows: Sequence[str], between: str) -> str:
    named = between.join(rows[:SHOWN])
    more = len(rows) - SHOWN
    if more <= 0:
        return named
    return ngettext("{rows} and {n} more", "{rows} and {n} more", more).format(rows=named, n=more)
