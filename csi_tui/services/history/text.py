"""The history of a row in lines, and what an entry changed in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import N_, _
from csi_tui.services.tabular.aligned import safe, table

if TYPE_CHECKING:
    from csi_tui.services.history.details import Change
    from csi_tui.services.history.entry_lines import HistoryLine
    from csi_tui.services.history.rows import RowHistory

UNSEEN = {
    "entered": N_("{field}: entered (not shown)"),
    "changed": N_("{field}: changed (not shown)"),
    "removed": N_("{field}: taken away (not shown)"),
    "withheld": N_("{field}: (you may not see it)"),
}


def history_text(found: RowHistory) -> str:
    """The whole history, the oldest first."""
    return "\n".join(history_lines(found))


def history_lines(found: RowHistory) -> Iterator[str]:
    """Each thing that happened: when, who, what, and below it each field, the reason and the file."""
    if found.former:
        yield number_text(found)
    if not found.lines:
        yield _("The audit trail knows nothing of {number}.").format(number=found.number)
    for line in found.lines:
        yield f"{line.at:%Y-%m-%d %H:%M}  {safe(who_text(line))}  {safe(line.what)}"
        yield from (f"  {one}" for one in below(line))


def below(line: HistoryLine) -> Iterator[str]:
    """What stands below a line: each field, the reason, where the evidence is, the file."""
    yield from map(change_text, line.changes)
    yield from beside(line)


def in_brief(line: HistoryLine) -> Iterator[str]:
    """The same for a narrow place: the fields stand behind each other."""
    if line.changes:
        yield changes_text(line)
    yield from beside(line)


def beside(line: HistoryLine) -> Iterator[str]:
    """The reason, where the evidence is, the file."""
    if line.reason and line.action == "write-note":
        yield _("words: {words}").format(words=safe(" ".join(line.reason.split())))
    elif line.reason:
        yield _("reason: {reason}").format(reason=safe(" ".join(line.reason.split())))
    elif line.reasoned:
        yield _("reason: given (not shown)")
    if line.evidence:
        yield _("evidence: {evidence}").format(evidence=safe(line.evidence))
    if line.file:
        yield _("by file no. {number}: {file}").format(number=line.import_no, file=safe(line.file))


def who_text(line: HistoryLine) -> str:
    """Who did it; under which account, where that is not the user's own."""
    if not line.who:
        return _("account {account}").format(account=line.account)
    if line.others:
        return _("{who} (account {account})").format(who=line.who, account=line.account)
    return line.who


def change_text(change: Change) -> str:
    """A field with what stood there and what stands there since, in one line."""
    if change.unseen:
        return _(UNSEEN[change.unseen]).format(field=change.label)
    old, new = (safe(" ".join(text.split())) for text in (change.old, change.new))
    if not old:
        return _("{field}: {value}").format(field=change.label, value=new or "-")
    return _("{field}: {old} → {new}").format(field=change.label, old=old, new=new or "-")


def number_text(found: RowHistory) -> str:
    """What the history is of: its number, with those that it had before."""
    if not found.former:
        return found.number
    return _("{number}, formerly {numbers}").format(
        number=found.number, numbers=_(", ").join(map(safe, found.former))
    )


def trail_table(found: Sequence[HistoryLine]) -> str:
    """Entries of the trail as a table: number, when, who, under which account, what, what was changed."""
    header = (_("no."), _("at"), _("who"), _("account"), _("what"), _("changed"))
    rows = [
        (
            str(line.seq),
            f"{line.at:%Y-%m-%d %H:%M}",
            line.who or "-",
            line.account,
            line.what,
            changes_text(line) or "-",
        )
        for line in found
    ]
    return table(header, rows, frozenset({0}))


def changes_text(line: HistoryLine) -> str:
    """All that an entry changed in one line."""
    return "; ".join(map(change_text, line.changes))
