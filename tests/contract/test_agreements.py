"""Agreements on each server: terms as they were known, where they stand, amendments, and what hangs together with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from telling import Telling, agreement, day, dispute, right

from graph.agreements import Agreement
from graph.deals import DealGraph
from graph.errors import BadInput, UnknownName
from graph.ledger import Ledger
from graph.log import EventLog
from graph.project import project
from graph.store import GraphStore


def told() -> Telling:
    """Orsk and Vell agree on cloud and amend it; talks between Orsk and Marn; Corvane is said to have bought Vell, and denies it."""
    t = Telling()
    cloud: dict[str, Any] = {"value": "$38 billion", "value_usd": 38e9, "valid_from": "2025-01-10", "valid_to": "2031"}
    t.say(
        "rumour", "2025-01-02", agreement("Orsk", "Vell", value="$30bn", value_usd=30e9, stance="reported"), source="A blog", genre="blog"
    )
    t.say("signed", "2025-01-10", agreement("Orsk", "Vell", **cloud), right("Orsk", "Vell", valid_from="2025-01-10"))
    t.say("copy", "2025-01-11", agreement("Orsk", "Vell", **cloud), source="Copier", like=["signed"])
    t.say("more", "2025-06-01", agreement("Orsk", "Vell", change="amends", value="$50 billion", value_usd=50e9))
    t.say("talks", "2025-03-01", agreement("Orsk", "Marn", type="investment", stance="proposed"))
    t.say(
        "bought", "2025-04-01", agreement("Corvane", "Vell", type="acquisition", stance="reported", quote="Corvane buys Vell", char_end=17)
    )
    t.say("denied", "2025-04-02", agreement("Corvane", "Vell", type="acquisition", stance="denied"))
    t.say("court", "2025-07-01", dispute("Vell", "Orsk"))
    t.finish()
    return t


@pytest.fixture
def deals(any_graph: GraphStore, tmp_path: Path) -> DealGraph:
    with EventLog.open(f"sqlite:///{tmp_path / 'log.sqlite3'}") as log:
        log.append(told().events)
        project(log, any_graph, Ledger())
    return DealGraph(any_graph)


def one(deals: DealGraph, name: str, known: str) -> Agreement:
    return next(a for a in deals.agreements(known_at=day(known)) if a.name == name)


def values(found: Agreement) -> list[tuple[str | None, date, date | None]]:
    return [(v.terms.value, v.known_from, v.known_to) for v in found.versions]


def test_agreements_as_they_were_known(deals: DealGraph) -> None:
    assert [a.name for a in deals.agreements(known_at=day("2025-03-15"))] == ["Marn – Orsk: investment", "Orsk – Vell: cloud"]
    assert {a.name for a in deals.agreements("Vell", known_at=day("2026-01-01"))} == {"Corvane – Vell: acquisition", "Orsk – Vell: cloud"}
    assert deals.agreements("Vell", known_at=day("2024-01-01")) == ()
    pages = [deals.agreements(known_at=day("2026-01-01"), most=2, skip=skip) for skip in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 1, 0]
    cloud = "Orsk – Vell: cloud"
    terms = [one(deals, cloud, known).terms.value for known in ("2025-01-05", "2025-02-01", "2025-07-01")]
    assert terms == ["$30bn", "$38 billion", "$50 billion"]
    amended = one(deals, cloud, "2025-07-01")
    assert (amended.terms.valid_to, amended.terms.value_usd, amended.announced) == ("2031", 50e9, day("2025-01-02"))
    assert [(s.month, s.terms.value) for s in amended.stages] == [(None, "$38 billion"), ("2025-06", "$50 billion")]
    assert values(amended)[0] == ("$30bn", day("2025-01-02"), day("2025-01-10"))
    assert [e.copies for e in amended.supporting if e.url == "https://signed"] == [("https://copy",)]
    days = ("2025-01-01", "2025-01-10", "2031-12-31", "2032-01-01")
    assert [amended.state(day(d)) for d in days] == ["not begun", "in force", "in force", "over"]
    assert one(deals, "Marn – Orsk: investment", "2026-01-01").state(day("2026-01-01")) == "planned"
    bought = one(deals, "Corvane – Vell: acquisition", "2026-01-01")
    assert [(p.name, p.role) for p in bought.parties] == [("Corvane", "buyer"), ("Vell", "bought")]
    assert (len(bought.supporting), len(bought.opposing), bought.state(day("2026-01-01"))) == (1, 1, "disputed")


def test_what_hangs_together_with_one(deals: DealGraph) -> None:
    cloud = one(deals, "Orsk – Vell: cloud", "2026-01-01")
    whole = deals.agreement(f"{cloud.id}@2025-06", known_at=day("2026-01-01"))
    assert whole.id == cloud.id
    assert [(r.grantor, r.grantee) for r in whole.rights] == [("Orsk", "Vell")]
    assert [e.url for e in whole.disputes] == ["https://court"]
    assert deals.agreement(cloud.id, known_at=day("2025-06-15")).disputes == ()
    held = deals.related(whole.rights[0].id, known_at=day("2026-01-01"))
    assert held.agreements == ((cloud.id, cloud.name),)
    with pytest.raises(UnknownName):
        deals.agreement("g-0000000000000000")
    with pytest.raises(BadInput, match="nothing was known"):
        deals.agreement(cloud.id, known_at=day("2024-01-01"))


def test_an_objection_stands_beside_the_deal_that_it_is_about(any_graph: GraphStore, tmp_path: Path) -> None:
    """Vell has two deals with Orsk, and is told of a third beside the second: only what began with the second is objected to."""
    t = Telling()
    t.say("first", "2025-01-10", agreement("Orsk", "Vell", type="licence"), right("Orsk", "Vell", "exclusive", "licence"))
    hosting = right("Orsk", "Vell", "exclusive", "hosting", valid_from="2025-06-02")
    invested = agreement("Orsk", "Vell", type="investment", valid_from="2020")
    t.say("second", "2025-06-02", agreement("Orsk", "Vell", valid_from="2025-06-02"), hosting, invested)
    t.say("sale", "2025-06-20", agreement("Orsk", "Marn"), right("Orsk", "Marn", "exclusive", "distribution"))
    month = right("Orsk", "Tarn", "exclusive", "hosting", valid_from="2025-06")  # believed from the first of the month
    t.say("tarn", "2025-06-21", agreement("Orsk", "Tarn", valid_from="2025-06-20"), month)
    t.say("objects", "2025-07-02", dispute("Tarn", "Orsk", over="hosting"))
    t.say("court", "2025-07-01", dispute("Vell", "Orsk", "Marn"))  # about anything, as far as is known
    t.say("later", "2025-08-01", dispute("Vell", "Orsk", "Marn", over="hosting"))
    t.finish()
    with EventLog.open(f"sqlite:///{tmp_path / 'log.sqlite3'}") as log:
        log.append(t.events)
        project(log, any_graph, Ledger())
    deals = DealGraph(any_graph)

    def objections(name: str, known: str) -> list[str | None]:
        found = deals.agreement(one(deals, name, known).id, known_at=day(known))
        return [e.url for e in found.disputes]

    before = {name: objections(name, "2025-07-15") for name in ("Orsk – Vell: cloud", "Orsk – Vell: licence", "Marn – Orsk: cloud")}
    assert set(map(tuple, before.values())) == {("https://court",)}
    assert objections("Orsk – Vell: cloud", "2025-09-01") == ["https://court", "https://later"]
    assert "https://objects" in objections("Orsk – Tarn: cloud", "2025-09-01")
    for other in ("Orsk – Vell: licence", "Orsk – Vell: investment", "Marn – Orsk: cloud"):
        assert objections(other, "2025-09-01") == [], other


def test_a_page_that_tells_of_the_deal_later_brings_no_rights_before(any_graph: GraphStore, tmp_path: Path) -> None:
    t = Telling()
    t.say("deal", "2025-01-10", agreement("Orsk", "Vell"))
    t.say("page", "2025-01-12", right("Orsk", "Vell", "exclusive", "hosting"))
    t.revise("page", "2025-06-01", right("Orsk", "Vell", "exclusive", "hosting"), agreement("Orsk", "Vell"))
    t.finish()
    with EventLog.open(f"sqlite:///{tmp_path / 'log.sqlite3'}") as log:
        log.append(t.events)
        project(log, any_graph, Ledger())
    deals = DealGraph(any_graph)
    deal = one(deals, "Orsk – Vell: cloud", "2025-03-01").id
    held = {known: [r.grantee for r in deals.agreement(deal, known_at=day(known)).rights] for known in ("2025-03-01", "2025-07-01")}
    assert held == {"2025-03-01": [], "2025-07-01": ["Vell"]}
