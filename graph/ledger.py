"""What the log says, filed so that one thing can be looked up without reading it all: an index of articles and their claims.

The log is folded into tables (:mod:`graph._tables`): in a file of the home, where each event is taken in once, or in a
temporary one. The same events give the same ledger, in whatever batches they come. A claim is known from the publication
of the version that states it until the day on which a revision takes its place; what the page said before stays known
for the days before. A newer extractor's reading of a text takes the place of an older one's.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from graph._fold import Folding, said, version_of
from graph._tables import NEVER, Tables
from graph._who import Who
from graph.claims import AgreementClaim, Claim, claim_from_dict
from graph.dates import Interval
from graph.events import Event, NewEvent
from graph.gazetteer import entity_id, fold
from graph.log import EventLog
from graph.program import fingerprint
from graph.reviews import Reviews, amended
from graph.sources import rating
from graph.statements import STANCE_WEIGHT, Feed, Reading, Statement, Version, claim_grantors, deal_id, moment_of, renamed

CHUNK: Final = 5_000
"""Events that are taken in together: enough to be quick, few enough to be held in memory."""

_TOUCHED: Final = "SELECT key FROM touched WHERE seq > ? AND kind = 'article'"

Kind = str
"""What can be touched: ``article``, ``grantor``, ``deal`` or ``entity``."""


class Ledger:
    """The state after :attr:`seq` events. With ``known_at``, of what the public could know on that day."""

    def __init__(self, path: Path | None = None, *, known_at: date | None = None) -> None:
        self._path, self._known_at = path, known_at
        self._load()

    def _load(self) -> None:
        self._tables = Tables(self._path)
        self._who = Who(self._tables)
        self._refresh()

    def _refresh(self) -> None:
        """Reads anew what is kept beside the tables: another process may have taken in more."""
        self.seq = int(self._tables.note("seq") or 0)
        self._who.forget()
        self.reviews = Reviews()
        for seq, event in self._tables.all("SELECT seq, event FROM said ORDER BY seq"):
            self.reviews.take(said(event, seq))
        self._folding = Folding(self._tables, self._who, self.reviews, self._known_at)

    @classmethod
    def open(cls, path: Path, log: EventLog, *, progress: Callable[[str], None] | None = None) -> Ledger:
        """The index in a file, brought up to the log; made anew where it is missing, damaged, or not of this log and program."""
        try:
            ledger = cls(path)
            fits = ledger._fits(log)
        except sqlite3.DatabaseError:
            fits = False
        else:
            if not fits:
                ledger.close()
        if not fits:
            return cls.made_anew(path, log, progress=progress)
        ledger.follow(log, progress=progress)
        return ledger

    @classmethod
    def made_anew(cls, path: Path, log: EventLog, *, progress: Callable[[str], None] | None = None) -> Ledger:
        """The index in a file, made from the log, whatever was in the file.

        Raises :class:`~graph.errors.UnknownEvent`, as :meth:`follow` does, before anything is written.
        """
        log.check()
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        ledger = cls(path)
        ledger._tables.notes(program=fingerprint())
        ledger.follow(log, progress=progress)
        return ledger

    def _fits(self, log: EventLog) -> bool:
        program = self._tables.note("program")
        if program is None:
            self._tables.notes(program=fingerprint())
            return self.seq == 0
        return program == fingerprint() and self._tables.note("event") == log.event_id(self.seq)

    def differences(self, path: Path) -> Iterator[str]:
        """Where the index in a file says something else than this one. Nothing in it is mended."""
        try:
            other = Tables(path)
            seq = int(other.note("seq") or 0)
            if other.note("program") != fingerprint():
                yield "the index was made by another version of this program"
            elif seq != self.seq:
                yield f"the index stands at event {seq}, the log at {self.seq}"
            else:
                own, theirs = self._tables.digest(), other.digest()
                wrong = (name for name in sorted(own) if own[name] != theirs.get(name))
                yield from (f"the table {name} of the index is not what the log says" for name in wrong)
            other.close()
        except sqlite3.DatabaseError as e:
            yield f"the index is damaged: {e}"

    def copy(self) -> Ledger:
        """A temporary one that says the same, to try on it what is not in the log."""
        other = Ledger(known_at=self._known_at)
        self._tables.copy(other._tables)
        other._refresh()
        return other

    def close(self) -> None:
        """Lets go of the file."""
        self._tables.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # taking in

    def follow(self, log: EventLog, *, progress: Callable[[str], None] | None = None) -> None:
        """Takes in what the log has more. A chunk is taken in whole, with the position, or not at all.

        Raises :class:`~graph.errors.UnknownEvent` before anything is taken in, where a newer program wrote some of it.
        """
        log.check(self.seq)
        while True:
            with self._tables.transaction("IMMEDIATE"):
                self._refresh()
                chunk = list(islice(log.read(after=self.seq), CHUNK))
                self.fold(chunk)
            if progress and len(chunk) == CHUNK:
                progress(f"indexed event {self.seq}")
            if len(chunk) < CHUNK:
                return

    def fold(self, events: Iterable[Event]) -> None:
        """Takes the events in."""
        last = None
        with self._tables.transaction():
            for last in events:
                self._folding.take(last)
            if last is not None:
                self.seq = last.seq
                self._tables.notes(seq=str(last.seq), event=last.event_id)

    def close_day(self, seq: int, day: date) -> None:
        """Stands at a position of the log, with that day as the day of knowledge."""
        self.seq = seq
        self._tables.notes(last_run=day.isoformat())

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """For the while, the ledger stays as it is, whatever other processes take in."""
        with self._tables.transaction():
            self._refresh()
            yield

    def supposing(self, new: NewEvent) -> Mapping[str, tuple[tuple[Statement, ...], tuple[Statement, ...]]]:
        """What is said of the rights of each grantor whom an event would touch, without it and with it, if it were said now.

        Nothing stays of it. Others who take in events wait meanwhile.
        """
        with self._tables.transaction("IMMEDIATE"):
            self._refresh()
            before = self.seq
            with self._tables.undone():
                self.fold([Event(before + 1, "", new.stream, 0, new.type, 0, datetime.now(UTC), None, None, new.data)])
                after = {grantor: self.statements_of(grantor) for grantor in self.touched("grantor", before)}
            self._refresh()
            return {grantor: (self.statements_of(grantor), told) for grantor, told in after.items()}

    @property
    def event(self) -> str | None:
        """The id of the last event that was taken in."""
        return self._tables.note("event")

    @property
    def run(self) -> str | None:
        """The last run that was finished."""
        return self._tables.note("run")

    @property
    def last_run(self) -> date | None:
        """The day of knowledge that readers ask about by default: that of the last run, or of what analysts have said since."""
        day = self._tables.note("last_run")
        return date.fromisoformat(day) if day else None

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

    def touched_names(self, after: int) -> Iterator[str]:
        """The names of the entities that touched articles name, and of those that were touched themselves."""
        told = self._tables.column(f"SELECT DISTINCT key FROM named WHERE article IN ({_TOUCHED})", after)
        roots = {self._who.root(key) for key in told}
        roots |= {key for key in self.touched("entity", after) if self.is_entity(key)}
        return (self._who.spelling(root) or root for root in sorted(roots))

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
            root = self._who.root(key)
            yield self._who.spelling(root) or root

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

    def alike(self, name: str) -> frozenset[str]:
        """Names of parties that the gazetteer does not know, of the same letters as this one, the spaces left out."""
        letters = fold(name).replace(" ", "")
        return frozenset(map(self.canonical, self._tables.column("SELECT name FROM party WHERE replace(folded, ' ', '') = ?", letters)))

    def joins(self, name: str) -> Mapping[str, str]:
        """The names that were judged to be others of the entity that a name means, each with the one that it was said to be."""
        keys = self._who.keys(self._who.root(entity_id(name)))
        found = ((key, self._tables.one("SELECT name FROM same WHERE key = ?", key)) for key in keys)
        return {self._who.spelling(key) or key: row[0] for key, row in found if row}

    def naming(self, name: str) -> tuple[str, ...]:
        """The articles that name an entity, by any of its names."""
        keys = self._who.keys(self._who.root(entity_id(name)))
        return tuple(sorted({a for key in keys for a in self._tables.column("SELECT article FROM named WHERE key = ?", key)}))

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
