"""What the Ask page says of what a question found."""

from __future__ import annotations

from datetime import date
from typing import Any

from rights import held, told
from saga import HOSTILE, HOSTILE_MARKDOWN

from graph.answers import Evidence, Stand
from ui.markup import asking as html
from ui.search import Result, Results
from ui.views.asking import events, says, summary

DAYS = {"at": "2025-06-30", "known_at": "2026-11-22"}


def found(*told_of: tuple[Evidence, int]) -> Results:
    return Results("who?", None, date(2026, 11, 22), tuple(Result(e, 0.5, event) for e, event in told_of), None)


def stand(*rights: Any, against: tuple[Any, ...] = ()) -> Stand:
    return Stand(rights, against)


def test_reports_of_one_event_stand_together_under_the_first_of_them() -> None:
    late = told("c-1", known_from=date(2025, 1, 23), title="Later")
    other = told("c-2", title="Else")
    early = told("c-3", known_from=date(2025, 1, 21), title="First")
    given = found((late, 0), (other, 1), (early, 0))
    shown = events(given, {key: stand() for key in ("c-1", "c-2", "c-3")})
    assert [(e.title, e.when) for e in shown] == [("First", "2 quotes, 21 Jan 2025 to 23 Jan 2025"), ("Else", "1 quote, 21 Jan 2025")]
    assert [q.evidence.claim for q in shown[0].quotes] == ["c-1", "c-3"]
    assert summary(given, len(shown)) == "3 quotes on 2 events, the best first"


def test_a_quote_leads_to_the_rights_that_rest_on_it() -> None:
    rights = [held(name) for name in ("Oracle", "Amazon")]
    sides = stand(*rights, against=(held("Microsoft"), held("Google"), held("Zed")))
    (event,) = events(found((told(), 0)), {"c-1": sides})
    (quote,) = event.quotes
    assert [(s.right, s.sides_with) for s in quote.rights] == [
        ("r-Oracle-exclusive-compute-2019-07-22-None", True),
        ("r-Amazon-exclusive-compute-2019-07-22-None", True),
        ("r-Microsoft-exclusive-compute-2019-07-22-None", False),
    ]
    assert quote.more == 2
    written = html.events((event,), DAYS)
    assert 'href="right?id=r-Oracle-exclusive-compute-2019-07-22-None&amp;at=2025-06-30&amp;known_at=2026-11-22"' in written
    assert "and 2 more" in written
    assert "Acme" in quote.rights[0].label


def test_what_a_claim_says_is_put_in_words() -> None:
    assert says(told(change="ends", stance="reported")) == "reported: exclusive right ends"
    assert says(told(mode=None, change="begins", stance="proposed")) == "planned: an agreement or dispute begins"


def test_hostile_texts_stay_texts() -> None:
    evil = told(title=HOSTILE, quote=HOSTILE, source=HOSTILE_MARKDOWN, speaker=HOSTILE, url="javascript:alert(1)", copies=("data:x",))
    right = held(HOSTILE, grantor=HOSTILE, id=HOSTILE)
    written = html.events(events(found((evil, 0)), {"c-1": stand(right)}), DAYS)
    assert "<img" not in written
    assert "<script" not in written
    assert 'href="javascript:' not in written
