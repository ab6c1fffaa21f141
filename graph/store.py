"""The graph on its server: batches in, answers out, over Bolt.

One dialect of Cypher serves both servers: the embedded one of a home (no address given) and Neo4j 5. The graph is a
projection of the event log and may be thrown away at any time. What it shows is moved by one batch at a time, whole or
not at all and never twice, because the position in the log is written in the same transaction.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, TypeVar

from graph import _apply, _research, embedded
from graph._links import EmbeddedLink, Link, RemoteLink, work
from graph._research import Table
from graph._values import Found, Joined, Subgraph, plain
from graph.cypher import check_read_only
from graph.errors import GraphUnavailable
from graph.rows import LABELS, TYPES, Batch, edge_line, node_line

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")

__all__ = ["INDEXES", "Found", "GraphStore", "Joined", "Position", "Subgraph", "Table"]

INDEXES: Final = (
    ("Entity", "name"),
    ("Entity", "rank"),
    ("Right", "grantor"),
    ("Right", "grantee"),
    ("Right", "valid_from"),
    ("Right", "valid_to"),
    ("Right", "disputed_since"),
    ("Right", "known_from"),
    ("Right", "known_to"),
    ("Right", "stake_rank"),
    ("Conflict", "grantor"),
    ("Conflict", "rank"),
    ("Conflict", "since"),
    ("Conflict", "last"),
    ("Conflict", "known_from"),
    ("Article", "shelf"),
    ("Article", "edited_shelf"),
    ("Claim", "known_from"),
    ("Claim", "grantor"),
    ("Claim", "article"),
    ("Claim", "owner"),
    ("Claim", "owned"),
    ("Agreement", "deal"),
)
"""What is looked up beside ``id``, by researchers, by named queries and by the projection.

The embedded server takes one range for its index, of texts and not of numbers, and not always the narrower: write the days that are
sought first, and what was known behind a ``WITH``.
"""

_PAGE: Final = 1_000

_POSITION: Final = """
MATCH (p:Projection {name: 'beliefs'})
RETURN p.seq AS seq, p.run AS run, p.known AS known, p.event AS event, p.program AS program,
       p.nodes AS nodes, p.relationships AS relationships"""


@dataclass(frozen=True)
class Position:
    """How far the graph has come: the last event in it, and what the last completed run knew.

    ``event`` is the id of the last event that any row was made from, by a batch that was cut off too, and ``program`` the fingerprint
    of the program that made the rows. ``nodes`` and ``relationships`` are the figures that the last batch left, the position itself
    not counted.
    """

    seq: int = 0
    run: str | None = None
    known: str | None = None
    event: str | None = None
    program: str | None = None
    nodes: int = 0
    relationships: int = 0


class GraphStore:
    """One graph on one server. Threads may share it. All methods raise ``GraphUnavailable`` when the server is away."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._schema_ready = False
        self._lock = threading.Lock()

    @classmethod
    def open(cls, url: str | None, folder: Path, *, idle: float = embedded.IDLE_SECONDS) -> GraphStore:
        """The graph at ``url`` (``neo4j://user:password@host``), or that of the embedded server whose files lie in ``folder``.

        The embedded server is started when it does not run, and ends ``idle`` seconds after its last client. A server
        elsewhere is not contacted before it is asked something. Raises ``BadInput`` for an impossible address.
        """
        return cls(RemoteLink(url) if url else EmbeddedLink(folder, idle=idle))

    def close(self) -> None:
        self._link.close()

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def where(self) -> str:
        """The server's name for people, without its secrets."""
        return self._link.where

    # Writing

    def ensure_schema(self) -> None:
        """Makes the constraints and indexes that are missing. :meth:`apply` sees to it by itself."""
        statements = [f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE" for label in LABELS]
        statements.append("CREATE CONSTRAINT projection_name IF NOT EXISTS FOR (n:Projection) REQUIRE n.name IS UNIQUE")
        statements += [f"CREATE INDEX {label.lower()}_{prop} IF NOT EXISTS FOR (n:{label}) ON (n.{prop})" for label, prop in INDEXES]

        def create(session: neo4j.Session) -> None:
            for statement in statements:
                session.run(statement).consume()

        work(self._link, create, write=True)
        self._schema_ready = True

    def apply(self, batch: Batch) -> bool:
        """Writes the batch and moves the position to its ``seq``, in one transaction.

        Returns ``False``, and changes nothing, when the graph is already that far. Raises ``ValueError`` when a
        relationship names a node that does not exist.
        """
        with self._lock:
            if not self._schema_ready:
                self.ensure_schema()

        def write(session: neo4j.Session) -> bool:
            with session.begin_transaction() as tx:
                applied = _apply.apply(tx, batch)
                if applied:
                    tx.commit()
                else:
                    tx.rollback()
                return applied

        return work(self._link, write, write=True)

    def clear(self) -> None:
        """Empties the graph: the position is 0 again."""
        if isinstance(self._link, EmbeddedLink):
            self._link.replace(embedded.wipe)
        else:

            def delete(session: neo4j.Session) -> None:
                # relationships first: one field of use may have as many as there are rights, too many for one transaction
                session.run("MATCH ()-[r]->() CALL { WITH r DELETE r } IN TRANSACTIONS OF 10000 ROWS").consume()
                session.run("MATCH (n) CALL { WITH n DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()

            work(self._link, delete, write=True)
        self._schema_ready = False

    # Reading

    def position(self) -> Position:
        """How far the graph has come; all zero for an empty one."""
        rows = self._rows(_POSITION, {})
        return Position(**rows[0]) if rows else Position()

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """The rows of one of our own queries, as dictionaries by column.

        Raises ``GraphUnavailable`` when the server came up with rows missing: no answer is better than a wrong one.
        """
        if damage := self._link.damage:
            raise GraphUnavailable(
                f"the graph of {self.where} is damaged: {damage}", "Run `dealgraph rebuild`; nothing is lost in the log."
            )
        return self._rows(cypher, params)

    def once(self, question: Hashable, answer: Callable[[], T]) -> T:  # noqa: ARG002 - who remembers looks the question up
        """What is made of rows, which a store that remembers them need not make again. It is shared: whoever gets it leaves it as it is."""
        return answer()

    def research(self, cypher: str, *, params: Mapping[str, Any] | None = None, limit: int = 1000, timeout: float = 30.0) -> Table:
        """At most ``limit`` rows of somebody else's query, which can only read and must end within ``timeout`` seconds.

        Raises ``BadQuery`` for what the server does not understand or what would write or reach out, ``QueryTimeout``.
        """
        check_read_only(cypher)
        self._check_whole()
        return _research.run(self._link, cypher, params or {}, limit=limit, timeout=timeout)

    def counts(self) -> dict[str, int]:
        """How many nodes of each primary label and relationships of each type there are, by its name."""

        def count(session: neo4j.Session) -> dict[str, int]:
            nodes = {label: _single(session, f"MATCH (n:{label}) RETURN count(n) AS n") for label in LABELS}
            return nodes | {kind: _single(session, f"MATCH ()-[r:{kind}]->() RETURN count(r) AS n") for kind in TYPES}

        return work(self._link, count)

    def verify(self) -> str | None:
        """What is wrong with the number of rows, or ``None``: counted, and compared with what the last batch left.

        A batch that lands meanwhile is waited for, because readers may see one half-way.
        """
        seen: tuple[Position, int, int] | None = None
        for _ in range(20):
            position = self.position()
            now = (position, *self._count_all())
            if now[1:] == (position.nodes, position.relationships):
                return None
            if now == seen and self.position() == position:
                return f"{now[1]} nodes and {now[2]} relationships where the last batch left {position.nodes} and {position.relationships}"
            seen = now
            time.sleep(0.25)
        return "the number of rows does not come to rest: somebody else is writing"

    def dump(self) -> Iterator[str]:
        """The whole graph as sorted lines of JSON, nodes first: the same bytes for the same content on every server.

        Without the position, which says how the graph came about and not what it holds.
        """
        nodes = self._rows("MATCH (n) WHERE NOT n:Projection RETURN labels(n) AS labels, properties(n) AS props", {}, write=True)
        yield from sorted(node_line(_order(row["labels"]), row["props"]) for row in nodes)
        edges = self._rows(
            "MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a) AS la, a.id AS a, labels(b) AS lb, b.id AS b, properties(r) AS props",
            {},
            write=True,
        )
        yield from sorted(
            edge_line(row["type"], (_order(row["la"])[0], row["a"]), (_order(row["lb"])[0], row["b"]), row["props"]) for row in edges
        )

    def lines(self) -> Iterator[str]:
        """The lines of :meth:`dump` in no order, page by page: nodes, and the relationships that begin at them."""
        for label in LABELS:
            last = ""
            while nodes := self._rows(
                f"MATCH (n:{label}) WHERE n.id > $last RETURN n.id AS id, labels(n) AS labels, properties(n) AS props "
                f"ORDER BY n.id LIMIT {_PAGE}",
                {"last": last},
                write=True,
            ):
                yield from (node_line(_order(row["labels"]), row["props"]) for row in nodes)
                edges = self._rows(
                    f"MATCH (a:{label})-[r]->(b) WHERE a.id IN $ids "
                    "RETURN type(r) AS type, a.id AS a, labels(b) AS lb, b.id AS b, properties(r) AS props",
                    {"ids": [row["id"] for row in nodes]},
                    write=True,
                )
                for row in edges:
                    yield edge_line(row["type"], (label, row["a"]), (_order(row["lb"])[0], row["b"]), row["props"])
                last = nodes[-1]["id"]

    def _check_whole(self) -> None:
        if damage := self._link.damage:
            raise GraphUnavailable(
                f"the graph of {self.where} is damaged: {damage}", "Run `dealgraph rebuild`; nothing is lost in the log."
            )

    def _rows(self, cypher: str, params: Mapping[str, Any], *, write: bool = False) -> list[dict[str, Any]]:
        def read(session: neo4j.Session) -> list[dict[str, Any]]:
            result = session.run(cypher, dict(params))
            keys = result.keys()
            return [dict(zip(keys, map(plain, record.values()), strict=True)) for record in result]

        return work(self._link, read, write=write)

    def _count_all(self) -> tuple[int, int]:
        def count(session: neo4j.Session) -> tuple[int, int]:
            nodes = _single(session, "MATCH (n) RETURN count(n) AS n") - _single(session, "MATCH (n:Projection) RETURN count(n) AS n")
            return nodes, _single(session, "MATCH ()-[r]->() RETURN count(r) AS n")

        return work(self._link, count)


def _single(session: neo4j.Session, cypher: str) -> int:
    return int(session.run(cypher).single(strict=True)["n"])


def _order(labels: list[str]) -> list[str]:
    """The primary label first."""
    return sorted(labels, key=lambda label: (label not in LABELS, label))
