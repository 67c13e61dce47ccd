"""People, as a file or a form has them."""

from __future__ import annotations

from datetime import date

from csi_tui.i18n import N_
from csi_tui.services.tabular.column import column, record

PERSON = N_("Person")
PLACE = N_("Place")


@record
class EmployeeRow:
    """A person, or (with a later `valid_from`) a transfer of one."""

    employee_no: str = column(
        "code",
        required=True,
        spellings="工号 工號 员工号 員工號 员工编号 員工編號 人员编号 被评人工号 被評人工號",
        label=N_("Employee no."),
        section=PERSON,
    )
    name: str = column(
        "text",
        required=True,
        spellings="姓名 员工姓名 員工姓名 名字",
        label=N_("Name"),
        section=PERSON,
    )
    role: str = column(
        "choice",
        required=True,
        choices="role",
        spellings="岗位 崗位 职位 職位 角色 职务 職務",
        label=N_("Role"),
        section=PLACE,
    )
    team: str | None = column(
        "text",
        spellings="班组 班組 团队 團隊 小组 小組 部门 部門",
        label=N_("Team"),
        section=PLACE,
    )
    supervisor_no: str | None = column(
        "code",
        spellings="主管工号 主管工號 直属主管工号 直屬主管工號 直接上级 直接上級 主管",
        note=N_("number of the direct supervisor, who assesses this person"),
        label=N_("Supervisor"),
        section=PLACE,
        person=True,
        roles=("supervisor",),
    )
    joined_on: date = column(
        "date",
        required=True,
        spellings="入职日期 入職日期 入职时间 入職時間 到职日期 到職日期",
        label=N_("Joined"),
        section=PERSON,
    )
    left_on: date | None = column(
        "date",
        spellings="离职日期 離職日期 离职时间 離職時間",
        note=N_("the last day; empty: still here"),
        label=N_("Left"),
        hint=N_("the last day; empty: still here"),
        section=PERSON,
        default=None,
    )
    valid_from: date | None = column(
        "date",
        spellings="生效日期 生效日 调岗日期 調崗日期 变动日期 變動日期",
        note=N_(
            "from this day role, team and supervisor hold; empty: since joining; a later row is a transfer"
        ),
        label=N_("Valid from"),
        hint=N_("holds from this day on"),
        section=PLACE,
        default=None,
    )
    """The day from which role, team and supervisor hold; None: `joined_on`."""
