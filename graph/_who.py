"""Who is who in the ledger: spellings of one name, and names that were judged to be one company's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from graph._tables import Tables
from graph.gazetteer import entity_id

T = TypeVar("T")

_REMEMBERED: Final = 100_000


class Who:
    """Names to keys (:func:`~graph.gazetteer.entity_id`), keys to the key that is kept, and that one to its spelling."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._roots: dict[str, str] = {}
        self._spellings: dict[str, str | None] = {}

    def forget(self) -> None:
        """Something was written about names."""
        self._roots.clear()
        self._spellings.clear()

    def root(self, key: str) -> str:
        """The key under which an entity is known, after all judgements."""
        if key not in self._roots:
            row = self._tables.one("SELECT root FROM same WHERE key = ?", key)
            _remember(self._roots, key, row[0] if row else key)
        return self._roots[key]

    def keys(self, root: str) -> tuple[str, ...]:
        """All keys of one entity, its own first."""
        return (root, *(k for k in self._tables.column("SELECT key FROM same WHERE root = ? ORDER BY key", root) if k != root))

    def spelling(self, key: str) -> str | None:
        """How articles spell a key: as many do, where one has twice as many the commoner, else the longest.

        Comparing the counts by their powers of two keeps a name from changing back and forth with every article.
        """
        if key not in self._spellings:
            told = self._tables.all("SELECT name, articles FROM spelt WHERE key = ?", key)
            if not told:
                told = [(name, 1) for name in self._tables.column("SELECT name FROM same WHERE other = ?", key)]
            best = min(told, key=lambda t: (-t[1].bit_length(), -len(t[0]), t[0]), default=(None, 0))
            _remember(self._spellings, key, best[0])
        return self._spellings[key]

    def canonical(self, name: str) -> str:
        """The name under which an entity is known, after all judgements, as articles spell it."""
        return self.spelling(self.root(entity_id(name))) or name

    def aliases(self, roots: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Those of the ids to which others were judged to belong, with these others."""
        return {root: more for root in roots if (more := self.keys(root)[1:])}

    def named(self, root: str) -> bool:
        """Whether any article names the entity."""
        return any(self._tables.one("SELECT 1 FROM named WHERE key = ?", key) for key in self.keys(root))

    def count(self, key: str, name: str) -> None:
        """Another article spells it so."""
        self._tables.run("INSERT INTO spelt VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET articles = articles + 1", key, name)
        self._spellings.pop(key, None)

    def judge(self, key: str, other: str, name: str | None) -> frozenset[str]:
        """From now on a key is another name of ``other``, spelt ``name``, or (``None``) is its own again.

        Returns the roots of all that this may have changed, before and after. Of names that were judged in a circle the
        first in the alphabet is kept, whichever was judged last: the order of events does not matter.
        """
        concerned = {self.root(key), self.root(other)}
        members = {member for root in concerned for member in self.keys(root)} | {key, other}
        if name is None:
            self._tables.run("DELETE FROM same WHERE key = ?", key)
        else:
            self._tables.run("INSERT OR REPLACE INTO same VALUES (?, ?, ?, ?)", key, name, other, key)
        self.forget()
        links = {m: row[0] for m in members if (row := self._tables.one("SELECT other FROM same WHERE key = ?", m))}
        self._tables.many("UPDATE same SET root = ? WHERE key = ?", ((_end(member, links), member) for member in sorted(links)))
        return frozenset(concerned | {self.root(member) for member in members})


def _remember(where: dict[str, T], key: str, value: T) -> None:
    if len(where) >= _REMEMBERED:
        where.clear()
    where[key] = value


def _end(key: str, links: Mapping[str, str]) -> str:
    seen = [key]
    while (key := links.get(key, key)) not in seen:
        seen.append(key)
    return min(seen[seen.index(key) :])
