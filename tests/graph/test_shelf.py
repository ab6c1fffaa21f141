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

    def between(self, span: Any) -> list[str]:
        return [p for p in self.places if span["low"] <= p <= span["high"]]

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        assert cypher == queries.SHELVED
        return [{"articles": min(len(self.between(params)), params["most"])}]


@given(DAYS, DAYS, st.dates(date(2009, 1, 1), date(2026, 6, 1)) | st.just(date.max), st.integers(1, 30))
def test_the_newest_are_on_the_end_and_none_of_another_outlet(own: list[date], others: list[date], known: date, enough: int) -> None:
    shelves = Shelves([*(place("Wire", day) for day in own), *(place("Mail", day) for day in others)])
    found = shelves.between(newest(shelves, "Wire", known, enough))
    expected = sorted(place("Wire", day) for day in own if day <= known)
    assert sorted(found)[-enough:] == expected[-enough:]
    assert set(found) <= set(expected)


def test_of_an_outlet_that_writes_evenly_not_much_more_is_read_than_is_wanted() -> None:
    days = [date(2012, 1, 1) + timedelta(days=n // 2) for n in range(10_000)]
    shelves = Shelves([place("Wire", day) for day in days])
    assert 500 <= len(shelves.between(newest(shelves, "Wire", date(2024, 6, 30), 500))) <= 2_000
