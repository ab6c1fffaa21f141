"""Which names are one company: judgements that the program itself can make, as events that say why.

News gives a company's full name once and a short form afterwards, and a short article may never give the full one. A
short form is taken for a longer name when no other name could be meant and the two deal with the same party or in the
same thing. Whoever knows better says so with another event.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from graph._witnesses import subject_words
from graph.events import NewEvent, entity_stream
from graph.gazetteer import entity_id, fold, load
from graph.ledger import Ledger
from graph.statements import claim_parties

RULE: Final = "short-form"


def judgements(ledger: Ledger) -> tuple[NewEvent, ...]:
    """What can be said about names that were read since the last run: each short form with the one longer name that it stands for."""
    read = {name for article in ledger.fresh for s in ledger.statements(article) for name in claim_parties(s.claim) if _unknown(name)}
    shorts = read | {short for name in read for short in _beginnings(ledger, name)}
    found = []
    for short in sorted(shorts):
        longer = sorted(name for name in ledger.parties(fold(short), longer=True) if _unknown(name) and _begins(name, short))
        if len(longer) != 1 or ledger.judged(short, longer[0]):
            continue
        shared = sorted(_company_kept(ledger, short) & _company_kept(ledger, longer[0]))
        if shared:
            why = f"the short form of one name only; in both cases {', '.join(shared)}"
            data = {"name": short, "other": longer[0], "verdict": "same", "by": RULE, "why": why}
            found.append(NewEvent("entity.judged", entity_stream(entity_id(short)), data))
    return tuple(found)


def _unknown(name: str) -> bool:
    return load().by_name(name) is None


def _beginnings(ledger: Ledger, name: str) -> Set[str]:
    """The names of parties of which this one is a longer form."""
    words = fold(name).split()
    starts = {found for n in range(1, len(words)) for found in ledger.parties(" ".join(words[:n]))}
    return {short for short in starts if _unknown(short) and _begins(name, short)}


def _company_kept(ledger: Ledger, party: str) -> Set[str]:
    """The ids of those whom a party is named with in claims, and the things that they deal in."""
    out: set[str] = set()
    for article in ledger.naming(party):
        for statement in ledger.statements(article):
            names = claim_parties(statement.claim)
            if party in names:
                out |= subject_words(getattr(statement.claim, "subject", None), names)
                out |= {entity_id(name) for name in names if name != party}
    return out


def _begins(longer: str, short: str) -> bool:
    a, b = fold(longer).split(), fold(short).split()
    return len(a) > len(b) and a[: len(b)] == b
