"""What can be done, said once: a command feeds its keys, the key bar, the palette and the help screen.

A letter is quick but an input method swallows it, so every command has a function key or a Ctrl key as well
(Enter, Escape and the arrows need none).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textual.actions import parse
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen

from csi_tui.i18n import N_, _

EVERYWHERE = N_("Everywhere")
LISTS = N_("Lists")
FORMS = N_("Forms")

KEY_NAMES = {
    "slash": "/",
    "backslash": "\\",
    "question_mark": "?",
    "underscore": "_",
    "circumflex_accent": "^",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "enter": "Enter",
    "escape": "Esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "backspace": "Backspace",
    "home": "Home",
    "space": "Space",
    "insert": "Ins",
    "delete": "Del",
    "tab": "Tab",
    "asterisk": "*",
    "end": "End",
}


REBOUND: dict[str, str] = {}
"""Id of a command → the keys chosen for it (:mod:`csi_tui.widgets.rebinding`), written as ``Command.keys``."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done.

    Attributes:
        keys: Textual's key names, separated by commas; the first is the one people learn.
        label: two or three words for the key bar; ``help``: a sentence for palette and help. Both marked with ``N_``.
        action: Textual action of the node that has the command.
        scope: under which heading the help shows it.
        footer: whether the key bar shows it, as far as there is room.
        priority: whether its keys go before those of the field that has the focus.
        words: what else it is called, in both languages: it is found by these as well.
        needs: why it cannot be given, where a screen has it and it cannot; marked with ``N_``. Whoever presses its key
            then is told that.
        short: what a place is called where there is least room; empty: as everywhere. Marked with ``N_``.
        chord: keys that give it as well when they are pressed one after the other, as people read them.
    """

    id: str
    keys: str
    label: str
    help: str
    action: str
    scope: str
    footer: bool = True
    priority: bool = False
    chord: str = ""
    words: str = ""
    needs: str = ""
    short: str = ""

    def binding(self) -> Binding:
        """The command's keys for Textual."""
        return Binding(
            ",".join(self.keys_sent),
            self.action,
            _(self.label),
            show=self.footer,
            tooltip=_(self.help),
            id=self.id,
            priority=self.priority,
        )

    def with_label(self, label: str, help_: str) -> Command:
        """The same command under another name."""
        return replace(self, label=label, help=help_)

    @property
    def keys_now(self) -> list[str]:
        """Its keys: those that were chosen, else those that it comes with."""
        return REBOUND.get(self.id, self.keys).split(",")

    @property
    def keys_sent(self) -> list[str]:
        """The same as terminals may send them."""
        return [name for key in self.keys_now for name in _sent_as(key)]

    @property
    def why_not(self) -> str:
        """Why it cannot be given where it cannot."""
        if self.needs:
            return _(self.needs)
        return _("“{label}” is not possible here now.").format(label=_(self.label))

    @property
    def key_names(self) -> list[str]:
        """Its keys as people read them, the first one first."""
        return [*([self.chord] if self.chord else []), *(shown_key(key) for key in self.keys_now)]

    def names_on(self, screen: Screen[object]) -> list[str]:
        """The same on a screen: a chord of Escapes is none where Escape goes back from something open."""
        own = {key for one in commands_of(screen) for key in one.keys_now}
        return [name for name in self.key_names if name != self.chord or "escape" not in own]

    @property
    def short_key(self) -> str:
        """The key that it is called by."""
        return short_of(self.key_names)


QUICK_LOG = Command(
    id="app.quick_log",
    keys="ctrl+w",
    label=N_("Log milestone"),
    help=N_("Log a milestone from wherever you are: Ctrl-W, Enter, Enter."),
    action="app.quick_log",
    scope=EVERYWHERE,
    footer=False,
    priority=True,
)
"""Known on every screen, in front of a field's own keys: a call does not wait for a form to be finished."""


HELP = Command(
    id="app.help",
    keys="f12,f1",
    label=N_("Help"),
    help=N_("Show every key that works here."),
    action="app.help",
    scope=FORMS,
)
"""What every screen in front of a place has, whether it names it or not."""


JUMP = Command(
    id="app.jump",
    keys="ctrl+circumflex_accent",
    label=N_("Jump"),
    help=N_("Show a letter on every part of the screen; the letter leads there."),
    action="app.jump",
    scope=EVERYWHERE,
    footer=False,
    priority=True,
)


def short_of(names: Sequence[str]) -> str:
    """Of a command's keys the one for the key bar: a function key first, because it works under an input method."""
    functions = [name for name in names if name[:1] == "F" and name[1:].isdigit()]
    return next(iter([*functions, *(name for name in names if len(name) > 1), *names]))


def shown_key(key: str) -> str:
    """A key as people read it: ``ctrl+n`` becomes ``Ctrl-N``, ``f2`` becomes ``F2``."""
    *modifiers, name = key.split("+")
    if name in KEY_NAMES:
        name = KEY_NAMES[name]
    elif modifiers or (name[:1] == "f" and name[1:].isdigit()):
        name = name.upper()
    return "-".join([*(modifier.capitalize() for modifier in modifiers), name])


def _sent_as(key: str) -> list[str]:
    """The names under which a terminal may send a key: Shift-F9 comes as F21 from most of them."""
    *shift, name = key.split("+")
    if shift == ["shift"] and name[:1] == "f" and name[1:].isdigit():
        return [key, f"f{int(name[1:]) + 12}"]
    return [key]


def bind(node: DOMNode, commands: Iterable[Command]) -> None:
    """Give a screen or the application the keys of its commands, in the language in force."""
    own = BindingsMap(command.binding() for command in _with_help(node, tuple(commands)))
    node._bindings = BindingsMap.merge([node._bindings, own])


def commands_of(node: object) -> tuple[Command, ...]:
    """The commands that a screen or an application declares."""
    return _with_help(node, tuple(getattr(node, "desk_commands", ())))


def _with_help(node: object, commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """The commands with help at their end, which the keys of a place's application do not reach in front of it."""
    kind = node if isinstance(node, type) else type(node)
    keys = {key for command in commands for key in command.keys.split(",")}
    if not issubclass(kind, ModalScreen) or not keys.isdisjoint(HELP.keys.split(",")):
        return commands
    return (*commands, HELP)


def usable(screen: Screen[object]) -> list[tuple[DOMNode, Command]]:
    """Every command that can be given on a screen now, with the node that takes it."""
    nodes: list[DOMNode] = [screen]
    if not screen.is_modal:
        nodes.append(screen.app)
    found = []
    for node in nodes:
        for command in commands_of(node):
            namespace, name, parameters = parse(command.action)
            if node.check_action(f"{namespace}.{name}" if namespace else name, parameters):
                found.append((node, command))
    return found
