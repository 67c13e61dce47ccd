"""The board: what it counts, what it never says, and that nothing old passes for fresh (docs/rules.md, rule 43;
docs/decisions/0085)."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from json import dumps
from pathlib import Path

import pytest
import time_machine
from sqlmodel import select

from csi_db.models import Complaint, Employee, WorkOrder
from csi_tui.i18n import Language, activate
from csi_tui.scoring.exact import show_hundredths
from csi_tui.services.board.reading import board, first_reading, read_again, read_board, why_not
from csi_tui.services.board.standing import Standing
from csi_tui.services.board.text.board_json import board_json
from csi_tui.services.board.text.layout import board_lines
from csi_tui.services.board.text.plain import board_text
from csi_tui.services.board.text.sentences import day_text, stale_text
from csi_tui.services.board.values import DEPARTMENT, BoardFound
from csi_tui.services.complaints import registration
from csi_tui.services.complaints.pages import complaints_page
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import StoreUnavailable
from csi_tui.services.months.cards import hundredths_of
from csi_tui.services.months.roster import roster_of
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.tabular.aligned import width
from csi_tui.services.tabular.records import ComplaintRow
from csi_tui.services.week.counted import count_span
from csi_tui.services.week.week_sheet import MEMBERS, week_said, week_sheet
from tests.services.procedures import use_scheme
from tests.stores import backfill, complaint, fill, local, order, person, survey

SIZES = ((80, 24), (120, 40), (200, 60))
PHONE = "13800001234"
SECRETS = {"customer_name": "Zhao Secret", "customer_phone": PHONE, "product": "Pump-X", "fault": "it leaks"}


def people() -> list[dict[str, str]]:
    """A team of five and one of two."""
    return [
        *(person(f"E{n}", "technician", name=f"Li Nobody{n}") for n in range(1, 4)),
        person("E4", "agent", name="Wang Clerk"),
        person("E5", "complaint_handler", name="Chen Handler"),
        person("E6", "technician", name="He Alone", team="T2"),
        person("E7", "complaint_handler", name="Xu Pair", team="T2"),
    ]


def at_a_time(found: BoardFound) -> list[str]:
    """All that anybody ever gets of it, in both languages: in plain lines, as JSON, and at each size every page."""
    told = []
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        activate(language)
        try:
            told.append(board_text(found, None))
            told.append(dumps(board_json(found), ensure_ascii=False))
            for columns, rows in SIZES:
                told += ["\n".join(shown(found, columns, rows, turn)) for turn in range(12)]
        finally:
            activate("en")
    return told


def shown(found: BoardFound, columns: int, rows: int, turn: int = 0, stale: str = "") -> list[str]:
    """The lines of a wall of that size."""
    lines = board_lines(found, stale, columns, rows, turn)
    return ["".join(piece.text for piece in line) for line in lines]


def test_the_day_goes_from_midnight_to_midnight_at_the_site(desk: Desk, now: time_machine.Traveller) -> None:
    """Half past midnight in Shanghai is the day before in UTC; the minute before midnight is of yesterday."""
    now.move_to(local("2026-10-10T23:30"))
    fill(
        desk,
        employees=people(),
        orders=[
            order("W1", "2026-10-09T10:00", "2026-10-09T23:59", first_contact_at="2026-10-09T11:00"),
            order("W2", "2026-10-09T23:59", "2026-10-10T00:01", first_contact_at="2026-10-10T00:00"),
            order("W3", "2026-10-10T00:00", "", first_contact_at="2026-10-10T09:00"),
            order("W4", "2026-10-10T12:00"),
            order("W5", "2026-10-09T09:00", "", appointment_at="2026-10-10T18:00"),
            order("W6", "2026-10-09T09:00", "", appointment_at="2026-10-10T23:45"),
            order("W7", "2026-10-09T09:00", "", appointment_at="2026-10-11T00:00"),
            order(
                "W8", "2026-10-09T09:00", "2026-10-10T11:00", appointment_at="2026-10-10T10:00",
                arrived_at="2026-10-10T10:05",
            ),
            order("W9", "2026-10-09T09:00", "", appointment_at="2026-10-10T18:00", outcome="cancelled"),
        ],
        complaints=[
            complaint("C1", "2026-10-09T23:59", "E5", contacted_at="2026-10-10T00:00"),
            complaint("C2", "2026-10-10T09:00", "E5"),
        ],
    )  # fmt: skip
    found = board(desk)
    assert (found.orders.received, found.orders.contacted, found.orders.completed) == (2, 2, 2)
    assert (found.complaints.received, found.complaints.contacted, found.complaints.resolved) == (1, 1, 0)
    assert (found.visits.all, [one.number for one in found.visits.open]) == (3, ["W5", "W6"])
    assert [one.late for one in found.visits.open] == [True, False] and found.visits.late == 1
    now.move_to(local("2026-10-11T00:00"))
    following = board(desk)
    assert following.orders.received == following.complaints.contacted == 0
    assert [one.number for one in following.visits.open] == ["W7"]


def test_a_worked_saturday_and_a_day_off_are_called_so(desk: Desk, now: time_machine.Traveller) -> None:
    """The holidays of 2026: the tenth of October is worked in place of another day, the first is National Day."""
    told = {}
    for day in ("2026-10-10", "2026-10-11", "2026-10-12", "2026-10-01"):
        now.move_to(local(f"{day}T09:00"))
        told[day] = day_text(board(desk).day)
    assert told == {
        "2026-10-10": "working day in place of another one",
        "2026-10-11": "day off",
        "2026-10-12": "working day",
        "2026-10-01": "National Day",
    }


def test_what_presses_is_what_presses_everywhere(desk: Desk, now: time_machine.Traveller) -> None:
    """More than a page of the list of complaints, with the team of who has it where that names nobody."""
    now.move_to(local("2026-10-12T09:00"))
    fill(
        desk,
        employees=people(),
        complaints=[
            *(complaint(f"C{n:03}", "2026-10-08T09:00", "E5") for n in range(60)),
            complaint("D1", "2026-10-08T09:00", "E7"),
            complaint("D2", "2026-10-08T09:00"),
            complaint("D3", "2026-10-12T08:59", "E5"),
        ],
    )
    found = board(desk)
    first = [line.complaint_no for line in complaints_page(desk) if line.overdue or line.percent]
    assert len(first) == 50 and [one.number for one in found.due][:50] == first
    assert len(found.due) == found.overdue == 62
    by_number = {one.number: one for one in found.due}
    assert by_number["C000"].team == "T1" and by_number["D1"].team == ""
    assert by_number["D1"].taken and not by_number["D2"].taken
    text = board_text(found, None)
    assert "nobody has it" in text and "customer still to be contacted" in text and "D3" not in text


def test_every_complaint_and_team_comes_up_and_nothing_is_too_wide(
    example_desk: Desk, now: time_machine.Traveller
) -> None:
    """At each size and in both languages: what has no room has its turn."""
    now.move_to(local("2026-02-25T15:00"))
    fill(example_desk, complaints=[complaint(f"X{n:03}", "2026-02-20T09:00") for n in range(40)])
    found = board(example_desk)
    assert len(found.due) >= 40 and found.teams
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        activate(language)
        try:
            for columns, rows in (*SIZES, (70, 20)):
                pages = [shown(found, columns, rows, turn) for turn in range(24)]
                assert all(len(page) <= rows for page in pages)
                assert all(width(line) <= columns for page in pages for line in page)
                text = "\n".join(line for page in pages for line in page)
                assert all(one.number in text for one in found.due), (language, columns)
                assert all(team.name in text for team in found.teams), (language, columns)
        finally:
            activate("en")


def test_the_month_so_far_is_that_of_the_weeks_sheet(example_desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 41: one way to count what a month has brought so far."""
    now.move_to(local("2026-02-25T15:00"))
    found = board(example_desk)
    sheet = week_sheet(example_desk, week_said(example_desk, "this"))
    on_sheet = {
        (group.name, line.figure): line.month
        for group in sheet.groups
        for line in group.lines
        if line.month is not None
    }
    on_board = {(team.name, key): one for team in found.teams for key, one in team.figures.items()}
    # The sheet looks at four spans, and withholds a figure for any in which it would be somebody's.
    assert {key for key in on_sheet if key[0]} <= on_board.keys()
    both = on_board.keys() & on_sheet.keys()
    assert len(both) > 3
    assert {key: on_board[key] for key in both} == {key: on_sheet[key] for key in both}


def test_no_figure_can_be_read_as_that_of_one_or_two(desk: Desk, now: time_machine.Traveller) -> None:
    """Not of a team of two, and not as what is missing between everybody and the teams that are told."""
    now.move_to(local("2026-10-20T09:00"))
    of_one = order("W0", "2026-10-02T09:00", "2026-10-03T09:00", technician_no="E6")
    orders = [
        order(f"W{n}", "2026-10-02T09:00", "2026-10-03T09:00", technician_no=f"E{n}") for n in range(1, 4)
    ]
    fill(desk, employees=people(), orders=[of_one, *orders])
    found = board(desk)
    fixed = {team.name: team.figures.get("first_time_fix") for team in found.teams}
    of_three = fixed["T1"]
    assert of_three is not None and of_three.people == MEMBERS
    assert "T2" not in fixed and fixed.get(DEPARTMENT) is None
    assert found.withheld == ("T2",)
    told = "\n".join(at_a_time(found))
    assert "(T2)" in told
    # Of four people more, no figure is anybody's.
    more = [person(f"F{n}", "technician", team="T3") for n in range(2)]
    fill(
        desk,
        employees=more,
        orders=[
            order(f"V{n}", "2026-10-02T09:00", "2026-10-03T09:00", technician_no=f"F{n}") for n in range(2)
        ],
    )
    again = {team.name: team.figures.get("first_time_fix") for team in board(desk).teams}
    of_all = again[DEPARTMENT]
    assert of_all is not None and of_all.people == 6


@pytest.mark.parametrize("month", ["2026-01", "2026-02"])
def test_nothing_of_a_customer_and_no_person_ever_stands_there(
    example_desk: Desk, now: time_machine.Traveller, month: str
) -> None:
    """Every name, phone, address, product, fault and category of the store, and every figure of a person, is looked for
    on every page of every size; on a computed month, whose ranks are there and not published, as well."""
    now.move_to(local("2026-03-20T09:00"))
    backfill(example_desk, "2026-01")
    now.move_to(local(f"{month}-25T15:00"))
    with example_desk.write() as session:
        for row in session.exec(select(WorkOrder)):
            row.customer_name, row.customer_phone = f"Secret {row.id}", PHONE
            row.fault, row.product, row.customer_address = "it leaks", "Pump-X", "Lane 5"
        for one in session.exec(select(Complaint)):
            one.customer_name, one.customer_phone = f"Secret {one.id}", PHONE
            one.category, one.said = "Rude-Y", "never again"
    found = board(example_desk)
    assert found.teams and found.orders.received + found.orders.completed
    told = "\n".join(at_a_time(found))
    for secret in ("Secret", PHONE, PHONE[-4:], "it leaks", "Pump-X", "Lane 5", "Rude-Y", "never again"):
        assert secret not in told
    with example_desk.read() as session:
        employees = session.exec(select(Employee.name, Employee.employee_no)).all()
    assert employees and not [name for name, number in employees if name in told or number in told]
    assert not own_figures(example_desk, found) & set(told.replace("(", " ").split())
    for word in ("rank", "place", "score", "名次", "排名", "得分", "总分"):
        assert word not in told.lower()


def own_figures(desk: Desk, found: BoardFound) -> set[str]:
    """Every total and figure that a person of the month so far has, but for those that a team's happens to be."""
    from csi_db.facts import Span
    from csi_tui.scoring.periods import first_day
    from csi_tui.services.week.weeks import midnight

    scheme = scheme_in(desk, found.period).scheme
    since = midnight(first_day(found.period), desk.site.zone)
    span = Span(since, found.read_at, scheme.return_window_days, scheme.clock.credited)
    with desk.read() as session:
        cards = count_span(session, scheme, span, roster_of(session, found.period)).cards
    scores = {hundredths_of(figure.score) for card in cards for figure in card.figures()}
    scores |= {hundredths_of(card.total) for card in cards}
    teams = {one.mean for team in found.teams for one in team.figures.values()}
    own = {show_hundredths(score) for score in scores - teams if score is not None}
    assert own
    return own


def test_a_scheme_that_counts_no_rows_says_so(desk: Desk) -> None:
    fill(desk, employees=people())
    found = board(use_scheme(desk, "peer-ranking"))
    assert not found.teams and not found.counts_rows
    assert "counts nothing from rows" in board_text(found, None)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process has the whole store for itself, as one that mends it does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        yield


def test_a_locked_store_is_waited_for_and_said(
    desk: Desk, now: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wall that begins then begins all the same; what was read before stays, marked with its time."""
    monkeypatch.setenv("CSI_BUSY_TIMEOUT", "0")
    path = desk.store.path
    standing = Standing(read_board(path, None))
    assert stale_text(standing, now_of(standing), 60) == ""
    desk.close()
    with locked(path):
        assert first_reading(path, None) is None
        with pytest.raises(StoreUnavailable) as refused:
            read_board(path, None)
    failed = standing.failed(refused.value)
    assert failed.found is standing.found
    text = stale_text(failed, now_of(failed), 60)
    assert (
        text
        == "OUT OF DATE: all of this is from 2026-11-20 09:00:00. The store is locked by another process."
    )
    assert failed.found is not None
    lines = board_lines(failed.found, text, 80, 24, 0)
    assert {piece.means for line in lines for piece in line} == {"alarm", "stale"}
    assert stale_text(Standing(read_board(path, None)), now_of(failed), 60) == ""


def now_of(standing: Standing) -> datetime:
    """When what stands there was read."""
    assert standing.found is not None
    return standing.found.read_at


def test_a_store_that_does_not_answer_is_out_of_date_by_its_age(desk: Desk) -> None:
    """Whatever keeps it; so is one from a clock that was set back."""
    standing = Standing(board(desk))
    read_at = now_of(standing)
    assert standing.is_fresh(read_at + timedelta(seconds=120), 60)
    assert "has not answered" in stale_text(standing, read_at + timedelta(seconds=121), 60)
    assert stale_text(standing, read_at - timedelta(seconds=1), 60)
    assert stale_text(Standing(), read_at, 60).startswith("Nothing has been read yet.")


def test_a_store_that_was_moved_or_replaced_is_never_read_on(
    desk: Desk, now: time_machine.Traveller, tmp_path: Path
) -> None:
    """An open desk reads the file that was moved away; the board reads what lies there by now."""
    path = desk.store.path
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(other)) as copy:
        source.backup(copy)
    fill(desk, employees=people(), orders=[order("W1", "2026-11-20T08:00")])
    assert read_again(desk).orders.received == 1
    for file in path.parent.glob(f"{path.name}*"):
        file.rename(tmp_path / f"moved-{file.name}")
    with pytest.raises(StoreUnavailable) as missing:
        read_again(desk)
    assert why_not(missing.value) == "The store is not where it was."
    assert str(path) not in why_not(missing.value)
    shutil.copyfile(other, path)
    assert read_again(desk).orders.received == 0


def test_what_another_desk_enters_is_there_at_the_next_reading(desk: Desk) -> None:
    fill(desk, employees=people())
    before = read_again(desk).complaints
    registration.register(desk, ComplaintRow("C9", local("2026-11-20T08:30"), handler_no="E5"))
    after = read_again(desk).complaints
    assert (before.received, after.received) == (0, 1)
    fill(desk, orders=[order("W1", "2026-11-18T08:00", "2026-11-19T08:00", technician_no="E1")])
    fill(desk, surveys=[survey("A1", "W1", "2026-11-20T08:00")])
    assert read_again(desk).teams == ()
