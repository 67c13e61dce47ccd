"""``csi complaint …``: one complaint as a whole, and what can happen to it beside its milestones."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import answer_all, show, show_json, tell
from csi_tui.cli.parameters import Json, Reason
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

app = group(help_of("complaint"))

Number = Annotated[str, typer.Argument(metavar="COMPLAINT", help=_("Number of the complaint."))]


@app.command("show", cls=Command, help=_("Everything about it, with the proof of its limits."))
def show_(context: typer.Context, complaint: Number, json: Json = False) -> None:
    from csi_tui.services.complaints.detail import read_detail
    from csi_tui.services.complaints.text.detail import detail_lines
    from csi_tui.services.complaints.text.detail_json import detail_json
    from csi_tui.services.desk.card_texts import milestone_name
    from csi_tui.services.desk.local_times import local_now
    from csi_tui.services.workdays.calendar import reason_of

    with call_of(context).desk() as desk:
        detail = read_detail(desk, complaint)
        now, zone = local_now(desk), desk.site.zone
    if json:
        show_json(detail_json(detail, zone, reason_of))
    else:
        show("\n".join(detail_lines(detail, now, milestone_name, reason_of)))


@app.command(cls=Command, help=_("What the customer says, and what was agreed."))
def words(
    context: typer.Context,
    complaint: Number,
    said: Annotated[
        str | None, typer.Option(metavar="TEXT", help=_("What the customer says, in their words."))
    ] = None,
    agreed: Annotated[str | None, typer.Option(metavar="TEXT", help=_("What was agreed."))] = None,
) -> None:
    from csi_tui.services.complaints.text.detail import words_lines
    from csi_tui.services.complaints.words import Words, put_words, read_words

    with call_of(context).desk() as desk:
        before = read_words(desk, complaint)
        if said is not None or agreed is not None:
            after = Words(before.said if said is None else said, before.agreed if agreed is None else agreed)
            put_words(desk, complaint, before, after)
            tell(_("Written down: {number}.").format(number=complaint))
            return
    lines = list(words_lines(before.said, before.agreed))
    if lines:
        show("\n".join(lines))
    else:
        tell(_("Nobody has written anything about it."))


@app.command(cls=Command, help=_("Put the time of receipt right that was entered wrong."))
def receipt(
    context: typer.Context,
    complaint: Number,
    at: Annotated[
        str, typer.Argument(metavar="INSTANT", help=_("When it was received, also like -2h or 16:30."))
    ],
    reason: Reason,
) -> None:
    from csi_tui.services.complaints.receipt import correct_receipt
    from csi_tui.services.complaints.rounds import new_limits
    from csi_tui.services.desk.instants import read_when

    with call_of(context).desk() as desk:
        remarks = correct_receipt(desk, complaint, read_when(at, desk.site.zone), reason)
        limits = new_limits(desk, complaint)
    tell(_("The receipt of {number} is put right.").format(number=complaint))
    tell(limits)
    for remark in remarks:
        tell(remark)


@app.command(cls=Command, help=_("Reopen a resolved complaint as a new round."))
def reopen(
    context: typer.Context,
    complaint: Number,
    reason: Reason,
    at: Annotated[
        str | None, typer.Option(metavar="INSTANT", help=_("When it was reopened (else now)."))
    ] = None,
) -> None:
    from csi_tui.services.complaints.rounds import new_limits
    from csi_tui.services.complaints.rounds import reopen as reopen_it
    from csi_tui.services.desk.instants import read_when

    with call_of(context).desk() as desk:
        instant = None if at is None else read_when(at, desk.site.zone)
        number = reopen_it(desk, complaint, reason, instant)
        limits = new_limits(desk, number)
    tell(_("{number} is reopened as {new}.").format(number=complaint, new=number))
    tell(limits)


@app.command(cls=Command, help=_("Let its clock stand still, for a reason of the scheme."))
def pause(
    context: typer.Context,
    complaint: Number,
    reason: Annotated[str, typer.Argument(metavar="REASON", help=_("Id of a reason in the scheme."))],
    proof: Annotated[
        str, typer.Option(metavar="TEXT", help=_("What shows the reason, and where it is kept."))
    ],
) -> None:
    from csi_tui.services.complaints.clock import current_number
    from csi_tui.services.complaints.pauses import pause as pause_it
    from csi_tui.services.desk.instants import show_instant

    with call_of(context).desk() as desk:
        complaint = current_number(desk, complaint)
        until = pause_it(desk, complaint, reason, proof)
        text = show_instant(until, desk.site.zone)
    tell(
        _("The clock of {number} stands still, until {until} at the latest.").format(
            number=complaint, until=text
        )
    )


@app.command(cls=Command, help=_("Let its clock go on."))
def resume(context: typer.Context, complaint: Number) -> None:
    from csi_tui.services.complaints.clock import current_number
    from csi_tui.services.complaints.pauses import resume as resume_it

    with call_of(context).desk() as desk:
        complaint = current_number(desk, complaint)
        remarks = resume_it(desk, complaint)
    tell(_("The clock of {number} goes on.").format(number=complaint))
    for remark in remarks:
        tell(remark)


@app.command(cls=Command, help=_("Propose it as invalid; a second person confirms."))
def invalid(context: typer.Context, complaint: Number, reason: Reason) -> None:
    _propose(context, complaint, "invalid", reason)


@app.command(cls=Command, help=_("Propose it as valid again; a second person confirms."))
def valid(context: typer.Context, complaint: Number, reason: Reason) -> None:
    _propose(context, complaint, "valid", reason)


@app.command(cls=Command, help=_("Confirm what another person proposed."))
def confirm(context: typer.Context, complaint: Number) -> None:
    from csi_tui.services.complaints.validity import decide

    with call_of(context).desk() as desk:
        number, _outcome, remarks = decide(desk, complaint, confirm=True)
    tell(_("Confirmed: {number}.").format(number=number))
    for remark in remarks:
        tell(remark)


@app.command(cls=Command, help=_("Reject what was proposed, or take an own proposal back."))
def reject(context: typer.Context, complaint: Number, reason: Reason) -> None:
    from csi_tui.services.complaints.validity import decide

    with call_of(context).desk() as desk:
        number, outcome, _remarks = decide(desk, complaint, confirm=False, reason=reason)
    if outcome == "withdrawn":
        tell(_("Taken back: {number} stays as it is.").format(number=number))
    else:
        tell(_("Rejected: {number} stays as it is.").format(number=number))


@app.command(cls=Command, help=_("Who proposed and who decided what is valid."))
def decisions(
    context: typer.Context,
    waiting: Annotated[
        bool, typer.Option("--waiting", help=_("Only what waits for a second person."))
    ] = False,
    report: Annotated[
        bool, typer.Option("--report", help=_("Counted by who proposed and who decided."))
    ] = False,
    json: Json = False,
) -> None:
    from csi_tui.services.complaints.text.decisions import decision_table, pair_table
    from csi_tui.services.complaints.validity import decisions as read
    from csi_tui.services.complaints.validity import pairs

    with call_of(context).desk() as desk:
        found = read(desk, waiting=waiting)
    if report:
        counted = pairs(found)
        answer_all(counted, lambda: pair_table(counted), json=json)
    else:
        answer_all(found, lambda: decision_table(found), json=json)


def _propose(context: typer.Context, complaint: str, status: str, reason: str) -> None:
    from csi_tui.services.complaints.validity import propose

    with call_of(context).desk() as desk:
        number = propose(desk, complaint, status, reason)
    tell(_("Proposed for {number}; a second person has to confirm.").format(number=number))
    # As whatever only proposes: nothing counts otherwise by it, and a script is not to take it for done.
    raise typer.Exit(1)
