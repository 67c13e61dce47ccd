"""The oversight group's report as a sheet. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from csi_tui.i18n import _, current_language, ngettext
from csi_tui.scoring.exact import show
from csi_tui.services.oversight.pages import finding_text, verdict_text
from csi_tui.services.oversight.pattern_text import own_text, rows_text, share_text
from csi_tui.services.oversight.report import OversightReport
from csi_tui.services.oversight.text import KINDS
from csi_tui.services.oversight.watching import PatternLine
from csi_tui.services.printing.sheet import Block, Code, Sheet, Table, Words, number


def report_printed(report: OversightReport) -> Sheet:
    """Verdicts first, then the sample, what stands unconfirmed, and the questions."""
    title = _("Oversight's report on {month}").format(month=report.sample.month)
    return Sheet(title, list(_blocks(report)), current_language())


def _blocks(report: OversightReport) -> Iterator[Block]:
    sample = report.sample
    yield Words([*_verdicts(report), *_drawn(report)])
    if sample.rows:
        yield _sampled(report)
    if told := [f"{_(KINDS[row.kind])} {row.number}  {text}" for row in sample.rows for text in row.told]:
        yield Words(told, _("What is to be known of these rows"))
    if sample.unconfirmed:
        yield Words([one.text for one in sample.unconfirmed])
    yield from _patterns(report)
    yield Words(
        [
            _("Trail code {code}: “csi verify --since” says whether the store continues from here.").format(
                code=report.trail_code
            )
        ],
        apart=True,
    )
    yield Code(report.trail_code)


def _verdicts(report: OversightReport) -> Sequence[str]:
    if not report.sample.verdicts:
        return [_("The month is neither signed off nor objected to.")]
    return [
        f"{one.at:%Y-%m-%d %H:%M}  {one.by}  {verdict_text(one.verdict)}  {one.reason}".rstrip()
        for one in report.sample.verdicts
    ]


def _drawn(report: OversightReport) -> Sequence[str]:
    sample, found = report.sample, report.found
    if not sample.rows:
        return [_("No sample was drawn.")]
    rows = len(sample.rows)
    return [
        ngettext(
            "{n} row of revision {revision} was drawn by {by}, seed {seed}: {right} right, {wrong} wrong, {open} not "
            "looked at yet.",
            "{n} rows of revision {revision} were drawn by {by}, seed {seed}: {right} right, {wrong} wrong, {open} not "
            "looked at yet.",
            rows,
        ).format(
            n=rows,
            revision=sample.revision,
            by=sample.drawn_by,
            seed=sample.seed,
            right=found["right"],
            wrong=found["wrong"],
            open=found[""],
        )
    ]


def _sampled(report: OversightReport) -> Table:
    return Table(
        title=_("The sample"),
        header=[_("place"), _("what"), _("row no."), _("finding"), _("remark"), _("by")],
        rows=[
            [
                row.position,
                _(KINDS[row.kind]),
                row.number,
                finding_text(row.finding) or None,
                row.note,
                row.by,
            ]
            for row in report.sample.rows
        ],
        figures=frozenset({0}),
    )


def _patterns(report: OversightReport) -> Iterator[Block]:
    lines = [line for line in report.patterns.lines if line.stands_out]
    yield Table(
        title=_("What stands out by more than chance"),
        header=[
            _("pattern"),
            _("number"),
            _("name"),
            _("cases"),
            _("share"),
            _("department"),
            _("12 months before"),
            _("by chance"),
        ],
        rows=[
            [
                line.title,
                line.employee_no,
                line.name,
                own_text(line.own),
                share_text(line.own),
                share_text(line.department),
                share_text(line.before),
                None if line.chance is None else number(show(line.chance)),
            ]
            for line in lines
        ],
        figures=frozenset({3, 4, 5, 6, 7}),
        empty=_("Nothing stands out by more than chance."),
    )
    if lines:
        yield Words(
            [
                _("Each is a question, and may have a good answer."),
                *(text for line in lines for text in _asked(line)),
            ]
        )


def _asked(line: PatternLine) -> Sequence[str]:
    return [f"{line.name}  {line.question}", rows_text(line)]
