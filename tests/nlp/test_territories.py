"""Where a right holds, as the text has it."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims import RightClaim
from nlp import Passage, extract


@pytest.mark.parametrize(
    ("sentence", "territory"),
    [
        ("Marrick Trading has exclusive rights to sell Oslund Foods' soups in the U.S. until 2031.", "U.S."),
        ("Marrick Trading has exclusive rights to sell Oslund Foods' soups outside the U.S. and Canada.", "outside the U.S. and Canada"),
        ("Marrick Trading is Oslund Foods' exclusive U.S. distributor.", "U.S."),
        ("Marrick Trading has exclusive European rights to Oslund Foods' soups.", "European"),
        ("Canal Norde holds the exclusive Japanese broadcasting rights to the Baltic League.", "Japanese"),
        ("Canal Norde, the Danish broadcaster, holds exclusive rights to the Baltic League in Norway.", "Norway"),
        ("Marrick Trading has exclusive worldwide rights to sell Oslund Foods' soups.", None),
        ("Marrick Trading has exclusive Lintel rights to sell Oslund Foods' soups.", None),
    ],
)
def test_the_place_is_the_one_that_the_right_is_said_to_hold_in(sentence: str, territory: str | None) -> None:
    (found,) = extract([Passage("p", "", sentence, date(2026, 3, 2))])
    assert [claim.territory for claim in found.claims if isinstance(claim, RightClaim)] == [territory]


@pytest.mark.parametrize("meaning", ["“Territory” means Spain and Portugal.", "The Territory comprises Spain and Portugal."])
def test_a_contract_says_elsewhere_what_its_territory_is(meaning: str) -> None:
    sides = "“Supplier” means Oslund Foods Ltd; “Agent” means Studio 54 GmbH."
    text = f"{sides} {meaning} The Supplier appoints the Agent as its exclusive agent in the Territory."
    (found,) = extract([Passage("p", "", text, date(2026, 3, 2))])
    rights = [c for c in found.claims if isinstance(c, RightClaim)]
    assert [(c.grantor, c.grantee, c.territory) for c in rights] == [("Oslund Foods", "Studio 54", "Spain and Portugal")]
