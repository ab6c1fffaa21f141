"""What the page asks of the graph, remembered until the graph moves on.

Answers are kept by the projection's position, so that a nightly run shows up on the next click without a restart. The
connection is shared by all sessions; it is the graph's reading user, who can change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

import streamlit as st

from graph.answers import Answer, Clash, Moved, Right
from graph.deals import DealGraph
from graph.gazetteer import entity_id
from graph.home import Home
from graph.store import Position
from ui.permalink import Scope, View

T = TypeVar("T")

_GRANTORS: Final = """
MATCH (r:Right)-[:GRANTED_BY]->(e:Entity)
RETURN e.name AS name, count(r) AS rights ORDER BY rights DESC, name"""

_VERSIONS: Final = """
MATCH (r:Right)-[:HELD_BY]->(e:Entity) WHERE r.grantor = $grantor
RETURN DISTINCT e.name AS holder, r.field_of_use AS field, r.territory AS territory, r.valid_from AS begins, r.valid_to AS ends,
  r.known_from AS known_from, r.known_to AS known_to"""


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


@dataclass(frozen=True)
class Reader:
    """The graph at one position. ``key`` and ``position.seq`` stand for it in the caches."""

    graph: DealGraph
    key: str
    position: Position

    @classmethod
    def of(cls, home: Home) -> Reader:
        """The graph of a home as it is now; raises :class:`~graph.errors.GraphUnavailable`."""
        key = f"{home.folder}|{home.graph_url}"
        graph = _connection(key, home)
        return cls(graph, key, graph.store.position())

    def grantors(self) -> tuple[str, ...]:
        """Everybody who granted something, those of most rights first."""
        return self._once(lambda: tuple(row["name"] for row in self.graph.store.read(_GRANTORS)), "grantors")

    def versions(self, grantor: str) -> tuple[Version, ...]:
        """All that was ever believed of a grantor's rights."""
        return self._once(lambda: tuple(map(_version, self.graph.store.read(_VERSIONS, grantor=entity_id(grantor)))), "versions", grantor)

    def rights(self, scope: Scope, known: date) -> tuple[Right, ...]:
        """The rights in scope over all days."""
        grantor, rest = _asked(scope)
        return self._once(lambda: self.graph.timeline(grantor, **rest, known_at=known), "rights", scope, known)

    def answer(self, view: View, use: str | None) -> Answer:
        """The answer for one field of use, or for any."""
        grantor, rest = _asked(view.scope)
        return self._once(
            lambda: self.graph.exclusivity(grantor, **{**rest, "use": use}, at=view.at, known_at=view.known), "answer", view, use
        )

    def clashes(self, grantor: str, known: date) -> tuple[Clash, ...]:
        """The grantor's conflicts over all days."""
        return self._once(lambda: self.graph.conflicts(grantor, known_at=known), "clashes", grantor, known)

    def moved(self, scope: Scope, start: date, end: date, known: date) -> tuple[Moved, ...]:
        """How the world moved; raises :class:`~graph.errors.BadInput` for days in the wrong order."""
        grantor, rest = _asked(scope)
        return self._once(lambda: self.graph.diff(grantor, **rest, start=start, end=end, known_at=known), "moved", scope, start, end, known)

    def revised(self, scope: Scope, at: date, known_from: date, known_to: date) -> tuple[Moved, ...]:
        """How knowledge of one day moved; raises :class:`~graph.errors.BadInput` for days in the wrong order."""
        grantor, rest = _asked(scope)
        return self._once(
            lambda: self.graph.revised(grantor, **rest, at=at, known_from=known_from, known_to=known_to),
            *("revised", scope, at, known_from, known_to),
        )

    def _once(self, ask: Callable[[], T], *question: object) -> T:
        answer: T = _remembered((self.key, self.position.seq, *question), ask)
        return answer


def _asked(scope: Scope) -> tuple[str, dict[str, str | None]]:
    return scope.grantor, {"grantee": scope.grantee, "use": scope.use, "territory": scope.territory}


def _version(row: Mapping[str, Any]) -> Version:
    days = {key: date.fromisoformat(row[key]) if row[key] else None for key in ("begins", "ends", "known_to")}
    return Version(row["holder"], row["field"], row["territory"], known_from=date.fromisoformat(row["known_from"]), **days)


@st.cache_data(show_spinner=False, max_entries=2000)
def _remembered(question: tuple[object, ...], _ask: Callable[[], Any]) -> Any:  # noqa: ARG001 - the question is the key
    return _ask()


@st.cache_resource(show_spinner=False, max_entries=4, on_release=DealGraph.close)
def _connection(key: str, _home: Home) -> DealGraph:  # noqa: ARG001 - the key stands for the home
    return DealGraph.open(_home)
