"""What changed between two days, found without reading what did not: by indexes on days, the latest first, no more than asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Protocol

from graph import queries
from graph._moved import beliefs_moved, doubted, pieces, sort, world_moved
from graph._read import right_of
from graph.answers import Changes, Moved, Right

Dress = Callable[[Sequence[Mapping[str, Any]]], tuple[Right, ...]]
"""Rows of rights with names, evidence and conflicts."""


class Rows(Protocol):
    """What is asked."""

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]: ...


@dataclass(frozen=True)
class Window:
    """The days after ``since`` and up to ``until``; whose rights (ids of companies that grant or hold, nobody for everybody's), over
    which fields of use (none for all); and how many rights of a kind at most.
    """

    since: date
    until: date
    parties: tuple[str, ...]
    fields: tuple[str, ...]
    limit: int


def happened(store: Rows, dress: Dress, window: Window, known: date) -> Changes:
    """What began, ended and came into dispute in the world, as known."""
    begun, ended, disputed = (_turned(store, day, window, known) for day in ("valid_from", "valid_to", "disputed_since"))
    since = max(begun.since, ended.since, disputed.since)
    bare = _rights((*begun.rows, *ended.rows))
    moved = (*world_moved(bare, since, window.until), *doubted(_rights(disputed.rows), since, window.until))
    return _changes(dress, window, since, moved, (*begun.rows, *ended.rows, *disputed.rows))


def learnt(store: Rows, dress: Dress, window: Window) -> Changes:
    """How beliefs moved, about any day of the world."""
    begun, ended = (_turned(store, day, window, None) for day in ("known_from", "known_to"))
    since = max(begun.since, ended.since)
    rows = (*begun.rows, *ended.rows)
    return _changes(dress, window, since, beliefs_moved(_rights(rows), since, window.until), rows)


@dataclass(frozen=True)
class _Turned:
    """Rows of all rights with a turn after ``since``, which is later than what was asked for where there are too many."""

    rows: tuple[Mapping[str, Any], ...]
    since: date


def _turned(store: Rows, day: str, window: Window, known: date | None) -> _Turned:
    query = (queries.TURNS_OF if window.parties else queries.TURNS)[day]
    given: dict[str, Any] = {"known": known.isoformat()} if known else {}
    given |= {"parties": list(window.parties)} if window.parties else {}
    found: list[Mapping[str, Any]] = []
    # a company's rights are found by the company: there is no need to go back in pieces
    spans = ((window.since, window.until),) if window.parties else pieces(window.since, window.until)
    for since, until in spans:
        span = {"since": since.isoformat(), "until": until.isoformat()}
        more = store.read(query, **span, fields=list(window.fields) or None, limit=window.limit + 1 - len(found), **given)
        found += more
        if len(found) > window.limit:
            cut = date.fromisoformat(found[-1]["r"][day])
            if cut == window.until:  # more on one day than asked for: what there is of it
                return _Turned(tuple(found[:-1]), cut - timedelta(days=1))
            return _Turned(tuple(row for row in found if row["r"][day] > cut.isoformat()), cut)
    return _Turned(tuple(found), window.since)


def _rights(rows: Iterable[Mapping[str, Any]]) -> tuple[Right, ...]:
    """Each right once, its parties by id, without evidence."""
    found = {row["r"]["id"]: row["r"] for row in rows}
    return tuple(right_of(r, {r[side]: r[side] for side in ("grantor", "grantee")}) for r in found.values())


def _changes(dress: Dress, window: Window, since: date, moved: Iterable[Moved], rows: Iterable[Mapping[str, Any]]) -> Changes:
    found = [m for m in moved if m.date is not None and m.date > since]
    wanted = {right.id for m in found for right in (m.before, m.after) if right is not None}
    by_id = {row["r"]["id"]: row for row in rows}
    dressed = {right.id: right for right in dress([by_id[key] for key in sorted(wanted)])}

    def whole(right: Right | None) -> Right | None:
        return None if right is None else dressed[right.id]

    return Changes(
        since, window.until, since == window.since, sort(replace(m, before=whole(m.before), after=whole(m.after)) for m in found)
    )
