"""What the rows give (docs/rules.md, rule 45) against a plain second reading, on random departments: every figure of
everybody and of every team."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from csi_tui.scoring.periods import default_cut_off, parse_period
from csi_tui.services.entries.from_rows import FROM_ROWS
from csi_tui.services.entries.proposals import propose
from csi_tui.services.entries.proposed import Only
from tests import stores
from tests.effort import by_effort
from tests.reference.books import Books, is_repair, known, open_books, verdict
from tests.reference.facts import Facts, Order, Post, first_day, last_day, read_facts
from tests.reference.months import Department, departments
from tests.reference.rules import Month, gather

Share = tuple[Fraction, Fraction]
ARRIVAL_LIMIT = timedelta(hours=24)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rows")


@given(departments())
@settings(max_examples=by_effort(3, 6, 400))
def test_every_figure_is_that_of_the_plain_reading(folder: Path, department: Department) -> None:
    """Each row is looked at for each subject by itself, in loops, from the files' own cells."""
    sorted_so = [
        row | {"category": "答复错误" if row["complaint_no"][-1] in "13579" else "时效"}
        for row in department.complaints
    ]
    month = department.months[0]
    with stores.clock_at(stores.NOW), stores.store_in(folder) as desk:
        stores.fill(
            desk,
            employees=department.employees,
            orders=department.orders,
            surveys=department.surveys,
            complaints=sorted_so,
        )
        cut_off = default_cut_off(parse_period(month), desk.site.zone)
        facts = read_facts(
            department.employees, department.orders, department.surveys, sorted_so, "Asia/Shanghai"
        )
        plain = Plain(facts, gather(open_books(facts), month, cut_off), month, department, sorted_so)
        with stores.clock_at(cut_off):
            for measure in FROM_ROWS:
                found = {
                    line.subject: (Fraction(line.numerator), Fraction(line.denominator))
                    for line in propose(desk, parse_period(month), Only(measure)).lines
                }
                assert found == plain.figures(measure), measure


class Plain:
    """The rows of a month, and what each figure is of everybody."""

    def __init__(
        self, facts: Facts, rows: Month, month: str, department: Department, complaints: list[dict[str, str]]
    ) -> None:
        self.facts, self.rows, self.month = facts, rows, month
        self.surveys = {row["agency_ref"]: row for row in department.surveys}
        self.complaints = [
            row
            for row in complaints
            if row["complaint_no"] in _decided(rows.books, facts, month, rows.cut_off)
        ]
        self.anybody_sorted = any(row["category"] == "答复错误" for row in complaints)

    def figures(self, measure: str) -> dict[str, Share]:
        found = {}
        people, teams = self.people(), {team for team in self.people().values() if team}
        for who, members in [
            *((one, {one}) for one in people),
            *((team, self.of_team(team)) for team in teams),
        ]:
            share = (
                self.turnover(who)
                if measure == "staff_turnover" and who in teams
                else READINGS[measure](self, members)
                if measure != "staff_turnover"
                else None
            )
            if share is not None:
                found[who] = share
        return found

    def people(self) -> dict[str, str]:
        """Everybody assessed → team on the last day here in the month."""
        found = {}
        for who in {post.employee for post in self.facts.posts}:
            posts = [post for post in self.facts.posts if post.employee == who]
            joined, left = posts[0].joined, posts[0].left
            if joined > last_day(self.month) or (left is not None and left < first_day(self.month)):
                continue
            day = last_day(self.month) if left is None else min(left, last_day(self.month))
            post = _post_on(posts, day)
            if post.role != "supervisor":
                found[who] = post.team
        return found

    def of_team(self, team: str) -> set[str]:
        """Whoever stands in the team at the end, supervisors included."""
        found = set()
        for who in {post.employee for post in self.facts.posts}:
            posts = [post for post in self.facts.posts if post.employee == who]
            joined, left = posts[0].joined, posts[0].left
            if joined > last_day(self.month) or (left is not None and left < first_day(self.month)):
                continue
            day = last_day(self.month) if left is None else min(left, last_day(self.month))
            if _post_on(posts, day).team == team:
                found.add(who)
        return found

    def turnover(self, team: str) -> Share | None:
        first, last = first_day(self.month), last_day(self.month)
        at_first = at_last = gone = 0
        for who in {post.employee for post in self.facts.posts}:
            posts = [post for post in self.facts.posts if post.employee == who]
            joined, left = posts[0].joined, posts[0].left
            day_before = first - timedelta(days=1)
            if joined <= day_before and (left is None or left > day_before):
                at_first += _post_on(posts, day_before).team == team
            if joined <= last and (left is None or left > last):
                at_last += _post_on(posts, last).team == team
            if left is not None and left.strftime("%Y-%m") == self.month:
                gone += _post_on(posts, left).team == team
        return (Fraction(gone), Fraction(at_first + at_last, 2)) if at_first + at_last else None

    def orders(self, members: set[str], place: Callable[[Order], set[str | None]]) -> list[Order]:
        return [one for one in self.rows.orders if place(one) & members]

    def visits(self, members: set[str]) -> Share | None:
        good = every = 0
        for one in self.orders(members, _technician):
            if one.carried_in or not known(one.arrived, self.rows.cut_off):
                continue
            assert one.arrived is not None
            if one.appointment is not None:
                every += 1
                good += one.arrived <= one.appointment
            elif known(one.contacted, self.rows.cut_off):
                assert one.contacted is not None
                every += 1
                good += one.arrived - one.contacted <= ARRIVAL_LIMIT
        return _share(good, every)

    def products(self, members: set[str]) -> list[Order]:
        return [one for one in self.orders(members, _technician) if is_repair(one) and one.outcome == "fixed"]

    def retention(self, members: set[str]) -> Share | None:
        own = self.products(members)
        return _share(sum(not self.rows.returns_of(one) for one in own), len(own))

    def repaired(self, members: set[str]) -> Share | None:
        anything = any(is_repair(one) and one.outcome == "fixed" for one in self.rows.orders)
        return (Fraction(len(self.products(members))), Fraction(1)) if anything else None

    def follow_up(self, members: set[str]) -> Share | None:
        own = self.orders(members, lambda one: {one.agent})
        asked = {one.order for one in self.facts.surveys if one.answered <= self.rows.cut_off}
        return _share(sum(one.number in asked for one in own), len(own))

    def satisfied(self, members: set[str]) -> Share | None:
        good = every = 0
        for survey, one in self.rows.surveys:
            answers = [int(self.surveys[survey.reference][name] or 5) for name in QUESTIONS]
            if survey.answered_any and one.people() & members:
                every += 1
                good += min(answers) >= 4
        return _share(good, every)

    def against(self, members: set[str]) -> list[dict[str, str]]:
        return [row for row in self.complaints if row["against_no"] in members]

    def complaint_rate(self, members: set[str]) -> Share | None:
        bad = len(self.against(members))
        return _share(bad, bad + len(self.orders(members, lambda one: {*one.people()})))

    def wrong(self, members: set[str]) -> Share | None:
        if not self.complaints or not self.anybody_sorted:
            return None
        return Fraction(sum(row["category"] == "答复错误" for row in self.against(members))), Fraction(1)


READINGS: dict[str, Callable[[Plain, set[str]], Share | None]] = {
    "on_time_arrival": Plain.visits,
    "repair_retention": Plain.retention,
    "products_repaired": Plain.repaired,
    "follow_up_rate": Plain.follow_up,
    "customer_satisfaction": Plain.satisfied,
    "complaint_rate": Plain.complaint_rate,
    "wrong_answer_complaints": Plain.wrong,
}
QUESTIONS = ("attitude", "response", "quality", "parts", "cost")


def _technician(one: Order) -> set[str | None]:
    return {one.technician}


def _share(good: int, every: int) -> Share | None:
    return (Fraction(good), Fraction(every)) if every else None


def _post_on(posts: Iterable[Post], day: date) -> Post:
    ordered = sorted(posts, key=lambda post: post.valid_from)
    return next((post for post in reversed(ordered) if post.valid_from <= day), ordered[0])


def _decided(books: Books, facts: Facts, month: str, cut_off: datetime) -> set[str]:
    return {
        one.number
        for one in facts.complaints
        if one.valid
        and books.complaint_month[one.number] == month
        and verdict(facts, one, cut_off) is not None
    }
