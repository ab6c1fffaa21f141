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
from graph.places import meet, place, places, within


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
        ("worldwide except Japan", ("worldwide except Japan",)),
    ],
)
def test_a_territory_is_cut_into_places(text: str | None, expected: tuple[str, ...]) -> None:
    assert places(text) == expected


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
