"""Typer's classes with our words where the library has English ones, and our groups of commands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC
from typing import Any

import typer
from typer import Abort, Exit
from typer._click.exceptions import ClickException
from typer.core import TyperCommand, TyperGroup
from typer.models import TyperPath

from csi_tui.i18n import N_, _
from csi_tui.services.desk.shared import let_through
from csi_tui.services.errors import UserError
from csi_tui.services.keeping.damage_behind import telling_damage
from csi_tui.services.tabular.untrusted_text import LONGEST_GIVEN, BadText, printable, storable

# Headings and remarks that the library looks up in our catalogue by itself (see `csi_tui.cli.main`).
LIBRARY_WORDS = (
    N_("Arguments"),
    N_("Commands"),
    N_("Options"),
    N_("default: {default}"),
    N_("required"),
)


class _OurWords:
    """Help in the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """“Usage:” in the user's language, arguments by their bare names."""
        pieces = [piece.strip("{}") for piece in self.collect_usage_pieces(ctx)]  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        """The help option's own help in the user's language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this help and leave.")
        return option


def _refuse_unfit(ctx: Any) -> None:
    """Pass every text of a line through the rule of all texts that come in, and every path through the gate of paths,
    which may hold what the disk allows.

    Raises:
        UserError: one of them holds what no text may.
        NotPermitted: a path lies where the user may not name a file.
    """
    for parameter in ctx.command.params:
        value = ctx.params.get(parameter.name)
        if isinstance(parameter.type, TyperPath):
            for path in value if isinstance(value, list | tuple) else () if value is None else (value,):
                let_through(path)
            continue
        if parameter.name in PATHS:
            continue
        name = (
            max(parameter.opts, key=len)
            if parameter.param_type_name == "option"
            else parameter.human_readable_name
        )
        if isinstance(value, str):
            ctx.params[parameter.name] = _kept(parameter, name, value)
            # A script whose variable is empty means something else than to leave it out.
            given = value != parameter.default and parameter.name not in GIVEN_BY_PEOPLE
            if given and not ctx.params[parameter.name]:
                raise UserError(_("{name} is missing.").format(name=name))
            if parameter.metavar == "MONTH":
                _refuse_no_month(value)
        elif isinstance(value, list | tuple):
            ctx.params[parameter.name] = type(value)(
                _kept(parameter, name, one) if isinstance(one, str) else one for one in value
            )
            if "" in ctx.params[parameter.name] and parameter.name not in GIVEN_BY_PEOPLE | UNFINISHED:
                raise UserError(_("{name} is missing.").format(name=name))


def _refuse_no_month(text: str) -> None:
    """What is no month anywhere is refused before a store is looked for, which knows the time zone of the others.

    Raises:
        UserError: it is none.
    """
    from csi_tui.services.desk.month_names import said_month

    said_month(text, UTC)


GIVEN_BY_PEOPLE = frozenset({"reason", "note", "evidence", "proof", "correct", "withdraw"})
"""Parameters in which somebody says why; what is missing there is asked for in words of its own, or is no fault."""
UNFINISHED = frozenset({"line"})
"""Parameters that hold a line as somebody is typing it: of its last word nothing may be typed yet."""
PATHS = frozenset({"db"})
"""Parameters that are read as texts and are paths."""
AS_LONG_AS_IT_IS = UNFINISHED | {"command"}
"""Parameters that hold a line of a shell's, as long as that takes it."""


def _kept(parameter: Any, name: str, text: str) -> str:
    if len(text) > LONGEST_GIVEN and parameter.name not in AS_LONG_AS_IT_IS:
        raise UserError(
            _("{name} is too long: at most {limit} characters are taken.").format(
                name=name, limit=LONGEST_GIVEN
            )
        )
    try:
        return storable(text)
    except BadText as bad:
        raise UserError(_("{name} holds {reason}.").format(name=name, reason=bad.reason)) from bad


class Command(_OurWords, TyperCommand):
    """A command."""

    # Refused below, in the user's language.
    allow_extra_args = True

    def invoke(self, ctx: Any) -> Any:
        """Carry the command out; what ends it unexpectedly may be the damage of its store."""
        call = ctx.find_root().obj
        with telling_damage(lambda: call.path, but=(Exit, Abort, ClickException)):
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the line.

        Raises:
            UserError: there is more on it than the command takes.
        """
        rest = super().parse_args(ctx, args)
        _refuse_unfit(ctx)
        if rest and not ctx.resilient_parsing:
            raise UserError(
                _("This is too much: {rest}. See “{command} --help”.").format(
                    rest=" ".join(rest), command=ctx.command_path
                )
            )
        return rest


class Group(_OurWords, TyperGroup):
    """A group of commands."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options before the command.

        Raises:
            UserError: one of them holds what no text may.
        """
        rest = super().parse_args(ctx, args)
        _refuse_unfit(ctx)
        return rest

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that is named.

        Raises:
            UserError: there is none of that name.
        """
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise UserError(
                _("There is no command “{name}”. There are: {known}.").format(
                    name=args[0], known=_(", ").join(self.list_commands(ctx))
                )
            )
        return super().resolve_command(ctx, args)


def group(help_text: str) -> typer.Typer:
    """A group of commands that answers in the user's language and leaves errors to :mod:`csi_tui.cli.main`."""
    return typer.Typer(
        cls=Group,
        help=help_text,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
    )


_WHOLE = re.compile(r"[0-9]{1,9}")


def whole_number(low: int, high: int) -> Callable[[str | int], int]:
    """A reader of whole numbers for an option; it refuses others with a sentence (exit status 2)."""

    def read(text: str | int) -> int:
        # Full-width digits count as digits; an underscore is nobody's.
        plain = unicodedata.normalize("NFKC", str(text)).strip()
        if not plain:
            raise UserError(_("A number is missing."))
        number = int(plain) if _WHOLE.fullmatch(plain) else low - 1
        if not low <= number <= high:
            raise UserError(
                _("“{text}” is no whole number from {low} to {high}.").format(
                    text=printable(str(text)), low=low, high=high
                )
            )
        return number

    return read
