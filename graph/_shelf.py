"""An outlet's newest articles, found by an index without reading its others.

An article stands on its outlet's shelf by the day from which it was known: a text of the outlet and the day, by which a range of days of
one outlet is a range of an index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from graph import queries
from graph._best_first import Store

_BACK: Final = tuple(timedelta(days=4**n) for n in range(7))
"""How far one looks back, at first and where that is not enough."""


def place(outlet: str, day: date) -> str:
    """Where an article of the outlet (by its name) stands that was known from that day."""
    return f"{hashlib.sha256(outlet.encode()).hexdigest()[:12]} {day}"


def articles_from(store: Store, outlet: str, edited: bool, most: int, skip: int) -> list[dict[str, Any]]:
    """See :meth:`graph.deals.DealGraph.articles_from`."""
    if edited:
        ids = _ids(store, "edited_shelf", _span(outlet, date.min, date.max), most, skip)
    else:
        ids = newest(store, outlet, date.max, most, skip)
    if not ids:
        return []
    made = {row["id"]: (row["claims"], row["withdrawn"] > 0) for row in store.read(queries.CLAIMS_MADE, ids=ids)}
    articles = (row["a"] for row in store.read(queries.ARTICLES, ids=ids))
    return [{"a": a, **dict(zip(("claims", "withdrawn"), made.get(a["id"], (0, False)), strict=True))} for a in articles]


def newest(store: Store, outlet: str, known: date, most: int, skip: int = 0) -> list[str]:
    """The ids of the outlet's articles that were known last, up to a day, without reading all that were known before them."""

    def holds(span: Mapping[str, Any]) -> bool:
        (row,) = store.read(queries.SHELVED, **span, most=skip + most)
        return int(row["articles"]) == skip + most

    span = _span(outlet, date.min, known)
    if holds(span):
        last = min(known, date.today())  # nothing becomes known later, so that it would be in vain to look back from there
        ends = (_span(outlet, max(last, date.min + back) - back, known) for back in _BACK)
        span = next(filter(holds, ends), span)
    return _ids(store, "shelf", span, most, skip)


def _ids(store: Store, shelf: str, span: Mapping[str, Any], most: int, skip: int) -> list[str]:
    return [row["id"] for row in store.read(queries.NEWEST[shelf], **span, most=most, skip=skip)]


def _span(outlet: str, first: date, last: date) -> Mapping[str, Any]:
    return {"low": place(outlet, first), "high": place(outlet, last)}
