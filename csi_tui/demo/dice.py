"""Chance that falls the same way on every machine: whole numbers made from one documented sequence.

Of :class:`random.Random` only ``random()`` keeps its sequence for a seed from one Python to the next, so
everything here is made from it. Spreads come from a table rather than from logarithms of the C library.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

SPREAD = (
    234, 291, 326, 353, 376, 395, 413, 430, 446, 460, 474, 488, 501, 513, 525, 537, 549, 560, 571, 582,
    593, 603, 614, 624, 635, 645, 655, 665, 675, 685, 695, 705, 715, 725, 735, 745, 754, 764, 774, 784,
    794, 804, 814, 824, 834, 844, 855, 865, 875, 885, 896, 906, 917, 928, 939, 950, 961, 972, 983, 994,
    1006, 1017, 1029, 1041, 1053, 1065, 1078, 1090, 1103, 1116, 1129, 1143, 1156, 1170, 1184, 1199, 1213,
    1228, 1244, 1259, 1275, 1292, 1308, 1326, 1343, 1361, 1380, 1399, 1419, 1439, 1460, 1481, 1504, 1527,
    1551, 1576, 1602, 1629, 1657, 1687, 1718, 1751, 1786, 1823, 1862, 1904, 1949, 1998, 2051, 2108, 2173,
    2244, 2325, 2419, 2529, 2662, 2833, 3066, 3431, 4268,
)  # fmt: skip
"""120 evenly spaced quantiles of a log-normal spread (median 1, sigma 0.55), in thousandths."""


class Dice:
    """One sequence of chance. Take one for each concern: tuning one then leaves the others as they were."""

    __slots__ = ("_random",)

    def __init__(self, seed: int, concern: int) -> None:
        self._random = Random(seed * 16 + concern).random

    def below(self, count: int) -> int:
        """Draw a whole number from 0 to ``count - 1``."""
        return int(self._random() * count)

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return low + int(self._random() * (high - low + 1))

    def chance(self, permille: int) -> bool:
        """Say yes in so many of a thousand cases."""
        return self._random() * 1000 < permille

    def pick(self, items: Sequence[T]) -> T:
        """Draw one of the items, each as likely as the other."""
        return items[int(self._random() * len(items))]

    def spread(self, median: int) -> int:
        """Draw a duration around its median as durations are spread: many short, a few very long."""
        return median * SPREAD[int(self._random() * len(SPREAD))] // 1000
