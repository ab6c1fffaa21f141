"""Measures over time as a Vega-Lite specification: steps, as a measure stays what it is until a right begins or ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import altair as alt

from ui.charts.vega import Layer, moment, specification, stamp, tooltip
from ui.palette import Palette
from ui.words import day_text

DASHES: Final = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3])
"""Lines are told apart by these and by colour."""

_HEIGHT: Final = 300


@dataclass(frozen=True)
class Series:
    """A line: its name, and its values from each of some days on, ``None`` where it has none."""

    name: str
    days: tuple[date, ...]
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Mark:
    """A day with a word on it, or a height with a word at it."""

    label: str
    day: date | None = None
    height: float | None = None


def series_chart(series: Sequence[Series], marks: Sequence[Mark], palette: Palette) -> dict[str, Any]:
    """One line a series, with marked days and heights. All lines have the same days."""
    first, last = series[0].days[0], series[0].days[-1]
    inside = [m for m in marks if m.day is None or first <= m.day <= last]
    layers = [*_heights(inside, palette), _lines(series, palette), _points(series, palette), *_days(inside, first, last, palette)]
    config = {"legend": {"labelColor": palette.ink, "symbolStrokeWidth": 2.5, "symbolSize": 420, "labelFontSize": 12, "labelLimit": 220}}
    chart = specification(layers, height=_HEIGHT, padding={"top": 38, "bottom": 4, "left": 4, "right": 8})
    return chart | {"config": chart["config"] | config}


def _x(first: date, last: date, palette: Palette) -> alt.X:
    axis = alt.Axis(
        title=None,
        format="%Y" if (last - first).days > 900 else "%b %Y",
        gridColor=palette.grid,
        labelColor=palette.faint,
        domainColor=palette.line,
        labelOverlap="greedy",
        labelSeparation=8,
        ticks=False,
    )
    return alt.X("day", type="temporal", scale=alt.Scale(domain=[moment(first), moment(last)], nice=False), axis=axis)


def _y(palette: Palette) -> alt.Y:
    axis = alt.Axis(title=None, format=".1f", tickCount=5, gridColor=palette.grid, labelColor=palette.faint, domain=False, ticks=False)
    return alt.Y("value", type="quantitative", scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)


def _lines(series: Sequence[Series], palette: Palette) -> Layer:
    names = [s.name for s in series]
    colours = _colours(palette)
    legend = alt.Legend(title=None, orient="bottom", columns=2, direction="horizontal")
    look = {
        "color": alt.Color(
            "name:N", scale=alt.Scale(domain=names, range=[colours[n % len(colours)] for n in range(len(names))]), legend=legend, sort=None
        ),
        "strokeDash": alt.StrokeDash(
            "name:N",
            scale=alt.Scale(domain=names, range=[DASHES[n // 2 % len(DASHES)] for n in range(len(names))]),
            legend=legend,
            sort=None,
        ),
    }
    mark = alt.Chart().mark_line(interpolate="step-after", strokeWidth=2.2)
    days = series[0].days
    return mark.encode(x=_x(days[0], days[-1], palette), y=_y(palette), **look, detail=alt.Detail("stretch:N")), _rows(series)


def _points(series: Sequence[Series], palette: Palette) -> Layer:
    """What is pointed at and read out: each value from its day on."""
    mark = alt.Chart().mark_point(filled=True, size=44, color=palette.ink, opacity=0.75)
    titles = tooltip(name="Name", text="Value", since="From")
    return mark.encode(x=alt.X("day:T"), y=alt.Y("value:Q"), tooltip=titles, description=alt.Description("told:N")), [
        row for row in _rows(series) if row["turns"]
    ]


def _rows(series: Sequence[Series]) -> list[dict[str, Any]]:
    """The values of each line in stretches; where one ends there is a last row with the value that it had."""
    rows = []
    for s in series:
        before: float | None = None
        stretch = 0
        for day, value in zip(s.days, s.values, strict=True):
            if value is not None or before is not None:
                shown = before if value is None else value
                text = f"{shown:.2f}"
                told = {"text": text, "since": day_text(day), "told": f"{s.name}: {text} from {day_text(day)}"}
                rows.append(
                    {"name": s.name, "stretch": stretch, "day": stamp(day), "value": shown, "turns": value not in (None, before), **told}
                )
            stretch += value is None
            before = value
    return rows


def _days(marks: Sequence[Mark], first: date, last: date, palette: Palette) -> list[Layer]:
    rows = [{"day": stamp(m.day), "label": m.label, "align": _align(m.day, first, last)} for m in marks if m.day]
    rule = alt.Chart().mark_rule(color=palette.ink, strokeWidth=1.3, aria=False).encode(x=alt.X("day:T"))
    layers: list[Layer] = [(rule, rows)]
    sides: tuple[tuple[Literal["left", "right"], int], ...] = (("left", 4), ("right", -4))
    for align, dx in sides:
        for up in (0, 1):  # two labels above each other, that neither covers the other
            here = [row for n, row in enumerate(rows) if row["align"] == align and n % 2 == up]
            text = alt.Chart().mark_text(
                align=align, dx=dx, dy=-5 - 15 * up, baseline="bottom", color=palette.ink, fontSize=11, fontWeight=600, y=0
            )
            layers.append((text.encode(x=alt.X("day:T"), text=alt.Text("label:N")), here))
    return layers


def _align(day: date, first: date, last: date) -> str:
    return "left" if (day - first) * 2 < last - first else "right"


def _heights(marks: Sequence[Mark], palette: Palette) -> list[Layer]:
    rows = [{"value": m.height, "label": m.label} for m in marks if m.height is not None]
    rule = alt.Chart().mark_rule(color=palette.faint, strokeDash=[3, 3], aria=False).encode(y=alt.Y("value:Q"))
    text = alt.Chart().mark_text(align="left", dx=4, dy=-5, color=palette.faint, fontSize=11, x=0)
    return [(rule, rows), (text.encode(y=alt.Y("value:Q"), text=alt.Text("label:N")), rows)]


def _colours(palette: Palette) -> tuple[str, ...]:
    return (*[palette.modes[mode] for mode in list(palette.modes)[:3]], palette.dispute, palette.ink, palette.faint)
