"""How beliefs scale: ``python bench/beliefs.py [--claims 1000000] [--servers embedded,neo4j]``.

One archive is made up: articles of two claims each, twenty claims to a grantor, about five holders; its log is written and the rest is
measured on it, in one run:

* *index*: the log into the ledger's file, in claims per second, with the largest size that the process had until then;
* *one article*: one more article is appended; the time until the ledger has taken it in and all rows that it changes are computed,
  over 200 of them, at a hundredth, a tenth and the whole of the archive, since it should be flat;
* *rebuild*, for each server: the whole graph from the ledger (rows computed and written, end to end), against a bare batched UNWIND
  of the same rows into the same server, which is given them ready-made; and the process's size, which should not grow with the archive;
* *one article in the graph*: the same as above, written to that server;
* *exclusivity*: an as-of question by the library against the same rows by bare Cypher and driver, alternating, 300 grantors at random.

A server's part at a million claims takes the better part of an hour on two cores; ``--servers ''`` leaves them out.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import neo4j

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from projection import bare
from real_servers import Lacking, serve_neo4j

from graph import embedded, queries
from graph.deals import DealGraph
from graph.events import NewEvent, article_id, article_stream, run_stream
from graph.gazetteer import entity_id
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import batches, project
from graph.store import GraphStore

PER_ARTICLE, PER_GRANTOR = 2, 20
HOLDERS = 400
NEW = 200
MODES = ("exclusive", "first_refusal", "preferred", "non_exclusive")
FIELDS = ("compute", "compute.training", "hosting", "distribution", "supply")


def article(n: int) -> list[NewEvent]:
    """The n-th article of the archive: two claims about one grantor's rights."""
    chance = random.Random(n)
    grantor = n // (PER_GRANTOR // PER_ARTICLE)
    day = date(2012, 1, 1) + timedelta(days=chance.randrange(5000))
    name = f"page-{n}.example"
    id_ = article_id(f"https://{name}")
    claims = []
    for k in range(PER_ARTICLE):
        start = day - timedelta(days=chance.randrange(60))
        quote = f"Company number {grantor} has given a holder the {MODES[n % 4]} right number {k} under the agreement between the two."
        row: dict[str, Any] = {
            "kind": "right",
            "id": f"c-{n:09x}{k}",
            "grantor": f"Grantor{grantor} Works",
            "grantee": f"Holder{(grantor * 7 + chance.randrange(5)) % HOLDERS} Systems",
            "mode": chance.choice(MODES),
            "field_of_use": [chance.choice(FIELDS)],
            "change": chance.choice(("begins", "begins", "holds", "ends")),
            "stance": "asserted",
            "valid_from": start.isoformat(),
            "quote": quote,
            "char_start": 100 * k,
            "char_end": 100 * k + len(quote),
            "confidence": 0.9,
        }
        if row["change"] == "ends":
            row["valid_to"] = row.pop("valid_from")
        claims.append(row)
    text = f"{n:064x}"
    facts = {
        "article": id_,
        "url": f"https://{name}",
        "canonical_url": None,
        "title": f"Article {n}",
        "source": f"Outlet {n % 50}",
        "genre": "news",
        "published_at": day.isoformat(),
        "published_from": "json-ld",
        "modified_at": None,
        "language": "en",
        "text": text,
        "raw": text,
        "via": "file",
    }
    reading = {"article": id_, "text": text, "extractor": "bench/1", "claims": claims, "mentions": []}
    return [NewEvent("article.captured", article_stream(id_), facts), NewEvent("claims.extracted", article_stream(id_), reading)]


def write(log: EventLog, first: int, last: int) -> None:
    """The articles from ``first`` up to ``last`` into the log."""
    events = (event for n in range(first, last) for event in article(n))
    while chunk := list(islice(events, 5_000)):
        log.append(chunk)
    log.append([NewEvent("run.finished", run_stream(f"bench-{last}"), {"kind": "backfill", "status": "ok", "counts": {}})])


class NoGraph:
    """Stands for a server where only the computation counts."""

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        del cypher, params
        return []


def peak() -> str:
    """The largest size that this process has had."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


def spread(seconds: list[float]) -> str:
    return f"median {1000 * statistics.median(seconds):.1f} ms, p95 {1000 * p95(seconds):.1f} ms"


def p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(0.95 * len(seconds))]


def more(log: EventLog, first: int, then: Callable[[], object]) -> str:
    """One article after the other, about grantors all over the archive; how long ``then`` takes after each."""
    took, busy = [], []
    for n in range(NEW):
        # an article of a number far above the others, about a grantor that has been told of
        told = article(random.Random(first + n).randrange(first))
        fresh = article_id(f"https://fresh-{first}-{n}.example")
        events = [NewEvent(e.type, article_stream(fresh), _fresh(e.data, fresh, first + n)) for e in told]
        log.append(events)
        begun, used = time.perf_counter(), time.process_time()
        then()
        took.append(time.perf_counter() - begun)
        busy.append(time.process_time() - used)
    return f"{spread(took)}; of this process's processor {spread(busy)}"


def _fresh(data: Any, id_: str, n: int) -> dict[str, Any]:
    out = {**data, "article": id_, "text": f"f{n:063x}"}
    if "claims" in out:
        out["claims"] = [{**row, "id": f"c-f{n:x}-{k}"} for k, row in enumerate(out["claims"])]
    else:
        out |= {"url": f"https://{id_}.example", "raw": out["text"]}
    return out


def index(folder: Path, claims: int) -> tuple[EventLog, Ledger]:
    log = EventLog.open(f"sqlite:///{folder / 'log.sqlite3'}")
    ledger = Ledger.open(folder / "index.sqlite3", log)
    written, nothing = 0, NoGraph()
    for part in (claims // 100, claims // 10, claims):
        articles = max(part // PER_ARTICLE, 10)
        write(log, written, articles)
        begun = time.perf_counter()
        ledger.follow(log)
        took = time.perf_counter() - begun
        rate = (articles - written) * PER_ARTICLE / took
        print(f"index: {articles * PER_ARTICLE:,} claims; the last {rate:,.0f} a second; largest size {peak()}", flush=True)
        written = articles

        def one() -> None:
            before = ledger.seq
            ledger.follow(log)
            assert list(batches(ledger, nothing, before))

        print(f"one article of {articles * PER_ARTICLE:,} claims: taken in and computed, {more(log, articles, one)}", flush=True)
    return log, ledger


def serve(name: str, log: EventLog, ledger: Ledger, store: GraphStore, session: Callable[[], neo4j.Session]) -> None:
    store.clear()
    store.ensure_schema()
    begun = time.perf_counter()
    project(log, store, ledger)
    ours = time.perf_counter() - begun
    assert store.verify() is None
    print(f"{name}: rebuilt in {ours:.0f} s; largest size of this process {peak()}", flush=True)
    print(f"{name}: one article in the graph, {more(log, 10**9, lambda: project(log, store, ledger))}", flush=True)
    questions(name, store, session)
    store.clear()
    store.ensure_schema()
    rows, least = 0, 0.0
    with session() as opened:
        for batch in batches(ledger, store, 0):
            begun = time.perf_counter()
            bare(opened, batch)
            least += time.perf_counter() - begun
            rows += len(batch.nodes) + len(batch.edges)
    rates = f"rebuild {rows / ours:,.0f} rows/s; bare UNWIND {rows / least:,.0f} rows/s; ratio {least / ours:.2f}"
    print(f"{name}: {rows:,} rows; {rates}", flush=True)


def questions(name: str, store: GraphStore, session: Callable[[], neo4j.Session]) -> None:
    deals = DealGraph(store)
    known, at = date(2024, 6, 30), date(2020, 6, 30)
    chance = random.Random(7)
    grantors = [row["name"] for row in store.read("MATCH (r:Right)-[:GRANTED_BY]->(e:Entity) RETURN DISTINCT e.name AS name LIMIT 5000")]
    picked = [chance.choice(grantors) for _ in range(320)]
    least: list[float] = []
    ours: list[float] = []
    with session() as opened:
        for grantor in picked:
            asked = {"grantors": [entity_id(grantor)], "known": known.isoformat()}
            begun = time.perf_counter()
            with opened.begin_transaction() as tx:
                ids = [row["r"]["id"] for row in tx.run(queries.RIGHTS, asked)]
                list(tx.run(queries.EVIDENCE, ids=ids))
                list(tx.run(queries.CLAIMS_ON, asked))
            least.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            deals.exclusivity(grantor, at=at, known_at=known)
            ours.append(time.perf_counter() - begun)
    ours, least = ours[20:], least[20:]
    print(f"{name}: exclusivity {spread(ours)}; bare Cypher {spread(least)}; p95 ratio {p95(ours) / p95(least):.2f}", flush=True)


@contextmanager
def driver(url: str, auth: tuple[str, str]) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(url, auth=auth) as opened:
        yield opened


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--servers", default="embedded,neo4j")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        log, ledger = index(folder, given.claims)
        if "embedded" in given.servers:
            with GraphStore.open(None, folder / "graph") as store:
                store.position()
                server = embedded.attach(folder / "graph")
                server.release()
                with driver(server.url, server.writer) as opened:
                    serve("embedded", log, ledger, store, lambda: opened.session(database="beliefs"))
            embedded.stop(folder / "graph")
        if "neo4j" in given.servers:
            try:
                with serve_neo4j(folder / "neo4j") as url:
                    parts = urlsplit(url)
                    address = f"{parts.scheme}://{parts.hostname}:{parts.port}"
                    with driver(address, (parts.username or "", parts.password or "")) as opened, GraphStore.open(url, folder) as store:
                        serve("neo4j", log, ledger, store, opened.session)
            except Lacking as error:
                print(f"neo4j: not measured. {error}")
        ledger.close()
        log.close()


if __name__ == "__main__":
    main()
