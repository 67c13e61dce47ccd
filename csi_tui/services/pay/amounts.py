"""Amounts that pay rests on: base pay, floating part, targets, order values. HR enters, HR and the head read them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from csi_db.models import Employee, PayInput, PaySettlement
from csi_tui.i18n import _, current_language
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.pay_rules import PayInput as InputRule
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import no_such_employee, required
from csi_tui.services.desk.hands import hands
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.entries.earlier_values import Earlier, names_of_users, replaced_of
from csi_tui.services.entries.rules import not_begun, refuse
from csi_tui.services.errors import UserError
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.tabular.records import PayRow
from csi_tui.services.tabular.untrusted_text import normal


@dataclass(frozen=True, slots=True)
class AmountLine:
    """An amount in force.

    ``since``: the month that it is of, or from which it holds. ``subject`` is empty for the site. ``earlier``: what it
    replaced, the first one first.
    """

    subject: str
    name: str
    input: str
    input_name: str
    amount: str
    since: str
    at: datetime
    by: str
    earlier: tuple[Earlier, ...] = ()

    def json(self) -> dict[str, object]:
        """The amount as ``csi pay amounts --json`` prints it."""
        return as_json(self, but=("name", "input_name"), or_null=("subject",))


def set_amount(desk: Desk, row: PayRow, reason: str = "") -> None:
    """Enter an amount of a month; one that is there already is replaced, with a reason.

    Raises:
        NotPermitted: only HR enters them.
        UserError: nobody has the number, the month's scheme knows no such amount, the pay of the month is settled, the
            month has not begun, or another amount is replaced without a reason.
    """
    desk.require("enter-pay")
    rule = named_input(desk, row.input, row.month)
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        employee_id = subject_of(session, rule, row.subject_no)
        refuse(not_begun(desk, row.month) or settled_fault(session, rule, row.month))
        known = in_force(session, row.month, rule.id, employee_id)
        if known is not None:
            if known.amount == row.amount:
                raise UserError(_("This very amount is entered already."))
            known.replaced_reason = required(reason, _("Say why the amount is replaced."))
            known.replaced_at, known.replaced_by_id = clock.now(), desk.actor.user_id
            known.replaced_account = desk.actor.account
            session.add(known)
            session.flush()
        session.add(amount_of(desk, row, rule, employee_id, None))
        # The trail is read by people who may not read amounts.
        detail = {
            "subject": row.subject_no or None,
            "input": rule.id,
            "amount": audit.digest(desk, str(row.amount)),
        }
        audit.record(session, desk, "enter-amount", show_period(row.month), detail)


def amounts(desk: Desk, period: Period) -> list[AmountLine]:
    """The amounts that hold in a month, by input and number.

    Raises:
        NotPermitted: only HR and the head read them.
    """
    desk.require("see-pay")
    pay = scheme_in(desk, period).scheme.pay
    if pay is None:
        return []
    with desk.read() as session:
        held = amounts_in(session, pay.inputs, period)
        people = {row.id: row for row in session.exec(select(Employee))}
        users, hand = names_of_users(session), hands(session)
        replaced = session.exec(select(PayInput).where(col(PayInput.replaced_at).is_not(None))).all()
    names = {one.id: one.name.in_language(current_language()) for one in pay.inputs}
    lines = [
        AmountLine(
            subject="" if row.employee_id is None else people[row.employee_id].employee_no,
            name="" if row.employee_id is None else people[row.employee_id].name,
            input=row.name,
            input_name=names[row.name],
            amount=show_hundredths(row.amount),
            since=show_period(row.period),
            at=row.at.astimezone(desk.site.zone),
            by=hand(row),
            earlier=replaced_of(
                (
                    (one, show_hundredths(one.amount))
                    for one in replaced
                    if (one.period, one.name, one.employee_id) == (row.period, row.name, row.employee_id)
                ),
                users,
                desk.site.zone,
            ),
        )
        for row in held
    ]
    return sorted(lines, key=lambda line: (list(names).index(line.input), line.subject))


def amounts_in(session: Session, rules: tuple[InputRule, ...], period: Period) -> list[PayInput]:
    """The amounts that hold in a month: its own, and the latest of those that hold onward."""
    onward = {rule.id for rule in rules if rule.holds == "onward"}
    monthly = {rule.id for rule in rules} - onward
    rows = session.exec(
        select(PayInput)
        .where(
            col(PayInput.replaced_at).is_(None),
            (col(PayInput.name).in_(monthly) & (PayInput.period == period))
            | (col(PayInput.name).in_(onward) & (col(PayInput.period) <= period)),
        )
        .order_by(col(PayInput.period))
    ).all()
    return list({(row.name, row.employee_id): row for row in rows}.values())


def named_input(desk: Desk, said: str, period: Period) -> InputRule:
    """The amount that was named, by its id or by its name in either language.

    Raises:
        UserError: the month's scheme knows no such amount; names those that it does.
    """
    plain = normal(said).casefold()
    scheme = scheme_in(desk, period).scheme
    rules = () if scheme.pay is None else scheme.pay.inputs
    for one in rules:
        if plain in (one.id, one.name.en.casefold(), one.name.zh):
            return one
    raise UserError(
        _("The pay by {id} rests on no amount “{name}”. There are: {known}.").format(
            id=scheme.id, name=said, known=_(", ").join(one.id for one in rules) or _("none")
        )
    )


def input_choices(desk: Desk, period: Period) -> list[tuple[str, str]]:
    """The amounts that a month's scheme knows: id and name in the user's language."""
    pay = scheme_in(desk, period).scheme.pay
    language = current_language()
    return [] if pay is None else [(one.id, one.name.in_language(language)) for one in pay.inputs]


def subject_of(session: Session, rule: InputRule, number: str | None) -> int | None:
    """Whose amount it is; None: the site's.

    Raises:
        UserError: nobody has the number, or a person is named for an amount of the site, or none for a person's.
    """
    plain = normal(number or "")
    name = rule.name.in_language(current_language())
    if rule.of == "site":
        if plain:
            raise UserError(_("“{name}” is an amount of the site: name nobody.").format(name=name))
        return None
    if not plain:
        raise UserError(_("“{name}” is an amount of a person: name the number.").format(name=name))
    found = session.exec(select(Employee.id).where(Employee.employee_no == plain)).first()
    if found is None:
        raise no_such_employee(plain)
    return found


def settled_fault(session: Session, rule: InputRule, period: Period) -> str:
    """Why a month takes no amounts any more, as part of a sentence; empty where it does."""
    months = session.exec(select(PaySettlement.period).order_by(col(PaySettlement.period))).all()
    late = [one for one in months if one == period or (rule.holds == "onward" and one > period)]
    if not late:
        return ""
    return _("the pay of {month} is settled").format(month=show_period(Period(late[-1])))


def in_force(session: Session, period: Period, name: str, employee_id: int | None) -> PayInput | None:
    """The amount that stands for a month."""
    return session.exec(
        select(PayInput).where(
            PayInput.period == period,
            PayInput.name == name,
            col(PayInput.employee_id) == employee_id,
            col(PayInput.replaced_at).is_(None),
        )
    ).first()


def amount_of(
    desk: Desk, row: PayRow, rule: InputRule, employee_id: int | None, import_id: int | None
) -> PayInput:
    """An amount as the store keeps it, entered now by the acting user."""
    return PayInput(
        period=row.month,
        employee_id=employee_id,
        name=rule.id,
        amount=row.amount,
        **audit.by_whom(desk),
        import_id=import_id,
    )


_AMOUNT = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2}0*)?")


def read_amount(text: str) -> int:
    """An amount as it was typed, in hundredths.

    Raises:
        UserError: it is none, or has more than two decimals.
    """
    plain = normal(text).replace(",", "")
    if not _AMOUNT.fullmatch(plain):
        raise UserError(
            _("“{text}” is no amount. Write digits, with a point before at most two decimals.").format(
                text=text
            )
        )
    return int(Decimal(plain) * 100)
