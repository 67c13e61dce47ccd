"""The report of a sample department by a scheme: cards, teams, quarter, year, what follows, pay."""

from __future__ import annotations

from collections.abc import Iterator

from csi_tui.cli.names import names_of
from csi_tui.i18n import _
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import latest_month, month_cards, ranking_title
from csi_tui.services.months.team_cards import team_cards
from csi_tui.services.months.text.cards import ranking, team_ranking
from csi_tui.services.pay.month_pay import pay_report
from csi_tui.services.pay.text import pay_lines
from csi_tui.services.schemes.in_force import figure_names
from csi_tui.services.spans.results import last_over, results_of, span_at
from csi_tui.services.spans.text.results import consequence_table, result_lines
from csi_tui.services.spans.what_follows import consequences_in


def report_lines(desk: Desk, payroll: Desk) -> Iterator[str]:
    """From the last month's cards to its pay; ``payroll``: a desk that may see everybody's pay."""
    found = month_cards(desk, latest_month(desk))
    names = names_of(figure_names(desk, found.period))
    yield ranking_title(found)
    yield ranking(found.cards, names)
    try:
        teams = team_cards(desk, found.period)
    except UserError:
        pass
    else:
        yield ""
        yield _("Teams")
        yield team_ranking(teams.cards, names)
    for span in last_over(desk):
        yield ""
        yield from result_lines(results_of(desk, span), role_name)
    month = span_at("month", found.period)
    follows = [line for span in (month, *last_over(desk)) for line in consequences_in(desk, span)]
    if follows:
        yield ""
        yield consequence_table(follows)
    try:
        pay = pay_report(payroll, found.period)
    except UserError as without:
        yield ""
        yield without.message
        return
    yield ""
    yield from pay_lines(pay)
