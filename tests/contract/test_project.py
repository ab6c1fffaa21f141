"""The projection, on each server: incremental equals rebuilt, exactly once, and as known on a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import neo4j
import pytest
from rowstore import Died, Dying
from telling import Telling, agreement, day, dispute, right

from graph._links import work
from graph.answers import Stand, Waiting
from graph.deals import STALE, DealGraph
from graph.errors import BadInput, UnknownEvent, UnknownName
from graph.events import NewEvent
from graph.export import Lines
from graph.finding import GrantorsOver, Meant
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import GraphAhead, project, rebuild
from graph.rows import Batch, Node
from graph.store import GraphStore
from graph.verification import graph_findings


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    log = EventLog.open(f"sqlite:///{tmp_path / 'log.sqlite3'}")
    yield log
    log.close()


def saga() -> list[list[NewEvent]]:
    """A story in five nights: rights, copies, a silent correction, amendments, a dispute, two names that are one."""
    nights: list[list[NewEvent]] = []
    told = Telling()

    def night() -> None:
        told.finish(f"run-{len(nights)}")
        nights.append(told.events[sum(len(n) for n in nights) :])

    told.say(
        "wire/1",
        "2019-07-22T15:00:00+02:00",
        right("OpenAI", "Microsoft", valid_from="2019-07-22", subject="GPT-3"),
        agreement("OpenAI", "Microsoft", type="investment", value_usd=1e9, value="$1 billion"),
        source="Reuters",
    )
    night()
    told.say(
        "local/1", "2019-07-21", right("OpenAI", "Microsoft", valid_from="2019-07-22", subject="GPT-3"), source="Messenger", like=["wire/1"]
    )
    told.say("trade/2", "2024-11-22", right("Anthropic", "Amazon", "exclusive", "compute.training"), source="Rack & Riser")
    told.say("blog/3", "2025-01-20", right("Octavius Labs", "Amazon", "non_exclusive", "hosting", stance="reported"))
    night()
    told.revise("trade/2", "2024-12-09", right("Anthropic", "Amazon", "preferred", "compute.training"))
    told.say(
        "wire/4",
        "2025-01-21",
        right("OpenAI", "Microsoft", change="ends", valid_to="2025-01-21"),
        right("OpenAI", "Microsoft", "first_refusal", valid_from="2025-01-21"),
        right("OpenAI", "Oracle", "exclusive", valid_from="2024-06-01"),
        agreement("Microsoft", "OpenAI", type="investment", change="amends"),
    )
    night()
    told.say("blog/6", "2025-03-01", right("Octavius", "Amazon", "preferred", "hosting"), agreement("Octavius", "Amazon"))
    night()
    told.judge("Octavius", "Octavius Labs")
    told.say("wire/5", "2026-03-18", dispute("Microsoft", "OpenAI", "Oracle", stance="proposed"))
    night()
    return nights


def test_incremental_equals_rebuilt(any_graph: GraphStore, log: EventLog) -> None:
    for night in saga():
        log.append(night)
        project(log, any_graph, Ledger())
    incremental = list(any_graph.dump())
    assert any_graph.position().seq == log.last_seq()
    done = rebuild(log, any_graph, Ledger())
    assert done.events == log.last_seq()
    assert list(any_graph.dump()) == incremental
    assert any_graph.verify() is None


def test_both_servers_hold_the_same(embedded_graph: GraphStore, neo4j_graph: GraphStore, log: EventLog) -> None:
    for night in saga():
        log.append(night)
        project(log, embedded_graph, Ledger())
    project(log, neo4j_graph, Ledger())
    assert list(embedded_graph.dump()) == list(neo4j_graph.dump())


EDITS = (
    (
        "MATCH (r:Right {grantee: 'oracle'}) SET r.mode = 'preferred' REMOVE r.valid_from",
        ': mode is "preferred", not "exclusive"; valid_from is null',
    ),
    ("MATCH (r:Right {grantor: 'anthropic'}) DETACH DELETE r", "missing in the graph: Right r-"),
    ("MATCH (:Article)-[s:STATES]->() SET s.start = 7", ": start is 7, not 0"),
    ("MATCH (e:Entity {id: 'oracle'}) SET e:Person", "Entity oracle: it is labelled Entity:Company:Person, not Entity:Company"),
    ("MATCH (:Right)-[h:HELD_BY]->(e:Entity {id: 'oracle'}) DELETE h", "-[HELD_BY]-> Entity oracle"),
    ("CREATE (:Entity:Company {id: 'made-up', name: 'Made Up'})", 'in the graph alone: Entity made-up {"id": "made-up"'),
)


def by_hand(graph: GraphStore, cypher: str) -> None:
    def edit(session: neo4j.Session) -> None:
        session.run(cypher).consume()

    work(graph._link, edit, write=True)


def test_a_graph_edited_by_hand_is_found_and_mended(any_graph: GraphStore, log: EventLog) -> None:
    log.append([event for night in saga() for event in night])
    with Ledger() as ledger:
        project(log, any_graph, ledger)
        assert list(graph_findings(any_graph, ledger)) == []
        for cypher, told in EDITS:
            by_hand(any_graph, cypher)
            found = list(graph_findings(any_graph, ledger))
            assert any(told in finding for finding in found), (told, found)
        rebuild(log, any_graph, ledger)
        assert list(graph_findings(any_graph, ledger)) == []


def test_nothing_new_changes_nothing(any_graph: GraphStore, log: EventLog) -> None:
    log.append([event for night in saga() for event in night])
    project(log, any_graph, Ledger())
    before = list(any_graph.dump())
    assert project(log, any_graph, Ledger()).events == 0
    assert list(any_graph.dump()) == before


def test_a_graph_of_another_log_is_refused(any_graph: GraphStore, log: EventLog, tmp_path: Path) -> None:
    log.append(saga()[0])
    project(log, any_graph, Ledger())
    empty = EventLog.open(f"sqlite:///{tmp_path / 'other.sqlite3'}")
    with pytest.raises(GraphAhead, match="the log ends at 0"):
        project(empty, any_graph, Ledger())
    empty.close()


def test_names_are_found_on_both_servers(any_graph: GraphStore, log: EventLog) -> None:
    log.append([event for night in saga() for event in night])
    project(log, any_graph, Ledger())
    deals = DealGraph(any_graph)
    best = deals.best_known(2)
    assert best.grantors == ("OpenAI", "Octavius Labs")
    assert best.holders == ("Microsoft", "Amazon")  # of whom more articles tell
    assert best.products == (Meant("OpenAI", "GPT-3"),)
    found = {name: deals.find(name) for name in ("open ai", "GPT-3.5", "Azure", "Octavius", "Hosting · stateless API", "compute")}
    assert found == {
        "open ai": Meant("OpenAI"),
        "GPT-3.5": Meant("OpenAI", "GPT-3"),
        "Azure": Meant("Microsoft"),  # no right is over it by name
        "Octavius": Meant("Octavius Labs"),  # judged to be the same
        "Hosting · stateless API": Meant(use="hosting.stateless_api"),
        "compute": Meant(use="compute"),
    }
    with pytest.raises(UnknownName) as half:
        deals.find("octav")
    assert half.value.nearest[0] == "Octavius Labs"


def test_rights_of_all_grantors_are_paged_on_both_servers(any_graph: GraphStore, log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    log.append([event for night in saga() for event in night])
    project(log, any_graph, Ledger())
    deals = DealGraph(any_graph)

    def shown(**asked: Any) -> list[tuple[str, str, str]]:
        rights = deals.in_force(at=day("2025-06-30"), known_at=day("2025-12-31"), **asked)
        return [(r.grantor, r.grantee, r.mode.value) for r in rights]

    everything = [
        ("OpenAI", "Oracle", "exclusive"),
        ("OpenAI", "Microsoft", "first_refusal"),
        ("Anthropic", "Amazon", "preferred"),
    ]
    assert shown(use="compute") == everything
    assert shown(use="compute.training") == everything
    assert shown(use="compute", most=1, skip=1) == everything[1:2]
    assert shown(grantee="AWS") == [("Anthropic", "Amazon", "preferred"), ("Octavius Labs", "Amazon", "preferred")]
    assert shown(use="media") == []
    assert deals.grantors_over("compute.inference") == GrantorsOver(("OpenAI",), complete=True)
    monkeypatch.setattr("graph.deals._OVER", 1)
    assert deals.grantors_over("compute.inference") == GrantorsOver(("OpenAI",), complete=False)
    with pytest.raises(BadInput, match="by field of use or by holder"):
        shown()


def test_what_is_at_stake_and_how_sources_fared_on_both_servers(any_graph: GraphStore, log: EventLog) -> None:
    told = Telling()
    told.say("a", "2025-03-01", right("Oslund", "Marrick", confidence=0.6), source="Stackline")
    told.say("b", "2025-03-02", right("Oslund", "Tallow", "preferred", "media", confidence=0.9), source="Reuters")
    told.say("copy", "2025-03-03", right("Oslund", "Tallow", "preferred", "media"), source="Norwick Daily", like=["b"])
    told.say("c", "2025-03-04", right("Oslund", "Tallow", "preferred", "media", change="holds", stance="denied"), source="The Slow Lane")
    told.revise("a", "2025-04-01", right("Oslund", "Marrick", confidence=0.7), source="Stackline")
    told.say("d", "2025-03-01", right("Vexhall", "Kirin", valid_from="2025-03-01", stance="reported"), source="Hasty Times")
    for day_, outlet in (("2025-03-20", "Reuters"), ("2025-03-21", "Norwick Daily")):
        told.say(f"e{day_}", day_, right("Vexhall", "Kirin", "preferred", valid_from="2025-03-01"), source=outlet)
    told.finish()
    log.append(told.events)
    project(log, any_graph, Ledger())
    deals = DealGraph(any_graph)
    known = day("2025-05-01")
    first, *rest = deals.doubtful(known_at=known).found
    assert (first.rights[0].grantee, first.witnesses, first.evidence.confidence) == ("Marrick", 1, 0.7)
    assert first.stake == pytest.approx(0.3 * first.rights[0].credence, abs=1e-3)
    assert all(other.stake <= first.stake for other in rest)
    assert deals.doubtful("Oslund", at=day("2025-04-15"), alone=True, known_at=known).found[0] == first
    assert deals.doubtful(at=day("2025-01-01"), known_at=known) == Waiting((), True)
    assert [d.rights[0].grantee for d in deals.doubtful(disputed=True, known_at=known).found] == ["Tallow"]
    assert (deals.record("Norwick Daily").copying, deals.record("Reuters").copied) == (1, 1)
    assert deals.record("The Slow Lane").share is None, "a denial carries nothing"
    assert (deals.record("Stackline").claims, deals.record("Stackline").share) == (2, 0.0)
    hasty = [deals.record("Hasty Times", known_at=day(known)) for known in ("2025-03-19", "2025-05-01")]
    assert [(r.contradicted, r.weighed) for r in hasty] == [(0, 1), (1, 1)]
    (edited,) = deals.articles_from("Stackline", edited=True)
    assert (edited["a"]["versions"], edited["claims"], edited["withdrawn"]) == (2, 2, False)
    assert deals.articles_from("Reuters", edited=True) == []
    assert [row["a"]["source"] for row in deals.articles_from("Reuters", most=2)] == ["Reuters"] * 2


def test_a_graph_of_another_log_as_long_is_refused(any_graph: GraphStore, log: EventLog, tmp_path: Path) -> None:
    log.append(saga()[0])
    project(log, any_graph, Ledger())
    with EventLog.open(f"sqlite:///{tmp_path / 'other.sqlite3'}") as other:
        other.append(saga()[0])
        with pytest.raises(GraphAhead, match="holds what this log does not"):
            project(other, any_graph, Ledger())
        rebuild(other, any_graph, Ledger())
        assert project(other, any_graph, Ledger()).events == 0


def test_a_graph_of_another_version_of_the_program_is_made_anew(any_graph: GraphStore, log: EventLog) -> None:
    stored = log.append([event for night in saga() for event in night])
    stale = Node("Right", "r-0", {"grantor": "openai", "mode": "exclusive", "known_from": "2019-07-22"})
    any_graph.apply(Batch(len(stored), nodes=[stale], event=stored[-1].event_id, program="an older one"))
    assert DealGraph(any_graph).warnings() == (STALE,)
    assert project(log, any_graph, Ledger()).events == len(stored)
    assert DealGraph(any_graph).warnings() == ()
    with Ledger() as ledger:
        ledger.follow(log)
        assert list(any_graph.dump()) == list(Lines.of(ledger))


def test_a_log_of_a_newer_program_leaves_the_graph_as_it_is(any_graph: GraphStore, log: EventLog, tmp_path: Path) -> None:
    log.append(saga()[0])
    project(log, any_graph, Ledger())
    before = (any_graph.position(), list(any_graph.dump()))
    with closing(sqlite3.connect(tmp_path / "log.sqlite3")) as file:
        file.execute(
            "INSERT INTO events SELECT seq + 1, 'new', 'feed/x', 1, 'item.seen', 9, recorded_at, NULL, NULL, data FROM events "
            "ORDER BY seq DESC LIMIT 1"
        )
        file.commit()
    for write in (project, rebuild):
        with pytest.raises(UnknownEvent):
            write(log, any_graph, Ledger())
    assert (any_graph.position(), list(any_graph.dump())) == before


def test_wherever_it_dies_the_next_run_makes_up_for_it(any_graph: GraphStore, log: EventLog) -> None:
    """What is tried in memory with many cases (``tests/graph/test_archive_properties.py``), on real servers with one."""
    with Ledger() as ledger:
        for night, batches in zip(saga(), (0, 1, 3, 2, 1), strict=True):
            log.append(night)
            with suppress(Died):
                project(log, Dying(any_graph, batches), ledger, size=3)
        project(log, any_graph, ledger, size=3)
        assert list(any_graph.dump()) == list(Lines.of(ledger))
        assert any_graph.verify() is None


def test_questions_have_the_same_answers_on_both_servers(any_graph: GraphStore, log: EventLog) -> None:
    log.append([event for night in saga() for event in night])
    project(log, any_graph, Ledger())
    deals = DealGraph(any_graph)

    then = deals.exclusivity("OpenAI", grantee="Azure", use="compute.training", at=day("2021-06-01"), known_at=day("2022-01-01"))
    assert (then.answer, then.mode and then.mode.value, then.disputed) == ("yes", "exclusive", False)
    assert [e.url for e in then.supporting] == ["https://local/1"]
    assert then.supporting[0].copies == ("https://wire/1",)
    assert then.question.grantee == "Microsoft"

    over = deals.exclusivity("OpenAI", grantee="Microsoft", use="compute", at=day("2025-06-30"))
    assert (over.answer, over.mode and over.mode.value) == ("no", "first_refusal")
    unheard = deals.exclusivity("OpenAI", grantee="Google", use="media", at=day("2025-06-30"))
    assert (unheard.answer, unheard.mode, unheard.supporting) == ("no_evidence", None, ())

    clashes = deals.conflicts("OpenAI", at=day("2024-07-01"))
    assert [(c.kind, c.since, c.until) for c in clashes] == [("overlap", day("2024-06-01"), day("2025-01-21"))]
    assert {r.grantee for c in clashes for r in c.rights} == {"Microsoft", "Oracle"}

    moved = deals.diff("OpenAI", use="compute", start=day("2024-01-01"), end=day("2025-12-31"))
    assert [(m.change, str(m.date)) for m in moved] == [("begins", "2024-06-01"), ("amends", "2025-01-21")]
    learnt = deals.revised("Anthropic", at=day("2024-12-05"), known_from=day("2024-12-05"), known_to=day("2024-12-31"))
    assert [(m.change, m.before and m.before.mode, m.after and m.after.mode) for m in learnt] == [("amends", "exclusive", "preferred")]

    lately = deals.happened(day("2024-11-21"), day("2025-01-31"), limit=1)
    assert [(m.change, str(m.date)) for m in lately.moved] == [("amends", "2025-01-21")]
    assert (lately.complete, lately.moved[0].before) == (False, moved[1].before)
    ours = deals.learnt(day("2024-01-01"), day("2025-12-31"), companies=["Amazon"], uses=["compute"])
    assert [(m.change, str(m.date)) for m in ours.moved] == [("begins", "2024-12-09")]
    assert deals.open_conflicts(day("2024-07-01")) == clashes
    brought = deals.brought([e.claim for e in over.supporting], known_at=day("2025-02-01"))
    assert [(r.grantee, r.mode.value) for r in brought if r.valid_to is None] == [("Microsoft", "first_refusal")]

    told = deals.evidence(over.supporting[0].claim)
    assert told.evidence == over.supporting[0]
    assert over.rights[0].id in {r.id for r in told.supports}
    stands = deals.stands([over.supporting[0].claim, "c-none"])
    assert over.rights[0].id in {r.id for r in stands[over.supporting[0].claim].supports}
    assert stands["c-none"] == Stand((), ())
    before = deals.stands([over.supporting[0].claim], known_at=day("2019-01-01"))
    assert before[over.supporting[0].claim].supports == ()
    near = deals.around("Azure", at=day("2025-06-30"), known_at=day("2026-01-01"))
    assert near.company == "Microsoft"
    assert {r.grantor for r in near.rights} == {"OpenAI"}
    far = deals.around("Microsoft", at=day("2025-06-30"), hops=2)
    assert {r.grantee for r in far.rights} == {"Microsoft", "Oracle"}
    assert not far.cut
    assert deals.around("Microsoft", at=day("2025-06-30"), most=1).cut
    assert deals.around("Microsoft", at=day("2025-06-30"), known_at=day("2019-01-01")).rights == ()
    assert deals.right(over.rights[0].id).supporting == over.rights[0].supporting
    merged = deals.exclusivity("Octavius", use="hosting", at=day("2025-06-30"))
    assert (merged.question.grantor, merged.mode and merged.mode.value) == ("Octavius Labs", "preferred")
    assert set(deals.grantors()) == {"OpenAI", "Anthropic", "Octavius Labs"}


def test_a_researcher_finds_the_schema_of_the_design(any_graph: GraphStore, log: EventLog) -> None:
    log.append([event for night in saga() for event in night])
    project(log, any_graph, Ledger())
    table = DealGraph(any_graph).cypher(
        "MATCH (h:Company)<-[:HELD_BY]-(r:Right)-[:GRANTED_BY]->(g:Company {name: 'OpenAI'}), (r)-[:FOR_USE]->(f:FieldOfUse) "
        "MATCH (r)-[:SUPPORTED_BY]->(c:Claim)<-[:STATES]-(a:Article)-[:PART_OF]->(s:Story) "
        "WHERE r.valid_from <= $at AND (r.valid_to IS NULL OR r.valid_to > $at) AND r.known_to IS NULL "
        "RETURN DISTINCT h.name AS holder, r.mode AS mode, f.id AS field ORDER BY holder, mode",
        params={"at": "2025-06-30"},
    )
    assert table.rows == (("Microsoft", "first_refusal", "compute"), ("Oracle", "exclusive", "compute"))
