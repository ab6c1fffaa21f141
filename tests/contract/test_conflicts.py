"""Conflicts of everybody, a page at a time, on each server: in what order, and which of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from telling import Telling, day, dispute, right

from graph import _best_first, _clashing
from graph.answers import Wanted
from graph.deals import DealGraph
from graph.errors import UnknownName
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import project
from graph.store import GraphStore


def told() -> Telling:
    """Orsk's compute was sold twice until 2023 and Vell's supply is since 2022, in dispute; Marn's fields are only near each other."""
    t = Telling()
    t.say("a", "2020-01-01", right("Orsk", "Alba", valid_from="2020-01-01", valid_to="2023-06-30"))
    t.say("b", "2020-06-01", right("Orsk", "Brom", valid_from="2020-06-01"))
    t.say("c", "2021-01-01", right("Vell", "Crag", "exclusive", "supply", valid_from="2021-01-01"))
    t.say("d", "2022-01-01", right("Vell", "Dorn", "exclusive", "supply", valid_from="2022-01-01"))
    t.say("e", "2022-02-01", dispute("Crag", "Vell", "Dorn"))
    t.say("f", "2021-03-01", right("Marn", "Eldon", "exclusive", "compute.training", valid_from="2021-03-01"))
    t.say("g", "2021-04-01", right("Marn", "Firth", "exclusive", "compute.inference", valid_from="2021-04-01"))
    t.finish()
    return t


EVERY = Wanted()
ALL = ["Vell overlap", "Marn potential", "Orsk overlap"]


@pytest.mark.parametrize("at_once", [_best_first.AT_ONCE, 2])
def test_which_conflicts_in_which_order(any_graph: GraphStore, tmp_path: Path, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all are looked at, and where there are so many (more than two) that they are looked for."""
    monkeypatch.setattr(_best_first, "AT_ONCE", at_once)
    with EventLog.open(f"sqlite:///{tmp_path / 'log.sqlite3'}") as log:
        log.append(told().events)
        project(log, any_graph, Ledger())
    deals = DealGraph(any_graph)

    def found(wanted: Wanted = EVERY, *, at: str = "2024-06-30", known: str = "2026-01-01", **page: int) -> list[str]:
        clashes = deals.clashing(wanted, at=day(at), known_at=day(known), **page)
        assert clashes.total >= len(clashes.found)
        return [f"{c.rights[0].grantor} {c.kind}" for c in clashes.found]

    assert found() == ALL
    assert found(at="2021-01-01") == ["Orsk overlap", "Vell overlap", "Marn potential"]
    assert found(Wanted(on_day=True)) == ALL[:2]
    assert found(Wanted("Vell")) == ALL[:1]
    assert found(Wanted(kind="potential")) == ALL[1:2]
    assert found(Wanted(use="compute")) == ALL[1:]
    assert found(Wanted(use="compute.training")) == ALL[1:]
    assert found(Wanted(disputed=True)) == ALL[:1]
    assert found(Wanted(disputed=False)) == ALL[1:]
    assert found(Wanted(disputed=True, on_day=True), at="2022-01-15") == []
    assert found(known="2021-06-01") == ["Marn potential", "Orsk overlap"]
    assert [found(most=1, skip=n) for n in range(4)] == [ALL[:1], ALL[1:2], ALL[2:], []]
    whole = deals.clashing(EVERY, most=1, at=day("2024-06-30"), known_at=day("2026-01-01"))
    assert (whole.total, whole.complete) == (3, True)
    for limit in (1, 2, 9):
        some = deals.open_conflicts(day("2024-06-30"), known_at=day("2026-01-01"), limit=limit)
        assert [f"{c.rights[0].grantor} {c.kind}" for c in some] == ALL[:2][:limit]
    with pytest.raises(UnknownName):
        found(Wanted("Nobody Inc."))


def test_no_more_are_counted_than_can_be_turned_to(any_graph: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_clashing, "COUNTED", 2)
    with EventLog.open(f"sqlite:///{tmp_path / 'log.sqlite3'}") as log:
        log.append(told().events)
        project(log, any_graph, Ledger())
    found = DealGraph(any_graph).clashing(EVERY, at=day("2024-06-30"))
    assert ([f"{c.rights[0].grantor} {c.kind}" for c in found.found], found.total, found.complete) == (ALL[:2], 2, False)
    few = DealGraph(any_graph).clashing(Wanted("Vell"), at=day("2024-06-30"))
    assert (few.total, few.complete) == (1, True)
