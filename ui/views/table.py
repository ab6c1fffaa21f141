"""Rights as a table, for the page and for files. Pure functions of the graph's answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from graph.answers import Right
from ui.layout.groups import state
from ui.words import MODES


def rights_table(rights: Sequence[Right], at: date) -> dict[str, list[str | float | int | None]]:
    """One row a right, as columns. Days are ISO texts as precise as anybody stated them; an open end is ``None``."""
    rows = [
        {
            "Grantor": right.grantor,
            "Holder": right.grantee,
            "Mode": MODES[right.mode],
            "Field of use": ", ".join(right.field_of_use),
            "Territory": right.territory,
            "Subject": right.subject,
            "From": _stated(right.valid_from, right.valid_from_precision),
            "To": _stated(right.valid_to, right.valid_to_precision),
            "Stands": state(right, at),
            "Known since": right.known_from.isoformat(),
            "Credence": round(right.credence, 3),
            "Disputed by": _disputed(right),
            "Sources for": len(right.supporting),
            "Sources against": len(right.opposing),
            "Id": right.id,
        }
        for right in rights
    ]
    return {column: [row[column] for row in rows] for column in rows[0]} if rows else {}


def _stated(day: date | None, precision: str) -> str | None:
    return day.isoformat()[: {"year": 4, "month": 7}.get(precision, 10)] if day else None


def _disputed(right: Right) -> str | None:
    if not right.disputed and not right.disputes:
        return None
    return ", ".join(right.disputed_by) or "between sources"
