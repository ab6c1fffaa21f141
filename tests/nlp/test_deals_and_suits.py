"""Agreements and disputes by the way they are put: passives, nominalisations, headlines, filings, threats."""

from __future__ import annotations

from datetime import date

import pytest

import nlp
from graph.claims import AgreementClaim, Change, DisputeClaim, Stance

WEDNESDAY = date(2025, 11, 5)


def _agreements(text: str) -> list[AgreementClaim]:
    (found,) = nlp.extract([nlp.Passage("p", "", text, published_at=WEDNESDAY)])
    return [c for c in found.claims if isinstance(c, AgreementClaim)]


def _disputes(text: str) -> list[DisputeClaim]:
    (found,) = nlp.extract([nlp.Passage("p", "", text, published_at=WEDNESDAY)])
    return [c for c in found.claims if isinstance(c, DisputeClaim)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Brannock Labs has been acquired by Sedwick Group for $450 million.", "acquisition"),
        ("Brannock Labs was bought by Sedwick Group.", "acquisition"),
        ("The acquisition of Brannock Labs by Sedwick Group was completed on Monday.", "acquisition"),
        ("Sedwick Group to buy Brannock Labs for $450 million", "acquisition"),
        ("Sedwick Group merged with Brannock Labs in 2019.", "acquisition"),
        ("Sedwick Group and Brannock Labs joined forces to develop a new battery.", "development"),
        (
            'On November 3, 2025, Sedwick Mining Corp. (the "Company") entered into a Master Services Agreement (the "Agreement") with '
            'Brannock Power LLC ("Brannock").',
            "partnership",
        ),
    ],
)
def test_agreements_however_put(text: str, kind: str) -> None:
    (found,) = _agreements(text)
    assert {p.split()[0] for p in found.parties} == {"Sedwick", "Brannock"}
    assert (found.type, found.change, found.stance) == (kind, Change.BEGINS, Stance.ASSERTED)


def test_the_value_is_the_deals_own() -> None:
    (found,) = _agreements("Sedwick Group, valued at $90bn, signed a five-year supply contract with Brannock Labs worth $1.2-1.5 billion.")
    assert (found.value, found.value_usd, found.term) == ("$1.2-1.5 billion", 1.5e9, "five-year")


def test_an_option_to_extend_is_no_end() -> None:
    (found,) = _agreements("Sedwick Group signed a supply contract with Brannock Labs in 2024, with an option to extend it until 2032.")
    assert (found.valid_from, found.valid_to) == ("2024", None)


@pytest.mark.parametrize(
    ("text", "rule", "stance"),
    [
        ("Sedwick Group has threatened to sue Brannock Labs over its contract.", "threatens-suit", Stance.PROPOSED),
        ("Sedwick Group is considering legal action against Brannock Labs.", "threatens-suit", Stance.PROPOSED),
        ("Sedwick Group has filed a lawsuit against Brannock Labs over the exclusive licence.", "files-suit", Stance.ASSERTED),
        ("Sedwick Group has initiated arbitration against Brannock Labs.", "files-suit", Stance.ASSERTED),
        ("Brannock Labs faces a lawsuit from Sedwick Group over the exclusive licence.", "faces-suit", Stance.ASSERTED),
    ],
)
def test_a_threat_is_no_suit(text: str, rule: str, stance: Stance) -> None:
    (found,) = _disputes(text)
    assert (found.claimant, found.respondents, found.rule, found.stance) == ("Sedwick Group", ("Brannock Labs",), rule, stance)


def test_a_suit_over_a_contract_is_not_over() -> None:
    found = _disputes("Sedwick Group's lawsuit against Brannock Labs over the supply contract goes to trial in May.")
    assert [c for c in found if c.change is Change.ENDS] == []
