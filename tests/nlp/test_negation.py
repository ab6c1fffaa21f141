"""What is not so, did not come about or is left open is never read as a right in force."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims import AgreementClaim, DisputeClaim, RightClaim
from nlp import Passage, extract

NOT_SO = [
    ("Brisco Cards has no exclusive right to process Tallow Stores' payments.", "exclusive", "holds", "denied"),
    ("Brisco Cards holds no exclusive licence to sell Tallow Stores' cards.", "exclusive", "holds", "denied"),
    ("Brisco Cards failed to win exclusive rights to Tallow Stores' cards.", "exclusive", "begins", "denied"),
    ("Brisco Cards was unable to win exclusive rights to Tallow Stores' cards.", "exclusive", "begins", "denied"),
    ("Tallow Stores refused to grant Brisco Cards exclusive rights to its cards.", "exclusive", "begins", "denied"),
    ("Tallow Stores ruled out granting Brisco Cards exclusive rights to its cards.", "exclusive", "begins", "denied"),
    ("Brisco Cards did not obtain exclusive rights to Tallow Stores' cards.", "exclusive", "begins", "denied"),
    ("There is no truth to reports that Tallow Stores will make Brisco Cards its sole issuer.", "exclusive", "begins", "denied"),
    ("Reports that Brisco Cards will get exclusive rights to Tallow Stores' cards are wrong.", "exclusive", "begins", "denied"),
    ("Tallow Stores has yet to grant Brisco Cards exclusive rights to its cards.", "exclusive", "begins", "proposed"),
    ("Brisco Cards said its exclusive rights to Tallow Stores' cards had not expired.", "exclusive", "holds", "asserted"),
    ("Brisco Cards refused to give up its exclusive rights to Tallow Stores' cards.", "exclusive", "holds", "asserted"),
    ("Brisco Cards no longer has exclusive rights to Tallow Stores' cards.", "exclusive", "ends", "asserted"),
    ("Brisco Cards does not have exclusive rights to Tallow Stores' cards.", "non_exclusive", "holds", "asserted"),
]
OPEN = [
    "Tallow Stores declined to say whether Brisco Cards has exclusive rights to its cards.",
    "It is unclear whether Brisco Cards has exclusive rights to Tallow Stores' cards.",
    "Velo TV argued before the tribunal that Brisco Cards' exclusivity never covered Tallow Stores' cards.",
    "Kestrel Bank asked a judge to stop Tallow Stores from granting Brisco Cards exclusive rights to its cards.",
]


@pytest.mark.parametrize(("text", "mode", "change", "stance"), NOT_SO)
def test_a_negated_right_is_not_asserted(text: str, mode: str, change: str, stance: str) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    (claim,) = (c for c in found.claims if isinstance(c, RightClaim))
    assert (claim.grantor, claim.grantee) == ("Tallow Stores", "Brisco Cards")
    assert (claim.mode.value, claim.change.value, claim.stance.value) == (mode, change, stance)


@pytest.mark.parametrize("text", OPEN)
def test_what_is_left_open_is_no_right(text: str) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert not [c for c in found.claims if isinstance(c, RightClaim)]


def test_there_being_no_such_deal_denies_it() -> None:
    text = (
        "Obsidian Micro denied that it had promised Kestrel Foundry exclusivity on the M9. "
        "“There is no exclusive arrangement for the M9,” said Ada Holm, the chief executive of Obsidian Micro."
    )
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert {(c.grantee, c.mode.value, c.stance.value) for c in found.claims if isinstance(c, RightClaim)} == {
        ("Kestrel Foundry", "exclusive", "denied")
    }


def test_a_deal_that_is_not_exclusive_or_was_not_done_is_no_new_one() -> None:
    texts = (
        "Otter Brewing's contract with Marlin Foods is not exclusive.",
        "Merrow Bio has asked a court to stop Halcyon Bio from licensing the drug to Tessaly Pharma.",
        "Grenmoor has accused Opalis Biotech of breaking their 2021 agreement by licensing the drug to Lian Pharma.",
        "Merrow Bio gives up its exclusive European licence from Halcyon Bio and receives $12 million.",
    )
    found = extract([Passage(str(n), "", text, date(2025, 6, 10), "") for n, text in enumerate(texts)])
    assert not [c for passage in found for c in passage.claims if isinstance(c, AgreementClaim)]


def test_a_request_for_arbitration_opens_a_dispute() -> None:
    (found,) = extract(
        [Passage("p", "", "Merrow Bio filed a request for arbitration against Halcyon Bio on Friday.", date(2025, 6, 10), "")]
    )
    assert [(c.claimant, c.respondents, c.change.value) for c in found.claims if isinstance(c, DisputeClaim)] == [
        ("Merrow Bio", ("Halcyon Bio",), "begins")
    ]


def test_where_and_how_long_is_told_beside_the_deal() -> None:
    text = (
        "Halcyon Bio and Tessaly Pharma have signed a licence agreement under which Tessaly will sell belotrigine everywhere except "
        "the United States and Japan. The licence is exclusive."
    )
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert [c.territory for c in found.claims if isinstance(c, RightClaim)] == ["everywhere except the United States and Japan"]
    text = (
        "Kumo Devices appoints Halvorsen exclusive distributor for Norway with effect from 1 January 2023. "
        "The appointment runs for three years."
    )
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    assert [(c.valid_from, c.valid_to) for c in found.claims if isinstance(c, RightClaim)] == [("2023-01-01", "2026-01-01")]


ENDS = [
    # when it was made, when it was to end, and when it did
    ("Halvorsen's exclusive right to sell Kumo Devices' consoles will expire in 2026, two years earlier than planned.", None, "2026"),
    ("Halvorsen's exclusive right to sell Kumo Devices' consoles was to run until 2028 but ended in January 2024.", None, "2024-01"),
    ("From 1 August 2025 Halvorsen no longer has exclusive rights to Kumo Devices' consoles.", None, "2025-08-01"),
    ("The exclusive licence, granted in 2018 by Kumo Devices to Halvorsen, was not renewed when it lapsed in May 2025.", "2018", "2025-05"),
]


@pytest.mark.parametrize(("text", "valid_from", "valid_to"), ENDS)
def test_an_end_has_the_day_on_which_it_came(text: str, valid_from: str | None, valid_to: str) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 6, 10), "")])
    (claim,) = (c for c in found.claims if isinstance(c, RightClaim))
    assert (claim.grantor, claim.grantee, claim.change.value) == ("Kumo Devices", "Halvorsen", "ends")
    assert (claim.valid_from, claim.valid_to) == (valid_from, valid_to)


@pytest.mark.parametrize(
    ("text", "quarrels"),
    [
        ("Tallow Stores has not sued Brisco Cards over its exclusive contract.", []),
        ("Tallow Stores decided against suing Brisco Cards over its exclusive contract.", []),
        ("Tallow Stores may sue Brisco Cards over its exclusive contract.", [("begins", "proposed")]),
        ("Tallow Stores and Brisco Cards failed to settle their dispute over exclusive rights.", [("holds", "asserted")]),
        ("The dispute between Tallow Stores and Brisco Cards over exclusive rights goes to trial in May.", [("holds", "asserted")]),
        ("Tallow Stores is in dispute with Brisco Cards over their exclusive contract.", [("holds", "asserted")]),
        ("The long-running dispute between Tallow Stores and Brisco Cards over exclusive rights is over.", [("ends", "asserted")]),
        ("An appeals court revived Tallow Stores' suit against Brisco Cards over exclusive rights.", [("begins", "asserted")]),
        (
            "Brisco Cards agreed to pay Tallow Stores $4 million to settle claims that it breached its exclusive rights.",
            [("ends", "asserted")],
        ),
    ],
)
def test_a_quarrel_that_did_not_come_about_or_goes_on(text: str, quarrels: list[tuple[str, str]]) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 3, 10), "")])
    disputes = [c for c in found.claims if isinstance(c, DisputeClaim)]
    assert [(c.change, c.stance) for c in disputes] == quarrels
    assert all({c.claimant, *c.respondents} == {"Tallow Stores", "Brisco Cards"} for c in disputes)


@pytest.mark.parametrize(
    ("text", "deals"),
    [
        ("Tallow Stores may buy Brisco Cards for $40 million.", [("begins", "proposed")]),
        ("Brisco Cards agreed to be acquired by Tallow Stores.", [("begins", "asserted")]),
        ("Brisco Cards, which Tallow Stores bought last year, makes cards.", [("begins", "asserted")]),
        ("Tallow Stores has no plans to cancel its supply contract with Brisco Cards.", []),
        ("Tallow Stores sued, saying Brisco Cards failed to meet targets under their supply contract.", [("holds", "asserted")]),
    ],
)
def test_a_deal_that_may_come_or_is_spoken_of(text: str, deals: list[tuple[str, str]]) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 3, 10), "")])
    assert [(c.change, c.stance) for c in found.claims if isinstance(c, AgreementClaim)] == deals


@pytest.mark.parametrize(
    "text",
    [
        "Tallow Stores signed with another issuer, in a deal that Brisco Cards says is a breach of its own contract with Tallow Stores.",
        "Brisco Cards objects to the award by Tallow Stores as a violation of its right to match.",
    ],
)
def test_who_sees_a_breach_of_its_own_right_is_the_claimant(text: str) -> None:
    (found,) = extract([Passage("p", "", text, date(2025, 3, 10), "")])
    assert [(c.claimant, c.respondents) for c in found.claims if isinstance(c, DisputeClaim)] == [("Brisco Cards", ("Tallow Stores",))]
