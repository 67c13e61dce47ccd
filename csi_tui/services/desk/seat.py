"""Who sits at which desk, as the head of every place says it. Light: no store."""

from __future__ import annotations

from typing import NamedTuple


class Seat(NamedTuple):
    """The user at a site; ``only_reads``: the store lies where nothing can be written."""

    site: str
    user: str
    roles: frozenset[str]
    only_reads: bool
