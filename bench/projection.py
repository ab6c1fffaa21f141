"""How fast batches become a graph, against a bare batched UNWIND of the same rows: ``python bench/projection.py [RIGHTS]``.

In one run, on the embedded server and on Neo4j (the tests' own, or the one that DEALGRAPH_TEST_NEO4J_URL names and that
may be emptied): the store's own ``apply`` in batches as the projection makes them, then the least that could be done with the
driver, into an empty graph each. The bare load has the same constraints, the same rows a statement and the same
transactions, and no position, no counts, no merging: it cannot be run twice. Figures are rows (nodes and relationships)
per second and the ratio of the two; each batch counts with its best time of three rounds, which evens out what else the
machine is doing.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import neo4j

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))
from real_servers import Lacking, serve_neo4j

from graph import embedded
from graph.rows import Batch, Edge, Node
from graph.store import GraphStore

BATCH_RIGHTS = 500
CHUNK = 2_000
COMPANIES = 400
ROUNDS = 3


def batches(rights: int) -> list[Batch]:
    """A graph of that many rights: each with a claim, every second claim with an article of its own."""
    firms = [Node("Entity", f"firm-{n}", {"name": f"Firm {n}", "kind": "company"}, ("Company",)) for n in range(COMPANIES)]
    fields = [Node("FieldOfUse", f"use-{n}", {"name": f"use {n}"}) for n in range(10)]
    found = [Batch(seq=1, nodes=(*firms, *fields, Node("Source", "paper", {"rating": 0.8})))]
    for start in range(0, rights, BATCH_RIGHTS):
        nodes: list[Node] = []
        edges: list[Edge] = []
        for n in range(start, min(start + BATCH_RIGHTS, rights)):
            right = Node("Right", f"r{n}", {"mode": "exclusive", "valid_from": "2019-07-22", "known_from": "2019-07-23", "credence": 0.8})
            quote = "The company is the exclusive provider of cloud services to the laboratory under the agreement."
            claim = Node(
                "Claim", f"c{n}", {"quote": quote, "start": n, "end": n + len(quote), "stance": "asserted", "rules": ["begin", "hold"]}
            )
            article = Node("Article", f"a{n // 2}", {"title": f"Article {n // 2}", "published": "2019-07-23"})
            nodes += [right, claim] if n % 2 else [article, right, claim]
            edges += [
                Edge("GRANTED_BY", right.key, firms[n % COMPANIES].key),
                Edge("HELD_BY", right.key, firms[(n * 7 + 1) % COMPANIES].key),
                Edge("FOR_USE", right.key, fields[n % 10].key),
                Edge("SUPPORTED_BY", right.key, claim.key),
                Edge("STATES", article.key, claim.key, {"start": n, "end": n + 90}),
            ]
            if not n % 2:
                edges.append(Edge("FROM", article.key, ("Source", "paper")))
        found.append(Batch(seq=len(found) + 1, nodes=nodes, edges=edges))
    return found


def bare(session: neo4j.Session, batch: Batch) -> None:
    nodes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    edges: defaultdict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for node in batch.nodes:
        nodes[":".join((node.label, *node.extra_labels))].append({"id": node.id, **node.props})
    for edge in batch.edges:
        edges[edge.type, edge.start[0], edge.end[0]].append({"a": edge.start[1], "b": edge.end[1], "props": dict(edge.props)})
    with session.begin_transaction() as tx:
        for labels, rows in nodes.items():
            for chunk in chunks(rows):
                tx.run(f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", rows=chunk).consume()
        for (kind, start, end), rows in edges.items():
            find = f"MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}})"
            for chunk in chunks(rows):
                tx.run(f"UNWIND $rows AS row {find} CREATE (a)-[r:{kind}]->(b) SET r = row.props", rows=chunk).consume()
        tx.commit()


def chunks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def seconds(write: Callable[[Batch], object], load: list[Batch]) -> list[float]:
    """How long each batch took."""
    marks = [time.perf_counter()]
    for batch in load:
        write(batch)
        marks.append(time.perf_counter())
    return [after - before for before, after in pairwise(marks)]


def compare(name: str, store: GraphStore, session: Callable[[], neo4j.Session], load: list[Batch]) -> None:
    ours: list[list[float]] = []
    least: list[list[float]] = []
    for _ in range(ROUNDS):
        store.clear()
        store.ensure_schema()
        ours.append(seconds(store.apply, load))
        assert store.verify() is None
        store.clear()
        store.ensure_schema()
        with session() as opened:
            least.append(seconds(partial(bare, opened), load))
    rows = sum(len(batch.nodes) + len(batch.edges) for batch in load)
    fast, bound = (rows / sum(map(min, zip(*rounds, strict=True))) for rounds in (ours, least))
    print(f"{name}: {rows} rows; apply {fast:,.0f} rows/s; bare UNWIND {bound:,.0f} rows/s; ratio {fast / bound:.2f}", flush=True)


def main() -> None:
    load = batches(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "graph"
        drivers: list[neo4j.Driver] = []

        def session() -> neo4j.Session:
            server = embedded.attach(folder)
            server.release()
            drivers.append(neo4j.GraphDatabase.driver(server.url, auth=server.writer))
            return drivers[-1].session(database="beliefs")

        started = time.perf_counter()
        with GraphStore.open(None, folder) as store:
            print(f"embedded: up in {time.perf_counter() - started:.1f} s", flush=True)
            compare("embedded", store, session, load)
            for driver in drivers:
                driver.close()
        embedded.stop(folder)
    with tempfile.TemporaryDirectory() as name:
        try:
            with serve_neo4j(Path(name)) as url:
                parts = urlsplit(url)
                user = (parts.username or "", parts.password or "")
                address = f"{parts.scheme}://{parts.hostname}:{parts.port}"
                with neo4j.GraphDatabase.driver(address, auth=user) as driver, GraphStore.open(url, Path(name)) as store:
                    compare("neo4j", store, driver.session, load)
        except Lacking as error:
            print(f"neo4j: not measured. {error}")


if __name__ == "__main__":
    main()
