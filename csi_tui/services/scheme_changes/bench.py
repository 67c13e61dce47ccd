"""The bench of schemes: figures changed in a copy, looked at before anybody is scored by it (docs/decisions/0050).

A copy is the text of its original, comments and all, with other figures in their places. Nothing of the store changes.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.scoring.scheme_table import SchemeInvalid
from csi_tui.services.desk import shared
from csi_tui.services.errors import UserError
from csi_tui.services.scheme_changes.differing import raw_values
from csi_tui.services.scheme_changes.place_names import named
from csi_tui.services.schemes.in_force import SchemeText, fault_sentence, scheme_text
from csi_tui.services.tabular.file_names import refuse_unfit_name
from csi_tui.services.tabular.writing import write_text

MOST_DIGITS = 12
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|\#[^\n]*'
    r"|(?<![\w.+-])(?P<figure>[+-]?\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)(?![\w.-])",
    re.DOTALL,
)
"""Strings and comments, which hold no figures, and figures."""
_FIRST = ("total", "teams", "bands", "role_weights")
"""How the places of what makes the figures of a card begin, in this order."""
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_OWN_ID = re.compile(r'^id\s*=\s*"[^"\n]*"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FigureOfScheme:
    """A figure of a scheme's file: its place, as ``csi scheme diff`` writes it, and what stands there."""

    place: str
    value: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A copy of a scheme with some figures changed.

    Attributes:
        base: what it is a copy of.
        changes: place → the figure that stands there now.
        body: the text of the copy.
        text: the scheme that it says; None as long as it has faults.
        faults: what is wrong with it, a sentence each: weights that do not add up to 100 yet, for one.
    """

    base: SchemeText
    changes: Mapping[str, str]
    body: str
    text: SchemeText | None
    faults: tuple[str, ...] = ()


def figures_of(body: str) -> list[FigureOfScheme]:
    """Every figure of a scheme's file that stands by itself, but its version: weights, limits and bands first."""
    found = [
        FigureOfScheme(place, str(value))
        for place, value in raw_values(body).items()
        if isinstance(value, int | Decimal) and not isinstance(value, bool) and place != "version"
    ]
    return sorted(found, key=lambda one: _order(one.place))


def _order(place: str) -> int:
    return next((at for at, begins in enumerate(_FIRST) if place.startswith(begins)), len(_FIRST))


def read_figure(text: str) -> str:
    """A figure as it was typed, as a file writes it.

    Raises:
        UserError: it is none.
    """
    typed = unicodedata.normalize("NFKC", text).strip()
    try:
        if not _PLAIN.fullmatch(typed) or sum(sign.isdigit() for sign in typed) > MOST_DIGITS:
            raise InvalidOperation
        value = Decimal(typed)
    except InvalidOperation:
        raise UserError(_("“{text}” is no figure. Write it as 70 or 0.5.").format(text=text)) from None
    shown = format(value, "f").removeprefix("+")
    return "0" if not value else shown


def changes_said(said: Sequence[str]) -> dict[str, str]:
    """Changes as a command line has them, ``PLACE=FIGURE``.

    Raises:
        UserError: one is no such pair, or its figure is none.
    """
    found = {}
    for one in said:
        place, sign, figure = one.rpartition("=")
        if not sign:
            raise UserError(_("“{text}” is no change. Write it as PLACE=FIGURE.").format(text=one))
        found[place.strip()] = read_figure(figure)
    return found


def draft_of(base: SchemeText, changes: Mapping[str, str], scheme_id: str | None = None) -> Draft:
    """A copy under an id of its own (else the original's with ``-copy`` behind it), with these figures.

    Raises:
        UserError: there is no figure at one of the places.
    """
    name = f"{base.scheme.id}-copy" if scheme_id is None else scheme_id
    # A bare id has no sign that TOML would read otherwise; any other is a fault of the copy, told as such.
    shown = re.sub(r'["\\\n]', "_", name)
    body = _OWN_ID.sub(lambda _found: f'id = "{shown}"', base.body, count=1)
    if raw_values(body).get("id") != shown:
        raise UserError(
            _("The scheme {id} does not say its id in a line of its own.").format(id=base.scheme.id)
        )
    there = {one.place: one.value for one in figures_of(body)}
    for place, figure in changes.items():
        if place not in there:
            raise UserError(_("The scheme has no figure at “{place}”.").format(place=place))
        if Decimal(there[place]) != Decimal(figure):
            body = _with_figure(body, place, figure)
    try:
        text = scheme_text(body)
    except SchemeInvalid as invalid:
        faults = tuple(fault_sentence(named(base, fault)) for fault in invalid.faults)
        return Draft(base=base, changes=dict(changes), body=body, text=None, faults=faults)
    return Draft(base=base, changes=dict(changes), body=body, text=text)


def _with_figure(body: str, place: str, figure: str) -> str:
    """The text with one figure replaced where it stands; whether it is that one, reading it again shows.

    Raises:
        UserError: no text says so.
    """
    wanted = {**raw_values(body), place: _read(figure)}
    was = raw_values(body)[place]
    for found in _TOKEN.finditer(body):
        token = found["figure"]
        if token is None or _read(token.replace("_", "")) != was:
            continue
        changed = body[: found.start()] + figure + body[found.end() :]
        try:
            if raw_values(changed) == wanted:
                return changed
        except tomllib.TOMLDecodeError:
            continue
    raise UserError(_("The scheme has no figure at “{place}”.").format(place=place))


def _read(figure: str) -> int | Decimal:
    """As TOML reads it."""
    return int(figure) if figure.lstrip("+-").isdigit() else Decimal(figure)


def write_draft(draft: Draft, name: str) -> Path:
    """Write a copy to a file that is not there yet, for ``csi scheme use``; answers where it stands.

    Raises:
        UserError: its name does not end in .toml, or there is such a file already.
        NotPermitted: it lies where the user may not name a file.
        CannotWrite: the file cannot be written.
    """
    refuse_unfit_name(name)
    path = shared.meant(name).absolute()
    if path.suffix.lower() != ".toml":
        raise UserError(_("The name of the file ends in .toml."))
    if path.exists():
        raise UserError(_("There is a file {file} already.").format(file=path))
    write_text(draft.body, path)
    return path
