"""An input of one line that keeps every line of what is pasted."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input


class LineInput(Input):
    """Pasted lines become one, and that is said; Textual's own would keep the first and drop the others unsaid.

    Its width is given, so that nothing is laid out anew because of what is typed: a form has a hundred widgets.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    @dataclass
    class LinesJoined(Message):
        """Several lines were pasted into one."""

        count: int

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        lines = [line.replace("\t", " ").strip() for line in event.text.splitlines() if line.strip()]
        if lines:
            self.replace(" ".join(lines), *self.selection)
        if len(lines) > 1:
            self.post_message(self.LinesJoined(len(lines)))
