"""What can be done with files and imports."""

from __future__ import annotations

from csi_tui.i18n import N_
from csi_tui.widgets.commands import Command

HERE = N_("Files")
BRING_IN = Command(
    id="files.bring_in",
    keys="n,f2",
    label=N_("Bring in"),
    help=N_("Choose a file, see how it will be read and what would come in, then bring it in."),
    action="bring_in",
    scope=HERE,
    words="import upload csv xlsx excel 导入 上传 表格",
)
TEMPLATE = Command(
    id="files.template",
    keys="t,f9",
    label=N_("Template"),
    help=N_("Write an empty file of a kind, with its headings, to be filled in and brought in."),
    action="template",
    scope=HERE,
    words="template blank headings csv xlsx 模板 样表 空表 表头",
)
TAKE_OUT = Command(
    id="files.take_out",
    keys="x,ctrl+x",
    label=N_("Take out"),
    help=N_(
        "Write orders, surveys, complaints, people, entries, results or everything to a file (csv, xlsx, zip)."
    ),
    action="take_out",
    scope=HERE,
    words="export download backup csv xlsx excel zip 导出 下载 带走 表格 压缩包",
)
UNDO = Command(
    id="files.undo",
    keys="u,f6",
    label=N_("Undo import"),
    help=N_("See what would leave with this import and what stays and why; then undo it."),
    action="undo",
    needs=N_("There is no import under the cursor of which anything is left."),
    scope=HERE,
    words="undo revert delete 撤销 撤回 删除",
)
IMPORT = Command(
    id="preview.import",
    keys="f2,ctrl+o",
    label=N_("Bring in"),
    help=N_("Bring the file in as it is shown."),
    action="bring_in",
    needs=N_(
        "Nothing can be brought in now: the file is being read, is in already, or cannot be read as it is."
    ),
    scope=HERE,
)
KIND = Command(
    id="preview.kind",
    keys="t,f4",
    label=N_("Kind"),
    help=N_("Say what kind of rows the file holds."),
    action="kind",
    needs=N_("The file is in, or on its way in."),
    scope=HERE,
)
HOW = Command(
    id="preview.how",
    keys="s,f6",
    label=N_("Read it otherwise"),
    help=N_("Sheets, row of the headers, hidden rows, encoding, mapping, corrected rows."),
    action="how",
    needs=N_("The file is in, or on its way in."),
    scope=HERE,
)
COLUMNS = Command(
    id="preview.columns",
    keys="c,ctrl+right",
    label=N_("Columns"),
    help=N_("Look over what the columns and words of the file stand for, and say what is not known."),
    action="columns",
    scope=HERE,
    words="mapping columns headers words 对照 表头 列 词",
)
MEANS = Command(
    id="layout.means",
    keys="enter,f4",
    label=N_("Say what it is"),
    help=N_("Choose what the header or word under the cursor stands for."),
    action="means",
    scope=HERE,
)
AGREE = Command(
    id="layout.agree",
    keys="f2,ctrl+o",
    label=N_("Agree"),
    help=N_("Read the file by what stands here; it is remembered once the file comes in."),
    action="agree",
    scope=HERE,
)
REJECTS = Command(
    id="preview.rejects",
    keys="e,f9",
    label=N_("For the sender"),
    help=N_(
        "Write the rejected rows as they were sent, each with its reasons, to a file for whoever sent them (csv, xlsx)."
    ),
    action="rejects",
    scope=HERE,
    words="reject return agency 退回 文件 调查机构",
)
ODD = Command(
    id="preview.odd",
    keys="tab,shift+tab",
    label=N_("Columns / lines"),
    help=N_("Go from the columns to what is said about the file, and back."),
    action="odd",
    scope=HERE,
    footer=False,
)
ALL_IN = Command(
    id="folder.all_in",
    keys="f2,ctrl+o",
    label=N_("Bring all in"),
    help=N_("Bring in the files as they are shown, one after the other."),
    action="all_in",
    scope=HERE,
)
LOOK = Command(
    id="folder.look",
    keys="enter",
    label=N_("Look at it"),
    help=N_(
        "Look at the file under the cursor by itself: settle what is asked about it, or put its rejected rows right."
    ),
    action="look",
    scope=HERE,
)
MEND = Command(
    id="preview.mend",
    keys="enter",
    label=N_("Put right"),
    help=N_("Put the rejected row under the cursor right and send it again; then comes the next one."),
    action="mend",
    scope=HERE,
    words="mend correct fix 改正 更正 修改",
)
REFUSED_ROWS = Command(
    id="import.refused",
    keys="g,f2",
    label=N_("Rejected rows"),
    help=N_("Read the file again and put its rejected rows right."),
    action="refused_rows",
    scope=HERE,
    words="mend correct fix 改正 更正 修改",
)
REFUSED = Command(
    id="preview.refused",
    keys="d,ctrl+down",
    label=N_("Rejected to a file"),
    help=N_(
        "Write the rejected rows, each with its place and reason, to a file for a spreadsheet (csv, xlsx)."
    ),
    action="refused",
    needs=N_("No row was rejected."),
    scope=HERE,
)
RELOAD = Command(
    id="preview.reload",
    keys="r,f5",
    label=N_("Read again"),
    help=N_("Read the file again."),
    action="reload",
    needs=N_("The file is in, or on its way in."),
    scope=HERE,
    footer=False,
)
LEAVE = Command(
    id="preview.back",
    keys="escape,f10",
    label=N_("Back"),
    help=N_("Leave; while rows come in, stop, and nothing of them is kept."),
    action="leave",
    scope=HERE,
)
