"""Personal data on screens and in reports (docs/rules.md, rule 21)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from csi_db.phone_ends import HEAD, shown_end

DISTRICT = 6


def mask_name(name: str) -> str:
    """Leave the first sign of a name: ``张样例`` becomes ``张**``."""
    return name[:1] + "*" * (len(name) - 1)


def mask_phone(phone: str | None) -> str:
    """Hide the middle of a phone number: ``13800001234`` becomes ``138****1234``; short ones are hidden whole."""
    if not phone:
        return ""
    end = shown_end(phone)
    if not end:
        return "*" * len(phone)
    return f"{phone[:HEAD]}{'*' * (len(phone) - HEAD - len(end))}{end}"


def mask_address(address: str | None) -> str:
    """Leave the town or district: at most six signs and half of it, none from the first figure on; then ``****``."""
    if not address:
        return ""
    before_figures = re.split(r"\d", address)[0]
    return f"{before_figures[: min(DISTRICT, len(address) // 2)]}****"


MASKS: Final[Mapping[str, Callable[[str | None], str]]] = {"phone": mask_phone, "address": mask_address}
"""How a value is shown to those who may not see it whole, by the mask of its column."""


def masked(mask: str, value: str | None) -> str:
    """A value as those see it who may not see it whole; ``mask`` is that of its column, none leaves it as it is."""
    return MASKS[mask](value) if mask else value or ""
