"""Every kind of scorer is whole and known: csi_tui/scoring/scorers/."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import pytest

from csi_tui import i18n
from csi_tui.scoring import scorers
from csi_tui.scoring.scheme_table import SchemeFault, Table
from csi_tui.scoring.scorers import BY_KIND, SCORERS
from csi_tui.scoring.scorers.base import Scorer
from csi_tui.scoring.texts import Phrase
from csi_tui.services.schemes.in_force import built_in

KINDS = pytest.mark.parametrize("scorer", SCORERS, ids=[scorer.kind for scorer in SCORERS])
LEAVES = [leaf for text in built_in().values() for leaf in text.scheme.every_leaf()]


def test_every_class_of_the_package_is_registered() -> None:
    """A kind that stands in a file alone could not be named by a scheme; families have no kind."""
    found = {
        one
        for module in pkgutil.iter_modules(scorers.__path__)
        for one in vars(importlib.import_module(f"{scorers.__name__}.{module.name}")).values()
        if inspect.isclass(one) and issubclass(one, Scorer) and "kind" in vars(one)
    }
    assert found == set(SCORERS)
    assert len(BY_KIND) == len(SCORERS)


@KINDS
def test_a_kind_is_whole(scorer: type[Scorer]) -> None:
    """Its file has its name; it fits a measure, and nothing of its family is left open."""
    assert scorer.__module__ == f"{scorers.__name__}.{scorer.kind.replace('-', '_')}"
    assert scorer.fits
    for name in ("read", "n", "score", "at", "of_place", "loss"):
        assert not getattr(getattr(scorer, name, None), "__isabstractmethod__", False), name


@KINDS
def test_it_reads_its_table(scorer: type[Scorer]) -> None:
    """An empty table is a list of faults at keys of it, never a traceback; what was read scores nothing as nothing."""
    measure = next((leaf.measure for leaf in LEAVES if type(leaf.measure) in scorer.fits), None)
    assert measure is not None
    faults: list[SchemeFault] = []
    found = scorer.read(Table({}, "scorer", faults), measure)
    assert isinstance(found, scorer) and not hasattr(found, "__dict__")
    assert all(fault.place.startswith("scorer.") for fault in faults)
    assert found.n({}) == 0
    assert not found.score({})


@KINDS
@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_words_can_be_said_in_both_languages(scorer: type[Scorer], language: i18n.Language) -> None:
    """What it says of itself in the shipped schemes has a translation, and every brace a value."""
    i18n.activate(language)
    try:
        for leaf in LEAVES:
            if isinstance(leaf.scorer, scorer):
                for part in leaf.scorer.words(leaf.measure):
                    said = i18n.in_words(part) if isinstance(part, Phrase) else part
                    assert said and "{" not in said
                    assert language == "en" or not isinstance(part, Phrase) or said != part.text
    finally:
        i18n.activate("en")
