"""What a scheme says about the complaint clock: limits, pauses, escalation, credit (docs/rules.md, rules 2, 7)."""

from __future__ import annotations

from dataclasses import dataclass

from csi_tui.scoring.escalation import DUE_SOON
from csi_tui.scoring.texts import Text

HOLDERS = ("end", "start")
"""Who is credited for a complaint that changed hands: who held it when it was resolved or fell due, or its first
handler."""


@dataclass(frozen=True, slots=True)
class PauseReason:
    """A reason for which the clock may stand still; ``days``: local days that a round may stand still for it in all."""

    id: str
    name: Text
    days: int


@dataclass(frozen=True, slots=True)
class ClockLimits:
    """Limits of the three milestones (the defaults are the source's figures, seed 000 §5.3), and what moves them.

    Attributes:
        reopen_days: local calendar days after the resolution in which a complaint may be reopened
            (docs/rules.md, rule 7).
        due_soon: rising percentages of the time to a limit at which it is due soon.
        credited: one of :data:`HOLDERS`.
        pauses: the only reasons for a pause; none where the scheme lists none.
    """

    contact_hours: int = 24
    plan_hours: int = 48
    resolve_working_days: int = 7
    reopen_days: int = 30
    due_soon: tuple[int, ...] = DUE_SOON
    credited: str = "end"
    pauses: tuple[PauseReason, ...] = ()

    def pause_reason(self, reason: str) -> PauseReason | None:
        """The pause reason of that id."""
        return next((one for one in self.pauses if one.id == reason), None)
