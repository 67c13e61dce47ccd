"""``csi survey …``: one survey, shown, and put right where it was entered wrong."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Json, Reason
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

app = group(help_of("survey"))

Number = Annotated[str, typer.Argument(metavar="SURVEY", help=_("The agency's number of the survey."))]
Answer = Annotated[
    str | None, typer.Option(metavar="ANSWER", help=_("5 to 1, or in words; - for not answered."))
]


@app.command("show", cls=Command, help=_("What was answered, and what was put right of it."))
def show_(
    context: typer.Context,
    survey: Number,
    json: Json = False,
) -> None:
    from csi_tui.services.orders.survey_lines import survey_json, survey_lines

    with call_of(context).desk() as desk:
        if json:
            show_json(survey_json(desk, survey))
        else:
            show("\n".join(survey_lines(desk, survey)))


@app.command(cls=Command, help=_("Put its answers right that were entered wrong."))
def correct(
    context: typer.Context,
    survey: Number,
    reason: Reason,
    attitude: Answer = None,
    response: Answer = None,
    quality: Answer = None,
    parts: Answer = None,
    cost: Answer = None,
    order: Annotated[
        str | None, typer.Option(metavar="ORDER", help=_("The order that it is really about."))
    ] = None,
    answered: Annotated[
        str | None, typer.Option(metavar="INSTANT", help=_("When it was really answered."))
    ] = None,
) -> None:
    from csi_tui.services.orders.surveys import correct_texts

    answers = {
        "attitude": attitude,
        "response": response,
        "quality": quality,
        "parts": parts,
        "cost": cost,
    }
    texts = {name: "" if text == "-" else text for name, text in answers.items() if text is not None}
    texts |= {
        name: text for name, text in (("order_no", order), ("answered_at", answered)) if text is not None
    }
    with call_of(context).desk() as desk:
        remarks = correct_texts(desk, survey, texts, reason)
    tell(_("Survey {number} is put right.").format(number=survey))
    for remark in remarks:
        tell(remark)
