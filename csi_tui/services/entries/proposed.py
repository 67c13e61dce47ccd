"""What the store's own rows give for a month's figures, as values (docs/rules.md, rule 45)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.as_json import as_json


@dataclass(frozen=True, slots=True)
class RowBehind:
    """A row that a figure is made of: its number, and whether it is in the numerator."""

    number: str
    counts: bool

    def json(self) -> dict[str, object]:
        """The row as ``csi figure propose --rows --json`` prints it."""
        return {"number": self.number, "counts": self.counts}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A figure of somebody, or of a team, as the rows give it.

    Attributes:
        share: it is a part of a whole, in percent.
        numerator, denominator: as ``csi figure set`` takes them; ``value``: as people write it.
        entered: what stands there, in that way; empty where nothing does.
        state: ``new``, ``same`` (this very figure stands there), ``other`` (another one does), ``unfit`` (it cannot be
            entered: ``fault`` says why).
        own: of the acting user, or of the own team: somebody else enters it (docs/rules.md, rule 27).
        rows: what it is made of; empty where the user does not read the receipts of others.
    """

    subject: str
    name: str
    measure: str
    measure_name: str
    share: bool
    numerator: Decimal
    denominator: Decimal
    value: str
    entered: str
    state: str
    fault: str
    own: bool
    rows: tuple[RowBehind, ...]

    @property
    def parts(self) -> str:
        """The figure with what it is made of: ``37/41``, or the count alone."""
        part = format(self.numerator.normalize(), "f")
        return f"{part}/{format(self.denominator.normalize(), 'f')}" if self.share else part


@dataclass(frozen=True, slots=True)
class NotGiven:
    """An indicator that the month asks for and no rows give, with the reason.

    ``subjects``: of whom they do not, where they do of others; empty: of nobody.
    """

    measure: str
    measure_name: str
    why: str
    subjects: tuple[str, ...] = ()

    def json(self) -> dict[str, object]:
        """As ``csi figure propose --json`` prints it."""
        return as_json(self, but=("measure_name",))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything that the rows give for a month: by indicator, people by number before teams."""

    period: Period
    lines: tuple[Proposed, ...]
    not_given: tuple[NotGiven, ...]

    def json(self, *, rows: bool = False) -> dict[str, object]:
        """As ``csi figure propose --json`` prints it."""
        return {
            "month": show_period(self.period),
            "figures": [_told(line, rows) for line in self.lines],
            "entered_by_people": [one.json() for one in self.not_given],
        }


@dataclass(frozen=True, slots=True)
class Only:
    """What is asked about: an indicator by id or name, a subject by number or name of the team; empty for all."""

    measure: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was entered: how many figures, of these how many took another one's place; and what was proposed."""

    entered: int
    replaced: int
    proposal: Proposal


def _told(line: Proposed, rows: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "subject": line.subject,
        "measure": line.measure,
        "numerator": str(line.numerator),
        "denominator": str(line.denominator),
        "value": line.value,
        "entered": line.entered or None,
        "state": line.state,
        "own": line.own,
    }
    return told | {"rows": [row.json() for row in line.rows]} if rows else told
