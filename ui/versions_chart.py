"""What was thought when, drawn: each version of a right over its days in the world (across) and of knowledge (down)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import altair as alt

from graph.answers import Right
from ui.charts.vega import PICK, Layer, moment, specification, stamp, tooltip
from ui.palette import Palette
from ui.permalink import Point
from ui.words import MODES, credence_text, day_text, term_text

HEIGHT: Final = 300
_CLEAR: Final = 26
"""Pixels between a rectangle's top and the line of the day of knowledge, within which its word has no room."""
_TITLES: Final = {"mode": "Mode", "term": "In force", "known": "Known", "credence": "Credence", "doubt": "Disputed"}


def versions_chart(versions: Sequence[Right], chosen: str, point: Point, palette: Palette) -> dict[str, Any]:
    """Rectangles with both days as a crosshair; a click on one picks its right (:data:`~ui.charts.vega.PICK`).

    What has no end goes to the edge. The chosen version has a thick border, and what is disputed a dashed one.
    """
    valid = _reach([d for v in versions for d in (v.valid_from, v.valid_to)], point.at)
    known = _reach([d for v in versions for d in (v.known_from, v.known_to)], point.known)
    rows = [_row(v, chosen, point, valid, known, palette) for v in versions]
    layers = [_rectangles(rows, valid, known, palette), *_words(rows), *_crosshair(point, valid, known, palette)]
    return specification(layers, height=HEIGHT, padding={"top": 18, "bottom": 4, "left": 0, "right": 8})


Reach = tuple[date, date]


def _reach(days: Sequence[date | None], point: date) -> Reach:
    """From a little before the first day to a little after the last."""
    known = [d for d in days if d is not None] + [point]
    margin = max((max(known) - min(known)) / 12, timedelta(days=45))
    return min(known) - margin, max(known) + margin


def _row(v: Right, chosen: str, point: Point, valid: Reach, known: Reach, palette: Palette) -> dict[str, Any]:
    left, right = v.valid_from or valid[0], v.valid_to or valid[1]
    top, bottom = v.known_from, v.known_to or known[1]
    wide, high = (right - left) / (valid[1] - valid[0]), (bottom - top) / (known[1] - known[0])
    line = (point.known - top) / (known[1] - known[0]) * HEIGHT
    told = f"{MODES[v.mode]}, {term_text(v, point.at)}, {credence_text(v.credence)}"
    spell = f"{day_text(v.known_from)} to {day_text(v.known_to) if v.known_to else 'today'}"
    return {
        "right": v.id,
        "left": stamp(left),
        "until": stamp(right),
        "top": stamp(top),
        "bottom": stamp(bottom),
        "colour": palette.modes[v.mode],
        "ink": palette.inks[v.mode],
        "line": palette.ink if v.id == chosen else palette.dispute if v.disputed else palette.paper,
        "thick": 3.0 if v.id == chosen else 1.5,
        "shown": 1.0 if v.id == chosen else 0.7,
        "word": MODES[v.mode] if high * HEIGHT > 16 and wide > 0.15 and abs(line) > _CLEAR else "",
        "mode": MODES[v.mode],
        "term": term_text(v, point.at),
        "known": spell,
        "credence": f"{credence_text(v.credence)} ({v.credence:.2f})",
        "doubt": "yes" if v.disputed else "no",
        "dashed": v.disputed,
        "told": f"Known {spell}: {told}{', disputed' if v.disputed else ''}",
    }


def _x(field: str = "left", **more: Any) -> alt.X:
    return alt.X(field, type="temporal", **more)


def _y(field: str = "top", **more: Any) -> alt.Y:
    return alt.Y(field, type="temporal", **more)


def _axis(title: str, palette: Palette, reach: Reach) -> alt.Axis:
    years = (reach[1] - reach[0]).days / 365.25
    return alt.Axis(
        title=title,
        titleColor=palette.faint,
        titleFontWeight="normal",
        titleFontSize=12,
        format="%Y" if years > 2.5 else "%b %Y",
        tickCount="year" if years > 2.5 else 5,
        gridColor=palette.grid,
        labelColor=palette.faint,
        labelFontSize=12,
        labelOverlap="greedy",
        labelSeparation=8,
        domainColor=palette.line,
        ticks=False,
    )


def _rectangles(rows: Sequence[Mapping[str, Any]], valid: Reach, known: Reach, palette: Palette) -> Layer:
    scales = [alt.Scale(domain=[moment(day) for day in reach], nice=False, reverse=down) for reach, down in ((valid, False), (known, True))]
    mark = alt.Chart().mark_rect(cursor="pointer")
    mark = mark.encode(
        x=_x(scale=scales[0], axis=_axis("In force", palette, valid)),
        x2=alt.X2("until"),
        y=_y(scale=scales[1], axis=_axis("Known", palette, known)),
        y2=alt.Y2("bottom"),
        color=alt.Color("colour:N", scale=None, legend=None),
        stroke=alt.Stroke("line:N", scale=None, legend=None),
        strokeWidth=alt.StrokeWidth("thick:Q", scale=None, legend=None),
        strokeDash=alt.condition("datum.dashed", alt.value([5, 3]), alt.value([1, 0])),
        opacity=alt.Opacity("shown:Q", scale=None, legend=None),
        tooltip=tooltip(**_TITLES),
        description=alt.Description("told:N"),
    )
    return mark.add_params(alt.selection_point(name=PICK, fields=["right"], on="click", clear="dblclick")), rows


def _words(rows: Sequence[Mapping[str, Any]]) -> list[Layer]:
    mark = alt.Chart().mark_text(align="left", baseline="top", dx=7, dy=5, fontSize=11, fontWeight=600, aria=False)
    mark = mark.encode(x=_x(), y=_y(), text=alt.Text("word:N"), color=alt.Color("ink:N", scale=None, legend=None))
    return [(mark, [row for row in rows if row["word"]])]


def _crosshair(point: Point, valid: Reach, known: Reach, palette: Palette) -> list[Layer]:
    """Both days as lines with their dates."""
    row = {"left": stamp(point.at), "top": stamp(point.known), "at": f"in force on {day_text(point.at)}"}
    row |= {"known": f"known on {day_text(point.known)}"}
    late, low = _share(point.at, valid) > 0.6, _share(point.known, known) > 0.8
    line: dict[str, Any] = {"color": palette.ink, "strokeWidth": 1.5, "strokeDash": [6, 3], "aria": False}
    words: dict[str, Any] = {"color": palette.ink, "fontSize": 12, "fontWeight": 600, "aria": False}
    halo: dict[str, Any] = {**words, "color": palette.paper, "stroke": palette.paper, "strokeWidth": 5, "strokeJoin": "round"}
    upright = alt.Chart().mark_text(align="right" if late else "left", dx=-5 if late else 5, dy=-7, baseline="bottom", y=0, **words)
    place: dict[str, Any] = {"align": "left", "dx": 7, "dy": -6 if low else 7, "baseline": "bottom" if low else "top", "x": 0}
    level = [alt.Chart().mark_text(**place, **style).encode(y=_y(), text=alt.Text("known:N")) for style in (halo, words)]
    return [
        (alt.Chart().mark_rule(**line).encode(x=_x()), [row]),
        (alt.Chart().mark_rule(**line).encode(y=_y()), [row]),
        (upright.encode(x=_x(), text=alt.Text("at:N")), [row]),
        *((mark, [row]) for mark in level),
    ]


def _share(day: date, reach: Reach) -> float:
    return (day - reach[0]) / (reach[1] - reach[0])
