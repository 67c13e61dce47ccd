"""What an adjustment may be: points, a line that has a figure, limits by role (docs/decisions/0023)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db.models import Adjustment, Employee, Month, SchemeChoice, SchemeVersion, StoredCard
from csi_tui.i18n import _
from csi_tui.scoring.exact import show_hundredths, show_short
from csi_tui.scoring.periods import Period, show_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.changes import ripple
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.permissions import USER_ROLE_NAMES
from csi_tui.services.desk.points import points_in
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.schemes.in_force import find, scheme_text


@dataclass(frozen=True, slots=True)
class Wanted:
    """An adjustment that may be made."""

    employee_id: int
    line: str
    points: int


def signed(points: int) -> str:
    """Hundredths of a point with their sign: ``+2.50``."""
    return f"{'+' if points > 0 else ''}{show_hundredths(points)}"


def read_points(text: str) -> int:
    """Signed points with at most two decimals, in hundredths.

    Raises:
        UserError: they are none.
    """
    whole = points_in(text) or 0
    if abs(whole) > 100_00:
        raise UserError(
            _("“{text}” is more than a line has: it goes from 0 to 100 points.").format(text=text)
        )
    if not whole:
        raise UserError(
            _(
                "“{text}” is no adjustment. Write signed points with at most two decimals, such as +2.5 or -1."
            ).format(text=text)
        )
    return whole


def refuse_no_figure(session: Session, period: Period, person: Employee, line: str) -> None:
    """Refuse to adjust what the card of a computed month does not have (docs/decisions/0023)."""
    month = session.get(Month, period)
    if month is None or month.state != "computed" or month.revision_id is None:
        return
    stored = session.get(StoredCard, (month.revision_id, person.id))
    if stored is None:
        return
    card = Card.from_json(stored.body)
    figures = dict(ripple.figures_of(card))
    if figures.get(line, card.total) is None:
        raise UserError(
            _("{name} has no figure in this line of {month}: there is nothing to adjust.").format(
                name=person.name, month=show_period(period)
            )
        )


def refuse_own_limits(session: Session, desk: Desk, period: Period) -> None:
    """Refuse who let the site's own scheme allow more than was allowed before: somebody else adjusts under it.

    Raises:
        NotPermitted: the limits of the month are of the acting user's choice, or of the account's.
    """
    widened = _widened_by(session, desk, period)
    if widened is not None and (
        widened.user_id == desk.actor.user_id or widened.account == desk.actor.account
    ):
        raise NotPermitted(
            _(
                "The limits of {month} are of your own choice ({scheme}): somebody else adjusts under them."
            ).format(month=show_period(period), scheme=widened.scheme_id)
        )


def _widened_by(session: Session, desk: Desk, period: Period) -> SchemeChoice | None:
    """The last choice of a scheme of the site's own, among those that reach the month, that let anybody adjust more."""
    choices = session.exec(
        select(SchemeChoice, SchemeVersion.body)
        .join(SchemeVersion, col(SchemeVersion.id) == col(SchemeChoice.scheme_version_id), isouter=True)
        .where(col(SchemeChoice.from_period) <= period)
        .order_by(col(SchemeChoice.id))
    ).all()
    allowed, widened = find(desk.site.schemes[0].scheme_id).scheme.adjustment_limits, None
    for choice, body in choices:
        limits = (find(choice.scheme_id) if body is None else scheme_text(body)).scheme.adjustment_limits
        if body is None:
            # The program's limits are nobody's choice.
            widened = None
        elif any(points > allowed.get(role, 0) for role, points in limits.items()):
            widened = choice
        allowed = limits
    return widened


def refuse_beyond(session: Session, desk: Desk, scheme: Scheme, period: Period, wanted: Wanted) -> None:
    """Refuse what goes, with the adjustments of the line so far, beyond what the user's roles may."""
    limits = [scheme.adjustment_limits[role] for role in desk.actor.roles if role in scheme.adjustment_limits]
    limit = max(limits, default=Fraction(0))
    so_far = session.exec(
        select(Adjustment.points).where(
            Adjustment.period == period,
            Adjustment.employee_id == wanted.employee_id,
            Adjustment.line == wanted.line,
            col(Adjustment.withdrawn_at).is_(None),
        )
    ).all()
    if abs(Fraction(sum(so_far) + wanted.points, 100)) > limit:
        roles = _(", ").join(
            _("{role} {points}").format(role=_(USER_ROLE_NAMES[role]), points=show_short(points))
            for role, points in scheme.adjustment_limits.items()
        )
        raise NotPermitted(
            _(
                "You may adjust a line by at most {limit} points in all; so far it is adjusted by {so_far}. "
                "The limits by role: {roles}."
            ).format(limit=show_short(limit), so_far=signed(sum(so_far)), roles=roles)
        )
