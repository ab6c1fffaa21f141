"""What Home says: what the last run brought, and what is open. Pure functions of the graph's answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from graph.answers import Clash, Right
from ui.views.changes import Change, line_of
from ui.words import MODES, credence_text, day_text, field_label, listed, over_label, term_text


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
