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
        return store.read(queries.ARTICLES_FROM["edited_shelf"], **_span(outlet, date.min, date.max), most=most, skip=skip)
    return store.read(queries.ARTICLES_FROM["shelf"], **newest(store, outlet, date.max, skip + most), most=most, skip=skip)


def newest(store: Store, outlet: str, known: date, enough: int) -> Mapping[str, Any]:
    """The end of the shelf, up to a day, on which the newest articles stand, so many if there are: what questions are given."""

    def held(span: Mapping[str, Any]) -> int:
        (row,) = store.read(queries.SHELVED, **span, most=enough)
        return int(row["articles"])

    whole = _span(outlet, date.min, known)
    if held(whole) < enough:
        return whole
    last = min(known, date.today())  # nothing becomes known later, so that it would be in vain to look back from there
    ends = (_span(outlet, max(last, date.min + back) - back, known) for back in _BACK)
    return next((span for span in ends if held(span) >= enough), whole)


def _span(outlet: str, first: date, last: date) -> Mapping[str, Any]:
    return {"low": place(outlet, first), "high": place(outlet, last)}
