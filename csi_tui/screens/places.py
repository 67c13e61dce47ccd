"""The places of the application and what can be done everywhere."""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.widgets.commands import EVERYWHERE, QUICK_LOG, Command

HOME = Command(
    "go.home",
    "1,ctrl+g",
    N_("Home"),
    N_("What is due, and where the months stand."),
    "go('home')",
    EVERYWHERE,
    footer=False,
)
ORDERS = Command(
    "go.orders",
    "2,ctrl+o",
    N_("Orders"),
    N_("Work orders: find, enter, complete, link returns."),
    "go('orders')",
    EVERYWHERE,
    footer=False,
)
COMPLAINTS = Command(
    "go.complaints",
    "3,ctrl+t",
    N_("Complaints"),
    N_("Complaints by next due time; log milestones."),
    "go('complaints')",
    EVERYWHERE,
    footer=False,
)
SURVEYS = Command(
    "go.surveys",
    "4,ctrl+y",
    N_("Surveys"),
    N_("Customers' answers, entered by hand."),
    "go('surveys')",
    EVERYWHERE,
    footer=False,
)
CLOSE = Command(
    "go.close",
    "5,ctrl+l",
    N_("Month"),
    N_("Check, compute, publish and freeze a month."),
    "go('close')",
    EVERYWHERE,
    footer=False,
)
CARDS = Command(
    "go.cards",
    "6,ctrl+r",
    N_("Scores"),
    N_("The scorecards of a month, and how each figure came about."),
    "go('cards')",
    EVERYWHERE,
    footer=False,
)
PEOPLE = Command(
    "go.people",
    "7,ctrl+n",
    N_("People"),
    N_("Employees: new, transfer, leaving."),
    "go('people')",
    EVERYWHERE,
    footer=False,
)

CALENDAR = Command(
    "go.calendar",
    "8,ctrl+u",
    N_("Days"),
    N_("Working days: official ones, the site's own, years not announced yet."),
    "go('calendar')",
    EVERYWHERE,
    footer=False,
)

ENTRIES = Command(
    "go.entries",
    "9,ctrl+underscore",
    N_("Entries"),
    N_("Figures, ratings and conduct records of a month."),
    "go('entries')",
    EVERYWHERE,
    footer=False,
)

PLACES = (HOME, ORDERS, COMPLAINTS, SURVEYS, CLOSE, CARDS, PEOPLE, CALENDAR, ENTRIES)


PALETTE = Command(
    "app.palette",
    "ctrl+p",
    N_("Find"),
    N_("Find a command by its name."),
    "command_palette",
    EVERYWHERE,
    footer=False,
)
HELP = Command(
    "app.help", "f12,f1,question_mark", N_("Help"), N_("Show every key that works here."), "help", EVERYWHERE
)
QUIT = Command("app.quit", "f10,q", N_("Quit"), N_("Leave the application."), "leave", EVERYWHERE)

SWITCH_USER = Command(
    "app.switch_user",
    "ctrl+right_square_bracket",
    N_("Change places"),
    N_("Another user takes the desk: this key, then the number of the name."),
    "app.switch_user",
    EVERYWHERE,
    footer=False,
    priority=True,
)

APP_COMMANDS = (*PLACES, QUICK_LOG, SWITCH_USER, PALETTE, HELP, QUIT)
