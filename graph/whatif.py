"""What would be believed otherwise: without a source or an article, with a claim more, or once something is said. Nothing is written.

Pure functions over statements, which are what beliefs are made of: some are left out, some added, and the beliefs of the
grantors concerned are made twice and compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from graph.beliefs import Belief, believe
from graph.claims import Claim
from graph.dates import Interval
from graph.events import NewEvent
from graph.gazetteer import fold
from graph.ledger import Ledger
from graph.sources import rating
from graph.statements import STANCE_WEIGHT, Statement, claim_grantors

Kind = Literal["added", "dropped", "moved"]

SUPPOSED: Final = "supposed"
"""The extractor of a claim that nobody has made."""

_SLIGHT: Final = 0.005
"""A change of credence below this is none that a reader would see."""


@dataclass(frozen=True)
class Change:
    """A belief that would be there, would not, or would have other terms."""

    change: Kind
    before: Belief | None
    after: Belief | None


@dataclass(frozen=True)
class Supposition:
    """What is supposed: the sources (by name) and articles (ids) that are left out, and the statements that are added."""

    without_sources: frozenset[str] = frozenset()
    without_articles: frozenset[str] = frozenset()
    added: tuple[Statement, ...] = ()


def supposed(claim: Claim, published: date, source: str = "", number: int = 0) -> Statement:
    """A claim as if a source had published it on a day, read for certain, in a story of its own."""
    trust = rating(source) * STANCE_WEIGHT.get(claim.stance, 1.0)
    return Statement(
        id=f"c-supposed-{number}",
        claim=claim,
        article=f"a-supposed-{number}",
        story=f"s-supposed-{number}",
        published=published,
        moment="",
        known=Interval(published, None),
        trust=round(trust, 4),
        weight=round(trust * claim.confidence, 4),
        extractor=SUPPOSED,
        outlet=source,
    )


def whatif(ledger: Ledger, supposition: Supposition, known: date) -> tuple[Change, ...]:
    """What would change in the beliefs held on the day of knowledge ``known``."""
    gone = left_out(ledger, supposition)
    grantors = set(ledger.grantors_of(gone))
    for statement in supposition.added:
        grantors |= set(claim_grantors(statement.claim))
    found: list[Change] = []
    for grantor in sorted(grantors):
        told = ledger.statements_of(grantor)
        kept = [s for s in told if s.article not in gone]
        more = [s for s in supposition.added if grantor in claim_grantors(s.claim)]
        found += compare(believe(grantor, told), believe(grantor, [*kept, *more]), known)
    return tuple(found)


def if_said(ledger: Ledger, event: NewEvent, known: date) -> tuple[Change, ...]:
    """What an analyst's event would change in the beliefs held on the day of knowledge ``known``, if it were appended now."""
    found: list[Change] = []
    for grantor, (was, now) in sorted(ledger.supposing(event).items()):
        found += compare(believe(grantor, was), believe(grantor, now), known)
    return tuple(found)


def left_out(ledger: Ledger, supposition: Supposition) -> frozenset[str]:
    """The ids of the articles that do not count: those named, and all that come from the sources named."""
    sources = {fold(name) for name in supposition.without_sources}
    if not sources:
        return supposition.without_articles
    from_them = (a for a in ledger.articles if any(fold(v.source) in sources for v in ledger.versions(a)))
    return supposition.without_articles | set(from_them)


def compare(before: Iterable[Belief], after: Iterable[Belief], known: date) -> tuple[Change, ...]:
    """Two sets of beliefs of one grantor, as held on one day of knowledge.

    The beliefs about one line in one mode are paired in the order in which they begin; what differs in its term, its
    condition, its dispute or (visibly) its credence has moved.
    """
    was, now = (_by_line(b for b in beliefs if known in b.known) for beliefs in (before, after))
    found: list[Change] = []
    for line in sorted(was.keys() | now.keys(), key=str):
        old, new = was.get(line, []), now.get(line, [])
        for one, other in zip(old, new, strict=False):
            if _moved(one, other):
                found.append(Change("moved", one, other))
        found += [Change("dropped", belief, None) for belief in old[len(new) :]]
        found += [Change("added", None, belief) for belief in new[len(old) :]]
    return tuple(found)


def party_names(change: Change, ledger: Ledger) -> dict[str, str]:
    """The names of a change's parties, by their ids."""
    beliefs = [b for b in (change.before, change.after) if b is not None]
    return {key: ledger.canonical(key) for b in beliefs for key in (b.grantor, b.grantee)}


def _by_line(beliefs: Iterable[Belief]) -> dict[tuple[object, ...], list[Belief]]:
    out: dict[tuple[object, ...], list[Belief]] = {}
    for belief in sorted(beliefs, key=lambda b: (b.valid.start or date.min, b.id)):
        out.setdefault((belief.grantor, belief.grantee, belief.field, belief.place or "", belief.mode.value), []).append(belief)
    return out


def _moved(one: Belief, other: Belief) -> bool:
    terms = [(b.valid, b.condition, b.subject, b.disputed, b.disputed_by) for b in (one, other)]
    return terms[0] != terms[1] or abs(one.credence - other.credence) >= _SLIGHT


def unknown_sources(ledger: Ledger, names: Iterable[str]) -> list[str]:
    """Those of the names that no article is from."""
    known = {fold(v.source) for article in ledger.articles for v in ledger.versions(article)}
    return sorted(name for name in names if fold(name) not in known)
