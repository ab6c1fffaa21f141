"""One query of a researcher, run under a deadline."""

from __future__ import annotations

import queue
import threading
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from graph import embedded
from graph._links import LIVES, EmbeddedLink, Link, translate
from graph._values import Subgraph, plain
from graph.errors import QueryTimeout

if TYPE_CHECKING:
    import neo4j

_GRACE_SECONDS: Final = 1.0


@dataclass(frozen=True)
class Table:
    """What a query returned. ``truncated`` says that there was more than the limit let through.

    Values are plain: nodes, relationships and paths as dictionaries and lists, points in time as ISO strings. ``subgraph`` has the
    nodes and relationships among them once each, with what joins what.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool
    subgraph: Subgraph = field(default_factory=Subgraph)


def run(link: Link, cypher: str, params: Mapping[str, Any], *, limit: int, timeout: float) -> Table:
    """The query's rows. Raises ``BadQuery``, ``QueryTimeout`` after ``timeout`` seconds and little more, ``GraphUnavailable``.

    The query runs in a thread of its own, so that neither a server that has stopped listening nor an endless loop in
    it can hold the caller. Neo4j keeps the time itself; the embedded server is told when it is over, and replaced if it
    does not listen.
    """
    for life in range(1, LIVES + 1):
        driver = link.driver(write=False)
        task = _Task(link, cypher, params, limit, timeout)
        answer = _wait(task, driver, timeout)
        if isinstance(answer, Table):
            return answer
        if task.overdue or answer is None:
            why = f"the query took longer than the {timeout:g} seconds allowed and was ended"
            raise QueryTimeout(why, "Narrow it, or allow it more time.")
        if not link.revive(driver, answer) or life == LIVES:
            raise translate(answer, link, given=True) from answer
    raise AssertionError("unreachable")


def _wait(task: _Task, driver: neo4j.Driver, timeout: float) -> Table | Exception | None:
    answers: queue.SimpleQueue[Table | Exception] = queue.SimpleQueue()
    threading.Thread(target=lambda: answers.put(task.attempt(driver)), name="dealgraph-query", daemon=True).start()
    wait = timeout
    for measure in task.measures():
        with suppress(queue.Empty):
            return answers.get(timeout=wait)
        measure()
        wait = _GRACE_SECONDS
    return None


class _Task:
    def __init__(self, link: Link, cypher: str, params: Mapping[str, Any], limit: int, timeout: float) -> None:
        self._link, self._cypher, self._params, self._limit, self._timeout = link, cypher, params, limit, timeout
        self._connection = ""
        self.overdue = False

    def measures(self) -> tuple[Callable[[], None], ...]:
        """What to do when the time is over, and then when that did not help."""
        return (self.end, self.end_server) if isinstance(self._link, EmbeddedLink) else (self.end, lambda: None)

    def attempt(self, driver: neo4j.Driver) -> Table | Exception:
        table = None
        size = min(1000, self._limit + 1)
        try:
            with (
                driver.session(database=self._link.database, default_access_mode="READ", fetch_size=size) as session,
                session.begin_transaction(timeout=self._timeout) as tx,
            ):
                if isinstance(self._link, EmbeddedLink):
                    self._connection = _connection_of(tx)
                table = self._read(tx)
                if table.truncated:
                    self._terminate()  # else the server would first produce the rest
                else:
                    tx.commit()  # where a write that the reader may not do is refused, if it was not before
            return table
        except Exception as error:
            return table if table and table.truncated else error

    def _read(self, tx: neo4j.Transaction) -> Table:
        result = tx.run(self._cypher, dict(self._params))
        rows: list[tuple[Any, ...]] = []
        subgraph = Subgraph()
        for record in result:
            if len(rows) == self._limit:
                return Table(tuple(result.keys()), tuple(rows), truncated=True, subgraph=subgraph)
            values = record.values()
            rows.append(tuple(map(plain, values)))
            subgraph.take(values)
        return Table(tuple(result.keys()), tuple(rows), truncated=False, subgraph=subgraph)

    def end(self) -> None:
        """The time is over."""
        self.overdue = True
        self._terminate()

    def _terminate(self) -> None:
        """Tells the embedded server, on a connection of its own, to give the query up. Neo4j keeps the time itself."""
        if not self._connection:
            return
        with suppress(Exception), self._link.driver(write=False).session(database=self._link.database) as session:
            for row in session.run("SHOW TRANSACTIONS").data():
                if row["connectionId"] == self._connection:
                    session.run(f"TERMINATE TRANSACTIONS '{row['transactionId']}'").consume()

    def end_server(self) -> None:
        """The embedded server did not listen: it goes, and whoever asks next starts it anew."""
        if isinstance(self._link, EmbeddedLink):
            embedded.stop(self._link.folder, kill=True)


def _connection_of(tx: neo4j.Transaction) -> str:
    """The server's name for the connection that this transaction runs on."""
    mark = uuid.uuid4().hex
    for row in tx.run(f"SHOW TRANSACTIONS // {mark}").data():
        if mark in row["currentQuery"]:
            return str(row["connectionId"])
    return ""
