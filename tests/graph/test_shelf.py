"""An outlet's newest articles are found among its own, and little else is looked at."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph import queries
from graph._shelf import newest, place

DAYS = st.lists(st.dates(date(2010, 1, 1), date(2025, 12, 31)), max_size=80)


class Shelves:
    """A server that holds the places of articles."""

    def __init__(self, places: list[str]) -> None:
        self.places = places
        self.looked = 0

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        found = sorted((p for p in self.places if params["low"] <= p <= params["high"]), reverse=True)
        if cypher == queries.SHELVED:
            return [{"articles": min(len(found), params["most"])}]
        assert cypher == queries.NEWEST["shelf"]
        self.looked = len(found)
        return [{"id": p} for p in found[params["skip"] :][: params["most"]]]


@given(DAYS, DAYS, st.dates(date(2009, 1, 1), date(2026, 6, 1)) | st.just(date.max), st.integers(1, 30), st.integers(0, 20))
def test_the_newest_are_found_and_none_of_another_outlet(own: list[date], others: list[date], known: date, most: int, skip: int) -> None:
    shelves = Shelves([*(place("Wire", day) for day in own), *(place("Mail", day) for day in others)])
    expected = sorted((place("Wire", day) for day in own if day <= known), reverse=True)
    assert newest(shelves, "Wire", known, most, skip) == expected[skip : skip + most]


def test_of_an_outlet_that_writes_evenly_not_much_more_is_read_than_is_wanted() -> None:
    shelves = Shelves([place("Wire", date(2012, 1, 1) + timedelta(days=n // 2)) for n in range(10_000)])
    assert len(newest(shelves, "Wire", date(2024, 6, 30), 500)) == 500
    assert shelves.looked <= 2_000
