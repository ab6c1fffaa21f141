"""Rights that news puts in words of its own: first dibs, only with each other, no other plant, one who takes another's place."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims import RightClaim
from nlp import Passage, extract

Right = tuple[str, str, str, str]

CASES: list[tuple[str, set[Right]]] = [
    # first refusal
    (
        "Ferrand Bank gets first dibs on every loan that Corvino Motors sells.",
        {("Corvino Motors", "Ferrand Bank", "first_refusal", "begins")},
    ),
    ("Tilda Games gave Orrin Studios first dibs on its next console.", {("Tilda Games", "Orrin Studios", "first_refusal", "begins")}),
    (
        "Any oil that Tern Energy finds must first be offered to Orlan Chemicals.",
        {("Tern Energy", "Orlan Chemicals", "first_refusal", "holds")},
    ),
    # no other one
    (
        "Ormond Labs makes all of Pellet Pharma's syringes, and no other plant is approved.",
        {("Pellet Pharma", "Ormond Labs", "exclusive", "holds")},
    ),
    ("Only Cordova Pharmacies stock Vessel Labs' test.", {("Vessel Labs", "Cordova Pharmacies", "exclusive", "holds")}),
    # "only" behind the holder, and behind a place
    (
        "From August the Alpine Ski Series will be shown on Telvar TV only.",
        {("Alpine Ski Series", "Telvar TV", "exclusive", "begins")},
    ),
    ("Moss Cosmetics sells its creams through Larkspur Stores in Germany only.", set()),
    # each other
    (
        "Hewlin Ferries and Strand Ports will deal only with each other until 2030.",
        {("Hewlin Ferries", "Strand Ports", "exclusive", "begins"), ("Strand Ports", "Hewlin Ferries", "exclusive", "begins")},
    ),
    (
        "Loden AI and Kappa Robotics have agreed to work exclusively with each other on humanoid robots.",
        {("Loden AI", "Kappa Robotics", "exclusive", "begins"), ("Kappa Robotics", "Loden AI", "exclusive", "begins")},
    ),
    # one in another's place
    (
        "Oslund Foods has replaced Marrick Trading as its sole agent in Iberia with Tallow Supply.",
        {("Oslund Foods", "Marrick Trading", "exclusive", "ends"), ("Oslund Foods", "Tallow Supply", "exclusive", "begins")},
    ),
    (
        "Nordhaven Bank will replace Skerry Bank as the exclusive issuer of Ondine Airlines' cards.",
        {("Ondine Airlines", "Skerry Bank", "exclusive", "ends"), ("Ondine Airlines", "Nordhaven Bank", "exclusive", "begins")},
    ),
    (
        "Kolvik TV takes over from Radio Sund as the exclusive broadcaster of the Fjord Rowing League.",
        {("Fjord Rowing League", "Radio Sund", "exclusive", "ends"), ("Fjord Rowing League", "Kolvik TV", "exclusive", "begins")},
    ),
    (
        "Grange Foods was replaced by Vestal Catering as exclusive caterer of Corran Airports.",
        {("Corran Airports", "Grange Foods", "exclusive", "ends"), ("Corran Airports", "Vestal Catering", "exclusive", "begins")},
    ),
    # a contract that is won or lost
    (
        "Danforth Foundry has secured an exclusive contract to manufacture Oslund Devices' next chip.",
        {("Oslund Devices", "Danforth Foundry", "exclusive", "begins")},
    ),
    ("Penrose loses its exclusive contract with the retailer Vantor in June.", {("Vantor", "Penrose", "exclusive", "ends")}),
    # indirect speech, one who takes a licence, a contract that is only said to be breached
    (
        "Danforth Foundry said that it was the only supplier of castings to Oslund Devices.",
        {("Oslund Devices", "Danforth Foundry", "exclusive", "holds")},
    ),
    (
        "Kanda Pharma has licensed exclusive rights to the compounds from Sorrel Labs.",
        {("Sorrel Labs", "Kanda Pharma", "exclusive", "begins")},
    ),
    ("Nimbus Cloud said that Pallas AI's move to Stratus Cloud undermines the spirit of its exclusive hosting contract.", set()),
    # what a company's name says of its trade
    (
        "Vela Cards and Morrow Bank extended their contract on Friday. The lender remains the sole issuer of Vela's cards.",
        {("Vela Cards", "Morrow Bank", "exclusive", "holds")},
    ),
    ("Ferrowatt no longer has Kinto Cells to itself.", {("Kinto Cells", "Ferrowatt", "exclusive", "ends")}),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_right_in_other_words(text: str, wanted: set[Right]) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert {(c.grantor, c.grantee, c.mode.value, c.change.value) for c in found.claims if isinstance(c, RightClaim)} == wanted
