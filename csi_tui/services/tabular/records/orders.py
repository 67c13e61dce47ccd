"""Work orders, as a file or a form has them."""

from __future__ import annotations

from datetime import datetime

from csi_tui.i18n import N_
from csi_tui.services.tabular.column import EMPLOYEE, column, record

ORDER = N_("Order")
WORK = N_("Work")
RETURN = N_("Return of an earlier order")
COST = N_("Cost")


@record
class OrderRow:
    """A work order. Choices are the English ids; `fee` is in fen.

    Its table is :class:`csi_db.models.desk.WorkOrder`; a new column stands here and there, and takes a migration.
    """

    order_no: str = column(
        "code",
        required=True,
        spellings="工单号 工單號 工单编号 工單編號 单号 單號 服务单号 服務單號",
        label=N_("Order no."),
        section=ORDER,
        width=13,
    )
    received_at: datetime = column(
        "instant",
        required=True,
        spellings="受理时间 受理時間 登记时间 登記時間 报修时间 報修時間 接单时间 接單時間",
        label=N_("Received"),
        hint=N_("9:05, -2h, 11-20 9:05, now"),
        section=ORDER,
        width=11,
    )
    customer_name: str | None = column(
        "text",
        spellings="客户姓名 客戶姓名 客户 客戶 联系人 聯繫人 用户姓名 用戶姓名",
        label=N_("Customer"),
        section=ORDER,
        width=8,
        personal=True,
        substance=True,
        default=None,
    )
    customer_phone: str | None = column(
        "code",
        spellings="联系电话 聯繫電話 聯絡電話 电话 電話 客户电话 客戶電話 手机 手機 手机号 手機號",
        label=N_("Phone"),
        hint=N_("finds earlier orders"),
        section=ORDER,
        width=11,
        spare=True,
        personal=True,
        mask="phone",
        substance=True,
        default=None,
    )
    customer_address: str | None = column(
        "text",
        limit=200,
        spellings="客户地址 客戶地址 地址 联系地址 聯繫地址 聯絡地址 上门地址 上門地址 服务地址 服務地址 "
        "详细地址 詳細地址 用户地址 用戶地址",
        note=N_("where the technician goes"),
        label=N_("Address"),
        hint=N_("where the technician goes"),
        section=ORDER,
        above="service_mode",
        personal=True,
        mask="address",
        substance=True,
        added=True,
        default=None,
    )
    product: str | None = column(
        "text",
        limit=200,
        spellings="产品 產品 产品名称 產品名稱 机型 機型 产品型号 產品型號",
        label=N_("Product"),
        section=ORDER,
        width=11,
        substance=True,
        counts=False,
        default=None,
    )
    serial_no: str | None = column(
        "code",
        spellings="序列号 序列號 机身号 機身號 产品序列号 產品序列號 SN S/N",
        label=N_("Serial no."),
        hint=N_("finds earlier orders"),
        section=ORDER,
        width=12,
        spare=True,
        substance=True,
        counts=False,
        default=None,
    )
    fault: str | None = column(
        "lines",
        limit=2000,
        spellings="故障描述 故障 故障现象 故障現象 报修内容 報修內容",
        label=N_("Fault"),
        section=ORDER,
        substance=True,
        counts=False,
        default=None,
    )
    agent_no: str | None = column(
        "code",
        spellings="客服工号 客服工號 客服专员工号 客服專員工號 受理人工号 受理人工號 客服",
        note=EMPLOYEE,
        label=N_("Agent"),
        section=ORDER,
        width=8,
        spare=True,
        person=True,
        roles=("agent",),
        substance=True,
        default=None,
    )
    technician_no: str | None = column(
        "code",
        spellings="技师工号 技師工號 维修技师工号 維修技師工號 维修工号 維修工號 技师 技師",
        note=EMPLOYEE,
        label=N_("Technician"),
        section=ORDER,
        width=10,
        person=True,
        roles=("technician",),
        substance=True,
        default=None,
    )
    parts_no: str | None = column(
        "code",
        spellings="配件员工号 配件員工號 配件工号 配件工號 配件管理工号 配件管理工號 配件员 配件員",
        note=EMPLOYEE,
        label=N_("Parts clerk"),
        section=ORDER,
        person=True,
        roles=("parts",),
        substance=True,
        default=None,
    )
    service_mode: str = column(
        "choice",
        choices="service_mode",
        spellings="服务方式 服務方式 服务类型 服務類型",
        note=N_("empty: on site"),
        label=N_("Service"),
        hint=N_("empty: on site"),
        section=ORDER,
        above="agent_no",
        default="onsite",
    )
    first_contact_at: datetime | None = column(
        "instant",
        spellings="首次联系时间 首次聯繫時間 首次联络时间 首次聯絡時間 首响时间 首響時間 响应时间 響應時間",
        label=N_("First contact"),
        section=WORK,
        default=None,
    )
    appointment_at: datetime | None = column(
        "instant",
        spellings="预约时间 預約時間 预约到达时间 預約到達時間",
        note=N_("the latest arrival that the customer agreed to"),
        label=N_("Appointment"),
        hint=N_("latest arrival that was agreed"),
        section=WORK,
        ahead=True,
        default=None,
    )
    arrived_at: datetime | None = column(
        "instant",
        spellings="到达时间 到達時間 上门时间 上門時間 到场时间 到場時間",
        label=N_("Arrived"),
        section=WORK,
        default=None,
    )
    completed_at: datetime | None = column(
        "instant",
        spellings="完成时间 完成時間 完工时间 完工時間 维修完成时间 維修完成時間",
        label=N_("Completed"),
        section=WORK,
        default=None,
    )
    outcome: str | None = column(
        "choice",
        choices="outcome",
        spellings="处理结果 處理結果 维修结果 維修結果 结果 結果",
        note=N_("needed once the order is completed"),
        label=N_("Outcome"),
        hint=N_("needed once completed"),
        section=WORK,
        default=None,
    )
    parts_issue: str | None = column(
        "choice",
        choices="parts_issue",
        spellings="配件情况 配件情況 配件问题 配件問題 配件供应 配件供應",
        note=N_("empty: no parts were needed"),
        label=N_("Parts"),
        hint=N_("empty: no parts were needed"),
        section=WORK,
        default=None,
    )
    """None: no parts were needed. "none": needed, in time and right."""
    parts_impact: str | None = column(
        "choice",
        choices="impact",
        spellings="配件影响 配件影響 配件影响程度 配件影響程度",
        note=N_("how far late or wrong parts held the repair up"),
        label=N_("Parts impact"),
        section=WORK,
        default=None,
    )
    return_of: str | None = column(
        "code",
        spellings="返修原单号 返修原單號 原工单号 原工單號 返修单号 返修單號 返工原单号 返工原單號",
        note=N_("number of the order whose repair did not hold"),
        label=N_("Return of"),
        section=RETURN,
        substance=True,
        default=None,
    )
    fault_severity: str | None = column(
        "choice",
        choices="severity",
        spellings="故障程度 故障等级 故障等級 故障严重程度 故障嚴重程度 严重程度 嚴重程度",
        note=N_("of a return"),
        label=N_("Severity"),
        hint=N_("of a return"),
        section=RETURN,
        default=None,
    )
    usage_impact: str | None = column(
        "choice",
        choices="impact",
        spellings="使用影响 使用影響 影响使用程度 影響使用程度 使用影响程度 使用影響程度",
        note=N_("of a return: how far the fault kept the customer from using the product"),
        label=N_("Usage impact"),
        hint=N_("of a return"),
        section=RETURN,
        default=None,
    )
    under_warranty: bool | None = column(
        "yes_no",
        spellings="保修期内 保修期內 是否保修 在保 是否在保 保内 保內",
        label=N_("Warranty"),
        section=COST,
        counts=False,
        default=None,
    )
    fee: int | None = column(
        "fen",
        spellings="费用 費用 收费 收費 维修费用 維修費用 金额 金額",
        note=N_("in yuan, at most two decimals"),
        label=N_("Fee (yuan)"),
        section=COST,
        counts=False,
        default=None,
    )
