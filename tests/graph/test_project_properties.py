"""The projection in memory: whatever the nights and the order in which events come, the graph is the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rowstore import RowStore
from stories import claims, tellings
from telling import Telling, right
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
            names = st.sampled_from(["Oracle", "Amazon", "Microsoft", "Octavius", "Google", "Azure", "GitHub", "DeepMind"])
            told.judge(draw(names), draw(names), draw(st.sampled_from(["same", "different", "unsure"])))
        elif what == "read":
            told.reread(page, *draw(st.lists(claims(), max_size=2)))
    return told


def octavius_is(verdict: str, told: Telling) -> None:
    told.judge("Octavius", "Microsoft", verdict)


def microsoft_is_google(told: Telling) -> None:
    told.judge("Microsoft", "Google")


@pytest.mark.parametrize(
    "later",
    [
        [microsoft_is_google, lambda told: told.say("later", "2025-01-01", right("Microsoft", "Oracle"))],
        [partial(octavius_is, "same"), microsoft_is_google],
        [partial(octavius_is, "same"), partial(octavius_is, "different")],
        [lambda told: told.judge("Azure", "Google"), lambda told: told.judge("Azure", "Google", "different")],
    ],
)
@pytest.mark.parametrize("named", [["Octavius"], ["Octavius", "Microsoft"], []])
def test_an_owner_is_in_the_graph_while_what_it_owns_is_and_as_it_is_told_of(
    later: Sequence[Callable[[Telling], object]], named: Sequence[str]
) -> None:
    told = Telling()
    told.say("owned", "2024-01-01", right("OpenAI", "Azure"))
    for name in named:
        told.say(f"of/{name}", "2024-01-01", right("OpenAI", name))
    cuts = [len(told.events)]
    for tell in later:
        tell(told)
        cuts.append(len(told.events))
        assert projected(told.stored(), cuts[:-1]) == projected(told.stored())


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
