"""The month-close: compute, publish, freeze (seed 000 §8; docs/rules.md, rules 4, 5, 15).

A month goes open → computed → published → frozen. What a published month rests on is kept as a snapshot, checked at
that moment against a second computation; the freeze makes it unchangeable and hands what was not counted on to the
next month.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from csi_db import carry_over, facts, seals
from csi_db.models import Month, MonthRevision
from csi_db.procedure_records import ProcedureRecord
from csi_db.seals import digest_of_figures
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _, ngettext
from csi_tui.scoring.periods import Period, ends_at, next_period, show_period, starts_at
from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.services.close.guards import FREEZE_GUARDS, refuse_waiting_acts
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.automatic_copies import copy_of
from csi_tui.services.desk.card_texts import state_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.errors import UserError
from csi_tui.services.months import left_returns
from csi_tui.services.months.close_lock import closing
from csi_tui.services.months.compute import Computation, compute_live, cut_off_of
from csi_tui.services.months.counting_month import closed_periods, next_open
from csi_tui.services.months.objection_windows import open_windows, window_end
from csi_tui.services.months.revisions import (
    by_other_rules,
    id_of,
    is_as_stored,
    keep,
    worth_publishing,
)
from csi_tui.services.months.status import MonthStatus, status_of
from csi_tui.services.months.steps import note_step
from csi_tui.services.oversight.two_hats import refuse_to_publish
from csi_tui.services.proof import certificates, signing
from csi_tui.services.schemes.in_force import SchemeText, named_scheme, version_text


def compute(
    desk: Desk,
    period: Period,
    as_of: datetime | None = None,
    scheme_id: str | None = None,
    *,
    progress: Progress = unheard,
) -> MonthStatus:
    """Compute a month's cards as known at ``as_of`` (default: now); may be repeated until it is published.

    ``progress`` hears how far it has come.

    Raises:
        NotPermitted: the user may not close months.
        UserError: the month is published or frozen, or the cut-off lies ahead or before the month.
    """
    with closing(desk):
        text = named_scheme(desk, scheme_id, period)
        cut_off = _cut_off(desk, period, as_of, text)
        with desk.read() as session:
            refuse_closed(session, period)
            computation = compute_live(session, text.scheme, cut_off, progress=progress)
        progress(_("Keeping the cards"))
        with desk.write() as session:
            refuse_closed(session, period)
            revision = keep(session, desk, cut_off, text, computation)
            step = note_step(session, desk, period, "computed", revision)
            detail = _digest_of(session, revision, computation)
            audit.record(session, desk, "compute", show_period(period), detail, records=[step])
            return status_of(session, desk.site, period)


def publish(
    desk: Desk,
    period: Period,
    days: int | None = None,
    *,
    somebody: bool = False,
    unattended: bool = False,
) -> MonthStatus:
    """Open the publication window of ``days`` working days (default: the scheme's) and keep the snapshot.

    Where the month was published before and reopened, the window begins anew for those whose cards differ; the others
    keep theirs. ``somebody``: only with somebody on the notice and for no fewer days than the scheme's; what people and
    unattended runs publish asks for it. ``unattended``: nobody is there whom the roles of the account could contradict.

    Raises:
        NotPermitted: the user may not close months, or is of the oversight group and not the only one who could.
        UserError: nobody is assessed, the window is too short, the month is not computed, was computed before it ended,
            or its data changed since.
    """
    with closing(desk), desk.write() as session:
        if somebody and not unattended:
            refuse_to_publish(session, desk)
        month, revision = _revision_in(session, period, "computed")
        text = version_text(session, revision.scheme_version_id)
        if revision.as_of < ends_at(period, desk.site.zone):
            raise UserError(
                _(
                    "{month} was computed as of {as_of}, before the month ended. "
                    "Compute it again, then publish."
                ).format(month=show_period(period), as_of=_local(desk, revision.as_of))
            )
        _refuse_other_rules(revision)
        refuse_waiting_acts(session, desk, revision)
        if somebody and not worth_publishing(session, revision):
            raise UserError(
                _(
                    "Nobody is assessed in {month}: there is nothing to publish. Look what is missing (csi close check "
                    "{month}), enter it, and compute the month again."
                ).format(month=show_period(period)),
                exit_status=1,
                at_desk=_(
                    "Nobody is assessed in {month}: there is nothing to publish. Look what is missing (Check), enter "
                    "it, and compute the month again."
                ).format(month=show_period(period)),
            )
        window = text.scheme.publication_days if days is None else days
        if somebody and window < text.scheme.publication_days:
            raise UserError(
                ngettext(
                    "By the scheme everybody has {n} working day to look at the cards and appeal; a shorter window is "
                    "not opened. Leave --days out.",
                    "By the scheme everybody has {n} working days to look at the cards and appeal; a shorter window is "
                    "not opened. Leave --days out, or give {n} or more.",
                    text.scheme.publication_days,
                ).format(n=text.scheme.publication_days)
            )
        _keep_snapshot(session, revision, text)
        now = clock.now()
        revision.state = month.state = "published"
        revision.published_at, revision.published_by_id = now, desk.actor.user_id
        changed = open_windows(session, revision, window_end(session, desk, window))
        session.add_all([month, revision])
        step = note_step(session, desk, period, "published", revision)
        code = certificates.keep(session, desk.site, revision).code
        audit.record(
            session,
            desk,
            "publish",
            show_period(period),
            {"revision": revision.number, "working_days": window, "changed": changed, "code": code},
            records=[step, ProcedureRecord("card_window", id_of(revision))],
        )
        return status_of(session, desk.site, period)


def freeze(desk: Desk, period: Period) -> MonthStatus:
    """Freeze a published month whose window is over; the store is copied first.

    Raises:
        NotPermitted: the user may not close months.
        UserError: the month is not published, or something holds it up (:mod:`csi_tui.services.close.guards`).
        IntegrityFailure: its cards are not those of its snapshot any more.
    """
    with closing(desk):
        with desk.read() as session:
            _month, revision = _revision_in(session, period, "published")
            for guard in FREEZE_GUARDS:
                if not guard.slow:
                    guard.refuse(session, desk, revision)
        copy_of(desk.store.path, "freeze")
        with desk.write() as session:
            month, revision = _revision_in(session, period, "published")
            for guard in FREEZE_GUARDS:
                guard.refuse(session, desk, revision)
            freeze_revision(session, desk, month, revision, clock.now())
            return status_of(session, desk.site, period)


def _refuse_other_rules(revision: MonthRevision) -> None:
    """What was computed by other rules was looked at, and is not what publishing would derive.

    Raises:
        UserError: it was.
    """
    if by_other_rules(revision):
        raise UserError(
            _(
                "{month} was computed by another version of the rules than this program has ({own}). Compute it again, "
                "look at it, then publish."
            ).format(month=show_period(revision.period), own=RULES_VERSION),
            exit_status=1,
        )


def _cut_off(desk: Desk, period: Period, as_of: datetime | None, text: SchemeText) -> facts.CutOff:
    now = clock.now()
    instant = now if as_of is None else as_of
    if instant > now:
        raise UserError(_("The cut-off {as_of} lies ahead.").format(as_of=_local(desk, instant)))
    if instant < starts_at(period, desk.site.zone):
        raise UserError(
            _("{month} has not begun at {as_of}: there is nothing to compute.").format(
                month=show_period(period), as_of=_local(desk, instant)
            )
        )
    return cut_off_of(text.scheme, period, instant)


def refuse_closed(session: Session, period: Period) -> None:
    """Refuse what a published or frozen month does not take.

    Raises:
        UserError: the month is one.
    """
    month = session.get(Month, period)
    if month is not None and month.state in CLOSED_STATES:
        raise UserError(
            _("{month} is {state} and is not computed again.").format(
                month=show_period(period), state=state_name(month.state)
            )
        )


def _revision_in(session: Session, period: Period, state: str) -> tuple[Month, MonthRevision]:
    month = session.get(Month, period)
    if month is None or month.state != state or month.revision_id is None:
        found = "open" if month is None else month.state
        sentences = {
            "open": _("{month} is not computed yet. Run “csi close compute {month}” first."),
            "computed": _("{month} is only computed. Publish it before it is frozen."),
            "published": _("{month} is published already."),
            "frozen": _(
                "{month} is frozen already; what is wrong in it takes a correction (csi close correct)."
            ),
        }
        at_desk = {
            "open": _("{month} is not computed yet. Compute it first, at 5 (Month)."),
            "frozen": _("{month} is frozen already; what is wrong in it takes a correction."),
        }
        raise UserError(
            sentences[found].format(month=show_period(period)),
            at_desk=at_desk.get(found, sentences[found]).format(month=show_period(period)),
        )
    return month, session.get_one(MonthRevision, month.revision_id)


def _keep_snapshot(session: Session, revision: MonthRevision, text: SchemeText) -> None:
    """Keep the snapshot, after checking that computing again gives the stored cards to the letter."""
    cut_off = cut_off_of(text.scheme, revision.period, revision.as_of)
    again = compute_live(session, text.scheme, cut_off)
    if not is_as_stored(session, id_of(revision), again):
        raise UserError(
            _(
                "The data of {month} changed after it was computed. Compute it again, look at it, then publish."
            ).format(month=show_period(revision.period)),
            exit_status=1,
        )
    facts.keep_snapshot(session.connection(), id_of(revision))


def freeze_revision(
    session: Session, desk: Desk, month: Month, revision: MonthRevision, now: datetime
) -> None:
    """Freeze a revision, hand on what it does not count, seal and chain it, in the unit of work that does so."""
    following = next_open(next_period(month.period), closed_periods(session))
    session.flush()
    moved = carry_over.hand_on(session.connection(), month.period, following, id_of(revision), revision.as_of)
    moved["returns_of_closed_months"] = left_returns.of_closed_months(session, revision)
    revision.state = month.state = "frozen"
    revision.frozen_at, revision.frozen_by_id = now, desk.actor.user_id
    session.add_all([month, revision])
    session.flush()
    if left_returns.may_be_left(session, month.period):
        scheme = version_text(session, revision.scheme_version_id).scheme
        moved["returns"] += left_returns.held_by_nobody(session, revision, scheme.return_window_days)
    seal = seals.keep(session.connection(), id_of(revision))
    certificate = certificates.chain(session, desk.site, revision)
    step = note_step(session, desk, month.period, "backfilled" if revision.backfilled else "frozen", revision)
    audit.record(
        session,
        desk,
        "backfill" if revision.backfilled else "freeze",
        show_period(month.period),
        {
            "revision": revision.number,
            "carried_over": moved,
            "to": show_period(following),
            "seal": seal,
            "certificate": certificate,
            **signing.signature_of(session, desk.site, revision),
        },
        records=[step, ProcedureRecord("carried_row", id_of(revision))],
    )


def _digest_of(session: Session, revision: MonthRevision, computation: Computation) -> dict[str, object]:
    session.flush()
    return {
        "revision": revision.number,
        "rules": revision.rules_version,
        "as_of": revision.as_of.isoformat(),
        "cards": len(computation.cards),
        "assessed": sum(card.is_assessed for card in computation.cards),
        "figures": digest_of_figures(session.connection(), id_of(revision)),
    }


def _local(desk: Desk, instant: datetime) -> str:
    return show_instant(instant, desk.site.zone)
