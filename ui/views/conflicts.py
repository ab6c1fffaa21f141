"""Two rights that cannot both hold, side by side, in words and drawn. Pure functions of the graph's answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from graph.answers import Clash, Clashes, Evidence, Right
from graph.claims import Mode
from ui.permalink import Point, View
from ui.views.cards import holds
from ui.views.rights import address, in_dispute
from ui.words import MODES, STRENGTH, counted, credence_text, day_text, field_label, listed, over_label, term_text

GRADES: Final = {"overlap": "Overlapping claims", "potential": "Claims that may overlap"}


@dataclass(frozen=True)
class Party:
    """One side of a conflict; ``to`` is the address of its right's page."""

    holder: str
    mode: Mode
    over: str
    term: str
    credence: str
    told: tuple[Evidence, ...]
    to: str


@dataclass(frozen=True)
class Bar:
    """A stretch of days on an axis, in percent of its length; open where it has no known end or beginning."""

    start: float
    width: float
    open_start: bool
    open_end: bool


@dataclass(frozen=True)
class Drawing:
    """Two terms on one axis, where they overlap, the day, and the years. Places are percent of the axis."""

    bars: tuple[Bar, Bar]
    overlap: Bar
    day: float
    day_says: str
    years: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Conflict:
    """Two rights side by side. ``during`` is when both hold, ``now`` whether that is so on the day."""

    kind: str
    grantor: str
    during: str
    fields: str
    now: bool
    objecting: str
    objections: tuple[str, ...]
    sides: tuple[Party, Party]
    drawing: Drawing


def conflicts(view: View, clashes: Iterable[Clash], shown: Iterable[Right]) -> tuple[Conflict, ...]:
    """The clashes that rights in scope are in, those of the day first."""
    ids = {r.id for r in shown}
    found = [conflict(c, Point(view.at, view.known)) for c in clashes if any(r.id in ids for r in c.rights)]
    return tuple(sorted(found, key=lambda c: not c.now))


def conflict(clash: Clash, point: Point) -> Conflict:
    """One clash, the stronger right first."""
    ordered = sorted(clash.rights, key=lambda r: (STRENGTH[r.mode], r.id))
    left, right = (_party(r, point) for r in ordered)
    return Conflict(
        kind=clash.kind,
        grantor=ordered[0].grantor,
        during=during(clash),
        fields=", ".join(field_label(f) for f in clash.field_of_use) + (f" · {clash.territory}" if clash.territory else ""),
        now=holds(clash, point.at),
        objecting=listed(clash.disputed_by),
        objections=tuple(in_dispute(d) for d in clash.disputes),
        sides=(left, right),
        drawing=_drawing(ordered[0], ordered[1], clash, point.at),
    )


def many(found: Clashes) -> str:
    """How many there are, or were counted."""
    told = counted(found.total, "conflict")
    return told if found.complete else f"At least {told}"


def during(clash: Clash) -> str:
    """The days on which both hold."""
    since = day_text(clash.since) if clash.since else "an unknown day"
    return f"{since} to {day_text(clash.until)}" if clash.until else f"since {since}"


def _party(right: Right, point: Point) -> Party:
    over = over_label(right) + (f" ({right.subject})" if right.subject else "")
    credence = f"{credence_text(right.credence)} ({right.credence:.2f})"
    term = term_text(right, point.at)
    return Party(right.grantee, right.mode, over, term, credence, right.supporting, address(right.id, point))


def _drawing(one: Right, other: Right, clash: Clash, at: date) -> Drawing:
    days = [d for r in (one, other) for d in (r.valid_from, r.valid_to) if d is not None]
    days += [d for d in (clash.since, clash.until, at) if d is not None]
    margin = max((max(days) - min(days)) / 16, timedelta(days=20))
    first, last = min(days) - margin, max(days) + margin

    def place(day: date) -> float:
        return round(100 * ((day - first) / (last - first)), 3)

    def bar(since: date | None, until: date | None) -> Bar:
        start, end = place(since or first), place(until or last)
        return Bar(start, round(end - start, 3), since is None, until is None)

    step = max(1, -(-(last.year - first.year) // 7))
    years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1) if year % step == 0]
    bars = (bar(one.valid_from, one.valid_to), bar(other.valid_from, other.valid_to))
    return Drawing(bars, bar(clash.since, clash.until), place(at), day_text(at), tuple((place(year), str(year.year)) for year in years))


def table(clashes: Iterable[Clash]) -> dict[str, list[str]]:
    """Conflicts as columns of plain text, a row each, to take away."""
    rows = []
    for clash in clashes:
        row = {
            "Grade": clash.kind,
            "Grantor": clash.rights[0].grantor,
            "Fields of use": ", ".join(clash.field_of_use),
            "Territory": clash.territory or "",
            "Since": clash.since.isoformat() if clash.since else "",
            "Until": clash.until.isoformat() if clash.until else "",
            "Objecting": ", ".join(clash.disputed_by),
        }
        for n, right in enumerate(sorted(clash.rights, key=lambda r: (STRENGTH[r.mode], r.id)), 1):
            row |= {
                f"Holder {n}": right.grantee,
                f"Mode {n}": MODES[right.mode],
                f"From {n}": right.valid_from.isoformat() if right.valid_from else "",
                f"To {n}": right.valid_to.isoformat() if right.valid_to else "",
                f"Credence {n}": f"{right.credence:.2f}",
                f"Quote {n}": right.supporting[0].quote if right.supporting else "",
                f"Page {n}": right.supporting[0].url if right.supporting else "",
                f"Right {n}": right.id,
            }
        rows.append(row)
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
