"""From rights and claims to an answer of three values: a table of questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from telling import Telling, day, dispute
from telling import right as a_right

from graph.answers import Answer
from graph.deals import DealGraph
from graph.errors import BadInput, UnknownName
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import project
from graph.store import GraphStore


def told() -> Telling:
    t = Telling()
    t.say(
        "lock/1",
        "2019-03-05",
        a_right(
            "Osterveen", "Brackholm", "exclusive", "supply", territory="England and Wales", valid_from="2019-04-01", valid_to="2024-03-31"
        ),
    )
    t.say(
        "lock/2",
        "2021-06-22",
        a_right("Osterveen", "Brackholm", "exclusive", "supply", change="ends", valid_to="2021-07-01", territory="England and Wales"),
    )
    t.say(
        "lock/3",
        "2021-06-22",
        a_right(
            "Osterveen", "Wharfdene", "exclusive", "supply", territory="England and Wales", valid_from="2021-07-01", valid_to="2024-03-31"
        ),
    )
    t.say(
        "blog/4",
        "2022-05-14",
        a_right("Osterveen", "Wharfdene", "exclusive", "supply", territory="Scotland", stance="reported", confidence=0.7),
        source="A blog",
        genre="blog",
    )
    t.say("wire/5", "2023-02-14", a_right("Osterveen", "Quernford", "exclusive", "supply", territory="England", valid_from="2023-02-01"))
    t.say("wire/6", "2023-02-14", dispute("Wharfdene", "Osterveen", "Quernford", over="exclusive supply"))
    t.say("trade/7", "2024-11-19", a_right("Osterveen", "Skarvik", "exclusive", "licence", stance="denied"))
    t.say("trade/8", "2025-10-21", a_right("Osterveen", "Skarvik", "exclusive", "supply", stance="proposed"))
    t.finish()
    return t


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory, shared_graph_folder: Path) -> Iterator[DealGraph]:
    log = EventLog.open(f"sqlite:///{tmp_path_factory.mktemp('log') / 'log.sqlite3'}")
    log.append(told().events)
    with GraphStore.open(None, shared_graph_folder) as store:
        store.clear()
        project(log, store, Ledger())
        yield DealGraph(store)
    log.close()


def verdict(answer: Answer) -> tuple[str, str | None, bool]:
    return answer.answer, answer.mode.value if answer.mode else None, answer.disputed


@pytest.mark.parametrize(
    ("grantee", "use", "place", "at", "expected"),
    [
        ("Brackholm", "supply", "England", "2020-06-01", ("yes", "exclusive", False)),
        ("Brackholm", "supply", "Scotland", "2020-06-01", ("no_evidence", None, False)),  # not covered: nobody says yes or no
        ("Brackholm", "supply", "United Kingdom", "2020-06-01", ("no_evidence", None, False)),  # a part is not the whole
        ("Brackholm", "supply", "England", "2018-06-01", ("no_evidence", None, False)),  # before anybody speaks
        ("Brackholm", "supply", "England", "2022-06-01", ("no", None, False)),  # ended
        ("Wharfdene", "supply", "England", "2024-06-01", ("no", None, False)),  # lapsed
        ("Wharfdene", "supply", "England", "2023-06-01", ("yes", "exclusive", True)),  # sued over
        ("Wharfdene", "supply", "Scotland", "2023-06-01", ("no_evidence", None, False)),  # a rumour alone
        ("Skarvik", "supply", "England", "2020-06-01", ("no", None, False)),  # somebody else has it
        ("Skarvik", "licence", None, "2024-12-01", ("no", None, False)),  # denied
        ("Skarvik", "licence", None, "2022-12-01", ("no_evidence", None, False)),  # a denial of 2024 is about 2024
        (
            "Skarvik",
            "supply",
            None,
            "2025-12-01",
            ("no_evidence", None, False),
        ),  # talks only; that Quernford has England is no answer for the world
        ("Ashlock", "media", None, "2020-06-01", None),  # a name that nobody has told of
    ],
)
def test_three_values(
    deals: DealGraph, grantee: str, use: str, place: str | None, at: str, expected: tuple[str, str | None, bool] | None
) -> None:
    if expected is None:
        with pytest.raises(UnknownName):
            deals.exclusivity("Osterveen", grantee=grantee, use=use, territory=place, at=day(at))
        return
    answer = deals.exclusivity("Osterveen", grantee=grantee, use=use, territory=place, at=day(at))
    assert verdict(answer) == expected
    assert (answer.answer == "no_evidence") == (not answer.supporting)


def test_what_was_set_aside_is_shown_and_never_rested_on(deals: DealGraph) -> None:
    rumour = deals.exclusivity("Osterveen", grantee="Wharfdene", use="supply", territory="Scotland", at=day("2023-06-01"))
    assert "https://blog/4" in {e.url for e in rumour.opposing}
    talks = deals.exclusivity("Osterveen", grantee="Skarvik", use="supply", at=day("2025-12-01"))
    assert {e.stance for e in talks.opposing} >= {"proposed"}
    assert all(e.stance not in ("proposed", "denied") for e in talks.supporting)


def test_who_holds_it_asks_about_everybody(deals: DealGraph) -> None:
    answer = deals.exclusivity("Osterveen", use="supply", territory="England", at=day("2023-06-01"))
    assert {r.grantee for r in answer.rights} == {"Wharfdene", "Quernford"}
    assert all(r.conflicts for r in answer.rights)


def test_knowledge_of_an_earlier_day_knows_no_better(deals: DealGraph) -> None:
    then = deals.exclusivity(
        "Osterveen", grantee="Brackholm", use="supply", territory="England", at=day("2022-06-01"), known_at=day("2021-05-20")
    )
    assert verdict(then) == ("yes", "exclusive", False)
    assert then.question.known_at == date(2021, 5, 20)


def test_a_transfer_is_a_succession_and_no_conflict(deals: DealGraph) -> None:
    moved = deals.diff("Osterveen", use="supply", territory="Wales", start=day("2021-05-01"), end=day("2021-08-01"))
    sides = [(m.change, right.grantee) for m in moved for right in (m.before, m.after) if right]
    assert sides == [("ends", "Brackholm"), ("begins", "Wharfdene")]
    assert deals.conflicts("Osterveen", at=day("2021-07-01")) == ()


def test_days_in_the_wrong_order_are_refused(deals: DealGraph) -> None:
    with pytest.raises(BadInput, match="lies after"):
        deals.diff("Osterveen", start=day("2025-01-02"), end=day("2025-01-01"))
    with pytest.raises(BadInput, match="lies after"):
        deals.revised("Osterveen", at=day("2025-01-02"), known_from=day("2025-01-02"), known_to=day("2025-01-01"))


def test_an_answer_about_nobody_in_particular_cites_everybody(deals: DealGraph) -> None:
    answer = deals.exclusivity("Osterveen", use="supply", territory="England", at=day("2023-06-01"))
    assert {e.url for e in answer.supporting} >= {"https://lock/3", "https://wire/5"}


def test_filters_count_without_a_grantor_too(deals: DealGraph) -> None:
    assert {r.grantee for r in deals.timeline(grantee="Wharfdene")} == {"Wharfdene"}
    assert deals.timeline(use="media") == ()
    assert deals.diff(grantee="Skarvik", start=day("2019-01-01"), end=day("2026-01-01")) == ()
    with pytest.raises(UnknownName):
        deals.timeline(grantee="Nobody Inc")
    with pytest.raises(UnknownName):
        deals.timeline(use="")


def test_knowledge_moves_on_the_day_on_which_it_was_told(deals: DealGraph) -> None:
    moved = deals.revised("Osterveen", grantee="Brackholm", at=day("2022-06-01"), known_from=day("2019-01-01"), known_to=day("2026-01-01"))
    assert moved == ()
    moved = deals.revised("Osterveen", grantee="Brackholm", at=day("2022-06-01"), known_from=day("2020-01-01"), known_to=day("2026-01-01"))
    assert {(m.change, str(m.date)) for m in moved} == {("ends", "2021-06-22")}
    moved = deals.revised("Osterveen", grantee="Brackholm", at=day("2020-06-01"), known_from=day("2018-01-01"), known_to=day("2026-01-01"))
    assert {(m.change, str(m.date)) for m in moved} == {("begins", "2021-06-22")}


def test_a_right_by_its_id_has_its_conflicts(deals: DealGraph) -> None:
    for right in deals.exclusivity("Osterveen", use="supply", territory="England", at=day("2023-06-01")).rights:
        assert deals.right(right.id).conflicts


def test_several_fields_are_answered_at_once_as_one_by_one(deals: DealGraph) -> None:
    uses = ("supply", "licence", None, "media")
    for grantee in ("Brackholm", "Skarvik", None):
        asked: dict[str, Any] = {"grantee": grantee, "at": day("2022-06-01")}
        assert deals.exclusivities("Osterveen", uses, **asked) == {use: deals.exclusivity("Osterveen", use=use, **asked) for use in uses}
    with pytest.raises(UnknownName):
        deals.exclusivities("Osterveen", ["supply", "telepathy"])
