"""A home with things to review: a right that one unsure claim carries, an edited page, and two names that may be one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from saga import HOSTILE, told_home
from telling import Telling, right

from graph.blobs import BlobStore
from graph.events import NewEvent, article_id
from graph.home import Home

TEXT = "The soup.\nOslund gives its soups to Marrick alone, it said.\nThe end."
QUOTE = "Oslund gives its soups to Marrick alone"
OTHER = TEXT.replace("The soup", "Of soups")
LATER = OTHER.replace("alone", "first")


def reviewing_home(folder: Path) -> Home:
    """The home, its texts in the store."""
    blobs, told = BlobStore(folder / "blobs"), Telling()
    start = TEXT.index(QUOTE)
    place: dict[str, Any] = {"quote": QUOTE, "char_start": start, "char_end": start + len(QUOTE), "confidence": 0.6}
    told.say("a", "2025-03-01", right("Oslund Foods", "Marrick", "exclusive", "media", **place), source="Stackline", title="Soups")
    told.say("b", "2025-03-01", right("Oslund Foods", "Marrick", "preferred"), source="Norwick Daily", title=HOSTILE)
    told.revise("b", "2025-04-01", right("Oslund Foods", "Marrick", "first_refusal"), source="Norwick Daily")
    told.say("d", "2025-03-03", right("Vexhall Robotics", "Kettling Freight", "preferred"), source="Norwick Daily")
    told.say("e", "2025-03-04", right("Vexhall Robotic", "Sandmoor Shipping", "preferred"), source="Norwick Daily")
    told.finish()
    texts = {"https://a": [blobs.put_text(TEXT)], "https://b": [blobs.put_text(OTHER), blobs.put_text(LATER)]}
    told.events = _stored(told.events, {article_id(url): shas for url, shas in texts.items()})
    return told_home(folder, told)


def _stored(events: list[NewEvent], texts: dict[str, list[str]]) -> list[NewEvent]:
    """The events with real texts: each capture or revision of these articles, and the reading that follows, has the next."""
    out, current = [], dict[str, str]()
    for event in events:
        article = event.data.get("article")
        if article in texts and "text" in event.data:
            if event.type != "claims.extracted":
                current[article] = texts[article].pop(0)
            event = NewEvent(event.type, event.stream, {**event.data, "text": current[article]})
        out.append(event)
    return out
