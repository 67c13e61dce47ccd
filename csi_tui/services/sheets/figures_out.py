"""Entered figures on their way out: as they were written, where the store keeps them in whole units."""

from __future__ import annotations

from decimal import Decimal

MOST_UNITS = 2**31 - 1
"""The store's number of units behind a figure goes up to here."""
LARGEST = 10**12
"""Of a numerator or denominator in a file."""


def as_entered(numerator: int, denominator: int, n: int) -> tuple[Decimal, Decimal]:
    """Numerator and denominator of which the store makes these very three: 85 of 10 with 1 behind it was 8.5 of 1.

    The store scales both parts until they are whole; what is behind a figure is the denominator where that was whole
    before, else 1.
    """
    if denominator % n == 0 and (whole := str(denominator // n)).strip("0") == "1":
        decimals = len(whole) - 1
    else:
        decimals = 0
        # A denominator that was none of whole units keeps a digit behind the point; one that was of more units than
        # are counted has none there.
        while max(abs(numerator), denominator) > LARGEST * 10**decimals or (
            n != MOST_UNITS and denominator % 10**decimals == 0
        ):
            decimals += 1
    return Decimal(numerator).scaleb(-decimals), Decimal(denominator).scaleb(-decimals)
