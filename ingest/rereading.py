"""The stored texts read anew by the current extractor: what it would change, and, when told, the adoption of what it read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from graph.events import Event, NewEvent
from graph.home import Home
from graph.ledger import CHUNK, Ledger
from graph.reextraction import Reread, changes
from ingest import _reading, decide
from ingest._reading import Text
from ingest._run import Run, running
from ingest.report import RunReport

if TYPE_CHECKING:
    from nlp import ChatModel


@dataclass(frozen=True)
class Reextraction:
    """What reading again comes to. ``former`` counts the texts by the extractor that had read them; ``report`` is the run's, where
    its claims were adopted.
    """

    extractor: str
    former: Mapping[str, int]
    problems: tuple[str, ...]
    changes: tuple[Reread, ...]
    report: RunReport | None = None


def reextract(
    home: Home, *, adopt: bool = False, progress: Callable[[str], None] | None = None, model: ChatModel | None = None
) -> Reextraction:
    """Reads every stored text whose claims are another extractor's, and compares what is believed with what would be.

    Nothing is written unless ``adopt``: then the new claims are appended, which takes the place of the older ones; these stay in
    the log. A ``model`` reads instead of the rules; a text on which it fails stays as it was read.

    Raises :class:`~graph.errors.AlreadyRunning`, :class:`~graph.errors.LogUnavailable`.
    """
    with running(home, "reextract", progress, model) as run, run.ledger.copy() as trial:
        extractor = run.extractor()
        former = {name: n for name, n in run.ledger.extractors().items() if name != extractor}
        texts = _reading.read_otherwise(run.known, run.ledger, extractor)
        problems = tuple(_read(run, texts, trial, extractor))
        found = tuple(changes(run.ledger, trial, run.ledger.last_run or date.today()))
        report = _adopt(run, texts, trial, extractor) if adopt and texts else None
        return Reextraction(extractor, former, problems, found, report)


def _read(run: Run, texts: list[Text], trial: Ledger, extractor: str) -> Iterator[str]:
    """Has the trial take in the new readings; gives what could not be read."""
    now = datetime.now(UTC)
    reader = run.model_reader()
    for done, (article, text, found) in enumerate(_reading.readings(texts, run.blobs, reader, rules=reader is None), 1):
        if isinstance(found, str):
            yield f"{article.url}: not read for claims: {found}"
        else:
            new = decide.reading(article.id, text, extractor, found.claims, found.mentions)
            trial.fold([Event(trial.seq + 1, "", new.stream, 0, new.type, 0, now, None, None, new.data)])
        if done % 50 == 0:
            run.say(f"read {done} of {len(texts)} texts")
    if reader and (failed := reader.told()):
        yield failed


def _adopt(run: Run, texts: list[Text], trial: Ledger, extractor: str) -> RunReport:
    """Appends what the trial has read."""
    run.start()
    events: list[NewEvent] = []
    for article, text in texts:
        reading = trial.reading(article.id, text)
        if reading is not None and reading.extractor == extractor:
            events.append(decide.read(article.id, text, reading))
            run.counts["claims"] += len(reading.claims)
        if len(events) >= CHUNK:
            run.append(events)
            events = []
    if events:
        run.append(events)
    return run.finish()
