"""What a key in a form lays out and paints (docs/decisions/0038, points 2 and 5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.widgets.field import Field
from csi_tui.widgets.keybar import KeyBar
from tests.screens.driving import press, quiet, running, type_in


async def test_a_key_in_a_form_lays_out_nothing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The move from one field to the next paints those two, and a character the one that it goes into."""
    laid_out: list[object] = []
    drawn: list[object] = []
    refresh_layout, render = OrderForm._refresh_layout, KeyBar.render

    def counted(self: OrderForm, *given: object, **named: object) -> None:
        laid_out.append(self)
        refresh_layout(self, *given, **named)  # type: ignore[arg-type]

    def rendered(self: KeyBar) -> object:
        drawn.append(self)
        return render(self)

    async with running(store) as (app, pilot):
        await press(pilot, "2", "f2")
        assert isinstance(app.screen, OrderForm)
        await press(pilot, "tab")
        monkeypatch.setattr(OrderForm, "_refresh_layout", counted)
        monkeypatch.setattr(KeyBar, "render", rendered)
        await press(pilot, "tab", "shift+tab", "shift+tab")
        await type_in(pilot, "赵")
        assert not laid_out
        assert not drawn
        app.screen.field("product").set_fault("no product")
        await quiet(pilot)
        assert laid_out, "a fault beside its field has as many lines as it needs"


async def test_a_field_out_of_sight_is_there_in_one_frame(store: Path) -> None:
    """No step of the way to it is painted: a slow line would have to send them all."""
    async with running(store) as (app, pilot):
        await press(pilot, "2", "f2")
        form = app.screen
        assert isinstance(form, OrderForm)
        seen = []
        for _field in form.query(Field):
            body = form.query_one(".form-body")
            before = body.scroll_y
            await press(pilot, "tab")
            assert not app.animator.is_being_animated(body, "scroll_y")
            assert app.focused is not None
            assert form.can_view_entire(app.focused)
            seen.append(body.scroll_y != before)
        assert any(seen), "the form is longer than the terminal"
