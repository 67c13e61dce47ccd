"""What a benchmark yields, and how it is measured: product and reference turn about, several rounds, medians."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Seconds = float
Sample = Callable[[], Seconds]
"""Does one thing once and answers how long the part of it took that is measured."""


class ResultsDiffer(Exception):
    """Product and reference did not do the same, so that their times say nothing."""


@dataclass(frozen=True, slots=True)
class Options:
    """How much to measure. ``folder`` takes stores and files and is empty at the start.

    ``stores`` holds filled stores that benchmarks copy instead of filling their own.
    """

    sizes: tuple[int, ...]
    rounds: int
    folder: Path
    stores: Path
    people: int = 700


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table: what was measured in each round, in ``unit`` (``s``, ``MB`` or nothing for a number).

    Without a reference the product's value itself is held against the limit. ``or_at_most``: what the product may be
    all the same, however little the reference is.
    """

    name: str
    product: tuple[float, ...]
    reference: tuple[float, ...] = ()
    limit: float | None = None
    unit: str = "s"
    or_at_most: float | None = None

    @property
    def ratios(self) -> tuple[float, ...]:
        """Product to reference, round by round; both of a round ran next to each other on the same machine."""
        return tuple(own / other for own, other in zip(self.product, self.reference, strict=False))

    @property
    def compared(self) -> float:
        """What the limit is about."""
        return median(self.ratios or self.product)

    @property
    def within(self) -> bool | None:
        """Whether the limit is kept; None without one."""
        if self.limit is None:
            return None
        return self.compared <= self.limit or (
            self.or_at_most is not None and median(self.product) <= self.or_at_most
        )


def seconds(work: Callable[[], object]) -> Seconds:
    """How long one call takes; what earlier ones left behind is cleared away first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def turn_about(
    product: Sample, reference: Sample, rounds: int
) -> tuple[tuple[Seconds, ...], tuple[Seconds, ...]]:
    """Measure two things in turn, after one round that does not count; who begins changes from round to round."""
    product()
    reference()
    own: list[Seconds] = []
    other: list[Seconds] = []
    for number in range(rounds):
        if number % 2 == 0:
            own.append(product())
            other.append(reference())
        else:
            other.append(reference())
            own.append(product())
    return tuple(own), tuple(other)


def table(figures: Sequence[Figure]) -> str:
    """The figures as one table: median (least to most), and whether the limit of a figure is kept."""
    header = ("figure", "product", "reference", "ratio", "limit", "")
    rows = [header, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(header))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    verdict = {None: "", True: "kept", False: "missed"}[figure.within]
    return (
        figure.name,
        _shown(figure.product, figure.unit),
        _shown(figure.reference, figure.unit),
        _shown(figure.ratios, "x"),
        _limit(figure),
        verdict,
    )


def _limit(figure: Figure) -> str:
    if figure.limit is None:
        return ""
    limit = f"{figure.limit:.2f}x" if figure.reference else _shown((figure.limit,), figure.unit)
    return limit if figure.or_at_most is None else f"{limit} or {_shown((figure.or_at_most,), figure.unit)}"


def _shown(values: Sequence[float], unit: str) -> str:
    if not values:
        return ""
    for smaller, least in (("ms", 1), ("µs", 0.1)):
        if unit in ("s", "ms") and median(values) < least:
            values, unit = [value * 1000 for value in values], smaller
    digits = 2 if median(values) < 100 else 0
    middle = f"{median(values):.{digits}f}"
    spread = f" ({min(values):.{digits}f}-{max(values):.{digits}f})" if len(values) > 1 else ""
    return f"{middle}{'' if unit in ('', 'x') else ' ' + unit}{spread}"
