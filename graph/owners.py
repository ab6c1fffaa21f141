"""Who owned whom on a day: from the gazetteer and from acquisitions that were told. Pure functions.

Rule *acquisition*: whoever takes a company over answers for the rights that it holds and has granted, from that day on. The right
stays the company's own, and the answer says through whom. Two holders of one group do not conflict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from graph.claims import AgreementClaim, Stance
from graph.dates import Interval
from graph.gazetteer import load

_BY: Final = re.compile(
    r"\b(?:acquired|bought|purchased|owned|sold|taken over|snapped up|(?:acquisition|purchase|takeover|sale) of\b[^.;]*?)"
    r"\s+(?:\w+ ){0,3}?(?:by|to)\b",
    re.IGNORECASE,
)
_MERGER: Final = re.compile(r"\bmerge[rds]?\b|\bmerging\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ownership:
    """``owner`` had ``owned`` over ``during``; both are entity ids. ``claim`` tells of it, ``None`` where the gazetteer does."""

    owned: str
    owner: str
    during: Interval
    claim: str | None = None


def takeover(claim: AgreementClaim) -> tuple[str, str] | None:
    """Who takes over whom by an acquisition that is more than talk, by name; ``None`` where the text does not tell the two apart."""
    if claim.type != "acquisition" or len(claim.parties) != 2 or claim.stance in (Stance.PROPOSED, Stance.DENIED):
        return None
    if _MERGER.search(claim.quote):
        return None
    first, second = claim.parties  # whoever does the buying is named first
    places = [_place(claim.quote, name) for name in (first, second)]
    if (passive := _BY.search(claim.quote)) and max(places) >= passive.end() > min(places) >= 0:
        return (first, second) if places[0] > places[1] else (second, first)
    return (second, first) if 0 <= places[1] < places[0] else (first, second)


def _place(quote: str, name: str) -> int:
    small = quote.casefold()
    return max(small.find(name.casefold()), small.find(name.casefold().split()[0]))


class Owners:
    """All ownerships that are known, asked by day. Circles ("A owns B owns A") are walked once."""

    def __init__(self, told: Iterable[Ownership]) -> None:
        self._up: dict[str, list[Ownership]] = {}
        self._down: dict[str, list[Ownership]] = {}
        for o in sorted({*told, *_listed()}, key=lambda o: (o.during.start or date.min, o.owned, o.owner, o.claim or "")):
            self._up.setdefault(o.owned, []).append(o)
            self._down.setdefault(o.owner, []).append(o)

    def above(self, entity: str, day: date) -> tuple[Ownership, ...]:
        """The steps from an entity to its owner, the owner's owner, and so on."""
        steps: list[Ownership] = []
        seen = {entity}
        while True:
            # of several that were told, the latest counts: it was sold on
            step = next((o for o in reversed(self._up.get(entity, ())) if day in o.during), None)
            if step is None or step.owner in seen:
                return tuple(steps)
            steps.append(step)
            seen.add(entity := step.owner)

    def below(self, entity: str, day: date) -> Mapping[str, tuple[Ownership, ...]]:
        """Every company that belongs to an entity on that day, with the steps from it to the entity."""
        found: dict[str, tuple[Ownership, ...]] = {}
        todo = [entity]
        while todo:
            for o in self._down.get(todo.pop(), ()):
                if o.owned in found or o.owned == entity:
                    continue
                steps = self.above(o.owned, day)
                if at := next((n for n, step in enumerate(steps, 1) if step.owner == entity), None):
                    found[o.owned] = steps[:at]
                    todo.append(o.owned)
        return found

    def one_group(self, a: str, b: str, day: date) -> bool:
        """Whether the two belong together on that day."""
        groups = [{entity, *(o.owner for o in self.above(entity, day))} for entity in (a, b)]
        return not groups[0].isdisjoint(groups[1])

    def apart(self, a: str, b: str, during: Interval) -> list[Interval]:
        """The parts of the days on which the two do not belong together."""
        near = {a, b}
        todo = [a, b]
        while todo:
            for o in self._up.get(todo.pop(), ()):
                if o.owner not in near:
                    near.add(o.owner)
                    todo.append(o.owner)
        bounds = {d for e in near for o in self._up.get(e, ()) for d in (o.during.start, o.during.end) if d is not None}
        cuts = [during.start, *sorted(d for d in bounds if d in during and d != during.start), during.end]
        parts = [Interval(x, y) for x, y in pairwise(cuts)]
        return [part for part in parts if not self.one_group(a, b, part.start or date.min)]


def _listed() -> Sequence[Ownership]:
    """The companies that the gazetteer knows as owned; a brand is no party, so its owner is of no concern here."""
    found = []
    for entity in load():
        for owner in entity.owners if entity.kind == "company" else ():
            above = load().by_name(owner.name)
            if above is not None:
                during = Interval(owner.since.first if owner.since else None, owner.until.first if owner.until else None)
                found.append(Ownership(entity.id, above.id, during))
    return found
