"""What the oversight group drew, found and said about a month, as sheets and lists show it (seed 000 §11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from csi_db.models import MonthRevision, Sample, SampleFinding, SampleRow, SignOff, User
from csi_db.numbers import number_of, order_of
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import show_period
from csi_tui.services.cards import public_revision
from csi_tui.services.desk import Desk
from csi_tui.services.errors import UserError

FINDINGS: dict[str, str] = {"right": N_("right"), "wrong": N_("wrong")}
VERDICTS: dict[str, str] = {
    "signed": N_("signed off"),
    "objected": N_("objected"),
    "lifted": N_("objection lifted"),
}


@dataclass(frozen=True, slots=True)
class SampledRow:
    """A row of a sample with what was found about it last; site-local. ``finding`` is empty where nobody looked yet.

    ``order_no``: the order, or that of the survey; empty for a complaint.
    """

    position: int
    kind: str
    number: str
    finding: str
    note: str
    at: datetime | None
    by: str
    order_no: str

    def json(self) -> dict[str, object]:
        """The row as ``csi oversight sample --json`` prints it."""
        return {
            "position": self.position,
            "kind": self.kind,
            "number": self.number,
            "finding": self.finding or None,
            "note": self.note or None,
            "at": None if self.at is None else self.at.isoformat(),
            "by": self.by or None,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word of the oversight group on a revision; site-local."""

    verdict: str
    reason: str
    at: datetime
    by: str
    account: str

    def json(self) -> dict[str, object]:
        """The verdict as ``csi oversight sample --json`` prints it."""
        return {
            "verdict": self.verdict,
            "reason": self.reason or None,
            "at": self.at.isoformat(),
            "by": self.by,
            "account": self.account,
        }


@dataclass(frozen=True, slots=True)
class SampleSheet:
    """The last sample of a month's revision, and every verdict on it; ``seed`` is empty where none was drawn."""

    month: str
    revision: int
    seed: str
    drawn_at: datetime | None
    drawn_by: str
    rows: tuple[SampledRow, ...]
    verdicts: tuple[Verdict, ...]

    def json(self) -> dict[str, object]:
        """The sheet as ``csi oversight sample --json`` prints it."""
        return {
            "month": self.month,
            "revision": self.revision,
            "seed": self.seed or None,
            "drawn_at": None if self.drawn_at is None else self.drawn_at.isoformat(),
            "drawn_by": self.drawn_by or None,
            "rows": [row.json() for row in self.rows],
            "verdicts": [verdict.json() for verdict in self.verdicts],
        }


def sample_of(desk: Desk, period: int) -> SampleSheet:
    """The last sample of a month's present revision, with findings and verdicts.

    Raises:
        UserError: the month is neither published nor frozen.
    """
    with desk.read() as session:
        return sheet(session, desk, public_revision(session, period))


def finding_text(finding: str) -> str:
    """A finding in the user's language."""
    return _(FINDINGS[finding]) if finding else ""


def verdict_text(verdict: str) -> str:
    """A verdict in the user's language."""
    return _(VERDICTS[verdict])


def _last_sample(session: Session, revision: MonthRevision) -> Sample | None:
    return session.exec(
        select(Sample).where(Sample.revision_id == revision.id).order_by(col(Sample.id).desc())
    ).first()


def required_sample(session: Session, revision: MonthRevision) -> Sample:
    """The last sample of a revision.

    Raises:
        UserError: none was drawn.
    """
    sample = _last_sample(session, revision)
    if sample is None:
        raise UserError(
            _("No sample of {month} was drawn yet (csi oversight draw).").format(
                month=show_period(revision.period)
            )
        )
    return sample


def sampled(session: Session, sample: Sample) -> list[SampleRow]:
    """The rows of a sample, in the order of the draw."""
    return list(
        session.exec(
            select(SampleRow).where(SampleRow.sample_id == sample.id).order_by(col(SampleRow.position))
        )
    )


def sheet(session: Session, desk: Desk, revision: MonthRevision) -> SampleSheet:
    """The last sample of a revision, with findings and verdicts."""
    zone = desk.site.zone
    names = dict(session.exec(select(User.id, User.name)).all())
    sample = _last_sample(session, revision)
    rows: list[SampledRow] = []
    if sample is not None:
        last = {
            found.position: found
            for found in session.exec(
                select(SampleFinding)
                .where(SampleFinding.sample_id == sample.id)
                .order_by(col(SampleFinding.id))
            )
        }
        for row in sampled(session, sample):
            found = last.get(row.position)
            rows.append(
                SampledRow(
                    row.position,
                    row.kind,
                    number_of(session.connection(), row.kind, row.fact_id),
                    "" if found is None else found.finding,
                    "" if found is None else found.note,
                    None if found is None else found.at.astimezone(zone),
                    "" if found is None else names[found.user_id],
                    order_of(session.connection(), row.kind, row.fact_id),
                )
            )
    verdicts = [
        Verdict(one.verdict, one.reason, one.at.astimezone(zone), names[one.user_id], one.account)
        for one in session.exec(
            select(SignOff).where(SignOff.revision_id == revision.id).order_by(col(SignOff.id))
        )
    ]
    return SampleSheet(
        show_period(revision.period),
        revision.number,
        "" if sample is None else sample.seed,
        None if sample is None else sample.at.astimezone(zone),
        "" if sample is None else names[sample.user_id],
        tuple(rows),
        tuple(verdicts),
    )
