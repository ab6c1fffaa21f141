"""What the last completed run did, read from the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.log import EventLog

_READINGS: Final = 250
"""Articles of a run whose claims are looked at, at most; the latest."""


@dataclass(frozen=True)
class LastRun:
    """A run: its ``kind`` (ingest, backfill, reextract), how it ended (ok, partial), what it counted, and what went wrong.

    ``failed`` are feeds by their addresses, with what was wrong with them. ``claims`` are ids of what was read since the run before
    it was over, on ``after``: of the latest articles, where ``whole`` is false.
    """

    kind: str
    status: str
    finished: datetime
    counts: Mapping[str, int]
    failed: tuple[tuple[str, str], ...]
    after: datetime | None
    claims: tuple[str, ...]
    whole: bool


def last_run(log: EventLog) -> LastRun | None:
    """The last completed run; ``None`` before the first."""
    newest = log.newest(("run.finished",), 2)
    if not newest:
        return None
    ended, before = newest[0], newest[1] if len(newest) > 1 else None
    since = before.seq if before else 0
    polls = log.read(since, types=("feed.polled",), upto=ended.seq)
    failed = {e.data["feed"]: str(e.data.get("error") or "failed") for e in polls if e.data["status"] == "failed"}
    readings = [e for e in log.newest(("claims.extracted",), _READINGS + 1, before=ended.seq) if e.seq > since]
    claims = tuple(claim["id"] for reading in readings[:_READINGS] for claim in reading.data["claims"])
    return LastRun(
        kind=ended.data["kind"],
        status=ended.data["status"],
        finished=ended.recorded_at,
        counts=ended.data["counts"],
        failed=tuple(failed.items()),
        after=before.recorded_at if before else None,
        claims=claims,
        whole=len(readings) <= _READINGS,
    )
