"""What charts share: layers made of one mark at a time, days without a zone, texts as they are to be read.

Names come from strangers' texts: they only ever go into data and JSON strings, and the browser draws them as text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import altair as alt

FONT: Final = "Source Sans, Source Sans Pro, sans-serif"

PICK: Final = "pick"
"""The name of a chart's selection: the right (its id) that was clicked."""

Layer = tuple[Any, Sequence[Mapping[str, Any]]]
"""A mark with its encodings, and the rows that it draws. What Altair makes of a mark has no useful type."""


def specification(layers: Sequence[Layer], **more: Any) -> dict[str, Any]:
    """The layers that have rows as one chart, in the page's font and without frames.

    Altair copies and hashes whatever it is given many times over. So it is given one mark at a time, without its rows.
    """
    drawn = [mark.to_dict(validate=False, context={"top_level": False}) | {"data": {"values": list(rows)}} for mark, rows in layers if rows]
    config = {"background": "transparent", "font": FONT, "view": {"stroke": None}}
    return {"$schema": alt.SCHEMA_URL, "layer": drawn, "config": config, "autosize": {"type": "fit-x", "contains": "padding"}, **more}


def tooltip(**titles: str) -> list[alt.Tooltip]:
    """Fields of the rows by the titles that they are shown under."""
    return [alt.Tooltip(field, type="nominal", title=title) for field, title in titles.items()]


def moment(day: date) -> alt.DateTime:
    """A day as a bound of a scale."""
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def stamp(day: date) -> str:
    """A day as a value, which no viewer's time zone moves."""
    return f"{day.isoformat()}T00:00:00"
