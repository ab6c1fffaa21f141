"""Territories: which places a text names, which lies in which, and what an exception leaves.

A right without a territory is worldwide or unstated. A place is written as one string: ``Japan``, or with what it leaves
out, ``World except Japan``, ``Europe except Switzerland, United Kingdom``. The tree of places is data (``data/places.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

WORLD: Final = "World"
_EXCEPT: Final = " except "

_SEPARATOR: Final = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b|\bnor\b)\s*(?:\b(?:and|in|not)\b\s*)?", re.IGNORECASE)

_EXCEPTION: Final = re.compile(
    r"\b(?:except(?:ing)?(?: for| in)?|exclud(?:ing|es?)|exclusive of|outside(?: of)?|other than|apart from|save for|with the exception of|"
    r"but(?: not)?(?: in)?|not including|minus|ex[- ](?=[A-Z]))",
    re.IGNORECASE,
)
_ANYWHERE: Final = re.compile(
    r"\b(?:all|any|every|each|the|of|in|rest|remaining|everywhere|anywhere|else|world|worldwide|global(?:ly)?|countr(?:y|ies)|markets?|"
    r"territor(?:y|ies)|places?|regions?|rights?)\b",
    re.IGNORECASE,
)


_BEFORE_PLACE: Final = re.compile(r"(?:\b(?:in|for|the|province|state|territory|of)\s+)*(?=[A-Z])", re.IGNORECASE)
_WORD: Final = r"[A-Z][\w.’'-]*(?:\s+(?:of\s+)?[A-Z][\w.’'-]*)*"
_NAMES: Final = re.compile(rf"{_WORD}(?:(?:,\s+|,?\s+(?:and|or)\s+)(?:the\s+)?{_WORD})*")
_LISTED_ALONE: Final = re.compile(r"\s*(?:\Z|[,.;:)]|(?:where|which|until|and)\b)")
_LIES_OUTSIDE: Final = re.compile(
    r"\s*(?:,[^,]{0,120},)?\s*"
    r"(?:(?:lie|stand|fall|stay|remain)s? outside|(?:is|are|was|were) (?:excluded|excepted|exempt|left out|carved out)|"
    r"(?:is|are|was|were|will) not (?:be )?(?:covered|included|(?:a )?part of))\b"
)
_LEAVES_OUT: Final = re.compile(r"\b(?:do(?:es)? not (?:apply|extend) to|do(?:es)? not (?:cover|include)|leaves? out)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class _Area:
    """A place of the tree, or the whole world, without some places in it."""

    base: str | None
    without: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return (self.base or WORLD) + (_EXCEPT + ", ".join(sorted(self.without)) if self.without else "")


@cache
def _tree() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    table = tomllib.loads(files("data").joinpath("places.toml").read_text(encoding="utf-8"))["places"]
    names = {_fold(alias): name for name, entry in table.items() for alias in (name, *entry.get("aliases", ()))}
    return names, {name: tuple(entry.get("within", ())) for name, entry in table.items()}


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[.’'()\[\]]", "", text.casefold())).strip().removeprefix("the ")


def place(name: str) -> str:
    """The place's usual name, ``United States`` for "the U.S."; a place that is not in the tree keeps its own name."""
    return _tree()[0].get(_fold(name), re.sub(r"\s+", " ", name).strip().removeprefix("the "))


def known(name: str) -> bool:
    """Whether the tree has every place that the text names, those that it leaves out included."""
    areas = (_area(text) for text in places(name))
    return all(part in _tree()[1] for area in areas for part in (area.base or WORLD, *area.without))


def names() -> tuple[str, ...]:
    """All places of the tree."""
    return tuple(_tree()[1])


def is_place(name: str) -> bool:
    """Whether the name is one of the tree's, or another name of one: "Japan", "U.S.", "European"."""
    return _fold(name) in _tree()[0]


def places(territory: str | None, condition: str | None = None) -> tuple[str, ...]:
    """The places that a territory names, sorted: ``England and Wales`` are two. Empty for worldwide or unstated.

    Rule *exception*: what a text leaves out is left out of each place that it names, and a text that names no other place
    means the rest of the world: ``outside the U.S.`` is ``World except United States``. A ``condition`` that is such an exception
    (``other than the Province of Quebec``, ``Quebec is not covered``) leaves out known places as well.
    """
    named, less = _places(territory), excepted(condition)
    if not less:
        return named
    areas = [_without(area.base, area.without | less) for area in map(_area, named or (WORLD,))]
    return tuple(sorted(str(area) for area in areas if area is not None)) or named


def excepted(condition: str | None) -> frozenset[str]:
    """The places of the tree that a condition leaves out, where it is about places and nothing else: not ``government customers in``."""
    text = (condition or "").strip()
    found = _EXCEPTION.match(text) or _LEAVES_OUT.search(text)
    begin = _BEFORE_PLACE.search(text, found.end() if found else 0)
    names = _NAMES.match(text, begin.end()) if begin and not text[found.end() if found else 0 : begin.start()].strip() else None
    alone = names is not None and (_LISTED_ALONE if found else _LIES_OUTSIDE).match(text, names.end())
    listed = _listed(re.sub(r"(?i)\b(?:the )?(?:province|state) of ", "", names.group())) if names and alone else ()
    return frozenset(name for name in listed if name in _tree()[1] and name != WORLD)


def _places(territory: str | None) -> tuple[str, ...]:
    if territory is None or not territory.strip():
        return ()
    whole = _tree()[0].get(_fold(territory))
    if whole is not None:
        return () if whole == WORLD else (whole,)
    found = _EXCEPTION.search(territory)
    if found is None:
        parts = set(_listed(territory))
        return () if WORLD in parts else tuple(sorted(parts))
    before, left_out = territory[: found.start()], frozenset(_listed(territory[found.end() :])) - {WORLD}
    anywhere = not _ANYWHERE.sub("", before).strip(" ,;()[]-–—")
    bases = {None} if anywhere else {None if name == WORLD else name for name in _listed(before)}
    if None in bases and not left_out:
        return ()
    areas = (_without(base, left_out) for base in bases)
    # what leaves out all of itself is no place that anybody knows
    return tuple(sorted(str(area) for area in areas if area is not None)) or (re.sub(r"\s+", " ", territory).strip(),)


def _listed(text: str) -> Iterator[str]:
    for part in _SEPARATOR.split(text):
        if part.strip(" ,;()[]-–—"):
            yield place(part.strip(" ,;()[]-–—"))


def _without(base: str | None, left_out: Iterable[str]) -> _Area | None:
    """The place without those of the others that lie in it; nothing where one of them holds the whole of it."""
    inside = {name for name in left_out if base is None or _meet(base, name)}
    if any(_inside(base, name) for name in inside):
        return None
    return _Area(base, frozenset(name for name in inside if not any(name != other and _inside(name, other) for other in inside)))


@lru_cache(maxsize=1 << 12)
def _area(place_: str | None) -> _Area:
    if place_ is None or place_ == WORLD:
        return _Area(None)
    base, marked, left_out = place_.partition(_EXCEPT)
    return _Area(None if base == WORLD else base, frozenset(left_out.split(", ")) if marked else frozenset())


def left_out(place_: str | None) -> tuple[str, ...]:
    """The places that an exception leaves out, sorted: Japan of ``World except Japan``."""
    return tuple(sorted(_area(place_).without))


def without_exception(place_: str | None) -> str | None:
    """The place with what an exception leaves out of it: Canada of ``Canada except Quebec``."""
    return _area(place_).base


def within(inner: str | None, outer: str | None) -> bool:
    """Whether ``inner`` lies in ``outer`` or is the same; ``None`` is the whole world, in which everything lies.

    Nothing lies in what an exception leaves out, and a place that holds an exception does not lie in the rest.
    """
    a, b = _area(inner), _area(outer)
    return a == b or (_inside(a.base, b.base) and not any(_share(a, _Area(name)) for name in b.without))


def meet(a: str | None, b: str | None) -> bool:
    """Whether some place lies in both."""
    return _share(_area(a), _area(b))


def common(a: str | None, b: str | None) -> str | None:
    """A place in both: the narrower one, or where neither lies in the other, one that lies in both. ``None`` is the whole world."""
    if within(a, b):
        return a
    if within(b, a):
        return b
    left, right = _area(a), _area(b)
    if _inside(left.base, right.base) or _inside(right.base, left.base):
        base = left.base if _inside(left.base, right.base) else right.base
        area = _without(base, left.without | right.without)
        return str(area) if area is not None else base
    return min(_below(left.base) & _below(right.base), default=a)


def _share(a: _Area, b: _Area) -> bool:
    left_out = a.without | b.without
    for narrow, wide in ((a.base, b.base), (b.base, a.base)):
        if _inside(narrow, wide):
            return not any(_inside(narrow, name) for name in left_out)
    return any(not any(_inside(name, other) for other in left_out) for name in _below(a.base) & _below(b.base))


def _meet(a: str, b: str) -> bool:
    return _share(_Area(a), _Area(b))


@lru_cache(maxsize=1 << 14)
def _inside(inner: str | None, outer: str | None) -> bool:
    if outer is None or inner == outer:
        return True
    return inner is not None and any(_inside(wider, outer) for wider in _tree()[1].get(inner, ()))


@cache
def _below(base: str | None) -> frozenset[str]:
    return frozenset(name for name in _tree()[1] if name != WORLD and _inside(name, base))
