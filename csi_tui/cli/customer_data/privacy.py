"""``csi privacy …``: what is held of a customer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import answer, answer_all, tell
from csi_tui.cli.parameters import Json, Reason
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.cli.sheet_file import FileToWrite, telling_written
from csi_tui.i18n import _

app = group(help_of("privacy"))
Others = Literal["everybody", "own"]
Customer = Annotated[
    str,
    typer.Argument(
        metavar="CUSTOMER", help=_("A phone number, the number of an order or complaint, or a name.")
    ),
]


@app.command(cls=Command, help=_("All that is held of a customer."))
def find(context: typer.Context, customer: Customer, json: Json = False) -> None:
    from csi_tui.services.customer_data.held import held_of
    from csi_tui.services.customer_data.text import held_lines

    with call_of(context).desk() as desk:
        held = held_of(desk, customer)
    answer(held, lambda: "\n".join(held_lines(held)), json=json)


@app.command(cls=Command, help=_("Write what is held of a customer to a file, to hand over."))
def export(
    context: typer.Context,
    customer: Customer,
    to: Annotated[
        Path,
        typer.Option(
            "--to", metavar="FILE", click_type=FileToWrite(), help=_("The file: .csv, .xlsx or .json.")
        ),
    ],
) -> None:
    from csi_tui.services.customer_data.handing_over import hand_over

    def told() -> str:
        return _("What is held of the customer of {number} is written to {path}, every text whole.").format(
            number=held.number, path=to
        )

    with telling_written(to, told), call_of(context).desk() as desk:
        held = hand_over(desk, customer, to)


@app.command(cls=Command, help=_("Forget a customer: two people, and it does not come back."))
def erase(context: typer.Context, customer: Customer, reason: Reason = "") -> None:
    from csi_tui.services.customer_data.erasing import erase as forget

    with call_of(context).desk() as desk:
        told = forget(desk, customer, reason)
    tell(_("The customer is erased."))
    for sentence in told:
        tell(sentence)


@app.command(cls=Command, help=_("Sweep the store's file, and its copies, after an erasure."))
def sweep(
    context: typer.Context,
    copies: Annotated[
        bool,
        typer.Option(
            "--copies", help=_("Put one new copy in the place of those that the program made before.")
        ),
    ] = False,
) -> None:
    from csi_tui.services.customer_data.erasing import sweep as sweep_store

    with call_of(context).desk() as desk:
        found = sweep_store(desk, copies=copies)
    tell(_("The store's file is swept.") if not found.left else _("The store's file was gone through."))
    if copies and not found.replaced:
        tell(_("No copy is older than the last erasure."))
    for sentence in found.left:
        tell(sentence)


@app.command(cls=Command, help=_("What is due by the terms of the site, or by MONTHS."))
def due(
    context: typer.Context,
    months: Annotated[
        int | None,
        typer.Argument(
            parser=whole_number(1, 1200),
            metavar="MONTHS",
            help=_("For so many months nothing has happened (else the site's term)."),
        ),
    ] = None,
    on: Annotated[
        str,
        typer.Option("--on", metavar="DATE", help=_("What is due on that day (else today).")),
    ] = "",
    json: Json = False,
) -> None:
    from csi_tui.services.customer_data.due import due_customers, due_list
    from csi_tui.services.customer_data.text import due_lines, due_table
    from csi_tui.services.entries.rules import read_day

    with call_of(context).desk() as desk:
        day = read_day(desk, on) if on else None
        if months is None:
            due = due_list(desk, day)
            answer(due, lambda: "\n".join(due_lines(due)), json=json)
        else:
            found = due_customers(desk, months, day)
            answer_all(found, lambda: due_table(found), json=json)


@app.command(cls=Command, help=_("Erase what is due by the terms of the site: two people."))
def run(context: typer.Context, reason: Reason = "") -> None:
    from csi_tui.services.customer_data.running import run as run_it

    with call_of(context).desk() as desk:
        told = run_it(desk, reason)
    tell(_("What was due is erased."))
    for sentence in told:
        tell(sentence)


@app.command(cls=Command, help=_("What the site has decided of personal data: show it, set it."))
def site(
    context: typer.Context,
    customers: Annotated[
        int | None,
        typer.Option(
            "--customers",
            parser=whole_number(0, 1200),
            metavar="MONTHS",
            help=_(
                "After so many months without anything a customer's data are due; 0: never by themselves."
            ),
        ),
    ] = None,
    leavers: Annotated[
        int | None,
        typer.Option(
            "--leavers",
            parser=whole_number(0, 100),
            metavar="YEARS",
            help=_("So many years after the end of the year in which somebody left; at least 2."),
        ),
    ] = None,
    others: Annotated[
        Others | None,
        typer.Option(
            "--others",
            help=_("Receipts, reasons and grades: everybody reads all of them, or their own."),
        ),
    ] = None,
    json: Json = False,
) -> None:
    from csi_tui.services.customer_data.terms import set_terms, terms_of
    from csi_tui.services.customer_data.text import term_lines

    with call_of(context).desk() as desk:
        if customers is None and leavers is None and others is None:
            terms = terms_of(desk)
        else:
            withheld = None if others is None else others == "own"
            terms = set_terms(desk, customer_months=customers, leaver_years=leavers, others_withheld=withheld)
    answer(terms, lambda: "\n".join(term_lines(terms)), json=json)
