"""Why a right rests on what it rests on: each reason for which a claim is set aside, in a graph of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from saga import told_home
from telling import Telling, right

from graph import embedded
from graph.answers import Right, Why
from graph.beliefs import credence
from graph.claims import Claim
from graph.deals import DealGraph
from graph.errors import UnknownName
from graph.events import article_id
from graph.home import Home
from graph.reviews import article_withdrawn, claim_reviewed
from graph.rules import RULES

BY = {"by": "Ada", "why": "misread"}


def _claim(told: Telling, url: str) -> str:
    found = [e.data for e in told.events if e.type == "claims.extracted" and e.data["article"] == article_id(f"https://{url}")]
    return str(found[0]["claims"][0]["id"])


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DealGraph]:
    """Marrick sells Oslund's soups alone since 2024; everything else said of it is set aside for one reason each."""
    folder, told = tmp_path_factory.mktemp("home"), Telling()

    def soups(mode: str = "exclusive", **more: Any) -> Claim:
        return right("Oslund Foods", "Marrick", mode, "distribution", **{"valid_from": "2024-02-01", **more})

    told.say("filing", "2024-02-01", soups())
    told.say("again", "2024-02-05", soups())
    told.say("copy", "2024-02-02", soups(quote="Marrick sells them alone."), source="Copier", like=["filing"])
    told.say("talks", "2024-06-01", soups(valid_from="2026", stance="proposed"))
    told.say("gone", "2024-03-01", soups(valid_from="2023"))
    told.revise("gone", "2024-03-05", soups())
    told.say("bad", "2024-03-02", soups(valid_from="2022"))
    told.say("withdrawn", "2024-03-03", soups(valid_from="2021"))
    told.say("elsewhere", "2024-04-01", soups("preferred", field_of_use=("media",)))
    told.say("other", "2024-05-01", soups("preferred", territory="Japan"))
    told.say("itself", "2024-05-02", right("Vell", "Vellora", "exclusive", "distribution"))
    told.judge("Vell", "Vellora")
    told.write(claim_reviewed(_claim(told, "bad"), article_id("https://bad"), "reject", {}, **BY), "2026-11-01")
    told.write(article_withdrawn(article_id("https://withdrawn"), True, **BY), "2026-11-01")
    told.finish()
    told_home(folder, told)
    with DealGraph.open(Home.at(folder)) as graph:
        yield graph
    embedded.stop(folder / "graph")


@pytest.fixture(scope="module")
def why(deals: DealGraph) -> Why:
    (today,) = [r for r in deals.timeline("Oslund Foods", use="distribution") if r.mode == "exclusive" and r.territory is None]
    return deals.why(today.id)


def reasons(why: Why) -> dict[str, str]:
    return {item.evidence.url.removeprefix("https://"): item.reason for item in why.aside}


def test_what_it_rests_on_is_not_set_aside(why: Why) -> None:
    assert {"https://filing", "https://again"} <= {e.url for e in why.right.supporting}
    assert not {e.claim for e in why.right.supporting} & {item.evidence.claim for item in why.aside}


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("copy", "a copy"),
        ("talks", "a prospect"),
        ("gone", "its page says so no more since 2024-03-05"),
        ("bad", "rejected by Ada on "),
        ("withdrawn", "its article is withdrawn"),
        ("other", "it stands for another right: preferred, distribution since 2024-02-01"),
    ],
)
def test_each_claim_is_set_aside_for_its_reason(why: Why, url: str, reason: str) -> None:
    assert reasons(why)[url].startswith(reason)


def test_other_fields_are_another_matter(why: Why) -> None:
    assert "elsewhere" not in reasons(why)


def test_what_was_thought_when_is_told_in_order(why: Why) -> None:
    days = [version.known_from for version in why.versions]
    assert len(days) > 1
    assert days == sorted(days)
    assert {(v.grantee, v.field_of_use, v.territory) for v in why.versions} == {("Marrick", ("distribution",), None)}
    assert why.right.id in {v.id for v in why.versions}


def test_what_came_later_is_no_reason_for_an_earlier_belief(deals: DealGraph, why: Why) -> None:
    first: Right = why.versions[0]
    assert first.known_to is not None
    earlier = deals.why(first.id)
    assert all(item.evidence.known_from < first.known_to for item in earlier.aside)
    assert "talks" not in reasons(earlier)


def test_the_chain_names_the_rules_in_their_order_with_what_they_used(why: Why) -> None:
    steps = {step.rule: step for step in why.chain}
    assert list(steps) == [name for name in RULES if name in why.right.rules]
    assert steps["begin"].result == "in force from 2024-02-01"
    assert {e.url for e in steps["begin"].used} == {"https://filing", "https://again", "https://gone"}
    assert [e.copies for e in steps["one-story-one-witness"].used] == [("https://copy",)]


def test_the_weights_of_the_last_step_make_the_credence(deals: DealGraph) -> None:
    for held in deals.timeline():
        step = next(step for step in deals.why(held.id).chain if step.rule == "credence")
        against = [e.weight for e in step.used if e in held.opposing]
        assert credence([e.weight for e in step.used if e not in held.opposing], against) == held.credence


def test_a_claim_between_two_names_of_one_company_says_why_no_right_rests_on_it(deals: DealGraph) -> None:
    (claim,) = [row["c"]["id"] for row in deals.store.read("MATCH (c:Claim) WHERE c.grantor = c.grantee RETURN c")]
    told = deals.evidence(claim)
    assert (told.supports, told.opposes) == ((), ())
    assert told.aside == "both parties are names of one company, and nobody grants himself a right"
    assert deals.evidence(deals.timeline("Oslund Foods")[0].supporting[0].claim).aside == ""
    assert deals.exclusivity("Vellora", use="distribution").opposing == ()


def test_a_right_that_is_not_there(deals: DealGraph) -> None:
    with pytest.raises(UnknownName):
        deals.why("r-0000000000000000")
