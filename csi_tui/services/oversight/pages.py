"""What the oversight group drew, found and said about a month, as sheets and lists show it (seed 000 §11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from csi_db.models import MonthRevision, Sample, SampleFinding, SampleRow, SignOff, User
from csi_db.numbers import number_of, order_of
from csi_db.second_people import done_alone
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.decided_words import SAMPLE_FINDINGS, VERDICTS
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.errors import UserError
from csi_tui.services.history.changes_since import ChangedSince, changed_since
from csi_tui.services.months.cards import public_revision, shown_revision
from csi_tui.services.oversight.patterns import titles_of
from csi_tui.services.oversight.watching import patterns_in


@dataclass(frozen=True, slots=True)
class SampledRow:
    """A row of a sample with what was found about it last; site-local. ``finding`` is empty where nobody looked yet.

    ``order_no``: the order, or that of the survey; empty for a complaint. ``changed``: how often it was changed since
    it was entered; None where it was not. ``patterns``: those that the row is in, for who may read them.
    """

    position: int
    kind: str
    number: str
    finding: str
    note: str
    at: datetime | None
    by: str
    order_no: str
    changed: ChangedSince | None = None
    patterns: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """What is to be said of it beside what was found: how often it was changed, which patterns are in it."""
        changed = () if self.changed is None else (self.changed.text,)
        return (*changed, *titles_of(self.patterns))

    def json(self) -> dict[str, object]:
        """The row as ``csi oversight sample --json`` prints it."""
        return as_json(self, but=("order_no",), or_null=("finding", "note", "by"))


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
        return as_json(self, or_null=("reason",))


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """What was done in figures of the month without a second person, for want of one."""

    act: int
    row_no: str
    by: str

    @property
    def text(self) -> str:
        """A sentence."""
        return _("Unconfirmed, for want of a second person: no. {act}, {row}, by {name}").format(
            act=self.act, row=self.row_no, name=self.by
        )


@dataclass(frozen=True, slots=True)
class SampleSheet:
    """A sample of a month's revision, and every verdict on the revision; ``seed`` is empty where none was drawn.

    Attributes:
        draw: which sample of the revision it is, the first one is 1; of ``draws`` (0: none was drawn).
    """

    month: str
    revision: int
    draw: int
    draws: int
    seed: str
    drawn_at: datetime | None
    drawn_by: str
    rows: tuple[SampledRow, ...]
    verdicts: tuple[Verdict, ...]
    unconfirmed: tuple[Unconfirmed, ...] = ()

    def json(self) -> dict[str, object]:
        """The sheet as ``csi oversight sample --json`` prints it."""
        return as_json(self, or_null=("seed", "drawn_by"))


InRows = Mapping[tuple[str, str], tuple[str, ...]]
"""Kind and number of rows → the patterns that are in them."""


def sample_of(
    desk: Desk,
    period: Period,
    *,
    revision: int | None = None,
    draw: int | None = None,
    known: InRows | None = None,
) -> SampleSheet:
    """A sample of a month, with findings and verdicts: the last one of its present revision, unless asked otherwise.

    ``revision``: an earlier one of the month; ``draw``: which sample of it, from 1. ``known``: the patterns in its
    rows, where they have been looked for already.

    Raises:
        UserError: the month is neither published nor frozen, or there is no such revision or sample.
    """
    with desk.read() as session:
        present = public_revision(session, period)
        found = present if revision is None else shown_revision(session, period, revision, desk.site.zone)[1]
        shown = sheet(session, desk, found, draw)
    if known is None:
        known = patterns_in(desk, period, [(row.kind, row.number) for row in shown.rows])
    rows = (replace(row, patterns=known.get((row.kind, row.number), ())) for row in shown.rows)
    return replace(shown, rows=tuple(rows))


def finding_text(finding: str) -> str:
    """A finding in the user's language."""
    return _(SAMPLE_FINDINGS[finding]) if finding else ""


def verdict_text(verdict: str) -> str:
    """A verdict in the user's language."""
    return _(VERDICTS[verdict])


def samples_of(session: Session, revision: MonthRevision) -> list[Sample]:
    """The samples of a revision, the first draw first."""
    return list(
        session.exec(select(Sample).where(Sample.revision_id == revision.id).order_by(col(Sample.id)))
    )


def required_sample(session: Session, revision: MonthRevision) -> Sample:
    """The last sample of a revision.

    Raises:
        UserError: none was drawn.
    """
    drawn = samples_of(session, revision)
    if not drawn:
        raise UserError(
            _("No sample of {month} was drawn yet (csi oversight draw).").format(
                month=show_period(revision.period)
            ),
            at_desk=_("No sample of {month} was drawn yet. Draw one first.").format(
                month=show_period(revision.period)
            ),
        )
    return drawn[-1]


def sampled(session: Session, sample: Sample) -> list[SampleRow]:
    """The rows of a sample, in the order of the draw."""
    return list(
        session.exec(
            select(SampleRow).where(SampleRow.sample_id == sample.id).order_by(col(SampleRow.position))
        )
    )


def last_findings(session: Session, sample: Sample) -> dict[int, SampleFinding]:
    """Place in a sample → what was found about its row last."""
    found = session.exec(
        select(SampleFinding).where(SampleFinding.sample_id == sample.id).order_by(col(SampleFinding.id))
    )
    return {one.position: one for one in found}


def sheet(session: Session, desk: Desk, revision: MonthRevision, draw: int | None = None) -> SampleSheet:
    """A sample of a revision (else the last one), with findings and verdicts.

    Raises:
        UserError: it has no such sample.
    """
    zone = desk.site.zone
    names = dict(session.exec(select(User.id, User.name)).all())
    draws = samples_of(session, revision)
    if draw is not None and not 1 <= draw <= len(draws):
        raise UserError(
            _("{month}, revision {revision}: samples drawn: {n}; there is no sample {draw}.").format(
                month=show_period(revision.period), revision=revision.number, n=len(draws), draw=draw
            )
        )
    place = len(draws) if draw is None else draw
    sample = draws[place - 1] if draws else None
    rows: list[SampledRow] = []
    if sample is not None:
        last = last_findings(session, sample)
        changed = _changed(session, desk, sampled(session, sample))
        for row in sampled(session, sample):
            found = last.get(row.position)
            number = number_of(session.connection(), row.kind, row.fact_id)
            rows.append(
                SampledRow(
                    position=row.position,
                    kind=row.kind,
                    number=number,
                    finding="" if found is None else found.finding,
                    note="" if found is None else without_phones(found.note),
                    at=None if found is None else found.at.astimezone(zone),
                    by="" if found is None else names[found.user_id],
                    order_no=order_of(session.connection(), row.kind, row.fact_id),
                    changed=changed.get((row.kind, number)),
                )
            )
    verdicts = [
        Verdict(
            verdict=one.verdict,
            reason=without_phones(one.reason),
            at=one.at.astimezone(zone),
            by=names[one.user_id],
            account=one.account,
        )
        for one in session.exec(
            select(SignOff).where(SignOff.revision_id == revision.id).order_by(col(SignOff.id))
        )
    ]
    return SampleSheet(
        month=show_period(revision.period),
        revision=revision.number,
        draw=place,
        draws=len(draws),
        seed="" if sample is None else sample.seed,
        drawn_at=None if sample is None else sample.at.astimezone(zone),
        drawn_by="" if sample is None else names[sample.user_id],
        rows=tuple(rows),
        verdicts=tuple(verdicts),
        unconfirmed=tuple(
            Unconfirmed(act, row, by)
            for act, _employee, row, by in done_alone(session.connection(), revision.period)
        ),
    )


def _changed(session: Session, desk: Desk, rows: Sequence[SampleRow]) -> dict[tuple[str, str], ChangedSince]:
    """Kind and number of the rows of a sample → how often they were changed until now."""
    named: dict[str, set[str]] = {}
    for row in rows:
        named.setdefault(row.kind, set()).add(number_of(session.connection(), row.kind, row.fact_id))
    return {
        (kind, one.number): one
        for kind, numbers in named.items()
        for one in changed_since(session, desk, kind, numbers, None)
    }
