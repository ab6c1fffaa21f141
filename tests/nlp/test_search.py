"""The index of claims: what it finds, how it is kept up, and that it can be thrown away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from telling import Telling, agreement, dispute, right

from graph.errors import BlobMissing
from graph.log import EventLog
from nlp import ClaimIndex, IndexMissing, ModelUnavailable, Searcher, _minilm

FERRIES = right(
    "Norvane",
    "Aldermoor",
    "exclusive",
    "distribution",
    quote="Only Aldermoor may sell Norvane's ferries in the Baltic",
    subject="ferries",
    territory="the Baltic",
)
SUIT = dispute("Quillon", "Tessel", over="the exclusive right")
GRAIN = agreement("Tessel", "Harrow", type="supply", quote="Tessel will deliver wheat to Harrow's mills", char_end=43)


def no_text(sha: str) -> str:
    raise BlobMissing(f"there is no {sha}")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    log = EventLog.open(f"sqlite:///{tmp_path / 'log.sqlite3'}")
    telling = Telling()
    telling.say("a.example/1", "2024-01-02", FERRIES, SUIT)
    telling.say("b.example/2", "2024-01-03", GRAIN)
    log.append(telling.events)
    yield log
    log.close()


@pytest.fixture
def index(tmp_path: Path, log: EventLog) -> ClaimIndex:
    index = ClaimIndex(tmp_path / "search.sqlite3")
    assert index.update(log, no_text) is None
    return index


def claim_of(log: EventLog, quote: str) -> str:
    rows = [row for event in log.read(types=("claims.extracted",)) for row in event.data["claims"]]
    return next(str(row["id"]) for row in rows if row["quote"] == quote)


def best(index: ClaimIndex, question: str) -> str | None:
    hits = index.find(question).hits
    return hits[0].claim if hits else None


def fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> _minilm.MiniLM:
        raise FileNotFoundError("model.safetensors")

    monkeypatch.setattr(_minilm, "load", missing)


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("selling ships on the sea", FERRIES),
        ("Baltic ferries", FERRIES),
        ("who objects to a right", SUIT),
        ("cereals for a milling company", GRAIN),
    ],
)
def test_claims_are_found_by_meaning_and_by_words(index: ClaimIndex, log: EventLog, question: str, claim: object) -> None:
    assert best(index, question) == claim_of(log, claim.quote)  # type: ignore[attr-defined]


def test_what_has_nothing_to_do_with_the_question_is_not_found(index: ClaimIndex) -> None:
    assert index.find("a choir that sings in the rain").hits == ()
    assert index.find("?!").hits == ()


def test_scores_fall_from_one_to_nothing(index: ClaimIndex) -> None:
    scores = [hit.score for hit in index.find("Norvane ferries in the Baltic").hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_words_of_the_query_language_are_words(index: ClaimIndex) -> None:
    for question in ('"', "NEAR(", "ferries AND", "text:ferries*", "'; DROP TABLE claims; --", "wheat\x00"):
        index.find(question)


def test_only_what_is_new_is_embedded(index: ClaimIndex, log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded: list[str] = []

    def counting(texts: Sequence[str]) -> object:
        embedded.extend(texts)
        return _minilm.load().encode(texts)

    monkeypatch.setattr("nlp.search.embed", counting)
    assert index.update(log, no_text) is None
    assert embedded == []
    telling = Telling()
    telling.say("c.example/3", "2024-02-01", FERRIES)  # the same words are not embedded twice
    telling.say("c.example/4", "2024-02-02", right("Norvane", "Harrow", "preferred", "supply"))
    log.append(telling.events)
    assert index.update(log, lambda _: "an article") is None
    assert [text for text in embedded if text != "an article"] == ["Norvane begins preferred Harrow. Norvane Harrow supply preferred"]
    assert len([hit for hit in index.find("who sells ferries in the Baltic").hits if hit.score > 0.5]) == 2


@pytest.mark.parametrize("damage", ["gone", "garbage", "older", "other log"])
def test_a_file_that_is_of_no_use_is_made_anew(index: ClaimIndex, log: EventLog, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "search.sqlite3"
    before = index.find("selling ships on the sea")
    if damage == "gone":
        file.unlink()
    elif damage == "garbage":
        file.write_bytes(b"no database " * 500)
    else:
        with sqlite3.connect(file) as db:
            db.execute("PRAGMA user_version = 0" if damage == "older" else "UPDATE position SET seq = 999")
        db.close()
    if damage != "other log":
        with pytest.raises(IndexMissing) as caught:
            index.find("selling ships on the sea")
        assert "rebuild" in caught.value.hint
    assert index.update(log, no_text) is None
    assert index.find("selling ships on the sea") == before


def test_without_the_model_words_alone_count_until_it_is_back(log: EventLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = ClaimIndex(tmp_path / "search.sqlite3")
    with monkeypatch.context() as patch:
        fails(patch)
        assert "cannot be loaded" in str(index.update(log, no_text))
        assert best(index, "ferries in the Baltic") == claim_of(log, FERRIES.quote)
        assert best(index, "cereals for a milling company") is None
    assert index.update(log, no_text) is None
    with monkeypatch.context() as patch:
        fails(patch)
        found = index.find("ferries in the Baltic")
        assert found.hits
        assert "cannot be loaded" in str(found.problem)
    assert best(index, "cereals for a milling company") == claim_of(log, GRAIN.quote)


def test_articles_have_embeddings_too(index: ClaimIndex, log: EventLog) -> None:
    texts = [event.data["text"] for event in log.read(types=("claims.extracted",))]
    assert set(index.load().vectors([*texts, "no such"])) == set(texts)


def test_what_is_loaded_stays_until_it_is_loaded_anew(index: ClaimIndex, log: EventLog) -> None:
    def found(searcher: Searcher) -> set[str]:
        return {hit.claim for hit in searcher.find("selling ships on the sea").hits}

    loaded, mark = index.load(), index.mark
    before = found(loaded)
    assert loaded.find("selling ships on the sea") == index.find("selling ships on the sea")
    assert index.mark == mark
    telling = Telling()
    telling.say("d.example/5", "2024-03-01", FERRIES)
    telling.say("d.example/6", "2024-03-01", right("Quillon", "Harrow", "exclusive", "distribution", quote="Harrow alone sells the ships"))
    log.append(telling.events)
    assert index.update(log, no_text) is None
    assert index.mark != mark
    assert found(loaded) == before
    assert len(found(index.load()) - before) == 2


def test_missing_weights_are_an_error_of_their_own() -> None:
    assert issubclass(ModelUnavailable, Exception)
    assert ModelUnavailable.code == "model_unavailable"
