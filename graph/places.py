"""Territories: which places a text names, and which lies in which.

A right without a territory is worldwide or unstated. The little tree is data (``data/places.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_SEPARATOR = re.compile(r"\s*(?:,|;|/|&|\band\b|\bor\b)\s*(?:\b(?:and|in)\b\s*)?", re.IGNORECASE)

_EXCEPTION = re.compile(r"\b(?:except|excluding|outside|other than|apart from|save for)\b", re.IGNORECASE)


@cache
def _tree() -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    table = tomllib.loads(files("data").joinpath("places.toml").read_text(encoding="utf-8"))["places"]
    names = {_fold(alias): name for name, entry in table.items() for alias in (name, *entry.get("aliases", ()))}
    return names, {name: tuple(entry.get("within", ())) for name, entry in table.items()}


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[.’']", "", text.casefold())).strip().removeprefix("the ")


def place(name: str) -> str:
    """The place's usual name, ``United States`` for "the U.S."; a place that is not in the tree keeps its own name."""
    return _tree()[0].get(_fold(name), re.sub(r"\s+", " ", name).strip().removeprefix("the "))


def places(territory: str | None) -> tuple[str, ...]:
    """The places that a territory names, sorted: ``England and Wales`` are two. Empty for worldwide or unstated.

    A territory with an exception ("worldwide except Japan") stays one place of its own, which covers no other: better no
    evidence than a right where there is none.
    """
    if territory is None or not territory.strip():
        return ()
    whole = _tree()[0].get(_fold(territory))
    if whole is not None:
        return () if whole == "World" else (whole,)
    if _EXCEPTION.search(territory):
        return (re.sub(r"\s+", " ", territory).strip(),)
    parts = {place(part) for part in _SEPARATOR.split(territory) if part.strip()}
    return () if "World" in parts else tuple(sorted(parts))


def within(inner: str | None, outer: str | None) -> bool:
    """Whether ``inner`` lies in ``outer`` or is the same; ``None`` is the whole world, in which everything lies."""
    if outer is None or inner == outer:
        return True
    return inner is not None and any(within(wider, outer) for wider in _tree()[1].get(inner, ()))


def meet(a: str | None, b: str | None) -> bool:
    """Whether some place lies in both."""
    return within(a, b) or within(b, a)
