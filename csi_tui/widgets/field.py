"""One field of a form: its label, its input with suggestions under it, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from csi_tui.widgets.line_input import LineInput

REQUIRED = " *"
"""Behind the label of what has to be filled in."""
SHOWN = 6
"""Suggestions that stand under a field at once."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What can be chosen: the text that goes into the field, and how the list shows it; ``called``: whether a text that
    stands in neither means it all the same."""

    text: str
    shown: str
    called: Callable[[str], bool] = lambda _text: False


class FieldInput(LineInput):
    """An input that moves on with Enter and the arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "suggest(1)", show=False),
        Binding("up", "suggest(-1)", show=False),
        Binding("escape", "close_suggestions", show=False),
    ]

    def __init__(self, field: Field, text: str) -> None:
        super().__init__(text, compact=True, select_on_focus=False)
        self._field = field

    def action_suggest(self, step: int) -> None:
        """Move in the suggestions, or to the neighbouring field where there are none."""
        self._field.move(step)

    def action_close_suggestions(self) -> None:
        """Close the suggestions; with none open, Escape belongs to the form."""
        if not self._field.close_suggestions():
            raise SkipAction()

    async def action_submit(self) -> None:
        """Take the suggestion that is marked, and go on."""
        self._field.accept()
        self._field.post_message(Field.Entered(self._field))


class LinesInput(TextArea):
    """An input of several lines: Enter goes on, as from every field; the arrows leave it at its first and last line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+down", "new_line", show=False)]

    def __init__(self, field: Field, text: str) -> None:
        super().__init__(
            text, compact=True, tab_behavior="focus", show_line_numbers=False, highlight_cursor_line=False
        )
        self._field = field

    async def _on_key(self, event: events.Key) -> None:
        """Enter goes on; everything else is text."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._field.post_message(Field.Entered(self._field))
            return
        await super()._on_key(event)

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")

    def action_cursor_down(self, select: bool = False) -> None:
        """Go a line down, or to the next field."""
        if self.cursor_at_last_line and not select:
            self._field.post_message(Field.Moved(self._field, 1))
        else:
            super().action_cursor_down(select)

    def action_cursor_up(self, select: bool = False) -> None:
        """Go a line up, or to the field before."""
        if self.cursor_at_first_line and not select:
            self._field.post_message(Field.Moved(self._field, -1))
        else:
            super().action_cursor_up(select)


class Field(Horizontal):
    """A field of a form. ``text`` is what stands in it."""

    @dataclass
    class Entered(Message):
        """Enter was pressed: go on to the next field."""

        field: Field

    @dataclass
    class Moved(Message):
        """An arrow left the field: ``step`` 1 down, -1 up."""

        field: Field
        step: int

    @dataclass
    class Left(Message):
        """The cursor has left the field."""

        field: Field

    @dataclass
    class Edited(Message):
        """The text changed."""

        field: Field

    def __init__(self, name: str, label: str, hint: str = "", text: str = "", *, lines: bool = False) -> None:
        super().__init__(id=f"field-{name}", classes="-quiet")
        self.field_name, self._label, self._hint = name, label, hint
        self._area: LinesInput | None = None
        self._line: FieldInput | None = None
        if lines:
            self._area = LinesInput(self, text)
        else:
            self._line = FieldInput(self, text)
        self._list: OptionList | None = None
        """Made when something is first offered: a form has many fields, and few are ever asked."""
        self._note = Static(classes="note")
        self._noted = ""
        self._all: tuple[Suggestion, ...] = ()
        self._matching: tuple[Suggestion, ...] = ()
        self._gone_to = False
        """Whether the arrows have moved in the suggestions."""
        self._names: dict[str, str] = {}
        self.fault = self._at_fault = ""
        self._taken = self._taken_from = ""
        """What was put in from elsewhere, and from where."""
        self._only_one = ""
        """What was taken because nothing else fits."""

    def compose(self) -> ComposeResult:
        """Label, input with the suggestions under it, note."""
        yield Static(Content(self._label), classes="label")
        with Vertical(classes="entry"):
            yield self.control
        yield self._note

    def on_mount(self) -> None:
        """Show the hint, or who is meant."""
        self.show_note()

    @property
    def control(self) -> FieldInput | TextArea:
        """The widget that takes the focus."""
        found = self._line or self._area
        assert found is not None
        return found

    @property
    def text(self) -> str:
        """What stands in the field."""
        control = self.control
        return control.text if isinstance(control, TextArea) else control.value

    @text.setter
    def text(self, text: str) -> None:
        control = self.control
        if isinstance(control, TextArea):
            control.text = text
        else:
            with control.prevent(Input.Changed):
                control.value = text
            control.cursor_position = len(text)
        self.show_note()

    @property
    def taken_over(self) -> bool:
        """Whether it holds what was put in from elsewhere, and nobody has changed it."""
        return bool(self._taken) and self.text == self._taken

    def take_over(self, text: str, origin: str) -> None:
        """Put in what is known from elsewhere, and say from where; what is typed takes its place."""
        self._taken, self._taken_from = text, origin
        if self._line is not None:
            self._line.select_on_focus = bool(text)
        if text != self.text:
            self.take(text)
        self.show_note()

    def propose(self, why: str) -> None:
        """Mark the text that stands in it as proposed: what is typed takes its place."""
        self.take_over(self.text, why)
        if self._line is not None and self._line.has_focus:
            self._line.select_all()

    def take_over_ended(self) -> None:
        """Somebody has changed it: it is theirs now."""
        self._taken = self._taken_from = ""
        if self._line is not None:
            self._line.select_on_focus = False
        self.show_note()

    def suggest(self, suggestions: Sequence[Suggestion]) -> None:
        """Set what may be chosen; offer it at once to a hand that types already."""
        self._all = tuple(suggestions)
        self._names = {one.text: one.shown for one in suggestions if one.shown != one.text}
        self.show_note()
        if self.text.strip() and self.control.has_focus:
            self._offer()

    def set_fault(self, reason: str) -> None:
        """Say what is wrong with the field; nothing takes it back."""
        self._at_fault = self.text
        if reason:
            # What is to be chosen may not stand before what is wrong; an arrow down brings it back.
            self.close_suggestions()
        if reason != self.fault:
            self.fault = reason
            self.set_class(bool(reason), "-faulty")
            self.set_class(not reason, "-quiet")
        self.show_note()

    def show_note(self) -> None:
        """Show the fault, or else who or what is meant, or else the hint."""
        known = self._names.get(self.text.strip(), "")
        if known and self.text == self._only_one:
            known = f"\N{LEFTWARDS ARROW}\N{NO-BREAK SPACE}{known}"
        note = f"!\N{NO-BREAK SPACE}{self.fault}" if self.fault else known or self._hint
        if self.taken_over and not self.fault:
            note = f"\N{LEFTWARDS ARROW}\N{NO-BREAK SPACE}{self._taken_from}"
        # A text that is set makes the form lay out all its fields; but for a fault, it has one line whatever it says.
        if note != self._noted:
            self._noted = note
            self._note.update(Content(note), layout=not self.has_class("-quiet"))

    def _forget_fault(self) -> None:
        """What was wrong with another text is no more; the news of a change may come after the fault of its text."""
        if self.text != self._at_fault:
            self.set_fault("")

    # --- Suggestions -------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what fits the text."""
        event.stop()
        self._forget_fault()
        if self._taken and not self.taken_over:
            self.take_over_ended()
        if self.control.has_focus:
            self._offer()
        self.post_message(self.Edited(self))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Pass the change on."""
        event.stop()
        self._forget_fault()
        self.post_message(self.Edited(self))

    def on_descendant_blur(self) -> None:
        """The suggestions belong to the field that has the focus; one that was gone to with the arrows is taken."""
        if self._gone_to:
            self.accept()
        self.close_suggestions()
        self.post_message(self.Left(self))

    def _offer(self, *, everything: bool = False) -> None:
        text = self.text.strip().casefold()
        if (
            not self._all
            or (not text and not everything)
            or any(one.text.casefold() == text for one in self._all)
        ):
            if not everything:
                self.close_suggestions()
                return
            text = ""
        self._matching = self._fitting(text)
        self._gone_to = False
        found = self._suggestions()
        found.clear_options()
        found.add_options([Option(Content(one.shown)) for one in self._matching])
        found.styles.height = min(SHOWN, max(1, len(self._matching)))
        found.highlighted = 0 if self._matching else None
        found.display = bool(self._matching)

    def _fitting(self, text: str) -> tuple[Suggestion, ...]:
        return tuple(
            one
            for one in self._all
            if text in one.text.casefold() or text in one.shown.casefold() or one.called(text)
        )

    def _suggestions(self) -> OptionList:
        if self._list is None:
            self._list = OptionList(classes="suggestions", compact=True)
            self._list.can_focus = False
            self.query_one(".entry").mount(self._list)
        return self._list

    @property
    def is_open(self) -> bool:
        """Whether suggestions stand under the field."""
        return self._list is not None and self._list.display

    def move(self, step: int) -> None:
        """Move in the suggestions; open them on an arrow down where there are some; else leave the field."""
        if self.is_open:
            self._gone_to = True
            found = self._suggestions()
            (found.action_cursor_down if step > 0 else found.action_cursor_up)()
        elif step > 0 and self._all:
            self.open()
        else:
            self.post_message(self.Moved(self, step))

    def open(self) -> None:
        """Offer everything."""
        self._offer(everything=True)

    def accept(self) -> None:
        """Take the suggestion that is marked."""
        marked = self._suggestions().highlighted if self.is_open else None
        if marked is not None:
            self.take(self._matching[marked].text)

    def accept_if_meant(self) -> None:
        """Take the suggestion that was gone to with the arrows, or else the only one that fits."""
        if not self._gone_to and self.take_the_only_one():
            return
        if self._gone_to or len(self._matching) == 1:
            self.accept()

    def take_the_only_one(self) -> bool:
        """Take the one suggestion that fits the text, and mark it; answers whether there is just one.

        What may be chosen decides, not what the list has shown of it so far. A piece of a number names nobody: E1 may
        be somebody who is not there, and E12 somebody else.
        """
        text = self.text.strip().casefold()
        found = () if not text or any(map(str.isdigit, text)) else self._fitting(text)
        if len(found) != 1:
            return False
        if found[0].text.casefold() != text:
            self._only_one = found[0].text
            self.take(found[0].text)
        return True

    def take(self, text: str) -> None:
        """Put a text into the field as if it had been typed."""
        self.close_suggestions()
        self.text = text
        self.set_fault("")
        self.post_message(self.Edited(self))

    def close_suggestions(self) -> bool:
        """Close the suggestions; answers whether they were open."""
        was_open, self._gone_to = self.is_open, False
        if self._list is not None:
            self._list.display = False
        return was_open


class FieldByField:
    """Mixed into what is filled in field by field: Enter goes on to the next one, an arrow up or down."""

    def fields(self) -> Sequence[Field]:
        """What is filled in, from top to bottom."""
        raise NotImplementedError

    def action_save(self) -> None:
        """Keep what was filled in."""
        raise NotImplementedError

    def on_field_entered(self, event: Field.Entered) -> None:
        """Go on to the next field; after the last one, save."""
        fields = self.fields()
        place = fields.index(event.field) + 1
        if place < len(fields):
            fields[place].control.focus()
        else:
            self.action_save()

    def on_field_moved(self, event: Field.Moved) -> None:
        """Go to the field above or below."""
        fields = self.fields()
        place = fields.index(event.field) + event.step
        if 0 <= place < len(fields):
            fields[place].control.focus()
