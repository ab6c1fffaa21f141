"""The changes between two days as a strip of marks over time, as a Vega-Lite specification. Pure functions of what is in the list.

Days go to the browser without a zone. Names only ever go into data, and the browser draws them as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from graph.answers import Changes, Kind
from graph.claims import Mode
from ui.palette import Palette
from ui.views.changes import WORDS, Change, Clock
from ui.words import counted, day_text, listed

ROW: Final = 30


def strip(found: Changes, shown: Iterable[Change], clock: Clock, palette: Palette) -> dict[str, Any]:
    """A row for each kind of change, and on it a mark for each day, the larger the more changed on it."""
    days: dict[tuple[Kind, date], list[str]] = {}
    for change in shown:
        if change.day is not None:
            days.setdefault((change.kind, change.day), []).append(change.what)
    kinds = [kind for kind in WORDS[clock] if any(kind == k for k, _ in days)]
    rows = [_mark(kind, day, what, clock, palette) for (kind, day), what in sorted(days.items(), key=lambda item: item[0][1])]
    axis = {"title": None, "domain": False, "ticks": False, "grid": True, "gridColor": palette.grid, "labelColor": palette.faint}
    kind_axis = {**axis, "labelColor": palette.ink, "labelFontSize": 13, "labelPadding": 10, "offset": 4}
    days_axis = {**axis, "labelFontSize": 12, "format": "%b %Y" if (found.until - found.since).days > 62 else "%-d %b", "tickCount": 8}
    span = [_moment(found.since), _moment(found.until)]
    return {
        "data": {"values": rows},
        "mark": {"type": "circle", "opacity": 0.9, "stroke": palette.paper, "strokeWidth": 1},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "scale": {"domain": span}, "axis": days_axis},
            "y": {"field": "kind", "type": "nominal", "scale": {"domain": [WORDS[clock][k] for k in kinds]}, "axis": kind_axis},
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "size": {
                "field": "many",
                "type": "quantitative",
                "scale": {"type": "sqrt", "range": [110, 520], "domain": [1, 12]},
                "legend": None,
            },
            "tooltip": [{"field": name, "type": "nominal", "title": title} for name, title in (("when", "Day"), ("told", "Changes"))],
            "description": {"field": "words", "type": "nominal"},
        },
        "height": {"step": ROW},
        "padding": {"top": 4, "bottom": 4, "left": 0, "right": 12},
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": {"background": "transparent", "font": "Source Sans, Source Sans Pro, sans-serif", "view": {"stroke": None}},
    }


def _mark(kind: Kind, day: date, what: list[str], clock: Clock, palette: Palette) -> dict[str, Any]:
    word, told = WORDS[clock][kind], listed(what, most=4)
    return {
        "day": f"{day.isoformat()}T00:00:00",
        "when": day_text(day),
        "kind": word,
        "many": len(what),
        "told": told,
        "words": f"{day_text(day)}: {counted(len(what), 'change')}, {word}: {told}",
        "colour": _colours(palette)[kind],
    }


def _colours(palette: Palette) -> Mapping[Kind, str]:
    modes = palette.modes
    return {"begins": modes[Mode.FIRST_REFUSAL], "ends": palette.faint, "amends": modes[Mode.PREFERRED], "disputed": palette.dispute}


def _moment(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "date": day.day}
