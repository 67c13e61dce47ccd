"""What nobody does alone: an act on a figure of one's own, and what two people do, waits for a second person
(docs/rules.md, rules 27 and 33).

A use case that may move such a figure says so where it has found the row (:func:`hold_own`), and bears
:func:`may_wait`: instead of being done, the act is kept with the very values it was asked for, and the use case is
done with them once somebody else confirms it (:mod:`csi_tui.services.waiting`). Where the site has nobody else, it is
done at once, with a reason, and marked.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from sqlmodel import Session

from csi_db import second_people
from csi_db.models import WaitingAct
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import act_values, audit, clock
from csi_tui.services.desk.desk import Desk, Together
from csi_tui.services.desk.given_texts import reason_given
from csi_tui.services.desk.sentences import Sentence, said_at_desk, together
from csi_tui.services.desk.who_is_second import own_employees, who_may_confirm
from csi_tui.services.desk.within import desk_within
from csi_tui.services.errors import NotPermitted, UserError

Changes = Mapping[str, tuple[object, object]]
"""Field → what stands there and what is to, as the audit trail holds them: personal data as digests."""

P = ParamSpec("P")
R = TypeVar("R")


class NeedsSecondPerson(NotPermitted):
    """The act moves a figure of the acting user's own, or is one that two people do (docs/rules.md, rules 27 and 33).

    ``why``: the sentence that says so; without one it is an own figure. ``employee_id``: whose figure it moves; that
    person does not confirm it, and nor does anybody else whom the row is credited to (``credited``). Whoever does not
    know how it waits shows the message.
    """

    def __init__(
        self,
        *,
        subject: str,
        period: Period | None,
        employee_id: int | None,
        changes: Changes,
        why: str = "",
        credited: Collection[int] = (),
    ) -> None:
        self.why = why or _("{number} counts in a figure of your own.").format(number=subject)
        super().__init__(
            together(
                self.why,
                _(
                    "This takes a second person: do it to this one alone, with a reason; then it waits until somebody "
                    "confirms it."
                ),
            )
        )
        self.subject, self.period, self.employee_id, self.changes = subject, period, employee_id, changes
        self.concerned = frozenset(credited) | (frozenset() if employee_id is None else {employee_id})

    def why_asked(self, *, entitled: bool) -> str:
        """What is asked where no reason was given; ``entitled``: somebody else could confirm the act."""
        return together(
            self.why,
            _("Say why: a second person reads it, and confirms it or not.")
            if entitled
            else _(
                "Nobody else here could confirm it: users whom you entered, or gave a password, do not count. Say why: "
                "it is marked as unconfirmed."
            ),
        )

    def waits(self, number: int) -> Waits:
        """That it was kept, under a number."""
        kept = Sentence(
            _(
                "What you entered waits as no. {number} for a second person; until then what stood there counts "
                "(csi waiting list)."
            ).format(number=number),
            at_desk=_(
                "What you entered waits as no. {number} for a second person; until then what stood there counts."
            ).format(number=number),
        )
        return Waits(number, together(self.why, kept))


class Waits(UserError):
    """The act was kept and waits for a second person; ``number``: under which it is found, ``said``: what is said."""

    exit_status = 1

    def __init__(self, number: int, said: str) -> None:
        self.number = number
        super().__init__(said, at_desk=said_at_desk(said))


USE_CASES: dict[str, Callable[..., Any]] = {}
"""Kind of a waiting act → the use case that is done when it is confirmed."""
AFTERWARDS: dict[str, Callable[[Desk], Sequence[str]]] = {}
"""Kind of a waiting act → what is done once it is stored; it answers what is worth saying."""
CONFIRMED_BY: dict[str, str] = {}
"""Kind of a waiting act → the right that a second person has."""
OF_IMPORT: Final = "of_import"
"""The argument of a row that a file brought: the number of its import."""
OF_ROW: Final = "of_row"
"""The digest of such a row as its file had it, where its use case knows nothing of files: then whoever confirms it lets
it be of its import (:mod:`csi_tui.services.waiting.of_imports`)."""


def done_when_confirmed(kind: str, right: str = "confirm") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Of a use case: it is what is done when an act of this kind is confirmed; whoever asks for it keeps the act.

    ``right``: that a second person needs.
    """

    def known(use_case: Callable[P, R]) -> Callable[P, R]:
        USE_CASES[kind], CONFIRMED_BY[kind] = use_case, right
        return use_case

    return known


def may_wait(
    kind: str, *, reason: str = "reason", right: str = "confirm"
) -> Callable[[Callable[Concatenate[Desk, P], R]], Callable[Concatenate[Desk, P], R]]:
    """Of a use case: what :func:`hold_own` stops in it waits for a second person under this kind.

    ``reason``: the argument that says why. ``right``: that a second person needs. The use case then raises, beside its
    own errors:

    Raises:
        Waits: somebody else can confirm it: it is kept, and nothing else is.
        ReasonMissing: no reason was given.
    """

    def decorate(use_case: Callable[Concatenate[Desk, P], R]) -> Callable[Concatenate[Desk, P], R]:
        done_when_confirmed(kind, right)(use_case)
        signature = inspect.signature(use_case)

        @wraps(use_case)
        def done_or_waiting(desk: Desk, /, *given: P.args, **named: P.kwargs) -> R:
            try:
                return use_case(desk, *given, **named)
            except NeedsSecondPerson as needed:
                need = needed
                bound = signature.bind(desk, *given, **named)
                bound.apply_defaults()
                arguments = dict(list(bound.arguments.items())[1:])
                with desk.write() as session:
                    act, done = kept_or_done(
                        session, desk, kind, arguments, need, str(arguments[reason] or "")
                    )
            if act.outcome == "alone":
                return cast("R", [*done, done_alone_text(act)] if isinstance(done, list) else done)
            raise need.waits(_key(act))

        return done_or_waiting

    return decorate


def hold_own(
    session: Session,
    desk: Desk,
    employees: Collection[int | None],
    *,
    subject: str,
    period: Period | None,
    changes: Changes,
) -> None:
    """Stop an act that changes a row which one of ``employees`` is credited with, where that is the acting user.

    Who has a user beside, without a number of an employee, is the acting user with that one as well.

    Raises:
        NeedsSecondPerson: it is, and no second person stands for the act yet.
        NotPermitted: the second person is one of them as well.
    """
    people = {one for one in employees if one is not None}
    if desk.together is not None:
        _refuse_credited(session, desk.together, subject, people)
        return
    own = own_employees(session, desk) & people
    made = second_people.makers_employees(session.connection(), desk.actor.user_id) & people
    if own or made:
        why = "" if own else _made_by_text(desk, subject)
        raise NeedsSecondPerson(
            subject=subject,
            period=period,
            employee_id=min(own or made),
            changes=changes,
            why=why,
            credited=people,
        )


def _made_by_text(desk: Desk, subject: str) -> str:
    return _(
        "{number} counts in a figure of whoever entered {name} as a user, or set the password of {name} last."
    ).format(number=subject, name=desk.actor.name)


def _refuse_credited(session: Session, both: Together, subject: str, people: Collection[int]) -> None:
    """Refuse a second person whose own figure the act moves as well.

    Raises:
        NotPermitted: they are credited with the row.
    """
    if both.confirmed_by is None:
        return
    if second_people.employees_of(session.connection(), both.confirmed_by) & set(people):
        raise NotPermitted(
            _(
                "{number} counts in a figure of your own as well: somebody else confirms it, or rejects it."
            ).format(number=subject)
        )


def keep_waiting(
    session: Session,
    desk: Desk,
    kind: str,
    arguments: Mapping[str, object],
    need: NeedsSecondPerson,
    reason: str,
) -> WaitingAct:
    """Keep an act in the caller's unit of work; ``alone``: nobody else is entitled, so that the caller does it now.

    Raises:
        ReasonMissing: there is no reason.
        UserError: one on the same row waits already.
    """
    entitled = bool(second_people_for(session, desk, kind, need.concerned))
    reason = reason_given(reason, need.why_asked(entitled=entitled))
    before = second_people.waiting_on(session.connection(), kind, need.subject)
    if before is not None:
        raise UserError(
            _("Something on {number} waits for a second person already, as no. {act}.").format(
                number=need.subject, act=before
            )
        )
    act = WaitingAct(
        **audit.by_whom(desk),
        kind=kind,
        subject=need.subject,
        period=need.period,
        employee_id=need.employee_id,
        arguments=act_values.to_text(arguments, _nonce(desk, kind, need)) if entitled else "",
        changes=audit.canonical(need.changes),
        reason=reason,
        outcome=None if entitled else "alone",
    )
    session.add(act)
    session.flush()
    audit.record(
        session,
        desk,
        "propose-act" if entitled else "act-alone",
        need.subject,
        {
            "act": _key(act),
            "kind": kind,
            "changes": {name: list(values) for name, values in need.changes.items()},
            "reason": audit.digest(desk, reason),
            **({"arguments": act_values.digest_of(act.arguments)} if entitled else {}),
        },
    )
    return act


def _nonce(desk: Desk, kind: str, need: NeedsSecondPerson) -> str:
    """What nobody guesses, by the key that lies outside the store; the same on every try of the same moment."""
    return audit.digest(desk, kind, need.subject, clock.now().isoformat())


def kept_or_done(
    session: Session,
    desk: Desk,
    kind: str,
    arguments: Mapping[str, object],
    need: NeedsSecondPerson,
    reason: str,
) -> tuple[WaitingAct, Any]:
    """Keep an act in the caller's unit of work; where nobody else could confirm it (``alone``), it is done now, and
    what the use case answers comes along.

    Raises:
        ReasonMissing, UserError: as :func:`keep_waiting`.
    """
    act = keep_waiting(session, desk, kind, arguments, need, reason)
    if act.outcome != "alone":
        return act, None
    return act, USE_CASES[kind](alone(desk, session, act), **arguments)


def alone(desk: Desk, session: Session, act: WaitingAct) -> Desk:
    """The desk, in the unit of work of a session, at which an act is done that nobody else could confirm."""
    return desk_within(desk, session, together=Together(_key(act), None))


def second_people_for(
    session: Session, desk: Desk, kind: str, concerned: Collection[int] = ()
) -> frozenset[int]:
    """The users who could confirm an act of a kind by the acting user."""
    actor = desk.actor
    return who_may_confirm(session, actor.user_id, actor.account, concerned, CONFIRMED_BY[kind])


def done_alone_text(act: WaitingAct) -> str:
    """That nobody else could confirm an act, to whoever did it."""
    return _("Nobody else here could confirm it: no. {number} is marked as unconfirmed.").format(
        number=_key(act)
    )


def _key(act: WaitingAct) -> int:
    assert act.id is not None
    return act.id
