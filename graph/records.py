"""How a source has fared: how many of its claims others contradicted later, and how often it copies and is copied.

A claim *carries* a right that rests on it and is in force when the claim says so: begun or held on its day, over on its day where it
tells of an end. What was *contradicted later* once carried a right in which there was credence, and carries none any more because of
another source's word: the right was dropped, or moved to other days. What is no contradiction: time that passes, an end or another
mode that comes later in the world, a page's own change, what a reviewer rejected or withdrew, and a source's own newer word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph import queries
from graph._episodes import NEAR
from graph._read import counted, date_of
from graph._shelf import newest
from graph.answers import HEARD
from graph.claims import Change
from graph.dates import PartialDate
from graph.store import GraphStore

NEWEST: Final = 500
"""Articles of a source that its record is made of: the newest of those that were known."""

_Row = Mapping[str, Any]


@dataclass(frozen=True)
class Record:
    """What became of what a source's newest articles said, as known on a day.

    ``claims`` are those about rights, ``weighed`` those of them that once carried a right and still stand, ``contradicted`` those of
    the weighed that others contradicted later. ``copying`` articles tell an earlier one's story, ``copied`` ones were told again by others.
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


def record(store: GraphStore, source: str, known: date) -> Record:
    """The record of a source, by its name as the graph has it, as known on a day."""
    day = known.isoformat()
    asked = {"articles": newest(store, source, known, NEWEST), "known": day}
    stories = [
        (row["story"] == "s-" + row["article"].removeprefix("a-"), row["size"]) for row in store.read(queries.RECORD_ARTICLES, **asked)
    ]
    claims = {row["c"]["id"]: row["c"] for row in store.read(queries.RECORD_CLAIMS, **asked)}
    standing = [c for c in claims.values() if _stands(c, known)]
    carried: dict[str, bool] = {}
    for row in store.read(queries.RIGHTS_CARRIED, ids=[c["id"] for c in standing], known=day, heard=HEARD) if standing else ():
        if agrees(claims[row["claim"]], date_of(row["begins"]), date_of(row["ends"])):
            carried[row["claim"]] = carried.get(row["claim"], False) or row["now"]
    lost = [claims[claim] for claim, now in carried.items() if not now]
    return Record(
        articles=len(stories),
        claims=len(claims),
        weighed=len(carried),
        contradicted=sum(1 for _ in _contradicted(store, source, lost, known)) if lost else 0,
        copying=sum(1 for own, _ in stories if not own),
        copied=sum(1 for own, size in stories if own and size > 1),
    )


def agrees(claim: _Row, begins: date | None, ends: date | None) -> bool:
    """Whether a right of these days is in force, or is over, when the claim says so; what lies within a month is one event."""
    over = claim["change"] == Change.ENDS
    told = PartialDate.parse(claim.get("valid_to" if over else "valid_from") or claim["known_from"])
    first = max(told.first, date.min + NEAR) - NEAR
    after = min(told.after, date.max - NEAR) + NEAR
    if over:
        return ends is not None and first <= ends <= after
    return (begins is None or begins < after) and (ends is None or ends > first)


def _stands(claim: _Row, known: date) -> bool:
    """Whether the page says so on the day, and nobody has withdrawn it or rejected the reading."""
    taken_back = claim.get("known_to") is not None and claim["known_to"] <= known.isoformat()
    return not taken_back and counted(claim, known) and not claim.get("withdrawn") and claim.get("review") != "reject"


def _contradicted(store: GraphStore, source: str, lost: Sequence[_Row], known: date) -> Iterator[_Row]:
    """Those of the claims that carry nothing any more because of others: whose first to say otherwise, later, was another source."""
    parties = {"grantors": sorted({c["grantor"] for c in lost}), "grantees": sorted({c["grantee"] for c in lost})}
    rights = {row["r"]["id"]: row["r"] for row in store.read(queries.RIGHTS_BETWEEN, **parties, known=known.isoformat())}
    told: dict[tuple[str, str], list[tuple[_Row, str]]] = {}
    for row in store.read(queries.EVIDENCE, ids=sorted(rights)) if rights else ():
        if row["c"]["kind"] == "right" and _stands(row["c"], known):
            told.setdefault((row["right"], row["side"]), []).append((row["c"], row["a"].get("source") or ""))
    for claim in lost:
        others: list[tuple[str, str]] = []
        for right in (r for r in rights.values() if _same_matter(claim, r)):
            speaking = told.get((right["id"], "supporting"), [])
            if any(c["id"] == claim["id"] for c, _ in speaking):
                others += [(c["known_from"], by) for c, by in told.get((right["id"], "opposing"), [])]
            if right["credence"] >= HEARD:
                days = date_of(right.get("valid_from")), date_of(right.get("valid_to"))
                others += [(c["known_from"], by) for c, by in speaking if agrees(c, *days)]
        later = [(day, by) for day, by in others if day > claim["known_from"]]
        if later and source not in {by for day, by in later if day == min(later)[0]}:
            yield claim


def _same_matter(claim: _Row, right: _Row) -> bool:
    parties = (right["grantor"], right["grantee"]) == (claim["grantor"], claim["grantee"])
    return parties and right["field_of_use"] in claim["field_of_use"]
