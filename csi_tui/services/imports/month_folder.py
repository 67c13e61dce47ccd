"""A folder of a month's files: what each would bring, in the order in which they come in, and bringing them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from csi_tui.services.calendar.changes import import_notice
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.desk.rehearsal import rehearsal
from csi_tui.services.errors import ClockBehind, IntegrityFailure, StoreUnavailable, UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.inbox import asked_about, import_of, in_order
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.imports.report import ImportReport


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file of the folder.

    Attributes:
        kind: by its headers; empty: it cannot be told.
        why: what has to be settled first; it stays out until then.
        before: the import by which all of it is in the store already, or all but the rows that ``report`` refuses.
        report: what would become of its rows, or what became of them.
        came: it came in just now.
        how: how it is read.
    """

    path: Path
    kind: str
    why: tuple[str, ...] = ()
    before: int | None = None
    report: ImportReport | None = None
    came: bool = False
    how: HowRead = field(default_factory=HowRead)

    @property
    def comes_in(self) -> bool:
        """Whether it is brought in with the folder."""
        return bool(self.kind) and not self.why and self.before is None and not self.came


def rehearse(
    desk: Desk,
    folder: Path,
    *,
    agreed: Mapping[Path, HowRead] = MappingProxyType({}),
    progress: Progress = unheard,
) -> list[FolderFile]:
    """What each file would bring if they came in one after the other, people before who names them; nothing is kept.

    ``agreed``: how somebody said that a file is read; it comes in so, too.

    Raises:
        NotPermitted: the user may not import.
        UserError: the folder cannot be read.
    """
    desk.require("enter")
    with rehearsal(desk) as trying:
        kinds = {path: how.kind for path, how in agreed.items()}
        found = []
        for path, kind, why in in_order(trying, folder, kinds):
            how = agreed.get(path, HowRead())
            found.append(replace(_tried(trying, path, kind, why, how, progress), how=how))
        return found


def bring_in_folder(
    desk: Desk,
    shown: Sequence[FolderFile],
    *,
    progress: Progress = unheard,
    came: Callable[[FolderFile], object] = lambda file: None,
) -> None:
    """Bring in what was shown, each file in a transaction of its own; ``came`` hears of each as it has become.

    One that was changed meanwhile, or is refused now, stays out and says why.
    """
    for file in shown:
        if not file.comes_in:
            continue
        try:
            came(_brought_in(desk, file, progress))
        except (StoreUnavailable, IntegrityFailure, ClockBehind):
            raise
        except UserError as refused:
            came(replace(file, why=(refused.at_desk,), report=None))


def _tried(
    desk: Desk, path: Path, kind: str, unclear: UserError | None, how: HowRead, progress: Progress
) -> FolderFile:
    if unclear is not None:
        return FolderFile(path, "", why=(unclear.at_desk,))
    try:
        if kind == "calendar":
            import_notice(desk, path)
            return FolderFile(path, kind)
        if (before := import_of(desk, kind, path)) is not None:
            return FolderFile(path, kind, before=before)
        partly = import_of(desk, kind, path, whole=False)
        report = _tried_whole(desk, kind, path, how, progress)
    except (StoreUnavailable, IntegrityFailure, ClockBehind):
        raise
    except UserError as refused:
        return FolderFile(path, kind, why=(refused.at_desk,))
    why = asked_about(report, at_desk=True)
    return FolderFile(
        path=path,
        kind=kind,
        why=why,
        before=None if why or report.accepted else partly,
        report=report,
    )


class _LeftOut(Exception):
    """Takes a file back whose rows stay out: no later one may count on them."""


def _tried_whole(desk: Desk, kind: str, path: Path, how: HowRead, progress: Progress) -> ImportReport:
    found: list[ImportReport] = []
    with suppress(_LeftOut), desk.write():
        found.append(import_file(desk, kind, path, **how.options(), progress=progress))
        if asked_about(found[0]):
            raise _LeftOut
    return found[0]


def _brought_in(desk: Desk, file: FolderFile, progress: Progress) -> FolderFile:
    if file.kind == "calendar":
        import_notice(desk, file.path)
        return replace(file, came=True)
    assert file.report is not None
    report = import_file(
        desk, file.kind, file.path, **file.how.options(), shown=file.report.content, progress=progress
    )
    return replace(file, report=report, came=True)
