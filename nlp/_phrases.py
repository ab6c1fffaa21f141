"""Exclusivity that is said without the word: "to H and to no one else", "only on H", "H alone may", "has them to itself".

Each pattern points at the holder or at the party that is bound; the parse tells which company that is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from graph.claims import Change, Mode
from nlp import _cues as cues
from nlp._context import Context
from nlp._cues import WHOLE_OUTPUT
from nlp._frame import Frame
from nlp._parse import Parse, auxiliaries, child, clause_verb, subject
from nlp._words import words

_NOBODY: Final = r"(?:no[ -]?one|nobody|no other \w+\b(?! (?:is|are|may|can|has|was|will)\b)|none other|nowhere|no third party)"
_BUT: Final = r"(?:but|except|other than|save|besides|than)"
_PREP: Final = r"(?:on|in|at|by|from|to|through|via|with|inside|using|for)"
_ANYWHERE: Final = r"(?:anywhere|nowhere|nobody|no one|no-one|anybody|anyone|any \w+|no (?:\w+ )?\w+|nothing|none)"
_ELSE: Final = r"(?:any(?:body|one) else|(?:any|an)other|somebody else|other than|any other|elsewhere|third part\w+|rivals?|competitors?)"
_TIED: Final = r"(?:locked|tied|bound|wedded|committed|reserved|confined|restricted|limited|dedicated)"
_SUPPLY: Final = r"(?:sell|supply|license|licence|offer|deliver|give|grant|ship|host|distribute|procure|buy|purchase|use)"
_SUPPLIES: Final = r"(?:sells?|supplies|licen[cs]es|gives?|offers?|buys?|supply|buy|sold|supplied|bought)"

_HOLDER_AFTER: Final = tuple(
    (rule, re.compile(pattern, re.IGNORECASE))
    for rule, pattern in (
        ("only-through", rf"\b(?:only|solely|exclusively|(?:no|any)where {_BUT}|none but) {_PREP} "),
        ("only-through", rf"\b{_ANYWHERE} (?:else )?{_BUT} (?:{_PREP} )?"),
        ("only-through", rf"\b(?:has|have|had) to (?:pass|go|run|route|be routed|be bought|come|be run) (?:only )?{_PREP} "),
        (
            "only-through",
            r"\b(?:has|have|had) to (?:buy|order|get|book|hire|rent|use) (?:it|them|one|these|those)?\s?(?:from|at|through|via|on|with) ",
        ),
        (
            "only-through",
            rf"\b(?:no|not?|n't) (?:be )?(?:any |an)?other \w+ (?:\w+ ){{0,9}}(?:than|besides|apart from|but|except) (?:{_PREP} )?",
        ),
        ("only-through", r"\b(?:exclusive|exclusively|unique) to "),
        ("all-from", r"\b(?:buy|source|procure|obtain|purchase|take|order|get|rent)s? (?:all|the whole|every\w*) .{3,60}? (?:from|at) "),
        ("uses-only", r"\b(?:use|buy|accept|stock|serve)s? only "),
        ("all-on", r"\b(?:train|run|host)s? (?:all|every\w*) .{3,60}? on "),
        ("locked-to", rf"\b{WHOLE_OUTPUT} .{{0,60}}?to "),
        ("locked-to", rf"\b(?:reserv|earmark|set aside|dedicat|ring-?fenc)\w* .{{0,30}}?{WHOLE_OUTPUT} .{{0,60}}?(?:for|to) "),
        ("locked-to", rf"\b(?:is|are|was|were|been) (?:\w+ )?{_TIED}(?: exclusively| solely)? (?:in|into|to|for) "),
        (
            "only-one-may",
            r"\bonly (?=\S+(?: \S+)? (?:may|can|could|will|is allowed|is permitted|has the right|holds|gets|was allowed|"
            r"stocks?|sells?|carr(?:y|ies)|shows?|streams?)\b)",
        ),
        ("one-source", r"\bfrom (?:one|a single) \w+ only, "),
    )
)
_HOLDER_BEFORE: Final = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("nobody-else", rf",? and (?:{_PREP} )?{_NOBODY}(?: else)?\b"),
        ("nobody-else", rf", (?:but )?not {_PREP} (?:anyone|anybody|any other)"),
        ("alone", r"\s+alone\b(?! in| among| last| this)"),
        ("no-other-does", r"[;:,—–]\s+(?:and )?no other \w+ (?:is|are|may|can|has|was|will)\b"),
        (
            "only-after",
            r"(?: (?:brand|network|stores?|shops?|cards?|platform|cloud|website|app))? only(?=[.,;]|\Z| (?:until|through|for|from|as) )",
        ),
    )
)
_TO_ITSELF: Final = re.compile(r"\b(?:has|have|had|having|keeps?|kept|gets?) .{2,80}? (?:all )?to (?:itself|themselves)\b")
_BOUND: Final = (
    re.compile(
        rf"\b(?:may|can|could|shall|will|must|would|is) (?:not|never)(?: to)? (?:\w+ )?{_SUPPLY}\b.{{0,90}}?\b{_ELSE}\b", re.IGNORECASE
    ),
    re.compile(rf"\b{_SUPPLIES} .{{0,60}}?\b(?:to|from|with) (?:no other|no one else|nobody else|none other)\b", re.IGNORECASE),
)
_OFFER_FIRST: Final = re.compile(
    r"\b(?:must|has to|have to|shall|is to|will|(?:is|are|was|were) (?:obliged|required|bound) to) "
    r"(?:first )?(?:(?:offer .{3,80}?|be (?:first )?offered) (?:first )?to |offer (?=it\b|[A-Z]))"
)
_BEFORE_OTHERS: Final = re.compile(
    r"\bbefore (?:any(?:one|body)?|others|another|rivals|it (?:may|can|sells|offers|approaches|goes|turns)|"
    r"(?:offering|selling|approaching|going|turning) )"
)
_EACH_OTHER: Final = re.compile(r"\b(?:only|exclusively|solely) with (?:each other|one another)\b")
_DOES_FOR: Final = words("make supply host sell build produce carry print handle distribute brew bottle provide assemble service run")
_OUTLETS: Final = words("channel site website platform service app store shop network airwaves screen page stage")
_SELLING: Final = words("broadcast stream air show carry sell distribute market host offer publish resell screen")
_DECIDING: Final = words("sign agree choose pick select name")
_LONGER: Final = re.compile(r"\bno longer\b|\bnot any more\b|\bneed not\b|\buntil (?:now|then|recently)\b|\bused to\b")
_UNTIL: Final = re.compile(r"\b(?:until|till|once|formerly|previously|before)\b", re.IGNORECASE)
_NO_LONGER_ALONE: Final = re.compile(r"\bno longer (?:exclusively|solely)\b")
_NOT: Final = re.compile(r"\b(?:does|do|did|is|are|will|has|have) not\b|n't\b|\bneither\b|\bnot\s+\Z")


def frames(ctx: Context, parse: Parse) -> Iterator[Frame]:
    """The exclusive rights that a sentence puts in other words, one for each holder."""
    done: set[tuple[str, Mode]] = set()
    for frame in _all(ctx, parse):
        if (frame.holder[0], frame.mode) not in done:
            done.add((frame.holder[0], frame.mode))
            yield frame


def _all(ctx: Context, parse: Parse) -> Iterator[Frame]:
    text = parse.doc.text
    for rule, pattern in _HOLDER_AFTER:
        for m in pattern.finditer(text):
            yield from _held(ctx, parse, m, rule, _noun_at(parse, m.end()))
    for rule, pattern in _HOLDER_BEFORE:
        for m in pattern.finditer(text):
            yield from _held(ctx, parse, m, rule, _BEFORE[rule](ctx, parse, m))
    for m in _TO_ITSELF.finditer(text):
        yield from _held(ctx, parse, m, "to-itself", _owner_of_itself(parse, m.start()), _token_at(parse, m.start()))
    for m in _NO_LONGER_ALONE.finditer(text):
        yield from _stopped(ctx, parse, m)
    for t in parse.doc:
        if t.lower_ in ("exclusively", "solely") and t.dep_ == "advmod" and t.head.lemma_.lower() in _SELLING:
            yield from _sells(ctx, parse, t, t.head)
    for m in _OFFER_FIRST.finditer(text):
        first = _BEFORE_OTHERS.search(text, m.end()) or "before" in text[: m.start()].casefold()
        if first or "first" in text[m.start() : m.end() + 60]:
            for frame in _held(ctx, parse, m, "offer-first", _noun_at(parse, m.end())):
                yield replace(frame, mode=Mode.FIRST_REFUSAL, change=Change.HOLDS)
    for pattern in _BOUND:
        for m in pattern.finditer(text):
            yield from _bound(ctx, parse, m)
    for m in _EACH_OTHER.finditer(text):
        yield from _mutual(ctx, parse, m)


def _held(ctx: Context, parse: Parse, m: re.Match[str], rule: str, token: Any | None, verb: Any | None = None) -> Iterator[Frame]:
    """The right of the company that ``token`` means; ``verb``: its verb, if it is not that of its clause."""
    mention = parse.at.get(token.i) if token is not None else None
    if token is None or (mention is not None and mention.name.kind in ("person", "place", "regulator")):
        return
    holder = ctx.who(parse, token)
    if not holder:
        return
    before_it = (x for x in ctx.names.within(parse.sentence.start, parse.original(m.start())) if x.start not in ctx.names.asides)
    earlier = [p for x in before_it if (p := ctx.party(x)) and p not in holder]
    here = [p for p in ctx.in_sentence(parse.index) if p not in holder]
    grantor = earlier[:1] or here[:1] or _described(ctx, parse, token, holder) or ctx.other(parse, holder)
    anchor, before = verb if verb is not None else token, parse.doc.text[: m.start()]
    verb = verb if verb is not None else clause_verb(token)
    mode, change = Mode.EXCLUSIVE, _change(verb, parse.doc.text[: m.end()])
    cue, by = (parse.original(m.start()), parse.original(m.end())), verb
    if verb.dep_ == "xcomp" and {"had", "been"} <= auxiliaries(verb.head):  # "had been bound to buy"
        change = Change.ENDS
    if (longer := _LONGER.search(before)) or re.match(r"had to", m.group(), re.IGNORECASE):
        change = Change.ENDS
        by = (parse.original(longer.start()), parse.original(longer.end())) if longer else cue
    elif _NOT.search(before[-60:]):
        if rule == "to-itself":
            mode, change = Mode.NON_EXCLUSIVE, Change.HOLDS
        elif rule != "only-through":
            return
    elif rule == "locked-to" and change is Change.ENDS and not _UNTIL.search(parse.doc.text):
        change = Change.HOLDS  # "was reserved to Y"
    yield Frame(mode, change, anchor, verb, holder[:1], grantor[:1], rule, 0.6, guessed=not (earlier or here), by=by, cue=cue)


def _stopped(ctx: Context, parse: Parse, m: re.Match[str]) -> Iterator[Frame]:
    """ "H goes on making it, but no longer exclusively"."""
    verb = clause_verb(_token_at(parse, m.start()))
    topic = subject(verb)
    holder = ctx.who(parse, topic) if topic is not None else []
    grantor = ctx.other(parse, holder) if holder else []
    if grantor:
        cue = parse.original(m.start()), parse.original(m.end())
        for mode, change in ((Mode.EXCLUSIVE, Change.ENDS), (Mode.NON_EXCLUSIVE, Change.BEGINS)):
            yield Frame(mode, change, verb, verb, holder[:1], grantor[:1], "exclusively-sells", 0.6, guessed=True, by=cue, cue=cue)


def _sells(ctx: Context, parse: Parse, adverb: Any, verb: Any) -> Iterator[Frame]:
    """ "H will broadcast G's matches exclusively"."""
    thing, seller = child(verb, "dobj"), subject(verb)
    if thing is None or seller is None:
        return
    holder = ctx.who(parse, seller)
    owner = [p for t in thing.subtree if t.i in parse.at and (p := ctx.party(parse.at[t.i])) and p not in holder]
    if holder and owner:
        change = _change(verb, parse.doc.text)
        yield Frame(Mode.EXCLUSIVE, change, adverb, verb, holder[:1], owner[:1], "exclusively-sells", 0.65, by=verb)


def _bound(ctx: Context, parse: Parse, m: re.Match[str]) -> Iterator[Frame]:
    """ "G may not sell … to anybody else": the other party holds the right."""
    verb = _token_at(parse, m.start())
    while verb is not None and verb.pos_ == "AUX" and verb.dep_ in ("aux", "auxpass"):
        verb = verb.head
    topic = subject(verb) if verb is not None else None
    bound = ctx.who(parse, topic) if topic is not None else []
    holder = ctx.other(parse, bound) or [p for p in ctx.in_sentence(parse.index) if p not in bound] if bound else []
    if holder:
        change = _change(verb, parse.doc.text[: m.end()])
        cue = parse.original(m.start()), parse.original(m.end())
        yield Frame(Mode.EXCLUSIVE, change, verb, verb, holder[:1], bound[:1], "may-not-sell", 0.55, by=verb, cue=cue)


def _mutual(ctx: Context, parse: Parse, m: re.Match[str]) -> Iterator[Frame]:
    """ "A and B will deal only with each other": each holds a right over the other."""
    verb = clause_verb(_token_at(parse, m.start()))
    topic = subject(verb)
    both = ctx.who(parse, topic) if topic is not None else []
    both = both if len(both) == 2 else ctx.in_sentence(parse.index)
    if len(both) == 2 and not _NOT.search(parse.doc.text[: m.start()][-40:]):
        change = Change.BEGINS if auxiliaries(verb) & {"will", "would", "shall"} or verb.tag_ == "VB" else _change(verb, m.group())
        cue = parse.original(m.start()), parse.original(m.end())
        for holder, bound in (both, both[::-1]):
            yield Frame(Mode.EXCLUSIVE, change, verb, verb, [holder], [bound], "each-other", 0.65, by=verb, cue=cue)


def _described(ctx: Context, parse: Parse, token: Any, holder: list[str]) -> list[str]:
    """The company that a description before the holder means."""
    for t in parse.doc[: token.i]:
        if t.dep_ in ("nsubj", "nsubjpass", "poss") and t.i not in parse.at:
            found = [p for p in ctx.who(parse, t) if p not in holder]
            if found:
                return found
    return []


def _change(verb: Any, text: str) -> Change:
    """What the tense says: will, signs, has handed begin it; is, keeps, may hold it; had and was are over."""
    aux, lemma = auxiliaries(verb), verb.lemma_.lower()
    if lemma in cues.HOLDING:
        return Change.HOLDS
    if "could" in aux and re.search(r"\b[Ss]ince\b", text):
        return Change.HOLDS
    if aux & {"will", "would", "shall", "could"}:
        return Change.BEGINS
    if re.search(r"\b(?:(?:has|have) to|must) \w+ [^.;]{0,30}\Z", text):
        return Change.HOLDS
    if "had" in aux and verb.dep_ == "ccomp" and lemma in cues.GIVING:
        return Change.BEGINS  # "said it had licensed" is only indirect speech
    past = verb.lower_ in ("was", "were", "had") and not re.search(r"\bsince\b", text)
    if past or aux & {"had", "was", "were"}:
        return Change.ENDS
    if (
        re.search(r"\bno one else\b|\bnobody else\b|\bno other\b", text)
        and verb.tag_ in ("VBZ", "VBP")
        and lemma in ("sell", "supply", "offer", "give")
    ):
        return Change.HOLDS
    if re.search(r"\b(?:entire|whole|total) \w+", text) and lemma in cues.GIVING | {"commit", "pledge", "reserve"}:
        return Change.BEGINS
    begun = lemma in (cues.GIVING - {"pass"}) | (cues.GETTING - {"get"}) | _DECIDING
    return Change.BEGINS if begun else Change.HOLDS


def _token_at(parse: Parse, offset: int) -> Any | None:
    return next((t for t in parse.doc if t.idx <= offset < t.idx + len(t.text_with_ws) or t.idx >= offset), None)


def _noun_at(parse: Parse, offset: int) -> Any | None:
    """The head of the noun phrase that begins at the offset."""
    first = _token_at(parse, offset)
    for t in parse.doc[first.i : first.i + 6] if first is not None else ():
        if t.i in parse.at or (t.pos_ == "PRON" and t.dep_ != "poss"):
            return t
        if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in ("compound", "nmod", "poss", "amod"):
            return t
        if t.pos_ in ("VERB", "PUNCT", "CCONJ"):
            return None
    return None


def _last(parse: Parse, offset: int, fits: Callable[[Any], bool]) -> Any | None:
    return next((t for t in reversed(list(parse.doc)) if t.idx < offset and fits(t)), None)


def _owner_of_itself(parse: Parse, offset: int) -> Any | None:
    """The subject of "has … to itself"."""
    verb = _token_at(parse, offset)
    topic = subject(verb) if verb is not None else None
    if topic is not None and topic.tag_ in ("WDT", "WP"):
        topic = clause_verb(topic).head  # "Y, which would have it to itself"
    return topic if topic is not None else _last(parse, offset, lambda t: t.pos_ in ("NOUN", "PROPN", "PRON"))


def _same_preposition(ctx: Context, parse: Parse, m: re.Match[str]) -> Any | None:
    """The company after the preposition that the phrase repeats: "sells to *H* and to no one else"."""
    word = next((w for w in m.group().casefold().split() if re.fullmatch(_PREP, w)), None)
    if word is None:
        return None
    before = [t for t in parse.doc if t.idx < m.start() and t.lower_ == word and t.dep_ in ("prep", "agent", "dative")]
    objects = [o for t in before if (o := child(t, "pobj")) is not None and (_owner_named(ctx, parse, o) or ctx.who(parse, o))]
    return next(
        (_owner_named(ctx, parse, o) for o in objects if o.i not in parse.at and _owner_named(ctx, parse, o)),
        objects[-1] if objects else None,
    )


def _owner_named(ctx: Context, parse: Parse, token: Any) -> Any | None:
    """The company whose outlet it is: "on *H*'s channels"."""
    poss = child(token, "poss")
    return poss if poss is not None and token.lemma_.lower() in _OUTLETS and poss.i in parse.at and ctx.who(parse, poss) else None


def _company_before(ctx: Context, parse: Parse, offset: int) -> Any | None:
    """The last noun within reach of the offset that means a company."""
    for t in reversed(list(parse.doc)):
        if t.idx >= offset:
            continue
        if offset - t.idx > 90:
            return None
        if (t.pos_ in ("NOUN", "PROPN", "PRON") or t.i in parse.at) and ctx.who(parse, t, weak=False):
            return t
    return None


def _only_doer(ctx: Context, parse: Parse, m: re.Match[str]) -> Any | None:
    """Who does it: "*H* makes every chip that G sells; no other plant is qualified"."""
    verb = next((t for t in parse.doc if t.idx < m.start() and t.pos_ == "VERB" and t.lemma_.lower() in _DOES_FOR), None)
    topic = subject(verb) if verb is not None else None
    return topic if topic is not None and ctx.who(parse, topic, weak=False) else None


def _directly_before(ctx: Context, parse: Parse, m: re.Match[str]) -> Any | None:
    """The company right before the phrase, after a preposition or a verb of use: "shown on *H* only", "carry the *H* brand only"."""
    t = next((t for t in parse.doc if t.idx + len(t.text) == m.start()), None)
    if t is None or t.i not in parse.at or t.i == 0:
        return None
    before = next((w for w in reversed(list(parse.doc[: t.i])) if w.lower_ != "the"), None)
    used = before is not None and (before.lower_ in _ONLY_PREPS or before.lemma_.lower() in _USING)
    return t if used and ctx.party(parse.at[t.i], weak=True) else None


_ONLY_PREPS: Final = words("on by from through via at with to")
_USING: Final = words("carry accept take use stock sell serve fit offer")
_BEFORE: Final[dict[str, Callable[[Context, Parse, re.Match[str]], Any | None]]] = {
    "nobody-else": lambda ctx, parse, m: _same_preposition(ctx, parse, m) or _company_before(ctx, parse, m.start()),
    "alone": lambda ctx, parse, m: _same_preposition(ctx, parse, m) or _company_before(ctx, parse, m.start()),
    "no-other-does": _only_doer,
    "only-after": _directly_before,
}
"""Where the holder stands before the phrase."""
