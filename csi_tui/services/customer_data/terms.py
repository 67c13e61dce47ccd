"""What the site has decided of personal data: how long it is kept, and who reads of others (docs/rules.md, rule 38)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlmodel import Session, select

from csi_db.models import Site
from csi_tui.i18n import _
from csi_tui.services.desk import audit
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError

LEAST_YEARS: Final = 2
"""Records of the appraisal are kept for two years (seed 001 §5); these begin with the end of the year."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the site has decided.

    Attributes:
        customer_months: after so many months without anything a customer's data are due; None: never by themselves.
        leaver_years: so many years after the end of the year in which somebody left, the name is due.
        others_withheld: receipts, reasons and grades of others are not read by everybody
            (:mod:`csi_tui.services.months.others_cards`).
    """

    customer_months: int | None
    leaver_years: int
    others_withheld: bool = False

    def json(self) -> dict[str, object]:
        """The answer of ``csi privacy site --json``."""
        return as_json(self)


def terms_of(desk: Desk) -> Terms:
    """The terms of the site; everybody who is a user may know them."""
    with desk.read() as session:
        return terms_within(session)


def terms_within(session: Session) -> Terms:
    """The same within a transaction."""
    asked = select(Site.customer_months, Site.leaver_years, Site.others_withheld)
    months, years, withheld = session.exec(asked).one()
    return Terms(months, max(years or 0, LEAST_YEARS), bool(withheld))


def set_terms(
    desk: Desk,
    *,
    customer_months: int | None = None,
    leaver_years: int | None = None,
    others_withheld: bool | None = None,
) -> Terms:
    """Say how long something is kept; what is None stays as it is. ``customer_months`` 0: nothing is due by itself.

    Nothing goes by it: what is due is listed, and erased by two people.

    Raises:
        NotPermitted: the user may not.
        UserError: the records of an appraisal would be kept for too short a time.
    """
    desk.require("privacy")
    if leaver_years is not None and leaver_years < LEAST_YEARS:
        raise UserError(
            _(
                "Records of an appraisal are kept for at least {n} years after the end of the year; a longer term can "
                "be set, a shorter one cannot."
            ).format(n=LEAST_YEARS)
        )
    with audit.writing(desk) as session:
        site = session.exec(select(Site)).one()
        before = terms_within(session)
        if customer_months is not None:
            site.customer_months = customer_months or None
        if leaver_years is not None:
            site.leaver_years = leaver_years
        if others_withheld is not None:
            site.others_withheld = others_withheld
        session.add(site)
        session.flush()
        after = terms_within(session)
        if after != before:
            told = {
                name: [was, after.json()[name]]
                for name, was in before.json().items()
                if was != after.json()[name]
            }
            audit.record(session, desk, "set-terms", site.code, told)
    return after
