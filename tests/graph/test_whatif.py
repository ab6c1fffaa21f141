"""What would be believed otherwise: the same as if it had been so."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import tellings
from telling import Telling, day, right

from graph.beliefs import Belief, believe
from graph.events import Event, article_id
from graph.identity import judgement
from graph.reviews import article_withdrawn, claim_reviewed, source_rated
from graph.whatif import Supposition, compare, if_said, supposed, whatif

KNOWN = day("2026-11-01")


def beliefs(told: Telling, grantor: str = "oslund-foods") -> tuple[Belief, ...]:
    return believe(grantor, told.ledger().statements_of(grantor))


@pytest.fixture
def told() -> Telling:
    telling = Telling()
    telling.say("a", "2024-02-01", right("Oslund Foods", "Marrick", valid_from="2024-02-01"), source="Stackline")
    telling.say("b", "2024-02-05", right("Oslund Foods", "Marrick", valid_from="2024-02-01"), source="Norwick Daily")
    telling.say("c", "2025-01-10", right("Oslund Foods", "Marrick", change="ends", valid_to="2025-01-01"), source="Norwick Daily")
    return telling


def test_without_the_source_of_an_end_the_right_goes_on(told: Telling) -> None:
    (change,) = whatif(told.ledger(), Supposition(without_sources=frozenset({"norwick daily"})), KNOWN)
    assert change.change == "moved"
    assert change.before is not None
    assert change.after is not None
    assert (change.before.valid.end, change.after.valid.end) == (day("2025-01-01"), None)


def test_without_an_article(told: Telling) -> None:
    (change,) = whatif(told.ledger(), Supposition(without_articles=frozenset({article_id("https://a")})), KNOWN)
    assert change.change == "moved"
    assert change.before is not None
    assert change.after is not None
    assert change.after.credence < change.before.credence


def test_a_copy_stands_in_for_the_article_that_is_left_out() -> None:
    told = Telling()
    told.say("a", "2024-02-01", right("Oslund Foods", "Marrick"))
    told.say("b", "2024-02-01", right("Oslund Foods", "Marrick"), like=["a"])
    assert whatif(told.ledger(), Supposition(without_articles=frozenset({article_id("https://a")})), KNOWN) == ()


def test_with_a_claim_more(told: Telling) -> None:
    claim = right("Oslund Foods", "Tallow Supply", valid_from="2026-01-01")
    changes = whatif(told.ledger(), Supposition(added=(supposed(claim, day("2026-01-01"), "Reuters"),)), KNOWN)
    assert [(c.change, c.after.grantee if c.after else None) for c in changes] == [("added", "tallow-supply")]
    assert not whatif(told.ledger(), Supposition(added=(supposed(claim, day("2026-01-01")),)), day("2025-12-31"))


def test_a_claim_about_somebody_new() -> None:
    claim = right("Danforth", "Tallow Supply")
    (change,) = whatif(Telling().ledger(), Supposition(added=(supposed(claim, day("2026-01-01")),)), KNOWN)
    assert (change.change, change.before) == ("added", None)


def test_nothing_is_written_and_nothing_stays_supposed(told: Telling) -> None:
    ledger = told.ledger()
    before = believe("oslund-foods", ledger.statements_of("oslund-foods"))
    whatif(ledger, Supposition(without_sources=frozenset({"Stackline"})), KNOWN)
    assert believe("oslund-foods", ledger.statements_of("oslund-foods")) == before


@given(told=tellings(), data=st.data())
def test_what_is_left_out_might_never_have_been_told(told: Telling, data: st.DataObject) -> None:
    told.events = [event for event in told.events if event.type != "story.linked"]  # a missing link may part its copies
    ledger = told.ledger()
    gone = frozenset(data.draw(st.sets(st.sampled_from(sorted(ledger.articles)), min_size=1)))
    known = data.draw(st.dates(date(2019, 1, 1), date(2026, 11, 1)))
    untold = Telling(events=[event for event in told.events if event.data["article"] not in gone])
    expected = compare(beliefs(told, "openai"), beliefs(untold, "openai"), known)
    assert whatif(ledger, Supposition(without_articles=gone), known) == expected
    assert whatif(ledger, Supposition(), known) == ()


def test_if_said_is_what_is_believed_once_it_is_said(told: Telling) -> None:
    """A review, a rating, a withdrawal, a name that is another's: the preview is what appending the event comes to."""
    told.say("d", "2025-02-01", right("Oslund Foods Group", "Tallow", "preferred"), source="Stackline")
    ledger = told.ledger()
    claim = ledger.statements(article_id("https://c"))[0].id
    today = datetime.now(UTC).date()
    for event in (
        claim_reviewed(claim, article_id("https://c"), "reject", {}, by="Ada", why="w"),
        claim_reviewed(claim, article_id("https://c"), "amend", {"valid_to": "2024-12"}, by="Ada", why="w"),
        source_rated("Norwick Daily", 0.05, by="Ada", why="w"),
        article_withdrawn(article_id("https://c"), True, by="Ada", why="w"),
        judgement("Oslund Foods Group", "Oslund Foods", "same", by="Ada", why="w"),
    ):
        before = {g: believe(g, ledger.statements_of(g)) for g in ledger.every("grantor")}
        seq, digest = ledger.seq, sorted(map(repr, (ledger.statements(a) for a in ledger.articles)))
        found = if_said(ledger, event, today)
        assert found
        assert (ledger.seq, sorted(map(repr, (ledger.statements(a) for a in ledger.articles)))) == (seq, digest)
        later = ledger.copy()
        later.fold([Event(seq + 1, "", event.stream, 1, event.type, 1, datetime.now(UTC), None, None, event.data)])
        grantors = {*before, *later.every("grantor")}
        expected = [c for g in sorted(grantors) for c in compare(before.get(g, ()), believe(g, later.statements_of(g)), today)]
        assert list(found) == expected
