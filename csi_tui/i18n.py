"""The language of everything that a user reads: English in the source, Chinese from the catalogue.

The language is fixed once, at start: ``activate(detect(sys.argv[1:], os.environ))``, before a command
module is imported, because help texts are translated at import. Everywhere else a text is translated when it
is shown; a constant that is shown later is marked with `N_` where it is written, and translated with `_`
where it is shown.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal, Protocol

Language = Literal["zh", "en"]

DOMAIN: Final = "csi_tui"
LOCALE_DIR: Final = Path(__file__).with_name("locale")

# The catalogue's name of each language; the source needs none.
_CATALOGUES: Final[Mapping[Language, str | None]] = {"zh": "zh_CN", "en": None}

# Global options that take a value, so that the value is not mistaken for an option or a command.
_OPTIONS_WITH_VALUE: Final = frozenset({"--db", "--operator"})


class _State:
    """The language in force, for the whole process."""

    language: Language = "en"
    texts: _gettext.NullTranslations = _gettext.NullTranslations()


def detect(argv: Sequence[str], environ: Mapping[str, str]) -> Language:
    """Return the language that a call of the program asks for (docs/cli.md, *Global options*).

    `argv` holds the arguments without the program's name. ``--lang`` before the command decides, else
    ``CSI_LANG``, else the locale of messages (``LC_ALL``, ``LC_MESSAGES``, ``LANG``): Chinese for ``zh*``,
    English otherwise. A value that names neither language is passed over here; the command line refuses it
    later, in words.
    """
    return (
        _named(_lang_option(argv))
        or _named(environ.get("CSI_LANG", ""))
        or _named(_message_locale(environ))
        or "en"
    )


def activate(language: Language) -> None:
    """Make `language` the one that `_`, `ngettext` and `pgettext` answer in."""
    catalogue = _CATALOGUES[language]
    _State.texts = (
        _gettext.translation(DOMAIN, LOCALE_DIR, [catalogue]) if catalogue else _gettext.NullTranslations()
    )
    _State.language = language


def current_language() -> Language:
    """Return the language in force."""
    return _State.language


def _(message: str) -> str:
    """Translate `message`; call ``.format`` on the answer, never before."""
    # gettext answers an empty text with the catalogue's header.
    return _State.texts.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """Translate a text that depends on the number `n`."""
    return _State.texts.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """Translate `message` where one English word has several meanings; `context` says which."""
    return _State.texts.pgettext(context, message)


class Marked(Protocol):
    """A text that was marked where nothing is translated, with its values; ``many``: for any number ``n`` but one."""

    @property
    def text(self) -> str:
        """The text, of one where it depends on a number."""

    @property
    def many(self) -> str:
        """The text of a number, or nothing."""

    @property
    def values(self) -> Mapping[str, str | int]:
        """What stands between its braces."""


def in_words(marked: Marked) -> str:
    """Translate a text that was marked elsewhere, with its values."""
    if not marked.many:
        return _(marked.text).format(**marked.values)
    return ngettext(marked.text, marked.many, int(marked.values["n"])).format(**marked.values)


def N_(message: str) -> str:
    """Mark `message` for translation and return it as it is."""
    return message


def _lang_option(argv: Sequence[str]) -> str:
    """Return the value of the last ``--lang`` before the command, or nothing."""
    found = ""
    arguments = iter(argv)
    for argument in arguments:
        if argument == "--lang":
            found = next(arguments, "")
        elif argument.startswith("--lang="):
            found = argument.removeprefix("--lang=")
        elif argument in _OPTIONS_WITH_VALUE:
            next(arguments, None)
        elif argument == "--" or not argument.startswith("-"):
            break
    return found


def _message_locale(environ: Mapping[str, str]) -> str:
    """Return the locale of messages: the first of the three variables that is set and not empty (POSIX)."""
    return next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environ.get(name))), "")


def _named(value: str) -> Language | None:
    """Return the language that `value` names: ``zh``, ``zh_CN.UTF-8``, ``en-GB`` ..."""
    language = value.lower().replace("-", "_").split(".")[0].split("@")[0].split("_")[0]
    if language == "zh":
        return "zh"
    return "en" if language == "en" else None
