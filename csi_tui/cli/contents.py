"""What commands there are: where each one lives, and what it does in a line. Light: nothing of them is imported.

A new command is a line here, and a module in a room's folder with an ``app`` (a group of commands) or a ``register`` (a
single one); longer words stand in its decorators and in the room's texts, Chinese in ``locale``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from csi_tui.i18n import N_, _


class Entry(NamedTuple):
    """A command or a group of commands: its module (``room.module``), and its line of help, marked for translation."""

    module: str
    help: str


CONTENTS: Mapping[str, Entry] = {
    "init": Entry("keeping.init", N_("Make an empty store; you become its administrator.")),
    "demo": Entry("demo", N_("Build a sample department of 12 months and look at it.")),
    "import": Entry("imports.imports", N_("Bring in a csv or xlsx file; bad rows are listed.")),
    "find": Entry("find.find", N_("Anything by a few words, digits or letters of it.")),
    "card": Entry("cards.card", N_("One employee's scorecard, by number or part of the name.")),
    "cards": Entry("cards.card", N_("All scorecards of a month, ranked.")),
    "compare": Entry("cards.compare", N_("Cards side by side: people, months, role and team.")),
    "department": Entry("cards.department", N_("The department over twelve months, as pictures.")),
    "analysis": Entry("analysis.analysis", N_("A month analysed: what stands out, what moved the means.")),
    "conclusion": Entry("analysis.conclusion", N_("What supervisors conclude from a month, signed.")),
    "indicators": Entry(
        "indicators.indicators", N_("A quarter's indicators: which still tell people apart.")
    ),
    "week": Entry("week.week", N_("The sheet of a week's meeting: figures, promises, topics.")),
    "meeting": Entry("week.meeting", N_("What a week's meeting wrote down: minutes and promises.")),
    "talk": Entry("talks.talk", N_("Talks about a result: who is due, the sheet, what was said.")),
    "explain": Entry("cards.explain", N_("The receipt: how a card's figures came about.")),
    "privacy": Entry("customer_data.privacy", N_("What is held of a customer: find, hand over, erase.")),
    "waiting": Entry("waiting.waiting", N_("What waits for a second person: confirm it, reject it.")),
    "annual": Entry("spans.annual", N_("Totals and grades of a year, with the reasons.")),
    "results": Entry("spans.results", N_("Scores and grades of a quarter or a year.")),
    "consequences": Entry("spans.results", N_("What follows: warnings, transfers, awards.")),
    "pay": Entry("pay.pay", N_("What a month pays: amounts, sheet, settlement.")),
    "complaints": Entry("complaints.complaints", N_("Open complaints by next due time.")),
    "milestone": Entry("complaints.milestone", N_("Log a milestone of a complaint.")),
    "order": Entry("orders.order", N_("One work order: put its number right, link it as a return.")),
    "survey": Entry("orders.survey", N_("One survey: show it, put its answers right.")),
    "sample": Entry("orders.sample", N_("Customers to call, drawn at random and again.")),
    "note": Entry("notes.note", N_("Notes on orders, complaints and customers.")),
    "history": Entry("history.history", N_("What ever happened to an order, survey, complaint or person.")),
    "audit": Entry("history.audit", N_("The audit trail: who did what, when, by many filters.")),
    "assign": Entry("complaints.complaints", N_("Say who handles a complaint.")),
    "complaint": Entry(
        "complaints.complaint", N_("One complaint: show, words, reopen, pause, valid or not.")
    ),
    "watch": Entry("glance.watch", N_("What is overdue or due soon; for cron and hooks.")),
    "board": Entry("board.board", N_("Today's contacts, what presses, teams: for a wall.")),
    "ical": Entry("dates.ical", N_("Due times and dates of months as a calendar file.")),
    "notify": Entry("glance.notify", N_("Send what presses by mail or chat; each message once.")),
    "due": Entry("complaints.complaints", N_("The due times of a complaint, with the working days.")),
    "calendar": Entry("calendar.calendar", N_("Working days: show, set, import, declare, coverage.")),
    "clock": Entry("desk.clock", N_("The clock of the machine, and its guard.")),
    "people": Entry("people.people", N_("The employees with role, team and supervisor.")),
    "export": Entry("cards.export", N_("Write a month's scorecards, its notice, or rows.")),
    "backup": Entry("keeping.safekeeping", N_("Copy the store to a new file, while others work.")),
    "restore": Entry("keeping.safekeeping", N_("Put a backup in the store's place; the old store is kept.")),
    "verify": Entry("keeping.safekeeping", N_("Verify the store, its audit trail and every frozen month.")),
    "anchor": Entry("keeping.anchor", N_("Keep the trail code outside; hold the store against it.")),
    "signing": Entry("keeping.signing", N_("The key that signs certificates: show, export, bring back.")),
    "close": Entry("close.close", N_("Close a month: check, compute, publish, freeze.")),
    "appeal": Entry("appeals.appeal", N_("Appeals: file, take down, confirm, answer, take further.")),
    "strike": Entry("changes.strike", N_("Strike disputed rows out; let them count again.")),
    "adjust": Entry("changes.adjust", N_("Adjust a line of a card, beside its own figure.")),
    "figure": Entry("entries.figure", N_("Monthly figures that the store does not measure.")),
    "rate": Entry("entries.rate", N_("Ratings by the direct supervisor.")),
    "conduct": Entry("entries.conduct", N_("Merits and deductions by code.")),
    "oversight": Entry("oversight.oversight", N_("Sample a month's data; sign it off, or object.")),
    "scheme": Entry("schemes.scheme", N_("Scoring schemes.")),
    "plan": Entry("schemes.plan", N_("The items of a month: shown, chosen by two people.")),
    "settings": Entry("desk.settings", N_("The settings of the application: what holds, what is wrong.")),
    "serve": Entry("serve", N_("The application in a browser.")),
    "completion": Entry("completion", N_("Completion of commands, numbers, names, months in a shell.")),
    "man": Entry("man", N_("The manual pages of the commands.")),
    "files": Entry("desk.files", N_("Own files of people who come in by csi share enter.")),
    "share": Entry("people.share", N_("Several people at one store, reached through csi alone.")),
    "user": Entry("people.user", N_("Users of the store and their roles.")),
}


def help_of(name: str) -> str:
    """A command's line of help in the user's language."""
    return _(CONTENTS[name].help)
