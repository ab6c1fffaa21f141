"""What operators ask for: where things stand, and a graph made anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from graph.blobs import BlobStore
from graph.errors import BadInput, GraphError
from graph.home import Home
from graph.ledger import Ledger
from graph.lock import alone
from graph.log import EventLog
from graph.program import fingerprint
from graph.project import Projected
from graph.project import rebuild as rebuild_graph
from graph.store import GraphStore
from graph.verification import Check
from graph.verification import verify as compare

if TYPE_CHECKING:
    from nlp import Explained, ModelReader, Passage


def status(home: Home) -> dict[str, Any]:
    """The log's and the graph's positions, the last run, and whether the two agree.

    Raises :class:`~graph.errors.UnknownEvent` and :class:`~graph.errors.LogUnavailable`.
    """
    with EventLog.open(home.log_url) as log:
        log.check()
        last, run = log.last_seq(), log.last("run.finished")
        foreign = sum(event.data["counts"].get("other_language", 0) for event in log.read(types=("run.finished",)))
        state: dict[str, Any] = {
            "home": str(home.folder),
            "log": {
                "events": last,
                "last_run": {"at": run.recorded_at.isoformat(), **run.data} if run else None,
                "other_language": foreign,
            },
            "graph": {"seq": None, "known_at": None, "counts": {}, "verdict": "unknown", "error": None},
        }
        try:
            with GraphStore.open(home.graph_url, home.graph_dir) as store:
                position = store.position()
                damage = store.verify()
                counts = store.counts()
        except GraphError as e:
            state["graph"]["error"] = {"code": e.code, "message": e.message, "hint": e.hint}
            return state
        foreign_graph = position.event is not None and not log.holds(position.event)
    if damage:
        verdict = f"damaged: {damage}; run dealgraph rebuild"
    elif position.seq > last or foreign_graph:
        verdict = "holds what the log does not; run dealgraph rebuild"
    elif position.seq < last:
        verdict = f"{last - position.seq} events behind; the next run catches up"
    elif position.seq and position.program != fingerprint():
        verdict = "made by another version of this program; the next run makes it anew"
    else:
        verdict = "agrees"
    state["graph"] |= {"seq": position.seq, "known_at": position.known, "counts": counts, "verdict": verdict}
    return state


def extract(source: str, target: str, explain: bool = False, reader: ModelReader | None = None) -> int:
    """Passages to claims, explained or not, from file to file; ``-`` is standard input or output. Returns the number of passages.

    With a ``reader`` a model reads what it can.
    The target appears whole or not at all.
    """
    from nlp import extract_file

    if target == "-":
        return extract_file(_source(source), sys.stdout, explain=explain, reader=reader)
    draft = Path(f"{target}.draft")
    try:
        count = extract_file(_source(source), draft, explain=explain, reader=reader)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return count


def explained(source: str | None, reader: ModelReader | None = None) -> Iterator[tuple[Passage, tuple[Explained, ...]]]:
    """Passages with their claims explained; without a source, standard input is one plain text of today."""
    from nlp import Passage, explain, read_passages

    passages = read_passages(_source(source)) if source else [Passage("text", "", _plain_text(), date.today())]
    for passage in passages:
        yield passage, next(reader.extract([passage])).explained if reader else explain(passage)


def _plain_text() -> str:
    try:
        text = sys.stdin.read()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise BadInput("standard input is binary, not text", "Give a plain text in UTF-8.")
    return text


def _source(name: str) -> Path | TextIO:
    return sys.stdin if name == "-" else Path(name)


def verify(home: Home, progress: Callable[[str], None]) -> tuple[Check, ...]:
    """Compares log, blobs, index and graph, while no run may write."""
    with alone(home), EventLog.open(home.log_url) as log, GraphStore.open(home.graph_url, home.graph_dir) as store:
        return compare(log, BlobStore(home.blobs_dir), home.index_file, store, progress)


def rebuild(home: Home, progress: Callable[[str], None]) -> Projected:
    """Empties the graph and projects the whole log into it, while no run may write; makes the indexes anew as well."""
    from nlp import ClaimIndex

    with alone(home), EventLog.open(home.log_url) as log:
        with (
            GraphStore.open(home.graph_url, home.graph_dir) as store,
            Ledger.made_anew(home.index_file, log, progress=progress) as ledger,
        ):
            done = rebuild_graph(log, store, ledger, progress=progress)
        home.search_file.unlink(missing_ok=True)
        progress("making the index for searching")
        if problem := ClaimIndex(home.search_file).update(log, BlobStore(home.blobs_dir).get_text):
            progress(f"claims will be found by their words alone: {problem}")
        return done
