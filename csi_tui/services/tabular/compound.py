"""A stream of a compound file: the container of xls workbooks ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_END: Final = 0xFFFFFFFA
"""From here on a number names no sector."""
_ENTRY: Final = 128
_STREAM: Final = 2
_ROOT: Final = 5


def streams_of(content: bytes) -> Mapping[str, bytes]:
    """Return the streams of a compound file by their names, in upper case.

    Raises `ValueError` or `struct.error` for a file that is broken; it reads no sector twice.
    """
    if not content.startswith(MAGIC):
        raise ValueError("no compound file")
    shift, small_shift = struct.unpack_from("<HH", content, 30)
    if shift not in (9, 12) or small_shift != 6:
        raise ValueError("strange sectors")
    size = 1 << shift
    (directory, _transaction, cutoff, small_table, _n, further, _m) = struct.unpack_from("<7I", content, 48)
    sectors = len(content) // size

    def sector(number: int) -> bytes:
        if not 0 <= number < sectors:
            raise ValueError("a sector behind the end")
        return content[(number + 1) * size : (number + 2) * size]

    tables = [one for one in struct.unpack_from("<109I", content, 76) if one < _END]
    seen = 0
    while further < _END:
        seen += 1
        if seen > sectors:
            raise ValueError("a circle")
        *more, further = struct.unpack(f"<{size // 4}I", sector(further))
        tables += [one for one in more if one < _END]
    if len(tables) > sectors:
        raise ValueError("too many tables")
    following = [number for table in tables for number in _numbers(sector(table))]

    def chain(start: int, next_of: list[int]) -> Iterator[int]:
        left = len(next_of)
        while start < _END:
            if left == 0 or start >= len(next_of):
                raise ValueError("a broken chain")
            left -= 1
            yield start
            start = next_of[start]

    def whole(start: int) -> bytes:
        return b"".join(map(sector, chain(start, following)))

    entries = whole(directory)
    small_following = list(_numbers(whole(small_table)))
    found: dict[str, bytes] = {}
    small = b""
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", entries, at + 64)
        name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        name = name.partition("\0")[0].upper()
        kind = entries[at + 66]
        start, count = struct.unpack_from("<II", entries, at + 116)
        if kind == _ROOT:
            small = whole(start)
        elif kind == _STREAM and count >= cutoff:
            found.setdefault(name, whole(start)[:count])
        elif kind == _STREAM:
            pieces = (small[one << 6 : (one + 1) << 6] for one in chain(start, small_following))
            found.setdefault(name, b"".join(pieces)[:count])
    return found


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
