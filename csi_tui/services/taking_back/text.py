"""Words for what becomes of an entry that is taken back, and for why one is not taken back with one key."""

from __future__ import annotations

from collections.abc import Mapping

from csi_tui.i18n import N_, _

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
    "propose-act": N_("What waits is taken back; that it was proposed stays in the history."),
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
    "take-back-conclusion": _TAKEN_BACK,
    "write-conclusion": N_(
        "A conclusion is taken back with a reason, by its number, as it stands in the analysis."
    ),
    "take-back-talk": _TAKEN_BACK,
    "hold-talk": N_("A talk is taken back with a reason, by its number, where the talks stand."),
    **dict.fromkeys(
        ("agree-to-talk", "disagree-with-talk", "read-talk-aloud"),
        N_("An answer stays as it was given; a later one stands beside it."),
    ),
    "take-back-minutes": _TAKEN_BACK,
    **dict.fromkeys(
        ("write-minutes", "promise", "change-promise", "promise-done"),
        N_(
            "A line of the minutes is taken back, or changed, with a reason, by its number, on the week's sheet."
        ),
    ),
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
    "import": N_("An import is undone as a whole, under “Files”."),
    "undo-import": N_("What was undone comes in again when its file is imported again."),
    "dismiss-finding": N_("What was found right stays so; put the row right where it stands if it is not."),
    "reopen": N_("A round that was opened stays; say that it is invalid where it should not count."),
    "confirm-act": N_("What two people have decided is changed by two people again."),
    "confirm-validity": N_("What two people have decided is changed by two people again."),
}


def becomes_text(action: str) -> str:
    """What becomes of an entry that is taken back; empty where it cannot be."""
    return _(BECOMES[action]) if action in BECOMES else ""


def refusal(action: str) -> str:
    """Why an entry of this kind is not taken back with one key, and what to do instead."""
    known = _WHERE.get(action)
    return _(known or N_("This is not taken back with one key: it is put right where it was done."))
