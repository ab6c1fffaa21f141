"""Which names are one company: judgements that the program itself can make, as events that say why.

News gives a company's full name once and a short form afterwards, and a short article may never give the full one. A
short form is taken for a longer name when no other name could be meant and the two deal with the same party or in the
same thing. Whoever knows better says so with another event.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Final

from graph._witnesses import subject_words
from graph.events import NewEvent, entity_stream
from graph.gazetteer import entity_id, fold, load
from graph.ledger import Ledger, claim_parties

RULE: Final = "short-form"


def judgements(ledger: Ledger) -> tuple[NewEvent, ...]:
    """What can be said about names that nobody has judged yet: each short form with the one longer name that it stands for."""
    company = _company_kept(ledger)
    found = []
    for short in sorted(company):
        longer = sorted(name for name in company if _begins(name, short))
        if len(longer) != 1 or ledger.judged(short, longer[0]):
            continue
        shared = sorted(company[short] & company[longer[0]])
        if shared:
            why = f"the short form of one name only; in both cases {', '.join(shared)}"
            data = {"name": short, "other": longer[0], "verdict": "same", "by": RULE, "why": why}
            found.append(NewEvent("entity.judged", entity_stream(entity_id(short)), data))
    return tuple(found)


def _company_kept(ledger: Ledger) -> Mapping[str, Set[str]]:
    """Every party that is not in the gazetteer, with the ids of those it is named with in claims, and the things they deal in."""
    out: dict[str, set[str]] = {}
    for article in ledger.articles:
        for statement in ledger.statements(article):
            names = claim_parties(statement.claim)
            things = subject_words(getattr(statement.claim, "subject", None), names)
            for name in names:
                if load().by_name(name) is None:
                    out.setdefault(ledger.spelling(name), set()).update(things, (entity_id(n) for n in names if n != name))
    return out


def _begins(longer: str, short: str) -> bool:
    a, b = fold(longer).split(), fold(short).split()
    return len(a) > len(b) and a[: len(b)] == b
