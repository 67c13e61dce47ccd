"""What an import changed beside the rows that it brought, and how often it was taken out again."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from csi_db.models.columns import ByWhom


class ImportChange(SQLModel, table=True):
    """A row of a file that cannot be told by a stored row's ``import_id`` alone: a person's, or one that was revised.

    It goes when the import is undone for that row.

    Attributes:
        row_id: key of the order, survey, figure, rating or amount; of a person's row, of the assignment.
        before: what stood there, a JSON object of columns; None where nothing did.
        after: the same as the import left it.
    """

    __tablename__ = "import_change"

    import_id: int = Field(foreign_key="import_batch.id", primary_key=True)
    row_id: int = Field(primary_key=True)
    before: str | None = None
    after: str


class ImportUndo(ByWhom, table=True):
    """That an import was taken out again, as far as nothing rested on its rows; rows are only ever added.

    Attributes:
        gone: rows of the file that left, or whose earlier values were put back; ``stayed``: those that could not.
    """

    __tablename__ = "import_undo"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="import_batch.id", index=True)
    gone: int
    stayed: int
    reason: str
