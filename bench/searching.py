"""How long a question in words takes: ``python bench/searching.py [--claims 20000,100000] [--graph 20000]``.

An archive is made up (``bench/beliefs.py``), read into a log and the index for searching, and up to ``--graph`` claims into the graph,
which takes longest. Vectors are random ones of the right shape, as making real ones would take hours and says nothing about asking.
Measured is what the Ask page does, in one process:

* *load*: the index from its file into memory, and how much that takes; once after a run;
* *find*: the index alone, from the words to the ranked claims, over forty questions;
* *cold*: the first whole question of a process, with the model and the driver; *warm*: the next forty, from the words to the results with
  their evidence, events and rights;
* *early*: the same for a day on which hardly anything was known, so that most of the best are passed over.

Times are by the clock, and of the processor in brackets (of this process: the graph server's is not in it).
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from beliefs import PER_ARTICLE, spread, write

import nlp
import nlp.search
from graph import embedded
from graph.blobs import BlobStore
from graph.deals import DealGraph
from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import project
from ui.search import Opened, ask

ASKED = 40
EARLY, LATE = date(2012, 3, 1), date(2026, 1, 1)
QUESTIONS = (
    "who holds the exclusive right under the agreement",
    "first refusal of company {n}",
    "what was given to Holder{n} Systems",
    "may a rival's cloud host the models",
    "is anybody thinking of suing over supply",
)


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(description="Questions in words, cold and warm.")
    parser.add_argument("--claims", default="20000,100000", help="sizes of the archive")
    parser.add_argument("--graph", type=int, default=20_000, help="the largest that goes into the graph")
    args = parser.parse_args()
    for size in (int(text) for text in args.claims.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            home = Home.at(Path(folder) / "home").create()
            try:
                make(home, size, graph=size <= args.graph)
                measure(home, size, graph=size <= args.graph)
            finally:
                embedded.stop(home.graph_dir)


def make(home: Home, claims: int, *, graph: bool) -> None:
    """An archive of that size in a home."""
    with EventLog.open(home.log_url) as log:
        write(log, 0, claims // PER_ARTICLE)
        embed, nlp.search.embed = nlp.search.embed, _random  # type: ignore[attr-defined]
        nlp.ClaimIndex(home.search_file).update(log, lambda _: "")
        nlp.search.embed = embed  # type: ignore[attr-defined]
        if graph:
            with DealGraph.open(home) as deals, Ledger.open(home.index_file, log) as ledger:
                project(log, deals.store, ledger)


def measure(home: Home, claims: int, *, graph: bool) -> None:
    """One line of figures."""
    before = _size()
    searcher: list[nlp.Searcher] = []
    loaded = _took(lambda: searcher.append(nlp.ClaimIndex(home.search_file).load()))
    memory = _size() - before
    if graph:
        with DealGraph.open(home) as deals:
            opened = Opened(deals, searcher[0], BlobStore(home.blobs_dir))
            cold = _took(lambda: _ask(opened, 0, LATE))
            warm = [_took(lambda n=n: _ask(opened, n, LATE)) for n in range(ASKED)]  # type: ignore[misc]
            early = [_took(lambda n=n: _ask(opened, n, EARLY)) for n in range(ASKED // 4)]  # type: ignore[misc]
        whole = f"; cold {1000 * cold[0]:.0f} ms; warm {_spread(warm)}; early {_spread(early)}"
    else:
        whole = ""
        searcher[0].find(QUESTIONS[0])
    alone = [_took(lambda n=n: searcher[0].find(_question(n))) for n in range(ASKED)]  # type: ignore[misc]
    print(f"{claims:,} claims: load {loaded[0]:.2f} s ({loaded[1]:.2f}), {memory:.0f} MB; find {_spread(alone)}{whole}", flush=True)


def _ask(opened: Opened, n: int, known: date) -> None:
    found = ask(opened, _question(n), known_at=known, limit=24)
    opened.deals.stands([result.evidence.claim for result in found.results], known_at=known)


def _question(n: int) -> str:
    return QUESTIONS[n % len(QUESTIONS)].format(n=n)


def _took(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    begun, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begun, time.process_time() - used


def _spread(times: Sequence[tuple[float, float]]) -> str:
    clock, processor = ([seconds[n] for seconds in times] for n in (0, 1))
    return f"{spread(clock)} ({1000 * statistics.median(processor):.0f} ms)"


def _random(texts: Sequence[str]) -> np.ndarray:
    rows = np.random.default_rng(random.Random(texts[0]).randrange(2**32)).normal(size=(len(texts), 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def _size() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
