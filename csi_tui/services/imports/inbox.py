"""A folder of a month's files brought in one after the other, for cron (docs/decisions/0059, *The inbox*).

A run that was killed is made good by the next one: what is in the store is known by the digest of its file.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from sqlmodel import col, select

from csi_db.models import ImportBatch
from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.calendar.changes import import_notice
from csi_tui.services.close.check_rules import RULES
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import ClockBehind, IntegrityFailure, StoreUnavailable, UnreadableFile, UserError
from csi_tui.services.imports import mappings
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.history import gone_of
from csi_tui.services.imports.rejects import write_rejects
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.sender_totals import TOTALS
from csi_tui.services.imports.text import kind_text, people_first_text
from csi_tui.services.tabular.columns import header_names, match_columns
from csi_tui.services.tabular.heading import headed
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.mapping import first_rows, layouts_in
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.untrusted_text import PATH_CHARACTERS, printable

ORDER: Final = (
    "employees", "calendar", "orders", "surveys", "complaints", "milestones", "ratings", "measures", "conduct", "pay",
)  # fmt: skip
"""Whoever is named in a file has come in before it."""
DONE: Final = "done"
"""The folder, in the inbox, of files that are in the store; each has the number of its import in front."""
REJECTS: Final = "rejected"
"""The folder, in the inbox, of rejected rows, to be mended and put into the inbox again."""

_UNDER_WAY: Final = (".part", ".tmp", ".crdownload", ".filepart", ".lock")


@dataclass(frozen=True, slots=True)
class InboxFile:
    """What became of a file: brought in, there before, or left where it is with the reason.

    ``number`` is that of its import; ``moved_to`` and ``rejects`` are within the inbox.
    """

    name: str
    kind: str
    state: Literal["imported", "before", "left"]
    number: int | None = None
    why: tuple[str, ...] = ()
    moved_to: str = ""
    rejects: str = ""
    report: ImportReport | None = None

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state == "left" or (self.report is not None and self.report.needs_a_person)

    def json(self) -> dict[str, object]:
        """The file as ``csi import inbox --json`` prints it."""
        return {
            "file": self.name,
            "kind": self.kind or None,
            "state": self.state,
            "import": self.number,
            "why": list(self.why),
            "moved_to": self.moved_to or None,
            "rejects": self.rejects or None,
            "report": None if self.report is None else self.report.json(),
        }


def empty_inbox(desk: Desk, folder: Path) -> Iterator[InboxFile]:
    """Bring in every file of a folder, and say of each what became of it; those of unknown kind come last.

    A file is brought in when a rehearsal finds nothing to ask about it but rejected rows; else it stays where it is.

    Raises:
        UserError: there is no such folder, or another run is at work in it (exit status 5).
        StoreUnavailable, IntegrityFailure, ClockBehind: nothing more can be brought in.
    """
    desk.require("enter")
    with _alone(folder):
        for path, kind, why in in_order(desk, folder):
            if why is not None:
                yield InboxFile(name=path.name, kind="", state="left", why=(why.message,))
                continue
            try:
                yield _brought_in(desk, folder, path, kind)
            except (StoreUnavailable, IntegrityFailure, ClockBehind):
                raise
            except UserError as refused:
                yield InboxFile(name=path.name, kind=kind, state="left", why=(refused.message,))


def in_order(
    desk: Desk, folder: Path, said: Mapping[Path, str] = MappingProxyType({})
) -> list[tuple[Path, str, UserError | None]]:
    """The files of a folder in the order in which they come in: path, kind, and why a kind cannot be told.

    ``said``: the kinds of those of which somebody said it.

    Raises:
        UserError: the folder cannot be read.
    """
    try:
        found = [
            (path, kind, None) if (kind := said.get(path, "")) else (path, *_kind_of(desk, path))
            for path in _files(folder)
        ]
    except OSError as error:
        raise _unreadable(folder, error) from error
    return sorted(found, key=lambda one: (ORDER.index(one[1]) if one[1] else len(ORDER), one[0].name))


def _unreadable(folder: Path, error: Exception) -> UserError:
    shown = printable(str(folder), PATH_CHARACTERS)
    return UserError(
        _("The folder {folder} cannot be read: {reason}.").format(folder=shown, reason=reason_of(error))
    )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against other runs; the lock ends with the process, however that ends."""
    shown = printable(str(folder), PATH_CHARACTERS)
    try:
        place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except (OSError, ValueError) as error:
        raise _unreadable(folder, error) from error
    try:
        try:
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UserError(
                _("Another run is at work in {folder}. Nothing was done.").format(folder=shown), exit_status=5
            ) from error
        yield
    finally:
        os.close(place)


def _files(folder: Path) -> list[Path]:
    """The files that lie in the folder itself; not what is hidden, still on its way, or only points elsewhere."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and not path.is_symlink()
        and not path.name.startswith((".", "~$"))
        and not path.name.lower().endswith(_UNDER_WAY)
    )


def _kind_of(desk: Desk, path: Path) -> tuple[str, UserError | None]:
    """The kind of a file by its headers, or why it cannot be told."""
    fitting: list[tuple[int, str]] = []
    for kind in ORDER:
        try:
            with read_table(path) as opened:
                table, rows = first_rows(opened)
                known = mappings.remembered(desk, kind)
                layouts = [one for one in layouts_in(rows) if one in known]
                content = next((known[one].content for one in layouts if known[one].content), None)
                if content is not None:
                    return kind, None
                names = header_names(kind)
                required = frozenset(column.id for column in KINDS[kind] if column.required)
                match = match_columns(kind, headed(table, names, required), names)
        except UnreadableFile as refused:
            if not _lacks_columns(path):
                return "", refused
            continue
        fitting.append((len(match.unknown), kind))
    best = min(fitting, default=None)
    if best is None:
        return "", UserError(
            _("Its headers are those of no kind of file; import it by hand: csi import KIND FILE."),
            at_desk=_("Its headers are those of no kind of file. Look at it by itself."),
        )
    if sum(one[0] == best[0] for one in fitting) > 1:
        kinds = _(", ").join(kind for _unknown, kind in fitting)
        return "", UserError(
            _("It could be each of: {kinds}. Import it by hand: csi import KIND FILE.").format(kinds=kinds),
            at_desk=_("It could be each of: {kinds}. Look at it by itself.").format(
                kinds=_(", ").join(kind_text(kind) for _unknown, kind in fitting)
            ),
        )
    return best[1], None


def _lacks_columns(path: Path) -> bool:
    """Whether the file is a table at all, so that it is its headers that fit nothing."""
    try:
        with read_table(path):
            return True
    except UnreadableFile:
        return False


def _brought_in(desk: Desk, folder: Path, path: Path, kind: str) -> InboxFile:
    if kind == "calendar":
        change = import_notice(desk, path)
        moved = _moved(folder, path, f"{kind}-{change.version}" if change.version else kind)
        return InboxFile(name=path.name, kind=kind, state="imported", moved_to=moved)
    before = import_of(desk, kind, path)
    if before is not None:
        moved = _moved(folder, path, str(before))
        return InboxFile(name=path.name, kind=kind, state="before", number=before, moved_to=moved)
    rehearsed = import_file(desk, kind, path, dry_run=True)
    if asked := asked_about(rehearsed):
        return InboxFile(name=path.name, kind=kind, state="left", why=asked, report=rehearsed)
    report = import_file(desk, kind, path)
    rejects = ""
    if report.rejected:
        place = folder / REJECTS
        place.mkdir(exist_ok=True)
        rejects = f"{REJECTS}/{report.number}-{path.stem}.xlsx"
        write_rejects(desk, report, path, folder / rejects)
    moved = _moved(folder, path, str(report.number))
    return InboxFile(
        name=path.name,
        kind=kind,
        state="imported",
        number=report.number,
        moved_to=moved,
        rejects=rejects,
        report=report,
    )


def asked_about(tried: ImportReport, *, at_desk: bool = False) -> tuple[str, ...]:
    """What somebody has to settle before a file comes in; empty where nothing stands in its way."""
    asked = [(at_desk and remark.at_desk) or remark.text for remark in tried.remarks if _holds(remark, tried)]
    if not tried.accepted and not tried.skipped:
        asked.append(_("No row of it can be taken."))
        asked.extend(filter(None, (people_first_text(tried),)))
    return tuple(asked)


def _holds(remark: Remark, rehearsed: ImportReport) -> bool:
    """Whether a finding is about how the file was read; what is odd in a row is told, and found by the check again."""
    if remark.id == TOTALS and rehearsed.rejected:
        # They differ by rows that are named.
        return False
    return remark.finding and remark.id not in RULES


def import_of(desk: Desk, kind: str, path: Path, *, whole: bool = True) -> int | None:
    """The import that brought all of a file in, if one did and none of its rows was taken out again.

    Not ``whole``: or one that was refused rows of it.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with desk.read() as session:
        numbers = [
            number
            for number in session.exec(
                select(ImportBatch.id)
                .where(ImportBatch.kind == kind, ImportBatch.file_digest == digest)
                .where(*((col(ImportBatch.rejected) == 0,) if whole else ()))
                .order_by(col(ImportBatch.id).desc())
            ).all()
            if number is not None
        ]
        gone = gone_of(session, numbers)
    return next((number for number in numbers if not gone.get(number)), None)


def _moved(folder: Path, path: Path, number: str) -> str:
    """Move a file that is in the store out of the way; answers where it lies, within the folder."""
    name = f"{DONE}/{number}-{path.name}"
    try:
        (folder / DONE).mkdir(exist_ok=True)
        os.replace(path, folder / name)
    except OSError as error:
        raise UserError(
            _("It is in the store, and cannot be moved to {place}: {reason}.").format(
                place=printable(name, PATH_CHARACTERS), reason=reason_of(error)
            )
        ) from error
    return name


def needs_a_person(files: Sequence[InboxFile]) -> bool:
    """Whether somebody has to look at any of them: ``csi import inbox`` then leaves with exit status 1."""
    return any(file.needs_a_person for file in files)
