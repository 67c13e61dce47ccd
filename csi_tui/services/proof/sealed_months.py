"""Frozen months against their seals, what was published against its certificate, both derived once more."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlmodel import Session

from csi_db import month_rows, seals
from csi_db.models import MonthRevision
from csi_db.numbers import number_of
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.desk import SiteInfo
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
from csi_tui.services.proof import audited_months, certificates
from csi_tui.services.proof.verification import UNREADABLE, Problem
from csi_tui.services.schemes.in_force import version_text


def month_problems(
    session: Session, period: Period, anchors: Mapping[int, str | None], *, derived: bool = True
) -> Iterator[Problem]:
    """What a frozen month no longer is: its revisions, and the one that it shows; ``derived``: its cards once more."""
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
        for problem in _revision_problems(session, period, number, revision_id, anchors, derived=derived)
    ]
    yield from problems


def _revision_problems(
    session: Session,
    period: Period,
    number: int,
    revision_id: int,
    anchors: Mapping[int, str | None],
    *,
    derived: bool,
) -> Iterator[Problem]:
    """Its rows against their seal, the seal against the trail, the cards derived again."""
    where = show_period(period)
    connection = session.connection()
    altered = False
    for difference in seals.differences(connection, revision_id, anchors.get(number)):
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
    if derived and not altered:
        yield from _derived_again(session, where, revision_id)


def certificate_problems(
    session: Session, site: SiteInfo, damaged: Collection[str], *, derived: bool = True
) -> Iterator[Problem]:
    """Every certificate against what it certifies, and against the trail; not of months that are ``damaged``.

    ``derived``: against the rows that it certifies as well, else against its own digest. So are revisions that were
    published, and withdrawn when their month was reopened: they can still be read.
    """
    entered = audited_months.certificates_entered(session)
    for certificate, revision in certificates.all_certificates(session):
        known = entered.pop((revision.period, revision.number), None)
        where = show_period(revision.period)
        if where in damaged:
            continue
        try:
            problem = certificates.problem_of(session, site, certificate, revision, rows=derived)
            if not problem and known is not None and not certificates.fits(certificate, *known):
                problem = _("its certificate is not the one that the audit trail holds")
            if derived and not problem and revision.state != "frozen":
                yield from _derived_again(session, where, id_of(revision))
        except UNREADABLE as error:
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
