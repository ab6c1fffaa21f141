"""Rights: who holds which kind of right, found by the word that names its kind.

Two families. A *role* ("the exclusive distributor of …") is held by whoever is, becomes or is named it (:mod:`nlp._roles`). A *right*
("the exclusive right to …", "a right of first refusal on …") is held by whoever has, gets, keeps or loses it, or whose it is
(:mod:`nlp._grants`, :mod:`nlp._terms`). The grantor is named beside the noun ("OpenAI's exclusive cloud provider", "the right to sell
Apple's handset"), does the naming or giving, or is the one other party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graph.claims import Mode
from nlp import _cues as cues
from nlp import _grants, _roles
from nlp._context import Context
from nlp._frame import Frame
from nlp._parse import Parse, child, negated, prepositional, subject

_BREACH_BEFORE: Final = re.compile(
    r"\b(?:breach|violat|infring|undermin|contraven|flout|trampl|disregard)\w*\s+"
    r"(?:(?:of|on|the|its|their|his|our|an?|that|this|both|spirit|letter|terms|intent|(?:[A-Z][\w&.]*\s)*[A-Z][\w&.]*[’']s?)\s+)*\Z"
)
_BREACHED: Final = frozenset(("dobj", "nsubjpass", "prep"))
_ADJECTIVES: Final = {
    "exclusive": Mode.EXCLUSIVE,
    "sole": Mode.EXCLUSIVE,
    "only": Mode.EXCLUSIVE,
    "one": Mode.EXCLUSIVE,
    "nonexclusive": Mode.NON_EXCLUSIVE,
    "preferred": Mode.PREFERRED,
    "primary": Mode.PREFERRED,
    "preferential": Mode.PREFERRED,
    "default": Mode.PREFERRED,
    "priority": Mode.PREFERRED,
}
_AGAIN: Final = frozenset(("right", "rights", "exclusivity", "licence", "license", "privilege", "status", "role", "position", "preference"))
_AGAIN_VERBS: Final = cues.LOSING | cues.ENDING | {"waive", "put", "remain", "retain", "keep", "stay", "continue", "hold"}
_ANY_COMPANY: Final = frozenset(("company", "firm", "business", "party", "chain", "outlet"))
_ALLOWED: Final = frozenset(("allow", "license", "licence", "permit", "entitle", "authorise", "authorize"))
_ONE: Final = frozenset(cues.ONE.split("|"))
_NO_RANK: Final = frozenset(("one", "use", "offer", "share", "shares", "sale"))
_NOMINAL: Final = frozenset(("NOUN", "PROPN", "NUM", "ADJ", "PRON"))
_BEFORE_NOUN: Final = frozenset(("amod", "compound", "nmod", "advmod", "predet", "appos", "npadvmod", "nummod"))
_AFTER_NOUN: Final = frozenset(("acomp", "attr", "oprd", "conj", "ROOT", "dobj", "ccomp"))


def frames(ctx: Context, parse: Parse) -> Iterator[Frame]:
    """The rights that one sentence speaks of."""
    done: set[tuple[int, Mode]] = set()
    for cue, mode, noun in cues_in(ctx, parse):
        if (noun.i, mode) not in done and not _breached(ctx, parse, cue, noun):
            done.add((noun.i, mode))
            read = _roles.frames if noun.lemma_.lower() in cues.ROLES or _one_to_do(noun) else _grants.frames
            for frame in read(ctx, parse, cue, mode, noun):
                if frame.grantor:
                    ctx.pair, ctx.pair_at = (frame.grantor[0], frame.holder[0]), parse.index
                yield frame


def _breached(ctx: Context, parse: Parse, cue: Any, noun: Any) -> bool:
    """Whether the right is named only as what is breached: "undermines the spirit of its exclusive contract"."""
    if _BREACH_BEFORE.search(ctx.text[parse.sentence.start : parse.start(cue)]):
        return True
    below = noun
    for above in noun.ancestors:
        if above.lemma_.lower() in cues.BREACH_NOUNS or (above.lemma_.lower() in cues.BREACHES and below.dep_ in _BREACHED):
            return bool(below.dep_ != "nsubj")
        if above.pos_ == "VERB":
            return False
        below = above
    return False


def cues_in(ctx: Context, parse: Parse) -> Iterator[tuple[Any, Mode, Any]]:
    """Every cue of a sentence with its mode and the noun that it is about."""
    for t in parse.doc:
        if t.i in parse.at:
            continue
        found = _noun_cue(ctx, parse, t)
        if found is not None:
            yield t, *found
        elif (mode := _ADJECTIVES.get(t.lower_)) is not None and (noun := _noun_of(t)) is not None and _qualifies(ctx, parse, t, noun):
            yield t, mode, noun


def _noun_cue(ctx: Context, parse: Parse, t: Any) -> tuple[Mode, Any] | None:
    """Cues that are nouns themselves: exclusivity, first refusal, priority, monopoly, and "that right" after another one."""
    word = t.lower_
    if word in ("exclusivity", "nonexclusivity"):
        top = t
        while top.dep_ in ("compound", "nmod") and top.head.pos_ in ("NOUN", "PROPN"):
            top = top.head
        return Mode.NON_EXCLUSIVE if word.startswith("non") or _denied_noun(t) else Mode.EXCLUSIVE, top
    if word == "priority" and t.dep_ == "dobj" and t.head.lemma_ in ("have", "enjoy", "get", "give", "take", "keep"):
        return Mode.PREFERRED, t
    if word in ("monopoly", "monopolies") and (t.dep_ == "dobj" or child(t, "poss") is not None):
        return Mode.EXCLUSIVE, t
    if word == "match" and t.dep_ in ("acl", "relcl", "xcomp") and t.head.lemma_ in ("right", "option"):
        return Mode.FIRST_REFUSAL, t.head
    if word == "dibs" and any(c.lower_ == "first" for c in t.children):
        return Mode.FIRST_REFUSAL, t
    if word == "refusal" or (word in ("offer", "call", "negotiation", "option") and _is_first(t)):
        owned = t.dep_ == "pobj" and t.head.lower_ == "of" and t.head.head.lemma_ in ("right", "option")
        return Mode.FIRST_REFUSAL, t.head.head if owned else t
    if ctx.mode and word in _AGAIN and parse.index - ctx.pair_at <= 3 and _points_back(t):
        return ctx.mode, t
    return None


def _points_back(t: Any) -> bool:
    """Whether "that right" is said to end or go on."""
    if any((c.dep_ == "prep" and c.lower_ == "of") or (c.dep_ in ("acl", "relcl") and c.tag_ == "VB") for c in t.children):
        return False
    if {"no", "such"} <= {c.lower_ for c in t.children}:
        return True
    pointed = any(c.lower_ in ("that", "this", "the") for c in t.children) and not any(c.lower_ in _ADJECTIVES for c in t.children)
    return pointed and (t.head.lemma_.lower() in _AGAIN_VERBS or (t.head.lemma_ == "be" and t.dep_ == "nsubj"))


def _qualifies(ctx: Context, parse: Parse, t: Any, noun: Any) -> bool:
    """Whether an adjective makes the noun a right or a role: not "an exclusive interview", "the only carmaker to …", "preferred shares"."""
    word, lemma = t.lower_, noun.lemma_.lower()
    if word in ("exclusive", "nonexclusive"):
        of_tax = word == "exclusive" and re.match(r"\s+of\s", ctx.text[parse.end(t) : parse.end(t) + 4])
        return not of_tax and (noun.i == t.i or lemma in cues.ROLES | cues.RIGHTS)
    if noun.i == t.i:
        return False
    if word == "one":
        return lemma in _ONE and any(c.lower_ == "the" for c in noun.children)
    if word == "only" and _one_to_do(noun):
        return True
    if word in ("only", "default"):
        return lemma in cues.ROLES
    if word == "priority":
        return lemma in cues.ROLES | {"claim", "right", "access"}
    return lemma in cues.ROLES | cues.RIGHTS and not (word in ("preferred", "primary") and lemma in _NO_RANK)


def _one_to_do(noun: Any) -> bool:
    """Whether a company is told by what it alone may do: "the only *company* to make its chips", "the only firm allowed to sell them"."""
    told = child(noun, "acl", "relcl") if noun.lemma_.lower() in _ANY_COMPANY else None
    return told is not None and (told.lemma_.lower() in _ALLOWED or (told.tag_ == "VB" and told.lemma_.lower() in cues.DOING))


def _is_first(t: Any) -> bool:
    """Whether an "offer" or "call" is a first one, and a right rather than an event."""
    if not any(c.lower_ == "first" for c in t.children):
        return False
    right = t.lower_ == "call" or (t.dep_ == "pobj" and t.head.lower_ == "of") or any(c.lower_ == "the" for c in t.children)
    return right or prepositional(t, "on", "over") is not None


def _denied_noun(t: Any) -> bool:
    """Whether there is said to be none: "no exclusivity", "without exclusivity", "neither has exclusivity"."""
    if any(c.lower_ in ("no", "any", "neither") for c in t.children) or (t.dep_ == "pobj" and t.head.lower_ == "without"):
        return True
    asked = t.dep_ == "pobj" and t.head.lower_ in ("for", "on") and t.head.head.lemma_ in ("ask", "insist", "bid", "press", "pay")
    verb = t.head.head if asked else t.head
    topic = child(verb, "nsubj")
    nobody = [*verb.children, *(topic.children if topic is not None else ())]
    if verb.lemma_.lower() in cues.ENDING | cues.LOSING:
        return False
    return (t.dep_ == "dobj" or asked) and (negated(verb) or any(c.lower_ in ("neither", "none", "nobody") for c in nobody))


def _noun_of(t: Any) -> Any | None:
    """The noun that an adjective is about."""
    if t.dep_ in _BEFORE_NOUN and t.head.pos_ in _NOMINAL:
        head = t.head
        while head.dep_ in ("compound", "nmod") and head.head.pos_ in ("NOUN", "PROPN"):
            head = head.head
        return head
    if t.dep_ == "conj" and t.head.dep_ in ("amod", "compound", "nmod", "nummod"):
        return _noun_of(t.head)
    if t.dep_ in _AFTER_NOUN:
        found = subject(t if t.dep_ == "ROOT" else t.head)
        return found if found is not None and found.pos_ in ("NOUN", "PROPN", "PRON") else None
    return None
