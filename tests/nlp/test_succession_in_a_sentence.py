"""A sentence that tells of the old right's days tells of the new one's beginning."""

from __future__ import annotations

from datetime import date

from graph.claims import RightClaim
from nlp import Passage, extract

TEXT = (
    "Tarvos Cloud was Lintel Software's exclusive cloud provider from 2019 until January 2025, "
    "when that right was replaced with a right of first refusal."
)


def test_what_replaces_a_right_begins_where_that_one_ends() -> None:
    (found,) = extract([Passage("a", "", TEXT, date(2025, 10, 28), "")])
    rights = {(c.mode.value, c.change.value, c.valid_from, c.valid_to) for c in found.claims if isinstance(c, RightClaim)}
    assert rights == {("exclusive", "ends", "2019", "2025-01"), ("first_refusal", "begins", "2025-01", None)}
