"""The nightly run: poll the feeds, fetch what is new or due, read it, link it, project it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from graph.errors import BadInput
from graph.home import Home
from ingest import decide, feeds, pages
from ingest._run import Run, running
from ingest.errors import FetchFailed, IngestError
from ingest.http import Client, Response
from ingest.opml import sources_of
from ingest.report import RunReport
from ingest.state import ArticleState, FeedState

if TYPE_CHECKING:
    from nlp import ChatModel

AT_ONCE: Final = 4
"""Requests under way at the same time."""

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def ingest(
    sources: Sequence[str | Path],
    *,
    home: Home,
    recheck: decide.Recheck = "due",
    progress: Callable[[str], None] | None = None,
    client: Client | None = None,
    model: ChatModel | None = None,
) -> RunReport:
    """Polls feeds and takes in what they list: articles, claims, stories, and last the graph.

    ``sources`` are addresses of feeds and OPML files; without any, ``feeds.opml`` in the home. ``recheck``: which known
    pages of these feeds are read again. Run again, it appends nothing but its polls and itself, as long as the world
    stands still. What befalls one feed or page is an event and a line of the report; the others go on. ``model`` reads the texts
    instead of the rules, which read those on which it fails.

    Raises :class:`~graph.errors.AlreadyRunning`, :class:`~graph.errors.BadInput` before anything is done, and
    :class:`~graph.errors.LogUnavailable`.
    """
    default = home.folder / "feeds.opml"
    if not sources and not default.is_file():
        raise BadInput("no feeds are given", f"Name addresses of feeds or an OPML file, or keep your list in {default}.")
    addresses = sources_of(sources or [default])
    fetcher = client or Client(home.private_hosts)
    with running(home, "ingest", progress, model) as run, ThreadPoolExecutor(AT_ONCE) as pool:
        run.start(recheck=recheck)
        listed = _poll(run, addresses, fetcher, pool)
        _fetch(run, addresses, listed, fetcher, pool, recheck)
        return run.finish()


def _poll(run: Run, addresses: Sequence[str], client: Client, pool: ThreadPoolExecutor) -> dict[str, feeds.Item]:
    """Polls each feed once, and records it. Returns the items that were listed, by the address of their page."""
    listed: dict[str, feeds.Item] = {}
    states = [run.known.feed(address) for address in addresses]
    jobs = [(state, _wants_all(run, state)) for state in states]
    for state, (outcome, feed) in zip(states, _in_order(pool, lambda job: _poll_one(client, *job), jobs), strict=True):
        events = decide.poll(state, outcome, feed)
        run.append(events, {events[-1].stream: state.version})
        polled = events[-1].data
        run.counts["polled"] += 1
        run.counts["new_items"] += polled["new"]
        run.counts["failed_feeds"] += polled["status"] == "failed"
        failure = next((e for e in (outcome, feed) if isinstance(e, IngestError)), None)
        if failure:
            run.problems.append(_problem("feed", state.address, failure.message, failure.hint))
        elif polled["error"]:
            run.problems.append(_problem("feed", state.address, polled["error"]["message"]))
        if isinstance(feed, feeds.Feed):
            for item in feed.items:
                listed.setdefault(item.url, item)
        run.say(f"polled {state.address}: {polled['status']}, {polled['items']} items, {polled['new']} new")
    return listed


def _wants_all(run: Run, feed: FeedState) -> bool:
    """Whether a page of this feed is still wanting, so that the feed's own text of it may be needed."""
    articles = (run.known.articles[article] for article in feed.items.values())
    return any(a.current is None and decide.due(a, run.now, feed.checked_at, "due") for a in articles)


def _poll_one(client: Client, feed: FeedState, whole: bool) -> tuple[Response | IngestError, feeds.Feed | IngestError | None]:
    try:
        answer = client.get(feed.address, etag=None if whole else feed.etag, last_modified=None if whole else feed.last_modified)
    except IngestError as e:
        return e, None
    if answer.status == 304:
        return answer, None
    try:
        return answer, feeds.parse(answer.body, address=answer.final_url, charset=answer.encoding, cut=answer.cut)
    except IngestError as e:
        return answer, e


def _fetch(
    run: Run,
    addresses: Sequence[str],
    listed: dict[str, feeds.Item],
    client: Client,
    pool: ThreadPoolExecutor,
    recheck: decide.Recheck,
) -> None:
    """Fetches the pages that are new or due, in the order of the feeds, and records what became of them."""
    ids = dict.fromkeys(article for address in addresses for article in run.known.feed(address).items.values())
    articles = [run.known.articles[i] for i in ids]
    articles = [a for a in articles if decide.due(a, run.now, run.known.checked_at(a), recheck)]
    answers = _in_order(pool, lambda a: _fetch_one(client, a), articles)
    for done, (article, answer) in enumerate(zip(articles, answers, strict=True), 1):
        outcome = _read(article, answer, listed.get(article.url))
        fallback = None
        if isinstance(outcome, IngestError):
            run.counts["failed_articles"] += 1
            run.problems.append(_problem("page", article.url, outcome.message, outcome.hint))
            fallback = _from_feed(article, listed.get(article.url))
        run.record([(article, decide.page(article, outcome, fallback), [c for c in (outcome, fallback) if isinstance(c, decide.Capture)])])
        if done % 10 == 0 or done == len(articles):
            run.say(f"fetched {done} of {len(articles)} pages")


def _fetch_one(client: Client, article: ArticleState) -> Response | IngestError:
    try:
        return client.get(article.url)
    except IngestError as e:
        return e


def _read(article: ArticleState, answer: Response | IngestError, item: feeds.Item | None) -> decide.Capture | IngestError:
    """The article in the page that was fetched. Not by the threads that fetch: :mod:`ingest.pages` reads in one thread only."""
    if isinstance(answer, IngestError):
        return answer
    try:
        if answer.cut:
            raise FetchFailed(f"{article.url} broke off", "It is tried again.", code="broken", http_status=answer.status)
        page = pages.read(answer.body, url=answer.final_url, charset=answer.encoding, media_type=answer.media_type)
    except IngestError as e:
        return e
    return decide.capture(article, page, answer.body, via="page", item=item)


def _from_feed(article: ArticleState, item: feeds.Item | None) -> decide.Capture | None:
    """The text that the feed itself brought, for a page that could not be had."""
    if item is None or not item.html:
        return None
    try:
        page = pages.read_html(item.html, url=article.url)
    except IngestError:
        return None
    return decide.capture(article, page, item.html.encode("utf-8"), via="feed", item=item)


def _problem(kind: str, address: str, message: str, hint: str = "") -> str:
    """One line for people: what went wrong, with what, and what to do."""
    what = message if message.startswith(address) else f"{address}: {message}"
    return f"{kind} {what}" + (f". {hint}" if hint else "")


def _in_order(pool: ThreadPoolExecutor, work: Callable[[_In], _Out], jobs: Iterable[_In]) -> Iterator[_Out]:
    """The results in the order of the jobs, with few of them under way or waiting at a time."""
    waiting: deque[Future[_Out]] = deque()
    try:
        for job in jobs:
            waiting.append(pool.submit(work, job))
            if len(waiting) >= 2 * AT_ONCE:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()
