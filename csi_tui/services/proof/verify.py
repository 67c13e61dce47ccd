"""Verify a store: pages, references, guards, the audit trail, every frozen month against its seal and derived again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from csi_db import integrity, month_rows, seals
from csi_db.calendar_rows import altered_versions
from csi_db.damage import damages
from csi_db.models import MonthRevision
from csi_db.numbers import number_of
from csi_db.sqlite_only import is_about_the_machine
from csi_db.store import Store, driver_error
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import show_period
from csi_tui.scoring.rules_version import RULES_VERSION
from csi_tui.services.desk import audit
from csi_tui.services.desk.damage import place_of, what_is_wrong
from csi_tui.services.desk.desk import Desk, SiteInfo
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import UserError
from csi_tui.services.months.compute import compute_snapshot
from csi_tui.services.months.revisions import (
    by_other_rules,
    card_rows,
    columns_fit,
    id_of,
    result_differences,
    stored_cards,
    stored_team_cards,
    team_card_rows,
)
from csi_tui.services.proof import audited_months, audited_rows, audited_steps, certificates
from csi_tui.services.schemes.in_force import version_text
from csi_tui.services.workdays.calendar import years_covered


@dataclass(frozen=True, slots=True)
class Problem:
    """Something stored that is not what it was: where it is, and what differs."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class OtherRules:
    """A revision that was computed by another version of the rules, so not derived again."""

    month: str
    revision: int
    rules: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and what was found; a sound store has no problems.

    ``calendar``: year that a due time rests on → whether its official calendar is known. ``other_rules``: revisions
    that were held against their seal and certificate alone.
    """

    audit_entries: int
    frozen_months: tuple[str, ...]
    calendar: Mapping[int, bool]
    problems: tuple[Problem, ...]
    other_rules: tuple[OtherRules, ...] = ()

    def json(self) -> dict[str, object]:
        """The answer of ``csi verify --json``."""
        return {
            "audit_entries": self.audit_entries,
            "frozen_months": list(self.frozen_months),
            "calendar": {str(year): known for year, known in self.calendar.items()},
            "rules": RULES_VERSION,
            "other_rules": [
                {"month": one.month, "revision": one.revision, "rules": one.rules} for one in self.other_rules
            ],
            "problems": [{"where": problem.where, "what": problem.what} for problem in self.problems],
        }


def verify(desk: Desk) -> Verification:
    """Look for everything that can be found out from inside the store.

    A trail cut off at its end, or rewritten as a whole together with the seals, cannot be seen from inside
    (docs/safekeeping.en.md).

    Raises:
        IntegrityFailure: so much is damaged that nothing can be read.
        StoreUnavailable: it cannot be read for another reason.
    """
    with told_to_the_user():
        return verify_store(desk.store, desk.site)


def verify_store(store: Store, site: SiteInfo) -> Verification:
    """The same, of a store that nobody sits at.

    Raises:
        StoreFailure: it cannot be read for another reason than damage.
    """
    problems = [Problem(place_of(damage), what_is_wrong(damage)) for damage in damages(store.path)]
    with store.read() as session:
        look = _Look(session, site, problems)
        frozen: list[int] = []
        anchors: Mapping[int, Mapping[int, str | None]] = {}
        calendar: Mapping[int, bool] = {}
        entries = 0
        with look.at(_("months")):
            frozen = month_rows.frozen_periods(session.connection())
        with look.at(_("audit trail")):
            anchors = audited_months.seals_entered(session)
        look.over(_("references"), _reference_problems)
        look.over(_("guards"), _guard_problems)
        look.over(_("audit trail"), _trail_problems)
        look.over(_("what was done to the months"), lambda session: _procedure_problems(session, site))
        look.over(_("steps of the months"), _step_problems)
        for period in sorted({*frozen, *anchors}):
            look.over(
                show_period(period),
                partial(_month_problems, site=site, period=period, anchors=anchors.get(period, {})),
            )
        look.over(
            _("certificates"),
            lambda session: _certificate_problems(session, site, {problem.where for problem in problems}),
        )
        look.over(_("computed months"), _computed_problems)
        look.over(_("calendar"), _calendar_problems)
        with look.at(_("due times of complaints")):
            calendar = years_covered(session)
        with look.at(_("audit trail")):
            entries = audit.length(session)
        other_rules = tuple(_by_other_rules(session))
    return Verification(
        audit_entries=entries,
        frozen_months=tuple(map(show_period, frozen)),
        calendar=calendar,
        problems=tuple(problems),
        other_rules=other_rules,
    )


def _by_other_rules(session: Session) -> Iterator[OtherRules]:
    """Revisions that could be read once and are not derived again; none where they cannot be read, which is told."""
    try:
        for period, number, rules in month_rows.closed_by_other_rules(session.connection(), RULES_VERSION):
            yield OtherRules(show_period(period), number, rules)
    except _UNREADABLE:
        return


@dataclass(frozen=True, slots=True)
class _Look:
    """One look through a store: what cannot be read is a problem of its place, and the look goes on."""

    session: Session
    site: SiteInfo
    problems: list[Problem]

    def over(self, where: str, find: Callable[[Session], Iterable[Problem]]) -> None:
        """Add the problems of one place."""
        with self.at(where):
            self.problems.extend(find(self.session))

    @contextmanager
    def at(self, where: str) -> Iterator[None]:
        """A place that may be unreadable."""
        try:
            yield
        except _UNREADABLE as error:
            if (own := driver_error(error)) is not None and is_about_the_machine(own):
                raise
            self.problems.append(
                Problem(where, _("it cannot be read: {reason}").format(reason=_brief(error)))
            )


def _brief(error: BaseException) -> str:
    """What an error says, without the statement and its values."""
    own = driver_error(error)
    return " ".join(str(own if own is not None else error).split()) or type(error).__name__


_UNREADABLE = (
    sqlite3.Error,
    SQLAlchemyError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    AssertionError,
    StopIteration,
    UserError,
)
"""What reading raises where a page is damaged, or a value is none of its column's any more."""


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


def _step_problems(session: Session) -> Iterator[Problem]:
    for period, sentence in audited_steps.contradicted(session):
        yield Problem(show_period(period), sentence)


def _month_problems(
    session: Session, site: SiteInfo, period: int, anchors: Mapping[int, str | None]
) -> Iterator[Problem]:
    """What a frozen month no longer is: its revisions, and the one that it shows."""
    where = show_period(period)
    shown = month_rows.shown_revision(session.connection(), period)
    if shown is None or shown.id is None:
        yield Problem(where, _("the audit trail says that it is frozen, and its revision is missing"))
        return
    if (shown.state, shown.revision_state, shown.revision_period) != ("frozen", "frozen", period):
        yield Problem(where, _("the audit trail says that it is frozen, and it is not"))
        return
    if anchors and shown.number != max(anchors):
        yield Problem(where, _("the audit trail says that it was corrected, and it does not show that"))
    frozen = month_rows.frozen_revisions(session.connection(), period)
    for missing in sorted(anchors.keys() - frozen.keys()):
        yield Problem(
            where, _("revision {number}, which the audit trail knows, is missing").format(number=missing)
        )
    problems = [
        problem
        for number, revision_id in frozen.items()
        for problem in _revision_problems(session, period, number, revision_id, anchors)
    ]
    yield from problems


def _revision_problems(
    session: Session, period: int, number: int, revision_id: int, anchors: Mapping[int, str | None]
) -> Iterator[Problem]:
    """Its rows against their seal, the seal against the trail, the cards derived again."""
    where = show_period(period)
    connection = session.connection()
    altered = False
    for difference in seals.differences(connection, revision_id):
        altered = True
        rows = [_row_name(session, difference.relation, key) for key in difference.keys]
        if len(rows) == seals.MOST_KEYS:
            rows.append("…")
        what = _(RELATION_NAMES.get(difference.relation, difference.relation))
        yield Problem(
            where,
            _("{what} differs from its seal: {rows}").format(what=what, rows=_(", ").join(rows))
            if rows
            else _("{what}: its seal was changed").format(what=what),
        )
    if number not in anchors:
        yield Problem(where, _("the audit trail does not say that it was frozen"))
    elif anchors[number] != seals.digest_of(connection, revision_id):
        yield Problem(where, _("its seal is not the one that the audit trail holds"))
    if not altered:
        yield from _derived_again(session, where, revision_id)


def _certificate_problems(session: Session, site: SiteInfo, damaged: Collection[str]) -> Iterator[Problem]:
    """Every certificate against what it certifies, and against the trail; not of months that are ``damaged``.

    So are revisions that were published, and withdrawn when their month was reopened: they can still be read.
    """
    entered = audited_months.certificates_entered(session)
    for certificate, revision in certificates.all_certificates(session):
        known = entered.pop((revision.period, revision.number), None)
        where = show_period(revision.period)
        if where in damaged:
            continue
        try:
            problem = certificates.problem_of(session, site, certificate, revision)
            if not problem and known is not None and not certificates.fits(certificate, *known):
                problem = _("its certificate is not the one that the audit trail holds")
            if not problem and revision.state != "frozen":
                yield from _derived_again(session, where, id_of(revision))
        except _UNREADABLE as error:
            problem = _("it cannot be read: {reason}").format(reason=error)
        if problem:
            yield Problem(where, _of_revision(problem, revision.number))
    for period, number in sorted(entered):
        yield Problem(
            show_period(period),
            _("the certificate of revision {number}, which the audit trail knows, is missing").format(
                number=number
            ),
        )


def _of_revision(problem: str, number: int) -> str:
    return _("revision {number}: {problem}").format(number=number, problem=problem)


def _derived_again(session: Session, where: str, revision_id: int) -> Iterator[Problem]:
    """The first result and the first card that the snapshot does not give again; for a month as it was sealed.

    Of a month of other rules nothing is derived: that could only show that the rules differ.
    """
    revision = session.get_one(MonthRevision, revision_id)
    if by_other_rules(revision):
        if not columns_fit(session, revision_id):
            yield Problem(where, _("its cards are listed otherwise than they say"))
        return
    again = compute_snapshot(session, version_text(session, revision.scheme_version_id).scheme, revision_id)
    for employee, measure in result_differences(session, revision_id, again)[:1]:
        yield Problem(
            where,
            _("result {measure} of {name} does not follow from the snapshot").format(
                measure=measure, name=_row_name(session, "result", employee)
            ),
        )
    stored, derived = (
        {card[0]: card for card in cards} for cards in (stored_cards(session, revision_id), card_rows(again))
    )
    for key in sorted(stored.keys() | derived.keys()):
        if stored.get(key) != derived.get(key):
            yield Problem(
                where,
                _("the card of {name} does not follow from the snapshot").format(
                    name=_row_name(session, "card", key)
                ),
            )
            break
    if team_card_rows(again) != stored_team_cards(session, revision_id):
        yield Problem(where, _("the cards of the teams do not follow from the snapshot"))


RELATION_NAMES: dict[str, str] = {
    "revision": N_("the revision"),
    "scheme": N_("the scheme"),
    "person": N_("the roster"),
    "order": N_("an order"),
    "return": N_("a return"),
    "charge_back": N_("a charge-back"),
    "survey": N_("a survey"),
    "complaint": N_("a complaint"),
    "exclusion": N_("what was struck out"),
    "adjustment": N_("an adjustment"),
    "result": N_("a result"),
    "card": N_("a card"),
    "entered": N_("an entered figure"),
    "team_result": N_("a result of a team"),
    "team_card": N_("the card of a team"),
}

_CALLED_BY = {
    "order": "order",
    "return": "return",
    "charge_back": "charge_back",
    "survey": "survey",
    "complaint": "complaint",
    "person": "employee",
    "result": "employee",
    "card": "employee",
}
"""Relation → whose number its key stands for (:mod:`csi_db.numbers`)."""


def _row_name(session: Session, relation: str, key: int) -> str:
    """What people call a row of a relation; its key where nothing else is known."""
    if relation in _CALLED_BY and (number := number_of(session.connection(), _CALLED_BY[relation], key)):
        return number
    return _("row {key}").format(key=key)
