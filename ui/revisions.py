"""An article's texts one after the other: when each counted, what it said, and what was read in it. Nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.blobs import BlobStore
from graph.claims import Claim
from graph.errors import BlobMissing
from graph.home import Home
from graph.ledger import Ledger
from graph.log import EventLog
from graph.statements import Feed


@dataclass(frozen=True)
class Revision:
    """One text of an article. It counted from ``since`` until the next one's; ``text`` is ``None`` where it is erased.

    ``announced``: whether the page itself says that it was changed then; else it is the day on which the change was found.
    """

    title: str
    since: date
    announced: bool
    text: str | None
    claims: tuple[Claim, ...]


def revisions(home: Home, article: str) -> tuple[Revision, ...]:
    """All texts of an article, the oldest first."""
    blobs = BlobStore(home.blobs_dir)
    with EventLog.open(home.log_url) as log, Ledger.open(home.index_file, log) as ledger:
        texts = {e.data["text"]: e.data for e in log.stream(f"article/{article}") if e.type in ("article.captured", "article.revised")}
        found = []
        for version in ledger.versions(article):
            reading = ledger.reading(article, version.text)
            claims = tuple(ledger.claim(row) for row in reading.claims) if reading else ()
            modified = (texts[version.text].get("modified_at") or "")[:10]
            found.append(
                Revision(version.title, version.known_from, modified == version.known_from.isoformat(), _text(blobs, version.text), claims)
            )
    return tuple(found)


def feeds(home: Home, source: str | None = None) -> tuple[Feed, ...]:
    """The feeds as they were last polled, or those that list a source's articles; those that fail first."""
    with EventLog.open(home.log_url) as log, Ledger.open(home.index_file, log) as ledger:
        return ledger.feeds(source)


def gained_and_lost(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """What an edit made a page say that it did not say before, and what it says no more, wherever in the text."""
    had, has = ({_said(c): c for c in claims} for claims in (before, after))
    return tuple(c for said, c in has.items() if said not in had), tuple(c for said, c in had.items() if said not in has)


def _said(claim: Claim) -> Claim:
    """The claim without its place and wording."""
    return replace(claim, quote="-", start=0, end=1, confidence=1.0, rule="")


def _text(blobs: BlobStore, sha: str) -> str | None:
    try:
        return blobs.get_text(sha)
    except BlobMissing:
        return None
