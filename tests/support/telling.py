"""Tells stories to a log without pages or an extractor: who published which claims on which day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from graph.claims import Claim, claim_from_dict, claim_to_dict
from graph.events import Event, NewEvent, article_id, article_stream, entity_stream, run_stream
from graph.gazetteer import entity_id
from graph.ledger import Ledger


def right(grantor: str, grantee: str, mode: str = "exclusive", *fields: str, change: str = "begins", **more: Any) -> Claim:
    """A right claim; the quote is made up to fit."""
    quote = more.pop("quote", f"{grantor} {change} {mode} {grantee}")
    values = {
        "kind": "right",
        "grantor": grantor,
        "grantee": grantee,
        "mode": mode,
        "field_of_use": fields or ("compute",),
        "change": change,
        "stance": "asserted",
        "quote": quote,
        "char_start": 0,
        "char_end": len(quote),
    }
    return claim_from_dict(values | more)


def dispute(claimant: str, *respondents: str, change: str = "begins", stance: str = "asserted", over: str | None = None) -> Claim:
    """A dispute claim."""
    quote = f"{claimant} objects"
    values = {"kind": "dispute", "claimant": claimant, "respondents": respondents, "over": over, "change": change, "stance": stance}
    return claim_from_dict({**values, "quote": quote, "char_start": 0, "char_end": len(quote)})


def agreement(*parties: str, type: str = "cloud", change: str = "begins", **more: Any) -> Claim:
    """An agreement claim."""
    quote = " and ".join(parties)
    values = {"kind": "agreement", "parties": parties, "type": type, "change": change, "stance": "asserted"}
    return claim_from_dict({**values, "quote": quote, "char_start": 0, "char_end": len(quote), **more})


@dataclass
class Telling:
    """A growing list of events. ``recorded`` is when all of them are recorded, unless ``say`` is told otherwise."""

    recorded: datetime = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
    events: list[NewEvent] = field(default_factory=list)
    days: dict[int, datetime] = field(default_factory=dict)

    def write(self, event: NewEvent, on: str) -> None:
        """Any event, recorded on a day of its own."""
        self.events.append(event)
        self.days[id(event)] = datetime.fromisoformat(f"{on}T12:00:00+00:00")

    def say(self, name: str, published: str | None, *claims: Claim, source: str = "Reuters", like: Sequence[str] = (), **facts: Any) -> str:
        """An article of that name with its claims; ``like`` names earlier articles that it copies. Returns the article's id."""
        return self._tell("article.captured", name, published, claims, source, like, facts)

    def revise(self, name: str, modified: str | None, *claims: Claim, source: str = "Reuters", **facts: Any) -> str:
        """The article gets another text, with a new modification time and new claims."""
        earlier = next(e for e in reversed(self.events) if e.data.get("article") == article_id(f"https://{name}") and "url" in e.data)
        facts = {"modified_at": modified, "previous": earlier.data["text"], **facts}
        return self._tell("article.revised", name, earlier.data.get("published_at"), claims, source, (), facts)

    def _tell(
        self, type_: str, name: str, published: str | None, claims: Sequence[Claim], source: str, like: Sequence[str], facts: dict[str, Any]
    ) -> str:
        url = f"https://{name}"
        article = article_id(url)
        rows = [claim_to_dict(c) for c in claims]
        text = hashlib.sha256(json.dumps([name, published, facts.get("modified_at"), rows], sort_keys=True).encode()).hexdigest()
        data = {
            "article": article,
            "url": url,
            "canonical_url": url,
            "title": name,
            "source": source,
            "genre": None,
            "published_at": published,
            "published_from": "json-ld",
            "modified_at": None,
            "language": "en",
            "text": text,
            "raw": text,
            "via": "page",
        }
        stream = article_stream(article)
        self.events.append(NewEvent(type_, stream, data | facts))
        told = [{**row, "id": "c-" + hashlib.sha256(f"{text}{n}".encode()).hexdigest()[:16]} for n, row in enumerate(rows)]
        reading = {"article": article, "text": text, "extractor": "hand/1", "claims": told, "mentions": []}
        self.events.append(NewEvent("claims.extracted", stream, reading))
        for other in like:
            link = {"article": article, "other": article_id(f"https://{other}"), "similarity": 0.95, "method": "minhash"}
            self.events.append(NewEvent("story.linked", stream, link))
        return article

    def reread(self, reading: NewEvent, *claims: Claim, extractor: str = "hand/2") -> None:
        """A better extractor reads the same text again."""
        rows = [claim_to_dict(c) for c in claims]
        told = [
            {**row, "id": "c-" + hashlib.sha256(f"{reading.data['text']}{extractor}{n}".encode()).hexdigest()[:16]}
            for n, row in enumerate(rows)
        ]
        self.events.append(NewEvent("claims.extracted", reading.stream, {**reading.data, "extractor": extractor, "claims": told}))

    def judge(self, name: str, other: str, verdict: str = "same") -> None:
        """Somebody says that the two names are, or are not, one company; ``other`` is the name that is kept."""
        data = {"name": name, "other": other, "verdict": verdict, "by": "tester", "why": "told"}
        self.events.append(NewEvent("entity.judged", entity_stream(entity_id(name)), data))

    def finish(self, run: str = "run-1") -> None:
        """The run is over."""
        self.events.append(NewEvent("run.finished", run_stream(run), {"kind": "ingest", "status": "ok", "counts": {}}))

    def stored(self, events: Iterable[NewEvent] | None = None) -> list[Event]:
        """The events as a log would give them back."""
        versions: dict[str, int] = {}
        out = []
        for seq, new in enumerate(self.events if events is None else events, 1):
            versions[new.stream] = versions.get(new.stream, 0) + 1
            recorded = self.days.get(id(new), self.recorded)
            stored = Event(seq, f"e-{seq}", new.stream, versions[new.stream], new.type, 1, recorded, "run-1", None, new.data)
            out.append(stored)
        return out

    def ledger(self) -> Ledger:
        """All events folded."""
        ledger = Ledger()
        ledger.fold(self.stored())
        return ledger


def day(text: str) -> date:
    """``2025-06-30`` as a date."""
    return date.fromisoformat(text)
