"""What the headers and words of a sender stand for, remembered from one file to the next (docs/decisions/0059)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from csi_db.models import ImportBatch, ImportMapping, User
from csi_tui.i18n import _
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.header_names import folded, is_remark
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.mapping import Mapped, as_toml, layout_of, own_part
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.untrusted_text import printable

_ALIKE = 2
"""Headers are those of a sender, changed, where this times the common ones are at least all there are."""
_SHOWN_HEADERS = 6


@dataclass(frozen=True, slots=True)
class Remembered:
    """A mapping as the store has it; ``content`` is that of a file (`tabular.mapping`)."""

    number: int
    version: int
    headers: tuple[str, ...]
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MappingLine:
    """A mapping as a list shows it; ``at`` is site-local, ``file_name`` that of the file that it was learnt from."""

    remembered: Remembered
    kind: str
    at: datetime
    by: str
    file_name: str
    import_number: int

    def json(self) -> dict[str, object]:
        """The mapping as ``csi import mapping list --json`` prints it."""
        return {
            "mapping": self.remembered.number,
            "version": self.remembered.version,
            "kind": self.kind,
            "headers": list(self.remembered.headers),
            "content": dict(self.remembered.content),
            "at": self.at.isoformat(),
            "by": self.by,
            "file": self.file_name,
            "import": self.import_number,
        }

    @property
    def shown_headers(self) -> str:
        """The first headers, for a line."""
        shown = [printable(one, 20) for one in self.remembered.headers[:_SHOWN_HEADERS]]
        return _(", ").join(shown) + (" …" if len(self.remembered.headers) > _SHOWN_HEADERS else "")

    @property
    def text(self) -> str:
        """The mapping as a file that says the same."""
        return as_toml(self.remembered.content)


def remembered(desk: Desk, kind: str) -> Mapping[str, Remembered]:
    """Layout (`tabular.mapping.layout_of`) → the mapping that holds for a kind."""
    with desk.read() as session:
        return {one.layout: _remembered(one) for one in _in_force(session, kind)}


def mappings(desk: Desk) -> list[MappingLine]:
    """All mappings that hold, the latest first."""
    with desk.read() as session:
        return [_line(session, desk, one) for kind in KINDS for one in _in_force(session, kind)]


def mapping_line(desk: Desk, number: int) -> MappingLine:
    """One mapping that holds.

    Raises:
        UserError: none of this number does.
    """
    with desk.read() as session:
        return _line(session, desk, _of_number(session, number))


def forget(desk: Desk, number: int, reason: str = "") -> None:
    """Let a mapping hold no more, nor any version before it: the next file with these headers asks again.

    Raises:
        NotPermitted: the user may not import.
        UserError: no mapping of this number holds.
    """
    desk.require("enter")
    reason = not_too_long(reason)
    with desk.write() as session:
        found = _of_number(session, number)
        detail: dict[str, object] = {"kind": found.kind, "version": found.version}
        if reason:
            detail["reason"] = audit.digest(desk, reason)
        for one in session.exec(
            select(ImportMapping).where(
                ImportMapping.kind == found.kind,
                ImportMapping.layout == found.layout,
                col(ImportMapping.withdrawn_at).is_(None),
            )
        ).all():
            one.withdrawn_at, one.withdrawn_by_id = clock.now(), desk.actor.user_id
            one.withdrawn_account, one.withdrawn_reason = desk.actor.account, reason
            session.add(one)
        audit.record(session, desk, "forget-mapping", str(number), detail)


def learn(
    session: Session, desk: Desk, batch: ImportBatch, headers: Sequence[str], content: Mapped
) -> tuple[Mapping[str, object], list[Remark]]:
    """Remember a mapping in the transaction of its import, if it says something new.

    Answers with what the trail holds of it, and what is said.

    Headers that are the template's belong to no sender: of them nothing is remembered.
    """
    kind = batch.kind
    if of_the_template(kind, headers):
        return {}, []
    assert batch.id is not None
    own = own_part(kind, KINDS[kind], content, headers)
    layout = layout_of(headers)
    before = next((one for one in _in_force(session, kind) if one.layout == layout), None)
    text = json.dumps(own, ensure_ascii=False, sort_keys=True)
    if before is not None and before.mapping == text:
        return {}, []
    versions = session.exec(
        select(func.max(ImportMapping.version)).where(
            ImportMapping.kind == kind, ImportMapping.layout == layout
        )
    ).one()
    made = ImportMapping(
        kind=kind,
        layout=layout,
        headers=json.dumps(list(headers), ensure_ascii=False),
        version=1 + (versions or 0),
        mapping=text,
        import_id=batch.id,
        at=clock.now(),
        user_id=desk.actor.user_id,
        account=desk.actor.account,
    )
    session.add(made)
    session.flush()
    trail = {"mapping": made.id, "mapping_version": made.version, "mapping_digest": audit.digest(desk, text)}
    said = _("The mapping is remembered for files with these headers: number {number}, version {version}.")
    remark = Remark("mapping-learnt", said.format(number=made.id, version=made.version), finding=False)
    return trail, [remark] if own else []


def of_the_template(kind: str, headers: Sequence[str]) -> bool:
    """Whether all headers are those of the shipped template, which anybody's file may have."""
    known = {folded(header) for column in KINDS[kind] for header in (column.id, column.chinese)}
    return all(name in known for name in _by_name(headers))


def _by_name(headers: Sequence[str]) -> dict[str, str]:
    """Headers by what two spellings of each have in common, without those of remarks."""
    return {name: header for header in headers if (name := folded(header)) and not is_remark(header)}


def used(one: Remembered) -> Remark:
    """What is said where a mapping was used."""
    text = _("Headers and words were read by mapping {number}, version {version}.")
    return Remark("mapping", text.format(number=one.number, version=one.version), finding=False)


def new_layout(kind: str, unknown: Sequence[str]) -> Remark:
    """What is said of the first file whose headers came with others than ever."""
    text = _(
        "No file with these headers came before. Not known and left out: {columns}. If one of them is meant, "
        "“csi import {kind} FILE --propose” begins a mapping for it."
    )
    at_desk = _(
        "No file with these headers came before. Not known and left out: {columns}. If one of them is meant, say so at "
        "“Columns”."
    )
    said = {"columns": _(", ").join(unknown), "kind": kind}
    return Remark("new-layout", text.format(**said), finding=True, at_desk=at_desk.format(**said))


def nearly(kind: str, cells: Sequence[object], known: Mapping[str, Remembered]) -> Remembered | None:
    """The mapping with content whose headers these nearly are, if there is one; those of the template are nobody's."""
    headers = [cell for cell in cells if isinstance(cell, str)]
    if of_the_template(kind, headers):
        return None
    there = _by_name(headers)
    for one in known.values():
        before = _by_name(one.headers)
        if one.content and _ALIKE * len(there.keys() & before.keys()) >= len(there.keys() | before.keys()):
            return one
    return None


def refuse_changed(name: str, kind: str, cells: Sequence[object], known: Mapping[str, Remembered]) -> None:
    """Refuse a file whose headers are nearly those of a sender with a mapping: what holds for it now is to be said.

    Raises:
        UnreadableFile: it is so.
    """
    one = nearly(kind, cells, known)
    if one is not None:
        there, before = _by_name([cell for cell in cells if isinstance(cell, str)]), _by_name(one.headers)
        added = [printable(header) for key, header in there.items() if key not in before]
        gone = [printable(header) for key, header in before.items() if key not in there]
        said = {
            "file": name,
            "number": one.number,
            "added": _(", ").join(added) or _("nothing"),
            "gone": _(", ").join(gone) or _("nothing"),
        }
        raise UnreadableFile(
            _(
                "The headers of {file} are nearly those of mapping {number}, with a difference: new {added}; gone "
                "{gone}. Nothing was taken. “csi import mapping show {number}” prints that mapping; give it with "
                "--mapping, changed where it has to be."
            ).format(**said),
            at_desk=_(
                "The headers of {file} are nearly those of mapping {number}, with a difference: new {added}; gone "
                "{gone}. Nothing was taken. Look its columns over, and agree to them as they are now."
            ).format(**said),
        )


def _in_force(session: Session, kind: str) -> list[ImportMapping]:
    """The newest version of each layout that was not forgotten, the latest first."""
    found: dict[str, ImportMapping] = {}
    for one in session.exec(
        select(ImportMapping)
        .where(ImportMapping.kind == kind, col(ImportMapping.withdrawn_at).is_(None))
        .order_by(col(ImportMapping.id).desc())
    ):
        found.setdefault(one.layout, one)
    return list(found.values())


def _of_number(session: Session, number: int) -> ImportMapping:
    found = session.get(ImportMapping, number)
    if found is None or found.withdrawn_at is not None:
        raise UserError(_("No mapping {number} holds. See “csi import mapping list”.").format(number=number))
    return found


def _remembered(one: ImportMapping) -> Remembered:
    assert one.id is not None
    return Remembered(one.id, one.version, tuple(json.loads(one.headers)), json.loads(one.mapping))


def _line(session: Session, desk: Desk, one: ImportMapping) -> MappingLine:
    return MappingLine(
        remembered=_remembered(one),
        kind=one.kind,
        at=one.at.astimezone(desk.site.zone),
        by=session.get_one(User, one.user_id).name,
        file_name=session.get_one(ImportBatch, one.import_id).file_name,
        import_number=one.import_id,
    )
