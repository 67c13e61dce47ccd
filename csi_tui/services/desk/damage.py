"""A damaged store in words: where it is damaged as far as that can be known, and what to do (exit status 6)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from csi_db.damage import Damage, damages
from csi_tui.i18n import _
from csi_tui.services.errors import IntegrityFailure

SHOWN = 3
"""Places that one sentence names at most."""


def place_of(damage: Damage) -> str:
    """Where a store is damaged, in words."""
    if damage.kind == "header":
        return _("the header of the file")
    if damage.kind == "schema":
        return _("the table {name}").format(name=damage.name) if damage.name else _("the list of tables")
    if damage.kind == "index":
        return _("the index {name}").format(name=damage.name)
    if not damage.name:
        return _("a page that belongs to no table")
    if damage.row is not None:
        return _("the table {name}, row {row}, column {column}").format(
            name=damage.name, row=damage.row, column=damage.column
        )
    return _("the table {name}").format(name=damage.name)


def what_is_wrong(damage: Damage) -> str:
    """What is damaged there, in words; with what SQLite says."""
    if damage.said:
        return _("damaged ({said})").format(said=damage.said)
    if damage.kind == "value":
        return _("what stands there cannot have been written there")
    if damage.kind == "schema":
        return _("it is not as the program made it")
    return _("damaged")


def damaged(path: str | Path, detail: str = "") -> IntegrityFailure:
    """The user's error for a store that was found damaged; ``detail`` is said where no place is found."""
    return failure_at(path, places_in(path) or [detail or _("a place that cannot be told")])


def places_in(path: str | Path) -> list[str]:
    """The places at which a store is damaged, in words; none where nothing can be found or read."""
    try:
        # Named places first: a page that no table knows of says little.
        return [place_of(one) for one in sorted(damages(Path(path)), key=lambda one: one.name == "")]
    except (OSError, sqlite3.Error):
        return []


def failure_at(path: str | Path, places: Sequence[str]) -> IntegrityFailure:
    """The user's error for a store that is damaged at some places, the first few of them named."""
    said = {"path": path, "places": _("; ").join(list(dict.fromkeys(places))[:SHOWN])}
    return IntegrityFailure(
        _(
            "The store {path} is damaged: {places}. Keep a copy of the file as it is, then put the last sound backup "
            "back (csi restore FILE); “csi verify” lists what is found."
        ).format(**said),
        at_desk=_(
            "The store {path} is damaged: {places}. Leave, have a copy of the file kept as it is, and the last sound "
            "backup put back."
        ).format(**said),
    )
