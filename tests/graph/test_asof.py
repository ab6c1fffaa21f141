"""No look-ahead: the graph of a day is what the articles published by then would have made."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from stories import DAYS, tellings
from telling import Telling, agreement, day, right
from thorough import cases

from graph.asof import ledger_of
from graph.events import NewEvent
from graph.export import Lines
from graph.identity import SHORT_FORM
from graph.ledger import Ledger
from graph.log import EventLog
from graph.reviews import article_withdrawn, source_rated


def exported(events: list[NewEvent], known_at: date) -> list[str]:
    log = EventLog.open("sqlite://")
    try:
        log.append(events)
        with ledger_of(log, known_at) as ledger:
            return list(Lines.of(ledger))
    finally:
        log.close()


def published_by(told: Telling, known_at: date) -> list[NewEvent]:
    """The events about texts that the page itself dates by then; what the tellings make is dated by page and modification."""
    dated = {e.data["text"]: e.data["modified_at"] or e.data["published_at"] for e in told.events if "url" in e.data}
    kept = {text for text, stamp in dated.items() if date.fromisoformat(stamp[:10]) <= known_at}
    texts = [e for e in told.events if e.data.get("text") in kept]
    articles = {e.data["article"] for e in texts}
    links = [e for e in told.events if e.type == "story.linked" and {e.data["article"], e.data["other"]} <= articles]
    return [*texts, *links]


def built(events: list[NewEvent]) -> list[str]:
    told = Telling(events=events)
    with Ledger() as ledger:
        ledger.fold(told.stored())
        return list(Lines.of(ledger))


@cases(100)
@given(tellings(), DAYS)
def test_the_export_of_a_day_is_the_graph_of_its_articles(told: Telling, known_at: date) -> None:
    then = exported(told.events, known_at)
    assert then == built(published_by(told, known_at))


def test_what_came_later_leaves_no_trace() -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Osterveen", "Moulinac", "exclusive", "distribution"))
    early = list(told.events)
    told.say("b", "2024-09-01", right("Osterveen Drives", "Moulinac"), agreement("Osterveen Drives", "Moulinac"), like=["a"])
    told.revise("a", "2024-10-01", right("Osterveen", "Moulinac", "non_exclusive", "distribution"))
    told.events.append(NewEvent("entity.judged", "entity/osterveen", _judged("Osterveen", "Osterveen Drives", SHORT_FORM)))
    told.finish()
    assert exported(told.events, day("2024-06-01")) == exported(early, day("2024-06-01")) == built(early)


def test_conclusions_about_names_are_drawn_anew_from_what_was_known() -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Osterveen Drives", "Moulinac"))
    told.say("b", "2024-04-01", right("Osterveen", "Moulinac"))
    told.finish()
    lines = exported(told.events, day("2024-05-01"))
    assert not any('"id":"osterveen"' in line for line in lines)
    assert any('"aliases":["osterveen"]' in line for line in lines)


def test_ratings_and_withdrawals_count_from_their_own_day_on() -> None:
    told = Telling()
    told.say("a", "2024-03-01", right("Osterveen", "Moulinac"), source="Norwick Daily")
    before = list(told.events)
    by = {"by": "Ada", "why": "told"}
    told.events += [source_rated("Norwick Daily", 0.1, **by), article_withdrawn(told.events[0].data["article"], True, **by)]
    assert exported(told.events, day("2024-06-01")) == exported(before, day("2024-06-01"))


def _judged(name: str, other: str, by: str) -> dict[str, str]:
    return {"name": name, "other": other, "verdict": "same", "by": by, "why": "told"}
