"""How much of a file is read at all: a limit for everything that a file could use to exhaust memory.

They stand well above what a department brings in (a month of 500,000 work orders as a workbook, two million as csv),
and below what a machine with a few gigabytes can hold.
"""

from __future__ import annotations

from typing import Final

MIB: Final = 1024 * 1024

# csv
MAX_CSV_BYTES: Final = 512 * MIB
MAX_LINE_BYTES: Final = MIB
"""A longer stretch without a line break is no table; it also bounds what one line costs in memory."""
MAX_LINES_PER_RECORD: Final = 1000
"""Lines that one record may span; more is a quotation mark that nobody closed."""

# xlsx: what is packed, what it unpacks to, and how far its cells reach
MAX_XLSX_BYTES: Final = 100 * MIB
MAX_UNPACKED_BYTES: Final = 512 * MIB
MAX_PARTS: Final = 5000
SUSPECT_RATIO: Final = 200
"""Unpacked over packed size from which a large part counts as a bomb: sheets of real rows lie at 8 to 50."""
SUSPECT_BYTES: Final = 16 * MIB
MAX_CELLS: Final = 12_000_000
"""Cells of the rectangle that a sheet covers. The reader holds the whole rectangle, 32 bytes a cell: two cells at
opposite corners of a sheet would ask for 550 GB and end the process."""

MAX_SHARED_STRINGS: Final = 4_000_000
"""The reader keeps each by itself, 24 bytes and its text: three megabytes of a file hold forty million empty ones."""
MAX_SHARED_BYTES: Final = 300 * MIB
"""What shared strings may take in memory."""
MAX_ELEMENTS: Final = 4_000_000
"""Elements of a part that is no sheet: styles, names, comments."""
MAX_SMALL_PART: Final = 16 * MIB
"""Bytes of a part that is read as a whole: the lists of sheets and parts, and the styles."""
MAX_MERGED: Final = 200_000
"""Merged cells of a sheet."""

MAX_COLUMNS: Final = 512
