"""The graph that a ledger makes, as lines of JSON, without a server: sorted on disk, so in constant memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from graph.ledger import Ledger
from graph.project import every_row
from graph.rows import Edge, Node, line_of


class Lines:
    """A sorted set of lines, in a temporary file."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=OFF")
        self._connection.execute("CREATE TABLE line (edge INTEGER, text TEXT, PRIMARY KEY (edge, text)) WITHOUT ROWID")

    @classmethod
    def of(cls, ledger: Ledger) -> Lines:
        """Every node and relationship of the graph that the ledger makes."""
        lines = cls()
        for piece in every_row(ledger):
            lines.add(piece)
        return lines

    def add(self, rows: Iterable[Node | Edge]) -> None:
        """Takes in rows; one that is there already stays one."""
        self._connection.execute("BEGIN")
        marked = ((isinstance(row, Edge), line_of(row)) for row in rows)
        self._connection.executemany("INSERT OR IGNORE INTO line VALUES (?, ?)", marked)
        self._connection.execute("COMMIT")

    def take(self, line: str) -> bool:
        """Takes a line out; whether it was there."""
        edge = line.startswith('{"end"')
        return self._connection.execute("DELETE FROM line WHERE edge = ? AND text = ?", (edge, line)).rowcount > 0

    def __iter__(self) -> Iterator[str]:
        """The lines as a graph server's dump has them: nodes first, each kind in order."""
        return (row[0] for row in self._connection.execute("SELECT text FROM line ORDER BY edge, text"))

    def close(self) -> None:
        self._connection.close()
