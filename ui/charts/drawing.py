"""A drawing of nodes and relationships as a Vega-Lite specification. Shapes tell labels apart, and colours the modes of rights."""

from __future__ import annotations

from typing import Any, Final

import altair as alt

from ui.charts.vega import Layer, specification, tooltip
from ui.palette import Palette
from ui.views.drawing import Drawing

SHAPES: Final = {
    "Entity": ("circle", "●"),
    "Right": ("square", "■"),
    "Claim": ("diamond", "◆"),
    "Article": ("triangle-up", "▲"),
    "Agreement": ("cross", "✚"),
}
"""Labels with a shape of their own, and its sign for a legend."""
OTHER: Final = ("triangle-down", "▼")

_HEIGHT: Final = 560
_NAMED: Final = 60
"""Relationships up to which each has its type written on it."""


def drawing_chart(drawing: Drawing, palette: Palette) -> dict[str, Any]:
    """Dots with names, joined by lines; whatever is pointed at tells the rest."""
    return specification(
        [_lines(drawing, palette), _types(drawing, palette), _dots(drawing, palette), _names(drawing, palette)], height=_HEIGHT
    )


def _x(field: str = "x") -> alt.X:
    return alt.X(field, type="quantitative", scale=alt.Scale(domain=[-0.1, 1.1], nice=False, zero=False), axis=None)


def _y(field: str = "y") -> alt.Y:
    return alt.Y(field, type="quantitative", scale=alt.Scale(domain=[-0.06, 1.06], nice=False, zero=False), axis=None)


def _lines(drawing: Drawing, palette: Palette) -> Layer:
    rows = [{"x": line.start[0], "y": line.start[1], "x2": line.end[0], "y2": line.end[1], "told": line.told} for line in drawing.lines]
    mark = alt.Chart().mark_rule(color=palette.line, strokeWidth=1.6)
    more = {"tooltip": tooltip(told="Relationship"), "description": alt.Description("told:N")}
    return mark.encode(x=_x(), y=_y(), x2=alt.X2("x2"), y2=alt.Y2("y2"), **more), rows


def _types(drawing: Drawing, palette: Palette) -> Layer:
    rows = [
        {"x": (line.start[0] + line.end[0]) / 2, "y": (line.start[1] + line.end[1]) / 2, "type": line.type}
        for line in drawing.lines
        if len(drawing.lines) <= _NAMED
    ]
    mark = alt.Chart().mark_text(fontSize=9, color=palette.faint, aria=False)
    return mark.encode(x=_x(), y=_y(), text=alt.Text("type:N")), rows


def _dots(drawing: Drawing, palette: Palette) -> Layer:
    rows = [
        {
            "x": dot.x,
            "y": dot.y,
            "shape": SHAPES.get(dot.kind, OTHER)[0],
            "colour": palette.modes[dot.mode] if dot.mode else palette.ink if dot.kind == "Entity" else palette.faint,
            "told": dot.told,
        }
        for dot in drawing.dots
    ]
    mark = alt.Chart().mark_point(filled=True, size=130, opacity=1)
    look = {"shape": alt.Shape("shape:N", scale=None, legend=None), "color": alt.Color("colour:N", scale=None, legend=None)}
    return mark.encode(x=_x(), y=_y(), **look, tooltip=tooltip(told="Node"), description=alt.Description("told:N")), rows


def _names(drawing: Drawing, palette: Palette) -> Layer:
    rows = [{"x": dot.x, "y": dot.y, "name": dot.label} for dot in drawing.dots]
    mark = alt.Chart().mark_text(fontSize=11, dy=-13, color=palette.ink, aria=False)
    return mark.encode(x=_x(), y=_y(), text=alt.Text("name:N")), rows
