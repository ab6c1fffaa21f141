"""What a run did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class RunReport:
    """One finished run.

    ``status``: ``partial`` where a feed, page or file failed; ``problems`` says which and why, for people. ``counts`` are
    those of the ``run.finished`` event. ``graph_error``: why the graph could not be brought up to date; the events are
    in the log all the same, and the next run catches up. ``search_error``: why new claims are found by their words alone, or not
    at all; everything else is complete. ``notes``: what an operator may want to know.
    """

    run: str
    kind: Literal["ingest", "backfill", "reextract"]
    status: Literal["ok", "partial"]
    counts: Mapping[str, int]
    problems: tuple[str, ...] = ()
    graph_error: str | None = None
    search_error: str | None = None
    notes: tuple[str, ...] = ()
