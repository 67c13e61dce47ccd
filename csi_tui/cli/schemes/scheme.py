"""``csi scheme …``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import month_said
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Reason
from csi_tui.cli.shape import Command, group
from csi_tui.cli.sheet_file import FileToWrite
from csi_tui.i18n import _, current_language, pgettext

if TYPE_CHECKING:
    from csi_tui.services.schemes.in_force import SchemeText

app = group(help_of("scheme"))


@app.command("list", cls=Command, help=_("The schemes there are."))
def list_(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help=_("Print the list as JSON."))] = False,
) -> None:
    from csi_tui.services.scheme_changes.choice import own_schemes
    from csi_tui.services.schemes.in_force import built_in
    from csi_tui.services.tabular.aligned import table

    language = current_language()
    schemes = [text.scheme for text in built_in().values()]
    call = call_of(context)
    if call.path.exists():
        with call.desk() as desk:
            schemes += [text.scheme for text in own_schemes(desk)]
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
    context: typer.Context,
    scheme: Annotated[
        str, typer.Argument(metavar="ID", help=_("Id of the scheme, or a .toml file to check and show."))
    ],
    toml: Annotated[
        bool, typer.Option("--toml", help=_("Print the file itself, to copy and change."))
    ] = False,
) -> None:
    from csi_tui.services.desk.card_texts import role_name
    from csi_tui.services.schemes.text.scheme import scheme_lines

    text = _at_hand(context, scheme)
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
    from csi_tui.services.scheme_changes.lint import LintFinding
    from csi_tui.services.scheme_changes.lint import lint as look_over

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


@app.command(cls=Command, help=_("Compute by another scheme, from a month on."))
def use(
    context: typer.Context,
    scheme: Annotated[str, typer.Argument(metavar="ID", help=_("Id of the scheme, or a .toml file."))],
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="MONTH", help=_("YYYY-MM; else the first month that is not closed.")),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help=_("Also where the grades of computed months change."))
    ] = False,
    reason: Reason = "",
) -> None:
    from csi_tui.services.desk.month_names import read_month
    from csi_tui.services.scheme_changes import choice as scheme_choice
    from csi_tui.services.scheme_changes.text import change_lines

    period = None if from_ is None else read_month(from_)
    with call_of(context).desk() as desk:
        plan = scheme_choice.plan(desk, scheme, period)
        if plan.graded_differently and not yes:
            show("\n".join(change_lines(plan.graded_differently)))
            tell(_("The grades above would change. Nothing is done yet: repeat it with --yes."))
            raise typer.Exit(1)
        scheme_choice.use(desk, scheme, period, reason)
    sentence = (
        _("Months from {month} on are computed by “{name}”; those published or frozen keep theirs.")
        if plan.shown_from
        else _("Months are computed by “{name}” from now on.")
    )
    scheme_ = plan.text.scheme
    name = f"{scheme_.name.in_language(current_language())} ({scheme_.id} {scheme_.version})"
    tell(sentence.format(name=name, month=plan.shown_from))
    if plan.computed:
        tell(_("Compute anew: {months}.").format(months=_(", ").join(plan.shown_computed)))


@app.command(cls=Command, help=_("Whose card of a month would differ by other schemes."))
def backtest(
    context: typer.Context,
    months: Annotated[
        str, typer.Argument(metavar="MONTHS", help=_("YYYY-MM; also last, 2026/10, 10; or FROM..TO"))
    ],
    schemes: Annotated[list[str], typer.Argument(metavar="ID", help=_("Ids of schemes, or .toml files."))],
    json: Annotated[bool, typer.Option("--json", help=_("Print the list as JSON."))] = False,
) -> None:
    from csi_tui.services.desk.month_names import read_months
    from csi_tui.services.months.status import month_status
    from csi_tui.services.proof.text.rules_version import held_against_text
    from csi_tui.services.scheme_changes.by_another import backtest as by_others
    from csi_tui.services.scheme_changes.text import change_lines

    with call_of(context).desk() as desk:
        periods = read_months(months) if ".." in months else [month_said(desk, months)]
        found = by_others(desk, schemes, periods)
        rules = {month_status(desk, period).other_rules for period in periods} - {None}
    for version in sorted(one for one in rules if one is not None):
        tell(held_against_text(version))
    if json:
        show_json([one.json() for one in found])
    elif found:
        show("\n".join(change_lines(found)))
    else:
        tell(_("Nobody's card would differ."))


@app.command(cls=Command, help=_("A copy of a scheme with figures changed, as a file."))
def copy(
    context: typer.Context,
    scheme: Annotated[str, typer.Argument(metavar="ID", help=_("Id of the scheme, or a .toml file."))],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            click_type=FileToWrite(),
            help=_("The file, which is not there yet."),
        ),
    ],
    id_: Annotated[
        str | None, typer.Option("--id", metavar="NEW", help=_("The id of the copy (else ID-copy)."))
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PLACE=FIGURE", help=_("A figure by its place, as “diff” shows it.")),
    ] = None,
) -> None:
    from csi_tui.services.scheme_changes import bench

    text = _at_hand(context, scheme)
    draft = bench.draft_of(text, bench.changes_said(set_ or ()), id_)
    bench.write_draft(draft, str(output))
    tell(_("Written to {path}.").format(path=output))
    for fault in draft.faults:
        tell(fault)
    if draft.faults:
        raise typer.Exit(1)


@app.command(cls=Command, help=_("What two schemes say differently, place by place."))
def diff(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="BEFORE", help=_("Id of the scheme, or a .toml file."))],
    after: Annotated[str, typer.Argument(metavar="AFTER", help=_("The other one."))],
    json: Annotated[bool, typer.Option("--json", help=_("Print the list as JSON."))] = False,
) -> None:
    from csi_tui.services.scheme_changes.differing import differing_keys
    from csi_tui.services.tabular.aligned import table

    one, other = (_at_hand(context, name) for name in (before, after))
    found = differing_keys(one, other)
    if json:
        show_json([{"place": place, "before": was, "after": now} for place, was, now in found])
    elif found:
        rows = [(place, _short(was), _short(now)) for place, was, now in found]
        heads = (f"{text.scheme.id} {text.scheme.version}" for text in (one, other))
        show(table((_("place"), *heads), rows))
    else:
        tell(_("The two say the same."))


LONGEST_SHOWN = 40
"""Characters of a value in the table; ``--json`` has all of it."""


def _short(value: str) -> str:
    """A value for the table."""
    return value if 0 < len(value) <= LONGEST_SHOWN else f"{value[: LONGEST_SHOWN - 1]}…" if value else "-"


def _at_hand(context: typer.Context, name: str) -> SchemeText:
    """A scheme of the program, of a file, or of the store where there is one."""
    from csi_tui.services.scheme_changes.by_another import scheme_at_hand

    call = call_of(context)
    if name.endswith(".toml") or not call.path.exists():
        return scheme_at_hand(None, name)
    with call.desk() as desk:
        return scheme_at_hand(desk, name)


@app.command(cls=Command, help=_("What can be entered or rated: the catalogue."))
def indicators(json: Annotated[bool, typer.Option("--json", help=_("Print it as JSON."))] = False) -> None:
    from csi_tui.services.schemes.in_force import catalogue
    from csi_tui.services.schemes.text.scheme import indicator_lines

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
