"""A TOML table that is read key by key, collecting faults with their place instead of stopping at the first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from csi_tui.scoring.exact import ZERO, show_short
from csi_tui.scoring.texts import Text

MOST = Fraction(1_000_000)
"""The largest number that a scheme file may hold, where nothing else is said."""
QUOTIENT = re.compile(r"[0-9]{1,9}/[1-9][0-9]{0,8}")
"""A number that has no decimals that end, such as ``92/112``."""
IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class SchemeFault:
    """One fault of a scheme file: where it is, which kind it is, and what stands there."""

    place: str
    code: str
    found: str


class SchemeInvalid(Exception):
    """A scheme file that cannot be used, with all its faults."""

    def __init__(self, faults: Sequence[SchemeFault]) -> None:
        super().__init__("; ".join(f"{fault.place}: {fault.code} {fault.found}" for fault in faults))
        self.faults = tuple(faults)


class Table:
    """One table of the file. Readers answer a harmless stand-in after recording a fault."""

    def __init__(self, raw: Mapping[str, object], place: str, faults: list[SchemeFault]) -> None:
        self._raw = raw
        self._place = place
        self._read: set[str] = set()
        self.faults = faults

    def fault(self, key: str, code: str, found: str) -> None:
        """Record a fault at a key of this table."""
        place = f"{self._place}.{key}" if self._place else key
        self.faults.append(SchemeFault(place, code, found[:200]))

    @property
    def place(self) -> str:
        """Where the table stands in the file."""
        return self._place

    def names(self) -> list[str]:
        """The keys that stand in the table."""
        return list(self._raw)

    def has(self, key: str) -> bool:
        """Whether the key stands in the table."""
        return key in self._raw

    def is_table(self, key: str) -> bool:
        """Whether a table stands under the key."""
        return isinstance(self._raw.get(key), Mapping)

    def nothing_else(self) -> None:
        """Every key that nobody asked for is a fault: most likely a slip of the pen."""
        for key in self._raw:
            if key not in self._read:
                self.fault(key, "unknown-key", key)

    def _take(self, key: str, *, optional: bool = False) -> object:
        self._read.add(key)
        if key not in self._raw and not optional:
            self.fault(key, "missing", "")
        return self._raw.get(key)

    def table(self, key: str, *, optional: bool = False) -> Table:
        """The table below a key; an empty one after a fault."""
        value = self._take(key, optional=optional)
        place = f"{self._place}.{key}" if self._place else key
        if isinstance(value, Mapping):
            return Table(value, place, self.faults)
        if value is not None:
            self.fault(key, "not-a-table", str(value))
        return _Silent(place)

    def tables(self, key: str) -> list[Table]:
        """The array of tables below a key."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            self.fault(key, "not-tables", str(value))
            return []
        place = f"{self._place}.{key}" if self._place else key
        return [
            Table(row, f"{place}[{_label(row, number)}]", self.faults) for number, row in enumerate(value, 1)
        ]

    def string(self, key: str) -> str:
        """A text that is not empty."""
        value = self._take(key)
        if isinstance(value, str) and value.strip():
            return value
        if value is not None:
            self.fault(key, "not-a-text", str(value))
        return ""

    def text(self, key: str) -> Text:
        """A text in both languages."""
        inner = self.table(key)
        text = Text(inner.string("en"), inner.string("zh"))
        inner.nothing_else()
        return text

    def identifier(self, key: str) -> str:
        """A lower-case identifier of at most 64 characters."""
        value = self.string(key)
        if value and not IDENTIFIER.fullmatch(value):
            self.fault(key, "not-an-identifier", value)
        return value

    def strings(self, key: str, *, optional: bool = False) -> list[str]:
        """A list of texts."""
        value = self._take(key, optional=optional)
        if value is None:
            return []
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return [str(item) for item in value]
        self.fault(key, "not-texts", str(value))
        return []

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """One of the allowed words."""
        value = self.string(key)
        if value and value not in allowed:
            self.fault(key, "not-allowed", f"{value} ({', '.join(allowed)})")
        return value

    def choices(self, key: str, allowed: Sequence[str], *, allow_empty: bool = False) -> tuple[str, ...]:
        """A list of allowed words, each once."""
        values = self.strings(key)
        for value in values:
            if value not in allowed:
                self.fault(key, "not-allowed", f"{value} ({', '.join(allowed)})")
        if len(set(values)) != len(values):
            self.fault(key, "twice", ", ".join(values))
        if not values and not allow_empty and self.has(key):
            self.fault(key, "missing", "")
        return tuple(values)

    def whole(self, key: str, *, at_least: int, at_most: int = 1_000_000) -> int:
        """A whole number within bounds."""
        value = self._take(key)
        if isinstance(value, int) and not isinstance(value, bool):
            if at_least <= value <= at_most:
                return value
            self.fault(key, "out-of-range", f"{value} ({at_least}-{at_most})")
        elif value is not None:
            self.fault(key, "not-a-whole-number", str(value))
        return at_least

    def wholes(self, key: str, *, at_least: int, at_most: int) -> tuple[int, ...]:
        """A list of whole numbers within bounds."""
        value = self._take(key)
        numbers = value if isinstance(value, list) else [value]
        for number in numbers:
            if not isinstance(number, int) or isinstance(number, bool):
                self.fault(key, "not-a-whole-number", str(number))
            elif not at_least <= number <= at_most:
                self.fault(key, "out-of-range", f"{number} ({at_least}-{at_most})")
        return tuple(number for number in numbers if isinstance(number, int))

    def fraction(self, key: str, *, at_least: Fraction, at_most: Fraction = MOST) -> Fraction:
        """A number within bounds, exact as written."""
        return self._number(key, self._take(key), at_least, at_most)

    def above_zero(self, key: str) -> Fraction:
        """A number above 0, exact as written."""
        value = self.fraction(key, at_least=ZERO)
        if value == 0:
            self.fault(key, "out-of-range", show_short(value))
            return Fraction(1)
        return value

    def fractions(self, key: str, *, at_least: Fraction, at_most: Fraction) -> tuple[Fraction, ...]:
        """A list of numbers within bounds, exact as written."""
        value = self._take(key)
        numbers = value if isinstance(value, list) else [value]
        return tuple(self._number(key, number, at_least, at_most) for number in numbers)

    def _number(self, key: str, value: object, at_least: Fraction, at_most: Fraction) -> Fraction:
        number: Fraction | None = None
        if (
            (isinstance(value, str) and QUOTIENT.fullmatch(value))
            or (isinstance(value, int) and not isinstance(value, bool))
            or (isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < 100)
        ):
            number = Fraction(value)
        if number is None:
            if value is not None:
                self.fault(key, "not-a-number", str(value))
            return at_least
        if not at_least <= number <= at_most:
            self.fault(key, "out-of-range", f"{value} ({at_least}-{at_most})")
            return at_least
        return number


class _Silent(Table):
    """What stands in for a table that is missing: one fault is recorded for it, not one for each key."""

    def __init__(self, place: str) -> None:
        super().__init__({}, place, [])

    def table(self, key: str, *, optional: bool = False) -> Table:
        return self


def _label(row: Mapping[str, object], number: int) -> str:
    name = row.get("id")
    return name if isinstance(name, str) else str(number)
