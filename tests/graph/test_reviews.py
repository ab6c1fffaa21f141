"""What analysts say: what it changes, from which day of knowledge on, and that it can be taken back."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import Telling, day, right

from graph.beliefs import Belief, believe
from graph.claims import claim_to_dict
from graph.dates import Interval
from graph.errors import BadClaim, BadInput
from graph.events import article_id
from graph.export import Lines
from graph.reviews import amended, article_withdrawn, claim_reviewed, source_rated, stretches

BY = {"by": "Ada", "why": "read the filing"}


def held(told: Telling, known: str, at: str = "2025-06-01") -> list[Belief]:
    """What is believed of Oslund's rights on a day, as known on another."""
    found = believe("oslund-foods", told.ledger().statements_of("oslund-foods"))
    return [b for b in found if day(known) in b.known and day(at) in b.valid]


def claim_of(told: Telling, number: int = 0) -> tuple[str, str]:
    """The id of the claim that was told as the n-th, and its article's."""
    readings = [e.data for e in told.events if e.type == "claims.extracted"]
    return readings[number]["claims"][0]["id"], readings[number]["article"]


@pytest.fixture
def told() -> Telling:
    telling = Telling()
    telling.say("a", "2025-03-01", right("Oslund Foods", "Marrick", confidence=0.6), source="Norwick Daily")
    return telling


def review(told: Telling, verdict: str, on: str = "2026-11-05", **changes: object) -> None:
    told.write(claim_reviewed(*claim_of(told), verdict, changes, **BY), on)


class TestReviews:
    def test_what_is_rejected_was_never_said(self, told: Telling) -> None:
        assert held(told, "2025-04-01")
        review(told, "reject")
        assert not held(told, "2025-04-01")
        assert not held(told, "2026-12-01")

    def test_a_rejected_claim_is_kept_with_who_and_why(self, told: Telling) -> None:
        review(told, "reject")
        claim, article = claim_of(told)
        (statement,) = told.ledger().statements(article)
        assert statement.id == claim
        assert statement.review is not None
        assert (statement.review.by, statement.review.why, statement.review.day) == ("Ada", "read the filing", date(2026, 11, 5))

    def test_what_is_confirmed_was_read_for_sure(self, told: Telling) -> None:
        (before,) = held(told, "2025-04-01")
        review(told, "confirm")
        (after,) = held(told, "2025-04-01")
        assert after.credence == pytest.approx(before.credence / 0.6)

    def test_an_amendment_takes_the_place_of_what_was_read(self, told: Telling) -> None:
        review(told, "amend", mode="preferred", valid_from="2025-01", grantee="Tallow Supply")
        (belief,) = held(told, "2025-04-01", at="2025-01-20")
        assert (belief.mode, belief.grantee) == ("preferred", "tallow-supply")

    def test_an_amendment_may_move_the_right_to_another_grantor(self, told: Telling) -> None:
        review(told, "amend", grantor="Danforth")
        assert not held(told, "2025-04-01")
        assert believe("danforth", told.ledger().statements_of("danforth"))

    def test_reopening_leaves_no_trace_in_what_is_believed(self, told: Telling) -> None:
        before = held(told, "2025-04-01")
        for verdict, changes in (("reject", {}), ("amend", {"mode": "preferred"}), ("reopen", {})):
            review(told, verdict, **changes)
        assert held(told, "2025-04-01") == before

    def test_it_does_not_matter_whether_a_better_extractor_read_the_page_meanwhile(self, told: Telling) -> None:
        reading = next(e for e in told.events if e.type == "claims.extracted")
        amended_first, read_first = Telling(events=list(told.events)), Telling(events=list(told.events))
        review(amended_first, "amend", grantee="Tallow Supply")
        amended_first.reread(reading)
        read_first.reread(reading)
        review(read_first, "amend", grantee="Tallow Supply")
        with amended_first.ledger() as one, read_first.ledger() as other:
            assert list(Lines.of(one)) == list(Lines.of(other))

    @pytest.mark.parametrize(
        ("changes", "trouble"), [({"quote": "x"}, "quote"), ({"parties": ["a", "b"]}, "parties"), ({"colour": 1}, "colour")]
    )
    def test_only_what_a_claim_has_is_amended(self, changes: dict[str, object], trouble: str) -> None:
        with pytest.raises(BadInput, match=trouble):
            amended(right("Oslund Foods", "Marrick"), changes)

    def test_a_field_that_is_amended_is_no_longer_assumed(self) -> None:
        guessed = right("Oslund Foods", "Marrick", "exclusive", "licence", field_assumed=True)
        assert claim_to_dict(amended(guessed, {"mode": "preferred"}))["field_assumed"]
        assert "field_assumed" not in claim_to_dict(amended(guessed, {"field_of_use": ["distribution"]}))

    def test_an_amendment_must_make_sense(self) -> None:
        with pytest.raises(BadClaim):
            amended(right("Oslund Foods", "Marrick", valid_from="2025"), {"valid_to": "2024"})


class TestRatings:
    def test_a_rating_holds_from_its_day_of_knowledge_on(self, told: Telling) -> None:
        (before,) = held(told, "2026-11-04")
        told.write(source_rated("norwick daily", 0.1, **BY), "2026-11-05")
        assert [b.credence for b in held(told, "2026-11-04")] == [before.credence]
        (after,) = held(told, "2026-11-05")
        assert after.credence == pytest.approx(0.06)

    def test_it_is_taken_back(self, told: Telling) -> None:
        (before,) = held(told, "2026-11-04")
        told.write(source_rated("Norwick Daily", 0.1, **BY), "2026-11-05")
        told.write(source_rated("Norwick Daily", None, **BY), "2026-11-09")
        assert [b.credence for b in held(told, "2026-11-09")] == [before.credence]

    def test_the_last_word_holds_though_the_clock_went_backwards(self, told: Telling) -> None:
        told.write(source_rated("Norwick Daily", 0.1, **BY), "2026-11-05")
        told.write(source_rated("Norwick Daily", 0.9, **BY), "2026-01-01")
        assert [b.credence for b in held(told, "2026-06-01")] == [b.credence for b in held(told, "2026-11-04")]
        assert [b.credence for b in held(told, "2026-11-05")] == [pytest.approx(0.54)]

    def test_what_is_rated_nothing_carries_no_answer(self, told: Telling) -> None:
        told.write(source_rated("Norwick Daily", 0.0, **BY), "2026-11-05")
        assert all(b.credence == 0 for b in held(told, "2026-11-05"))


class TestWithdrawals:
    def test_a_withdrawn_article_counts_no_more_from_that_day_on(self, told: Telling) -> None:
        told.write(article_withdrawn(article_id("https://a"), True, **BY), "2026-11-05")
        assert held(told, "2026-11-04")
        assert not held(told, "2026-11-05")

    def test_it_counts_again(self, told: Telling) -> None:
        told.write(article_withdrawn(article_id("https://a"), True, **BY), "2026-11-05")
        told.write(article_withdrawn(article_id("https://a"), False, **BY), "2026-11-08")
        assert not held(told, "2026-11-07")
        assert held(told, "2026-11-08")

    def test_it_counts_again_though_the_clock_went_backwards(self, told: Telling) -> None:
        told.write(article_withdrawn(article_id("https://a"), True, **BY), "2026-11-05")
        told.write(article_withdrawn(article_id("https://a"), False, **BY), "2026-01-01")
        assert held(told, "2026-06-01")
        assert held(told, "2026-11-06")

    def test_others_still_stand_for_what_it_said(self, told: Telling) -> None:
        told.say("b", "2025-03-02", right("Oslund Foods", "Marrick"))
        told.write(article_withdrawn(article_id("https://a"), True, **BY), "2026-11-05")
        (belief,) = held(told, "2026-11-06")
        assert belief.supporting == (claim_of(told, 1)[0],)

    def test_an_article_that_nobody_has_read_changes_nothing(self, told: Telling) -> None:
        before = held(told, "2026-11-06")
        told.write(article_withdrawn(article_id("https://nowhere"), True, **BY), "2026-11-05")
        assert held(told, "2026-11-06") == before


DAYS = st.dates(date(2025, 1, 1), date(2025, 1, 20))


@given(start=DAYS, length=st.none() | st.integers(1, 20), marks=st.lists(st.tuples(DAYS, st.booleans())), seen=DAYS)
def test_stretches_tile_the_interval_with_the_last_word_of_each_day(
    start: date, length: int | None, marks: list[tuple[date, bool]], seen: date
) -> None:
    marks.sort(key=lambda mark: mark[0])
    known = Interval(start, date.fromordinal(start.toordinal() + length) if length else None)
    parts = list(stretches(known, marks, False))
    assert parts[0][0].start == known.start
    assert parts[-1][0].end == known.end
    assert all(a.end == b.start and x != y for (a, x), (b, y) in itertools.pairwise(parts))
    if seen in known:
        said = [value for on, value in marks if on <= seen]
        assert [value for part, value in parts if seen in part] == [said[-1] if said else False]
