"""Typer's classes with our words where the library has English ones, and our groups of commands."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from csi_tui.i18n import _


class _OurWords:
    """Help in the user's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """“Usage:” in the user's language."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        """The help option's own help in the user's language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this help and leave.")
        return option


class Command(_OurWords, TyperCommand):
    """A command."""


class Group(_OurWords, TyperGroup):
    """A group of commands."""


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
