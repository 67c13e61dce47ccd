"""Build a sample store that computes by any scheme: everything it asks for is entered, then the months are closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from csi_tui.demo.build import ZONE, add_oversight, bring_in, close_months, closed_unless_done
from csi_tui.demo.columns import COLUMNS as ROW_COLUMNS
from csi_tui.demo.columns import Row
from csi_tui.demo.entered import COLUMNS, Colleague, EnteredSample, colleagues
from csi_tui.demo.generator import sample_department
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import last_months, month_name
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.entries import conduct
from csi_tui.services.entries.sample import sampled
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.status import latest_closable
from csi_tui.services.people import users
from csi_tui.services.people.users import new_store_or_gone
from csi_tui.services.scheme_changes import by_another
from csi_tui.services.scheme_changes import choice as scheme_choice
from csi_tui.services.workdays.official_days import official_day

PAYROLL = "HR"


def build_by_scheme(
    path: Path,
    scheme: str,
    *,
    seed: int = 7,
    last: Period | None = None,
    people: int = 20,
    orders_per_month: int = 120,
    tell: Callable[[str], None] = lambda text: None,
    progress: Progress = unheard,
) -> tuple[Desk, Desk]:
    """Make a sample store at ``path``; answers open desks of its administrator and of HR, who sees the pay.

    It has the year before that of the last closed month and the months up to that one, so that quarters and a year are
    over. ``scheme``: the id of one of the program, or a ``.toml`` file.

    Raises:
        StoreUnavailable: something stands at the path, or it cannot be written.
        UserError: there is no such scheme.
    """
    text = by_another.scheme_at_hand(None, scheme)
    made = new_store_or_gone(path, site="DEMO", site_name=_("Sample department"), zone=ZONE)
    with made as empty, closed_unless_done(empty):
        end = last or latest_closable(empty)
        periods = last_months(end, 12 + end % 100)
        if text.scheme.id != empty.site.schemes[-1].scheme_id:
            scheme_choice.use(empty, scheme)
        desk = scheme_choice.seen_again(empty)
        wanted = sampled(text.scheme)
        progress(_("Making up a department"))
        department = sample_department(
            is_working_day=lambda day: official_day(day).working,
            seed=seed,
            first_month=month_name(periods[0]),
            months=len(periods),
            people=people,
            orders_per_month=orders_per_month,
        )
        staff = _with_roles(department.employees, text.scheme.role_weights)
        tell(_("Bringing in {n} employees").format(n=len(staff)))
        bring_in(desk, "employees", ROW_COLUMNS["employees"], staff)
        raters = _users(desk, path, staff)
        if wanted.rows:
            for kind in ("orders", "surveys", "complaints"):
                bring_in(desk, kind, ROW_COLUMNS[kind], getattr(department, kind), progress)
        tell(_("Entering figures, ratings, records and amounts of {n} months").format(n=len(periods)))
        sample, seen = EnteredSample(wanted, seed), set[str]()
        try:
            for number, period in enumerate(periods):
                progress(_("Entering what the scheme asks for"), number, len(periods))
                there = colleagues(staff, period)
                new = [one for one in there if one.number not in seen]
                seen |= {one.number for one in there}
                _enter(desk, raters, sample, period, there, new)
        finally:
            for name, rater in raters.items():
                if name != PAYROLL:
                    rater.close()
        add_oversight(desk)
        close_months(desk, periods, tell, progress)
        return desk, raters[PAYROLL]


def _with_roles(rows: Sequence[Row], role_weights: object) -> list[Row]:
    """The employees' rows; where the scheme knows advisers before the sale, every other agent is one."""
    known = isinstance(role_weights, dict) and "pre_sales" in role_weights
    agents = sorted({row["employee_no"] for row in rows if row["role"] == "agent"})
    advisers = set(agents[::2]) if known else set()
    return [{**row, "role": "pre_sales"} if row["employee_no"] in advisers else dict(row) for row in rows]


def _users(desk: Desk, path: Path, staff: Sequence[Row]) -> dict[str, Desk]:
    """A user for each supervisor, who rates, and one of HR: name → desk."""
    found = {}
    users.add_user(desk, PAYROLL, None, ["hr"])
    found[PAYROLL] = _seated(path, PAYROLL)
    for row in staff:
        if row["role"] == "supervisor":
            users.add_user(desk, row["name"], None, ["supervisor"], row["employee_no"])
            found[row["employee_no"]] = _seated(path, row["name"])
    return found


def _seated(path: Path, name: str) -> Desk:
    """A desk at which somebody of the sample has signed in: nobody rates or enters pay for another one (docs/rules.md,
    rule 32)."""
    opened = open_desk(path, name)
    return replace(opened, actor=replace(opened.actor, account=f"{opened.actor.account}/{name}"))


def _enter(
    desk: Desk,
    raters: dict[str, Desk],
    sample: EnteredSample,
    period: Period,
    there: Sequence[Colleague],
    new: Sequence[Colleague],
) -> None:
    if figures := list(sample.measures(period, there)):
        bring_in(desk, "measures", COLUMNS["measures"], figures)
    by_rater: dict[str, list[Row]] = {}
    for rater, row in sample.ratings(period, there):
        by_rater.setdefault(rater, []).append(row)
    for rater, rows in by_rater.items():
        bring_in(raters[rater], "ratings", COLUMNS["ratings"], rows)
    for note in sample.notes(period, there):
        conduct.add(desk, note.employee_no, note.code, note.on_date, _("sample data"), points=note.points)
    amounts = [*sample.pay(period, True, new), *sample.pay(period, False, there)]
    bring_in(raters[PAYROLL], "pay", COLUMNS["pay"], _once(amounts))


def _once(rows: Sequence[Row]) -> list[Row]:
    """Each amount once: those of the newcomers stand among everybody's."""
    return list({(row["subject_no"], row["input"]): row for row in rows}.values())
