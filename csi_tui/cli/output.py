"""Where output goes: data to standard output, everything else to standard error (contract.md §1)."""

from __future__ import annotations

import json
import sys
from contextlib import suppress

from csi_tui.services.tabular.text import written_out, written_out_json


def show(text: str) -> None:
    """Data: to standard output."""
    print(written_out(text))


def show_json(value: object) -> None:
    """Data as JSON: to standard output."""
    print(written_out_json(json.dumps(value, ensure_ascii=False, indent=1)))


def tell(text: str) -> None:
    """Everything else: to standard error; the work goes on when nobody reads it any more."""
    with suppress(BrokenPipeError):
        print(written_out(text), file=sys.stderr)
