"""Two rights that cannot both hold, side by side, in words. Pure functions of the graph's answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.answers import Clash, Evidence, Right
from graph.claims import Mode
from ui.permalink import View
from ui.views.cards import holds
from ui.words import STRENGTH, credence_text, day_text, field_label, listed, over_label, term_text


@dataclass(frozen=True)
class Party:
    """One side of a conflict."""

    holder: str
    mode: Mode
    over: str
    term: str
    credence: str
    told: tuple[Evidence, ...]


@dataclass(frozen=True)
class Conflict:
    """Two rights side by side. ``during`` is when both hold, ``now`` whether that is so on the day."""

    kind: str
    during: str
    fields: str
    now: bool
    objecting: str
    sides: tuple[Party, Party]


def conflicts(view: View, clashes: Iterable[Clash], shown: Iterable[Right]) -> tuple[Conflict, ...]:
    """The clashes that rights in scope are in, those of the day first."""
    ids = {r.id for r in shown}
    found = [_conflict(view, c) for c in clashes if any(r.id in ids for r in c.rights)]
    return tuple(sorted(found, key=lambda c: not c.now))


def _conflict(view: View, clash: Clash) -> Conflict:
    since = day_text(clash.since) if clash.since else "an unknown day"
    during = f"{since} to {day_text(clash.until)}" if clash.until else f"since {since}"
    left, right = (_party(r, view.at) for r in sorted(clash.rights, key=lambda r: (STRENGTH[r.mode], r.id)))
    fields = ", ".join(field_label(f) for f in clash.field_of_use)
    return Conflict(clash.kind, during, fields, holds(clash, view.at), listed(clash.disputed_by), (left, right))


def _party(right: Right, at: date) -> Party:
    return Party(right.grantee, right.mode, over_label(right), term_text(right, at), credence_text(right.credence), right.supporting)
