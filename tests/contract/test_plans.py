"""What Home, the Conflicts page and Review ask of everybody is found by indexes: no question reads all nodes of a label."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import neo4j
import pytest
from telling import Telling, day, right

from graph import _best_first, queries
from graph._links import work
from graph.answers import Wanted
from graph.deals import DealGraph
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import project
from graph.schema import EDGES, NODES
from graph.store import GraphStore

AT, KNOWN = day("2024-06-30"), day("2026-01-01")
SCANS = ("AllNodesScan", "NodeByLabelScan", "DirectedRelationshipTypeScan", "UndirectedRelationshipTypeScan", "NodeIndexScan")


def told() -> Telling:
    t = Telling()
    for n in range(40):
        t.say(f"wire/{n}", "2024-06-01", right(f"Grantor {n}", "Alba", valid_from=f"2024-06-{n % 28 + 1:02}"))
        t.say(f"mail/{n}", "2024-06-15", right(f"Grantor {n}", "Brom", valid_from="2024-06-20", confidence=0.5 + n / 100))
    t.finish()
    return t


class Asked(GraphStore):
    """A graph that keeps what it is asked."""

    def __init__(self, store: GraphStore) -> None:
        super().__init__(store._link)
        self.questions: dict[str, dict[str, Any]] = {}

    def read(self, cypher: str, **params: Any) -> list[dict[str, Any]]:
        self.questions[cypher] = params
        return super().read(cypher, **params)


def explained(session: neo4j.Session, question: str, params: dict[str, Any]) -> dict[str, Any]:
    plan = session.run(f"EXPLAIN {question}", params).consume().plan
    assert plan is not None
    return plan


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


def counted(session: neo4j.Session) -> None:
    """Waits until the server has counted what its indexes hold: it does so in the background, and reads all of one last seen empty."""
    session.run("CALL db.prepareForReplanning()").consume()


def crowded(session: neo4j.Session) -> None:
    """Other nodes of every label, and relationships of every type, so many that to use an index pays: the planner may read all of a few."""
    for label in NODES:
        session.run(f"UNWIND range(1, 3000) AS n CREATE (:{label} {{id: 'other-' + n}})").consume()
    for kind, edge in EDGES.items():
        ends = f"MATCH (a:{edge.start.split()[0]} {{id: 'other-' + n}}), (b:{edge.end.split()[0]} {{id: 'other-' + n}})"
        session.run(f"UNWIND range(1, 3000) AS n {ends} CREATE (a)-[:{kind}]->(b)").consume()


def test_no_question_of_everybodys_reads_a_whole_label(neo4j_graph: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_best_first, "AT_ONCE", 5)
    with EventLog.open(f"sqlite:///{tmp_path / 'log.sqlite3'}") as log:
        log.append(told().events)
        project(log, neo4j_graph, Ledger())
    work(neo4j_graph._link, crowded, write=True)
    work(neo4j_graph._link, counted)
    asked = Asked(neo4j_graph)
    deals = DealGraph(asked)
    found = deals.happened(AT - timedelta(days=30), AT, known_at=KNOWN)
    assert found.moved
    assert deals.learnt(AT - timedelta(days=30), AT).moved
    assert deals.open_conflicts(AT, known_at=KNOWN, limit=20)
    for wanted in (Wanted(), Wanted("Grantor 1"), Wanted(on_day=True, disputed=False, use="compute"), Wanted(kind="overlap")):
        assert deals.clashing(wanted, at=AT, known_at=KNOWN).found
    claims = [d.evidence.claim for d in deals.doubtful(known_at=KNOWN).found]
    assert deals.doubtful("Grantor 1", alone=True, at=AT, known_at=KNOWN).found
    assert not deals.doubtful(disputed=True, known_at=KNOWN).found
    assert deals.brought(claims[:5], known_at=KNOWN)
    assert (deals.record("Reuters").articles, len(deals.articles_from("Reuters", most=10))) == (80, 10)
    best = deals.best_known(10)
    assert (best.holders, len(best.grantors)) == (("Alba", "Brom"), 10)
    del asked.questions[queries.TAKEOVERS]  # nobody is taken over here, and an index that holds nothing may be read whole
    for question, params in asked.questions.items():
        plan = work(neo4j_graph._link, partial(explained, question=question, params=params))
        assert not set(operators(plan)) & set(SCANS), question
