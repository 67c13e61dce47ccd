"""How long nobody may touch a key before the application asks for the password; light, for the first screen."""

from __future__ import annotations

import os
from datetime import timedelta

LOCK_AFTER = 10
"""Minutes, unless ``CSI_LOCK_AFTER`` says otherwise."""


def lock_after() -> timedelta | None:
    """``CSI_LOCK_AFTER`` in minutes; 0: never."""
    text = os.environ.get("CSI_LOCK_AFTER", "")
    # Anything else than a small whole number is passed over, as with the other variables.
    minutes = int(text) if text.isdecimal() and len(text) <= 4 else LOCK_AFTER
    return timedelta(minutes=minutes) if minutes else None


END_AFTER = timedelta(minutes=30)
"""How long nobody may touch a key before a session in a browser ends, whatever ``CSI_LOCK_AFTER`` says: a window may
stay open on a machine that nobody looks after, and each is a process."""
