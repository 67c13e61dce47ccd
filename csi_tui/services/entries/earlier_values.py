"""What stood where something else stands now: the value, who entered it, who took it out, when and why.

Seed 002 §3.2 has disputed data reviewed and struck out with a reason: a figure that takes the place of another one must
not make it look as if it had always stood there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db.models import ConductRecord, Employee, MeasureFigure, PayInput, Rating, User
from csi_tui.i18n import _, current_language
from csi_tui.scoring.catalogue import Catalogue
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.measures import Conduct
from csi_tui.scoring.periods import Period
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.entries.rules import points_of, reads_entries_of
from csi_tui.services.schemes.in_force import catalogue
from csi_tui.services.schemes.indicators import as_written


@dataclass(frozen=True, slots=True)
class Earlier:
    """A value that counts no more; site-local.

    Attributes:
        by: who entered it, of a rating who rated. ``until``, ``until_by``: when it was replaced or taken back, by whom.
    """

    value: str
    at: datetime
    by: str
    until: datetime
    until_by: str
    reason: str

    def json(self) -> dict[str, object]:
        """The value as commands print it."""
        return as_json(self)


def earlier_text(one: Earlier) -> str:
    """An earlier value in the user's language."""
    return _("{value} ({by}, {at}); replaced or taken back by {until_by}, {until}: {reason}").format(
        value=one.value,
        by=one.by,
        at=f"{one.at:%Y-%m-%d %H:%M}",
        until_by=one.until_by,
        until=f"{one.until:%Y-%m-%d %H:%M}",
        reason=without_phones(one.reason),
    )


def replaced_of(
    rows: Iterable[tuple[MeasureFigure | PayInput, str]], users: dict[int | None, str], zone: tzinfo
) -> tuple[Earlier, ...]:
    """Figures or amounts that were replaced, each with its value as people write it; the first one first."""
    found = (
        Earlier(
            value=value,
            at=row.at.astimezone(zone),
            by=users[row.user_id],
            until=row.replaced_at.astimezone(zone),
            until_by=users.get(row.replaced_by_id, ""),
            reason=without_phones(row.replaced_reason),
        )
        for row, value in rows
        if row.replaced_at is not None
    )
    return tuple(sorted(found, key=lambda one: one.until))


def names_of_users(session: Session) -> dict[int | None, str]:
    """User → name."""
    return {key: name for key, name in session.exec(select(User.id, User.name))}


@dataclass(frozen=True, slots=True)
class EarlierBehind:
    """An earlier value behind figures of a card.

    ``lines``: ids of the figures that it spoke about; ``kind``: ``figure``, ``rating`` or ``conduct``; ``on_date``: the
    day of a rating or record, else empty.
    """

    lines: tuple[str, ...]
    kind: str
    name: str
    shown_name: str
    on_date: str
    was: Earlier

    def json(self) -> dict[str, object]:
        """The value as ``csi explain --json`` prints it."""
        return {"kind": self.kind, "item": self.name, "on_date": self.on_date or None, **self.was.json()}


Found = tuple[str, str, str, Earlier]
"""Kind, name, day (of a figure none), and the value."""


def earlier_behind(
    session: Session,
    desk: Desk,
    scheme: Scheme,
    asked: dict[tuple[str, str], list[str]],
    employee_id: int,
    period: Period,
    known_at: datetime | None,
) -> list[EarlierBehind]:
    """What was replaced or taken back of somebody's entries of a month, by the hour.

    No figure counts it, so of ratings and records nothing of it is there for who does not read them in their own lists.
    ``asked``: kind and name of what the scheme looks at → ids of its figures. ``known_at``: nothing later than this.
    """
    known, users, zone = {**catalogue(), **scheme.indicators}, names_of_users(session), desk.site.zone
    found = [*_figures(session, known, users, employee_id, period, zone)]
    if reads_entries_of(session, desk, employee_id):
        found += _ratings(session, users, employee_id, period, zone)
        found += _records(session, scheme, users, employee_id, period, zone)
    language = current_language()
    return [
        EarlierBehind(
            lines=tuple(asked[kind, name]),
            kind=kind,
            name=name,
            shown_name=known[name].name.in_language(language) if name in known else name,
            on_date=on_date,
            was=was,
        )
        for kind, name, on_date, was in sorted(found, key=lambda one: one[3].until)
        if (kind, name) in asked and (known_at is None or was.until <= known_at)
    ]


def _figures(
    session: Session,
    known: Catalogue,
    users: dict[int | None, str],
    employee_id: int,
    period: Period,
    zone: tzinfo,
) -> Iterator[Found]:
    rows = session.exec(
        select(MeasureFigure).where(
            MeasureFigure.period == period,
            MeasureFigure.employee_id == employee_id,
            col(MeasureFigure.replaced_at).is_not(None),
        )
    )
    for row in rows:
        for was in replaced_of([(row, as_written(known.get(row.measure), row))], users, zone):
            yield "figure", row.measure, "", was


def _ratings(
    session: Session, users: dict[int | None, str], employee_id: int, period: Period, zone: tzinfo
) -> Iterator[Found]:
    rows = session.exec(
        select(Rating, Employee.name)
        .join(Employee, col(Employee.id) == col(Rating.rated_by_id))
        .where(
            Rating.period == period,
            Rating.employee_id == employee_id,
            col(Rating.withdrawn_at).is_not(None),
        )
    )
    for row, by in rows:
        yield (
            "rating",
            row.item,
            row.on_date.isoformat(),
            _taken_back(row, show_hundredths(row.score), by, users, zone),
        )


def _records(
    session: Session,
    scheme: Scheme,
    users: dict[int | None, str],
    employee_id: int,
    period: Period,
    zone: tzinfo,
) -> Iterator[Found]:
    worth: dict[str, Fraction] = {}
    for leaf in scheme.leaves():
        if isinstance(leaf.measure, Conduct):
            worth |= leaf.measure.codes
    rows = session.exec(
        select(ConductRecord).where(
            ConductRecord.period == period,
            ConductRecord.employee_id == employee_id,
            col(ConductRecord.withdrawn_at).is_not(None),
        )
    )
    for row in rows:
        was = _taken_back(row, points_of(row, worth), users[row.user_id], users, zone)
        yield "conduct", row.code, row.on_date.isoformat(), was


def _taken_back(
    row: Rating | ConductRecord, value: str, by: str, users: dict[int | None, str], zone: tzinfo
) -> Earlier:
    assert row.withdrawn_at is not None
    return Earlier(
        value=value,
        at=row.at.astimezone(zone),
        by=by,
        until=row.withdrawn_at.astimezone(zone),
        until_by=users.get(row.withdrawn_by_id, ""),
        reason=without_phones(row.withdrawn_reason),
    )


def earlier_behind_text(one: EarlierBehind) -> str:
    """An earlier value behind a figure in the user's language."""
    name = f"{one.shown_name} {one.on_date}".rstrip()
    return _("{what}: {note}").format(what=name, note=earlier_text(one.was))
