"""What nobody should tell and somebody does: contradictions, circles, strange days and pages without one. Each gets a sensible answer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from memory import answering
from telling import Telling, agreement, day, right

from graph.answers import Answer
from graph.errors import UnknownName


def asked(told: Telling, at: str, known: str | None = None, grantor: str = "Orsk") -> Answer:
    return answering(told).exclusivity(grantor, use="supply", at=day(at), known_at=day(known) if known else None)


def test_a_page_that_contradicts_itself_gets_the_lesser_right_and_shows_both() -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Orsk", "Vell", "exclusive", "supply"), right("Orsk", "Vell", "non_exclusive", "supply"))
    answer = asked(told, "2024-06-01")
    assert (answer.answer, answer.mode) == ("no", "non_exclusive")
    assert {e.mode for e in (*answer.supporting, *answer.opposing)} == {"exclusive", "non_exclusive"}


def test_outlets_that_contradict_each_other_are_a_dispute() -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Orsk", "Vell", "exclusive", "supply", valid_from="2024-03-01"), source="Reuters")
    told.say("b", "2024-03-01", right("Orsk", "Vell", "exclusive", "supply", stance="denied"), source="Associated Press")
    answer = asked(told, "2024-06-01")
    assert answer.disputed
    assert [e.source for e in answer.supporting] == ["Reuters"]
    assert [e.source for e in answer.opposing] == ["Associated Press"]


def test_an_end_before_the_beginning_is_that_of_an_earlier_right() -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Orsk", "Vell", "exclusive", "supply", valid_from="2024-06-01"))
    told.say("b", "2024-03-01", right("Orsk", "Vell", "exclusive", "supply", change="ends", valid_to="2024-01-01"))
    assert [asked(told, at).answer for at in ("2023-06-01", "2024-02-01", "2024-07-01")] == ["no_evidence", "no", "yes"]


@pytest.mark.parametrize("companies", [("Orsk", "Vell"), ("Orsk", "Vell", "Tarn"), ("Orsk", "Vell", "Tarn", "Corvane")])
def test_owners_in_a_circle_come_to_an_end(companies: tuple[str, ...]) -> None:
    told = Telling()
    told.say("a", "2024-01-01", right("Orsk", "Lumen", "exclusive", "supply"), right("Orsk", "Vell", "non_exclusive", "supply"))
    for n, owner in enumerate(companies):
        owned = companies[(n + 1) % len(companies)]
        told.say(f"o-{n}", f"2024-0{n + 2}-01", agreement(owner, owned, type="acquisition"))
    deals = answering(told)
    for company in companies:
        deals.exclusivity(company, at=day("2025-01-01"))
        deals.exclusivity("Orsk", grantee=company, at=day("2025-01-01"))
    assert asked(told, "2025-01-01").answer == "yes"
    assert len(deals.timeline()) == 2
    deals.conflicts()


def test_a_company_that_owns_itself_owns_nothing() -> None:
    told = Telling()
    told.say("a", "2024-01-01", right("Orsk", "Vell", "exclusive", "supply"), agreement("Vell Group", "Vell", type="acquisition"))
    told.judge("Vell Group", "Vell")
    (held,) = asked(told, "2025-01-01").rights
    assert (held.grantee, held.carried) == ("Vell", ())


@pytest.mark.parametrize(
    ("start", "inside", "before"),
    [("1886", "1900-01-01", "1885-12-31"), ("1886-05-08", "1886-05-08", "1886-05-07"), ("0001", "0001-01-01", None)],
)
def test_claims_about_another_century_are_claims(start: str, inside: str, before: str | None) -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Orsk", "Vell", "exclusive", "supply", change="holds", valid_from=start))
    assert asked(told, inside).answer == "yes"
    assert asked(told, "9999-12-31").answer == "yes"
    assert before is None or asked(told, before).answer == "no_evidence"


def test_a_right_until_the_last_of_all_years() -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Orsk", "Vell", "exclusive", "supply", valid_from="2024", valid_to="9999"))
    assert asked(told, "9998-12-31").answer == "yes"


@pytest.mark.parametrize("published", ["0001-01-01T00:00:00+14:00", "1886-05-08", "9999-12-31T23:59:59-12:00"])
def test_pages_of_the_first_and_the_last_days_are_read(published: str) -> None:
    told = Telling()
    told.say("a", published, right("Orsk", "Vell", "exclusive", "supply"))
    assert asked(told, "2027-01-01").answer == "yes"


def test_what_is_to_begin_is_not_in_force_yet() -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Orsk", "Vell", "exclusive", "supply", valid_from="2030-01-01"))
    assert [asked(told, at).answer for at in ("2029-12-31", "2030-01-01")] == ["no_evidence", "yes"]


def test_a_page_dated_in_the_future_is_known_from_the_day_on_which_it_was_seen() -> None:
    told = Telling(recorded=datetime(2026, 11, 1, 3, tzinfo=UTC))
    told.say("a", "2031-01-01", right("Orsk", "Vell", "exclusive", "supply"))
    assert [asked(told, "2026-12-01", known).answer for known in ("2026-10-31", "2026-11-01")] == ["no_evidence", "yes"]
    (evidence,) = asked(told, "2026-12-01").supporting
    assert (evidence.published_at, evidence.known_from) == ("2031-01-01", date(2026, 11, 1))


@pytest.mark.parametrize("published", [None, "", "yesterday", "2024-13-45"])
def test_a_page_without_a_day_counts_from_the_day_on_which_it_was_seen_and_the_answer_says_so(published: str | None) -> None:
    told = Telling(recorded=datetime(2026, 11, 1, 3, tzinfo=UTC))
    told.say("a", published, right("Orsk", "Vell", "exclusive", "supply"))
    deals = answering(told)
    answer = deals.exclusivity("Orsk", use="supply", at=day("2026-12-01"))
    assert answer.answer == "yes"
    assert [r.valid_from for r in answer.rights] == [date(2026, 11, 1)]
    assert deals.warnings(answer) == ("https://a: no day of publication can be read, so it counts from the day on which the page was read",)
    assert asked(told, "2026-12-01", "2026-10-31").answer == "no_evidence"


def test_a_page_with_a_day_needs_no_warning() -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Orsk", "Vell", "exclusive", "supply"))
    deals = answering(told)
    assert deals.warnings(deals.exclusivity("Orsk", use="supply", at=day("2026-12-01"))) == ()


def test_the_order_of_the_log_counts_where_the_clock_went_backwards() -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Orsk", "Vell", "exclusive", "supply"))
    told.days[id(told.events[0])] = datetime(2026, 11, 1, tzinfo=UTC)
    told.revise("a", None, right("Orsk", "Vell", "non_exclusive", "supply"))
    told.days[id(told.events[2])] = datetime(2026, 1, 1, tzinfo=UTC)
    assert [asked(told, "2026-12-01", known).mode for known in ("2026-02-01", "2026-12-01")] == ["exclusive", "non_exclusive"]


@pytest.mark.parametrize(
    ("asked", "near", "far"),
    [
        ("Nobodyx", "Nobodyz", "X"),
        ("Corvane Holdings of Norway", "Corvane", "Co"),
        ("Corv", "Corvane", "C"),
    ],
)
def test_the_nearest_names_are_much_of_a_length(asked: str, near: str, far: str) -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Orsk", near, "exclusive", "supply"), right("Orsk", far, "preferred", "media"))
    with pytest.raises(UnknownName) as caught:
        answering(told).find(asked)
    assert near in caught.value.nearest
    assert far not in caught.value.nearest
