"""What a right stands beside: predecessors, successors, conflicts and owners, on the day on which it was believed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from saga import told_home
from telling import Telling, agreement, day, right

from graph import embedded
from graph.answers import Right
from graph.deals import DealGraph
from graph.errors import UnknownName
from graph.home import Home


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DealGraph]:
    """Vell had Orsk's supply alone until 2023, was then preferred; Marn got it alone in 2024; Corvane bought Vell in 2022."""
    folder, told = tmp_path_factory.mktemp("home"), Telling()
    told.say("first", "2020-01-10", right("Orsk", "Vell", "exclusive", "supply", valid_from="2020-01-10"))
    told.say("bought", "2022-06-01", agreement("Corvane", "Vell", type="acquisition", valid_from="2022-06-01"))
    told.say("change", "2023-03-01", right("Orsk", "Vell", "preferred", "supply", valid_from="2023-03-01"))
    told.say("other", "2024-05-01", right("Orsk", "Marn", "exclusive", "supply", valid_from="2024-05-01"))
    told.finish()
    home = told_home(folder, told)
    with DealGraph.open(Home.at(folder)) as graph:
        yield graph
    embedded.stop(home.graph_dir)


def one(deals: DealGraph, mode: str, holder: str, known: str) -> Right:
    return next(r for r in deals.timeline("Orsk", known_at=day(known)) if (r.mode, r.grantee) == (mode, holder))


def test_what_came_before_and_after(deals: DealGraph) -> None:
    old, new = one(deals, "exclusive", "Vell", "2024-01-01"), one(deals, "preferred", "Vell", "2024-01-01")
    assert [r.id for r in deals.related(old.id, known_at=day("2024-01-01")).before] == [new.id]
    assert [r.id for r in deals.related(new.id, known_at=day("2024-01-01")).after] == [old.id]


def test_what_it_conflicts_with_once_that_is_known(deals: DealGraph) -> None:
    preferred = one(deals, "preferred", "Vell", "2024-06-01")
    assert deals.related(preferred.id, known_at=day("2024-01-01")).conflicts == ()
    (clash,) = deals.related(preferred.id, known_at=day("2024-06-01")).conflicts
    assert (clash.kind, clash.since, clash.until) == ("overlap", day("2024-05-01"), None)
    assert {r.grantee for r in clash.rights} == {"Vell", "Marn"}


def test_a_version_that_is_believed_no_more_is_seen_from_the_last_day_of_its_belief(deals: DealGraph) -> None:
    first = one(deals, "exclusive", "Vell", "2021-01-01")
    assert first.known_to == day("2023-03-01")
    assert deals.related(first.id, known_at=day("2024-06-01")).known_at == day("2023-02-28")
    assert deals.related(first.id, known_at=day("2019-01-01")).known_at == first.known_from


def test_who_owned_the_holder_on_the_day(deals: DealGraph) -> None:
    right = one(deals, "preferred", "Vell", "2024-01-01")
    before, after = (deals.related(right.id, at=day(at), known_at=day("2024-01-01")).carried for at in ("2022-01-01", "2023-06-01"))
    assert before == ()
    assert [(step.owner, step.owned, step.since) for step in after] == [("Corvane", "Vell", day("2022-06-01"))]


def test_a_right_that_is_not_there(deals: DealGraph) -> None:
    with pytest.raises(UnknownName):
        deals.related("r-0000000000000000")
