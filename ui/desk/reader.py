"""What the page asks of the graph, remembered until the graph moves on.

Rows, and what no day in the world has a part in, are kept as long as the projection stays where it is: moving that day costs no
query, and a nightly run shows up on the next click without a restart. The connection is shared by all sessions; it is the graph's reading
user, who can change nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, Final, TypeVar

import streamlit as st

from graph.agreements import Agreement
from graph.answers import Answer, Changes, Clash, Clashes, Evidence, Moved, Related, Right, Told, Waiting, Wanted, Why
from graph.blobs import BlobStore
from graph.deals import DealGraph
from graph.errors import BlobMissing, LogError
from graph.finding import BestKnown, GrantorsOver, names_of
from graph.gazetteer import entity_id
from graph.home import Home
from graph.log import EventLog
from graph.records import Record
from graph.runs import LastRun, last_run
from graph.store import GraphStore, Position
from ui.digest import Digest, digest
from ui.permalink import EARLIEST, LATEST, Point, Scope, View
from ui.views.changes import Clock
from ui.views.runs import Standing, standing
from ui.watchlists import Watchlist

T = TypeVar("T")

_VERSIONS: Final = """
MATCH (r:Right)-[:HELD_BY]->(e:Entity) WHERE r.grantor = $grantor
RETURN DISTINCT e.name AS holder, r.field_of_use AS field, r.territory AS territory, r.valid_from AS begins, r.valid_to AS ends,
  r.known_from AS known_from, r.known_to AS known_to"""

_AROUND: Final = timedelta(days=365)
_TURNS: Final = 20
"""How far around a day, and among how many changes, the nearest day of a change is looked for."""

_FRESH: Final = 5
"""Seconds for which it is not asked again how log and graph stand: a slider's steps ask the log once."""

_KEPT: Final = 1000
"""How many things are remembered at most."""


@dataclass(frozen=True)
class Version:
    """When somebody was believed to hold something, whenever that was believed: what the choices and sliders are made of."""

    holder: str
    field: str
    territory: str | None
    begins: date | None
    ends: date | None
    known_from: date
    known_to: date | None


class RememberingStore(GraphStore):
    """A store that asks the server once for the same rows. Threads may share it."""

    def __init__(self, link: Any) -> None:
        super().__init__(link)
        self._kept: dict[Hashable, Any] = {}
        self._seen: Position | None = None
        self._guard = threading.Lock()

    def look(self) -> Position:
        """Where the graph stands now; what was remembered of an earlier position is forgotten."""
        position = self.position()
        with self._guard:
            if position != self._seen:
                self._kept, self._seen = {}, position
        return position

    def once(self, question: Hashable, answer: Callable[[], T]) -> T:
        """The answer as remembered, or made now."""
        kept = self._kept
        if question not in kept:
            made = answer()
            with self._guard:
                if len(kept) >= _KEPT:
                    kept.clear()
                kept[question] = made
            return made
        found: T = kept[question]
        return found

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        """The rows, as remembered or from the server."""
        return self.once((cypher, repr(sorted(params.items()))), lambda: super(RememberingStore, self).read(cypher, **params))


@dataclass(frozen=True)
class Reader:
    """The graph at one position."""

    graph: DealGraph
    store: RememberingStore
    position: Position
    blobs: BlobStore
    home: Home

    @classmethod
    def of(cls, home: Home) -> Reader:
        """The graph of a home as it is now; raises :class:`~graph.errors.GraphUnavailable`."""
        graph, store = _connection(f"{home.folder}|{home.graph_url}", home)
        return cls(graph, store, store.look(), BlobStore(home.blobs_dir), home)

    def best_known(self) -> BestKnown:
        """Who grants and holds most rights, and what most are over: what is offered before a name is given."""
        return self.store.once("best known", self.graph.best_known)

    def grantors_over(self, use: str) -> GrantorsOver:
        """Who has granted most over a field, whenever that was."""
        return self.graph.grantors_over(use)

    def in_force(self, point: Point, *, use: str | None = None, grantee: str | None = None, most: int, skip: int = 0) -> tuple[Right, ...]:
        """Rights in force over a field or of a holder, whoever grants them: a page of them, the strongest first."""
        return self.graph.in_force(use=use, grantee=grantee, at=point.at, known_at=point.known, most=most, skip=skip)

    def versions(self, grantor: str) -> tuple[Version, ...]:
        """All that was ever believed of a grantor's rights."""
        rows = self.store.read(_VERSIONS, grantor=entity_id(grantor))
        return self.store.once(("versions", grantor), lambda: tuple(map(_version, rows)))

    def rights(self, scope: Scope, known: date) -> tuple[Right, ...]:
        """The rights in scope over all days."""
        grantor, rest = _asked(scope)
        return self.store.once(("rights", scope, known), lambda: self.graph.timeline(grantor, **rest, known_at=known))

    def clashes(self, grantor: str, known: date) -> tuple[Clash, ...]:
        """The grantor's conflicts over all days."""
        return self.store.once(("clashes", grantor, known), lambda: self.graph.conflicts(grantor, known_at=known))

    def clashing(self, wanted: Wanted, point: Point, *, most: int, skip: int) -> Clashes:
        """A page of the conflicts that are wanted, seen from both days."""
        return self.graph.clashing(wanted, at=point.at, known_at=point.known, most=most, skip=skip)

    def answer(self, view: View, use: str | None) -> Answer:
        """The answer for one field of use, or for any."""
        return self.answers(view, [use])[use]

    def answers(self, view: View, uses: Iterable[str | None]) -> Mapping[str | None, Answer]:
        """The answers for several fields of use."""
        scope = view.scope
        place = {"subject": scope.subject, "territory": scope.territory}
        return self.graph.exclusivities(scope.grantor, uses, grantee=scope.grantee, **place, at=view.at, known_at=view.known)

    def prospects(self, scope: Scope, known: date) -> tuple[Evidence, ...]:
        """Talks and plans in scope that have not come true, whatever the day."""
        ever = View(scope, LATEST, known)
        return self.store.once(("prospects", scope, known), lambda: self.answer(ever, scope.use).prospects)

    def names(self, ids: Iterable[str]) -> Mapping[str, str]:
        """The names of entities by id."""
        return names_of(self.store, ids)

    def moved(self, view: View, start: date, end: date) -> tuple[Moved, ...]:
        """How the world moved; raises :class:`~graph.errors.BadInput` for days in the wrong order."""
        grantor, rest = _asked(view.scope)
        return self.graph.diff(grantor, **rest, start=start, end=end, known_at=view.known)

    def revised(self, view: View, start: date, end: date) -> tuple[Moved, ...]:
        """How knowledge of the view's day moved; raises :class:`~graph.errors.BadInput` for days in the wrong order."""
        grantor, rest = _asked(view.scope)
        return self.graph.revised(grantor, **rest, at=view.at, known_from=start, known_to=end)

    def why(self, right: str) -> Why:
        """What a right rests on; raises :class:`~graph.errors.UnknownName`."""
        return self.store.once(("why", right), lambda: self.graph.why(right))

    def related(self, right: str, point: Point) -> Related:
        """What a right stands beside, seen from both days."""
        return self.graph.related(right, at=point.at, known_at=point.known)

    def asked(self, right: Right, point: Point) -> Answer:
        """Whether the right's holder has an exclusive right over all that it covers, on a day, as known."""
        scope = {"use": right.field_of_use[0], "subject": right.subject, "territory": right.territory}
        return self.graph.exclusivity(right.grantor, grantee=right.grantee, **scope, at=point.at, known_at=point.known)

    def agreement(self, id: str, known: date) -> Agreement:
        """An agreement; raises :class:`~graph.errors.BadInput` where there is none, or none is known yet."""
        return self.graph.agreement(id, known_at=known)

    def agreements(self, party: str | None, known: date, *, most: int, skip: int) -> tuple[Agreement, ...]:
        """A page of the agreements of one party, or of everybody."""
        return self.graph.agreements(party, known_at=known, most=most, skip=skip)

    def doubtful(self, grantor: str | None, point: Point, only: frozenset[str], most: int) -> Waiting:
        """The claims most worth a second look; ``only`` those of rights that rest on one story (alone), are disputed, or in force (now)."""
        at = point.at if "now" in only else None
        limits = {"alone": "alone" in only, "disputed": "disputed" in only}
        return self.graph.doubtful(grantor, at=at, **limits, known_at=point.known, most=most)

    def told(self, claim: str) -> Told:
        """A claim with all rights that it ever spoke for or against; raises :class:`~graph.errors.UnknownName`."""
        return self.store.once(("told", claim), lambda: self.graph.evidence(claim))

    def record(self, source: str, known: date) -> Record:
        """How a source has fared, as known on a day."""
        return self.store.once(("record", source, known), lambda: self.graph.record(source, known_at=known))

    def articles_from(self, source: str, *, edited: bool = False, skip: int, most: int) -> list[dict[str, Any]]:
        """A page of a source's articles, or of those of which it has changed the text, the newest first."""
        return self.graph.articles_from(source, edited=edited, most=most, skip=skip)

    def text(self, sha: str) -> str | None:
        """An article's text; ``None`` where it is not kept, or no longer."""
        try:
            return self.blobs.get_text(sha)
        except BlobMissing:
            return None

    def digest(self, watchlist: Watchlist, days: tuple[Point, Point], known: date, limit: int) -> Digest:
        """What changed for a watchlist after the first and up to the second of the days, on both clocks."""
        since, until = days

        def made() -> Digest:
            return digest(self.graph, watchlist, (since.at, until.at), (since.known, until.known), known, limit)

        return self.store.once(("digest", watchlist, days, known, limit), made)

    def latest(self, clock: Clock, until: date, known: date, limit: int) -> tuple[Moved, ...]:
        """The last changes up to a day of either clock, about as many as ``limit``."""
        ask = self.graph.learnt if clock == "knowledge" else partial(self.graph.happened, known_at=known)
        return self.store.once(("latest", clock, until, known, limit), lambda: ask(EARLIEST, until, limit=limit).moved)

    def turning_days(self, point: Point) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """Days of the world and of knowledge around both of the point's on which something changed: the nearest are among them.

        As far as a year ahead, and where so much changes that no nearest day can be told, none ahead.
        """

        def around(ask: Callable[..., Changes], day: date) -> tuple[date, ...]:
            before = ask(max(day - _AROUND, EARLIEST), day, limit=_TURNS)
            after = ask(day, min(day + _AROUND, LATEST), limit=_TURNS)
            moved = (*before.moved, *(after.moved if after.complete else ()))
            return tuple(sorted({m.date for m in moved if m.date is not None}))

        happened = partial(self.graph.happened, known_at=point.known)
        world = self.store.once(("turning days", point), lambda: around(happened, point.at))
        return world, self.store.once(("days of knowledge", point.known), lambda: around(self.graph.learnt, point.known))

    def open_conflicts(self, point: Point, limit: int) -> tuple[Clash, ...]:
        """Everybody's conflicts that are open on the day; some, where there are more than ``limit``."""
        asked = ("open conflicts", point, limit)
        return self.store.once(asked, lambda: self.graph.open_conflicts(point.at, known_at=point.known, limit=limit))

    def standing(self) -> Standing:
        """How the last run went and what the graph lacks, as it was some seconds ago at most."""
        return _standing(f"{self.home.folder}|{self.home.graph_url}|{self.position}", self)

    def last_run(self) -> LastRun | None:
        """What the last completed run did; raises :class:`~graph.errors.LogError`."""

        def made() -> LastRun | None:
            with EventLog.open(self.home.log_url) as log:
                return last_run(log)

        return self.store.once(("last run",), made)

    def brought(self, run: LastRun, known: date, limit: int) -> tuple[Right, ...]:
        """What is believed in the light of a run's claims, within a limit."""
        return self.store.once(("brought", run.finished, known, limit), lambda: self.graph.brought(run.claims, known_at=known, limit=limit))


def _asked(scope: Scope) -> tuple[str, dict[str, str | None]]:
    return scope.grantor, {"grantee": scope.grantee, "use": scope.use, "territory": scope.territory, "subject": scope.subject}


def _version(row: Mapping[str, Any]) -> Version:
    days = {key: date.fromisoformat(row[key]) if row[key] else None for key in ("begins", "ends", "known_to")}
    return Version(row["holder"], row["field"], row["territory"], known_from=date.fromisoformat(row["known_from"]), **days)


@st.cache_resource(show_spinner=False, max_entries=4, ttl=_FRESH)
def _standing(key: str, _reader: Reader) -> Standing:  # noqa: ARG001 - the key stands for the home and the graph's position
    try:
        run = _reader.last_run() if _reader.position.seq else None
        return standing(run, _reader.graph.warnings(), datetime.now(UTC))
    except LogError as error:
        return Standing(unread=(error.message, error.hint))


@st.cache_resource(show_spinner=False, max_entries=4, on_release=lambda pair: pair[0].close())
def _connection(key: str, _home: Home) -> tuple[DealGraph, RememberingStore]:  # noqa: ARG001 - the key stands for the home
    store = RememberingStore.open(_home.graph_url, _home.graph_dir)
    assert isinstance(store, RememberingStore)
    return DealGraph(store, _home.log_url), store
