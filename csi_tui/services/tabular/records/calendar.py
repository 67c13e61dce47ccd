"""Days of a holiday notice, as a file has them."""

from __future__ import annotations

from datetime import date

from csi_tui.i18n import N_
from csi_tui.services.tabular.column import column, record


@record
class CalendarRow:
    """Days of a holiday notice: off for a holiday, or worked although they are a weekend."""

    from_on: date = column("date", required=True, spellings="开始日期 開始日期 日期 起始日期 从 自")
    to_on: date | None = column(
        "date",
        spellings="结束日期 結束日期 截止日期 止 至 到",
        note=N_("the last of the days; empty: one day"),
    )
    """The last of the days; None: one day."""
    day_kind: str = column("choice", required=True, choices="day_kind", spellings="类别 類別 安排 类型 類型")
    name: str | None = column(
        "text",
        spellings="名称 名稱 节日 節日 节日名称 節日名稱 假期",
        note=N_("the holiday"),
        default=None,
    )
