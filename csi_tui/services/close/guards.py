"""What holds up the freeze of a published month: one list, which the freeze obeys and the check of the month shows.

What is no matter of waiting stands in the freeze itself (:func:`csi_tui.services.close.month_close.freeze`): the right,
that the month is published at all, and that nobody else is closing (:mod:`csi_tui.services.months.close_lock`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from csi_db import complaint_rows
from csi_db.models import Certificate, Month, MonthRevision
from csi_db.second_people import waiting_in
from csi_tui.i18n import _, ngettext
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.appeals.holding_up import refuse_waiting_appeals
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.errors import IntegrityFailure, UserError
from csi_tui.services.months.clock_jump import refuse_a_jump
from csi_tui.services.months.compute import compute_snapshot
from csi_tui.services.months.revisions import by_other_rules, columns_fit, id_of, is_as_counted, is_as_stored
from csi_tui.services.oversight.sampling import refuse_objection, refuse_unsigned
from csi_tui.services.proof import certificates
from csi_tui.services.schemes.in_force import version_text
from csi_tui.services.tabular.remarks import listed
from csi_tui.services.workdays.calendar import provisional_text, site_calendar

Refuse = Callable[[Session, Desk, MonthRevision], None]
"""Raises the user's error that says why this revision is not frozen now, and what to do; else answers nothing."""


def refuse_waiting_acts(session: Session, desk: Desk, revision: MonthRevision) -> None:
    """What waits for a second person would move a figure of the month (docs/rules.md, rule 27).

    Raises:
        UserError: something does; with exit status 1.
    """
    waiting = waiting_in(session.connection(), revision.period)
    if not waiting:
        return
    said = {"month": show_period(revision.period), "n": len(waiting), "numbers": listed(waiting)}
    raise UserError(
        ngettext(
            "{n} act on {month} waits for a second person: no. {numbers}. Have it confirmed or rejected, or carry "
            "it over (csi waiting).",
            "{n} acts on {month} wait for a second person: no. {numbers}. Have them confirmed or rejected, or carry "
            "them over (csi waiting).",
            len(waiting),
        ).format(**said),
        exit_status=1,
        at_desk=ngettext(
            "{n} act on {month} waits for a second person: no. {numbers}. Have it confirmed or rejected, or carry "
            "it over.",
            "{n} acts on {month} wait for a second person: no. {numbers}. Have them confirmed or rejected, or carry "
            "them over.",
            len(waiting),
        ).format(**said),
    )


def refuse_out_of_turn(session: Session, desk: Desk, revision: MonthRevision) -> None:
    """Months are frozen in their order: returns of an earlier one are charged back only once it is frozen.

    Raises:
        UserError: an earlier one is published; with exit status 1.
    """
    period = revision.period
    earlier = session.exec(
        select(Month.period)
        .where(col(Month.period) < period, Month.state == "published")
        .order_by(col(Month.period))
    ).first()
    if earlier is not None:
        raise UserError(
            _("{earlier} is published and not frozen yet. Freeze it first, then {month}.").format(
                earlier=show_period(Period(earlier)), month=show_period(period)
            ),
            exit_status=1,
        )


def refuse_running_window(session: Session, desk: Desk, revision: MonthRevision) -> None:
    """The owners of the cards may still object (seed 000 §8.3).

    Raises:
        UserError: the window still runs; with exit status 1.
    """
    if revision.window_ends_at is not None and clock.now() < revision.window_ends_at:
        raise UserError(
            _("The publication window of {month} runs until {until}; freeze it after that.").format(
                month=show_period(revision.period),
                until=show_instant(revision.window_ends_at, desk.site.zone),
            ),
            exit_status=1,
        )


def refuse_provisional(session: Session, desk: Desk, revision: MonthRevision) -> None:
    """A due time that rests on a year that nobody announced blocks the freeze (docs/rules.md, rule 20).

    Raises:
        UserError: there is one; with exit status 1.
    """
    period = revision.period
    spans = complaint_rows.provisional_spans(session.connection(), period)
    if not spans:
        return
    known = site_calendar(session).years
    years = {year for first, last in spans for year in range(first, last + 1) if year not in known}
    said = {"month": show_period(period), "sentence": provisional_text(sorted(years), len(spans))}
    raise UserError(
        _(
            "{month} cannot be frozen: {sentence} Enter the year from its notice (csi calendar import), or have a "
            "supervisor declare its weekdays less statutory days final (csi calendar declare)."
        ).format(**said),
        exit_status=1,
        at_desk=_(
            "{month} cannot be frozen: {sentence} Enter the year from its notice at 8 (Days), or have a supervisor "
            "declare its weekdays less statutory days final there."
        ).format(**said),
    )


def refuse_altered(session: Session, desk: Desk, revision: MonthRevision) -> None:
    """Nothing guards a published month's rows yet: what is frozen must still be what its snapshot gives.

    What was published by other rules must be what its certificate names.

    Raises:
        IntegrityFailure: it is not.
    """
    certificate = session.get(Certificate, id_of(revision))
    if by_other_rules(revision) and certificate is not None:
        intact = not certificates.problem_of(session, desk.site, certificate, revision) and columns_fit(
            session, id_of(revision)
        )
    else:
        scheme = version_text(session, revision.scheme_version_id).scheme
        held = is_as_counted if by_other_rules(revision) else is_as_stored
        intact = held(session, id_of(revision), compute_snapshot(session, scheme, id_of(revision)))
    if not intact:
        raise IntegrityFailure(
            _(
                "The cards of {month} are not those that were published: something outside the program changed them. "
                "Nothing was frozen. Run “csi verify”, and restore a backup."
            ).format(month=show_period(revision.period)),
            at_desk=_(
                "The cards of {month} are not those that were published: something outside the program changed them. "
                "Nothing was frozen. Have the store looked through and a backup put back."
            ).format(month=show_period(revision.period)),
        )


@dataclass(frozen=True, slots=True)
class Guard:
    """One reason for which a published month is not frozen.

    ``code`` names it among the findings of the month's check; ``slow``: it derives the month's cards once more, so it
    is asked once, in the unit of work that freezes.
    """

    code: str
    refuse: Refuse
    slow: bool = False


FREEZE_GUARDS: tuple[Guard, ...] = (
    Guard("freeze-out-of-turn", refuse_out_of_turn),
    Guard("act-waits", refuse_waiting_acts),
    Guard("appeal-waits", refuse_waiting_appeals),
    Guard("objection-stands", refuse_objection),
    Guard("not-signed", refuse_unsigned),
    Guard("window-runs", refuse_running_window),
    Guard("clock-jumped", refuse_a_jump),
    Guard("provisional-due", refuse_provisional),
    Guard("cards-altered", refuse_altered, slow=True),
)
"""In the order in which they are told. Appeals and the objection are decided in rooms of their own; a month that is
brought in as it was (``past_months``) was never published, so that only its turn and its due times are asked for."""


def held_up(session: Session, desk: Desk, revision: MonthRevision) -> Iterator[tuple[str, str]]:
    """Every guard's code and sentence that holds up the freeze of a published revision, all of them."""
    for guard in FREEZE_GUARDS:
        try:
            guard.refuse(session, desk, revision)
        except UserError as refusal:
            yield guard.code, refusal.message
