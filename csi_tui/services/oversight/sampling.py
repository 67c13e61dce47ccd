"""The oversight group samples a month's data, says what it found, and signs the month off or objects (seed 000 §11).

A sample is drawn again on every machine: each row of the revision has the SHA-256 of the seed and its number, and those
with the smallest ones are drawn (docs/decisions/0025). An objection holds up the freeze until it is lifted, or the
month is published anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from csi_db.models import (
    MonthRevision,
    Sample,
    SampleFinding,
    SampleRow,
    SignOff,
    StoredCard,
)
from csi_db.numbers import number_of
from csi_db.samples import rows_to_draw
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit
from csi_tui.services.desk.decided_words import SAMPLE_FINDINGS
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.draws import place_in_draw
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.desk.oneself import refuse_for_another, refuse_oneself
from csi_tui.services.desk.second_person import may_wait
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import public_revision
from csi_tui.services.months.revisions import id_of
from csi_tui.services.oversight.group import overseers
from csi_tui.services.oversight.pages import (
    SampleSheet,
    last_findings,
    required_sample,
    sampled,
    samples_of,
    sheet,
)
from csi_tui.services.oversight.two_hats import hold_signature
from csi_tui.services.proof.certificates import code_of_revision
from csi_tui.services.schemes.in_force import version_text
from csi_tui.services.tabular.untrusted_text import normal

SIZE = 20
MOST = 500


def drawn(rows: Sequence[tuple[str, str, int]], seed: str, size: int) -> list[tuple[str, str, int]]:
    """The rows (kind, number, key) that a seed draws, in the order of the draw; the same on every machine."""

    return sorted(rows, key=lambda row: place_in_draw(seed, row[0], row[1]))[:size]


def draw(desk: Desk, period: Period, size: int = SIZE, seed: str | None = None) -> SampleSheet:
    """Draw a sample of a published or frozen month; another one may be drawn later.

    Without a ``seed`` it is the code of the month's certificate, which nobody chooses.

    Raises:
        NotPermitted: only the oversight group draws.
        UserError: the month is neither published nor frozen, or the size is none.
    """
    desk.require("sign-off")
    if not 1 <= size <= MOST:
        raise UserError(_("A sample has 1 to {most} rows.").format(most=MOST))
    seed = not_too_long(seed)
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        revision = public_revision(session, period)
        _refuse_signed(session, revision)
        seed = seed or code_of_revision(session, revision)
        if any((one.seed, one.size) == (seed, size) for one in samples_of(session, revision)):
            raise UserError(
                _(
                    "The sample of {n} rows by this seed is drawn already: it would be the same rows again."
                ).format(n=size)
            )
        sample = Sample(
            revision_id=id_of(revision),
            seed=seed,
            size=size,
            **audit.by_whom(desk),
        )
        session.add(sample)
        session.flush()
        assert sample.id is not None
        rows = drawn(rows_to_draw(session.connection(), id_of(revision)), seed, size)
        if not rows:
            raise UserError(_("{month} has no rows to draw from.").format(month=show_period(period)))
        for position, (kind, _number, key) in enumerate(rows, start=1):
            session.add(SampleRow(sample_id=sample.id, position=position, kind=kind, fact_id=key))
        audit.record(
            session,
            desk,
            "draw-sample",
            show_period(period),
            {"revision": revision.number, "seed": seed, "rows": len(rows)},
            records=[sample],
        )
        return sheet(session, desk, revision)


def note_finding(desk: Desk, period: Period, number: str, finding: str, note: str = "") -> None:
    """Record what was found about a row of the last sample: ``right``, or ``wrong`` with a note.

    Raises:
        NotPermitted: only the oversight group does.
        UserError: no sample was drawn, the row is not in it, no such finding, or a wrong row without a note.
    """
    desk.require("sign-off")
    if finding not in SAMPLE_FINDINGS:
        raise UserError(
            _("“{finding}” is no finding. There are: {known}.").format(
                finding=finding, known=_(", ").join(SAMPLE_FINDINGS)
            )
        )
    note = required(note, _("Say what is wrong with the row.")) if finding == "wrong" else not_too_long(note)
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        revision = public_revision(session, period)
        _refuse_signed(session, revision)
        places = _places(session, revision, normal(number))
        if not places:
            raise UserError(
                _("{number} is not in the sample of {month}.").format(
                    number=number, month=show_period(period)
                )
            )
        for sample, position in places:
            assert sample.id is not None
            session.add(
                SampleFinding(
                    sample_id=sample.id,
                    position=position,
                    finding=finding,
                    note=note,
                    **audit.by_whom(desk),
                )
            )
        audit.record(
            session,
            desk,
            "sample-finding",
            show_period(period),
            {"places": [[sample.id, position] for sample, position in places], "finding": finding},
            records=[sample for sample, _position in places],
        )


def _places(session: Session, revision: MonthRevision, wanted: str) -> list[tuple[Sample, int]]:
    """Where a row stands in the samples of a revision: by its number in all of them, by its place in the last one."""
    last = required_sample(session, revision)
    return [
        (sample, row.position)
        for sample in samples_of(session, revision)
        for row in sampled(session, sample)
        if wanted == number_of(session.connection(), row.kind, row.fact_id)
        or (sample.id == last.id and wanted == str(row.position))
    ]


@may_wait("sign-off", right="sign-off")
def sign(desk: Desk, period: Period, reason: str = "") -> None:
    """Sign a month off, once somebody has looked at every row of its sample; it ends an objection.

    Raises:
        NotPermitted: only the oversight group signs, and nobody a month with a card of their own.
        Waits, ReasonMissing: the same hand published it, or has another role too (docs/rules.md, rule 33).
        UserError: no sample, rows that nobody looked at, rows found wrong and no reason, or it is signed already.
    """
    _say(desk, period, "signed", not_too_long(reason))


def object_to(desk: Desk, period: Period, reason: str) -> bool:
    """Object to a month: it is not frozen until the objection is lifted, or the month is published anew.

    Answers whether it still holds up the freeze: a frozen month takes a correction.

    Raises:
        NotPermitted: only the oversight group objects.
        UserError: no sample was drawn, an objection stands already, or no reason.
    """
    return _say(desk, period, "objected", required(reason, _("Say what the objection is."))) != "frozen"


def lift(desk: Desk, period: Period, reason: str) -> None:
    """Lift an objection, without signing the month off.

    Raises:
        NotPermitted: only the oversight group does.
        UserError: there is none, or no reason.
    """
    _say(desk, period, "lifted", required(reason, _("Say why the objection is lifted.")))


def _say(desk: Desk, period: Period, verdict: str, reason: str) -> str:
    """Keep a verdict; answers the state of the month's revision."""
    desk.require("sign-off")
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        revision = public_revision(session, period)
        _refuse_verdict(session, desk, revision, verdict, reason)
        if verdict != "objected":
            # Whoever has a card in the month may speak against it, not for it.
            owners = select(StoredCard.employee_id).where(StoredCard.revision_id == revision.id)
            refuse_oneself(session, desk, set(session.exec(owners)))
        if verdict == "signed":
            hold_signature(session, desk, revision)
        said = SignOff(
            revision_id=id_of(revision),
            verdict=verdict,
            reason=reason,
            **audit.by_whom(desk),
        )
        session.add(said)
        audit.record(
            session,
            desk,
            "sign-off",
            show_period(period),
            {"revision": revision.number, "verdict": verdict, "reason": audit.digest(desk, reason)},
            records=[said],
        )
        return revision.state


def _refuse_verdict(session: Session, desk: Desk, revision: MonthRevision, verdict: str, reason: str) -> None:
    month, last = show_period(revision.period), last_verdict(session, id_of(revision))
    if verdict == "lifted":
        if last != "objected":
            raise UserError(_("No objection stands against {month}.").format(month=month))
        return
    if verdict == last:
        raise UserError(
            _("{month} is signed off already.").format(month=month)
            if verdict == "signed"
            else _("An objection stands against {month} already.").format(month=month)
        )
    required_sample(session, revision)
    # Of every draw: another one must not let rows that are inconvenient go unseen.
    open_rows = list(
        dict.fromkeys(
            row.number
            for draw in range(1, len(samples_of(session, revision)) + 1)
            for row in sheet(session, desk, revision, draw).rows
            if not row.finding
        )
    )
    if verdict == "signed" and open_rows:
        raise UserError(
            _("Nobody has looked at {numbers} yet. Record what was found about every row, then sign.").format(
                numbers=_(", ").join(open_rows[:10]) + (" …" if len(open_rows) > 10 else "")
            )
        )
    if verdict == "signed" and not reason.strip():
        _refuse_wrong(session, revision)


def _refuse_wrong(session: Session, revision: MonthRevision) -> None:
    """What was found wrong, in an earlier draw too, is not signed in passing."""
    numbers = dict.fromkeys(
        number_of(session.connection(), row.kind, row.fact_id)
        for sample in samples_of(session, revision)
        for found in (last_findings(session, sample),)
        for row in sampled(session, sample)
        if row.position in found and found[row.position].finding == "wrong"
    )
    if numbers:
        raise UserError(
            _(
                "Found wrong: {numbers}. Say with a reason why the month is signed off all the same, or object."
            ).format(numbers=_(", ").join(numbers))
        )


def _refuse_signed(session: Session, revision: MonthRevision) -> None:
    """What is drawn or found after the signature would be no basis of it."""
    if last_verdict(session, id_of(revision)) == "signed":
        raise UserError(
            _("{month} is signed off. Object first (csi oversight object), then go on looking.").format(
                month=show_period(revision.period)
            ),
            at_desk=_("{month} is signed off. Object first, then go on looking.").format(
                month=show_period(revision.period)
            ),
        )


def refuse_objection(session: Session, _desk: Desk, revision: MonthRevision) -> None:
    """Refuse to freeze a month against which an objection stands.

    Raises:
        UserError: one does; with exit status 1.
    """
    if last_verdict(session, id_of(revision)) == "objected":
        raise UserError(
            _(
                "{month} cannot be frozen: the oversight group objects. It lifts the objection or signs the month off "
                "(csi oversight), or the month is reopened, put right and published anew."
            ).format(month=show_period(revision.period)),
            exit_status=1,
            at_desk=_(
                "{month} cannot be frozen: the oversight group objects. It lifts the objection or signs the month off, "
                "at 5 (Month), Records, or the month is put back to open, put right and published anew."
            ).format(month=show_period(revision.period)),
        )


def last_verdict(session: Session, revision_id: int) -> str:
    """The last word of the oversight group on a revision; empty where it said nothing."""
    return (
        session.exec(
            select(SignOff.verdict).where(SignOff.revision_id == revision_id).order_by(col(SignOff.id).desc())
        ).first()
        or ""
    )


def refuse_unsigned(session: Session, _desk: Desk, revision: MonthRevision) -> None:
    """Refuse to freeze a month that the oversight group has not signed off, where it has somebody and the scheme of the
    month says that the freeze waits for it (seed 000 §11).

    Raises:
        UserError: it is not signed; with exit status 1.
    """
    if (
        last_verdict(session, id_of(revision)) != "signed"
        and version_text(session, revision.scheme_version_id).scheme.freeze_after == "sign-off"
        and overseers(session)
    ):
        raise UserError(
            _(
                "{month} cannot be frozen before the oversight group has signed it off (csi oversight sign)."
            ).format(month=show_period(revision.period)),
            exit_status=1,
            at_desk=_(
                "{month} cannot be frozen before the oversight group has signed it off, at 5 (Month), Records."
            ).format(month=show_period(revision.period)),
        )
