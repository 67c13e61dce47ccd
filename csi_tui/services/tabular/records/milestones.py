"""Milestones of complaints, as a file has them."""

from __future__ import annotations

from datetime import datetime

from csi_tui.i18n import N_
from csi_tui.services.tabular.column import column, record


@record
class MilestoneRow:
    """A milestone that a complaint has reached."""

    complaint_no: str = column(
        "code", required=True, spellings="投诉编号 投訴編號 投诉单号 投訴單號 投诉号 投訴號"
    )
    milestone: str = column(
        "choice", required=True, choices="milestone", spellings="处理节点 處理節點 节点 節點 环节 環節"
    )
    happened_at: datetime = column(
        "instant", required=True, spellings="发生时间 發生時間 达成时间 達成時間 完成时间 完成時間"
    )
    note: str | None = column(
        "lines",
        limit=500,
        spellings="处理情况 處理情況 处理说明 處理說明 经过 經過",
        note=N_("what was said or done"),
        default=None,
    )
