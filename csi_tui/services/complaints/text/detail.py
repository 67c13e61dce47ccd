"""A complaint as a whole, as text: due times with their proof, milestones, pauses, handlers, decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.scoring.periods import show_period
from csi_tui.services.complaints.text.due_times import given_back_lines, provisional_lines
from csi_tui.services.desk.card_texts import MILESTONE_NAMES, next_step_name
from csi_tui.services.desk.durations import due_words, duration
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.notes.text import note_lines
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.scoring.deadlines import Day
    from csi_tui.services.complaints.detail import ComplaintDetail
    from csi_tui.services.complaints.validity import Decision

Words = Callable[[str], str]
OUTCOMES: dict[str, Callable[[], str]] = {
    "waits": lambda: _("waits"),
    "confirmed": lambda: _("confirmed"),
    "rejected": lambda: _("rejected"),
    "withdrawn": lambda: _("taken back"),
}
KEPT: dict[str, Callable[[], str]] = {
    "calendar": lambda: _("The limit stays where it was: a later change of the calendar makes nobody late."),
    "judged": lambda: _("The limit stays where it was: it was judged before pauses were counted like this."),
}
STATUSES: dict[str, Callable[[], str]] = {"valid": lambda: _("valid"), "invalid": lambda: _("invalid")}


def detail_lines(
    detail: ComplaintDetail, now: datetime, milestone: Words, reason: Callable[[Day], str]
) -> Iterator[str]:
    """Everything about a complaint, line by line, for a terminal or a screen."""
    yield from _head(detail, now, milestone)
    yield ""
    words = list(words_lines(detail.said, detail.agreed))
    if words:
        yield from words
        yield ""
    noted = list(note_lines(detail.notes))
    if noted:
        yield _("Notes")
        yield from noted
        yield ""
    yield from _due_times(detail, now, milestone)
    yield ""
    yield from strip_lines(detail.due.days, reason)
    yield from given_back_lines(detail.due)
    if detail.provisional:
        yield from provisional_lines(detail.due)
    if detail.kept:
        yield KEPT[detail.kept]()
    for heading, lines in (
        (_("Milestones"), _events(detail, milestone)),
        (_("Pauses"), _pauses(detail)),
        (_("Handlers and their shares of the clock"), _shares(detail)),
        (_("Valid or not"), _decisions(detail)),
    ):
        shown = list(lines)
        if shown:
            yield ""
            yield heading
            yield from shown


def strip_lines(days: tuple[Day, ...], reason: Callable[[Day], str]) -> Iterator[str]:
    """The strip of days: each with its count or a dash, and why; with the source of a row that has one."""
    rows, count = [], 0
    for day in days:
        count += day.working
        why = reason(day)
        if day.source:
            why = _("{reason} [{source}]").format(reason=why, source=day.source)
        rows.append((f"{day.date} {weekday(day)}", str(count) if day.working else "-", why))
    yield from table((_("day"), _("counts as"), _("why")), rows).splitlines()


def weekday(day: Day) -> str:
    """The day of the week, short."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.date.weekday()]


def words_lines(said: str, agreed: str) -> Iterator[str]:
    """What the customer says and what was agreed, each under its heading, as far as it was written down."""
    for heading, words in ((_("Customer says"), said), (_("Agreed"), agreed)):
        if words:
            yield heading
            yield from (f"  {safe(line)}" for line in without_phones(words).splitlines())


def _head(detail: ComplaintDetail, now: datetime, milestone: Words) -> Iterator[str]:
    round_text = ""
    if len(detail.rounds) > 1:
        round_text = _("round {n} of {all}").format(
            n=detail.rounds.index(detail.complaint_no) + 1, all=len(detail.rounds)
        )
    yield "  ".join(
        part for part in (detail.complaint_no, round_text, state_text(detail, now, milestone)) if part
    )
    about = (
        _("received {at}").format(at=_at(detail.received_at)),
        detail.customer,
        detail.phone,
        detail.category,
        _("order {number}").format(number=detail.order_no) if detail.order_no else "",
        detail.product,
        detail.serial_no,
        _("handler {name}").format(name=detail.handler or "-"),
    )
    yield safe("  ".join(part for part in about if part))
    if detail.struck:
        yield safe(detail.struck)
    if detail.reopened_because:
        yield safe(_("Reopened: {reason}").format(reason=detail.reopened_because))
    if detail.status_reason:
        yield safe(_("Invalid: {reason}").format(reason=detail.status_reason))
    if detail.paused is not None and detail.paused_until is None:
        yield _("The clock of plan and resolution stands still, until {until} at the latest.").format(
            until=_at(detail.paused)
        )
    if detail.judged is not None:
        yield _("Judged in {month}; that verdict stands, whatever is logged later.").format(
            month=show_period(detail.judged[0])
        )
    if detail.proposed_status:
        status = STATUSES[detail.proposed_status]()
        yield (
            _("Proposed as {status}; a second person has to confirm.").format(status=status)
            if detail.judged is None
            else _(
                "Proposed as {status}; as it is judged already, the proposal can only be rejected."
            ).format(status=status)
        )


def state_text(detail: ComplaintDetail, now: datetime, milestone: Words) -> str:
    """What is next, and until when; or how it ended."""
    if detail.status == "invalid":
        return _("invalid")
    if detail.due_status is None or detail.next_due_at is None:
        return _("resolved {at}").format(at=_at(detail.resolved_at))
    if detail.paused_until is not None:
        return _("the clock stands still, until {until} at the latest").format(until=_at(detail.paused_until))
    words = due_words(detail.next_due_at, now, provisional=detail.due_status.provisional)
    return _("next: {milestone}, {words}").format(
        milestone=next_step_name(detail.due_status.step), words=words
    )


def _due_times(detail: ComplaintDetail, now: datetime, milestone: Words) -> Iterator[str]:
    done = (detail.contacted_at, detail.planned_at, detail.resolved_at)
    dues = (detail.due.contact_due, detail.due.plan_due, detail.resolve_due)
    zone = detail.received_at.tzinfo
    rows = []
    for step, due, at in zip(MILESTONE_NAMES, dues, done, strict=True):
        local = due.astimezone(zone)
        last = step == "resolved"
        provisional = last and detail.provisional
        limit = _("before {due}").format(due=_at(local)) if last else _("by {due}").format(due=_at(local))
        if provisional:
            limit = _("{words} (provisional)").format(words=limit)
        rows.append((milestone(step), limit, _at(at) or "-", verdict(at, local, now, last, provisional)))
    yield from table((_("milestone"), _("limit"), _("done"), ""), rows).splitlines()


def verdict(at: datetime | None, due: datetime, now: datetime, last: bool, provisional: bool) -> str:
    """Whether a milestone is in time; ``last``: its limit itself is too late."""
    moment = at or now
    late = moment >= due if last else moment > due
    if late and provisional:
        return _("not decided: the calendar is not known")
    if late:
        # What nobody logged may have happened in time all the same.
        return _("overdue, not logged") if at is None else _("too late")
    return _("in time") if at is not None else _("open")


def _events(detail: ComplaintDetail, milestone: Words) -> Iterator[str]:
    rows = []
    for event in detail.events:
        marks = []
        if event.correction:
            marks.append(_("correction"))
        if not event.standing:
            marks.append(_("corrected later"))
        elif event.late:
            marks.append(_("too late"))
        rows.append(
            (
                milestone(event.kind),
                _at(event.happened_at) or _("did not happen"),
                _("recorded {at} by {name}").format(at=_at(event.recorded_at), name=event.by),
                _(", ").join(marks),
            )
        )
    yield from _rows(rows, [event.note for event in detail.events])


def _pauses(detail: ComplaintDetail) -> Iterator[str]:
    yield from _rows(
        [
            (
                f"{_at(pause.starts_at)} – {_at(pause.ends_at)}",
                pause.reason,
                pause.by,
            )
            for pause in detail.pauses
        ],
        [_("proof: {proof}").format(proof=pause.proof) for pause in detail.pauses],
    )


def _shares(detail: ComplaintDetail) -> Iterator[str]:
    if len(detail.shares) > 1:
        yield from _rows(
            [(share.handler, duration(share.time), f"{share.percent} %") for share in detail.shares]
        )
    yield from _rows(
        [
            (_("to {name}").format(name=one.to), _("{at} by {name}").format(at=_at(one.at), name=one.by))
            for one in detail.handovers
        ],
        [one.reason for one in detail.handovers],
    )
    if detail.credited:
        yield safe(_("It is credited to {name}, as things stand.").format(name=detail.credited))


def _decisions(detail: ComplaintDetail) -> Iterator[str]:
    rows = []
    for one in detail.decisions:
        answer = OUTCOMES[one.outcome]()
        if one.decided_at is not None:
            answer = _("{outcome} {at} by {name}").format(
                outcome=answer, at=_at(one.decided_at), name=one.decided_by
            )
        rows.append(
            (
                STATUSES[one.status](),
                _("proposed {at} by {name}").format(at=_at(one.proposed_at), name=one.proposed_by),
                answer,
            )
        )
    yield from _rows(rows, [reasons(one) for one in detail.decisions])


def reasons(decision: Decision) -> str:
    """Why it was proposed, and what was answered."""
    if not decision.answer:
        return decision.reason
    return _("{reason} → {answer}").format(reason=decision.reason, answer=decision.answer)


def _rows(rows: Sequence[tuple[str, ...]], notes: Sequence[str] = ()) -> Iterator[str]:
    """Rows in columns; what somebody wrote to one stands below it, for it may be long."""
    if not rows:
        return
    lines = table(("",) * len(rows[0]), rows).splitlines()[1:]
    for line, note in zip_longest(lines, notes, fillvalue=""):
        yield line
        if note:
            yield safe(f"    {note}")


def _at(instant: datetime | None) -> str:
    return "" if instant is None else f"{instant:%Y-%m-%d %H:%M}"
