"""The scheme files that come with the product, and every fault that a file can have, with its place."""

from __future__ import annotations

import inspect
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import csi_tui.scoring.scheme_annual
import csi_tui.scoring.scheme_file
import csi_tui.scoring.scheme_grades
import csi_tui.scoring.scheme_leaves
import csi_tui.scoring.scheme_pay
import csi_tui.scoring.scheme_spans
import csi_tui.scoring.scheme_table
from csi_tui import i18n
from csi_tui.scoring.measures import (
    ComplaintsInTime,
    FirstTimeFixes,
    PartsDeductions,
    RepairDeductions,
    StageTimes,
    SurveyAnswers,
    Surveys,
)
from csi_tui.scoring.nodes import Composite, Leaf
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scheme_file import MAXIMUM_CHARACTERS, parse_scheme
from csi_tui.scoring.scheme_table import SchemeFault, SchemeInvalid
from csi_tui.scoring.scorers import SCORERS
from csi_tui.scoring.scorers.answer_values import AnswerValues
from csi_tui.scoring.scorers.time_and_punctuality import TimeAndPunctuality
from csi_tui.services.schemes.in_force import _FAULTS, built_in, catalogue, fault_sentence, find

BODY = built_in()["aftersales-csi"].body
SCHEME = built_in()["aftersales-csi"].scheme
EVERYBODY = ("agent", "technician", "parts")
DIMENSIONS = ("attitude", "response", "quality", "parts", "cost")


def leaf(scheme: Scheme, node_id: str) -> Leaf:
    node = scheme.node(node_id)
    assert isinstance(node, Leaf)
    return node


# --- The built-in schemes ------------------------------------------------------------------------------------------


def test_the_schemes_are_there() -> None:
    """`aftersales-csi`, and the variant whose dimensions all come from the survey."""
    assert list(built_in())[:2] == ["aftersales-csi", "aftersales-csi-survey"]
    assert len(built_in()) == 7  # and the five further systems (docs/rules.md)
    for name, text in built_in().items():
        assert text.scheme.id == name
        assert find(name) is text


@pytest.mark.parametrize("name", ["aftersales-csi", "aftersales-csi-survey"])
def test_weights_of_the_source(name: str) -> None:
    """seed 000 §5 and §6: 70/20/10, and 20/15/25/15/25 inside satisfaction; least weights of docs/rules.md, rule 9."""
    scheme = built_in()[name].scheme
    assert {node.id: node.weight for node in scheme.nodes()} == {
        "total": 100,
        "satisfaction": 70,
        "attitude": 20,
        "response": 15,
        "quality": 25,
        "parts": 15,
        "cost": 25,
        "first_time_fix": 20,
        "complaint_timeliness": 10,
    }
    satisfaction = scheme.node("satisfaction")
    assert isinstance(satisfaction, Composite)
    assert (scheme.root.minimum_weight, scheme.root.missing) == (Fraction(70), "renormalise")
    assert (satisfaction.minimum_weight, satisfaction.missing) == (Fraction(50), "renormalise")
    assert satisfaction.count == Surveys(EVERYBODY)
    assert scheme.role_weights == {
        "complaint_handler": {"satisfaction": 0, "first_time_fix": 0, "complaint_timeliness": 100}
    }
    assert scheme.unassessed_roles == {"supervisor"}


@pytest.mark.parametrize("name", ["aftersales-csi", "aftersales-csi-survey"])
def test_limits_of_the_source(name: str) -> None:
    """seed 000 §5.3 (24 h, 48 h, 7 working days), §6.1 (one month), §8.3 ([5] days); docs/rules.md, rule 13 ([5])."""
    scheme = built_in()[name].scheme
    clock = scheme.clock
    assert (clock.contact_hours, clock.plan_hours, clock.resolve_working_days) == (24, 48, 7)
    assert scheme.return_window_days == 30
    assert scheme.publication_days == 5
    assert scheme.minimum_answers == 5
    assert scheme.answers_counted_by == "satisfaction"
    assert scheme.charge_back_places == EVERYBODY


def test_what_feeds_each_figure() -> None:
    """docs/scoring.md §2: where each figure takes its data from, and who on an order is credited."""
    assert leaf(SCHEME, "attitude").measure == SurveyAnswers("attitude", ("agent", "technician"))
    assert leaf(SCHEME, "cost").measure == SurveyAnswers("cost", EVERYBODY)
    assert leaf(SCHEME, "first_time_fix").measure == FirstTimeFixes(EVERYBODY)
    assert leaf(SCHEME, "complaint_timeliness").measure == ComplaintsInTime(("handler",))
    stages = leaf(SCHEME, "response").measure
    assert isinstance(stages, StageTimes)
    assert [(stage.id, stage.owner, int(stage.on_time_minutes)) for stage in stages.stages] == [
        ("contact", "agent", 60),
        ("arrival", "technician", 1440),
    ]


def test_company_defaults() -> None:
    """docs/scoring.md §2: curves, values and deductions are the company's; a receipt says so (docs/rules.md §1.1)."""
    response = leaf(SCHEME, "response").scorer
    assert isinstance(response, TimeAndPunctuality)
    assert {stage: (int(curve.target), int(curve.limit)) for stage, curve in response.curves.items()} == {
        "contact": (30, 240),
        "arrival": (240, 2880),
    }
    assert response.deduction_per_point == 1
    cost = leaf(SCHEME, "cost").scorer
    assert isinstance(cost, AnswerValues)
    assert cost.values == {5: 100, 4: 85, 3: 60, 2: 30, 1: 0}
    impacts = {"low": Fraction(1, 2), "medium": Fraction(1), "high": Fraction(3, 2)}
    repair = leaf(SCHEME, "quality").measure
    assert isinstance(repair, RepairDeductions)
    assert repair.credit == EVERYBODY
    assert repair.table.kinds == {"minor": 20, "moderate": 50, "severe": 100}
    assert [repair.table.unknown_kind, repair.table.unknown_impact, repair.table.maximum] == [50, 1, 100]
    assert repair.table.impacts == impacts
    parts = leaf(SCHEME, "parts").measure
    assert isinstance(parts, PartsDeductions)
    assert parts.credit == EVERYBODY
    assert parts.table.kinds == {"none": 0, "late": 30, "wrong": 50}
    assert parts.table.impacts == impacts
    assert [parts.table.unknown_impact, parts.table.maximum] == [1, 100]
    assert SCHEME.company_defaults == ("response", "quality", "parts", "cost")


def test_the_survey_variant_asks_the_customer_about_everything() -> None:
    """All five dimensions come from the survey's answers."""
    scheme = built_in()["aftersales-csi-survey"].scheme
    measures = [leaf(scheme, dimension).measure for dimension in DIMENSIONS]
    assert [measure.question for measure in measures if isinstance(measure, SurveyAnswers)] == list(
        DIMENSIONS
    )


def test_texts_stand_in_both_languages() -> None:
    """Names, rules, meanings and actions in both languages."""
    for text in built_in().values():
        for node in text.scheme.nodes():
            for words in (node.name, node.rule):
                assert words.in_language("en") == words.en != words.zh == words.in_language("zh")


# --- Faults --------------------------------------------------------------------------------------------------------

NOT_FOUND = "no such text in the file"
SATISFACTION = "total.parts[satisfaction]"
ATTITUDE = 'measure = { source = "survey-answers", question = "attitude"'
RESPONSE = f"{SATISFACTION}.parts[response]"

# code, place, what stands in the built-in file, what is written instead
MUTATIONS = [
    ("not-toml", "", 'id = "aftersales-csi"', 'id = "aftersales-csi'),
    ("unknown-key", "publication_day", "publication_days = 5", "publication_days = 5\npublication_day = 5"),
    ("unknown-key", f"{SATISFACTION}.wieght", "\nweight = 70", "\nweight = 70\nwieght = 70"),
    ("missing", "publication_days", "publication_days = 5", ""),
    (
        "missing",
        "charge_back_places",
        'charge_back_places = ["agent", "technician", "parts"]',
        "charge_back_places = []",
    ),
    (
        "missing",
        f"{SATISFACTION}.parts[cost].measure",
        'measure = { source = "survey-answers", question = "cost"',
        "#",
    ),
    ("not-rising", "clock.due_soon", "due_soon = [50, 80]", "due_soon = [80, 50]"),
    ("out-of-range", "clock.due_soon", "due_soon = [50, 80]", "due_soon = [50, 100]"),
    ("not-a-whole-number", "clock.due_soon", "due_soon = [50, 80]", 'due_soon = ["half"]'),
    ("not-allowed", "clock.credited", 'credited = "end"', 'credited = "nobody"'),
    ("out-of-range", "clock.pauses[inspection].days", "days = 15", "days = 0"),
    ("duplicate-id", "clock.pauses", 'id = "inspection"', 'id = "customer-away"'),
    (
        "not-a-table",
        "name",
        'name = { en = "After-sales CSI", zh = "售后 CSI 考核" }',
        'name = "After-sales CSI"',
    ),
    ("not-tables", f"{SATISFACTION}.parts[attitude].parts", ATTITUDE, "parts = 1\n" + ATTITUDE),
    ("not-a-text", "source", 'source = "seed 000"', "source = 0"),
    ("not-a-text", "name.zh", 'zh = "售后 CSI 考核"', 'zh = " "'),
    ("not-texts", "company_defaults", 'company_defaults = ["response", ', "company_defaults = [1, "),
    ("not-an-identifier", "id", 'id = "aftersales-csi"', 'id = "After sales"'),
    ("not-an-identifier", "total.parts[First].id", 'id = "first_time_fix"', 'id = "First"'),
    ("not-allowed", "unassessed_roles", 'unassessed_roles = ["supervisor"]', 'unassessed_roles = ["boss"]'),
    (
        "not-allowed",
        "total.missing",
        'minimum_weight = 70\nmissing = "renormalise"',
        'minimum_weight = 70\nmissing = "guess"',
    ),
    (
        "not-allowed",
        "total.bands",
        'bands = "score"\nminimum_weight = 70',
        'bands = "marks"\nminimum_weight = 70',
    ),
    ("not-allowed", "total.parts[first_time_fix].scorer.kind", 'kind = "share"', 'kind = "portion"'),
    ("not-allowed", f"{RESPONSE}.measure.stages[contact].owner", 'owner = "agent"', 'owner = "handler"'),
    (
        "twice",
        "charge_back_places",
        '["agent", "technician", "parts"]\npublication',
        '["agent", "agent"]\npublication',
    ),
    ("out-of-range", "version", "version = 7", "version = 0"),
    ("out-of-range", "return_window_days", "return_window_days = 30", "return_window_days = -1"),
    ("out-of-range", f"{SATISFACTION}.weight", "\nweight = 70", "\nweight = 101"),
    ("out-of-range", f"{SATISFACTION}.parts[quality].measure.severity.minor", "minor = 20", "minor = -20"),
    ("not-a-whole-number", "version", "version = 7", "version = 5.0"),
    ("not-a-whole-number", "clock.contact_hours", "contact_hours = 24", "contact_hours = true"),
    ("not-a-number", f"{SATISFACTION}.weight", "\nweight = 70", '\nweight = "70"'),
    ("not-a-number", f"{SATISFACTION}.weight", "\nweight = 70", "\nweight = nan"),
    ("not-a-number", f"{SATISFACTION}.weight", "\nweight = 70", "\nweight = true"),
    ("duplicate-id", "first_time_fix", 'id = "complaint_timeliness"\nname', 'id = "first_time_fix"\nname'),
    ("duplicate-id", f"{RESPONSE}.measure.stages", 'id = "arrival"', 'id = "contact"'),
    (
        "unknown-indicator",
        "answers_counted_by",
        'answers_counted_by = "satisfaction"',
        'answers_counted_by = "csat"',
    ),
    ("unknown-indicator", "role_weights.complaint_handler", "first_time_fix = 0", "first_fix = 0"),
    (
        "unknown-indicator",
        "role_weights.complaint_handler",
        "first_time_fix = 0",
        "first_time_fix = 0\ntotal = 50",
    ),
    (
        "unknown-indicator",
        "company_defaults",
        'company_defaults = ["response"',
        'company_defaults = ["speed"',
    ),
    ("unknown-role", "role_weights.handler", "[role_weights.complaint_handler]", "[role_weights.handler]"),
    ("weights-not-100", "total", "\nweight = 70", "\nweight = 69.5"),
    ("weights-not-100", "satisfaction", "\nweight = 15", "\nweight = 16"),
    (
        "weights-not-100",
        "role_weights.complaint_handler",
        "complaint_timeliness = 100",
        "complaint_timeliness = 90",
    ),
    ("bands-not-falling", "bands.score", "from = 80", "from = 95"),
    ("grades-not-rising", "annual.grades", "up_to = 40", "up_to = 10"),
    ("grades-not-rising", "annual.grades", "up_to = 95\n", ""),
    ("grades-not-rising", "annual.grades", "any_run = {", "up_to = 100\nany_run = {"),
    ("duplicate-id", "annual.grades", 'id = "qualified"', 'id = "unqualified"'),
    ("out-of-range", "annual.minimum_months", "minimum_months = 6", "minimum_months = 13"),
    (
        "out-of-range",
        "annual.grades[qualified].no_run.months",
        "no_run = { months = 3",
        "no_run = { months = 0",
    ),
    ("unknown-key", "annual.grades[good].some_months", "most_months = 70", "some_months = 70"),
    ("not-a-table", "annual.grades[qualified].no_run", "no_run = { months = 3, below = 60 }", "no_run = 3"),
    ("bands-not-falling", "bands.score", "from = 0", "from = 10"),
    ("needs-parts", f"{SATISFACTION}.parts[attitude].parts", ATTITUDE, "parts = []\n" + ATTITUDE),
    (
        "scorer-does-not-fit",
        f"{SATISFACTION}.parts[quality].scorer",
        'scorer = { kind = "mean-after-deductions" }',
        'scorer = { kind = "share" }',
    ),
    ("curves-differ-from-stages", f"{RESPONSE}.scorer.curves", "curves.arrival", "#curves.arrival"),
    (
        "handler-stands-alone",
        "total.parts[complaint_timeliness].measure.credit",
        'credit = ["handler"]',
        'credit = ["handler", "agent"]',
    ),
    ("limit-not-above-target", f"{RESPONSE}.scorer.curves.contact.limit", "limit = 240", "limit = 30"),
]


OTHER_MUTATIONS = [
    (
        "contact-centre",
        "unknown-measure",
        "total.parts[data].parts[core].parts[satisfaction].measure.indicator",
        'indicator = "csat"',
        'indicator = "beauty"',
    ),
    ("contact-centre", "unknown-measure", "total.parts[rating].measure.items", '["supervisor_rating"]', '["csat"]'),
    (
        "contact-centre",
        "limit-is-target",
        "total.parts[data].parts[core].parts[response].scorer.limit",
        "limit = 180",
        "limit = 30",
    ),
    ("contact-centre", "weights-not-100", "grades.shares", "percent = 10", "percent = 11"),
    (
        "online-shop",
        "steps-not-rising",
        "total.parts[customers].scorer.steps",
        "{ from = 200, score = 60 }",
        "{ from = 500, score = 60 }",
    ),
    ("team-points", "as-many-as-shares", "grades.within.c", 'c = ["b", "c", "d"]', 'c = ["b", "c"]'),
    ("team-points", "out-of-range", "team_grades.best_share", '"92/112"', '"112/92"'),
    ("team-points", "out-of-range", "teams.parts[boards].scorer.level", "level = 1 ", "level = 0 "),
    ("team-points", "duplicate-id", "boards", 'id = "visits"', 'id = "boards"'),
    (
        "peer-ranking",
        "scorer-does-not-fit",
        "total.parts[order_value].scorer",
        'kind = "place"',
        'kind = "share"',
    ),
    (
        "peer-ranking",
        "unknown-key",
        "total.parts[order_value].weight",
        'id = "order_value"',
        'id = "order_value"\nweight = 1',
    ),
    (
        "contact-centre",
        "id-of-the-catalogue",
        "indicators",
        "[grades]  ",
        """[[indicators]]
id = "csat"
name = { en = "x", zh = "x" }
definition = { en = "x", zh = "x" }
entry = "figure"
unit = "minutes"
direction = "down"
source = "x"

[grades]  """,
    ),
    ("contact-centre", "id-of-the-month", "roll_ups", '[[roll_ups]]\nid = "quarter"', '[[roll_ups]]\nid = "month"'),
    ("contact-centre", "no-unit-of-its-own", "consequences.breakthrough", 'gains = ["response"', 'gains = ["rating"'),
    ("contact-centre", "no-unit-of-its-own", "consequences.breakthrough", 'gains = ["response"', 'gains = ["months"'),
    (
        "contact-centre",
        "unknown-key",
        "consequences.breakthrough.in_a_row",
        'when = { gains = ["response"',
        'in_a_row = 2\nwhen = { gains = ["response"',
    ),
    (
        "team-points",
        "gain-of-a-team-alone",
        "consequences.warning",
        'when = { flag = "zeroed" }',
        'when = { flag = "zeroed", gains = ["repaired"] }',
    ),
    ("contact-centre", "not-on-the-card", "consequences.gold-agent", "first = 1", "at_least = { response = 1 }"),
    ("contact-centre", "out-of-range", "roll_ups.quarter.months.least", "least = 2 ", "least = 4 "),
    (
        "aftersales-csi",
        "unknown-key",
        "pay.fund.among.gains",
        'by = "score"\namong = { at_least',
        'by = "score"\namong = { gains = ["satisfaction"], at_least',
    ),
    (
        "aftersales-csi",
        "not-allowed",
        "consequences[star].when.at_least.complaint_timeliness.without",
        'without = "passes"',
        'without = "fails"',
    ),
    (
        "aftersales-csi",
        "unknown-key",
        "consequences[star].when.at_least.complaint_timeliness.missing",
        'without = "passes"',
        'missing = "passes"',
    ),
    ("contact-centre", "unknown-period", "consequences.flexible-days", 'of = "year"', 'of = "term"'),
    (
        "contact-centre",
        "period-not-longer",
        "roll_ups.year",
        'span = "year"',
        'span = "quarter"',
    ),
    (
        "contact-centre",
        "periods-in-a-circle",
        "roll_ups.quarter",
        '{ source = "cards", of = "month" }',
        '{ source = "cards", of = "year" }',
    ),
    (
        "four-aspects",
        "records-required",
        "roll_ups[year].total.parts[year_end].required",
        'combine = "sum"\n\n[[roll_ups.total.parts.parts]]\nid = "year_end_sheet"',
        'combine = "sum"\nrequired = ["year_merits"]\n\n[[roll_ups.total.parts.parts]]\nid = "year_end_sheet"',
    ),
    ("four-aspects", "not-allowed", "roll_ups[year].total.required", '["year_end"]', '["year_end_sheet"]'),
    ("four-aspects", "twice", "roll_ups[year].total.required", '["year_end"]', '["year_end", "year_end"]'),
    (
        "contact-centre",
        "grade-of-a-team-alone",
        "consequences[team-building].when.team_grades",
        'team_grades = ["a_plus"]',
        'team_grades = ["a_plus"], first = 1',
    ),
    ("contact-centre", "unknown-grade", "consequences.team-building", '["a_plus"]', '["s"]'),
    ("contact-centre", "unknown-grade", "consequences.service-star", "first = 3", 'team_grades = ["a_plus"]'),
    (
        "contact-centre",
        "bands-not-falling",
        "roll_ups[quarter].teams.scores",
        'name = { en = "A+", zh = "A+" }\nfrom = 90',
        'name = { en = "A+", zh = "A+" }\nfrom = 80',
    ),
    (
        "online-shop",
        "unknown-measure",
        "pay.parts[bonus].targets[4].made_of",
        '"shop_logistics"]',
        '"shop_beauty"]',
    ),
    (
        "online-shop",
        "duplicate-id",
        "pay.parts[bonus].targets[4].made_of",
        '"shop_logistics"]',
        '"shop_rating"]',
    ),
    (
        "contact-centre",
        "only-of-a-roll-up",
        "rating",
        """measure = { source = "rated", items = ["supervisor_rating"] }
scorer = { kind = "rubric", full = { supervisor_rating = 100 } }""",
        """measure = { source = "cards", of = "quarter" }
scorer = { kind = "mean", least = 1 }""",
    ),
    (
        "contact-centre",
        "not-of-a-roll-up",
        "roll_ups.quarter.collaboration",
        """measure = { source = "rated", items = ["collaboration"] }
scorer = { kind = "rubric", full = { collaboration = 100 } }""",
        """measure = { source = "complaints-in-time", credit = ["handler"] }
scorer = { kind = "share" }""",
    ),
    ("contact-centre", "unknown-grade", "consequences.improvement-plan", 'grades = ["c"]', 'grades = ["d"]'),
    ("contact-centre", "unknown-grade", "pay.floating.values", "c = 0.8 }", "d = 0.8 }"),
    (
        "team-points",
        "grade-without-value",
        "pay.floating.values",
        ", e = 0.8 }\notherwise = 1\n",
        " }\n",
    ),
    ("contact-centre", "unknown-input", "pay.parts[basic]", 'input = "base_pay"', 'input = "profit"'),
    ("aftersales-csi", "unknown-input", "pay.parts[fund]", 'of = "site"', 'of = "person"'),
    ("peer-ranking", "not-whole-cents", "pay.parts[prizes].amounts", "[300, 200, 100]", "[0.001]"),
    (
        "online-shop",
        "unknown-measure",
        "pay.parts[bonus].targets[1].indicator",
        '"refund_rate"\nat_most',
        '"luck"\nat_most',
    ),
    ("contact-centre", "steps-not-rising", "pay.parts[commission].steps", "from = 100, rate", "from = 80, rate"),
    ("four-aspects", "bands-not-falling", "roll_ups[year].grades.scores", "over = 100", "over = 80"),
]  # fmt: skip


def test_a_scheme_from_before_an_indicator_of_the_catalogue_keeps_its_own() -> None:
    """docs/decisions/0087, point 8: a site may have declared support given across departments (seed 002 §1.3) itself,
    and its months are computed by that text for ever."""
    declared = """[[indicators]]
id = "support_given"
name = { en = "Help", zh = "帮忙" }
definition = { en = "hours", zh = "小时" }
entry = "figure"
unit = "hours"
direction = "up"
source = "the company"

[grades]  """
    scheme = parse_scheme(built_in()["contact-centre"].body.replace("[grades]  ", declared, 1), catalogue())
    assert scheme.indicators["support_given"].unit == "hours"
    assert catalogue()["support_given"].unit == "count"


@pytest.mark.parametrize(("scheme", "code", "place", "old", "new"), OTHER_MUTATIONS)
def test_a_slip_in_another_scheme(scheme: str, code: str, place: str, old: str, new: str) -> None:
    """A fault is refused with its place; the program's own files have none."""
    body = built_in()[scheme].body
    assert old in body, NOT_FOUND
    faults = faults_of(body.replace(old, new, 1))
    assert (place, code) in [(fault.place, fault.code) for fault in faults]
    assert all(fault_sentence(fault) for fault in faults)


def faults_of(text: str) -> tuple[SchemeFault, ...]:
    with pytest.raises(SchemeInvalid) as invalid:
        parse_scheme(text, catalogue())
    assert invalid.value.faults
    return invalid.value.faults


@pytest.mark.parametrize(("code", "place", "old", "new"), MUTATIONS)
def test_a_slip_of_the_pen_is_found_at_its_place(code: str, place: str, old: str, new: str) -> None:
    """A scheme file is validated with messages that a supervisor understands."""
    assert old in BODY, NOT_FOUND
    faults = faults_of(BODY.replace(old, new, 1))
    assert (place, code) in {(fault.place, fault.code) for fault in faults}, faults
    for language in ("en", "zh"):
        i18n.activate(language)
        sentence = fault_sentence(next(fault for fault in faults if fault.code == code))
        assert sentence.startswith(place)
        assert len(sentence) > len(place) + 2
        assert "{" not in sentence.removeprefix(place)


def test_the_way_of_a_circle_is_told() -> None:
    """A cycle between periods, with every roll-up on the way."""
    body = built_in()["contact-centre"].body
    faults = faults_of(
        body.replace('{ source = "cards", of = "month" }', '{ source = "cards", of = "year" }', 1)
    )
    told = {fault.place: fault.found for fault in faults if fault.code == "periods-in-a-circle"}
    assert told == {
        "roll_ups.quarter": "quarter → year → quarter",
        "roll_ups.year": "year → quarter → year",
    }


def test_one_slip_in_a_weight_is_one_fault() -> None:
    """A role that overrides weights elsewhere is not blamed for it."""
    body = built_in()["contact-centre"].body
    faults = faults_of(body.replace("weight = 80\n", "weight = 79\n", 1))
    assert [(fault.place, fault.code) for fault in faults] == [("total", "weights-not-100")]


def test_no_parts_at_all() -> None:
    """A total without an array of parts is named, and the rest of the file is read all the same."""
    faults = faults_of(re.sub(r"(?s)\[\[total\.parts\]\].*?(?=# Standard bands)", "", BODY))
    assert ("total", "needs-parts") in {(fault.place, fault.code) for fault in faults}
    assert {fault.place.split(".")[0] for fault in faults} == {"total"}


def test_an_empty_list_of_parts() -> None:
    """A composite without a part has nothing to weigh."""
    empty = re.sub(r"(?s)\[\[total\.parts\]\].*?(?=# Standard bands)", "", BODY).replace(
        "[total]", "[total]\nparts = []"
    )
    assert [(fault.place, fault.code) for fault in faults_of(empty)] == [("total.parts", "needs-parts")]


def test_a_file_that_is_too_large() -> None:
    """A file that no person wrote is not read at all."""
    (fault,) = faults_of(BODY + "#" * MAXIMUM_CHARACTERS)
    assert fault == SchemeFault("", "too-large", str(MAXIMUM_CHARACTERS))
    assert str(MAXIMUM_CHARACTERS) in fault_sentence(fault)


def test_a_file_that_is_nested_too_deeply() -> None:
    """Thousands of brackets are a fault, not the end of the program."""
    (fault,) = faults_of("a = " + "[" * 100_000 + "]" * 100_000)
    assert fault.code in ("too-deep", "not-toml")
    assert fault_sentence(fault)


def test_several_faults_are_told_at_once() -> None:
    """None is hidden behind another: whoever writes a scheme corrects it in one go."""
    text = BODY.replace("\nweight = 70", '\nweight = "x"').replace("version = 7", "version = 0")
    text = text.replace('id = "first_time_fix"', 'id = "First"')
    assert {fault.code for fault in faults_of(text)} == {"not-a-number", "out-of-range", "not-an-identifier"}


def test_every_code_has_a_sentence_and_is_tried() -> None:
    """A code without a sentence would be a traceback; one that is never tried may not be reachable."""
    source = "".join(
        Path(str(module.__file__)).read_text(encoding="utf-8")
        for module in (
            csi_tui.scoring.scheme_annual,
            csi_tui.scoring.scheme_file,
            csi_tui.scoring.scheme_grades,
            csi_tui.scoring.scheme_leaves,
            csi_tui.scoring.scheme_pay,
            csi_tui.scoring.scheme_spans,
            csi_tui.scoring.scheme_table,
        )
    )
    source += "".join(Path(inspect.getfile(scorer)).read_text(encoding="utf-8") for scorer in SCORERS)
    codes = set(re.findall(r'fault\([^"]*(?:f?"[^"]*", )?"([a-z0-9-]+)"', source)) | set(
        re.findall(r'SchemeFault\("", "([a-z-]+)"', source)
    )
    tried = {code for code, *_rest in MUTATIONS} | {code for _scheme, code, *_rest in OTHER_MUTATIONS}
    tried |= {"too-large", "too-deep"}
    assert codes <= set(_FAULTS)
    assert tried == set(_FAULTS)


@given(st.data())
def test_no_damage_ends_in_a_traceback(data: st.DataObject) -> None:
    """Whatever is cut out of a scheme file, the answer is a scheme or a list of faults with sentences."""
    start = data.draw(st.integers(0, len(BODY)))
    length = data.draw(st.integers(1, 80))
    damaged = (
        BODY[:start]
        + data.draw(st.sampled_from(["", "0", "[]", "\n", '"x"', "1e9"]))
        + BODY[start + length :]
    )
    try:
        parse_scheme(damaged, catalogue())
    except SchemeInvalid as invalid:
        assert invalid.faults
        assert all(fault_sentence(fault) for fault in invalid.faults)
