"""The queries to begin with, on each server: all run, and those about something find it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from telling import Telling, agreement, day, right

from graph import queries
from graph.catalogue import NAMED, QUESTIONS, Sample
from graph.deals import DealGraph
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import project
from graph.store import GraphStore

NOTHING_TO_FIND = {
    *("ALIAS", "TAKEOVERS", "CONFLICTS", "CONFLICTS_OF", "SUCCESSIONS"),
    *("OBJECTIONS", "RIGHTS_TOLD_WITH", "AGREEMENTS_TOLD_WITH", "BEST_PRODUCTS"),
}
"""The sample is one right that conflicts with none of those asked about. Nobody was bought or objects, no name was joined."""


def told() -> Telling:
    t = Telling()
    t.say(
        "wire/1",
        "2019-07-22",
        right("OpenAI", "Microsoft", valid_from="2019-07-22"),
        agreement("OpenAI", "Microsoft", type="investment"),
    )
    t.say("wire/2", "2024-06-01", right("OpenAI", "Oracle", "exclusive", valid_from="2024-06-01"))
    ends = right("OpenAI", "Microsoft", change="ends", valid_to="2025-01-21")
    t.say("wire/3", "2025-01-21", ends, right("OpenAI", "Microsoft", "first_refusal", valid_from="2025-01-21"))
    t.finish()
    return t


def test_every_example_runs_and_finds_what_it_is_about(any_graph: GraphStore, tmp_path: Path) -> None:
    with EventLog.open(f"sqlite:///{tmp_path / 'log.sqlite3'}") as log:
        log.append(told().events)
        project(log, any_graph, Ledger())
    deals = DealGraph(any_graph)
    sample = Sample.of(any_graph, "openai")
    found = {}
    for example in (*QUESTIONS, *NAMED):
        text = example.text(sample)
        found[example.name] = deals.cypher(text, params={"at": "2024-07-01", "known": str(day("2026-01-01"))})
    empty = {name for name, table in found.items() if not table.rows}
    assert empty <= NOTHING_TO_FIND | {"RIVALS", "IN_FORCE_HELD", "BROUGHT"}  # which of the rights the sample is, is the server's choice
    holders = [row[:3] for row in found["Who held what"].rows]
    assert sorted(holders) == [("Microsoft", "exclusive", "compute"), ("Oracle", "exclusive", "compute")]
    network = found["The network of the day"].subgraph
    names = {key: node.properties.get("name", node.properties["id"]) for key, node in network.nodes.items()}
    held = {(names[e.end], e.type) for e in network.edges.values()}
    assert held == {("OpenAI", "GRANTED_BY"), ("Microsoft", "HELD_BY"), ("Oracle", "HELD_BY")}


def test_without_anything_the_examples_run_and_find_nothing(any_graph: GraphStore) -> None:
    deals = DealGraph(any_graph)
    sample = Sample.of(any_graph)
    assert sample == Sample()
    assert [e.name for e in QUESTIONS if deals.cypher(e.text(sample), params={"at": "2024-07-01", "known": "2026-01-01"}).rows] == []


def test_the_named_queries_are_those_of_the_program() -> None:
    for example in NAMED:
        named = getattr(queries, example.name)
        assert example.query in (named.values() if isinstance(named, Mapping) else [named]), example.name
