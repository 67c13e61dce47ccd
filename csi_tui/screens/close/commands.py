"""What can be done on the month-close."""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.widgets.commands import Command

HERE = N_("Month-close")
CHECK = Command(
    "close.check", "k,f2", N_("Check"), N_("Look for what would block or distort the close."), "check", HERE
)
MONTH = Command("close.month", "m,f3", N_("Other month"), N_("Choose another month."), "month", HERE)
EARLIER = Command(
    "close.earlier",
    "left_square_bracket,f7",
    N_("Earlier"),
    N_("Go to the month before."),
    "move(-1)",
    HERE,
    footer=False,
)
LATER = Command(
    "close.later",
    "right_square_bracket,f8",
    N_("Later"),
    N_("Go to the month after."),
    "move(1)",
    HERE,
    footer=False,
)
COMPUTE = Command(
    "close.compute",
    "c,f4",
    N_("Compute"),
    N_("Compute the cards as known now; may be repeated."),
    "compute",
    HERE,
)
PUBLISH = Command(
    "close.publish",
    "p,f6",
    N_("Publish"),
    N_("Seal the data and open the publication window."),
    "publish",
    HERE,
)
FREEZE = Command("close.freeze", "z,f9", N_("Freeze"), N_("Make the month unchangeable."), "freeze", HERE)
CARDS = Command(
    "close.cards", "v,ctrl+v", N_("Cards"), N_("See the cards of this month."), "cards", HERE, footer=False
)
OPEN = Command(
    "close.open", "enter", N_("Finding"), N_("Show the rows of the finding and what to do."), "open", HERE
)
RELOAD = Command(
    "close.reload", "r,f5", N_("Reload"), N_("Read the month's state again."), "reload", HERE, footer=False
)
VERIFY = Command(
    "close.verify",
    "y,ctrl+k",
    N_("Verify"),
    N_("Verify the store, its audit trail and every frozen month."),
    "verify",
    HERE,
    footer=False,
)
REOPEN = Command(
    "close.reopen",
    "o,ctrl+d",
    N_("Back to open"),
    N_("Take a computed or published month back to open."),
    "reopen",
    HERE,
    footer=False,
)
HISTORY = Command(
    "close.history",
    "h,ctrl+e",
    N_("History"),
    N_("What was done to the month, by whom, when and why."),
    "history",
    HERE,
    footer=False,
)
RECORDS = Command(
    "close.records",
    "b,ctrl+f",
    N_("Records"),
    N_("Notice, receipts, changes, sample, carry-over, certificate, correction."),
    "records",
    HERE,
)
APPEALS = Command(
    "close.appeals", "a,ctrl+x", N_("Appeals"), N_("See the appeals of this month."), "appeals", HERE
)
