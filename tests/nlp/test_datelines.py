"""The head of a wire story says where it was filed, and is no part of what it tells."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims import RightClaim
from nlp import Passage, extract

STORY = "Tarvos Cloud has become the exclusive cloud provider of Lintel Software, the two companies said on Monday."


@pytest.mark.parametrize(
    "head",
    [
        "",
        "LISBON, Feb 3 (Newswire) - ",
        "SAN MARINO, 3 February, 2025 (Northern Wire) — ",
        "PORTO ALEGRE, Brazil, Feb. 3 (Newswire) -- ",
        "Lisbon (Newswire) – ",
    ],
)
def test_a_dateline_changes_nothing_and_is_in_no_quote(head: str) -> None:
    (found,) = extract([Passage("a", "", head + STORY, date(2025, 2, 3), "")])
    (right,) = [c for c in found.claims if isinstance(c, RightClaim)]
    assert (right.grantor, right.grantee, right.mode.value) == ("Lintel Software", "Tarvos Cloud", "exclusive")
    assert right.quote.startswith("Tarvos Cloud")


def test_what_a_company_runs_for_itself_is_no_offer_of_the_cloud() -> None:
    text = "OpenAI's own products, Frontier among them, continue to be hosted on Azure."
    (found,) = extract([Passage("a", "", text, date(2026, 2, 27), "")])
    assert found.claims == ()
