"""``csi user …``: who may use the store."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

app = group(help_of("user"))

Name = Annotated[str, typer.Argument(metavar="NAME", help=_("Name of the user."))]
Reason = Annotated[
    str,
    typer.Option(
        "--reason", metavar="TEXT", help=_("Why, where a second person has to confirm it (csi waiting list).")
    ),
]
Roles = Annotated[
    str,
    typer.Option(
        "--roles",
        metavar="ROLES",
        help=_("Roles, with commas: clerk, supervisor, head, hr, oversight, admin; “-”: none."),
    ),
]


@app.command("list", cls=Command, help=_("Every user."))
def list_(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help=_("Print the list as JSON."))] = False,
) -> None:
    from csi_tui.services.desk.as_json import as_json
    from csi_tui.services.desk.permissions import role_names
    from csi_tui.services.people.users import users
    from csi_tui.services.tabular.aligned import table

    with call_of(context).desk() as desk:
        found = users(desk)
    if json:
        show_json([as_json(one) for one in found])
        return
    rows = [
        (
            one.name,
            one.account,
            _(", ").join(role_names(one.roles)),
            one.employee_no,
            _("yes") if one.active else _("no"),
            _("yes") if one.password else _("no"),
        )
        for one in found
    ]
    show(table((_("name"), _("account"), _("roles"), _("employee"), _("active"), _("password")), rows))


@app.command(cls=Command, help=_("Add a user, known by an account or by a password."))
def add(
    context: typer.Context,
    name: Name,
    account: Annotated[
        str | None,
        typer.Option(metavar="ACCOUNT", help=_("The operating-system account (none: by password only).")),
    ] = None,
    roles: Roles = "",
    employee: Annotated[
        str | None, typer.Option(metavar="NUMBER", help=_("Number of the employee that the user is."))
    ] = None,
    reason: Reason = "",
) -> None:
    from csi_tui.services.people.users import add_user

    with call_of(context).desk() as desk:
        add_user(desk, name, account, _words(roles), employee, reason)
    tell(_("{name} may use the store now.").format(name=name))


@app.command(cls=Command, help=_("Set the password for a terminal that is shared."))
def password(
    context: typer.Context,
    name: Name,
    none: Annotated[bool, typer.Option("--none", help=_("Take the password away."))] = False,
    stdin: Annotated[
        bool, typer.Option("--stdin", help=_("Read the password from the first line of standard input."))
    ] = False,
) -> None:
    from csi_tui.cli.people.passwords import old_password, typed_password
    from csi_tui.services.people.sign_in import may_set_password, set_password

    with call_of(context).desk() as desk:
        may_set_password(desk, name)
        old = None if stdin or none else old_password(desk, name)
        set_password(desk, name, None if none else typed_password(stdin), old)
    tell(
        _("{name} has no password any more.").format(name=name)
        if none
        else _("{name} signs in with this password now.").format(name=name)
    )


@app.command(cls=Command, help=_("A token for csi serve api: make it, take it back."))
def token(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help=_("Whose is taken back (default: the own one)."))
    ] = None,
    none: Annotated[bool, typer.Option("--none", help=_("Take the token back."))] = False,
) -> None:
    from csi_tui.services.people.tokens import make_token, take_back_token

    with call_of(context).desk() as desk:
        whose = name or desk.actor.name
        if none:
            take_back_token(desk, whose)
        else:
            made = make_token(desk, whose)
    if none:
        tell(_("{name} has no token any more.").format(name=whose))
    else:
        show(made)
        tell(_("It is shown this once: keep it where you alone read it. An earlier one holds no more."))


@app.command(cls=Command, help=_("Wrong passwords that were given at sign-ins."))
def tries(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help=_("Print the list as JSON."))] = False,
) -> None:
    from csi_tui.services.desk.as_json import as_json
    from csi_tui.services.desk.instants import show_instant
    from csi_tui.services.people.wrong_passwords import wrong_passwords
    from csi_tui.services.tabular.aligned import table

    with call_of(context).desk() as desk:
        found = wrong_passwords(desk)
    if json:
        show_json([as_json(one) for one in found])
        return
    if not found:
        tell(_("No wrong password was given."))
        return
    rows = [
        (
            show_instant(one.at, desk.site.zone),
            one.name,
            one.account,
            one.place,
            _("yes") if one.known else _("no"),
        )
        for one in found
    ]
    show(table((_("at"), _("name"), _("account"), _("from where"), _("signs in from there")), rows))


@app.command("roles", cls=Command, help=_("Give a user exactly these roles."))
def roles_(context: typer.Context, name: Name, roles: Roles, reason: Reason = "") -> None:
    from csi_tui.services.desk.permissions import role_names
    from csi_tui.services.people.users import set_roles

    with call_of(context).desk() as desk:
        set_roles(desk, name, _words(roles), reason)
    given = _(", ").join(role_names(_words(roles))) or _("none")
    tell(_("{name} has these roles now: {roles}.").format(name=name, roles=given))


@app.command(cls=Command, help=_("Say which employee a user is."))
def link(
    context: typer.Context,
    name: Name,
    employee: Annotated[
        str, typer.Argument(metavar="EMPLOYEE", help=_("Number of the employee; “-”: none."))
    ],
    reason: Reason = "",
) -> None:
    from csi_tui.services.people.users import link as link_them

    with call_of(context).desk() as desk:
        link_them(desk, name, None if employee == "-" else employee, reason)
    if employee == "-":
        tell(_("{name} is linked to no employee.").format(name=name))
    else:
        tell(_("{name} is employee {number}.").format(name=name, number=employee))


@app.command(cls=Command, help=_("Close a user's access; nothing is lost."))
def deactivate(context: typer.Context, name: Name) -> None:
    from csi_tui.services.people.users import set_active

    with call_of(context).desk() as desk:
        set_active(desk, name, False)
    tell(_("{name} has no access any more.").format(name=name))


@app.command(cls=Command, help=_("Open a closed access again."))
def activate(context: typer.Context, name: Name) -> None:
    from csi_tui.services.people.users import set_active

    with call_of(context).desk() as desk:
        set_active(desk, name, True)
    tell(_("{name} may use the store again.").format(name=name))


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip() not in ("", "-")]
