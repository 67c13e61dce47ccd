"""The places of the application, with the screen of each, and what can be done everywhere.

A new place is a command here, its line in :data:`SCREENS`, and its part in :data:`PLACES`; ``CsiApp.action_go``
(``screens.app``) takes its key there. A screen that is opened from
a place and has commands of its own needs its line in :data:`OVER`: from there the palette knows them everywhere.
"""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.widgets.commands import EVERYWHERE, JUMP, QUICK_LOG, Command

SCREENS = {
    "home": "home.home.HomeScreen",
    "orders": "orders.orders.OrdersScreen",
    "complaints": "complaints.complaints.ComplaintsScreen",
    "surveys": "orders.surveys.SurveysScreen",
    "close": "close.month_close.CloseScreen",
    "cards": "cards.cards.CardsScreen",
    "people": "people.people.PeopleScreen",
    "calendar": "calendar.calendar.CalendarScreen",
    "entries": "entries.entries.EntriesScreen",
    "files": "imports.files.FilesScreen",
}
"""Place → its screen below ``csi_tui.screens``; imported when somebody goes there first."""

OVER = {
    "home": ("waiting.act.ActScreen", "board.board.BoardScreen"),
    "orders": ("find.customer.CustomerScreen",),
    "complaints": ("complaints.detail.ComplaintScreen",),
    "close": (
        "close.finding.FindingScreen",
        "appeals.appeals.AppealsScreen",
        "appeals.appeal.AppealScreen",
        "close.records.RecordsScreen",
        "analysis.analysis.AnalysisScreen",
        "indicators.indicators.IndicatorsScreen",
        "week.week.WeekScreen",
        "history.trail.TrailScreen",
        "changes.changes.ChangesScreen",
        "oversight.sample.OversightScreen",
        "oversight.patterns.PatternsScreen",
        "oversight.patterns.PatternRowsScreen",
        "pay.pay.PayScreen",
        "schemes.month_plan.MonthPlanScreen",
        "cards.took_note.TookNoteScreen",
        "talks.talks.TalksScreen",
        "talks.talk.TalkScreen",
    ),
    "cards": (
        "cards.card.CardScreen",
        "cards.receipt.ReceiptScreen",
        "cards.compare.CompareScreen",
        "cards.department.DepartmentScreen",
        "schemes.schemes.SchemesScreen",
        "schemes.schemes.DiffScreen",
        "schemes.bench.BenchScreen",
        "spans.results.ResultsScreen",
        "spans.annual.AnnualScreen",
    ),
    "entries": ("entries.of_subject.EntriesOfScreen", "entries.from_rows.FromRowsScreen"),
}
"""Place → the screens that are opened from it, and have commands of their own; no forms and dialogs."""

HOME = Command(
    id="go.home",
    keys="1,ctrl+g",
    label=N_("Home"),
    help=N_("What is due, and where the months stand."),
    action="go('home')",
    scope=EVERYWHERE,
    footer=False,
)
ORDERS = Command(
    id="go.orders",
    keys="2,ctrl+o",
    label=N_("Orders"),
    short=N_("Order"),
    help=N_("Work orders: find, enter, complete, link returns."),
    action="go('orders')",
    scope=EVERYWHERE,
    footer=False,
)
COMPLAINTS = Command(
    id="go.complaints",
    keys="3,ctrl+t",
    label=N_("Complaints"),
    short=N_("Compl."),
    help=N_("Complaints by next due time; log milestones."),
    action="go('complaints')",
    scope=EVERYWHERE,
    footer=False,
)
SURVEYS = Command(
    id="go.surveys",
    keys="4,ctrl+y",
    label=N_("Surveys"),
    short=N_("Surv."),
    help=N_("Customers' answers, entered by hand."),
    action="go('surveys')",
    scope=EVERYWHERE,
    footer=False,
)
CLOSE = Command(
    id="go.close",
    keys="5,ctrl+l",
    label=N_("Month"),
    help=N_("Check, compute, publish and freeze a month."),
    action="go('close')",
    scope=EVERYWHERE,
    footer=False,
    words="close settle 月结 关账 结算",
)
CARDS = Command(
    id="go.cards",
    keys="6,ctrl+r",
    label=N_("Scores"),
    short=N_("Score"),
    help=N_("The scorecards of a month, and how each figure came about."),
    action="go('cards')",
    scope=EVERYWHERE,
    footer=False,
    words="scorecards performance 绩效 考核 分数 打分",
)
PEOPLE = Command(
    id="go.people",
    keys="7,ctrl+n",
    label=N_("People"),
    help=N_("Employees: new, transfer, leaving."),
    action="go('people')",
    scope=EVERYWHERE,
    footer=False,
    words="employees staff team 员工 职工 同事",
)

CALENDAR = Command(
    id="go.calendar",
    keys="8,ctrl+u",
    label=N_("Days"),
    help=N_("Working days: official ones, the site's own, years not announced yet."),
    action="go('calendar')",
    scope=EVERYWHERE,
    footer=False,
    words="calendar holidays 日历 节假日 放假",
)

ENTRIES = Command(
    id="go.entries",
    keys="9,ctrl+underscore",
    label=N_("Entries"),
    short=N_("Entry"),
    help=N_("Figures, ratings and conduct records of a month."),
    action="go('entries')",
    scope=EVERYWHERE,
    footer=False,
)

FILES = Command(
    id="go.files",
    keys="0,shift+f11",
    label=N_("Files"),
    short=N_("File"),
    help=N_("Bring in files, see what came in by them, undo an import."),
    action="go('files')",
    scope=EVERYWHERE,
    footer=False,
    words="import upload excel csv xlsx 导入 导进来 表格 上传",
)

PLACES = (HOME, ORDERS, COMPLAINTS, SURVEYS, CLOSE, CARDS, PEOPLE, CALENDAR, ENTRIES, FILES)


FIND = Command(
    id="app.find",
    keys="ctrl+f",
    label=N_("Find"),
    help=N_("Find anything: a customer, product, order, complaint, person, month, appeal or command."),
    action="app.find",
    scope=EVERYWHERE,
    footer=False,
    priority=True,
    words="search 搜索 查询 检索",
)
PALETTE = Command(
    id="app.palette",
    keys="ctrl+p",
    label=N_("Commands"),
    help=N_("Find a command by its name."),
    action="command_palette",
    scope=EVERYWHERE,
    footer=False,
    words="search menu 菜单 功能",
)
HELP = Command(
    id="app.help",
    keys="f12,f1,question_mark",
    label=N_("Help"),
    help=N_("Show every key that works here."),
    action="help",
    scope=EVERYWHERE,
    words="keys shortcuts manual 快捷键 按键 说明",
)
BACK = Command(
    id="app.back",
    keys="escape,f10",
    label=N_("Back"),
    help=N_("Go back to where you came from. Where nothing is open, Escape twice leaves the application."),
    action="step_back",
    scope=EVERYWHERE,
    footer=False,
)
QUIT = Command(
    id="app.quit",
    keys="q",
    label=N_("Quit"),
    help=N_("Leave the application; asks once where something is open."),
    action="leave",
    scope=EVERYWHERE,
    chord="Esc Esc",
    words="exit leave close 退出 离开 关闭",
)
LOOK = Command(
    id="app.look",
    keys="shift+f8",
    label=N_("Look and colours"),
    help=N_("Look: dark, light, high contrast, without red beside green, or the terminal's own colours."),
    action="look",
    scope=EVERYWHERE,
    footer=False,
    words="look theme colour color colors settings appearance dark light 主题 外观 颜色 配色 设置 深色 浅色 皮肤",
)
LANGUAGE = Command(
    id="app.language",
    keys="shift+f12",
    label=N_("中文 / English"),
    help=N_("Change the language, here and now."),
    action="language",
    scope=EVERYWHERE,
    footer=False,
    words="language settings english chinese 语言 英文 中文 设置",
)
TAKE_BACK = Command(
    id="app.take_back",
    keys="shift+f7",
    label=N_("Take back"),
    help=N_("Show your last entry of the last ten minutes; take it back once you confirm it."),
    action="take_back",
    scope=EVERYWHERE,
    footer=False,
    words="undo revert 撤销 撤回 取消",
)
SWITCH_USER = Command(
    id="app.switch_user",
    keys="ctrl+right_square_bracket",
    label=N_("Change places"),
    help=N_("Another user takes the desk: this key, then the number of the name."),
    action="app.switch_user",
    scope=EVERYWHERE,
    footer=False,
    priority=True,
    words="user login sign in 登录 切换 用户 换人 换班",
)

APP_COMMANDS = (
    *PLACES,
    QUICK_LOG,
    FIND,
    TAKE_BACK,
    SWITCH_USER,
    JUMP,
    LOOK,
    LANGUAGE,
    PALETTE,
    BACK,
    HELP,
    QUIT,
)
