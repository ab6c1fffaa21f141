"""Parties whose names no list holds, in the positions that news puts them in."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims import RightClaim
from nlp import Passage, extract

CASES = [
    # a seat, a listing or an owner before the name is no part of it
    ("Brennick Optics has granted Oslo-listed Varde Havbruk exclusive rights to its lice sensor.", "Brennick Optics", "Varde Havbruk"),
    ("Family-owned Hartwig Teppich named Kolding Design its exclusive distributor.", "Hartwig Teppich", "Kolding Design"),
    ("Milan-headquartered Ferrabosco is the sole supplier of cranes to state-controlled Wismar Hafen.", "Wismar Hafen", "Ferrabosco"),
    ("Thorne Bio licensed exclusive rights to its drug to privately held Kanzai.", "Thorne Bio", "Kanzai"),
    # a place before a name, beside a name and in place of one
    ("In Hong Kong Ravello holds the exclusive rights to stream Osterby Games' titles.", "Osterby Games", "Ravello"),
    ("In the United Kingdom Ravello is the exclusive distributor of Osterby Games.", "Osterby Games", "Ravello"),
    ("Under the deal Larkin becomes the sole supplier of glass to Torvik in the US and Puerto Rico.", "Torvik", "Larkin"),
    ("The Port of Estero has given Cargo Sul the sole right to handle containers.", "Port of Estero", "Cargo Sul"),
    # a model's letter makes no company
    ("Danrich is also the exclusive supplier of seats for the Type S and Type X, Orvane said.", "Orvane", "Danrich"),
    # a trade without an article
    ("Danish jeweller Solveig chose Cartwright as its exclusive retailer in Britain.", "Solveig", "Cartwright"),
    ("Beverage company Rushmere has signed an exclusive distribution deal with wholesaler Dacosta.", "Rushmere", "Dacosta"),
    # brands that begin small, names with digits, a legal form behind "&"
    ("quickFerry has made Portalis its exclusive caterer.", "quickFerry", "Portalis"),
    ("9Rivers has won exclusive rights to sell 4Pines furniture in Canada, 4Pines said.", "4Pines", "9Rivers"),
    ("Bramble & Co. granted Tanabe Gangu exclusive rights to sell its dolls in Japan.", "Bramble", "Tanabe Gangu"),
    # two plain words at a sentence's beginning
    ("Blue Anchor has been named the sole provider of radar for Grey Heron, the shipping company said.", "Grey Heron", "Blue Anchor"),
]


@pytest.mark.parametrize(("text", "grantor", "grantee"), CASES)
def test_a_name_is_read_without_the_words_around_it(text: str, grantor: str, grantee: str) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert {(c.grantor, c.grantee) for c in found.claims if isinstance(c, RightClaim)} == {(grantor, grantee)}


@pytest.mark.parametrize(
    "text",
    [
        "The exclusive rights for the US and Puerto Rico are not for sale.",
        "Demand for the Type X was strong, and the only dealer in Guam sold out.",
    ],
)
def test_places_and_models_are_no_parties(text: str) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert found.claims == ()
