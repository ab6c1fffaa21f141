"""What Home says: how the last run went, what it brought, and what is open. Pure functions of the graph's answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from graph.answers import Clash, Right
from graph.runs import LastRun
from ui.views.changes import Change, line_of
from ui.words import MODES, counted, credence_text, day_text, field_label, listed, over_label, term_text

_KINDS: Final = {"ingest": "Nightly run", "backfill": "Backfill", "reextract": "Reading anew"}
_COUNTS: Final = (
    ("captured", "new page", "new pages"),
    ("revised", "changed page", "changed pages"),
    ("claims", "claim", "claims"),
    ("failed_articles", "page failed", "pages failed"),
)
_FEEDS: Final = 3
"""Failed feeds that are named."""


@dataclass(frozen=True)
class Health:
    """How the last run went: ``well`` if nothing failed and the graph has taken in all."""

    well: bool
    title: str
    lines: tuple[str, ...]


def health(run: LastRun | None, warnings: Sequence[str] = ()) -> Health:
    """The last run in words, with what the graph lacks."""
    if run is None:
        return Health(False, "No run yet", ("What is here was put in by hand.", *warnings))
    counts = [counted(n, one, many) for name, one, many in _COUNTS if (n := run.counts.get(name, 0))]
    lines = [f"{_KINDS.get(run.kind, run.kind)}, over at {moment(run.finished)}", listed(counts, most=9) or "Nothing new"]
    lines += [f"Feed failed: {address}: {why}" for address, why in run.failed[:_FEEDS]]
    if len(run.failed) > _FEEDS:
        lines.append(f"{len(run.failed) - _FEEDS} more feeds failed")
    well = run.status == "ok" and not warnings
    title = "All went well" if well else "Went well in part" if run.status != "ok" else "The graph is not up to date"
    return Health(well, title, (*lines, *warnings))


def moment(stamp: datetime) -> str:
    """``30 Nov 2026, 03:15 UTC``; stamps of the log are UTC."""
    return f"{day_text(stamp.date())}, {stamp:%H:%M} UTC"


def brought(rights: Iterable[Right], claims: Collection[str], at: date) -> tuple[Change, ...]:
    """The rights that a run's claims speak for or against, a line each with what it read of them."""
    return tuple(
        Change(
            day_text(r.known_from),
            "begins",
            "known",
            r.id,
            r.grantor,
            f"{r.grantee} · {over_label(r)}",
            f"{MODES[r.mode]}, {term_text(r, at)}, {credence_text(r.credence)}",
            tuple(e for e in (*r.supporting, *r.opposing) if e.claim in claims),
            r.known_from,
            f"brought|{line_of(r)}",
        )
        for r in rights
    )


@dataclass(frozen=True)
class Open:
    """A conflict in a line."""

    who: str
    grantor: str
    over: str
    since: str
    potential: bool


def open_conflicts(clashes: Iterable[Clash]) -> tuple[Open, ...]:
    """Conflicts in a line each, those that surely overlap first, then the latest."""
    ordered = sorted(clashes, key=lambda c: (c.since or date.min, [r.id for r in c.rights]), reverse=True)
    return tuple(
        Open(
            " vs ".join(r.grantee for r in c.rights),
            c.rights[0].grantor,
            listed(field_label(f) for f in c.field_of_use),
            f"since {day_text(c.since)}" if c.since else "since an unknown day",
            c.kind == "potential",
        )
        for c in sorted(ordered, key=lambda c: c.kind == "potential")
    )
