"""Where output goes: data to standard output, everything else to standard error (contract.md §1)."""

from __future__ import annotations

import json
import sys
from contextlib import suppress


def show(text: str) -> None:
    """Data: to standard output."""
    print(text)


def show_json(value: object) -> None:
    """Data as JSON: to standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def tell(text: str) -> None:
    """Everything else: to standard error; the work goes on when nobody reads it any more."""
    with suppress(BrokenPipeError):
        print(text, file=sys.stderr)
