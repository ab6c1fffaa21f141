"""The projection in memory: whatever the nights and the order in which events come, the graph is the same."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rowstore import RowStore
from stories import claims, tellings
from telling import Telling
from thorough import cases

from graph.events import Event, NewEvent
from graph.ledger import Ledger
from graph.project import ROWS, batches


def projected(events: Sequence[Event], cuts: Sequence[int] = (), *, size: int = ROWS) -> list[str]:
    """The graph after nights that end at the cuts, written in batches of about so many rows."""
    ledger, store = Ledger(), RowStore()
    bounds = [0, *sorted(set(cuts) - {0, len(events)}), len(events)]
    for start, end in pairwise(bounds):
        ledger.fold(events[start:end])
        for batch in batches(ledger, store, start, size=size):
            store.apply(batch)
    return store.dump()


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


@cases(120)
@given(archives(), st.lists(st.integers(1, 30), max_size=4))
def test_any_nights_give_the_graph_of_one(told: Telling, cuts: list[int]) -> None:
    events = told.stored()
    assert projected(events, [c for c in cuts if c < len(events)]) == projected(events)


@cases(80)
@given(tellings(), st.randoms(use_true_random=False))
def test_any_order_of_the_pages_gives_the_same_graph(told: Telling, chance: random.Random) -> None:
    streams: dict[str, list[NewEvent]] = {}
    for event in told.events:
        streams.setdefault(event.stream, []).append(event)
    deck = [stream for stream, members in streams.items() for _ in members]
    chance.shuffle(deck)
    shuffled = told.stored([streams[stream].pop(0) for stream in deck])
    assert projected(shuffled) == projected(told.stored())
