"""Users, their roles, employees and their assignments over time."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

USER_ROLES = ("clerk", "supervisor", "head", "hr", "oversight", "admin")
EMPLOYEE_ROLES = ("agent", "technician", "parts", "complaint_handler", "supervisor", "pre_sales")


def one_of(column: str, values: tuple[str, ...], name: str) -> CheckConstraint:
    """A check that a column holds one of the words (or nothing)."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=name)


class User(SQLModel, table=True):
    """Somebody who works with the product; known by an operating-system account. Not an employee.

    ``made_by_id``: the user who entered this one, who is no second person together with it (docs/rules.md, rule 27).
    """

    __tablename__ = "app_user"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    account: str | None = Field(default=None, unique=True)
    employee_id: int | None = Field(default=None, foreign_key="employee.id")
    active: bool = True
    made_by_id: int | None = None


class UserRole(SQLModel, table=True):
    """A role that a user holds (docs/cli.md, *A store and its users*)."""

    __tablename__ = "user_role"
    __table_args__ = (one_of("role", USER_ROLES, "user_role_known"),)

    user_id: int = Field(foreign_key="app_user.id", primary_key=True)
    role: str = Field(primary_key=True)


class UserSecret(SQLModel, table=True):
    """How a user signs in at a terminal that several people share.

    Attributes:
        hash: argon2id of the password, with its parameters and salt. Wrong ones are entries of the audit trail.
        set_by_id: the user who set it last.
    """

    __tablename__ = "user_secret"

    user_id: int = Field(foreign_key="app_user.id", primary_key=True)
    hash: str
    changed_at: datetime
    set_by_id: int | None = None


class UserToken(SQLModel, table=True):
    """With what a program reads in a user's name, through ``csi serve api``.

    Attributes:
        digest: SHA-256 of the token, which nobody keeps.
    """

    __tablename__ = "user_token"

    user_id: int = Field(foreign_key="app_user.id", primary_key=True)
    digest: str = Field(unique=True)
    made_at: datetime


class Employee(SQLModel, table=True):
    """A person whose work is recorded; ``left_on`` is the last day of employment."""

    id: int | None = Field(default=None, primary_key=True)
    employee_no: str = Field(unique=True)
    name: str = Field(index=True)
    joined_on: date
    left_on: date | None = None


class Assignment(SQLModel, table=True):
    """Role, team and direct supervisor of an employee from a day on (docs/rules.md, rule 12)."""

    __table_args__ = (
        UniqueConstraint("employee_id", "valid_from"),
        one_of("role", EMPLOYEE_ROLES, "assignment_role_known"),
    )

    id: int | None = Field(default=None, primary_key=True)
    employee_id: int = Field(foreign_key="employee.id")
    valid_from: date
    role: str
    team: str
    supervisor_id: int | None = Field(default=None, foreign_key="employee.id", index=True)
