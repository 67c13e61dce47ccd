"""Complaints, as a file or a form has them."""

from __future__ import annotations

from datetime import datetime

from csi_tui.i18n import N_
from csi_tui.services.tabular.column import EMPLOYEE, column, record

COMPLAINT = N_("Complaint")
DONE = N_("Done already")


@record
class ComplaintRow:
    """A complaint with its three milestones."""

    complaint_no: str = column(
        "code",
        required=True,
        spellings="投诉编号 投訴編號 投诉单号 投訴單號 投诉号 投訴號",
        label=N_("Complaint no."),
        section=COMPLAINT,
    )
    received_at: datetime = column(
        "instant",
        required=True,
        spellings="受理时间 受理時間 登记时间 登記時間 投诉时间 投訴時間 接收时间 接收時間",
        label=N_("Received"),
        hint=N_("9:05, -2h, 11-20 9:05, now"),
        section=COMPLAINT,
    )
    customer_name: str | None = column(
        "text",
        spellings="客户姓名 客戶姓名 客户 客戶 投诉人 投訴人 联系人 聯繫人",
        label=N_("Customer"),
        section=COMPLAINT,
        personal=True,
        substance=True,
        default=None,
    )
    customer_phone: str | None = column(
        "code",
        spellings="联系电话 聯繫電話 聯絡電話 电话 電話 客户电话 客戶電話 手机 手機 手机号 手機號",
        label=N_("Phone"),
        hint=N_("finds earlier orders"),
        section=COMPLAINT,
        personal=True,
        mask="phone",
        substance=True,
        default=None,
    )
    order_no: str | None = column(
        "code",
        spellings="工单号 工單號 工单编号 工單編號 相关工单 相關工單 关联工单号 關聯工單號",
        label=N_("Order no."),
        section=COMPLAINT,
        substance=True,
        default=None,
    )
    handler_no: str | None = column(
        "code",
        spellings="处理人工号 處理人工號 处理专员工号 處理專員工號 投诉处理人 投訴處理人 处理人 處理人",
        note=EMPLOYEE,
        label=N_("Handler"),
        section=COMPLAINT,
        person=True,
        roles=("complaint_handler",),
        substance=True,
        default=None,
    )
    against_no: str | None = column(
        "code",
        spellings="被投诉人工号 被投訴人工號 被投诉人 被投訴人 责任人工号 責任人工號",
        note=EMPLOYEE,
        label=N_("Against"),
        section=COMPLAINT,
        person=True,
        default=None,
    )
    category: str | None = column(
        "text",
        spellings="投诉类别 投訴類別 投诉类型 投訴類型 类别 類別",
        label=N_("Category"),
        section=COMPLAINT,
        substance=True,
        default=None,
    )
    status: str = column(
        "choice",
        choices="status",
        spellings="是否有效 投诉状态 投訴狀態 有效性 状态 狀態",
        note=N_("empty: valid"),
        label=N_("Status"),
        hint=N_("empty: valid"),
        default="valid",
    )
    status_reason: str | None = column(
        "lines",
        limit=500,
        spellings="无效原因 無效原因 判定原因 状态原因 狀態原因",
        note=N_("needed for an invalid complaint"),
        label=N_("Reason"),
        hint=N_("needed for an invalid complaint"),
        default=None,
    )
    reviewed_by_no: str | None = column(
        "code",
        spellings="复核人工号 復核人工號 覆核人工號 复核人 覆核人 審核人工號 审核人工号",
        note=N_("number of the employee who reviewed an invalid complaint"),
        label=N_("Reviewed by"),
        person=True,
        default=None,
    )
    contacted_at: datetime | None = column(
        "instant",
        spellings="联系时间 聯繫時間 聯絡時間 首次联系时间 首次聯繫時間",
        note=N_("first milestone"),
        label=N_("Contacted"),
        section=DONE,
        default=None,
    )
    planned_at: datetime | None = column(
        "instant",
        spellings="方案时间 方案時間 初步方案时间 初步方案時間",
        note=N_("second milestone"),
        label=N_("Plan given"),
        section=DONE,
        default=None,
    )
    resolved_at: datetime | None = column(
        "instant",
        spellings="解决时间 解決時間 办结时间 辦結時間 完成时间 完成時間",
        note=N_("third milestone"),
        label=N_("Resolved"),
        section=DONE,
        default=None,
    )
    said: str | None = column(
        "lines",
        limit=2000,
        spellings="投诉内容 投訴內容 客户反映 客戶反映 问题描述 問題描述",
        note=N_("what the customer says, in their words"),
        label=N_("Customer says"),
        hint=N_("in their words"),
        section=COMPLAINT,
        above="agreed",
        personal=True,
        substance=True,
        counts=False,
        added=True,
        default=None,
    )
    agreed: str | None = column(
        "lines",
        limit=2000,
        spellings="约定内容 約定內容 协商结果 協商結果 处理约定 處理約定",
        note=N_("what was agreed with the customer"),
        label=N_("Agreed"),
        section=COMPLAINT,
        above="order_no",
        personal=True,
        counts=False,
        added=True,
        default=None,
    )
