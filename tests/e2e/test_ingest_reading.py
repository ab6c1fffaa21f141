"""What the nightly run makes of texts: claims of the current extractor, stories, names judged, an index for searching."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NoReturn

import pytest
from hosting import STORY, Site, rss, rss_item, story
from nightly import OTHER, events, run

import nlp
from graph import identity
from graph.claims import Mode, RightClaim
from graph.events import article_id
from graph.home import Home
from ingest import _reading, reextract


def test_a_better_extractor_waits_to_be_asked(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    run(home, site.at("/feed"))
    site.pages["/a"] = story("A deal", *OTHER[::-1])
    run(home, site.at("/feed"), recheck="all")
    monkeypatch.setattr(nlp, "EXTRACTOR", "rules/next")
    before = len(events(home))
    report = run(home, site.at("/feed"))
    assert len(events(home)) == before + 3
    assert report.notes == ("3 texts were read by another extractor than rules/next: dealgraph reextract shows what it would change",)

    shown = reextract(home)
    assert sum(shown.former.values()) == 3
    assert (shown.report, shown.changes) == (None, ())
    assert len(events(home)) == before + 3

    adopted = reextract(home, adopt=True)
    assert adopted.report is not None
    assert adopted.report.status == "ok"
    read = [event.data for event in events(home, "claims.extracted")]
    assert Counter(data["extractor"] for data in read)["rules/next"] == 3
    assert len({(data["text"], data["extractor"]) for data in read}) == 6
    assert (reextract(home, adopt=True).former, run(home, site.at("/feed")).notes) == ({}, ())


def test_what_a_better_extractor_reads_moves_what_is_believed(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    run(home, site.at("/feed"))
    genuine = nlp.extract

    def preferring(passages: Sequence[nlp.Passage], processes: int = 1) -> Iterator[nlp.Extraction]:
        for found in genuine(passages, processes):
            claims = [replace(c, mode=Mode.PREFERRED) if isinstance(c, RightClaim) else c for c in found.claims]
            yield replace(found, claims=tuple(claims))

    monkeypatch.setattr(nlp, "EXTRACTOR", "rules/next")
    monkeypatch.setattr(_reading, "extract", preferring)
    changes = reextract(home).changes
    assert {c.change.change for c in changes} == {"added", "dropped"}
    assert all(statement.claim.quote for c in changes for statement in c.told.values())
    assert {s.extractor for c in changes if c.change.after for s in c.told.values()} == {"rules/next"}


def test_a_text_that_breaks_the_extractor_leaves_the_others_alone(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(passages: Sequence[nlp.Passage], processes: int = 1) -> Iterator[nlp.Extraction]:
        for passage in passages:
            if passage.title == "A deal":
                raise IndexError("list index out of range")
            yield from nlp.extract([passage], processes)

    with monkeypatch.context() as patch:
        patch.setattr(_reading, "extract", fragile)
        report = run(home, site.at("/feed"))
    assert [event.data["article"] for event in events(home, "claims.extracted")] == [article_id(site.at("/b"))]
    assert report.status == "partial"
    assert any("/a" in problem and "IndexError" in problem for problem in report.problems)
    assert run(home, site.at("/feed")).status == "ok"
    assert len(events(home, "claims.extracted")) == 2


def test_near_copies_of_nearby_days_are_linked_once(home: Home, site: Site) -> None:
    site.pages |= {
        "/copy": story("The same deal", "OSLO (Wire) - " + STORY[0], STORY[1], published="2025-11-04T09:00:00+01:00"),
        "/late": story("Years after", *STORY, published="2026-10-01T09:00:00+01:00"),
    }
    site.pages["/feed"] = rss(*(rss_item(path, date="") for path in ("/late", "/copy", "/b", "/a")))
    for _ in range(2):
        run(home, site.at("/feed"), recheck="all")
    (link,) = events(home, "story.linked")
    assert {link.data["article"], link.data["other"]} == {article_id(site.at("/a")), article_id(site.at("/copy"))}
    assert link.stream == f"article/{link.data['article']}"
    assert link.data["similarity"] > 0.5


def test_a_run_makes_claims_ready_for_searching_and_does_without_the_model(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> NoReturn:
        raise FileNotFoundError("model.safetensors")

    with monkeypatch.context() as patch:
        patch.setattr("nlp._minilm.load", missing)
        first = run(home, site.at("/feed"))
    assert first.status == "ok"
    assert "cannot be loaded" in str(first.search_error)
    assert run(home, site.at("/feed")).search_error is None
    assert nlp.ClaimIndex(home.search_file).find("who may sell the machines").problem is None


def test_names_are_judged_even_after_a_run_that_died_before_it_could(home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/b"] = story(
        "Short", "Norvane has granted Aldermoor Logistics the exclusive right to distribute its sorting arms in Norway."
    )

    def dies(_: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(identity, "judgements", dies)
        with pytest.raises(KeyboardInterrupt):
            run(home, site.at("/feed"))
    assert len(events(home, "claims.extracted")) == 2
    run(home, site.at("/feed"))
    (judged,) = events(home, "entity.judged")
    assert (judged.data["name"], judged.data["other"], judged.data["verdict"]) == ("Norvane", "Norvane Robotics", "same")
    before = len(events(home))
    run(home, site.at("/feed"), recheck="all")
    assert len(events(home)) == before + 3
