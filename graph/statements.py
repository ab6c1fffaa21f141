"""What beliefs are made of: the texts of articles, and claims as somebody published them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from graph.claims import AgreementClaim, Claim, DisputeClaim, RightClaim
from graph.dates import Interval
from graph.gazetteer import entity_id, load
from graph.reviews import Review


@dataclass(frozen=True)
class Version:
    """One text of an article, believed from ``known_from`` on, and ``seen`` first by this system."""

    article: str
    text: str
    url: str
    canonical_url: str | None
    title: str
    source: str
    published_at: str | None
    genre: str | None
    known_from: date
    published: date
    seen: date

    @classmethod
    def of(cls, data: Mapping[str, Any], recorded: date, first: Version | None, last: Version | None) -> Version:
        """From the data of a capture or revision; ``first`` and ``last`` are the oldest and the newest text so far.

        A date in the future is taken for the day of recording, and a text is never seen and never counts before the one that it
        replaces, whatever a clock said.
        """
        if last is not None:
            recorded = max(recorded, last.seen)
        published = min(day_of(data.get("published_at")) or (first.published if first else recorded), recorded)
        known = published
        if last is not None:
            modified = day_of(data.get("modified_at"))
            later = modified is not None and last.known_from < modified <= recorded
            known = modified if later and modified else max(recorded, last.known_from)
        return cls(
            article=data["article"],
            text=data["text"],
            url=data["url"],
            canonical_url=data.get("canonical_url"),
            title=data.get("title") or "",
            source=data.get("source") or "",
            published_at=data.get("published_at"),
            genre=data.get("genre"),
            known_from=known,
            published=published,
            seen=recorded,
        )

    @property
    def outlet(self) -> str:
        """The name of its source; an own one for all that have none."""
        return self.source or "unknown"


@dataclass(frozen=True)
class Reading:
    """What one extractor read in one text."""

    extractor: str
    claims: tuple[Mapping[str, Any], ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True)
class Feed:
    """A feed as it was last polled: ``status`` is ok, unchanged or failed, ``items`` what it listed, ``error`` what was wrong with it.

    ``answered`` is when it last did not fail, ``failures`` how often it has failed since; ``articles`` how many it ever listed.
    """

    address: str
    polled: datetime
    status: str
    http_status: int | None
    items: int
    error: str | None
    answered: datetime | None
    failures: int
    articles: int


@dataclass(frozen=True)
class Statement:
    """A claim as somebody published it: the unit that beliefs weigh.

    ``published`` is the day that the page bears, also where a later text has silently taken the first one's place;
    ``known`` the days on which it counted as said. ``trust`` is source rating × stance, ``weight`` that × extraction confidence, 0 to 1;
    ``moment`` sorts statements of one day by the time of day, in UTC; ``outlet`` is who published it, empty where nobody is named.
    """

    id: str
    claim: Claim
    article: str
    story: str
    published: date
    moment: str
    known: Interval
    trust: float
    weight: float
    extractor: str
    review: Review | None = None
    withdrawn: bool = False
    outlet: str = ""

    @property
    def counts(self) -> bool:
        """Whether beliefs may rest on it: its article is not withdrawn, and nobody has said that the page does not say this."""
        return not self.withdrawn and (self.review is None or self.review.verdict != "reject")

    @property
    def said(self) -> date:
        """The day from which it was known."""
        assert self.known.start is not None
        return self.known.start


STANCE_WEIGHT: Final = {"asserted": 1.0, "reported": 0.6}
"""How much a stance takes from a word; a denial counts as much, against."""


def day_of(stamp: str | None) -> date | None:
    """The day of an ISO time stamp in its own zone, or ``None`` where there is none that can be read."""
    if not stamp:
        return None
    try:
        return datetime.fromisoformat(stamp).date()
    except ValueError:
        return None


def moment_of(stamp: str | None) -> str:
    """An ISO time stamp in UTC, to the second; empty where there is none that can be read."""
    try:
        moment = datetime.fromisoformat(stamp or "")
    except ValueError:
        return ""
    try:
        return (moment if moment.tzinfo is None else moment.astimezone(UTC)).isoformat()[:19]
    except OverflowError:  # the first or the last of all days, in another zone
        return moment.isoformat()[:19]


def claim_grantors(claim: Claim) -> tuple[str, ...]:
    """Ids of the parties whose beliefs a claim bears on: the grantor, or all sides of a dispute."""
    if isinstance(claim, RightClaim):
        return (entity_id(claim.grantor),)
    if isinstance(claim, DisputeClaim):
        return tuple(sorted({entity_id(name) for name in (claim.claimant, *claim.respondents)}))
    return ()


def claim_parties(claim: Claim) -> tuple[str, ...]:
    """The parties that a claim names."""
    if isinstance(claim, RightClaim):
        return (claim.grantor, claim.grantee)
    if isinstance(claim, DisputeClaim):
        return (claim.claimant, *claim.respondents)
    return claim.parties


def known_thing(subject: str | None) -> str | None:
    """The product that a right's subject names, where the gazetteer knows it."""
    known = load().by_name(subject) if subject else None
    return known.name if known else None


def claim_names(claim: Claim) -> tuple[str, ...]:
    """The parties that a claim names, and its speaker."""
    return (*claim_parties(claim), claim.speaker) if claim.speaker else claim_parties(claim)


def renamed(claim: Claim, name: Callable[[str], str]) -> Claim:
    """The claim with every party's name, and the speaker's, put through ``name``; the parties of an agreement each once."""
    speaker = name(claim.speaker) if claim.speaker else None
    if isinstance(claim, RightClaim):
        return replace(claim, grantor=name(claim.grantor), grantee=name(claim.grantee), speaker=speaker)
    if isinstance(claim, DisputeClaim):
        return replace(claim, claimant=name(claim.claimant), respondents=tuple(map(name, claim.respondents)), speaker=speaker)
    return replace(claim, parties=tuple(dict.fromkeys(map(name, claim.parties))), speaker=speaker)


def deal_id(claim: AgreementClaim) -> str | None:
    """An agreement's id: the same parties and the same type are one deal, however often it is amended.

    ``None`` where all parties are names of one company: nobody makes a deal with himself.
    """
    parties = sorted({entity_id(name) for name in claim.parties})
    if len(parties) < 2:
        return None
    return "g-" + hashlib.sha256(f"{','.join(parties)}|{claim.type}".encode()).hexdigest()[:16]
