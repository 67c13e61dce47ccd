"""How far the index is by which rows are found (:mod:`csi_db.find_index`); of no month, and sealed by nothing."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class FindState(SQLModel, table=True):
    """Rows of a source above ``filled_to`` are not in the index yet."""

    __tablename__ = "find_state"

    source: str = Field(primary_key=True)
    filled_to: int = 0


class FindTodo(SQLModel, table=True):
    """A row that changed since it went into the index; the others are what was searched of it then
    (:class:`csi_db.find_pieces.Fields`)."""

    __tablename__ = "find_todo"

    source: str = Field(primary_key=True)
    row_id: int = Field(primary_key=True)
    number: str | None = None
    second_number: str | None = None
    phone: str | None = None
    name: str | None = None
    text: str | None = None
    said: str | None = None
    agreed: str | None = None


class FindCommon(SQLModel, table=True):
    """In which rows of a block a piece stands that many of them have: a bit for each (:mod:`csi_db.find_common`)."""

    __tablename__ = "find_common"

    source: str = Field(primary_key=True)
    piece: str = Field(primary_key=True)
    block: int = Field(primary_key=True)
    rows: bytes
