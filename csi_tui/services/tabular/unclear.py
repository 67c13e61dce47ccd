"""A cell whose stored value is not what a person sees in it, or may be only a part of what was written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Use = Literal["text", "code", "figure", "moment"]
"""What a column makes of a cell: a text, a number of somebody or something, a figure or choice, an instant or date."""


class UnclearCell(str):
    """What is shown of the cell. A use that has a value of its own may take that; every other is refused.

    `reason` is translated, starts in lower case and says what to do, as that of a bad cell.
    """

    reason: str
    uses: Mapping[Use, str]

    __slots__ = ("reason", "uses")

    def __new__(cls, shown: str, reason: str, uses: Mapping[Use, str] = MappingProxyType({})) -> UnclearCell:
        """Make a cell; `uses` are the values that some uses may take (``{"text": "100%"}``)."""
        cell = super().__new__(cls, shown)
        cell.reason, cell.uses = reason, uses
        return cell
