"""What a month's pay rests on, and what was settled; and which scheme holds from which month on."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from csi_db.models.columns import ByWhom, Replaceable
from csi_tui.scoring.periods import Period


class SchemeChoice(ByWhom, table=True):
    """From a month on, months are computed by a scheme; the last choice that reaches a month holds.

    Attributes:
        scheme_version_id: the text of a scheme of the site's own; None: the program's scheme of that id.
        before: id of the scheme that held without this choice.
    """

    __tablename__ = "scheme_choice"

    id: int | None = Field(default=None, primary_key=True)
    from_period: Period
    scheme_id: str
    scheme_version_id: int | None = Field(default=None, foreign_key="scheme_version.id")
    before: str


class PayInput(ByWhom, Replaceable, table=True):
    """An amount that pay rests on, in hundredths: of an employee, or of the site where nobody is named.

    Attributes:
        period: the month it is of, or from which it holds.
        name: the input's id in the scheme.
        replaced_at: set, once, when another amount took its place.
    """

    __tablename__ = "pay_input"
    __table_args__ = (
        Index(
            "pay_input_in_force",
            "period",
            "name",
            text("COALESCE(employee_id, 0)"),
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    period: Period
    employee_id: int | None = Field(default=None, foreign_key="employee.id")
    name: str
    amount: int = Field(sa_type=BigInteger)
    import_id: int | None = Field(default=None, foreign_key="import_batch.id")


class PaySettlement(ByWhom, table=True):
    """The pay of a month as it was settled by a frozen revision; a correction of the month is settled anew."""

    __tablename__ = "pay_settlement"
    __table_args__ = (UniqueConstraint("period", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    period: Period
    number: int
    revision_id: int = Field(foreign_key="month_revision.id")


class PaySheet(SQLModel, table=True):
    """Somebody's pay in a settlement: the sum in hundredths, and its lines as JSON."""

    __tablename__ = "pay_sheet"

    settlement_id: int = Field(foreign_key="pay_settlement.id", primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", primary_key=True)
    total: int = Field(sa_type=BigInteger)
    body: str
