"""Which scheme holds from a month on: chosen by two people once somebody was judged by another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from csi_db.models import Month, MonthRevision, SchemeChoice, SchemeVersion, Site
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _
from csi_tui.scoring.periods import FIRST_YEAR, Period, next_period, show_period
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk, chosen_items, chosen_schemes, read_site
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.desk.second_person import Changes, NeedsSecondPerson, may_wait
from csi_tui.services.errors import UserError
from csi_tui.services.scheme_changes.by_another import Change, changes_by, scheme_at_hand
from csi_tui.services.scheme_changes.differing import differing_keys
from csi_tui.services.schemes.in_force import (
    SchemeText,
    built_in,
    chosen_in,
    keep_version,
    scheme_text,
    with_items,
)

ALL = Period(100 * FIRST_YEAR + 1)
"""The first month that there is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What using a scheme from a month on would do.

    Attributes:
        computed: months from there on that are computed, and not published yet: they are computed anew by the scheme.
        changes: whose cards of those months would differ.
    """

    text: SchemeText
    from_period: Period
    own: bool
    computed: tuple[Period, ...]
    changes: tuple[Change, ...]

    @property
    def shown_from(self) -> str:
        """The first month, as people write it; empty where nothing is closed, and every month is meant."""
        return "" if self.from_period <= ALL else show_period(self.from_period)

    @property
    def shown_computed(self) -> list[str]:
        """The months that are computed anew, as people write them."""
        return list(map(show_period, self.computed))

    @property
    def graded_differently(self) -> tuple[Change, ...]:
        """Those whose grade would change."""
        return tuple(change for change in self.changes if change.grade_changes)


def seen_again(desk: Desk) -> Desk:
    """The desk with the choices of schemes as they are by now."""
    with desk.read() as session:
        return replace(desk, site=read_site(session, desk.store.path))


def own_schemes(desk: Desk) -> list[SchemeText]:
    """The schemes of the site's own, by id, each in its last version."""
    own = {one.scheme_id: one.body for one in desk.site.schemes if one.body is not None}
    return [scheme_text(own[name]) for name in sorted(own)]


def schemes_at_hand(desk: Desk) -> list[SchemeText]:
    """The schemes of the program, then those of the site's own."""
    return [*built_in().values(), *own_schemes(desk)]


def plan(desk: Desk, name: str, from_period: Period | None = None) -> Plan:
    """What would happen; nothing is changed. Without a month: from the first one that is not closed yet.

    Raises:
        NotPermitted: only an administrator or a supervisor may choose.
        UserError: no such scheme, or a file with faults; its id is that of a scheme of the program, or its version was
            used already with another text; a month from there on is published or frozen; it holds already.
        UnreadableFile: the file cannot be read.
    """
    desk.require("calendar")
    text = scheme_at_hand(desk, name)
    with desk.read() as session:
        return _plan(session, desk, text, from_period)


def use(desk: Desk, name: str, from_period: Period | None = None, reason: str = "") -> Plan:
    """Compute by a scheme from a month on; see :func:`plan`. Months that are published or frozen keep theirs.

    Raises:
        Waits, ReasonMissing: months have been computed before (:func:`use_text`).
    """
    found = plan(desk, name, from_period)
    return use_text(desk, found.text.body, found.from_period, reason)


@may_wait("use-scheme")
def use_text(desk: Desk, body: str, from_period: Period, reason: str = "") -> Plan:
    """The same of a scheme as it was read: a file may be another one by the time that a second person confirms.

    Raises:
        Waits, ReasonMissing: people have been judged by another scheme, so that nobody changes it alone
            (docs/rules.md, rule 33); ``reason``: why.
    """
    desk.require("calendar")
    text = scheme_text(body)
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        found = _plan(session, desk, text, from_period)
        _hold_change(session, desk, found)
        site = session.exec(select(Site)).one()
        chosen = chosen_schemes(session, site.scheme_id)
        row = SchemeChoice(
            from_period=found.from_period,
            scheme_id=text.scheme.id,
            scheme_version_id=keep_version(session, text) if found.own else None,
            before=chosen[-1].scheme_id,
            **audit.by_whom(desk),
        )
        session.add(row)
        # What a look-up reads that loads nothing else: the latest choice.
        site.scheme_id = text.scheme.id
        session.add(site)
        session.flush()
        detail = {"from": show_period(found.from_period), "before": row.before, "digest": text.digest}
        audit.record(session, desk, "use-scheme", text.scheme.id, detail, records=[row])
    return found


def _hold_change(session: Session, desk: Desk, found: Plan) -> None:
    """Stop a change of the scheme: it moves everybody's figures. A store that has computed nothing yet is set up.

    Raises:
        NeedsSecondPerson: no second person stands for it yet.
    """
    if desk.together is not None or session.exec(select(MonthRevision.id)).first() is None:
        return
    raise NeedsSecondPerson(
        subject=found.text.scheme.id,
        period=None,
        employee_id=None,
        changes={
            **_told_apart(chosen_in(desk, found.from_period), found.text),
            "from_month": (None, found.shown_from),
        },
        why=_("Another scheme moves everybody's figures."),
    )


_LOOKED_AT: Mapping[str, Callable[[str], bool]] = {
    "adjustment_limits": lambda place: place.startswith("adjustment_limits."),
    "weights": lambda place: place.endswith(".weight") or place.startswith("role_weights."),
    "pay": lambda place: place.startswith("pay."),
}
"""What a second person has to see of a scheme → whether a place of its file belongs to it."""
MOST_PLACES = 8
"""Places of each that are told; all of them are told by ``csi scheme diff``."""


def _told_apart(before: SchemeText, after: SchemeText) -> Changes:
    """Two schemes by their versions, and by the limits of adjustment, weights and pay that differ."""
    versions = [f"{one.scheme.id} {one.scheme.version}" for one in (before, after)]
    told: dict[str, tuple[object, object]] = {"scheme": (versions[0], versions[1])}
    differing = differing_keys(before, after)
    for name, belongs in _LOOKED_AT.items():
        places = [one for one in differing if belongs(one[0])][:MOST_PLACES]
        if places:
            told[name] = (_values(places, 1), _values(places, 2))
    return told


def _values(places: Sequence[tuple[str, str, str]], side: int) -> str:
    return "; ".join(f"{one[0]} = {one[side] or '-'}" for one in places)


def _plan(session: Session, desk: Desk, text: SchemeText, from_period: Period | None) -> Plan:
    own = _is_own(session, text)
    last = session.exec(
        select(Month.period).where(col(Month.state).in_(CLOSED_STATES)).order_by(col(Month.period).desc())
    ).first()
    closed = None if last is None else Period(last)
    first = from_period if from_period is not None else _after(closed)
    if closed is not None and closed >= first:
        raise UserError(
            _("{month} is closed and keeps its scheme. Choose a month after it.").format(
                month=show_period(closed)
            )
        )
    held = chosen_schemes(session, session.exec(select(Site.scheme_id)).one())
    # The last choice that reaches the month holds; those after it begin later, and would go on holding.
    place = max(place for place, one in enumerate(held) if one.period <= first)
    now, later = held[place], held[place + 1 :]
    if (now.scheme_id, now.body) == (text.scheme.id, text.body if own else None) and not later:
        raise UserError(_("Months are computed by {id} already.").format(id=text.scheme.id))
    # Chosen items stay those of their month, so that the scheme has to bear them, and moves cards with them.
    items = {
        one.period: one.items
        for one in chosen_items(session)
        if one.scheme_id == text.scheme.id and one.period >= first
    }
    planned = {period: with_items(text.body, chosen).scheme for period, chosen in items.items()}
    computed = session.exec(
        select(Month, MonthRevision)
        .join(MonthRevision, col(Month.revision_id) == col(MonthRevision.id))
        .where(Month.state == "computed", Month.period >= first)
        .order_by(col(Month.period))
    ).all()
    changes = [
        change
        for month, revision in computed
        for change in changes_by(session, revision, [planned.get(month.period, text.scheme)], live=True)
    ]
    return Plan(
        text=text,
        from_period=first,
        own=own,
        computed=tuple(month.period for month, _revision in computed),
        changes=tuple(changes),
    )


def _after(closed: Period | None) -> Period:
    """The month after the last one that is closed; without one, the first that there is."""
    return ALL if closed is None else next_period(closed)


def _is_own(session: Session, text: SchemeText) -> bool:
    """Whether a scheme is the site's own; one that only looks like one of the program's is refused."""
    same = built_in().get(text.scheme.id)
    if same is not None:
        if same.body != text.body:
            raise UserError(
                _("“{id}” is the id of a scheme of the program. Give the copy an id of its own.").format(
                    id=text.scheme.id
                )
            )
        return False
    used = session.exec(
        select(SchemeVersion)
        # Others of that version are this one with the items of a month.
        .join(SchemeChoice, col(SchemeChoice.scheme_version_id) == col(SchemeVersion.id))
        .where(
            SchemeVersion.scheme_id == text.scheme.id,
            SchemeVersion.version == text.scheme.version,
            SchemeVersion.digest != text.digest,
        )
    ).first()
    if used is not None:
        raise UserError(
            _(
                "Version {version} of {id} is in the store already with another text. Raise its version."
            ).format(version=text.scheme.version, id=text.scheme.id)
        )
    return True
