"""A complaint as a whole, as text and JSON: due times with their proof, milestones, pauses, handlers, decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from csi_tui.i18n import _
from csi_tui.scoring.periods import show_period
from csi_tui.services.complaints.text.lists import given_back_lines, provisional_lines
from csi_tui.services.desk.card_texts import MILESTONE_NAMES
from csi_tui.services.desk.durations import due_words, duration
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.scoring.deadlines import Day
    from csi_tui.services.complaints.detail import Case
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


def case_json(case: Case, zone: tzinfo, reason: Callable[[Day], str]) -> dict[str, Any]:
    """The object that ``csi complaint show --json`` prints; instants carry the site's offset."""

    def at(instant: datetime | None) -> str | None:
        return None if instant is None else instant.astimezone(zone).isoformat()

    stands = case.standing
    return {
        "complaint_no": case.complaint_no,
        "rounds": list(case.rounds),
        "received_at": at(case.received_at),
        "customer_name": case.customer,
        "customer_phone": case.phone,
        "order_no": case.order_no,
        "serial_no": case.serial_no,
        "handler": case.handler,
        "category": case.category,
        "status": case.status,
        "status_reason": case.status_reason,
        "proposed_status": case.proposed_status,
        "contact_due": at(case.due.contact_due),
        "plan_due": at(case.due.plan_due),
        "resolve_due": at(case.resolve_due),
        "provisional": case.provisional,
        "kept": bool(case.kept),
        "calendar_version": case.calendar_version,
        "contacted_at": at(case.contacted_at),
        "planned_at": at(case.planned_at),
        "resolved_at": at(case.resolved_at),
        "next_step": None if stands is None else stands.step,
        "next_due_at": at(case.next_due_at),
        "level": "" if stands is None else stands.level,
        "percent": 0 if stands is None else stands.percent,
        "paused_until": at(case.paused_until),
        "days": [
            {"date": day.date.isoformat(), "working": day.working, "why": reason(day), "source": day.source}
            for day in case.due.days
        ],
        "events": [
            {
                "kind": event.kind,
                "happened_at": at(event.happened_at),
                "recorded_at": at(event.recorded_at),
                "by": event.by,
                "note": event.note,
                "correction": event.correction,
                "standing": event.standing,
            }
            for event in case.events
        ],
        "pauses": [
            {
                "reason": pause.reason,
                "proof": pause.proof,
                "starts_at": at(pause.starts_at),
                "ends_at": at(pause.ends_at),
                "by": pause.by,
                "limit": pause.limit,
            }
            for pause in case.pauses
        ],
        "shares": [
            {
                "handler": share.handler,
                "minutes": share.time // timedelta(minutes=1),
                "percent": share.percent,
            }
            for share in case.shares
        ],
        "handovers": [
            {"to": one.to, "at": at(one.at), "by": one.by, "reason": one.reason} for one in case.handovers
        ],
        "credited": case.credited or case.handler,
        "judged_in": None if case.judged is None else show_period(case.judged[0]),
        "decisions": [decision.json() for decision in case.decisions],
    }


def case_lines(case: Case, now: datetime, milestone: Words, reason: Callable[[Day], str]) -> Iterator[str]:
    """Everything about a complaint, line by line, for a terminal or a screen."""
    yield from _head(case, now, milestone)
    yield ""
    yield from _due_times(case, now, milestone)
    yield ""
    yield from strip_lines(case.due.days, reason)
    yield from given_back_lines(case.due)
    if case.provisional:
        yield from provisional_lines(case.due)
    if case.kept:
        yield KEPT[case.kept]()
    for heading, lines in (
        (_("Milestones"), _events(case, milestone)),
        (_("Pauses"), _pauses(case)),
        (_("Handlers and their shares of the clock"), _shares(case)),
        (_("Valid or not"), _decisions(case)),
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


def _head(case: Case, now: datetime, milestone: Words) -> Iterator[str]:
    round_text = ""
    if len(case.rounds) > 1:
        round_text = _("round {n} of {all}").format(
            n=case.rounds.index(case.complaint_no) + 1, all=len(case.rounds)
        )
    yield "  ".join(part for part in (case.complaint_no, round_text, _state(case, now, milestone)) if part)
    about = (
        _("received {at}").format(at=_at(case.received_at)),
        case.customer,
        case.phone,
        case.category,
        _("order {number}").format(number=case.order_no) if case.order_no else "",
        case.product,
        case.serial_no,
        _("handler {name}").format(name=case.handler or "-"),
    )
    yield safe("  ".join(part for part in about if part))
    if case.reopened_because:
        yield safe(_("Reopened: {reason}").format(reason=case.reopened_because))
    if case.status_reason:
        yield safe(_("Invalid: {reason}").format(reason=case.status_reason))
    if case.paused is not None and case.paused_until is None:
        yield _("The clock of plan and resolution stands still, until {until} at the latest.").format(
            until=_at(case.paused)
        )
    if case.judged is not None:
        yield _("Judged in {month}; that verdict stands, whatever is logged later.").format(
            month=show_period(case.judged[0])
        )
    if case.proposed_status:
        status = STATUSES[case.proposed_status]()
        yield (
            _("Proposed as {status}; a second person has to confirm.").format(status=status)
            if case.judged is None
            else _(
                "Proposed as {status}; as it is judged already, the proposal can only be rejected."
            ).format(status=status)
        )


def _state(case: Case, now: datetime, milestone: Words) -> str:
    if case.status == "invalid":
        return _("invalid")
    if case.standing is None or case.next_due_at is None:
        return _("resolved {at}").format(at=_at(case.resolved_at))
    if case.paused_until is not None:
        return _("the clock stands still, until {until} at the latest").format(until=_at(case.paused_until))
    words = due_words(case.next_due_at, now, provisional=case.standing.provisional)
    return _("next: {milestone}, {words}").format(milestone=milestone(case.standing.step), words=words)


def _due_times(case: Case, now: datetime, milestone: Words) -> Iterator[str]:
    done = (case.contacted_at, case.planned_at, case.resolved_at)
    dues = (case.due.contact_due, case.due.plan_due, case.resolve_due)
    zone = case.received_at.tzinfo
    rows = []
    for step, due, at in zip(MILESTONE_NAMES, dues, done, strict=True):
        local = due.astimezone(zone)
        last = step == "resolved"
        provisional = last and case.provisional
        limit = _("before {due}").format(due=_at(local)) if last else _("by {due}").format(due=_at(local))
        if provisional:
            limit = _("{words} (provisional)").format(words=limit)
        rows.append((milestone(step), limit, _at(at) or "-", _verdict(at, local, now, last, provisional)))
    yield from table((_("milestone"), _("limit"), _("done"), ""), rows).splitlines()


def _verdict(at: datetime | None, due: datetime, now: datetime, last: bool, provisional: bool) -> str:
    moment = at or now
    late = moment >= due if last else moment > due
    if late and provisional:
        return _("not decided: the calendar is not known")
    if late:
        # What nobody logged may have happened in time all the same.
        return _("overdue, not logged") if at is None else _("too late")
    return _("in time") if at is not None else _("open")


def _events(case: Case, milestone: Words) -> Iterator[str]:
    rows = []
    for event in case.events:
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
                _("recorded {at} by {name}").format(at=f"{event.recorded_at:%m-%d %H:%M}", name=event.by),
                _(", ").join(marks),
            )
        )
    yield from _rows(rows, [event.note for event in case.events])


def _pauses(case: Case) -> Iterator[str]:
    yield from _rows(
        [
            (
                f"{_at(pause.starts_at)} – {_at(pause.ends_at)}",
                pause.reason,
                pause.by,
            )
            for pause in case.pauses
        ],
        [_("proof: {proof}").format(proof=pause.proof) for pause in case.pauses],
    )


def _shares(case: Case) -> Iterator[str]:
    if len(case.shares) > 1:
        yield from _rows(
            [(share.handler, duration(share.time), f"{share.percent} %") for share in case.shares]
        )
    yield from _rows(
        [
            (_("to {name}").format(name=one.to), _("{at} by {name}").format(at=_at(one.at), name=one.by))
            for one in case.handovers
        ],
        [one.reason for one in case.handovers],
    )
    if case.credited:
        yield safe(_("It is credited to {name}, as things stand.").format(name=case.credited))


def _decisions(case: Case) -> Iterator[str]:
    rows = []
    for one in case.decisions:
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
    yield from _rows(rows, [reasons(one) for one in case.decisions])


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
