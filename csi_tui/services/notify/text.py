"""The words of a message, and what is said of how it went; no address, no customer, no phone number is in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from csi_tui.i18n import _, ngettext
from csi_tui.services.desk.card_texts import still_to_do
from csi_tui.services.glance.text import Pressing, chat_text
from csi_tui.services.notify.values import End, Message, Told


def message_of(rows: Sequence[Pressing], now: datetime, *, most: int, perhaps_again: bool) -> Message:
    """What is told of complaints that press: the text for the group chat, as many of its lines as ``most`` bytes hold.

    ``perhaps_again``: nobody knows whether an earlier message of the same arrived.
    """
    title, *lines = chat_text(rows, now, still_to_do).split("\n")
    head = [
        _("(Perhaps for the second time: whether the first message arrived is not known.)")
    ] * perhaps_again
    shown = len(rows)
    while shown and len("\n".join([title, *head, *lines]).encode()) > most - 100:
        lines.pop()
        shown = sum(line.startswith("- ") for line in lines)
    left = len(rows) - shown
    if left:
        more = ngettext("and {n} complaint more", "and {n} complaints more", left)
        lines.append(more.format(n=left))
    return Message(title, "\n".join([*head, *lines]))


def where(told: Told) -> str:
    """A channel as it is named: never by its address."""
    name = _("{name} ({kind})").format(name=told.channel, kind=_(told.kind))
    return _("{channel}, recipient {n}").format(channel=name, n=told.place) if told.place else name


def outcome_text(told: Told) -> str:
    """How it went, in a sentence; two where something is held."""
    sentences = [_how(told)] if told.outcome is not None or not told.held else []
    if told.held:
        sentences.append(
            _(
                "{where}: sent twice, and nobody knows whether it arrived, so it is not sent again: {complaints}. "
                "Look, and where it is missing: csi notify --again {name}"
            ).format(where=where(told), complaints=_(", ").join(told.held), name=told.channel)
        )
    return "\n".join(sentences)


def _how(told: Told) -> str:
    if told.outcome is None:
        return _("{where}: nothing new.").format(where=where(told))
    code = told.outcome.code
    match told.outcome.end:
        case End.SENT:
            n = len(told.complaints)
            text = ngettext("{where}: sent, {n} complaint.", "{where}: sent, {n} complaints.", n)
            return text.format(where=where(told), n=n)
        case End.DOWN:
            text = _("{where}: the server cannot be reached. Nothing was sent; it is tried in the next run.")
        case End.REFUSED:
            text = _("{where}: the server refuses the message ({code}). It is tried again in the next run.")
        case End.SLOW:
            text = _(
                "{where}: the server did not answer in time. Whether it took the message is not known; the next run "
                "sends it once more, and says so."
            )
        case End.BROKEN_OFF:
            text = _(
                "{where}: the answer broke off. Whether the server took the message is not known; the next run sends "
                "it once more, and says so."
            )
        case End.FAILED:
            text = _("{where}: the message could not be sent. It is tried again in the next run.")
    return text.format(where=where(told), code=code)
