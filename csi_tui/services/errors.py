"""What can go wrong for a user: one exception family, each with the exit status of docs/cli.md, *Exit status*.

A message is a finished sentence in the user's language that says what is wrong and, where it can, what to do about
it. Commands print it and leave with the status; screens show it. Faults in imported data are no exceptions but values
with row, column and reason (`csi_tui.services.tabular.rows.Fault`).
"""

from __future__ import annotations

from datetime import timedelta

from csi_db.texts import shown
from csi_tui.i18n import _, ngettext


class UserError(Exception):
    """Something that the user asked for cannot be done. Exit status 2: wrong use.

    `message` is translated and complete. `exit_status` may be given where a family's own does not fit. `at_desk` says
    the same to somebody who sits at the application, where `message` names a command that they cannot type there.
    """

    exit_status: int = 2

    def __init__(self, message: str, exit_status: int | None = None, *, at_desk: str = "") -> None:
        # What a message repeats of what was typed or stored, no terminal may obey.
        self.message = shown(message)
        self.at_desk = shown(at_desk or message)
        super().__init__(self.message)
        if exit_status is not None:
            self.exit_status = exit_status

    def __str__(self) -> str:
        return self.message


class UnreadableFile(UserError):
    """A file cannot be read as what it should be: no row of it was looked at."""

    exit_status = 3


class NotPermitted(UserError):
    """The acting user may not do this."""

    exit_status = 4


class StoreUnavailable(UserError):
    """The store is busy, missing, read-only, of a newer version, or cannot be opened."""

    exit_status = 5


class IntegrityFailure(UserError):
    """Something stored is not what it was when it was sealed."""

    exit_status = 6


class ClockBehind(UserError):
    """The machine's clock stands behind the newest audit entry: what is stamped now would be stamped too early."""

    exit_status = 1

    def __init__(self, behind: timedelta) -> None:
        self.behind = behind
        super().__init__(
            _(
                "The clock of this machine stands {time} behind the newest entry of the audit trail. "
                "Nothing is entered, published or frozen until it is right, or until a supervisor confirms it: "
                "csi clock confirm --reason TEXT."
            ).format(time=how_long(behind)),
            at_desk=_(
                "The clock of this machine stands {time} behind the newest entry of the audit trail. "
                "Nothing is entered, published or frozen until it is right, or until a supervisor signs in here and "
                "confirms it."
            ).format(time=how_long(behind)),
        )


class ClockJumped(UserError):
    """The machine's clock may have jumped over the end of a window; a second person confirms that it is right."""

    exit_status = 1


def how_long(length: timedelta) -> str:
    """How far the clock is behind, in the largest unit of which there are two."""
    minutes = int(length.total_seconds()) // 60
    hours, days = minutes // 60, minutes // (24 * 60)
    if days > 1:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    if hours > 1:
        return ngettext("{n} hour", "{n} hours", hours).format(n=hours)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
