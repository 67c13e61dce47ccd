"""``csi scheme …``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _, current_language, pgettext

app = group(help_of("scheme"))


@app.command("list", cls=Command, help=_("The schemes there are."))
def list_(json: Annotated[bool, typer.Option("--json", help=_("Print the list as JSON."))] = False) -> None:
    from csi_tui.reports.text import table
    from csi_tui.services.schemes import built_in

    language = current_language()
    schemes = [text.scheme for text in built_in().values()]
    if json:
        show_json(
            [
                {
                    "id": one.id,
                    "version": one.version,
                    "name": one.name.in_language(language),
                    "source": one.source,
                }
                for one in schemes
            ]
        )
        return
    rows = [
        (one.id, str(one.version), one.name.in_language(language), one.summary.in_language(language))
        for one in schemes
    ]
    show(table((_("scheme"), _("version"), pgettext("scheme", "name"), _("in one line")), rows))


@app.command("show", cls=Command, help=_("A scheme: its weights, rules, bands and limits."))
def show_(
    scheme: Annotated[
        str, typer.Argument(metavar="ID", help=_("Id of the scheme, or a .toml file to check and show."))
    ],
    toml: Annotated[
        bool, typer.Option("--toml", help=_("Print the file itself, to copy and change."))
    ] = False,
) -> None:
    from csi_tui.reports.scheme_text import scheme_lines
    from csi_tui.services.card_texts import role_name
    from csi_tui.services.schemes import find_or_read

    text = find_or_read(scheme)
    if toml:
        show(text.body)
        return
    for line in scheme_lines(text.scheme, current_language(), role_name):
        show(line)


@app.command(cls=Command, help=_("Look a scheme over: faults, and what cannot come about."))
def lint(
    context: typer.Context,
    scheme: Annotated[str, typer.Argument(metavar="ID", help=_("Id of the scheme, or a .toml file."))],
    json: Annotated[bool, typer.Option("--json", help=_("Print the findings as JSON."))] = False,
) -> None:
    from csi_tui.services.scheme_lint import LintFinding
    from csi_tui.services.scheme_lint import lint as look_over

    call = call_of(context)
    found: list[LintFinding]
    if call.path.exists():
        with call.desk() as desk:
            found = look_over(scheme, desk)
    else:
        found = look_over(scheme, None)
    if json:
        show_json([finding.json() for finding in found])
    else:
        marks = {"fault": _("fault"), "warning": _("warning")}
        for finding in found:
            show(f"[{marks[finding.severity]}] {finding.text}")
        if not found:
            tell(_("Nothing stands against this scheme."))
    if found:
        raise typer.Exit(1)


@app.command(cls=Command, help=_("Compute by another scheme from now on."))
def use(
    context: typer.Context,
    scheme: Annotated[str, typer.Argument(metavar="ID", help=_("Id of the scheme."))],
) -> None:
    from csi_tui.services.schemes import use as use_it

    with call_of(context).desk() as desk:
        chosen = use_it(desk, scheme)
    tell(
        _("Months are computed by “{name}” from now on; those published or frozen keep theirs.").format(
            name=chosen.name.in_language(current_language())
        )
    )


@app.command(cls=Command, help=_("What can be entered or rated: the catalogue."))
def indicators(json: Annotated[bool, typer.Option("--json", help=_("Print it as JSON."))] = False) -> None:
    from csi_tui.reports.scheme_text import indicator_lines
    from csi_tui.services.schemes import catalogue

    language = current_language()
    if json:
        show_json(
            [
                {
                    "id": one.id,
                    "name": one.name.in_language(language),
                    "definition": one.definition.in_language(language),
                    "entry": one.entry,
                    "unit": one.unit,
                    "direction": one.direction,
                    "source": one.source,
                }
                for one in catalogue().values()
            ]
        )
    else:
        show("\n".join(indicator_lines(list(catalogue().values()), language)))
