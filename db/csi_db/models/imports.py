"""What an import changed beside the rows that it brought, how often it was taken out again,
and what the headers and words of senders stand for."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from csi_db.models.columns import ByWhom, Withdrawable


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


class ImportMapping(ByWhom, Withdrawable, table=True):
    """What a sender's headers and words stand for, as an import learnt it; a later version takes its place.

    Attributes:
        layout: digest of the headers, whatever their order, by which the sender is known.
        headers: the headers as they stood in the file, a JSON list.
        version: counted for each kind and layout, from 1.
        mapping: a JSON object; empty where the file's headers are known as they are, and the others left out.
        import_id: the import that it was learnt from.
    """

    __tablename__ = "import_mapping"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    layout: str
    headers: str
    version: int
    mapping: str
    import_id: int = Field(foreign_key="import_batch.id")
