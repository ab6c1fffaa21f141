"""What the Sources page says: ratings, records, feeds and edits, in words. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from graph.claims import Claim
from graph.records import NEWEST, Record
from graph.statements import Feed
from ui.revisions import Revision, gained_and_lost
from ui.views.edits import Hunk, hunks
from ui.words import counted, day_text, published_text

SHARE_HELP: Final = (
    f"Counted out of the claims in a source’s newest {NEWEST} articles that once carried a right and still stand on their page: those that "
    "carry none any more because another source said otherwise later, so that the right was dropped or moved to other days. Time that "
    "passes, an end or another mode later in the world, a page’s own change, a source’s own newer word, and what a reviewer rejected or "
    "withdrew contradict nobody. As known on the day."
)
"""How the share of claims that were contradicted later is made."""


@dataclass(frozen=True)
class SourceRow:
    """A source in a line of the table."""

    name: str
    rating: str
    by: str
    articles: str
    contradicted: str
    copying: str
    copied: str


@dataclass(frozen=True)
class FeedRow:
    """A feed in a line. ``tone``: begins where it answers, dispute where it fails."""

    address: str
    state: str
    tone: str
    polled: str
    items: str
    trouble: str


@dataclass(frozen=True)
class ArticleRow:
    """An article of a source in a line."""

    id: str
    title: str
    url: str
    published: str
    notes: tuple[str, ...]
    withdrawn: bool


@dataclass(frozen=True)
class Edit:
    """What one edit changed: when each text counted, the paragraphs that differ, and the claims that came and went.

    ``problem`` says why the texts cannot be compared.
    """

    when: str
    silent: bool
    title: tuple[str, str] | None
    hunks: tuple[Hunk, ...]
    gained: tuple[Claim, ...]
    lost: tuple[Claim, ...]
    problem: str = ""


def source_row(source: Mapping[str, Any], record: Record) -> SourceRow:
    """A line of the table. ``source`` is as :func:`ui.analysts.sources` gives it."""
    return SourceRow(
        name=source["source"],
        rating=f"{source['rating']:.2f}",
        by=source["by"] if source["why"] is None else f"{source['by']}: {source['why']}",
        articles=f"{source['articles']:,}",
        contradicted=contradicted(record),
        copying=_of(record.copying, record.articles),
        copied=_of(record.copied, record.articles),
    )


def contradicted(record: Record) -> str:
    """``1 of 8 (12 %)``; a dash where nothing was weighed."""
    return "–" if record.share is None else f"{record.contradicted} of {record.weighed} ({record.share:.0%})".replace("%", " %")


def feed_row(feed: Feed) -> FeedRow:
    """A feed in a line."""
    answer = f" · HTTP {feed.http_status}" if feed.http_status else ""
    state = {"ok": "Answers", "unchanged": "Answers, unchanged", "failed": "Fails"}[feed.status] + answer
    trouble = feed.error or ""
    if feed.failures:
        since = f"last answered {_moment(feed.answered)}" if feed.answered else "it has never answered"
        trouble = f"{counted(feed.failures, 'failure')} in a row, {since}: {trouble}"
    items = f"{feed.items} listed, {counted(feed.articles, 'article')} ever"
    return FeedRow(feed.address, state, "dispute" if feed.status == "failed" else "begins", _moment(feed.polled), items, trouble)


def article_row(row: Mapping[str, Any]) -> ArticleRow:
    """An article in a line, from a row of :meth:`~graph.deals.DealGraph.articles_from`."""
    article = row["a"]
    notes = [counted(row["claims"], "claim")]
    if article["versions"] > 1:
        notes.append(f"{article['versions']} texts")
    if row["withdrawn"]:
        notes.append("withdrawn")
    address = article.get("canonical_url") or article["url"]
    title = article.get("title") or address
    return ArticleRow(article["id"], title, address, published_text(article.get("published_at")), tuple(notes), row["withdrawn"])


def edits(revisions: Sequence[Revision]) -> tuple[Edit, ...]:
    """What each edit of an article changed, the newest first."""
    found = []
    for n in range(len(revisions) - 1, 0, -1):
        before, after = revisions[n - 1], revisions[n]
        until = revisions[n + 1].since if n + 1 < len(revisions) else None
        gained, lost = gained_and_lost(before.claims, after.claims)
        kept = before.text is not None and after.text is not None
        found.append(
            Edit(
                when=_counted(before.since, after.since, until),
                silent=not after.announced,
                title=(before.title, after.title) if before.title != after.title else None,
                hunks=hunks(before.text or "", after.text or "") if kept else (),
                gained=gained,
                lost=lost,
                problem="" if kept else "One of the two texts is erased, so that they cannot be compared.",
            )
        )
    return tuple(found)


def page_of(rows: Iterable[Mapping[str, Any]], wanted: str) -> list[Mapping[str, Any]]:
    """The sources whose name has the words that were typed."""
    return [row for row in rows if wanted.casefold().strip() in row["source"].casefold()]


def _counted(first: date, second: date, until: date | None) -> str:
    ending = f"until {day_text(until)}" if until else "until today"
    return f"The first text counted from {day_text(first)}, the second from {day_text(second)} {ending}"


def _of(number: int, whole: int) -> str:
    return "–" if not whole else f"{number} of {whole}"


def _moment(at: datetime | None) -> str:
    return f"{day_text(at.date())}, {at:%H:%M} UTC" if at else ""
