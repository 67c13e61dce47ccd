"""The expected cards of the worked example, and where an answer differs from them."""

from __future__ import annotations

import json
from typing import Any

from tests.stores import EXAMPLE


def expected(month: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXAMPLE / f"expected-{month}.json").read_text(encoding="utf-8"))
    return found


def differences(wanted: Any, found: Any, place: str = "") -> list[str]:
    """Where ``found`` lacks or contradicts something of ``wanted``; what it says beyond that is free."""
    if isinstance(wanted, dict):
        return [
            line
            for key, value in wanted.items()
            for line in (
                differences(value, found[key], f"{place}.{key}")
                if key in found
                else [f"{place}.{key} missing"]
            )
        ]
    if isinstance(wanted, list):
        if len(wanted) != len(found):
            return [f"{place}: {len(found)} entries instead of {len(wanted)}"]
        return [
            line
            for index, (one, other) in enumerate(zip(wanted, found, strict=True))
            for line in differences(one, other, f"{place}[{index}]")
        ]
    return [] if wanted == found else [f"{place}: {found!r} instead of {wanted!r}"]
