"""Ratings, figures of the month and records of conduct, as a file has them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from csi_tui.i18n import N_
from csi_tui.scoring.periods import Period
from csi_tui.services.tabular.column import EMPLOYEE, column, record


@record
class RatingRow:
    """A score that somebody gave a person for an item."""

    on_date: date = column("date", required=True, spellings="日期 评分日期 評分日期 考核日期")
    employee_no: str = column(
        "code",
        required=True,
        spellings="工号 工號 员工号 員工號 员工编号 員工編號 人员编号 被评人工号 被評人工號",
    )
    item: str = column("text", required=True, spellings="项目 項目 评分项目 評分項目 考核项目 考核項目")
    score: Decimal = column("score", required=True, spellings="得分 分数 分數 评分 評分")
    rated_by_no: str | None = column(
        "code",
        spellings="评分人工号 評分人工號 评分人 評分人 考核人工号 考核人工號",
        note=EMPLOYEE,
        person=True,
        default=None,
    )


@record
class MeasureRow:
    """A month's figure of a person or a team: `numerator` / `denominator`."""

    month: Period = column(
        "month",
        required=True,
        spellings="月份 年月 统计月份 統計月份",
        note=N_("like 2026-03"),
    )
    """As 202603."""
    subject_no: str = column(
        "code",
        required=True,
        spellings="对象编号 對象編號 工号 工號 员工编号 員工編號",
        note=N_("number of an employee or a team"),
    )
    measure: str = column("text", required=True, spellings="指标 指標 指标编号 指標編號 指标名称 指標名稱")
    numerator: Decimal = column("figure", required=True, spellings="分子 数值 數值 值")
    denominator: Decimal = column(
        "figure", spellings="分母", note=N_("empty: 1, a plain figure"), default=Decimal(1)
    )


@record
class ConductRow:
    """A merit or a deduction of somebody, by its code in the scheme."""

    on_date: date = column("date", required=True, spellings="日期 发生日期 發生日期 奖惩日期 獎懲日期")
    employee_no: str = column(
        "code", required=True, spellings="工号 工號 员工号 員工號 员工编号 員工編號 人员编号"
    )
    code: str = column("text", required=True, spellings="条目 條目 奖惩条目 獎懲條目 奖惩项目 獎懲項目")
    note: str = column(
        "lines",
        required=True,
        limit=500,
        spellings="事由 情况 情況 事实 事實 经过 經過",
        note=N_("what happened"),
    )
    points: Decimal | None = column(
        "score",
        spellings="分值 加减分 加減分 奖惩分 獎懲分",
        note=N_("empty: those of the code"),
        default=None,
    )
    case_no: str | None = column(
        "text",
        limit=500,
        spellings="相关单号 相關單號 单号 單號",
        note=N_("the complaint or order that it speaks of"),
        default=None,
    )
