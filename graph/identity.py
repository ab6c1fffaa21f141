"""Which names are one company: what the program can say by itself, and what it asks.

News gives a company's full name once and a short form afterwards, and a short article may never give the full one. A
short form is taken for a longer name when no other name could be meant and the two deal with the same party or in the
same thing; two spellings of the same words are one name. All else that looks alike is a question, and a person's answer is
an event as the program's is: same, different or unsure, by whom and why. What has been judged is not asked again, unless it is
reopened; who is not sure keeps the two apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from typing import Final

from graph.errors import BadInput
from graph.events import NewEvent, entity_stream
from graph.gazetteer import entity_id, fold, load
from graph.ledger import Ledger
from graph.linking import SURE, Candidate, Linked, Names, begins, link, linked
from graph.statements import claim_parties
from graph.subjects import subject_of

SHORT_FORM: Final = "short-form"
SPELLING: Final = "spelling"
"""The rules by which the program judges, as the ``by`` of its events."""

LOOKED: Final = 2_000
"""Companies among which those in question are looked for: those of most articles."""

_SHARED: Final = 0.5
"""What a party or a thing in common takes from the doubt about two names."""

_READ: Final = 20
"""Articles with claims of a name that are read at most, to see whom and what it is named with."""


@dataclass(frozen=True)
class Question:
    """A name, which so many articles have, that may mean one of several others: ``candidates`` nobody has judged, the likeliest first."""

    id: str
    name: str
    articles: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Questions:
    """Names in question, those of most articles first: all of them if ``complete``, else those of the best known names."""

    found: tuple[Question, ...]
    complete: bool


def judgements(ledger: Ledger) -> tuple[NewEvent, ...]:
    """What can be said about names read since the last run: other spellings, and short forms with the one longer name they mean."""
    read = {name for article in ledger.fresh for s in ledger.statements(article) for name in claim_parties(s.claim) if _unknown(name)}
    found = []
    for name in sorted(read):
        other = sorted(ledger.alike(name) - {name})
        if len(other) == 1 and not (other[0] in read and other[0] < name) and not ledger.judged(name, other[0]):
            few, many = sorted((name, other[0]), key=lambda n: (len(ledger.naming(n)), n))
            found.append(judgement(few, many, "same", by=SPELLING, why="the same letters, spaces apart"))
    spelt = {event.data["name"] for event in found}
    shorts = read | {short for name in read for short in _beginnings(ledger, name)}
    for short in sorted(shorts - spelt):
        longer = sorted(name for name in ledger.parties(fold(short), longer=True) if _unknown(name) and begins(name, short))
        if len(longer) != 1 or ledger.judged(short, longer[0]):
            continue
        ours, theirs = _seen(ledger, short), _seen(ledger, longer[0])
        shared = sorted(ours.company & theirs.company) if ours and theirs else []
        if shared:
            why = f"the short form of one name only; in both cases {', '.join(shared)}"
            found.append(judgement(short, longer[0], "same", by=SHORT_FORM, why=why))
    return tuple(found)


def questions(ledger: Ledger, looked: int = LOOKED) -> Questions:
    """The names that may be another's and that nobody has judged, among so many names that most articles have."""
    names = list(islice(ledger.party_names(), looked + 1))
    found = _asked(ledger, names[:looked])
    return Questions(tuple(sorted(found, key=lambda q: (-q.articles, q.id))), len(names) <= looked)


def judgement(name: str, other: str, verdict: str, *, by: str, why: str) -> NewEvent:
    """The event that says whether two names are one. Of the same two, the one that the gazetteer knows is kept, else ``other``."""
    if verdict == "same" and load().by_name(name) and not load().by_name(other):
        name, other = other, name
    data = {"name": name, "other": other, "verdict": verdict, "by": by, "why": why}
    return NewEvent("entity.judged", entity_stream(entity_id(name)), data)


def judge(ledger: Ledger, name: str, other: str, verdict: str, *, by: str, why: str) -> NewEvent:
    """The event of a person's judgement, as it has to be told for the names that are joined by now.

    Raises :class:`~graph.errors.BadInput` for names that are one already by way of others, or of which none has been read.
    """
    for told in (name, other):
        if not ledger.naming(told):
            raise BadInput(f"no article that was read names {told!r}", "dealgraph entities lists the names in question.")
    if entity_id(name) == entity_id(other):
        raise BadInput(f"{name!r} and {other!r} are one name for this program", "It tells names apart by their words, legal forms apart.")
    group = entity_id(ledger.canonical(name))
    one = group == entity_id(ledger.canonical(other))
    if verdict == "same":
        if one:
            raise BadInput(f"{name!r} and {other!r} are one already", "Nothing was written.")
        return judgement(ledger.canonical(name), ledger.canonical(other), verdict, by=by, why=why)
    if verdict == "reopen" and not ledger.judged(name, other):
        raise BadInput(f"nobody has judged {name!r} and {other!r}", "Nothing was written.")
    joins = ledger.joins(name)
    for first, second in ((name, other), (other, name)):
        if any(entity_id(told) == entity_id(first) and entity_id(kept) == entity_id(second) for told, kept in joins.items()):
            return judgement(first, second, verdict, by=by, why=why)
    if one:
        links = ", ".join(f"{told} = {kept}" for told, kept in sorted(joins.items()))
        raise BadInput(f"{name!r} and {other!r} are one by way of other names", f"Take back one of these: {links}.")
    return judgement(name, other, verdict, by=by, why=why)


def linked_in(ledger: Ledger, name: str) -> Linked:
    """What a name means among all that the ledger and the gazetteer know."""
    known = ledger.canonical(name)
    if entity_id(known) != entity_id(name):
        key = entity_id(known)
        return Linked(name, key, 1.0, (Candidate(key, known, 1.0, "judged to be the same"),))
    return link(name, ledger.party_names())


@dataclass(frozen=True)
class _Seen:
    """A party of claims: whom and what it is named with, and with which other parties in one claim."""

    company: Set[str]
    beside: Set[str]


def _seen(ledger: Ledger, party: str, most: int | None = None) -> _Seen | None:
    """With what and whom a party is named, in all articles with claims of it or in some; ``None`` for a name that no claim has."""
    things: set[str] = set()
    beside: set[str] = set()
    told: set[str] = set()
    for article in ledger.dealing(party):
        for statement in ledger.statements(article):
            names = claim_parties(statement.claim)
            if party in names:
                told.add(article)
                things |= subject_of(getattr(statement.claim, "subject", None), names).names
                beside |= {entity_id(name) for name in names if name != party}
        if len(told) == most:
            break
    return _Seen(things | beside, beside) if told else None


def _asked(ledger: Ledger, parties: Sequence[str]) -> Iterator[Question]:
    """Each name that the gazetteer does not know with what it may mean and nobody has judged; of two such names, the rarer is asked about.

    ``parties`` are the names, the commonest first.
    """
    names = Names(parties)
    seen = cache(partial(_seen, ledger, most=_READ))
    asked: set[frozenset[str]] = set()
    for name in filter(_unknown, reversed(parties)):
        own = entity_id(name)
        listed, found = link(name).candidates, []
        for candidate in (*listed, *names.candidates(name)):
            pair = frozenset((own, candidate.id))
            if candidate.id == own or pair in asked or ledger.judged(name, candidate.name):
                continue
            one, other = seen(name), seen(candidate.name)
            if one is not None and candidate.id not in one.beside and (other is not None or candidate in listed):
                found.append(_weighed(candidate, one, other))
        if ranked := linked(name, found).candidates:
            asked |= {frozenset((own, c.id)) for c in ranked}
            yield Question(own, name, len(ledger.naming(name)), ranked)


def _weighed(candidate: Candidate, one: _Seen, other: _Seen | None) -> Candidate:
    """The candidate with what the two names' company speaks for it."""
    shared = sorted(one.company & other.company) if other else []
    if not shared or candidate.confidence >= SURE:
        return candidate
    confidence = min(candidate.confidence + (1 - candidate.confidence) * _SHARED, SURE - 0.01)
    return replace(candidate, confidence=round(confidence, 3), why=f"{candidate.why}; in both cases {', '.join(shared)}")


def _unknown(name: str) -> bool:
    return load().by_name(name) is None


def _beginnings(ledger: Ledger, name: str) -> Set[str]:
    """The names of parties of which this one is a longer form."""
    words = fold(name).split()
    starts = {found for n in range(1, len(words)) for found in ledger.parties(" ".join(words[:n]))}
    return {short for short in starts if _unknown(short) and begins(name, short)}
