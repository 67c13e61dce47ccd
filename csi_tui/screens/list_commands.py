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
    words="find filter 查找 查询",
)
RELOAD = Command(
    id="list.reload",
    keys="r,f5",
    label=N_("Reload"),
    help=N_("Read the list again."),
    action="reload",
    scope=LISTS,
    footer=False,
    words="refresh 刷新",
)
NEXT = Command(
    id="list.next",
    keys="right_square_bracket,f8",
    label=N_("Next page"),
    help=N_("Go to the next page of the list."),
    action="page(1)",
    needs=N_("Everything stands on one page."),
    scope=LISTS,
)
BACK = Command(
    id="list.back",
    keys="left_square_bracket,f7",
    label=N_("Page back"),
    help=N_("Go back a page."),
    action="page(-1)",
    needs=N_("Everything stands on one page."),
    scope=LISTS,
)
OPEN = Command(
    id="list.open",
    keys="enter",
    label=N_("Open"),
    help=N_("Open the line under the cursor."),
    action="open",
    needs=N_("There is no line to open."),
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
    help=N_("Show only some of the list: by state, by mark, by person, by days."),
    action="filter",
    scope=LISTS,
    words="filter narrow 筛选 过滤",
)
UNFILTER = Command(
    id="list.unfilter",
    keys="backspace",
    label=N_("Show all"),
    help=N_("Show everything again that the list holds; Escape clears the search alone."),
    action="unfilter",
    needs=N_("Nothing is left out: the list shows everything."),
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
    words="export spreadsheet excel csv 导出 表格 下载",
)
VIEWS = Command(
    id="list.views",
    keys="b,ctrl+up",
    label=N_("Views"),
    help=N_(
        "The views of this list that you keep under a name: show one, keep this one, rename or remove one."
    ),
    action="views",
    scope=LISTS,
    footer=False,
)
MARK = Command(
    id="list.mark",
    keys="space,insert",
    label=N_("Mark"),
    help=N_("Mark the line, or take the mark away, and go on to the next one."),
    action="mark",
    needs=N_("There are no lines to mark."),
    scope=LISTS,
    footer=False,
)
RANGE = Command(
    id="list.range",
    keys="i,shift+f3",
    label=N_("Mark up to here"),
    help=N_("Mark everything between the line that was marked last and this one."),
    action="mark_range",
    needs=N_("There are no lines to mark."),
    scope=LISTS,
    footer=False,
)
MARK_ALL = Command(
    id="list.mark_all",
    keys="asterisk,shift+f5",
    label=N_("Mark all"),
    help=N_("Mark all lines of the list, on all of its pages; where some are marked, take all marks away."),
    action="mark_all",
    needs=N_("There are no lines to mark."),
    scope=LISTS,
    footer=False,
)
ACTS = Command(
    id="list.acts",
    keys="a,shift+f2",
    label=N_("With the marked"),
    help=N_("What can be done with the marked lines, all at once; with none marked, with the line in front."),
    action="acts",
    needs=N_("There are no lines to do something with."),
    scope=LISTS,
    footer=False,
)
GRID = (SORT, TURN, EXPORT, VIEWS, MARK, RANGE, MARK_ALL, ACTS)
"""What every list can do with its columns, under names, and with several of its lines."""
