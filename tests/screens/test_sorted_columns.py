"""What a list is sorted by when that column is not in sight, or is no column of it any more (docs/decisions/0041)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from csi_tui.screens.cards.cards import COLUMNS, CardsScreen
from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.services.desk import views
from csi_tui.services.desk.filters import Filter
from csi_tui.services.desk.views import Look
from tests.screens.driving import Driven, press, quiet, running, shown


def told(driven: Driven) -> str:
    """Every remark up to now."""
    return " ".join(note.message for note in driven[0]._notifications)


async def test_a_column_without_room_is_named_above_the_list(store: Path) -> None:
    """Nobody sees its arrow; the next column in sight follows it."""
    async with running(store, (119, 30)) as driven:
        app, pilot = driven
        await press(pilot, "2")
        screen = app.screen
        assert isinstance(screen, OrdersScreen)
        last = screen.sortable()[-1]
        label = screen.columns[last][0]
        screen.sort_by(last, True)
        await quiet(pilot)
        assert f"Sorted by {label}" not in shown(app) and "↓" in shown(app)
        await pilot.resize_terminal(40, 30)
        await quiet(pilot)
        assert last not in screen.sortable()
        assert f"Sorted by {label} ↓" in shown(app)
        await press(pilot, "j")
        assert f"Sorted by {label} ↑" in shown(app)
        await press(pilot, "k")
        assert screen.order.chosen == (screen.sortable()[0], False)
        assert "Sorted by" not in shown(app)


async def test_a_view_says_which_column_and_which_mark_there_is_no_more(store: Path) -> None:
    """It shows the rest of its look (docs/decisions/0049, point 2)."""
    async with running(store) as driven:
        app, pilot = driven
        views.keep(
            app.desk, "go.orders", "旧", Look(search="W00", column="Colour", only=Filter(mark="painted"))
        )
        await press(pilot, "2", "b", "1")
        assert "View: 旧 (changed)" in shown(app)
        assert "no column “Colour” to be sorted by here" in told(driven)
        assert "a mark that the list does not have any more" in told(driven)
        screen = app.screen
        assert isinstance(screen, OrdersScreen)
        assert screen.search_text == "W00" and screen.order.chosen is None and not screen.only.narrows


async def test_cards_stay_sorted_by_the_same_figure_in_a_month_of_another_scheme(computed: Path) -> None:
    """Its columns are others: the same figure may stand elsewhere, or be none of the month's."""
    async with running(computed) as driven:
        app, pilot = driven
        await press(pilot, "6")
        screen = app.screen
        assert isinstance(screen, CardsScreen) and screen._month is not None
        _first, *rest = screen._month.cards[0].indicators
        assert rest
        place = len(COLUMNS) - 1 + len(rest)
        screen.sort_by(place)
        await quiet(pilot)
        label = screen.columns[place][0]

        def month_of(kept: slice) -> CardsScreen.Ranked:
            month = screen._month
            assert month is not None
            fewer = tuple(card._replace(indicators=card.indicators[kept]) for card in month.cards)
            return screen.Ranked(screen.period, replace(month, cards=fewer), screen._labels, screen._spans)

        screen.post_message(month_of(slice(len(rest), None)))
        await quiet(pilot)
        chosen = screen.order.chosen
        assert chosen is not None and screen.columns[chosen[0]][0] == label and chosen[0] != place
        assert "own order" not in told(driven)
        await press(pilot, "f5")
        chosen = screen.order.chosen
        assert chosen is not None and chosen[0] == place
        screen.post_message(month_of(slice(0, 1)))
        await quiet(pilot)
        assert screen.order.chosen is None and f"no column “{label}”" in told(driven)


async def test_what_stands_in_its_own_order_is_not_turned_round_in_silence(computed: Path) -> None:
    """The key says what sorts the list first."""
    async with running(computed) as driven:
        _app, pilot = driven
        await press(pilot, "6", "j")
        assert "The list stands in its own order; Ctrl-→ sorts it by a column." in told(driven)
