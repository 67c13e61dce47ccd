"""``csi notify``: what presses and was not told yet goes to every channel, one message for each.

Which items are news is told by what was sent, never by a clock (docs/decisions/0083).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.services.desk.shared import refuse_shared
from csi_tui.services.errors import UserError
from csi_tui.services.glance.watch import local_now, pressing
from csi_tui.services.notify.channels import Channel, read_channels
from csi_tui.services.notify.sent import TRIES, How, Sent, kept, looked_at
from csi_tui.services.notify.text import message_of
from csi_tui.services.notify.values import IN_DOUBT, End, Told

if TYPE_CHECKING:
    from csi_tui.services.glance.quick import OpenComplaint
    from csi_tui.services.notify.courier import Addressee


def notify(path: Path, operator: str | None, again: str | None = None) -> Iterator[Told]:
    """Send what is new to every channel, one after the other; yields what became of each as it is known.

    ``again``: a channel of which everything that is held is sent once more.

    Raises:
        StoreUnavailable, NotPermitted: the store or the user is not what it takes.
        UserError: see :func:`csi_tui.services.notify.channels.read_channels`, :func:`addressees_of`, and
            :func:`csi_tui.services.notify.sent.kept`.
    """
    refuse_shared("csi notify")
    found, now = pressing(path, operator), local_now(path)
    everybody = addressees_of(read_channels(), again)
    with kept(path) as sent:
        for key, addressee in everybody:
            if addressee.channel.name == again:
                sent.again(key)
        for key, addressee in everybody:
            yield _send(sent, key, addressee, found, now)


def rehearse(path: Path, operator: str | None, again: str | None = None) -> list[Told]:
    """What :func:`notify` would send now, and to whom; nothing is sent, and nothing is kept of it.

    Raises:
        As there.
    """
    refuse_shared("csi notify")
    found, now = pressing(path, operator), local_now(path)
    everybody = addressees_of(read_channels(), again)
    sent = looked_at(path)
    for key, addressee in everybody:
        if addressee.channel.name == again:
            sent.again(key)
    return [_news(sent, key, addressee, found, now)[1] for key, addressee in everybody]


def addressees_of(channels: Sequence[Channel], again: str | None) -> list[tuple[str, Addressee]]:
    """Whom the channels reach, each with what it is called in what is kept: never by the address.

    Raises:
        UserError: the extra is not installed, an address cannot be used, or ``again`` names no channel.
    """
    if again is not None and again not in [channel.name for channel in channels]:
        raise UserError(
            _("There is no channel “{name}”. There are: {known}.").format(
                name=again, known=_(", ").join(channel.name for channel in channels)
            )
        )
    try:
        from csi_tui.services.notify.courier import addressees
    except ModuleNotFoundError as missing:
        raise UserError(
            _("This needs the extra “notify”, which is not installed: pip install 'csi-tui[notify]'.")
        ) from missing
    found: list[tuple[str, Addressee]] = []
    for channel in channels:
        for addressee in addressees(channel):
            tail = (
                hashlib.sha256(addressee.recipient.encode()).hexdigest()[:12] if addressee.recipient else ""
            )
            found.append((f"{channel.name}/{tail}" if tail else channel.name, addressee))
    return found


def _send(sent: Sent, key: str, addressee: Addressee, found: Sequence[OpenComplaint], now: datetime) -> Told:
    items, told = _news(sent, key, addressee, found, now)
    if told.message is None:
        return told
    number = sent.begin(key, items)
    outcome = addressee.hand_over(told.message.title, told.message.body)
    how: How = "sent" if outcome.end is End.SENT else "doubt" if outcome.end in IN_DOUBT else "not"
    sent.end(number, key, items, how)
    return Told(
        channel=told.channel,
        kind=told.kind,
        place=told.place,
        complaints=told.complaints,
        message=told.message,
        outcome=outcome,
        held=told.held,
    )


def _news(
    sent: Sent, key: str, addressee: Addressee, found: Sequence[OpenComplaint], now: datetime
) -> tuple[list[str], Told]:
    fresh: list[OpenComplaint] = []
    held: list[OpenComplaint] = []
    for row in found:
        item = item_of(row)
        if not sent.arrived(key, item):
            (held if sent.doubts(key, item) >= TRIES else fresh).append(row)
    items = [item_of(row) for row in fresh]
    kind = addressee.channel.kind
    message = (
        message_of(fresh, now, most=kind.most, perhaps_again=any(sent.doubts(key, item) for item in items))
        if fresh
        else None
    )
    return items, Told(
        channel=addressee.channel.name,
        kind=kind.name,
        place=addressee.place,
        complaints=tuple(row.complaint_no for row in fresh),
        message=message,
        outcome=None,
        held=tuple(row.complaint_no for row in held),
    )


def item_of(row: OpenComplaint) -> str:
    """What one message says of a complaint: its step, when that is due, and how near it is. Another one is news."""
    near = "overdue" if row.overdue else str(row.percent)
    return "|".join((row.complaint_no, row.step, row.next_due_at.isoformat(), near))
