"""The names that the project knows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import gazetteer
from graph.gazetteer import KINDS, entity_id, fold


def test_there_are_enough_names_of_every_kind_and_sort() -> None:
    book = gazetteer.load()
    assert len(book) > 400
    assert {e.kind for e in book} == set(KINDS)
    assert {"cloud", "chip", "model", "data_centre"} <= {e.sort for e in book}


def test_no_name_belongs_to_two_entities_and_no_id_comes_twice() -> None:
    names: dict[str, str] = {}
    for e in gazetteer.load():
        for name in (e.name, *e.aliases):
            assert names.setdefault(fold(name), e.id) == e.id, name
    assert len(set(names.values())) == len(gazetteer.load())


def test_wikidata_ids_are_well_formed_and_unique() -> None:
    ids = [e.qid for e in gazetteer.load() if e.qid]
    assert len(ids) == len(set(ids))
    assert all(i[0] == "Q" and i[1:].isdigit() for i in ids)


def test_every_owner_is_known_and_dates_do_not_overlap() -> None:
    book = gazetteer.load()
    for e in book:
        assert all(book.by_name(o.name) for o in e.owners), e.name
        for before, after in zip(e.owners, e.owners[1:], strict=False):
            assert before.until is not None
            assert after.since is not None
            assert before.until.first <= after.since.first


@pytest.mark.parametrize("name", ["Microsoft", "microsoft corp.", "MICROSOFT CORPORATION", "Microsoft, Inc."])
def test_names_are_found_however_spelt(name: str) -> None:
    found = gazetteer.load().by_name(name)
    assert found is not None
    assert found.id == "microsoft"


def test_unknown_names_are_none() -> None:
    assert gazetteer.load().by_name("Brackholm Narrowboats") is None
    assert gazetteer.load().get("brackholm-narrowboats") is None


@pytest.mark.parametrize(
    ("brand", "day", "party"),
    [
        ("Azure", None, "Microsoft"),
        ("Vertex AI", None, "Google"),
        ("YouTube", None, "Google"),
        ("Bedrock", date(2024, 1, 1), "Amazon"),
        ("GitHub", date(2024, 1, 1), "GitHub"),
        ("Google", None, "Google"),
        ("Colossus", date(2025, 1, 1), "xAI"),
        ("Colossus", date(2026, 5, 1), "SpaceX"),
    ],
)
def test_the_company_behind_a_brand(brand: str, day: date | None, party: str) -> None:
    book = gazetteer.load()
    entity = book.by_name(brand)
    assert entity is not None
    assert book.party(entity, day).name == party


def test_owners_change_over_time() -> None:
    book = gazetteer.load()
    github = book.by_name("GitHub")
    assert github is not None
    assert book.owner(github, date(2018, 9, 30)) is None
    owner = book.owner(github, date(2018, 10, 30))
    assert owner is not None
    assert owner.name == "Microsoft"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("AWS", "aws"),
        ("Amazon Web Services", "aws"),
        ("Brackholm Narrowboats Ltd.", "brackholm-narrowboats"),
        ("The Brackholm Narrowboats", "brackholm-narrowboats"),
        ("Aéroports d'Amara", "aeroports-damara"),
        ("Bramble & Finch", "bramble-and-finch"),
        ("北京", "北京"),
        ("", "unnamed"),
    ],
)
def test_ids(name: str, wanted: str) -> None:
    assert entity_id(name) == wanted


@given(st.text(max_size=40))
def test_folding_is_stable_and_ids_hold_no_space(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert not any(c.isspace() for c in entity_id(name))
