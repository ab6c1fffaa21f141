"""The timeline of the Explore page as a Vega-Lite specification that Altair makes of :mod:`ui.layout.timeline`."""

from __future__ import annotations

import json
from typing import Any, Final, Literal

import altair as alt
from altair.utils.schemapi import debug_mode

from ui.charts.vega import PICK, Layer, as_is, moment, specification, stamp, tooltip
from ui.layout.timeline import Segment, Timeline
from ui.palette import Palette
from ui.words import MODES, day_text, shortened

ROW: Final = 27
BAR: Final = 17
NAME: Final = 24
"""Characters of a holder's name; the tooltip has the whole."""

_IDLE: Final = 0.42
_MARKS: Final = {"disputed": ", disputed", "rumour": "?", "prospect": "?"}
_JOINTS: Final = {"succession": ("circle", []), "carve-out": ("diamond", [3, 2])}
"""The sign at the end of what joins two bars, and its dashes."""


def timeline_chart(timeline: Timeline, palette: Palette) -> dict[str, Any]:
    """Bars over the years in rows; a click on one picks its right (:data:`PICK`)."""
    with debug_mode(False):  # Altair would check each part against the schema; the tests check the whole
        layers = [
            _separators(timeline, palette),
            _bars(timeline, palette),
            _overlaps(timeline, palette),
            *_joints(timeline, palette),
            _arrows(timeline, palette),
            *_day(timeline, palette),
            *_words(timeline, palette),
        ]
        return specification(layers, height=len(timeline.rows) * ROW, padding={"top": 4, "bottom": 8, "left": 0, "right": 6})


def _row() -> alt.Y:
    return alt.Y("row", type="ordinal")


def _from(field: str = "start") -> alt.X:
    return alt.X(field, type="temporal")


def _separators(timeline: Timeline, palette: Palette) -> Layer:
    """A line above each heading, from the names to the last day; it carries the names as its axis."""
    labels = [row.label if row.heading else shortened(row.label, NAME) for row in timeline.rows]
    heading = f"{json.dumps([row.heading for row in timeline.rows])}[datum.value]"
    longest = max((len(label) for label, row in zip(labels, timeline.rows, strict=True) if not row.heading), default=0)
    extent = round(min(max(longest * 6.6 + 18, 84), 176))
    axis = alt.Axis(
        values=[row.row for row in timeline.rows],
        labelExpr=f"{json.dumps(labels)}[datum.value]",
        labelAlign="left",
        labelPadding=extent,
        labelLimit=0,
        labelOverlap=False,
        labelFontSize=13,
        labelFontWeight=alt.condition(heading, alt.value(600), alt.value(400)),
        labelColor=alt.condition(heading, alt.value(palette.ink), alt.value(palette.faint)),
        ticks=False,
        domain=False,
        grid=False,
        title=None,
    )
    scale = alt.Scale(domain=[row.row for row in timeline.rows], paddingInner=0, paddingOuter=0)
    rule: dict[str, Any] = {"color": palette.line, "strokeWidth": 1, "yOffset": -ROW / 2, "aria": False}
    mark = alt.Chart().mark_rule(**rule)
    rows = [{"row": row.row} for row in timeline.rows if row.heading]
    return mark.encode(y=alt.Y("row", type="ordinal", scale=scale, axis=axis), x=alt.value(-extent), x2=alt.value("width")), rows


def _piece(segment: Segment, palette: Palette) -> dict[str, Any]:
    disputed = segment.look == "disputed"
    colour = palette.modes[segment.mode]
    return {
        "row": segment.row,
        "right": segment.right,
        "start": stamp(segment.start),
        "stop": stamp(segment.end),
        "fill": palette.dispute_fill if disputed else colour,
        "line": palette.dispute if disputed else colour,
        "dash": {"disputed": [4, 3], "rumour": [1.5, 2.5]}.get(segment.look, [1, 0]),
        "full": {"rumour": 0.0, "prospect": 0.0, "unsure": 0.28}.get(segment.look, 1.0),
        "shown": 1.0 if segment.live else 0.6 if disputed else _IDLE,
        "mode": MODES[segment.mode],
        "told": f"{segment.holder}: {MODES[segment.mode].lower()}, {segment.over}, {segment.term}; {segment.notes}",
        **{name: getattr(segment, name) for name in ("over", "holder", "term", "credence", "notes")},
    }


_PIECE: Final = {"over": "Over", "holder": "Holder", "mode": "Mode", "term": "Term", "credence": "Credence", "notes": "Notes"}


def _bars(timeline: Timeline, palette: Palette) -> Layer:
    """What is sure in full colour, what a coarse date leaves open pale; disputed dashed; rumours hollow and dotted, plans hollow."""
    mark = alt.Chart().mark_bar(height=BAR, cornerRadius=2, cursor="pointer", strokeWidth=1.5)
    mark = mark.encode(
        x=_from(),
        x2=alt.X2("stop"),
        y=_row(),
        fill=as_is(alt.Fill, "fill"),
        stroke=as_is(alt.Stroke, "line"),
        strokeDash=as_is(alt.StrokeDash, "dash"),
        fillOpacity=as_is(alt.FillOpacity, "full"),
        opacity=as_is(alt.Opacity, "shown"),
        tooltip=tooltip(**_PIECE),
        description=alt.Description("told:N"),
    )
    pick = alt.selection_point(name=PICK, fields=["right"], on="click", clear="dblclick")
    return mark.add_params(pick), [_piece(s, palette) for s in timeline.segments]


def _arrows(timeline: Timeline, palette: Palette) -> Layer:
    """An end that is open: the bar points on."""
    mark = alt.Chart().mark_point(shape="triangle", filled=True, size=95, opacity=1, aria=False)
    colours = {"color": as_is(alt.Color, "colour"), "opacity": as_is(alt.Opacity, "shown")}
    mark = mark.encode(x=_from(), y=_row(), angle=alt.Angle("turn:Q", scale=None), **colours)
    rows = [
        {
            "row": end.row,
            "start": stamp(end.day),
            "turn": 90 if end.rightwards else -90,
            "shown": 1.0 if end.live else _IDLE,
            "colour": palette.dispute if end.disputed else palette.modes[end.mode],
        }
        for end in timeline.ends
        if not end.rumour
    ]
    return mark, rows


def _overlaps(timeline: Timeline, palette: Palette) -> Layer:
    """A line under each of two bars over the days on which they clash."""
    mark = alt.Chart().mark_bar(height=3, color=palette.dispute, yOffset=BAR / 2 + 2.5, aria=False)
    rows = [{"row": o.row, "start": stamp(o.start), "stop": stamp(o.end), "rival": o.rival} for o in timeline.overlaps]
    return mark.encode(x=_from(), x2=alt.X2("stop"), y=_row(), tooltip=tooltip(rival="Overlaps with")), rows


def _joints(timeline: Timeline, palette: Palette) -> list[Layer]:
    """What follows what, and what is taken out of what: a line from bar to bar with a sign at its end."""
    layers: list[Layer] = []
    for kind, (sign, dash) in _JOINTS.items():
        joints = [j for j in timeline.joints if j.kind == kind]
        rows = [{"start": stamp(j.day), "row": j.start, "to": j.end, "text": j.text} for j in joints]
        line = alt.Chart().mark_rule(color=palette.ink, strokeWidth=1.5, strokeDash=dash, opacity=0.8, aria=False)
        layers.append((line.encode(x=_from(), y=_row(), y2=alt.Y2("to")), [row for row in rows if row["row"] != row["to"]]))
        point = alt.Chart().mark_point(shape=sign, filled=True, fill=palette.paper, stroke=palette.ink, size=52, opacity=1, strokeWidth=1.5)
        point = point.encode(
            x=_from(), y=alt.Y("to", type="ordinal"), tooltip=alt.Tooltip("text", type="nominal"), description=alt.Description("text:N")
        )
        layers.append((point, rows))
    return layers


def _day(timeline: Timeline, palette: Palette) -> list[Layer]:
    """The line of the day, with its date; it carries the years as its axis."""
    years = (timeline.last - timeline.first).days / 365.25
    axis = alt.Axis(
        title=None,
        format="%Y" if years > 2.5 else "%b %Y",
        tickCount="year" if years > 2.5 else {"interval": "month", "step": 3},
        grid=True,
        gridColor=palette.grid,
        labelColor=palette.faint,
        labelFontSize=12,
        labelPadding=6,
        labelOverlap="greedy",
        labelSeparation=8,
        labelFlush=False,
        domainColor=palette.line,
        ticks=False,
    )
    scale = alt.Scale(domain=[moment(timeline.first), moment(timeline.last)], nice=False)
    share = (timeline.at - timeline.first) / (timeline.last - timeline.first)
    align: Literal["left", "right", "center"] = "left" if share < 0.25 else "right" if share > 0.75 else "center"
    dx = {"left": 6, "right": -6, "center": 0}[align]
    rows = [{"start": stamp(timeline.at), "label": f"in force on {day_text(timeline.at)}"}]
    rule = (
        alt.Chart()
        .mark_rule(color=palette.ink, strokeWidth=1.5, aria=False)
        .encode(x=alt.X("start", type="temporal", scale=scale, axis=axis))
    )
    text = alt.Chart().mark_text(align=align, dx=dx, dy=-9, baseline="bottom", color=palette.ink, fontSize=12, fontWeight=600, y=0)
    return [(rule, rows), (text.encode(x=_from(), text=alt.Text("label:N")), rows)]


def _words(timeline: Timeline, palette: Palette) -> list[Layer]:
    """The mode of what is in force, on its bar where the whole word has room: after the day's line, before it, or a piece earlier."""
    rows = []
    for right in dict.fromkeys(s.right for s in timeline.segments if s.live and s.right):
        pieces = [s for s in timeline.segments if s.right == right]
        place = next(n for n, s in enumerate(pieces) if s.start <= timeline.at < s.end)
        now, earlier = pieces[place], pieces[max(place - 1, 0)]
        row = {f"word{n}": MODES[s.mode] + _MARKS.get(s.look, "") for n, s in enumerate((now, earlier))}
        row |= {f"ink{n}": _ink(s, palette) for n, s in enumerate((now, earlier))}
        days = {"at": timeline.at, "to": now.end, "from": now.start, "before": earlier.start}
        rows.append({"row": now.row, **row, **{key: stamp(day) for key, day in days.items()}})
    spans = (("at", "to"), ("from", "at"), ("before", "from"))
    after, left, before = (f"scale('x', toDate(datum.{b})) - scale('x', toDate(datum.{a}))" for a, b in spans)
    room = [f"14 + 6.2 * length(datum.word{n})" for n in (0, 1)]
    places: tuple[tuple[str, int, Literal["left", "right"], str], ...] = (
        ("at", 0, "left", f"{after} > {room[0]}"),
        ("at", 0, "right", f"{after} <= {room[0]} && {left} > {room[0]}"),
        ("from", 1, "right", f"{after} <= {room[0]} && {left} <= {room[0]} && {before} > {room[1]}"),
    )
    layers: list[Layer] = []
    for day, n, align, fits in places:
        # an empty text, not a transparent one: what is there takes room that the chart would then leave beside itself
        style: dict[str, Any] = {
            "baseline": "middle",
            "dy": 1,
            "fontSize": 11,
            "fontWeight": 600,
            "aria": False,
            "text": {"expr": f"{fits} ? datum.word{n} : ''"},
        }
        mark = alt.Chart().mark_text(align=align, dx=7 if align == "left" else -7, **style)
        layers.append((mark.encode(x=_from(day), y=_row(), color=as_is(alt.Color, f"ink{n}")), rows))
    return layers


def _ink(segment: Segment, palette: Palette) -> str:
    """The colour to write on a piece of a bar."""
    if segment.look == "sure":
        return palette.inks[segment.mode]
    return palette.dispute if segment.look == "disputed" else palette.ink
