"""Which organisation a name means: an id, how sure that is, and what else it might be.

Exact names come first, as the gazetteer spells them or a text has them; others by :mod:`graph.matching`. Nothing is decided here
that is not all but certain: what lies below :data:`SURE` is a question for a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph.gazetteer import Entity, entity_id, fold, load
from graph.matching import parts, score

SURE: Final = 0.95
"""From this confidence on two names are joined without asking."""

ASKED: Final = 0.5
"""From this confidence on it is worth asking, where cross-validation on labelled pairs puts the line between same and other."""

_AMBIGUOUS: Final = 0.8
"""How sure a known name is that is also a common word, or another company's."""
_SHORT_FORM: Final = 0.6
"""How likely the first words of a longer name stand for it."""
_CROWD: Final = 200
"""More names than this share a beginning only by chance: then it is no reason to compare them."""
_SHOWN: Final = 5


@dataclass(frozen=True)
class Candidate:
    """An organisation that may be meant. ``why`` says what speaks for it, ``confidence`` how much, 0 to 1."""

    id: str
    name: str
    confidence: float
    why: str


@dataclass(frozen=True)
class Linked:
    """What a name means. ``id`` is its own where no candidate is sure; ``candidates`` the likeliest first, what ``id`` means included."""

    name: str
    id: str
    confidence: float
    candidates: tuple[Candidate, ...]

    @property
    def sure(self) -> bool:
        """Whether nobody needs to be asked."""
        return self.confidence >= SURE


def link(name: str, among: Iterable[str] = ()) -> Linked:
    """The organisation that a name means, among those of the gazetteer and any others that are given by name.

    The confidence is that of the candidate whose ``id`` is given, or of the name's standing for nothing known.
    """
    return linked(name, (*_known().candidates(name), *Names(among).candidates(name)))


def linked(name: str, candidates: Iterable[Candidate]) -> Linked:
    """The verdict on a name from its candidates: the likeliest where it is sure and alone, else the name itself."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (-c.confidence, c.id, c.name)):
        best.setdefault(candidate.id, candidate)
    ranked = tuple(best.values())[:_SHOWN]
    own = entity_id(name)
    rival = ranked[1].confidence if len(ranked) > 1 else 0.0
    if ranked and (ranked[0].id == own or ranked[0].confidence >= SURE > rival):
        return Linked(name, ranked[0].id, ranked[0].confidence, ranked)
    return Linked(name, own, round(1 - ranked[0].confidence, 3) if ranked else 1.0, ranked)


class Names:
    """Names of organisations, to find those that another one may mean without comparing it with all."""

    def __init__(self, names: Iterable[str], ids: Mapping[str, str] | None = None) -> None:
        self._ids = ids or {}
        self._names: dict[str, str] = {}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if name not in self._names:
                self._names[name] = self._ids.get(name) or entity_id(name)
                for key in set(_keys(name)):
                    self._by_key[key].append(name)

    def candidates(self, name: str, least: float = ASKED) -> Iterator[Candidate]:
        """The organisations that may be meant, one candidate for each of their names that is likely enough, in no order."""
        own = fold(name)
        alike = [self._by_key[key] for key in _keys(name) if key in self._by_key]
        near = {other for names in alike if len(names) <= _CROWD for other in names}
        for other in sorted(near):
            confidence, why = self._judged(name, other, own)
            if confidence >= least:
                yield Candidate(self._names[other], other, round(confidence, 3), why)

    def _judged(self, name: str, other: str, own: str) -> tuple[float, str]:
        likeness = score(name, other)
        if fold(other) == own:
            return (likeness, "the same name") if likeness == 1 else (likeness, "the same name with another legal form")
        if likeness == 1:
            return SURE, "the same words, written another way"
        likeness = min(likeness, SURE - 0.05)
        if likeness < _SHORT_FORM and begins(other, name):
            return _SHORT_FORM, "the short form of its name"
        return likeness, "a name much like it"


def begins(longer: str, short: str) -> bool:
    """Whether the short name is the first words of the longer one."""
    a, b = fold(longer).split(), fold(short).split()
    return len(a) > len(b) and a[: len(b)] == b


def _keys(name: str) -> Iterator[str]:
    """What two names that are worth comparing have at least one of in common: how a word begins or ends, all letters, the first letters."""
    words = parts(name).words
    yield "=" + "".join(words)
    if len(words) == 1:
        yield "." + words[0]
    elif len(words) > 2:
        yield "." + "".join(word[0] for word in words)
    for word in words:
        if len(word) > 2:
            yield word[:3]
            yield "-" + word[-3:]
            yield "+" + word


@cache
def _known() -> _Gazetteer:
    return _Gazetteer()


class _Gazetteer:
    """The companies of the gazetteer by all their names, and by their tickers."""

    def __init__(self) -> None:
        companies = [entity for entity in load() if entity.kind == "company"]
        self._by_id = {entity.id: entity for entity in companies}
        ids = {name: entity.id for entity in companies for name in (entity.name, *entity.aliases)}
        self._names = Names(ids, ids)
        self._tickers = {ticker: entity for entity in companies for ticker in entity.tickers}

    def candidates(self, name: str) -> Iterator[Candidate]:
        if ticker := self._tickers.get(name.rpartition(":")[2].strip(" ()")):
            yield Candidate(ticker.id, ticker.name, SURE if ":" in name else _AMBIGUOUS, "its ticker")
        known = load().by_name(name)
        if known is not None and known.kind != "company":
            yield Candidate(known.id, known.name, 1.0, f"a known {known.kind}")
        for candidate in self._names.candidates(name):
            entity = self._by_id[candidate.id]
            confidence = min(candidate.confidence, _AMBIGUOUS) if _doubtful(name, entity) else candidate.confidence
            yield Candidate(entity.id, entity.name, confidence, candidate.why)


def _doubtful(name: str, entity: Entity) -> bool:
    """Whether a name says less than that it is this company: a common word, without the legal form or the rest of its name."""
    return entity.ambiguous and len(name.split()) == 1
