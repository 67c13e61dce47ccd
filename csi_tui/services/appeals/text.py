"""Appeals as text: a list, and one with everything that happened to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.services.appeals.pages import AppealLine, Step

Words = Callable[[str], str]


def appeal_table(found: Sequence[AppealLine], state: Callable[[AppealLine], str], outcome: Words) -> str:
    """Appeals, a line each."""
    if not found:
        return _("No appeals.")
    header = (
        _("appeal"),
        _("month"),
        _("employee"),
        _("line"),
        _("state"),
        _("waits for"),
        _("until"),
        _("decision"),
    )
    rows = [
        (
            one.number,
            one.month,
            f"{one.employee_no} {one.name}",
            one.line_name,
            state(one),
            one.waits_for,
            _until(one),
            outcome(one.outcome),
        )
        for one in found
    ]
    return table(header, rows)


def appeal_lines(
    one: AppealLine, state: Callable[[AppealLine], str], step: Callable[[Step], str], outcome: Words
) -> Iterator[str]:
    """One appeal with its steps."""
    yield safe(f"{one.number}  {one.month}  {one.employee_no} {one.name}  {state(one)}")
    line = _("about {line}").format(line=one.line_name)
    if one.row_no:
        line = _("{line}, row {number}").format(line=line, number=one.row_no)
    yield safe(line)
    yield safe(_("reason: {reason}").format(reason=one.reason))
    if one.evidence:
        yield safe(_("evidence: {evidence}").format(evidence=one.evidence))
    if one.taken_down_by:
        yield safe(
            _("asked for by {name}, taken down by {writer}").format(name=one.name, writer=one.taken_down_by)
        )
    if one.unconfirmed:
        yield safe(_("Not confirmed by {name}; its days run all the same.").format(name=one.name))
    if one.acted_on == "escalated":
        yield safe(_("Not confirmed, but taken further by {name} in person.").format(name=one.name))
    if one.acted_on == "withdrawn":
        yield safe(_("Not confirmed, but taken back by {name} in person.").format(name=one.name))
    if one.waits_for:
        yield safe(_("waits for {name}, until {until}").format(name=one.waits_for, until=_until(one)))
    yield ""
    for happened in one.steps:
        words = step(happened)
        if happened.outcome:
            words = _("{step}: {outcome}").format(step=words, outcome=outcome(happened.outcome))
        yield safe(f"{happened.at:%Y-%m-%d %H:%M}  {happened.by}  ({happened.account})  {words}")
        if happened.step != "filed" and happened.text:
            yield safe(f"    {happened.text}")


def _until(one: AppealLine) -> str:
    if one.state == "closed":
        return ""
    until = f"{one.due_at:%Y-%m-%d %H:%M}"
    return _("{until} (late)").format(until=until) if one.late and one.waits_for else until
