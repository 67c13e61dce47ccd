"""What the month-close says: where a month stands, and what a step will do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, ends_at
from csi_tui.services.close.check import Finding
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import state_name
from csi_tui.services.desk.durations import due_words
from csi_tui.services.desk.permissions import PERMISSIONS, role_names
from csi_tui.services.desk.sentences import together
from csi_tui.services.months import objection_windows
from csi_tui.services.months.next_step import next_step
from csi_tui.services.months.status import MonthStatus
from csi_tui.services.months.steps import Step, step_name
from csi_tui.widgets.cells import long_time

STEPS: dict[str, str] = {
    "": N_("Nothing is left to do: the month is closed for good."),
    "wait": N_("The month still runs; computing it now gives a preview."),
    "compute": N_("Next: check (F2), then compute (F6)."),
    "publish": N_("Next: look at the cards (6), then publish (F9)."),
    "nobody": N_("Nobody is assessed: check (F2) what is missing, enter it, then compute again (F6)."),
    "window": N_("The window runs until {until} ({words}); then: freeze (Shift-F9)."),
    "freeze": N_("Next: freeze (Shift-F9)."),
    "corrected": N_(
        "Corrected: those whose card changed may appeal until {until} ({words}); their pay waits until then."
    ),
    "frozen-early": N_(
        "Frozen before its window was over, by a clock that was ahead: appeals until {until} ({words}), pay waits."
    ),
}


TAKES_A_ROLE = frozenset({"compute", "publish", "nobody", "window", "freeze"})
"""Steps that somebody who closes months takes."""


def status_lines(status: MonthStatus, now: datetime, zone: tzinfo, *, may_close: bool) -> list[str]:
    """Three lines: the state, what it rests on, the next step, with who takes it where the reader may not."""
    head = f"{local_times.month_text(status.period)}  {state_name(status.state)}"
    facts = []
    if status.revision:
        head += "  " + _("revision {n}").format(n=status.revision)
        facts.append(_("as of {at}").format(at=long_time(status.as_of)))
        facts.append(_("{assessed} of {cards} assessed").format(assessed=status.assessed, cards=status.cards))
    if status.backfilled:
        facts.append(_("backfilled"))
    if status.reopened:
        facts.append(_("reopened: {reason}").format(reason=status.reopened))
    if status.frozen_at is not None:
        facts.append(_("frozen {at}").format(at=long_time(status.frozen_at)))
    following = next_step(status, now, zone)
    step = _(STEPS[following])
    until = status.window_ends_at
    if until is not None:
        step = step.format(until=long_time(until), words=due_words(until, now))
    if following in TAKES_A_ROLE and not may_close:
        roles = _(", ").join(role_names(PERMISSIONS["close"]))
        step = together(step, _("Who may: {roles}.").format(roles=roles))
    return [head, " · ".join(facts) or _("nothing computed yet"), step]


def step_lines(steps: Sequence[Step]) -> str:
    """What was done to a month, by whom, when and why; the latest first."""
    if not steps:
        return _("Nothing was done to this month yet.")
    lines = []
    for one in reversed(steps):
        lines.append(
            _("{at}  {step}, revision {n}, {by}").format(
                at=long_time(one.at), step=step_name(one.step), n=one.revision, by=one.by
            )
        )
        if one.reason:
            lines.append(f"    {one.reason}")
    return "\n".join(lines)


def compute_question(period: Period, blocking: Sequence[Finding]) -> str:
    """Asked before a month with blocking findings is computed."""
    return _("The check of {month} found something blocking:\n{findings}\nCompute all the same?").format(
        month=local_times.month_text(period),
        findings="\n".join(f"  - {finding.title}" for finding in blocking),
    )


def publish_question(
    period: Period, window: objection_windows.Window, blocking: Sequence[Finding], *, checked: bool
) -> str:
    """Asked before a month is published."""
    parts = [
        _("Publish {month}?").format(month=local_times.month_text(period)),
        _(
            "The data that the cards rest on are kept, and the month is not computed again unless it is taken back "
            "with a reason. The window of {days} working days runs until {until}. What is entered for {month} from "
            "now on counts in the next open month."
        ).format(days=window.days, until=long_time(window.ends_at), month=local_times.month_text(period)),
    ]
    if not checked:
        parts.append(_("This month was not checked since you came here."))
    if blocking:
        parts.append(_("The check found something blocking:\n{findings}").format(
            findings="\n".join(f"  - {finding.title}" for finding in blocking)
        ))  # fmt: skip
    return "\n\n".join(parts)


def too_early_text(status: MonthStatus, now: datetime, zone: tzinfo) -> str:
    """Why a computed month is not published yet; empty where it ended before it was computed."""
    end = ends_at(status.period, zone).astimezone(zone)
    month = local_times.month_text(status.period)
    if now < end:
        return _("{month} ends at {end}; it is computed again then, and published.").format(
            month=month, end=long_time(end)
        )
    if status.as_of is not None and status.as_of < end:
        return _("{month} was computed before it ended: compute it again (F6), then publish.").format(
            month=month
        )
    return ""


def freeze_question(period: Period, status: MonthStatus | None, now: datetime) -> str:
    """Asked before a month is frozen; says when its window still runs."""
    text = _(
        "Freeze {month}?\n\nNothing can change the month after this. Orders not "
        "completed and complaints not yet decided go on to the next open month."
    ).format(month=local_times.month_text(period))
    until = None if status is None else status.window_ends_at
    if until is None or until <= now:
        return text
    still = _(
        "The window in which appeals are filed still runs until {until} ({words}); before that it is not frozen."
    )
    return "\n\n".join((text, still.format(until=long_time(until), words=due_words(until, now))))
