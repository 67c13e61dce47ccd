"""Verify a store: pages, references, guards, the audit trail, every frozen month against its seal and derived again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count

from sqlmodel import Session

from csi_db import integrity, month_rows, seals
from csi_db.calendar_rows import altered_versions
from csi_db.damage import damages_meanwhile
from csi_db.held_beside import HeldBeside, held_beside
from csi_db.held_rows import AlteredRow
from csi_db.row_ledger import held_columns
from csi_db.store import Store
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.services.desk import audit, last_head
from csi_tui.services.desk.damage import place_of, what_is_wrong
from csi_tui.services.desk.desk import Desk, SiteInfo
from csi_tui.services.desk.exposed import exposed
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.months.clock_jump import ahead_text, frozen_ahead
from csi_tui.services.proof import audited_imports, audited_months, audited_rows, audited_steps, held_rows
from csi_tui.services.proof.sealed_months import certificate_problems, month_problems
from csi_tui.services.proof.signatures import LookedAt, look_at_signatures
from csi_tui.services.proof.verification import (
    UNREADABLE,
    Look,
    OtherRules,
    Problem,
    Signatures,
    Verification,
)
from csi_tui.services.workdays.calendar import years_covered

PLACES = 15
"""Places that are looked at beside the frozen months."""


def verify(
    desk: Desk, *, quick: bool = False, held: Collection[str] = (), progress: Progress = unheard
) -> Verification:
    """Look for everything that can be found out from inside the store; ``progress`` hears of the places looked at.

    ``quick``: by the digests and the chain of the trail alone. Pages, references, imported rows against their files,
    and what follows from the facts of a month are left out. ``held``: public keys that somebody holds outside.

    A trail cut off at its end, or rewritten as a whole together with the seals, cannot be seen from inside
    (docs/safekeeping.en.md).

    Raises:
        IntegrityFailure: so much is damaged that nothing can be read.
        StoreUnavailable: it cannot be read for another reason.
    """
    with told_to_the_user():
        found = verify_store(desk.store, desk.site, progress, quick=quick, held=held)
        refusal = last_head.look(desk.store, desk.site.zone)
        if refusal is None:
            last_head.remember(desk.store)
            return found
        return replace(found, problems=(*found.problems, Problem(_("audit trail"), refusal.message)))


def verify_store(
    store: Store,
    site: SiteInfo,
    progress: Progress = unheard,
    *,
    quick: bool = False,
    held: Collection[str] = (),
) -> Verification:
    """The same, of a store that nobody sits at.

    Raises:
        StoreFailure: it cannot be read for another reason than damage.
    """
    problems: list[Problem] = []
    with store.read() as session:
        places, ahead = count(), PLACES
        look = Look(
            session,
            site,
            problems,
            lambda: progress(_("Looking through the store, place by place"), next(places), ahead),
        )
        frozen: list[Period] = []
        anchors: Mapping[Period, Mapping[int, str | None]] = {}
        calendar: Mapping[int, bool] = {}
        entries = 0
        with look.at(_("months")):
            frozen = month_rows.frozen_periods(session.connection())
        ahead += len(frozen)
        with look.at(_("audit trail")):
            anchors = audited_months.seals_entered(session)
        months = {period: anchors.get(period, {}) for period in sorted({*frozen, *anchors})}
        with held_beside(store.path) as beside:
            rows = _Rows(replace(look, problems=[]), beside)
            if quick:
                _look_over(look, months, rows, quick=True)
            else:
                with (
                    damages_meanwhile(store.path, rows.proven_columns) as damaged,
                    rows.given_up_by_an_error(),
                ):
                    _look_over(look, months, rows, quick=False)
                    progress(_("Looking over the pages of the store"))
                    problems[:0] = (Problem(place_of(damage), what_is_wrong(damage)) for damage in damaged())
        signatures = LookedAt((), (), Signatures())
        with look.at(_("signatures")):
            signatures = look_at_signatures(session, site, held)
        problems += signatures.problems
        with look.at(_("due times of complaints")):
            calendar = years_covered(session)
        with look.at(_("audit trail")):
            entries = audit.length(session)
        other_rules = tuple(_by_other_rules(session))
        remarks = (*_frozen_ahead(session, site), *signatures.remarks, *_open_to_others(store))
    return Verification(
        audit_entries=entries,
        frozen_months=tuple(map(show_period, frozen)),
        calendar=calendar,
        problems=tuple(problems),
        quick=quick,
        other_rules=other_rules,
        remarks=remarks,
        signatures=signatures.signatures,
    )


def _look_over(
    look: Look, months: Mapping[Period, Mapping[int, str | None]], rows: _Rows, *, quick: bool
) -> None:
    """Look at every place but the pages; ``months``: the frozen ones, with the seals that the trail holds."""
    if not quick:
        look.over(_("references"), _reference_problems)
    look.over(_("guards"), _guard_problems)
    look.over(_("audit trail"), _trail_problems)
    look.over(_("what was done to the months"), lambda session: _procedure_problems(session, look.site))
    look.over(_("steps of the months"), _step_problems)
    turn = len(look.problems)
    if not quick:
        look.over(_("imports"), lambda session: _import_problems(session, look.site))
    for period, anchors in months.items():
        look.over(
            show_period(period), partial(month_problems, period=period, anchors=anchors, derived=not quick)
        )
    look.over(
        _("certificates"),
        lambda session: certificate_problems(
            session, look.site, {problem.where for problem in look.problems}, derived=not quick
        ),
    )
    look.over(_("computed months"), _computed_problems)
    look.over(_("calendar"), _calendar_problems)
    look.problems[turn:turn] = rows.problems()


class _Rows:
    """The rows that count: looked at before all else, or by another process meanwhile; told in their turn, for a trail
    that was cut says it before the rows that it no longer knows."""

    def __init__(self, look: Look, beside: HeldBeside | None) -> None:
        self._look, self._beside = look, beside
        self._looked = False
        if beside is None:
            self.problems()

    def problems(self) -> list[Problem]:
        """What is wrong with them."""
        if not self._looked:
            self._looked = True
            found = None if self._beside is None else self._beside.found()
            self._look.over(_("rows that count"), lambda session: _row_problems(session, found))
        return self._look.problems

    def proven_columns(self) -> Mapping[str, Collection[str]]:
        """Where every row is held by the trail as it is, its values are those that the program wrote."""
        sound = not self._look.problems if self._beside is None else self._beside.found() == []
        return held_columns() if sound else {}

    @contextmanager
    def given_up_by_an_error(self) -> Iterator[None]:
        """Whoever breaks the look off waits for no process."""
        try:
            yield
        except BaseException:
            if self._beside is not None:
                self._beside.stop()
            raise


def _by_other_rules(session: Session) -> Iterator[OtherRules]:
    """Revisions that could be read once and are not derived again; none where they cannot be read, which is told."""
    try:
        for period, number, rules in month_rows.closed_by_other_rules(session.connection(), RULES_VERSION):
            yield OtherRules(show_period(period), number, rules)
    except UNREADABLE:
        return


def _frozen_ahead(session: Session, site: SiteInfo) -> Iterator[Problem]:
    """Months that a clock that was ahead froze too early; none where they cannot be read, which is told."""
    try:
        for found in frozen_ahead(session, site):
            yield Problem(show_period(found.period), ahead_text(found))
    except UNREADABLE:
        return


def _open_to_others(store: Store) -> Iterator[Problem]:
    """That others can write the store, past everything that is looked at here."""
    found = exposed(store.path)
    if found is not None:
        yield Problem(_("the file"), found.message)


def _reference_problems(session: Session) -> Iterator[Problem]:
    for found in integrity.broken_references(session.connection()):
        yield Problem(_("references"), found)


def _guard_problems(session: Session) -> Iterator[Problem]:
    for name in integrity.changed_triggers(session.connection()):
        yield Problem(_("guards"), _("trigger {name} is missing, changed or added").format(name=name))
    for name in integrity.changed_tables(session.connection()):
        yield Problem(_("tables"), _("{name} is not as the program made it").format(name=name))


def _trail_problems(session: Session) -> Iterator[Problem]:
    for seq in audit.broken_entries(session):
        yield Problem(_("audit trail"), _("entry {number} does not fit").format(number=seq))


def _procedure_problems(session: Session, site: SiteInfo) -> Iterator[Problem]:
    for sentence in audited_rows.altered(session, site):
        yield Problem(_("what was done to the months"), sentence)


def _computed_problems(session: Session) -> Iterator[Problem]:
    """Months that are only computed: nothing is sealed yet, but the trail holds a digest of what was computed."""
    entered = audited_months.figures_entered(session)
    for period, number, revision_id in month_rows.only_computed(session.connection()):
        known, digest = entered.get(period, (0, ""))
        if known == number and digest != seals.digest_of_figures(session.connection(), revision_id):
            yield Problem(show_period(period), _("its cards and results are not those that were computed"))


def _calendar_problems(session: Session) -> Iterator[Problem]:
    for version in altered_versions(session.connection()):
        yield Problem(
            _("calendar"),
            _("the days of version {number} are not those that were kept").format(number=version),
        )


def _row_problems(session: Session, found: list[AlteredRow] | None) -> Iterator[Problem]:
    for sentence in held_rows.altered(session, found):
        yield Problem(_("rows that count"), sentence)


def _import_problems(session: Session, site: SiteInfo) -> Iterator[Problem]:
    for sentence in audited_imports.contradicted(session, site):
        yield Problem(_("imports"), sentence)


def _step_problems(session: Session) -> Iterator[Problem]:
    for period, sentence in audited_steps.contradicted(session):
        yield Problem(show_period(period), sentence)
