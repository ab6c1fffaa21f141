"""Which words of a text each attribute of a claim was read from. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.claims import Claim

if TYPE_CHECKING:
    from nlp import Explained, Source

Span = tuple[int, int]


@dataclass(frozen=True)
class Piece:
    """A part of a quote, and the attributes that were read from it."""

    text: str
    names: tuple[str, ...] = ()


def same(explained: Sequence[Explained], claim: Claim) -> Explained | None:
    """The explanation of just this claim, if the text is read today as it was then."""
    return next((e for e in explained if e.claim.kind == claim.kind and _core(e.claim) == _core(claim)), None)


def words(explained: Explained, text: str) -> Mapping[str, str]:
    """For each attribute the words that it was read from, or how it was inferred."""
    return {name: "; ".join(dict.fromkeys(_whence(s, text) for s in sources)) for name, sources in explained.attributes.items()}


def pieces(explained: Explained, text: str, quote: Span) -> tuple[Piece, ...]:
    """The quote cut where the words of attributes begin and end."""
    spans = [(s.span, name.replace("_", " ")) for name, sources in explained.attributes.items() for s in sources if s.span]
    inside = [(span, name) for span, name in spans if quote[0] <= span[0] < span[1] <= quote[1]]
    cuts = sorted({*quote, *(bound for span, _ in inside for bound in span)})
    found = []
    for start, end in pairwise(cuts):
        names = tuple(dict.fromkeys(name for span, name in inside if span[0] <= start and end <= span[1]))
        found.append(Piece(text[start:end], names))
    return tuple(found)


def _core(claim: Claim) -> tuple[object, ...]:
    return claim.start, claim.end, claim.rule, claim.change, claim.stance, getattr(claim, "mode", None), getattr(claim, "grantee", None)


def _whence(source: Source, text: str) -> str:
    said = f"from “{text[slice(*source.span)]}”" if source.span else ""
    how = "" if source.how == "said" else source.how
    before = f"for “{text[slice(*source.antecedent)]}”" if source.antecedent else ""
    return ", ".join(part for part in (said, how, before) if part)
