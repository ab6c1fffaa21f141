"""Short forms of names: when the program says by itself that two are one."""

from __future__ import annotations

import json

import pytest
from telling import Telling, agreement, right

from graph.errors import BadInput
from graph.events import article_id
from graph.export import Lines
from graph.identity import judge, judgements, questions


def verdicts(told: Telling) -> list[tuple[str, str]]:
    return [(e.data["name"], e.data["other"]) for e in judgements(told.ledger())]


def asked(told: Telling) -> dict[str, list[str]]:
    """The names in question, each with what it may mean."""
    return {q.name: [c.name for c in q.candidates] for q in questions(told.ledger()).found}


def test_a_short_form_with_a_partner_in_common_is_the_longer_name() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Osterveen Drives", "Moulinac Fluvial", "exclusive", "distribution"))
    told.say("b", "2024-06-11", right("Osterveen", "Moulinac Fluvial", "exclusive", "distribution", change="ends"))
    assert verdicts(told) == [("Osterveen", "Osterveen Drives")]
    told.judge("Osterveen", "Osterveen Drives")
    assert verdicts(told) == []
    ledger = told.ledger()
    assert len(ledger.statements_of("osterveen-drives")) == 2
    assert ledger.statements_of("osterveen") == ()
    assert ledger.aliases(["osterveen-drives", "moulinac-fluvial"]) == {"osterveen-drives": ("osterveen",)}


def test_two_possible_names_or_no_partner_in_common_is_no_verdict() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Delta Widgets", "Moulinac Fluvial"), right("Delta Ferries", "Moulinac Fluvial"))
    told.say("b", "2024-06-11", right("Delta", "Moulinac Fluvial"))
    told.say("c", "2024-06-12", right("Undrel", "Pell Foods"), right("Undrel Works", "Zed Industries"))
    assert verdicts(told) == []
    assert asked(told) == {"Delta": ["Delta Ferries", "Delta Widgets"], "Undrel": ["Undrel Works"]}


def test_who_was_told_apart_stays_apart() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Osterveen Drives", "Moulinac Fluvial"))
    told.say("b", "2024-06-11", right("Osterveen", "Moulinac Fluvial"))
    told.judge("Osterveen", "Osterveen Drives", "different")
    assert verdicts(told) == []
    assert len(told.ledger().statements_of("osterveen")) == 1


def test_a_judgement_in_a_circle_ends() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Alpha Works", "Zed Industries"), right("Beta Works", "Zed Industries"))
    told.judge("Alpha Works", "Beta Works")
    told.judge("Beta Works", "Alpha Works")
    assert [len(told.ledger().statements_of(key)) for key in ("alpha-works", "beta-works")] == [2, 0]


def test_an_agreement_between_two_names_of_one_company_is_none() -> None:
    told = Telling()
    told.say("a", "2019-09-17", agreement("Alpha Works", "Alpha"), agreement("Alpha Works", "Alpha", "Zed Industries", type="supply"))
    told.judge("Alpha", "Alpha Works")
    with told.ledger() as ledger:
        rows = [json.loads(line) for line in Lines.of(ledger)]
    assert [row["props"]["name"] for row in rows if row.get("labels") == ["Agreement"]] == ["Alpha Works – Zed Industries: supply"]
    assert {tuple(row["props"]["parties"]) for row in rows if row.get("labels") == ["Claim"]} == {
        ("alpha-works",),
        ("alpha-works", "zed-industries"),
    }


def test_the_same_thing_dealt_in_is_in_common_too() -> None:
    told = Telling()
    told.say("a", "2019-03-05", right("Osterveen Drives", "Ashlock Yards", "exclusive", "service", subject="Kolk motors"))
    told.say("b", "2019-09-17", right("Osterveen", "Moulinac Fluvial", "exclusive", "distribution", subject="Osterveen's Kolk motors"))
    assert verdicts(told) == [("Osterveen", "Osterveen Drives")]


def test_a_better_judgement_takes_the_place_of_an_earlier_one() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Delta", "Zed Industries"))
    told.say("b", "2019-09-17", right("Delta Widgets", "Zed Industries"), right("Delta Ferries", "Zed Industries"))
    told.judge("Delta", "Delta Widgets")
    told.judge("Delta", "Delta Ferries")
    ledger = told.ledger()
    assert (len(ledger.statements_of("delta-widgets")), len(ledger.statements_of("delta-ferries"))) == (1, 2)
    told.judge("Delta", "Delta Ferries", "different")
    ledger = told.ledger()
    assert [len(ledger.statements_of(name)) for name in ("delta", "delta-widgets", "delta-ferries")] == [1, 1, 1]


def test_a_company_is_spelt_as_most_articles_spell_it() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Brackholm Ltd", "Zed Industries"))
    told.say("b", "2019-09-18", right("Brackholm", "Zed Industries"))
    told.say("c", "2019-09-19", right("Brackholm", "Zed Industries"))
    assert {told.ledger().canonical(name) for name in ("Brackholm", "Brackholm Ltd", "BRACKHOLM")} == {"Brackholm"}


def test_two_spellings_of_the_long_name_are_one() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Osterveen Drives", "Moulinac Fluvial"), right("Osterveen Drives BV", "Moulinac Fluvial"))
    told.say("b", "2024-06-11", right("Osterveen", "Moulinac Fluvial"))
    assert [short for short, _ in verdicts(told)] == ["Osterveen"]


def test_the_same_words_written_another_way_are_one_name() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Goodharbour", "Zed Industries"))
    told.say("b", "2019-09-18", right("Goodharbour", "Zed Industries"))
    told.say("c", "2019-09-19", right("Good Harbour", "Pell Foods"))
    assert verdicts(told) == [("Good Harbour", "Goodharbour")]
    told.judge("Good Harbour", "Goodharbour")
    assert (verdicts(told), asked(told)) == ([], {})


def test_names_much_alike_are_asked_about_once() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Osterveen Drives", "Zed Industries"), right("Microsfot", "Pell Foods"))
    told.say("b", "2019-09-18", right("Ostervern Drives", "Zed Industries"))
    assert verdicts(told) == []
    assert asked(told) == {"Microsfot": ["Microsoft"], "Osterveen Drives": ["Ostervern Drives"]}
    told.judge("Osterveen Drives", "Ostervern Drives", "unsure")
    told.judge("Microsfot", "Microsoft", "different")
    assert asked(told) == {}
    assert len(told.ledger().statements_of("osterveen-drives")) == 1


def test_what_two_names_have_in_common_speaks_for_them() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Osterveen Drives", "Zed Industries"), right("Moulinac Fluvial", "Zed Industries"))
    told.say("b", "2019-09-18", right("Ostervern Drives", "Zed Industries"), right("Moulinas Fluvial", "Pell Foods"))
    near, far = questions(told.ledger()).found[::-1]
    assert near.candidates[0].confidence > far.candidates[0].confidence
    assert near.candidates[0].why.endswith("in both cases zed-industries")


def test_rare_names_are_not_compared_where_there_are_too_many() -> None:
    told = Telling()
    for n in range(3):
        told.say(f"a{n}", "2019-09-17", right("Osterveen Drives", "Zed Industries"), right("Moulinac Fluvial", "Pell Foods"))
    told.say("b", "2019-09-18", right("Ostervern Drives", "Zed Industries"), right("Moulinas Fluvial", "Pell Foods"))
    told.say("c", "2019-09-19", right("Moulinas Fluvial", "Zed Industries"))
    ledger = told.ledger()
    everything, some = questions(ledger), questions(ledger, looked=5)
    assert ([q.name for q in everything.found], everything.complete) == (["Moulinas Fluvial", "Ostervern Drives"], True)
    assert (some.found, some.complete) == (everything.found[:1], False)


def test_only_companies_with_claims_are_looked_among() -> None:
    told = Telling()
    for n in range(3):
        told.say(f"a{n}", "2019-09-17", right("OpenAI", "Zed Industries", subject="GPT-3", speaker="Sam Altman"), right("OpenAI", "Azure"))
    told.say("b", "2019-09-18", right("Osterveen Drives", "Zed Industries"), right("Ostervern Drives", "Pell Foods", speaker="Ostervarn"))
    ledger = told.ledger()
    assert set(ledger.party_names()) == {"OpenAI", "Zed Industries", "Osterveen Drives", "Ostervern Drives", "Pell Foods"}
    assert questions(ledger, looked=5).complete
    assert [q.name for q in questions(ledger, looked=5).found] == ["Osterveen Drives"]


def test_names_that_nearly_all_articles_only_mention_are_asked_about() -> None:
    told = Telling()
    pages = sorted((f"page/{n}" for n in range(42)), key=lambda page: article_id(f"https://{page}"))
    for page in pages[:40]:
        told.say(page, "2019-09-17", right("Pell Foods", "Umber Works", speaker="Osterveen Drives"))
    told.say(pages[40], "2019-09-18", right("Osterveen Drives", "Zed Industries"))
    told.say(pages[41], "2019-09-18", right("Ostervern Drives", "Zed Industries"))
    assert asked(told) == {"Ostervern Drives": ["Osterveen Drives"]}


def test_two_names_in_one_claim_are_two_companies() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Osterveen Drives", "Ostervern Drives"))
    assert asked(told) == {}


def test_whole_groups_are_joined_and_the_known_name_is_kept() -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Octavius", "Pell Foods"), right("Octavius Labs", "Zed Industries"), right("Oracle", "Umber Works"))
    for name, other in (("Octavius", "Octavius Labs"), ("Oracle", "Octavius")):
        told.events.append(judge(told.ledger(), name, other, "same", by="Ada", why="w"))
    ledger = told.ledger()
    assert {ledger.canonical(name) for name in ("Octavius", "Octavius Labs", "Oracle")} == {"Oracle"}
    assert len(ledger.statements_of("oracle")) == 3
    with pytest.raises(BadInput, match="by way of other names") as caught:
        judge(ledger, "Octavius", "Oracle", "different", by="Ada", why="w")
    assert caught.value.hint == "Take back one of these: Octavius = Octavius Labs, Octavius Labs = Oracle."
    told.events.append(judge(ledger, "Oracle", "Octavius Labs", "different", by="Ada", why="w"))
    ledger = told.ledger()
    assert ledger.canonical("Octavius") == "Octavius Labs"
    assert len(ledger.statements_of("oracle")) == 1


@pytest.mark.parametrize(
    ("name", "other", "verdict"),
    [("Octavius", "Nobody Ever", "same"), ("Octavius", "OCTAVIUS Inc", "same"), ("Octavius", "OCTAVIUS Inc", "different")],
)
def test_there_is_nothing_to_say_of_names_that_nobody_has_or_that_are_one(name: str, other: str, verdict: str) -> None:
    told = Telling()
    told.say("a", "2019-09-17", right("Octavius", "Pell Foods"))
    with pytest.raises(BadInput):
        judge(told.ledger(), name, other, verdict, by="Ada", why="w")
