"""What can be done on the list of complaints."""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.widgets.commands import Command

HERE = N_("Complaints")
NEW = Command(
    id="complaints.new",
    keys="n,f2",
    label=N_("New"),
    help=N_("Register a complaint."),
    action="new",
    scope=HERE,
)
NEXT_STEP = Command(
    id="complaints.next",
    keys="enter,m",
    label=N_("Log"),
    help=N_("Log the milestone that is due next."),
    action="log('')",
    scope=HERE,
)
CONTACTED = Command(
    id="complaints.contacted",
    keys="c,f4",
    label=N_("Contacted"),
    help=N_("Log that the customer was contacted."),
    action="log('contacted')",
    scope=HERE,
)
PLANNED = Command(
    id="complaints.planned",
    keys="p,f6",
    label=N_("Plan"),
    help=N_("Log that a preliminary plan was given."),
    action="log('planned')",
    scope=HERE,
)
RESOLVED = Command(
    id="complaints.resolved",
    keys="s,f9",
    label=N_("Resolved"),
    help=N_("Log that the complaint is fully resolved."),
    action="log('resolved')",
    scope=HERE,
)
HANDLER = Command(
    id="complaints.handler",
    keys="h,ctrl+e",
    label=N_("Handler"),
    help=N_("Say who handles the complaint, or all that are marked."),
    action="handler",
    scope=HERE,
)
DETAILS = Command(
    id="complaints.details",
    keys="o,ctrl+k",
    label=N_("Details"),
    help=N_("Show the whole complaint: the proof of its limits, history, pauses, handlers."),
    action="details",
    scope=HERE,
)
CHAT = Command(
    id="complaints.chat",
    keys="x,ctrl+x",
    label=N_("For the chat"),
    help=N_("What is overdue or due soon, as plain text for a group chat."),
    action="chat",
    scope=HERE,
)
ALL = Command(
    id="complaints.all",
    keys="u,ctrl+d",
    label=N_("All/open"),
    help=N_("Show all complaints, or only the open ones."),
    action="all",
    scope=HERE,
)
