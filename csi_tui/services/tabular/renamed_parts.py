"""A workbook whose parts have other names than the reader looks for, packed anew under those."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from csi_tui.services.tabular.limits import MIB
from csi_tui.services.tabular.package_outline import plain_name

_IN_MEMORY: Final = 16 * MIB


@contextmanager
def as_the_reader_wants(path: Path, renamed: Mapping[str, str]) -> Iterator[IO[bytes]]:
    """Give the file at `path`, or a copy in which the parts `renamed` (plain name → name) have their new names."""
    if not renamed:
        with path.open("rb") as stream:
            yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.infolist():
                name = renamed.get(plain_name(part.filename), part.filename)
                with old.open(part) as source, new.open(name, "w") as target:
                    shutil.copyfileobj(source, target)
        copy.seek(0)
        yield copy
