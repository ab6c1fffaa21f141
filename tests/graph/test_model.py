"""Claims, fields of use and places: what is let in at the door, and what covers what."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import agreement, dispute, right

from graph.claims import AgreementClaim, RightClaim, claim_from_dict, claim_to_dict
from graph.errors import BadClaim, BadInput, UnknownName
from graph.fields import FIELDS, check_field, covers, parent
from graph.places import common, meet, place, places, within


@pytest.mark.parametrize(
    "claim",
    [
        right(
            "OpenAI",
            "Microsoft",
            "first_refusal",
            "compute",
            "hosting",
            territory="Japan",
            valid_from="2025-01",
            valid_to="2030",
            speaker="Microsoft",
        ),
        agreement("OpenAI", "Amazon", value_usd=38e9, value="$38 billion", term="seven-year"),
        dispute("Microsoft", "OpenAI", "Amazon", over="exclusive hosting of stateless APIs"),
    ],
)
def test_a_claim_survives_json(claim: Any) -> None:
    assert claim_from_dict(claim_to_dict(claim)) == claim


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"mode": "absolute"}, "not a right claim"),
        ({"stance": "shouted"}, "not a right claim"),
        ({"field_of_use": ["computing"]}, "unknown field of use"),
        ({"field_of_use": []}, "unknown field of use"),
        ({"grantor": ""}, "needs a grantor"),
        ({"valid_from": "2025", "valid_to": "2024"}, "lies after"),
        ({"valid_from": "soon"}, "not a date"),
        ({"char_end": 3}, "does not fit its offsets"),
        ({"confidence": 1.5}, "not between 0 and 1"),
        ({"kind": "rumour"}, "must be one of"),
    ],
)
def test_a_claim_that_breaks_the_schema_is_refused(change: dict[str, Any], complaint: str) -> None:
    good = claim_to_dict(right("OpenAI", "Microsoft"))
    with pytest.raises(BadInput, match=complaint):
        claim_from_dict({**good, **change})


def test_an_agreement_needs_two_parties() -> None:
    with pytest.raises(BadClaim, match="two parties"):
        agreement("OpenAI", "OpenAI")
    assert isinstance(agreement("OpenAI", "Amazon"), AgreementClaim)
    assert isinstance(right("OpenAI", "Amazon"), RightClaim)


def test_every_field_hangs_in_the_tree() -> None:
    assert all(parent(f) is None or parent(f) in FIELDS for f in FIELDS)
    assert covers("compute", "compute.training")
    assert not covers("compute.training", "compute")
    assert not covers("hosting", "compute")


def test_an_unknown_field_names_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        check_field("hosting.stateles")
    assert "hosting.stateless_api" in caught.value.nearest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ()),
        ("worldwide", ()),
        ("the U.S.", ("United States",)),
        ("England and Wales", ("England", "Wales")),
        ("France, Belgium and the Netherlands", ("Belgium", "France", "Netherlands")),
        ("Ruritania", ("Ruritania",)),
        ("the U.S. and worldwide", ()),
        ("worldwide except Japan", ("World except Japan",)),
        ("outside the U.S.", ("World except United States",)),
        ("everywhere but in Peru", ("World except Peru",)),
        ("European", ("Europe",)),
        ("Japanese", ("Japan",)),
        ("all markets other than Greater China", ("World except Greater China",)),
        ("Europe, excluding the UK and Switzerland", ("Europe except Switzerland, United Kingdom",)),
        ("North America and Europe (except the UK)", ("Europe except United Kingdom", "North America")),
        ("Asia ex-Japan", ("Asia except Japan",)),
        ("England and Wales, but not Scotland", ("England", "Wales")),  # what lies elsewhere needs no exception
        ("Europe except France, Germany and the EU", ("Europe except European Union",)),
        ("Japan excluding Asia", ("Japan excluding Asia",)),  # leaves nothing: a place that nobody knows
        ("the rest of the world", ("rest of the world",)),
    ],
)
def test_a_territory_is_cut_into_places(text: str | None, expected: tuple[str, ...]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("inner", "outer", "lies_in"),
    [
        ("Japan", "World except United States", True),
        ("Asia", "World except United States", True),
        ("California", "World except United States", False),
        ("United States", "World except United States", False),
        ("North America", "World except United States", False),  # a part of it is left out
        (None, "World except United States", False),
        ("World except Asia", "World except Japan", True),
        ("World except Japan", "World except Asia", False),
        ("Europe except France", "World except France", True),
        ("Germany", "Europe except France", True),
        ("France", "Europe except France", False),
        ("Taiwan", "Asia except Greater China", False),
        ("World except Japan", None, True),
    ],
)
def test_an_exception_covers_everything_but_itself(inner: str | None, outer: str | None, lies_in: bool) -> None:
    assert within(inner, outer) is lies_in


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ("North America", "World except United States", "North America except United States"),
        ("Texas", "World except United States", None),
        ("Scandinavia", "European Union", "Denmark"),  # neither lies in the other
        ("Europe except Germany", "Germany", None),
        ("World except Japan", "World except France", "World except France, Japan"),
        ("Benelux", "Europe", "Benelux"),
    ],
)
def test_places_with_something_in_common(a: str, b: str, shared: str | None) -> None:
    assert meet(a, b) is (shared is not None)
    assert meet(b, a) is meet(a, b)
    if shared is not None:
        assert common(a, b) == shared


def test_places_lie_in_each_other() -> None:
    assert within("Wales", "Europe")
    assert within("Wales", None)
    assert not within(None, "Wales")
    assert not within("Scotland", "England")
    assert meet("Europe", "France")
    assert not meet("Japan", "France")


@given(st.text(max_size=60))
def test_any_text_is_some_territory(text: str) -> None:
    assert places(text) == places(text)
    assert place(place(text)) == place(text)
