"""The rules have a version: docs/decisions/0031."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
import time_machine

from csi_tui.i18n import activate
from csi_tui.scoring.cards import Scorecard, make_cards
from csi_tui.scoring.periods import Period
from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.services.cards.receipts import explain
from csi_tui.services.changes import corrections, exclusions, ripple
from csi_tui.services.changes.text import ripple_lines
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import IntegrityFailure, UserError
from csi_tui.services.months import compute
from csi_tui.services.months import revisions as kept
from csi_tui.services.months.status import month_status
from csi_tui.services.months.steps import steps_of
from csi_tui.services.proof.certificates import certificate_of, check_code
from csi_tui.services.proof.text.rules_version import explained_text
from csi_tui.services.proof.text.verification import summary_lines
from csi_tui.services.proof.verification import OtherRules
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.cli.program import Program
from tests.services.procedures import staff
from tests.stores import fill, local, order, survey

JANUARY, MONTH, OTHER = 202601, "2026-01", 7


@contextmanager
def other_rules(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program of other rules: nobody has a rank, and a version of its own says so."""

    def without_ranks(*given: Any) -> list[Scorecard]:
        return [replace(card, rank=None) for card in make_cards(*given)]

    with patch.context() as other:
        other.setattr(kept, "RULES_VERSION", OTHER)
        other.setattr(month_close, "RULES_VERSION", OTHER)
        other.setattr(compute, "make_cards", without_ranks)
        yield


@pytest.fixture
def computed(desk: Desk, now: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """January is computed by other rules than the program has."""
    staff(desk)
    fill(
        desk,
        orders=[order("W3", "2026-01-09T09:00", "2026-01-10T09:00", agent_no="E1", technician_no="E2")],
        surveys=[survey("A2", "W2", "2026-01-21T09:00", "11111")],
    )
    now.move_to(local("2026-02-02T10:00"))
    with other_rules(monkeypatch):
        stores.compute(desk, MONTH)
    return desk


@pytest.fixture
def published(computed: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """It is published by them as well."""
    with other_rules(monkeypatch):
        month_close.publish(computed, Period(JANUARY))
    return computed


@pytest.fixture
def frozen(published: Desk, now: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """And frozen."""
    now.move_to(local("2026-02-12T10:00"))
    with other_rules(monkeypatch):
        month_close.freeze(published, Period(JANUARY))
    return published


def test_every_revision_names_its_version(desk: Desk, now: time_machine.Traveller) -> None:
    """Item 12: revisions, certificates and manifests name it; so do the status and the steps of a month."""
    staff(desk)
    now.move_to(local("2026-02-12T10:00"))
    stores.compute(desk, MONTH)
    month_close.publish(desk, Period(JANUARY))
    assert month_status(desk, Period(JANUARY)).json()["rules"] == RULES_VERSION
    assert certificate_of(desk, Period(JANUARY)).manifest["rules"] == RULES_VERSION
    assert [step.rules for step in steps_of(desk, Period(JANUARY))] == [RULES_VERSION] * 2
    assert verify(desk).other_rules == ()


def test_a_frozen_month_of_other_rules_is_not_derived_again(frozen: Desk) -> None:
    """Item 12: verified by its seal and certificate and said to be so; today's rules would give other cards."""
    found = verify(frozen)
    assert (found.problems, found.other_rules) == ((), (OtherRules(MONTH, 1, OTHER),))
    assert found.json()["other_rules"] == [{"month": MONTH, "revision": 1, "rules": OTHER}]
    assert found.json()["rules"] == RULES_VERSION
    assert check_code(frozen, certificate_of(frozen, Period(JANUARY)).code).manifest["rules"] == OTHER
    said = {}
    for language in ("en", "zh"):
        activate(language)
        (said[language],) = (line for line in summary_lines(found) if line.startswith("2026-01"))
    activate("en")
    assert said["en"].startswith(
        "2026-01, revision 1: computed by rules version 7; this program has rules version 1."
    )
    assert said["zh"].startswith("2026-01 第 1 版：当时按计分规则第 7 版计算，本程序使用计分规则第 1 版。")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE card SET total = total + 1 WHERE employee_id = (SELECT MIN(employee_id) FROM card)",
        "UPDATE result SET numerator = numerator + 1 WHERE rowid = (SELECT MIN(rowid) FROM result)",
        "UPDATE month_revision SET rules_version = 1",
        "UPDATE month_revision SET rules_version = 0",
    ],
)
def test_what_was_changed_in_it_is_found_all_the_same(frozen: Desk, statement: str) -> None:
    """Item 12: its seal and certificate are what it is verified by."""
    stores.bend(frozen.store.path, statement)
    assert MONTH in {problem.where for problem in verify(frozen).problems}


def test_a_published_month_of_other_rules_is_frozen_as_it_was_published(
    published: Desk, now: time_machine.Traveller
) -> None:
    """What hangs on the wall is what is frozen; the certificate says that it is that."""
    now.move_to(local("2026-02-12T10:00"))
    code = certificate_of(published, Period(JANUARY)).code
    assert month_close.freeze(published, Period(JANUARY)).rules == OTHER
    assert certificate_of(published, Period(JANUARY)).code == code
    assert verify(published).problems == ()


def test_and_is_not_frozen_where_it_was_changed(published: Desk, now: time_machine.Traveller) -> None:
    """The same where something outside the program touched it."""
    now.move_to(local("2026-02-12T10:00"))
    stores.bend(
        published.store.path,
        "UPDATE card SET rank = 1 WHERE employee_id = (SELECT MIN(employee_id) FROM card)",
    )
    assert MONTH in {problem.where for problem in verify(published).problems}
    with pytest.raises(IntegrityFailure):
        month_close.freeze(published, Period(JANUARY))


def test_what_other_rules_computed_is_not_published(computed: Desk) -> None:
    """Nothing is derived by other rules without a word: computed anew first, and looked at."""
    with pytest.raises(UserError, match="computed by another version of the rules") as refused:
        month_close.publish(computed, Period(JANUARY))
    assert refused.value.exit_status == 1
    stores.compute(computed, MONTH)
    assert month_close.publish(computed, Period(JANUARY)).rules == RULES_VERSION


def test_a_correction_names_the_version_it_is_made_by(frozen: Desk) -> None:
    """Item 12; the preview and the list of differences say that the rules differ."""
    exclusions.strike_out(frozen, "survey", "A2", "of another customer")
    before = corrections.preview_correction(frozen, Period(JANUARY))
    assert before.json()["rules"] == {"before": OTHER, "after": RULES_VERSION}
    assert "The earlier cards were computed by rules version 7" in next(ripple_lines(before, {}, str))
    status = corrections.correct(frozen, Period(JANUARY), "A2 is of another customer")
    assert (status.revision, status.rules) == (2, RULES_VERSION)
    assert [(step.step, step.rules) for step in steps_of(frozen, Period(JANUARY))][-1] == (
        "corrected",
        RULES_VERSION,
    )
    assert certificate_of(frozen, Period(JANUARY)).manifest["rules"] == RULES_VERSION
    assert corrections.differences(frozen, Period(JANUARY))[2].rules == (OTHER, RULES_VERSION)
    found = verify(frozen)
    assert (found.problems, found.other_rules) == ((), (OtherRules(MONTH, 1, OTHER),))


def test_striking_out_does_not_say_that_rows_have_changed(frozen: Desk) -> None:
    """Cards of other rules differ from what is computed now without any row having changed."""
    assert not ripple.of_striking_out(frozen, Period(JANUARY), [("survey", 1)]).pending


def test_a_receipt_says_that_it_explains_by_other_rules(frozen: Desk) -> None:
    """Item 12: never silently derived by other rules."""
    found = explain(frozen, "E1", Period(JANUARY))
    assert (found.by_other_rules, found.rules) == (True, OTHER)
    assert "Where they differ, the card holds." in explained_text(found.rules)


def test_a_backtest_says_so_too(frozen: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Cards of other rules beside those of another scheme: the difference is not the scheme's alone."""
    found = Program(frozen.store.path, capsys)("scheme", "backtest", MONTH, "aftersales-csi-survey")
    assert "The earlier cards were computed by rules version 7" in found.err
