"""Build a sample store: generate the department, bring it in through the import, close its months.

Everything goes the way a user's own data goes, so that the sample is also a test of that way.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from csi_tui.demo.columns import COLUMNS
from csi_tui.demo.generator import sample_department
from csi_tui.demo.present import known_at
from csi_tui.i18n import N_, _
from csi_tui.refusals import reason_of
from csi_tui.scoring.periods import Period, period_of_day
from csi_tui.services.calendar import changes as calendar_changes
from csi_tui.services.close import past_months
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import last_months, month_name, months_since
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.errors import StoreUnavailable
from csi_tui.services.imports import files as imports
from csi_tui.services.months.status import latest_closable
from csi_tui.services.people import users
from csi_tui.services.people.users import new_store_or_gone
from csi_tui.services.workdays import calendar
from csi_tui.services.workdays.official_days import official_day

MONTHS = 12
ZONE = "Asia/Shanghai"
BRINGING_IN: dict[str, str] = {
    "employees": N_("Bringing in {n} employees"),
    "orders": N_("Bringing in {n} work orders"),
    "surveys": N_("Bringing in {n} surveys"),
    "complaints": N_("Bringing in {n} complaints"),
}


def build_demo(
    path: Path,
    *,
    seed: int = 7,
    last: Period | None = None,
    months: int = MONTHS,
    people: int = 20,
    orders_per_month: int = 350,
    tell: Callable[[str], None] = lambda text: None,
    progress: Progress = unheard,
) -> Desk:
    """Make a sample store at ``path``, with ``months`` months closed; answers an open desk.

    ``last`` is the last closed month, such as ``202606``. Without it, that is the latest month whose cut-off has
    passed, and the department goes on from there to the present instant, so that there is something to do.

    Raises:
        StoreUnavailable: something stands at the path, or it cannot be written.
    """
    made = new_store_or_gone(path, site="DEMO", site_name=_("Sample department"), zone=ZONE)
    with made as desk, closed_unless_done(desk):
        periods = last_months(last or latest_closable(desk), months)
        now = clock.now().astimezone(desk.site.zone)
        open_months = 0 if last else months_since(periods[-1], period_of_day(now.date()))
        progress(_("Making up a department"))
        department = sample_department(
            is_working_day=lambda day: official_day(day).working,
            seed=seed,
            first_month=month_name(periods[0]),
            months=months + open_months,
            people=people,
            orders_per_month=orders_per_month,
        )
        if open_months:
            department = known_at(department, now.replace(tzinfo=None))
        for kind, columns in COLUMNS.items():
            rows = getattr(department, kind)
            tell(_(BRINGING_IN[kind]).format(n=len(rows)))
            bring_in(desk, kind, columns, rows, progress)
        add_oversight(desk)
        close_months(desk, periods, tell, progress)
        return desk


@contextmanager
def closed_unless_done(desk: Desk) -> Iterator[None]:
    """Close a desk where the block does not end well."""
    try:
        yield
    except BaseException:
        desk.close()
        raise


def bring_in(
    desk: Desk,
    kind: str,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    progress: Progress = unheard,
) -> None:
    """Bring rows in through the import, as a user's own file."""
    with tempfile.TemporaryDirectory(prefix="csi-sample-") as folder:
        file = Path(folder) / f"{kind}.csv"
        try:
            with file.open("w", encoding="utf-8", newline="") as handle:
                writer = csv.DictWriter(handle, columns)
                writer.writeheader()
                writer.writerows(rows)
        except OSError as error:
            raise StoreUnavailable(
                _("{file} cannot be written: {reason}.").format(file=file, reason=reason_of(error))
            ) from error
        imports.import_file(desk, kind, file, progress=progress)


def add_oversight(desk: Desk) -> None:
    """A user of the oversight group, so that somebody reads what it asks about."""
    users.add_user(desk, _("Overseer"), None, ["oversight"])


def close_months(
    desk: Desk, periods: Sequence[Period], tell: Callable[[str], None], progress: Progress
) -> None:
    """Close the sample months, one after the other.

    A year that nobody has announced yet would block the freezes of those that rest on it: it is settled first.
    """
    for year in calendar.coverage(desk):
        if year.kind is None and year.provisional:
            calendar_changes.declare_final(desk, year.year, _("sample data"))
    past_months.backfill_months(
        desk,
        periods,
        tell=lambda status: tell(_("Closed {month}").format(month=month_name(status.period))),
        progress=progress,
        copy=False,
    )
