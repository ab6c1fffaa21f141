"""Names never seen before, and what a text tells of them."""

from __future__ import annotations

import pytest

import nlp


def kinds(text: str) -> dict[str, tuple[str, str]]:
    """Each name as it stands in the text, with its full form and kind."""
    return {text[n.start : n.end]: (n.name, n.kind) for n in nlp.names_in(text)}


def claims(text: str) -> list[nlp.Explained]:
    return list(nlp.explain(nlp.Passage("p", "", text)))


@pytest.mark.parametrize(
    "text",
    [
        "Norrland's chief executive Eva Lind said that nothing was settled.",
        "Norrland’s CEO Eva Lind said that nothing was settled.",
        "Eva Lind, who runs Norrland, said that nothing was settled.",
        "Nothing is settled, said Eva Lind, Norrland's head of sales.",
        "Eva Lind, chief executive of Norrland, said that nothing was settled.",
    ],
)
def test_a_companys_people_tell_that_it_is_one(text: str) -> None:
    found = kinds(text)
    assert found["Norrland"] == ("Norrland", "company")
    assert found["Eva Lind"] == ("Eva Lind", "person")


def test_who_speaks_is_the_person_and_who_deals_is_the_house() -> None:
    (told,) = claims("Norrland's chief executive Eva Lind confirmed the exclusive supply contract with Kolk Foods.")
    assert (told.claim.parties, told.claim.speaker) == (("Norrland", "Kolk Foods"), "Eva Lind")  # type: ignore[union-attr]


@pytest.mark.parametrize("place", ["NASDAQ", "NYSE", "Nasdaq", "LON", "Euronext Paris", "OTCQB"])
def test_a_ticker_makes_a_company_and_stands_for_it_afterwards(place: str) -> None:
    text = f"Verholt ({place}: VRH) has news. The supply contract was signed by VRH and Kolk Foods on Monday."
    assert kinds(text)["VRH"] == ("Verholt", "company")
    (told,) = claims(text)
    assert set(told.claim.parties) == {"Verholt", "Kolk Foods"}  # type: ignore[union-attr]


def test_a_word_behind_a_ticker_is_the_companys() -> None:
    (told,) = claims("Verholt (NYSE: VRH) named Kolk Foods its exclusive distributor.")
    assert (told.claim.grantor, told.claim.grantee) == ("Verholt", "Kolk Foods")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "name",
    [
        "National Association for Turbine Safety",
        "Institute of Cold Forging",
        "Agency for Harbour Works",
        "Northern Turbine Federation",
        "Oslund Salt Consortium",
    ],
)
def test_a_body_is_named_as_a_whole(name: str) -> None:
    assert kinds(f"The prize of the {name} went to a baker.")[name] == (name, "company")


def test_a_capital_does_not_make_a_company_of_a_place() -> None:
    assert "company" not in {kind for _, kind in kinds("Today's news from Europe: the president of sales has left.").values()}


@pytest.mark.parametrize("second", ["Delta", "Delta Faucet"])
def test_two_companies_that_begin_alike_stay_two(second: str) -> None:
    text = f"Delta Faucet, the tap maker, gave Kolk Stores the exclusive right to sell its taps in Spain. {second} is owned by Masko Group."
    assert kinds(text)[second] == ("Delta Faucet", "company")
    assert kinds("Delta Air Ferries signed a supply contract with Kolk Foods. Delta pays.")["Delta"] == ("Delta Air Ferries", "company")
