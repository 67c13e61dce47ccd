"""The columns of the four import files, as the sample department fills them (docs/files.md §2)."""

from __future__ import annotations

from typing import Literal

from csi_tui.services.tabular.kinds import KINDS

Kind = Literal["employees", "orders", "surveys", "complaints"]
Row = dict[str, str]
"""One row of a file, "" for what is not known; instants are ISO local time without offset."""

_KINDS: tuple[Kind, ...] = ("employees", "orders", "surveys", "complaints")
COLUMNS: dict[Kind, tuple[str, ...]] = {kind: tuple(one.id for one in KINDS[kind]) for kind in _KINDS}
