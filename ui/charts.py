"""The two charts of the Explore page, as Vega-Lite specifications that Altair makes of :mod:`ui.layout`.

Days go to the browser without a zone and all texts as they are to be read, so that no viewer's time zone moves a day.
Names come from strangers' texts: they only ever go into data and JSON strings, and the browser draws them as text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal

import altair as alt

from ui.layout import Edge, Network, Node, Segment, Timeline
from ui.palette import Palette
from ui.words import MODES, day_text, shortened

ROW: Final = 27
BAR: Final = 17
NAME: Final = 24
"""Characters of a holder's name in the timeline; the tooltip has the whole."""
SIDES: Final = (20, 27)
"""Characters of the names to the left and to the right of the network."""

PICK: Final = "pick"
"""The name of the timeline's selection: the right (its id) that was clicked."""

_FONT: Final = "Source Sans, Source Sans Pro, sans-serif"
_IDLE: Final = 0.42
_MARKS: Final = {"disputed": ", disputed", "rumour": "?"}

Layer = tuple[Any, Sequence[Mapping[str, Any]]]
"""A mark with its encodings, and the rows that it draws. What Altair makes of a mark has no useful type."""


def specification(layers: Sequence[Layer], **more: Any) -> dict[str, Any]:
    """The layers that have rows as one chart, in the page's font and without frames.

    Altair copies and hashes whatever it is given many times over. So it is given one mark at a time, without its rows.
    """
    drawn = [mark.to_dict(validate=False, context={"top_level": False}) | {"data": {"values": list(rows)}} for mark, rows in layers if rows]
    config = {"background": "transparent", "font": _FONT, "view": {"stroke": None}}
    return {"$schema": alt.SCHEMA_URL, "layer": drawn, "config": config, "autosize": {"type": "fit-x", "contains": "padding"}, **more}


def _value(channel: type, field: str) -> Any:
    """A channel that takes a field's values as they are: colours, shares of opacity, angles."""
    return channel(f"{field}:{'N' if channel is alt.Color else 'Q'}", scale=None, legend=None)


def tooltip(**titles: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(field, type="nominal", title=title) for field, title in titles.items()]


def moment(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"


# The timeline


def timeline_chart(timeline: Timeline, palette: Palette) -> dict[str, Any]:
    """Bars over the years in rows; a click on one picks its right (:data:`PICK`)."""
    layers = [
        _separators(timeline, palette),
        _bars(timeline, palette),
        _doubts(timeline, palette),
        _overlaps(timeline, palette),
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


def _piece(segment: Segment, palette: Palette, idle: float) -> dict[str, Any]:
    return {
        "row": segment.row,
        "right": segment.right,
        "start": stamp(segment.start),
        "stop": stamp(segment.end),
        "colour": palette.modes[segment.mode],
        "fill": {"rumour": 0.0, "unsure": 0.28}.get(segment.look, 1.0),
        "shown": 1.0 if segment.live else idle,
        "mode": MODES[segment.mode],
        "told": f"{segment.holder}: {MODES[segment.mode].lower()}, {segment.over}, {segment.term}; {segment.notes}",
        **{name: getattr(segment, name) for name in ("over", "holder", "term", "credence", "notes")},
    }


_PIECE: Final = {"over": "Over", "holder": "Holder", "mode": "Mode", "term": "Term", "credence": "Credence", "notes": "Notes"}


def _bars(timeline: Timeline, palette: Palette) -> Layer:
    """What is sure in full colour; what a coarse date leaves open pale; rumours hollow."""
    mark = alt.Chart().mark_bar(height=BAR, cornerRadius=2, cursor="pointer", strokeWidth=1.5)
    mark = mark.encode(
        x=_from(),
        x2=alt.X2("stop"),
        y=_row(),
        color=_value(alt.Color, "colour"),
        stroke=alt.Stroke("colour:N", scale=None, legend=None),
        fillOpacity=_value(alt.FillOpacity, "fill"),
        opacity=_value(alt.Opacity, "shown"),
        tooltip=tooltip(**_PIECE),
        description=alt.Description("told:N"),
    )
    pick = alt.selection_point(name=PICK, fields=["right"], on="click", clear="dblclick")
    return mark.add_params(pick), [_piece(s, palette, _IDLE) for s in timeline.segments if s.look != "disputed"]


def _doubts(timeline: Timeline, palette: Palette) -> Layer:
    """What is disputed: lighter, with a dashed border."""
    mark = alt.Chart().mark_bar(
        height=BAR, cornerRadius=2, fill=palette.dispute_fill, stroke=palette.dispute, strokeDash=[4, 3], strokeWidth=1.5
    )
    more = {"opacity": _value(alt.Opacity, "shown"), "tooltip": tooltip(**_PIECE), "description": alt.Description("told:N")}
    mark = mark.encode(x=_from(), x2=alt.X2("stop"), y=_row(), **more)
    return mark, [_piece(s, palette, 0.6) for s in timeline.segments if s.look == "disputed"]


def _arrows(timeline: Timeline, palette: Palette) -> Layer:
    """An end that is open: the bar points on."""
    mark = alt.Chart().mark_point(shape="triangle", filled=True, size=95, opacity=1, aria=False)
    colours = {"color": _value(alt.Color, "colour"), "opacity": _value(alt.Opacity, "shown")}
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
    for right in dict.fromkeys(s.right for s in timeline.segments if s.live):
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
        layers.append((mark.encode(x=_from(day), y=_row(), color=_value(alt.Color, f"ink{n}")), rows))
    return layers


def _ink(segment: Segment, palette: Palette) -> str:
    """The colour to write on a piece of a bar."""
    if segment.look == "sure":
        return palette.inks[segment.mode]
    return palette.dispute if segment.look == "disputed" else palette.ink


# The network


def network_chart(network: Network, palette: Palette) -> dict[str, Any]:
    """Two columns joined by curves; the names are axes, so that the browser makes room for all of them."""
    looks: tuple[tuple[list[Edge], dict[str, Any]], ...] = (
        ([e for e in network.edges if not e.live], {"strokeDash": [3, 4], "strokeWidth": 1.2, "opacity": 0.6}),
        ([e for e in network.edges if e.live and e.rumour], {"strokeDash": [2, 4], "strokeWidth": 2}),
        ([e for e in network.edges if e.live and not e.rumour and e.disputed], {"strokeDash": [6, 4], "strokeWidth": 3}),
        ([e for e in network.edges if e.live and not e.rumour and not e.disputed], {"strokeWidth": 3}),
    )
    layers = [_curves(edges, style, palette) for edges, style in looks]
    layers += [_column([n for n in network.nodes if n.left], palette), _column([n for n in network.nodes if not n.left], palette)]
    return specification(
        layers,
        height=min(520, max(130, network.size * 42)),
        padding={"top": 4, "bottom": 4, "left": 0, "right": 0},
        resolve={"axis": {"y": "independent"}},
    )


def _across() -> alt.X:
    return alt.X("x", type="quantitative", scale=alt.Scale(domain=[-0.04, 1.04], nice=False, zero=False), axis=None)


def _down(axis: alt.Axis | None) -> alt.Y:
    scale = alt.Scale(domain=[-0.06, 1.06], reverse=True, nice=False, zero=False)
    return alt.Y("y", type="quantitative", scale=scale, axis=axis)


def _column(nodes: Sequence[Node], palette: Palette) -> Layer:
    left = bool(nodes) and nodes[0].left
    place = f"indexof({json.dumps([n.height for n in nodes])}, datum.value)"
    axis = alt.Axis(
        orient="left" if left else "right",
        values=[n.height for n in nodes],
        labelExpr=f"{json.dumps([shortened(n.name, SIDES[0 if left else 1]) for n in nodes])}[{place}]",
        labelColor=alt.condition(f"{json.dumps([n.live for n in nodes])}[{place}]", alt.value(palette.ink), alt.value(palette.faint)),
        labelFontSize=13,
        labelLimit=0,
        labelPadding=10,
        labelOverlap=False,
        ticks=False,
        domain=False,
        grid=False,
        title=None,
    )
    mark = alt.Chart().mark_point(filled=True, size=110, shape="circle" if left else "square", color=palette.ink if left else palette.faint)
    titles = tooltip(name="Holder" if left else "Over")
    rows = [{"x": 0.0 if n.left else 1.0, "y": n.height, "name": n.name, "shown": 1.0 if n.live else 0.35} for n in nodes]
    return mark.encode(x=_across(), y=_down(axis), opacity=_value(alt.Opacity, "shown"), tooltip=titles), rows


def _curves(edges: Sequence[Edge], style: Mapping[str, Any], palette: Palette) -> Layer:
    """Each edge as a curve that leaves and arrives level."""
    rows = []
    for n, edge in enumerate(edges):
        colour = palette.line if not edge.live else palette.dispute if edge.disputed and not edge.rumour else palette.modes[edge.mode]
        told = {
            "edge": n,
            "colour": colour,
            "holder": edge.holder,
            "over": edge.over,
            "text": edge.text,
            "told": f"{edge.holder}: {edge.over}: {edge.text}",
        }
        for t in (step / 24 for step in range(25)):
            ease = t * t * (3 - 2 * t)
            rows.append({"x": round(0.025 + 0.945 * t, 4), "y": round(edge.start + (edge.end - edge.start) * ease, 4), **told})
    mark = alt.Chart().mark_line(strokeCap="butt", **style)
    titles = tooltip(holder="Holder", over="Over", text="Right")
    more = {"color": _value(alt.Color, "colour"), "tooltip": titles, "description": alt.Description("told:N")}
    mark = mark.encode(x=_across(), y=_down(None), detail=alt.Detail("edge:N"), **more)
    return mark, rows
