"""What weighs most is found first, and all of it where it is asked for, while no question looks at much."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import _best_first
from graph._best_first import Best, all_of, best_of, rank

FIRST = date(2024, 1, 1)
WEIGHTS = range(5)
Thing = tuple[int, int, bool]
"""Its weight, its day after the first, and whether it is wanted."""

THINGS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 40), st.booleans()), max_size=60)


class Shelf:
    """A server that holds things by their rank."""

    def __init__(self, things: list[Thing]) -> None:
        self.rows: list[tuple[list[Any], bool]] = [
            ([rank(weight, FIRST + timedelta(days=day)), f"t{n:03}"], wanted) for n, (weight, day, wanted) in enumerate(things)
        ]
        self.questions = self.looked = 0

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        low, high = (params["low"], params["high"]) if cypher == "by rank" else ("", "99999999")
        seen = [(row, wanted) for row, wanted in self.rows if low <= row[0] < high][: params["most"]]
        self.questions, self.looked = self.questions + 1, self.looked + len(seen)
        return [{"looked": len(seen), "found": [row for row, wanted in seen if wanted]}]

    def wanted(self) -> list[list[Any]]:
        return sorted((row for row, wanted in self.rows if wanted), key=lambda row: (-int(row[0]), row[1]))


@pytest.fixture(autouse=True, scope="module")
def few_at_once() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_best_first, "AT_ONCE", 5)
        yield


@given(THINGS, st.integers(1, 20), st.integers(-1, 41))
def test_the_weightiest_come_first_and_none_is_missing(things: list[Thing], enough: int, last: int) -> None:
    shelf = Shelf([(weight, day, wanted and day <= last) for weight, day, wanted in things])
    found = best_of(shelf, "by rank", [], {}, WEIGHTS, enough, FIRST + timedelta(days=last))
    expected = shelf.wanted()
    assert found.rows == expected[: len(found.rows)]
    assert len(found.rows) >= min(enough, len(expected))
    assert not found.complete or found.rows == expected


@given(THINGS)
def test_few_are_looked_at_by_another_index(things: list[Thing]) -> None:
    shelf = Shelf(things)
    found = best_of(shelf, "by rank", ["otherwise"], {}, WEIGHTS, 1)
    if len(things) <= 5:
        assert (found, shelf.questions) == (Best(shelf.wanted(), True), 1)
    assert found.rows == shelf.wanted()[: len(found.rows)]
    assert all_of(shelf, "otherwise", {}) == Best(shelf.wanted(), True)


def test_the_one_that_is_wanted_is_found_among_many_by_few_questions() -> None:
    shelf = Shelf([(4, day, day == 0) for day in range(20_000)])
    assert best_of(shelf, "by rank", ["otherwise"], {}, WEIGHTS, 1).rows == shelf.wanted()
    assert shelf.questions < 100


def test_where_none_is_wanted_the_search_ends_and_says_that_it_has_not_seen_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_best_first, "MOST", 400)
    shelf = Shelf([(4, day, False) for day in range(10_000)])
    assert best_of(shelf, "by rank", ["otherwise"], {}, WEIGHTS, 1) == Best([], False)
    assert shelf.looked < 4_000


def test_it_takes_few_questions_to_the_first() -> None:
    shelf = Shelf([(2, day, True) for day in range(10_000)])
    assert best_of(shelf, "by rank", [], {}, range(202), 3).rows[0] == shelf.wanted()[0]
    assert shelf.questions < 25


def test_days_that_are_too_late_are_not_looked_at() -> None:
    shelf = Shelf([(weight, day, day <= 10) for weight in WEIGHTS for day in range(1_000)])
    found = best_of(shelf, "by rank", [], {}, WEIGHTS, 3, FIRST + timedelta(days=10))
    assert [row[0] for row in found.rows[:3]] == [rank(4, FIRST + timedelta(days=day)) for day in (10, 9, 8)]
    assert shelf.looked < 100
