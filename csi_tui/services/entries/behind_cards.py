"""What was entered behind the figures of a card: figures, ratings and records, as the loaded facts count them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlmodel import Session

from csi_db.receipt_rows import EnteredBehind, entered_behind
from csi_tui.i18n import _, current_language
from csi_tui.scoring.exact import as_fraction, show, show_short
from csi_tui.scoring.measures import Conduct, Entered, Measure, Rated
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries.rules import reads_entries_of
from csi_tui.services.schemes.in_force import catalogue


@dataclass(frozen=True, slots=True)
class BehindLine:
    """A figure, rating or record that a card counts.

    Attributes:
        lines: ids of the figures that it speaks about.
        kind: ``figure``, ``rating`` or ``conduct``.
        on_date: the day of a rating or record; empty for a figure of the month.
        value: figure, score or points, as people write them.
        note: what a record says, with its case.

    Of a rating or record that the user does not read in its own list, what the sums need is left: ``by`` and ``note``
    are empty.
    """

    lines: tuple[str, ...]
    kind: str
    name: str
    shown_name: str
    on_date: str
    value: str
    by: str
    note: str

    def json(self) -> dict[str, object]:
        """The line as ``csi explain --json`` prints it."""
        return {
            "kind": self.kind,
            "item": self.name,
            "on_date": self.on_date or None,
            "value": self.value,
            "by": self.by or None,
            "note": self.note or None,
        }


def entered_lines(session: Session, desk: Desk, scheme: Scheme, employee_id: int) -> list[BehindLine]:
    """Everything among the loaded facts that was entered of somebody and that the scheme looks at, by day.

    Who rated, and what a record says, stands there for those alone who read it in the lists of ratings and records.
    """
    asked = entries_asked_by(scheme)
    points: dict[str, str] = {}
    for leaf in scheme.leaves():
        if isinstance(leaf.measure, Conduct):
            points |= {code: show_short(worth) for code, worth in leaf.measure.codes.items()}
    rows = [row for row in entered_behind(session.connection(), employee_id) if (row.kind, row.name) in asked]
    lines = [_line(scheme, row, tuple(asked[row.kind, row.name]), points) for row in rows]
    if reads_entries_of(session, desk, employee_id):
        return lines
    return [line if line.kind == "figure" else replace(line, by="", note="") for line in lines]


def entries_asked_by(scheme: Scheme) -> dict[tuple[str, str], list[str]]:
    """Kind and name of every entry that a month of the scheme looks at → ids of the figures that do."""
    asked: dict[tuple[str, str], list[str]] = {}
    for leaf in scheme.leaves():
        for key in _asked_by(leaf.measure):
            asked.setdefault(key, []).append(leaf.id)
    return asked


def _asked_by(measure: Measure) -> list[tuple[str, str]]:
    """Kinds and names of the entries that a measure looks at."""
    match measure:
        case Entered(indicator):
            return [("figure", indicator)]
        case Rated(items, codes):
            return [*(("rating", item) for item in items), *(("conduct", code) for code in codes)]
        case Conduct(codes):
            return [("conduct", code) for code in codes]
        case _:
            return []


def _line(scheme: Scheme, row: EnteredBehind, lines: tuple[str, ...], points: dict[str, str]) -> BehindLine:
    known = {**catalogue(), **scheme.indicators}.get(row.name)
    shown_name = row.name if known is None else known.name.in_language(current_language())
    if row.numerator is None:
        value = points.get(row.name, "")
    elif row.kind == "figure":
        whole = as_fraction(row.denominator)
        percent = known is not None and known.unit == "percent"
        value = (
            f"{row.numerator}/{row.denominator}"
            if percent
            else show_short(as_fraction(row.numerator) / whole)
        )
    else:
        value = show(as_fraction(row.numerator) / as_fraction(row.denominator))
    note = " · ".join(part for part in (row.note, row.case_no) if part)
    return BehindLine(
        lines=lines,
        kind=row.kind,
        name=row.name,
        shown_name=shown_name,
        on_date=row.on_date,
        value=value,
        by=row.by,
        note=note,
    )


def behind_text(line: BehindLine) -> str:
    """A line in the user's language: what, how much, when, by whom, why."""
    text = _("{name} {value}").format(name=line.shown_name, value=line.value)
    when = _(", ").join(part for part in (line.by, line.on_date) if part)
    text = _("{what} ({by})").format(what=text, by=when) if when else text
    return _("{what}: {note}").format(what=text, note=line.note) if line.note else text
