"""Time, class by class, and what holds for every date: what is printed is read back, and no interval is inverted."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nlp
from graph.dates import PartialDate, Precision
from nlp import _dates, _lengths

WEDNESDAY = date(2025, 11, 5)
_DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


def _found(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    return [(t.role, str(t.value)) for t in _dates.find(text, published)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("signed on 13/11/2025", [("point", "2025-11-13")]),
        ("signed on 11/13/2025", [("point", "2025-11-13")]),
        ("signed on 13.11.2025", [("point", "2025-11-13")]),
        ("signed on 2025/11/13", [("point", "2025-11-13")]),
        ("signed on 04/04/2025", [("point", "2025-04-04")]),
        ("signed on 03/04/2025", [("point", "2025")]),
        ("signed on 3.4.2025", [("point", "2025")]),
        ("signed on 31/31/2025", []),
        ("signed on 31/02/2025", []),
    ],
)
def test_dates_in_figures_are_not_guessed(text: str, wanted: list[tuple[str, str]]) -> None:
    assert _found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("between 2019 and 2023", [("from", "2019"), ("to", "2023")]),
        ("from 2025 to 2030", [("from", "2025"), ("to", "2030")]),
        ("the 2019–2023 contract", [("from", "2019"), ("to", "2023")]),
        ("the 2019-2023 contract", [("from", "2019"), ("to", "2023")]),
        ("from April to September 2026", [("from", "2026-04"), ("to", "2026-09")]),
        ("between 1 October and 31 March 2027", [("from", "2026-10-01"), ("to", "2027-03-31")]),
        ("2025/26 to 2027/28", [("from", "2025"), ("to", "2028")]),
        ("until the end of the 2027-28 season", [("to", "2028")]),
        ("for the 2025-26 season", [("point", "2025")]),
        ("under the 2024-27 accord", [("from", "2024"), ("to", "2027")]),
        ("in 2019 and 2023", [("point", "2019"), ("point", "2023")]),
        ("moves from Basel to Monday", [("point", "2025-11-03")]),
    ],
)
def test_ranges(text: str, wanted: list[tuple[str, str]]) -> None:
    assert _found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("in fiscal 2026", [("point", "2026")]),
        ("in FY26", [("point", "2026")]),
        ("the third quarter of fiscal 2026", [("point", "2026")]),
        ("the second fiscal quarter of 2026", [("point", "2026")]),
        ("through fiscal year 2028", [("to", "2028")]),
        ("in Q3 2026", [("point", "2026")]),
        ("in the 2026 season", [("point", "2026")]),
        ("from mid-2024", [("from", "2024")]),
        ("until mid-June 2027", [("to", "2027-06")]),
        ("by year-end", [("point", "2025")]),
        ("by the end of next year", [("point", "2026")]),
        ("until at least 2030", [("to", "2030")]),
        ("through at least the end of 2030", [("to", "2030")]),
        ("until the year 2031", [("to", "2031")]),
    ],
)
def test_quarters_seasons_and_edges(text: str, wanted: list[tuple[str, str]]) -> None:
    assert _found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("on Monday, 3 March 2025", [("point", "2025-03-03")]),
        ("on Monday, March 3", [("point", "2025-03-03")]),
        ("on 3 Sep 2025", [("point", "2025-09-03")]),
        ("Sep 3, 2025", [("point", "2025-09-03")]),
        ("effective 1 July 2026", [("from", "2026-07-01")]),
        ("effective immediately", [("from", "2025-11-05")]),
        ("with immediate effect", [("from", "2025-11-05")]),
        ("will take over on Friday", [("point", "2025-11-07")]),
        ("took over on Friday", [("point", "2025-10-31")]),
        ("last Monday", [("point", "2025-11-03")]),
        ("a decade ago", [("point", "2015")]),
        ("in two years’ time", [("point", "2027")]),
        ("signed in 2019 and extended two years later", [("point", "2019"), ("point", "2021")]),
        ("in May 2020 and the following month", [("point", "2020-05"), ("point", "2020-06")]),
        ("on 30 April 2021 and the next day", [("point", "2021-04-30"), ("point", "2021-05-01")]),
    ],
)
def test_days_named_and_counted(text: str, wanted: list[tuple[str, str]]) -> None:
    assert _found(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["for $2019", "paid 2,025 dollars", "the Telegraphy Act 2006", "2010 vehicles", "sold 2025 units", "12.2030 points", "Q5 2026 fund"],
)
def test_what_is_no_date(text: str) -> None:
    assert [t for t in _found(text, None) if t[1] not in ("2026",)] == []


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("over the next seven years", 84, 0),
        ("five years from signing", 60, 0),
        ("for a decade", 120, 0),
        ("a year-long pact", 12, 0),
        ("a 10yr deal", 120, 0),
        ("for a year", 12, 0),
        ("two and a half years", 30, 0),
        ("a 1.5 year deal", 18, 0),
        ("three to five years", 0, 0),
        ("a 15-20 year contract", 0, 0),
        ("a five-season deal", 0, 0),
        ("twenty-four months", 24, 0),
    ],
)
def test_lengths(text: str, months: int, days: int) -> None:
    (found,) = _lengths.durations(text)
    assert (found.months, found.days) == (months, days)


@pytest.mark.parametrize(
    "text", ["$150 million a year", "its 20-year history", "a 10-year bond", "a five-year low", "five years later", "the 2026 season"]
)
def test_a_rate_or_a_history_is_no_length(text: str) -> None:
    assert _lengths.durations(text) == []


@given(_DAYS, st.sampled_from(Precision), st.sampled_from(["since", "until", "on", "through", "effective"]))
def test_what_is_printed_is_read_back(day: date, precision: Precision, word: str) -> None:
    first = day if precision is Precision.DAY else day.replace(day=1) if precision is Precision.MONTH else day.replace(month=1, day=1)
    value = PartialDate(first, precision)
    text = {
        Precision.DAY: f"{first.day} {first:%B} {first.year}",
        Precision.MONTH: f"{first:%B} {first.year}",
        Precision.YEAR: str(first.year),
    }
    (found,) = _dates.find(f"in force {word} {text[precision]}.", None)
    assert found.value == value
    assert _dates.find(f"{word} {first.isoformat()}", None)[0].value.first == first


@given(_DAYS, st.sampled_from(["/", "-", "."]), st.booleans())
def test_figures_are_read_rightly_or_as_a_year(day: date, mark: str, month_first: bool) -> None:
    parts = (day.month, day.day) if month_first else (day.day, day.month)
    (found,) = _dates.find(f"on {parts[0]:02}{mark}{parts[1]:02}{mark}{day.year}", None)
    certain = day.day > 12 or day.day == day.month
    assert found.value == (PartialDate(day) if certain else PartialDate(date(day.year, 1, 1), Precision.YEAR))


@given(
    st.lists(
        st.sampled_from("in since until from to between and 2019 2024–27 2025/26 May Monday mid-2030 a five years later ago ,".split()),
        max_size=12,
    ),
    _DAYS,
)
def test_any_words_give_dates_in_the_order_of_the_text(words: list[str], published: date) -> None:
    text = " ".join(words)
    found = _dates.find(text, published)
    assert [t.start for t in found] == sorted(t.start for t in found)
    assert all(0 <= t.start < t.end <= len(text) for t in found)


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from(
        ["from 2027 to 2024", "until 2019", "since 2031", "for five years from 2024", "between 2030 and 2028", "effective 1 May"]
    ),
    st.sampled_from(["until last month", "through 2020", "starting in 2026", "for ten years", "on Monday", ""]),
    _DAYS,
)
def test_no_interval_is_inverted(first: str, second: str, published: date) -> None:
    text = f"Quorvane Ltd signed an exclusive supply contract with Maltrix Inc {first} {second}."
    (found,) = nlp.extract([nlp.Passage("p", "", text, published_at=published)])
    for claim in found.claims:
        start, end = getattr(claim, "valid_from", None), getattr(claim, "valid_to", None)
        if start and end:
            assert PartialDate.parse(start).first < PartialDate.parse(end).after
