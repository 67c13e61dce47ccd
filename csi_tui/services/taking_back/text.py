"""Words for what somebody entered, what becomes of it, and why it is not taken back with one key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from csi_tui.i18n import N_, _
from csi_tui.services.desk.card_texts import milestone_name

WHAT: Mapping[str, str] = {
    "enter-order": N_("order {subject} entered"),
    "change-order": N_("order {subject} changed"),
    "take-back-order": N_("order {subject}: an entry taken back"),
    "enter-survey": N_("survey {subject} entered"),
    "correct-survey": N_("survey {subject} put right"),
    "import": N_("file no. {subject} brought in"),
    "undo-import": N_("file no. {subject} taken out again"),
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
    "escalate-appeal": N_("appeal {subject} taken further"),
    "carry-appeal": N_("appeal {subject} carried over"),
    "take-down-appeal": N_("appeal {subject} taken down for its owner"),
    "confirm-appeal": N_("appeal {subject} confirmed by its owner"),
    "restore-row": N_("{subject} let count again"),
    "file-appeal": N_("appeal {subject} filed"),
    "withdraw-appeal": N_("appeal {subject} taken back"),
}
"""Action of the audit trail → what was done; any other one is a step of the close, of oversight, of administration."""
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("enter-order", "change-order", "take-back-order", "renumber-order"), "order"),
    **dict.fromkeys(("enter-survey", "correct-survey"), "survey"),
    **dict.fromkeys(
        (
            "register-complaint", "milestone", "correct-milestone", "reopen", "assign-complaint", "correct-handler",
            "pause", "resume", "propose-validity", "confirm-validity", "reject-validity", "complaint-words",
            "correct-receipt", "change-complaint",
        ),
        "complaint",
    ),
}  # fmt: skip
BECOMES: Mapping[str, str] = {
    "enter-order": N_("The order stays with its number, as cancelled: it counts nowhere."),
    "change-order": N_("The order is put back to how it stood before; both are kept in the audit trail."),
    "enter-survey": N_("The survey is struck out: it stays readable and counts nowhere."),
    "register-complaint": N_("The complaint is proposed as invalid; a second person confirms that."),
    "milestone": N_(
        "The milestone counts as not logged; what was logged stays in the history, as corrected."
    ),
    "assign-complaint": N_("The handler before has it again, as if it had never been given away."),
    "pause": N_("The clock goes on from now; the minutes that it stood still stay in the history."),
    "propose-validity": N_("The proposal is taken back; both stay in the history."),
    "rate": N_("The rating is taken back: it stays readable and counts no more."),
    "conduct": N_("The record is taken back: it stays readable and counts no more."),
    "adjust": N_("The adjustment is taken back: it stays readable and counts no more."),
    "strike-out": N_("The row counts again; both stay readable."),
    "file-appeal": N_("The appeal is taken back; it stays readable."),
}
_TAKEN_BACK = N_("That took something back or put it right; it stays, and what was meant is entered anew.")
_WHERE: Mapping[str, str] = {
    "take-back-order": _TAKEN_BACK,
    "correct-survey": _TAKEN_BACK,
    "correct-milestone": _TAKEN_BACK,
    "correct-handler": _TAKEN_BACK,
    "reject-validity": _TAKEN_BACK,
    "withdraw-rating": _TAKEN_BACK,
    "withdraw-conduct": _TAKEN_BACK,
    "withdraw-adjustment": _TAKEN_BACK,
    "withdraw-appeal": _TAKEN_BACK,
    "take-down-appeal": N_(
        "Only its owner takes it back, or it is answered: it may be what the owner asked for."
    ),
    "restore-row": _TAKEN_BACK,
    "correct-receipt": _TAKEN_BACK,
    "change-complaint": _TAKEN_BACK,
    "put-back": _TAKEN_BACK,
    "renumber-order": _TAKEN_BACK,
    "complaint-words": N_("Words are written over where they stand: open the complaint."),
    "write-note": N_("A note stays as it was written; write another one that puts it right."),
    "resume": N_("A clock that goes on is not stopped backwards: pause it anew, with a proof."),
    "rate-sheet": N_("Take back the ratings one by one: Entries, Enter on the person."),
    "enter-figures": N_("A figure is replaced, not taken back: enter the right one under Entries."),
    "enter-amount": N_(
        "An amount is replaced, not taken back: enter the right one where the pay of the month stands."
    ),
    "import": N_("A file is taken out again as a whole, under “Files”."),
    "undo-import": N_("What was taken out comes in again when its file is imported again."),
    "dismiss-finding": N_("What was found right stays so; put the row right where it stands if it is not."),
    "reopen": N_("A round that was opened stays; say that it is invalid where it should not count."),
    "confirm-validity": N_("What two people have decided is changed by two people again."),
}


def what_text(action: str, subject: str, detail: Mapping[str, Any]) -> str:
    """What was entered, as a part of a sentence."""
    known = WHAT.get(action)
    if known is None:
        return _("a step of the close, of oversight or of administration ({subject})").format(subject=subject)
    kind = str(detail.get("kind", ""))
    milestone = milestone_name(kind) if "{milestone}" in known else ""
    return _(known).format(subject=subject, milestone=milestone)


def row_kind(action: str, detail: Mapping[str, Any]) -> str:
    """Of which kind the row is that an entry is about: ``order``, ``survey``, ``complaint``, or empty for others."""
    if action in ("strike-out", "restore-row", "write-note"):
        return str(detail.get("kind", ""))
    return _KINDS.get(action, "")


def becomes_text(action: str) -> str:
    """What becomes of an entry that is taken back; empty where it cannot be."""
    return _(BECOMES[action]) if action in BECOMES else ""


def refusal(action: str) -> str:
    """Why an entry of this kind is not taken back with one key, and what to do instead."""
    known = _WHERE.get(action)
    return _(known or N_("This is not taken back with one key: it is put right where it was done."))
