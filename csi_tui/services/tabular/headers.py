"""The Chinese headers of the columns: first the one of the shipped template, then what else files are known to hold.

Ticket systems and people write them in simplified or in traditional characters; headers are told apart within one kind
of file, so a word may name one thing in a file of surveys and another in a file of work orders.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HEADERS: Final[Mapping[str, str]] = {
    "employee_no": "工号 工號 员工号 員工號 员工编号 員工編號 人员编号 被评人工号 被評人工號",
    "name": "姓名 员工姓名 員工姓名 名字",
    "role": "岗位 崗位 职位 職位 角色 职务 職務",
    "team": "班组 班組 团队 團隊 小组 小組 部门 部門",
    "supervisor_no": "主管工号 主管工號 直属主管工号 直屬主管工號 直接上级 直接上級 主管",
    "joined_on": "入职日期 入職日期 入职时间 入職時間 到职日期 到職日期",
    "left_on": "离职日期 離職日期 离职时间 離職時間",
    "valid_from": "生效日期 生效日 调岗日期 調崗日期 变动日期 變動日期",
    "order_no": "工单号 工單號 工单编号 工單編號 单号 單號 服务单号 服務單號",
    "received_at": "受理时间 受理時間 登记时间 登記時間 报修时间 報修時間 接单时间 接單時間",
    "customer_name": "客户姓名 客戶姓名 客户 客戶 联系人 聯繫人 用户姓名 用戶姓名",
    "customer_phone": "联系电话 聯繫電話 聯絡電話 电话 電話 客户电话 客戶電話 手机 手機 手机号 手機號",
    "product": "产品 產品 产品名称 產品名稱 机型 機型 产品型号 產品型號",
    "serial_no": "序列号 序列號 机身号 機身號 产品序列号 產品序列號 SN S/N",
    "fault": "故障描述 故障 故障现象 故障現象 报修内容 報修內容",
    "agent_no": "客服工号 客服工號 客服专员工号 客服專員工號 受理人工号 受理人工號 客服",
    "technician_no": "技师工号 技師工號 维修技师工号 維修技師工號 维修工号 維修工號 技师 技師",
    "parts_no": "配件员工号 配件員工號 配件工号 配件工號 配件管理工号 配件管理工號 配件员 配件員",
    "service_mode": "服务方式 服務方式 服务类型 服務類型",
    "first_contact_at": "首次联系时间 首次聯繫時間 首次联络时间 首次聯絡時間 首响时间 首響時間 响应时间 響應時間",
    "appointment_at": "预约时间 預約時間 预约到达时间 預約到達時間",
    "arrived_at": "到达时间 到達時間 上门时间 上門時間 到场时间 到場時間",
    "completed_at": "完成时间 完成時間 完工时间 完工時間 维修完成时间 維修完成時間",
    "outcome": "处理结果 處理結果 维修结果 維修結果 结果 結果",
    "parts_issue": "配件情况 配件情況 配件问题 配件問題 配件供应 配件供應",
    "parts_impact": "配件影响 配件影響 配件影响程度 配件影響程度",
    "return_of": "返修原单号 返修原單號 原工单号 原工單號 返修单号 返修單號 返工原单号 返工原單號",
    "fault_severity": "故障程度 故障等级 故障等級 故障严重程度 故障嚴重程度 严重程度 嚴重程度",
    "usage_impact": "使用影响 使用影響 影响使用程度 影響使用程度 使用影响程度 使用影響程度",
    "under_warranty": "保修期内 保修期內 是否保修 在保 是否在保 保内 保內",
    "fee": "费用 費用 收费 收費 维修费用 維修費用 金额 金額",
    "agency_ref": "问卷编号 問卷編號 调查编号 調查編號 样本编号 樣本編號 调查机构编号 調查機構編號",
    "answered_at": "评价时间 評價時間 回答时间 回答時間 答复时间 答覆時間 "
    "回访时间 回訪時間 调查时间 調查時間 填写时间 填寫時間",
    "attitude": "服务态度 服務態度 态度 態度",
    "response": "响应速度 響應速度 响应 響應",
    "quality": "维修质量 維修質量 維修品質 质量 質量",
    "parts": "配件供应 配件供應 配件",
    "cost": "费用合理性 費用合理性 费用 費用 收费合理性 收費合理性",
    "complaint_no": "投诉编号 投訴編號 投诉单号 投訴單號 投诉号 投訴號",
    "handler_no": "处理人工号 處理人工號 处理专员工号 處理專員工號 投诉处理人 投訴處理人 处理人 處理人",
    "against_no": "被投诉人工号 被投訴人工號 被投诉人 被投訴人 责任人工号 責任人工號",
    "category": "投诉类别 投訴類別 投诉类型 投訴類型 类别 類別",
    "status": "是否有效 投诉状态 投訴狀態 有效性 状态 狀態",
    "status_reason": "无效原因 無效原因 判定原因 状态原因 狀態原因",
    "reviewed_by_no": "复核人工号 復核人工號 覆核人工號 复核人 覆核人 審核人工號 审核人工号",
    "contacted_at": "联系时间 聯繫時間 聯絡時間 首次联系时间 首次聯繫時間",
    "planned_at": "方案时间 方案時間 初步方案时间 初步方案時間",
    "resolved_at": "解决时间 解決時間 办结时间 辦結時間 完成时间 完成時間",
    "on_date": "日期 评分日期 評分日期 考核日期",
    "item": "项目 項目 评分项目 評分項目 考核项目 考核項目",
    "score": "得分 分数 分數 评分 評分",
    "rated_by_no": "评分人工号 評分人工號 评分人 評分人 考核人工号 考核人工號",
    "month": "月份 年月 统计月份 統計月份",
    "subject_no": "对象编号 對象編號 工号 工號 员工编号 員工編號",
    "measure": "指标 指標 指标编号 指標編號 指标名称 指標名稱",
    "numerator": "分子 数值 數值 值",
    "denominator": "分母",
    "from_on": "开始日期 開始日期 日期 起始日期 从 自",
    "to_on": "结束日期 結束日期 截止日期 止 至 到",
    "day_kind": "类别 類別 安排 类型 類型",
    # Where a column of one kind goes by other words.
    "complaints.order_no": "工单号 工單號 工单编号 工單編號 相关工单 相關工單 关联工单号 關聯工單號",
    "complaints.received_at": "受理时间 受理時間 登记时间 登記時間 投诉时间 投訴時間 接收时间 接收時間",
    "calendar.name": "名称 名稱 节日 節日 节日名称 節日名稱 假期",
    "complaints.customer_name": "客户姓名 客戶姓名 客户 客戶 投诉人 投訴人 联系人 聯繫人",
}
