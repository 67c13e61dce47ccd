"""The oversight group's samples of a month, what it found in them, and whether it signs the month off."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from csi_db.models.columns import ByWhom
from csi_db.models.people import one_of

SAMPLED_KINDS = ("order", "survey", "complaint")
SAMPLE_FINDINGS = ("right", "wrong")
VERDICTS = ("signed", "objected", "lifted")


class Sample(ByWhom, table=True):
    """A random sample of a revision's rows, drawn again from its ``seed`` on every machine; never changed."""

    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(foreign_key="month_revision.id", index=True)
    seed: str
    size: int


class SampleRow(SQLModel, table=True):
    """A row of a sample; ``position`` is its place in the draw."""

    __tablename__ = "sample_row"
    __table_args__ = (one_of("kind", SAMPLED_KINDS, "sample_kind_known"),)

    sample_id: int = Field(foreign_key="sample.id", primary_key=True)
    position: int = Field(primary_key=True)
    kind: str
    fact_id: int


class SampleFinding(ByWhom, table=True):
    """What somebody found about a sampled row; rows are only added, the last one counts."""

    __tablename__ = "sample_finding"
    __table_args__ = (one_of("finding", SAMPLE_FINDINGS, "sample_finding_known"),)

    id: int | None = Field(default=None, primary_key=True)
    sample_id: int = Field(foreign_key="sample.id", index=True)
    position: int
    finding: str
    note: str


class SignOff(ByWhom, table=True):
    """The oversight group's word on a revision: ``signed``, ``objected``, or ``lifted``, which ends an objection.

    Rows are only added; the last one counts.
    """

    __tablename__ = "sign_off"
    __table_args__ = (one_of("verdict", VERDICTS, "sign_off_verdict_known"),)

    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(foreign_key="month_revision.id", index=True)
    verdict: str
    reason: str
