"""In which encoding a text file is written: byte order mark, UTF-8, GB18030, and no guessing beyond.

The whole file is decoded once before a row of it is used, so that a wrong byte in the last line is found at the first.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from csi_tui.i18n import _
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.limits import MAX_LINE_BYTES
from csi_tui.services.tabular.untrusted_text import printable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The names that Windows and older programs use for subsets of GB18030.
_GB: Final = frozenset({"gbk", "gb2312", "cp936", "936", "ms936", "euc_cn", "gb18030_2000"})

_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_BINARY_SHARE: Final = 20
"""One control character in so many bytes, and the file is no text."""

_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_MIXED_SHARE: Final = 100
"""One line of Chinese in UTF-8 among so many others is no accident: three characters in GB18030 are Chinese in UTF-8
too in one case of 2,000, longer texts practically never."""


def find_encoding(handle: BinaryIO, name: str, wanted: str | None) -> str:
    """Return the encoding that decodes the whole of `handle`, which is read from its start and left anywhere.

    Raises `UnreadableFile` when none does, with the line that fails; `UserError` when `wanted` is no encoding.
    """
    head = handle.read(65536)
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    wanted = _known(wanted) if wanted else None
    if marked != "utf-16" and wanted is None:
        _refuse_binary(head, name)
    encoding = marked or "utf-8"
    if wanted:
        encoding = "utf-8-sig" if marked == "utf-8-sig" and wanted == "utf-8" else wanted
    if _decodes(handle, encoding, name):
        return encoding
    if wanted or marked:
        raise _undecodable(handle, name, encoding)
    lines = _look_at_lines(handle)
    if lines.chinese_utf8 and lines.chinese_utf8 * _MIXED_SHARE >= lines.chinese_utf8 + lines.other:
        raise UnreadableFile(
            _(
                "{file} mixes two encodings: line {first} is UTF-8, line {second} is not. "
                "Save it anew in one encoding, or name the right one with --encoding."
            ).format(file=name, first=lines.first_utf8, second=lines.first_other)
        )
    if not _decodes(handle, "gb18030", name):
        raise _neither(name, lines)
    return "gb18030"


def _known(wanted: str) -> str:
    """Return Python's name of the encoding `wanted`; GBK and GB2312 are read as GB18030, which contains them."""
    try:
        # Decoding, and not only looking up: some codecs (base64, rot13) make no text of bytes.
        b"x".decode(wanted)
        found = codecs.lookup(wanted).name.replace("-", "_")
    except (LookupError, ValueError):
        raise UserError(
            _("There is no encoding {encoding}. Use utf-8, gb18030 or big5, for example.").format(
                encoding=printable(wanted)
            )
        ) from None
    if found in _GB:
        return "gb18030"
    return "utf-8" if found == "utf_8" else found


def _refuse_binary(head: bytes, name: str) -> None:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * _BINARY_SHARE > len(head):
        raise UnreadableFile(_("{file} is neither csv nor xlsx.").format(file=name))


def _decodes(handle: BinaryIO, encoding: str, name: str) -> bool:
    """Whether the whole file decodes; refuses lines without an end on the way."""
    decoder = codecs.getincrementaldecoder(encoding)()
    handle.seek(0)
    try:
        while block := handle.read(MAX_LINE_BYTES):
            if len(block) == MAX_LINE_BYTES and b"\n" not in block and b"\r" not in block:
                raise UnreadableFile(
                    _("{file} has no line breaks for a long stretch: it is no table.").format(file=name)
                )
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Lines:
    """What the lines that are not plain ASCII are: how many, and the number of the first of each kind."""

    chinese_utf8: int
    first_utf8: int
    other: int
    first_other: int
    first_not_gb: int


def _look_at_lines(handle: BinaryIO) -> _Lines:
    utf8 = other = first_utf8 = first_other = first_not_gb = 0
    for number, line in _lines(handle):
        if line.isascii():
            continue
        try:
            if _CHINESE.search(line.decode("utf-8")):
                utf8 += 1
                first_utf8 = first_utf8 or number
        except UnicodeDecodeError:
            other += 1
            first_other = first_other or number
        if not first_not_gb and not _line_decodes(line, "gb18030"):
            first_not_gb = number
    return _Lines(
        chinese_utf8=utf8,
        first_utf8=first_utf8,
        other=other,
        first_other=first_other,
        first_not_gb=first_not_gb,
    )


def _lines(handle: BinaryIO) -> Iterator[tuple[int, bytes]]:
    handle.seek(0)
    return enumerate(handle, 1)


def _line_decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeError:
        return False
    return True


def _neither(name: str, lines: _Lines) -> UnreadableFile:
    return UnreadableFile(
        _(
            "{file} is neither UTF-8 (line {first} is not) nor GB18030 (line {second} is not). "
            "Name its encoding with --encoding, or save it as UTF-8."
        ).format(file=name, first=lines.first_other, second=lines.first_not_gb or lines.first_other)
    )


def _undecodable(handle: BinaryIO, name: str, encoding: str) -> UnreadableFile:
    """Say which line a named or marked encoding does not fit."""
    text = _(
        "{file} is not {encoding}: line {line} cannot be decoded. Name the right encoding with --encoding."
    )
    whole = _("{file} is not {encoding}: it cannot be decoded. Name the right encoding with --encoding.")
    if encoding.startswith(("utf-16", "utf_16", "utf-32", "utf_32")):
        # A line break is no single byte there.
        return UnreadableFile(whole.format(file=name, encoding=encoding))
    line = next((number for number, line in _lines(handle) if not _line_decodes(line, encoding)), None)
    if line is None:
        return UnreadableFile(whole.format(file=name, encoding=encoding))
    return UnreadableFile(text.format(file=name, encoding=encoding, line=line))
