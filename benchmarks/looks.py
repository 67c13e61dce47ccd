"""What is looked at every day and every week: the week's sheet, the board, a quarter's indicators, what would be sent,
and one card over HTTP, each beside the least that it cannot do without."""

from __future__ import annotations

import http.client
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from benchmarks.department import Department, fill, filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from csi_tui.cli.api_server import HOST, ApiServer
from csi_tui.scoring.periods import Period, last_day
from csi_tui.services.board.reading import board
from csi_tui.services.close import month_close, past_months
from csi_tui.services.desk import clock
from csi_tui.services.glance.watch import pressing
from csi_tui.services.indicators.review import indicator_review
from csi_tui.services.months.cards import month_cards
from csi_tui.services.notify.channels import VARIABLE
from csi_tui.services.notify.notifying import rehearse
from csi_tui.services.people.tokens import make_token
from csi_tui.services.week.week_sheet import week_sheet
from csi_tui.services.week.weeks import Week, midnight

MOST_ORDERS = 100_000
MONTHS = 4
"""A quarter, and the month before it that it is held against."""
CARDS_A_ROUND = 10


def run(options: Options) -> Iterator[Figure]:
    """Of a month of the smallest size; the quarter's indicators of four such months."""
    size = min((*options.sizes, MOST_ORDERS))
    month = filled(options, "looks.db", size)
    month_close.compute(month.desk, month.period, month.as_of)
    of = f"a month of {size:,} orders"
    yield _beside_computing(month, f"week's sheet in {of} / computing it", options, lambda: _week(month))
    yield _beside_computing(month, f"board of {of} / computing it", options, lambda: _board(month))
    with _on_the_last_day(month):
        yield _dry_run(month, of, options)
    yield _card_over_http(month, options)
    month.desk.close()
    yield _quarter(size, options)


def _beside_computing(month: Department, name: str, options: Options, work: Callable[[], None]) -> Figure:
    work()
    own, other = turn_about(
        lambda: seconds(work),
        lambda: seconds(lambda: month_close.compute(month.desk, month.period, month.as_of)),
        options.rounds,
    )
    return Figure(name, own, other)


def _week(month: Department) -> None:
    """The last whole week of the month.

    Raises:
        ResultsDiffer: it has no figures.
    """
    found = week_sheet(month.desk, Week.of_day(last_day(month.period) - timedelta(days=7)))
    if not found.groups or not found.groups[0].lines:
        raise ResultsDiffer("a week's sheet without figures")


@contextmanager
def _on_the_last_day(month: Department) -> Iterator[None]:
    """At noon of the month's last day: the board shows the month that it is, and what presses does so now."""
    noon: datetime = midnight(last_day(month.period), month.desk.site.zone) + timedelta(hours=12)
    with patch.object(clock, "now", lambda: noon):
        yield


def _board(month: Department) -> None:
    """As it is read anew each minute.

    Raises:
        ResultsDiffer: it counts no rows of the month.
    """
    with _on_the_last_day(month):
        found = board(month.desk)
    if found.period != month.period or not found.counts_rows:
        raise ResultsDiffer("a board of another month, or of none")


def _dry_run(month: Department, of: str, options: Options) -> Figure:
    """What would be sent to one channel, beside looking for what presses.

    Raises:
        ResultsDiffer: a message is made of nothing, or none of something.
    """
    path = month.path
    with patch.dict(os.environ, {VARIABLE: f"desk=json://{HOST}:9/hook"}):
        there = bool(pressing(path, None))
        if any((told.message is not None) != there for told in rehearse(path, None)):
            raise ResultsDiffer("what presses and what would be sent")
        own, other = turn_about(
            lambda: seconds(lambda: rehearse(path, None)),
            lambda: seconds(lambda: pressing(path, None)),
            options.rounds,
        )
    return Figure(f"notify's dry run in {of} / what presses", own, other)


def _card_over_http(month: Department, options: Options) -> Figure:
    """A card asked for with a token, beside the same command carried out in the process of the server.

    Raises:
        ResultsDiffer: the two do not say the same.
    """
    desk = month.desk
    employee = month_cards(desk, month.period).cards[0].employee_no
    token = make_token(desk, desk.actor.name)
    account = desk.actor.account
    with ApiServer(month.path.absolute(), 0) as server:
        listening = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01), daemon=True)
        listening.start()

        def asked() -> str:
            connection = http.client.HTTPConnection(HOST, server.port, timeout=60)
            connection.request("GET", f"/v1/cards/{employee}", headers={"Authorization": f"Bearer {token}"})
            answer = connection.getresponse().read().decode()
            connection.close()
            return answer

        def in_process() -> str:
            return server.answered(account, ["card", employee, "--json"])[1]

        if asked() != in_process() or employee not in asked():
            raise ResultsDiffer("a card over HTTP and the command's own")
        own, other = turn_about(
            lambda: seconds(lambda: [asked() for _number in range(CARDS_A_ROUND)]) / CARDS_A_ROUND,
            lambda: seconds(lambda: [in_process() for _number in range(CARDS_A_ROUND)]) / CARDS_A_ROUND,
            options.rounds,
        )
        server.shutdown()
        listening.join()
    return Figure("a card over HTTP / the command in the server's process", own, other)


def _quarter(size: int, options: Options) -> Figure:
    """The indicators of a quarter, beside computing its last month.

    Raises:
        ResultsDiffer: a month of it is missing.
    """
    year = fill(options.folder / f"quarter-{size}.db", orders=size, months=MONTHS, people=options.people)
    last = year.period
    for back in range(MONTHS - 1, 0, -1):
        past_months.backfill(year.desk, Period(last - back))
    month_close.compute(year.desk, last, year.as_of)

    def reviewed() -> None:
        found = indicator_review(year.desk)
        if found.missing or found.before is None or not found.indicators:
            raise ResultsDiffer("a quarter of which months are missing")

    figure = _beside_computing(
        year, f"indicators of a quarter of {size:,} orders a month / computing a month", options, reviewed
    )
    year.desk.close()
    return figure
