"""Which company a name means, how sure that is, and what else it might be."""

from __future__ import annotations

import pytest

from nlp import link


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Microsoft Corp.", "microsoft"), ("MICROSOFT", "microsoft"), ("Amazon.com, Inc.", "amazon"), ("NASDAQ: MSFT", "microsoft")],
)
def test_a_known_company_is_found_however_it_is_written(name: str, meant: str) -> None:
    found = link(name)
    assert (found.id, found.sure) == (meant, True)


def test_a_slip_of_the_pen_is_not_joined_but_asked_about() -> None:
    found = link("Microsfot")
    assert (found.id, found.candidates[0].id) == ("microsfot", "microsoft")
    assert not found.sure


def test_a_common_word_is_a_company_only_with_its_whole_name() -> None:
    assert not link("Oracle").sure
    assert link("Oracle Corporation").sure


def test_a_brand_is_itself_and_no_company() -> None:
    assert link("Azure").id == "azure"


def test_a_name_like_nothing_is_a_new_one() -> None:
    found = link("Osterveen Drives", among=["Moulinac Fluvial"])
    assert (found.id, found.confidence, found.candidates) == ("osterveen-drives", 1.0, ())


def test_two_that_are_equally_likely_leave_the_name_alone() -> None:
    found = link("Delta", among=["Delta Ferries", "Delta Widgets", "Zed Industries"])
    assert found.id == "delta"
    assert [c.name for c in found.candidates] == ["Delta Ferries", "Delta Widgets"]


def test_another_spelling_of_the_same_words_is_joined() -> None:
    found = link("Good Harbour", among=["Goodharbour", "Goodharbour Canada"])
    assert (found.id, found.sure) == ("goodharbour", True)


def test_a_crowd_of_like_names_does_not_hide_the_one() -> None:
    crowd = [f"Northern Water Board {chr(65 + i // 26)}{chr(65 + i % 26)}x" for i in range(600)]
    assert link("Northern Watter Borad Aqx", among=crowd).id == "northern-watter-borad-aqx"
    assert link("Northern-Water Board Aqx", among=crowd).id == "northern-water-board-aqx"
