"""Amounts that pay rests on, as a file has them."""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.scoring.periods import Period
from csi_tui.services.tabular.column import column, record


@record
class PayRow:
    """An amount that pay rests on: of a person, or of the site where nobody is named."""

    month: Period = column(
        "month",
        required=True,
        spellings="月份 年月 统计月份 統計月份",
        note=N_("like 2026-03"),
    )
    """As 202603."""
    subject_no: str | None = column(
        "code",
        spellings="对象编号 對象編號 工号 工號 员工编号 員工編號",
        note=N_("number of an employee; empty: an amount of the site"),
    )
    input: str = column("text", required=True, spellings="金额项目 金額項目 项目 項目 薪酬项目 薪酬項目")
    amount: int = column(
        "fen",
        required=True,
        spellings="金额 金額 数额 數額",
        note=N_("in yuan, at most two decimals"),
    )
    """In fen."""
