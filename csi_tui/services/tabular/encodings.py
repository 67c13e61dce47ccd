"""In which encoding a text file is written: byte order mark, UTF-8, then what its characters are plausible in.

Where two readings are about as plausible it is asked, never guessed (docs/decisions/0055). The whole file is decoded
once before a row of it is used, so that a wrong byte in the last line is found at the first.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final

from csi_tui.i18n import _
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.limits import MAX_LINE_BYTES
from csi_tui.services.tabular.plausible import CANDIDATES, plausibility
from csi_tui.services.tabular.untrusted_text import printable

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The names that Windows and older programs use for subsets of GB18030.
_GB: Final = frozenset({"gbk", "gb2312", "cp936", "936", "ms936", "euc_cn", "gb18030_2000"})

# What is called so is written by Windows, with some characters more.
_WINDOWS: Final = {"big5": "cp950", "shift_jis": "cp932", "euc_kr": "cp949"}

_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_BINARY_SHARE: Final = 20
"""One control character in so many bytes, and the file is no text."""

_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_MIXED_SHARE: Final = 100
"""One line of Chinese in UTF-8 among so many others is no accident: three characters in GB18030 are Chinese in UTF-8
too in one case of 2,000, longer texts practically never."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """What decodes a file: a codec's name, and how many bytes of a byte order mark stand in front."""

    name: str
    skip: int = 0
    told: bool = False
    """Whether the file was told by its characters from others that would decode it as well."""

    @property
    def called(self) -> str:
        """What `--encoding` takes for it."""
        return called(self.name)


def called(name: str) -> str:
    """Return what `--encoding` takes for a codec by its name here."""
    return _NAMES.get(name, name)


def find_encoding(handle: BinaryIO, name: str, wanted: str | None) -> Encoding:
    """Return the encoding that decodes the whole of `handle`, which is read from its start and left anywhere.

    Raises `UnreadableFile` when none does, with the line that fails, or when several do and none stands out;
    `UserError` when `wanted` is no encoding.
    """
    head = handle.read(65536)
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    wanted = _known(wanted) if wanted else None
    if marked in (None, "utf-8-sig") and wanted is None:
        if (wide := _of_wide_characters(head)) and _decodes(handle, wide, name):
            return Encoding(wide, told=True)
        _refuse_binary(head, name)
    encoding = marked or "utf-8"
    if wanted:
        encoding = "utf-8-sig" if marked == "utf-8-sig" and wanted == "utf-8" else wanted
    if _decodes(handle, encoding, name):
        if not wanted and not marked:
            _refuse_chance(handle, name)
        return Encoding(encoding)
    skip = len(codecs.BOM_UTF8) if marked == "utf-8-sig" else 0
    if skip and wanted != "utf-8" and _decodes(handle, wanted or "gb18030", name, skip):
        # A mark put before a text of another encoding by whoever wanted to help.
        text = b",".join(_sample(handle)).removeprefix(codecs.BOM_UTF8)
        if wanted or plausibility(text.decode("gb18030", "replace"), "gb18030") > 0:
            return Encoding(wanted or "gb18030", skip)
    if wanted or marked:
        raise _undecodable(handle, name, encoding)
    lines = _look_at_lines(handle)
    if lines.chinese_utf8 and lines.chinese_utf8 * _MIXED_SHARE >= lines.chinese_utf8 + lines.other:
        said = {"file": name, "first": lines.first_utf8, "second": lines.first_other}
        raise UnreadableFile(
            _(
                "{file} mixes two encodings: line {first} is UTF-8, line {second} is not. "
                "Save it anew in one encoding, or name the right one with --encoding."
            ).format(**said),
            at_desk=_(
                "{file} mixes two encodings: line {first} is UTF-8, line {second} is not. "
                "Save it anew in one encoding, or name the right one at “Read it otherwise”."
            ).format(**said),
        )
    candidates = [one for one in CANDIDATES if _decodes(handle, one, name)]
    if not candidates:
        raise _neither(name, lines)
    return _told_apart(_sample(handle), candidates, name)


def _of_wide_characters(head: bytes) -> str | None:
    """Return the encoding of two or four bytes a character that a text without a mark has."""
    if b"\0" not in head:
        return None
    fits = []
    for encoding, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        whole = head[: len(head) // width * width]
        try:
            text = whole.decode(encoding, "strict" if len(head) < 65536 else "ignore")
        except UnicodeError:
            continue
        plain = sum(sign.isascii() for sign in text)
        if "\0" not in text and plain and plausibility(text, encoding) >= 0:
            fits.append(encoding)
    return fits[0] if len(fits) == 1 else None


_SURE: Final = 4.0
"""By so much a reading must be more plausible than the next: two common characters against nothing."""
_BY_CHANCE: Final = 3.0
_SAMPLED: Final = 20_000
"""So many bytes that are not ASCII are weighed."""
_PIECE: Final = re.compile(rb'[^,\t\r\n"]*[\x80-\xff][^,\t\r\n"]*')
_SHOWN: Final = 3


def _sample(handle: BinaryIO) -> list[bytes]:
    """Return the cells that are not plain ASCII, from the start of the file on, as many as are weighed."""
    found: list[bytes] = []
    size = 0
    for _number, line in _lines(handle):
        if not line.isascii():
            pieces = _PIECE.findall(line)
            found += pieces
            size += sum(map(len, pieces))
            if size > _SAMPLED:
                break
    return found


def _refuse_chance(handle: BinaryIO, name: str) -> None:
    """Refuse a file that is UTF-8 by chance: a name or two of GB18030 whose bytes make letters of other scripts."""
    cells = _sample(handle)
    text = b",".join(cells)
    if not cells or any(sign >= "\u0800" for sign in text.decode("utf-8", "replace")):
        return
    if _line_decodes(text, "gb18030") and plausibility(text.decode("gb18030"), "gb18030") >= _BY_CHANCE:
        raise _ask(cells, ["utf-8", "gb18030"], name)


def _told_apart(cells: list[bytes], candidates: list[str], name: str) -> Encoding:
    """Return the encoding in which the cells are most plausible; raises `UnreadableFile` where that is not clear."""
    weighed = sorted(
        ((plausibility(b",".join(cells).decode(one, "replace"), one), one) for one in candidates),
        reverse=True,
    )
    (best, found), *others = weighed
    near = [one for score, one in others if best - score < _SURE]
    if best > 0 and not near:
        return Encoding(found, told=found != "gb18030")
    raise _ask(cells, [found, *near] if best > 0 else [one for _score, one in weighed], name)


def _ask(cells: list[bytes], encodings: Sequence[str], name: str) -> UnreadableFile:
    """Return the question which of several readings is meant, with the first cells as each would have them."""
    shown = list(dict.fromkeys(cells))[:_SHOWN]
    readings = [
        _("{encoding}: {cells}").format(
            encoding=_NAMES.get(one, one),
            cells=_(", ").join(printable(cell.decode(one, "replace").strip(), 20) for cell in shown),
        )
        for one in encodings
    ]
    said = {"file": name, "readings": _("; ").join(readings)}
    return UnreadableFile(
        _(
            "It is not clear in which encoding {file} is written: {readings}. Say which with --encoding."
        ).format(**said),
        at_desk=_(
            "It is not clear in which encoding {file} is written: {readings}. Say which at “Read it otherwise”, or "
            "save it as UTF-8."
        ).format(**said),
    )


_NAMES: Final = {
    "utf-8-sig": "utf-8",
    "gb18030": "gb18030",
    "cp950": "big5",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
}
"""What `--encoding` takes for each candidate."""


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
    if found in _WINDOWS:
        return _WINDOWS[found]
    return "utf-8" if found == "utf_8" else found


def _refuse_binary(head: bytes, name: str) -> None:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * _BINARY_SHARE > len(head):
        raise UnreadableFile(_("{file} is neither csv nor xlsx.").format(file=name))


def _decodes(handle: BinaryIO, encoding: str, name: str, skip: int = 0) -> bool:
    """Whether the whole file decodes; refuses lines without an end on the way."""
    decoder = codecs.getincrementaldecoder(encoding)()
    handle.seek(skip)
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
    said = {"file": name, "first": lines.first_other, "second": lines.first_not_gb or lines.first_other}
    return UnreadableFile(
        _(
            "{file} is neither UTF-8 (line {first} is not) nor GB18030 (line {second} is not). "
            "Name its encoding with --encoding, or save it as UTF-8."
        ).format(**said),
        at_desk=_(
            "{file} is neither UTF-8 (line {first} is not) nor GB18030 (line {second} is not). "
            "Name its encoding at “Read it otherwise”, or save it as UTF-8."
        ).format(**said),
    )


def _undecodable(handle: BinaryIO, name: str, encoding: str) -> UnreadableFile:
    """Say which line a named or marked encoding does not fit."""
    line = None
    if not encoding.startswith(("utf-16", "utf_16", "utf-32", "utf_32")):
        # There a line break is no single byte.
        line = next((number for number, line in _lines(handle) if not _line_decodes(line, encoding)), None)
    if line is None:
        said = {"file": name, "encoding": encoding}
        return UnreadableFile(
            _(
                "{file} is not {encoding}: it cannot be decoded. Name the right encoding with --encoding."
            ).format(**said),
            at_desk=_(
                "{file} is not {encoding}: it cannot be decoded. Name the right encoding at “Read it otherwise”, "
                "or save it as UTF-8."
            ).format(**said),
        )
    of_line = {"file": name, "encoding": encoding, "line": line}
    return UnreadableFile(
        _(
            "{file} is not {encoding}: line {line} cannot be decoded. Name the right encoding with --encoding."
        ).format(**of_line),
        at_desk=_(
            "{file} is not {encoding}: line {line} cannot be decoded. Name the right encoding at "
            "“Read it otherwise”, or save it as UTF-8."
        ).format(**of_line),
    )
