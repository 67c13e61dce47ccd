"""What can be done on the month-close."""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.screens.months.month_place import month_commands
from csi_tui.widgets.commands import Command

HERE = N_("Month-close")
CHECK = Command(
    id="close.check",
    keys="k,f2",
    label=N_("Check"),
    help=N_("Look for what would block or distort the close."),
    action="check",
    scope=HERE,
)
MONTH, EARLIER, LATER = month_commands("close", HERE)
COMPUTE = Command(
    id="close.compute",
    keys="c,f6",
    label=N_("Compute"),
    help=N_("Compute the cards as known now; may be repeated."),
    action="compute",
    needs=N_(
        "The month is published or frozen: it is computed while it is open, and anew until it is published."
    ),
    scope=HERE,
)
PUBLISH = Command(
    id="close.publish",
    keys="p,f9",
    label=N_("Publish"),
    help=N_("Seal the data and open the publication window."),
    action="publish",
    needs=N_("A month is published once it is computed, with somebody assessed in it."),
    scope=HERE,
)
FREEZE = Command(
    id="close.freeze",
    keys="z,shift+f9",
    label=N_("Freeze"),
    help=N_("Make the month unchangeable."),
    action="freeze",
    needs=N_("Only a published month can be frozen."),
    scope=HERE,
)
CARDS = Command(
    id="close.cards",
    keys="v,ctrl+v",
    label=N_("Cards"),
    help=N_("See the cards of this month."),
    action="cards",
    needs=N_("The month has no cards yet: it has to be computed first."),
    scope=HERE,
)
OPEN = Command(
    id="close.open",
    keys="enter",
    label=N_("Finding"),
    help=N_("Show the rows of the finding and what to do."),
    action="open",
    needs=N_("There is no finding to open: check first."),
    scope=HERE,
)
RELOAD = Command(
    id="close.reload",
    keys="r,f5",
    label=N_("Reload"),
    help=N_("Read the month's state again."),
    action="reload",
    scope=HERE,
    footer=False,
)
VERIFY = Command(
    id="close.verify",
    keys="y,ctrl+k",
    label=N_("Verify"),
    help=N_("Verify the store, its audit trail and every frozen month."),
    action="verify",
    scope=HERE,
)
REOPEN = Command(
    id="close.reopen",
    keys="o,ctrl+d",
    label=N_("Back to open"),
    help=N_("Take a computed or published month back to open."),
    action="reopen",
    needs=N_("Only a computed or published month can go back to open."),
    scope=HERE,
)
HISTORY = Command(
    id="close.history",
    keys="h,ctrl+e",
    label=N_("History"),
    help=N_("What was done to the month, by whom, when and why."),
    action="history",
    scope=HERE,
)
RECORDS = Command(
    id="close.records",
    keys="b,shift+f2",
    label=N_("Records"),
    help=N_("Notice, receipts, changes, sample, carry-over, certificate, correction."),
    action="records",
    scope=HERE,
)
TRAIL = Command(
    id="close.trail",
    keys="t,ctrl+right",
    label=N_("Audit trail"),
    help=N_("Everything that was done at the desk: who, when, what, by person, row, month, kind and days."),
    action="trail",
    needs=N_("It takes a supervisor, the head, the oversight group or an administrator."),
    words="audit trail log who history 审计 记录 日志 谁 操作",
    scope=HERE,
    footer=False,
)
ANALYSIS = Command(
    id="close.analysis",
    keys="n,ctrl+left",
    label=N_("Analysis"),
    help=N_("The month analysed: what stands out, what moved the means, what cost the most."),
    action="analysis",
    words="analysis problems findings 问题 分析 月度分析",
    needs=N_("Only a month that is computed can be analysed."),
    scope=HERE,
)
WEEK = Command(
    id="close.week",
    keys="w,ctrl+up",
    label=N_("Week"),
    help=N_("The sheet of the week's meeting: topics, what presses, promises, the week in figures."),
    action="week",
    words="week weekly meeting 周会 周报 每周 会议",
    scope=HERE,
    footer=False,
)
APPEALS = Command(
    id="close.appeals",
    keys="a,ctrl+x",
    label=N_("Appeals"),
    help=N_("See the appeals of this month."),
    action="appeals",
    words="appeal objection 申诉 异议",
    scope=HERE,
)
