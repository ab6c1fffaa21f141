"""Why a claim was made: the rule and its cue, what governed it, and the words that each attribute comes from."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.claims import Claim, RightClaim
from nlp import _confidence
from nlp._fields import LIKELIEST
from nlp._told import Reading, Source, Span, Told, shifted, source_of
from nlp.rules import RULES

_APART: Final = ("quote", "start", "end", "confidence", "rule", "field_assumed")
"""Fields of a claim that are no attributes."""
_SAME: Final = {"value_usd": "value"}
"""Attributes that are read from the words of another."""


@dataclass(frozen=True)
class Explained:
    """A claim and how it came about. All spans are offsets in the passage's text.

    ``cue``: the words that the rule ``claim.rule`` started from; ``scope``: the sentence that it read. ``attributes`` has, for each
    attribute that is not empty, a source for each of its values (one, but for lists). ``marks``: what the claim's confidence rests on.
    """

    claim: Claim
    cue: Span | None
    scope: Span | None
    attributes: Mapping[str, tuple[Source, ...]]
    marks: Mapping[str, float]

    @property
    def meaning(self) -> str:
        """What the claim's rule reads as what, in a sentence; empty for what no rule of ours has made."""
        return RULES[self.claim.rule].meaning if self.claim.rule in RULES else ""

    @property
    def doubts(self) -> tuple[str, ...]:
        """The circumstances that take from the claim's confidence."""
        return tuple(mark for mark in self.marks if mark != _confidence.OWN)


def explained(claim: Claim, offset: int = 0) -> Explained:
    """The claim as a plain value, with what its values told of their sources, in a text that begins ``offset`` characters earlier."""
    reading = claim.rule if isinstance(claim.rule, Reading) else None
    plain: dict[str, Any] = {"start": claim.start + offset, "end": claim.end + offset}
    attributes: dict[str, tuple[Source, ...]] = {}
    for field in dataclasses.fields(claim):
        value = getattr(claim, field.name)
        if isinstance(value, Told | Reading):
            plain[field.name] = str(value)
        elif isinstance(value, tuple):
            plain[field.name] = tuple(str(v) for v in value)
        if field.name in _APART or value is None:
            continue
        if reading is not None and field.name in reading.sources:
            sources = [reading.sources[field.name]]
        else:
            told = value if isinstance(value, tuple) else (getattr(claim, _SAME.get(field.name, field.name)),)
            sources = [source for v in told if (source := source_of(v)) is not None]
        attributes[field.name] = tuple(source.moved(offset) for source in sources)
    cue, scope = (shifted(reading.cue, offset), shifted(reading.scope, offset)) if reading is not None else (None, None)
    if isinstance(claim, RightClaim):
        fields = attributes.get("field_of_use", ())
        plain["field_assumed"] = bool(fields) and all(source.how == LIKELIEST for source in fields)
    marks = _confidence.marks(claim, attributes)
    plain["confidence"] = _confidence.probability(marks)
    return Explained(dataclasses.replace(claim, **plain), cue, scope, attributes, marks)


def to_dict(told: Explained, text: str) -> dict[str, Any]:
    """The explanation as JSON has it: rule, cue, scope, and for each attribute its values with their words, or how they were inferred."""
    attributes = {}
    for name, sources in told.attributes.items():
        value = getattr(told.claim, name)
        values = value if isinstance(value, tuple) else (value,)
        attributes[name] = [
            {"value": v, "how": s.how, **_words(s.span, text), **({"antecedent": _words(s.antecedent, text)} if s.antecedent else {})}
            for v, s in zip(values, sources, strict=True)
        ]
    return {
        "rule": told.claim.rule,
        "meaning": told.meaning,
        "cue": _words(told.cue, text),
        "scope": _words(told.scope, text),
        "marks": told.marks,
        "attributes": attributes,
    }


def _words(span: Span | None, text: str) -> dict[str, Any]:
    return {"words": text[slice(*span)], "char_start": span[0], "char_end": span[1]} if span else {}
