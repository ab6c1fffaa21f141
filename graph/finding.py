"""What a name stands for: a company, a product that rights are over, or a field of use. And the names to offer before one is given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph import queries
from graph.errors import BadInput, UnknownName
from graph.fields import FIELDS
from graph.gazetteer import entity_id, load
from graph.store import GraphStore


@dataclass(frozen=True)
class Meant:
    """What is asked about by a name: a ``company``; or a product (``subject``) of a company; or a field of use (``use``)."""

    company: str | None = None
    subject: str | None = None
    use: str | None = None


@dataclass(frozen=True)
class Party:
    """A company by its id and the name under which it is known."""

    id: str
    name: str


@dataclass(frozen=True)
class BestKnown:
    """What rights are about, the names that most articles have first: who grants them, who holds them, products with their companies."""

    grantors: tuple[str, ...]
    holders: tuple[str, ...]
    products: tuple[Meant, ...]


@dataclass(frozen=True)
class GrantorsOver:
    """Who has granted over a field, those of most rights first; found among some of the rights over it, if not ``complete``."""

    names: tuple[str, ...]
    complete: bool


def find(store: GraphStore, name: str, day: date | None = None) -> Meant:
    """What a name stands for on a day, a field of use first, however spelt: ``hosting · stateless API``, ``open ai``, ``Azure``.

    Raises :class:`~graph.errors.UnknownName` with the nearest names.
    """
    spelt = _words(name)
    use = next((f for f in FIELDS if _words(f) == spelt), None)
    return Meant(use=use) if use else find_company(store, name, day)


def find_company(store: GraphStore, name: str, day: date | None = None) -> Meant:
    """The company, or the product of one, that a name stands for on a day. A brand that no right is over stands for its company alone.

    Raises :class:`~graph.errors.UnknownName` with the nearest names.
    """
    known = load().by_name(name)
    if known is not None and known.kind == "product":
        covered = bool(store.read(queries.COVERED, id=known.id))
        return Meant(load().party(known, day).name, known.name if covered else None)
    return Meant(party_of(store, name, day).name)


def find_party(store: GraphStore, name: str, day: date | None = None) -> str:
    """The id of the company that a name stands for on a day, found as :func:`party_of` does."""
    return party_of(store, name, day).id


def party_of(store: GraphStore, name: str, day: date | None = None) -> Party:
    """The company that a name stands for on a day; raises :class:`~graph.errors.UnknownName` with the nearest names."""
    if not name.strip():
        raise BadInput("an empty name is nobody's", "Give the company's name, such as --grantor OpenAI, or leave the option out.")
    known = load().by_name(name)
    if known is not None:
        party = load().party(known, day)
        return Party(party.id, party.name)
    key = entity_id(name)
    if found := store.read(queries.ENTITY, id=key) or store.read(queries.ALIAS, id=key):
        return Party(found[0]["id"], found[0]["name"])
    raise UnknownName("company", name, _nearest(store, name))


def names_of(store: GraphStore, keys: Iterable[str]) -> dict[str, str]:
    """The names of entities by id; what nobody has named is called by its id."""
    names = {key: known.name if (known := load().get(key)) else key for key in keys}
    if unlisted := sorted(key for key in names if load().get(key) is None):
        names |= {row["id"]: row["name"] for row in store.read(queries.NAMES, ids=unlisted)}
    return names


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _nearest(store: GraphStore, name: str) -> list[str]:
    """Names that begin with it first, for somebody who has typed half of one, then those that are spelt much like it."""
    from rapidfuzz import fuzz, process, utils

    spelt: dict[str, str] = {e.name: e.name for e in load() if e.kind in ("company", "product")}
    spelt |= {row["name"]: row["name"] for row in store.read(queries.ENTITIES) if row["kind"] == "company"}
    begun = sorted((n for n in spelt if n.casefold().startswith(name.strip().casefold())), key=lambda n: (len(n), n))
    like = [n for n in spelt if _comparable(n, name)]
    found = process.extract(name, like, scorer=fuzz.WRatio, processor=utils.default_process, limit=5, score_cutoff=65)
    return list(dict.fromkeys([*begun[:3], *(match for match, *_ in found)]))[:5]


def _comparable(one: str, other: str) -> bool:
    """Whether one of two names may be meant by the other: much of a length, or the other with more words. A letter is in any name."""
    short, long = sorted((one.strip(), other.strip()), key=len)
    return 2 * len(short) >= len(long) or (len(short) > 3 and set(_words(short)) <= set(_words(long)))
