"""The ledger of a day: what the public could know by then, and nothing that came later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from graph.events import Event, NewEvent
from graph.identity import SHORT_FORM, SPELLING, judgements
from graph.ledger import Ledger
from graph.log import EventLog


def ledger_of(log: EventLog, day: date) -> Ledger:
    """A temporary ledger, as if the log had been written on that day: of the texts that were published by then alone.

    Readings, reviews and what people say of names count, whenever they were made: they are about those texts. Ratings and withdrawals
    count from their own day on. What this program concluded about names by itself it concludes anew, from what was published by then.
    """
    ledger = Ledger(known_at=day)
    ledger.fold(event for event in log.read() if not _later(event))
    ledger.fold(log.read(types=("story.linked",)))
    while found := judgements(ledger):
        ledger.fold(_as_events(found, ledger.seq, datetime.combine(day, time(), UTC)))
    ledger.close_day(log.last_seq(), day)
    return ledger


def _later(event: Event) -> bool:
    """What depends on everything else: copies of texts that may not be known yet, and conclusions about names."""
    return event.type in ("story.linked", "run.finished") or (event.type == "entity.judged" and event.data["by"] in (SHORT_FORM, SPELLING))


def _as_events(new: tuple[NewEvent, ...], seq: int, at: datetime) -> Iterator[Event]:
    for n, event in enumerate(new, seq + 1):
        yield Event(n, "", event.stream, 0, event.type, 0, at, None, None, event.data)
