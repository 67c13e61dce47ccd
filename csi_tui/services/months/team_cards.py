"""Read the stored cards of a month's teams."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from csi_db.models import SchemeVersion
from csi_tui.i18n import _
from csi_tui.scoring.periods import show_period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import Card, shown_revision
from csi_tui.services.months.revisions import id_of, stored_team_cards


@dataclass(frozen=True, slots=True)
class TeamCards:
    """The cards of a month's teams, by rank; ``as_of`` is site-local."""

    period: int
    scheme_id: str
    revision: int
    state: str
    as_of: datetime
    cards: tuple[Card, ...]

    def json(self) -> dict[str, object]:
        """The object that ``csi cards MONTH --teams --json`` prints."""
        return {
            "month": show_period(self.period),
            "scheme": self.scheme_id,
            "revision": self.revision,
            "state": self.state,
            "as_of": self.as_of.replace(tzinfo=None).isoformat(),
            "teams": list(self.cards),
        }


def team_cards(desk: Desk, period: int, *, revision: int | None = None) -> TeamCards:
    """The cards of the teams of a month, or of an earlier revision of it.

    Raises:
        UserError: the month is not computed, or its scheme assesses no teams.
    """
    with desk.read() as session:
        state, found = shown_revision(session, period, revision)
        rows = stored_team_cards(session, id_of(found))
        if not rows:
            raise UserError(
                _("The scheme of {month} assesses no teams, or nothing is entered for any.").format(
                    month=show_period(period)
                )
            )
        cards = []
        for row in rows:
            card = json.loads(row[-1])
            card["team"] = card.pop("employee_no")
            for key in ("name", "role", "flags", "rank_in_role"):
                card.pop(key)
            cards.append(card)
        return TeamCards(
            period=period,
            scheme_id=session.get_one(SchemeVersion, found.scheme_version_id).scheme_id,
            revision=found.number,
            state=state,
            as_of=found.as_of.astimezone(desk.site.zone),
            cards=tuple(cards),
        )
