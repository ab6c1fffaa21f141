"""The projection: what the log says, as a graph. It can be thrown away and rebuilt to the same content at any time.

The log is taken into the ledger; all rows of what events after the graph's position have touched are written anew, in
one transaction with the new position. Where that is too much for one, the position moves with the last. Readers ask as
of the last completed run, so they never see half of one. An empty graph is written from end to end, article by article
and grantor by grantor, in constant memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final, Protocol, TypeVar

from graph._rows_of import article_rows, deal_rows, entity_rows, field_rows, right_rows
from graph.errors import GraphError
from graph.gazetteer import entity_id, load
from graph.ledger import Ledger
from graph.log import EventLog
from graph.program import fingerprint
from graph.rows import Batch, Edge, Key, Node
from graph.store import Position

ROWS: Final = 20_000
"""Rows a transaction: enough to be quick, few enough to be held in memory."""

_AT_ONCE: Final = 200
"""Articles, grantors or agreements that are looked up together."""

_T = TypeVar("_T")


class Lookup(Protocol):
    """What the making of a batch needs of a store."""

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """The rows of a query of this module."""


class Target(Lookup, Protocol):
    """What a projection needs of a store: that of :class:`~graph.store.GraphStore`."""

    def ensure_schema(self) -> None: ...
    def position(self) -> Position: ...
    def apply(self, batch: Batch) -> bool: ...
    def clear(self) -> None: ...


class GraphAhead(GraphError):
    """The graph holds what the log does not: it belongs to another log, or the log was restored from a backup."""

    code = "graph_ahead"


@dataclass(frozen=True)
class Projected:
    """What a projection did: the position reached, the events taken in, and the transactions it took."""

    seq: int
    events: int
    batches: int


def project(log: EventLog, store: Target, ledger: Ledger, *, progress: Callable[[str], None] | None = None, size: int = ROWS) -> Projected:
    """Brings the ledger and the graph up to the log, in transactions of about ``size`` rows.

    A graph that another version of this program has made is made anew. Raises :class:`GraphAhead` and
    :class:`~graph.errors.GraphUnavailable`.
    """
    ledger.follow(log, progress=progress)  # first: what it refuses leaves the graph as it is
    store.ensure_schema()
    position = store.position()
    if position.seq > log.last_seq():
        raise GraphAhead(f"the graph stands at event {position.seq}, the log ends at {log.last_seq()}", "Run dealgraph rebuild.")
    if position.event is not None and not log.holds(position.event):
        raise GraphAhead("the graph holds what this log does not", "If the log is the right one, run dealgraph rebuild.")
    if position.nodes and position.program != fingerprint():
        if progress:
            progress("another version of this program has made the graph: it is made anew")
        store.clear()
    elif position.nodes and not position.seq:
        store.clear()  # what a build that was cut off has left
    position = store.position()
    written = done = 0
    with ledger.frozen():
        for batch in _written(store, batches(ledger, store, position.seq, size=size), ahead=position.seq == 0):
            written, done = written + len(batch.nodes) + len(batch.edges), done + 1
            if progress and batch.partial:
                progress(f"projected {written:,} rows")
        return Projected(ledger.seq, ledger.seq - position.seq, done)


def _written(store: Target, found: Iterable[Batch], *, ahead: bool) -> Iterator[Batch]:
    """Writes the batches, one after the other.

    With ``ahead`` the next one is computed while the server writes: only where computing it asks nothing of the graph.
    """
    with ThreadPoolExecutor(1) as writer:
        before: Future[bool] | None = None
        for batch in found:
            if before is not None:
                before.result()
            before = writer.submit(store.apply, batch)
            if not ahead:
                before.result()
            yield batch
        if before is not None:
            before.result()


def rebuild(log: EventLog, store: Target, ledger: Ledger, *, progress: Callable[[str], None] | None = None) -> Projected:
    """Empties the graph and projects the whole log into it."""
    ledger.follow(log, progress=progress)
    store.clear()
    return project(log, store, ledger, progress=progress)


@dataclass
class _Piece:
    """Rows that belong together, and the keys of nodes that go before they are written."""

    rows: Iterable[Node | Edge]
    delete: Sequence[Key] = ()


def batches(ledger: Ledger, store: Lookup, after: int, *, size: int = ROWS) -> Iterator[Batch]:
    """What changes in a graph that stands at position ``after``, 0 for an empty one: all but the last batch are partial."""
    if ledger.seq <= after:
        return
    pieces = (_Piece(rows) for rows in every_row(ledger)) if after == 0 else _touched(ledger, store, after)
    draft = _Draft()
    for piece in pieces:
        if draft.size >= size:
            yield draft.batch(ledger, partial=True)
            draft = _Draft()
        draft.add(piece)
    yield draft.batch(ledger, partial=False)


class _Draft:
    """A batch in the making: a row that comes twice is in it once."""

    def __init__(self) -> None:
        self._nodes: dict[Key, Node] = {}
        self._edges: dict[tuple[str, Key, Key, str], Edge] = {}
        self._delete: dict[Key, None] = {}

    @property
    def size(self) -> int:
        return len(self._nodes) + len(self._edges) + len(self._delete)

    def add(self, piece: _Piece) -> None:
        self._delete.update(dict.fromkeys(piece.delete))
        for row in piece.rows:
            if isinstance(row, Node):
                self._nodes[row.key] = row
            else:
                self._edges[row.type, row.start, row.end, row.key] = row

    def batch(self, ledger: Ledger, *, partial: bool) -> Batch:
        return Batch(
            seq=ledger.seq,
            nodes=tuple(self._nodes.values()),
            edges=tuple(self._edges.values()),
            delete=tuple(self._delete),
            run=ledger.run,
            known=ledger.last_run.isoformat() if ledger.last_run else None,
            event=ledger.event,
            program=fingerprint(),
            partial=partial,
        )


def every_row(ledger: Ledger) -> Iterator[Iterable[Node | Edge]]:
    """The whole graph, in pieces: what a relationship joins comes with it or before it."""
    yield field_rows()
    for names in _groups(ledger.every_name()):
        yield entity_rows(ledger, names)
    for article in ledger.every("article"):
        yield article_rows(ledger, article)
    for grantor in ledger.every("grantor"):
        yield right_rows(ledger, grantor)
    for deal in ledger.every("deal"):
        yield deal_rows(ledger, deal)


def _touched(ledger: Ledger, store: Lookup, after: int) -> Iterator[_Piece]:
    keys = _with_owners(ledger.touched_keys(after))
    wanted = {key for key in keys if _wanted(ledger, key)}
    yield _Piece(entity_rows(ledger, map(ledger.name_of, sorted(wanted))), [("Entity", key) for key in sorted(keys - wanted)])
    for articles in _groups(ledger.touched("article", after)):
        gone = [("Article", article) for article in articles]
        gone += [("Story", own) for a in articles if (own := "s-" + a.removeprefix("a-")) != ledger.story(a)]
        gone += _found(store, "Claim", "MATCH (n:Claim) WHERE n.article IN $keys RETURN n.id AS id", articles)
        yield _Piece(chain.from_iterable(article_rows(ledger, article) for article in articles), gone)
    for grantors in _groups(ledger.touched("grantor", after)):
        gone = _found(store, "Right", "MATCH (n:Right) WHERE n.grantor IN $keys RETURN n.id AS id", grantors)
        gone += _found(store, "Conflict", "MATCH (n:Conflict) WHERE n.grantor IN $keys RETURN n.id AS id", grantors)
        yield _Piece(chain.from_iterable(right_rows(ledger, grantor) for grantor in grantors), gone)
    for deals in _groups(ledger.touched("deal", after)):
        gone = _found(store, "Agreement", "MATCH (n:Agreement) WHERE n.deal IN $keys RETURN n.id AS id", deals)
        yield _Piece(chain.from_iterable(deal_rows(ledger, deal) for deal in deals), gone)


def _found(store: Lookup, label: str, query: str, keys: Sequence[str]) -> list[Key]:
    """The keys of the nodes that go, or whose relationships are to be made anew."""
    return [(label, row["id"]) for row in store.read(query, keys=list(keys))]


def _with_owners(keys: Iterable[str]) -> set[str]:
    """Entities with their owners, who come and go with them, and the owners' owners."""
    todo, found = list(keys), set[str]()
    while todo:
        if (key := todo.pop()) not in found:
            found.add(key)
            known = load().get(key)
            todo += [entity_id(owner.name) for owner in known.owners] if known else []
    return found


def _wanted(ledger: Ledger, key: str) -> bool:
    """Whether an entity is in the graph: some article names it, or something that it owns, or that what it owns owns."""
    todo, seen = [key], set[str]()
    while todo:
        if (owner := todo.pop()) not in seen:
            seen.add(owner)
            if ledger.is_entity(owner):
                return True
            todo += load().owned(owner)
    return False


def _groups(items: Iterable[_T]) -> Iterator[list[_T]]:
    stream = iter(items)
    while group := list(islice(stream, _AT_ONCE)):
        yield group
