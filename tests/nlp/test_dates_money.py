"""The grammars of time and money, and sentences."""

from __future__ import annotations

from datetime import date

import pytest

from graph.dates import PartialDate
from nlp import _dates, _lengths, _money, _sentences

MONDAY = date(2025, 11, 3)


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("signed today", MONDAY, [("point", "2025-11-03")]),
        ("signed yesterday", MONDAY, [("point", "2025-11-02")]),
        ("signed on Monday", MONDAY, [("point", "2025-11-03")]),
        ("signed on Friday", MONDAY, [("point", "2025-10-31")]),
        ("signed last Monday", MONDAY, [("point", "2025-10-27")]),
        ("starts next Friday", MONDAY, [("from", "2025-11-07")]),
        ("on Thursday of last week", MONDAY, [("point", "2025-10-30")]),
        ("ended last month", MONDAY, [("point", "2025-10")]),
        ("signed two weeks ago", MONDAY, [("point", "2025-10")]),
        ("signed last September", date(2026, 4, 10), [("point", "2025-09")]),
        ("since 2019", None, [("from", "2019")]),
        ("since July 2019", None, [("from", "2019-07")]),
        ("until 2032", None, [("to", "2032")]),
        ("through May 2029", None, [("to", "2029-05")]),
        ("until mid-2027", None, [("to", "2027")]),
        ("in mid-2024", None, [("point", "2024")]),
        ("by the third quarter of 2026", None, [("point", "2026")]),
        ("until the end of 2029", None, [("to", "2029")]),
        ("at the end of this year", MONDAY, [("point", "2025")]),
        ("later this year", MONDAY, [("point", "2025")]),
        ("from 1 April 2019 to 31 March 2024", None, [("from", "2019-04-01"), ("to", "2024-03-31")]),
        ("with effect from 1 February 2024", None, [("from", "2024-02-01")]),
        ("effective July 22, 2019", None, [("from", "2019-07-22")]),
        ("on 2019-07-22", None, [("point", "2019-07-22")]),
        ("ends on 31 December", date(2025, 9, 4), [("to", "2025-12-31")]),
        ("expired on 29 October", date(2021, 11, 3), [("point", "2021-10-29")]),
        ("becomes the host on 1 April", date(2026, 3, 5), [("point", "2026-04-01")]),
        ("gave it up in January.", date(2025, 9, 15), [("point", "2025-01")]),
        ("on 30 February 2024", None, []),
        ("on Monday", None, []),
        ("it may be that we march on", MONDAY, []),
    ],
)
def test_dates_have_a_value_and_a_role(text: str, published: date | None, wanted: list[tuple[str, str]]) -> None:
    assert [(t.role, str(t.value)) for t in _dates.find(text, published)] == wanted


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("a seven-year contract", 84, 0),
        ("a term of ten (10) years", 120, 0),
        ("thirty-six (36) months", 36, 0),
        ("notice of 90 days", 0, 90),
        ("six weeks", 0, 42),
        ("a multi-year deal", 0, 0),
    ],
)
def test_durations(text: str, months: int, days: int) -> None:
    (found,) = _lengths.durations(text)
    assert (found.months, found.days) == (months, days)


@pytest.mark.parametrize("text", ["two years ago", "a five-year-old dispute", "Year in review"])
def test_what_is_no_term(text: str) -> None:
    assert _lengths.durations(text) == []


def test_a_term_is_added_at_the_precision_of_the_start() -> None:
    read = PartialDate.parse
    assert str(_dates.add(read("2027"), 60)) == "2032"
    assert str(_dates.add(read("2025-01"), 120)) == "2035-01"
    assert str(_dates.add(read("2024-02-29"), 12)) == "2025-02-28"
    assert str(_dates.add(read("2026-05-03"), 0, 180)) == "2026-10-30"


@pytest.mark.parametrize(
    ("text", "amount", "usd"),
    [
        ("worth up to $38 billion over seven years", "up to $38 billion", 38e9),
        ("about $9.7bn", "about $9.7bn", 9.7e9),
        ("not less than $412,500,000", "not less than $412,500,000", 412_500_000),
        ("US$84.5 million", "US$84.5 million", 84.5e6),
        ("22.8 trillion won ($16.5 billion) that", "22.8 trillion won ($16.5 billion)", 16.5e9),
        ("40 million dollars", "40 million dollars", 40e6),
        ("C$11 billion", "C$11 billion", None),
        ("A$18m", "A$18m", None),
        ("€900 million", "€900 million", None),
        ("600 million Swedish kronor", "600 million Swedish kronor", None),
        ("KRW 260 billion", "KRW 260 billion", None),
        ("tens of billions of dollars", "tens of billions of dollars", None),
    ],
)
def test_amounts(text: str, amount: str, usd: float | None) -> None:
    (found,) = _money.find(text)
    assert (found.text, found.usd, text[found.start : found.end]) == (amount, usd, amount)


def test_a_yearly_rate_is_no_total() -> None:
    amounts = _money.find("at least $150 million a year, $1.2 billion in all, $4 billion for the other")
    assert [a.rate for a in amounts] == [True, False, False]
    largest = _money.largest(amounts)
    assert largest is not None
    assert largest.usd == 4e9
    assert _money.largest([]) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It ended. He left.", ["It ended.", "He left."]),
        ("Tarvos Inc. said so. The U.S. agreed.", ["Tarvos Inc. said so.", "The U.S. agreed."]),
        ("It sells in the U.S. The rest is open.", ["It sells in the U.S.", "The rest is open."]),
        ("Mr. J. Smith of Warner Bros. Discovery left.", ["Mr. J. Smith of Warner Bros. Discovery left."]),
        ("“Any provider can have them,” he said. Nobody came.", ["“Any provider can have them,” he said.", "Nobody came."]),
        ("A heading\nIts text.", ["A heading", "Its text."]),
        ("It sells three things: motors, pumps; spanners.", ["It sells three things: motors, pumps; spanners."]),
        (
            "The yard has the exclusive right; the rest of them have none at all.",
            ["The yard has the exclusive right;", "the rest of them have none at all."],
        ),
        ("• One thing • Another", ["• One thing", "• Another"]),
    ],
)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert [text[s.start : s.end] for s in _sentences.split(text)] == wanted
