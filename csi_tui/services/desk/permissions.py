"""Who may do what: rights, and the roles of users that have them.

Who may rate whom, and who decides an appeal, hangs on the people concerned: that stands in
``entries.ratings`` (``require_rater``) and ``appeals.rules``.
"""

from __future__ import annotations

from collections.abc import Collection

from csi_tui.i18n import N_, _

PERMISSIONS: dict[str, frozenset[str]] = {
    "enter": frozenset({"clerk", "supervisor"}),
    # Compute, publish, freeze, reopen, bring in, correct: asked for by `months.close_lock.closing`. Carrying out an
    # appeal (`appeals.procedure.carry`) and declaring a year final (`calendar.changes.declare_final`) ask themselves.
    "close": frozenset({"supervisor"}),
    # Sign a conclusion from the analysis of a month, and take it back (services.analysis.conclusions).
    "conclude": frozenset({"supervisor", "head"}),
    # Hold the talk about a result: the direct supervisor, or the head (services.talks.talks).
    "talk": frozenset({"supervisor", "head"}),
    # Write down what a week's meeting said and promised, and what became of it (services.week.meeting).
    "minutes": frozenset({"supervisor", "head"}),
    # Choose the items of a month with their levels; another one confirms (services.scheme_changes.month_plan).
    "plan": frozenset({"supervisor", "head"}),
    # Draw the customers of a month who are called (services.orders.call_lists).
    "draw-customers": frozenset({"clerk", "supervisor", "head", "oversight"}),
    # Take out again what another user brought in by a file; the own file: whoever may bring in its kind.
    "undo-import": frozenset({"supervisor"}),
    "decide-again": frozenset({"hr", "head"}),
    # Write an appeal down for its owner, who asks for it.
    "take-down": frozenset({"supervisor"}),
    "see-appeals": frozenset({"supervisor", "head", "hr", "oversight"}),
    "strike-out": frozenset({"supervisor", "head"}),
    "adjust": frozenset({"supervisor", "head", "hr"}),
    "sign-off": frozenset({"oversight"}),
    "confirm": frozenset({"supervisor", "head"}),
    "people": frozenset({"supervisor", "hr", "admin"}),
    "users": frozenset({"admin"}),
    "calendar": frozenset({"admin", "supervisor"}),
    "act-for": frozenset({"admin"}),
    "backup": frozenset({"admin", "supervisor"}),
    "restore": frozenset({"admin"}),
    # Let a store go on that does not continue from the last head seen here (services.keeping.set_back).
    "accept-head": frozenset({"admin", "supervisor", "head"}),
    # Make, replace, export and bring back the site's signing key; sign what was frozen without it.
    "signing-key": frozenset({"admin"}),
    "sign-certificates": frozenset({"admin", "supervisor"}),
    "see-pay": frozenset({"hr", "head"}),
    "enter-pay": frozenset({"hr"}),
    "see-wrong-passwords": frozenset({"admin", "oversight"}),
    # The whole audit trail; the history of a row is everybody's (docs/decisions/0065, point 8).
    "see-trail": frozenset({"supervisor", "head", "oversight", "admin"}),
    # Patterns in everybody's rows (services.oversight.watching); where the group has nobody, the head reads them.
    "see-patterns": frozenset({"oversight"}),
    # Look for, hand over and erase what is held of a customer (docs/decisions/0070).
    "privacy": frozenset({"head", "admin"}),
    # Say from when on an act on an own figure waits (docs/decisions/0075).
    "own-acts": frozenset({"head", "admin"}),
    "see-phones": frozenset({"clerk", "supervisor"}),
}
"""Right → the roles that have it (docs/cli.md, *A store and its users*). Reading is everybody's who is a user."""

LOOKS_OVER = "see-appeals"
"""The right of those who look over the results of others: they read all of it, whatever the site has decided."""


def rights_of(roles: Collection[str]) -> frozenset[str]:
    """What somebody with these roles may do."""
    return frozenset(right for right, entitled in PERMISSIONS.items() if entitled & set(roles))


USER_ROLE_NAMES: dict[str, str] = {
    "clerk": N_("clerk"),
    "supervisor": N_("supervisor"),
    "head": N_("head of department"),
    "hr": N_("HR"),
    "oversight": N_("oversight group"),
    "admin": N_("administrator"),
}


def contradict(roles: Collection[str]) -> bool:
    """Whether somebody with these roles looks over what the same hands did (docs/rules.md, rule 31)."""
    return "oversight" in roles and len(set(roles)) > 1


def role_names(roles: Collection[str]) -> list[str]:
    """Roles of a user in words, in the order of :data:`USER_ROLE_NAMES`."""
    return [_(name) for role, name in USER_ROLE_NAMES.items() if role in roles]
