"""What is told of the detail of an entry of the audit trail, act by act: what each key is called and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from csi_tui.i18n import N_


class Part(NamedTuple):
    """What a key of an entry's detail is called and how it is read; ``before``: the key of what stood there."""

    label: str
    cell: str = "text"
    before: str = ""


_HAPPENED = N_("when it happened")
_PROMISE = {
    "line": Part(N_("line no.")),
    "for": Part(N_("employee"), "person"),
    "by": Part(N_("by"), "date"),
}
_TALK = {"talk": Part(N_("talk no."))}
PARTS: Mapping[str, Mapping[str, Part]] = {
    "change-order": {"why": Part(N_("why after completion"), "why")},
    "take-back-order": {"entry": Part(N_("entry that is taken back"))},
    "renumber-order": {"after": Part(N_("Order no."), before="before")},
    "assign-complaint": {"after": Part(N_("Handler"), "person", "before")},
    "correct-handler": {"after": Part(N_("Handler"), "person", "before")},
    "correct-receipt": {"after": Part(N_("Received"), "instant", "before")},
    "milestone": {"happened_at": Part(_HAPPENED, "instant")},
    "correct-milestone": {"after": Part(_HAPPENED, "instant", "before")},
    "reopen": {"as": Part(N_("new round")), "at": Part(_HAPPENED, "instant")},
    "pause": {
        "reason": Part(N_("pause for")),
        "until": Part(N_("until at the latest"), "instant"),
    },
    "propose-validity": {"status": Part(N_("Status"), "status")},
    "confirm-validity": {
        "status": Part(N_("Status"), "status"),
        "proposed_by": Part(N_("proposed by"), "user"),
    },
    "reject-validity": {
        "status": Part(N_("Status"), "status"),
        "proposed_by": Part(N_("proposed by"), "user"),
    },
    "strike-out": {"kind": Part(N_("what is struck out"), "struck"), "month": Part(N_("month"))},
    "restore-row": {"kind": Part(N_("what counts again"), "struck")},
    "erase-customer": {
        "orders": Part(N_("work orders"), "count"),
        "complaints": Part(N_("complaints"), "count"),
    },
    "put-back": {"import": Part(N_("file no."))},
    "dismiss-finding": {"code": Part(N_("Finding")), "beside": Part(N_("beside"))},
    "keep-employee": {
        "role": Part(N_("Role"), "role"),
        "team": Part(N_("Team")),
        "supervisor": Part(N_("Supervisor"), "person"),
        "valid_from": Part(N_("Valid from"), "date"),
        "left_on": Part(N_("Left"), "date"),
    },
    "rate": {
        "item": Part(N_("item"), "rated"),
        "on": Part(N_("day"), "date"),
        "score": Part(N_("score"), "rated points"),
    },
    "rate-sheet": {"on": Part(N_("day"), "date"), "scores": Part(N_("scores"), "rated list")},
    "withdraw-rating": {"rating": Part(N_("rating no."))},
    "conduct": {
        "record": Part(N_("record no.")),
        "code": Part(N_("code"), "rated"),
        "on": Part(N_("day"), "date"),
        "points": Part(N_("points"), "rated points"),
    },
    "withdraw-conduct": {"record": Part(N_("record no."))},
    "adjust": {
        "adjustment": Part(N_("adjustment no.")),
        "line": Part(N_("line")),
        "points": Part(N_("points"), "points"),
    },
    "withdraw-adjustment": {"adjustment": Part(N_("adjustment no."))},
    "write-conclusion": {"conclusion": Part(N_("conclusion no."))},
    "take-back-conclusion": {"conclusion": Part(N_("conclusion no."))},
    "hold-talk": {**_TALK, "span": Part(N_("month")), "on": Part(N_("held on"), "date")},
    "agree-to-talk": _TALK,
    "disagree-with-talk": _TALK,
    "read-talk-aloud": _TALK,
    "take-back-talk": _TALK,
    "write-minutes": {"line": Part(N_("line no."))},
    "promise": _PROMISE,
    "change-promise": _PROMISE,
    "promise-done": {"line": Part(N_("line no."))},
    "take-back-minutes": {"line": Part(N_("line no."))},
    "enter-amount": {"input": Part(N_("amount")), "subject": Part(N_("employee"), "person")},
    "file-appeal": {"month": Part(N_("month")), "line": Part(N_("line"))},
    "take-down-appeal": {
        "month": Part(N_("month")),
        "line": Part(N_("line")),
        "for": Part(N_("employee"), "person"),
    },
    "decide-appeal": {"instance": Part(N_("instance")), "outcome": Part(N_("outcome"), "outcome")},
    "confirm-appeal": {
        "how": Part(N_("in which way"), "confirmed"),
        "witness": Part(N_("witness"), "person"),
    },
    "take-note": {"employee": Part(N_("employee"), "person"), "how": Part(N_("in which way"), "noted")},
    "import": {
        "kind": Part(N_("kind"), "kind"),
        "accepted": Part(N_("taken")),
        "revised": Part(N_("put right")),
        "skipped": Part(N_("skipped")),
        "rejected": Part(N_("rows rejected")),
    },
    "undo-import": {
        "kind": Part(N_("kind"), "kind"),
        "gone": Part(N_("undone")),
        "stayed": Part(N_("stayed")),
    },
    "add-user": {"roles": Part(N_("roles"), "roles"), "employee": Part(N_("employee"), "person")},
    "set-roles": {"roles": Part(N_("roles"), "roles")},
    "link-user": {"employee": Part(N_("employee"), "person")},
    "set-active": {"active": Part(N_("access"), "yes_no")},
    "set-password": {"given": Part(N_("a password is set"), "yes_no")},
    "compute": {"revision": Part(N_("revision"))},
    "publish": {"revision": Part(N_("revision")), "code": Part(N_("certificate code"))},
    "freeze": {"revision": Part(N_("revision")), "to": Part(N_("month"))},
    "backfill": {"revision": Part(N_("revision"))},
    "correct": {"revision": Part(N_("revision"), before="replaces")},
    "reopen-month": {"revision": Part(N_("revision"))},
    "draw-sample": {"revision": Part(N_("revision")), "rows": Part(N_("rows drawn"))},
    "draw-customers": {
        "customers": Part(N_("customers drawn")),
        "seed_entry": Part(N_("seed: the code of entry no.")),
        "team": Part(N_("Team")),
    },
    "sign-off": {"revision": Part(N_("revision")), "verdict": Part(N_("verdict"), "verdict")},
    "enter-figures": {"figures": Part(N_("figures"), "count"), "rule": Part(N_("from the rows, by rule"))},
    "sample-finding": {"finding": Part(N_("Finding"), "looked")},
    "settle-pay": {"number": Part(N_("settlement no.")), "people": Part(N_("people"))},
    "plan-month": {"items": Part(N_("items with their levels"))},
    "use-scheme": {"from": Part(N_("from month")), "before": Part(N_("scheme before"))},
    "accept-head": {"here": Part(N_("trail code"), before="before")},
    "run-retention": {
        "list": Part(N_("list")),
        "day": Part(N_("due on")),
        "customers": Part(N_("customers")),
        "leavers": Part(N_("people who left")),
    },
    "forget-leaver": {"pseudonym": Part(N_("name"))},
    "set-own-acts": {
        "late_entry_minutes": Part(N_("minutes that are entered as it happens")),
        "handover_share": Part(N_("percent of a limit from which on nobody hands over alone")),
        "pause_days_alone": Part(N_("days that a clock stands still at once")),
    },
    "set-terms": {
        "customer_months": Part(N_("months for customers")),
        "leaver_years": Part(N_("years for people who left")),
        "others_withheld": Part(N_("only the own receipts and grades are read"), "yes_no"),
    },
    "restore": {"here": Part(N_("trail code"), before="before")},
    "confirm-clock": {"newest": Part(N_("newest entry then"), "instant")},
}
"""Action → what is told of its detail; of the rows of files each column is told beside (``details``)."""
