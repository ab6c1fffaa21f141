"""Rights: who holds which kind of right, from the noun that names the right or its holder, and the verb that it hangs on.

Two families. A *role* ("the exclusive distributor of …") is held by whoever is, becomes or is named it. A *right* ("the exclusive
right to …", "a right of first refusal on …") is held by whoever has, gets, keeps or loses it, or whose it is. The grantor is
named beside the noun ("OpenAI's exclusive cloud provider", "the right to sell Apple's handset"), does the naming or giving, or is the one other party.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from graph.claims import Change, Mode
from nlp import _cues as cues
from nlp._context import Context
from nlp._frame import Frame
from nlp._parse import Parse, auxiliaries, child, negated, prepositional, subject

_ADJECTIVE: Final = {
    "exclusive": Mode.EXCLUSIVE,
    "nonexclusive": Mode.NON_EXCLUSIVE,
    "one": Mode.EXCLUSIVE,
    "sole": Mode.EXCLUSIVE,
    "only": Mode.EXCLUSIVE,
    "preferred": Mode.PREFERRED,
    "primary": Mode.PREFERRED,
    "preferential": Mode.PREFERRED,
    "default": Mode.PREFERRED,
    "priority": Mode.PREFERRED,
}
_FIRST: Final = re.compile(r"\bfirst (?:refusal|offer|call|choice)\b|\bright to match\b", re.IGNORECASE)
_AGAIN: Final = frozenset(("right", "rights", "exclusivity", "licence", "license", "privilege", "status", "role", "position", "preference"))
_NO_LONGER: Final = re.compile(r"\bno longer\b|\bnot any more\b|\bany longer\b", re.IGNORECASE)


def frames(ctx: Context, parse: Parse) -> Iterator[Frame]:
    """The rights that one sentence speaks of."""
    done: set[tuple[int, Mode]] = set()
    for cue, mode, noun in _cues(ctx, parse):
        if (noun.i, mode) in done:
            continue
        done.add((noun.i, mode))
        role = noun.lemma_.lower() in cues.ROLES and not _is_right_phrase(noun)
        yield from _role(ctx, parse, cue, mode, noun) if role else _right(ctx, parse, cue, mode, noun)


def _cues(ctx: Context, parse: Parse) -> Iterator[tuple[Any, Mode, Any]]:
    """Every cue with its mode and the noun that it is about."""
    text = ctx.text
    for t in parse.doc:
        word = t.lower_
        if t.i in parse.at:
            continue
        if word in ("exclusivity", "nonexclusivity"):
            top = t
            while top.dep_ in ("compound", "nmod") and top.head.pos_ in ("NOUN", "PROPN"):
                top = top.head
            yield t, Mode.NON_EXCLUSIVE if word.startswith("non") or _denied_noun(t) else Mode.EXCLUSIVE, top
            continue
        if word == "priority" and t.dep_ == "dobj" and t.head.lemma_ in ("have", "enjoy", "get", "give", "take", "keep"):
            yield t, Mode.PREFERRED, t
            continue
        if (
            ctx.mode
            and word in _AGAIN
            and parse.index - ctx.pair_at <= 3
            and any(c.lower_ in ("that", "this", "the") for c in t.children)
            and not any(c.lower_ in _ADJECTIVE for c in t.children)
        ):
            if t.head.lemma_.lower() in cues.LOSING | cues.ENDING | {"waive", "put", "remain", "retain", "keep"} or (
                t.head.lemma_ == "be" and t.dep_ == "nsubj"
            ):
                yield t, ctx.mode, t
            continue
        if word == "match" and t.dep_ in ("acl", "relcl", "xcomp") and t.head.lemma_ in ("right", "option"):
            yield t, Mode.FIRST_REFUSAL, t.head
            continue
        if word in ("monopoly", "monopolies") and (t.dep_ == "dobj" or child(t, "poss") is not None):
            yield t, Mode.EXCLUSIVE, t
            continue
        if word == "refusal" or (word in ("offer", "call") and any(c.lower_ == "first" for c in t.children)):
            if word == "refusal" or _first_phrase(t):
                top = t
                if t.dep_ == "pobj" and t.head.lower_ == "of" and t.head.head.lemma_ in ("right", "option"):
                    top = t.head.head
                yield t, Mode.FIRST_REFUSAL, top
            continue
        mode = _ADJECTIVE.get(word)
        if mode is None:
            continue
        noun = _noun_of(t)
        if noun is None or (noun.i == t.i and word not in ("exclusive", "nonexclusive")):
            continue
        lemma = noun.lemma_.lower()
        if word == "one" and (
            lemma not in ("cloud", "place", "provider", "supplier", "host", "seller") or not any(c.lower_ == "the" for c in noun.children)
        ):
            continue
        if (
            word in ("only", "default", "priority")
            and lemma not in cues.ROLES
            and not (word == "priority" and lemma in ("claim", "right", "access"))
        ):
            continue
        if word in ("sole", "preferred", "primary", "preferential") and lemma not in cues.ROLES | cues.RIGHTS:
            continue
        if word in ("preferred", "primary") and lemma in ("one", "use", "offer", "share", "shares", "sale"):
            continue
        if word in ("exclusive", "nonexclusive") and lemma not in cues.ROLES | cues.RIGHTS and noun.i != t.i:
            continue
        if word == "exclusive" and re.match(r"\s+of\s", text[parse.end(t) : parse.end(t) + 4]):
            continue
        yield t, mode, noun


def _first_phrase(t: Any) -> bool:
    return (
        t.lower_ == "call"
        or (t.dep_ == "pobj" and t.head.lower_ == "of")
        or any(c.lower_ == "the" for c in t.children)
        or prepositional(t, "on", "over") is not None
    )


def _denied_noun(t: Any) -> bool:
    return (
        any(c.lower_ in ("no", "any", "neither") for c in t.children)
        or (t.dep_ == "pobj" and t.head.lower_ == "without")
        or (t.dep_ == "dobj" and (negated(t.head) or any(c.lower_ in ("neither", "none", "nobody") for c in t.head.children)))
    )


def _noun_of(t: Any) -> Any | None:
    """The noun that an adjective is about."""
    if t.dep_ in ("amod", "compound", "nmod", "advmod", "predet", "appos", "npadvmod", "nummod") and t.head.pos_ in (
        "NOUN",
        "PROPN",
        "NUM",
        "ADJ",
        "PRON",
    ):
        head = t.head
        while head.dep_ in ("compound", "nmod") and head.head.pos_ in ("NOUN", "PROPN"):
            head = head.head
        return head
    if t.dep_ == "conj" and t.head.dep_ in ("amod", "compound", "nmod"):
        return _noun_of(t.head)
    if t.dep_ in ("acomp", "attr", "oprd", "conj", "ROOT", "dobj", "ccomp"):
        verb = t.head if t.dep_ != "ROOT" else t
        found = subject(verb)
        return found if found is not None and found.pos_ in ("NOUN", "PROPN", "PRON") else None
    return None


def _is_right_phrase(noun: Any) -> bool:
    return any(c.dep_ in ("acl", "relcl", "prep") and c.lower_ in ("right",) for c in noun.children)


# --- who it is about


def _governor(noun: Any) -> tuple[Any | None, str]:
    """The verb that the noun hangs on, and how: attr, oprd, as, dobj, subj, agent, pobj, appos."""
    token = noun
    for _ in range(6):
        dep, head = token.dep_, token.head
        if dep in ("attr", "acomp"):
            return head, "attr"
        if dep == "oprd":
            return head, "oprd"
        if (
            dep in ("ccomp", "xcomp")
            and child(token, "nsubj") is not None
            and child(token, "cop", "aux") is None
            and token.pos_ in ("NOUN", "PROPN")
        ):
            return head, "small"
        if dep == "dobj":
            return head, "dobj"
        if dep in ("nsubj", "nsubjpass"):
            return head, "subj"
        if dep == "appos":
            return head, "appos"
        if dep == "conj":
            token = head
            continue
        if dep in ("pobj", "pcomp"):
            prep = head
            if prep.lower_ == "as":
                return prep.head, "as"
            if prep.dep_ == "agent":
                return prep.head, "agent"
            if prep.head.pos_ in ("VERB", "AUX"):
                return prep.head, "pobj:" + prep.lower_
            token = prep.head
            if prep.lower_ in ("on", "without", "under", "with") and noun.lemma_.lower() in (
                "basis",
                "term",
                "terms",
                "exclusivity",
                "licence",
                "license",
            ):
                above = prep.head
                while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
                    above = above.head
                if above.pos_ in ("VERB", "AUX"):
                    return above, "pobj:" + prep.lower_
            if prep.lower_ == "of" and token.lower_ in ("one", "part", "some"):
                continue
            if token.pos_ in ("NOUN", "PROPN") and token.lemma_ in (
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
            ):
                continue
            return None, "none"
        if dep in ("compound", "nmod", "poss"):
            token = head
            continue
        if dep == "dative":
            return head, "dative"
        if dep in ("ROOT", "npadvmod", "advcl"):
            return None, "root"
        return None, "none"
    return None, "none"


def _company(ctx: Context, parse: Parse, token: Any | None, exclude: tuple[str, ...] = ()) -> list[str]:
    if token is None or (token.i not in parse.at and token.lemma_.lower() in cues.DEALS):
        return []
    if token.pos_ == "PRON" and token.lower_ in ("it", "this", "that", "which") and _stands_for_deal(ctx, parse, token):
        return []
    return ctx.who(parse, token, exclude)


def _stands_for_deal(ctx: Context, parse: Parse, token: Any) -> bool:
    """Whether a subject "it" may be the agreement of the sentence before: it is what gives or makes something."""
    return (
        token.dep_ == "nsubj"
        and token.head.lemma_ in ("give", "grant", "make", "confer", "provide", "allow", "let", "bring")
        and token.i < 3
    )


def _beside(ctx: Context, parse: Parse, noun: Any, exclude: list[str]) -> list[str]:
    """The first party named below the noun: its possessor, or the owner of what it is over."""
    poss = child(noun, "poss")
    if poss is not None:
        found = ctx.who(parse, poss, tuple(exclude))
        if found:
            return found[:1]
    for t in noun.subtree:
        if t.i == noun.i or t.i < noun.left_edge.i or (t.dep_ == "poss" and t.head.lower_ in ("place", "stead", "shoes")):
            continue
        if t.i in parse.at and (party := ctx.party(parse.at[t.i])) and party not in exclude:
            if any(a.dep_ == "relcl" and a.i > noun.i for a in (t, *t.ancestors) if noun.i in {x.i for x in a.ancestors}) and t.dep_ in (
                "nsubj",
                "nsubjpass",
            ):
                return [party]
            return [party]
    for t in noun.subtree:
        if (
            t.i > noun.i
            and t.i in parse.at
            and parse.at[t.i].name.kind == "other"
            and t.dep_ in ("poss", "pobj")
            and (party := ctx.party(parse.at[t.i], weak=True))
        ):
            if party not in exclude and (t.dep_ == "poss" or t.head.lower_ in ("of", "for", "to")):
                return [party]
    for t in noun.subtree:
        if t.i != noun.i and t.pos_ == "NOUN" and (owner := ctx.owner_of(t)) and owner not in exclude:
            return [owner]
    for t in noun.subtree:
        if t.i > noun.i and t.dep_ in ("poss", "pobj", "dobj", "nsubj") and t.i not in parse.at:
            found = [p for p in ctx.who(parse, t) if p not in exclude]
            if found:
                return found[:1]
    return []


# --- roles


def _role(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any) -> Iterator[Frame]:
    verb, how = _governor(noun)
    linking = _linked_before(parse, noun)
    if linking is not None:
        verb, how = linking, "attr"
    holder: list[str] = []
    grantor: list[str] = []
    lemma = verb.lemma_.lower() if verb is not None and how != "appos" else ""
    if mode is not Mode.NON_EXCLUSIVE and _negative(verb, ctx, parse) and how in ("attr", "as") and not _longer(ctx, parse, verb):
        mode = Mode.NON_EXCLUSIVE if mode is Mode.EXCLUSIVE else mode
    change = Change.BEGINS
    rule, confidence = "role", 0.8
    named = _named_before(ctx, parse, noun)
    if named is not None and how != "attr":
        verb, target = named
        grantor = _company(ctx, parse, subject(verb))
        holder = _company(ctx, parse, target, tuple(grantor))
        change = Change.HOLDS if verb.lemma_ in ("call", "use", "have", "consider", "retain") else Change.BEGINS
        rule = "role-named"
    elif how == "as" and verb is not None and verb.pos_ == "NOUN":
        holder = _company(ctx, parse, child(verb, "poss"))
        change = Change.ENDS if any(a.lemma_ in cues.ENDING for a in verb.ancestors) else Change.HOLDS
        rule, confidence = "role-position", 0.65
    elif how == "attr" or (how in ("as", "dobj") and lemma in cues.BE):
        topic = subject(verb)
        if topic is None or topic.i == noun.i:
            topic = next((t for t in reversed(list(parse.doc[: verb.i])) if t.i in parse.at or t.pos_ in ("NOUN", "PRON")), None)
        holder = _company(ctx, parse, topic)
        change = _state(ctx, parse, verb)
        rule = f"role-{'is' if lemma == 'be' else lemma}"
    elif how in ("oprd", "small", "as", "dobj") and lemma in cues.NAMING | {"have"}:
        passive = child(verb, "nsubjpass")
        if passive is not None:
            holder = _company(ctx, parse, passive)
            agent = prepositional(verb, "by")
            grantor = _company(ctx, parse, agent, tuple(holder))
        else:
            grantor = _company(ctx, parse, subject(verb))
            target = (
                child(noun, "nsubj")
                if how == "small"
                else child(verb, "dobj")
                if how != "dobj"
                else child(verb, "dative", "nsubj" if subject(verb) is not child(verb, "nsubj") else "dative")
            )
            if target is None and how == "oprd":
                target = next(
                    (t for t in verb.children if verb.i < t.i < noun.i and t.dep_ in ("dobj", "nsubj", "dative", "npadvmod")), None
                )
            if target is None:
                target = next((t for t in parse.doc if verb.i < t.i < noun.i and t.i in parse.at), None)
            holder = _company(ctx, parse, target, tuple(grantor)) if target is not None and target.i != noun.i else []
        change = Change.HOLDS if lemma in ("call", "use", "have", "consider", "retain") else Change.BEGINS
        rule = "role-named"
    elif how == "as" and lemma == "replace":
        grantor = _company(ctx, parse, subject(verb))
        holder = _company(ctx, parse, prepositional(verb, "with"), tuple(grantor)) or grantor
        grantor = [g for g in grantor if g not in holder]
        rule = "role-replaces"
    elif how == "as" and verb is not None:
        holder = _company(ctx, parse, subject(verb))
        change = Change.BEGINS if lemma in ("take", "sign", "join", "come", "succeed", "step") else Change.HOLDS
        rule, confidence = "role-as", 0.65
    elif how == "appos":
        holder = _company(ctx, parse, verb)
        change = Change.HOLDS
        rule, confidence = "role-apposition", 0.7
    elif how == "subj":
        apposed = child(noun, "appos") or (child(verb, "attr") if lemma == "be" else None)
        holder = _company(ctx, parse, apposed)
        change = Change.HOLDS
        rule, confidence = "role-subject", 0.6
    elif how in ("dobj", "none", "root", "pobj:with", "pobj:for") or how.startswith("pobj"):
        holder = _just_before(ctx, parse, noun)
        change, rule, confidence = Change.HOLDS, "role-apposition", 0.6
    if not holder:
        return
    holder = holder[:4]
    if not grantor:
        grantor = _beside(ctx, parse, noun, holder)
        confidence -= 0.05
    guessed = not grantor
    if guessed:
        grantor = ctx.other(parse, holder)
        confidence -= 0.1
    yield Frame(mode, change, cue, noun, holder, grantor, rule, confidence, guessed=guessed)


def _phrase_start(noun: Any) -> int:
    """The index of the first token of the noun phrase, without what merely hangs before it."""
    nominal = [
        t.i
        for t in noun.subtree
        if t.i <= noun.i and (t.dep_ in ("poss", "det", "amod", "compound", "nummod", "case", "punct") or t.head.dep_ == "poss")
    ]
    i = noun.i
    while i - 1 in nominal:
        i -= 1
    return i


def _linked_before(parse: Parse, noun: Any) -> Any | None:
    """The linking verb right before the role: "stays OpenAI's primary cloud"."""
    i = _phrase_start(noun) - 1
    while i > 0 and parse.doc[i].lower_ in ("still", "now", "also", "already", "longer", "no", "not", "therefore"):
        i -= 1
    verb = parse.doc[i] if i > 0 else None
    if verb is not None and verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() in ("be", "become", "remain", "stay"):
        return verb
    return None


def _named_before(ctx: Context, parse: Parse, noun: Any) -> tuple[Any, Any] | None:
    """The naming verb and the company right before the role: "made Y its …", "appointed Y the …", "and Y its …"."""
    i = _phrase_start(noun) - 1
    if i >= 1 and parse.doc[i].lower_ == "as":
        i -= 1
    target = parse.doc[i] if i >= 1 else None
    if target is None or not (target.i in parse.at or target.lower_ in ("it", "them")):
        return None
    j = i - 1
    while j >= 0 and parse.doc[j].dep_ in ("compound", "det", "nmod"):
        j -= 1
    verb = parse.doc[j] if j >= 0 else None
    if verb is not None and verb.lower_ == "and":
        verb = next((t for t in parse.doc if t.i < j and t.lemma_.lower() in cues.NAMING - {"use", "call"} and t.pos_ == "VERB"), None)
    if verb is not None and verb.pos_ == "VERB" and verb.lemma_.lower() in cues.NAMING and child(verb, "nsubjpass") is None:
        return verb, target
    return None


def _just_before(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """The company that a role follows after a comma: "Y, since 2017 the sole seller of …"."""
    start = parse.start(noun)
    before = [m for m in ctx.names.within(parse.sentence.start, start) if ctx.party(m, weak=True)]
    if before and re.fullmatch(
        r",\s+(?:since|from|until|for|now|once|long)?\s*(?:[\w ]{0,20}\s)?(?:the|its|their)\s+(?:\w+\s+){0,4}",
        ctx.text[before[-1].end : start],
    ):
        found = ctx.party(before[-1], weak=True)
        return [found] if found else []
    return []


def _state(ctx: Context, parse: Parse, verb: Any) -> Change:
    """What "is", "becomes", "remains" say about a role."""
    lemma, aux = verb.lemma_.lower(), auxiliaries(verb)
    if _longer(ctx, parse, verb):
        return Change.ENDS
    if lemma in cues.HOLDING:
        return Change.HOLDS
    if lemma == "become" or aux & {"will", "shall", "would", "could", "might"}:
        return Change.BEGINS
    if (lemma == "be" and verb.lower_ in ("was", "were")) or (aux & {"had"}):
        return Change.ENDS
    s = parse.sentence
    text = ctx.text[s.start : s.end]
    if re.search(
        r"\b(?:effective|as of|from) (?:today|\d|[A-Z])|\bfrom (?:today|now on)\b|\bis now\b|\bas of this\b|\bnow\b", text, re.IGNORECASE
    ) and not (aux & {"has", "have"}):
        return Change.BEGINS
    return Change.HOLDS


def _longer(ctx: Context, parse: Parse, verb: Any) -> bool:
    if verb is None:
        return False
    return any(c.dep_ in ("neg", "advmod") and c.lower_ == "longer" for c in verb.subtree) and bool(
        _NO_LONGER.search(ctx.text[parse.sentence.start : parse.sentence.end])
    )


def _negative(verb: Any, ctx: Context, parse: Parse) -> bool:
    del ctx, parse
    return verb is not None and negated(verb)


# --- rights


def _right(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any) -> Iterator[Frame]:
    if noun.lower_ == "one":
        if noun.dep_ == "conj" and noun.head.lemma_.lower() in cues.RIGHTS:
            noun = noun.head
        elif noun.dep_ == "attr" and (topic := subject(noun.head)) is not None and topic.lemma_.lower() in cues.RIGHTS:
            yield from _predicate(ctx, parse, cue, mode, topic, noun.head)
            return
    predicate = (
        cue.dep_ in ("acomp", "attr", "oprd", "conj", "ROOT", "dobj", "ccomp") and noun.i < cue.i and noun.dep_ in ("nsubj", "nsubjpass")
    )
    verb, how = _governor(noun)
    if predicate and verb is not None:
        yield from _predicate(ctx, parse, cue, mode, noun, verb)
        return
    lemma = verb.lemma_.lower() if verb is not None and how != "appos" else ""
    holder: list[str] = []
    grantor: list[str] = []
    change: Change | None = None
    denied = False
    rule, confidence = "right", 0.8
    poss = child(noun, "poss")
    if poss is None and noun.dep_ == "pobj" and noun.head.lower_ == "of":
        poss = child(noun.head.head, "poss")
    if noun.lemma_.lower() in ("deal", "contract", "agreement", "partnership", "pact", "arrangement"):
        yield from _exclusive_deal(ctx, parse, cue, mode, noun)
        return
    enjoyed, given = _relative(ctx, parse, noun)
    if given:
        yield Frame(
            mode,
            Change.BEGINS if how == "dobj" and lemma in cues.GIVING else Change.HOLDS,
            cue,
            noun,
            given,
            _beside(ctx, parse, noun, given) or ctx.other(parse, given),
            "right-granted-to",
            0.65,
        )
        return
    if how.startswith("pobj:in") and lemma in cues.GETTING | cues.HAVING and child(verb, "dobj") is None:
        how = "dobj"
    if (
        mode is Mode.NON_EXCLUSIVE
        and how.startswith("pobj")
        and verb is not None
        and how.partition(":")[2] in ("with", "without", "on", "under")
    ):
        yield from _on_terms(ctx, parse, cue, mode, noun, verb)
        return
    if how == "pobj:of" and lemma in cues.STRIPPING:
        loser = _company(ctx, parse, child(verb, "dobj", "nsubjpass"))
        taker = _company(ctx, parse, subject(verb), tuple(loser)) if child(verb, "nsubjpass") is None else []
        if loser:
            yield Frame(mode, Change.ENDS, cue, noun, loser[:1], taker[:1] or ctx.other(parse, loser), "right-stripped", 0.7)
        return
    if how == "pobj:to" and lemma == "put" and re.search(r"\bend to\b", ctx.text[parse.start(verb) : parse.end(noun)]):
        how, lemma = "dobj", "end"
    if how == "dobj" or (how == "subj" and child(verb, "nsubjpass") is not None and lemma in cues.GIVING | cues.HAVING | cues.LOSING):
        passive = child(verb, "nsubjpass")
        down = _particle(verb) in ("up", "away", "back")
        longer = _longer(ctx, parse, verb)
        negative = negated(verb)
        if how == "subj":
            agent = prepositional(verb, "by")
            target = prepositional(verb, "to")
            holder = _company(ctx, parse, agent if lemma in cues.HAVING else target)
            change, rule = (Change.HOLDS if lemma in cues.HAVING else Change.BEGINS), "right-held-by"
            if lemma in cues.LOSING and not holder:
                holder, change, rule = (_company(ctx, parse, agent) or _company(ctx, parse, poss)), Change.ENDS, "right-lost"
        elif lemma in cues.LOSING and (down or lemma not in cues.GIVING):
            holder, change, rule = _company(ctx, parse, subject(verb)), Change.ENDS, "right-lost"
        elif lemma in cues.GIVING:
            if passive is not None:
                holder = _company(ctx, parse, passive)
                grantor = _company(ctx, parse, prepositional(verb, "by"), tuple(holder))
            else:
                giver = subject(verb)
                grantor = _company(ctx, parse, giver)
                target = child(verb, "dative")
                target = prepositional(verb, "to", "on", "upon") if target is None or target.pos_ == "ADP" else target
                if target is None:
                    target = next(
                        (t for t in verb.children if verb.i < t.i < noun.i and t.dep_ in ("dobj", "iobj", "nsubj", "npadvmod")), None
                    )
                if target is None:
                    target = next((t for t in parse.doc if verb.i < t.i < noun.i and (t.i in parse.at or t.lower_ in ("it", "them"))), None)
                holder = _company(ctx, parse, target, tuple(grantor))
            change, rule = Change.BEGINS, "right-given"
            if lemma == "owe" and mode is Mode.NON_EXCLUSIVE:
                change = Change.HOLDS
            denied = negative
        elif lemma in cues.SEEKING:
            holder, change, rule = _company(ctx, parse, subject(verb)), Change.BEGINS, "right-sought"
        elif lemma in cues.GETTING | cues.HAVING | {"be"}:
            holder = _company(ctx, parse, subject(verb))
            aux = auxiliaries(verb)
            holds = lemma in cues.HAVING - {"get"}
            change = Change.BEGINS if not holds or aux & {"shall", "will", "would"} else Change.HOLDS
            if re.match(r"(?:From|As of|With effect from) (?:that|the same|\d|[A-Z])", ctx.text[parse.sentence.start : parse.sentence.end]):
                change = Change.BEGINS
            if lemma == "have" and verb.lower_ == "had":
                change = Change.ENDS
            if verb.dep_ == "xcomp" and verb.head.lower_ == "used":
                return
            if lemma == "exercise":
                return
            if lemma in ("keep", "retain"):
                change = Change.HOLDS
            if longer:
                change = Change.ENDS
            elif negative and mode is not Mode.NON_EXCLUSIVE:
                mode, change = Mode.NON_EXCLUSIVE, Change.HOLDS
            rule = "right-had" if holds else "right-won"
        elif lemma in ("replace", "remove", "end", "terminate", "cancel", "scrap", "revoke", "waive", "sell"):
            holder, change, rule = enjoyed or _company(ctx, parse, poss) or _pair(ctx, parse, noun), Change.ENDS, "right-ended"
        elif lemma == "deny":
            had = next(
                (
                    t
                    for t in reversed(list(parse.doc[: noun.i]))
                    if t.pos_ in ("VERB", "AUX") and t.lemma_.lower() in cues.HAVING | cues.GETTING
                ),
                None,
            )
            if had is None or had.i < verb.i:
                return
            holder, change, rule = _company(ctx, parse, subject(had)), Change.HOLDS, "right-had"
        elif lemma in ("say", "claim", "report", "announce"):
            return
    elif how == "subj" and verb is not None:
        holder = _company(ctx, parse, poss) or _company(ctx, parse, prepositional(noun, "of"))
        aux = auxiliaries(verb)
        if lemma in ("go", "pass", "fall") and prepositional(verb, "to") is not None and not holder:
            holder, change = _company(ctx, parse, prepositional(verb, "to")), Change.BEGINS
        elif lemma in ("remain", "stay", "continue", "hold", "stand", "apply", "survive"):
            change = Change.HOLDS
        elif lemma in cues.ENDING or (
            lemma == "be" and re.search(r"\b(?:over|gone|off|dead|spent|up)\b", ctx.text[parse.end(verb) : parse.end(verb) + 20])
        ):
            change = Change.ENDS
            if lemma == "run" and not any(c.lower_ in ("out", "down") for c in verb.children):
                change = Change.HOLDS
            if lemma == "go" and not any(c.lower_ in ("away", "out") for c in verb.children):
                change = None
        elif lemma in ("begin", "start", "commence") or (
            lemma == "take" and "effect" in ctx.text[parse.start(verb) : parse.end(verb) + 10]
        ):
            change = Change.BEGINS
        elif lemma in ("come", "follow", "succeed") and not holder:
            holder, change = _pair(ctx, parse, noun), Change.BEGINS
        elif lemma == "cover":
            change = Change.HOLDS
        if change is Change.ENDS and lemma == "replace" and child(verb, "agent") is None and prepositional(verb, "by") is None:
            change = Change.ENDS
        rule = "right-" + ("ended" if change is Change.ENDS else "stands")
    elif how == "agent" and lemma == "replace":
        holder, change, rule = _company(ctx, parse, subject(verb)), Change.BEGINS, "right-replaces"
    elif how.startswith("pobj") and lemma:
        prep = how.partition(":")[2]
        if lemma == "replace" or (lemma in ("turn", "change", "convert") and prep in ("into", "to")):
            change, rule = Change.BEGINS, "right-replaces"
        elif prep in ("under", "with", "on", "by") and lemma in cues.GIVING | cues.GETTING | {
            "say",
            "hold",
            "handle",
            "operate",
            "host",
            "supply",
            "offer",
            "sign",
            "agree",
            "sell",
            "bid",
            "ask",
        }:
            holder = _company(ctx, parse, subject(verb)) if lemma in ("handle", "operate", "host", "say") else []
            change, rule = Change.HOLDS if lemma in ("handle", "operate", "host", "say") else Change.BEGINS, "right-under"
        elif prep == "for" and lemma in ("ask", "press", "push", "bid"):
            grantor = _company(ctx, parse, child(verb, "dobj"))
            holder = _company(ctx, parse, subject(verb), tuple(grantor))
            change, rule = Change.BEGINS, "right-sought"
    if change is None and poss is not None:
        holder = holder or _company(ctx, parse, poss)
        after = ctx.text[parse.end(noun) : parse.sentence.end]
        if holder and _ENDED.search(after):
            change, rule, confidence = Change.ENDS, "right-ended", 0.7
        elif holder and _STANDS.search(after):
            change, rule, confidence = Change.HOLDS, "right-stands", 0.7
    if change is None:
        return
    if not holder and not grantor:
        holder = _pair(ctx, parse, noun)
        confidence -= 0.15
    if holder and not grantor:
        grantor = _beside(ctx, parse, noun, holder)
        if not grantor and verb is not None and how == "dobj":
            grantor = _company(ctx, parse, prepositional(verb, "from", "with"), tuple(holder))
        confidence -= 0.05
    guessed = bool(holder) and not grantor
    if guessed:
        grantor = ctx.other(parse, holder)
        confidence -= 0.1
    if grantor and not holder:
        holder = ctx.other(parse, grantor)
        confidence -= 0.15
    if holder:
        yield Frame(mode, change, cue, noun, holder[:3], grantor[:3], rule, confidence, denied, guessed)


_ENDED: Final = re.compile(
    r"(?<!which )(?<!that )\b(?:lapsed|lapses|expired?s?|ended|ends|ran out|runs out|fell away|falls away|is over|are over|over since|gone|ceased?s?|spent|terminated|will not be renewed|"
    r"came to an end|comes to an end|was (?:withdrawn|revoked|scrapped|waived|given up)|dropped)\b"
)
_STANDS: Final = re.compile(
    r"\b(?:remains?|stays?|in force|continues?|still (?:stands|holds)|runs? (?:until|through|to)|holds good|unchanged|intact)\b"
)


def _relative(ctx: Context, parse: Parse, noun: Any) -> tuple[list[str], list[str]]:
    """Who enjoys it by a relative clause ("that O2 has enjoyed"), and to whom it was given ("granted to it in 2021")."""
    for t in noun.subtree:
        if (
            t.dep_ == "relcl"
            and t.lemma_.lower() in cues.HAVING
            and (own := child(t, "nsubj")) is not None
            and own.lower_ not in ("that", "which", "who")
        ):
            return _company(ctx, parse, own), []
        if t.dep_ in ("acl", "relcl") and t.tag_ == "VBN" and t.lemma_.lower() in cues.GIVING:
            return [], _company(ctx, parse, prepositional(t, "to"))
    return [], []


def _on_terms(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any, verb: Any) -> Iterator[Frame]:
    """ "hosts … on a non-exclusive basis", "sells … without exclusivity", "ships to us with no exclusivity"."""
    topic = child(verb, "nsubjpass")
    mentions = [m for m in ctx.names.within(parse.sentence.start, parse.start(noun)) if ctx.party(m)]
    clouds = [m for m in mentions if m.name.sort == "cloud"]
    holder: list[str] = []
    grantor: list[str] = []
    if clouds:
        holder = [ctx.party(clouds[-1]) or ""]
    elif topic is None:
        holder = _company(ctx, parse, subject(verb))
    if not holder and topic is not None:
        holder = _company(ctx, parse, prepositional(verb, "by", "to"))
    target = child(verb, "dobj", "dative")
    if target is not None:
        grantor = [p for p in _company(ctx, parse, target, tuple(holder)) or _beside(ctx, parse, target, holder) if p not in holder]
    if not grantor and topic is not None:
        grantor = [p for p in ctx.who(parse, topic) or _beside(ctx, parse, topic, holder) if p not in holder]
    grantor = grantor or ctx.other(parse, holder)
    if holder and grantor:
        text = ctx.text[parse.sentence.start : parse.sentence.end]
        begins = auxiliaries(verb) & {"will", "would", "shall"} or re.search(r"\b(?:from today|now|signed|today)\b", text)
        yield Frame(mode, Change.BEGINS if begins else Change.HOLDS, cue, noun, holder[:2], grantor[:1], "right-on-terms", 0.65)


_CLOUDY: Final = re.compile(r"\b(?:Cloud|Compute|Computing|Hosting)\Z")


def direct(ctx: Context, parties: list[str]) -> tuple[str, str] | None:
    """Grantor and grantee of a deal whose words do not say: the text's own earlier answer, else the cloud is the grantee."""
    if len(parties) != 2:
        return None
    if ctx.pair and set(ctx.pair) == set(parties):
        return ctx.pair
    clouds = {ctx.party(m) for m in ctx.names.mentions if m.name.sort == "cloud"} | {p for p in parties if _CLOUDY.search(p)}
    inside = [p for p in parties if p in clouds]
    return (next(p for p in parties if p != inside[0]), inside[0]) if len(inside) == 1 else None


def _exclusive_deal(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any) -> Iterator[Frame]:
    """ "an exclusive licence agreement with Y for its heat pump", "the deal … is not exclusive"."""
    verb, how = _governor(noun)
    parties: list[str] = []
    for token in (
        child(noun, "poss"),
        subject(verb) if verb is not None and how != "subj" else None,
        prepositional(noun, "with", "between"),
    ):
        if token is not None:
            parties += [p for p in _company(ctx, parse, token) if p not in parties]
    if verb is not None and how != "subj" and len(parties) < 2:
        parties += [p for p in _company(ctx, parse, prepositional(verb, "with")) if p not in parties]
    if len(parties) == 1:
        parties += ctx.other(parse, parties)[:1]
    pair = direct(ctx, parties)
    owned = next((t for t in noun.subtree if t.i > noun.i and t.dep_ == "poss"), None)
    if owned is None and verb is not None:
        owned = next((t for t in verb.subtree if t.i > noun.i and t.dep_ == "poss"), None)
    if pair is None and owned is not None and len(parties) == 2:
        owner = [p for p in ctx.who(parse, owned) if p in parties]
        pair = (owner[0], next(p for p in parties if p != owner[0])) if owner else None
    if pair is None:
        return
    lemma = verb.lemma_.lower() if verb is not None else ""
    change = (
        Change.ENDS
        if lemma in cues.ENDING
        else Change.HOLDS
        if lemma in ("remain", "extend", "renew", "have", "be", "keep", "prolong")
        else Change.BEGINS
    )
    yield Frame(mode, change, cue, noun, [pair[1]], [pair[0]], "right-by-deal", 0.55)


def _pair(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """The holder of the right that the text spoke of just before."""
    del noun
    if ctx.pair and parse.index - ctx.pair_at <= 2:
        return [ctx.pair[1]]
    return []


def _predicate(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any, verb: Any) -> Iterator[Frame]:
    """ "Its right to distribute them is exclusive", "the licence became non-exclusive", "stopped being exclusive"."""
    poss = child(noun, "poss")
    lemma = verb.lemma_.lower()
    if noun.lemma_.lower() not in cues.RIGHTS | cues.DEALS | {"offer", "deal", "license", "licence"}:
        return
    holder = _company(ctx, parse, poss)
    grantor: list[str] = []
    if noun.lemma_.lower() in cues.DEALS:
        parties = [*holder, *(p for p in _company(ctx, parse, prepositional(noun, "with", "between")) if p not in holder)]
        pair = direct(ctx, parties if len(parties) > 1 else [*parties, *ctx.other(parse, parties)[:1]])
        holder, grantor = ([pair[1]], [pair[0]]) if pair else ([], [])
    if noun.lemma_.lower() in ("license", "licence"):
        receiver = _company(ctx, parse, prepositional(noun, "to"))
        if receiver and holder and receiver != holder:
            holder, grantor = receiver, holder
    clouds = [m for m in ctx.names.within(*parse.span(noun)) if m.name.sort == "cloud" and ctx.party(m)]
    if not holder and clouds:
        holder = [ctx.party(clouds[0]) or ""]
    if holder and not grantor:
        grantor = _beside(ctx, parse, noun, holder)
    negative = negated(verb)
    if not holder and noun.lemma_.lower() not in cues.DEALS:
        holder = _pair(ctx, parse, noun)
    if holder and not grantor:
        grantor = ctx.other(parse, holder)
    if not holder or not grantor:
        return
    stopped = verb.lemma_ == "stop" or any(a.lemma_ in ("stop", "cease") for a in verb.ancestors if a.pos_ == "VERB")
    if mode is Mode.NON_EXCLUSIVE and lemma in ("become", "turn", "go"):
        yield Frame(Mode.EXCLUSIVE, Change.ENDS, cue, noun, holder, grantor, "right-became-non-exclusive", 0.75)
        yield Frame(mode, Change.BEGINS, cue, noun, holder, grantor, "right-became-non-exclusive", 0.75)
    elif stopped:
        yield Frame(mode, Change.ENDS, cue, noun, holder, grantor, "right-ended", 0.75)
    elif negative and mode is Mode.EXCLUSIVE:
        yield Frame(Mode.NON_EXCLUSIVE, Change.HOLDS, cue, noun, holder, grantor, "right-is-not-exclusive", 0.7)
    else:
        yield Frame(mode, _state(ctx, parse, verb), cue, noun, holder, grantor, "right-is", 0.7)


def _particle(verb: Any) -> str:
    return next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
