"""Whether log, blobs, index and graph say the same, and where they do not. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.blobs import BlobStore
from graph.errors import BlobMissing
from graph.export import Lines
from graph.ledger import Ledger
from graph.log import EventLog
from graph.program import fingerprint
from graph.store import GraphStore

SHOWN: Final = 20
"""Findings of a check that are told; the others are counted."""
_COMPARED: Final = 10_000
"""Rows of the graph that are held until the right ones are known to which they are compared."""


@dataclass(frozen=True)
class Check:
    """What one check has found: the first ``SHOWN`` findings, and how many there are. ``remedy`` says what to do about them."""

    name: str
    findings: tuple[str, ...]
    count: int
    remedy: str

    @property
    def ok(self) -> bool:
        return not self.count


def verify(log: EventLog, blobs: BlobStore, index: Path, store: GraphStore, say: Callable[[str], None]) -> tuple[Check, ...]:
    """All checks, in the order of the way of the data. Where the log itself cannot be read, that is the only one.

    Raises :class:`~graph.errors.UnknownEvent`, :class:`~graph.errors.GraphUnavailable` and :class:`~graph.errors.LogUnavailable`.
    """
    log.check()
    say("reading the log")
    order = _check("log", log_findings(log), "Restore the log from a backup.")
    if not order.ok:
        return (order,)
    say("reading the texts")
    texts = _check("blobs", blob_findings(log, blobs), "Restore the blobs from a backup; what is missing is not read again by itself.")
    say("reading the index")
    with Ledger() as ledger:
        ledger.follow(log)
        remedy = "Run dealgraph rebuild, which makes index and graph anew."
        indexed = _check("index", index_findings(index, ledger), remedy)
        say("comparing the graph with the beliefs")
        return (order, texts, indexed, _check("graph", graph_findings(store, ledger), remedy))


def _check(name: str, findings: Iterator[str], remedy: str) -> Check:
    shown: list[str] = []
    count = 0
    for finding in findings:
        count += 1
        if count <= SHOWN:
            shown.append(finding)
    return Check(name, tuple(shown), count, remedy)


def log_findings(log: EventLog) -> Iterator[str]:
    """Gaps in the order of all events and of the streams, and an event that cannot be read."""
    yield from log.gaps()
    try:
        for _ in log.read():
            pass
    except (ValueError, KeyError) as e:
        yield f"an event cannot be read: {e}"


def blob_findings(log: EventLog, blobs: BlobStore) -> Iterator[str]:
    """Texts and pages that are missing or are not what their names say, but for those of articles that were withdrawn, ever."""
    erased = {event.data["article"] for event in log.read(types=("article.withdrawn",))}
    for event in log.read(types=("article.captured", "article.revised")):
        if event.data["article"] not in erased:
            for kind in ("text", "raw"):
                try:
                    blobs.get(event.data[kind])
                except BlobMissing as e:
                    yield f"event {event.seq}, {kind} of {event.data['url']}: {e.message}"


def index_findings(path: Path, ledger: Ledger) -> Iterator[str]:
    """Where the index in the file is not what the log says. One that is not there is made when it is needed."""
    if not path.exists():
        return
    yield from ledger.differences(path)


def graph_findings(store: GraphStore, ledger: Ledger) -> Iterator[str]:
    """Where the graph is not what the beliefs say: row by row, with what differs."""
    position = store.position()
    if position.seq != ledger.seq:
        yield f"the graph stands at event {position.seq}, the log at {ledger.seq}"
        return
    if position.seq and position.program != fingerprint():
        yield "the graph was made by another version of this program"
    if damage := store.verify():
        yield damage
    expected = Lines.of(ledger) if ledger.seq else Lines()
    wrong: dict[str, Any] = {}
    try:
        for line in store.lines():
            if expected.take(line):
                continue
            row = json.loads(line)
            if len(wrong) < _COMPARED and _name(row) not in wrong:
                wrong[_name(row)] = row
            else:
                yield _alone(row)
        for line in expected:
            row = json.loads(line)
            found = wrong.pop(_name(row), None)
            yield _difference(found, row) if found else f"missing in the graph: {_name(row)} {_short(row['props'])}"
        yield from map(_alone, wrong.values())
    finally:
        expected.close()


def _alone(row: Any) -> str:
    return f"in the graph alone: {_name(row)} {_short(row['props'])}"


def _difference(found: Any, right: Any) -> str:
    names = sorted(name for name in found["props"].keys() | right["props"].keys() if found["props"].get(name) != right["props"].get(name))
    told = [f"{name} is {_short(found['props'].get(name))}, not {_short(right['props'].get(name))}" for name in names]
    if found.get("labels") != right.get("labels"):
        told.append(f"it is labelled {':'.join(found['labels'])}, not {':'.join(right['labels'])}")
    return f"{_name(right)}: {'; '.join(told)}"


def _name(row: Any) -> str:
    """Which node or relationship a row is."""
    if "labels" in row:
        return f"{row['labels'][0]} {row['props'].get('id')}"
    key = f" {row['props']['key']}" if "key" in row["props"] else ""
    return f"{row['start'][0]} {row['start'][1]} -[{row['type']}{key}]-> {row['end'][0]} {row['end'][1]}"


def _short(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]}…"
