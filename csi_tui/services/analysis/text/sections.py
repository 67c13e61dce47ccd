"""The analysis of a month as lines of text, section by section, in so many columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from csi_tui.i18n import N_, _
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import show_period
from csi_tui.services.analysis.text.concluded import conclusion_lines
from csi_tui.services.analysis.text.sentences import (
    figure_name,
    sentence,
)
from csi_tui.services.analysis.text.tables import (
    MARGIN,
    band_legend,
    cases_legend,
    complaint_columns,
    exactly_text,
    figure_columns,
    marks_legend,
    most_with,
    over_break_text,
    people_text,
    rests_on,
    team_columns,
)
from csi_tui.services.analysis.values import (
    Analysis,
    Group,
)
from csi_tui.services.desk.card_texts import state_name
from csi_tui.services.tabular.fitted import Columns, fitted
from csi_tui.services.tabular.sections import Section, left_out, numbered_lines, wrapped_lines


def title_of(found: Analysis) -> str:
    """What stands above all of it."""
    return _("Analysis of {month}  {scheme}  revision {revision}, {state}, as of {as_of}").format(
        month=show_period(found.period),
        scheme=found.scheme_id,
        revision=found.revision,
        state=state_name(found.state),
        as_of=f"{found.as_of:%Y-%m-%d %H:%M}",
    )


SECTIONS: dict[str, str] = {
    "stands_out": N_("What stands out"),
    "conclusions": N_("Conclusions"),
    "all": N_("Everybody"),
    "teams": N_("What moved the means of the teams"),
    "losses": N_("What cost the most"),
    "complaints": N_("Complaints by category and step"),
    "team": N_("By team"),
    "role": N_("By role"),
    "product": N_("By product"),
}
"""Section → its title, in their order."""


def sections(found: Analysis, columns: int | None) -> list[Section]:
    """All sections that there is something for, in so many columns; None: as wide as they are."""
    made: dict[str, Callable[[], Sequence[str]]] = {
        "stands_out": lambda: stands_out_lines(found, columns),
        "conclusions": lambda: conclusion_lines(found.conclusions, columns, found.period),
        "all": lambda: _figures(found, found.of_kind("all"), columns),
        "teams": lambda: _teams(found, columns),
        "losses": lambda: _losses(found, columns),
        "complaints": lambda: _complaints(found, columns),
        "team": lambda: _figures(found, found.of_kind("team"), columns),
        "role": lambda: _figures(found, found.of_kind("role"), columns),
        "product": lambda: _figures(found, found.of_kind("product"), columns),
    }
    told = ((section, list(made[section]())) for section in SECTIONS)
    return [Section(section, _(SECTIONS[section]), lines) for section, lines in told if lines]


def stands_out_lines(found: Analysis, columns: int | None) -> list[str]:
    """A sentence for each, numbered; and what is left out."""
    lines = numbered_lines((sentence(found, one) for one in found.stands_out), columns)
    return [
        *(lines or [_("Nothing, by the rules of the analysis.")]),
        *wrapped_lines(remarks(found), columns),
    ]


def remarks(found: Analysis) -> Iterator[str]:
    """What is not said here, and why."""
    if found.before is None:
        yield _("The month before has no cards: nothing is held against it.")
    if found.schemes:
        yield _("Made by different schemes ({schemes}): the same name may be counted in another way.").format(
            schemes=_(", ").join(found.schemes)
        )
    if found.without_reasons:
        yield _("Reasons behind the cards of others are not read here, as the site has decided.")


def _figures(found: Analysis, groups: Sequence[Group], columns: int | None) -> list[str]:
    whole = figure_columns(found, groups)
    if whole is None:
        return []
    table = fitted(whole, columns)
    lines = table.lines()
    if len(whole.header) - 1 in table.kept and (bands := band_legend(found, groups)):
        lines.append(bands)
    legends = filter(None, (marks_legend(whole), cases_legend(groups)))
    return lines + wrapped_lines([*legends, *left_out(table.left_out)], columns)


def _teams(found: Analysis, columns: int | None) -> list[str]:
    table = team_columns(found)
    if table is None:
        return []
    texts = [exactly_text(), *filter(None, map(people_text, found.teams))]
    return fitted(table, columns).lines() + wrapped_lines(texts, columns)


def _losses(found: Analysis, columns: int | None) -> list[str]:
    if not found.losses:
        return []
    header = [_("figure"), _("points"), _("share")]
    rows = [
        [figure_name(found, one.figure), show_hundredths(one.points), f"{show_hundredths(one.share)} %"]
        for one in found.losses
    ]
    head, *lines = fitted(Columns(header=header, rows=rows, figures=frozenset({1, 2})), columns).lines()
    told = [head]
    for line, loss in zip(lines, found.losses, strict=True):
        told.append(line)
        rests, most = rests_on(found, loss), most_with(loss)
        for text in (
            _("rests on {causes}").format(causes=rests) if rests else "",
            _("most with {people}").format(people=most) if most else "",
        ):
            told += wrapped_lines(filter(None, [text]), columns, margin=MARGIN)
    return told


def _complaints(found: Analysis, columns: int | None) -> list[str]:
    table = complaint_columns(found)
    if table is None:
        return []
    over = over_break_text(found)
    return fitted(table, columns).lines() + ([over] if over else [])
