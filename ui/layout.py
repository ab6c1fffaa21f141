"""Where things stand in the two charts: rows and segments of the timeline, nodes and edges of the network. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from graph.answers import Clash, Right
from graph.claims import Mode
from graph.fields import FIELDS
from ui.words import MODES, credence_text, day_text, end_text, field_label, listed, start_text

Look = Literal["sure", "unsure", "disputed", "rumour"]
State = Literal["in force", "ended", "to come", "undated"]

_FIELD_ORDER: Final = {f: n for n, f in enumerate(FIELDS)}
_STRENGTH: Final = {mode: n for n, mode in enumerate(Mode)}


# The timeline


@dataclass(frozen=True)
class Segment:
    """A piece of a bar, over ``[start, end)``. ``unsure`` is where a date of coarse precision leaves it open."""

    row: int
    right: str
    mode: Mode
    look: Look
    start: date
    end: date
    live: bool
    holder: str
    over: str
    term: str
    credence: str
    notes: str


@dataclass(frozen=True)
class End:
    """The end of a bar that has none: it goes on beyond the chart, to the right or (start unknown) to the left."""

    row: int
    day: date
    mode: Mode
    rightwards: bool
    live: bool
    rumour: bool
    disputed: bool


@dataclass(frozen=True)
class Overlap:
    """Days on which a bar clashes with another holder's."""

    row: int
    start: date
    end: date
    rival: str


@dataclass(frozen=True)
class Row:
    """A line of the chart. A heading names what the rows below it are over."""

    row: int
    label: str
    heading: bool


@dataclass(frozen=True)
class Timeline:
    """All of it, over the days ``[first, last)``."""

    rows: tuple[Row, ...]
    segments: tuple[Segment, ...]
    ends: tuple[End, ...]
    overlaps: tuple[Overlap, ...]
    first: date
    last: date
    at: date


def timeline(rights: Sequence[Right], clashes: Iterable[Clash], *, at: date, known: date) -> Timeline:
    """Rows grouped by what the rights are over; one holder's rights that follow each other share a row."""
    first, last = _span(rights, at, known)
    rows: list[Row] = []
    place: dict[str, int] = {}
    drawn = [r for r in rights if _within(r, first, last)]
    for group in sorted({_group(r) for r in drawn}, key=lambda g: (_FIELD_ORDER.get(g[0], 99), g[1])):
        members = [r for r in drawn if _group(r) == group]
        rows.append(Row(len(rows), _group_label(group), True))
        for holder, lane in _lanes(members, first, last):
            place.update((r.id, len(rows)) for r in lane)
            rows.append(Row(len(rows), holder, False))
    segments = [s for r in drawn for s in _segments(r, place[r.id], first, last, at)]
    ends = [e for r in drawn for e in _ends(r, place[r.id], first, last, at)]
    return Timeline(tuple(rows), tuple(segments), tuple(ends), _overlaps(clashes, place, first, last), first, last, at)


def _overlaps(clashes: Iterable[Clash], place: Mapping[str, int], first: date, last: date) -> tuple[Overlap, ...]:
    """The days of each row on which it clashes with others, those that touch joined."""
    met: dict[int, list[tuple[date, date, str]]] = {}
    for clash in clashes:
        since, until = max(clash.since or first, first), min(clash.until or last, last)
        if clash.kind == "overlap" and since < until:
            for one, other in (clash.rights, clash.rights[::-1]):
                if one.id in place:
                    met.setdefault(place[one.id], []).append((since, until, other.grantee))
    found: list[Overlap] = []
    for row, spans in met.items():
        start, end, rivals = date.max, date.min, list[str]()
        for since, until, rival in sorted(spans):
            if since > end and rivals:
                found.append(Overlap(row, start, end, listed(rivals)))
                start, end, rivals = date.max, date.min, []
            start, end = min(start, since), max(end, until)
            rivals.append(rival)
        found.append(Overlap(row, start, end, listed(rivals)))
    return tuple(found)


def _span(rights: Iterable[Right], at: date, known: date) -> tuple[date, date]:
    days = [at, known, *(d for r in rights for d in (r.valid_from, r.valid_to) if d is not None)]
    least, most = min(days), max(days)
    margin = max(timedelta(days=120), (most - least) / 20)
    return _add(least, -margin), _add(most, margin)


def _add(day: date, margin: timedelta) -> date:
    try:
        return day + margin
    except OverflowError:
        return date.max if margin > timedelta() else date.min


def _within(right: Right, first: date, last: date) -> bool:
    start, end = right.valid_from or first, right.valid_to or last
    return start < end


def _group(right: Right) -> tuple[str, str]:
    return right.field_of_use[0], right.territory or ""


def _group_label(group: tuple[str, str]) -> str:
    return f"{field_label(group[0])} · {group[1]}" if group[1] else field_label(group[0])


def _lanes(rights: Sequence[Right], first: date, last: date) -> list[tuple[str, list[Right]]]:
    """Holders in order of their first right; rights of one that overlap in time get lanes of their own."""
    ordered = sorted(rights, key=lambda r: (r.valid_from or first, _STRENGTH[r.mode], r.id))
    lanes: list[tuple[str, list[Right]]] = []
    for holder in dict.fromkeys(r.grantee for r in ordered):
        own: list[list[Right]] = []
        for right in (r for r in ordered if r.grantee == holder):
            lane = next((x for x in own if (x[-1].valid_to or last) <= (right.valid_from or first)), None)
            if lane is None:
                own.append([right])
            else:
                lane.append(right)
        lanes += [(holder, lane) for lane in own]
    return lanes


def _state(right: Right, at: date) -> State:
    if right.in_force(at):
        return "in force"
    if right.valid_from is None:
        return "undated"
    return "to come" if right.valid_from > at else "ended"


def _segments(right: Right, row: int, first: date, last: date, at: date) -> list[Segment]:
    start, end = right.valid_from or first, right.valid_to or last
    sure_from = min(_after(right.valid_from, right.valid_from_precision), end) if right.valid_from else start
    sure_to = max(_begin(right.valid_to, right.valid_to_precision), sure_from) if right.valid_to else end
    doubt: tuple[date, date] | None = None
    if right.disputed:
        since, until = max(right.disputed_since or start, start), min(right.disputed_until or end, end)
        doubt = (since, until) if since < until else None
    cuts = sorted({start, sure_from, sure_to, end, *(doubt or ())})
    found = []
    for left, to in pairwise(cuts):
        look: Look = "sure" if sure_from <= left < sure_to else "unsure"
        if doubt and doubt[0] <= left < doubt[1]:
            look = "disputed"
        if not right.heard:
            look = "rumour"
        found.append(
            Segment(
                row=row,
                right=right.id,
                mode=right.mode,
                look=look,
                start=left,
                end=to,
                live=right.in_force(at),
                holder=right.grantee,
                over=_group_label(_group(right)),
                term=f"{start_text(right)} to {end_text(right)}",
                credence=f"{credence_text(right.credence)} ({right.credence:.0%})",
                notes=_notes(right, at),
            )
        )
    return found


def _notes(right: Right, at: date) -> str:
    notes: list[str] = [_state(right, at)]
    if right.disputed:
        by = f" by {listed(right.disputed_by)}" if right.disputed_by else " between sources"
        since = f" since {day_text(right.disputed_since)}" if right.disputed_since else ""
        notes.append(f"disputed{by}{since}")
    notes += [f"over {right.subject}"] if right.subject else []
    notes += [f"condition: {right.condition}"] if right.condition else []
    return "; ".join(notes)


def _after(day: date, precision: str) -> date:
    """The first day that is surely in a right that begins in that year, in that month or on that day."""
    if precision == "year":
        return date(min(day.year + 1, 9999), 1, 1)
    if precision == "month":
        return date(min(day.year + day.month // 12, 9999), day.month % 12 + 1, 1)
    return day


def _begin(day: date, precision: str) -> date:
    """The first day on which a right may be over that ends before ``day``, in that year or month."""
    if precision == "day":
        return day
    last = day - timedelta(days=1)
    return last.replace(day=1) if precision == "month" else last.replace(month=1, day=1)


def _ends(right: Right, row: int, first: date, last: date, at: date) -> list[End]:
    found = []
    if right.valid_to is None:
        disputed = right.disputed and right.disputed_until is None
        found.append(End(row, last, right.mode, True, right.in_force(at), not right.heard, disputed))
    if right.valid_from is None:
        disputed = right.disputed and right.disputed_since is None
        found.append(End(row, first, right.mode, False, False, not right.heard, disputed))
    return found


# The network of one day


@dataclass(frozen=True)
class Node:
    """A holder (left) or what rights are over (right), at a height from 0 (top) to 1. ``live``: part of that day's network."""

    name: str
    left: bool
    height: float
    live: bool


@dataclass(frozen=True)
class Edge:
    """A holder's right on the day. The look is the mode's, or disputed, or rumour; ``idle`` for what is not in force then."""

    holder: str
    over: str
    start: float
    end: float
    mode: Mode
    disputed: bool
    rumour: bool
    live: bool
    text: str


@dataclass(frozen=True)
class Network:
    """Two columns. Every holder and object in scope has a place whatever the day, so that nothing jumps as the day moves."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    size: int


def network(rights: Sequence[Right], at: date) -> Network:
    """Holders to what they hold, on a day. Holders are ordered by where their rights point, so that few edges cross."""
    groups = sorted({_group(r) for r in rights}, key=lambda g: (_FIELD_ORDER.get(g[0], 99), g[1]))
    rank = {g: n for n, g in enumerate(groups)}
    targets: dict[str, list[int]] = {}
    for right in rights:
        targets.setdefault(right.grantee, []).append(rank[_group(right)])
    holders = sorted(targets, key=lambda h: (sum(targets[h]) / len(targets[h]), h))
    heights = {("left", h): _height(n, len(holders)) for n, h in enumerate(holders)}
    heights |= {("right", _group_label(g)): _height(n, len(groups)) for n, g in enumerate(groups)}
    best: dict[tuple[str, str], Right] = {}
    for right in rights:
        key = (right.grantee, _group_label(_group(right)))
        if key not in best or _weight(right, at) < _weight(best[key], at):
            best[key] = right
    edges = tuple(
        Edge(
            holder=holder,
            over=over,
            start=heights["left", holder],
            end=heights["right", over],
            mode=right.mode,
            disputed=right.disputed_on(at),
            rumour=not right.heard,
            live=right.in_force(at),
            text=f"{MODES[right.mode]}, {_state(right, at)}" + (", disputed" if right.disputed_on(at) else ""),
        )
        for (holder, over), right in sorted(best.items())
    )
    busy = {("left", e.holder) for e in edges if e.live} | {("right", e.over) for e in edges if e.live}
    nodes = tuple(Node(name, side == "left", height, (side, name) in busy) for (side, name), height in heights.items())
    return Network(nodes, edges, max(len(holders), len(groups)))


def _height(place: int, of: int) -> float:
    return 0.5 if of < 2 else place / (of - 1)


def _weight(right: Right, at: date) -> tuple[bool, bool, int, float]:
    """The edge that is drawn between two nodes: what is in force first, then what is heard, then the stronger mode."""
    return not right.in_force(at), not right.heard, _STRENGTH[right.mode], -right.credence
