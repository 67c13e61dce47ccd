"""Seals of a frozen month in a store, of both forms (docs/decisions/0009, 0077)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csi_db import seals
from csi_tui.services.desk.desk import Desk
from tests import stores

REVISION = 1

BENT = {
    "": "",
    "survey": "UPDATE snapshot_survey SET response = 1 + response % 5 WHERE response IS NOT NULL",
    "result": "UPDATE result SET n = n + 1 WHERE rowid = (SELECT MIN(rowid) FROM result)",
    "card": "UPDATE card SET body = replace(body, '}', '} ') WHERE position = 2",
}


@pytest.fixture
def frozen(example_desk: Desk) -> Desk:
    """A store with one frozen month."""
    stores.backfill(example_desk, "2026-01")
    return example_desk


def differences(desk: Desk) -> list[seals.Difference]:
    """What differs, where nobody touched the seals."""
    with desk.read() as session:
        connection = session.connection()
        return seals.differences(connection, REVISION, seals.digest_of(connection, REVISION))


@pytest.mark.parametrize("form", [seals.BY_THE_STORE, ""])
def test_seals_of_both_forms_hold(frozen: Desk, form: str) -> None:
    """docs/decisions/0077: what was sealed before rows were written by the store goes on to be looked at as it was."""
    with frozen.read() as session:
        connection = session.connection()
        made = {
            relation: seals._seal(connection, relation, REVISION, replace(seal, digest=form))
            for relation, seal in seals._stored(connection, REVISION).items()
        }
    assert all(seal.digest.startswith(form) and (form or ":" not in seal.digest) for seal in made.values())
    with stores.around(frozen.store.path) as bent:
        for relation, seal in made.items():
            bent.execute("UPDATE month_seal SET digest = ?, places = ? WHERE relation = ?",
                         (seal.digest, seal.places, relation))  # fmt: skip
    for relation, statement in BENT.items():
        with stores.around(frozen.store.path) as bent:
            if statement:
                assert bent.execute(statement).rowcount > 0
        found = differences(frozen)
        assert (found != []) == bool(statement)
        assert not statement or relation in {one.relation for one in found}
        assert all(one.keys for one in found)


def test_a_grid_that_was_bent_is_found_by_the_seals_of_the_trail(frozen: Desk) -> None:
    """Where all seals are those that the trail holds, no grid is made again; else each is held against its rows."""
    stores.bend(frozen.store.path, "UPDATE month_seal SET places = '[16, [], []]' WHERE relation = 'order'")
    with frozen.read() as session:
        assert seals.differences(session.connection(), REVISION, "of the trail") == [
            seals.Difference("order", ())
        ]


def test_a_blob_in_a_sealed_row_is_found(frozen: Desk) -> None:
    """JSON cannot say it, and SQLite says so with an error."""
    stores.bend(frozen.store.path, "UPDATE snapshot_person SET team = x'41' WHERE employee_id = 5")
    assert differences(frozen) == [seals.Difference("person", (5,))]
