"""Who is at the desk: choose a name, give the password; shown at the start, after idle time, and to change places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.people.sign_in import Entrance, Person
from csi_tui.widgets.commands import Command, bind
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.typed_ahead import Fresh

HERE = N_("Sign-in")
ENTER = Command(
    id="sign.enter",
    keys="f2",
    label=N_("Sign in"),
    help=N_("Sign in with the password."),
    action="enter",
    scope=HERE,
)
NAMES = Command(
    id="sign.names",
    keys="escape,f10",
    label=N_("Other name"),
    help=N_("Go back to the names."),
    action="names",
    scope=HERE,
)
BACK = Command(
    id="sign.back",
    keys="escape,f10",
    label=N_("Back"),
    help=N_("Go on working as before."),
    action="back",
    scope=HERE,
)
DIGITS = tuple(
    Command(
        id=f"sign.{digit}",
        keys=str(digit),
        label=N_("Name"),
        help=N_("Choose the name with that number."),
        action=f"choose({digit})",
        scope=HERE,
        footer=False,
    )
    for digit in range(1, 10)
)


class SignInScreen(Fresh, DeskJobs, Screen[Desk | None]):
    """Covers everything; dismisses with who signed in, or None where somebody only meant to change places and did not.

    ``who``: the user whose name is marked at first; ``locked``: nobody gets past it without a password.
    """

    signs_in: ClassVar[bool] = True
    """Nobody gets past it; the application asks by this, and loads the screen when it is needed."""
    desk_commands: ClassVar[tuple[Command, ...]] = (ENTER, NAMES, *DIGITS)
    help_text = N_(
        "Choose a name by its number or with the arrows, then type the password. An administrator sets it."
    )

    @dataclass
    class Entered(Message):
        """Somebody has signed in."""

        entered: Desk

    def __init__(
        self, entrance: Entrance, found: Sequence[Person], why: str, *, who: int = 0, locked: bool = True
    ) -> None:
        super().__init__()
        self._entrance, self.found = entrance, found
        self._why, self._who = why, who
        self._busy = False
        commands = (ENTER, NAMES, *DIGITS) if locked else (ENTER, BACK, *DIGITS)
        bind(self, commands)

    def compose(self) -> ComposeResult:
        """Why, the names, the password."""
        with Vertical(id="opening"):
            yield Static(Content("csi"), id="opening-name")
            yield Static(Content(self._why))
            yield OptionList(
                *(
                    Option(Content(f"{place if place < 10 else ' '}  {person.name}"))
                    for place, person in enumerate(self.found, start=1)
                ),
                id="sign-names",
                compact=True,
            )
            yield Static(Content(_("Password")), id="sign-label")
            yield Input(password=True, id="sign-password", compact=True, max_length=200)
            yield Static(id="sign-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Mark who was here last."""
        names = self.query_one(OptionList)
        ids = [person.user_id for person in self.found]
        names.highlighted = ids.index(self._who) if self._who in ids else 0
        names.focus()
        if self._who in ids:
            self.call_after_refresh(self.action_enter)

    @property
    def person(self) -> Person:
        """Whose name is marked."""
        return self.found[self.query_one(OptionList).highlighted or 0]

    def action_choose(self, digit: int) -> None:
        """Choose a name by its number."""
        if digit <= len(self.found):
            self.query_one(OptionList).highlighted = digit - 1
            self.action_enter()

    def on_option_list_option_selected(self) -> None:
        """Enter on a name."""
        self.action_enter()

    def on_input_submitted(self) -> None:
        """Enter after the password."""
        self.action_enter()

    def action_enter(self) -> None:
        """Sign in; ask for the password first where it is not typed yet."""
        field = self.query_one(Input)
        if self._busy:
            return
        if self.person.asked and not field.value:
            self._hint(_("Password of {name}:").format(name=self.person.name))
            field.focus()
            return
        self._busy = True
        self._hint("")
        self._sign_in(self.person.user_id, field.value)

    def action_names(self) -> None:
        """Go back to the names."""
        self.query_one(Input).value = ""
        self.query_one(OptionList).focus()

    def action_back(self) -> None:
        """Go on as before; only where nothing was locked."""
        self.dismiss(None)

    @store_job("sign-in")
    def _sign_in(self, user_id: int, password: str) -> Message:
        return self.Entered(self._entrance.enter(user_id, password))

    def on_sign_in_screen_entered(self, event: Entered) -> None:
        """Let them in."""
        self.dismiss(event.entered)

    def job_failed(self, error: BaseException, group: str) -> None:
        """Say why not; the password is typed anew."""
        self._busy = False
        self.query_one(Input).value = ""
        if isinstance(error, UserError):
            self._hint(f"! {error.message}")
            self.query_one(Input).focus()
        else:
            super().job_failed(error, group)

    def _hint(self, text: str) -> None:
        self.query_one("#sign-hint", Static).update(Content(text))
