"""Words of a card that several readers share; light, so that the quick look-up can use them."""

from __future__ import annotations

from collections.abc import Sequence

from csi_tui.i18n import N_, _, pgettext

UNKNOWN_EMPLOYEE = N_("No employee has the number or a name with “{text}”. See “csi people”.")
AMBIGUOUS = N_("“{text}” fits several employees: {names}. Give the number.")

EMPLOYEE_ROLE_NAMES: dict[str, str] = {
    "agent": N_("service agent"),
    "technician": N_("repair technician"),
    "parts": N_("parts clerk"),
    "complaint_handler": N_("complaint handler"),
    "supervisor": N_("service supervisor"),
    "pre_sales": N_("pre-sales adviser"),
}

BAND_NAMES: dict[str, str] = {
    "excellent": N_("Excellent"),
    "good": N_("Good"),
    "fair": N_("Fair"),
    "poor": N_("Poor"),
    "failing": N_("Failing"),
}

BAND_SIGNS: dict[str, str] = {"excellent": "█", "good": "▓", "fair": "▒", "poor": "░", "failing": "x"}
"""Stands before the word of a band, and makes its part of a bar: what a colour says is seen without it."""

FLAG_TEXTS: dict[str, str] = {
    "few-answers": N_("few answers"),
    "zeroed": N_("set to 0 by the deductions of the month"),
}


def band_name(band: object) -> str:
    """A band in the user's language; nothing for a figure without one."""
    return _(BAND_NAMES[band]) if isinstance(band, str) else ""


def role_name(role: object) -> str:
    """A role in the user's language."""
    return (
        _(EMPLOYEE_ROLE_NAMES[role]) if isinstance(role, str) and role in EMPLOYEE_ROLE_NAMES else str(role)
    )


def flag_text(flag: object) -> str:
    """A flag of a card in the user's language."""
    return _(FLAG_TEXTS[flag]) if isinstance(flag, str) and flag in FLAG_TEXTS else str(flag)


STATE_NAMES: dict[str, str] = {
    "open": N_("open"),
    "computed": N_("computed"),
    "published": N_("published"),
    "frozen": N_("frozen"),
    "replaced": N_("replaced by a later revision"),
}

MILESTONE_NAMES: dict[str, str] = {
    "contacted": N_("customer contacted"),
    "planned": N_("plan given"),
    "resolved": N_("resolved"),
}
"""Of a complaint, in their order; the store's own list is ``csi_db.states.MILESTONES``."""

STILL_TO_DO: dict[str, str] = {
    "contacted": N_("customer still to be contacted"),
    "planned": N_("plan still to be given"),
    "resolved": N_("still to be resolved"),
}
"""The same while they are not reached: a bare “resolved” reads as done."""


NEXT_STEPS: dict[str, str] = {
    "contacted": N_("contact"),
    "planned": N_("plan"),
    "resolved": N_("resolution"),
}
"""The same in a column of what comes next."""


def state_name(state: str) -> str:
    """A month's state in the user's language."""
    # An open month and an open order are different words in Chinese.
    return pgettext("month", "open") if state == "open" else _(STATE_NAMES[state])


def milestone_name(kind: str) -> str:
    """A milestone in the user's language."""
    return _(MILESTONE_NAMES[kind])


def still_to_do(kind: str) -> str:
    """The milestone that a complaint has still to reach, in the user's language."""
    return _(STILL_TO_DO[kind])


def next_step_name(kind: str) -> str:
    """The same in a word, under a heading or behind a word that says that it is the next step."""
    return _(NEXT_STEPS[kind])


def unconfirmed_text(acts: Sequence[int]) -> str:
    """What in somebody's figures was done without a second person, by the numbers of the acts (docs/rules.md, rule 27).

    Empty for nothing.
    """
    if not acts:
        return ""
    return _("Unconfirmed, for want of a second person: {numbers}").format(
        numbers=_(", ").join(_("no. {n}").format(n=number) for number in acts)
    )
