"""One event after the other into the ledger's tables, with what each of them touches.

Whatever the order in which the events of different streams come, the tables end up saying the same, but for the
positions at which things were touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from graph._tables import NEVER, Tables
from graph._who import Who
from graph.claims import AgreementClaim, Claim, RightClaim, claim_from_dict
from graph.events import Event, article_id
from graph.gazetteer import entity_id, fold, load
from graph.reviews import Reviews, amended, parties_in
from graph.statements import Version, claim_grantors, claim_parties, deal_id, known_thing, renamed


class Folding:
    """Takes events in. With ``known_at`` only what the public could know on that day, read as it is read today."""

    def __init__(self, tables: Tables, who: Who, reviews: Reviews, known_at: date | None = None) -> None:
        self._tables, self._who, self._reviews, self._known_at = tables, who, reviews, known_at
        self._seq = 0

    def take(self, event: Event) -> None:
        """Takes one event in."""
        self._seq, data = event.seq, event.data
        if event.type in ("article.captured", "article.revised"):
            self._text(event)
        elif event.type == "claims.extracted":
            self._read(data)
        elif event.type == "item.seen":
            self._tables.run("INSERT OR IGNORE INTO listed VALUES (?, ?)", article_id(data["url"]), data["feed"])
        elif event.type == "feed.polled":
            self._poll(event)
        elif event.type == "story.linked":
            self._link(data["article"], data["other"])
        elif event.type == "entity.judged":
            self._judge(data)
        elif event.type in ("claim.reviewed", "source.rated", "article.withdrawn"):
            self._review(event)
        elif event.type == "run.finished":
            day = event.recorded_at.date().isoformat()
            self._tables.notes(run=event.correlation_id, last_run=max(day, self._tables.note("last_run") or day))
            self._tables.run("DELETE FROM fresh")

    def touch(self, kind: str, keys: Iterable[str]) -> None:
        """These articles, grantors, deals or entities are other than they were."""
        self._tables.many("INSERT OR REPLACE INTO touched VALUES (?, ?, ?)", [(kind, key, self._seq) for key in keys])

    def _cut(self, stream: str, day: date) -> bool:
        """Whether, as the public could know, the stream had not come so far: from the first event that is too late it stands still."""
        if self._known_at is None:
            return False
        if day > self._known_at:
            self._tables.notes(**{f"cut {stream}": "1"})
        return self._tables.note(f"cut {stream}") is not None

    def _poll(self, event: Event) -> None:
        """Keeps a feed's last poll, when it last answered, and how often it has failed since."""
        data, at = event.data, event.recorded_at.isoformat()
        former = self._tables.one("SELECT answered, failures FROM feed WHERE address = ?", data["feed"])
        answered, failures = (former[0] if former else None, (former[1] if former else 0) + 1) if data["status"] == "failed" else (at, 0)
        poll = json.dumps(
            {name: data[name] for name in ("status", "http_status", "items", "new", "error")} | {"at": at}, ensure_ascii=False
        )
        self._tables.run("INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?)", data["feed"], answered, failures, poll)

    # texts and stories

    def _text(self, event: Event) -> None:
        data, recorded = event.data, event.recorded_at.date()
        article = data["article"]
        earlier = [version_of(row) for row in self._tables.column("SELECT data FROM version WHERE article = ? ORDER BY n", article)]
        version = Version.of(data, recorded, *((earlier[0], earlier[-1]) if earlier else (None, None)))
        if self._cut(event.stream, version.known_from):
            return
        self._ensure(article)
        row = json.dumps(vars(version), default=date.isoformat, ensure_ascii=False)
        self._tables.run("INSERT INTO version VALUES (?, ?, ?, ?, ?)", article, len(earlier), version.text, fold(version.source), row)
        self.touch("article", [article])
        self._count(version, earlier[-1] if earlier else None)
        if not earlier:
            before = self._story_name(article)
            self._tables.run("UPDATE article SET first = ? WHERE id = ?", version.published.isoformat(), article)
            if self._story_name(article) != before:
                self.touch("article", self._members(self._story(article)))

    def _count(self, version: Version, former: Version | None) -> None:
        """Counts the article for the outlet that its newest text names, with an address and a genre of any of the outlet's texts."""
        if former is not None:
            self._tables.run("UPDATE outlet SET articles = articles - 1 WHERE name = ?", former.outlet)
        self._tables.run(
            "INSERT INTO outlet VALUES (?, 1, ?, ?) ON CONFLICT DO UPDATE SET articles = articles + 1, "
            "url = min(url, excluded.url), genre = coalesce(min(genre, excluded.genre), genre, excluded.genre)",
            *(version.outlet, version.canonical_url or version.url, version.genre),
        )

    def _ensure(self, article: str) -> None:
        self._tables.run("INSERT OR IGNORE INTO article VALUES (?, ?, ?)", article, article, NEVER)

    def _link(self, article: str, other: str) -> None:
        """Makes one story of two. Those of the smaller are touched, and of the larger all, where its name is another now."""
        for each in (article, other):
            if self._known_at is not None and not self._tables.one("SELECT 1 FROM version WHERE article = ?", each):
                return
        for each in (article, other):
            self._ensure(each)
        stories = sorted({self._story(article), self._story(other)}, key=lambda story: (self._size(story), story))
        if len(stories) == 1:
            return
        small, large = stories
        before, joining = self._first(large), self._members(small)
        self._tables.run("UPDATE article SET story = ? WHERE story = ?", large, small)
        self.touch("article", joining if self._first(large) == before else self._members(large))

    def _story(self, article: str) -> str:
        row = self._tables.one("SELECT story FROM article WHERE id = ?", article)
        assert row is not None
        return str(row[0])

    def _story_name(self, article: str) -> str:
        return self._first(self._story(article))

    def _first(self, story: str) -> str:
        return str(next(self._tables.column("SELECT id FROM article WHERE story = ? ORDER BY first, id LIMIT 1", story)))

    def _members(self, story: str) -> list[str]:
        return list(self._tables.column("SELECT id FROM article WHERE story = ?", story))

    def _size(self, story: str) -> int:
        return int(next(self._tables.column("SELECT count(*) FROM article WHERE story = ?", story)))

    # readings

    def _read(self, data: Mapping[str, Any]) -> None:
        article, text = data["article"], data["text"]
        if self._known_at is not None and not self._tables.one("SELECT 1 FROM version WHERE article = ? AND text = ?", article, text):
            return
        self._ensure(article)
        former = self._tables.one("SELECT claims FROM reading WHERE article = ? AND text = ?", article, text)
        replaced = [(row["id"], article) for row in json.loads(former[0])] if former else []
        self._tables.many("INSERT OR IGNORE INTO replaced VALUES (?, ?)", replaced)
        rows = [json.dumps(data[key], ensure_ascii=False) for key in ("claims", "mentions")]
        self._tables.run("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?, ?)", article, text, data["extractor"], *rows)
        self._tables.run("INSERT OR IGNORE INTO fresh VALUES (?)", article)
        self.touch("article", [article])
        self._file(article, data["claims"], data["mentions"])

    def _file(self, article: str, rows: Iterable[Mapping[str, Any]], mentions: Iterable[str] = ()) -> None:
        """Files the article under all that it names: as read, and as ever amended."""
        amendments = self._amendments(article)
        told = [claim for row in rows for claim in _versions(row, amendments)]
        put = [changes for _, changes in amendments]  # also of claims that a newer reading no longer has
        parties = {name for claim in told for name in claim_parties(claim)} | {name for changes in put for name in parties_in(changes)}
        speakers = {claim.speaker for claim in told} | {changes.get("speaker") for changes in put}
        subjects = {claim.subject for claim in told if isinstance(claim, RightClaim)} | {changes.get("subject") for changes in put}
        self._name(article, {name for name in (*mentions, *parties, *speakers, *map(known_thing, subjects)) if name})
        self._tables.many("INSERT OR IGNORE INTO side VALUES (?, ?)", ((entity_id(name), article) for name in parties))
        unknown = (name for name in parties if load().by_name(name) is None)
        self._tables.many("INSERT OR IGNORE INTO party VALUES (?, ?)", ((fold(name), name) for name in unknown))
        grantors = {grantor for claim in told for grantor in claim_grantors(claim)}
        self._tables.many("INSERT OR IGNORE INTO about VALUES (?, ?)", ((grantor, article) for grantor in grantors))
        self._file_deals(article, told)

    def _amendments(self, article: str) -> list[tuple[str, Mapping[str, Any]]]:
        """The changes that were ever made to claims that some reading of the article has, or had, with their ids."""
        told = [json.loads(event)["data"] for event in self._tables.column("SELECT event FROM said WHERE article = ?", article)]
        if not told:
            return []
        read = {row["id"] for rows in self._claims(article) for row in rows}
        read |= set(self._tables.column("SELECT claim FROM replaced WHERE article = ?", article))
        return [(data["claim"], data["changes"]) for data in told if data.get("changes") and data["claim"] in read]

    def _file_deals(self, article: str, told: Iterable[Claim]) -> None:
        names = (renamed(claim, self._who.canonical) for claim in told if isinstance(claim, AgreementClaim))
        deals = {deal_id(claim) for claim in names if isinstance(claim, AgreementClaim)}
        self._tables.many("INSERT OR IGNORE INTO deal VALUES (?, ?)", ((deal, article) for deal in deals if deal))

    def _name(self, article: str, names: Iterable[str]) -> None:
        known = set(self._tables.column("SELECT name FROM named WHERE article = ?", article))
        for name in sorted(set(names) - known):
            key = entity_id(name)
            root = self._who.root(key)
            before = self._who.spelling(root)
            self._tables.run("INSERT INTO named VALUES (?, ?, ?)", key, article, name)
            self._who.count(key, name)
            if self._who.spelling(root) != before:
                self.touch("article", self._naming(root))

    def _naming(self, root: str) -> list[str]:
        """The articles that name an entity."""
        return [a for key in self._who.keys(root) for a in self._tables.column("SELECT DISTINCT article FROM named WHERE key = ?", key)]

    # judgements

    def _judge(self, data: Mapping[str, Any]) -> None:
        key, other = entity_id(data["name"]), entity_id(data["other"])
        judged = (
            "DELETE FROM judged WHERE one = ? AND other = ?"
            if data["verdict"] == "reopen"
            else "INSERT OR IGNORE INTO judged VALUES (?, ?)"
        )
        self._tables.run(judged, *sorted((key, other)))
        former = self._tables.one("SELECT other, name FROM same WHERE key = ?", key)
        if key == other:
            return
        same = data["verdict"] == "same"
        if former == (other, data["other"]) if same else (former is None or former[0] != other):
            return
        concerned = {*self._who.keys(self._who.root(key)), *self._who.keys(self._who.root(other)), key, other}
        before = {member: self._who.root(member) for member in concerned}
        spelt = {root: self._who.spelling(root) for root in before.values()}
        roots = self._who.judge(key, other, data["other"] if same else None)
        if same and load().by_name(data["other"]) is None:
            self._tables.run("INSERT OR IGNORE INTO party VALUES (?, ?)", fold(data["other"]), data["other"])
        moved = {member for member in concerned if self._who.root(member) != before[member]}
        respelt = {root for root, name in spelt.items() if self._who.spelling(root) != name}
        articles = {a for member in moved for a in self._tables.column("SELECT DISTINCT article FROM named WHERE key = ?", member)}
        articles |= {a for root in respelt for a in self._naming(self._who.root(root))}
        self.touch("entity", roots | moved)
        self.touch("grantor", roots | moved)
        self.touch("article", articles)
        for article in sorted(articles):
            self._refile_deals(article)
            self._tables.run("INSERT OR IGNORE INTO fresh VALUES (?)", article)

    def _refile_deals(self, article: str) -> None:
        former = list(self._tables.column("SELECT deal FROM deal WHERE article = ?", article))
        self._tables.run("DELETE FROM deal WHERE article = ?", article)
        amendments = self._amendments(article)
        told = [claim for rows in self._claims(article) for row in rows for claim in _versions(row, amendments)]
        self._file_deals(article, told)
        self.touch("deal", former)

    def _claims(self, article: str) -> Iterator[list[dict[str, Any]]]:
        for rows in self._tables.all("SELECT claims FROM reading WHERE article = ?", article):
            yield json.loads(rows[0])

    # analysts

    def _review(self, event: Event) -> None:
        data, recorded = event.data, event.recorded_at.date()
        if event.type != "claim.reviewed" and self._cut(event.stream, recorded):
            return
        kept = json.dumps({"type": event.type, "recorded_at": event.recorded_at.isoformat(), "data": data}, ensure_ascii=False)
        self._tables.run("INSERT OR REPLACE INTO said VALUES (?, ?, ?)", event.seq, data.get("article"), kept)
        self._reviews.take(event)
        if last := self._tables.note("last_run"):
            self._tables.notes(last_run=max(last, recorded.isoformat()))
        if event.type == "source.rated":
            self.touch("article", set(self._tables.column("SELECT article FROM version WHERE source = ?", fold(data["source"]))))
        elif self._tables.one("SELECT 1 FROM article WHERE id = ?", data["article"]):
            self.touch("article", [data["article"]])
            if event.type == "claim.reviewed":
                self._file(data["article"], [row for rows in self._claims(data["article"]) for row in rows])


def _versions(row: Mapping[str, Any], amendments: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Claim]:
    """A claim as it was read, and as it was ever amended."""
    yield claim_from_dict(row)
    for claim, changes in amendments:
        if claim == row["id"]:
            yield amended(claim_from_dict(row), changes)


def version_of(row: str) -> Version:
    """A version as the table keeps it."""
    data = json.loads(row)
    return Version(**{**data, **{name: date.fromisoformat(data[name]) for name in ("known_from", "published", "seen")}})


def said(row: str, seq: int) -> Event:
    """What an analyst said, as the table keeps it: an event with what reviews are made of."""
    kept = json.loads(row)
    return Event(seq, "", "", 0, kept["type"], 0, datetime.fromisoformat(kept["recorded_at"]), None, None, kept["data"])
