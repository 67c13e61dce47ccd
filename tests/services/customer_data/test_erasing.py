"""A customer is forgotten by two people, everywhere, and everything verifies afterwards (docs/rules.md, rule 36)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry, WaitingAct, WorkOrder
from csi_tui.demo.build import build_demo
from csi_tui.scoring.periods import Period
from csi_tui.services.complaints import detail, milestones, pauses, registration, rounds, words
from csi_tui.services.customer_data import erasing
from csi_tui.services.customer_data.held import held_of
from csi_tui.services.desk import automatic_copies, drafts, paths
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.find import filling
from csi_tui.services.find.customers import Subject, customer
from csi_tui.services.find.pages import find
from csi_tui.services.history.rows import history_of
from csi_tui.services.history.trail import trail_page
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.copies import backup
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.notes import notes
from csi_tui.services.orders import work_orders
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import ComplaintRow, OrderRow
from csi_tui.services.taking_back import own_last_entry
from csi_tui.services.waiting import acts, pages
from tests import stores
from tests.services.procedures import desk_of
from tests.stores import clock_at, local

SAID = (
    "阳台那边一直漏",
    "答应周三带新泵来",
    "只在周末有人",
    "录音 8-4711",
    "她说邻居也漏",
    "门口有狗",
    "凭据 77-x",
)
"""Words about the customer, each of which stands somewhere."""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Desk]:
    """The sample department with two closed months, a head and a supervisor of their own."""
    (tmp_path / "demo").mkdir()
    with clock_at(local("2026-05-20T10:00")):
        desk = build_demo(tmp_path / "demo" / "csi.db", months=2, people=12, orders_per_month=60)
        users.add_user(desk, "Head", "head", ["head"])
        users.add_user(desk, "Second", "second", ["supervisor"])
        yield desk
        desk.close()


def closed(desk: Desk) -> list[Period]:
    with desk.read() as session:
        found = session.exec(select(AuditEntry.subject).where(AuditEntry.action == "backfill")).all()
    return [Period(int(one)) if one.isdecimal() else Period(int(one.replace("-", ""))) for one in found]


def somebody(desk: Desk) -> WorkOrder:
    """A customer with an order of a frozen month, whose name nobody else has."""
    with desk.read() as session:
        orders = session.exec(
            select(WorkOrder).where(
                WorkOrder.period == closed(desk)[0],
                col(WorkOrder.customer_phone).is_not(None),
                col(WorkOrder.completed_at).is_not(None),
                col(WorkOrder.serial_no).is_not(None),
            )
        ).all()
        for order in orders:
            same = session.exec(
                select(WorkOrder.customer_phone).where(WorkOrder.customer_name == order.customer_name)
            )
            if set(same) == {order.customer_phone}:
                return order
    raise AssertionError("nobody")


def lived(desk: Desk, order: WorkOrder, folder: Path) -> list[str]:
    """Let everything happen to a customer that leaves words; answers what may be found nowhere afterwards."""
    phone, name = order.customer_phone or "", order.customer_name or ""
    found = work_orders.read(desk, order.order_no)
    work_orders.change(
        desk,
        order.order_no,
        found.version,
        replace(found.row, customer_address="和平路 17 号 401", fault=SAID[0]),
    )
    found = work_orders.read(desk, order.order_no)
    work_orders.change(desk, order.order_no, found.version, replace(found.row, fault=f"{SAID[0]},{SAID[4]}"))
    revised = {
        "order_no": order.order_no,
        "received_at": f"{order.received_at.astimezone(desk.site.zone):%Y-%m-%d %H:%M:%S}",
        "customer_name": name,
        "fault": f"{SAID[0]}!",
    }
    report = import_file(desk, "orders", stores.write_csv(folder / "again.csv", [revised]), revise=True)
    assert report.number is not None and not report.rejected
    row = ComplaintRow(
        "CX",
        local("2026-05-19T09:00"),
        order_no=order.order_no,
        category="其他",
        said=SAID[0],
        agreed=SAID[1],
    )
    registration.register(desk, row)
    words.put_words(desk, "CX", words.Words(SAID[0], SAID[1]), words.Words(SAID[0], f"{SAID[1]}!"))
    milestones.log_milestone(desk, "CX", "contacted", local("2026-05-19T10:00"), SAID[4])
    pauses.pause(desk, "CX", pauses.pause_reasons(desk)[0][0], f"{SAID[6]} {name}")
    pauses.resume(desk, "CX")
    milestones.log_milestone(desk, "CX", "planned", local("2026-05-19T11:00"), SAID[4])
    milestones.log_milestone(desk, "CX", "resolved", local("2026-05-19T12:00"))
    rounds.reopen(desk, "CX", f"{phone} 又来电")
    notes.write(desk, "customer", phone, SAID[2], SAID[3])
    notes.write(desk, "order", order.order_no, SAID[5], SAID[3])
    other = OrderRow(
        "WZ",
        local("2026-05-19T09:00"),
        customer_name=name,
        customer_phone="13900139000",
        fault=f"{phone} 介绍",
    )
    work_orders.enter(desk, other)
    drafts.keep(desk.store.path, "orders/new", {"customer_phone": phone, "fault": SAID[0]})
    drafts.keep(desk.store.path, "complaints/new", {"customer_phone": "13900139000"})
    filling.fill_all(desk)
    automatic_copies.copy_of(desk.store.path, "freeze")
    return [phone, order.serial_no or "", "和平路 17 号 401", *SAID]


def holding(desk: Desk, texts: list[str]) -> dict[str, list[str]]:
    """File → the texts that stand in it, of the store with all that lies beside it, and of what the account keeps."""
    store = desk.store.path
    files = [
        one
        for one in (
            *store.parent.rglob("*"),
            *paths.state_folder().rglob("*"),
            *paths.data_folder().rglob("*"),
        )
    ]
    found = {}
    for file in files:
        if file.is_file() and (there := [one for one in texts if one.encode() in file.read_bytes()]):
            found[str(file.relative_to(file.parents[1]))] = there
    return found


def figures(desk: Desk) -> str:
    told = [month_cards(desk, period).json() for period in closed(desk)]
    return json.dumps(told, ensure_ascii=False, default=str)


@pytest.fixture
def erased(demo: Desk, tmp_path: Path) -> tuple[Desk, WorkOrder, list[str], list[str]]:
    """The desk, the order as it was, the texts that went, and what was said when a second person confirmed."""
    order = somebody(demo)
    (tmp_path / "files").mkdir()
    texts = lived(demo, order, tmp_path / "files")
    assert len(holding(demo, texts)) >= 3, "store, draft, copy"
    with pytest.raises(Waits) as waits:
        erasing.erase(desk_of(demo, "Head"), order.order_no, "she asked for it by letter")
    answered = acts.confirm(desk_of(demo, "Second"), waits.value.number, "seen the letter")
    return demo, order, texts, list(answered.remarks)


def test_nothing_is_left_anywhere(erased: tuple[Desk, WorkOrder, list[str], list[str]]) -> None:
    """Store, log, index, drafts: nothing in UTF-8; the copies are named, and go when they are asked to."""
    desk, _order, texts, remarks = erased
    left = holding(desk, texts)
    assert {Path(one).suffix for one in left} == {".db"} and all("backups" in one for one in left), left
    assert ["freeze.db" in one for one in remarks] == [True]
    assert erasing.sweep(desk_of(desk, "Head"), copies=True) == ([], True)
    assert erasing.sweep(desk_of(desk, "Head"), copies=True) == ([], False), (
        "docs/cli.md, *csi privacy sweep*"
    )
    assert holding(desk, texts) == {}
    assert [one.stem[-7:] for one in automatic_copies.copies(desk.store.path)] == ["erasure"]
    assert [one.name for one in (paths.state_folder() / "drafts").glob("*.json")] != [], (
        "another's draft stays"
    )
    assert find(desk, texts[0]) == [] and find(desk, SAID[2]) == []
    with pytest.raises(UserError):
        held_of(desk_of(desk, "Head"), texts[0])


def test_everything_verifies(erased: tuple[Desk, WorkOrder, list[str], list[str]], tmp_path: Path) -> None:
    """Figures, seals, chain, sums over rows, imports, trail: in the store, and in a backup of it."""
    desk, *_rest = erased
    assert verify(desk).problems == ()
    assert closed(desk) and json.loads(figures(desk))
    backup(desk, tmp_path / "after.db")


def test_figures_stay(demo: Desk, tmp_path: Path) -> None:
    """The cards of the frozen months are the same to the letter."""
    order = somebody(demo)
    (tmp_path / "files").mkdir()
    lived(demo, order, tmp_path / "files")
    before = figures(demo)
    with pytest.raises(Waits) as waits:
        erasing.erase(desk_of(demo, "Head"), order.order_no, "by letter")
    acts.confirm(desk_of(demo, "Second"), waits.value.number)
    assert figures(demo) == before


def test_the_trail_says_so_and_not_of_whom(erased: tuple[Desk, WorkOrder, list[str], list[str]]) -> None:
    """docs/rules.md, rule 21: an entry with the rows, both people, and a digest."""
    desk, order, texts, _remarks = erased
    with desk.read() as session:
        trail = [f"{one.subject} {one.detail}" for one in session.exec(select(AuditEntry))]
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "erase-customer")).one()
        act = session.exec(select(WaitingAct).where(WaitingAct.kind == "erase-customer")).one()
    assert [line for line in trail if any(text in line for text in texts)] == []
    told = json.loads(entry.detail)
    assert order.order_no in told["orders"] and set(told["complaints"]) == {"CX", "CX/2"}
    assert told["confirmed_by"] == desk_of(desk, "Second").actor.user_id and told["act"] == act.id
    assert (act.arguments, act.outcome) == ("", "confirmed")
    what = f"customer of {order.order_no} erased"
    assert what in [line.what for line in history_of(desk, "CX").lines]
    assert what in [line.what for line in trail_page(desk)]


def test_others_stay(erased: tuple[Desk, WorkOrder, list[str], list[str]]) -> None:
    """Who is called the same is somebody else: only the erased phone number went from their words."""
    desk, order, *_rest = erased
    other = work_orders.read(desk, "WZ").row
    assert (other.customer_name, other.customer_phone) == (order.customer_name, "13900139000")
    assert other.fault == "[erased 已删除] 介绍"


def test_what_is_shown_says_erased(erased: tuple[Desk, WorkOrder, list[str], list[str]]) -> None:
    """In words of the reader, on lists, details and receipts."""
    desk, order, *_rest = erased
    shown = detail.read_detail(desk, "CX")
    assert (shown.said, shown.agreed) == ("erased", "erased")
    assert (shown.customer, shown.phone) == ("erased", "")
    page = customer(desk, Subject(name="[erased 已删除]"))
    assert (page.name, page.events) == ("erased", ()), "the erased are not one customer"
    assert [hit.what for hit in find(desk, order.order_no) if hit.kind == "order"] == ["erased"]
    assert [one.words for one in notes.notes_of(desk, "order", order.order_no)] == ["erased"]


def test_a_file_does_not_bring_it_back(
    erased: tuple[Desk, WorkOrder, list[str], list[str]], tmp_path: Path
) -> None:
    """docs/decisions/0070, point 8: neither the same file nor a corrected one."""
    desk, order, *_rest = erased
    row = {
        "order_no": order.order_no,
        "received_at": f"{order.received_at.astimezone(desk.site.zone):%Y-%m-%d %H:%M:%S}",
        "customer_name": "张又来",
        "customer_phone": "13700137000",
        "product": "洗碗机",
    }
    for revise in (False, True):
        import_file(desk, "orders", stores.write_csv(tmp_path / f"{revise}.csv", [row]), revise=revise)
    found = work_orders.read(desk, order.order_no).row
    assert (found.customer_phone, found.product) == (None, "洗碗机")
    assert verify(desk).problems == ()


def test_it_is_no_entry_to_take_back(erased: tuple[Desk, WorkOrder, list[str], list[str]]) -> None:
    desk, *_rest = erased
    last = own_last_entry.own_last_entry(desk_of(desk, "Second"))
    assert last is None or last.refused


# --- Who, and what holds it up ---------------------------------------------------------------------------------------


PHONE = "13800138765"


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    for name, roles in {"Head": ["head"], "Second": ["supervisor"], "Clerk": ["clerk"]}.items():
        users.add_user(desk, name, name.lower(), roles)
    work_orders.enter(
        desk, OrderRow("X1", local("2026-11-19T09:00"), customer_name="张样例", customer_phone=PHONE)
    )
    return {name: desk_of(desk, name) for name in ("Head", "Second", "Clerk")} | {"Desk": desk}


def waiting(desk: Desk, customer: str = PHONE) -> int:
    with pytest.raises(Waits) as waits:
        erasing.erase(desk, customer, "by letter")
    return waits.value.number


def test_nothing_goes_before_a_second_person(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 27: who proposes does not confirm; rejected, nothing has happened."""
    number = waiting(desks["Head"])
    assert [line.subject for line in pages.acts(desks["Second"])] == ["X1"]
    with pytest.raises(NotPermitted):
        acts.confirm(desks["Head"], number)
    with pytest.raises(NotPermitted):
        acts.confirm(desks["Clerk"], number)
    acts.reject(desks["Second"], number, "no letter")
    assert held_of(desks["Head"], PHONE).orders == 1
    with pytest.raises(ReasonMissing):
        erasing.erase(desks["Head"], PHONE)


@pytest.mark.parametrize("name", ["Second", "Clerk"])
def test_who_may_not(desks: dict[str, Desk], name: str) -> None:
    for use in (lambda desk: erasing.erase(desk, PHONE, "x"), erasing.sweep):
        with pytest.raises(NotPermitted):
            use(desks[name])


def test_alone_where_there_is_nobody_else(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 27: with a reason, and marked; the file is swept all the same."""
    work_orders.enter(
        desk, OrderRow("X1", local("2026-11-19T09:00"), customer_name="张样例", customer_phone=PHONE)
    )
    (said,) = erasing.erase(desk, PHONE, "by letter")
    assert "unconfirmed" in said
    assert [line.state for line in pages.acts(desk, every=True)] == ["alone"]
    assert holding(desk, [PHONE, "张样例"]) == {}
    assert verify(desk).problems == ()


def test_what_is_not_stored_leaves_the_drafts(
    desks: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/decisions/0073, point 4: drafts lie beside the store, and go only once the erasure is stored."""
    desk = desks["Desk"]
    number = waiting(desks["Head"])
    drafts.keep(desk.store.path, "orders/new", {"customer_phone": PHONE})
    monkeypatch.setattr(acts, "answer", _fails)
    with pytest.raises(RuntimeError):
        acts.confirm(desks["Second"], number)
    assert drafts.find(desk.store.path, "orders/new") is not None
    monkeypatch.undo()
    acts.confirm(desks["Second"], number)
    assert drafts.find(desk.store.path, "orders/new") is None


def _fails(*_given: object) -> None:
    raise RuntimeError


def test_what_waits_comes_first(desks: dict[str, Desk]) -> None:
    """The values of what waits hold the customer: it is answered first, and its values go with that."""
    desk = desks["Desk"]
    stores.fill(desk, employees=[stores.person("E1", "technician")])
    users.add_user(desk, "Own", "own", ["clerk"], "E1")
    row = OrderRow(
        "X2",
        local("2026-11-18T09:00"),
        customer_phone=PHONE,
        technician_no="E1",
        completed_at=local("2026-11-18T12:00"),
        outcome="fixed",
    )
    with pytest.raises(Waits):
        work_orders.enter(desk_of(desk, "Own"), row, reason="forgotten")
    with pytest.raises(UserError, match=r"no\. 1"):
        erasing.erase(desks["Head"], PHONE, "by letter")


def test_whoever_comes_next_sweeps_what_is_left(
    desks: dict[str, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/decisions/0070, point 13: the one who erased could not, or ended too early."""
    monkeypatch.setenv("CSI_BUSY_TIMEOUT", "0")
    number, path = waiting(desks["Head"]), desks["Desk"].store.path
    with desks["Clerk"].read() as session:
        session.exec(select(WorkOrder)).all()
        acts.confirm(desks["Second"], number)
        open_desk(path, "Clerk").close()
        assert holding(desks["Desk"], [PHONE]) != {}, "others are at work"
    open_desk(path, "Clerk").close()
    assert holding(desks["Desk"], [PHONE]) == {}
    before = path.stat().st_mtime_ns
    open_desk(path, "Clerk").close()
    assert path.stat().st_mtime_ns == before, "once"


def test_others_at_work(desks: dict[str, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody reads: it is erased, and said that the file has to be swept once more; then it is clean."""
    monkeypatch.setenv("CSI_BUSY_TIMEOUT", "0")
    number = waiting(desks["Head"])
    with desks["Clerk"].read() as session:
        session.exec(select(WorkOrder)).all()
        remarks = acts.confirm(desks["Second"], number).remarks
    assert "csi privacy sweep" in remarks[0]
    assert holding(desks["Desk"], [PHONE]) != {}
    assert erasing.sweep(desks["Head"]) == ([], False)
    assert holding(desks["Desk"], [PHONE]) == {}
