"""The preflight of a month: what would block or distort its close, each finding with its rows and a remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import Connection
from sqlmodel import Session, col, select

from csi_db import findings
from csi_db.models import Month, MonthRevision, User, UserRole
from csi_db.second_people import waiting_in
from csi_tui.i18n import _
from csi_tui.scoring.measures import (
    ComplaintsInTime,
    Conduct,
    Entered,
    FirstTimeFixes,
    Measure,
    PartsDeductions,
    Rated,
    RepairDeductions,
    StageTimes,
    SurveyAnswers,
    Surveys,
)
from csi_tui.scoring.nodes import Composite
from csi_tui.scoring.periods import Period, ends_at, first_day, last_day, starts_at
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.appeals.holding_up import upheld_since
from csi_tui.services.appeals.rules import unconfirmed_in
from csi_tui.services.close.check_rules import RULES
from csi_tui.services.close.guards import held_up
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.exposed import writable_by_others
from csi_tui.services.desk.month_names import last_months
from csi_tui.services.desk.permissions import contradict
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.services.entries.asked_for import entry_board
from csi_tui.services.entries.proposals import off_the_rows
from csi_tui.services.entries.text.missing import what_missing_does
from csi_tui.services.entries.text.proposed import off_text
from csi_tui.services.months.clock_jump import ahead_text, frozen_ahead
from csi_tui.services.months.coverage import coverage_of
from csi_tui.services.months.feeds import FEEDS_BEFORE, feed_text, missing_feeds
from csi_tui.services.months.response import Response, response_text
from csi_tui.services.months.roster import RosterEntry, roster_of
from csi_tui.services.proof.signing import absent_key
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.sheets.strange_dates import moments

CHANGES_NO_FINDING = ("compute", "sign-in", "refuse-sign-in", "set-password", "confirm-clock", "backup")
"""What is done to a store without a finding coming or going by it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in a month: the numbers of its rows, and where each is put right (nowhere: no places).

    A ``note`` asks nothing of anybody.
    """

    code: str
    title: str
    remedy: str
    blocking: bool
    note: bool
    rows: tuple[str, ...]
    places: tuple[RowPlace, ...] = ()

    @property
    def dismissable(self) -> bool:
        """Whether a row of it can be said to be right, with a reason."""
        return RULES[self.code].dismissable

    @property
    def severity(self) -> str:
        """``blocking``, ``warning`` or ``note``."""
        return "blocking" if self.blocking else "note" if self.note else "warning"

    def json(self) -> dict[str, object]:
        """The finding as ``csi close check --json`` prints it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "title": self.title,
            "remedy": self.remedy,
            "dismissable": self.dismissable,
            "rows": list(self.rows),
        }


def check(desk: Desk, period: Period, as_of: datetime | None = None) -> list[Finding]:
    """Every finding of a month, blocking ones first."""
    now = clock.now()
    scheme = scheme_in(desk, period).scheme
    found: Found = {}
    with desk.read() as session:
        connection = session.connection()
        values = finding_values(session, desk, period, as_of or now)
        if (as_of or now) < ends_at(period, desk.site.zone):
            found["month-not-over"] = ()
        counts = _feeds(connection, desk, period)
        # A person carries out what was upheld: a run at night publishes nothing over it.
        if upheld := upheld_since(session, period):
            found |= _numbers("upheld-not-carried-out", upheld)
        found |= _numbers("act-waits", map(str, waiting_in(connection, period)))
        found |= _numbers("appeal-unconfirmed", unconfirmed_in(session, period))
        found |= _numbers("key-absent", filter(None, [absent_key(session, desk.site)]))
        asked = list(scheme.month_measures())
        if counts["orders"] == 0 and _looks_at(asked, ORDERS):
            found["no-orders"] = ()
        if counts["surveys"] == 0 and _looks_at(asked, SURVEYS):
            found["no-surveys"] = ()
        if (
            counts["complaints"] == 0
            and _looks_at(asked, (ComplaintsInTime,))
            and any(
                _feeds(connection, desk, earlier)["complaints"]
                for earlier in last_months(period, FEEDS_BEFORE + 1)[:-1]
            )
        ):
            found["no-complaints"] = ()
        found |= _numbers("feed-missing", map(feed_text, missing_feeds(session, period)))
        found |= _numbers("roles-contradict", _in_two_minds(session))
        open_to_others = writable_by_others(desk.store.path)
        if open_to_others is not None:
            found |= _numbers("open-to-others", [str(open_to_others)])
        roster = roster_of(session, period)
        found |= _numbers("roster-gap", _roster_gaps(connection, roster, period))
        if counts["surveys"]:
            found |= _numbers("few-answers", _few_answers(connection, roster, scheme, period))
        chosen = coverage_of(connection, roster, period, as_of or now)
        found |= _numbers("asked-looks-chosen", (one.employee_no for one in chosen if one.looks_chosen))
        found |= _outside_employment(findings.named_people(connection, period), desk.site.zone)
        for code in findings.CODES:
            found |= _rows(connection, code, values)
        found |= _numbers(
            "frozen-ahead",
            (ahead_text(one) for one in frozen_ahead(session, desk.site) if one.period == period),
        )
        held = _held_up(session, desk, period)
        found = dict.fromkeys(held, ()) | found
        response = Response(*findings.asked(connection, period, as_of or now))
        found |= _off_rows(session, desk, period)
    found |= _not_entered(desk, period, asked)
    all_findings = [
        _finding(code, _title(code, response), held.get(code) or _remedy(scheme, code), found[code])
        for code in RULES
        if code in found
    ]
    return sorted(all_findings, key=lambda finding: ("blocking", "warning", "note").index(finding.severity))


def known_up_to(desk: Desk) -> int:
    """The number of the last entry of the audit trail: with another one behind it, findings may be out of date."""
    with desk.read() as session:
        return audit.last_number(session, beside=CHANGES_NO_FINDING)


def look_again(desk: Desk, period: Period, finding: Finding) -> Finding | None:
    """A finding as it is now, after something was put right; None where nothing of it is left."""
    code = finding.code
    if code not in findings.CODES:
        return next((one for one in check(desk, period) if one.code == code), None)
    now = clock.now()
    with desk.read() as session:
        connection = session.connection()
        values = finding_values(session, desk, period, now)
        found = _rows(connection, code, values)
        response = Response(*findings.asked(connection, period, now))
    return _finding(code, _title(code, response), finding.remedy, found[code]) if found else None


Found = dict[str, tuple[tuple[str, RowPlace], ...]]
"""Code of a finding → its rows: each with its number and where it is put right."""


def finding_values(
    session: Session, desk: Desk, period: Period, as_of: datetime | None = None
) -> dict[str, object]:
    """What the rows of a finding are looked for with: month, cut-off (else now), return window in days, instants."""
    window = scheme_in(desk, period).scheme.return_window_days
    return {"period": period, "as_of": as_of or clock.now(), "window": window} | moments(session, desk)


def _finding(code: str, title: str, remedy: str, rows: tuple[tuple[str, RowPlace], ...]) -> Finding:
    rule = RULES[code]
    return Finding(
        code=code,
        title=title,
        remedy=remedy,
        blocking=rule.blocking,
        note=rule.note,
        rows=tuple(number for number, _place in rows),
        places=tuple(place for _number, place in rows if place.kind),
    )


def _rows(connection: Connection, code: str, values: Mapping[str, object]) -> Found:
    """What a query of a finding finds."""
    # A row that is wrong in two places is one row.
    rows = {(row.number, row.kind): row for row in reversed(findings.rows_found(connection, code, values))}
    found = tuple(
        (row.shown, _place(code, row.at or row.number, row.kind, row.field))
        for row in reversed(rows.values())
    )
    return {code: found} if found else {}


def _place(code: str, number: str, kind: str = "", field: str = "") -> RowPlace:
    """Where a row of a finding is put right: its rule says in which field, or the row does."""
    fields = RULES[code].at
    kind = kind or next(iter(fields), "")
    return RowPlace(kind, number, field or fields.get(kind, ""))


def _held_up(session: Session, desk: Desk, period: Period) -> dict[str, str]:
    """What holds up the freeze of a published month, each with its sentence; nothing of a month in another state."""
    month = session.get(Month, period)
    if month is None or month.state != "published" or month.revision_id is None:
        return {}
    return dict(held_up(session, desk, session.get_one(MonthRevision, month.revision_id)))


def _title(code: str, response: Response) -> str:
    """A rule's sentence; of surveys without an answer with how many customers were asked, and answered."""
    title = _(RULES[code].title)
    shares = response_text(response) if code == "asked-not-answered" else ""
    return _("{title} – {more}").format(title=title, more=shares) if shares else title


def _remedy(scheme: Scheme, code: str) -> str:
    """What helps; where something is not entered, what its absence does by the month's scheme as well."""
    remedy = _(RULES[code].remedy)
    if code != "not-entered":
        return remedy
    for sentence in what_missing_does(scheme):
        remedy = _("{one} {other}").format(one=remedy, other=sentence)
    return remedy


ORDERS = (StageTimes, RepairDeductions, PartsDeductions, FirstTimeFixes)
SURVEYS = (Surveys, SurveyAnswers)
ENTERED = (Entered, Rated, Conduct)


def _looks_at(asked: Iterable[Measure], kinds: tuple[type[Measure], ...]) -> bool:
    """Whether a scheme asks for one of some kinds of rows."""
    return any(isinstance(measure, kinds) for measure in asked)


def _not_entered(desk: Desk, period: Period, asked: Sequence[Measure]) -> Found:
    """People and teams of whom a figure or a rating is missing that the month asks for; or everybody, of all."""
    if not _looks_at(asked, (Entered, Rated)):
        return {}
    lines = entry_board(desk, period).lines
    if not lines:
        return {}
    anything = any(one.entered for line in lines for one in (*line.figures, *line.items))
    if not anything and all(isinstance(measure, ENTERED) for measure in asked):
        return {"nothing-entered": ()}
    return _numbers("not-entered", (line.subject for line in lines if line.missing))


def _off_rows(session: Session, desk: Desk, period: Period) -> Found:
    """Figures that stand and are not what the rows give, whoever entered them (docs/rules.md, rule 45)."""
    found = off_the_rows(session, desk, period)
    code = "figure-off-rows"
    return {code: tuple((off_text(one), _place(code, one.subject)) for one in found)} if found else {}


def _feeds(connection: Connection, desk: Desk, period: Period) -> dict[str, int]:
    zone = desk.site.zone
    return findings.feeds(connection, period, starts_at(period, zone), ends_at(period, zone))


def _in_two_minds(session: Session) -> Iterable[str]:
    """The names of users whose roles contradict each other."""
    roles: dict[tuple[str, int], set[str]] = {}
    held = select(User.name, UserRole.user_id, UserRole.role).join(UserRole).where(col(User.active))
    for name, key, role in session.exec(held):
        roles.setdefault((name, key), set()).add(role)
    return [name for (name, _key), own in sorted(roles.items()) if contradict(own)]


def _roster_gaps(connection: Connection, roster: Sequence[RosterEntry], period: Period) -> Iterable[str]:
    """Those whom nobody who works here may rate, and those whose role is not known from their first day on."""
    here = {entry.subject.id for entry in roster}
    unknown = findings.roles_begin_late(connection, first_day(period), last_day(period))
    for entry in roster:
        alone = entry.subject.role != "supervisor" and entry.supervisor_id not in here
        if alone or entry.subject.id in unknown:
            yield entry.subject.employee_no


def _few_answers(
    connection: Connection, roster: Sequence[RosterEntry], scheme: Scheme, period: Period
) -> Iterable[str]:
    """Those whose figure rests on surveys and has fewer than the scheme asks for (docs/rules.md, rule 13)."""
    if not scheme.answers_counted_by:
        return
    node = scheme.node(scheme.answers_counted_by)
    measure = node.count if isinstance(node, Composite) else node.measure
    if not isinstance(measure, Surveys):
        return
    counts = findings.survey_counts(connection, period, measure.credit)
    for entry in roster:
        subject = entry.subject
        assessed = subject.role not in scheme.unassessed_roles and scheme.weight_for(node, subject.role) > 0
        if assessed and counts.get(subject.id, 0) < scheme.minimum_answers:
            yield subject.employee_no


def _numbers(code: str, numbers: Iterable[str]) -> Found:
    found = tuple((number, _place(code, number)) for number in sorted(numbers))
    return {code: found} if found else {}


def _outside_employment(people: Iterable[findings.NamedPerson], zone: tzinfo) -> Found:
    places: dict[str, RowPlace] = {}
    for one in people:
        day = one.at.astimezone(zone).date()
        if day < one.joined_on or (one.left_on is not None and day > one.left_on):
            places.setdefault(one.number, RowPlace(one.kind, one.number, one.field))
    return {"outside-employment": tuple(sorted(places.items(), key=lambda one: one[0]))} if places else {}
