"""The words that a cell may hold for a choice: its English id, and what people write in Chinese (docs/files.md §2).

The first Chinese word of an id stands in the templates; the others are spellings that files are known to hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from csi_tui.services.tabular.untrusted_text import normal

Choices = Mapping[str, tuple[str, ...]]
"""Id to its words."""

ROLE: Final[Choices] = {
    "agent": ("客服专员", "客服專員", "客服", "坐席", "座席", "客服代表"),
    "technician": ("维修技师", "維修技師", "技师", "技師", "维修工程师", "維修工程師", "维修员", "維修員"),
    "parts": ("配件管理员", "配件管理", "配件管理員", "配件员", "配件員"),
    "complaint_handler": ("投诉处理专员", "投訴處理專員", "投诉专员", "投訴專員", "投诉处理", "投訴處理"),
    "supervisor": ("客服主管", "主管"),
    "pre_sales": ("售前客服", "售前", "售前顾问", "售前顧問"),
}
SERVICE_MODE: Final[Choices] = {
    "onsite": ("上门", "上門", "上门服务", "上門服務", "上门维修", "上門維修"),
    "carry_in": ("送修", "到店", "送修到店", "到店维修", "到店維修"),
}
OUTCOME: Final[Choices] = {
    "fixed": ("已修复", "已修復", "修复", "修復", "已修好", "修好"),
    "not_fixed": ("未修复", "未修復", "未修好"),
    "declined": ("客户放弃", "客戶放棄", "放弃维修", "放棄維修", "客户拒修", "客戶拒修"),
    "cancelled": ("已取消", "取消", "canceled"),
}
PARTS_ISSUE: Final[Choices] = {
    "none": ("正常", "无", "無", "无问题", "無問題"),
    "late": ("延迟", "延遲", "延误", "延誤", "迟到", "遲到"),
    "wrong": ("错误", "錯誤", "错件", "錯件", "发错", "發錯"),
}
SEVERITY: Final[Choices] = {
    "minor": ("轻微", "輕微"),
    "moderate": ("中等", "一般"),
    "severe": ("严重", "嚴重"),
}
IMPACT: Final[Choices] = {"low": ("低",), "medium": ("中",), "high": ("高",)}
STATUS: Final[Choices] = {
    # The template's header asks a question (是否有效): people answer it.
    "valid": ("有效", "是", "yes", "true", "y"),
    "invalid": ("无效", "無效", "否", "no", "false", "n"),
}
DAY_KIND: Final[Choices] = {
    "off": ("放假", "休", "休息", "节假日", "節假日", "holiday"),
    "work": ("上班", "班", "补班", "補班", "调休上班", "調休上班", "workday"),
}
MILESTONE: Final[Choices] = {
    "contacted": ("联系客户", "聯繫客戶", "已联系", "已聯繫", "首次联系", "首次聯繫"),
    "planned": ("给出方案", "給出方案", "已给方案", "已給方案", "方案"),
    "resolved": ("彻底解决", "徹底解決", "已解决", "已解決", "解决", "解決"),
}
CHOICES: Final[Mapping[str, Choices]] = {
    "role": ROLE,
    "service_mode": SERVICE_MODE,
    "outcome": OUTCOME,
    "parts_issue": PARTS_ISSUE,
    "severity": SEVERITY,
    "impact": IMPACT,
    "status": STATUS,
    "day_kind": DAY_KIND,
    "milestone": MILESTONE,
}
YES_NO: Final[Choices] = {"yes": ("是", "true", "1", "y", "有"), "no": ("否", "false", "0", "n", "无", "無")}

ANSWER: Final[Choices] = {
    "5": ("非常满意", "非常滿意", "很满意", "很滿意", "very satisfied"),
    "4": ("满意", "滿意", "比较满意", "比較滿意", "较满意", "較滿意", "satisfied"),
    "3": ("一般", "中立", "neutral"),
    "2": ("不满意", "不滿意", "不太满意", "不太滿意", "较不满意", "較不滿意", "dissatisfied"),
    "1": ("非常不满意", "非常不滿意", "很不满意", "很不滿意", "very dissatisfied"),
}


def folded(text: str) -> str:
    """Return what two spellings of one word have in common: width, case, blanks, hyphens and underscores go."""
    text = normal(text).casefold().replace(" ", "")
    # Beside a figure a hyphen is a sign: -1 is not 1.
    return text.replace("_", "").replace("-", "") if not any(map(str.isdigit, text)) else text


def spellings(choices: Choices) -> dict[str, str]:
    """Return every folded spelling of `choices` with its id."""
    return {folded(word): name for name, words in choices.items() for word in (name, *words)}
