"""What a right is about: which words of a subject tell it from another, and when one subject covers another.

"Its technology" tells nothing: a right over it is over whatever there is. "The Orin consoles" are a family, which covers its versions;
"the Orin 2" is one version, and a right over it covers no other (rule *version*).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_NUMBERED: Final = re.compile(r"([^\W\d_]+)-?(v?\d+(?:\.\d+)*[a-z]{0,2})((?:-[^\W_]+)*)\Z")
_NUMBER: Final = re.compile(r"v?\d{1,3}(?:\.\d+)*[a-z]?\Z")


def _stem(word: str) -> str:
    return word.rstrip("s") if len(word) > 3 else word


_GENERIC: Final = frozenset(
    _stem(word)
    for word in """
    a access ai all an and any api apis application applications artificial basis both business capacity certain chip chips
    cloud clouds commercial compute computing content data demand equipment every exclusive exclusively family for from future
    generation goods hardware high-performance in inference infrastructure intellectual ip its large level licence license line lines market
    material model models needs new non-exclusive of offering offerings on operations or other our output own platform
    portfolio power product production products program programme programs property range requirements right rights sales
    sector series service services software solution solutions start-up such supplies supply system systems technologies technology
    terms that the their these this those to training use version versions volume volumes with work workload workloads
    """.split()
)


@dataclass(frozen=True)
class Subject:
    """``names`` are the telling words, ``versions`` the numbers that go with them: "Orin 2 console" has ``orin``, ``console``, ``2``."""

    names: frozenset[str] = frozenset()
    versions: frozenset[str] = frozenset()

    @property
    def words(self) -> frozenset[str]:
        """Everything that tells it from another; empty for whatever there is."""
        return self.names | self.versions

    def kin(self, other: Subject) -> bool:
        """Whether they share a name, in whatever versions."""
        return bool(self.names & other.names)

    def meets(self, other: Subject) -> bool:
        """Whether the two may be one thing: not where both name versions and none in common."""
        if not self.words or not other.words:
            return True
        return self.kin(other) and not (self.versions and other.versions and not self.versions & other.versions)

    def covers(self, other: Subject) -> bool:
        """Rule *version*: whether a right over this one is one over the other too: a family covers its versions, a version only itself."""
        return self.meets(other) and (not self.versions or not other.words or (bool(other.versions) and other.versions <= self.versions))


def subject_of(text: str | None, parties: Iterable[str] = ()) -> Subject:
    """The telling words of a subject as a text has it; the names of the ``parties`` tell nothing."""
    return _subject(text, frozenset(w for party in parties for w in _plain(party))) if text else Subject()


@lru_cache(maxsize=1 << 14)
def _subject(text: str, parties: frozenset[str]) -> Subject:
    names, versions = set[str](), set[str]()
    before = ""
    for word in _WORD.findall(re.sub(r"['’]s\b", "", text)):
        small = word.casefold()
        if numbered := _NUMBERED.match(small):
            names |= {_stem(w) for w in (numbered[1], *numbered[3].split("-")) if w}
            versions.add(numbered[2].removeprefix("v"))
        elif _NUMBER.match(small):
            if before[:1].isupper() and _stem(before.casefold()) not in parties:
                versions.add(small.removeprefix("v"))
        elif not small.isdigit():
            names.add(_stem(small))
        before = word
    names -= _GENERIC | parties
    return Subject(frozenset(names), frozenset(versions) if names else frozenset())


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> frozenset[str]:
    return frozenset(_stem(w) for w in _WORD.findall(re.sub(r"['’]s\b", "", text.casefold())))
