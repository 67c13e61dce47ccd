"""What stood there before something was put right, as it is kept and as people read it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, tzinfo

from csi_tui.i18n import _
from csi_tui.services.desk.form_fields import field_label
from csi_tui.services.desk.instants import show_instant


def answers_json(before: Mapping[str, object]) -> str:
    """Fields of a survey with what stood in them, as they are kept."""
    values = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in before.items()
    }
    return json.dumps(values, ensure_ascii=False)


def shown_before(says: str, was: str, zone: tzinfo) -> str:
    """What is kept, as people write it; empty for nothing. What was tampered with is shown as it lies there."""
    if not was:
        return ""
    try:
        if says == "receipt":
            return show_instant(datetime.fromisoformat(was), zone)
        if says == "answers":
            return _(", ").join(_answer(name, value, zone) for name, value in json.loads(was).items())
    except (ValueError, AttributeError, KeyError):
        pass
    return was


def _answer(name: str, value: object, zone: tzinfo) -> str:
    if name == "answered_at":
        value = show_instant(datetime.fromisoformat(str(value)), zone)
    shown = "-" if value is None else str(value)
    return _("{field} {value}").format(field=field_label("surveys", name), value=shown)
