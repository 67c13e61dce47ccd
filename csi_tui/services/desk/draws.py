"""Draws that follow from a seed alone: anybody with ``sha256sum`` can do them again (docs/decisions/0025, point 1)."""

from __future__ import annotations

import hashlib


def place_in_draw(seed: str, *named: str) -> str:
    """Where something stands in the draw of a seed: the SHA-256 of the seed and what it is called, a line each, in
    hexadecimal; what has the smallest comes first."""
    return hashlib.sha256("\n".join((seed, *named)).encode()).hexdigest()
