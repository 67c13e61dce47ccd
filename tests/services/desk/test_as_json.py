"""Values as objects of JSON (docs/cli.md): every field under its name, in its order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from csi_tui.services.desk.as_json import as_json


@dataclass(frozen=True, slots=True)
class Inner:
    on: date

    def json(self) -> dict[str, object]:
        return {"day": self.on.isoformat()}


@dataclass(frozen=True, slots=True)
class Outer:
    number: int
    at: datetime | None
    note: str
    name: str
    parts: tuple[Inner, ...]
    one: Inner


def test_fields_are_told_by_name_and_in_order() -> None:
    day = Inner(date(2026, 7, 1))
    at = datetime(2026, 7, 1, 9, 5, tzinfo=UTC)
    shown = as_json(Outer(0, at, "", "", (day, day), day), but=("name",), or_null=("note",))
    told = {"day": "2026-07-01"}
    assert list(shown.items()) == [
        ("number", 0),
        ("at", "2026-07-01T09:05:00+00:00"),
        ("note", None),
        ("parts", [told, told]),
        ("one", told),
    ]


def test_what_is_missing_is_null_and_an_empty_text_is_a_text() -> None:
    shown = as_json(Outer(1, None, "x", "", (), Inner(date(2026, 7, 1))), or_null=("note",))
    assert (shown["at"], shown["note"], shown["name"], shown["parts"]) == (None, "x", "", [])
