"""The analysis of a month, put together: read from the stored cards and from the rows behind them, nothing stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db.models import Month, MonthRevision, StoredCard
from csi_tui.i18n import current_language
from csi_tui.scoring.exact import apportion, to_hundredths
from csi_tui.scoring.mean_change import WAYS, MeanChange, Way, mean_change
from csi_tui.scoring.measures import Rated
from csi_tui.scoring.periods import Period, previous_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.analysis import standing_out
from csi_tui.services.analysis.conclusions import conclusions_of
from csi_tui.services.analysis.counted_once import RatesOfGroups
from csi_tui.services.analysis.groups import MonthFigures, groups_beside, lines_of
from csi_tui.services.analysis.losses import losses_of
from csi_tui.services.analysis.month_rows import complaint_lines, rows_of_another, rows_of_month
from csi_tui.services.analysis.values import Analysis, Conclusion, Moved, StandsOut, TeamChange
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.cycle_collector import collector_at_rest
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_name
from csi_tui.services.months.cards import hundredths_of, latest_computed, shown_revision
from csi_tui.services.months.others_cards import reader_of
from csi_tui.services.months.revisions import id_of
from csi_tui.services.schemes.in_force import catalogue, version_text
from csi_tui.services.workdays.calendar import site_calendar

YEAR = 100
"""A year of months, as a period counts them."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A month as it is stored."""

    state: str
    revision: MonthRevision
    scheme: Scheme
    cards: tuple[tuple[int, Card], ...]

    def figures(self, products: tuple[Card, ...], once: RatesOfGroups) -> MonthFigures:
        cards = tuple(card for _key, card in self.cards)
        return MonthFigures(
            period=self.revision.period, scheme=self.scheme, cards=cards, products=products, once=once
        )


def month_analysis(
    desk: Desk, period: Period | None = None, *, masked: bool = False, revision: int | None = None
) -> Analysis:
    """The analysis of a month (else of the latest computed one), or of an earlier revision of it; ``masked``: names.

    Raises:
        UserError: the month, or any, or the revision is not computed.
    """
    with collector_at_rest():
        return _analysed(desk, period, masked=masked, revision=revision)


def _analysed(desk: Desk, period: Period | None, *, masked: bool, revision: int | None) -> Analysis:
    with desk.read() as session:
        month = latest_computed(session) if period is None else period
        state, kept = shown_revision(session, month, revision, desk.site.zone)
        reader = reader_of(session, desk)
        now = _read(session, state, kept, masked=masked)
        before = _there(session, previous_period(month), masked=masked)
        year_before = _there(session, Period(month - YEAR), masked=masked)
        earlier, then = (
            None
            if one is None
            else one.figures(*rows_of_another(session, one.revision, one.scheme, one.cards))
            for one in (before, year_before)
        )
        concluded = _concluded(session, desk, month) if reader.everybody and not masked else ()
        rows = rows_of_month(session, kept, now.scheme, now.cards, site_calendar(session), desk.site.zone)
    figures = now.figures(rows.products, rows.once)
    groups = groups_beside(figures, earlier, then)
    rated = {leaf.id for leaf in now.scheme.leaves() if isinstance(leaf.measure, Rated)}
    causes = {figure: some for figure, some in rows.causes.items() if reader.everybody or figure not in rated}
    losses = losses_of(now.scheme, figures.cards, causes)
    categories = complaint_lines(rows.complaints)
    changes = () if earlier is None else _changes(earlier, figures)
    by_key = {key: card for key, card in now.cards if reader.sees(card.employee_no)}
    came_back = {
        figure: {by_key[key].employee_no: n for key, n in counts.items() if key in by_key}
        for figure, counts in rows.came_back.items()
    }
    stands_out: tuple[StandsOut, ...] = (
        *standing_out.people_by_rate(figures, earlier, came_back),
        *standing_out.late_over_breaks(figures, rows.complaints, by_key),
        *standing_out.people_by_figure(figures, earlier),
        *standing_out.categories(figures, categories),
        *standing_out.products(figures, [one for one in groups if one.kind == "product"]),
        *standing_out.everybody(groups[0]),
        *standing_out.teams(changes),
        *standing_out.commonest(losses),
    )
    used = [one for one in (now, before, year_before) if one is not None]
    schemes = tuple(dict.fromkeys(f"{one.scheme.id} {one.scheme.version}" for one in used))
    with_total = sum(card.total is not None for card in figures.cards)
    return Analysis(
        period=month,
        scheme_id=now.scheme.id,
        revision=kept.number,
        state=state,
        as_of=kept.as_of.astimezone(desk.site.zone),
        before=None if before is None else before.revision.period,
        year_before=None if year_before is None else year_before.revision.period,
        schemes=schemes if len(schemes) > 1 else (),
        assessed=with_total,
        not_assessed=len(figures.cards) - with_total,
        lines=lines_of(figures.cards),
        names=_names(now.scheme),
        stands_out=stands_out,
        groups=groups,
        losses=losses,
        complaints=categories,
        teams=changes,
        without_reasons=not reader.everybody,
        conclusions=concluded,
    )


def _concluded(session: Session, desk: Desk, month: Period) -> tuple[Conclusion, ...]:
    """What was concluded from the month before, as far as it holds, then from this one."""
    earlier = conclusions_of(session, desk, previous_period(month))
    return tuple(one for one in earlier if one.taken_back_at is None) + conclusions_of(session, desk, month)


def _there(session: Session, period: Period, *, masked: bool) -> _Read | None:
    """Another month, where it has cards."""
    month = session.get(Month, period)
    if month is None or month.revision_id is None:
        return None
    revision = session.get_one(MonthRevision, month.revision_id)
    return _read(session, month.state, revision, masked=masked)


def _read(session: Session, state: str, revision: MonthRevision, *, masked: bool) -> _Read:
    rows = session.execute(
        select(StoredCard.employee_id, StoredCard.body)
        .where(StoredCard.revision_id == id_of(revision))
        .order_by(col(StoredCard.position))
    )
    read = ((key, Card.from_json(body)) for key, body in rows)
    cards = tuple((key, card._replace(name=mask_name(card.name)) if masked else card) for key, card in read)
    scheme = version_text(session, revision.scheme_version_id).scheme
    return _Read(state, revision, scheme, cards)


def _names(scheme: Scheme) -> Mapping[str, str]:
    language = current_language()
    found = {key: one.name.in_language(language) for key, one in {**catalogue(), **scheme.indicators}.items()}
    return found | {node.id: node.name.in_language(language) for node in scheme.nodes()}


def _changes(before: MonthFigures, now: MonthFigures) -> tuple[TeamChange, ...]:
    """What moved the mean of every team, by its name; nothing where nobody has a total."""
    then, here = _totals(before), _totals(now)
    teams = sorted({team for _card, team, _total in (*then.values(), *here.values()) if team})
    return tuple(_change(team, then, here) for team in teams)


_Totals = Mapping[str, tuple[Card, str, Fraction]]


def _totals(month: MonthFigures) -> _Totals:
    return {
        card.employee_no: (card, card.team, Fraction(card.total))
        for card in month.cards
        if card.total is not None
    }


def _change(team: str, then: _Totals, here: _Totals) -> TeamChange:
    was = {number: total for number, (_card, one, total) in then.items() if one == team}
    now = {number: total for number, (_card, one, total) in here.items() if one == team}
    change = mean_change(was, now)
    parts = change.shown_parts()
    people: list[Moved] = []
    for way in WAYS:
        people += _moved(team, change, way, parts[way], then, here)
    shown = [None if mean is None else to_hundredths(mean) for mean in (change.before, change.now)]
    return TeamChange(team=team, before=shown[0], now=shown[1], parts=parts, people=tuple(people))


def _moved(team: str, change: MeanChange, way: Way, part: int, then: _Totals, here: _Totals) -> list[Moved]:
    """Who moved a mean in a way, the most first, with points that add up to the shown part."""
    found = [(points, number) for number, (one, points) in change.people.items() if one == way]
    found.sort(key=lambda one: (-abs(one[0]), one[1]))
    shown = apportion([points for points, _number in found], part)
    people = []
    for (_points, number), points in zip(found, shown, strict=True):
        was, now = then.get(number), here.get(number)
        known = now or was
        assert known is not None
        elsewhere = {one[1] for one in (was, now) if one is not None} - {team}
        people.append(
            Moved(
                employee_no=number,
                name=known[0].name,
                way=way,
                was=None if was is None else hundredths_of(was[0].total),
                now=None if now is None else hundredths_of(now[0].total),
                points=points,
                elsewhere=next(iter(elsewhere), ""),
            )
        )
    return people
