"""The settings of the terminal application: a file in the user's own folder, which may be wrong in any place.

What is wrong is told with its line, and everything else holds (docs/decisions/0047).
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from csi_tui.i18n import Language, _
from csi_tui.services.desk import shared
from csi_tui.services.desk.paths import APPLICATION, write_whole
from csi_tui.services.errors import UserError

THEMES = ("dark", "light", "high-contrast", "blue-orange", "blue-orange-light", "ansi")
"""The first one is what holds without a file; both blue and orange ones do without red beside green."""
LANGUAGES: tuple[Language, ...] = ("zh", "en")
MOST_FAULTS = 20
"""Lines that are no TOML and are left out, at most; a file with more of them is none of settings."""
_THEME_LINE = re.compile(r"""^(\s*["']?theme["']?\s*=\s*)("[^"\n]*"|'[^'\n]*'|[^\s#"']+)(?=\s*(?:#|$))""")
_TABLE_LINE = re.compile(r"^\s*\[")
_AT_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in the file; ``line`` counts from 1."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds.

    Attributes:
        language: None: as the command line and the locale say.
        keys: id of a command → its keys, separated by commas, as :class:`csi_tui.widgets.commands.Command` has them.
        lines: the same ids → the lines of the file.
    """

    theme: str = THEMES[0]
    language: Language | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def settings_file() -> Path:
    """Where the settings are looked for; there need not be a file. Who came in has them in their own folder."""
    entered = shared.here()
    if entered is not None:
        return entered.files / "settings.toml"
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False) / "settings.toml"


def read_settings(path: Path | None = None) -> Settings:
    """The settings, with what is wrong in their file; those without a file where there is none."""
    try:
        text = (path or settings_file()).read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        return Settings(faults=(Fault(1, _("The file cannot be read: {reason}.").format(reason=error)),))
    return settings_of(text)


def keep_theme(theme: str, path: Path | None = None) -> None:
    """Write a look into the file of settings; all other lines, and the comments, stay as they are.

    Raises:
        UserError: the file is another account's, or cannot be read or written; it is as it was.
    """
    # What a link leads to is written, and the link stays.
    file = (path or settings_file()).resolve()
    try:
        if file.exists() and hasattr(os, "getuid") and file.stat().st_uid != os.getuid():
            raise UserError(_("{path} belongs to another account; it stays as it is.").format(path=file))
        before = file.read_bytes().decode() if file.exists() else ""
        after = with_theme(before, theme)
        if after != before:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(file, after)
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(_("The look holds until you leave; {path} cannot be written: {reason}.").format(
            path=file, reason=error)) from error  # fmt: skip


def with_theme(text: str, theme: str) -> str:
    """A text of settings with another look in it.

    Raises:
        UserError: there is no line that can be replaced by itself.
    """
    lines = text.splitlines(keepends=True)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    tables = next((at for at, line in enumerate(lines) if _TABLE_LINE.match(line)), len(lines))
    at = next((at for at, line in enumerate(lines[:tables]) if _THEME_LINE.match(line)), None)
    if at is None:
        after = "".join([f'theme = "{theme}"{ending}', *lines])
    else:
        lines[at] = _THEME_LINE.sub(lambda found: f'{found[1]}"{theme}"', lines[at])
        after = "".join(lines)
    before, held = settings_of(text), settings_of(after)
    if held.theme != theme or (held.language, held.keys) != (before.language, before.keys):
        raise UserError(_("The line of the theme cannot be found in the settings; write it by hand."))
    return after


def settings_of(text: str) -> Settings:
    """The settings that a text holds, with what is wrong in it."""
    table, lines, faults = _table_of(text)
    theme, language = THEMES[0], None
    keys: dict[str, str] = {}
    places: dict[str, int] = {}
    for name, value in table.items():
        line = _line_of(lines, name)
        if name == "theme" and value in THEMES:
            theme = str(value)
        elif name == "language" and value in LANGUAGES:
            language = LANGUAGES[LANGUAGES.index(value)]
        elif name in ("theme", "language"):
            known = _(", ").join(THEMES if name == "theme" else LANGUAGES)
            faults.append(
                Fault(line, _("“{value}” is no {name}. There are: {known}.").format(
                    value=value, name=name, known=known))
            )  # fmt: skip
        elif name == "keys" and isinstance(value, dict):
            for command, key in _flat(value):
                place = _line_of(lines, command)
                if isinstance(key, str) and key.strip():
                    keys[command], places[command] = key, place
                else:
                    faults.append(
                        Fault(place, _("The keys of {command} are no text.").format(command=command))
                    )
        else:
            faults.append(
                Fault(line, _("There is no setting “{name}”. There are: theme, language, [keys].").format(
                    name=name))
            )  # fmt: skip
    ordered = tuple(sorted(faults, key=lambda fault: fault.line))
    return Settings(theme=theme, language=language, keys=keys, lines=places, faults=ordered)


def _flat(table: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Ids with points in them come as tables in tables where they are not quoted."""
    found: list[tuple[str, Any]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{before}{name}.")
        else:
            found.append((f"{before}{name}", value))
    return found


def _table_of(text: str) -> tuple[dict[str, Any], Sequence[str], list[Fault]]:
    """The table of a text, its lines, and the lines that are no TOML, which are left out."""
    lines = text.splitlines()
    faults: list[Fault] = []
    while len(faults) < MOST_FAULTS:
        try:
            return tomllib.loads("\n".join(lines) + "\n"), lines, faults
        except tomllib.TOMLDecodeError as error:
            found = _AT_LINE.search(str(error))
            at = min(int(found[1]) if found else len(lines), len(lines))
            # The end of the file is where something is missing that began on the last line with a text.
            while at > 1 and not lines[at - 1].strip():
                at -= 1
            faults.append(
                Fault(at, _("“{text}” is not written as a setting: NAME = \"VALUE\".").format(
                    text=lines[at - 1].strip()))
            )  # fmt: skip
            lines[at - 1] = ""
    return {}, lines, faults


def _line_of(lines: Sequence[str], name: str) -> int:
    """The line on which a setting stands; 1 where it cannot be told."""
    wanted = re.compile(rf"""^\s*\[?\s*["']?{re.escape(name)}["']?\s*[=\]]""")
    return next((at for at, line in enumerate(lines, 1) if wanted.match(line)), 1)
