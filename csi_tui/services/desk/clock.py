"""The time. Nothing else asks the machine for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

BEHIND_AT_MOST = timedelta(minutes=2)
"""How far the machine's clock may stand behind the newest entry of the trail before nothing is stamped any more."""


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)
