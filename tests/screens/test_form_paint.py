"""What a key in a form lays out and paints (docs/decisions/0038, points 2 and 5)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from csi_tui.screens.complaints.form import ComplaintForm
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.widgets.field import Field
from csi_tui.widgets.form import FormScreen
from csi_tui.widgets.keybar import KeyBar
from tests.screens.driving import press, quiet, running, shown, type_in


def count_layouts(monkeypatch: pytest.MonkeyPatch, form: type[FormScreen[Any]]) -> list[object]:
    """From now on, each time that such a form is laid out anew."""
    laid_out: list[object] = []
    refresh_layout = form._refresh_layout

    def counted(self: FormScreen[Any], *given: Any, **named: Any) -> None:
        laid_out.append(self)
        refresh_layout(self, *given, **named)

    monkeypatch.setattr(form, "_refresh_layout", counted)
    return laid_out


async def test_a_key_in_a_form_lays_out_nothing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The move from one field to the next paints those two, and a character the one that it goes into."""
    drawn: list[object] = []
    render = KeyBar.render

    def rendered(self: KeyBar) -> object:
        drawn.append(self)
        return render(self)

    async with running(store) as (app, pilot):
        await press(pilot, "2", "f2")
        assert isinstance(app.screen, OrderForm)
        await press(pilot, "tab")
        laid_out = count_layouts(monkeypatch, OrderForm)
        monkeypatch.setattr(KeyBar, "render", rendered)
        await press(pilot, "tab", "shift+tab", "shift+tab")
        await type_in(pilot, "赵")
        assert not laid_out
        assert not drawn
        app.screen.field("product").set_fault("no product")
        await quiet(pilot)
        assert laid_out, "a fault beside its field has as many lines as it needs"


async def test_the_history_of_a_customer_lays_out_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is known comes up beside the fields and in them, and moves none."""
    async with running(store) as (app, pilot):
        await press(pilot, "3", "f2", "tab")
        form = app.screen
        assert isinstance(form, ComplaintForm)
        laid_out = count_layouts(monkeypatch, ComplaintForm)
        await type_in(pilot, "13800000007")
        await press(pilot, "tab")
        assert "W0007" in shown(app)
        assert form.field("customer_name").taken_over
        assert not laid_out


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
