"""The ledger's tables: an index of the log in SQLite, in a file of the home or, for the while, in a temporary one.

It can be thrown away at any time. It names the program that made it and the last event that it has taken in, and is made
anew where either is another than it should be.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

NEVER: Final = "9999-12-31"
"""The first day of an article that others copy and that itself has no text yet."""

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS article (id TEXT PRIMARY KEY, story TEXT NOT NULL, first TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS article_by_story ON article (story, first, id);
CREATE TABLE IF NOT EXISTS version (article TEXT, n INTEGER, text TEXT, source TEXT, data TEXT, PRIMARY KEY (article, n)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS version_by_source ON version (source);
CREATE TABLE IF NOT EXISTS outlet (name TEXT PRIMARY KEY, articles INTEGER NOT NULL, url TEXT, genre TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reading (
    article TEXT, text TEXT, extractor TEXT, claims TEXT, mentions TEXT, PRIMARY KEY (article, text)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS reading_by_extractor ON reading (extractor);
CREATE TABLE IF NOT EXISTS replaced (claim TEXT PRIMARY KEY, article TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS replaced_by_article ON replaced (article);
CREATE TABLE IF NOT EXISTS fresh (article TEXT PRIMARY KEY) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS about (grantor TEXT, article TEXT, PRIMARY KEY (grantor, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS about_by_article ON about (article);
CREATE TABLE IF NOT EXISTS deal (deal TEXT, article TEXT, PRIMARY KEY (deal, article)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS deal_by_article ON deal (article);

CREATE TABLE IF NOT EXISTS named (key TEXT, article TEXT, name TEXT, PRIMARY KEY (key, article, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS named_by_article ON named (article);
CREATE TABLE IF NOT EXISTS spelt (key TEXT, name TEXT, articles INTEGER, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS side (key TEXT, article TEXT, PRIMARY KEY (key, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS party (folded TEXT, name TEXT, PRIMARY KEY (folded, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS same (key TEXT PRIMARY KEY, name TEXT, other TEXT, root TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS same_by_root ON same (root);
CREATE INDEX IF NOT EXISTS same_by_other ON same (other);
CREATE TABLE IF NOT EXISTS judged (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS feed (address TEXT PRIMARY KEY, answered TEXT, failures INTEGER NOT NULL, poll TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS listed (article TEXT, feed TEXT, PRIMARY KEY (article, feed)) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS said (seq INTEGER PRIMARY KEY, article TEXT, event TEXT);
CREATE INDEX IF NOT EXISTS said_by_article ON said (article);

CREATE TABLE IF NOT EXISTS touched (kind TEXT, key TEXT, seq INTEGER, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS touched_by_seq ON touched (kind, seq);
"""


class Tables:
    """One index. ``path`` is ``None`` for one that goes with the program."""

    def __init__(self, path: Path | None = None) -> None:
        # an empty name is a temporary file that spills to disk when it outgrows the cache
        self._connection = sqlite3.connect(path or "", timeout=60, isolation_level=None)
        self.run(f"PRAGMA cache_size=-{64 * 1024}")
        if path is None:
            self.run("PRAGMA synchronous=OFF")
            self.run("PRAGMA journal_mode=MEMORY")
        else:
            self.run("PRAGMA journal_mode=WAL")
            self.run("PRAGMA synchronous=NORMAL")
        if not self.one("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
            self._connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT")

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self, mode: str = "") -> Iterator[None]:
        """What is done within it is done whole or not at all, and sees the tables as they are at its first statement."""
        if self._connection.in_transaction:
            yield
            return
        self.run(f"BEGIN {mode}")
        try:
            yield
        except BaseException:
            self.run("ROLLBACK")
            raise
        self.run("COMMIT")

    @contextmanager
    def undone(self) -> Iterator[None]:
        """What is done within it, inside a transaction, is undone at its end."""
        self.run("SAVEPOINT supposed")
        try:
            yield
        finally:
            self.run("ROLLBACK TO supposed")
            self.run("RELEASE supposed")

    # plain access

    def run(self, sql: str, *params: Any) -> int:
        """Runs one statement; returns the number of rows that it changed."""
        return self._connection.execute(sql, params).rowcount

    def many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Runs one statement for each row."""
        self._connection.executemany(sql, rows)

    def one(self, sql: str, *params: Any) -> tuple[Any, ...] | None:
        """The first row."""
        row: tuple[Any, ...] | None = self._connection.execute(sql, params).fetchone()
        return row

    def all(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        """All rows."""
        return self._connection.execute(sql, params).fetchall()

    def column(self, sql: str, *params: Any) -> Iterator[Any]:
        """The first column, row by row."""
        return (row[0] for row in self._connection.execute(sql, params))

    def digest(self) -> dict[str, str]:
        """For each table, a hash of what is in it."""
        out = {}
        for table in self.column("SELECT name FROM sqlite_master WHERE type = 'table' AND name != 'meta' ORDER BY name"):
            digest = hashlib.sha256()
            width = len(self.all(f"PRAGMA table_info({table})"))
            for row in self._connection.execute(f"SELECT * FROM {table} ORDER BY {', '.join(map(str, range(1, width + 1)))}"):
                digest.update(repr(row).encode())
            out[table] = digest.hexdigest()
        return out

    def copy(self, target: Tables) -> None:
        """All tables into another index, which is empty."""
        self._connection.backup(target._connection)

    def note(self, name: str) -> str | None:
        """A fact about the index itself."""
        row = self.one("SELECT value FROM meta WHERE name = ?", name)
        return row[0] if row else None

    def notes(self, **facts: str | None) -> None:
        """Writes facts about the index itself."""
        self.many("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())
