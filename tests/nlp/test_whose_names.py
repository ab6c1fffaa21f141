"""Who is who in a whole story: goods, people, peoples, agencies and the two sides of a case are not taken for each other."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims import Change, RightClaim, Stance
from nlp import Passage, extract

DAY = date(2024, 5, 6)


def rights(text: str, title: str = "", on: date = DAY) -> list[RightClaim]:
    (found,) = extract([Passage("p", title, text, on, "")])
    return [c for c in found.claims if isinstance(c, RightClaim)]


def pairs(text: str, title: str = "") -> set[tuple[str, str]]:
    return {(c.grantor, c.grantee) for c in rights(text, title)}


@pytest.mark.parametrize(
    "text",
    [
        "Havnsund Biologicals makes Velutrin. Prairie Crown Seeds will be the only company entitled to sell Velutrin in Canada.",
        "Velutrin®, Havnsund Biologicals' seed treatment, has a new home. Prairie Crown Seeds has the sole right to sell Velutrin.",
        "Prairie Crown Seeds has won sole rights to sell a seed treatment. The contract for Velutrin, which is made by Havnsund "
        "Biologicals of Odense, runs from 1 May.",
        "COPENHAGEN (Meridian Press) - Prairie Crown Seeds has won sole rights to sell a seed treatment of Havnsund Biologicals.",
        "Prairie Crown Seeds stays the sole distributor of the seed treatment of Havnsund Biologicals. “It was easy,” Marit Solgaard of "
        "Havnsund said.",
        "ODENSE, Denmark, and SASKATOON, Saskatchewan, 6 May 2024 – Havnsund Biologicals A/S has granted Prairie Crown Seeds Ltd. the "
        "exclusive right to sell its seed treatment.",
        "Prairie Crown Seeds, a unit of Harrowgate Holdings since May, says that it alone may sell Havnsund Biologicals' seed treatment.",
        "Havnsund Biologicals makes seed treatments. Prairie Crown Seeds has sued the Danish firm. The Danes say that Prairie Crown's "
        "exclusivity has lapsed.",
    ],
)
def test_goods_people_and_agencies_grant_nothing(text: str) -> None:
    assert pairs(text) == {("Havnsund Biologicals", "Prairie Crown Seeds")}


def test_a_court_speaks_of_the_two_sides_of_its_title() -> None:
    text = (
        "By an agreement of March 2018 the defendant conferred on the claimant, a broadcaster in Bergen, the exclusive right to show the "
        "races in Norway, Sweden and Denmark until 31 December 2025. The third instalment was not paid. With the passing of the sixtieth "
        "day, on 30 June 2023, the claimant’s right in the three countries ceased to be exclusive."
    )
    found = rights(text, "Fjordkanal AS v Pelagia Racing S.A. (23-140772): summary of a judgment")
    assert {(c.grantor, c.grantee) for c in found} == {("Pelagia Racing", "Fjordkanal")}
    assert {c.territory for c in found} == {"Norway, Sweden and Denmark"}
    assert [c.valid_to for c in found if c.change is Change.ENDS] == ["2023-06-30"]


def test_what_is_withdrawn_is_denied() -> None:
    text = (
        "On 9 February this newspaper reported that Pelagia Racing had sold the exclusive streaming rights to its series to Radix Play. "
        "The report was wrong, and we withdraw it in its entirety."
    )
    assert [c.stance for c in rights(text)] == [Stance.DENIED]


def test_a_description_that_is_the_subject_is_not_who_stands_behind_it() -> None:
    text = (
        "Harbour Nine has won the rights to the races of Pelagia Racing. The free-to-air broadcaster takes over from Radix Play. "
        "Until the end of 2029 it will have the races to itself in Ireland, Pelagia Racing said."
    )
    assert pairs(text) == {("Pelagia Racing", "Harbour Nine")}


def test_the_other_side_of_a_settled_dispute_is_the_grantor() -> None:
    text = (
        "Havnsund Biologicals A/S, Prairie Crown Seeds Ltd. and its parent, Harrowgate Holdings, Inc., have resolved all differences. "
        "With effect from 1 January 2025 the United States becomes an open territory. Prairie Crown’s exclusive right there ends on that "
        "day, and it will go on selling seed treatments on a non-exclusive basis, side by side with Cottonwood Agronomy."
    )
    told = {(c.grantor, c.grantee, c.mode.value, c.change.value, c.valid_from, c.valid_to) for c in rights(text)}
    assert told == {
        ("Havnsund Biologicals", "Prairie Crown Seeds", "exclusive", "ends", None, "2025-01-01"),
        ("Havnsund Biologicals", "Prairie Crown Seeds", "non_exclusive", "begins", "2025-01-01", None),
    }


@pytest.mark.parametrize(
    "apart",
    [
        "The province of Quebec lies outside the agreement.",
        "Quebec, where a co-operative already stocks the product, is not covered.",
        "Quebec is excluded.",
    ],
)
def test_a_sentence_that_leaves_a_place_out_is_the_rights_condition(apart: str) -> None:
    text = f"Prairie Crown Seeds has the sole right to sell Havnsund Biologicals' seeds in Canada. It lasts until 2030. {apart}"
    assert [c.condition for c in rights(text)] == [apart.removesuffix(".")]


def test_an_end_has_the_date_of_its_own_clause() -> None:
    text = (
        "Prairie Crown Seeds' exclusivity for Havnsund Biologicals' seeds, which was the cause of a settlement last November, expires with "
        "its contract on 30 September."
    )
    assert [c.valid_to for c in rights(text)] == ["2024-09-30"]


def test_what_goes_on_no_longer_exclusively() -> None:
    text = "Zielona Dolina continues to make seeds for Havnsund Biologicals in Europe, but no longer exclusively."
    assert {(c.mode.value, c.change.value) for c in rights(text)} == {("exclusive", "ends"), ("non_exclusive", "begins")}
