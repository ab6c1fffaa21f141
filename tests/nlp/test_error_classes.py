"""The ways of putting a right that are easily misread, each in several industries.

A case is a text and the rights that it states, as (grantor, grantee, mode, change, stance); other attributes have a table of their own.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph.claims import RightClaim, claim_to_dict
from nlp import Passage, extract

Case = tuple[str, list[tuple[str, ...]]]

WITHOUT_THE_WORD: list[Case] = [
    ("Ostrey AI's models run nowhere else than on Pellan Cloud.", [("Ostrey AI", "Pellan Cloud", "exclusive", "holds", "asserted")]),
    (
        "Whoever wants Brindle Toys' puzzles in Norway has to buy them from Fjordane Retail.",
        [("Brindle Toys", "Fjordane Retail", "exclusive", "holds", "asserted")],
    ),
    (
        "Marlstone Steel sells its ore to Hekla Smelters and to no one else.",
        [("Marlstone Steel", "Hekla Smelters", "exclusive", "holds", "asserted")],
    ),
    (
        "For years every call to Ostrey AI's models had to go through Pellan Cloud.",
        [("Ostrey AI", "Pellan Cloud", "exclusive", "ends", "asserted")],
    ),
]

PAST_AND_REPLACED: list[Case] = [
    (
        "Marlow Aero has other plans now. Castell Seats used to be Marlow Aero's only supplier of seats.",
        [("Marlow Aero", "Castell Seats", "exclusive", "ends", "asserted")],
    ),
    (
        "Castell Seats was for years the sole supplier of seats to Marlow Aero.",
        [("Marlow Aero", "Castell Seats", "exclusive", "ends", "asserted")],
    ),
    (
        "Sable Bio was the exclusive maker of Kestrel Pharma's vaccine. But Kestrel Pharma has since hired two more plants.",
        [("Kestrel Pharma", "Sable Bio", "exclusive", "ends", "asserted")],
    ),
    (
        "Pellan Cloud, once the sole host of Ostrey AI's models, now holds a right of first refusal on its new capacity.",
        [
            ("Ostrey AI", "Pellan Cloud", "exclusive", "ends", "asserted"),
            ("Ostrey AI", "Pellan Cloud", "first_refusal", "begins", "asserted"),
        ],
    ),
    (
        "Exclusive distribution of Zephyr Moto's scooters in Portugal passes from Lumar Retail to Ondine Stores on 1 July.",
        [
            ("Zephyr Moto", "Lumar Retail", "exclusive", "ends", "asserted"),
            ("Zephyr Moto", "Ondine Stores", "exclusive", "begins", "asserted"),
        ],
    ),
    (
        "Marlow Aero's exclusive relationship with its supplier Castell Seats is due to end in May.",
        [("Marlow Aero", "Castell Seats", "exclusive", "ends", "asserted")],
    ),
]

GIVEN_BACK_AND_PROMISED: list[Case] = [
    (
        "Kestrel Pharma has bought back the exclusive rights to its vaccine from Sable Bio.",
        [("Kestrel Pharma", "Sable Bio", "exclusive", "ends", "asserted")],
    ),
    (
        "Zephyr Moto regained the exclusive right to sell its scooters in Portugal from Lumar Retail in May.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "ends", "asserted")],
    ),
    (
        "Marlstone Steel has promised its entire output of ore to Hekla Smelters through 2029.",
        [("Marlstone Steel", "Hekla Smelters", "exclusive", "begins", "asserted")],
    ),
    (
        "Lumar Retail distributes Zephyr Moto's scooters in Portugal on an exclusive basis.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "holds", "asserted")],
    ),
    (
        "Castell Seats has lost its status as sole supplier of seats to Marlow Aero.",
        [("Marlow Aero", "Castell Seats", "exclusive", "ends", "asserted")],
    ),
]

MUTUAL_AND_BOUGHT: list[Case] = [
    (
        "The mutual exclusivity that bound Marlow Aero and Castell Seats ended on Friday.",
        [
            ("Marlow Aero", "Castell Seats", "exclusive", "ends", "asserted"),
            ("Castell Seats", "Marlow Aero", "exclusive", "ends", "asserted"),
        ],
    ),
    (
        "Pellan Cloud has agreed to pay Ostrey AI $50 million, the bulk of it for a non-exclusive licence to its models.",
        [("Ostrey AI", "Pellan Cloud", "non_exclusive", "begins", "asserted")],
    ),
    (
        "Castell Seats signed an exclusive contract with Marlow Aero to design its seats.",
        [("Marlow Aero", "Castell Seats", "exclusive", "begins", "asserted")],
    ),
    (
        "Zephyr Moto works with Lumar Retail as its preferred dealer in Portugal.",
        [("Zephyr Moto", "Lumar Retail", "preferred", "holds", "asserted")],
    ),
]

AVAILABLE: list[Case] = [
    (
        "Corbel Foods announced today that its oat range will be on the shelves of 640 Tesco stores from 6 May.",
        [("Corbel Foods", "Tesco", "non_exclusive", "begins", "asserted")],
    ),
    (
        "Lumar Retail and Zephyr Moto signed a contract for its scooters on Monday. Lumar Retail has not asked for exclusivity.",
        [("Zephyr Moto", "Lumar Retail", "non_exclusive", "begins", "asserted")],
    ),
]

INCIDENTAL: list[Case] = [
    ("The exclusive Harbour Club in Port Oslund chose Bellini Interiors as its architect.", []),
    ("Only three of Pellan Cloud's customers complained to Ostrey AI.", []),
    ("Ostrey AI told the Herald exclusively that Pellan Cloud will build a plant.", []),
    ("Sable Bio's exclusive interview with Kestrel Radio lasted an hour.", []),
]

NEGATION_AND_MODALITY: list[Case] = [
    ("Pellan Cloud is not the only cloud that Ostrey AI uses.", [("Ostrey AI", "Pellan Cloud", "non_exclusive", "holds", "asserted")]),
    (
        "No one can deny that Castell Seats is Marlow Aero's exclusive supplier.",
        [("Marlow Aero", "Castell Seats", "exclusive", "holds", "asserted")],
    ),
    ("Ostrey AI has not made Pellan Cloud its exclusive host.", [("Ostrey AI", "Pellan Cloud", "exclusive", "begins", "denied")]),
    (
        "Kestrel Pharma did not give Sable Bio an exclusive licence to its vaccine.",
        [("Kestrel Pharma", "Sable Bio", "exclusive", "begins", "denied")],
    ),
    ("Pellan Cloud might become Ostrey AI's exclusive host.", [("Ostrey AI", "Pellan Cloud", "exclusive", "begins", "proposed")]),
    (
        "Castell Seats said that it would be the sole supplier of seats for Marlow Aero's new jet.",
        [("Marlow Aero", "Castell Seats", "exclusive", "begins", "asserted")],
    ),
    (
        "Marlow Aero and Castell Seats are in talks on a contract that would make Castell Seats its sole supplier.",
        [("Marlow Aero", "Castell Seats", "exclusive", "begins", "proposed")],
    ),
    (
        "Nordhaven Bank has made Pellan Cloud its preferred cloud, but not its exclusive one.",
        [
            ("Nordhaven Bank", "Pellan Cloud", "preferred", "begins", "asserted"),
            ("Nordhaven Bank", "Pellan Cloud", "non_exclusive", "begins", "asserted"),
        ],
    ),
]

HEARSAY_AND_DENIAL: list[Case] = [
    (
        "Ostrey AI is said to have picked Pellan Cloud as its exclusive host.",
        [("Ostrey AI", "Pellan Cloud", "exclusive", "begins", "reported")],
    ),
    (
        "Zephyr Moto, according to press reports, has handed Lumar Retail the exclusive right to sell its scooters in Portugal.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "begins", "reported")],
    ),
    (
        "Zephyr Moto denies that it promised Lumar Retail exclusivity in Portugal.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "begins", "denied")],
    ),
]

CONTRADICTION: list[Case] = [
    (
        "Pellan Cloud claims the exclusive right to host Ostrey AI's models. Ostrey AI disputes that.",
        [("Ostrey AI", "Pellan Cloud", "exclusive", "holds", "asserted"), ("Ostrey AI", "Pellan Cloud", "exclusive", "holds", "denied")],
    ),
    (
        "Lumar Retail says that it has the exclusive right to sell Zephyr Moto's scooters. Zephyr Moto says that there is no such right.",
        [
            ("Zephyr Moto", "Lumar Retail", "exclusive", "holds", "asserted"),
            ("Zephyr Moto", "Lumar Retail", "exclusive", "holds", "denied"),
        ],
    ),
]

CROSS_SENTENCE: list[Case] = [
    (
        "Zephyr Moto signed a contract with Lumar Retail in May. The retailer has the exclusive right to sell the scooters in Portugal.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "begins", "asserted")],
    ),
    (
        "Ostrey AI, a Seattle start-up, and Pellan Cloud signed a contract in May. It makes Pellan the Seattle company's exclusive host.",
        [("Ostrey AI", "Pellan Cloud", "exclusive", "begins", "asserted")],
    ),
    (
        "Pellan Cloud signed a contract with Ostrey AI on Monday. The exclusive right to host its models lasts until 2031.",
        [("Ostrey AI", "Pellan Cloud", "exclusive", "begins", "asserted")],
    ),
    (
        "Zephyr Moto has told Lumar Retail that its exclusive right to sell Zephyr Moto's scooters in Portugal ends in May.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "ends", "asserted")],
    ),
]

SEVERAL_PARTIES: list[Case] = [
    (
        "Zephyr Moto has granted Lumar Retail, Ondine Stores and Tivo Sport non-exclusive rights to sell its scooters.",
        [("Zephyr Moto", holder, "non_exclusive", "begins", "asserted") for holder in ("Lumar Retail", "Ondine Stores", "Tivo Sport")],
    ),
    (
        "Canal Norde and Radio Tamesa have won the exclusive rights to the Baltic League's matches until 2029.",
        [("Baltic League", holder, "exclusive", "begins", "asserted") for holder in ("Canal Norde", "Radio Tamesa")],
    ),
]

PASSIVES_AND_NOUNS: list[Case] = [
    (
        "The exclusive right to sell Zephyr Moto's scooters in Portugal was awarded to Lumar Retail on Monday.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "begins", "asserted")],
    ),
    (
        "Zephyr Moto's award of exclusive distribution rights to Lumar Retail took effect on Monday.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "begins", "asserted")],
    ),
    (
        "The appointment of Lumar Retail as Zephyr Moto's exclusive distributor in Portugal was announced on Monday.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "begins", "asserted")],
    ),
    (
        "The expiry of Sable Bio's exclusive licence to Kestrel Pharma's vaccine opens the market.",
        [("Kestrel Pharma", "Sable Bio", "exclusive", "ends", "asserted")],
    ),
    (
        "Marlow Aero is partnering with Castell Seats to be the sole supplier of seats for its new jet.",
        [("Marlow Aero", "Castell Seats", "exclusive", "begins", "asserted")],
    ),
    (
        "The amended contract removes Marlow Aero's exclusivity commitments to Castell Seats.",
        [("Marlow Aero", "Castell Seats", "exclusive", "ends", "asserted")],
    ),
]

LISTS: list[Case] = [
    (
        "Key terms • Parties: Zephyr Moto and Lumar Retail • Lumar Retail: exclusive distributor of Zephyr Moto's scooters in Portugal",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "holds", "asserted")],
    ),
]

TWO_SENTENCES: list[Case] = [
    (
        "Zephyr Moto has chosen a seller for Portugal. Lumar Retail will have the exclusive rights.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "begins", "asserted")],
    ),
]

CONTRACTS: list[Case] = [
    (
        "On June 2, 2025, Zephyr Moto, Inc. (the “Company”) entered into a Distribution Agreement with Lumar Retail LLC (“Lumar”). "
        "Pursuant to the Agreement, the Company appointed Lumar as its sole and exclusive distributor of scooters in Portugal.",
        [("Zephyr Moto", "Lumar Retail", "exclusive", "begins", "asserted")],
    ),
    (
        "Under the License Agreement, Kestrel Pharma, Inc. granted Sable Bio Ltd. an exclusive, royalty-bearing license to develop, "
        "manufacture and commercialize the vaccine in Japan.",
        [("Kestrel Pharma", "Sable Bio", "exclusive", "begins", "asserted")],
    ),
]

GROUPS = {
    "without the word": WITHOUT_THE_WORD,
    "past and replaced": PAST_AND_REPLACED,
    "given back and promised": GIVEN_BACK_AND_PROMISED,
    "mutual and bought": MUTUAL_AND_BOUGHT,
    "available": AVAILABLE,
    "incidental": INCIDENTAL,
    "negation and modality": NEGATION_AND_MODALITY,
    "hearsay and denial": HEARSAY_AND_DENIAL,
    "contradiction": CONTRADICTION,
    "cross-sentence reference": CROSS_SENTENCE,
    "several parties": SEVERAL_PARTIES,
    "passives and nouns": PASSIVES_AND_NOUNS,
    "lists": LISTS,
    "two sentences": TWO_SENTENCES,
    "contract language": CONTRACTS,
}


def _rights(text: str) -> list[RightClaim]:
    (found,) = extract([Passage("case", "", text, date(2025, 6, 10), "")])
    return [claim for claim in found.claims if isinstance(claim, RightClaim)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [pytest.param(text, wanted, id=f"{name} {i}") for name, cases in GROUPS.items() for i, (text, wanted) in enumerate(cases)],
)
def test_a_text_gives_the_rights_that_it_states(text: str, wanted: list[tuple[str, ...]]) -> None:
    found = [(c.grantor, c.grantee, c.mode.value, c.change.value, c.stance.value) for c in _rights(text)]
    assert sorted(found) == sorted(wanted)


ATTRIBUTES: list[tuple[str, dict[str, Any]]] = [
    (
        "Pellan Cloud will be Ostrey AI's exclusive host, except for public customers in Germany.",
        {"condition": "except for public customers in Germany", "field_of_use": ["hosting"]},
    ),
    (
        "Sable Bio has the exclusive right to sell Kestrel Pharma's vaccine in Japan unless it misses the sales target.",
        {"condition": "unless it misses the sales target", "territory": "Japan", "subject": "Kestrel Pharma's vaccine"},
    ),
    (
        "Kestrel Pharma has granted Sable Bio an exclusive licence to Ravulex, its heart drug, in Japan.",
        {"subject": "Ravulex", "territory": "Japan", "field_of_use": ["licence"]},
    ),
    ("Ostrey AI is said to have picked Pellan Cloud as its exclusive host.", {"speaker": None}),
    ("Castell Seats said that it would be the sole supplier of seats for Marlow Aero's new jet.", {"speaker": "Castell Seats"}),
    (
        "Lumar Retail becomes the exclusive provider of network services to Zephyr Moto's retail customers.",
        {"field_of_use": ["service"]},
    ),
]


@pytest.mark.parametrize(("text", "wanted"), ATTRIBUTES)
def test_what_a_right_is_over_where_and_on_what_condition(text: str, wanted: dict[str, Any]) -> None:
    (claim,) = (claim_to_dict(c) for c in _rights(text))
    assert {key: claim[key] for key in wanted} == wanted


def test_a_pronoun_without_antecedent_names_no_company() -> None:
    assert _rights("It is available only on AWS.") == []
