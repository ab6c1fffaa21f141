"""What becomes of an exclusive deal, right or role: over, in force, not so, or left open. Each row is a sentence and its one right."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims import AgreementClaim, RightClaim
from nlp import Passage, extract

OVER = [
    "Marrick Trading no longer has an exclusive arrangement with Oslund Foods.",
    "Marrick Trading is no longer in an exclusive partnership with Oslund Foods.",
    "Oslund Foods is no longer bound to Marrick Trading by an exclusive agreement.",
    "The exclusive arrangement between Marrick Trading and Oslund Foods is over.",
    "Marrick Trading's exclusive deal with Oslund Foods is no more.",
    "Marrick Trading's exclusive deal with Oslund Foods did not survive the merger.",
    "Marrick Trading's exclusive distribution agreement with Oslund Foods was not renewed.",
    "Oslund Foods let its exclusive agreement with Marrick Trading lapse.",
    "Oslund Foods walked away from its exclusive agreement with Marrick Trading.",
    "Oslund Foods pulled out of an exclusive distribution deal with Marrick Trading.",
    "Oslund Foods has dropped Marrick Trading as its exclusive distributor in Spain.",
    "Oslund Foods allowed Marrick Trading's exclusive licence to expire.",
    "Oslund Foods suspended Marrick Trading's exclusive licence.",
    "Marrick Trading walked away from its exclusive right to sell Oslund Foods' soups.",
    "Oslund Foods took the exclusive right to sell its soups away from Marrick Trading.",
    "Exclusivity between Oslund Foods and Marrick Trading ended in March.",
    "Oslund Foods and Marrick Trading agreed to remove exclusivity from their distribution agreement.",
    "The amended agreement between Oslund Foods and Marrick Trading drops exclusivity.",
    "Marrick Trading was Oslund Foods' exclusive distributor from 2015 to 2023.",
]
IN_FORCE = [
    "Oslund Foods is bound by an exclusive agreement with Marrick Trading.",
    "Marrick Trading operates under an exclusive contract with Oslund Foods.",
    "Marrick Trading relies on its exclusive contract with Oslund Foods for half of its sales.",
    "Marrick Trading's exclusive contract with Oslund Foods is up for renewal next year.",
    "Oslund Foods has not ended its exclusive agreement with Marrick Trading.",
    "Oslund Foods has not terminated Marrick Trading's exclusivity.",
    "A court upheld Marrick Trading's exclusive right to sell Oslund Foods' soups.",
    "Oslund Foods narrowed Marrick Trading's exclusive licence to Spain.",
]
NOT_COME_ABOUT = [
    "Oslund Foods turned down an exclusive agreement with Marrick Trading.",
    "Oslund Foods ruled out an exclusive distribution deal with Marrick Trading.",
    "Oslund Foods did not sign an exclusive agreement with Marrick Trading.",
    "Oslund Foods decided against giving Marrick Trading the exclusive right to sell its soups.",
    "Oslund Foods stopped short of naming Marrick Trading its exclusive distributor.",
    "Marrick Trading missed out on becoming Oslund Foods' exclusive distributor.",
]
POSSIBLE = [
    ("Oslund Foods may sign an exclusive agreement with Marrick Trading.", "begins"),
    ("Oslund Foods may name Marrick Trading its exclusive distributor.", "begins"),
    ("Oslund Foods is likely to name Marrick Trading its exclusive distributor.", "begins"),
    ("Oslund Foods considered an exclusive agreement with Marrick Trading.", "begins"),
    ("Oslund Foods had planned to make Marrick Trading its exclusive distributor.", "begins"),
    ("Marrick Trading was to become Oslund Foods' exclusive distributor, but the deal fell through.", "begins"),
    ("Marrick Trading risks losing its exclusive contract with Oslund Foods.", "ends"),
    ("Oslund Foods can terminate Marrick Trading's exclusive right to sell its soups on six months' notice.", "ends"),
    ("Oslund Foods has the right to end Marrick Trading's exclusivity.", "ends"),
]


def read(text: str) -> RightClaim:
    (found,) = extract([Passage("p", "", text, date(2024, 5, 6), "")])
    (claim,) = (c for c in found.claims if isinstance(c, RightClaim))
    assert (claim.grantor, claim.grantee) == ("Oslund Foods", "Marrick Trading")
    return claim


@pytest.mark.parametrize("text", OVER)
def test_it_is_over(text: str) -> None:
    assert (read(text).mode, read(text).change, read(text).stance) == ("exclusive", "ends", "asserted")


@pytest.mark.parametrize("text", IN_FORCE)
def test_it_is_in_force(text: str) -> None:
    assert (read(text).mode, read(text).change, read(text).stance) == ("exclusive", "holds", "asserted")


@pytest.mark.parametrize("text", NOT_COME_ABOUT)
def test_it_did_not_come_about(text: str) -> None:
    assert (read(text).mode, read(text).change, read(text).stance) == ("exclusive", "begins", "denied")


@pytest.mark.parametrize(("text", "change"), POSSIBLE)
def test_it_is_only_possible(text: str, change: str) -> None:
    assert (read(text).mode, read(text).change, read(text).stance) == ("exclusive", change, "proposed")


@pytest.mark.parametrize(
    "text",
    [
        "Oslund Foods does not have an exclusive agreement with Marrick Trading.",
        "Oslund Foods never had an exclusive deal with Marrick Trading.",
        "Oslund Foods is not in an exclusive partnership with Marrick Trading.",
        "Oslund Foods said it was not bound by any exclusive arrangement with Marrick Trading.",
    ],
)
def test_a_deal_that_is_not_exclusive_is_none(text: str) -> None:
    assert (read(text).mode, read(text).change, read(text).stance) == ("non_exclusive", "holds", "asserted")


@pytest.mark.parametrize(
    ("text", "change", "stance"),
    [
        ("Marrick Trading no longer has a supply contract with Oslund Foods.", "ends", "asserted"),
        ("Marrick Trading never had a supply contract with Oslund Foods.", "holds", "denied"),
        ("Marrick Trading's supply contract with Oslund Foods ran out in March.", "ends", "asserted"),
        ("The supply contract between Marrick Trading and Oslund Foods drops exclusivity.", "amends", "asserted"),
    ],
)
def test_agreements_end_and_change_in_the_same_words(text: str, change: str, stance: str) -> None:
    (found,) = extract([Passage("p", "", text, date(2024, 5, 6), "")])
    (deal,) = (c for c in found.claims if isinstance(c, AgreementClaim))
    assert (deal.change, deal.stance) == (change, stance)


def test_what_is_no_longer_so_is_only_what_the_words_stand_beside() -> None:
    text = "Marrick Trading remains Oslund Foods' preferred partner but no longer has exclusivity."
    (found,) = extract([Passage("p", "", text, date(2024, 5, 6), "")])
    assert {(c.mode, c.change) for c in found.claims if isinstance(c, RightClaim)} == {("preferred", "holds"), ("exclusive", "ends")}


@pytest.mark.parametrize(
    "text",
    [
        "Oslund Foods converted Marrick Trading's exclusive licence into a non-exclusive one with effect from 1 March 2024.",
        "Marrick Trading's licence from Oslund Foods became non-exclusive on 1 March 2024.",
    ],
)
def test_a_right_that_is_turned_into_another_ends_and_begins(text: str) -> None:
    (found,) = extract([Passage("p", "", text, date(2024, 5, 6), "")])
    rights = [c for c in found.claims if isinstance(c, RightClaim)]
    assert {(c.mode, c.change) for c in rights} == {("exclusive", "ends"), ("non_exclusive", "begins")}
    assert {c.valid_from or c.valid_to for c in rights} == {"2024-03-01"}


@pytest.mark.parametrize(
    ("text", "mode", "change"),
    [
        ("The new contract between Oslund Foods and Marrick Trading contains no exclusivity.", "non_exclusive", "holds"),
        ("Oslund Foods, Marrick Trading sign exclusive distribution pact", "exclusive", "begins"),
        ("Oslund Foods said Marrick Trading's appointment as sole distributor would take effect on 1 July.", "exclusive", "begins"),
        ("Oslund Foods must offer Marrick Trading any new soup before it approaches another distributor.", "first_refusal", "holds"),
        ("Oslund Foods has handed Marrick Trading sole charge of its sales in Spain.", "exclusive", "begins"),
    ],
)
def test_other_words_for_it(text: str, mode: str, change: str) -> None:
    assert (read(text).mode, read(text).change) == (mode, change)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Marrick Trading was able to secure exclusive rights to Oslund Foods' soups.", "begins"),
        ("Only Marrick Trading may appoint dealers for Oslund Foods in Spain.", "holds"),
        ("Oslund Foods, which had planned to end the deal, renewed its exclusive contract with Marrick Trading.", "holds"),
    ],
)
def test_what_is_permitted_or_was_achieved_is_not_only_possible(text: str, change: str) -> None:
    assert (read(text).mode, read(text).change, read(text).stance) == ("exclusive", change, "asserted")
