"""The pay of a month: what its cards and amounts come to, and what was settled."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from csi_db.models import Employee, MonthRevision, PaySettlement, PaySheet
from csi_tui.i18n import _, current_language
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.pay_rules import PayRules
from csi_tui.scoring.periods import Period, show_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.spans import MONTH, Span
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.card_texts import band_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import own_employee, refuse_for_another
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.cards import find_employee
from csi_tui.services.months.clock_jump import refuse_a_jump
from csi_tui.services.months.objection_windows import is_heard
from csi_tui.services.pay.held_up import HeldUp, all_wait, held_up, ready
from csi_tui.services.pay.sheets_made import PersonPay, amounts_left_over, in_hundredths, pay_of_everybody
from csi_tui.services.schemes.in_force import catalogue
from csi_tui.services.spans.results import scheme_of_span
from csi_tui.services.spans.span_cards import MonthFacts, published_months


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Amounts of a month that no sheet takes up, so that none is dropped in silence; in hundredths.

    ``why``: ``no-card`` (whoever has none has no sheet), or ``no-part``: no part of the pay of the role rests on them.
    """

    employee_no: str
    name: str
    amounts: Mapping[str, int]
    why: str

    def json(self) -> dict[str, object]:
        """The amounts as ``csi pay show --json`` prints them."""
        amounts = [{"id": name, "amount": show_hundredths(amount)} for name, amount in self.amounts.items()]
        return as_json(self) | {"amounts": amounts}


@dataclass(frozen=True, slots=True)
class PayReport:
    """The pay of a month.

    Attributes:
        settled: the number of the settlement that it is; None: a draft by the cards and amounts of now.
        people: those whom the user may see, by number; ``total``: the sum over them, in hundredths.
        differs: numbers of those whose pay would be another one by now; only of a settled month.
        names: part of the pay → its name in the user's language; a grade's as ``grade:`` and the id, an indicator's as
            ``indicator:``, an amount's as ``input:``.
        left_over: amounts that no sheet takes up, by number; of who sees their own pay alone, their own.
        held_up: whose pay of a corrected month waits, or may be settled now, by number; the same people.
    """

    period: Period
    scheme_id: str
    revision: int
    settled: int | None
    people: tuple[PersonPay, ...]
    total: int
    sums: Mapping[str, int]
    differs: tuple[str, ...]
    names: Mapping[str, str]
    left_over: tuple[LeftOver, ...] = ()
    held_up: tuple[HeldUp, ...] = ()

    def grade_or_band(self, one: PersonPay) -> str:
        """Somebody's grade in the user's language, or the band where the scheme gives no grades."""
        return self.names.get(f"grade:{one['grade']}", "") or band_name(one["band"]) or "-"

    def json(self) -> dict[str, object]:
        """The report as ``csi pay show --json`` prints it; amounts are strings."""
        return {
            "month": show_period(self.period),
            "scheme": self.scheme_id,
            "revision": self.revision,
            "settled": self.settled,
            "total": show_hundredths(self.total),
            "sums": {part: show_hundredths(amount) for part, amount in self.sums.items()},
            "differs": list(self.differs),
            "left_over": [one.json() for one in self.left_over],
            "held_up": [one.json() for one in self.held_up],
            "people": list(self.people),
        }


def pay_report(desk: Desk, period: Period, of: str | None = None) -> PayReport:
    """The pay of a month: as settled, else as it would be by now. Who may not see everybody's sees their own.

    ``of``: whose it is, by number or an unambiguous part of the name; None: everybody's whom the user may see.

    Raises:
        NotPermitted: the user may see nobody's, or not that employee's.
        UserError: the month is not published, its scheme says nothing about pay, or whoever is asked for is unknown or
            has none.
    """
    with desk.read() as session:
        own = own_employee(session, desk)
        if not desk.may("see-pay") and own is None:
            desk.require("see-pay")
        scheme, rules, month = _month(session, period)
        draft = pay_of_everybody(session, scheme, rules, month)
        settlement = _last_settlement(session, period)
        revision = session.get_one(MonthRevision, month.revision_id)
        waiting = held_up(session, desk.site, revision)
        people, differs = draft, []
        if settlement is not None:
            people = _settled_people(session, settlement, draft)
            differs = [
                key
                for key in people.keys() | draft.keys()
                if people.get(key) != draft.get(key) and key not in waiting
            ]
            if settlement.revision_id == month.revision_id:
                unsettled = draft.keys() - _sheets_of(session, settlement).keys() - waiting.keys()
                waiting |= ready(session, unsettled)
                differs = [key for key in differs if key not in unsettled]
        employees = {row.id or 0: row for row in session.exec(select(Employee))}
        numbers = {key: row.employee_no for key, row in employees.items()}
        theirs = {key for key in numbers if desk.may("see-pay") or key == own}
        if of is not None:
            theirs &= {_asked_for(session, of, period, theirs, people)}
        left_over = [
            LeftOver(employees[key].employee_no, employees[key].name, amounts, why)
            for key, amounts, why in amounts_left_over(session, rules, month)
            if key in theirs
        ]
        seen = [key for key in people if key in theirs]
        shown = [people[key] for key in sorted(seen, key=lambda key: numbers[key])]
        held = [one for key, one in waiting.items() if key in theirs]
    return PayReport(
        period=period,
        scheme_id=scheme.id,
        revision=revision.number,
        settled=None if settlement is None else settlement.number,
        people=tuple(shown),
        total=sum(in_hundredths(one["total"]) for one in shown),
        sums=_sums(rules, shown),
        differs=tuple(sorted(numbers[key] for key in differs if key in seen)),
        names=_names(scheme, rules),
        left_over=tuple(sorted(left_over, key=lambda one: one.employee_no)),
        held_up=tuple(sorted(held, key=lambda one: one.employee_no)),
    )


def _asked_for(
    session: Session, text: str, period: Period, theirs: Collection[int], people: Collection[int]
) -> int:
    employee = find_employee(session, text)
    assert employee.id is not None
    if employee.id not in theirs:
        raise NotPermitted(_("HR and the head of department read others' pay; you read your own."))
    if employee.id not in people:
        raise UserError(
            _("{number} has no pay in {month}.").format(
                number=employee.employee_no, month=show_period(period)
            )
        )
    return employee.id


def settle(desk: Desk, period: Period) -> PayReport:
    """Settle the pay of a frozen month: from now on it is what it is; a later correction is settled anew.

    Who may still appeal against a corrected card is left out, and settled under the next number once that is over.

    Raises:
        NotPermitted: only HR and the head may.
        UserError: the month is not frozen, its scheme says nothing about pay, it is settled, but for those who wait, or
            nobody has any pay.
    """
    desk.require("see-pay")
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        scheme, rules, month = _month(session, period)
        if not month.frozen:
            raise UserError(
                _("{month} is not frozen yet: its figures may still change.").format(
                    month=show_period(period)
                )
            )
        before = _last_settlement(session, period)
        people = pay_of_everybody(session, scheme, rules, month)
        if own_employee(session, desk) in people:
            raise NotPermitted(_("Nobody settles pay with a sheet of their own in it."))
        revision = session.get_one(MonthRevision, month.revision_id)
        if is_heard(revision):
            refuse_a_jump(session, desk, revision)
        waiting = held_up(session, desk.site, revision)
        people = {key: one for key, one in people.items() if key not in waiting}
        again = before is not None and before.revision_id == month.revision_id
        if waiting and not people:
            raise all_wait(period, waiting.values())
        if again and before is not None and people.keys() <= _sheets_of(session, before).keys():
            if waiting:
                raise all_wait(period, waiting.values())
            raise UserError(_("The pay of {month} is settled already.").format(month=show_period(period)))
        total = sum(in_hundredths(one["total"]) for one in people.values())
        if not total:
            raise UserError(
                _("Nobody has any pay in {month}: no amounts are entered.").format(month=show_period(period))
            )
        row = PaySettlement(
            period=period,
            number=1 if before is None else before.number + 1,
            revision_id=month.revision_id,
            **audit.by_whom(desk),
        )
        session.add(row)
        session.flush()
        assert row.id is not None
        for key, one in people.items():
            body = json.dumps(one, ensure_ascii=False)
            session.add(
                PaySheet(settlement_id=row.id, employee_id=key, total=in_hundredths(one["total"]), body=body)
            )
        detail = {"number": row.number, "people": len(people)}
        audit.record(session, desk, "settle-pay", show_period(period), detail, records=[row])
    return pay_report(desk, period)


def _month(session: Session, period: Period) -> tuple[Scheme, PayRules, MonthFacts]:
    scheme = scheme_of_span(session, Span(MONTH, *divmod(period, 100)))
    if scheme.pay is None:
        raise UserError(_("The scheme {id} says nothing about pay.").format(id=scheme.id))
    return scheme, scheme.pay, published_months(session, scheme, period, period)[period]


def _last_settlement(session: Session, period: Period) -> PaySettlement | None:
    return session.exec(
        select(PaySettlement).where(PaySettlement.period == period).order_by(col(PaySettlement.number).desc())
    ).first()


def _sheets_of(session: Session, settlement: PaySettlement) -> dict[int, PersonPay]:
    rows = session.exec(select(PaySheet).where(PaySheet.settlement_id == settlement.id)).all()
    return {row.employee_id: json.loads(row.body) for row in rows}


def _settled_people(session: Session, last: PaySettlement, present: Collection[int]) -> dict[int, PersonPay]:
    """The sheets of the last settlement; of those with a card whom it left out, the last one that they had."""
    found: dict[int, PersonPay] = {}
    for one in session.exec(
        select(PaySettlement).where(PaySettlement.period == last.period).order_by(col(PaySettlement.number))
    ):
        sheets = _sheets_of(session, one)
        found = {key: sheet for key, sheet in found.items() if key in present} | sheets
    return found


def _sums(rules: PayRules, people: Sequence[PersonPay]) -> dict[str, int]:
    """Part of the pay → its sum over everybody shown."""
    sums = {part.id: 0 for part in rules.parts}
    for one in people:
        lines = one["lines"]
        assert isinstance(lines, list)
        for line in lines:
            sums[line["id"]] = sums.get(line["id"], 0) + in_hundredths(line["amount"])
    return sums


def _names(scheme: Scheme, rules: PayRules) -> dict[str, str]:
    language = current_language()
    known = {**catalogue(), **scheme.indicators}
    return {
        **{part.id: part.name.in_language(language) for part in rules.parts},
        **{f"input:{one.id}": one.name.in_language(language) for one in rules.inputs},
        **{f"grade:{grade}": name.in_language(language) for grade, name in scheme.grades.names.items()},
        **{f"indicator:{name}": one.name.in_language(language) for name, one in known.items()},
    }
