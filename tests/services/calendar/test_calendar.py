"""The calendar as data: official days with their source, the site's own, years from notices, what a change moves."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry, CalendarVersion, Complaint
from csi_tui.scoring.periods import parse_period
from csi_tui.services.calendar import changes as calendar_changes
from csi_tui.services.calendar.official_notices import NoticeInvalid
from csi_tui.services.close import month_close, past_months
from csi_tui.services.complaints import milestones, pauses, registration
from csi_tui.services.complaints.detail import read_detail
from csi_tui.services.complaints.due_times import due, due_of
from csi_tui.services.complaints.pages import complaints_page
from csi_tui.services.complaints.text.detail import detail_lines
from csi_tui.services.complaints.text.due_times import due_text
from csi_tui.services.desk import clock
from csi_tui.services.desk.card_texts import milestone_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UnreadableFile, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.tabular.records import ComplaintRow
from csi_tui.services.workdays.calendar import coverage, days_of, reason_of, site_calendar
from csi_tui.services.workdays.official_days import official_day
from tests import stores
from tests.reference.workdays import is_working_day
from tests.stores import SHANGHAI, complaint, fill, local, order, person

# A made-up notice, in the shape of the real ones: 2027 as nobody has announced it.
NOTICE_2027 = """开始日期,结束日期,类别,名称
2027-01-01,2027-01-03,放假,元旦
2027-02-05,2027-02-11,放假,春节
2027-01-30,,上班,春节
2027-02-13,,上班,春节
2027-04-03,2027-04-05,放假,清明节
2027-05-01,2027-05-05,放假,劳动节
2027-05-08,,上班,劳动节
2027-06-07,2027-06-09,放假,端午节
2027-06-12,,上班,端午节
2027-09-13,2027-09-15,放假,中秋节
2027-09-18,,上班,中秋节
2027-10-01,2027-10-07,放假,国庆节
2027-10-09,,上班,国庆节
"""


def notice(folder: Path, text: str = NOTICE_2027, encoding: str = "utf-8") -> Path:
    path = folder / "notice.csv"
    path.write_text(text, encoding=encoding)
    return path


def stored(desk: Desk, number: str = "C1") -> Complaint:
    with desk.read() as session:
        return session.exec(select(Complaint).where(Complaint.complaint_no == number)).one()


def register(desk: Desk, number: str, received: str) -> None:
    registration.register(desk, ComplaintRow(number, local(received), category="其他"))


def moved(change: calendar_changes.CalendarChange) -> list[tuple[str, str, str, str]]:
    return [
        (one.complaint_no, f"{one.before:%m-%d %H:%M}", f"{one.after:%m-%d %H:%M}", one.what)
        for one in change.moved
    ]


# --- What the calendar holds ------------------------------------------------------------------------------------------


def test_a_new_store_holds_the_official_days_of_every_known_year(desk: Desk) -> None:
    """docs/rules.md, rule 2: China's official working days, each row with its source, equal to the notices."""
    days = days_of(desk, date(2004, 1, 1), date(2026, 12, 31))
    assert len(days) == 8401
    assert [day.date for day in days if day.working != is_working_day(day.date)] == []
    assert all(day.announced for day in days)
    assert {day.source for day in days if day.why in ("holiday", "made-up")} == {"chinesecalendar 1.11.0"}
    assert all(day.source == "" for day in days if day.why in ("weekday", "weekend"))


def test_coverage_is_visible(desk: Desk, now: time_machine.Traveller) -> None:
    """Which years are known, from where, and what rests on the others."""
    now.move_to(local("2026-12-30T12:00"))
    register(desk, "C1", "2026-12-29T09:00")
    years = {year.year: year for year in coverage(desk)}
    assert min(years) == 2004
    assert (years[2026].kind, years[2026].holidays, years[2026].made_up) == ("official", 19, 6)
    assert (years[2027].kind, years[2027].provisional, years[2027].installable) == (None, 1, False)
    assert years[2027].json()["kind"] == "provisional"


def test_a_day_of_the_sites_own_goes_first_and_can_be_taken_back(desk: Desk) -> None:
    """docs/rules.md, rule 2: a site may add its own closed and open days; each has a reason and a name."""
    saturday, holiday = date(2026, 11, 28), date(2026, 10, 1)
    calendar_changes.set_day(desk, saturday, True, "推广活动")
    calendar_changes.set_day(desk, holiday, True, "值班")
    calendar_changes.set_day(desk, date(2026, 11, 27), False, "盘点")
    shown = {day.date: day for day in days_of(desk, date(2026, 10, 1), saturday)}
    assert (shown[saturday].working, reason_of(shown[saturday])) == (True, "the site is open: 推广活动")
    assert shown[holiday].why == "site-open"
    assert shown[date(2026, 11, 27)].source == "Desk"
    calendar_changes.set_day(desk, holiday, None, "")
    (day,) = days_of(desk, holiday, holiday)
    assert (day.working, day.note) == (False, "National Day")


def test_nothing_changed_makes_no_version(desk: Desk) -> None:
    """A repeated command leaves neither a version nor an audit entry behind."""
    first = calendar_changes.set_day(desk, date(2026, 11, 27), False, "盘点")
    again = calendar_changes.set_day(desk, date(2026, 11, 27), False, "盘点")
    assert (first.version, again.version) == (2, 0)
    assert calendar_changes.set_day(desk, date(2026, 11, 20), None, "").version == 0
    with desk.read() as session:
        versions = session.exec(select(CalendarVersion)).all()
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "calendar-set")).all()
    assert [version.id for version in versions] == [1, 2]
    assert len({version.digest for version in versions}) == 2
    assert len(entries) == 1


def test_old_versions_stay_readable(desk: Desk) -> None:
    """Each due time keeps the version of the calendar it was computed with."""
    for note, working in (("盘点", False), ("不盘点了", True)):
        calendar_changes.set_day(desk, date(2026, 11, 27), working, note)
    with desk.read() as session:
        notes = [site_calendar(session, version)(date(2026, 11, 27)).note for version in (1, 2, 3)]
        assert site_calendar(session).version == 3
    assert notes == ["", "盘点", "不盘点了"]


# --- What a change moves ----------------------------------------------------------------------------------------------


def test_an_open_limit_moves_and_is_listed(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 2: changing a calendar re-computes open deadlines and says which moved."""
    now.move_to(local("2026-11-17T09:00"))
    register(desk, "C1", "2026-11-16T09:00")
    assert stored(desk).calendar_version_id == 1
    change = calendar_changes.set_day(desk, date(2026, 11, 20), False, "停电")
    assert moved(change) == [("C1", "11-26 00:00", "11-27 00:00", "moved")]
    found = stored(desk)
    assert found.resolve_due == local("2026-11-27T00:00")
    assert found.calendar_version_id == 2
    strip = {day.date.day: day for day in due_of(desk, "C1").days}
    assert (strip[20].working, strip[20].note, strip[20].source) == (False, "停电", "Desk")
    with desk.read() as session:
        entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc())).first()
    assert entry is not None
    detail = json.loads(entry.detail)
    assert (entry.action, detail["moved"], detail["due_times"][0]["complaint_no"]) == (
        "calendar-set", 1, "C1",
    )  # fmt: skip


def test_the_list_follows_a_moved_limit(desk: Desk, now: time_machine.Traveller) -> None:
    """What is due next is stored with the complaint: it must move with its limit."""
    now.move_to(local("2026-11-17T09:00"))
    register(desk, "C1", "2026-11-16T09:00")
    for kind in ("contacted", "planned"):
        milestones.log_milestone(desk, "C1", kind)
    calendar_changes.set_day(desk, date(2026, 11, 20), False, "停电")
    (line,) = complaints_page(desk)
    assert line.next_due_at == local("2026-11-27T00:00")


def test_a_change_never_makes_late_what_was_in_time(desk: Desk, now: time_machine.Traveller) -> None:
    """Done in time stays so, and an open limit does not jump behind the present."""
    now.move_to(local("2026-11-24T09:00"))
    for number in ("C1", "C2", "C3"):
        register(desk, number, "2026-11-13T09:00")
    # Three working Saturdays and Sundays would bring the limit of 25 November to the 21st.
    milestones.log_milestone(desk, "C2", "resolved", local("2026-11-23T12:00"), out_of_order=True)
    changes = [calendar_changes.set_day(desk, date(2026, 11, day), True, "加班") for day in (14, 15, 21, 22)]
    assert stored(desk, "C1").resolve_due == local("2026-11-25T00:00")
    assert stored(desk, "C2").resolve_due == local("2026-11-25T00:00")
    assert ("C1", "11-25 00:00", "11-25 00:00", "kept") in moved(changes[-1])
    assert "C2" not in {one[0] for one in moved(changes[-1])}
    assert read_detail(desk, "C1").kept
    # The proof shows the version that the kept limit rests on.
    assert stored(desk, "C1").calendar_version_id == 1


def test_what_is_late_may_become_in_time(desk: Desk, now: time_machine.Traveller) -> None:
    """The site turns out to have been closed: who resolved a day late was in time (the month is still open)."""
    now.move_to(local("2026-11-27T09:00"))
    register(desk, "C1", "2026-11-16T09:00")
    milestones.log_milestone(desk, "C1", "resolved", local("2026-11-26T12:00"), out_of_order=True)
    change = calendar_changes.set_day(desk, date(2026, 11, 20), False, "台风")
    assert moved(change) == [("C1", "11-26 00:00", "11-27 00:00", "moved")]


@pytest.mark.parametrize("state", ["published", "frozen"])
def test_what_a_closed_month_has_judged_is_left_alone(
    desk: Desk, now: time_machine.Traveller, state: str
) -> None:
    """docs/rules.md, rule 2: met or missed milestones of a closed month stay as they were."""
    fill(
        desk,
        employees=[person("E1"), person("E4", "complaint_handler")],
        orders=[order("W1", "2026-10-05T09:00", "2026-10-06T09:00", agent_no="E1")],
        complaints=[
            complaint("C1", "2026-10-12T09:00", "E4", contacted_at="2026-10-12T10:00",
                      planned_at="2026-10-12T11:00", resolved_at="2026-10-22T12:00"),
            complaint("C2", "2026-10-30T09:00", "E4", contacted_at="2026-10-30T10:00",
                      planned_at="2026-10-30T11:00"),
        ],
    )  # fmt: skip
    now.move_to(local("2026-11-05T09:00"))
    as_of = local("2026-10-31T00:00") + timedelta(days=1)
    if state == "frozen":
        stores.freeze(desk, "2026-10", as_of)
    else:
        stores.compute(desk, "2026-10", as_of)
        month_close.publish(desk, parse_period("2026-10"), days=0)
    change = calendar_changes.set_day(desk, date(2026, 10, 15), False, "停电")
    assert [one[0] for one in moved(change)] == []
    change = calendar_changes.set_day(desk, date(2026, 11, 9), False, "停电")
    assert moved(change) == [("C2", "11-11 00:00", "11-12 00:00", "moved")]
    assert stored(desk, "C1").resolve_due == local("2026-10-22T00:00")


# --- Years that nobody has announced ----------------------------------------------------------------------------------


@pytest.fixture
def december(desk: Desk, now: time_machine.Traveller) -> Desk:
    """Two complaints whose limits reach into 2027, counted by weekdays less statutory days: both by 8 January 2027."""
    now.move_to(local("2026-12-30T09:00"))
    for number in ("C1", "C2"):
        register(desk, number, "2026-12-29T09:00")
        for kind in ("contacted", "planned"):
            milestones.log_milestone(desk, number, kind)
    return desk


def test_a_year_is_entered_from_its_notice(december: Desk, tmp_path: Path) -> None:
    """From a small csv of the notice; provisional limits settle with a list of what moved."""
    assert stored(december).provisional
    # New Year's Day does not count, whatever the notice will say (docs/rules.md, rule 24).
    assert stored(december).resolve_due == local("2027-01-09T00:00")
    change = calendar_changes.import_notice(december, notice(tmp_path), "国办发明电〔2026〕示例")
    assert (change.years, change.days) == ((2027,), 37)
    assert moved(change) == [
        ("C1", "01-09 00:00", "01-09 00:00", "settled"),
        ("C2", "01-09 00:00", "01-09 00:00", "settled"),
    ]
    assert not stored(december).provisional
    (new_year,) = days_of(december, date(2027, 1, 1), date(2027, 1, 1))
    assert (new_year.working, new_year.note, new_year.source) == (False, "元旦", "国办发明电〔2026〕示例")
    (year,) = (one for one in coverage(december) if one.year == 2027)
    assert (year.kind, year.source, year.provisional) == ("official", "国办发明电〔2026〕示例", 0)


def test_the_same_notice_again_changes_nothing(december: Desk, tmp_path: Path) -> None:
    """No version, no audit entry; a column that no notice has is named."""
    first = calendar_changes.import_notice(december, notice(tmp_path), "国办发明电〔2026〕示例")
    extra = "\n".join(
        line + (",备用" if place == 0 else ",x") for place, line in enumerate(NOTICE_2027.splitlines())
    )
    again = calendar_changes.import_notice(december, notice(tmp_path, extra), "国办发明电〔2026〕示例")
    assert (again.version, again.unknown_columns) == (0, ("备用",))
    with december.read() as session:
        assert site_calendar(session).version == first.version


@pytest.mark.parametrize("year", [2003, 2015, 2029, 2040])
def test_only_years_near_the_present_are_declared(december: Desk, year: int) -> None:
    """A slip of the finger makes no year final for ever."""
    with pytest.raises(UserError, match="Only years from 2016 to 2028"):
        calendar_changes.declare_final(december, year, "why")


def test_a_reason_is_as_long_as_a_field_takes_it(december: Desk) -> None:
    """Whatever is written down stands in lists and dialogs later."""
    with pytest.raises(UserError, match="at most 500"):
        calendar_changes.set_day(december, date(2026, 12, 4), False, "x" * 501)
    with pytest.raises(UserError, match="at most 500"):
        calendar_changes.declare_final(december, 2027, "x" * 501)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_notice_may_come_in_any_encoding(december: Desk, tmp_path: Path, encoding: str) -> None:
    """docs/files.md §2: UTF-8 with or without BOM, GB18030; English headers and words as well."""
    calendar_changes.import_notice(december, notice(tmp_path, encoding=encoding))
    english = NOTICE_2027.replace("开始日期,结束日期,类别,名称", "from_on,to_on,day_kind,name")
    english = english.replace("放假", "off").replace("上班", "work")
    assert calendar_changes.import_notice(december, notice(tmp_path, english), "notice.csv").days == 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("2027-02-13,,上班", "2027-02-12,,上班"), "Saturday or a Sunday"),
        (("2027-10-01,2027-10-07", "2027-10-07,2027-10-01"), "ends before it begins"),
        (("2027-10-01,2027-10-07", "2027-10-01,2027-11-07"), "longer than any holiday"),
        (("2027-02-13,,上班", "2027-02-07,,上班"), "stands in the file twice"),
        (("2027-05-08,,上班,劳动节", "八月八日,,上班,劳动节"), "not a date"),
        (("2027-06-12,,上班", "2027-06-12,,值班"), "值班"),
    ],
)
def test_a_notice_goes_in_whole_or_not_at_all(
    december: Desk, tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    """A year half entered would give wrong limits: every bad row is named, and nothing is kept."""
    with pytest.raises(NoticeInvalid, match="was not entered") as invalid:
        calendar_changes.import_notice(december, notice(tmp_path, NOTICE_2027.replace(*change)))
    assert says in invalid.value.message
    assert invalid.value.exit_status == 1
    assert stored(december).provisional


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (NOTICE_2027.replace("2027-01-01,2027-01-03,放假,元旦\n", ""), "no New Year's Day"),
        ("开始日期,结束日期,类别\n2027-01-01,2027-01-03,放假\n", "only 1 days off for 2027"),
        (
            NOTICE_2027.replace("2027-06-07,2027-06-09", "2026-11-24,"),
            "belong to no year it settles: 2026-11-24",
        ),
    ],
)
def test_a_file_that_is_no_whole_notice(december: Desk, tmp_path: Path, text: str, says: str) -> None:
    """A notice settles the year whose 1 January it names, and names all of its holidays."""
    with pytest.raises(UserError, match=says):
        calendar_changes.import_notice(december, notice(tmp_path, text))
    with pytest.raises(UnreadableFile):
        calendar_changes.import_notice(december, notice(tmp_path, "a,b\n1,2\n"))


def test_a_newer_package_brings_its_years(december: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """… or a newer library. Here the store lost 2026, and the installed package knows it."""
    with december.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE calendar_year SET until_version_id = 1 WHERE year = 2026"
        )
        session.connection().exec_driver_sql(
            "UPDATE calendar_day SET until_version_id = 1 WHERE day LIKE '2026-%'"
        )
        session.connection().exec_driver_sql("UPDATE calendar_version SET digest = 'without 2026'")
    (lost,) = (one for one in coverage(december) if one.year == 2026)
    assert (lost.kind, lost.installable) == (None, True)
    change = calendar_changes.import_installed(december)
    assert change.years == (2026,)
    assert days_of(december, date(2026, 10, 10), date(2026, 10, 10))[0].why == "made-up"
    assert calendar_changes.import_installed(december).version == 0


def test_a_provisional_limit_is_never_late(december: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 20: never judged late, and said so in the list."""
    now.move_to(local("2027-02-10T00:00"))
    (line, _other) = complaints_page(december)
    assert (line.step, line.overdue, line.provisional) == ("resolved", False, True)
    assert milestones.log_milestone(december, "C1", "resolved", local("2027-01-20T09:00")) == []
    fill(december, employees=[person("E1"), person("E4", "complaint_handler")],
         orders=[order("W1", "2026-12-05T09:00", "2026-12-06T09:00", agent_no="E1")],
         complaints=[complaint("C3", "2026-12-29T09:00", "E4", contacted_at="2026-12-29T10:00",
                               planned_at="2026-12-29T11:00")])  # fmt: skip
    stores.compute(december, "2026-12")
    assert stores.figures(stores.card_of(december, "2026-12", "E4"))["complaint_timeliness"]["n"] == 0


def test_a_provisional_limit_holds_up_the_freeze(december: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 20: until the year is entered, or a supervisor declares weekdays less statutory days
    final."""
    fill(december, employees=[person("E1")], orders=[order("W1", "2026-12-05T09:00", "2026-12-06T09:00")])
    now.move_to(local("2027-01-20T09:00"))
    with pytest.raises(UserError, match="cannot be frozen"):
        stores.freeze(december, "2026-12")
    with pytest.raises(UserError, match="Say why"):
        calendar_changes.declare_final(december, 2027, " ")
    change = calendar_changes.declare_final(december, 2027, "通知迟迟未发")
    assert moved(change) == [
        ("C1", "01-09 00:00", "01-09 00:00", "settled"),
        ("C2", "01-09 00:00", "01-09 00:00", "settled"),
    ]
    with clock_of_tomorrow():
        assert month_close.freeze(december, parse_period("2026-12")).state == "frozen"
    with pytest.raises(UserError, match="known already"):
        calendar_changes.declare_final(december, 2027, "again")


def test_a_provisional_limit_holds_up_what_is_brought_in(tmp_path: Path, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 20: of a month before the store too."""
    now.move_to(local("2027-01-20T09:00"))
    store = users.init_store(tmp_path / "later.db", site="S", site_name="S", zone="Asia/Shanghai")
    people = [person("E1"), person("E4", "complaint_handler")]
    orders = [order("W1", "2026-12-05T09:00", "2026-12-06T09:00", agent_no="E1")]
    fill(store, employees=people, orders=orders, complaints=[complaint("C3", "2026-12-29T09:00", "E4")])
    with pytest.raises(UserError, match="1 due time rests on 2027") as refused:
        past_months.backfill(store, parse_period("2026-12"))
    assert refused.value.exit_status == 1
    store.close()


def test_a_verdict_that_is_published_may_still_become_certain(
    desk: Desk, now: time_machine.Traveller
) -> None:
    """In time before the provisional limit: that stands, and it must not hold up the freeze for ever."""
    now.move_to(local("2026-12-30T09:00"))
    fill(desk, employees=[person("E1")], orders=[order("W1", "2026-12-05T09:00", "2026-12-06T09:00")])
    register(desk, "C1", "2026-12-29T09:00")
    for kind in ("contacted", "planned", "resolved"):
        milestones.log_milestone(desk, "C1", kind)
    now.move_to(local("2027-01-20T09:00"))
    stores.compute(desk, "2026-12")
    month_close.publish(desk, parse_period("2026-12"), days=0)
    now.move_to(local("2027-01-21T09:00"))
    with pytest.raises(UserError, match="cannot be frozen"):
        month_close.freeze(desk, parse_period("2026-12"))
    change = calendar_changes.declare_final(desk, 2027, "通知迟迟未发")
    assert moved(change) == [("C1", "01-09 00:00", "01-09 00:00", "settled")]
    assert month_close.freeze(desk, parse_period("2026-12")).state == "frozen"


def clock_of_tomorrow():
    return stores.clock_at(datetime.fromisoformat("2027-01-21T09:00:00+08:00"))


def test_the_notice_replaces_a_declaration(
    december: Desk, now: time_machine.Traveller, tmp_path: Path
) -> None:
    """The official calendar goes before a declaration, its rows too; nobody becomes late by it."""
    change = calendar_changes.declare_final(december, 2027, "通知迟迟未发")
    assert change.days == 13
    (new_year, eve) = (days_of(december, day, day)[0] for day in (date(2027, 1, 1), date(2027, 2, 5)))
    assert [(day.working, day.why, day.announced, day.source) for day in (new_year, eve)] == [
        (False, "holiday", True, "国务院令第795号")
    ] * 2
    now.move_to(local("2027-01-29T09:00"))
    register(december, "C3", "2027-01-29T09:00")
    assert stored(december, "C3").resolve_due == local("2027-02-12T00:00")
    change = calendar_changes.import_notice(december, notice(tmp_path))
    assert moved(change) == [("C3", "02-12 00:00", "02-14 00:00", "moved")]
    assert stored(december).resolve_due == local("2027-01-09T00:00")
    assert {day.source for day in days_of(december, date(2027, 2, 5), date(2027, 2, 8))} == {"notice.csv"}


def test_what_is_known_of_a_year_without_a_notice(december: Desk) -> None:
    """docs/rules.md, rule 24: the days by statute are named with their source, and what is not known is said."""
    (year,) = (one for one in coverage(december) if one.year == 2027)
    # Of 13 days, those of a weekend: 6 and 7 February, 1 and 2 May, 2 and 3 October.
    assert (year.kind, year.holidays, year.made_up, year.source) == (None, 7, 0, "国务院令第795号")
    times = due_of(december, "C1")
    text = due_text(times, SHANGHAI, reason_of)
    assert "holiday by statute: New Year's Day (the official calendar of 2027 is not known)" in text
    lines = list(detail_lines(read_detail(december, "C1"), clock.now(), milestone_name, reason_of))
    for said in (text.splitlines(), lines):
        assert any(
            line.startswith("The limit is provisional: of 2027 the weekdays and the holidays by")
            for line in said
        )
    assert any("[国务院令第795号]" in line for line in lines)


def test_a_pause_into_an_unknown_year_is_provisional(desk: Desk, now: time_machine.Traveller) -> None:
    """A limit may reach into a year only because the clock stood still."""
    now.move_to(local("2026-12-15T09:00"))
    register(desk, "C1", "2026-12-14T09:00")
    assert not stored(desk).provisional
    pauses.pause(desk, "C1", "customer-away", "录音 1")
    assert stored(desk).provisional
    now.move_to(local("2026-12-15T10:00"))
    pauses.resume(desk, "C1")
    assert not stored(desk).provisional


# --- Who may, and how it is told --------------------------------------------------------------------------------------


def test_who_may_change_the_calendar(desk: Desk, tmp_path: Path) -> None:
    """docs/cli.md, *A store and its users*: users, calendar and schemes are the administrator's; supervisors work with
    it; docs/rules.md, rule 20."""
    users.add_user(desk, "Clerk", "clerk", ["clerk"])
    users.add_user(desk, "Admin", "admin", ["admin"])
    clerk, admin = open_desk(desk.store.path, "Clerk"), open_desk(desk.store.path, "Admin")
    with pytest.raises(NotPermitted):
        calendar_changes.set_day(clerk, date(2026, 11, 27), False, "盘点")
    with pytest.raises(NotPermitted):
        calendar_changes.import_notice(clerk, notice(tmp_path))
    assert calendar_changes.import_notice(admin, notice(tmp_path)).version == 2
    with pytest.raises(NotPermitted):
        calendar_changes.declare_final(admin, 2028, "no notice")
    clerk.close()
    admin.close()


@pytest.mark.parametrize(("day", "note", "says"), [
    (date(2026, 11, 27), " ", "Say why"), (date(1999, 1, 1), "x", "plausible"),
])  # fmt: skip
def test_a_day_needs_its_reason(desk: Desk, day: date, note: str, says: str) -> None:
    """Each row of the calendar says why it stands there."""
    with pytest.raises(UserError, match=says):
        calendar_changes.set_day(desk, day, False, note)


def test_the_strip_names_what_is_not_known(desk: Desk) -> None:
    """Each day with why it counted or not."""
    found = due(desk, local("2026-12-24T10:00"))
    assert found.provisional
    assert reason_of(found.days[-1]) == "working day (the official calendar of 2027 is not known)"
    assert reason_of(due(desk, local("2026-09-30T10:00")).days[0]) == "public holiday: National Day"
    assert official_day(date(2005, 12, 31)).why == "made-up"


def test_how_the_file_of_a_notice_was_read_is_said(december: Desk, tmp_path: Path) -> None:
    """A title above the headers, as in any import (docs/cli.md, *csi calendar import*)."""
    titled = "2027年放假通知,,,\n" + NOTICE_2027
    change = calendar_changes.import_notice(december, notice(tmp_path, titled))
    assert change.version
    assert [(one.id, one.finding) for one in change.remarks] == [("header-row", False)]
    assert not change.needs_a_person
    said = change.json()["remarks"]
    assert isinstance(said, list)
    assert said[0]["id"] == "header-row"
