"""A tale of invented companies through the front door: pages on a local server, the nightly run, a quiet correction, dated questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hosting import hosted
from pages_of_a_tale import site

from graph import embedded
from graph.deals import DealGraph
from graph.home import Home
from ingest import ingest

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DealGraph]:
    folder = tmp_path_factory.mktemp("tale") / "home"
    with hosted() as server:
        home = Home.at(folder, DEALGRAPH_ALLOW_PRIVATE_HOSTS=server.host)
        for corrected in (False, True):
            server.pages.update(site(server.at(""), corrected=corrected))
            report = ingest([server.at("/feed")], home=home, recheck="all")
            assert report.status == "ok", report.problems
    assert report.counts["revised"] == 1
    try:
        with DealGraph.open(home) as graph:
            yield graph
    finally:
        embedded.stop(folder / "graph")


@pytest.mark.parametrize(
    ("grantee", "place", "at", "known", "expected"),
    [
        ("Brightwell Health", "France", "2020-06-01", None, ("yes", "exclusive", False, True)),
        ("Brightwell Health", "Japan", "2020-06-01", None, ("no_evidence", None, False, True)),
        ("Tessmer Labs", "Germany", "2020-06-01", None, ("no", None, False, True)),  # a blog says so, Brightwell has Europe
        ("Kodama Trading", "Japan", "2022-06-01", None, ("yes", "exclusive", False, True)),
        ("Kodama Trading", "Japan", "2026-06-01", None, ("no", None, False, True)),  # the term ran out
        ("Brightwell Health", "Spain", "2022-03-01", None, ("yes", "exclusive", True, True)),  # it has sued
        ("Brightwell Health", "Spain", "2022-07-01", None, ("yes", "exclusive", False, True)),  # and settled
        ("Kodama Trading", "South Korea", "2023-08-20", "2023-08-20", ("yes", "exclusive", False, True)),  # before the correction
        ("Kodama Trading", "South Korea", "2023-09-20", None, ("no", "non_exclusive", False, True)),
        ("Brightwell Health", "Italy", "2024-09-15", None, ("yes", "exclusive", False, False)),  # it ended some day that month
        ("Brightwell Health", "Italy", "2024-10-01", None, ("no", None, False, True)),
        ("Brightwell Health", "Italy", "2024-10-01", "2024-10-05", ("yes", "exclusive", False, True)),  # nobody had said so
    ],
)
def test_the_tale_is_answered(
    deals: DealGraph, grantee: str, place: str, at: str, known: str | None, expected: tuple[str, str | None, bool, bool]
) -> None:
    answer = deals.exclusivity(
        "Alder Pharma",
        grantee=grantee,
        use="distribution",
        subject="eye drops",
        territory=place,
        at=date.fromisoformat(at),
        known_at=date.fromisoformat(known) if known else None,
    )
    assert (answer.answer, answer.mode.value if answer.mode else None, answer.disputed, answer.certain) == expected
    assert answer.certain == (not answer.reasons)


def test_copies_are_reach_and_a_place_that_nobody_knows_is_said_to_be_unknown(deals: DealGraph) -> None:
    answer = deals.exclusivity("Alder Pharma", grantee="Brightwell Health", territory="Frence", at=date(2020, 6, 1))
    assert [(u.what, u.nearest[0]) for u in answer.unknown] == [("territory", "France")]
    assert deals.warnings(answer) == tuple(map(str, answer.unknown))
    held = deals.exclusivity("Alder Pharma", grantee="Brightwell Health", territory="France", at=date(2020, 6, 1))
    assert [len(e.copies) for e in held.supporting if e.change == "begins"] == [1]


def test_who_objects_is_told_as_the_holder(deals: DealGraph) -> None:
    (right,) = deals.exclusivity("Alder Pharma", grantee="Brightwell Health", territory="Spain", at=date(2022, 3, 1)).rights
    (dispute,) = right.disputes
    assert (dispute.by, dispute.role, dispute.against) == ("Brightwell Health", "holder", ("Alder Pharma",))
    assert (dispute.since, dispute.until) == (date(2022, 2, 8), date(2022, 6, 14))
