"""Folds the log into what the beliefs are made of: articles, their versions, stories, and every claim with its known interval.

A pure fold: the same events give the same ledger, in whatever batches they come. A claim is known from the publication
of the version that states it until the day on which a revision takes its place; what the page said before stays known
for the days before. A newer extractor's reading of a text takes the place of an older one's.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from graph.claims import AgreementClaim, Claim, DisputeClaim, RightClaim, claim_from_dict
from graph.dates import Interval
from graph.events import Event
from graph.gazetteer import entity_id, fold, load
from graph.reviews import Review, Reviews, amended
from graph.sources import rating


@dataclass(frozen=True)
class Version:
    """One text of an article, believed from ``known_from`` on."""

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


@dataclass(frozen=True)
class Reading:
    """What one extractor read in one text."""

    extractor: str
    claims: tuple[Mapping[str, Any], ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A claim as somebody published it: the unit that beliefs weigh.

    ``published`` is the day that the page bears, also where a later text has silently taken the first one's place;
    ``known`` the days on which it counted as said. ``trust`` is source rating × stance, ``weight`` that × extraction confidence, 0 to 1;
    ``moment`` sorts statements of one day by the time of day, in UTC.
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


@dataclass
class _Article:
    versions: list[Version] = field(default_factory=list)
    readings: dict[str, Reading] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)


class Ledger:
    """The state of the fold after :attr:`seq` events."""

    def __init__(self) -> None:
        self.seq = 0
        self.run: str | None = None
        self.last_run: date | None = None
        self._articles: dict[str, _Article] = {}
        self._links: dict[str, set[str]] = {}
        self._by_grantor: dict[str, set[str]] = {}
        self._by_deal: dict[str, set[str]] = {}
        self._same: dict[str, str] = {}
        self._spellings: dict[str, Counter[str]] = {}
        self._judged: set[frozenset[str]] = set()
        self.retired: set[str] = set()
        self.reviews = Reviews()

    def fold(self, events: Iterable[Event]) -> frozenset[str]:
        """Takes the events in; returns the articles that they touch, those of their stories included.

        :attr:`retired` then holds the ids of entities and deals that these events have merged into others.
        """
        touched: set[str] = set()
        self.retired = set()
        for event in events:
            self.seq = event.seq
            data = event.data
            if event.type in ("article.captured", "article.revised"):
                self._article(data["article"]).versions.append(self._version(event))
            elif event.type == "claims.extracted":
                self._read(data)
            elif event.type == "story.linked":
                self._links.setdefault(data["article"], set()).add(data["other"])
                self._links.setdefault(data["other"], set()).add(data["article"])
            elif event.type == "entity.judged":
                touched |= self._judge(data)
                continue
            elif event.type in ("claim.reviewed", "source.rated", "article.withdrawn"):
                touched |= self._review(event)
                continue
            elif event.type == "run.finished":
                self.run, self.last_run = event.correlation_id, event.recorded_at.date()
                continue
            else:
                continue
            touched.add(data["article"])
        return frozenset(other for article in touched for other in self.story_articles(article))

    def _article(self, article: str) -> _Article:
        return self._articles.setdefault(article, _Article())

    def _version(self, event: Event) -> Version:
        data = event.data
        recorded = event.recorded_at.date()
        earlier = self._article(data["article"]).versions
        published = min(day_of(data.get("published_at")) or (earlier[0].published if earlier else recorded), recorded)
        known = published
        if earlier:
            modified = day_of(data.get("modified_at"))
            known = (
                modified
                if modified is not None and earlier[-1].known_from < modified <= recorded
                else max(recorded, earlier[-1].known_from)
            )
        return Version(
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
        )

    def _read(self, data: Mapping[str, Any]) -> None:
        reading = Reading(data["extractor"], tuple(data["claims"]), tuple(data["mentions"]))
        article = self._article(data["article"])
        article.readings[data["text"]] = reading
        named = set(reading.mentions)
        for claim in map(claim_from_dict, reading.claims):
            named.update(claim_names(claim))
            if (thing := known_thing(claim)) is not None:
                named.add(thing)
        for name in named - article.names:
            self._spellings.setdefault(entity_id(name), Counter())[name] += 1
        article.names |= named
        self._index(data["article"])

    def _index(self, article: str) -> None:
        """Files the article under the grantors and deals that it speaks of."""
        for reading in self._articles[article].readings.values():
            for claim in map(self._claim, reading.claims):
                for grantor in claim_grantors(claim):
                    self._by_grantor.setdefault(grantor, set()).add(article)
                if isinstance(claim, AgreementClaim):
                    self._by_deal.setdefault(deal_id(claim), set()).add(article)

    def _judge(self, data: Mapping[str, Any]) -> set[str]:
        """Takes in that ``name`` is, or is not, another name of ``other``; returns the articles that name either."""
        name, other = entity_id(data["name"]), entity_id(data["other"])
        self._judged.add(frozenset((name, other)))
        kept, meant_by = (entity_id(self.canonical(data[key])) for key in ("other", "name"))
        same, former = data["verdict"] == "same", self._same.get(name)
        if kept == meant_by if same else (former is None or entity_id(former) != other):
            return set()
        meant = {name, other, kept, meant_by}
        named = {a for a, state in self._articles.items() if any({entity_id(n), entity_id(self.canonical(n))} & meant for n in state.names)}
        if same:
            self._same[name] = data["other"]
        else:
            del self._same[name]
        for key in meant:
            self._by_grantor.pop(key, None)
        gone = [deal for deal, told in self._by_deal.items() if not told.isdisjoint(named)]
        for deal in gone:
            named |= self._by_deal.pop(deal)
        for article in named:
            self._index(article)
        self.retired |= meant | {deal for deal in gone if deal not in self._by_deal}
        return named

    def _review(self, event: Event) -> set[str]:
        """Takes in what an analyst says; returns the articles that it is about."""
        self.reviews.take(event)
        if self.last_run is not None:
            self.last_run = max(self.last_run, event.recorded_at.date())
        if event.type == "source.rated":
            rated = fold(event.data["source"])
            return {a for a, state in self._articles.items() if any(fold(v.source) == rated for v in state.versions)}
        if event.data["article"] not in self._articles:
            return set()
        if event.type == "claim.reviewed":
            self._index(event.data["article"])
        return {event.data["article"]}

    def spelling(self, name: str) -> str:
        """How most articles spell the name of that entity; of equals, the longest."""
        told = self._spellings.get(entity_id(name))
        return max(sorted(told), key=lambda n: (told[n], len(n))) if told else name

    def canonical(self, name: str) -> str:
        """The name under which an entity is known, after all judgements, as most articles spell it."""
        seen = set[str]()
        while (key := entity_id(name)) in self._same and key not in seen:
            seen.add(key)
            name = self._same[key]
        return self.spelling(name)

    def _claim(self, row: Mapping[str, Any]) -> Claim:
        claim = claim_from_dict(row)
        review = self.reviews.of(row["id"])
        if review is not None and review.verdict != "reject":
            claim = replace(amended(claim, review.changes), confidence=1.0)
        return renamed(claim, self.canonical)

    def judged(self, name: str, other: str) -> bool:
        """Whether somebody has said whether the two are one."""
        return frozenset((entity_id(name), entity_id(other))) in self._judged

    def aliases(self) -> Mapping[str, tuple[str, ...]]:
        """Entity id → ids that were judged to be the same."""
        out: dict[str, list[str]] = {}
        for key in sorted(self._same):
            out.setdefault(entity_id(self.canonical(self._same[key])), []).append(key)
        return {key: tuple(names) for key, names in out.items()}

    def story_articles(self, article: str) -> frozenset[str]:
        """The article and all that are copies of it or of its copies."""
        seen, todo = {article}, [article]
        while todo:
            for other in self._links.get(todo.pop(), ()):
                if other not in seen and other in self._articles:
                    seen.add(other)
                    todo.append(other)
        return frozenset(seen)

    def story(self, article: str) -> str:
        """The story's id: named after its earliest article, so that the order of arrival does not matter."""
        return "s-" + min(self.story_articles(article), key=lambda a: (self._first_day(a), a)).removeprefix("a-")

    def _first_day(self, article: str) -> date:
        versions = self._articles[article].versions
        return versions[0].published if versions else date.max

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that have a text, by id."""
        return tuple(sorted(a for a, state in self._articles.items() if state.versions))

    def versions(self, article: str) -> tuple[Version, ...]:
        """The article's texts, oldest first."""
        return tuple(self._articles[article].versions)

    def mentions(self, article: str) -> tuple[str, ...]:
        """The names that the article's newest text mentions."""
        state = self._articles[article]
        reading = state.readings.get(state.versions[-1].text) if state.versions else None
        return tuple(dict.fromkeys(map(self.canonical, reading.mentions))) if reading else ()

    def names(self, article: str) -> frozenset[str]:
        """Every name that some reading of the article's texts has named, ever: what was once an entity stays one."""
        return frozenset(map(self.canonical, self._articles[article].names))

    def grantors_of(self, articles: Iterable[str]) -> frozenset[str]:
        """Whose beliefs may change when these articles do."""
        return frozenset(grantor for grantor, told in self._by_grantor.items() if not told.isdisjoint(articles))

    def deals_of(self, articles: Iterable[str]) -> frozenset[str]:
        """The ids of the agreements that these articles speak of."""
        return frozenset(deal for deal, told in self._by_deal.items() if not told.isdisjoint(articles))

    def statements(self, article: str) -> tuple[Statement, ...]:
        """Every claim that the article makes or made, with the days on which it did."""
        state = self._articles[article]
        if not state.versions:
            return ()
        out: list[Statement] = []
        story = self.story(article)
        for version, following in zip(state.versions, (*state.versions[1:], None), strict=True):
            reading = state.readings.get(version.text)
            until = following.known_from if following else None
            if reading is None or (until is not None and until <= version.known_from):
                continue
            default = rating(version.source, version.canonical_url or version.url, version.genre)
            for known, gone in self.reviews.withdrawals(article, Interval(version.known_from, until)):
                for part, source in self.reviews.ratings(version.source, default, known):
                    told = (self._statement(row, version, story, reading.extractor, part, source) for row in reading.claims)
                    out += [replace(s, withdrawn=True) for s in told] if gone else told
        return tuple(out)

    def _statement(self, row: Mapping[str, Any], version: Version, story: str, extractor: str, known: Interval, source: float) -> Statement:
        claim = self._claim(row)
        trust = source * STANCE_WEIGHT.get(claim.stance, 1.0)
        return Statement(
            id=row["id"],
            claim=claim,
            article=version.article,
            story=story,
            published=version.published,
            moment=_moment(version.published_at),
            known=known,
            trust=round(trust, 4),
            weight=round(trust * claim.confidence, 4),
            extractor=extractor,
            review=self.reviews.of(row["id"]),
        )

    def statements_of(self, grantor: str) -> tuple[Statement, ...]:
        """Everything said about one grantor's rights, and disputes over them, by statement id."""
        found = (s for a in self._by_grantor.get(grantor, ()) for s in self.statements(a))
        return tuple(sorted((s for s in found if s.counts and grantor in claim_grantors(s.claim)), key=_order))

    def statements_of_deal(self, deal: str) -> tuple[Statement, ...]:
        """Everything said about one agreement, by statement id."""
        found = (s for a in self._by_deal.get(deal, ()) for s in self.statements(a))
        told = (s for s in found if s.counts and isinstance(s.claim, AgreementClaim) and deal_id(s.claim) == deal)
        return tuple(sorted(told, key=_order))


def _order(statement: Statement) -> tuple[str, date]:
    return statement.id, statement.known.start or date.min


def day_of(stamp: str | None) -> date | None:
    """The day of an ISO time stamp in its own zone, or ``None`` where there is none that can be read."""
    if not stamp:
        return None
    try:
        return datetime.fromisoformat(stamp).date()
    except ValueError:
        return None


def _moment(stamp: str | None) -> str:
    try:
        moment = datetime.fromisoformat(stamp or "")
    except ValueError:
        return ""
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).isoformat()[:19]


def claim_grantors(claim: Claim) -> tuple[str, ...]:
    """Ids of the parties whose beliefs a claim bears on: the grantor, or the respondents of a dispute."""
    if isinstance(claim, RightClaim):
        return (entity_id(claim.grantor),)
    if isinstance(claim, DisputeClaim):
        return tuple(sorted({entity_id(name) for name in claim.respondents}))
    return ()


def claim_parties(claim: Claim) -> tuple[str, ...]:
    """The parties that a claim names."""
    if isinstance(claim, RightClaim):
        return (claim.grantor, claim.grantee)
    if isinstance(claim, DisputeClaim):
        return (claim.claimant, *claim.respondents)
    return claim.parties


def known_thing(claim: Claim) -> str | None:
    """The product that a right is about, where the gazetteer knows it."""
    subject = claim.subject if isinstance(claim, RightClaim) else None
    known = load().by_name(subject) if subject else None
    return known.name if known else None


def claim_names(claim: Claim) -> tuple[str, ...]:
    """The parties that a claim names, and its speaker."""
    return (*claim_parties(claim), claim.speaker) if claim.speaker else claim_parties(claim)


def renamed(claim: Claim, name: Callable[[str], str]) -> Claim:
    """The claim with every party's name, and the speaker's, put through ``name``."""
    speaker = name(claim.speaker) if claim.speaker else None
    if isinstance(claim, RightClaim):
        return replace(claim, grantor=name(claim.grantor), grantee=name(claim.grantee), speaker=speaker)
    if isinstance(claim, DisputeClaim):
        return replace(claim, claimant=name(claim.claimant), respondents=tuple(map(name, claim.respondents)), speaker=speaker)
    return replace(claim, parties=tuple(map(name, claim.parties)), speaker=speaker)


def deal_id(claim: AgreementClaim) -> str:
    """An agreement's id: the same parties and the same type are one deal, however often it is amended."""
    parties = ",".join(sorted({entity_id(name) for name in claim.parties}))
    return "g-" + hashlib.sha256(f"{parties}|{claim.type}".encode()).hexdigest()[:16]
