"""``csi close …``: the month-close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.close import records as close_records
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import AnyMonth, ExactMonth, Month, month_said
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import DryRun, Json
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _, ngettext
from csi_tui.services.desk.card_texts import state_name

if TYPE_CHECKING:
    from csi_tui.services.close.check import Finding
    from csi_tui.services.desk.desk import Desk
    from csi_tui.services.months.status import MonthStatus

app = group(help_of("close"))

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="INSTANT", help=_("Cut-off: what happened later is not known (else now).")
    ),
]
Days = Annotated[
    int | None,
    typer.Option(
        parser=whole_number(0, 366), metavar="N", help=_("Working days of the window (else the scheme's).")
    ),
]
SHOWN_ROWS = 12


@app.command(cls=Command, help=_("Look for what would block or distort the close."))
def check(context: typer.Context, month: Month, as_of: AsOf = None, json: Json = False) -> None:
    from csi_tui.services.close.check import check as check_month
    from csi_tui.services.desk.month_names import month_name
    from csi_tui.services.months.status import month_status

    call = call_of(context)
    with call.desk() as desk, call.progress() as progress:
        period = month_said(desk, month)
        progress(_("Checking the month"))
        findings = check_month(desk, period, _instant(desk, as_of))
        status = month_status(desk, period)
    if json:
        show_json({"month": month_name(period), "findings": [finding.json() for finding in findings]})
    else:
        _show_findings(findings)
        if status.closed:
            tell(
                _("{month} is {state} already.").format(
                    month=month_name(period), state=state_name(status.state)
                )
            )
        elif not findings:
            tell(_("Nothing stands against closing this month."))
    _leave(findings)


@app.command(cls=Command, help=_("Compute the month's scores; may be repeated."))
def compute(
    context: typer.Context,
    month: Month,
    as_of: AsOf = None,
    scheme: Annotated[
        str | None, typer.Option(metavar="ID", help=_("Scoring scheme (else the site's)."))
    ] = None,
    json: Json = False,
) -> None:
    from csi_tui.services.close import month_close

    call = call_of(context)
    with call.desk() as desk, call.progress() as progress:
        period = month_said(desk, month)
        status = month_close.compute(desk, period, _instant(desk, as_of), scheme, progress=progress)
    _answer(status, json)


@app.command(cls=Command, help=_("Open the publication window."))
def publish(context: typer.Context, month: ExactMonth, days: Days = None, json: Json = False) -> None:
    from csi_tui.services.cards.published_anew import published_texts
    from csi_tui.services.close import month_close
    from csi_tui.services.desk.month_names import read_month

    period = read_month(month)
    call = call_of(context)
    with call.desk() as desk, call.progress() as progress:
        progress(_("Publishing the month"))
        status = month_close.publish(desk, period, days, somebody=True)
        said = published_texts(desk, period)
    _answer(status, json)
    for line in said:
        tell(line)


@app.command(cls=Command, help=_("Take a computed or published month back to open."))
def reopen(
    context: typer.Context,
    month: Month,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why; everybody reads it."))],
    json: Json = False,
) -> None:
    from csi_tui.services.close.reopening import reopen_month

    with call_of(context).desk() as desk:
        status = reopen_month(desk, month_said(desk, month), reason)
    _answer(status, json)


@app.command(cls=Command, help=_("Freeze a published month whose window is over."))
def freeze(context: typer.Context, month: ExactMonth, json: Json = False) -> None:
    from csi_tui.services.close import month_close
    from csi_tui.services.desk.month_names import read_month
    from csi_tui.services.desk.trail_code import head
    from csi_tui.services.proof.signing import unsigned_text

    period = read_month(month)
    call = call_of(context)
    with call.desk() as desk, call.progress() as progress:
        progress(_("Freezing the month"))
        status = month_close.freeze(desk, period)
        code = head(desk).code
        unsigned = unsigned_text(desk, period)
    if unsigned:
        tell(unsigned)
    if json:
        show_json(status.json() | {"trail_code": code})
        return
    tell(_status_line(status))
    tell(_("Trail code: {code}. Keep it outside: it holds what was frozen.").format(code=code))


@app.command(cls=Command, help=_("Correct a frozen month by a new revision."))
def correct(
    context: typer.Context,
    month: ExactMonth,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why; everybody reads it."))] = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    from csi_tui.cli.changes.ripples import answer_ripple
    from csi_tui.services.cards.published_anew import corrected_texts
    from csi_tui.services.changes import corrections
    from csi_tui.services.desk.month_names import month_name, read_month
    from csi_tui.services.proof.signing import unsigned_text
    from csi_tui.services.proof.text.rules_version import own_version

    period = read_month(month)
    call = call_of(context)
    with call.desk() as desk, call.progress() as progress:
        progress(_("Computing the month again"))
        if dry_run:
            answer_ripple(desk, corrections.preview_correction(desk, period), json=json)
            return
        status = corrections.correct(desk, period, reason)
        _older, _newer, ripple = corrections.differences(desk, period)
        answer_ripple(desk, ripple, json=json)
        later = corrections.months_to_look_at(desk, period)
        moved = corrections.handed_on_texts(desk, period)
        heard = corrected_texts(desk, period)
        unsigned = unsigned_text(desk, period)
    tell(_status_line(status))
    tell(_("Corrected: revision {n}, by {rules}.").format(n=status.revision, rules=own_version()))
    for line in (*heard, *moved, *filter(None, [unsigned])):
        tell(line)
    if later:
        tell(
            _(
                "{months} charge back orders of this month: look at them (csi close preview), and correct them too."
            ).format(months=_(", ").join(map(month_name, later)))
        )


@app.command(cls=Command, help=_("Bring in past months, each as of the 10th of the next."))
def backfill(
    context: typer.Context,
    months: Annotated[
        str, typer.Argument(metavar="FROM..TO", help=_("Such as 2025-07..2026-06, or one month."))
    ],
    scheme: Annotated[
        str | None, typer.Option(metavar="ID", help=_("Scoring scheme (else the site's)."))
    ] = None,
    json: Json = False,
) -> None:
    from csi_tui.services.close import past_months
    from csi_tui.services.desk.month_names import read_months
    from csi_tui.services.proof.signing import unsigned_text

    periods = read_months(months)

    def heard(status: MonthStatus) -> None:
        if not json:
            tell(_status_line(status))

    call = call_of(context)
    with call.desk() as desk, call.progress() as progress:
        done = past_months.backfill_months(desk, periods, scheme, tell=heard, progress=progress)
        unsigned = [text for period in periods if (text := unsigned_text(desk, period))]
    for text in unsigned[:1]:
        tell(text)
    if json:
        show_json([status.json() for status in done])


@app.command(cls=Command, help=_("Check, compute and publish in one step, for cron and SSH."))
def run(
    context: typer.Context, month: Month, as_of: AsOf = None, days: Days = None, json: Json = False
) -> None:
    from csi_tui.services.close.run import close_run
    from csi_tui.services.desk.month_names import month_name

    def heard(step: str, status: MonthStatus, findings: int) -> None:
        tell(_run_step(step, status, findings))

    call = call_of(context)
    with call.desk() as desk, call.progress() as progress:
        period = month_said(desk, month)
        done = close_run(desk, period, _instant(desk, as_of), days, tell=heard, progress=progress)
    if json:
        show_json(done.status.json() | {"findings": [finding.json() for finding in done.findings]})
    elif done.findings:
        _show_findings(done.findings)
    if done.blocked:
        tell(_("{month} was not closed: a blocking finding needs a person.").format(month=month_name(period)))
    _leave(done.findings)


def _run_step(step: str, status: MonthStatus, findings: int) -> str:
    """A step of a close in one go, as a line."""
    if step == "already":
        return _("{month} is {state} already; nothing was done.").format(
            month=status.month, state=state_name(status.state)
        )
    if step == "checked":
        return ngettext("checked: {n} finding", "checked: {n} findings", findings).format(n=findings)
    sentence = _("computed: {line}") if step == "computed" else _("published: {line}")
    return sentence.format(line=_status_line(status))


@app.command(cls=Command, help=_("Where each month stands."))
def status(
    context: typer.Context,
    month: AnyMonth = None,
    json: Json = False,
) -> None:
    from csi_tui.services.months.reminders import reminder_text, reminders_of
    from csi_tui.services.months.response import response_of, response_text
    from csi_tui.services.months.status import all_months, month_status

    with call_of(context).desk() as desk:
        period = month_said(desk, month)
        found = all_months(desk) if period is None else [month_status(desk, period)]
        dates = [] if period is None else reminders_of(desk, found[0])
        asked = None if period is None else response_of(desk, found[0])
    if json:
        more = {} if asked is None else {
            "reminders": [line.json() for line in dates], "surveys": asked.json()
        }  # fmt: skip
        show_json([one.json() | more for one in found])
    else:
        from csi_tui.services.months.text.months import month_table

        show(month_table(found, state_name))
        for text in (*map(reminder_text, dates), "" if asked is None else response_text(asked)):
            if text:
                show(text)


def _instant(desk: Desk, text: str | None):  # type: ignore[no-untyped-def]
    from csi_tui.services.desk.instants import read_instant

    return None if text is None else read_instant(text, desk.site.zone)


def _answer(status: MonthStatus, json: bool) -> None:
    if json:
        show_json(status.json())
    else:
        tell(_status_line(status))


def _status_line(status: MonthStatus) -> str:
    parts = [status.month, state_name(status.state)]
    if status.as_of is not None:
        parts.append(_("as of {as_of}").format(as_of=f"{status.as_of:%Y-%m-%d %H:%M}"))
        parts.append(_("{assessed} of {cards} assessed").format(assessed=status.assessed, cards=status.cards))
    if status.backfilled:
        parts.append(_("backfilled"))
    if status.state == "published" and status.window_ends_at is not None:
        parts.append(_("window until {until}").format(until=f"{status.window_ends_at:%Y-%m-%d %H:%M}"))
    if status.appeals_until is not None:
        said = (
            _("corrected: appeals until {until}")
            if status.published_at is None
            else _("frozen too early: appeals until {until}")
        )
        parts.append(said.format(until=f"{status.appeals_until:%Y-%m-%d %H:%M}"))
    return "  ".join(parts)


def _leave(findings: Sequence[Finding]) -> None:
    """Exit status 1 where a finding needs a person (docs/cli.md, *Exit status*); notes do not."""
    if any(not finding.note for finding in findings):
        raise typer.Exit(1)


def _show_findings(findings: Sequence[Finding]) -> None:
    for finding in findings:
        mark = {"blocking": _("blocking"), "warning": _("warning"), "note": _("note")}[finding.severity]
        count = (
            ngettext("{n} row", "{n} rows", len(finding.rows)).format(n=len(finding.rows))
            if finding.rows
            else ""
        )
        title = _("{title} ({count})").format(title=finding.title, count=count) if count else finding.title
        show(f"[{mark}] {title}")
        if finding.rows:
            more = "" if len(finding.rows) <= SHOWN_ROWS else " …"
            show("    " + _(", ").join(finding.rows[:SHOWN_ROWS]) + more)
        show(f"    → {finding.remedy}")


close_records.register(app)
