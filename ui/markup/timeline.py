"""The timeline as HTML and SVG, made of :mod:`ui.layout.timeline`; ``ui/desk/timeline.js`` shows it.

Across, places are shares of the plot, so that it fits any width. What has room in how many pixels only the browser knows: a word or a
year says in ``data-room`` and ``data-place`` which share of the width it may take and where it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ui.layout.timeline import Cut, End, Joint, Overlap, Row, Segment, Timeline
from ui.markup.text import esc
from ui.permalink import href
from ui.words import MODES

ROW: Final = 27
BAR: Final = 17
"""Pixels of a row, and of a bar in it."""

_YEARS: Final = 2.5
"""Up to so many years the axis has quarters."""


@dataclass(frozen=True)
class Picture:
    """The timeline in pieces of HTML and SVG, most of which stay the same from day to day, so that few are drawn anew.

    ``label`` says what the whole is, ``height`` is that of the plot in pixels, ``parts`` are painted in their order. ``longer`` is
    whether there is more to the whole span than its recent part, and ``whole`` which of them is shown. ``beyond`` is how many letters have
    to have room on the right of the plot.
    """

    label: str
    days: str
    names: str
    height: int
    parts: tuple[str, ...]
    years: str
    longer: bool
    whole: bool
    beyond: int


def timeline(drawn: Timeline, days: Mapping[str, str] | None = None) -> Picture:
    """Names, bars over the years, the line of the day, and years. A bar is a button, or a link to its right with ``days`` in the query."""
    plot = _Plot(drawn, days)
    return Picture(
        label=f"Rights over time, {drawn.label}",
        days=plot.day_label(),
        names="".join(map(_name, drawn.rows)),
        height=ROW * len(drawn.rows),
        parts=tuple(plot.parts()),
        years="".join(plot.years()),
        longer=drawn.longer,
        whole=drawn.whole,
        beyond=max((len(cut.until) for cut in drawn.cuts), default=0),
    )


def _name(row: Row) -> str:
    return f"<li class=heading><span>{esc(row.label)}</span></li>" if row.heading else f'<li title="{esc(row.label)}">{esc(row.label)}</li>'


def _mode(segment: Segment | End) -> str:
    return segment.mode.value.replace("_", "-")


def _middle(row: int) -> float:
    return ROW * (row + 0.5)


def _tip(pairs: Iterable[tuple[str, str]]) -> str:
    """What is told where one points: titles with their texts."""
    return f'data-tip="{esc(json.dumps(list(pairs), ensure_ascii=False))}"'


def _by_right(segments: Iterable[Segment]) -> dict[tuple[int, str], list[Segment]]:
    """The pieces of each bar, by its row and right."""
    bars: dict[tuple[int, str], list[Segment]] = {}
    for segment in segments:
        bars.setdefault((segment.row, segment.right), []).append(segment)
    return bars


class _Plot:
    """The parts of one timeline, in the order in which they are painted."""

    def __init__(self, drawn: Timeline, query: Mapping[str, str] | None) -> None:
        self.drawn = drawn
        self.query = query
        self.days = (drawn.last - drawn.first).days
        self.bars = _by_right(drawn.segments)
        self.taken: dict[int, list[tuple[date, date]]] = {}
        lines = [(day, day) for day in (drawn.since, drawn.at) if day]
        for (row, _), pieces in self.bars.items():
            self.taken.setdefault(row, [*lines]).append((pieces[0].start, pieces[-1].end))

    def share(self, day: date) -> float:
        """Where a day stands, from 0 to 1."""
        return (day - self.drawn.first).days / self.days

    def at(self, day: date) -> str:
        return f"{self.share(day):.3%}"

    def span(self, start: date, end: date) -> str:
        return f'x="{self.at(start)}" width="{self.share(end) - self.share(start):.3%}"'

    def parts(self) -> Iterator[str]:
        """The years, a part for each row, what joins the rows, and the day."""
        drawn, bottom = self.drawn, ROW * len(self.drawn.rows)
        yield "".join(self.upright("grid", day, 0, bottom) for day in self.ticks()) + self.between(bottom)
        rows: dict[int, list[str]] = {row.row: [] for row in drawn.rows}
        for (row, right), pieces in self.bars.items():
            rows[row].append(self.bar(pieces))
            if right and pieces[0].live:
                rows[row].append(self.words(pieces))
        for overlap in drawn.overlaps:
            rows[overlap.row].append(self.overlap(overlap))
        for end in drawn.ends:
            if not end.rumour:
                rows[end.row].append(self.arrow(end))
        for cut in drawn.cuts:
            rows[cut.row].append(self.cut(cut))
        yield from map("".join, rows.values())
        yield "".join(map(self.joint, drawn.joints))
        yield "".join(self.upright("day", day, 0, bottom) for day in (drawn.since, drawn.at) if day)

    def between(self, bottom: float) -> str:
        """The stretch between two days that are compared."""
        drawn = self.drawn
        return f'<rect class="between" {self.span(drawn.since, drawn.at)} y="0" height="{bottom}"/>' if drawn.since else ""

    def upright(self, kind: str, day: date, top: float, bottom: float) -> str:
        x = self.at(day)
        return f'<line class="{kind}" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>'

    def bar(self, pieces: list[Segment]) -> str:
        """A right, in pieces: what is sure in full colour, what a coarse date leaves open pale, disputed dashed; a plan is no right."""
        one = pieces[0]
        mode = MODES[one.mode]
        told = f"{one.holder}: {mode.lower()}, {one.over}, {one.term}; {one.notes}"
        fields = ("Over", one.over), ("Holder", one.holder), ("Mode", mode), ("Term", one.term), ("Credence", one.credence)
        tag, role = "g", 'role="img"'
        if one.right and self.query is not None:
            tag, role = "a", f'href="{esc(href("right", {"id": one.right, **self.query}))}"'
        elif one.right:
            role = f'role="button" tabindex="-1" data-right="{esc(one.right)}"'
        look = f"bar {_mode(one)}" + ("" if one.live else " idle")
        top = _middle(one.row) - BAR / 2
        shapes = "".join(f'<rect class="{s.look}" {self.span(s.start, s.end)} y="{top}" height="{BAR}" rx="2"/>' for s in pieces)
        return f'<{tag} class="{look}" {role} aria-label="{esc(told)}" {_tip((*fields, ("Notes", one.notes)))}>{shapes}</{tag}>'

    def overlap(self, overlap: Overlap) -> str:
        """A line under each of two bars over the days on which they clash."""
        tip = _tip([("Overlaps with", overlap.rival)])
        return f'<rect class="overlap" {self.span(overlap.start, overlap.end)} y="{_middle(overlap.row) + BAR / 2 + 1}" height="3" {tip}/>'

    def joint(self, joint: Joint) -> str:
        """What follows what, and what is taken out of what: a line from bar to bar with a sign at its end."""
        line = self.upright("to", joint.day, _middle(joint.start), _middle(joint.end)) if joint.start != joint.end else ""
        sign = '<circle r="4"/>' if joint.kind == "succession" else '<path d="M0-5.5L5.5 0 0 5.5-5.5 0Z"/>'
        what = f'role="img" aria-label="{esc(joint.text)}" {_tip([("", joint.text)])}'
        return f'<g class="joint {joint.kind}" {what}>{line}{self.sign(joint.day, joint.end, sign)}</g>'

    def arrow(self, end: End) -> str:
        """An end that is open: the bar points on."""
        look = f"arrow {_mode(end)}" + (" disputed" if end.disputed else "") + ("" if end.live else " idle")
        shape = f'<path class="{look}" d="{"M-4-6L6 0-4 6Z" if end.rightwards else "M4-6L-6 0 4 6Z"}"/>'
        return self.sign(end.day, end.row, shape)

    def cut(self, cut: Cut) -> str:
        """An end beyond the plot: the bar fades, and beside it stands when it ends."""
        faded = f'<rect class="fade" x="-28" y="{-BAR / 2 - 1}" width="29" height="{BAR + 2}"/>'
        return self.sign(self.drawn.last, cut.row, f'{faded}<text class="until" x="6" y="4" aria-hidden="true">{esc(cut.until)}</text>')

    def sign(self, day: date, row: int, shape: str) -> str:
        return f'<svg x="{self.at(day)}" y="{_middle(row)}" overflow="visible">{shape}</svg>'

    def words(self, pieces: list[Segment]) -> str:
        """What a bar says, where it has room: after the day's line, before it, after the bar, a piece earlier, or before the bar; of what
        is over, at its end.
        """
        day = min(max(self.drawn.at, pieces[0].start), pieces[-1].end)
        place = next((n for n, s in enumerate(pieces) if s.start <= day < s.end), len(pieces) - 1)
        now, earlier = pieces[place], pieces[max(place - 1, 0)]
        after, before = self.word(now, day, now.end, "start"), self.word(now, now.start, day, "end")
        since, until = self.free(pieces)
        beside = self.word(now, pieces[-1].end, until, "start", " beside") + self.word(earlier, earlier.start, now.start, "end")
        return f"<g class=words aria-hidden=true>{after}{before}{beside}{self.word(now, since, pieces[0].start, 'end', ' beside')}</g>"

    def free(self, pieces: list[Segment]) -> tuple[date, date]:
        """From where before a bar, and up to where after it, its row has nothing else: no other bar, and no line of a day."""
        start, end, taken = pieces[0].start, pieces[-1].end, self.taken[pieces[0].row]
        since = max((b for _, b in taken if b <= start), default=self.drawn.first)
        return since, min((a for a, _ in taken if a >= end), default=self.drawn.last)

    def word(self, piece: Segment, start: date, end: date, anchor: str, beside: str = "") -> str:
        x, dx = (self.at(start), 7) if anchor == "start" else (self.at(end), -7)
        place = f'x="{x}" dx="{dx}" y="{_middle(piece.row) + 4}" text-anchor="{anchor}"'
        room = f'data-room="{self.share(end) - self.share(start):.5f}"'
        return f'<text class="{piece.look} {_mode(piece)}{beside}" {place} {room}>{esc(piece.says)}</text>'

    def day_label(self) -> str:
        day = self.drawn.at
        share = self.share(day)
        anchor, dx = ("start", 6) if share < 0.25 else ("end", -6) if share > 0.75 else ("middle", 0)
        return f'<text x="{self.at(day)}" dx="{dx}" y="14" text-anchor="{anchor}">{esc(self.drawn.label)}</text>'

    def years(self) -> Iterator[str]:
        words = "%Y" if self.days > 365.25 * _YEARS else "%b %Y"
        for day in self.ticks():
            yield f'<text x="{self.at(day)}" y="16" text-anchor="middle" data-place="{self.share(day):.5f}">{day:{words}}</text>'

    def ticks(self) -> list[date]:
        """The beginnings of years, or of quarters where there are few years."""
        months = (1,) if self.days > 365.25 * _YEARS else (1, 4, 7, 10)
        first, last = self.drawn.first, self.drawn.last
        begun = (date(year, month, 1) for year in range(first.year, last.year + 1) for month in months)
        return [day for day in begun if first <= day <= last]
