"""From when on an act on an own figure waits for a second person: the site's three numbers (docs/rules.md, rule 27)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session

from csi_db import second_people
from csi_tui.services.desk import clock
from csi_tui.services.desk.as_json import as_json


@dataclass(frozen=True, slots=True)
class OwnActs:
    """What somebody does alone to a figure of their own.

    Attributes:
        late_entry_minutes: what happened so many minutes before it is entered, or fewer, is entered as it happens.
        handover_share: from this share of a limit on, in percent, an own complaint is not handed over alone; 0: never
            is one.
        pause_days_alone: so many days the clock of an own complaint stands still at once; 0: not at all.
    """

    late_entry_minutes: int = 30
    handover_share: int = 80
    pause_days_alone: int = 2

    def json(self) -> dict[str, object]:
        """The answer of ``csi waiting site --json``."""
        return as_json(self)

    def entered_late(self, happened: datetime | None) -> bool:
        """Whether an instant lies too far back to be entered as it happens."""
        return happened is not None and clock.now() - happened > timedelta(minutes=self.late_entry_minutes)


USUAL: Final = OwnActs()
"""What holds where the site has said nothing else."""


def own_acts(session: Session) -> OwnActs:
    """What holds at the site."""
    minutes, share, days = second_people.alone_at_the_site(session.connection())
    return OwnActs(
        USUAL.late_entry_minutes if minutes is None else minutes,
        USUAL.handover_share if share is None else share,
        USUAL.pause_days_alone if days is None else days,
    )
