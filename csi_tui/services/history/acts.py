"""What an entry of the audit trail is about, and what was done, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from csi_tui.i18n import N_, _
from csi_tui.services.desk.card_texts import milestone_name

ACTS: Mapping[str, str] = {
    "enter-order": N_("order {subject} entered"),
    "change-order": N_("order {subject} changed"),
    "take-back-order": N_("order {subject}: an entry taken back"),
    "enter-survey": N_("survey {subject} entered"),
    "correct-survey": N_("survey {subject} put right"),
    "import": N_("file no. {subject} brought in"),
    "export-rows": N_("rows written to a file with whole phone numbers"),
    "undo-import": N_("import {subject} undone"),
    "hold-rows": N_("{subject}: rows written after their entry"),
    "write-conclusion": N_("conclusion from {subject} kept"),
    "take-back-conclusion": N_("conclusion from {subject} taken back"),
    "hold-talk": N_("talk with {subject} written down"),
    "agree-to-talk": N_("{subject} agreed to a talk"),
    "disagree-with-talk": N_("{subject} did not agree to a talk"),
    "read-talk-aloud": N_("talk read aloud to {subject}"),
    "take-back-talk": N_("talk with {subject} taken back"),
    "write-minutes": N_("minutes of {subject} written"),
    "promise": N_("what is to be done after {subject} kept"),
    "change-promise": N_("promise of {subject} changed"),
    "promise-done": N_("promise of {subject} done"),
    "take-back-minutes": N_("line of the minutes of {subject} taken back"),
    "dismiss-finding": N_("{subject} found right in the check of a month"),
    "register-complaint": N_("complaint {subject} registered"),
    "milestone": N_("“{milestone}” of {subject} logged"),
    "correct-milestone": N_("“{milestone}” of {subject} corrected"),
    "reopen": N_("complaint {subject} reopened"),
    "assign-complaint": N_("complaint {subject} given to another handler"),
    "correct-handler": N_("handler of {subject} corrected"),
    "pause": N_("clock of {subject} stopped"),
    "resume": N_("clock of {subject} running again"),
    "propose-validity": N_("proposal made for {subject}"),
    "confirm-validity": N_("proposal for {subject} confirmed"),
    "reject-validity": N_("proposal for {subject} rejected or taken back"),
    "lengthen-pause": N_("clock of {subject} stopped for longer"),
    "propose-act": N_("what was entered for {subject} waits for a second person"),
    "act-alone": N_("{subject}: done without a second person, for there was none"),
    "confirm-act": N_("what waited for {subject} confirmed"),
    "reject-act": N_("what waited for {subject} rejected"),
    "withdraw-act": N_("what waited for {subject} taken back"),
    "carry-act": N_("what waits for {subject} carried over to a later month"),
    "rate": N_("rating of {subject}"),
    "rate-sheet": N_("sheet of ratings of {subject}"),
    "withdraw-rating": N_("rating of {subject} taken back"),
    "conduct": N_("conduct record of {subject}"),
    "withdraw-conduct": N_("conduct record of {subject} taken back"),
    "enter-figures": N_("figures of {subject} entered"),
    "enter-amount": N_("amount of {subject} entered"),
    "adjust": N_("line of a card of {subject} adjusted"),
    "withdraw-adjustment": N_("adjustment of {subject} taken back"),
    "strike-out": N_("{subject} struck out"),
    "complaint-words": N_("words of {subject} written"),
    "correct-receipt": N_("receipt of {subject} put right"),
    "change-complaint": N_("complaint {subject} put right by a file"),
    "put-back": N_("{subject} put back to how it stood before a file"),
    "renumber-order": N_("number of order {subject} put right"),
    "write-note": N_("note on {subject} written"),
    "erase-customer": N_("customer of {subject} erased"),
    "forget-leaver": N_("a pseudonym put in the place of the name of {subject}"),
    "run-retention": N_("what was due at {subject} erased"),
    "set-own-acts": N_("what is done alone to own figures changed ({subject})"),
    "set-terms": N_("what the site has decided of personal data changed ({subject})"),
    "export-customer": N_("data of the customer of {subject} written to a file"),
    "escalate-appeal": N_("appeal {subject} taken further"),
    "carry-appeal": N_("appeal {subject} carried over"),
    "take-down-appeal": N_("appeal {subject} taken down for its owner"),
    "confirm-appeal": N_("appeal {subject} confirmed by its owner"),
    "restore-row": N_("{subject} let count again"),
    "file-appeal": N_("appeal {subject} filed"),
    "withdraw-appeal": N_("appeal {subject} taken back"),
    "decide-appeal": N_("appeal {subject} decided"),
    "keep-employee": N_("{subject} kept as an employee"),
    "compute": N_("month {subject} computed"),
    "publish": N_("month {subject} published"),
    "reopen-month": N_("month {subject} opened again"),
    "freeze": N_("month {subject} frozen"),
    "backfill": N_("month {subject} frozen, of the time before this store"),
    "correct": N_("month {subject} corrected"),
    "take-note": N_("note taken of a card of {subject}"),
    "draw-sample": N_("sample of {subject} drawn"),
    "draw-customers": N_("customers of {subject} drawn, to be called"),
    "sample-finding": N_("rows in the sample of {subject} looked at"),
    "sign-off": N_("word of the oversight group on {subject}"),
    "settle-pay": N_("pay of {subject} settled"),
    "use-scheme": N_("scheme {subject} chosen"),
    "plan-month": N_("items of {subject} chosen"),
    "forget-mapping": N_("mapping no. {subject} forgotten"),
    "calendar-set": N_("days of the calendar changed ({subject})"),
    "calendar-declare": N_("year of the calendar declared final ({subject})"),
    "calendar-import": N_("days of the calendar brought in by a file ({subject})"),
    "confirm-clock": N_("clock of the machine confirmed"),
    "accept-head": N_("state of the store accepted that does not continue from the last one seen"),
    "make-signing-key": N_("signing key {subject} made"),
    "replace-signing-key": N_("signing key {subject} put in the place of the one before"),
    "export-signing-key": N_("signing key {subject} written out for two holders"),
    "bring-signing-key": N_("signing key {subject} brought back from its two holders"),
    "sign-certificates": N_("certificates of {subject} signed later"),
    "init": N_("store of {subject} made"),
    "migrate": N_("store brought up to date"),
    "restore": N_("backup {subject} put in the place of the store"),
    "sign-in": N_("{subject} signed in"),
    "refuse-sign-in": N_("wrong password for {subject}"),
    "set-password": N_("password of {subject} changed"),
    "make-token": N_("token of {subject} made"),
    "take-back-token": N_("token of {subject} taken back"),
    "add-user": N_("user {subject} added"),
    "set-roles": N_("roles of {subject} changed"),
    "link-user": N_("employee whom {subject} is changed"),
    "set-active": N_("access of {subject} opened or closed"),
}
"""Action of the audit trail → what was done; a test holds that every one that the program enters has its words."""
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("enter-order", "change-order", "take-back-order", "renumber-order"), "order"),
    **dict.fromkeys(("enter-survey", "correct-survey"), "survey"),
    **dict.fromkeys(
        (
            "register-complaint", "milestone", "correct-milestone", "reopen", "assign-complaint", "correct-handler",
            "pause", "resume", "propose-validity", "confirm-validity", "reject-validity", "complaint-words",
            "correct-receipt", "change-complaint", "lengthen-pause",
        ),
        "complaint",
    ),
    **dict.fromkeys(
        (
            "keep-employee", "forget-leaver", "rate", "rate-sheet", "withdraw-rating", "conduct", "withdraw-conduct",
            "hold-talk", "agree-to-talk", "disagree-with-talk", "read-talk-aloud", "take-back-talk",
        ),
        "employee",
    ),
    **dict.fromkeys(
        (
            "sign-in", "refuse-sign-in", "set-password", "make-token", "take-back-token", "add-user", "set-roles",
            "link-user", "set-active",
        ),
        "user",
    ),
    **dict.fromkeys(("import", "undo-import"), "import"),
    **dict.fromkeys(
        (
            "file-appeal", "take-down-appeal", "confirm-appeal", "decide-appeal", "escalate-appeal", "withdraw-appeal",
            "carry-appeal",
        ),
        "appeal",
    ),
    **dict.fromkeys(
        (
            "compute", "publish", "reopen-month", "freeze", "backfill", "correct", "take-note", "draw-sample",
            "draw-customers", "sample-finding", "sign-off", "settle-pay", "adjust", "withdraw-adjustment",
            "enter-figures", "enter-amount", "write-conclusion", "take-back-conclusion", "plan-month",
        ),
        "month",
    ),
}  # fmt: skip
_WAITING = ("propose-act", "act-alone", "confirm-act", "reject-act", "withdraw-act", "carry-act")
_BY_DETAIL = ("strike-out", "restore-row", "write-note", "put-back", *_WAITING)
_ROWS: Mapping[str, str] = {
    "order": "order",
    "times": "order",
    "return": "order",
    "survey": "survey",
    "complaint": "complaint",
    "customer": "customer",
    "orders": "order",
    "surveys": "survey",
    "complaints": "complaint",
    "employees": "employee",
    **dict.fromkeys(("enter-order", "change-order", "renumber-order"), "order"),
    **dict.fromkeys(("enter-survey", "correct-survey"), "survey"),
    **dict.fromkeys(
        (
            "register-complaint", "log-milestone", "correct-milestone", "correct-receipt", "assign-complaint",
            "correct-handler", "lengthen-pause", "put-right-complaint",
        ),
        "complaint",
    ),
    "keep-employee": "employee",
    **dict.fromkeys(("add-user", "set-roles", "link-user"), "user"),
}  # fmt: skip
"""What an entry says of the kind of its row → the kind."""


def what_text(action: str, subject: str, detail: Mapping[str, Any]) -> str:
    """What was done, as a part of a sentence; ``subject`` as people know it."""
    known = ACTS.get(action)
    if known is None:
        return _("a step of the close, of oversight or of administration ({subject})").format(subject=subject)
    kind = str(detail.get("kind", ""))
    milestone = milestone_name(kind) if "{milestone}" in known else ""
    return _(known).format(subject=subject, milestone=milestone)


def row_kind(action: str, detail: Mapping[str, Any]) -> str:
    """Of which kind that is which an entry is about: ``order``, ``survey``, ``complaint``, ``employee``, ``user``,
    ``import``, ``appeal``, ``month``, ``customer``; empty for others."""
    if action in _BY_DETAIL:
        return _ROWS.get(str(detail.get("kind", "")), "")
    return _KINDS.get(action, "")


def acts_about(kind: str) -> frozenset[str]:
    """The acts whose entries are about things of a kind, those included whose entries say of which kind theirs is."""
    found = frozenset(act for act, its in _KINDS.items() if its == kind)
    if kind == "user":
        return found | {*_WAITING}
    return found | {*_BY_DETAIL, "dismiss-finding"} if kind in _ROWS.values() else found
