"""What can be done to a complaint."""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.widgets.commands import Command

HERE = N_("Complaint")
CONTACTED = Command(
    id="complaint.contacted",
    keys="c,f4",
    label=N_("Contacted"),
    help=N_("Log that the customer was contacted."),
    action="log('contacted')",
    needs=N_("The complaint is not valid, or is still being read: nothing can be logged."),
    scope=HERE,
)
PLANNED = Command(
    id="complaint.planned",
    keys="p,f6",
    label=N_("Plan"),
    help=N_("Log that a preliminary plan was given."),
    action="log('planned')",
    needs=N_("The complaint is not valid, or is still being read: nothing can be logged."),
    scope=HERE,
)
RESOLVED = Command(
    id="complaint.resolved",
    keys="s,f9",
    label=N_("Resolved"),
    help=N_("Log that the complaint is fully resolved."),
    action="log('resolved')",
    needs=N_("The complaint is not valid, or is still being read: nothing can be logged."),
    scope=HERE,
)
CORRECT = Command(
    id="complaint.correct",
    keys="k,ctrl+k",
    label=N_("Correct"),
    help=N_("Correct a logged milestone; the old entry stays."),
    action="correct",
    needs=N_("No milestone is logged that could be corrected."),
    scope=HERE,
)
PAUSE = Command(
    id="complaint.pause",
    keys="t,shift+f6",
    label=N_("Pause / go on"),
    help=N_("Let the clock stand still, or go on."),
    action="pause",
    needs=N_("Only the clock of a valid complaint that is not resolved can be paused."),
    scope=HERE,
)
REOPEN = Command(
    id="complaint.reopen",
    keys="n,ctrl+d",
    label=N_("Reopen"),
    help=N_("Begin a new round of a resolved complaint."),
    action="reopen",
    needs=N_("Only a valid complaint that is resolved can be reopened."),
    scope=HERE,
)
VALID = Command(
    id="complaint.valid",
    keys="v,f2",
    label=N_("Valid?"),
    help=N_("Propose the complaint as invalid, or decide what another person proposed."),
    action="validity",
    scope=HERE,
)
HANDLER = Command(
    id="complaint.handler",
    keys="h,ctrl+e",
    label=N_("Handler"),
    help=N_("Say who handles the complaint."),
    action="handler",
    scope=HERE,
)
RECEIPT = Command(
    id="complaint.receipt",
    keys="r,ctrl+y",
    label=N_("Received"),
    help=N_(
        "Put the time of receipt right that was entered wrong; all limits are counted anew. Needs a reason."
    ),
    action="receipt",
    scope=HERE,
)
DOWN = Command(
    id="complaint.down",
    keys="down,pagedown",
    label=N_("Down"),
    help=N_("Read on."),
    action="scroll(1)",
    scope=HERE,
    footer=False,
)
UP = Command(
    id="complaint.up",
    keys="up,pageup",
    label=N_("Up"),
    help=N_("Read back."),
    action="scroll(-1)",
    scope=HERE,
    footer=False,
)
