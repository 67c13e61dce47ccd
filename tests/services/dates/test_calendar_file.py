"""The calendar file, read by the library that calendars are read with: what stands in it, when, and what never does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from icalendar import Calendar
from sqlmodel import select

from csi_db.models import Complaint
from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.complaints.milestones import log_milestone
from csi_tui.services.dates.calendar_file import SHOWN_BEFORE, calendar_file
from csi_tui.services.dates.due_dates import DueDate, due_dates
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.scheme_changes import choice
from tests import stores
from tests.stores import NOW, complaint, fill, person

PHONE = "13812349876"
CUSTOMER = "王小明"


def read(desk: Desk, employee: str | None = None) -> dict[str, Any]:
    """Title → entry of the file that is written now; no two bear the same mark."""
    text = calendar_file(desk, due_dates(desk, employee))
    assert text.replace("\r\n", "").isprintable(), "one line ends as all do, and nothing else is obeyed"
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len({str(one["UID"]) for one in events}) == len(events)
    return {str(one["SUMMARY"]): one for one in events}


@pytest.fixture
def complaints(desk: Desk) -> Desk:
    """Two complaints of two handlers, received ten minutes ago."""
    received = (NOW - timedelta(minutes=10)).isoformat()
    fill(
        desk,
        employees=[person("E1", "complaint_handler"), person("E2", "complaint_handler")],
        complaints=[complaint("C1", received, "E1"), complaint(f"C2 {PHONE}", received, "E2")],
    )
    return desk


def test_each_limit_that_is_not_met_ends_at_its_instant_in_utc(complaints: Desk) -> None:
    found = read(complaints)
    of_c1 = {title: one for title, one in found.items() if title.endswith(" C1")}
    assert len(of_c1) == 3
    starts, ends = of_c1["customer contacted C1"]["DTSTART"].dt, of_c1["customer contacted C1"]["DTEND"].dt
    assert ends == (NOW - timedelta(minutes=10) + timedelta(hours=24)).astimezone(UTC).replace(microsecond=0)
    assert (ends.utcoffset(), ends - starts) == (timedelta(0), SHOWN_BEFORE)
    # The resolution's limit is a midnight: it stands on the working day that it ends.
    resolved = of_c1["resolved C1"]
    zone = complaints.site.zone
    assert resolved["DTEND"].dt.astimezone(zone).time() == datetime.min.time()
    assert resolved["DTSTART"].dt.astimezone(zone).date() < resolved["DTEND"].dt.astimezone(zone).date()


def test_read_anew_it_updates_and_doubles_nothing(complaints: Desk, now: time_machine.Traveller) -> None:
    before = read(complaints)
    now.move_to(NOW + timedelta(hours=1))
    log_milestone(complaints, "C1", "contacted")
    after = read(complaints)
    assert "customer contacted C1" not in after
    assert {title: str(one["UID"]) for title, one in after.items()} == {
        title: str(one["UID"]) for title, one in before.items() if title != "customer contacted C1"
    }
    assert all(after[title]["DTSTAMP"].dt > before[title]["DTSTAMP"].dt for title in after)


def test_a_handler_gets_their_own_and_the_dates_of_months(complaints: Desk) -> None:
    all_of_it, own = read(complaints), read(complaints, "E1")
    assert all_of_it.keys() - own.keys() == {title for title in all_of_it if " C2 " in title}
    assert any("cut-off" in title for title in own)
    with pytest.raises(UserError):
        due_dates(complaints, "E9")


HOSTILE = "X\\n;,:\nATTENDEE:mailto:a@example.org\r\nEND:VEVENT\x1b[2J\u202e"


def test_nothing_of_a_customer_and_no_telephone(complaints: Desk) -> None:
    """Not even one that somebody wrote into the number of a complaint."""
    with complaints.write() as session:
        for one in session.exec(select(Complaint)):
            one.customer_name, one.customer_phone, one.category = CUSTOMER, PHONE, CUSTOMER
    text = calendar_file(complaints, due_dates(complaints)).replace("\r\n ", "")
    assert CUSTOMER not in text and PHONE not in text and "138****9876" in text


def test_a_text_ends_no_line(desk: Desk) -> None:
    """What would begin another property, end the entry, or move a terminal's cursor stays a text."""
    text = calendar_file(desk, [DueDate("m", HOSTILE, HOSTILE, NOW), DueDate("n", "早" * 90, "", NOW.date())])
    assert text.replace("\r\n", "").isprintable()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    first, second = Calendar.from_ical(text).walk("VEVENT")
    assert set(first) == {"UID", "DTSTAMP", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND", "TRANSP"}
    assert str(first["SUMMARY"]).startswith("X\\n;,:\\x0aATTENDEE")
    assert str(second["SUMMARY"]) == "早" * 90


def test_the_dates_of_a_month_come_as_it_goes_on(example_desk: Desk) -> None:
    """Of one frozen long ago none: a calendar looks ahead."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    assert [title for title in read(example_desk) if title < "2026-03"] == ["2026-02: cut-off"]
    month_close.publish(example_desk, Period(202602))
    found = {title for title in read(example_desk) if title < "2026-03"}
    assert found == {
        "2026-02: cut-off",
        "2026-02: published",
        "2026-02: end of the time to appeal",
        "2026-02: may be frozen from now on",
    }


def test_what_the_scheme_ties_to_a_month_is_a_whole_day(desk: Desk) -> None:
    """The items of a month before the 25th of the month before it (seed 003)."""
    choice.use(desk, "team-points")
    desk = choice.seen_again(desk)
    found = {title: one for title, one in read(desk).items() if "Choose the items" in title}
    assert {title: one["DTSTART"].dt for title, one in found.items()} == {
        "2026-11: Choose the items of the month": date(2026, 10, 24),
        "2026-12: Choose the items of the month": date(2026, 11, 24),
    }
    for one in found.values():
        assert not isinstance(one["DTSTART"].dt, datetime)
        assert one["DTEND"].dt - one["DTSTART"].dt == timedelta(days=1)
