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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sedwick Pharma licensed its vaccine technology to Brannock Health for $40 million.", "licence"),
        ("Sedwick Robotics has licensed its vision software to Brannock Motors.", "licence"),
        ("Sedwick Capital sold its stake in Vantage Ports to Brannock Holdings.", "investment"),
        ("Sedwick Dairies sells its ice-cream business to Brannock Foods for $200 million.", "acquisition"),
        ("Sedwick raised $40 million in a Series B round led by Brannock Ventures.", "investment"),
        ("Sedwick Bio has secured €12 million in Series A funding from Brannock Ventures.", "investment"),
        ("Brannock Capital led a $50 million round in Sedwick Bio.", "investment"),
        ("Brannock Ventures led Sedwick's $40 million Series B round.", "investment"),
        ("Sedwick closed a $40 million funding round led by Brannock Ventures.", "investment"),
        ("Sedwick Pharma in-licensed a cancer drug from Brannock Bio for $40 million upfront.", "licence"),
        ("Sedwick Airways ordered 40 jets from Brannock Aircraft.", "supply"),
        ("Sedwick Foods' acquisition of Brannock Mills closed on Monday.", "acquisition"),
        ("Brannock Foods has snapped up a 9% stake in Sedwick Mills.", "investment"),
        ("Brannock Capital invested $20 million in Sedwick Bio's vaccine unit.", "investment"),
        ("Sedwick Motors taps Brannock for battery cells in $2 billion deal.", "supply"),
        ("Sedwick, Brannock Motors ink battery supply deal", "supply"),
        ("Sedwick Foods announced the closing of its agreement to purchase all of the shares of Brannock Mills.", "acquisition"),
        ("Sedwick Foods closed the acquisition of Brannock for $40 million.", "acquisition"),
        ("Sedwick Motors unveiled a tie-up with Brannock Chips on driver software.", "partnership"),
        ("Sedwick Software has joined forces with Brannock Cloud.", "partnership"),
        ("Sedwick Foods is teaming up with Brannock Cloud on recipes.", "partnership"),
        ("Sedwick Bio and Brannock Pharma signed a co-promotion agreement for the asthma drug.", "distribution"),
    ],
)
def test_agreements_by_other_verbs_and_headlines(text: str, kind: str) -> None:
    (found,) = _agreements(text)
    assert {p.split()[0] for p in found.parties} == {"Sedwick", "Brannock"}
    assert (found.type, found.change, found.stance) == (kind, Change.BEGINS, Stance.ASSERTED)


@pytest.mark.parametrize(
    "text",
    [
        "Sedwick Foods sells its soups to Brannock Stores.",
        "Sedwick Motors secured a licence from the regulator and praised Brannock Bank.",
        "Sedwick Bio has raised $95 million in Series C funding.",
        "Sedwick Stores will pay Brannock Robotics $350 million in compensation.",
        "Sedwick Motors agreed to pay Brannock Chips $40 million to settle a lawsuit over the licence agreement.",
        "Brannock Trading was accused by Sedwick Foods of breaking their exclusivity agreement.",
        "Sedwick Chips has sued Brannock Motors, claiming that it broke an exclusive supply deal.",
        "The comedian has signed a new contract; his show also goes out on Brannock Radio.",
    ],
)
def test_goods_compensation_quarrels_and_rounds_of_nobody_are_no_agreements(text: str) -> None:
    assert _agreements(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Sedwick Motors scrapped a deal to buy Brannock Batteries last year.",
        "Sedwick Foods has abandoned its agreement to acquire Brannock Mills.",
        "Sedwick Pharma and Brannock Bio called off their merger.",
    ],
)
def test_a_purchase_called_off_ends_and_does_not_begin(text: str) -> None:
    (found,) = _agreements(text)
    assert (found.type, found.change) == ("acquisition", Change.ENDS)


@pytest.mark.parametrize(
    ("text", "rule", "change", "stance"),
    [
        (
            "Sedwick Foods and Brannock Trading reached a settlement in the lawsuit over their supply contract.",
            "settlement",
            "ends",
            "asserted",
        ),
        ("Sedwick Chips has reached a settlement with Brannock Motors in their licence dispute.", "settlement", "ends", "asserted"),
        ("Sedwick Chips has sent Brannock Motors a cease-and-desist letter over its exclusive licence.", "warns", "begins", "asserted"),
        ("Brannock Trading received a cease-and-desist letter from Sedwick Foods over their contract.", "warns", "begins", "asserted"),
        ("Sedwick Foods claims the deal violates its exclusivity with Brannock Trading.", "breach", "holds", "asserted"),
        ("Sedwick Chips says the new tie-up violates its exclusive agreement with Brannock Motors.", "breach", "holds", "asserted"),
        ("Sedwick Trading has countersued Brannock Foods over the contract.", "sues", "begins", "asserted"),
        ("Sedwick Foods alleges breach of contract by Brannock Trading.", "breach", "holds", "asserted"),
        ("Sedwick Chips threatened Brannock Motors with legal action over the licence.", "threatens-suit", "begins", "proposed"),
        ("The suit brought by Sedwick Chips against Brannock Motors was dismissed.", "suit-ended", "ends", "asserted"),
        ("The boxer Sedwick Cole filed a lawsuit against Brannock Promotions over his contract.", "files-suit", "begins", "asserted"),
    ],
)
def test_disputes_however_put(text: str, rule: str, change: str, stance: str) -> None:
    (found,) = _disputes(text)
    assert (found.claimant.split()[0], [r.split()[0] for r in found.respondents]) == ("Sedwick", ["Brannock"])
    assert (found.rule, found.change.value, found.stance.value) == (rule, change, stance)


@pytest.mark.parametrize(
    "text",
    [
        "Sedwick Foods has sued Brannock Trading over exclusive distribution rights. Brannock rejected Sedwick's claims as baseless.",
        "Sedwick Chips accused Brannock Motors of breaching their licence. Brannock dismissed the allegations as without merit.",
        "Sedwick Media sued Brannock League over its contract. The games went to Orvell Streaming. The claims are without merit, a "
        "spokesman for Brannock League said.",
    ],
)
def test_whoever_rejects_a_claim_is_the_respondent_of_the_suit_before(text: str) -> None:
    suit, denial = _disputes(text)
    assert (denial.claimant, denial.respondents, denial.stance) == (suit.claimant, suit.respondents, Stance.DENIED)


def test_a_letter_over_nothing_contractual_is_no_dispute() -> None:
    assert _disputes("Sedwick Foods sent Brannock Trading a cease-and-desist letter over a television advertisement.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Sedwick Motors is in talks to buy Brannock Chips, people familiar with the matter said.",
        "Sedwick Foods is in advanced talks to acquire Brannock Mills for $2 billion.",
    ],
)
def test_talks_of_a_purchase_are_a_proposed_one(text: str) -> None:
    (found,) = _agreements(text)
    assert (found.parties[0].split()[0], found.type, found.stance) == ("Sedwick", "acquisition", Stance.PROPOSED)


def test_what_a_court_is_asked_to_keep_from_ending_is_in_force() -> None:
    (found,) = _agreements("Sedwick Foods asked a judge to stop Brannock Coffee from breaking off their distribution agreement.")
    assert found.change is Change.HOLDS
