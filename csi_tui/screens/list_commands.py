"""The keys of lists."""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.widgets.commands import LISTS, Command

SEARCH = Command(
    id="list.search",
    keys="slash,f3",
    label=N_("Search"),
    help=N_("Search in the list."),
    action="search",
    scope=LISTS,
)
RELOAD = Command(
    id="list.reload",
    keys="r,f5",
    label=N_("Reload"),
    help=N_("Read the list again."),
    action="reload",
    scope=LISTS,
    footer=False,
)
NEXT = Command(
    id="list.next",
    keys="right_square_bracket,f8",
    label=N_("Next page"),
    help=N_("Go to the next page of the list."),
    action="page(1)",
    scope=LISTS,
)
BACK = Command(
    id="list.back",
    keys="left_square_bracket,f7",
    label=N_("Page back"),
    help=N_("Go back a page."),
    action="page(-1)",
    scope=LISTS,
)
OPEN = Command(
    id="list.open",
    keys="enter",
    label=N_("Open"),
    help=N_("Open the line under the cursor."),
    action="open",
    scope=LISTS,
)
SORT = Command(
    id="list.sort",
    keys="k,ctrl+right",
    label=N_("Sort"),
    help=N_("Sort the list by its next column; a click on a heading sorts by that one."),
    action="sort",
    scope=LISTS,
    footer=False,
)
TURN = Command(
    id="list.turn",
    keys="j,ctrl+left",
    label=N_("Turn round"),
    help=N_("Sort the list the other way round."),
    action="turn",
    scope=LISTS,
    footer=False,
)
FILTER = Command(
    id="list.filter",
    keys="f,ctrl+backslash",
    label=N_("Show only"),
    help=N_("Show only some of the list: by state, by mark, by person, by days of receipt."),
    action="filter",
    scope=LISTS,
)
UNFILTER = Command(
    id="list.unfilter",
    keys="backspace",
    label=N_("Show all"),
    help=N_("Show everything again that the list holds."),
    action="unfilter",
    scope=LISTS,
)
EXPORT = Command(
    id="list.export",
    keys="d,ctrl+down",
    label=N_("To a file"),
    help=N_("Write the list, all pages of it, to a file for a spreadsheet (csv, xlsx)."),
    action="export",
    scope=LISTS,
    footer=False,
)
GRID = (SORT, TURN, EXPORT)
"""What every list can do with its columns."""
