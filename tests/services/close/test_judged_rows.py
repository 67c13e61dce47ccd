"""What is done to a row that a closed month has judged: docs/decisions/0052, point 1, against every use case."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from csi_tui.scoring.periods import Period
from csi_tui.services.changes import adjustments, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.complaints import (
    handlers,
    milestones,
    pauses,
    put_right,
    receipt,
    rounds,
    validity,
    words,
)
from csi_tui.services.customer_data import erasing, running, terms
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.entries import conduct, figures, proposals, ratings
from csi_tui.services.entries.filled import TypedCell
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.imports.undo import undo
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import renumbering, several, surveys, work_orders
from csi_tui.services.people import users
from csi_tui.services.tabular.records import MeasureRow, RatingRow
from csi_tui.services.waiting import acts as waiting
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.services.systems import site
from tests.stores import clock_at, complaint, fill, local, order, person, survey, template_folder

ROOT = Path(__file__).resolve().parents[3]
SERVICES = ROOT / "csi_tui" / "services"
PAGE = (ROOT / "docs" / "decisions" / "0052-judged-rows.md").read_text(encoding="utf-8")
JANUARY, DAY = Period(202601), date(2026, 1, 15)


def stands() -> dict[str, tuple[str, str]]:
    """The table: act → what becomes of it in a published month, and in a frozen one."""
    lines = re.findall(r"^\| `([\w.]+)` \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", PAGE, re.MULTILINE)
    return {act: (published.strip(), frozen.strip()) for act, published, frozen in lines}


STANDS = stands()
OTHER_ROOMS = set(re.findall(r"`(\w+)`", PAGE.split("Rooms whose rows are none")[1].split(".")[0]))


WRITING = ("desk.write", "audit.writing")
"""What begins a writing transaction."""


def use_cases() -> set[str]:
    """Every public function that has a transaction of its own, or calls one of its module that has."""
    found = set()
    for file in SERVICES.rglob("*.py"):
        functions = {
            node.name: list(ast.walk(node))
            for node in ast.parse(file.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
        writing = {
            name
            for name, nodes in functions.items()
            if any(isinstance(node, ast.Call) and ast.unparse(node.func) in WRITING for node in nodes)
        }
        for _depth in functions:
            writing |= {
                name
                for name, nodes in functions.items()
                if any(isinstance(node, ast.Name) and node.id in writing for node in nodes)
            }
        module = ".".join(file.relative_to(SERVICES).with_suffix("").parts)
        found |= {f"{module}.{name}" for name in writing if not name.startswith("_")}
    return found


def stand_of(act: str) -> tuple[str, str] | None:
    """The line of an act, or of its module."""
    return STANDS.get(act) or STANDS.get(act.rpartition(".")[0])


def test_every_use_case_takes_a_stand() -> None:
    """A new one stands nowhere until somebody has decided it; what is gone stands there no more."""
    acts = use_cases()
    assert {"complaints.pauses.pause", "orders.several.assign", "entries.figures.set_figure"} <= acts
    assert not [act for act in sorted(acts) if stand_of(act) is None and act.split(".")[0] not in OTHER_ROOMS]
    assert all(any(act == line or act.startswith(f"{line}.") for act in acts) for line in STANDS)
    assert {stand for both in STANDS.values() for stand in both} == {
        "refused",
        "who closes months",
        "taken",
        "-",
    }


# --- Tried ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Try:
    """An act upon a row of January: who does it, and in which of the two stores."""

    act: Callable[[Desk], object]
    who: str = "Colleague"
    entries: bool = False


def other_technician(desk: Desk) -> None:
    found = work_orders.read(desk, "W1")
    work_orders.change(desk, "W1", found.version, replace(found.row, technician_no="E3"), why="mistyped")


def other_contact(desk: Desk) -> None:
    with desk.read() as session:
        found = put_right.read_in(session, "C1")
    changed = replace(found, contacted_at=local("2026-01-14T08:00"))
    put_right.put_right(desk, found, changed, "misread")


def other_answers(desk: Desk) -> None:
    found = surveys.read(desk, "A1")
    surveys.correct(desk, found, replace(found, attitude=1), "misread")


def cell(subject: str, column: str, text: str) -> TypedCell:
    return TypedCell(row=0, subject=subject, column=column, text=text)


def rating(item: str) -> RatingRow:
    return RatingRow(DAY, "E1", item, Decimal(3))


def figure(measure: str) -> MeasureRow:
    return MeasureRow(JANUARY, "E1", measure, Decimal(3), Decimal(4))


def undo_import(desk: Desk) -> None:
    """The file of a survey: a row that stays is a refusal."""
    if stayed := undo(desk, 3).stayed:
        raise UserError(stayed[0].why)


def erase_customer(desk: Desk) -> None:
    """By two people."""
    with pytest.raises(Waits) as waits:
        erasing.erase(desk, "C2", "by letter")
    waiting.confirm(desk_of(desk, "Direct"), waits.value.number)


def erase_due(desk: Desk) -> None:
    """By two people, some months later."""
    terms.set_terms(desk, customer_months=1)
    with clock_at(local("2026-06-01T10:00")):
        with pytest.raises(Waits) as waits:
            running.run(desk, "the term is over")
        waiting.confirm(desk_of(desk, "Direct"), waits.value.number)


TRIES: dict[str, Try] = {
    "customer_data.running.run": Try(erase_due, "Head"),
    "customer_data.erasing.erase": Try(erase_customer, "Head"),
    "complaints.handlers.assign": Try(lambda desk: handlers.assign(desk, "C1", "E1")),
    "complaints.handlers.assign_all": Try(lambda desk: handlers.assign_all(desk, ["C1"], "E1")),
    "complaints.handlers.correct_handler": Try(
        lambda desk: handlers.correct_handler(desk, "C1", "E1", "misread")
    ),
    "complaints.milestones.log_milestone": Try(
        lambda desk: milestones.log_milestone(
            desk, "C1", "planned", local("2026-01-14T09:30"), "by the recording"
        )
    ),
    "complaints.milestones.correct_milestone": Try(
        lambda desk: milestones.correct_milestone(
            desk, "C2", "contacted", local("2026-01-09T10:30"), "misread"
        )
    ),
    "complaints.pauses.pause": Try(
        lambda desk: pauses.pause(desk, "C3", pauses.pause_reasons(desk)[0][0], "mail 4")
    ),
    "complaints.pauses.lengthen": Try(lambda desk: pauses.lengthen(desk, "C4", local("2026-02-12T10:00"))),
    "complaints.pauses.resume": Try(lambda desk: pauses.resume(desk, "C4")),
    "complaints.put_right.put_right": Try(other_contact),
    "complaints.receipt.correct_receipt": Try(
        lambda desk: receipt.correct_receipt(desk, "C2", local("2026-01-09T08:00"), "misread")
    ),
    "complaints.rounds.reopen": Try(lambda desk: rounds.reopen(desk, "C2", "it drips again")),
    "complaints.validity.propose": Try(lambda desk: validity.propose(desk, "C1", "invalid", "a duplicate")),
    "complaints.validity.decide": Try(lambda desk: validity.decide(desk, "C5", confirm=True), who="Head"),
    "complaints.words.put_words": Try(
        lambda desk: words.put_words(desk, "C1", words.Words("", ""), words.Words("它还在漏", "再上门"))
    ),
    "orders.work_orders.change": Try(other_technician),
    "orders.work_orders.link_return": Try(lambda desk: work_orders.link_return(desk, "W2", "W1")),
    "orders.several.assign": Try(lambda desk: several.assign(desk, ["W3"], "E3")),
    "orders.several.complete": Try(
        lambda desk: several.complete(desk, ["W3"], local("2026-01-30T09:00"), "fixed")
    ),
    "orders.renumbering.renumber": Try(lambda desk: renumbering.renumber(desk, "W1", "W1-x", "misread")),
    "orders.surveys.correct": Try(other_answers),
    "orders.surveys.correct_texts": Try(
        lambda desk: surveys.correct_texts(desk, "A1", {"attitude": "1"}, "misread")
    ),
    "entries.figures.set_figure": Try(
        lambda desk: figures.set_figure(desk, figure("attendance"), "misread"), "Boss", entries=True
    ),
    "entries.figures.set_figures": Try(
        lambda desk: figures.set_figures(desk, [figure("attendance")], "misread"), "Boss", entries=True
    ),
    "entries.figures.fill_figures": Try(
        lambda desk: figures.fill_figures(desk, JANUARY, [cell("E1", "attendance", "3/4")], "misread"),
        "Boss",
        entries=True,
    ),
    "entries.proposals.take": Try(lambda desk: proposals.take(desk, JANUARY), "Boss", entries=True),
    "entries.ratings.rate": Try(lambda desk: ratings.rate(desk, rating("attitude")), "Boss", entries=True),
    "entries.ratings.rate_sheet": Try(
        lambda desk: ratings.rate_sheet(desk, [rating("ethics")], "misread"), "Boss", entries=True
    ),
    "entries.ratings.rate_people": Try(
        lambda desk: ratings.rate_people(desk, DAY, [cell("E1", "ethics", "3")], "misread"),
        "Boss",
        entries=True,
    ),
    "entries.ratings.withdraw": Try(lambda desk: ratings.withdraw(desk, 1, "misread"), "Boss", entries=True),
    "entries.conduct.add": Try(
        lambda desk: conduct.add(desk, "E1", next(iter(conduct.codes(desk, JANUARY))), DAY, "by letter"),
        "Boss",
        entries=True,
    ),
    "entries.conduct.withdraw": Try(lambda desk: conduct.withdraw(desk, 1, "misread"), "Boss", entries=True),
    "changes.exclusions.strike_out": Try(
        lambda desk: exclusions.strike_out(desk, "survey", "A1", "another customer answered"), "Head"
    ),
    "changes.exclusions.strike_out_all": Try(
        lambda desk: exclusions.strike_out_all(desk, [("survey", "A1"), ("order", "W1")], "a test"), "Head"
    ),
    "changes.exclusions.restore": Try(
        lambda desk: exclusions.restore(desk, "survey", "A2", "it was theirs"), "Head"
    ),
    "changes.adjustments.adjust": Try(
        lambda desk: adjustments.adjust(desk, JANUARY, "E2", "total", "+1", "helped another team"), "Head"
    ),
    "imports.undo.undo": Try(undo_import, "Direct"),
    "changes.adjustments.withdraw": Try(lambda desk: adjustments.withdraw(desk, 1, "misread"), "Head"),
}


def test_every_act_upon_a_judged_row_is_tried() -> None:
    touching = {act for act in use_cases() if (found := stand_of(act)) is not None and found != ("-", "-")}
    assert set(TRIES) == touching


def fill_department(desk: Desk) -> None:
    """Two orders with surveys, one that is not completed, and complaints that January judges."""
    staff(desk)
    # Whoever is on a row waits for a second person, whatever its month (docs/rules.md, rule 27).
    users.link(desk, "Colleague", None)
    late = {"handler_no": "E3", "contacted_at": "2026-01-31T09:30", "planned_at": "2026-01-31T09:40"}
    fill(
        desk,
        orders=[order("W3", "2026-01-29T09:00", agent_no="E1", technician_no="E2")],
        surveys=[survey("A2", "W2", "2026-01-21T09:00", "11111")],
        complaints=[
            complaint("C1", "2026-01-12T09:00", handler_no="E3", contacted_at="2026-01-14T09:00"),
            complaint("C2", "2026-01-09T09:00", handler_no="E3", customer_name="张样例",
                      contacted_at="2026-01-09T10:00", planned_at="2026-01-09T11:00", resolved_at="2026-01-13T09:00"),
            complaint("C3", "2026-01-30T09:00", **late),
            complaint("C4", "2026-01-30T09:00", **late),
            complaint("C5", "2026-01-13T09:00", handler_no="E3", contacted_at="2026-01-15T09:00"),
        ],
    )  # fmt: skip
    pauses.pause(desk, "C4", pauses.pause_reasons(desk)[0][0], "mail 4")
    validity.propose(desk_of(desk, "Colleague"), "C5", "invalid", "a duplicate")
    exclusions.strike_out(desk, "survey", "A2", "another customer answered")


def fill_entries(desk: Desk) -> None:
    """Somebody with a rating, a figure and a record of January."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    ratings.rate(boss, replace(rating("ethics"), score=Decimal(5)))
    conduct.add(boss, "E1", next(iter(conduct.codes(boss, JANUARY))), DAY, "by letter")


@cache
def closed(entries: bool, state: str) -> tuple[Path, datetime]:
    """A store whose January is computed, published or frozen, and when it was."""
    path = template_folder() / f"judged-{entries}-{state}.db"
    at = local("2026-02-03T10:00" if state == "frozen" else "2026-02-02T10:00")
    if state == "computed":
        stores.copy_store(path)
        with clock_at(local("2026-01-31T10:00")) as now:
            desk = open_desk(path)
            (fill_entries if entries else fill_department)(desk)
            desk.close()
            # As the site computes by now.
            desk = open_desk(path)
            now.move_to(at)
            stores.compute(desk, "2026-01")
            if not entries:
                adjustments.adjust(desk_of(desk, "Head"), JANUARY, "E1", "total", "+1", "helped another team")
                stores.compute(desk, "2026-01")
            desk.close()
    else:
        before, _at = closed(entries, "computed" if state == "published" else "published")
        shutil.copyfile(before, path)
        with clock_at(at):
            desk = open_desk(path)
            if state == "published":
                month_close.publish(desk, JANUARY, days=0)
            else:
                month_close.freeze(desk, JANUARY)
            desk.close()
    stores.checkpoint(path)
    return path, at


def outcome(path: Path, one: Try) -> str:
    """What becomes of an act: by the desk's own word where somebody who only enters may not."""
    desk = open_desk(path)
    try:
        one.act(desk_of(desk, one.who))
    except NotPermitted:
        one.act(desk)
        return "who closes months"
    except UserError:
        return "refused"
    finally:
        desk.close()
    return "taken"


@pytest.mark.parametrize("state", ["computed", "published", "frozen"])
@pytest.mark.parametrize("act", TRIES)
def test_what_becomes_of_it(tmp_path: Path, act: str, state: str) -> None:
    """On a row of a month that is only computed every act is taken, so that what refuses it is the month."""
    one, found = TRIES[act], stand_of(act)
    assert found is not None
    before, at = closed(one.entries, state)
    path = tmp_path / "csi.db"
    shutil.copyfile(before, path)
    with clock_at(at.replace(hour=at.hour + 1)):
        assert outcome(path, one) == {"computed": "taken", "published": found[0], "frozen": found[1]}[state]
