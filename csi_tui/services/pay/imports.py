"""Amounts of pay from a file, checked like those entered by hand."""

from __future__ import annotations

from csi_tui.i18n import _
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import show_period
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.entries.rules import not_begun
from csi_tui.services.errors import UserError
from csi_tui.services.pay.amounts import amount_of, in_force, named_input, settled_fault, subject_of
from csi_tui.services.sheets.replaced import keep_replacement, replace_now
from csi_tui.services.sheets.rows import Applied, OneByOne, Revised
from csi_tui.services.tabular.records import PayRow


class Amounts(OneByOne[PayRow]):
    """Amounts that pay rests on, which the month's scheme knows, of a month that is not settled."""

    record = PayRow

    def _take(self, applied: Applied, number: int, row: PayRow) -> None:
        session, desk = self._batch.session, self._batch.desk
        refuse_for_another(session, desk)
        try:
            rule = named_input(desk, row.input, row.month)
        except UserError as unknown:
            applied.reject(number, "input", row.input, unknown.message.rstrip("。."))
            return
        try:
            employee_id = subject_of(session, rule, row.subject_no)
        except UserError as unknown:
            applied.reject(number, "subject_no", row.subject_no or "", unknown.message.rstrip("。."))
            return
        if fault := not_begun(desk, row.month) or settled_fault(session, rule, row.month):
            applied.reject(number, "month", show_period(row.month), fault)
            return
        known = in_force(session, row.month, rule.id, employee_id)
        if known is None:
            session.add(amount_of(desk, row, rule, employee_id, self._batch.number))
            session.flush()
            applied.digests.append(self._batch.digest(row))
        elif known.amount == row.amount:
            applied.skipped.append((number, row.subject_no or row.input))
        elif self._batch.revising:
            replace_now(self._batch, known)
            new = amount_of(desk, row, rule, employee_id, self._batch.number)
            keep_replacement(self._batch, known, new)
            applied.digests.append(self._batch.digest(row))
            said = (show_hundredths(known.amount), show_hundredths(new.amount))
            applied.revised.append(Revised(number, row.subject_no or row.input, (("amount", *said),)))
        else:
            applied.reject(
                number,
                "amount",
                f"{row.amount // 100}.{row.amount % 100:02d}",
                _("another amount is entered already; replace it with “csi pay set”"),
            )
