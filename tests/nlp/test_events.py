"""Texts on one event, each in its own words."""

from __future__ import annotations

from nlp import same_event

BREAKDOWN = (
    "A Norvane ferry ran aground off Tromsø on Friday with 62 people on board. All were brought ashore by the coast guard.",
    "Sixty-two passengers were rescued near Tromsø when the Norvane ferry struck a reef on Friday evening, the coast guard said.",
)
AWARD = (
    "The Brightwater Prize for architecture goes to Ines Caldeira for a library in Porto, the jury in Geneva said on Monday.",
    "Ines Caldeira, who built the new library in Porto, has won this year's Brightwater Prize. The jury praised its light.",
)


def test_reports_of_one_event_are_grouped_and_those_of_two_are_not() -> None:
    assert same_event([BREAKDOWN[0], AWARD[0], BREAKDOWN[1], AWARD[1]]) == (0, 1, 0, 1)


def test_numbers_follow_the_order_of_texts() -> None:
    assert same_event([AWARD[1], BREAKDOWN[0], AWARD[0]]) == (0, 1, 0)
    assert same_event([]) == ()
    assert same_event(["anything"]) == (0,)


def test_texts_without_words_are_events_of_their_own() -> None:
    assert same_event(["", AWARD[0], "…"])[1] != same_event(["", AWARD[0], "…"])[0]
