"""Short forms of names: when the program says by itself that two are one."""

from __future__ import annotations

from telling import Telling, right

from graph.identity import judgements


def verdicts(told: Telling) -> list[tuple[str, str]]:
    return [(e.data["name"], e.data["other"]) for e in judgements(told.ledger())]


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
    told.say("c", "2024-06-12", right("Umber", "Moulinac Fluvial"), right("Umber Works", "Zed Industries"))
    assert verdicts(told) == []


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
