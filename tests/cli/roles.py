"""A department with a user of every role and rows of each of them; every act that is tried on these (docs/roles.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.close import month_close
from csi_tui.services.complaints import handlers, registration
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.undo import undo
from csi_tui.services.orders import several, surveys, work_orders
from csi_tui.services.people import employees, users
from csi_tui.services.tabular.records import ComplaintRow, EmployeeRow, OrderRow, SurveyRow
from csi_tui.services.taking_back.own_last_entry import own_last_entry, take_back
from tests import stores
from tests.services.procedures import desk_of, use_scheme
from tests.stores import complaint, fill, local, order, person, survey

ROLES: Mapping[str, tuple[str, ...]] = {
    "Employee": (),
    "Clerk": ("clerk",),
    "Supervisor": ("supervisor",),
    "Head": ("head",),
    "Resources": ("hr",),
    "Oversight": ("oversight",),
    "Admin": ("admin",),
}
"""Name of a user → the roles. Each is an employee as well, numbered like the first letter."""
SECOND: Mapping[str, tuple[str, ...]] = {
    "Other": ("supervisor",),
    "Deputy": ("head",),
    "Second Hr": ("hr",),
    "Second Admin": ("admin",),
}
"""Second people to them, who are nobody's colleagues."""
OTHER = "X"
"""A user, and the employee of that number, whose rows are others' to everybody; ``S``, the supervisor, is over them."""

WITH_CARD = ("Employee", "Clerk", "Resources", "Admin", OTHER)
"""Who has a card to appeal against: supervisors are not assessed, and nobody with a card signs for oversight."""


def number_of(user: str) -> str:
    """The employee's number of a user."""
    return user[0]


def over(number: str) -> str:
    """The user who is the direct supervisor of an employee."""
    return {OTHER: "Supervisor", "H": "Nobody"}.get(number, "Head")


@dataclass(frozen=True)
class Act:
    """A command, or what only a screen does, as somebody asks for it.

    Attributes:
        line: what stands behind the command; ``{p}`` is the employee whose row it is about.
        before: what others do first, each a user and a line.
        state: what it says to whoever may do it, where the state of this department refuses it to everybody.
        call: what a screen does, with the desk and the employee's number, in the place of a line.
    """

    line: str = ""
    before: tuple[tuple[str, str], ...] = ()
    state: str = ""
    call: Callable[[Desk, str], object] | None = None

    @property
    def of_a_row(self) -> bool:
        """Whether it is about somebody's row, so that own and others' may differ."""
        lines = " ".join((self.line, *(line for _user, line in self.before)))
        return self.call is not None or "{p}" in lines or "{appeal}" in lines


def beginning(desk: Desk, now: time_machine.Traveller) -> None:
    """January is frozen, February published with its window open, March computed by ratings; April has figures that
    people type, and is paid for; in May the desk goes on."""
    numbers = [*map(number_of, ROLES), OTHER]
    fill(
        desk,
        employees=[
            person("H", "supervisor"),
            person("S", "supervisor", supervisor_no="H"),
            person("X", supervisor_no="S"),
            person("O", "supervisor", supervisor_no="H"),
            *(person(number, supervisor_no="H") for number in "ECRAY"),
        ],
    )
    for name, rights in {**ROLES, OTHER: ("clerk",), **SECOND}.items():
        users.add_user(desk, name, name.lower(), list(rights), None if name in SECOND else number_of(name))
    _fill_month(desk, "2026-01", numbers)
    _fill_month(desk, "2026-02", numbers)
    now.move_to(local("2026-02-02T10:00"))
    stores.freeze(desk, "2026-01")
    now.move_to(local("2026-04-29T10:00"))
    fill(desk, complaints=[complaint(f"C{one}", "2026-04-29T09:00", one) for one in numbers])
    fill(desk, complaints=[complaint(f"R{one}", "2026-04-29T09:00", "") for one in numbers])
    for one in numbers:
        handlers.assign(desk, f"R{one}", one)
    now.move_to(local("2026-05-01T10:00"))
    stores.compute(desk, "2026-02")
    month_close.publish(desk, Period(202602))
    for name in WITH_CARD:
        filing.file_appeal(desk_of(desk, name), Period(202602), "total", "too low")
    now.move_to(local("2026-05-06T10:00"))
    _fill_month(desk, "2026-05", numbers)
    fill(desk, orders=[order(f"W{one}6", "2026-05-05T09:00", agent_no=one) for one in numbers])
    for scheme, period in (("four-aspects", 202603), ("team-points", 202604), ("aftersales-csi", 202605)):
        desk = use_scheme(desk, scheme, Period(period))
    stores.compute(desk, "2026-03")


def _fill_month(desk: Desk, month: str, numbers: Sequence[str]) -> None:
    """An order and a survey of everybody."""
    rows = [(f"{one}{month[-1]}", one) for one in numbers]
    fill(
        desk,
        orders=[
            order(
                f"W{key}",
                f"{month}-03T09:00",
                f"{month}-04T09:00",
                agent_no=one,
                technician_no="Y",
                customer_name=f"Customer {key}",
            )
            for key, one in rows
        ],
        surveys=[survey(f"A{key}", f"W{key}", f"{month}-05T09:00", "44444") for key, _one in rows],
    )


def _enter_order(desk: Desk, number: str) -> None:
    work_orders.enter(desk, OrderRow("N1", local("2026-05-06T09:00"), agent_no=number))


def _complete(desk: Desk, number: str) -> None:
    several.complete(desk, [f"W{number}6"], local("2026-05-06T10:00"), "fixed")


def _give(desk: Desk, number: str) -> None:
    several.assign(desk, [f"W{number}6"], "E")


def _enter_survey(desk: Desk, number: str) -> None:
    surveys.enter(
        desk, SurveyRow("typed", f"W{number}6", local("2026-05-05T09:00"), 5, 5, 5, 5, 5), reason="x"
    )


def _register(desk: Desk, number: str) -> None:
    registration.register(desk, ComplaintRow("N1", local("2026-05-06T09:00"), handler_no=number))


def _other_outcome(desk: Desk, number: str) -> None:
    found = work_orders.read(desk, f"W{number}5")
    other = replace(found.row, outcome="not_fixed")
    work_orders.change(desk, found.row.order_no, found.version, other, why="mistyped", reason="x")


def _other_phone(desk: Desk, number: str) -> None:
    found = work_orders.read(desk, f"W{number}5")
    work_orders.change(
        desk, found.row.order_no, found.version, replace(found.row, customer_phone="13900000000")
    )


def _other_team(desk: Desk, number: str) -> None:
    stands = next(one for one in employees.people(desk) if one.employee_no == number)
    employees.keep(desk, EmployeeRow(number, stands.name, stands.role, "New", None, date(2026, 6, 1)), "x")


def _undo_import(desk: Desk, _number: str) -> None:
    undo(desk, 1)


def _take_back(desk: Desk, number: str) -> None:
    work_orders.enter(desk, OrderRow("N1", local("2026-05-06T09:00"), agent_no=number))
    entry = own_last_entry(desk)
    assert entry is not None
    take_back(desk, entry.seq, "x")


_RECEIPT = ("{owner}", "complaint receipt C{p} 2026-04-29T08:00 --reason x")
_INVALID = ("Other", "complaint invalid C{p} --reason x")
_FIGURE = ("Other", "figure set 2026-04 X work_points 100")
_PUBLISHED = (_FIGURE, ("Other", "close compute 2026-04"), ("Other", "close publish 2026-04"))
_DRAWN = ("Oversight", "oversight draw 2026-02")
_STRUCK = ("Other", "strike out survey AX1 --reason x")
_WITH_KEY = (("Second Admin", "signing make"),)
_TALK = ("Head", "talk hold {p} 2026-02 --strengths x --problems x --direction x")
COMMANDS: Mapping[str, Act] = {
    "find": Act("W{p}5"),
    "card": Act("{p} --month 2026-02"),
    "cards": Act("2026-02"),
    "compare": Act("{p} Y --month 2026-02"),
    "department": Act(),
    "analysis": Act("2026-02"),
    "indicators": Act("2026-Q1"),
    "conclusion list": Act("2026-02"),
    "conclusion write": Act("2026-02 x"),
    "conclusion take-back": Act("1 --reason x", (("Head", "conclusion write 2026-02 x"),)),
    "week": Act("2026-W05"),
    "board": Act("--text"),
    "meeting list": Act("2026-W05"),
    "meeting note": Act("x"),
    "meeting promise": Act("{p} x --by 2027-01-01"),
    "meeting change": Act("1 --what y --reason x", (("Head", "meeting promise {p} x --by 2027-01-01"),)),
    "meeting done": Act("1 x", (("Head", "meeting promise {p} x --by 2027-01-01"),)),
    "meeting take-back": Act("1 --reason x", (("Head", "meeting note x"),)),
    "talk list": Act("2026-02"),
    "talk sheet": Act("{p} --month 2026-02"),
    "talk show": Act("{p}"),
    "talk hold": Act("{p} 2026-02 --strengths x --problems x --direction x"),
    "talk agree": Act("1", (_TALK,)),
    "talk disagree": Act("1 x", (_TALK,)),
    "talk read-aloud": Act("1 x", (_TALK,), state="signs in, and agrees or does not"),
    "talk take-back": Act("1 --reason x", (_TALK,)),
    "explain": Act("{p} --month 2026-02"),
    "annual": Act("2026"),
    "results": Act("2026", state="says nothing about years"),
    "consequences": Act("2026-02"),
    "people": Act(),
    "history": Act("W{p}5"),
    "audit": Act(),
    "export": Act("cards 2026-02 -o {folder}/cards.csv"),
    "import": Act("orders {folder}/orders.csv"),
    "order renumber": Act("W{p}5 W{p}9 --reason x"),
    "order link": Act("W{p}5 W{p}2 --why mistyped --reason x"),
    "survey show": Act("A{p}5"),
    "survey correct": Act("A{p}5 --attitude 5 --reason x"),
    "sample customers": Act("2026-02 --size 1", state="has no customer who can be asked"),
    "sample drawn": Act("2026-02"),
    "note list": Act("order W{p}5"),
    "note add": Act("order W{p}5 x"),
    "complaints": Act(),
    "watch": Act("--once"),
    "ical": Act(),
    "notify": Act("--dry-run"),
    "due": Act("C{p}"),
    "milestone": Act("C{p} contacted"),
    "milestone --correct": Act(
        "C{p} contacted --at 2026-05-06T09:50 --correct x", (("Other", "milestone C{p} contacted"),)
    ),
    "assign": Act("C{p} Y --note x"),
    "assign --correct": Act("R{p} Y --correct x"),
    "complaint show": Act("C{p}"),
    "complaint words": Act("C{p} --said x"),
    "complaint receipt": Act("C{p} 2026-04-29T08:00 --reason x"),
    "complaint reopen": Act("R{p} --reason x", (("Other", "milestone R{p} resolved --out-of-order"),)),
    "complaint pause": Act("C{p} customer-away --proof x"),
    "complaint resume": Act("C{p}", (("Other", "complaint pause C{p} customer-away --proof x"),)),
    "complaint invalid": Act("C{p} --reason x"),
    "complaint valid": Act("C{p} --reason x", (_INVALID, ("Deputy", "complaint confirm C{p}"))),
    "complaint confirm": Act("C{p}", (_INVALID,)),
    "complaint reject": Act("C{p} --reason x", (_INVALID,)),
    "complaint decisions": Act(),
    "waiting list": Act(),
    "waiting confirm": Act("4", (_RECEIPT,)),
    "waiting reject": Act("4 --reason x", (_RECEIPT,)),
    "waiting carry-over": Act("4 --reason x", (_RECEIPT,)),
    "waiting site": Act(),
    "waiting site --late-entry": Act("--late-entry 20 --reason x"),
    "figure list": Act("2026-04"),
    "figure set": Act("2026-04 {p} attendance 3 4"),
    "figure propose": Act("2026-04"),
    "figure take": Act("2026-04 --measure staff_turnover"),
    "rate list": Act("2026-03"),
    "rate add": Act("{p} ethics 4 --on 2026-03-02"),
    "rate withdraw": Act("1 --reason x", (("{over}", "rate add {p} ethics 4 --on 2026-03-02"),)),
    "conduct list": Act("2026-03"),
    "conduct add": Act("{p} merit --on 2026-03-02 --note x --points 3"),
    "conduct withdraw": Act(
        "1 --reason x", (("{over}", "conduct add {p} merit --on 2026-03-02 --note x --points 3"),)
    ),
    "plan show": Act("2026-04"),
    "plan choose": Act("2026-04 visits=2 --reason x"),
    "close status": Act(),
    "close check": Act("2026-03"),
    "close dismiss": Act(
        "2026-05 order-without-agent N2 --reason x", (("Other", "import orders {folder}/lost.csv"),)
    ),
    "close compute": Act("2026-04"),
    "close preview": Act("2026-03"),
    "close publish": Act("2026-04", _PUBLISHED[:2]),
    "close reopen": Act("2026-02 --reason x"),
    "close freeze": Act("2026-02"),
    "close run": Act("2026-03"),
    "close backfill": Act("2025-12"),
    "close correct": Act("2026-01 --reason x", (_STRUCK,)),
    "close differences": Act("2026-01", (_STRUCK, ("Other", "close correct 2026-01 --reason x"))),
    "close history": Act("2026-02"),
    "close certificate": Act("2026-01"),
    "close carried": Act("2026-02"),
    "close coverage": Act("2026-02"),
    "close receipts": Act("2026-02"),
    "close receipt": Act("2026-02 {p} read"),
    "appeal list": Act(),
    "appeal show": Act("{appeal}"),
    "appeal file": Act("2026-02 response --reason x"),
    "appeal confirm": Act("A20260506-001", (("Other", "appeal file 2026-02 response --for {p} --reason x"),)),
    "appeal withdraw": Act("{appeal} --reason x"),
    "appeal decide": Act("{appeal} rejected --reason x"),
    "appeal escalate": Act(
        "{appeal} --reason x", (("{over}", "appeal decide {appeal} rejected --reason x"),)
    ),
    "appeal carry": Act("{appeal} --reason x"),
    "strike list": Act(),
    "strike out": Act("survey A{p}5 --reason x"),
    "strike restore": Act("survey A{p}5 --reason x", (("Other", "strike out survey A{p}5 --reason x"),)),
    "adjust list": Act(),
    "adjust add": Act("2026-05 {p} total --points +1 --reason x"),
    "adjust withdraw": Act(
        "1 --reason x", (("Deputy", "adjust add 2026-05 {p} total --points +1 --reason x"),)
    ),
    "oversight sample": Act("2026-02", (_DRAWN,)),
    "oversight patterns": Act("2026-02"),
    "oversight report": Act("2026-02"),
    "oversight draw": Act("2026-02"),
    "oversight record": Act("2026-02 1 right", (_DRAWN,)),
    "oversight sign": Act("2026-02", (_DRAWN,), state="Nobody has looked at"),
    "oversight object": Act("2026-02 --reason x", (_DRAWN,)),
    "oversight lift": Act(
        "2026-02 --reason x", (_DRAWN, ("Oversight", "oversight object 2026-02 --reason x"))
    ),
    "pay amounts": Act("2026-04"),
    "pay set": Act("2026-04 floating 100 --employee {p}"),
    "pay show": Act("2026-04", _PUBLISHED),
    "pay settle": Act("2026-04", _PUBLISHED, state="2026-04 is not frozen"),
    "scheme list": Act(),
    "scheme show": Act("four-aspects"),
    "scheme lint": Act("four-aspects"),
    "scheme diff": Act("four-aspects aftersales-csi"),
    "scheme copy": Act("four-aspects --id mine -o {folder}/mine.toml"),
    "scheme backtest": Act("2026-01 four-aspects"),
    "scheme indicators": Act(),
    "scheme use": Act("peer-ranking --from 2026-06 --yes --reason x"),
    "calendar show": Act("2026-01"),
    "calendar coverage": Act(),
    "calendar set": Act("2026-06-01 closed --note x"),
    "calendar import": Act("--installed"),
    "calendar declare": Act("2027 --reason x"),
    "clock show": Act(),
    "clock confirm": Act("--reason x"),
    "privacy find": Act("'Customer {p}5'"),
    "privacy export": Act("'Customer {p}5' --to {folder}/customer.csv"),
    "privacy erase": Act("'Customer {p}5' --reason x"),
    "privacy sweep": Act(),
    "privacy due": Act("1"),
    "privacy run": Act("--reason x", state="Nothing is due"),
    "privacy site": Act(),
    "privacy site --customers": Act("--customers 24"),
    "user token": Act(),
    "user list": Act(),
    "user tries": Act(),
    "user add": Act("New --account new --roles clerk"),
    "user roles": Act("Other --roles clerk"),
    "user password": Act("Other --none"),
    "user link": Act("Other Y"),
    "user deactivate": Act("Other"),
    "user activate": Act("Other", (("Second Admin", "user deactivate Other"),)),
    "verify": Act(),
    "anchor write": Act(),
    "anchor check": Act("{folder}/anchors.txt", (("Other", "anchor write --to {folder}/anchors.txt"),)),
    "anchor accept": Act("--reason x", state="nothing is to be accepted"),
    "signing show": Act("", _WITH_KEY),
    "signing make": Act(),
    "signing replace": Act("--reason x", _WITH_KEY),
    "signing export": Act("{folder}/a {folder}/b", _WITH_KEY),
    "signing bring": Act(
        "{folder}/a {folder}/b", (*_WITH_KEY, ("Second Admin", "signing export {folder}/a {folder}/b"))
    ),
    "signing sign": Act("", _WITH_KEY),
    "backup": Act("{folder}/copy.db"),
    "share setup": Act(),
    "restore": Act("{copy}"),
}
"""Every command that asks who somebody is."""
ASKS_NOBODY = (
    "init", "demo", "settings", "serve app", "serve api", "completion bash", "completion zsh", "completion fish",
    "completion words", "man", "share enter", "files put", "files get", "files list", "files remove",
)  # fmt: skip
"""Commands that open no store, make one, ask for a password first, or are about somebody's own files."""
SCREENS: Mapping[str, Act] = {
    "enter an order": Act(call=_enter_order),
    "complete an order": Act(call=_complete),
    "give an open order to somebody": Act(call=_give),
    "change the outcome of a completed order": Act(call=_other_outcome),
    "change a customer's phone number": Act(call=_other_phone),
    "type the answers of a survey": Act(call=_enter_survey),
    "register a complaint": Act(call=_register),
    "move an employee to another team": Act(call=_other_team),
    "undo an import of somebody else": Act(call=_undo_import),
    "take the own last entry back": Act(call=_take_back),
}
"""What has no command of its own: a screen does it."""
SCREEN_ACTS: Mapping[str, str] = {
    "app.quick_log": "milestone",
    "sheet.write": "export",
    "files.take_out": "export",
    "app.take_back": "take the own last entry back",
    "appeal.decide": "appeal decide",
    "appeal.confirm": "appeal confirm",
    "appeal.escalate": "appeal escalate",
    "appeal.carry": "appeal carry",
    "appeal.withdraw": "appeal withdraw",
    "appeals.take-down": "appeal file",
    "analysis.conclude": "conclusion write",
    "analysis.process": "conclusion write",
    "week.note": "meeting note",
    "week.promise": "meeting promise",
    "week.done": "meeting done",
    "talk.hold": "talk hold",
    "talk.agree": "talk agree",
    "talk.disagree": "talk disagree",
    "talk.aloud": "talk read-aloud",
    "talk.take_back": "talk take-back",
    "card.appeal": "appeal file",
    "card.adjust": "adjust add",
    "receipt.strike": "strike out",
    "note.read": "close receipt",
    "note.aloud": "close receipt",
    "note.absent": "close receipt",
    "changes.back": "strike restore",
    "calendar.set": "calendar set",
    "calendar.import": "calendar import",
    "calendar.declare": "calendar declare",
    "finding.dismiss": "close dismiss",
    "close.check": "close check",
    "close.compute": "close compute",
    "close.publish": "close publish",
    "close.freeze": "close freeze",
    "close.reopen": "close reopen",
    "close.verify": "verify",
    "close.trail": "audit",
    "complaints.new": "register a complaint",
    "home.complaint": "register a complaint",
    "customer.complaint": "register a complaint",
    "complaints.contacted": "milestone",
    "complaints.planned": "milestone",
    "complaints.resolved": "milestone",
    "complaints.next": "milestone",
    "complaint.contacted": "milestone",
    "complaint.planned": "milestone",
    "complaint.resolved": "milestone",
    "complaint.correct": "milestone",
    "quick.log": "milestone",
    "complaints.handler": "assign",
    "complaint.handler": "assign",
    "handler.assign": "assign",
    "handler.correct": "assign",
    "complaint.reopen": "complaint reopen",
    "complaint.pause": "complaint pause",
    "complaint.valid": "complaint invalid",
    "complaint.receipt": "complaint receipt",
    "row.notes": "note add",
    "order.notes": "note add",
    "words.save": "complaint words",
    "entries.rate": "rate add",
    "entries.rating_sheet": "rate add",
    "entries.figures": "figure set",
    "entries.figure_sheet": "figure set",
    "entries.from_rows": "figure propose",
    "rows.take": "figure take",
    "entries.conduct": "conduct add",
    "entries.back": "rate withdraw",
    "home.order": "enter an order",
    "orders.new": "enter an order",
    "customer.order": "enter an order",
    "orders.complete": "complete an order",
    "order.done": "complete an order",
    "order.link": "order link",
    "order.number": "order renumber",
    "surveys.new": "type the answers of a survey",
    "surveys.sheet": "type the answers of a survey",
    "surveys.calls": "sample customers",
    "files.bring_in": "import",
    "folder.all_in": "import",
    "preview.import": "import",
    "preview.mend": "import",
    "import.refused": "import",
    "layout.agree": "import",
    "files.undo": "undo an import of somebody else",
    "oversight.right": "oversight record",
    "oversight.wrong": "oversight record",
    "oversight.draw": "oversight draw",
    "oversight.object": "oversight object",
    "oversight.lift": "oversight lift",
    "oversight.sign": "oversight sign",
    "plan.propose": "plan choose",
    "pay.amount": "pay set",
    "pay.settle": "pay settle",
    "people.new": "move an employee to another team",
    "people.transfer": "move an employee to another team",
    "people.leaving": "move an employee to another team",
    "people.correct": "move an employee to another team",
    "act.confirm": "waiting confirm",
    "act.reject": "waiting reject",
    "act.carry": "waiting carry-over",
    "bench.file": "scheme copy",
    "row.history": "history",
    "order.history": "history",
    "app.find": "find",
}
"""Command of a screen → the line of the page that says who may."""
MOVES = (
    "above",
    "acts",
    "all",
    "analysis",
    "talk",
    "week",
    "appeals",
    "as_it_was",
    "back",
    "bench",
    "board",
    "cancel",
    "cards",
    "change",
    "chat",
    "choose",
    "close",
    "columns",
    "compare",
    "complete",
    "copy",
    "coverage",
    "department",
    "details",
    "diff",
    "discard",
    "do",
    "down",
    "earlier",
    "empty",
    "export",
    "file",
    "filter",
    "folder",
    "groups",
    "help",
    "level",
    "history",
    "how",
    "indicators",
    "jump",
    "kind",
    "language",
    "later",
    "look",
    "mark",
    "mark_all",
    "means",
    "month",
    "next",
    "no",
    "odd",
    "open",
    "other",
    "palette",
    "part",
    "person",
    "picture",
    "quarter",
    "quit",
    "range",
    "receipt",
    "records",
    "redo",
    "refused",
    "rejects",
    "reload",
    "rows",
    "save",
    "schemes",
    "search",
    "show",
    "sort",
    "switch_user",
    "take",
    "teams",
    "template",
    "turn",
    "undo",
    "unfilter",
    "unfinished",
    "up",
    "views",
    "who",
    "year",
    "yes",
)
