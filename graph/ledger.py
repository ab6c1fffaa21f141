"""What the log says, filed so that one thing can be looked up without reading it all: an index of articles and their claims.

The log is folded into tables (:mod:`graph._tables`): in a file of the home, where each event is taken in once, or in a
temporary one. The same events give the same ledger, in whatever batches they come. What can be looked up is :mod:`graph._index`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Final

from graph._fold import Folding, said
from graph._index import Index
from graph._tables import Tables
from graph.events import Event, NewEvent
from graph.log import EventLog
from graph.program import fingerprint
from graph.reviews import Reviews
from graph.statements import Statement

CHUNK: Final = 5_000
"""Events that are taken in together: enough to be quick, few enough to be held in memory."""


class Ledger(Index):
    """The state after :attr:`seq` events. With ``known_at``, of what the public could know on that day."""

    def __init__(self, path: Path | None = None, *, known_at: date | None = None) -> None:
        super().__init__(Tables(path))
        self._known_at = known_at
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
