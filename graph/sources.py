"""How far a source is trusted before anybody has looked at its claim: a number from 0 to 1, kept as data (``data/sources.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from graph.gazetteer import fold


@dataclass(frozen=True)
class _Ratings:
    unknown: float
    outlets: Mapping[str, float]
    hosts: Mapping[str, float]
    genres: Mapping[str, float]


@cache
def _ratings() -> _Ratings:
    table = tomllib.loads(files("data").joinpath("sources.toml").read_text(encoding="utf-8"))
    outlets, hosts, genres = (
        {key: float(table["classes"][kind]) for key, kind in table[part].items()} for part in ("outlets", "hosts", "genres")
    )
    return _Ratings(float(table["unknown"]["rating"]), {fold(name): value for name, value in outlets.items()}, hosts, genres)


def rating(source: str, url: str = "", genre: str | None = None) -> float:
    """The rating of an outlet: by its name, by the host of the page's address (the longest known suffix), or by the page's genre."""
    known = _ratings()
    if (value := known.outlets.get(fold(source))) is not None:
        return value
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    while host:
        if host in known.hosts:
            return known.hosts[host]
        host = host.partition(".")[2]
    return known.genres.get(genre or "", known.unknown)
