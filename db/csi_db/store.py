"""Open a store, and units of work on it: a transaction that is rolled back unless it ends well."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from csi_db import acts, row_ledger, sqlite_only
from csi_db.bulk import driver
from csi_db.copies import remove
from csi_db.failures import (
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreOlder,
    StoreOnlyRead,
    failure_at,
)
from csi_db.opening import check_path, check_revision, lies_still, revision_of
from csi_db.row_ledger import RowLedger, ledger_of
from csi_db.texts import refuse_unfit

logging.getLogger("sqlalchemy.pool").addHandler(logging.NullHandler())
"""What goes wrong with a connection is told by whoever worked with it; the pool would print a traceback besides, such
as where a signal arrives while a transaction is rolled back."""


class Store:
    """One open store. Sessions come from :meth:`read` and :meth:`write`; share the store, never a session."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.still = lies_still(path)
        """Whether it lies where nothing can be written, and is read as it lies."""
        self._as_it_lay = _stamp(path) if self.still else None
        self.engine = _engine(path, still=self.still)
        self._writer = self.engine.execution_options(csi_write=True)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open an existing store of this program's version.

        Raises:
            StoreFailure: it is missing, no store, on a network share, of a newer or an older version.
        """
        check_path(path)
        store = cls(path)
        try:
            store.check_version()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_any(cls, path: Path) -> Store:
        """Open an existing store of this version or an older one, to look at or to copy.

        Raises:
            StoreFailure: as :meth:`open`.
        """
        try:
            return cls.open(path)
        except StoreOlder:
            return cls(path)

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make an empty store, or leave nothing.

        Raises:
            StoreExists: something stands at the path.
            StoreFailure: the folder is not there or cannot be written, or the disk is full.
        """
        from csi_db.migrations.run import upgrade

        if path.exists() or path.is_symlink():
            raise StoreExists(str(path))
        try:
            sqlite_only.refuse_network_share(path.parent)
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError as error:
            raise StoreExists(str(path)) from error
        except OSError as error:
            raise failure_at(path, error) from error
        with gone_unless_done(path), driver_errors_told(path):
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            store = cls(path)
            try:
                upgrade(store.engine)
            except BaseException:
                store.close()
                raise
            return store

    def check_version(self) -> None:
        """Compare the store's revision with the code's.

        Raises:
            StoreNewer, StoreOlder, StoreUnreadable, StoreDamaged: they differ, or there is none.
        """
        with self.read() as session:
            check_revision(driver(session.connection()), self.path)

    def revision(self) -> str | None:
        """The revision that the store says it has; None where it is no store of ours."""
        with self.read() as session:
            return revision_of(driver(session.connection()), self.path)

    def bring_up_to_date(self, session: Session) -> None:
        """Migrate the store to this program's version, inside a unit of work of :meth:`write`.

        Raises:
            StoreDamaged: it is not the store that its revision says.
        """
        from csi_db.ledger_at_upgrade import rows_held_anew
        from csi_db.migrations.run import upgrade_within

        connection = session.connection()
        try:
            with rows_held_anew(connection):
                upgrade_within(connection)
        except DBAPIError as error:
            own = driver_error(error)
            if own is not None and sqlite_only.is_about_the_machine(own):
                raise
            raise StoreDamaged(str(self.path), str(own)) from error

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the store and writes nothing."""
        with self._session(self.engine) as session:
            # Closing it ends the transaction; a rollback would also expire the rows that the caller goes on reading.
            yield session
        if self.still and _stamp(self.path) != self._as_it_lay:
            # Somebody else may write it after all, and did: what was read may be half of the one and half of the other.
            raise StoreBusy(str(self.path))

    @contextmanager
    def write(self, *, looks_after_references: bool = False) -> Iterator[Session]:
        """A session in one write transaction, committed at the end and rolled back on any error.

        What it leaves in ``session.info["acts"]`` counts as stored from then on (:data:`csi_db.acts.stored`); what it
        leaves in ``session.info["once_stored"]`` is called then, and never where it is rolled back.
        ``looks_after_references``: the block lets nothing go that a row names (see :mod:`csi_db.import_rows`); the
        store, which would look through whole tables for each row that goes, does not ask.

        Raises:
            StoreOnlyRead: it lies where nothing can be written.
        """
        if self.still:
            raise StoreOnlyRead(str(self.path))
        engine = self._writer
        if looks_after_references:
            engine = engine.execution_options(csi_own_references=True)
        with self._session(engine) as session:
            yield session
            with acts.uninterrupted():
                session.flush()
                if (ledger := ledger_of(session.connection())) is not None:
                    ledger.end()
                session.commit()
                acts.stored.extend(session.info.get("acts", ()))
                for then in session.info.get("once_stored", ()):
                    then()

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with driver_errors_told(self.path), _UnitOfWork(engine, expire_on_commit=False) as session:
            session.connection()
            yield session

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


class _UnitOfWork(Session):
    """A session whose connection is asked for at every step, and found again at once: it has one, for one transaction.

    Looking it up by engine and transaction, as SQLAlchemy does each time, takes a tenth of entering an order.
    """

    _own: Connection | None = None

    def connection(
        self, bind_arguments: Any = None, execution_options: Mapping[str, Any] | None = None
    ) -> Connection:
        plain = bind_arguments is None and execution_options is None
        if (
            plain
            and self._own is not None
            and self._own.in_transaction()
            and not self.in_nested_transaction()
        ):
            return self._own
        # Inside a savepoint too, which SQLAlchemy sets when the connection is first asked for there.
        found = super().connection(bind_arguments, execution_options)
        if plain:
            self._own = found
        return found


@event.listens_for(Session, "before_flush")
def _new_rows_are_read_at_the_end(session: Session, _context: Any, _instances: Any) -> None:
    for table in {str(row.__tablename__) for row in session.new} & row_ledger.IN_BULK:
        row_ledger.rows_come_in(session.connection(), table)


@event.listens_for(Session, "before_flush")
def _refuse_unfit_texts(session: Session, _context: Any, _instances: Any) -> None:
    for row in (*session.new, *session.dirty):
        for name, value in vars(row).items():
            # A scheme is a document, kept as its author indented it.
            if (row.__tablename__, name) != ("scheme_version", "body"):
                refuse_unfit(value)


def driver_error(error: BaseException) -> sqlite3.Error | None:
    """The driver's own error behind one of SQLAlchemy's; None where there is none."""
    own = error.orig if isinstance(error, DBAPIError) else error
    return own if isinstance(own, sqlite3.Error) else None


@contextmanager
def driver_errors_told(path: Path) -> Iterator[None]:
    """Turn a driver's error that speaks of the store as a whole into a store failure."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        own = driver_error(error)
        failure = None if own is None else sqlite_only.failure_of(own, str(path))
        if failure is None:
            raise
        raise failure from error


@contextmanager
def gone_unless_done(path: Path, since: int | None = None) -> Iterator[None]:
    """Unless the block, which makes a store, ends well, nothing of the store stays, nor counts as stored.

    ``since``: how many acts there were before the store, where it was made before the block.
    """
    before = len(acts.stored) if since is None else since
    try:
        yield
    except BaseException:
        with acts.uninterrupted(), suppress(OSError):
            remove(path)
            Path(f"{path}-close").unlink(missing_ok=True)
            del acts.stored[before:]
        raise


def _stamp(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_mtime_ns, state.st_size


def _held(connection: Any) -> None:
    """Have whatever a transaction is about to write held by the audit trail; a store being made has none yet."""
    own = driver(connection)
    ledger = ledger_of(connection)
    if ledger is None and own.execute(_HOLDS_ROWS).fetchone():
        ledger = connection.info["row_ledger"] = RowLedger(own)
    if ledger is not None:
        ledger.begin()


_HOLDS_ROWS = "SELECT 1 FROM pragma_table_info('audit_entry') WHERE name = 'held'"


def _engine(path: Path, *, still: bool) -> Engine:
    seconds = sqlite_only.busy_timeout_ms() / 1000

    def connect() -> sqlite3.Connection:
        # Not a URL's text: a path may hold "?" or "%".
        name = sqlite_only.reading_uri(path, still=True) if still else str(path)
        return sqlite3.connect(name, timeout=seconds, uri=still, check_same_thread=False)

    engine = create_engine(URL.create("sqlite", database=str(path)), creator=connect)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        sqlite_only.configure(connection)
        connection.create_function("csi_said", 2, row_ledger.said, deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        options = connection.get_execution_options()
        writes = options.get("csi_write", False)
        if options.get("csi_own_references", False):
            driver(connection).execute("PRAGMA foreign_keys = OFF")
            connection.info["references_off"] = True
        if writes:
            _held(connection)
        elif (ledger := ledger_of(connection)) is not None:
            ledger.forget()
        # Past SQLAlchemy, whose statement takes longer than all of entering an order's row (csi_db.bulk).
        driver(connection).execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    @event.listens_for(engine, "savepoint")
    def _savepoint(connection: Any, _name: str) -> None:
        if (ledger := ledger_of(connection)) is not None:
            ledger.savepoint()

    @event.listens_for(engine, "rollback_savepoint")
    def _taken_back(connection: Any, _name: str, _context: Any) -> None:
        if (ledger := ledger_of(connection)) is not None:
            ledger.back_to_savepoint()

    @event.listens_for(engine, "release_savepoint")
    def _kept(connection: Any, _name: str, _context: Any) -> None:
        if (ledger := ledger_of(connection)) is not None:
            ledger.release()

    @event.listens_for(engine, "checkin")
    def _given_back(connection: Any, record: Any) -> None:
        # Inside a transaction the pragma would do nothing; by now there is none. Said where nothing changes it would
        # cost half of entering an order: SQLite makes every statement ready anew after it.
        if connection is not None and record.info.pop("references_off", False):
            connection.execute("PRAGMA foreign_keys = ON")

    return engine
