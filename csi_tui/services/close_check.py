"""The preflight of a month: what would block or distort its close, each finding with its rows and a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from csi_db import findings
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import ends_at
from csi_tui.services import clock
from csi_tui.services.desk import Desk
from csi_tui.services.schemes import find


@dataclass(frozen=True, slots=True)
class Rule:
    """A finding's sentence and remedy; a blocking one stops ``close run``, a note asks nothing of anybody."""

    title: str
    remedy: str
    blocking: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found in a month: the numbers of its rows. A ``note`` asks nothing of anybody."""

    code: str
    title: str
    remedy: str
    blocking: bool
    note: bool
    rows: tuple[str, ...]

    @property
    def severity(self) -> str:
        """``blocking``, ``warning`` or ``note``."""
        return "blocking" if self.blocking else "note" if self.note else "warning"

    def json(self) -> dict[str, object]:
        """The finding as ``csi close check --json`` prints it."""
        return {
            "code": self.code,
            "severity": self.severity,
            "title": self.title,
            "remedy": self.remedy,
            "rows": list(self.rows),
        }


RULES: dict[str, Rule] = {
    "month-not-over": Rule(
        N_("The month is not over"),
        N_("Wait for its end; computing before that is a preview."),
        blocking=True,
    ),
    "no-orders": Rule(
        N_("No work orders in this month"),
        N_("Import the repair department's file, or check the month."),
        blocking=True,
    ),
    "no-surveys": Rule(N_("No surveys in this month"), N_("Import the agency's file.")),
    "earlier-month-open": Rule(
        N_("Earlier months are not frozen"),
        N_(
            "Freeze them first, or bring them in with “csi close backfill”: their returns are not charged back before."
        ),
    ),
    "order-not-completed": Rule(
        N_("Orders not completed"),
        N_("Complete them, or leave them: they will count in the next month."),
        note=True,
    ),
    "order-without-technician": Rule(
        N_("Completed orders without a technician"),
        N_("Enter who repaired them; nobody is credited otherwise."),
    ),
    "order-without-contact": Rule(
        N_("Completed orders without a first contact"),
        N_("Enter when the customer was contacted; they give no response time otherwise."),
    ),
    "order-without-arrival": Rule(
        N_("Completed on-site orders without an arrival"),
        N_("Enter when the technician arrived; they give no response time otherwise."),
    ),
    "arrival-before-contact": Rule(
        N_("Orders whose technician arrived before the first contact"),
        N_("Check the two times; such an arrival counts as 0 minutes."),
    ),
    "unlinked-likely-return": Rule(
        N_("Orders that look like returns but are not linked"),
        N_("Open the order and link the one whose repair did not hold, or leave it."),
    ),
    "fixed-but-customer-disagrees": Rule(
        N_("Orders marked fixed whose customer rated the repair 1 or 2"),
        N_("Ask the customer; correct the outcome."),
    ),
    "second-survey": Rule(N_("Orders surveyed more than once"), N_("Every survey counts; tell the agency.")),
    "complaint-undetermined": Rule(
        N_("Complaints neither done nor overdue"),
        N_("Nothing to do: they will count in the next month."),
        note=True,
    ),
    "complaint-without-handler": Rule(
        N_("Complaints without a handler"), N_("Enter who handles them; nobody is credited otherwise.")
    ),
    "complaint-out-of-order": Rule(
        N_("Complaints whose milestones do not follow each other"),
        N_("Check the three times with the handler."),
    ),
    "invalid-without-reviewer": Rule(
        N_("Invalid complaints that nobody reviewed"),
        N_("Have a second person confirm that they are invalid."),
    ),
    "provisional-due": Rule(
        N_("Due times that rest on a year without an official calendar"),
        N_("Install the version of csi that knows the year before the month is frozen."),
        blocking=True,
    ),
    "outside-employment": Rule(
        N_("Rows that name somebody outside the days of employment"),
        N_("Correct the person or the days; they count as they are."),
    ),
    "future-row": Rule(N_("Rows dated in the future"), N_("Correct the dates.")),
    "late-row": Rule(
        N_("Rows of earlier, closed months that count here"),
        N_("Nothing to do: they came late and are marked so."),
        note=True,
    ),
}


def check(desk: Desk, period: int, as_of: datetime | None = None) -> list[Finding]:
    """Every finding of a month, blocking ones first."""
    now = clock.now()
    window = find(desk.site.scheme_id).scheme.return_window_days
    values = {"period": period, "as_of": as_of or now, "now": now, "window": window}
    found: dict[str, tuple[str, ...]] = {}
    with desk.read() as session:
        connection = session.connection()
        if (as_of or now) < ends_at(period, desk.site.zone):
            found["month-not-over"] = ()
        counts = findings.feeds(connection, period)
        if counts["orders"] == 0:
            found["no-orders"] = ()
        if counts["surveys"] == 0:
            found["no-surveys"] = ()
        found |= _outside_employment(findings.named_people(connection, period), desk.site.zone)
        for code in findings.QUERIES:
            rows = findings.rows_of(connection, code, values)
            if rows:
                found[code] = tuple(rows)
    all_findings = [
        Finding(code, _(rule.title), _(rule.remedy), rule.blocking, rule.note, found[code])
        for code, rule in RULES.items()
        if code in found
    ]
    return sorted(all_findings, key=lambda finding: ("blocking", "warning", "note").index(finding.severity))


def _outside_employment(
    rows: Iterable[tuple[str, datetime, date, date | None]], zone: tzinfo
) -> dict[str, tuple[str, ...]]:
    numbers = {
        number
        for number, at, joined, left in rows
        if (day := at.astimezone(zone).date()) < joined or (left is not None and day > left)
    }
    return {"outside-employment": tuple(sorted(numbers))} if numbers else {}
