"""``csi appeal …``: question a published figure, answer, take it further."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import AnyMonth, Month, month_said
from csi_tui.cli.output import answer, answer_all, tell
from csi_tui.cli.parameters import Evidence, Json, Reason
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

app = group(help_of("appeal"))

Number = Annotated[str, typer.Argument(metavar="APPEAL", help=_("Number of the appeal."))]
For = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="EMPLOYEE",
        help=_("Take it down for this employee, who asks for it and confirms it."),
    ),
]


@app.command("file", cls=Command, help=_("Appeal against a line of your own published card."))
def file_(
    context: typer.Context,
    month: Month,
    line: Annotated[
        str, typer.Argument(metavar="LINE", help=_("Id of the figure, such as attitude or total."))
    ],
    reason: Reason,
    evidence: Evidence = "",
    row: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help=_("The order, survey or complaint that is questioned.")),
    ] = None,
    for_: For = None,
) -> None:
    from csi_tui.services.appeals.filing import file_appeal, take_down

    with call_of(context).desk() as desk:
        period = month_said(desk, month)
        if for_ is None:
            number = file_appeal(desk, period, line, reason, evidence, row)
            said = _("Filed as {number}.")
        else:
            number = take_down(desk, period, for_, line, reason, evidence, row)
            said = _("Taken down as {number}; its owner has still to confirm it.")
    tell(said.format(number=number))


@app.command("list", cls=Command, help=_("Appeals that you may read, and who has to answer."))
def list_(
    context: typer.Context,
    month: AnyMonth = None,
    waiting: Annotated[bool, typer.Option("--waiting", help=_("Only those that are not closed."))] = False,
    json: Json = False,
) -> None:
    from csi_tui.services.appeals.pages import appeals, outcome_text, state_text
    from csi_tui.services.appeals.text import appeal_table

    with call_of(context).desk() as desk:
        found = appeals(desk, month_said(desk, month), waiting=waiting)
    answer_all(found, lambda: appeal_table(found, state_text, outcome_text), json=json)


@app.command("show", cls=Command, help=_("One appeal with everything that happened to it."))
def show_(context: typer.Context, appeal: Number, json: Json = False) -> None:
    from csi_tui.services.appeals.pages import outcome_text, read_appeal, state_text, step_text
    from csi_tui.services.appeals.text import appeal_lines

    with call_of(context).desk() as desk:
        found = read_appeal(desk, appeal)
    answer(found, lambda: "\n".join(appeal_lines(found, state_text, step_text, outcome_text)), json=json)


@app.command(cls=Command, help=_("Answer an appeal that waits for you."))
def decide(
    context: typer.Context,
    appeal: Number,
    outcome: Annotated[str, typer.Argument(metavar="DECISION", help=_("upheld, partly or rejected"))],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=_("The explanation for the person who appealed."))
    ],
) -> None:
    from csi_tui.services.appeals.pages import outcome_text
    from csi_tui.services.appeals.procedure import decide as decide_it

    with call_of(context).desk() as desk:
        number = decide_it(desk, appeal, outcome, reason)
    tell(_("{number} is decided: {outcome}.").format(number=number, outcome=outcome_text(outcome)))


@app.command(cls=Command, help=_("Take the answer to your appeal to the second instance."))
def escalate(context: typer.Context, appeal: Number, reason: Reason, for_: For = None) -> None:
    from csi_tui.services.appeals.procedure import escalate as escalate_it

    with call_of(context).desk() as desk:
        number = escalate_it(desk, appeal, reason, for_no=for_)
    tell(_("{number} waits for the second instance.").format(number=number))


@app.command(cls=Command, help=_("Confirm what was taken down for its owner."))
def confirm(
    context: typer.Context,
    appeal: Number,
    witness: Annotated[
        str,
        typer.Option(metavar="EMPLOYEE", help=_("Read aloud, and confirmed by word before this employee.")),
    ] = "",
    paper: Annotated[
        str,
        typer.Option(metavar="TEXT", help=_("Read aloud, and confirmed on a signed paper: where it lies.")),
    ] = "",
) -> None:
    from csi_tui.services.appeals.taken_down import confirm as confirm_it
    from csi_tui.services.appeals.taken_down import confirm_heard

    with call_of(context).desk() as desk:
        if witness or paper:
            number = confirm_heard(desk, appeal, witness_no=witness, paper=paper)
        else:
            number = confirm_it(desk, appeal)
    tell(_("{number} is confirmed.").format(number=number))


@app.command(cls=Command, help=_("Take your appeal back."))
def withdraw(context: typer.Context, appeal: Number, reason: Reason) -> None:
    from csi_tui.services.appeals.procedure import withdraw as withdraw_it

    with call_of(context).desk() as desk:
        number = withdraw_it(desk, appeal, reason)
    tell(_("{number} is taken back.").format(number=number))


@app.command(cls=Command, help=_("Carry an undecided appeal over, to freeze its month."))
def carry(context: typer.Context, appeal: Number, reason: Reason) -> None:
    from csi_tui.services.appeals.procedure import carry as carry_it

    with call_of(context).desk() as desk:
        number = carry_it(desk, appeal, reason)
    tell(_("{number} is carried over; it is still to be decided.").format(number=number))
