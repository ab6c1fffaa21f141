"""The projection in memory: whatever the nights and the order in which events come, the graph is the same."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stories import claims, tellings
from telling import Telling

from graph.events import Event, NewEvent
from graph.ledger import Ledger
from graph.project import ROWS, batches
from graph.rows import Batch, Edge, Key, Node


class Memory:
    """A graph in two dictionaries, for the projection's own look-ups."""

    def __init__(self) -> None:
        self.nodes: dict[Key, Node] = {}
        self.edges: dict[tuple[str, Key, Key, str], Edge] = {}

    def apply(self, batch: Batch) -> None:
        for key in batch.delete:
            self.nodes.pop(key, None)
            self.edges = {name: edge for name, edge in self.edges.items() if key not in (edge.start, edge.end)}
        self.nodes |= {node.key: node for node in batch.nodes}
        for edge in batch.edges:
            assert edge.start in self.nodes, edge
            assert edge.end in self.nodes, edge
            self.edges[edge.type, edge.start, edge.end, edge.key] = edge

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        asked = re.fullmatch(r"MATCH \(n:(\w+)\) WHERE n\.(\w+) IN \$keys RETURN n\.id AS id", cypher)
        assert asked is not None, cypher
        found = [node for (label, _), node in self.nodes.items() if label == asked[1]]
        return [{"id": n.id} for n in found if (n.id if asked[2] == "id" else n.props[asked[2]]) in params["keys"]]

    def dump(self) -> list[str]:
        nodes = [f"{key} {node.extra_labels} {sorted(node.props.items(), key=str)}" for key, node in self.nodes.items()]
        return sorted(nodes) + sorted(f"{name} {sorted(edge.props.items(), key=str)}" for name, edge in self.edges.items())


def projected(events: Sequence[Event], cuts: Sequence[int] = (), *, size: int = ROWS) -> list[str]:
    """The graph after nights that end at the cuts, written in batches of about so many rows."""
    ledger, memory = Ledger(), Memory()
    bounds = [0, *sorted(set(cuts) - {0, len(events)}), len(events)]
    for start, end in pairwise(bounds):
        ledger.fold(events[start:end])
        for batch in batches(ledger, memory, start, size=size):
            memory.apply(batch)
    return memory.dump()


@st.composite
def archives(draw: st.DrawFn) -> Telling:
    """A telling with what comes later: links, judgements of names, and the readings of a better extractor."""
    told: Telling = draw(tellings())
    pages = [e for e in told.events if e.type == "claims.extracted"]
    for _ in range(draw(st.integers(0, 3))):
        page, other = draw(st.sampled_from(pages)), draw(st.sampled_from(pages))
        what = draw(st.sampled_from(["link", "judge", "read"]))
        if what == "link" and page.stream != other.stream:
            data = {"article": page.data["article"], "other": other.data["article"], "similarity": 0.9, "method": "minhash"}
            told.events.append(NewEvent("story.linked", page.stream, data))
        elif what == "judge":
            names = st.sampled_from(["Oracle", "Amazon", "Microsoft", "Octavius"])
            told.judge(draw(names), draw(names), draw(st.sampled_from(["same", "different", "unsure"])))
        elif what == "read":
            told.reread(page, *draw(st.lists(claims(), max_size=2)))
    return told


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(archives(), st.lists(st.integers(1, 30), max_size=4))
def test_any_nights_give_the_graph_of_one(told: Telling, cuts: list[int]) -> None:
    events = told.stored()
    assert projected(events, [c for c in cuts if c < len(events)]) == projected(events)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tellings(), st.randoms(use_true_random=False))
def test_any_order_of_the_pages_gives_the_same_graph(told: Telling, chance: random.Random) -> None:
    streams: dict[str, list[NewEvent]] = {}
    for event in told.events:
        streams.setdefault(event.stream, []).append(event)
    deck = [stream for stream, members in streams.items() for _ in members]
    chance.shuffle(deck)
    shuffled = told.stored([streams[stream].pop(0) for stream in deck])
    assert projected(shuffled) == projected(told.stored())
