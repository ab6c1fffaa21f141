"""One sentence as a dependency tree with its names in it.

Names are replaced by plain stand-ins before parsing, so that an unusual name cannot derail the parser; offsets lead back to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from nlp._names import Mention
from nlp._sentences import Sentence
from nlp._told import Span

_STAND_IN: Final = {"company": "Google", "product": "Android", "person": "Obama", "place": "France", "regulator": "Congress"}
_TAIL: Final = re.compile(
    r"(?:,?\s++(?:Inc|Corp|Ltd|plc|PLC|LLC|LLP|AG|SE|SA|SAS|NV|BV|GmbH|KGaA|SpA|S\.p\.A|Sarl|Srl|PBC|Bhd|AB|A/S|ASA|Oyj?|Pty|Pte|KK|S\.A|Limited|Corporation|"
    r"Incorporated)\b(?:\.(?!\s*$))?)?"
    r"(?:\s*+\((?:together [^()]{0,60}, )?(?:the |an? )?[“\"][^()”\"]{1,40}[”\"]\))?"
)
_HYPHENED: Final = re.compile(
    r"\b(?:non[-‑]exclusiv\w+|start-ups?|co-ops?|co-operatives?|tie-ups?|power-purchase|offtake|sub-?licen[cs]\w+|buy-now-pay-later|co-brand\w*|first-party|third-party|"
    r"re-?sell\w*)\b",
    re.IGNORECASE,
)
_THERE: Final = re.compile(r"(?:(?<=\bright)|(?<=\brights)|(?<=\bexclusivity)|(?<=\blicence)|(?<=\blicense))\s+there(?=\s+[a-z])")
"""A "there" that the parser would take for the subject: "its exclusive right there ends"."""
_OWN: Final = re.compile(r"(?<=[’']s)\s+own(?=\s+(?:exclusive|right|sole|licen))")
_ENDS: Final = re.compile(r"(?<=\s)ends(?=\s(?:on|in|at|after|with|this|next|tomorrow|today)\b)")
_BREACHES: Final = re.compile(r"(?<=\w\s)breaches(?=\s(?:[A-Z]|its|the|their|an?|our|that|this)\b)|(?<=\w\s)breaches(?=\s[A-Z])")
_HEADLINE_VERBS: Final = {"ink": "signed", "inks": "signed", "inked": "signed", "taps": "picked"}
_HEADLINE: Final = re.compile(
    r"(?<=\w\s)(?:inke?[ds]?|taps)(?=\s(?:[A-Z$€£\d]|[a-z\-]+\s(?:[\w\-]+\s){0,4}(?:deal|pact|agreement|contract|tie-up)))"
)
_LICENSING: Final = re.compile(r"\b(?:in|out)[-‑]?(?=licen[cs](?:e|es|ed|ing)\b)", re.IGNORECASE)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BELONGING: Final = frozenset(("aux", "auxpass", "neg", "prt"))
_CLIMBED: Final = frozenset(("xcomp", "conj", "advcl", "pcomp", "ccomp", "prep", "aux", "auxpass", "pobj"))
ABLE: Final = frozenset(("able", "unable", "unwilling"))
"""Adjectives through which a verb has its subject: "was unable to win"."""
SUBJECTS: Final = frozenset(("nsubj", "nsubjpass", "csubj"))


def mask(text: str, sentence: Sentence, mentions: list[Mention]) -> tuple[str, list[tuple[int, int]]]:
    """The sentence with stand-ins, and the points ``(masked, original)`` from which offsets run in step.

    A legal form and a bracketed definition after a name go with it; hyphenated words that the tokeniser would cut are closed up.
    """
    parts: list[str] = []
    points = [(0, sentence.start)]
    at, length = sentence.start, 0
    for start, end, word in _stand_ins(text, sentence, mentions):
        if start < at:
            continue
        gap = text[at:start]
        length += len(gap)
        points.append((length, start))
        length += len(word)
        points.append((length, end))
        parts += (gap, word)
        at = end
    parts.append(text[at : sentence.end])
    masked = "".join(parts).replace("’", "'").replace("\n", " ")
    return _SURROGATE.sub("?", masked), points


def _stand_ins(text: str, sentence: Sentence, mentions: list[Mention]) -> list[tuple[int, int, str]]:
    out = []
    for m in mentions:
        end = m.end
        if m.name.kind == "company" and (tail := _TAIL.match(text[end : min(sentence.end, end + 120)])):
            end += tail.end()
        word = "Google" if m.name.sort == "cloud" else _STAND_IN.get(m.name.kind, "Google")
        out.append((m.start, end, word))
    names = [(start, end) for start, end, _ in out]
    closed = (h for h in _HYPHENED.finditer(text, sentence.start, sentence.end) if not any(s < h.end() and h.start() < e for s, e in names))
    out += [(h.start(), h.end(), re.sub(r"\W", "", h.group())) for h in closed]
    out += [(m.start(), m.end(), "expires") for m in _ENDS.finditer(text, sentence.start, sentence.end)]
    out += [(m.start(), m.end(), "violates") for m in _BREACHES.finditer(text, sentence.start, sentence.end)]
    out += [(m.start(), m.end(), _HEADLINE_VERBS[m.group()]) for m in _HEADLINE.finditer(text, sentence.start, sentence.end)]
    out += [(m.start(), m.end(), "") for m in _LICENSING.finditer(text, sentence.start, sentence.end)]
    out += [(m.start(), m.end(), "") for p in (_OWN, _THERE) for m in p.finditer(text, sentence.start, sentence.end)]
    return sorted(out)


@dataclass
class Parse:
    """A parsed sentence. ``at`` gives the mention that a token stands for."""

    index: int
    sentence: Sentence
    doc: Any
    points: list[tuple[int, int]]
    at: dict[int, Mention] = field(default_factory=dict)

    def original(self, masked: int) -> int:
        """The offset in the text for one in the masked sentence."""
        here = self.points[bisect_right(self.points, (masked, 1 << 60)) - 1]
        return here[1] + masked - here[0]

    def start(self, token: Any) -> int:
        """Where the token begins in the text."""
        return self.at[token.i].start if token.i in self.at else self.original(token.idx)

    def end(self, token: Any) -> int:
        """Where the token ends in the text."""
        return self.at[token.i].end if token.i in self.at else min(self.original(token.idx + len(token)), self.sentence.end)

    def span(self, token: Any) -> tuple[int, int]:
        """The part of the text that the token's subtree covers."""
        return self.start(token.left_edge), self.end(token.right_edge)

    def words(self, what: Any) -> Span | None:
        """The place of a token with what belongs to it: "will not have", "gave up", "no longer has", "first refusal". A span is its own."""
        if what is None or isinstance(what, tuple):
            return what
        own = [c for c in what.children if c.dep_ in _BELONGING or c.lower_ in ("longer", "first")]
        start = min([self.start(what), *(self.start(t.left_edge) for t in own)])
        return start, max([self.end(what), *(self.end(t) for t in own)])

    def token_at(self, offset: int) -> Any | None:
        """The token that covers an offset of the text."""
        return next((t for t in self.doc if self.start(t) <= offset < self.end(t)), None)


def build(index: int, sentence: Sentence, doc: Any, points: list[tuple[int, int]], mentions: list[Mention]) -> Parse:
    """Joins a spaCy document of the masked sentence with the mentions of the sentence."""
    parse = Parse(index, sentence, doc, points)
    starts = {m.start: m for m in mentions}
    for token in doc:
        mention = starts.get(parse.original(token.idx))
        if mention is not None and token.text[:1].isalnum():
            parse.at.setdefault(token.i, mention)
    return parse


def child(token: Any, *deps: str) -> Any | None:
    """The first child with one of these relations."""
    return next((c for c in token.children if c.dep_ in deps), None)


def conjuncts(token: Any) -> Iterator[Any]:
    """The token and everything that is joined to it by "and"."""
    yield token
    for c in token.children:
        if c.dep_ == "conj":
            yield from conjuncts(c)


def prepositional(token: Any, *words: str) -> Any | None:
    """The object of a preposition below the token."""
    for c in token.children:
        if c.dep_ in ("prep", "agent", "dative") and c.lower_ in words:
            found = child(c, "pobj", "pcomp")
            if found is not None:
                return found
    return None


def subject(verb: Any) -> Any | None:
    """The subject of a verb, its own or that of the verb or noun that it hangs on."""
    for _ in range(6):
        own = next((c for c in reversed(list(verb.lefts)) if c.dep_ in ("nsubj", "nsubjpass")), None) or child(verb, "nsubj", "nsubjpass")
        if own is not None:
            if own.lower_ in ("which", "that", "who") and verb.dep_ == "relcl":
                return verb.head
            return own
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
        if verb.dep_ in _CLIMBED or (verb.dep_ == "acomp" and verb.lower_ in ABLE):
            verb = verb.head
            continue
        return None
    return None


def clause_verb(token: Any) -> Any:
    """The nearest verb above the token, or the token's root."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def negation(verb: Any) -> Any | None:
    """The verb's own "not" or "never"."""
    return next((c for c in verb.children if c.dep_ == "neg" and c.lower_ != "longer"), None)


def negated(verb: Any) -> bool:
    """Whether the verb has a "not" or "never" of its own."""
    return negation(verb) is not None


def auxiliaries(verb: Any) -> set[str]:
    """The folded auxiliaries of a verb: will, would, has, had, been …"""
    return {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
