"""How a source has fared: how many of its claims were contradicted later, and how often it copies and is copied. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

NEWEST: Final = 500
"""Articles of a source that its record is made of: the newest."""


@dataclass(frozen=True)
class Record:
    """What became of what a source's newest articles said.

    ``weighed`` are its claims that carry or once carried a right, or that speak against one now, as far as the page still says so and
    nobody has withdrawn it or rejected the reading; ``contradicted`` those of them that carry none any more, or that speak against a
    right in which there is credence. ``copying`` articles tell an earlier one's story, ``copied`` ones were told again by others.
    """

    articles: int
    claims: int
    weighed: int
    contradicted: int
    copying: int
    copied: int

    @property
    def share(self) -> float | None:
        """The share of what was weighed that was contradicted later, or ``None`` where nothing was weighed."""
        return self.contradicted / self.weighed if self.weighed else None


def record(articles: Iterable[Mapping[str, Any]], claims: Iterable[Mapping[str, Any]]) -> Record:
    """From the rows of :data:`~graph.queries.RECORD_ARTICLES` and :data:`~graph.queries.RECORD_CLAIMS`."""
    stories = [(row["story"] == "s-" + row["article"].removeprefix("a-"), row["size"]) for row in articles]
    told = list(claims)
    weighed = [row for row in told if not row["over"] and (row["carried"] or row["opposes"])]
    return Record(
        articles=len(stories),
        claims=len(told),
        weighed=len(weighed),
        contradicted=sum(1 for row in weighed if row["opposes"] or not row["carries"]),
        copying=sum(1 for own, _ in stories if not own),
        copied=sum(1 for own, size in stories if own and size > 1),
    )
