"""A large file as it is shown before anything of it is stored, beside its first rows as the csv module reads them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.department import filled, write_csv
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from benchmarks.imports import ANSWERED_AT
from csi_tui.services.imports.preview import FIRST_ROWS, HowRead, outline

BYTES_OF_AN_ORDER = 1000
"""A file grows with the largest size asked for: that of 100,000 orders has 100 MB."""
LIMIT = 2.0
OR_AT_MOST = 1.5
BYTES_OF_A_LINE = 50


def run(options: Options) -> Iterator[Figure]:
    """Time for a csv file of 100 MB, or of a share of that where fewer orders are asked for.

    Raises:
        ResultsDiffer: the first rows shown are not those of the file.
    """
    size = min(100_000, max(options.sizes)) * BYTES_OF_AN_ORDER
    department = filled(options, "preview.db", min(options.sizes))
    file = surveys_file(options.folder / "surveys.csv", size)

    def bare() -> list[list[str]]:
        with file.open(encoding="utf-8", newline="") as lines:
            return list(islice(csv.reader(lines), 1 + FIRST_ROWS))

    shown = outline(department.desk, file, HowRead(kind="surveys"))
    numbers = shown.columns[0].cells if shown.columns else ()
    if list(numbers) != [row[0] for row in bare()[1:]]:
        raise ResultsDiffer("the first rows of a preview and of the file")
    own, other = turn_about(
        lambda: seconds(lambda: outline(department.desk, file, HowRead(kind="surveys"))),
        lambda: seconds(bare),
        options.rounds,
    )
    department.desk.close()
    file.unlink()
    yield Figure(
        f"preview of a csv file of {size // 1_000_000} MB / its first rows, bare",
        own,
        other,
        LIMIT,
        or_at_most=OR_AT_MOST,
    )


def surveys_file(path: Path, size: int) -> Path:
    """A file of so many bytes, a survey a line."""
    answers = {"attitude": "5", "response": "4", "quality": "3", "parts": "2", "cost": "5"}
    rows = (
        {"agency_ref": f"A{number:09d}", "order_no": f"W{number:09d}", "answered_at": ANSWERED_AT, **answers}
        for number in range(size // BYTES_OF_A_LINE)
    )
    return write_csv(path, "surveys", rows)
