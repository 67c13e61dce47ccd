"""The sheet that publishes a month, a quarter or a year (seed 000 §8.3; seed 003 §2: as a chart to the members)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import tzinfo
from typing import Final

from csi_tui.scoring.periods import Period
from csi_tui.scoring.spans import MONTH, YEAR, Span, span_of
from csi_tui.services.cards.result_notice import notice_sheet
from csi_tui.services.cards.text.notice import notice_page
from csi_tui.services.desk.card_texts import band_name, flag_text, role_name
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import said_month
from csi_tui.services.desk.privacy import mask_name
from csi_tui.services.desk.trail_code import head as trail_head
from csi_tui.services.months.cards import latest_month
from csi_tui.services.months.team_means import team_means
from csi_tui.services.months.text.cards import Names
from csi_tui.services.printing.sheet import Sheet
from csi_tui.services.schemes.in_force import figure_names, scheme_name
from csi_tui.services.spans.annual import AnnualReport, annual_report, made_of_roll_ups
from csi_tui.services.spans.results import SpanResult, read_span, results_of
from csi_tui.services.spans.text.result_sheet import Beside, annual_sheet, span_sheet
from csi_tui.services.spans.what_follows import ConsequenceLine, awards_in

_LONGER: Final = re.compile(r"\d{4}(-?[Qq][1-4])?", re.ASCII)


def said_span(text: str, zone: tzinfo) -> Span:
    """A month as people say it at a site in ``zone``, or a quarter or year: 2026-Q1, 2026.

    Raises:
        UserError: it is none.
    """
    said = text.strip()
    return read_span(said) if _LONGER.fullmatch(said) else span_of(MONTH, said_month(said, zone))


def latest_span(desk: Desk) -> Span:
    """The latest month that is computed.

    Raises:
        UserError: none is.
    """
    return span_of(MONTH, latest_month(desk))


def publication(desk: Desk, span: Span, *, masked: bool = False) -> Sheet:
    """The sheet of a span, with full names or ``masked`` ones.

    Raises:
        UserError: the month is not computed; no month of the span is published; the scheme knows no such spans.
    """
    if span.kind == MONTH:
        period = span.months[0]
        names = Names(figure_names(desk, period), band_name, role_name, flag_text)
        return notice_page(notice_sheet(desk, period, masked=masked), names)
    if span.kind == YEAR:
        made = made_of_roll_ups(desk, span.year)
        if made is None:
            return _graded_year(desk, annual_report(desk, span.year), span, masked=masked)
        return _made_of_months(desk, made.result, masked=masked)
    return _made_of_months(desk, results_of(desk, span), masked=masked)


def _made_of_months(desk: Desk, found: SpanResult, *, masked: bool) -> Sheet:
    cards = tuple(_named(found.cards, masked=masked))
    beside = _beside(desk, found.span, found.months[-1], cards, masked=masked)
    return span_sheet(replace(found, cards=cards), beside, role_name)


def _graded_year(desk: Desk, report: AnnualReport, span: Span, *, masked: bool) -> Sheet:
    people = [replace(one, name=mask_name(one.name)) if masked else one for one in report.people]
    beside = _beside(desk, span, report.months[-1], (), masked=masked)
    return annual_sheet(replace(report, people=tuple(people)), beside, role_name)


def _beside(desk: Desk, span: Span, last: Period, cards: Iterable[Card], *, masked: bool) -> Beside:
    return Beside(
        scheme=scheme_name(desk, last),
        means=team_means(cards),
        awards=[_award(one, masked=masked) for one in awards_in(desk, span)],
        trail_code=trail_head(desk).code,
    )


def _named(cards: Iterable[Card], *, masked: bool) -> Iterable[Card]:
    return (card._replace(name=mask_name(card.name)) if masked else card for card in cards)


def _award(one: ConsequenceLine, *, masked: bool) -> ConsequenceLine:
    return replace(one, employee=mask_name(one.employee)) if masked and one.employee is not None else one
