"""The two charts of the Explore page, drawn by Altair from :mod:`ui.layout`.

Days go to the browser without a zone and all texts as they are to be read, so that no viewer's time zone moves a day.
Names come from strangers' texts: they only ever go into data and JSON strings, and the browser paints them on a canvas.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal

import altair as alt

from graph.claims import Mode
from ui.layout import Network, Node, Timeline
from ui.palette import Palette
from ui.words import MODES, day_text, shortened

ROW: Final = 27
BAR: Final = 17
NAME: Final = 24
"""Characters of a holder's name in a chart; the tooltip has the whole."""

PICK: Final = "pick"
"""The name of the timeline's selection: the right (its id) that was clicked."""

_FONT: Final = "Source Sans, Source Sans Pro, sans-serif"


def timeline_chart(timeline: Timeline, palette: Palette) -> alt.LayerChart:
    """Bars over the years in rows; a click on one picks its right."""
    y = alt.Y(
        "row:O",
        scale=alt.Scale(domain=[r.row for r in timeline.rows], paddingInner=0, paddingOuter=0),
        axis=_row_axis(timeline, palette),
    )
    layers = [
        _separators(timeline, palette, y),
        *(layer for layer in (_bars(timeline, palette), _doubts(timeline, palette), _overlaps(timeline, palette)) if layer is not None),
        _arrows(timeline, palette),
        *_as_of(timeline, palette),
        *_words(timeline, palette),
    ]
    return _dressed(alt.layer(*layers).properties(height=alt.Step(ROW)))


def _plot(rows: Sequence[Mapping[str, Any]]) -> Any:
    """A chart of rows of plain data; what Altair makes of it further has no useful type."""
    data: Any = alt.Data(values=list(rows))  # type: ignore[no-untyped-call]
    return alt.Chart(data)


def _row_axis(timeline: Timeline, palette: Palette) -> alt.Axis:
    labels = [row.label if row.heading else shortened(row.label, NAME) for row in timeline.rows]
    headings = json.dumps([row.heading for row in timeline.rows])
    head = f"{headings}[datum.value]"
    return alt.Axis(
        values=[row.row for row in timeline.rows],
        labelExpr=f"{json.dumps(labels)}[datum.value]",
        labelAlign="left",
        labelPadding=_extent(timeline),
        labelLimit=0,
        labelOverlap=False,
        labelFontSize=13,
        labelFontWeight=alt.condition(head, alt.value(600), alt.value(400)),
        labelColor=alt.condition(head, alt.value(palette.ink), alt.value(palette.faint)),
        ticks=False,
        domain=False,
        grid=False,
        title=None,
    )


def _extent(timeline: Timeline) -> int:
    """Pixels for the names beside the chart."""
    longest = max((len(shortened(r.label, NAME)) for r in timeline.rows if not r.heading), default=0)
    return round(min(max(longest * 6.6 + 18, 84), 176))


def _x(timeline: Timeline, palette: Palette) -> alt.X:
    years = (timeline.last - timeline.first).days / 365.25
    return alt.X(
        "start:T",
        scale=alt.Scale(domain=[_moment(timeline.first), _moment(timeline.last)], nice=False),
        axis=alt.Axis(
            title=None,
            format="%Y" if years > 2.5 else "%b %Y",
            tickCount="year" if years > 2.5 else {"interval": "month", "step": 3},
            grid=True,
            gridColor=palette.grid,
            labelColor=palette.faint,
            labelFontSize=12,
            labelPadding=6,
            labelOverlap="greedy",
            labelFlush=False,
            domainColor=palette.line,
            ticks=False,
        ),
    )


def _moment(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"


def _separators(timeline: Timeline, palette: Palette, y: alt.Y) -> Any:
    """A line above each heading, from the names to the last day."""
    rows = [{"row": r.row} for r in timeline.rows if r.heading]
    rule: dict[str, Any] = {"color": palette.line, "strokeWidth": 1, "yOffset": -ROW / 2}
    return _plot(rows).mark_rule(**rule).encode(y=y, x=alt.value(-_extent(timeline)), x2=alt.value("width"))


def _tooltip() -> list[alt.Tooltip]:
    pairs = (("over", "Over"), ("holder", "Holder"), ("kind", "Mode"), ("term", "Term"), ("credence", "Credence"), ("notes", "Notes"))
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in pairs]


def _rows(timeline: Timeline, looks: Sequence[str], *, live: float = 1.0, idle: float = 0.42) -> list[dict[str, Any]]:
    return [
        {
            "row": s.row,
            "right": s.right,
            "mode": s.mode.value,
            "kind": MODES[s.mode],
            "look": s.look,
            "start": _stamp(s.start),
            "stop": _stamp(s.end),
            "shown": live if s.live else idle,
            "holder": s.holder,
            "over": s.over,
            "term": s.term,
            "credence": s.credence,
            "notes": s.notes,
        }
        for s in timeline.segments
        if s.look in looks
    ]


def _colours(palette: Palette) -> alt.Scale:
    return alt.Scale(domain=[m.value for m in Mode], range=[palette.modes[m] for m in Mode])


def _bars(timeline: Timeline, palette: Palette) -> Any:
    """What is sure in full colour; what a coarse date leaves open, and rumours, hollow."""
    rows = [
        row | {"fill": 0.0 if row["look"] == "rumour" else 0.28 if row["look"] == "unsure" else 1.0}
        for row in _rows(timeline, ("sure", "unsure", "rumour"))
    ]
    return (
        _plot(rows)
        .mark_bar(height=BAR, cornerRadius=2, cursor="pointer", strokeWidth=1.5)
        .encode(
            x="start:T",
            x2="stop:T",
            y="row:O",
            color=alt.Color("mode:N", scale=_colours(palette), legend=None),
            stroke=alt.Stroke("mode:N", scale=_colours(palette), legend=None),
            fillOpacity=alt.FillOpacity("fill:Q", scale=None, legend=None),
            opacity=alt.Opacity("shown:Q", scale=None, legend=None),
            tooltip=_tooltip(),
        )
        .add_params(alt.selection_point(name=PICK, fields=["right"], on="click", clear="dblclick"))
    )


def _doubts(timeline: Timeline, palette: Palette) -> Any:
    """What is disputed: lighter, with a dashed border."""
    return (
        _plot(_rows(timeline, ("disputed",), idle=0.6))
        .mark_bar(height=BAR, cornerRadius=2, fill=palette.dispute_fill, stroke=palette.dispute, strokeDash=[4, 3], strokeWidth=1.5)
        .encode(x="start:T", x2="stop:T", y="row:O", opacity=alt.Opacity("shown:Q", scale=None, legend=None), tooltip=_tooltip())
    )


def _arrows(timeline: Timeline, palette: Palette) -> Any:
    """An end that is open: the bar points on."""
    rows = [
        {
            "row": e.row,
            "start": _stamp(e.day),
            "turn": 90 if e.rightwards else -90,
            "shown": 1.0 if e.live else 0.42,
            "ink": palette.dispute if e.disputed else palette.modes[e.mode],
        }
        for e in timeline.ends
        if not e.rumour
    ]
    return (
        _plot(rows)
        .mark_point(shape="triangle", filled=True, size=95, opacity=1)
        .encode(
            x="start:T",
            y="row:O",
            angle=alt.Angle("turn:Q", scale=None),
            color=alt.Color("ink:N", scale=None, legend=None),
            opacity=alt.Opacity("shown:Q", scale=None, legend=None),
        )
    )


def _overlaps(timeline: Timeline, palette: Palette) -> Any:
    """A line under each of two bars over the days on which they clash."""
    rows = [{"row": o.row, "start": _stamp(o.start), "stop": _stamp(o.end), "rival": o.rival} for o in timeline.overlaps]
    return (
        _plot(rows)
        .mark_bar(height=3, color=palette.dispute, yOffset=BAR / 2 + 2.5)
        .encode(x="start:T", x2="stop:T", y="row:O", tooltip=[alt.Tooltip("rival:N", title="Overlaps with")])
    )


def _words(timeline: Timeline, palette: Palette) -> list[Any]:
    """The mode of what is in force, written beside the day's line, on whichever side the bar has room for the whole word."""
    rows = []
    for right in {s.right: None for s in timeline.segments if s.live}:
        pieces = [s for s in timeline.segments if s.right == right]
        now = next(s for s in pieces if s.start <= timeline.at < s.end)
        rows.append(
            {
                "row": now.row,
                "start": _stamp(timeline.at),
                "from": _stamp(pieces[0].start),
                "to": _stamp(pieces[-1].end),
                "word": MODES[now.mode] + {"disputed": ", disputed", "rumour": "?"}.get(now.look, ""),
                "ink": palette.dispute if now.look == "disputed" else palette.inks[now.mode] if now.look == "sure" else palette.ink,
            }
        )
    after, before = (
        "scale('x', toDate(datum.to)) - scale('x', toDate(datum.start))",
        "scale('x', toDate(datum.start)) - scale('x', toDate(datum.from))",
    )
    room = "14 + 6.2 * length(datum.word)"
    sides: tuple[tuple[Literal["left", "right"], int, str], ...] = (
        ("left", 7, f"{after} > {room} ? 1 : 0"),
        ("right", -7, f"{after} <= {room} && {before} > {room} ? 1 : 0"),
    )
    return [
        _plot(rows)
        .mark_text(align=align, baseline="middle", dx=dx, dy=1, fontSize=11, fontWeight=600, opacity={"expr": shown})
        .encode(x="start:T", y="row:O", text="word:N", color=alt.Color("ink:N", scale=None, legend=None))
        for align, dx, shown in sides
    ]


def _as_of(timeline: Timeline, palette: Palette) -> list[Any]:
    share = (timeline.at - timeline.first) / (timeline.last - timeline.first)
    align: Literal["left", "right", "center"] = "left" if share < 0.25 else "right" if share > 0.75 else "center"
    dx = {"left": 6, "right": -6, "center": 0}[align]
    data = [{"start": _stamp(timeline.at), "label": f"in force on {day_text(timeline.at)}"}]
    rule = _plot(data).mark_rule(color=palette.ink, strokeWidth=1.5).encode(x=_x(timeline, palette))
    text = (
        _plot(data)
        .mark_text(align=align, dx=dx, dy=-9, baseline="bottom", color=palette.ink, fontSize=12, fontWeight=600, y=0)
        .encode(x="start:T", text="label:N")
    )
    return [rule, text]


def network_chart(network: Network, palette: Palette, height: int) -> alt.LayerChart:
    """Two columns joined by curves; the labels are axes, so that the browser makes room for all of them."""
    scale = alt.Scale(domain=[-0.06, 1.06], reverse=True, nice=False, zero=False)
    left, right = ([n for n in network.nodes if n.left is side] for side in (True, False))
    layers = []
    sides: tuple[tuple[list[Node], Literal["left", "right"], float], ...] = ((left, "left", 0.0), (right, "right", 1.0))
    for nodes, side, x in sides:
        rows = [{"x": x, "y": n.height, "name": n.name, "live": 1.0 if n.live else 0.35} for n in nodes]
        labels = json.dumps([shortened(n.name, NAME + (0 if n.left else 8)) for n in nodes])
        heights = json.dumps([n.height for n in nodes])
        lively = json.dumps([n.live for n in nodes])
        place = f"indexof({heights}, datum.value)"
        axis = alt.Axis(
            orient=side,
            values=[n.height for n in nodes],
            labelExpr=f"{labels}[{place}]",
            labelColor=alt.condition(f"{lively}[{place}]", alt.value(palette.ink), alt.value(palette.faint)),
            labelFontSize=13,
            labelLimit=0,
            labelPadding=10,
            labelOverlap=False,
            ticks=False,
            domain=False,
            grid=False,
            title=None,
        )
        mark: dict[str, Any] = {"shape": "circle", "color": palette.ink} if side == "left" else {"shape": "square", "color": palette.faint}
        layers.append(
            _plot(rows)
            .mark_point(filled=True, size=110, **mark)
            .encode(
                x=alt.X("x:Q", scale=alt.Scale(domain=[-0.04, 1.04], nice=False, zero=False), axis=None),
                y=alt.Y("y:Q", scale=scale, axis=axis),
                opacity=alt.Opacity("live:Q", scale=None, legend=None),
                tooltip=[alt.Tooltip("name:N", title="Holder" if side == "left" else "Over")],
            )
        )
    chart = alt.layer(*_edges(network, palette, scale), *layers).resolve_axis(y="independent").properties(height=height)
    return _dressed(chart)


def _edges(network: Network, palette: Palette, scale: alt.Scale) -> list[Any]:
    x = alt.X("x:Q", scale=alt.Scale(domain=[-0.04, 1.04], nice=False, zero=False), axis=None)
    y = alt.Y("y:Q", scale=scale, axis=None)
    looks = (
        ("idle", [e for e in network.edges if not e.live], {"strokeDash": [3, 4], "strokeWidth": 1.2, "opacity": 0.5}),
        ("rumour", [e for e in network.edges if e.live and e.rumour], {"strokeDash": [2, 4], "strokeWidth": 2}),
        ("disputed", [e for e in network.edges if e.live and not e.rumour and e.disputed], {"strokeDash": [6, 4], "strokeWidth": 3}),
        ("sure", [e for e in network.edges if e.live and not e.rumour and not e.disputed], {"strokeWidth": 3}),
    )
    charts = []
    for look, edges, style in looks:
        rows = []
        for n, e in enumerate(edges):
            colour = palette.line if look == "idle" else palette.dispute if look == "disputed" else palette.modes[e.mode]
            for step in range(25):
                t = step / 24
                ease = t * t * (3 - 2 * t)
                point = {"edge": n, "x": 0.025 + 0.945 * t, "y": e.start + (e.end - e.start) * ease, "colour": colour}
                rows.append(point | {"holder": e.holder, "over": e.over, "text": e.text})
        charts.append(
            _plot(rows)
            .mark_line(strokeCap="butt", **style)
            .encode(
                x=x,
                y=y,
                detail="edge:N",
                color=alt.Color("colour:N", scale=None, legend=None),
                tooltip=[
                    alt.Tooltip("holder:N", title="Holder"),
                    alt.Tooltip("over:N", title="Over"),
                    alt.Tooltip("text:N", title="Right"),
                ],
            )
        )
    return charts


def _dressed(chart: Any) -> alt.LayerChart:
    """The chart in the page's font, without frames."""
    fitted = chart.configure(background="transparent", font=_FONT, autosize={"type": "fit-x", "contains": "padding"})
    dressed: alt.LayerChart = fitted.configure_view(stroke=None)
    return dressed
