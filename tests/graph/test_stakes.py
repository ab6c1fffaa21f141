"""What hangs on a claim: much where it alone carries a right and may be wrong, little where others say the same, none once reviewed."""

from __future__ import annotations

import pytest
from hypothesis import given
from stories import tellings
from telling import Telling, right

from graph.beliefs import Belief, believe
from graph.reviews import claim_reviewed
from graph.stakes import Stake, stake
from graph.statements import Statement


def stakes(told: Telling, grantor: str = "oslund-foods") -> list[tuple[Belief, Stake, dict[str, Statement]]]:
    """Of each belief that holds today."""
    statements = {s.id: s for s in told.ledger().statements_of(grantor)}
    beliefs = believe(grantor, statements.values())
    return [(b, stake(b, statements), statements) for b in beliefs if b.known.end is None]


def test_alone_and_unsure_a_claim_has_all_of_its_doubt_at_stake() -> None:
    told = Telling()
    told.say("a", "2025-03-01", right("Oslund Foods", "Marrick", confidence=0.6))
    ((belief, found, statements),) = stakes(told)
    assert found.loss == pytest.approx(0.4 * belief.credence, abs=1e-4)
    assert found.claim in statements
    assert found.witnesses == 1


def test_what_others_say_too_has_less_at_stake_and_copies_count_once() -> None:
    told = Telling()
    told.say("a", "2025-03-01", right("Oslund Foods", "Marrick", confidence=0.6))
    told.say("b", "2025-03-02", right("Oslund Foods", "Marrick", confidence=0.9), source="Stackline")
    ((belief, found, statements),) = stakes(told)
    assert found.witnesses == 2
    assert found.loss < 0.4 * belief.credence / 2
    told.say("copy", "2025-03-02", right("Oslund Foods", "Marrick", confidence=0.6), source="Norwick Daily", like=["a"])
    ((_, copied, _),) = stakes(told)
    assert copied.witnesses == 2
    assert copied.claim is not None
    assert statements[copied.claim].claim.confidence == 0.9, "a copy stands in for the other"


def test_who_alone_tells_of_an_end_has_the_end_at_stake() -> None:
    told = Telling()
    for n, source in enumerate(("Reuters", "Stackline", "Norwick Daily")):
        told.say(f"a{n}", "2024-03-01", right("Oslund Foods", "Marrick", valid_from="2024-03-01"), source=source)
    told.say("end", "2025-01-10", right("Oslund Foods", "Marrick", change="ends", valid_to="2025-01-01", confidence=0.7))
    ((belief, found, statements),) = stakes(told)
    assert found.claim is not None
    assert statements[found.claim].claim.change == "ends"
    assert found.loss == pytest.approx(0.3 * belief.credence, abs=1e-4)
    assert found.witnesses == 3


def test_what_was_reviewed_is_not_asked_again() -> None:
    told = Telling()
    article = told.say("a", "2025-03-01", right("Oslund Foods", "Marrick", confidence=0.6))
    ((_, before, _),) = stakes(told)
    assert before.claim is not None
    told.events.append(claim_reviewed(before.claim, article, "confirm", {}, by="Ada", why="read the page"))
    ((_, after, _),) = stakes(told)
    assert after == Stake(None, 0.0, 1)


@given(tellings())
def test_no_more_is_at_stake_than_is_believed(told: Telling) -> None:
    ledger = told.ledger()
    for grantor in ledger.every("grantor"):
        statements = {s.id: s for s in ledger.statements_of(grantor)}
        for belief in believe(grantor, statements.values()):
            found = stake(belief, statements)
            assert 0 <= found.loss <= belief.credence
            assert found.claim is None or found.claim in belief.supporting
