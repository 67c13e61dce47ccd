"""What commands there are: where each one lives, and what it does in a line. Light: nothing of them is imported."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from csi_tui.i18n import N_, _


class Entry(NamedTuple):
    """A command or a group of commands: its module in this package, and its line of help, marked for translation."""

    module: str
    help: str


CONTENTS: Mapping[str, Entry] = {
    "init": Entry("store", N_("Make an empty store; you become its administrator.")),
    "demo": Entry("demo", N_("Build a sample department of 12 months and look at it.")),
    "import": Entry("imports", N_("Bring in a csv or xlsx file; bad rows are listed.")),
    "card": Entry("card", N_("One employee's scorecard, by number or part of the name.")),
    "cards": Entry("card", N_("All scorecards of a month, ranked.")),
    "explain": Entry("explain", N_("The receipt: how a card's figures came about.")),
    "annual": Entry("annual", N_("Totals and grades of a year, with the reasons.")),
    "results": Entry("results", N_("Scores and grades of a quarter or a year.")),
    "consequences": Entry("results", N_("What follows: warnings, transfers, awards.")),
    "pay": Entry("pay", N_("What a month pays: amounts, sheet, settlement.")),
    "complaints": Entry("complaints", N_("Open complaints by next due time.")),
    "milestone": Entry("milestone", N_("Log a milestone of a complaint.")),
    "assign": Entry("complaints", N_("Say who handles a complaint.")),
    "complaint": Entry("complaint", N_("One complaint: show, reopen, pause, valid or not.")),
    "watch": Entry("watch", N_("What is overdue or due soon; for cron and hooks.")),
    "due": Entry("complaints", N_("The due times of a complaint, with the working days.")),
    "calendar": Entry("calendar", N_("Working days: show, set, import, declare, coverage.")),
    "clock": Entry("clock", N_("The clock of the machine, and its guard.")),
    "people": Entry("people", N_("The employees with role, team and supervisor.")),
    "export": Entry("export", N_("Write a month's scorecards or its notice.")),
    "backup": Entry("safekeeping", N_("Copy the store to a new file, while others work.")),
    "restore": Entry("safekeeping", N_("Put a backup in the store's place; the old store is kept.")),
    "verify": Entry("safekeeping", N_("Verify the store, its audit trail and every frozen month.")),
    "close": Entry("close", N_("Close a month: check, compute, publish, freeze.")),
    "appeal": Entry("appeal", N_("Appeals: file, answer, take further, carry over.")),
    "strike": Entry("strike", N_("Strike disputed rows out; let them count again.")),
    "adjust": Entry("adjust", N_("Adjust a line of a card, beside its own figure.")),
    "figure": Entry("figure", N_("Monthly figures that the store does not measure.")),
    "rate": Entry("rate", N_("Ratings by the direct supervisor.")),
    "conduct": Entry("conduct", N_("Merits and deductions by code.")),
    "oversight": Entry("oversight", N_("Sample a month's data; sign it off, or object.")),
    "scheme": Entry("scheme", N_("Scoring schemes.")),
    "user": Entry("user", N_("Users of the store and their roles.")),
}


def help_of(name: str) -> str:
    """A command's line of help in the user's language."""
    return _(CONTENTS[name].help)
