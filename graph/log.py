"""The event log: one append-only table, SQLite by default and PostgreSQL for teams. The only truth there is.

Appends are serialised, so ``seq`` has no gap and a reader that has seen ``seq`` has seen everything before it. The
database itself refuses UPDATE and DELETE.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import sqlalchemy as sa
import uuid6
from sqlalchemy.engine import Connection, Engine, RowMapping

from graph.errors import Conflict, LogUnavailable, UnknownEvent
from graph.events import SCHEMA_VERSIONS, Event, NewEvent
from graph.upcasters import upcast

_LOCK_KEY: Final = 0x6465616C  # "deal": the advisory lock under which PostgreSQL serialises appends
_PAGE: Final = 2000
_TURNS: Final = 200

_metadata = sa.MetaData()
_events = sa.Table(
    "events",
    _metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("event_id", sa.String(36), nullable=False, unique=True),
    sa.Column("stream", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("type", sa.Text, nullable=False),
    sa.Column("schema_version", sa.Integer, nullable=False),
    sa.Column("recorded_at", sa.Text, nullable=False),
    sa.Column("correlation_id", sa.Text),
    sa.Column("causation_id", sa.Text),
    sa.Column("data", sa.Text, nullable=False),
    sa.UniqueConstraint("stream", "version"),
    sa.Index("events_by_type", "type", "seq"),
)

_GUARDS: Final[Mapping[str, tuple[str, ...]]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER IF NOT EXISTS events_no_{verb.lower()} BEFORE {verb} ON events "
        "BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$",
        "CREATE OR REPLACE TRIGGER events_no_change BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_append_only()",
        "CREATE OR REPLACE TRIGGER events_no_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_append_only()",
    ),
}


def _now() -> datetime:
    return datetime.now(UTC)


class EventLog:
    """The log at a SQLAlchemy address. Safe to share between threads; open one in each process.

    Every method may raise :class:`~graph.errors.LogUnavailable`.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = _now) -> None:
        self._engine = engine
        self._clock = clock

    @classmethod
    def open(cls, url: str, *, clock: Callable[[], datetime] = _now) -> EventLog:
        """Opens the log, making its table where there is none."""
        try:
            engine = _engine(url)
        except (sa.exc.ArgumentError, sa.exc.NoSuchModuleError, ImportError) as e:
            raise LogUnavailable(
                f"DEALGRAPH_LOG_URL is no usable address: {e}", "For example postgresql+psycopg://user@host/database."
            ) from None
        log = cls(engine, clock)
        with log._transaction() as connection:
            ready = sa.inspect(connection).has_table("events")
        if not ready:
            with log._transaction(writing=True) as connection:
                _metadata.create_all(connection)
                for guard in _GUARDS[engine.dialect.name]:
                    connection.execute(sa.text(guard))
        return log

    def close(self) -> None:
        """Lets go of the database's connections."""
        self._engine.dispose()

    def __enter__(self) -> EventLog:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def append(
        self,
        events: Sequence[NewEvent],
        *,
        expected: Mapping[str, int] | None = None,
        run: str | None = None,
        cause: str | None = None,
    ) -> tuple[Event, ...]:
        """Appends all events or none, and returns them as they now stand in the log.

        ``expected`` gives the versions that the caller decided upon, 0 for a stream that must be new; raises
        :class:`~graph.errors.Conflict` when a stream has moved on. ``run`` and ``cause`` become the correlation and
        causation ids. Raises :class:`~graph.errors.UnknownEvent` for a type that is not in the table of events.
        """
        if unknown := sorted({e.type for e in events} - set(SCHEMA_VERSIONS)):
            raise UnknownEvent(f"no event type {', '.join(unknown)}", f"Known types: {', '.join(SCHEMA_VERSIONS)}.")
        streams = {e.stream for e in events} | set(expected or {})
        with self._transaction(writing=True) as connection:
            versions = _versions(connection, streams)
            for stream, version in (expected or {}).items():
                if versions[stream] != version:
                    raise Conflict(
                        f"{stream} stands at version {versions[stream]}, not {version}",
                        "Another run appended to it: read it and decide anew.",
                    )
            seq = _last_seq(connection)
            recorded_at = self._clock().astimezone(UTC)
            stored = []
            for offset, new in enumerate(events, 1):
                versions[new.stream] += 1
                stored.append(
                    Event(
                        seq=seq + offset,
                        event_id=str(uuid6.uuid7()),
                        stream=new.stream,
                        version=versions[new.stream],
                        type=new.type,
                        schema_version=SCHEMA_VERSIONS[new.type],
                        recorded_at=recorded_at,
                        correlation_id=run,
                        causation_id=cause,
                        data=new.data,
                    )
                )
            if stored:
                connection.execute(_events.insert(), [_row(event) for event in stored])
        return tuple(stored)

    def read(self, after: int = 0, *, types: Sequence[str] = (), upto: int | None = None) -> Iterator[Event]:
        """The events after position ``after`` in order, of all types or of ``types``, up to and including ``upto``.

        Reads page by page, so it neither holds a transaction open nor the log in memory. Raises
        :class:`~graph.errors.UnknownEvent` at the first event that a newer program wrote.
        """
        query = sa.select(_events).order_by(_events.c.seq).limit(_PAGE)
        if types:
            query = query.where(_events.c.type.in_(types))
        if upto is not None:
            query = query.where(_events.c.seq <= upto)
        while True:
            with self._transaction() as connection:
                rows = connection.execute(query.where(_events.c.seq > after)).mappings().all()
            for row in rows:
                try:
                    yield _event(row)
                except UnknownEvent as e:
                    raise UnknownEvent(e.message, self._written_by(row["correlation_id"])) from None
            if len(rows) < _PAGE:
                return
            after = rows[-1]["seq"]

    def check(self, after: int = 0) -> None:
        """Raises :class:`~graph.errors.UnknownEvent` where a newer program wrote an event after that position: before anything is done."""
        kind = _events.c.type + ""  # an expression: by the index on types all events would be read, not those after the position
        query = sa.select(kind, sa.func.max(_events.c.schema_version)).where(_events.c.seq > after).group_by(kind)
        with self._transaction() as connection:
            newest = connection.execute(query).all()
        if any(version > SCHEMA_VERSIONS.get(type_, 0) for type_, version in newest):
            for _ in self.read(after):
                pass

    def _written_by(self, run: str | None) -> str:
        query = sa.select(_events.c.data).where(_events.c.stream == f"run/{run}", _events.c.type == "run.started")
        with self._transaction() as connection:
            started = connection.execute(query).scalar()
        newer = json.loads(started).get("program") if started else None
        return f"{newer or 'A newer dealgraph'} wrote this log: use that version. Nothing was written."

    def stream(self, name: str) -> tuple[Event, ...]:
        """The events of one stream in order."""
        with self._transaction() as connection:
            rows = connection.execute(sa.select(_events).where(_events.c.stream == name).order_by(_events.c.version)).mappings().all()
        return tuple(_event(row) for row in rows)

    def last(self, type_: str) -> Event | None:
        """The newest event of a type."""
        return next(iter(self.newest((type_,), 1)), None)

    def newest(self, types: Sequence[str], most: int, before: int | None = None) -> tuple[Event, ...]:
        """The newest events of some types, at most so many, the newest first; of those before a position, where one is given."""
        query = sa.select(_events).where(_events.c.type.in_(types)).order_by(_events.c.seq.desc()).limit(most)
        if before is not None:
            query = query.where(_events.c.seq < before)
        with self._transaction() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(map(_event, rows))

    def version(self, stream: str) -> int:
        """The version of a stream, 0 where it has no event."""
        with self._transaction() as connection:
            return _versions(connection, {stream})[stream]

    def gaps(self) -> list[str]:
        """Where events are missing: in the order of all, or in that of a stream."""
        counted = sa.func.count(), sa.func.min, sa.func.max
        with self._transaction() as connection:
            total, first, last = connection.execute(sa.select(counted[0], counted[1](_events.c.seq), counted[2](_events.c.seq))).one()
            found = [] if not total or (first, last) == (1, total) else [f"{total} events from {first} to {last}"]
            query = sa.select(_events.c.stream).group_by(_events.c.stream)
            broken = query.having((counted[0] != counted[2](_events.c.version)) | (counted[1](_events.c.version) != 1))
            return found + [f"the stream {stream} lacks an event" for (stream,) in connection.execute(broken.limit(20))]

    def event_id(self, seq: int) -> str | None:
        """The id of the event at a position, ``None`` where there is no such event."""
        with self._transaction() as connection:
            row = connection.execute(sa.select(_events.c.event_id).where(_events.c.seq == seq)).first()
        return row[0] if row else None

    def holds(self, event_id: str) -> bool:
        """Whether there is an event of that id."""
        with self._transaction() as connection:
            return connection.execute(sa.select(_events.c.seq).where(_events.c.event_id == event_id)).first() is not None

    def last_seq(self) -> int:
        """The position of the newest event, 0 in an empty log."""
        with self._transaction() as connection:
            return _last_seq(connection)

    def last_recorded(self) -> datetime | None:
        """When the newest event was recorded."""
        with self._transaction() as connection:
            row = connection.execute(sa.select(_events.c.recorded_at).order_by(_events.c.seq.desc()).limit(1)).first()
        return datetime.fromisoformat(row[0]) if row else None

    def _transaction(self, *, writing: bool = False) -> _Transaction:
        return _Transaction(self._engine, writing)


class _Transaction:
    """One transaction. A writing one holds the log's lock until it is committed."""

    def __init__(self, engine: Engine, writing: bool) -> None:
        self._engine, self._writing = engine, writing

    def __enter__(self) -> Connection:
        connection: Connection | None = None
        try:
            connection = self._engine.connect().execution_options(writing=self._writing)
            connection.begin()
            if self._writing and self._engine.dialect.name == "postgresql":
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
        except sa.exc.DatabaseError as e:
            if connection is not None:
                connection.close()
            raise LogUnavailable(f"the event log cannot be opened: {e.orig}", "Is the database up, and DEALGRAPH_LOG_URL right?") from None
        self._connection = connection
        return connection

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        try:
            if kind is None:
                self._connection.commit()
        except sa.exc.OperationalError as e:
            raise LogUnavailable(f"the event log could not be written: {e.orig}", "Nothing was appended; run again.") from None
        finally:
            self._connection.close()
        # a DatabaseError that is none of the finer kinds is a damaged file
        if isinstance(error, sa.exc.OperationalError) or type(error) is sa.exc.DatabaseError:
            raise LogUnavailable(f"the event log failed: {error.orig}", "Nothing was appended; run again.") from None


def _engine(url: str) -> Engine:
    address = sa.make_url(url)
    if address.get_backend_name() not in _GUARDS:
        raise sa.exc.ArgumentError(f"the log runs on {' and '.join(_GUARDS)}, not on {address.get_backend_name()}")
    if address.get_backend_name() != "sqlite":
        return sa.create_engine(address, pool_pre_ping=True)
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = sa.create_engine(address, connect_args={"timeout": 30, "isolation_level": None})

    @sa.event.listens_for(engine, "connect")
    def durable(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous=FULL")
        # the change to WAL does not wait its turn among many who open at once, as all else does
        for patience in range(_TURNS, -1, -1):
            try:
                connection.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError:
                if not patience:
                    raise
                time.sleep(0.05)

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE takes the write lock at once: two writers queue instead of failing half-way
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writing") else "BEGIN")

    return engine


def _last_seq(connection: Connection) -> int:
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(_events.c.seq), 0))).scalar_one())


def _versions(connection: Connection, streams: set[str]) -> dict[str, int]:
    found = dict.fromkeys(streams, 0)
    names = sorted(streams)
    for start in range(0, len(names), 500):
        query = (
            sa.select(_events.c.stream, sa.func.max(_events.c.version))
            .where(_events.c.stream.in_(names[start : start + 500]))
            .group_by(_events.c.stream)
        )
        found |= {stream: int(version) for stream, version in connection.execute(query)}
    return found


def _row(event: Event) -> dict[str, Any]:
    data = json.dumps(event.data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return {**{c.name: getattr(event, c.name) for c in _events.columns}, "recorded_at": event.recorded_at.isoformat(), "data": data}


def _event(row: RowMapping) -> Event:
    data = upcast(row["type"], row["schema_version"], json.loads(row["data"]))
    return Event(**{**row, "recorded_at": datetime.fromisoformat(row["recorded_at"]), "data": data})
