"""An order in a few lines, as they stand beside a list: what is filled in, under the headings of its form."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import col, select

from csi_db.models import Employee
from csi_tui.i18n import _
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.desk import Desk
from csi_tui.services.notes.notes import notes_of
from csi_tui.services.notes.text import note_lines
from csi_tui.services.orders.struck_out import struck_text
from csi_tui.services.orders.work_orders import read
from csi_tui.services.tabular.aligned import labelled, safe

KIND = "orders"


def order_lines(desk: Desk, order_no: str) -> list[str]:
    """What is known of an order; what is personal is masked, as in the list: only the form shows it whole.

    Raises:
        UserError: there is no such order.
    """
    found = read(desk, order_no)
    texts = form_fields.row_texts(KIND, found.row, desk.site.zone, whole=False)
    persons = [texts[one.id] for one in form_fields.columns(KIND) if one.person and texts[one.id]]
    with desk.read() as session:
        wanted = select(Employee.employee_no, Employee.name).where(col(Employee.employee_no).in_(persons))
        names = dict(session.exec(wanted).all())
    lines = [safe(line) for line in _filled_in(texts, names)]
    if found.late:
        lines.append(_("late: it counts in a later month than its own"))
    if struck := struck_text(desk, "order", order_no):
        lines.append(safe(struck))
    notes = list(note_lines(notes_of(desk, "order", order_no)))
    return [*lines, "", _("Notes"), *notes] if notes else lines


def _filled_in(texts: dict[str, str], names: dict[str, str]) -> Iterator[str]:
    """Heading by heading, a line for each field that holds something; people with their names."""
    first = True
    for heading, columns in form_fields.sections(KIND).items():
        filled = [one for one in columns if texts[one.id].strip()]
        if not filled:
            continue
        if not first:
            yield ""
        first = False
        yield _(heading)
        for column in filled:
            text = " / ".join(texts[column.id].split("\n"))
            named = f"{text} {names.get(text, '')}".rstrip() if column.person else text
            yield labelled(_(column.label), named)
