"""What analysts say about claims, sources and articles: the last word on each thing holds, and any of them can be taken back.

* A **review** says whether the reading of a claim is right. It is about the words of the page, which do not change, and so
  counts for every day of knowledge, as a better extractor's reading does.
* A **rating** says how far a source is trusted, a **withdrawal** that an article is to count no more. Both are made on a
  day and hold from that day of knowledge on: what was believed before stays what was believed then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, TypeVar

from graph.claims import Claim, claim_from_dict, claim_to_dict
from graph.dates import Interval
from graph.errors import BadInput
from graph.events import Event, NewEvent, claim_stream, source_stream, withdrawal_stream
from graph.gazetteer import fold

T = TypeVar("T")

VERDICTS: Final = ("confirm", "reject", "amend", "reopen")
"""What can be said of a claim: it is right, it is wrong, it is right with these changes, or nothing any more."""

_FIXED: Final = frozenset(("quote", "start", "end", "confidence", "rule", "field_assumed"))
"""What a review cannot change: where the words stand and who read them. A field that a reviewer gives is not assumed."""


@dataclass(frozen=True)
class Review:
    """The last word on a claim: ``changes`` are the attributes that an amendment puts in place of the extractor's."""

    verdict: str
    by: str
    why: str
    day: date
    changes: Mapping[str, Any]


class Reviews:
    """The state of all reviews, ratings and withdrawals after some events."""

    def __init__(self) -> None:
        self._claims: dict[str, Review] = {}
        self._ratings: dict[str, list[tuple[date, float | None]]] = {}
        self._withdrawn: dict[str, list[tuple[date, bool]]] = {}

    def take(self, event: Event) -> None:
        """Takes in a ``claim.reviewed``, ``source.rated`` or ``article.withdrawn``."""
        data, day = event.data, event.recorded_at.date()
        if event.type == "claim.reviewed":
            self._claims.pop(data["claim"], None)
            if data["verdict"] != "reopen":
                self._claims[data["claim"]] = Review(data["verdict"], data["by"], data["why"], day, data["changes"])
        elif event.type == "source.rated":
            _mark(self._ratings.setdefault(fold(data["source"]), []), day, data["rating"])
        else:
            _mark(self._withdrawn.setdefault(data["article"], []), day, data["withdrawn"])

    def of(self, claim: str) -> Review | None:
        """The review that holds for a claim, by its id."""
        return self._claims.get(claim)

    def ratings(self, source: str, default: float, known: Interval) -> Iterator[tuple[Interval, float]]:
        """The known interval in parts, each with the rating that holds in it; ``default`` where nobody has rated the source."""
        for part, value in stretches(known, self._ratings.get(fold(source), ()), None):
            yield part, default if value is None else value

    def withdrawals(self, article: str, known: Interval) -> Iterator[tuple[Interval, bool]]:
        """The known interval in parts, each with whether the article is withdrawn in it."""
        yield from stretches(known, self._withdrawn.get(article, ()), False)

    def withdrawn(self, article: str) -> bool:
        """Whether it is withdrawn now."""
        return bool((self._withdrawn.get(article) or [(date.min, False)])[-1][1])


def _mark(marks: list[tuple[date, T]], day: date, value: T) -> None:
    """The last word holds, also where the clock went backwards meanwhile: then from the day of the word before it on."""
    marks.append((max(day, marks[-1][0]) if marks else day, value))


def stretches(known: Interval, marks: Sequence[tuple[date, T]], before: T) -> Iterator[tuple[Interval, T]]:
    """The interval cut at the days of the marks, each part with the value of the last mark on or before its first day.

    The interval has a first day: whatever is known is known since some day.
    """
    start, value = known.start, before
    for day, following in sorted(dict(marks).items()):
        if known.end is not None and day >= known.end:
            break
        if following != value and start is not None and day > start:
            yield Interval(start, day), value
            start = day
        value = following
    yield Interval(start, known.end), value


def amended(claim: Claim, changes: Mapping[str, Any]) -> Claim:
    """The claim with other attributes. Raises :class:`~graph.errors.BadInput` for one that it does not have or that cannot be changed."""
    known = {f.name for f in fields(claim)} - _FIXED
    if wrong := sorted(set(changes) - known):
        raise BadInput(f"a claim of kind {claim.kind} has no {wrong[0]!r} that could be amended", f"It has {', '.join(sorted(known))}.")
    told = {"field_assumed": False} if "field_of_use" in changes else {}
    return claim_from_dict({**claim_to_dict(claim), **told, **changes})


def parties_in(changes: Mapping[str, Any]) -> frozenset[str]:
    """The parties that an amendment names."""
    one = {changes.get(key) for key in ("grantor", "grantee", "claimant")}
    several = {name for key in ("parties", "respondents") for name in changes.get(key) or ()}
    return frozenset(name for name in one | several if name)


def claim_reviewed(claim: str, article: str, verdict: str, changes: Mapping[str, Any], *, by: str, why: str) -> NewEvent:
    """The event that somebody has judged the reading of a claim."""
    data = {"claim": claim, "article": article, "verdict": verdict, "changes": dict(changes), "by": by, "why": why}
    return NewEvent("claim.reviewed", claim_stream(claim), data)


def source_rated(source: str, rating: float | None, *, by: str, why: str) -> NewEvent:
    """The event that somebody has rated a source, 0 to 1; ``None`` gives it back to the bundled table."""
    return NewEvent("source.rated", source_stream(fold(source)), {"source": source, "rating": rating, "by": by, "why": why})


def article_withdrawn(article: str, withdrawn: bool, *, by: str, why: str) -> NewEvent:
    """The event that an article counts no more, or again."""
    return NewEvent("article.withdrawn", withdrawal_stream(article), {"article": article, "withdrawn": withdrawn, "by": by, "why": why})


def taken_back(event: Event, earlier: Event | None) -> NewEvent:
    """The event that says again what held before a review, a rating or a withdrawal: what ``earlier`` said, or nothing.

    Nobody has signed it yet. ``event`` is the last of its stream and ``earlier`` the one before, ``None`` for the first.
    """
    data: Mapping[str, Any] = earlier.data if earlier else {}
    own = event.data
    if event.type == "claim.reviewed":
        return claim_reviewed(own["claim"], own["article"], data.get("verdict", "reopen"), data.get("changes", {}), by="", why="")
    if event.type == "source.rated":
        return source_rated(own["source"], data.get("rating"), by="", why="")
    return article_withdrawn(own["article"], data.get("withdrawn", False), by="", why="")
