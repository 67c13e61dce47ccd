"""The words of this room: values to text, read from nothing but what they are handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csi_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from csi_tui.services.keeping.copies import Restored


def missing_text(done: Restored) -> str:
    """What is missing since a backup, as far as it is known here."""
    held = {"last": done.held.entry, "at": f"{done.held.at:%Y-%m-%d %H:%M}"}
    if done.before is None:
        return _(
            "The backup ends with entry {last} of {at}. What was done after it is not in it, and this machine knows of "
            "nothing: hold it against the last trail code (csi verify --since CODE)."
        ).format(**held)
    if done.continues:
        return _(
            "The backup ends with entry {last} of {at}, and nothing that this machine has seen is missing."
        ).format(**held)
    known = {"known": done.before.entry, "until": f"{done.before.at:%Y-%m-%d %H:%M}"}
    if not done.follows:
        return _(
            "The backup ends with entry {last} of {at}, and is no earlier state of what was there, which ended with "
            "entry {known} of {until}."
        ).format(**held, **known)
    missing = done.before.entry - done.held.entry
    return ngettext(
        "The backup ends with entry {last} of {at}. {n} entry is missing, up to entry {known} of {until}: what it "
        "tells of has to be entered again.",
        "The backup ends with entry {last} of {at}. {n} entries are missing, up to entry {known} of {until}: what they "
        "tell of has to be entered again.",
        missing,
    ).format(n=missing, **held, **known)
