"""How beliefs scale: ``python bench/beliefs.py [--claims 1000000] [--servers embedded,neo4j] [--keep FOLDER]``.

One archive is made up: articles of two claims each, twenty claims to a grantor, about five holders; its log is written and the rest is
measured on it, in one run:

* *index*: the log into the ledger's file, in claims per second, with the largest size that the process had until then;
* *one article*: one more article is appended; the time until the ledger has taken it in and all rows that it changes are computed,
  over 200 of them, at a hundredth, a tenth and the whole of the archive, since it should be flat; the seconds that passed, and those that
  the processor gave to it, which tell more where others use the machine;
* *rows*: all rows of a rebuild computed, at the two smaller sizes, and the largest size of the process, which should not grow;
* *rebuild*, for each server: a bare batched UNWIND of all rows, which is given them ready-made, then, into the same server, emptied,
  the whole graph from the ledger (rows computed and written, end to end);
* *one article in the graph*: the same as above, written to that server;
* *exclusivity*: an as-of question by the library against the same rows by bare Cypher and driver, alternating, 300 grantors at random.
  The bare side knows the grantor's id, and fetches its rights, their evidence and the grantor's claims as known on the day (the named
  queries RIGHTS, EVIDENCE and CLAIMS_ON) in one transaction. The library has to find the name, owners and rivals too, and decides.

A server's part at a million claims takes an hour on two cores; ``--servers ''`` leaves them out. With ``--keep`` the archive is made in
that folder and stays, a home with the graph of the embedded server: ``bench/pages.py --home`` measures its pages.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
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
from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import batches, project
from graph.rows import Key
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


def more(log: EventLog, articles: int, mark: str, then: Callable[[], object]) -> str:
    """One more article after the other, about grantors all over the archive; how long ``then`` takes after each."""
    took, busy = [], []
    chance = random.Random(mark)
    for n in range(NEW):
        fresh = article_id(f"https://{mark}-{n}.example")
        log.append([NewEvent(e.type, article_stream(fresh), _fresh(e.data, fresh)) for e in article(chance.randrange(articles))])
        begun, used = time.perf_counter(), time.process_time()
        then()
        took.append(time.perf_counter() - begun)
        busy.append(time.process_time() - used)
    return f"{spread(took)}; of this process's processor {spread(busy)}"


def _fresh(data: Any, id_: str) -> dict[str, Any]:
    """What another article says, as an article of its own."""
    out = {**data, "article": id_, "text": hashlib.sha256(id_.encode()).hexdigest()}
    if "claims" in out:
        return {**out, "claims": [{**row, "id": f"c-{id_}-{k}"} for k, row in enumerate(out["claims"])]}
    return {**out, "url": f"https://{id_}.example", "raw": out["text"]}


def index(home: Home, claims: int) -> tuple[EventLog, Ledger]:
    log = EventLog.open(home.log_url)
    ledger = Ledger.open(home.index_file, log)
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

        size = f"{articles * PER_ARTICLE:,} claims"
        print(f"one article of {size}: taken in and computed, {more(log, articles, f'fresh-{articles}', one)}", flush=True)
        if part < claims:  # all of them are computed for the servers
            begun = time.perf_counter()
            rows = sum(len(batch.nodes) + len(batch.edges) for batch in batches(ledger, nothing, 0))
            took = time.perf_counter() - begun
            print(f"rows of {size}: {rows:,} in {took:.0f} s, {rows / took:,.0f} a second; largest size {peak()}", flush=True)
    return log, ledger


Sessions = Callable[[], AbstractContextManager[neo4j.Session]]
"""A session of the bare driver with the server as it is now."""


def serve(name: str, log: EventLog, ledger: Ledger, store: GraphStore, sessions: Sessions, claims: int) -> None:
    store.clear()
    store.ensure_schema()
    with sessions() as session:
        rows, least = bare_load(session, ledger)
    print(f"{name}: {claims:,} claims, {rows:,} rows by bare UNWIND in {least:.0f} s, {rows / least:,.0f} a second", flush=True)
    store.clear()
    begun = time.perf_counter()
    project(log, store, ledger)
    ours = time.perf_counter() - begun
    assert store.verify() is None
    position = store.position()
    ours = (position.nodes + position.relationships) / ours
    print(f"{name}: rebuilt, {ours:,.0f} rows a second; ratio {ours * least / rows:.2f}; largest size of this process {peak()}", flush=True)
    with sessions() as session:
        questions(name, store, session)
    took = more(log, claims // PER_ARTICLE, name, lambda: project(log, store, ledger))
    print(f"{name}: one article in the graph, {took}", flush=True)


def bare_load(session: neo4j.Session, ledger: Ledger) -> tuple[int, float]:
    """Rows and seconds of a bare load; only sources come again in later batches, and are left out there."""
    rows, took, sources = 0, 0.0, set[Key]()
    for batch in batches(ledger, NoGraph(), 0):
        fresh = replace(batch, nodes=tuple(n for n in batch.nodes if n.key not in sources))
        sources |= {n.key for n in fresh.nodes if n.label == "Source"}
        begun = time.perf_counter()
        bare(session, fresh)
        took += time.perf_counter() - begun
        rows += len(fresh.nodes) + len(fresh.edges)
    return rows, took


def questions(name: str, store: GraphStore, session: neo4j.Session) -> None:
    deals = DealGraph(store)
    known, at = date(2024, 6, 30), date(2020, 6, 30)
    chance = random.Random(7)
    grantors = [row["name"] for row in store.read("MATCH (r:Right)-[:GRANTED_BY]->(e:Entity) RETURN DISTINCT e.name AS name LIMIT 5000")]
    least: list[float] = []
    ours: list[float] = []
    for grantor in (chance.choice(grantors) for _ in range(320)):
        asked = {"grantors": [entity_id(grantor)], "known": known.isoformat()}
        begun = time.perf_counter()
        with session.begin_transaction() as tx:
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
def embedded_session(folder: Path) -> Iterator[neo4j.Session]:
    server = embedded.attach(folder)
    server.release()
    with neo4j.GraphDatabase.driver(server.url, auth=server.writer) as driver, driver.session(database="beliefs") as session:
        yield session


@contextmanager
def neo4j_session(url: str) -> Iterator[neo4j.Session]:
    parts = urlsplit(url)
    user = (parts.username or "", parts.password or "")
    with neo4j.GraphDatabase.driver(f"{parts.scheme}://{parts.hostname}:{parts.port}", auth=user) as driver, driver.session() as session:
        yield session


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--servers", default="embedded,neo4j")
    parser.add_argument("--keep", type=Path, help="the folder of a home to make and to leave there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        home = Home.at(given.keep or folder / "home").create()
        log, ledger = index(home, given.claims)
        if "neo4j" in given.servers:
            try:
                with serve_neo4j(folder, heap="2g", page_cache="2g") as url, GraphStore.open(url, folder) as store:
                    serve("neo4j", log, ledger, store, partial(neo4j_session, url), given.claims)
            except Lacking as error:
                print(f"neo4j: not measured. {error}")
        if "embedded" in given.servers:
            with GraphStore.open(None, home.graph_dir) as store:
                serve("embedded", log, ledger, store, partial(embedded_session, home.graph_dir), given.claims)
            embedded.stop(home.graph_dir)
        ledger.close()
        log.close()


if __name__ == "__main__":
    main()
