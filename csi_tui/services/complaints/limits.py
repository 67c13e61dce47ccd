"""The limits of the site's scheme in words, for hints and helps: none of them is a constant of the program."""

from __future__ import annotations

from csi_tui.i18n import _, ngettext
from csi_tui.services.complaints.clock import limits_of
from csi_tui.services.desk.desk import Desk
from csi_tui.services.schemes.in_force import scheme_now


def milestone_limits(desk: Desk) -> dict[str, str]:
    """Field of a milestone → within what time it is to be reached."""
    limits = limits_of(desk)
    return {
        "contacted_at": _hours(limits.contact_hours),
        "planned_at": _hours(limits.plan_hours),
        "resolved_at": ngettext(
            "within {n} working day", "within {n} working days", limits.resolve_working_days
        ).format(n=limits.resolve_working_days),
    }


def due_soon_signs(desk: Desk) -> str:
    """What the signs of a complaint that is due soon stand for; empty where the scheme has no such shares."""
    shares = limits_of(desk).due_soon
    if not shares:
        return ""
    if len(shares) == 1:
        return _("“+” marks one of whose time {first} % is gone.").format(first=shares[0])
    return _("“+” marks one of whose time {first} % is gone, “++” {second} %.").format(
        first=shares[0], second=shares[1]
    )


def return_window(desk: Desk) -> int:
    """Days after the completion in which a return holds."""
    return scheme_now(desk).scheme.return_window_days


def _hours(hours: int) -> str:
    return ngettext("within {n} hour", "within {n} hours", hours).format(n=hours)
