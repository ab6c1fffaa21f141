"""Values that know which words tell them.

A :class:`Told` is a text (a name, a date, a place) that carries its source. It goes through lists, tuples and dataclasses as the plain
text that it is, so what joins, completes or replaces claims need not know of it, and an explanation is what the rules did, not a guess
made afterwards. What is no text (mode, change and stance) has its sources with the name of the rule: a :class:`Reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

Span = tuple[int, int]

SAID: Final = "said"
"""How an attribute is known that words of the text state."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an attribute comes from.

    ``span``: the words ``text[start:end]`` that stand for it, or ``None``; ``how``: "said", or how it was inferred; ``antecedent``: the
    words that they lead back to, such as the name that "it" stands for.
    """

    how: str
    span: Span | None = None
    antecedent: Span | None = None

    def moved(self, offset: int) -> Source:
        """The same in a text that begins ``offset`` characters earlier."""
        return Source(self.how, shifted(self.span, offset), shifted(self.antecedent, offset))


def shifted(span: Span | None, offset: int) -> Span | None:
    """The span in a text that begins ``offset`` characters earlier."""
    return (span[0] + offset, span[1] + offset) if span is not None else None


class Told(str):
    """A text with its source."""

    __slots__ = ("source",)
    source: Source

    def __new__(cls, value: str, span: Span | None = None, how: str = SAID, antecedent: Span | None = None) -> Self:
        told = super().__new__(cls, value)
        told.source = Source(how, span, antecedent)
        return told


def source_of(value: str) -> Source | None:
    """Where a text comes from, if it knows."""
    return value.source if isinstance(value, Told) else None


def via(value: str, how: str, span: Span | None = None) -> str:
    """The same text as what other words, or none, stand for: "it" at ``span``, leading back to the name that ``value`` was read from."""
    source = source_of(value)
    return Told(str(value), span, how, (source.antecedent or source.span) if source else None)


def cut(text: str, start: int, end: int, strip: str = " ") -> Told | None:
    """The words ``text[start:end]`` without these characters at their ends; ``None`` where nothing is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(strip))
    words = words.strip(strip)
    return Told(words, (start, start + len(words))) if words else None


def whole_words(text: str, start: int, end: int) -> Span:
    """The span to the end of its last word, without space and stops at its ends."""
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    inside, edges = text[start:end], ' \n\t,;:”"'
    return start + len(inside) - len(inside.lstrip(edges)), end - len(inside) + len(inside.rstrip(edges))


class Reading(str):
    """A rule's name, as it was applied: the span of its cue and of the sentence it read, and the sources of what is no text."""

    __slots__ = ("cue", "scope", "sources")
    cue: Span
    scope: Span
    sources: dict[str, Source]

    def __new__(cls, rule: str, cue: Span, scope: Span, sources: dict[str, Source]) -> Self:
        reading = super().__new__(cls, rule)
        reading.cue, reading.scope, reading.sources = cue, scope, sources
        return reading


def cue_of(rule: str) -> Span | None:
    """The span of the cue that a rule was applied to, if it knows."""
    return rule.cue if isinstance(rule, Reading) else None


def reread(rule: str, name: str | None = None, **sources: Source) -> str:
    """The reading, under another name if one is given, now with these sources for what was changed since."""
    return Reading(name or str(rule), rule.cue, rule.scope, rule.sources | sources) if isinstance(rule, Reading) else name or rule
