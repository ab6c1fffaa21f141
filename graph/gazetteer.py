"""The names that the project knows: companies, products, people, regulators, places.

The entries are data (``data/gazetteer.toml``); here is how a name finds its entity, which company stands behind a
brand on a given day, and which id an entity has, known or not. A name that is also a common word is ``ambiguous``:
it is for the reader of a text to decide whether the context carries it.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any, Final

from graph.dates import PartialDate

KINDS: Final = ("company", "product", "person", "regulator", "place")

_LEGAL: Final = (
    "inc incorporated corp corporation co company ltd limited plc llc llp lp ag se sa sas sarl nv bv gmbh kg kgaa "
    "ab asa as oy oyj spa srl pty pte kk bhd pbc"
)
LEGAL_SUFFIXES: Final = frozenset(_LEGAL.split())
"""Legal forms, folded, as they end a company's name."""


@dataclass(frozen=True)
class Ownership:
    """Who owned an entity from ``since`` on and before ``until``; ``None`` is an open bound."""

    name: str
    since: PartialDate | None = None
    until: PartialDate | None = None

    def on(self, day: date | None) -> bool:
        """Whether it holds on that day; without a day, whether it is not known to be over."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since.first <= day) and (self.until is None or day < self.until.first)


@dataclass(frozen=True)
class Entity:
    """Something with a name. ``sort`` is finer than ``kind`` (cloud, chip, model, …), ``qid`` its Wikidata id where certain."""

    id: str
    name: str
    kind: str
    sort: str = ""
    aliases: tuple[str, ...] = ()
    qid: str | None = None
    tickers: tuple[str, ...] = ()
    owners: tuple[Ownership, ...] = ()
    ambiguous: bool = False


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """The name without case, accents, punctuation, a leading "the" and legal suffixes: what makes two spellings one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.sub(r"[\W_]+", " ", re.sub(r"(?<=\w)[.'’/](?=\w|\s|$)", "", plain.replace("&", " and "))).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    while len(words) > 1 and words[-1] in LEGAL_SUFFIXES:
        del words[-1]
    if len(words) > 1 and words[-1] == "and":
        del words[-1]
    return " ".join(words)


def entity_id(name: str) -> str:
    """A stable id for any name: that of the known entity, else a slug of the folded name (``brackholm-narrowboats``)."""
    known = load().by_name(name)
    return known.id if known else _slug(name)


def _slug(name: str) -> str:
    return fold(name).replace(" ", "-") or "unnamed"


class Gazetteer:
    """All entities, found by id, or by any of their names however spelt."""

    def __init__(self, entities: tuple[Entity, ...]) -> None:
        self._by_id = {e.id: e for e in entities}
        self._by_fold: dict[str, Entity] = {}
        for entity in entities:
            for name in (entity.name, *entity.aliases):
                self._by_fold.setdefault(fold(name), entity)

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def by_name(self, name: str) -> Entity | None:
        """The entity of that name or alias, case and legal suffixes apart, or ``None``."""
        return self._by_fold.get(fold(name))

    def get(self, entity: str) -> Entity | None:
        """The entity of that id, or ``None``."""
        return self._by_id.get(entity)

    def owner(self, entity: Entity, day: date | None = None) -> Entity | None:
        """Who owned it on that day, or ``None``."""
        return next((self.by_name(o.name) for o in entity.owners if o.on(day)), None)

    def owned(self, owner: str) -> list[str]:
        """The ids of what an entity (by id) has ever owned."""
        return self._owned.get(owner, [])

    @cached_property
    def _owned(self) -> Mapping[str, list[str]]:
        owned: dict[str, list[str]] = {}
        for entity in self:
            for owner in {entity_id(o.name) for o in entity.owners}:
                owned.setdefault(owner, []).append(entity.id)
        return owned

    def party(self, entity: Entity, day: date | None = None) -> Entity:
        """The company behind a brand on that day: Azure gives Microsoft; a company is its own party, whoever owns it."""
        seen = {entity.id}
        while entity.kind == "product" and (owner := self.owner(entity, day)) and owner.id not in seen:
            entity = owner
            seen.add(entity.id)
        return entity


@cache
def load() -> Gazetteer:
    """The packaged gazetteer, read once."""
    table: Mapping[str, Any] = tomllib.loads(files("data").joinpath("gazetteer.toml").read_text(encoding="utf-8"))
    return Gazetteer(tuple(_entity(kind, row) for kind in KINDS for row in table[kind]))


def _entity(kind: str, row: Mapping[str, Any]) -> Entity:
    owners = [{"name": row["owner"]}] if "owner" in row else row.get("owners", [])
    return Entity(
        id=_slug(row["name"]),
        name=row["name"],
        kind=kind,
        sort=row.get("sort", ""),
        aliases=tuple(row.get("aliases", ())),
        qid=row.get("qid"),
        tickers=tuple(row.get("tickers", ())),
        owners=tuple(Ownership(o["name"], _date(o.get("since")), _date(o.get("until"))) for o in owners),
        ambiguous=row.get("ambiguous", False),
    )


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
