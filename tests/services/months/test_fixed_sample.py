"""The version of the rules against the figures of a fixed department (docs/decisions/0031)."""

from __future__ import annotations

import json

import pytest

from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.services.schemes.in_force import built_in
from tests.effort import some_in_quick
from tests.services.fixed_sample import KEPT, SYSTEMS, digests_of

AGAIN = "python -m tests.services.fixed_sample"


@pytest.mark.parametrize("system", some_in_quick(SYSTEMS, 3))
def test_no_figure_changes_under_the_same_version(system: str) -> None:
    """Whatever makes the same data give other figures raises the number, from the first release on."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    found, known = digests_of(system), kept["systems"][system]
    if found["inputs"] != known["inputs"]:
        pytest.fail(
            f"{system}: the sample itself has changed: the scheme's file, or what the demo enters, not a rule; "
            f"look at the figures of the change, then take the digests anew: {AGAIN}"
        )
    if found["figures"] != known["figures"]:
        pytest.fail(
            f"{system}: the same data give other figures than under version {kept['rules']} of the rules. If that was "
            f"not meant, it is a fault. If it was: raise RULES_VERSION in csi_tui/scoring/rules_version.py (before the "
            f"first release it stays 1), say so in CHANGELOG.md, and take the digests anew: {AGAIN}"
        )


def test_the_digests_are_of_this_version_and_of_every_scheme() -> None:
    """A number that is raised takes its digests along."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert kept["rules"] == RULES_VERSION
    assert kept["systems"].keys() == set(built_in())
