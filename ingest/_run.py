"""What every run shares: the lock, the log, what is known, and the way from new texts to claims, stories and the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, Literal

import uuid6

from graph.blobs import BlobStore
from graph.errors import AlreadyRunning, Conflict, GraphError
from graph.events import Event, NewEvent, run_stream, withdrawal_stream
from graph.home import Home
from graph.ledger import Ledger
from graph.lock import alone
from graph.log import EventLog
from ingest import decide
from ingest.errors import ClockBehind
from ingest.report import RunReport
from ingest.state import TYPES, ArticleState, Known

if TYPE_CHECKING:
    from nlp import ChatModel, ModelReader

Kind = Literal["ingest", "backfill", "reextract"]
COUNTS: Final = ("polled", "failed_feeds", "new_items", "captured", "revised", "failed_articles", "claims")
RARE: Final = ("other_language",)
"""Counts that a report has only where there is something to count; so are those of a model, ``model_…``."""


_SKEW: Final = timedelta(days=1)
"""How far the clocks of machines that share a log may be apart."""


class Run:
    """One run, from ``run.started`` to ``run.finished``. Made by :func:`running`."""

    def __init__(
        self, home: Home, log: EventLog, ledger: Ledger, kind: Kind, say: Callable[[str], None], model: ChatModel | None = None
    ) -> None:
        self.id = str(uuid6.uuid7())
        self.kind: Kind = kind
        self.home, self.log, self.ledger, self.say = home, log, ledger, say
        self.model = model
        self.reader: ModelReader | None = None
        self.blobs = BlobStore(home.blobs_dir)
        self.now = datetime.now(UTC)
        self.counts: Counter[str] = Counter()
        self.problems: list[str] = []
        self.known = Known(log.read(types=TYPES))

    def append(self, events: Sequence[NewEvent], expected: Mapping[str, int] | None = None) -> None:
        """Appends the events of one decision, and takes them in. ``expected``: the streams' versions it was made upon."""
        try:
            stored = self.log.append(events, expected=expected, run=self.id)
        except Conflict as e:
            raise AlreadyRunning(f"another run is writing to the same log: {e.message}", "Run again when it has finished.") from None
        self._take(stored)

    def record(self, captures: Iterable[tuple[ArticleState, Sequence[NewEvent], Sequence[decide.Capture]]]) -> None:
        """Appends what was decided about articles, after the blobs that the events name are on disk."""
        events: list[NewEvent] = []
        expected: dict[str, int] = {}
        for article, decided, read in captures:
            named = {event.data.get("text") for event in decided}
            for capture in read:
                if capture.data["text"] in named:
                    self.blobs.put_text(capture.text)
                    self.blobs.put(capture.raw)
                elif capture.data["text"] in article.texts:
                    self.keep(article, capture.text)
            for event in decided:
                events.append(event)
                expected[event.stream] = article.version
        if events:
            self.append(events, expected)

    def keep(self, article: ArticleState, text: str) -> None:
        """Keeps a text that the log has of an article and that was read again: it was erased, if the article was withdrawn meanwhile.

        Who withdraws it while the run goes on says so in the log before erasing: what was kept too late is erased here.
        """
        if article.withdrawn or self.blobs.holds(decide.sha256(text.encode("utf-8"))):
            return
        sha = self.blobs.put_text(text)
        said = self.log.stream(withdrawal_stream(article.id))
        if said and said[-1].data["withdrawn"]:
            self.blobs.erase(sha)

    def start(self, **facts: str) -> None:
        """Says in the log that this run has begun."""
        data = {"kind": self.kind, "program": f"dealgraph {version('dealgraph')}", **facts}
        self.append([NewEvent("run.started", run_stream(self.id), data)])

    def finish(self) -> RunReport:
        """Reads and links what is new, says in the log that the run is over, and brings the graph up to date."""
        self._extract()
        self._identify()
        status: Literal["ok", "partial"] = "partial" if self.problems else "ok"
        counts = {name: self.counts[name] for name in COUNTS} | {name: n for name in RARE if (n := self.counts[name])}
        if self.reader:
            counts |= {f"model_{name}": n for name, n in sorted(self.reader.counts.items()) if n}
        self.append([NewEvent("run.finished", run_stream(self.id), {"kind": self.kind, "status": status, "counts": counts})])
        return RunReport(self.id, self.kind, status, counts, tuple(self.problems), self._project(), self._index(), self._notes())

    def extractor(self) -> str:
        """Who reads in this run: the model, or the rules."""
        import nlp

        return self.model.extractor if self.model else nlp.EXTRACTOR

    def model_reader(self) -> ModelReader | None:
        """The run's dealings with its model, if it has one."""
        from nlp import ModelReader

        if self.model and not self.reader:
            self.reader = ModelReader(self.model)
        return self.reader

    def _notes(self) -> tuple[str, ...]:
        notes = [failed] if self.reader and (failed := self.reader.told()) else []
        older = sum(n for extractor, n in self.ledger.extractors().items() if extractor != self.extractor())
        if older:
            notes.append(
                f"{older} texts were read by another extractor than {self.extractor()}: dealgraph reextract shows what it would change"
            )
        return tuple(notes)

    def _take(self, stored: Iterable[Event]) -> None:
        stored = tuple(stored)
        self.known.fold(stored)
        for event in stored:
            if event.type in ("article.captured", "article.revised"):
                self.counts[event.type.partition(".")[2]] += 1

    def _extract(self) -> None:
        """Claims of every text that has not been read. Stories come first: a text that has claims is done."""
        # not before the lock is ours: a run that must leave leaves at once
        import nlp
        from ingest import _reading, _stories

        unread = _reading.unread(self.known)
        if not unread:
            return
        fresh = list({article.id: article for article, _ in unread if not article.read}.values())
        for linked in _stories.links(self.known, fresh, self.blobs):
            self.append(linked)
        self.say(f"reading {len(unread)} texts")
        for done, (article, text, found) in enumerate(_reading.readings(unread, self.blobs, self.model_reader()), 1):
            if isinstance(found, str):
                self.problems.append(f"{article.url}: not read for claims: {found}")
            else:
                self.append([decide.reading(article.id, text, found.model or nlp.EXTRACTOR, found.claims, found.mentions, found.language)])
                self.counts["other_language"] += found.language not in (None, "en")
                self.counts["claims"] += len(found.claims)
            if done % 50 == 0:
                self.say(f"read {done} of {len(unread)} texts")

    def _identify(self) -> None:
        """Says of new names which are short forms of others. A run that died before it could is made up for."""
        from graph.identity import judgements

        self.ledger.follow(self.log)
        if found := judgements(self.ledger):
            self.append(found)

    def _project(self) -> str | None:
        """Brings the graph up to the log; says why where it cannot."""
        from graph.project import project
        from graph.store import GraphStore

        self.say("bringing the graph up to date")
        try:
            store = GraphStore.open(self.home.graph_url, self.home.graph_dir)
            try:
                project(self.log, store, self.ledger, progress=self.say)
            finally:
                store.close()
        except GraphError as e:
            return e.message
        return None

    def _index(self) -> str | None:
        """Makes the log's new claims ready for searching; says why where it cannot in full. Nothing else depends on it."""
        import sqlite3

        from nlp import ClaimIndex

        try:
            return ClaimIndex(self.home.search_file).update(self.log, self.blobs.get_text)
        except (sqlite3.Error, OSError) as e:
            return f"the index for searching could not be written: {e}"


def _check_clock(log: EventLog) -> None:
    now, last = datetime.now(UTC), log.last_recorded()
    if last is not None and last - now > _SKEW:
        raise ClockBehind(
            f"this machine's clock says {now:%Y-%m-%d}, and the log has an event of {last:%Y-%m-%d}",
            f"Set the clock. Where it is the event's day that is wrong, run again from {last - _SKEW:%Y-%m-%d} on, or restore the log from "
            "a backup made before it. Nothing was written.",
        )


@contextmanager
def running(home: Home, kind: Kind, progress: Callable[[str], None] | None, model: ChatModel | None = None) -> Iterator[Run]:
    """Holds the home's lock and its log for one run, with a model if there is one.

    Raises :class:`~graph.errors.AlreadyRunning` and :class:`~ingest.errors.ClockBehind` at once.
    """
    with alone(home):
        log = EventLog.open(home.log_url)
        try:
            say = progress or (lambda _: None)
            # a log that this program does not understand is refused here, before anything is written
            _check_clock(log)
            with Ledger.open(home.index_file, log, progress=say) as ledger:
                yield Run(home, log, ledger, kind, say, model)
        finally:
            log.close()
