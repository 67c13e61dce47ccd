"""Acts on own figures in words: what they would change, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING

from csi_tui.i18n import N_, _, ngettext
from csi_tui.services.desk.form_fields import choice_label
from csi_tui.services.desk.permissions import role_names
from csi_tui.services.tabular.aligned import safe
from csi_tui.services.tabular.kinds import KINDS

if TYPE_CHECKING:
    from csi_tui.services.desk.own_acts import OwnActs
    from csi_tui.services.waiting.pages import ActLine

WHAT: Mapping[str, str] = {
    "erase-customer": N_("erase the customer of {subject}"),
    "run-retention": N_("erase what is due at {subject}"),
    "enter-order": N_("enter order {subject}"),
    "change-order": N_("change order {subject}"),
    "renumber-order": N_("give order {subject} another number"),
    "enter-survey": N_("enter survey {subject}"),
    "correct-survey": N_("put survey {subject} right"),
    "register-complaint": N_("register complaint {subject}"),
    "put-right-complaint": N_("put complaint {subject} right by a file"),
    "log-milestone": N_("log a milestone of {subject}"),
    "correct-milestone": N_("correct a milestone of {subject}"),
    "correct-receipt": N_("put the receipt of {subject} right"),
    "assign-complaint": N_("hand {subject} over"),
    "correct-handler": N_("correct the handler of {subject}"),
    "sign-off": N_("sign {subject} off"),
    "keep-employee": N_("change what holds of {subject}"),
    "add-user": N_("add user {subject}"),
    "set-roles": N_("change the roles of {subject}"),
    "link-user": N_("change which employee {subject} is"),
    "use-scheme": N_("compute by {subject}"),
    "plan-month": N_("choose the items of {subject}"),
    "set-own-acts": N_("change what is done alone to own figures at {subject}"),
    "replace-signing-key": N_("put a new signing key in the place of {subject}, which is lost"),
    "lengthen-pause": N_("stop the clock of {subject} for longer"),
}
"""Kind of an act → what it does."""
STATES: Mapping[str, str] = {
    "waits": N_("waits"),
    "confirmed": N_("confirmed by a second person"),
    "rejected": N_("rejected by a second person"),
    "withdrawn": N_("taken back"),
    "alone": N_("unconfirmed: nobody else could confirm it"),
    "carried": N_("carried over"),
}
_LABELS = {
    column.id: column.label
    for kind in ("employees", "complaints", "surveys", "orders")
    for column in KINDS[kind]
}
_CHOICES = {
    column.id: column.choices for kind in ("employees", "orders") for column in KINDS[kind] if column.choices
}
OTHER_LABELS: Mapping[str, str] = {
    "due_on": N_("due on"),
    "due_customers": N_("customers"),
    "due_leavers": N_("people who left"),
    "due_list": N_("list"),
    "paused_until": N_("stands still until"),
    "scheme": N_("scheme"),
    "items": N_("items with their levels"),
    "from_month": N_("from month"),
    "adjustment_limits": N_("limits of adjustment"),
    "weights": N_("weights"),
    "pay": N_("pay"),
    "late_entry_minutes": N_("minutes that are entered as it happens"),
    "handover_share": N_("percent of a limit from which on nobody hands over alone"),
    "pause_days_alone": N_("days that a clock stands still at once"),
    "signing_key": N_("signing key"),
    "roles": N_("roles"),
}


def what_text(line: ActLine) -> str:
    """What it does, as a list shows it."""
    return _(WHAT[line.kind]).format(subject=line.subject)


def change_texts(changes: Mapping[str, tuple[object, object]], zone: tzinfo) -> list[str]:
    """What stands there and what is to, a line for each field."""
    return [
        _("{field}: {old} → {new}").format(
            field=_(_LABELS.get(name) or OTHER_LABELS[name]),
            old=_value(name, old, zone),
            new=_value(name, new, zone),
        )
        for name, (old, new) in changes.items()
    ]


def _value(name: str, value: object, zone: tzinfo) -> str:
    if value is None or value == "":
        return _("nothing")
    text = str(value)
    if name == "roles":
        return _(", ").join(role_names(text.split(",")))
    if name in _CHOICES:
        return choice_label(_CHOICES[name], text)
    if name.endswith("_at") or name == "paused_until":
        instant = datetime.fromisoformat(text)
        return (
            f"{(instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(zone):%Y-%m-%d %H:%M}"
        )
    return safe(text)


def act_lines(found: Sequence[ActLine], zone: tzinfo) -> Iterator[str]:
    """Each act with what it changes, its reason, and what became of it."""
    if not found:
        yield _("Nothing waits for a second person.")
    for line in found:
        yield safe(
            _("{number}  {what}; {by}, {at}: {state}").format(
                number=f"{line.number:>4}",
                what=what_text(line),
                by=line.by,
                at=f"{line.at:%Y-%m-%d %H:%M}",
                state=_(STATES[line.state]),
            )
        )
        for text in (*change_texts(line.changes, zone), _("why: {reason}").format(reason=line.reason)):
            yield "      " + safe(text)
        if line.answered_by:
            yield "      " + safe(
                _("{by}, {at}: {answer}").format(
                    by=line.answered_by, at=f"{line.answered_at:%Y-%m-%d %H:%M}", answer=line.answer or "-"
                )
            )


def own_act_lines(site: OwnActs) -> Iterator[str]:
    """What somebody does alone to a figure of their own at the site."""
    yield ngettext(
        "Entered as it happens: within {n} minute.",
        "Entered as it happens: within {n} minutes.",
        site.late_entry_minutes,
    ).format(n=site.late_entry_minutes)
    yield _("Own complaints are handed over alone: before {n} % of a limit are gone.").format(
        n=site.handover_share
    )
    yield ngettext(
        "The clock of an own complaint stands still at once: for {n} day.",
        "The clock of an own complaint stands still at once: for {n} days.",
        site.pause_days_alone,
    ).format(n=site.pause_days_alone)


def answered_text(number: int, subject: str, outcome: str) -> str:
    """What became of an act, as a sentence."""
    sentences = {
        "confirmed": N_("No. {number} on {subject} is confirmed and done."),
        "rejected": N_("No. {number} on {subject} is rejected; what stood there stays."),
        "withdrawn": N_("No. {number} on {subject} is taken back; what stood there stays."),
        "carried": N_("No. {number} on {subject} waits on, and holds up no month any more."),
    }
    return _(sentences[outcome]).format(number=number, subject=subject)
