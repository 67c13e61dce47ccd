"""Customers' answers, as a file or a form has them."""

from __future__ import annotations

from datetime import datetime

from csi_tui.i18n import N_
from csi_tui.services.tabular.column import column, record

SURVEY = N_("Survey")
ANSWERS = N_("Answers, 5 to 1; empty: not answered")


@record
class SurveyRow:
    """A customer's answers, 1 to 5 or None each."""

    agency_ref: str = column(
        "code",
        required=True,
        spellings="问卷编号 問卷編號 调查编号 調查編號 样本编号 樣本編號 调查机构编号 調查機構編號",
        note=N_("the agency's own number; an answer that comes in twice is known by it"),
        label=N_("Survey no."),
        section=SURVEY,
    )
    order_no: str | None = column(
        "code",
        spellings="工单号 工單號 工单编号 工單編號 单号 單號 服务单号 服務單號",
        asked=True,
        label=N_("Order no."),
        section=SURVEY,
    )
    answered_at: datetime = column(
        "instant",
        required=True,
        spellings="评价时间 評價時間 回答时间 回答時間 答复时间 答覆時間 回访时间 回訪時間 调查时间 "
        "調查時間 填写时间 填寫時間",
        label=N_("Answered"),
        hint=N_("9:05, -2h, 11-20 9:05, now"),
        section=SURVEY,
    )
    attitude: int | None = column(
        "answer",
        spellings="服务态度 服務態度 态度 態度",
        label=N_("Attitude"),
        hint=N_("5 very satisfied … 1 not at all"),
        section=ANSWERS,
        default=None,
    )
    response: int | None = column(
        "answer",
        spellings="响应速度 響應速度 响应 響應",
        label=N_("Response"),
        section=ANSWERS,
        default=None,
    )
    quality: int | None = column(
        "answer",
        spellings="维修质量 維修質量 維修品質 质量 質量",
        label=N_("Quality"),
        section=ANSWERS,
        default=None,
    )
    parts: int | None = column(
        "answer",
        spellings="配件供应 配件供應 配件",
        label=N_("Parts supply"),
        section=ANSWERS,
        default=None,
    )
    cost: int | None = column(
        "answer",
        spellings="费用合理性 費用合理性 费用 費用 收费合理性 收費合理性",
        label=N_("Fair cost"),
        section=ANSWERS,
        default=None,
    )
