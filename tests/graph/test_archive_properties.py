"""A system that lives: whatever is told, in whatever order it arrives, and wherever it dies meanwhile, the graph is what the log says.

What holds after every step that brings the graph up to date:

* The canonical dump is that of a graph made from the log at once: so incremental equals rebuilt, and batches, nights and the points at
  which processes died leave no trace. The same after the last event was lost: as if it had never been.
* No interval is empty or inverted, on either clock, and every relationship joins two nodes that are there.
* At one moment of both clocks a line (grantor, grantee, field, territory, subject) has one mode. This is so for disputes too: they mark
  the mode that is believed and keep the other side's claims as ``OPPOSED_BY``, there is no second mode beside it.

And at the end:

* The same events in any other legal order give the same dump. Legal is every order that keeps that of each stream, as the log itself
  does by ``version``: an article is captured before it is revised, read or linked, of two readings of one text the later counts, and the
  last word holds on a claim, a source, a withdrawal or a pair of names. Streams among themselves may come in any order: a review
  before the reading that it is about, a link before the article that it names. ``recorded_at`` is part of an event and moves with it, so
  that the clock goes backwards in most orders.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, islice
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from rowstore import Died, Dying, RowStore
from stories import DAYS, PEOPLE, anything
from telling import Telling
from thorough import cases

from graph.claims import Claim
from graph.events import Event, NewEvent, article_stream, feed_stream, run_stream
from graph.export import Lines
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import GraphAhead, project, rebuild
from graph.reviews import article_withdrawn, claim_reviewed, source_rated

T = TypeVar("T")

SOURCES = st.sampled_from(["Reuters", "A blog", "The Slow Lane"])
SIZES = st.sampled_from([1, 5, 30, 1000])
WHICH = st.integers(0, 29)
BY = {"by": "Ada", "why": "told"}
FEED = "https://feed.example"


class Archive(RuleBasedStateMachine):
    """A home: its log and index in files, its graph in memory. Events are told first, and arrive in the log later."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="dealgraph-"))
        self.now = datetime(2025, 6, 1, 12, tzinfo=UTC)
        self.log = EventLog.open(f"sqlite:///{self.folder / 'log'}", clock=lambda: self.now)
        self.ledger = Ledger.open(self.folder / "index", self.log)
        self.graph = RowStore()
        self.told = Telling()
        self.arrived = 0

    def teardown(self) -> None:
        try:
            self.arrive(len(self.told.events))
            self.bring_up_to_date(1000)
            events = list(self.log.read())
            for seed in range(2):
                assert made_at_once(shuffled(events, random.Random(seed))) == self.graph.dump()
        finally:
            self.ledger.close()
            self.log.close()
            shutil.rmtree(self.folder)

    def restart(self) -> None:
        self.ledger.close()
        self.ledger = Ledger.open(self.folder / "index", self.log)

    # what is told

    @property
    def pages(self) -> list[NewEvent]:
        return [event for event in self.told.events if event.type == "article.captured"]

    @property
    def readings(self) -> list[NewEvent]:
        return [event for event in self.told.events if event.type == "claims.extracted"]

    @property
    def claims(self) -> list[tuple[NewEvent, dict[str, Any]]]:
        return [(event, claim) for event in self.readings for claim in event.data["claims"]]

    @rule(published=st.none() | DAYS, said=st.lists(anything(), min_size=1, max_size=3), source=SOURCES, like=st.none() | WHICH)
    def capture(self, published: date | None, said: list[Claim], source: str, like: int | None) -> None:
        copied = [chosen(self.pages, like).data["title"]] if self.pages and like is not None else []
        self.told.say(f"page-{len(self.pages)}", published.isoformat() if published else None, *said, source=source, like=copied)

    @precondition(lambda self: self.pages)
    @rule(which=WHICH, days=st.none() | st.integers(-300, 300), said=st.lists(anything(), max_size=2), source=SOURCES)
    def revise(self, which: int, days: int | None, said: list[Claim], source: str) -> None:
        modified = (self.now + timedelta(days=days)).date().isoformat() if days is not None else None
        self.told.revise(chosen(self.pages, which).data["title"], modified, *said, source=source)

    @precondition(lambda self: self.pages)
    @rule(which=WHICH)
    def go_back_to_the_first_text(self, which: int) -> None:
        first = chosen(self.pages, which)
        self.told.events.append(NewEvent("article.revised", first.stream, {**first.data, "previous": "another"}))

    @precondition(lambda self: self.readings)
    @rule(which=WHICH, said=st.lists(anything(), max_size=2))
    def read_again(self, which: int, said: list[Claim]) -> None:
        self.told.reread(chosen(self.readings, which), *said, extractor=f"hand/{len(self.readings)}")

    @precondition(lambda self: len(self.pages) > 1)
    @rule(one=WHICH, other=WHICH)
    def link(self, one: int, other: int) -> None:
        a, b = (chosen(self.pages, which).data["article"] for which in (one, other))
        data = {"article": a, "other": b, "similarity": 0.9, "method": "minhash"}
        self.told.events.append(NewEvent("story.linked", article_stream(a), data))

    @rule(name=PEOPLE, other=PEOPLE, verdict=st.sampled_from(["same", "same", "different", "unsure"]))
    def judge(self, name: str, other: str, verdict: str) -> None:
        self.told.judge(name, other, verdict)

    @precondition(lambda self: self.claims)
    @rule(which=WHICH, verdict=st.sampled_from(["confirm", "reject", "amend", "amend", "reopen"]), name=PEOPLE)
    def review(self, which: int, verdict: str, name: str) -> None:
        reading, claim = chosen(self.claims, which)
        changes = {"right": {"grantor": name}, "dispute": {"claimant": name}, "agreement": {"type": "supply", "speaker": name}}
        put = changes[claim["kind"]] if verdict == "amend" else {}
        self.told.events.append(claim_reviewed(claim["id"], reading.data["article"], verdict, put, **BY))

    @rule(source=SOURCES, rating=st.sampled_from([None, 0.0, 0.3, 1.0]))
    def rate(self, source: str, rating: float | None) -> None:
        self.told.events.append(source_rated(source, rating, **BY))

    @precondition(lambda self: self.pages)
    @rule(which=WHICH, withdrawn=st.booleans())
    def withdraw(self, which: int, withdrawn: bool) -> None:
        self.told.events.append(article_withdrawn(chosen(self.pages, which).data["article"], withdrawn, **BY))

    @rule(type_=st.sampled_from(["run.started", "run.finished", "feed.polled", "item.seen", "article.fetch_failed"]))
    def do_what_tells_of_no_right(self, type_: str) -> None:
        stream = {"run": run_stream("r"), "article": article_stream("a-0")}.get(type_.partition(".")[0], feed_stream(FEED))
        facts = {"article": "a-0", "feed": FEED, "url": "https://a", "item": "1", "kind": "ingest", "status": "ok", "counts": {}}
        self.told.events.append(NewEvent(type_, stream, {**facts, "http_status": 200, "items": 1, "new": 1, "error": None}))

    # what befalls the system

    @rule(day=st.dates(date(2019, 1, 1), date(2027, 12, 31)))
    def set_the_clock(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    @rule(count=st.integers(1, 8))
    def arrive(self, count: int) -> None:
        for event in self.told.events[self.arrived : self.arrived + count]:
            self.log.append([event], run="r")
        self.arrived = min(self.arrived + count, len(self.told.events))

    @rule(size=SIZES)
    def bring_up_to_date(self, size: int) -> None:
        event = self.graph.position().event
        if event is not None and not self.log.holds(event):
            with pytest.raises(GraphAhead):
                project(self.log, self.graph, self.ledger, size=size)
            rebuild(self.log, self.graph, self.ledger)
        else:
            project(self.log, self.graph, self.ledger, size=size)
        dump = self.graph.dump()
        assert self.graph.position().seq == self.log.last_seq()
        assert dump == made_at_once(list(self.log.read()))
        check_rows(dump)

    @rule(size=SIZES, batches=st.integers(0, 4))
    def die_while_projecting(self, size: int, batches: int) -> None:
        with suppress(Died, GraphAhead):
            project(self.log, Dying(self.graph, batches), self.ledger, size=size)
        self.restart()

    @rule(count=st.integers(0, 8), done=st.booleans())
    def die_while_indexing(self, count: int, done: bool) -> None:
        """Before what was taken in is on disk, or after that and before the graph."""

        def some() -> Iterator[Event]:
            yield from islice(self.log.read(after=self.ledger.seq), count)
            if not done:
                raise Died

        with suppress(Died):
            self.ledger.fold(some())
        self.restart()

    @rule()
    def lose_the_index(self) -> None:
        self.ledger.close()
        for file in self.folder.glob("index*"):
            file.unlink()
        self.ledger = Ledger.open(self.folder / "index", self.log)

    @precondition(lambda self: self.arrived)
    @rule()
    def lose_the_last_event(self) -> None:
        """The log was restored from a backup."""
        with closing(sqlite3.connect(self.folder / "log")) as log:
            kept = log.execute("SELECT sql FROM sqlite_master WHERE name = 'events_no_delete'").fetchone()[0]
            log.execute("DROP TRIGGER events_no_delete")
            log.execute("DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)")
            log.execute(kept)
            log.commit()
        self.restart()

    @rule()
    def make_anew(self) -> None:
        rebuild(self.log, self.graph, self.ledger)
        assert self.graph.dump() == made_at_once(list(self.log.read()))


def chosen(found: Sequence[T], which: int) -> T:
    return found[which % len(found)]


def made_at_once(events: Sequence[Event]) -> list[str]:
    """The canonical dump of the graph that these events make."""
    with Ledger() as ledger:
        ledger.fold(events)
        return list(Lines.of(ledger)) if events else []


def shuffled(events: Sequence[Event], chance: random.Random) -> list[Event]:
    """Another order that keeps that of each stream."""
    streams: dict[str, list[Event]] = {}
    for event in events:
        streams.setdefault(event.stream, []).append(event)
    deck = [event.stream for event in events]
    chance.shuffle(deck)
    return [replace(streams[stream].pop(0), seq=seq) for seq, stream in enumerate(deck, 1)]


INTERVALS = (("known_from", "known_to"), ("valid_from", "valid_to"), ("since", "until"), ("disputed_since", "disputed_until"))
LINE = ("grantor", "grantee", "field_of_use", "territory", "subject")


def check_rows(dump: Sequence[str]) -> None:
    """No interval is empty or inverted, no relationship hangs in the air, and at one moment of both clocks a line has one mode."""
    rows = [json.loads(line) for line in dump]
    nodes = {(row["labels"][0], row["props"]["id"]) for row in rows if "labels" in row}
    for row in rows:
        told = row.get("labels", [None])[0] in ("Claim", "Agreement")  # their days of validity are as the text has them
        for start, end in INTERVALS[:1] if told else INTERVALS:
            if row["props"].get(start) and row["props"].get(end):
                assert row["props"][start] < row["props"][end], row
        assert "labels" in row or {tuple(row["start"]), tuple(row["end"])} <= nodes, row
    rights = [row["props"] for row in rows if row.get("labels") == ["Right"]]
    for a, b in combinations(rights, 2):
        if all(a.get(key) == b.get(key) for key in LINE):
            assert not (meet(a, b, "known") and meet(a, b, "valid")), (a, b)


def meet(a: dict[str, Any], b: dict[str, Any], clock: str) -> bool:
    """Whether two rows share a day of a clock."""
    start = max(row.get(f"{clock}_from", "") for row in (a, b))
    return bool(start < min(row.get(f"{clock}_to", "9999-12-32") for row in (a, b)))


def test_the_graph_is_what_the_log_says_whatever_befalls_the_system() -> None:
    run_state_machine_as_test(Archive, settings=settings(cases(100), stateful_step_count=40))
