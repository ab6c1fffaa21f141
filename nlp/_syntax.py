"""How a noun that names a right stands in its sentence: the verb it hangs on, and the companies beside it."""

from __future__ import annotations

import re
from typing import Any, Final

from nlp import _cues as cues
from nlp._context import HOLDER_BEFORE, OWNED, Context
from nlp._parse import Parse, child, negated, prepositional
from nlp._told import via

_NO_LONGER: Final = re.compile(r"\bno longer\b|\bnot any more\b|\bany longer\b", re.IGNORECASE)
_NOMINAL: Final = frozenset(("poss", "det", "amod", "compound", "nummod", "case", "punct"))
_TERMS: Final = frozenset(("basis", "term", "terms", "exclusivity", "licence", "license"))
_ABOUT_RIGHTS: Final = frozenset(
    (
        "claim",
        "end",
        "termination",
        "expiry",
        "expiration",
        "loss",
        "transfer",
        "renewal",
        "extension",
        "position",
        "status",
        "owner",
        "holder",
    )
)
_TO_AN_END: Final = re.compile(r"\s+to an? (?:\w+ )?(?:end|close|halt)\b")
_OVER: Final = re.compile(r"\s*+(?:(?:\w+ )?\b(?:over|gone|off|dead|spent|up(?! for))\b|no more\b|history\b|at an end\b|finished\b)")
_LETTING: Final = frozenset(("let", "allow", "leave"))
_LAPSE: Final = re.compile(r"\b(?:lapse|expire|run out|fall away)\b")
_AWAY: Final = re.compile(r"\s*(?:away|out)\b")
_COMING: Final = frozenset(("be", "set", "schedule", "slate", "expect", "go", "appear", "seem"))
_GIVING_ALONE: Final = frozenset(("give", "grant", "make", "confer", "provide", "allow", "let", "bring"))


def governor(noun: Any) -> tuple[Any | None, str]:
    """The verb that a noun hangs on, and how: attr, oprd, small, as, dobj, subj, agent, dative, appos, ``pobj:<preposition>``, root, none.

    For ``appos`` the first is the noun that it stands beside; for ``as`` it may be a noun too ("position as").
    """
    token = noun
    for _ in range(6):
        dep, head = token.dep_, token.head
        if dep in ("attr", "acomp"):
            return head, "attr"
        if dep == "appos" and _given_beside(token):
            return head.head, "dobj"
        if dep == "appos" and (giving := _giving_above(token)) is not None:
            return giving, "dobj"
        if dep in ("oprd", "dobj", "appos", "dative"):
            return head, dep
        if (
            dep in ("ccomp", "xcomp")
            and token.pos_ in ("NOUN", "PROPN")
            and child(token, "nsubj") is not None
            and child(token, "cop", "aux") is None
        ):
            return head, "small"
        if dep in ("nsubj", "nsubjpass"):
            return _what_comes(head), "subj"
        if dep in ("pobj", "pcomp"):
            above, how = _by_preposition(noun, head)
            if how == "climb":
                token = above
                continue
            return above, how
        if dep in ("conj", "compound", "nmod", "poss"):
            token = head
            continue
        return None, "root" if dep in ("ROOT", "npadvmod", "advcl") else "none"
    return None, "none"


def _given_beside(noun: Any) -> bool:
    """Whether the parser took what is given for a word beside the one that gets it: "gave the toolmaker Y *the contract*"."""
    given = noun.head.head.pos_ == "VERB" and noun.head.head.lemma_.lower() in cues.GIVING
    return given and noun.head.i < noun.i and all(t.lower_ != "," for t in noun.doc[noun.head.i : noun.i])


def _giving_above(noun: Any) -> Any | None:
    """The verb of a right that the parser took for a word beside the one that gets it: "conferred on Y, a broadcaster, *the right*"."""
    if noun.lemma_.lower() not in cues.RIGHTS - cues.ROLES:
        return None
    above = noun.head
    while above.dep_ in ("appos", "pobj", "prep", "dative") and above.head.i != above.i:
        above = above.head
    return above if above.pos_ == "VERB" and above.lemma_.lower() in cues.GIVING and above.i < noun.i else None


def _what_comes(verb: Any) -> Any:
    """The verb that a subject is about: "expire" in "is set to expire", "is due to end", "is about to lapse"."""
    if verb.lemma_.lower() not in _COMING:
        return verb
    to = next((c for c in verb.children if c.dep_ == "acomp" and c.lower_ in ("due", "set", "about", "likely", "certain")), verb)
    return next((x for x in to.children if x.dep_ in ("xcomp", "pcomp")), verb)


def _by_preposition(noun: Any, prep: Any) -> tuple[Any | None, str]:
    """Where a prepositional phrase leads: to a verb, or "climb" to the noun that it belongs to."""
    word, above = prep.lower_, beyond_out(prep)
    if word == "as":
        return above, "as"
    if prep.dep_ == "agent":
        return above, "agent"
    if above.pos_ in ("VERB", "AUX"):
        return above, "pobj:" + word
    if word in ("on", "without", "under", "with") and noun.lemma_.lower() in _TERMS:
        verb = next((a for a in above.ancestors if a.pos_ in ("VERB", "AUX")), None)
        if verb is not None:
            return verb, "pobj:" + word
    if (word == "of" and above.lower_ in ("one", "part", "some")) or (above.pos_ in ("NOUN", "PROPN") and above.lemma_ in _ABOUT_RIGHTS):
        return above, "climb"
    return None, "none"


def beyond_out(prep: Any) -> Any:
    """What a preposition hangs on, the verb also of "pulled out *of*", "walked away *from*"."""
    return prep.head.head if prep.head.lower_ in ("out", "away") and prep.head.pos_ in ("ADP", "ADV") else prep.head


ENDINGS: Final = frozenset(
    ("loss", "end", "expiry", "expiration", "termination", "lapse", "cancellation", "surrender", "waiver", "revocation", "withdrawal")
)
"""Nouns for the end of a right."""
_BEGINNINGS: Final = frozenset(("award", "grant", "granting", "acquisition", "winning"))


def nominal(noun: Any) -> Any | None:
    """The noun that tells what becomes of a right instead of a verb: "the *expiry* of the exclusive licence"."""
    token = noun
    while token.dep_ in ("compound", "nmod") and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    above = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    told = above is not None and above.pos_ in ("NOUN", "PROPN") and above.lemma_.lower() in ENDINGS | _BEGINNINGS
    if not told or above is None or above.head.lemma_.lower() in ("deny", "fear", "delay", "avoid", "seek", "want", "put"):
        return None
    return above


def company(ctx: Context, parse: Parse, token: Any | None, exclude: tuple[str, ...] = ()) -> list[str]:
    """The companies that a noun phrase means; none for a deal, nor for an "it" that stands for one."""
    if token is None or (token.i not in parse.at and token.lemma_.lower() in cues.DEALS):
        return []
    if token.i < 3 and token.dep_ == "nsubj" and token.lower_ in ("it", "this", "that", "which") and token.head.lemma_ in _GIVING_ALONE:
        return []
    return ctx.who(parse, token, exclude)


def beside(ctx: Context, parse: Parse, noun: Any, exclude: list[str], own: bool = True) -> list[str]:
    """The first party named below the noun: its possessor, or the owner of what it is over.

    Without ``own`` an "its" before the noun is the holder's, and tells nothing.
    """
    poss = child(noun, "poss")
    if poss is not None and (own or poss.lower_ not in ("its", "their")) and (found := ctx.who(parse, poss, tuple(exclude))):
        return found[:1]
    below = [
        t
        for t in noun.subtree
        if t.i != noun.i
        and (own or poss is None or t.i != poss.i)
        and not (t.dep_ == "poss" and t.head.lower_ in ("place", "stead", "shoes"))
        and not (t.head.dep_ == "agent" and t.head.head.lemma_.lower() in cues.HAVING)  # "held by Y": Y is no grantor
    ]
    for t in below:
        if t.i in parse.at and (party := ctx.party(parse.at[t.i])) and party not in exclude:
            return [party]
    for t in below:
        owner = t.dep_ == "poss" or (t.dep_ == "pobj" and t.head.lower_ in ("of", "for", "to"))
        if t.i > noun.i and owner and t.i in parse.at and parse.at[t.i].name.kind == "other":
            party = ctx.party(parse.at[t.i], weak=True)
            if party and party not in exclude:
                return [party]
    for t in below:
        if t.pos_ == "NOUN" and (thing := ctx.owner_of(t)) and thing not in exclude:
            return [via(thing, OWNED, (parse.start(t), parse.end(t)))]
    for t in below:
        over = t.i > noun.i and t.dep_ in ("poss", "pobj", "dobj", "nsubj") and t.i not in parse.at
        if over and (found := ctx.who(parse, t, tuple(exclude))):
            return found[:1]
    return []


def phrase_start(noun: Any) -> int:
    """The index of the first token of the noun phrase, without what merely hangs before it."""
    nominal = {t.i for t in noun.subtree if t.i <= noun.i and (t.dep_ in _NOMINAL or t.head.dep_ == "poss")}
    first: int = noun.i
    while first - 1 in nominal:
        first -= 1
    return first


def no_longer(ctx: Context, parse: Parse, verb: Any | None) -> bool:
    """Whether the verb is said to be true no longer."""
    if verb is None or not any(c.dep_ in ("neg", "advmod") and c.lower_ == "longer" and not _joined(c.head, verb) for c in verb.subtree):
        return False
    return bool(_NO_LONGER.search(ctx.text, parse.sentence.start, parse.sentence.end))


def _joined(token: Any, verb: Any) -> bool:
    """Whether a verb between the two is joined to the upper one: "remains its partner but no longer *has*"."""
    while token.i != verb.i and token.head.i != token.i:
        if token.dep_ == "conj" and token.pos_ in ("VERB", "AUX"):
            return True
        token = token.head
    return False


def ceases(ctx: Context, parse: Parse, verb: Any) -> bool:
    """Whether what is the verb's subject is over by it, but for a "not": "expired", "is no more", "came to an end", "did not survive"."""
    lemma, after = verb.lemma_.lower(), ctx.text[parse.end(verb) : parse.end(verb) + 24]
    if lemma == "survive":
        return bool(negated(verb))
    if lemma == "come":
        return _TO_AN_END.match(after) is not None
    if lemma in ("go", "run"):
        return any(c.lower_ in ("away", "out", "down") for c in verb.children)
    return lemma in cues.ENDING or (lemma == "be" and _OVER.match(after) is not None)


def let_go(ctx: Context, parse: Parse, verb: Any) -> bool:
    """Whether the verb is that of "let its contract lapse", "allowed the licence to expire"."""
    return verb.lemma_ in _LETTING and _LAPSE.search(ctx.text, parse.end(verb), parse.sentence.end) is not None


def left(ctx: Context, parse: Parse, verb: Any) -> bool:
    """Whether the verb is that of "walked away from", "pulled out of", "called off", "called time on"."""
    if verb.lemma_ in ("walk", "pull", "back"):
        return bool(_AWAY.match(ctx.text, parse.end(verb)))
    particle = child(verb, "prt")
    if verb.lemma_ != "call":
        return False
    return (particle is not None and particle.lower_ == "off") or any(c.lower_ == "time" for c in verb.children)


def denies(verb: Any | None) -> bool:
    """Whether the verb is negated."""
    return verb is not None and negated(verb)


def particle(verb: Any) -> str:
    """The particle of a phrasal verb: "up" in "gave up"."""
    return next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")


def previous_holder(ctx: Context, parse: Parse) -> list[str]:
    """The holder of the right that the text spoke of just before."""
    return [via(ctx.pair[1], HOLDER_BEFORE)] if ctx.pair and parse.index - ctx.pair_at <= 2 else []


def receiver(ctx: Context, parse: Parse, verb: Any, noun: Any, exclude: tuple[str, ...]) -> list[str]:
    """To whom a verb gives the noun: its dative, "to Y", or the company between the two."""
    target = child(verb, "dative")
    if target is None or target.pos_ == "ADP":
        target = prepositional(verb, "to")
    if target is None:
        target = next((t for t in verb.children if verb.i < t.i < noun.i and t.dep_ in ("dobj", "iobj", "nsubj", "npadvmod")), None)
    if target is None:
        target = prepositional(verb, "on", "upon")
        target = None if target is not None and target.i == noun.i else target  # "on an exclusive basis"
    if target is None:
        target = next((t for t in parse.doc if verb.i < t.i < noun.i and (t.i in parse.at or t.lower_ in ("it", "them"))), None)
    return company(ctx, parse, target, exclude)
