"""Read the stored cards of a month's teams."""

from __future__ import annotations

from dataclasses import dataclass

from csi_db.models import SchemeVersion
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.card_values import TeamCard
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import ShownRevision, shown_revision
from csi_tui.services.months.revisions import id_of, stored_team_cards


@dataclass(frozen=True, slots=True)
class TeamCards(ShownRevision):
    """The cards of a month's teams, by rank."""

    cards: tuple[TeamCard, ...]

    def json(self) -> dict[str, object]:
        """The object that ``csi cards MONTH --teams --json`` prints."""
        return {**self.head(), "teams": [card.json() for card in self.cards]}


def team_cards(desk: Desk, period: Period, *, revision: int | None = None) -> TeamCards:
    """The cards of the teams of a month, or of an earlier revision of it.

    Raises:
        UserError: the month is not computed, or its scheme assesses no teams.
    """
    with desk.read() as session:
        state, found = shown_revision(session, period, revision, desk.site.zone)
        rows = stored_team_cards(session, id_of(found))
        if not rows:
            raise UserError(
                _("The scheme of {month} assesses no teams, or nothing is entered for any.").format(
                    month=show_period(period)
                )
            )
        return TeamCards(
            period=period,
            scheme_id=session.get_one(SchemeVersion, found.scheme_version_id).scheme_id,
            revision=found.number,
            state=state,
            as_of=found.as_of.astimezone(desk.site.zone),
            cards=tuple(TeamCard.from_json(row[-1]) for row in rows),
        )


def stored_teams(desk: Desk, period: Period) -> tuple[TeamCard, ...]:
    """The cards of the teams of a month as it is shown, by rank; none where its scheme assesses no teams."""
    with desk.read() as session:
        _state, found = shown_revision(session, period, None, desk.site.zone)
        return tuple(TeamCard.from_json(row[-1]) for row in stored_team_cards(session, id_of(found)))
