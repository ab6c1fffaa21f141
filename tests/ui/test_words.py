"""Days, terms and credence in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rights import held

from graph.answers import HEARD
from ui.words import (
    counted,
    credence_text,
    day_text,
    dispute_text,
    end_text,
    field_label,
    listed,
    published_text,
    shortened,
    start_text,
    term_text,
)

AT = date(2025, 6, 30)


def test_a_day_is_as_precise_as_it_was_stated() -> None:
    assert [day_text(date(2025, 6, 3), p) for p in ("day", "month", "year")] == ["3 Jun 2025", "Jun 2025", "2025"]


def test_a_holder_that_objects_does_not_dispute_its_own_right() -> None:
    assert dispute_text(["Yolk"], {"Acme"}) == "disputed by Yolk"
    assert dispute_text(["Acme"], {"Acme"}) == "in dispute: Acme objects"
    assert dispute_text(["Acme", "Zed"], {"Acme", "Zed"}) == "in dispute: Acme and Zed object"
    assert dispute_text(["Acme", "Yolk"], {"Acme"}) == "disputed by Acme and Yolk"
    assert dispute_text([], {"Acme"}) == "disputed between sources"


@pytest.mark.parametrize(
    ("stamp", "text"),
    [
        ("2025-11-03T23:30:00-08:00", "3 Nov 2025"),
        ("2025-11-03", "3 Nov 2025"),
        (None, "undated"),
        ("", "undated"),
        ("yesterday", "undated"),
    ],
)
def test_the_day_of_publication_is_that_of_the_page(stamp: str | None, text: str) -> None:
    assert published_text(stamp) == text


def test_fields_read_as_phrases() -> None:
    assert [field_label(f) for f in ("compute", "compute.training", "hosting.stateless_api")] == [
        "Compute",
        "Compute · training",
        "Hosting · stateless API",
    ]


def test_a_term_that_runs_out_ends_with_its_last_day_and_one_that_was_ended_with_the_first_day_without_it() -> None:
    lapses = held("Zed", until="2031-01-01", valid_to_precision="year", rules=("lapse",))
    monthly = held("Zed", until="2026-05-01", valid_to_precision="month", rules=("lapse",))
    daily = held("Zed", until="2030-07-01", rules=("lapse",))
    ended = held("Zed", until="2025-01-21", rules=("end",))
    assert [end_text(r) for r in (lapses, monthly, daily, ended)] == ["2030", "Apr 2026", "30 Jun 2030", "21 Jan 2025"]
    assert end_text(held("Zed")) == "open"


def test_a_term_is_put_as_seen_from_the_day() -> None:
    assert term_text(held("Zed"), AT) == "since 22 Jul 2019, no end stated"
    assert term_text(held("Zed", since="2027-01-01", valid_from_precision="month"), AT) == "from Jan 2027"
    assert term_text(held("Zed", until="2025-01-21"), AT) == "22 Jul 2019 to 21 Jan 2025"
    assert term_text(held("Zed", since=None, until="2025-01-21"), AT) == "until 21 Jan 2025, start unknown"
    assert term_text(held("Zed", since=None), AT) == "no start or end stated"
    assert start_text(held("Zed", since=None)) == "unknown"


@given(st.floats(0, 1))
def test_credence_has_words_and_only_what_no_answer_rests_on_is_a_rumour(credence: float) -> None:
    assert (credence_text(credence) == "only a rumour") == (credence < HEARD)


def test_lists_name_a_few_and_count_the_rest() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "A"]) == "A and B"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"
    assert [counted(n, "copy", "copies") for n in (1, 2)] == ["1 copy", "2 copies"]


@given(st.text(), st.integers(1, 30))
def test_a_shortened_text_fits(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most
