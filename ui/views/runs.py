"""How the last run went, and whether the graph is up to date, in words. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from graph.runs import LastRun
from ui.words import counted, day_text, listed, raised

_KINDS: Final = {"ingest": "Nightly run", "backfill": "Backfill", "reextract": "Reading anew"}
_COUNTS: Final = (
    ("captured", "new page", "new pages"),
    ("revised", "changed page", "changed pages"),
    ("claims", "claim", "claims"),
    ("failed_articles", "page failed", "pages failed"),
)
_FEEDS: Final = 3
"""Failed feeds that are named."""
_AWAITED: Final = timedelta(days=3)
"""A nightly run is missed when none has been over for so long."""

_PARTLY: Final = "Went well in part"
_LAGS: Final = "The graph is not up to date"
_UNREAD: Final = "The log cannot be read"


@dataclass(frozen=True)
class Standing:
    """The last run and what the graph ``lacks`` of the log or of this program's rules; ``late`` says since when nothing has been read, if
    that is long ago. Where the log cannot be read, what is wrong and what to do (``unread``) instead.
    """

    run: LastRun | None = None
    lacks: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    unread: tuple[str, str] | None = None

    @property
    def old(self) -> tuple[str, ...]:
        """What keeps the answers from being up to date, with what to do."""
        return (*self.lacks, *self.late)


@dataclass(frozen=True)
class Health:
    """How the last run went: ``well`` if nothing failed and the graph has taken in all."""

    well: bool
    title: str
    lines: tuple[str, ...]


def standing(run: LastRun | None, warnings: Sequence[str], now: datetime) -> Standing:
    """How things stand after a run, with what the graph warns of."""
    if run is None or now - run.finished <= _AWAITED:
        return Standing(run, tuple(warnings))
    days = (now - run.finished).days
    late = f"the last run was {days} days ago, on {day_text(run.finished.date())}: dealgraph ingest reads what is new since"
    return Standing(run, tuple(warnings), (late,))


def banner(found: Standing) -> tuple[str, str] | None:
    """A title and sentences for the pages that do not show the last run itself; ``None`` where all is well."""
    if found.unread:
        return _UNREAD, raised("{}. {}".format(*found.unread))
    partly = found.run is not None and found.run.status != "ok"
    if not partly and not found.old:
        return None
    said = [*found.old, *(["some feeds or pages failed in the last run: Home says which"] if partly else [])]
    title = _LAGS if found.old else "The last run went well in part"
    return title, " ".join(f"{raised(line)}." for line in said)


def health(found: Standing) -> Health:
    """The last run in words, with what the graph lacks."""
    if found.unread:
        return Health(False, _UNREAD, found.unread)
    run = found.run
    if run is None:
        return Health(False, "No run yet", ("What is here was put in by hand.", *found.old))
    counts = [counted(n, one, many) for name, one, many in _COUNTS if (n := run.counts.get(name, 0))]
    lines = [f"{_KINDS.get(run.kind, run.kind)}, over at {moment(run.finished)}", listed(counts, most=9) or "Nothing new"]
    lines += [f"Feed failed: {address}: {why}" for address, why in run.failed[:_FEEDS]]
    if len(run.failed) > _FEEDS:
        lines.append(f"{len(run.failed) - _FEEDS} more feeds failed")
    well = run.status == "ok" and not found.old
    title = "All went well" if well else _PARTLY if run.status != "ok" else _LAGS
    return Health(well, title, (*lines, *found.old))


def moment(stamp: datetime) -> str:
    """``30 Nov 2026, 03:15 UTC``; stamps of the log are UTC."""
    return f"{day_text(stamp.date())}, {stamp:%H:%M} UTC"
