"""A question to whoever sits at the terminal; nobody else is asked anything (docs/cli.md, *The command line*)."""

from __future__ import annotations

import sys

from csi_tui.cli.output import tell
from csi_tui.i18n import _

YES = frozenset({"y", "yes", "是", "好"})


def agreed(question: str) -> bool:
    """Whether the answer is yes; anything else, and no answer, is no."""
    tell(_("{question} (y: yes; anything else: no)").format(question=question))
    return sys.stdin.readline().strip().casefold() in YES
