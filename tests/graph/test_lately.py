"""What changed lately, of everybody or of some: the world and beliefs, and what is left out where there is too much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import Telling, day, dispute, right

from graph.answers import Changes, Moved
from graph.deals import DealGraph
from graph.errors import BadInput, UnknownName
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import project
from graph.store import GraphStore

FIRST, LAST = day("2019-01-01"), day("2026-12-31")
DAYS = st.dates(FIRST, LAST)


def told() -> Telling:
    t = Telling()
    t.say("a/1", "2020-01-10", right("Osterveen", "Brackholm", "exclusive", "supply", valid_from="2020-01-10"))
    t.say("a/2", "2021-06-22", right("Osterveen", "Brackholm", "exclusive", "supply", change="ends", valid_to="2021-07-01"))
    t.say("a/3", "2021-07-05", right("Osterveen", "Brackholm", "preferred", "supply", valid_from="2021-07-01"))
    t.say("b/1", "2021-07-05", right("Quernford", "Osterveen", "exclusive", "compute.training", valid_from="2021-07-02"))
    t.say("b/2", "2022-03-01", dispute("Wharfdene", "Quernford", "Osterveen", over="exclusive compute"))
    t.say("c/1", "2023-02-14", right("Skarvik", "Wharfdene", "exclusive", "media", valid_from="2023-02-01"))
    t.say("c/2", "2023-02-20", right("Skarvik", "Lund", "exclusive", "media", valid_from="2023-02-10"))
    # told late: it had ended before anybody said so
    t.say("b/3", "2024-05-01", right("Quernford", "Osterveen", "exclusive", "compute.training", change="ends", valid_to="2023-12-01"))
    t.say("d/1", "2024-08-01", right("Zell", "Lund", "exclusive", "media", stance="reported", confidence=0.1, valid_from="2024-08-01"))
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


def shown(moved: Moved) -> tuple[str, str, str]:
    one = moved.after or moved.before
    assert one is not None
    return moved.change, str(moved.date), f"{one.grantor} {one.grantee} {one.mode}"


def all_of(changes: Changes) -> list[tuple[str, str, str]]:
    return [shown(m) for m in changes.moved]


def test_what_happened_is_everybodys_in_order_of_days(deals: DealGraph) -> None:
    found = deals.happened(FIRST, LAST)
    assert all_of(found) == [
        ("begins", "2020-01-10", "Osterveen Brackholm exclusive"),
        ("amends", "2021-07-01", "Osterveen Brackholm preferred"),
        ("begins", "2021-07-02", "Quernford Osterveen exclusive"),
        ("disputed", "2022-03-01", "Quernford Osterveen exclusive"),
        ("begins", "2023-02-01", "Skarvik Wharfdene exclusive"),
        ("begins", "2023-02-10", "Skarvik Lund exclusive"),
        ("ends", "2023-12-01", "Quernford Osterveen exclusive"),
    ]
    assert (found.since, found.until, found.complete) == (FIRST, LAST, True)
    assert found.moved[0].after is not None
    assert [e.url for e in found.moved[0].after.supporting] == ["https://a/1", "https://a/2"]


def test_what_was_learnt_is_the_difference_and_dated_by_its_publication(deals: DealGraph) -> None:
    assert all_of(deals.learnt(day("2021-12-31"), day("2022-12-31"))) == [("disputed", "2022-03-01", "Quernford Osterveen exclusive")]
    assert all_of(deals.learnt(day("2021-12-31"), LAST)) == [
        ("begins", "2023-02-14", "Skarvik Wharfdene exclusive"),
        ("begins", "2023-02-20", "Skarvik Lund exclusive"),
        ("amends", "2024-05-01", "Quernford Osterveen exclusive"),
    ]


def test_what_is_known_later_has_not_happened_yet(deals: DealGraph) -> None:
    before = deals.happened(day("2023-11-01"), LAST, known_at=day("2024-04-30"))
    after = deals.happened(day("2023-11-01"), LAST, known_at=day("2024-05-01"))
    assert (all_of(before), [m.change for m in after.moved]) == ([], ["ends"])


def test_a_company_counts_as_grantor_and_as_holder(deals: DealGraph) -> None:
    assert {shown(m)[2].split()[0] for m in deals.happened(FIRST, LAST, companies=["osterveen"]).moved} == {"Osterveen", "Quernford"}
    assert {shown(m)[2].split()[1] for m in deals.learnt(FIRST, LAST, companies=["Lund", "Wharfdene"]).moved} == {"Lund", "Wharfdene"}
    with pytest.raises(UnknownName, match="Nobody Ever"):
        deals.happened(FIRST, LAST, companies=["Nobody Ever"])


def test_a_field_counts_with_wider_and_narrower_ones(deals: DealGraph) -> None:
    assert {shown(m)[2] for m in deals.happened(FIRST, LAST, uses=["compute"]).moved} == {"Quernford Osterveen exclusive"}
    assert deals.happened(FIRST, LAST, uses=["compute.inference"]).moved == ()
    assert len(deals.happened(FIRST, LAST, uses=["media", "supply"]).moved) == 4
    with pytest.raises(UnknownName, match="field of use"):
        deals.learnt(FIRST, LAST, uses=["computing machines"])


def test_days_in_the_wrong_order_are_refused(deals: DealGraph) -> None:
    with pytest.raises(BadInput, match="lies after"):
        deals.happened(LAST, FIRST)


@settings(max_examples=20)
@given(DAYS, DAYS, st.integers(1, 4), st.sampled_from([(), ("Osterveen",), ("Skarvik", "Lund")]))
def test_what_there_is_too_much_of_is_cut_at_a_day(
    deals: DealGraph, one: date, other: date, limit: int, companies: tuple[str, ...]
) -> None:
    since, until = sorted((one, other))
    for ask in (deals.happened, deals.learnt):
        cut, whole = ask(since, until, companies=companies, limit=limit), ask(since, until, companies=companies)
        assert whole.complete
        assert cut.complete == (cut.since == since)
        if cut.since < until - timedelta(days=1):
            later = ask(cut.since, until, companies=companies)
            assert cut.moved == later.moved


@settings(max_examples=20)
@given(DAYS, DAYS, DAYS)
def test_the_world_moves_piece_by_piece(deals: DealGraph, one: date, middle: date, last: date) -> None:
    one, middle, last = sorted((one, middle, last))
    parts = [*deals.happened(one, middle).moved, *deals.happened(middle, last).moved]
    assert parts == list(deals.happened(one, last).moved)


@settings(max_examples=20)
@given(DAYS, DAYS)
def test_what_was_learnt_is_the_difference_of_two_beliefs(deals: DealGraph, one: date, other: date) -> None:
    since, until = sorted((one, other))
    was, now = ({r.id for r in deals.timeline(known_at=known) if r.heard} for known in (since, until))
    moved = deals.learnt(since, until).moved
    assert {m.before.id for m in moved if m.before} <= was - now
    assert {m.after.id for m in moved if m.after} <= now - was
    assert all(m.date is not None and since < m.date <= until for m in moved)


def test_open_conflicts_are_those_of_the_day(deals: DealGraph) -> None:
    found = deals.open_conflicts(day("2025-01-01"))
    assert [(c.kind, str(c.since), {r.grantee for r in c.rights}) for c in found] == [("overlap", "2023-02-10", {"Wharfdene", "Lund"})]
    assert found == deals.conflicts(at=day("2025-01-01"))
    assert deals.open_conflicts(day("2023-02-09")) == deals.open_conflicts(day("2025-01-01"), known_at=day("2023-02-19")) == ()


def test_what_claims_have_brought(deals: DealGraph) -> None:
    late = deals.timeline("Quernford")[0]
    ends = next(e.claim for e in late.supporting if e.change == "ends")
    begins = next(e.claim for e in late.supporting if e.change == "begins")
    assert deals.brought([ends]) == deals.brought([begins]) == (late,)
    assert [r.grantee for r in deals.brought([begins, ends], known_at=day("2021-07-05"))] == ["Osterveen"]
    assert deals.brought([]) == ()
