"""Roles: "the exclusive distributor of …" is held by whoever is, becomes, remains or is named it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from graph.claims import Change, Mode
from nlp import _cues as cues
from nlp._context import Context
from nlp._frame import Frame
from nlp._parse import Parse, auxiliaries, child, prepositional, subject
from nlp._syntax import beside, company, denies, governor, no_longer, phrase_start

_CALLING: Final = frozenset(("call", "use", "have", "consider", "retain"))
_STARTING: Final = frozenset(("take", "sign", "join", "come", "succeed", "step"))
_FROM_NOW: Final = re.compile(
    r"\b(?:effective|as of|from) (?:today|\d|[A-Z])|\bfrom (?:today|now on)\b|\bas of this\b|\bnow\b",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(r"\b(?:until|till|up to|no longer|before|ended|lapsed|expired)\b")
_APPOSED: Final = re.compile(r",\s+(?:since|from|until|for|now|once|long)?\s*(?:[\w ]{0,20}\s)?(?:the|its|their)\s+(?:\w+\s+){0,4}")
_SKIPPED: Final = frozenset(("still", "now", "also", "already", "longer", "no", "not", "therefore"))


@dataclass
class _Held:
    """Who holds the role, as one reading of the sentence has it; ``by`` is the word that tells the change, if not the role's verb."""

    holder: list[str]
    change: Change | None
    rule: str
    confidence: float = 0.8
    grantor: list[str] = field(default_factory=list)
    by: Any = None


def frames(ctx: Context, parse: Parse, cue: Any, mode: Mode, noun: Any) -> Iterator[Frame]:
    """The right of whoever holds the role that ``noun`` names."""
    verb, how = governor(noun)
    linking = _linked_before(parse, noun)
    if linking is not None:
        verb, how = linking, "attr"
    if how in ("attr", "as") and denies(verb) and mode is Mode.EXCLUSIVE and not no_longer(ctx, parse, verb):
        mode = Mode.NON_EXCLUSIVE
    held = _read(ctx, parse, noun, verb, how)
    if held is None or not held.holder or held.change is None:
        return
    holder, grantor, confidence = held.holder[:4], held.grantor, held.confidence
    if not grantor:
        grantor = beside(ctx, parse, noun, holder)
        confidence -= 0.05
    guessed = not grantor
    if guessed:
        grantor = ctx.other(parse, holder)
        confidence -= 0.1
    by = held.by if held.by is not None else verb if how != "appos" else None
    yield Frame(mode, held.change, cue, noun, holder, grantor, held.rule, confidence, guessed=guessed, by=by)


def _read(ctx: Context, parse: Parse, noun: Any, verb: Any | None, how: str) -> _Held | None:
    lemma = verb.lemma_.lower() if verb is not None and how != "appos" else ""
    if how != "attr" and (named := _named_before(parse, noun)) is not None:
        naming, target = named
        grantor = company(ctx, parse, subject(naming))
        return _Held(company(ctx, parse, target, tuple(grantor)), _named(naming.lemma_), "role-named", grantor=grantor, by=naming)
    if verb is None or how.startswith("pobj"):
        return _Held(_just_before(ctx, parse, noun), Change.HOLDS, "role-apposition", 0.6)
    if how == "as" and verb.pos_ == "NOUN":
        over = any(a.lemma_ in cues.ENDING for a in verb.ancestors)
        return _Held(company(ctx, parse, child(verb, "poss")), Change.ENDS if over else Change.HOLDS, "role-position", 0.65)
    if how == "attr" or (how in ("as", "dobj") and lemma in cues.BE):
        topic = subject(verb)
        if topic is None or topic.i == noun.i:
            topic = next((t for t in reversed(list(parse.doc[: verb.i])) if t.i in parse.at or t.pos_ in ("NOUN", "PRON")), None)
        return _Held(company(ctx, parse, topic), state(ctx, parse, verb), f"role-{'is' if lemma == 'be' else lemma}")
    if how in ("oprd", "small", "as", "dobj") and lemma in cues.NAMING | {"have"}:
        return _by_naming(ctx, parse, noun, verb, how)
    if how == "as" and lemma == "replace":
        grantor = company(ctx, parse, subject(verb))
        holder = company(ctx, parse, prepositional(verb, "with"), tuple(grantor)) or grantor
        return _Held(holder, Change.BEGINS, "role-replaces", grantor=[g for g in grantor if g not in holder])
    if how == "as":
        change = Change.BEGINS if lemma in _STARTING else Change.HOLDS
        return _Held(company(ctx, parse, subject(verb)), change, "role-as", 0.65)
    if how == "appos":
        return _Held(company(ctx, parse, verb), Change.HOLDS, "role-apposition", 0.7)
    if how == "subj":
        apposed = child(noun, "appos") or (child(verb, "attr") if lemma == "be" else None)
        return _Held(company(ctx, parse, apposed), Change.HOLDS, "role-subject", 0.6)
    return _Held(_just_before(ctx, parse, noun), Change.HOLDS, "role-apposition", 0.6)


def _named(lemma: str) -> Change:
    return Change.HOLDS if lemma in _CALLING else Change.BEGINS


def _by_naming(ctx: Context, parse: Parse, noun: Any, verb: Any, how: str) -> _Held:
    """ "X named Y its …", "Y was appointed … by X"."""
    change = _named(verb.lemma_.lower())
    passive = child(verb, "nsubjpass")
    if passive is not None:
        holder = company(ctx, parse, passive)
        return _Held(holder, change, "role-named", grantor=company(ctx, parse, prepositional(verb, "by"), tuple(holder)))
    grantor = company(ctx, parse, subject(verb))
    if how == "small":
        target = child(noun, "nsubj")
    elif how == "dobj":
        target = child(verb, "dative")
    else:
        target = child(verb, "dobj")
    if target is None and how == "oprd":
        between = (t for t in verb.children if verb.i < t.i < noun.i)
        target = next((t for t in between if t.dep_ in ("dobj", "nsubj", "dative", "npadvmod")), None)
    if target is None:
        target = next((t for t in parse.doc if verb.i < t.i < noun.i and t.i in parse.at), None)
    holder = company(ctx, parse, target, tuple(grantor)) if target is not None and target.i != noun.i else []
    return _Held(holder, change, "role-named", grantor=grantor)


def state(ctx: Context, parse: Parse, verb: Any) -> Change | None:
    """What "is", "becomes", "remains", "was" say about a role or a right; ``None`` for what merely was so at some time."""
    lemma, aux = verb.lemma_.lower(), auxiliaries(verb)
    if no_longer(ctx, parse, verb):
        return Change.ENDS
    if lemma in cues.HOLDING:
        return Change.HOLDS
    if lemma == "become" or aux & {"will", "shall", "would", "could", "might"}:
        return Change.BEGINS
    if lemma == "be" and verb.lower_ in ("was", "were"):
        return Change.ENDS if _UNTIL.search(ctx.text, parse.sentence.start, parse.sentence.end) else None
    if "had" in aux:
        return Change.ENDS
    if not aux & {"has", "have"} and _FROM_NOW.search(ctx.text, parse.sentence.start, parse.sentence.end):
        return Change.BEGINS
    return Change.HOLDS


def _linked_before(parse: Parse, noun: Any) -> Any | None:
    """The linking verb right before the role: "stays OpenAI's primary cloud"."""
    i = phrase_start(noun) - 1
    while i > 0 and parse.doc[i].lower_ in _SKIPPED:
        i -= 1
    verb = parse.doc[i] if i > 0 else None
    linking = verb is not None and verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() in ("be", "become", "remain", "stay")
    return verb if linking else None


def _named_before(parse: Parse, noun: Any) -> tuple[Any, Any] | None:
    """The naming verb and the company right before the role: "made Y its …", "appointed Y the …", "and Y its …"."""
    i = phrase_start(noun) - 1
    if i >= 1 and parse.doc[i].lower_ == "as":
        i -= 1
    if i < 1 or not (i in parse.at or parse.doc[i].lower_ in ("it", "them")):
        return None
    j = i - 1
    while j >= 0 and parse.doc[j].dep_ in ("compound", "det", "nmod"):
        j -= 1
    verb = parse.doc[j] if j >= 0 else None
    if verb is not None and verb.lower_ == "and":
        verb = next((t for t in parse.doc[:j] if t.pos_ == "VERB" and t.lemma_.lower() in cues.NAMING - {"use", "call"}), None)
    if verb is not None and verb.pos_ == "VERB" and verb.lemma_.lower() in cues.NAMING and child(verb, "nsubjpass") is None:
        return verb, parse.doc[i]
    return None


def _just_before(ctx: Context, parse: Parse, noun: Any) -> list[str]:
    """The company that a role follows after a comma: "Y, since 2017 the sole seller of …"."""
    start = parse.start(noun)
    before = [m for m in ctx.names.within(parse.sentence.start, start) if ctx.party(m, weak=True)]
    if before and _APPOSED.fullmatch(ctx.text, before[-1].end, start):
        found = ctx.party(before[-1], weak=True)
        return [found] if found else []
    return []
