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
    """The places that a territory names, sorted: ``England and Wales`` are two. Empty for worldwide or unstated."""
    if territory is None or not territory.strip():
        return ()
    whole = _tree()[0].get(_fold(territory))
    if whole is not None:
        return () if whole == "World" else (whole,)
    return tuple(sorted({place(part) for part in _SEPARATOR.split(territory) if part.strip()}))


def within(inner: str | None, outer: str | None) -> bool:
    """Whether ``inner`` lies in ``outer`` or is the same; ``None`` is the whole world, in which everything lies."""
    if outer is None or inner == outer:
        return True
    return inner is not None and any(within(wider, outer) for wider in _tree()[1].get(inner, ()))


def meet(a: str | None, b: str | None) -> bool:
    """Whether some place lies in both."""
    return within(a, b) or within(b, a)
