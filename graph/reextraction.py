"""What other readings of the same texts would change in what is believed: two ledgers, compared grantor by grantor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.beliefs import believe
from graph.ledger import Ledger
from graph.statements import Statement
from graph.whatif import Change, compare, party_names


@dataclass(frozen=True)
class Reread:
    """A belief that would change, with what the claims behind it say, by their ids, and how its parties are called."""

    change: Change
    told: Mapping[str, Statement]
    names: Mapping[str, str]


def changes(before: Ledger, after: Ledger, known: date) -> Iterator[Reread]:
    """What changes in the beliefs held on the day of knowledge ``known`` between a ledger and one that has taken in more."""
    for grantor in after.touched("grantor", before.seq):
        was, now = before.statements_of(grantor), after.statements_of(grantor)
        for change in compare(believe(grantor, was), believe(grantor, now), known):
            cited = {i for b in (change.before, change.after) if b is not None for i in (*b.supporting, *b.opposing)}
            yield Reread(change, {s.id: s for s in (*was, *now) if s.id in cited}, party_names(change, after))
