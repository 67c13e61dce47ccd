"""The kinds of rows that go out as files. Imports nothing: the help of the command names them too."""

from __future__ import annotations

from typing import Final

GOING_OUT: Final = (
    "employees",
    "orders",
    "surveys",
    "complaints",
    "milestones",
    "ratings",
    "measures",
    "conduct",
    "pay",
)
"""Kinds of rows that go out, under the headers by which an import takes them in again."""
LISTS_OUT: Final = ("results", "annual", "teams", "pay-sheets", "appeals", "audit")
"""Lists that go out and come in by no file."""
EVERYTHING: Final = "all"
"""All that the user reads, each kind in a file of its own."""
RIGHTS_OUT: Final = {"pay": "see-pay"}
"""Kind → the right that reading it takes; the others are everybody's, or the own rows are."""
