"""Rights that news puts in words of its own: first dibs, only with each other, no other plant, one who takes another's place."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims import DisputeClaim, RightClaim
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
    # the only one to do something; a boast is none
    (
        "Obsidian Micro said Kestrel Foundry would be the only company to manufacture its M7 accelerators until the end of 2028.",
        {("Obsidian Micro", "Kestrel Foundry", "exclusive", "begins")},
    ),
    ("Kestrel Foundry says it is the only company to make such chips.", set()),
    (
        "Denim label Carrow has picked Oleander Stores as the one chain in Spain that may carry its jeans.",
        {("Carrow", "Oleander Stores", "exclusive", "begins")},
    ),
    # whose the role is, not who does the naming
    (
        "Sunhill Energy has won a contract to supply Voltaire Motors with cells, making it the carmaker's exclusive supplier.",
        {("Voltaire Motors", "Sunhill Energy", "exclusive", "begins")},
    ),
    # where a right lies, and where it goes from there
    (
        "Exclusive distribution of Falk Tools' saws in Austria has lain with Brenner & Sohn since January 2023.",
        {("Falk Tools", "Brenner & Sohn", "exclusive", "holds")},
    ),
    (
        "The exclusive rights to broadcast the Coastal Marathon, held by Radio Maris since 2015, pass to Telvar TV next year.",
        {("Coastal Marathon", "Radio Maris", "exclusive", "ends"), ("Coastal Marathon", "Telvar TV", "exclusive", "begins")},
    ),
    # given, taken or kept back
    (
        "TransNordic Rail handed Vinter Systems the signalling work for its whole network on an exclusive basis until 2033.",
        {("TransNordic Rail", "Vinter Systems", "exclusive", "begins")},
    ),
    (
        "Greyfriars Brewery terminated the exclusive bottling licence of Pacific Beverages on 12 March.",
        {("Greyfriars Brewery", "Pacific Beverages", "exclusive", "ends")},
    ),
    (
        "Bexley Air will take jet fuel from Marsh Petroleum alone at its London bases.",
        {("Bexley Air", "Marsh Petroleum", "exclusive", "begins")},
    ),
    (
        "Olin Semiconductor has reserved its entire 2nm capacity for Argo AI through 2027.",
        {("Olin Semiconductor", "Argo AI", "exclusive", "begins")},
    ),
    ("The pact makes PayLark the default payment method in all of Corvo's shops.", {("Corvo", "PayLark", "preferred", "begins")}),
    # a brand without a capital, also where it begins a sentence
    (
        "Maps are bought in. brightpath has become the preferred mapping partner of Voltaire Motors in Europe.",
        {("Voltaire Motors", "brightpath", "preferred", "begins")},
    ),
    ("Lumo Media has lost its monopoly on the Northern League's matches.", {("Northern League", "Lumo Media", "exclusive", "ends")}),
    # the exclusivity in a contract, the licence that a deal gives, a first call
    (
        "Quill Cloud and Obsidian Micro have ended the exclusivity in their hosting contract early.",
        {("Obsidian Micro", "Quill Cloud", "exclusive", "ends")},
    ),
    (
        "The exclusivity clause in Obsidian Micro's contract with Quill Cloud expires in June.",
        {("Obsidian Micro", "Quill Cloud", "exclusive", "ends")},
    ),
    (
        "Halcyon Bio has signed a deal under which Tessaly Pharma will sell belotrigine in Europe. The licence is exclusive.",
        {("Halcyon Bio", "Tessaly Pharma", "exclusive", "begins")},
    ),
    (
        "Quill Cloud is obliged to offer spare capacity to Obsidian Micro before anyone else.",
        {("Quill Cloud", "Obsidian Micro", "first_refusal", "holds")},
    ),
    (
        "Nordic distributor Halvorsen has lost Kumo. Kumo Devices said its exclusive distribution contract with Halvorsen was terminated.",
        {("Kumo Devices", "Halvorsen", "exclusive", "ends")},
    ),
    # given to a company behind its trade, put out on licence, used alone, brought in by a clause
    (
        "Germany's Wendt Automotive gave Italian tyre maker Corsano an exclusive contract to supply tyres for its Falke saloon.",
        {("Wendt Automotive", "Corsano", "exclusive", "begins")},
    ),
    (
        "Opalis Biotech has outlicensed its drug to Lian Pharma for Greater China on an exclusive basis.",
        {("Opalis Biotech", "Lian Pharma", "exclusive", "begins")},
    ),
    (
        "Autonomy start-up Halyard will use only Nimbus Cloud to train its models for the next four years.",
        {("Halyard", "Nimbus Cloud", "exclusive", "begins")},
    ),
    (
        "Aurora Airlines switched its card from Castellan Bank to Larkspur Bank, which will be the exclusive issuer until 2033.",
        {("Aurora Airlines", "Larkspur Bank", "exclusive", "begins")},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_a_right_in_other_words(text: str, wanted: set[Right]) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert {(c.grantor, c.grantee, c.mode.value, c.change.value) for c in found.claims if isinstance(c, RightClaim)} == wanted


def test_a_date_is_no_subject() -> None:
    (found,) = extract(
        [Passage("p", "", "Quill Cloud will host Obsidian Micro's tool exclusively until the end of 2026.", date(2025, 6, 10), "")]
    )
    assert [(c.subject, c.valid_to) for c in found.claims if isinstance(c, RightClaim)] == [(None, "2026")]


def test_an_exclusivity_has_the_territory_behind_it() -> None:
    text = "Falk Tools said that Brenner & Sohn's exclusivity for Germany lapsed at the end of 2023."
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert [(c.territory, c.change.value) for c in found.claims if isinstance(c, RightClaim)] == [("Germany", "ends")]


QUARRELS = [
    (
        "Sunhill Energy sought an injunction barring Voltaire Motors from buying cells from Nordkraft.",
        "asserted",
        "begins",
        ("Voltaire Motors",),
    ),
    ("Sunhill Energy and Voltaire Motors have resolved their differences, the two said.", "asserted", "ends", ("Voltaire Motors",)),
    ("Sunhill Energy and Voltaire Motors ended their legal battle on Monday.", "asserted", "ends", ("Voltaire Motors",)),
    (
        "Voltaire Motors rejects the allegation that its deal with Nordkraft violates Sunhill Energy's exclusivity.",
        "denied",
        "holds",
        ("Voltaire Motors", "Nordkraft"),
    ),
]


@pytest.mark.parametrize(("text", "stance", "change", "respondents"), QUARRELS)
def test_a_dispute_in_other_words(text: str, stance: str, change: str, respondents: tuple[str, ...]) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    (claim,) = (c for c in found.claims if isinstance(c, DisputeClaim))
    assert (claim.claimant, claim.respondents) == ("Sunhill Energy", respondents)
    assert (claim.stance.value, claim.change.value) == (stance, change)


LONGER = [
    ("Kumo Devices has extended Elgar Trading's exclusive rights in Norway by two years, to the end of 2027.", "Norway", "2027"),
    ("Elgar Trading's exclusive rights now also cover Denmark, Kumo Devices said.", "Denmark", None),
]


@pytest.mark.parametrize(("text", "territory", "valid_to"), LONGER)
def test_a_right_that_is_made_longer_or_wider_holds_there(text: str, territory: str, valid_to: str | None) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    (claim,) = (c for c in found.claims if isinstance(c, RightClaim))
    assert (claim.grantee, claim.change.value, claim.territory, claim.valid_to) == ("Elgar Trading", "holds", territory, valid_to)


WHOLE_TEXTS: list[tuple[str, set[Right]]] = [
    # whose rights they are is told by whom they go back to
    (
        "Tessaly Pharma has ended its licence agreement and returned all rights to Auralis Bio. The exclusive licence ends in May.",
        {("Auralis Bio", "Tessaly Pharma", "exclusive", "ends")},
    ),
    # a contract's own terms
    (
        "Customer shall procure all hosting of its models solely from Provider. “Customer” means Oakmoor Insurance, Inc.; “Provider” means "
        "Quill Cloud LLC.",
        {("Oakmoor Insurance", "Quill Cloud", "exclusive", "begins")},
    ),
    # an end that "came", and what was so before
    ("Lakatos Aero says that its exclusivity with Embraer came to an end in 2021.", {("Embraer", "Lakatos Aero", "exclusive", "ends")}),
    (
        "Prior to the amendment, Danforth Foundry was the exclusive manufacturer of Rushmore Analog's power devices.",
        {("Rushmore Analog", "Danforth Foundry", "exclusive", "ends")},
    ),
    (
        "Halyard Intelligence's stateless endpoints remain the exclusive preserve of Quill Cloud.",
        {("Halyard Intelligence", "Quill Cloud", "exclusive", "holds")},
    ),
    (
        "ProVoetbal tore up its contract with Ardent TV on Friday, leaving Ardent without the exclusive rights to its matches.",
        {("ProVoetbal", "Ardent TV", "exclusive", "ends")},
    ),
    # what is asked is not said
    ("Is Hexagonal Mind locked into Quill Cloud?", set()),
]


@pytest.mark.parametrize(("text", "wanted"), WHOLE_TEXTS)
def test_what_the_whole_text_tells_of_a_right(text: str, wanted: set[Right]) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert {(c.grantor, c.grantee, c.mode.value, c.change.value) for c in found.claims if isinstance(c, RightClaim)} == wanted


def test_a_stated_start_beats_the_day_of_the_announcement() -> None:
    text = (
        "Lumo Media has won the exclusive rights to show the Harbour Series in Australia, the organisers announced on Tuesday. "
        "The contract begins on 1 July 2025 and runs until 30 June 2029."
    )
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert [(c.field_of_use, c.valid_from, c.valid_to) for c in found.claims if isinstance(c, RightClaim)] == [
        (("media",), "2025-07-01", "2029-06-30")
    ]


def test_the_name_of_a_league_or_channel_tells_the_field() -> None:
    text = "Ardent TV has the exclusive rights in the United Kingdom, said Freya Lindholm, the Harbour Series's chief executive."
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert [(c.grantor, c.field_of_use) for c in found.claims if isinstance(c, RightClaim)] == [("Harbour Series", ("media",))]


def test_where_a_suppliers_goods_go_and_from_when() -> None:
    text = (
        "Voltaire Motors has chosen Sunhill Energy as the sole supplier of battery cells for its European plants, both said on Tuesday. "
        "The supply agreement comes into force on 1 July 2025 and is to last six years."
    )
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert [(c.territory, c.valid_from, c.valid_to) for c in found.claims if isinstance(c, RightClaim)] == [
        ("European", "2025-07-01", "2031-07-01")
    ]


def test_a_brand_without_a_capital_inside_a_sentence() -> None:
    text = "Voltaire Motors has named atlasway its preferred provider of digital maps worldwide, atlasway announced on Monday."
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert [(c.grantor, c.grantee, c.mode.value) for c in found.claims if isinstance(c, RightClaim)] == [
        ("Voltaire Motors", "atlasway", "preferred")
    ]


def test_who_operates_or_handles_something_does_a_service() -> None:
    text = "Plugline will be the only operator of fast chargers at Voltaire Motors' dealerships in Poland, we hear."
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert [(c.field_of_use, c.stance.value) for c in found.claims if isinstance(c, RightClaim)] == [(("service",), "reported")]
