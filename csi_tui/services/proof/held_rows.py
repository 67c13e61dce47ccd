"""The rows that a later computation, a right or a decision rests on, against what the audit trail holds of them
(docs/decisions/0066)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlmodel import Session

from csi_db import held_rows
from csi_db.held_rows import AlteredRow
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.proposed_acts import altered_acts
from csi_tui.services.errors import IntegrityFailure

WHAT: dict[str, str] = {
    "app_user": N_("a user"),
    "assignment": N_("an assignment"),
    "calendar_day": N_("a day of the calendar"),
    "calendar_version": N_("a version of the calendar"),
    "calendar_year": N_("a year of the calendar"),
    "complaint": N_("a complaint"),
    "complaint_handover": N_("a handover of a complaint"),
    "complaint_pause": N_("a pause of a complaint"),
    "complaint_round": N_("a reopening of a complaint"),
    "conduct_record": N_("a record of conduct"),
    "employee": N_("an employee"),
    "finding_dismissal": N_("a finding that was looked at"),
    "import_batch": N_("an import"),
    "import_change": N_("what an import changed"),
    "import_mapping": N_("what headers stand for"),
    "import_undo": N_("an import that was undone"),
    "measure_figure": N_("a figure"),
    "meeting_line": N_("a line of a week's meeting"),
    "milestone_event": N_("a milestone"),
    "month": N_("a month"),
    "month_conclusion": N_("a conclusion from a month"),
    "month_plan": N_("the items of a month"),
    "month_revision": N_("a revision of a month"),
    "pay_input": N_("an amount that pay rests on"),
    "rating": N_("a rating"),
    "scheme_version": N_("a version of a scheme"),
    "site": N_("the site"),
    "survey": N_("a survey"),
    "talk": N_("a talk"),
    "talk_line": N_("what became of a talk"),
    "user_role": N_("the roles of a user"),
    "user_secret": N_("the password of a user"),
    "user_token": N_("the token of a user"),
    "validity_step": N_("a step of validity"),
    "waiting_act": N_("an act that waits for a second person"),
    "work_order": N_("an order"),
}
"""Table → what people call its rows."""

_SENTENCES = {
    "changed": N_("{what}: it is not as the audit trail entered it"),
    "missing": N_("{what}: the audit trail knows it, and it is missing"),
    "added": N_("{what}: no entry of the audit trail knows it"),
}
_NAMED_ALONE = frozenset(
    {"app_user", "complaint", "employee", "month", "site", "survey", "user_role", "work_order"}
)


def altered(session: Session, found: Iterable[AlteredRow] | None = None) -> Iterator[str]:
    """Rows that were changed around the program, put in or removed; a sentence each.

    ``found``: the rows, where somebody has looked at them. What an act that waits would do may hold a customer's data,
    and so its row has no digest of it: its entry has one, which is worth nothing once the act is answered.
    """
    for row in held_rows.altered_rows(session.connection()) if found is None else found:
        yield _(_SENTENCES[row.altered]).format(what=_name(session, row))
    for number in altered_acts(session):
        yield _(_SENTENCES["changed"]).format(
            what=_name(session, AlteredRow("waiting_act", number, "changed"))
        )


def refuse_altered(session: Session) -> None:
    """Refuse to compute with rows that are not as the audit trail holds them.

    Raises:
        IntegrityFailure: there is one; the first is named.
    """
    first = next(altered(session), None)
    if first is not None:
        raise IntegrityFailure(
            _(
                "A row was changed around the program: {first}. Nothing was done. “csi verify” names them all; put a "
                "sound backup in place, or have the row put right as it was."
            ).format(first=first),
            at_desk=_(
                "A row was changed around the program: {first}. Nothing was done. Ctrl-K at 5 (Month) names them all; "
                "put a sound backup in place, or have the row put right as it was."
            ).format(first=first),
        )


def _name(session: Session, row: AlteredRow) -> str:
    what, name = _(WHAT[row.table]), held_rows.known_by(session.connection(), row)
    if row.table in ("month", "month_revision") and name.isdecimal() and len(name) == len("202601"):
        name = show_period(Period(int(name)))
    if not name:
        return _("{what} (row {key})").format(what=what, key=row.key)
    if row.table in _NAMED_ALONE:
        return _("{what} ({name})").format(what=what, name=name)
    return _("{what} ({name}, row {key})").format(what=what, name=name, key=row.key)
