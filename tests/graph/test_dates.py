"""Dates of coarse precision and half-open intervals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Interval, PartialDate, Precision, parse_day
from graph.errors import BadDate, EmptyInterval

days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
bounds = st.one_of(st.none(), days)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = draw(bounds), draw(bounds)
    if start is not None and end is not None:
        start, end = min(start, end), max(start, end) + timedelta(days=1)
    return Interval(start, end)


@pytest.mark.parametrize(
    ("text", "first", "after", "precision"),
    [
        ("2019", "2019-01-01", "2020-01-01", Precision.YEAR),
        ("2019-12", "2019-12-01", "2020-01-01", Precision.MONTH),
        ("2024-02-29", "2024-02-29", "2024-03-01", Precision.DAY),
        ("9999", "9999-01-01", "9999-12-31", Precision.YEAR),
    ],
)
def test_a_partial_date_spans_what_the_text_allows(text: str, first: str, after: str, precision: Precision) -> None:
    value = PartialDate.parse(text)
    assert (value.first.isoformat(), value.after.isoformat(), value.precision) == (first, after, precision)
    assert str(value) == text


@pytest.mark.parametrize("text", ["", "19", "2019-13", "2019-02-30", "2019-1-1", "last year", "2019-07-22T00:00", "２０１９"])
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(BadDate):
        PartialDate.parse(text)


def test_a_day_is_needed_where_a_day_is_asked() -> None:
    assert parse_day("2025-06-30") == date(2025, 6, 30)
    with pytest.raises(BadDate, match="a full day is needed"):
        parse_day("2025-06")


@given(days)
def test_an_empty_interval_is_never_a_value(day: date) -> None:
    with pytest.raises(EmptyInterval):
        Interval(day, day)
    with pytest.raises(EmptyInterval):
        Interval(day, day - timedelta(days=1))


@given(intervals(), intervals(), days)
def test_an_intersection_holds_the_days_of_both(a: Interval, b: Interval, day: date) -> None:
    both = a.intersect(b)
    assert (both is not None and day in both) == (day in a and day in b)
    assert a.overlaps(b) == b.overlaps(a) == (both is not None)
