"""A random sample of customers to call, drawn so that it can be drawn again (docs/rules.md, rule 46).

The seed is the hash of the last entry of the audit trail before the month was over: nobody chooses it, and everybody
can read it. What was drawn stands in the trail, so that a second draw of the same finds the same list, whoever has
answered meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from csi_db import audit_rows
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, ends_at, show_period
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.list_file import new_file, write_list
from csi_tui.services.desk.oneself import refuse_for_another
from csi_tui.services.errors import UserError
from csi_tui.services.orders import calls
from csi_tui.services.orders.call_frame import STRATA, Narrowed, frame_of
from csi_tui.services.orders.calls import Call, calls_of
from csi_tui.services.orders.customer_draw import draw_customers
from csi_tui.services.orders.customer_samples import DRAWN, SAME, CustomerSample, samples_in
from csi_tui.services.tabular.untrusted_text import normal

SIZE, MOST = 30, 500
OF_ALL = Narrowed()


@dataclass(frozen=True, slots=True)
class CallList:
    """A sample with its calls; ``again``: it was drawn before, and is the same."""

    sample: CustomerSample
    calls: tuple[Call, ...]
    again: bool

    def json(self) -> dict[str, object]:
        """As ``csi sample customers --json`` prints it."""
        return self.sample.json() | {"again": self.again, "calls": [one.json() for one in self.calls]}


def draw(desk: Desk, period: Period, size: int = SIZE, narrowed: Narrowed = OF_ALL) -> CallList:
    """Draw customers of a month that is over; the same again where they are drawn already.

    Raises:
        NotPermitted: the user may not draw, or draws for another.
        UserError: the month is not over, no such size, strata or team, or nobody can be asked.
    """
    narrowed = Narrowed(normal(narrowed.product), normal(narrowed.team), narrowed.by)
    if not 1 <= size <= MOST:
        raise UserError(_("1 to {most} customers are drawn.").format(most=MOST))
    if narrowed.by not in STRATA:
        raise UserError(
            _("There are no strata “{by}”. There are: {known}.").format(
                by=narrowed.by, known=_(", ").join(STRATA)
            )
        )
    # A product may say who a customer is: of it the trail keeps a digest.
    product = audit.digest(desk, narrowed.product) if narrowed.product else ""
    asked = {"size": size, "by": narrowed.by, "team": narrowed.team, "product": product}
    with desk.read() as session:
        found = _drawn_before(session, desk, period, asked)
        if found is not None:
            return CallList(found, tuple(calls_of(session, desk, found)), again=True)
    desk.require("draw-customers")
    if clock.now() < ends_at(period, desk.site.zone):
        text = _(
            "{month} is not over: its customers are drawn afterwards, by a seed that nobody knows before."
        )
        raise UserError(text.format(month=show_period(period)))
    with audit.writing(desk) as session:
        refuse_for_another(session, desk)
        found = _drawn_before(session, desk, period, asked)
        again = found is not None
        if found is None:
            found = _draw(session, desk, period, narrowed, asked)
        return CallList(found, tuple(calls_of(session, desk, found)), again=again)


def write_calls(desk: Desk, sample: CustomerSample, name: str, *, whole: bool = False) -> tuple[Path, int]:
    """Write whom of a sample is still to be called to a new csv or xlsx file, with the columns for the answers;
    answers where it stands, and how many they are. ``whole``: with whole phone numbers, which the trail says.

    Raises:
        NotPermitted: whole, for somebody who does not see phone numbers.
        UserError: the name ends in neither, or there is such a file: it may hold answers.
        CannotWrite: it cannot be written.
    """
    if whole:
        desk.require("see-phones")
    new_file(name)
    if whole:
        with audit.writing(desk) as session:
            audit.record(
                session, desk, "export-rows", "calls", {"month": sample.month, "draw": sample.number}
            )
    with desk.read() as session:
        to_call = [one for one in calls_of(session, desk, sample, whole=whole) if one.state == "open"]
    return write_list(map(calls.written, to_call), calls.header(), name)


def _drawn_before(
    session: Session, desk: Desk, period: Period, asked: Mapping[str, object]
) -> CustomerSample | None:
    for one in samples_in(session, desk):
        if one.month == show_period(period) and all(getattr(one, name) == asked[name] for name in SAME):
            return one
    return None


def _draw(
    session: Session, desk: Desk, period: Period, narrowed: Narrowed, asked: Mapping[str, object]
) -> CustomerSample:
    month = show_period(period)
    seed, seed_entry = _seed(session, desk, period)
    frame = frame_of(session, period, narrowed)
    size = asked["size"]
    assert isinstance(size, int)
    drawn = draw_customers(frame.orders, seed, size)
    if not drawn.orders:
        raise UserError(_("{month} has no customer who can be asked.").format(month=month))
    detail = {
        **asked,
        "seed": seed,
        "seed_entry": seed_entry,
        "frame": frame.digest,
        "left_out": frame.left_out,
        "strata": {name: [one.customers, one.drawn] for name, one in drawn.strata.items()},
        "drawn": list(drawn.orders),
        "customers": len(drawn.orders),
    }
    audit.record(session, desk, DRAWN, month, detail)
    return next(one for one in reversed(samples_in(session, desk)) if one.month == month)


def _seed(session: Session, desk: Desk, period: Period) -> tuple[str, int]:
    """The seed of a month and the entry that it is of: that of its first draw, whatever the clock of the machine has
    done to the trail since."""
    for one in samples_in(session, desk):
        if one.month == show_period(period):
            return one.seed, one.seed_entry
    last = audit_rows.last_before(session.connection(), ends_at(period, desk.site.zone))
    assert last is not None  # A store begins with an entry.
    return last.hash, last.seq
