"""What stands in the ledger's tables, looked up: what was touched, feeds, who is who, and what articles state.

A claim is known from the publication of the version that states it until the day on which a revision takes its place; what
the page said before stays known for the days before. A newer extractor's reading of a text takes the place of an older one's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from graph._fold import version_of
from graph._tables import NEVER, Tables
from graph._who import Who
from graph.claims import AgreementClaim, Claim, claim_from_dict
from graph.dates import Interval
from graph.gazetteer import entity_id, fold, load
from graph.reviews import Reviews, amended
from graph.sources import rating
from graph.statements import STANCE_WEIGHT, Feed, Reading, Statement, Version, claim_grantors, deal_id, moment_of, renamed

Kind = str
"""What can be touched: ``article``, ``grantor``, ``deal`` or ``entity``."""

_TOUCHED: Final = "SELECT key FROM touched WHERE seq > ? AND kind = 'article'"


class Index:
    """The tables as they are. :class:`~graph.ledger.Ledger` keeps them up with the log."""

    def __init__(self, tables: Tables) -> None:
        self._tables, self._who, self.reviews = tables, Who(tables), Reviews()

    # what changed

    def touched(self, kind: Kind, after: int) -> list[str]:
        """The articles, grantors, deals or entities (ids) that events after a position have touched, directly or not.

        Grantors and deals are those that touched articles speak of, too. They include ids that nothing is known by any more.
        """
        rows = set(self._tables.column("SELECT key FROM touched WHERE seq > ? AND kind = ?", after, kind))
        if kind == "deal":
            rows |= set(self._tables.column(f"SELECT deal FROM deal WHERE article IN ({_TOUCHED})", after))
        if kind == "grantor":
            rows |= set(self._tables.column(f"SELECT grantor FROM about WHERE article IN ({_TOUCHED})", after))
            rows |= {self._who.root(key) for key in rows}
        return sorted(rows)

    def touched_keys(self, after: int) -> list[str]:
        """The ids of all that touched articles name, before and after judgements, and of the entities that were touched themselves."""
        keys = {
            *self._tables.column(f"SELECT DISTINCT key FROM named WHERE article IN ({_TOUCHED})", after),
            *self.touched("entity", after),
        }
        return sorted(keys | {self._who.root(key) for key in keys})

    def name_of(self, key: str) -> str:
        """How articles spell what has that id, or the id."""
        return self._who.spelling(key) or key

    def is_entity(self, key: str) -> bool:
        """Whether some article names an entity of that id, after all judgements."""
        return self._who.root(key) == key and self._who.named(key)

    def every(self, kind: Kind) -> Iterator[str]:
        """The ids of all articles with a text, all grantors or all deals, in order."""
        if kind == "article":
            return self._tables.column("SELECT id FROM article WHERE first < ? ORDER BY id", NEVER)
        if kind == "deal":
            return self._tables.column("SELECT DISTINCT deal FROM deal ORDER BY deal")
        found = self._tables.column("SELECT DISTINCT grantor FROM about ORDER BY grantor")
        # an entity of several keys comes once, by the first of its keys that anybody has told of
        return (self._who.root(key) for key in found if not self._told_before(key))

    def _told_before(self, key: str) -> bool:
        others = (k for k in self._who.keys(self._who.root(key)) if k < key)
        return any(self._tables.one("SELECT 1 FROM about WHERE grantor = ?", k) for k in others)

    def every_name(self) -> Iterator[str]:
        """The names of all entities; one that has several keys may come more than once."""
        for key in self._tables.column("SELECT DISTINCT key FROM named ORDER BY key"):
            yield self.name_of(self._who.root(key))

    @property
    def fresh(self) -> tuple[str, ...]:
        """The articles whose names have been read, or judged, since the last run that was finished."""
        return tuple(self._tables.column("SELECT article FROM fresh ORDER BY article"))

    # feeds

    def feeds(self, source: str | None = None) -> tuple[Feed, ...]:
        """The feeds as they were last polled, or those that have listed articles of a source; those that fail first, by address."""
        listing = "SELECT feed FROM listed JOIN version ON version.article = listed.article WHERE version.source = ?"
        where = f"WHERE address IN ({listing})" if source is not None else ""
        sql = f"SELECT address, answered, failures, poll, (SELECT count(*) FROM listed WHERE feed = address) FROM feed {where}"
        found = [_feed(*row) for row in self._tables.all(sql, *([fold(source)] if source is not None else []))]
        return tuple(sorted(found, key=lambda f: (f.status != "failed", f.address)))

    # outlets

    def outlet(self, name: str) -> tuple[int, str, str | None]:
        """Of how many articles an outlet has the newest text, with the first of the addresses and genres that its texts ever had."""
        articles, url, genre = self._tables.all("SELECT articles, url, genre FROM outlet WHERE name = ?", name)[0]
        return articles, url, genre

    # who is who

    def canonical(self, name: str) -> str:
        """The name under which an entity is known, after all judgements, as articles spell it."""
        return self._who.canonical(name)

    def judged(self, name: str, other: str) -> bool:
        """Whether somebody has said whether the two are one."""
        pair = sorted((entity_id(name), entity_id(other)))
        return self._tables.one("SELECT 1 FROM judged WHERE one = ? AND other = ?", *pair) is not None

    def aliases(self, ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Of these entities, those to which other ids were judged to belong, with these."""
        return self._who.aliases(ids)

    def parties(self, folded: str, *, longer: bool = False) -> frozenset[str]:
        """Names of parties that the gazetteer does not know, by their folded form, or (``longer``) by more words than that."""
        if longer:
            found = self._tables.column("SELECT name FROM party WHERE folded > ? AND folded < ?", f"{folded} ", f"{folded}!")
        else:
            found = self._tables.column("SELECT name FROM party WHERE folded = ?", folded)
        return frozenset(map(self.canonical, found))

    def party_names(self) -> Iterator[str]:
        """The names of all companies that are parties of claims, those of most articles first."""
        done: set[str] = set()
        sides = "SELECT key FROM spelt WHERE EXISTS (SELECT 1 FROM side WHERE side.key = spelt.key)"
        for key in self._tables.column(f"{sides} GROUP BY key ORDER BY sum(articles) DESC, key DESC"):
            root = self._who.root(key)
            known = load().get(root)
            if root not in done and (known is None or known.kind == "company"):
                done.add(root)
                yield self.name_of(root)

    def is_party(self, key: str) -> bool:
        """Whether some reading of an article has, or had, a claim with the entity of that id."""
        return next(self._dealing(key), None) is not None

    def dealing(self, name: str) -> Iterator[str]:
        """The articles of which some reading has, or had, a claim with an entity, by any of its names."""
        done: set[str] = set()
        for article in self._dealing(self._who.root(entity_id(name))):
            if article not in done:
                done.add(article)
                yield article

    def _dealing(self, key: str) -> Iterator[str]:
        return (article for k in self._who.keys(key) for article in self._tables.column("SELECT article FROM side WHERE key = ?", k))

    def alike(self, name: str) -> frozenset[str]:
        """Names of parties that the gazetteer does not know, of the same letters as this one, the spaces left out."""
        letters = fold(name).replace(" ", "")
        return frozenset(map(self.canonical, self._tables.column("SELECT name FROM party WHERE replace(folded, ' ', '') = ?", letters)))

    def joins(self, name: str) -> Mapping[str, str]:
        """The names that were judged to be others of the entity that a name means, each with the one that it was said to be."""
        keys = self._who.keys(self._who.root(entity_id(name)))
        found = ((key, self._tables.one("SELECT name FROM same WHERE key = ?", key)) for key in keys)
        return {self.name_of(key): row[0] for key, row in found if row}

    def naming(self, name: str) -> tuple[str, ...]:
        """The articles that name an entity, by any of its names."""
        keys = self._who.keys(self._who.root(entity_id(name)))
        return tuple(sorted({a for key in keys for a in self._tables.column("SELECT article FROM named WHERE key = ?", key)}))

    def told_of(self, key: str) -> int:
        """How many articles name the entity of that id, each counted for each spelling that it uses."""
        sql = "SELECT sum(articles) FROM spelt WHERE key = ?"
        return sum(row[0] or 0 for k in self._who.keys(key) if (row := self._tables.one(sql, k)))

    # articles and what they state

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that have a text, by id."""
        return tuple(self.every("article"))

    def versions(self, article: str) -> tuple[Version, ...]:
        """The article's texts, oldest first."""
        return tuple(version_of(row) for row in self._tables.column("SELECT data FROM version WHERE article = ? ORDER BY n", article))

    def reading(self, article: str, text: str) -> Reading | None:
        """What was last read in one of the article's texts."""
        row = self._tables.one("SELECT extractor, claims, mentions FROM reading WHERE article = ? AND text = ?", article, text)
        return Reading(row[0], tuple(json.loads(row[1])), tuple(json.loads(row[2]))) if row else None

    def extractors(self) -> Mapping[str, int]:
        """By whom how many texts were last read."""
        return dict(self._tables.all("SELECT extractor, count(*) FROM reading GROUP BY extractor"))

    def mentions(self, article: str) -> tuple[str, ...]:
        """The names that the article's newest text mentions."""
        versions = self.versions(article)
        reading = self.reading(article, versions[-1].text) if versions else None
        return tuple(dict.fromkeys(map(self.canonical, reading.mentions))) if reading else ()

    def names(self, article: str) -> frozenset[str]:
        """Every name that some reading of the article's texts has named, ever: what was once an entity stays one."""
        return frozenset(map(self.canonical, self._tables.column("SELECT name FROM named WHERE article = ?", article)))

    def story(self, article: str) -> str:
        """The story's id: named after its earliest article, so that the order of arrival does not matter."""
        sql = "SELECT id FROM article WHERE story = (SELECT story FROM article WHERE id = ?) ORDER BY first, id LIMIT 1"
        return "s-" + str(next(self._tables.column(sql, article))).removeprefix("a-")

    def story_articles(self, article: str) -> frozenset[str]:
        """The article and all that are copies of it or of its copies."""
        sql = "SELECT id FROM article WHERE story = (SELECT story FROM article WHERE id = ?) AND first < ?"
        return frozenset(self._tables.column(sql, article, NEVER))

    def story_size(self, article: str) -> int:
        """How many articles tell its story."""
        sql = "SELECT count(*) FROM article WHERE story = (SELECT story FROM article WHERE id = ?) AND first < ?"
        return int(next(self._tables.column(sql, article, NEVER)))

    def grantors_of(self, articles: Iterable[str]) -> frozenset[str]:
        """Whose beliefs may change when these articles do."""
        keys = {key for a in articles for key in self._tables.column("SELECT grantor FROM about WHERE article = ?", a)}
        return frozenset(map(self._who.root, keys))

    def statements(self, article: str) -> tuple[Statement, ...]:
        """Every claim that the article makes or made, with the days on which it did."""
        versions = self.versions(article)
        if not versions:
            return ()
        out: list[Statement] = []
        story = self.story(article)
        for version, following in zip(versions, (*versions[1:], None), strict=True):
            until = following.known_from if following else None
            reading = self.reading(article, version.text)
            if reading is not None and (until is None or until > version.known_from):
                out += self.told(version, reading, story, until)
        return tuple(out)

    def told(self, version: Version, reading: Reading, story: str, until: date | None) -> Iterator[Statement]:
        """What a reading of a text comes to, with the days on which it counts as said."""
        claims = [(row["id"], self.claim(row)) for row in reading.claims]
        default = rating(version.source, version.canonical_url or version.url, version.genre)
        for known, gone in self.reviews.withdrawals(version.article, Interval(version.known_from, until)):
            for part, source in self.reviews.ratings(version.source, default, known):
                for id, claim in claims:
                    trust = source * STANCE_WEIGHT.get(claim.stance, 1.0)
                    yield Statement(
                        id=id,
                        claim=claim,
                        article=version.article,
                        story=story,
                        published=version.published,
                        moment=moment_of(version.published_at),
                        known=part,
                        trust=round(trust, 4),
                        weight=round(trust * claim.confidence, 4),
                        extractor=reading.extractor,
                        review=self.reviews.of(id),
                        withdrawn=gone,
                        outlet=version.source,
                    )

    def claim(self, row: Mapping[str, Any]) -> Claim:
        """A claim as it was read, amended, with everybody under the name by which they are known."""
        claim = claim_from_dict(row)
        review = self.reviews.of(row["id"])
        if review is not None and review.verdict != "reject":
            claim = replace(amended(claim, review.changes), confidence=1.0)
        return renamed(claim, self.canonical)

    def statements_of(self, grantor: str) -> tuple[Statement, ...]:
        """Everything said about one grantor's rights, and disputes over them, by statement id."""
        keys = self._who.keys(grantor) if self._who.root(grantor) == grantor else ()
        articles = {a for key in keys for a in self._tables.column("SELECT article FROM about WHERE grantor = ?", key)}
        found = (s for a in sorted(articles) for s in self.statements(a))
        return tuple(sorted((s for s in found if s.counts and grantor in claim_grantors(s.claim)), key=_order))

    def statements_of_deal(self, deal: str) -> tuple[Statement, ...]:
        """Everything said about one agreement, by statement id."""
        found = (s for a in self._tables.all("SELECT article FROM deal WHERE deal = ?", deal) for s in self.statements(a[0]))
        told = (s for s in found if s.counts and isinstance(s.claim, AgreementClaim) and deal_id(s.claim) == deal)
        return tuple(sorted(told, key=_order))


def _feed(address: str, answered: str | None, failures: int, poll: str, articles: int) -> Feed:
    last = json.loads(poll)
    return Feed(
        address=address,
        polled=datetime.fromisoformat(last["at"]),
        status=last["status"],
        http_status=last["http_status"],
        items=last["items"],
        error=last["error"]["message"] if last["error"] else None,
        answered=datetime.fromisoformat(answered) if answered else None,
        failures=failures,
        articles=articles,
    )


def _order(statement: Statement) -> tuple[str, date]:
    return statement.id, statement.known.start or date.min
