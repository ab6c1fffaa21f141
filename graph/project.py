"""The projection: what the log says, as a graph. It can be thrown away and rebuilt to the same content at any time.

The thin shell reads the log after the graph's position, folds it, and has the rows of everything that the new events
touch written in one transaction with the new position. Readers ask as of the last completed run, so they never see
half of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from graph._rows_of import article_rows, deal_rows, entity_rows, field_rows, right_rows
from graph.errors import GraphError
from graph.events import Event
from graph.ledger import Ledger
from graph.log import EventLog
from graph.rows import Batch, Edge, Key, Node
from graph.store import GraphStore

CHUNK = 5000
"""Events a transaction: enough to be quick, few enough to be held in memory."""


class Lookup(Protocol):
    """What the making of a batch needs of a store."""

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """The rows of a query of this module."""


class GraphAhead(GraphError):
    """The graph holds more than the log: it belongs to another log, or the log was restored from a backup."""

    code = "graph_ahead"


@dataclass(frozen=True)
class Projected:
    """What a projection did: the position reached, the events taken in, and the transactions it took."""

    seq: int
    events: int
    batches: int


def project(log: EventLog, store: GraphStore, *, progress: Callable[[str], None] | None = None) -> Projected:
    """Brings the graph up to the log. Raises :class:`GraphAhead`, :class:`~graph.errors.GraphUnavailable`."""
    store.ensure_schema()
    position = store.position().seq
    if position > log.last_seq():
        raise GraphAhead(f"the graph stands at event {position}, the log ends at {log.last_seq()}", "Run dealgraph rebuild.")
    ledger = Ledger()
    ledger.fold(log.read(upto=position))
    events = batches = 0
    source = log.read(after=position)
    while chunk := list(islice(source, CHUNK)):
        store.apply(batch_of(ledger, chunk, store, first=position == 0 and batches == 0))
        events, batches = events + len(chunk), batches + 1
        if progress:
            progress(f"projected event {chunk[-1].seq}")
    return Projected(ledger.seq, events, batches)


def rebuild(log: EventLog, store: GraphStore, *, progress: Callable[[str], None] | None = None) -> Projected:
    """Empties the graph and projects the whole log into it."""
    store.clear()
    return project(log, store, progress=progress)


def batch_of(ledger: Ledger, events: Iterable[Event], store: Lookup, *, first: bool) -> Batch:
    """Folds the events and gives what changes in the graph: all rows of what they touch, and the rows that these replace."""
    touched = ledger.fold(events)
    grantors, deals = ledger.grantors_of(touched), ledger.deals_of(touched)
    rows: list[Node | Edge] = list(field_rows()) if first else []
    rows += entity_rows(sorted({name for article in touched for name in ledger.names(article)}), ledger.aliases())
    for article in sorted(touched):
        rows += article_rows(ledger, article)
    for grantor in sorted(grantors):
        rows += right_rows(ledger, grantor)
    for deal in sorted(deals):
        rows += deal_rows(ledger, deal)
    nodes = {row.key: row for row in rows if isinstance(row, Node)}
    edges = {(row.type, row.start, row.end, row.key): row for row in rows if isinstance(row, Edge)}
    return Batch(
        seq=ledger.seq,
        nodes=tuple(nodes.values()),
        edges=tuple(edges.values()),
        delete=tuple(_replaced(store, touched, grantors | ledger.retired, deals | ledger.retired, ledger.retired)) if not first else (),
        run=ledger.run,
        known=ledger.last_run.isoformat() if ledger.last_run else None,
    )


def _replaced(store: Lookup, articles: Set[str], grantors: Set[str], deals: Set[str], entities: Set[str]) -> Iterator[Key]:
    """The keys of the nodes that go, or whose relationships are to be made anew."""
    for label, query, keys in (
        ("Right", "MATCH (n:Right) WHERE n.grantor IN $keys RETURN n.id AS id", grantors),
        ("Agreement", "MATCH (n:Agreement) WHERE n.deal IN $keys RETURN n.id AS id", deals),
        ("Claim", "MATCH (n:Claim) WHERE n.article IN $keys RETURN n.id AS id", articles),
        ("Entity", "MATCH (n:Entity) WHERE n.id IN $keys RETURN n.id AS id", entities),
    ):
        if keys:
            yield from ((label, row["id"]) for row in store.read(query, keys=sorted(keys)))
    for article in sorted(articles):
        yield "Article", article
        yield "Story", "s-" + article.removeprefix("a-")
