"""What is typed ahead of the screen lands where a slow hand would have put it."""

from __future__ import annotations

import importlib
import pkgutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.screen import ModalScreen, Screen

import csi_tui.screens
from csi_tui.scoring.periods import Period
from csi_tui.screens.analysis.conclude import ConcludeDialog
from csi_tui.screens.app import CsiApp
from csi_tui.screens.appeals.dialogs import (
    DecideDialog,
    FileDialog,
    HeardDialog,
    ReopenMonthDialog,
    TakeDownDialog,
)
from csi_tui.screens.calendar.dialogs import DeclareDialog, ImportYearDialog, SetDayDialog
from csi_tui.screens.cards.person_dialog import PersonDialog
from csi_tui.screens.changes.dialogs import (
    AdjustDialog,
    CorrectDialog,
    RestoreDialog,
    StrikeOutDialog,
    TakeBackDialog,
)
from csi_tui.screens.changes.several import StrikeSeveralDialog
from csi_tui.screens.close.findings import FindingDialog
from csi_tui.screens.complaints.dialogs import (
    PauseDialog,
    ProposeDialog,
    ReceiptDialog,
    RejectDialog,
    ReopenDialog,
    WithdrawDialog,
)
from csi_tui.screens.complaints.form import ComplaintForm
from csi_tui.screens.complaints.handler import HandlerDialog
from csi_tui.screens.complaints.milestone import CorrectionDialog, MilestoneDialog
from csi_tui.screens.complaints.quick_log import QuickLogDialog
from csi_tui.screens.complaints.several import HandlersDialog
from csi_tui.screens.entries.from_rows import TakeRowsDialog
from csi_tui.screens.entries.of_subject import TakeEntryBackDialog
from csi_tui.screens.entries.sheets import ConductDialog, FigureDialog, RatingDialog
from csi_tui.screens.entries.whole_sheets import FigureSheet, RatingSheet
from csi_tui.screens.export_dialog import ExportDialog
from csi_tui.screens.filter_dialog import FilterDialog
from csi_tui.screens.find.customer import CustomerScreen
from csi_tui.screens.find.find import FindScreen
from csi_tui.screens.glance.chat import ChatDialog
from csi_tui.screens.help import HelpScreen
from csi_tui.screens.history.trail import TrailFilterDialog
from csi_tui.screens.imports.choose_file import ChooseFileDialog
from csi_tui.screens.imports.folder import FolderScreen
from csi_tui.screens.imports.layout import LayoutScreen
from csi_tui.screens.imports.otherwise import HeaderRowDialog, SheetsDialog
from csi_tui.screens.imports.preview import PreviewScreen
from csi_tui.screens.imports.refused_form import RefusedForm
from csi_tui.screens.imports.rejects_dialog import RejectsDialog
from csi_tui.screens.imports.take_out import TakeOutDialog
from csi_tui.screens.imports.template import TemplateDialog
from csi_tui.screens.imports.undo import UndoDialog
from csi_tui.screens.jump import JumpScreen
from csi_tui.screens.look_dialog import LookDialog
from csi_tui.screens.months.month_dialog import MonthDialog
from csi_tui.screens.notes.words import WordsDialog
from csi_tui.screens.orders.call_dialog import CallDialog
from csi_tui.screens.orders.order_form import NumberDialog, OrderForm
from csi_tui.screens.orders.several import CompleteDialog, TechnicianDialog
from csi_tui.screens.orders.survey_form import SurveyForm
from csi_tui.screens.orders.survey_sheet import SurveySheet
from csi_tui.screens.oversight.sample_dialogs import DrawDialog, WordDialog
from csi_tui.screens.palette import DeskPalette
from csi_tui.screens.pay.pay import AmountDialog
from csi_tui.screens.people.person_form import PersonForm
from csi_tui.screens.schemes.dialogs import CopyDialog, MonthsDialog, OtherFigureDialog
from csi_tui.screens.schemes.month_plan import LevelDialog
from csi_tui.screens.sheet_dialog import WriteSheetDialog, write_notice
from csi_tui.screens.talks.dialogs import AloudDialog, AnswerDialog, HoldDialog, TakeTalkBackDialog
from csi_tui.screens.views_dialog import ViewNameDialog, ViewsDialog
from csi_tui.screens.week.dialogs import (
    ChangePromiseDialog,
    DoneDialog,
    MinutesDialog,
    PromiseDialog,
    WeekDialog,
)
from csi_tui.services.close import check as close_check
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.desk.filters import EVERYTHING
from csi_tui.services.desk.views import PLAIN, View
from csi_tui.services.entries.asked_for import entry_board
from csi_tui.services.entries.conduct import ConductLine
from csi_tui.services.find.customers import Subject
from csi_tui.services.history.trail import Wanted
from csi_tui.services.imports.mending import RefusedRow, RefusedRows
from csi_tui.services.imports.preview import HowRead, Outline
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.undo import UndoReport
from csi_tui.services.orders.filters import ORDERS_BY
from csi_tui.services.scheme_changes.bench import draft_of
from csi_tui.services.scheme_changes.month_plan import PlannedItem
from csi_tui.services.schemes.in_force import find
from csi_tui.services.tabular.rows import Fault
from csi_tui.services.talks.values import TalkHeld
from csi_tui.services.week.values import Said
from csi_tui.services.week.weeks import Week
from csi_tui.services.workdays import calendar
from csi_tui.widgets.choice_dialog import ChoiceDialog
from csi_tui.widgets.clock_dialog import ClockDialog
from csi_tui.widgets.commands import usable
from csi_tui.widgets.dialogs import MessageDialog
from csi_tui.widgets.form import FormScreen
from csi_tui.widgets.reason_dialog import ReasonDialog
from csi_tui.widgets.typed_ahead import Fresh
from csi_tui.widgets.why_dialog import WhyDialog
from tests.effort import by_effort, some_in_quick
from tests.screens.conftest import at
from tests.screens.driving import Unread, running, shown
from tests.screens.typing import WAYS, OpenScreen, ahead, event_of, slowly

FEBRUARY, MARCH = Period(202602), Period(202603)


def line(app: CsiApp, number: str = "C0002") -> Any:
    return complaint_pages.complaint_line(app.desk, number)


def board(app: CsiApp) -> Any:
    return entry_board(app.desk, MARCH).lines[0]


def record() -> ConductLine:
    return ConductLine(
        1, date(2026, 3, 1), "E001", "林涛", "praise", "1", "", "", at(3, 1), "何丽", None, "", ""
    )


def talk() -> TalkHeld:
    return TalkHeld(
        number=1,
        span="2026-02",
        employee_no="E001",
        name="林涛",
        held_on=date(2026, 3, 10),
        strengths="耐心",
        problems="联系晚",
        direction="先打电话",
        said=Said("", at(3, 10), "何丽"),
    )


def refused() -> RefusedRows:
    """An order of nobody, as a file had it."""
    fault = Fault(3, "received_at", "昨天", "没有这一天")
    row = RefusedRow(number=3, cells={"order_no": "W5001", "received_at": "昨天"}, faults=(fault,))
    return RefusedRows(
        kind="orders",
        file_name="a.csv",
        digest="none",
        columns=("order_no", "received_at"),
        words={},
        rows={3: row},
    )


def report_of_nothing() -> ImportReport:
    return ImportReport(
        kind="orders",
        file_name="a.csv",
        number=None,
        accepted=0,
        skipped=(),
        rejected=(),
        unknown_columns=(),
        dry_run=True,
    )


OPENERS: dict[type[Screen[Any]], OpenScreen] = {
    AdjustDialog: lambda app: AdjustDialog(FEBRUARY, "E001", "林涛", "total", "总分"),
    AmountDialog: lambda app: AmountDialog(FEBRUARY, "E001", [("base", "底薪"), ("floating", "浮动")]),
    ChatDialog: lambda app: ChatDialog(),
    ChooseFileDialog: lambda app: ChooseFileDialog(),
    HeaderRowDialog: lambda app: HeaderRowDialog(Outline("orders", header_row=1), HowRead()),
    PreviewScreen: lambda app: PreviewScreen(Path("/none.csv")),
    SheetsDialog: lambda app: SheetsDialog(Outline("orders", sheet="甲", sheets=("甲", "乙")), HowRead()),
    UndoDialog: lambda app: UndoDialog(UndoReport(number=1, kind="orders", gone=1, stayed=(), dry_run=True)),
    ChoiceDialog: lambda app: ChoiceDialog("哪一项?", [("a", "甲"), ("b", "乙")]),
    ClockDialog: lambda app: ClockDialog(),
    ComplaintForm: lambda app: ComplaintForm(),
    ConcludeDialog: lambda app: ConcludeDialog(FEBRUARY),
    DoneDialog: lambda app: DoneDialog(1),
    ChangePromiseDialog: lambda app: ChangePromiseDialog(1),
    HoldDialog: lambda app: HoldDialog("E001", "林涛", FEBRUARY),
    AnswerDialog: lambda app: AnswerDialog(talk(), "disagree"),
    AloudDialog: lambda app: AloudDialog(talk()),
    TakeTalkBackDialog: lambda app: TakeTalkBackDialog(talk()),
    MinutesDialog: lambda app: MinutesDialog(Week(date(2026, 2, 2))),
    PromiseDialog: lambda app: PromiseDialog(Week(date(2026, 2, 2))),
    WeekDialog: lambda app: WeekDialog(Week(date(2026, 2, 2))),
    ConductDialog: lambda app: ConductDialog(board(app), MARCH, [("praise", "表扬"), ("rude", "粗鲁")]),
    CopyDialog: lambda app: CopyDialog(draft_of(find("aftersales-csi"), {"minimum_answers": "6"})),
    CorrectDialog: lambda app: CorrectDialog(FEBRUARY),
    CorrectionDialog: lambda app: CorrectionDialog(line(app, "C0001"), "contacted"),
    DecideDialog: lambda app: DecideDialog("A0001"),
    DeclareDialog: lambda app: DeclareDialog(2027),
    DeskPalette: lambda app: DeskPalette(),
    DrawDialog: lambda app: DrawDialog(FEBRUARY),
    CallDialog: lambda _app: CallDialog(),
    FigureDialog: lambda app: FigureDialog(board(app), MARCH),
    FileDialog: lambda app: FileDialog(FEBRUARY, "satisfaction", "满意度"),
    ExportDialog: lambda _app: ExportDialog("list.csv", ["Number"], lambda: [["1"]]),
    WriteSheetDialog: lambda _app: write_notice("2026-02"),
    CustomerScreen: lambda app: CustomerScreen(Subject(phone="13800000007")),
    FindScreen: lambda app: FindScreen(usable(app.screen), over_form=False),
    TrailFilterDialog: lambda _app: TrailFilterDialog(Wanted()),
    FilterDialog: lambda _app: FilterDialog(EVERYTHING, ORDERS_BY),
    FindingDialog: lambda app: FindingDialog(close_check.check(app.desk, MARCH)[0]),
    FigureSheet: lambda app: FigureSheet(MARCH),
    RatingSheet: lambda app: RatingSheet(MARCH),
    SurveySheet: lambda app: SurveySheet(),
    CompleteDialog: lambda app: CompleteDialog(["W0099", "W0001"]),
    TechnicianDialog: lambda app: TechnicianDialog(["W0099"]),
    HandlersDialog: lambda app: HandlersDialog(["C0002", "C0003"]),
    StrikeSeveralDialog: lambda app: StrikeSeveralDialog("survey", ["A0001", "A0002"]),
    ViewsDialog: lambda app: ViewsDialog([(View("甲"), "全部"), (View("乙"), "全部")], "乙"),
    ViewNameDialog: lambda app: ViewNameDialog("go.orders", PLAIN),
    HandlerDialog: lambda app: HandlerDialog(line(app)),
    HelpScreen: lambda app: HelpScreen(app.screen),
    ImportYearDialog: lambda app: ImportYearDialog(),
    JumpScreen: lambda app: JumpScreen(app.screen),
    LookDialog: lambda app: LookDialog("light"),
    MessageDialog: lambda app: MessageDialog("已完成。"),
    MilestoneDialog: lambda app: MilestoneDialog(line(app), "contacted"),
    MonthDialog: lambda app: MonthDialog(MARCH),
    MonthsDialog: lambda app: MonthsDialog(FEBRUARY),
    OrderForm: lambda app: OrderForm(),
    OtherFigureDialog: lambda app: OtherFigureDialog("weight", "70"),
    NumberDialog: lambda app: NumberDialog("W0001"),
    PauseDialog: lambda app: PauseDialog("C0002"),
    PersonDialog: lambda app: PersonDialog(FEBRUARY, "E001"),
    PersonForm: lambda app: PersonForm("new", None),
    ProposeDialog: lambda app: ProposeDialog("C0002", "invalid"),
    QuickLogDialog: lambda app: QuickLogDialog(),
    RatingDialog: lambda app: RatingDialog(board(app), MARCH),
    ReasonDialog: lambda app: ReasonDialog("为什么?", str.upper),
    ReceiptDialog: lambda app: ReceiptDialog("C0002", at(3, 9)),
    RejectDialog: lambda app: RejectDialog("C0002", "恶意"),
    ReopenDialog: lambda app: ReopenDialog("C0001"),
    ReopenMonthDialog: lambda app: ReopenMonthDialog(FEBRUARY),
    RestoreDialog: lambda app: RestoreDialog("order", "W0001"),
    SetDayDialog: lambda app: SetDayDialog(calendar.days_of(app.desk, date(2026, 3, 1), date(2026, 3, 2))[0]),
    TakeDownDialog: lambda app: TakeDownDialog(FEBRUARY),
    HeardDialog: lambda app: HeardDialog("A0001", "林涛"),
    StrikeOutDialog: lambda app: StrikeOutDialog([("order", "W0001"), ("survey", "A0001")]),
    SurveyForm: lambda app: SurveyForm(),
    TakeBackDialog: lambda app: TakeBackDialog(1, "总分 +1"),
    TakeRowsDialog: lambda app: TakeRowsDialog(FEBRUARY),
    TakeEntryBackDialog: lambda app: TakeEntryBackDialog(record()),
    WordsDialog: lambda app: WordsDialog("complaint", "C0002"),
    WhyDialog: lambda app: WhyDialog("为什么?"),
    WithdrawDialog: lambda app: WithdrawDialog("C0002", "恶意"),
    WordDialog: lambda app: WordDialog("签署", "意见", str.upper),
    FolderScreen: lambda app: FolderScreen(Path("/none")),
    LevelDialog: lambda _app: LevelDialog(PlannedItem("visits", "走访客户", "2")),
    LayoutScreen: lambda app: LayoutScreen(Path("/none.csv"), HowRead(kind="orders"), None),
    RefusedForm: lambda app: RefusedForm(refused(), 3, "3"),
    RejectsDialog: lambda app: RejectsDialog(
        Path("/none.csv"), HowRead(kind="orders"), report_of_nothing(), "none"
    ),
    TemplateDialog: lambda app: TemplateDialog("orders"),
    TakeOutDialog: lambda app: TakeOutDialog("orders", sees_phones=True),
}
"""How each screen that is typed into, or chosen from, comes to the front."""

MIXED = (
    "王",
    "1",
    "tab",
    "1",
    "3",
    "8",
    "tab",
    "x",
    "shift+tab",
    "down",
    "y",
    "tab",
    "paste:热水器\n冰箱",
    "up",
    "z",
    "enter",
    "7",
    "f2",
)


def all_screens() -> set[type[Screen[Any]]]:
    """Every screen class that the product defines."""
    for module in pkgutil.walk_packages(csi_tui.screens.__path__, "csi_tui.screens."):
        importlib.import_module(module.name)
    found: set[type[Screen[Any]]] = set()
    waiting: list[type[Screen[Any]]] = [Screen]
    while waiting:
        for one in waiting.pop().__subclasses__():
            waiting.append(one)
            if one.__module__.startswith("csi_tui.") and "[" not in one.__name__:
                found.add(one)
    return found


def test_every_dialog_is_among_those_typed_into() -> None:
    """None can be forgotten: it stands in OPENERS, or is a base of one that does, or wants fresh keys."""
    bases = {base for one in OPENERS for base in one.__mro__}
    missing = {
        one.__name__
        for one in all_screens()
        if issubclass(one, ModalScreen | DeskPalette) and one not in bases and not issubclass(one, Fresh)
    }
    assert not missing


FORMS = [one for one in OPENERS if issubclass(one, FormScreen)]
EVERY_WAY = [
    # Each in one way, by turns, of which a quick run has every second one; in the other ways in the long runs.
    pytest.param(
        one,
        way,
        marks=pytest.mark.soak
        if way != WAYS[number % len(WAYS)]
        else pytest.mark.whole
        if number % 2
        else (),
    )
    for number, one in enumerate([*FORMS, *(one for one in OPENERS if one not in FORMS)])
    for way in WAYS
]


@pytest.mark.parametrize(
    ("opened", "way"), EVERY_WAY, ids=lambda one: one if isinstance(one, str) else one.__name__
)
def test_keys_typed_before_a_dialog_is_there(template: Path, opened: type[Screen[Any]], way: str) -> None:
    """Texts, Tab, arrows, Enter, a paste and F2, all before the dialog has anything to type into."""
    expected, typed = slowly(template, MIXED, OPENERS[opened])
    assert ahead(template, typed, way, OPENERS[opened]) == expected


TEXTS = st.sampled_from(
    ["王样例", "13800001111", "热水器[新]", "SN0003", "W0003", "E00", "fixed", "5", "-2h", "[b]"]
)
MOVES = st.sampled_from(["tab", "shift+tab", "down", "up", "enter", "backspace", "home", "end", "left"])
COMMANDS = st.sampled_from(
    [
        *"012346789",
        *("f2", "f3", "f4", "f6", "f7", "f8", "f9"),
        *("ctrl+w", "ctrl+p", "f12", "escape"),
        *("space", "asterisk", "shift+f2", "ctrl+up"),
    ]
)
TYPED = st.lists(
    st.one_of(
        TEXTS.map(tuple),
        TEXTS.map(lambda text: (f"paste:{text}",)),
        MOVES.map(lambda key: (key,)),
        COMMANDS.map(lambda key: (key,)),
    ),
    min_size=3,
    max_size=12,
).map(lambda parts: [key for part in parts for key in part])


@settings(max_examples=by_effort(4, 6, 500))
@given(
    first=st.sampled_from([*"012346789", "f2", "f3", "ctrl+w", "ctrl+p"]),
    then=TYPED,
    way=st.sampled_from(WAYS),
)
def test_any_keys_in_any_order(template: Path, first: str, then: list[str], way: str) -> None:
    """Places, lists, forms, dialogs and the palette, in whatever order somebody types them."""
    expected, typed = slowly(template, [first, *then])
    assert ahead(template, typed, way) == expected


FIRST_LINES = {
    "2": "OrderForm",
    "3": "MilestoneDialog",
    "6": "CardScreen",
    "7": "PersonForm",
    "8": "SetDayDialog",
    "9": "EntriesOfScreen",
}


@pytest.mark.parametrize(("place", "opens"), FIRST_LINES.items())
def test_a_place_and_its_first_key(computed_template: Path, place: str, opens: str) -> None:
    """Enter right behind the key of a place, while it still reads, opens its first line."""
    for way in ("at once", "a job held open"):
        outcome = ahead(computed_template, [place, "enter"], way)
        assert outcome.screens[-1] == opens


def test_a_typed_order_is_stored_as_it_was_typed(template: Path) -> None:
    """The told instance: F2, four fields and F2 in one go, at home and in the list of orders."""
    keys = ["f2", *"王样例", "tab", *"13800001234", "tab", *"热水器", "tab", *"SN-77", "f2"]
    for before in some_in_quick(([], ["2"]), 2):
        for way in WAYS:
            outcome = ahead(template, [*before, *keys], way)
            orders: list[dict[str, object]] = [
                dict(row) for table, row in outcome.store if table == "work_order"
            ]
            assert [orders[-1][name] for name in ("customer_name", "customer_phone", "product", "serial_no")] == [
                "王样例", "13800001234", "热水器", "SN-77",
            ]  # fmt: skip
            assert outcome.screens[-1] == ("OrdersScreen" if before else "HomeScreen")


@pytest.mark.parametrize(("keys", "question"), [
    (["f2", "x", "escape", "f9", "2"], "SureQuestion"),
    (["5", "f9", "f2", "enter", "y"], "Question"),
], ids=["discard", "publish"])  # fmt: skip
async def test_what_cannot_be_taken_back_is_not_answered_ahead(
    computed: Path, keys: list[str], question: str
) -> None:
    """Discard and publish: keys typed before the question is shown are thrown away, and that is said."""
    async with running(computed) as (app, _pilot):
        for key in keys:
            app.post_message(event_of(key))
        await app.typed_ahead.all_done()
        assert type(app.screen).__name__ == question
        assert any("was not taken" in str(one.message) for one in app._notifications)
        app.post_message(event_of("escape"))
        await app.typed_ahead.all_done()
        assert type(app.screen).__name__ != question, "what is typed from then on answers it"


@pytest.mark.parametrize(("keys", "question", "answers", "answer"), [
    (["f2", "x", "escape"], "Throw away what was typed?", ["F9 Throw away", "F10 Go on typing"], "f9"),
    (["5", "f9"], "Publish 2026-02?", ["F2 Publish", "F10"], "f2"),
], ids=["discard", "publish"])  # fmt: skip
async def test_answers_are_in_sight_once_they_are_taken(
    computed: Path,
    keys: list[str],
    question: str,
    answers: list[str],
    answer: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever sees an answer and presses its key is heard: a key that was typed before goes while none is in sight."""
    async with running(computed) as (app, _pilot):
        unread = Unread(monkeypatch)
        for key in keys:
            app.post_message(event_of(key))
        await unread.comes()
        asked = app.screen
        assert question in shown(app)
        assert not any(one in shown(app) for one in answers)
        app.post_message(event_of(answer))
        unread.is_read()
        await app.typed_ahead.all_done()
        assert app.screen is asked and any("was not taken" in str(one.message) for one in app._notifications)
        asked._on_timer_update()
        assert all(one in shown(app) for one in answers)
        app.post_message(event_of(answer))
        await app.typed_ahead.all_done()
        assert asked not in app.screen_stack
